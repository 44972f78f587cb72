package parser

import (
	"path"
	"regexp"
	"strings"

	"medelbot"
	"medelbot/parser/elements"
	"medelbot/parser/lexicon"
	"medelbot/parser/phrase"
	"medelbot/parser/swedish"
)

// maxWords bounds how far into a file it is looked for what it is.
const maxWords = 4000

// setAside tells which of the files state nothing of an application: what only
// came along with one, and the versions that do not count because the mail says
// so. It tells too whether the mail's own text or its files yield to the other
// where both state something.
func (r *reader) setAside() {
	s := &r.source
	for i := range s.files {
		f := &s.files[i]
		f.unasked = f.text != "" && (namedBeside(fileTitle(f.Name)) && !r.applies(f, true) || namedBeside(titleOf(f.text)) && !r.applies(f, false))
	}
	said := readVersions(s.own)
	s.yields, s.filesYield = said.mailYields, said.filesYield
	for i := range s.files {
		if f := &s.files[i]; f.text != "" && said.discards(f, s.files) {
			f.unasked = true
		}
	}
}

// asked lists the files that may state something of an application or a report.
func (s *source) asked() []*file {
	var asked []*file
	for i := range s.files {
		if f := &s.files[i]; f.text != "" && !f.unasked {
			asked = append(asked, f)
		}
	}
	return asked
}

// namedBeside tells the name or the title of a brochure, of minutes or a CV, and
// of no application.
func namedBeside(title string) bool {
	words := phrase.Words(title)
	return lexicon.Documents().Has(words, lexicon.Beside) && !lexicon.Signs().Has(words, lexicon.Titles)
}

// titleOf gives the first lines of a text, as long as they are short.
func titleOf(text string) string {
	const lines, few = 3, 8 // of a title; words of one
	title := ""
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		if len(strings.Fields(line)) > few || strings.Count(title, "\n") == lines {
			break
		}
		title += line + "\n"
	}
	return title
}

// fileTitle is what the name of a file says, with its words parted.
func fileTitle(name string) string {
	name = path.Base(name)
	return strings.NewReplacer("_", " ", "-", " ", ".", " ").Replace(strings.TrimSuffix(name, path.Ext(name)))
}

// applies tells a file that is an application whatever it calls itself. Of one
// with the name of something else more is asked than of one whose title may only
// say what the money is for.
func (r *reader) applies(f *file, withAccount bool) bool {
	if !lexicon.Signs().Has(r.words.FirstWords(f.text, maxWords), lexicon.Applies) {
		return false
	}
	e := r.statedIn(f)
	return e[medelbot.Amount].Value != nil && e[medelbot.Purpose].Status == medelbot.OK && (e[medelbot.Account].Value != nil || !withAccount)
}

// statedIn reads what one file alone states.
func (r *reader) statedIn(f *file) medelbot.Elements {
	return elements.Read(elements.Input{
		Wanted: []medelbot.ElementKey{medelbot.Applicant, medelbot.Amount, medelbot.Purpose, medelbot.Account},
		Texts:  []elements.Text{{Source: f.Name, Own: f.text}}, Home: r.opts.Coordinators, HomeDomains: r.home.domains, Vocabulary: r.words,
	})
}

// versions is what a mail says of versions.
type versions struct {
	mailYields bool   // the files count
	filesYield bool   // the mail's own text counts
	number     string // of the version that counts, "" if none is named
	newest     bool   // the new version counts
	format     string // of the files that count, "" if none is named
}

var versionNumber = regexp.MustCompile(`(?i)(?:^|[^\pL])(?:version|versionen|ver|v|rev|utkast)[ ._-]*([0-9]{1,2})(?:[^0-9]|$)`)

