package elements

import (
	"strings"

	"medelbot"
	"medelbot/parser/lexicon"
	"medelbot/parser/phrase"
	"medelbot/parser/swedish"
)

// whoApplies reads the applicant: a region where the fund is for regions.
func (r *reader) whoApplies() medelbot.Element {
	if r.in.Vocabulary.Named() {
		return r.association()
	}
	return r.applicant()
}

// applicant reads who applies: what a label or a sentence of applying says,
// else the region whose name or mail domain the sender bears.
func (r *reader) applicant() medelbot.Element {
	home, atHome := medelbot.RegionOfDomain(r.in.Sender.Domain())
	for _, d := range r.documents {
		for i := range d.sections {
			s := &d.sections[i]
			if !s.is(medelbot.Applicant) {
				continue
			}
			if name := applicantName(d.answer(s), s.weight, home, atHome); name != "" {
				return named(name, d.evidence(s.start, s.end))
			}
		}
	}
	for _, d := range r.documents {
		if name, ev := d.applying(home, atHome); name != "" {
			return named(name, ev)
		}
	}
	if atHome {
		for _, d := range r.documents {
			for _, n := range swedish.FindRegions(d.text) {
				if !n.County && n.Region.Name == home.Name {
					return named(home.Name, d.around(n.Start, n.End))
				}
			}
		}
		return named(home.Name, &medelbot.Evidence{Source: "sender", Quote: quote(strings.TrimSpace(r.in.Sender.Name + " <" + r.in.Sender.Email + ">"))})
	}
	if name, ev := r.onlyRegion(); name != "" {
		return named(name, ev)
	}
	return medelbot.Element{}
}

func named(name string, ev *medelbot.Evidence) medelbot.Element {
	return medelbot.Element{Status: medelbot.OK, Value: &medelbot.Value{Name: swedish.MaskPersonnummer(name)}, Evidence: ev}
}

// onlyRegion gives the region that all texts, the subject and the signature
// speak of, if it is one alone.
func (r *reader) onlyRegion() (string, *medelbot.Evidence) {
	name, ev := "", (*medelbot.Evidence)(nil)
	see := func(text, source string) bool {
		for _, n := range swedish.FindRegions(text) {
			if n.County {
				continue
			}
			if name != "" && name != n.Region.Name {
				return false
			}
			if name == "" {
				name = n.Region.Name
				ev = &medelbot.Evidence{Source: source, Quote: quote(lineOf(text, n.Start, n.End))}
			}
		}
		return true
	}
	for _, d := range r.documents {
		if !see(d.text, d.source) {
			return "", nil
		}
	}
	if !see(r.subject, "subject") || !see(r.signature, "body") {
		return "", nil
	}
	return name, ev
}

// applicantName reads the answer to "who applies?".
func applicantName(answer string, weight int, home medelbot.Region, atHome bool) string {
	if answer == "" || swedish.Defers(answer) && len(swedish.FindRegions(answer)) == 0 {
		return ""
	}
	county := ""
	for _, n := range swedish.FindRegions(answer) {
		if !n.County {
			return n.Region.Name
		}
		if county == "" && !beside(answer, n) {
			county = n.Region.Name
		}
	}
	if org := organisation(answer); org != "" {
		return org
	}
	if county != "" && (weight >= 4 || len(answer) < 40) {
		return county
	}
	if atHome {
		return "" // a ward or a person of the region: the domain says which
	}
	if name := firstPart(answer); weight >= 4 && swedish.Title(name) && len(strings.Fields(name)) <= 8 {
		return name
	}
	return ""
}

// beside: "Kalmar kommun" and "Kalmar lasarett" are not the region's name.
func beside(s string, n swedish.RegionName) bool {
	words := phrase.Words(s[n.End:min(len(s), n.End+20)])
	return len(words) > 0 && lexicon.BesideCounty.Has(words[0].Fold)
}

// organisation finds an organisation that is no region by its kind of name:
// "Stiftelsen X", "Bräcke diakoni", "Y kommun".
func organisation(s string) string {
	part := firstPart(s)
	for _, w := range phrase.Words(part) {
		if swedish.OrganisationWord(w.Fold) {
			return part
		}
	}
	return ""
}

// firstPart cuts an answer at the first comma, bracket or line end.
func firstPart(s string) string {
	if i := strings.IndexAny(s, ",\n(;/"); i >= 0 {
		s = s[:i]
	}
	return strings.Trim(s, " .:-–*\"")
}

// applying finds the sentence of applying and who does it there: the region
// nearest before the verb, else one after it, else the organisation before it.
func (d *document) applying(home medelbot.Region, atHome bool) (string, *medelbot.Evidence) {
	for _, s := range swedish.Sentences(d.text) {
		text := d.text[s.Start:s.End]
		verb, ok := swedish.SeekVerb(phrase.Words(text))
		if !ok {
			continue
		}
		regions := swedish.FindRegions(text)
		best := -1
		for i, n := range regions {
			if n.County || partner(text, n.Start) {
				continue
			}
			if best < 0 || n.Start < verb && regions[best].Start > verb {
				best = i
			}
		}
		if best >= 0 {
			return regions[best].Region.Name, d.evidence(s.Start, s.End)
		}
		if atHome {
			continue
		}
		if org := organisation(subjectOf(text[:verb])); org != "" {
			return org, d.evidence(s.Start, s.End)
		}
	}
	return "", nil
}

// partner: "tillsammans med Region X" is not the one who applies.
func partner(s string, at int) bool {
	words := phrase.Words(s[max(0, at-30):at])
	if n := len(words); n > 0 && words[n-1].Fold == "med" {
		return true
	}
	return false
}

// subjectOf takes the words right before the verb: after the last comma, "vi
// på", "i" or the beginning.
func subjectOf(s string) string {
	s = strings.TrimRight(s, " ,")
	words := phrase.Words(s)
	from := 0
	for i, w := range words {
		if lexicon.BeforeApplicant.Has(w.Fold) && i+1 < len(words) {
			from = words[i+1].Start
		}
	}
	return s[from:]
}
