// Package command reads what a coordinator orders by mail: commands in Swedish,
// one a line, above the quote.
//
//	PK-2021-0007 BEVILJA 75 000 kr
//	MOTIVERING: Bra upplägg.
//	Kod: k3v9-...
//
// Capitals, å, ä and ö, and thanks around a command do not matter. Nothing is
// guessed: what begins as a command and cannot be understood for certain is a
// line with a fault, so that its writer is told; what is no command at all says
// nothing. What the words mean stands in package lexicon.
package command

import (
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"medelbot"
	"medelbot/parser/lexicon"
	"medelbot/parser/phrase"
	"medelbot/parser/swedish"
)

// Input is what the commands of a mail are read from.
type Input struct {
	Text    string // the writer's own words above the first quote, without signature
	Subject string // without the prefixes of answers; read for commands only if Text is empty
	// Below holds the signature, in which a code may stand and no command.
	Below string
	// Plain is the alternative text of the same mail, "" if there is none: a
	// command that it does not hold was not written by an ordinary mail program.
	Plain  string
	Writer string // name, which is no command and no reason
	Names  Names
	Now    time.Time
	Zone   *time.Location
}

// Names are what elements are called besides the names of package lexicon: folded,
// with one blank between words.
type Names map[string]medelbot.ElementKey

// Bounds on what is read of one mail.
const (
	maxLines = 40  // commands
	maxLine  = 200 // characters of a line as it is told again
)

// Read reads the commands of a mail. It never fails: what cannot be understood
// is a line with a Fault.
func Read(in Input) medelbot.CommandMail {
	if in.Zone == nil {
		in.Zone = time.UTC
	}
	r := reader{in: in, names: map[string]bool{}}
	for _, w := range phrase.Words(in.Writer) {
		r.names[w.Fold] = true
	}
	text := swedish.Clean(in.Text)
	if onlyMarks(text) {
		text = swedish.Clean(in.Subject)
	}
	var mail medelbot.CommandMail
	texts := []string{text, swedish.Clean(in.Below), swedish.Clean(in.Subject)}
	codes, several := findCodes(texts)
	r.cut(codePattern.ReplaceAllString(text, "\n"+codeMark+"\n"))
	mail.Lines = r.lines()
	switch {
	case several:
		fault(mail.Lines, medelbot.RefusedContradicts)
	case len(codes) > 0:
		mail.Token = codes[0]
	}
	contradict(mail.Lines)
	r.compare(mail.Lines)
	mask(mail.Lines)
	return mail
}

// mask hides identity numbers and codes in all that is kept of commands.
func mask(lines []medelbot.CommandLine) {
	for i := range lines {
		o := &lines[i].Order
		lines[i].Text, o.Text = masked(lines[i].Text), masked(o.Text)
		if o.Value != nil {
			o.Value.Name, o.Value.Text = masked(o.Value.Name), masked(o.Value.Text)
		}
	}
}

func masked(text string) string { return HideCodes(swedish.MaskPersonnummer(text)) }

// Begins tells whether a text begins with a command, after a greeting at most,
// and with which word. The names are those of Input.
func Begins(text string, names Names) (word string, ok bool) {
	others := 0
	for line := range strings.Lines(codePattern.ReplaceAllString(swedish.Clean(text), "")) {
		if h, ok := readHead(line, names); ok {
			return phrase.Fold(h.written), true
		}
		if h, near, _ := shouted(strings.TrimSpace(line)); near {
			return phrase.Fold(h.written), true
		}
		words := phrase.FirstWords(line, shortLine+1)
		if _, _, alone := leadingCase(strings.TrimSpace(line)); len(words) == 0 || alone {
			continue
		}
		if others++; others >= 2 || len(words) > shortLine {
			return "", false
		}
	}
	return "", false
}

