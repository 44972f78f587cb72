// Package segment tells whose words a text holds: the sender's own, quoted or
// forwarded ones, signatures and footers. Nothing is thrown away.
package segment

import (
	"regexp"
	"strings"

	"medelbot"
	"medelbot/parser/ink"
)

// Mark says what a segment is.
type Mark string

const (
	Own         Mark = "own"         // the sender's own words
	Quoted      Mark = "quoted"      // words of a mail that is answered
	Forwarded   Mark = "forwarded"   // words of a mail that is passed on
	Header      Mark = "header"      // a block of Från, Skickat, Till, Ämne, or a separator line
	Attribution Mark = "attribution" // "Den ... skrev Namn:"
	Signature   Mark = "signature"   // of the sender, or at Depth > 0 of a forwarded mail
	Disclaimer  Mark = "disclaimer"  // legal footers, banners of mail gateways, mobile footers
)

// Segment is a run of lines of one kind.
type Segment struct {
	Mark    Mark
	Text    string           // lines, each ended by LF, without quote marks
	From    medelbot.Address // at Depth > 0: whose mail it is, if named
	Date    string           // at Depth > 0: its date as written, if named
	Subject string           // at Depth > 0: if named
	Depth   int              // 0 is the mail itself, 1 the mail it answers or passes on, and so on
	Ink     ink.Ink          // of Quoted: in what ink it is written
}

// Split cuts plain text, also text made by htmltext, into segments in order.
// It heeds the marks of package ink; the segments hold none. The prefix is that
// of the mail's subject (see Subject): below a Forward all is Forwarded, below a
// Reply only what a separator calls so. Where neither tells, a header block
// below no words of the sender's own, or below a few that announce it, begins a
// mail that is passed on.
func Split(text string, prefix Prefix) []Segment {
	s := splitter{lines: cutLines(text), prefix: prefix}
	s.mark()
	s.markOwn()
	s.cutInks()
	return s.segments()
}

// line is one line without its quote marks.
type line struct {
	text   string
	quotes int    // how many ">" stood before it
	writes bool   // it holds the verb of an attribution
	hints  hint   // 0 until they are asked for
	inked  string // text with marks of ink; "" if there are none
	ink    ink.Ink
	mark   Mark
	mail   *mail
}

func (l *line) blank() bool { return strings.TrimSpace(l.text) == "" }

// mail is one of the mails that a text is made of.
type mail struct {
	mark    Mark // Own, Quoted or Forwarded
	from    medelbot.Address
	date    string
	subject string
	depth   int

	described bool // by a header block or an attribution
	words     int  // of it so far, greetings and footers apart; counted up to few
	signed    bool // a sign-off was met
	announced bool // it says that it passes a mail on
}

// few is how many words a note above a mail that is passed on may have.
const few = 60

// count notes what a line of the mail says about it.
func (m *mail) count(l *line) {
	if m.mark == Quoted { // nobody asks how much it says, only whether it says anything
		if !l.blank() {
			m.words++
		}
		return
	}
	if m.signed || m.words > few || l.blank() || isGreeting(l.text) || l.isMobileFooter() {
		return
	}
	if l.isSignOff() {
		m.signed = true
		return
	}
	m.words += len(strings.Fields(l.text))
	m.announced = m.announced || l.may(passesOnHint) && announcement.MatchString(l.text)
}

// maxQuotes bounds the depth of quote marks that are told apart.
const maxQuotes = 50

// maxLines bounds the lines that are told apart; what follows counts as one.
const maxLines = 20_000

