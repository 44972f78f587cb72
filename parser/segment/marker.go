package segment

import (
	"regexp"
	"strings"
)

// separator kinds, see separatorKind.
type separator int

const (
	noSeparator separator = iota
	replySeparator
	forwardSeparator
	ruler // a line of underscores: a separator only above a header block
)

var (
	dashed = regexp.MustCompile(`(?i)^-{2,}\s*(ursprungligt meddelande|originalmeddelande|ursprungligt mejl|original message|vidarebefordrat (?:meddelande|mejl|brev)|forwarded message|forwarded by .{1,80}|vidarebefordrat av .{1,80}|.{1,80}\b(?:skrev|wrote):?)\s*-{2,}$`)
	begun  = regexp.MustCompile(`(?i)^(?:vidarebefordrat (?:mejl|brev|meddelande)|påbörja vidarebefordrat meddelande|begin forwarded message)\s*:$`)
)

// separatorKind tells the lines that mail programs put between an answer and
// the mail below it. Seen in practice: Outlook and Zimbra (Ursprungligt
// meddelande, 4 or 5 hyphens), Gmail (Forwarded message, also in Swedish),
// Apple Mail (Vidarebefordrat mejl:), Thunderbird and Yahoo (Vidarebefordrat
// meddelande), Samsung (Originalmeddelande), Notes ("Namn skrev:"), Outlook on
// the web (underscores).
func separatorKind(s string) separator {
	s = strings.TrimSpace(s)
	if len(s) < 10 || len(s) > 200 {
		return noSeparator
	}
	if strings.HasPrefix(s, "\u2010") {
		s = strings.ReplaceAll(s, "\u2010", "-") // Proton's hyphens
	}
	switch s[0] {
	case '_':
		if strings.Trim(s, "_") == "" {
			return ruler
		}
	case '-':
		m := dashed.FindStringSubmatch(s)
		if m == nil {
			return noSeparator
		}
		if word := strings.ToLower(m[1]); strings.HasPrefix(word, "vidare") || strings.HasPrefix(word, "forward") {
			return forwardSeparator
		}
		return replySeparator
	case 'V', 'v', 'P', 'p', 'B', 'b':
		if strings.HasSuffix(s, ":") && begun.MatchString(s) {
			return forwardSeparator
		}
	}
	return noSeparator
}

// label is what a line of a header block tells.
type label int

const (
	noLabel label = iota
	fromLabel
	sentLabel // only mail programs write it
	dateLabel // also forms and letters do
	toLabel
	subjectLabel
	otherLabel
)

// labels of header blocks, lower case: Swedish, English, Norwegian and Danish.
var labels = map[string]label{
	"från": fromLabel, "from": fromLabel, "fra": fromLabel,
	"skickat": sentLabel, "sent": sentLabel, "sendt": sentLabel,
	"datum": dateLabel, "date": dateLabel, "dato": dateLabel,
	"till": toLabel, "to": toLabel, "til": toLabel,
	"ämne": subjectLabel, "ärende": subjectLabel, "subject": subjectLabel, "emne": subjectLabel,
	"kopia": otherLabel, "cc": otherLabel, "kopi": otherLabel, "hemlig kopia": otherLabel, "bcc": otherLabel,
	"svar till": otherLabel, "reply-to": otherLabel, "prioritet": otherLabel, "betydelse": otherLabel,
	"importance": otherLabel, "bifogade filer": otherLabel, "bilagor": otherLabel, "attachments": otherLabel,
	"sänt av": otherLabel, "skickat av": otherLabel, "sent by": otherLabel,
}

// readLabel takes "*Från:* Anna" apart.
func readLabel(s string) (label, string) {
	s = strings.TrimLeft(s, " \t*\ufeff")
	colon := strings.IndexByte(s, ':')
	if colon < 2 || colon > 20 {
		return noLabel, ""
	}
	l := labels[strings.ToLower(strings.TrimRight(s[:colon], " *"))]
	return l, strings.TrimSpace(strings.TrimLeft(s[colon+1:], " \t*"))
}