// codePattern is a token as our letters write it and people type it off (see
// medelbot.TokenHash): "Kod: k3v9-...".
var codePattern = regexp.MustCompile(`(?i)\bkod(?:en)?\s*[:=]?\s*([a-z0-9]{4}(?:[-–‐‑][a-z0-9]{2,4})+)\b`)

// codeMark stands for a code in a text; cleaned text holds no such character.
const codeMark = "\x01"

// codeLength is the least number of characters by which a code cannot be
// anything else, such as that of a door.
const codeLength = 19

// HasCode tells whether a text bears a code of ours.
func HasCode(text string) bool {
	if !saysCode(text) {
		return false // as nearly every mail
	}
	m := codePattern.FindStringSubmatch(swedish.Clean(text))
	return m != nil && len(m[1]) >= codeLength
}

// bareCode is a whole token as our letters write it, or with other or no marks
// between its groups, where the word before it was left out.
var bareCode = regexp.MustCompile(`(?i)\b[a-z0-9]{4}(?:[-–‐‑ ]?[a-z0-9]{4}){5}[-–‐‑ ]?[a-z0-9]{2}\b`)

// ibanLike is how an account in groups begins: SE45 5000 ...
var ibanLike = regexp.MustCompile(`(?i)^[a-z]{2}\d{2} \d`)

// hidden stands for a code in what is kept and told again.
const hidden = "****"

// HideCodes takes the codes out of a text that is kept: they give rights as long
// as nobody has used them, also those of a digest that is quoted, and those that
// stand where none is looked for.
func HideCodes(text string) string {
	if saysCode(text) {
		text = codePattern.ReplaceAllString(text, "Kod: "+hidden)
	}
	return bareCode.ReplaceAllStringFunc(text, func(found string) string {
		if !strings.ContainsAny(found, "-–‐‑0123456789") || ibanLike.MatchString(found) {
			return found // a long word or several short ones, or an account
		}
		return hidden
	})
}

// saysCode finds the word without which there is no code, whatever mail it is.
func saysCode(text string) bool {
	for i := 0; i+3 <= len(text); i++ {
		if text[i]|0x20 == 'k' && strings.EqualFold(text[i:i+3], "kod") {
			return true
		}
	}
	return false
}

// findCodes lists the codes of the first text that bears any, as written.
// several is set if they differ.
func findCodes(texts []string) (codes []string, several bool) {
	for _, text := range texts {
		for _, m := range codePattern.FindAllStringSubmatch(text, maxLines) {
			codes = append(codes, strings.ReplaceAll(m[1], "–", "-"))
		}
		if len(codes) > 0 {
			break
		}
	}
	for _, c := range codes {
		several = several || medelbot.TokenHash(c) != medelbot.TokenHash(codes[0])
	}
	return codes, several
}

// reader reads one mail.
type reader struct {
	in      Input
	names   map[string]bool // of the writer, folded
	entries []entry
}

// entry is one command with the lines that belong to it.
type entry struct {
	head
	below []string // lines below it that may be its text
	stray string   // of a command without a text: the first line below it
}

// cut cuts a text into commands. A line that is none belongs to the command above
// it, if that one takes a text, or says nothing.
func (r *reader) cut(text string) {
	open, number := false, ""
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		last := len(r.entries) - 1
		h, ok := r.head(line, open)
		switch {
		case line == codeMark || isRuler(line):
			open = false
		case ok && last+1 == maxLines:
			r.entries[last].order = "" // the rest would be passed over in silence
			return
		case ok:
			if h.number == "" {
				h.number = number
			}
			r.entries = append(r.entries, entry{head: h})
			open = h.takesText()
		case open:
			r.entries[last].below = append(r.entries[last].below, line)
		default:
			if found, _, alone := leadingCase(line); alone {
				number = found // a line of its own above the commands for this case
			} else if last >= 0 && r.entries[last].stray == "" {
				r.entries[last].stray = line
			}
		}
	}
}