// cutLines makes lines of a text and takes their quote marks off.
func cutLines(text string) []line {
	lines := make([]line, 0, min(strings.Count(text, "\n")+1, maxLines))
	for text != "" {
		s := text
		if end := strings.IndexByte(text, '\n') + 1; end > 0 && len(lines) < maxLines-1 {
			s = text[:end]
		}
		if strings.HasPrefix(strings.TrimLeft(s, " "), "--") {
			s = s[:blockBehindSeparator(s)]
		}
		text = text[len(s):]
		l := line{text: strings.TrimRight(s, "\r\n")}
		// A blank may stand between quote marks, but only marks make a quote:
		// "> > text" and ">> text" are the same.
		for rest := strings.TrimPrefix(l.text, " "); strings.HasPrefix(rest, ">") && l.quotes < maxQuotes && !isArrows(rest); {
			l.quotes++
			l.text = strings.TrimPrefix(rest[1:], " ")
			rest = strings.TrimLeft(l.text, " ")
		}
		if bare := ink.Strip(l.text); len(bare) != len(l.text) {
			l.text, l.inked = bare, l.text
		}
		l.writes = strings.Contains(l.text, "skrev") || strings.Contains(l.text, "wrote") || strings.Contains(l.text, "kirjoitti")
		lines = append(lines, l)
	}
	// A single "> 65 år" amid ordinary lines is a sign of comparison.
	for i := range lines {
		l := &lines[i]
		alone := (i == 0 || lines[i-1].quotes == 0) && (i+1 == len(lines) || lines[i+1].quotes == 0)
		if l.quotes == 1 && alone && strings.IndexAny(l.text, "0123456789") == 0 && !followsAttribution(lines[:i]) {
			l.text, l.quotes = "> "+l.text, 0
		}
	}
	return lines
}

// blockBehindSeparator returns where a header block begins behind a separator on
// the same line, as Yahoo writes them, or the end of the line.
func blockBehindSeparator(s string) int {
	for _, label := range []string{"- Från: ", "- From: "} {
		if at := strings.Index(s, label); at > 0 && separatorKind(s[:at+1]) != noSeparator {
			return at + 2
		}
	}
	return len(s)
}

func followsAttribution(above []line) bool {
	for i := len(above) - 1; i >= 0; i-- {
		if !above[i].blank() {
			return strings.HasSuffix(strings.TrimSpace(above[i].text), ":")
		}
	}
	return false
}

// splitter gives each line its mark and its mail.
type splitter struct {
	lines  []line
	prefix Prefix
	mails  []*mail // by number of quote marks: whose words stand there now
	// deepest holds, by number of quote marks, the last line with more of them.
	deepest []int
}

// at returns the mail whose words stand behind that many quote marks.
func (s *splitter) at(quotes int) *mail {
	if len(s.mails) == 0 {
		s.mails = []*mail{{mark: Own}}
	}
	for len(s.mails) <= quotes {
		outer := s.mails[len(s.mails)-1]
		mark := Quoted
		if outer.mark != Quoted && s.prefixOf(outer) == Forward {
			mark = Forwarded
		}
		s.mails = append(s.mails, &mail{mark: mark, depth: outer.depth + 1})
	}
	return s.mails[quotes]
}

// begin notes that another mail begins: behind that many quote marks, or if
// deeper behind one more. forward tells that it is passed on.
func (s *splitter) begin(quotes int, deeper bool, m mail, forward bool) {
	outer := s.at(quotes)
	if deeper {
		s.mails = s.mails[:quotes+1]
	} else if outer.depth > 0 && outer.words == 0 && !outer.described {
		// A header block right below a separator speaks of the same mail.
		outer.from, outer.date, outer.subject, outer.described = m.from, m.date, m.subject, m.described
		if forward {
			outer.mark = Forwarded
		}
		return
	}
	m.mark, m.depth = Quoted, outer.depth+1
	if forward {
		m.mark = Forwarded
	}
	if deeper {
		s.mails = append(s.mails, &m)
		return
	}
	s.mails = append(s.mails[:quotes], &m)
}