var (
	clock = regexp.MustCompile(`\b\d{1,2}[:.]\d{2}\b`)
	// oneLine: a whole block on one line, also as Yahoo writes it: with Till
	// before Skickat and without blanks between.
	oneLine = regexp.MustCompile(`(?i)^\*?(?:från|from):\*?\s*(.*@.*?)(?:\s+\*?(?:skickat|datum|sent|date):\*?\s*(.*?)\s+\*?(?:till|to):.*\s\*?|\s*(?:till|to):.*@.*?\s*(?:skickat|sent):\s*(.*?)\s*)(?:ämne|subject):\*?\s*(.*)$`)
)

// headerBlock reads the block of Från, Skickat, Till and Ämne that begins at
// line i; end is i if there is none. A form may hold "Från:" and "Till:" too:
// a block needs an address and two more labels, or Skickat below Från, or all
// four labels with a time of day.
func (s *splitter) headerBlock(i int) (block mail, end int) {
	first, _ := readLabel(s.lines[i].text)
	switch {
	case first == noLabel && strings.ContainsAny(s.lines[i].text, `@"`):
		return s.columnBlock(i)
	case first == toLabel && i > 0 && s.lines[i-1].mark == Header: // Notes: "-----Namn skrev: -----", then Till
	case first == noLabel || first == otherLabel || first == toLabel:
		return block, i
	}
	if text := strings.TrimSpace(s.lines[i].text); len(text) < 2000 && strings.Count(text, ":") >= 4 && strings.Contains(text, "@") {
		if m := oneLine.FindStringSubmatch(text); m != nil {
			return mail{from: parseSender(m[1]), date: m[2] + m[3], subject: m[4], described: true}, i + 1
		}
	}
	const maxLines = 40 // of a block; long lists of recipients wrap
	quotes := s.lines[i].quotes
	var seen [otherLabel + 1]bool
	count, sentBelowFrom, timed := 0, false, false
	from, previous := "", noLabel
	end = i
	for j := i; j < len(s.lines) && j < i+maxLines && s.lines[j].quotes == quotes; j++ {
		l, value := readLabel(s.lines[j].text)
		if l == noLabel {
			if s.lines[j].blank() && count == 1 || s.wrapped(j, previous) {
				continue
			}
			break
		}
		if seen[l] && l != otherLabel {
			break
		}
		seen[l] = true
		count++
		end = j + 1
		switch l {
		case fromLabel:
			from = value
			block.from = parseSender(value)
		case sentLabel, dateLabel:
			sentBelowFrom = sentBelowFrom || l == sentLabel && previous == fromLabel && strings.ContainsAny(value, "0123456789")
			timed = clock.MatchString(value)
			block.date = value
		case subjectLabel:
			block.subject = value
		}
		previous = l
	}
	switch {
	case seen[fromLabel] && findEmail(from) != "" && count >= 3:
	case sentBelowFrom:
	case seen[fromLabel] && seen[toLabel] && seen[dateLabel] && seen[subjectLabel] && timed:
	default:
		return mail{}, i
	}
	block.described = true
	return block, end
}

// columnBlock reads the block of Notes that has no colons: sender and date, and
// beside or below them "Till" and "Ärende" with their values.
func (s *splitter) columnBlock(i int) (block mail, end int) {
	const nearTo, maxLines = 4, 12 // lines from the sender to "Till", and of all
	to, dated := i-1, false        // to is the line of "Till"
	for j := i; j < len(s.lines) && j < i+maxLines && s.lines[j].quotes == s.lines[i].quotes; j++ {
		text := strings.TrimSpace(s.lines[j].text)
		if len(text) > 200 || to < i && j-i > nearTo {
			break
		}
		if text == "" {
			continue
		}
		dated = dated || clock.MatchString(text)
		switch first, value, _ := strings.Cut(text, "\t"); {
		case columnLabel(text) == toLabel && to < i:
			to = j
		case columnLabel(text) == subjectLabel && to >= i && dated:
			block.subject, end = strings.TrimSpace(value), j+1
			if bareLabel(first) == noLabel || block.subject == "" { // the value stands below
				if block.subject = ""; end < len(s.lines) && s.lines[end].quotes == s.lines[i].quotes {
					block.subject = strings.TrimSpace(s.lines[end].text)
					end++
				}
			}
			var sender strings.Builder
			for _, l := range s.lines[i : to+1] {
				sender.WriteString(strings.TrimSpace(l.text) + " ")
			}
			block.from, block.described = parseSender(sender.String()), true
			return block, end
		}
	}
	return mail{}, i
}