// head reads a line as the beginning of a command. Where a text is open, only a
// word in capitals or with a colon ends it, unless nothing says that it is a text.
func (r *reader) head(line string, open bool) (head, bool) {
	h, ok := readHead(line, r.in.Names)
	if !ok {
		h, near, bare := shouted(line)
		// Below a command a line in capitals is meant, but for the writer's name.
		return h, (near || bare && !open && len(r.entries) > 0) && !r.names[phrase.Fold(h.written)]
	}
	if open && !h.capitals && !h.marked && r.entries[len(r.entries)-1].order != lexicon.OrderDecline {
		return head{}, false
	}
	return h, true
}

// isRuler tells a line that parts a mail from what a program puts below it.
func isRuler(line string) bool {
	return len(line) >= 5 && strings.Trim(line, "_-=*") == ""
}

// lines makes command lines of the entries; reasons join their decisions.
func (r *reader) lines() []medelbot.CommandLine {
	var lines []medelbot.CommandLine
	at := make([]int, len(r.entries)) // the line of each entry
	for i := range r.entries {
		e := &r.entries[i]
		if at[i] = -1; e.order != lexicon.OrderReason {
			at[i] = len(lines)
			lines = append(lines, r.line(e))
		}
	}
	for i := range r.entries {
		e := &r.entries[i]
		if e.order != lexicon.OrderReason {
			continue
		}
		text := r.text(e)
		if k := r.decisionOf(i); k >= 0 {
			o := &lines[at[k]].Order
			o.Text = clip(strings.TrimSpace(o.Text+"\n"+text), maxText)
		} else if text != "" {
			lines = append(lines, medelbot.CommandLine{Text: short(e.line), Case: e.number, Fault: string(medelbot.RefusedUnknown)})
		}
	}
	return lines
}

// decisionOf finds the decision that a reason is for: the nearest above it, else
// the nearest below; -1 if there is none.
func (r *reader) decisionOf(reason int) int {
	fits := func(i int) bool {
		e := r.entries[i]
		decides := e.order == lexicon.OrderGrant || e.order == lexicon.OrderDecline || e.order == lexicon.OrderExtend
		return decides && (r.entries[reason].number == "" || r.entries[reason].number == e.number)
	}
	for i := reason - 1; i >= 0; i-- {
		if fits(i) {
			return i
		}
	}
	for i := reason + 1; i < len(r.entries); i++ {
		if fits(i) {
			return i
		}
	}
	return -1
}

// compare finds the commands that stand in one of the mail's texts only.
func (r *reader) compare(lines []medelbot.CommandLine) {
	plain := phrase.Words(swedish.Clean(r.in.Plain))
	if len(plain) == 0 {
		return
	}
	said := " " + joined(plain) + " "
	for i := range lines {
		words := phrase.Words(lines[i].Text)
		if n := len(words); n > 1 && utf8.RuneCountInString(lines[i].Text) >= maxLine {
			words = words[:n-1] // it may be cut
		}
		if at := strings.IndexByte(lines[i].Text, '@'); at >= 0 {
			// Mail programs write addresses in plain text in ways of their own.
			words = slices.DeleteFunc(words, func(w phrase.Word) bool { return w.End > strings.LastIndexByte(lines[i].Text[:at], ' ') })
		}
		if lines[i].Fault == "" && !strings.Contains(said, " "+joined(words)+" ") {
			lines[i].Fault = string(medelbot.RefusedTwoTexts)
		}
	}
}

// joined writes words with one blank between them.
func joined(words []phrase.Word) string {
	var b strings.Builder
	for i, w := range words {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(w.Fold)
	}
	return b.String()
}

// Unread is a line that was meant for a command and cannot be read as one.
func Unread(line string) medelbot.CommandLine {
	return medelbot.CommandLine{Text: masked(short(line)), Fault: string(medelbot.RefusedUnknown)}
}

// short bounds a line as it is told again.
func short(line string) string {
	if runes := []rune(clip(line, 4*maxLine)); len(runes) > maxLine {
		line = string(runes[:maxLine])
	}
	return line
}