// mark finds separators, header blocks and attributions, and tells the mails
// apart that they begin.
func (s *splitter) mark() {
	for i := 0; i < len(s.lines); {
		quotes := s.lines[i].quotes
		m := s.at(quotes)
		if kind := separatorKind(s.lines[i].text); kind != noSeparator && (kind != ruler || s.blockFollows(i+1)) {
			s.assign(i, i+1, Header, m)
			forward := kind == forwardSeparator || kind == ruler && s.passesOn(m) || m.mark != Quoted && s.prefixOf(m) == Forward
			s.begin(quotes, s.nextQuotes(i+1) > quotes, mail{}, forward)
			i++
			continue
		}
		if block, end := s.headerBlock(i); end > i {
			s.begin(quotes, s.nextQuotes(end) > quotes, block, s.passesOn(m))
			s.assign(i, end, Header, s.at(min(max(quotes, s.nextQuotes(end)), quotes+1)))
			i = end
			continue
		}
		if named, end := s.attribution(i); end > i {
			s.assign(i, end, Attribution, m)
			s.begin(quotes, s.quotedBelow(end, quotes), named, m.mark != Quoted && s.prefixOf(m) == Forward)
			i = end
			continue
		}
		s.assign(i, i+1, m.mark, m)
		m.count(&s.lines[i])
		i++
	}
}

// prefixOf returns the prefix of a mail's subject.
func (s *splitter) prefixOf(m *mail) Prefix {
	if m.depth == 0 {
		return s.prefix
	}
	prefix, _ := Subject(m.subject)
	return prefix
}

// passesOn reports whether mail m passes on the mail whose header block comes
// next: its subject says so, or m says nothing else itself.
func (s *splitter) passesOn(m *mail) bool {
	if m.mark == Quoted {
		return false
	}
	switch s.prefixOf(m) {
	case Forward:
		return true
	case NoPrefix:
		return m.words == 0 || m.announced && m.words <= few
	}
	return false
}

var (
	greeting = regexp.MustCompile(`(?i)^\s*(?:hej(?:san)?|god (?:morgon|dag|kväll)|tjena|hallå|bästa|hi|hello)\b[^.:?]{0,40}[!,.]?\s*$`)
	// announcement tells a note above a mail that is passed on.
	announcement = regexp.MustCompile(`(?i)vidarebefordra|skickar (?:detta |det här |detta mejl )?vidare|för (?:din |er )?kännedom|\bfyi\b|f\.?k\.?\b|(?:kom|inkom|inkommit|hamnade|hamnat) (?:in )?(?:till|hos|i)|diarie|för hantering|hör (?:nog )?hemma hos`)
)

func isGreeting(text string) bool {
	if len(text) >= 80 {
		return false
	}
	text = strings.TrimLeft(text, " \t")
	return strings.IndexByte("hHgGtTbB", text[0]) >= 0 && greeting.MatchString(text)
}

func (s *splitter) assign(from, to int, mark Mark, m *mail) {
	for i := from; i < to; i++ {
		s.lines[i].mark, s.lines[i].mail = mark, m
	}
}

// nextQuotes returns the quote marks of the next line that is not blank.
func (s *splitter) nextQuotes(from int) int {
	for i := from; i < len(s.lines); i++ {
		if !s.lines[i].blank() {
			return s.lines[i].quotes
		}
	}
	return 0
}

// quotedBelow reports whether any line below bears more quote marks, as after
// the attribution of a mail that is answered line by line.
func (s *splitter) quotedBelow(from, quotes int) bool {
	if s.deepest == nil {
		s.deepest = make([]int, maxQuotes+1)
		for i := range s.lines {
			for q := range s.lines[i].quotes {
				s.deepest[q] = i
			}
		}
	}
	return s.deepest[quotes] >= from
}

// segments joins neighbouring lines of one mark and mail. Blank lines go with
// what stands above them.
func (s *splitter) segments() []Segment {
	var out []Segment
	for i := 0; i < len(s.lines); {
		first := &s.lines[i]
		end, size := i, 0
		for ; end < len(s.lines); end++ {
			l := &s.lines[end]
			if (l.mark != first.mark || l.mail != first.mail || l.ink != first.ink) && !l.blank() {
				break
			}
			size += len(l.text) + 1
		}
		var text strings.Builder
		text.Grow(size)
		for ; i < end; i++ {
			text.WriteString(s.lines[i].text)
			text.WriteByte('\n')
		}
		m := first.mail
		out = append(out, Segment{Mark: first.mark, Text: text.String(), From: m.from, Date: m.date, Subject: m.subject, Depth: m.depth, Ink: first.ink})
	}
	return out
}