// columnLabel reads a label that stands before a tab, alone, or in a column at
// the end of the line.
func columnLabel(text string) label {
	first, _, _ := strings.Cut(text, "\t")
	if l := bareLabel(first); l != noLabel {
		return l
	}
	return bareLabel(text[strings.LastIndexAny(text, " \t")+1:])
}

// bareLabel reads a label without a colon; "till" is an ordinary word.
func bareLabel(word string) label {
	lower := strings.ToLower(word)
	if lower == word {
		return noLabel
	}
	return labels[lower]
}

// wrapped reports whether line j goes on the recipients of the line above.
func (s *splitter) wrapped(j int, above label) bool {
	if above != toLabel && above != otherLabel {
		return false
	}
	previous := strings.TrimSpace(s.lines[j-1].text)
	return strings.HasSuffix(previous, ";") || strings.HasSuffix(previous, ",") ||
		strings.HasPrefix(s.lines[j].text, " ") && findEmail(s.lines[j].text) != ""
}

// blockFollows reports whether a header block is the next thing below.
func (s *splitter) blockFollows(from int) bool {
	for i := from; i < len(s.lines) && i < from+4; i++ {
		if !s.lines[i].blank() {
			_, end := s.headerBlock(i)
			return end > i
		}
	}
	return false
}

var (
	// dateFirst: "Den mån 3 maj 2021 kl 10:15 skrev Anna <anna@...>:" and the
	// shapes of other programs. The closing colon is required: "Den 3 maj 2021
	// skrev vi till er." is prose.
	dateFirst = regexp.MustCompile(`(?is)^\s*(?:(?:den|på|on|am)\s+)?(?:(?:mån|tis|ons|tors?|fre|lör|sön|mon|tues|wednes|thurs|fri|satur|sun)[a-zå]*\.?,?\s+)?(?:den\s+)?(?:\d{1,2}[ /.]|\d{4}-\d{2}-\d{2}|[a-z]{3},\s|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s\d).{0,160}?\b(?:skrev|wrote|kirjoitti)\b.{0,160}?:\s*$`)
	// nameFirst: "Anna Svensson <anna@...> skrev den 3 maj 2021 kl. 10:15:"
	nameFirst = regexp.MustCompile(`(?is)^\s*[^:]{1,100}\S+@\S+\s*\b(?:skrev|wrote)\b[^@]{0,100}:\s*$`)
	// arrows: ">>> Anna Svensson <anna@...> 2021-05-03 10:15 >>>" (GroupWise)
	arrows = regexp.MustCompile(`^>>> (.*\S) (\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{2,4})(.{0,20}) >>>\s*$`)
)

func isArrows(text string) bool { return strings.HasPrefix(text, ">>> ") && arrows.MatchString(text) }

// attribution reads the line, wrapped over up to three, that names whose words
// are quoted below; end is i if there is none.
func (s *splitter) attribution(i int) (named mail, end int) {
	if isArrows(s.lines[i].text) {
		m := arrows.FindStringSubmatch(s.lines[i].text)
		return mail{from: parseSender(m[1]), date: m[2] + m[3], described: true}, i + 1
	}
	if !mentionsWriting(s.lines[i:min(i+3, len(s.lines))]) {
		return named, i
	}
	joined := ""
	for j := i; j < len(s.lines) && j < i+3; j++ {
		if s.lines[j].blank() || s.lines[j].quotes != s.lines[i].quotes || len(s.lines[j].text) > 300 {
			break
		}
		joined = strings.TrimSpace(joined + " " + strings.TrimLeft(s.lines[j].text, "> \ufeff"))
		if !strings.HasSuffix(joined, ":") {
			continue
		}
		if dateFirst.MatchString(joined) {
			return parseAttribution(joined), j + 1
		}
		if nameFirst.MatchString(joined) {
			if j > i && nameFirst.MatchString(s.lines[j].text) {
				break // the lines above are no part of the name
			}
			return parseAttribution(joined), j + 1
		}
	}
	return named, i
}

// mentionsWriting is the quick look before the patterns of an attribution.
func mentionsWriting(lines []line) bool {
	for i := range lines {
		if lines[i].writes {
			return true
		}
	}
	return false
}