// readVersions reads the sentences that say which version counts.
func readVersions(text string) versions {
	var v versions
	if !lexicon.Versions().Has(phrase.Words(text), lexicon.Counts) && !lexicon.Versions().Has(phrase.Words(text), lexicon.Discarded) {
		return v
	}
	for _, s := range swedish.Sentences(text) {
		if sentence := text[s.Start:s.End]; !strings.HasSuffix(sentence, "?") {
			for _, clause := range strings.FieldsFunc(sentence, func(c rune) bool { return c == ',' || c == ';' }) {
				v.readClause(clause)
			}
		}
	}
	return v
}

func (v *versions) readClause(clause string) {
	words := phrase.Words(clause)
	has := func(key string) bool { return lexicon.Versions().Has(words, key) }
	discarded := has(lexicon.Discarded)
	switch {
	case !discarded && !endsWith(words, lexicon.Counts):
		return
	case has(lexicon.InMail) && !has(lexicon.NewOne):
		v.mailYields, v.filesYield = v.mailYields || discarded, v.filesYield || !discarded
	case !has(lexicon.InFile):
	case discarded:
		v.newest = v.newest || has(lexicon.OldOne)
		v.filesYield = v.filesYield || !has(lexicon.OldOne) && versionNumber.FindString(clause) == ""
	default:
		v.mailYields = true
		if m := versionNumber.FindStringSubmatch(clause); m != nil {
			v.number = m[1]
		}
		v.newest = v.newest || has(lexicon.NewOne)
		v.format = formatNamed(words)
	}
}

// endsWith tells whether a clause ends with a phrase of the key.
func endsWith(words []phrase.Word, key string) bool {
	for _, m := range lexicon.Versions().Find(words) {
		if m.Key == key && m.After == len(words) {
			return true
		}
	}
	return false
}

// formatNamed gives the ending of the files that words name: "pdf:en gäller".
func formatNamed(words []phrase.Word) string {
	for _, w := range words {
		switch {
		case strings.HasPrefix(w.Fold, "pdf"):
			return ".pdf"
		case strings.HasPrefix(w.Fold, "word"), w.Fold == "docx":
			return ".docx"
		case w.Fold == "odt":
			return ".odt"
		}
	}
	return ""
}

// discards tells a file that is another version than the one that counts.
func (v *versions) discards(f *file, all []file) bool {
	number := numberOf(f)
	switch {
	case v.number != "":
		return number != "" && number != v.number && someFile(all, func(g *file) bool { return numberOf(g) == v.number })
	case v.newest:
		isNew := func(g *file) bool { return titled(g, lexicon.NewOne) }
		return titled(f, lexicon.OldOne) && !isNew(f) || !isNew(f) && alike(f.Name, all, isNew)
	case v.format != "":
		ending := func(g *file) string { return strings.ToLower(path.Ext(g.Name)) }
		return isText(ending(f)) && ending(f) != v.format && someFile(all, func(g *file) bool { return ending(g) == v.format })
	}
	return false
}

func isText(ending string) bool {
	switch ending {
	case ".docx", ".doc", ".odt", ".rtf", ".pdf", ".docm":
		return true
	}
	return false
}

func numberOf(f *file) string {
	if m := versionNumber.FindStringSubmatch(fileTitle(f.Name)); m != nil {
		return m[1]
	}
	return ""
}

func titled(f *file, key string) bool {
	return lexicon.Versions().Has(phrase.Words(fileTitle(f.Name)), key)
}

func someFile(all []file, holds func(*file) bool) bool {
	for i := range all {
		if holds(&all[i]) {
			return true
		}
	}
	return false
}

// alike tells whether one of the files that hold has a name that begins with
// the same word.
func alike(name string, all []file, holds func(*file) bool) bool {
	first, _, _ := strings.Cut(strings.ToLower(fileTitle(name)), " ")
	return someFile(all, func(g *file) bool {
		other, _, _ := strings.Cut(strings.ToLower(fileTitle(g.Name)), " ")
		return holds(g) && first != "" && first == other
	})
}
