package parser

import (
	"iter"
	"slices"
	"strings"

	"medelbot"
	"medelbot/parser/htmltext"
	"medelbot/parser/kind"
	"medelbot/parser/lexicon"
	"medelbot/parser/message"
	"medelbot/parser/phrase"
	"medelbot/parser/segment"
	"medelbot/parser/swedish"
)

// source is a mail sorted: whose words count, and what came with them.
type source struct {
	sender             medelbot.Address // whose words count
	subject            string           // of a passed-on mail, if it names one
	own                string           // the words that count
	signature          string           // below their sign-off
	quoted             string           // of others
	answered           bool             // between the lines of the quoted mail: its other lines say nothing
	hidden             string           // not visible to a reader
	seen               string           // what a reader sees, all of it
	plain              string           // what the plain text says instead of the HTML that is read
	note               string           // what somebody who passed the mail on wrote
	links              []htmltext.Link  // of the text that a reader sees
	forwarded          bool
	files              []file
	yields, filesYield bool   // where the own words and the files differ, the others count
	all                string // all that can be read, for search
	segments           []segment.Segment
}

// sort finds the words that count. Of a mail that was passed on they are those
// of the inner mail.
func (r *reader) sort(headers kind.Headers) source {
	s := r.sortOne(r.message)
	if headers.Firm && headers.Kind != medelbot.Other {
		return s // a report of a mail server holds other people's mail
	}
	if inner := r.enclosed(r.message, &s, 0); inner != nil {
		return *inner
	}
	s.adopt()
	return r.unwrap(s)
}

// adopt counts the writer's own earlier words among her words, if she points to
// them: "se min ansökan nedan". Who only asks what became of them does not say
// them again.
func (s *source) adopt() {
	if !swedish.PointsTo(phrase.Words(s.own), lexicon.Quoted) || kind.Chases(s.own) {
		return
	}
	for _, g := range s.segments {
		if g.Mark == segment.Quoted && g.From.Email != "" && strings.EqualFold(g.From.Email, s.sender.Email) {
			s.own += "\n" + g.Text
		}
	}
}

// maxForwards bounds how many times a mail that was passed on as an attachment
// is unpacked.
const maxForwards = 5

// enclosed returns the mail that m passes on as an attachment, nil if none.
func (r *reader) enclosed(m *message.Message, outer *source, depth int) *source {
	if depth >= maxForwards {
		return nil
	}
	var best *source
	for i := range m.Parts {
		inner := m.Parts[i].Inner
		if inner == nil || len(inner.From) == 0 && inner.Subject == "" {
			continue
		}
		s := r.sortOne(inner)
		if deeper := r.enclosed(inner, &s, depth+1); deeper != nil {
			s = *deeper
		} else {
			s = r.unwrap(s)
		}
		if r.home.owns(s.sender.Email) && best != nil {
			continue // the call that lies beside the application
		}
		if best == nil || r.home.owns(best.sender.Email) {
			best = &s
		}
	}
	if best == nil || r.home.owns(best.sender.Email) && kind.Weigh(outer.own) > 0 {
		return nil
	}
	best.forwarded = true
	best.note = outer.own + "\n" + best.note
	best.quoted += "\n" + outer.quoted
	best.files = append(best.files, outer.files...)
	best.all = outer.all + "\n" + best.all
	if best.subject == "" {
		best.subject = m.Subject
	}
	return best
}

// sortOne sorts one message without looking into what it passes on.
func (r *reader) sortOne(m *message.Message) source {
	text := readBody(m)
	var files []file
	for i := range m.Parts {
		p := &m.Parts[i]
		if p.Inner != nil || isBody(p) || isTrimming(p, text.html) {
			continue
		}
		files = append(files, r.open(p)...)
	}
	files = text.unwrap(files)
	s := source{sender: first(m.From), hidden: clip(text.hidden), seen: text.visible, plain: text.plain, links: text.links, files: files}
	if m != r.message {
		s.subject = m.Subject
	}
	prefix, _ := segment.Subject(m.Subject)
	s.take(segment.Split(text.inked, prefix))
	all := []string{m.Subject, text.visible, text.deleted}
	for _, f := range s.files {
		all = append(all, f.Name, f.text, f.card, f.aside)
	}
	share(s.files, maxText)
	s.all = strings.Join(all, "\n")
	return s
}

// body is the text of a message as its reader sees it and what else it holds.
type body struct {
	visible string
	inked   string // visible with marks of package ink
	plain   string // the alternative that is not read
	hidden  string // not visible to a reader
	deleted string // crossed out
	html    string // as it came
	links   []htmltext.Link
}

// readBody reads the parts that are shown as the mail's own text.
func readBody(m *message.Message) body {
	var all body
	for part := range bodies(m) {
		all.add(part)
	}
	return all
}

// bodies gives the parts that are shown as the mail's own text one by one, of
// alternatives the one that reads best.
func bodies(m *message.Message) iter.Seq[body] {
	return func(yield func(body) bool) {
		done := make(map[int]bool) // alternatives that are read
		for i := range m.Parts {
			p := &m.Parts[i]
			if !isBody(p) || done[p.Alternative] {
				continue
			}
			plain, rich := either(p)
			if p.Alternative != 0 {
				done[p.Alternative] = true
				for j := i + 1; j < len(m.Parts); j++ {
					if q := &m.Parts[j]; q.Alternative == p.Alternative && isBody(q) {
						x, y := either(q)
						plain, rich = plain+x, rich+y
					}
				}
			}
			if !yield(choose(plain, rich)) {
				return
			}
		}
	}
}

// add puts the text of one part behind those before it.
func (b *body) add(part body) {
	if b.visible != "" {
		b.visible += "\n\n"
		b.inked += "\n\n"
	}
	b.visible += part.visible
	b.inked += part.inked
	b.plain += part.plain
	b.hidden += part.hidden
	b.deleted += part.deleted
	b.html += part.html
	b.links = append(b.links, part.links...)
}

func either(p *message.Part) (plain, rich string) {
	if p.Type == "text/html" {
		return "", p.Text
	}
	return p.Text, ""
}

// choose takes the alternative that reads best. It is the HTML that a person
// sees, and the only one that keeps tables together; the plain text stands in
// where the HTML is empty or a picture.
func choose(plain, rich string) body {
	if rich == "" {
		return body{visible: plain, inked: plain}
	}
	t := htmltext.Convert(rich)
	if len(strings.TrimSpace(t.Visible))*3 < len(strings.TrimSpace(plain)) {
		return body{visible: plain, inked: plain, hidden: t.Hidden, deleted: t.Deleted, html: rich}
	}
	return body{visible: t.Visible, inked: t.Inked, plain: plain, hidden: t.Hidden, deleted: t.Deleted, html: rich, links: t.Links}
}

// take sorts the segments of a text by whose words they are.
func (s *source) take(segments []segment.Segment) {
	s.answered = s.claim(segments)
	s.segments = segments
	inline := s.answered || answersInline(segments)
	var own, signature, quoted []string
	for i, g := range segments {
		switch g.Mark {
		case segment.Own:
			if inline && i > 0 {
				own = append(own, questions(segments[i-1]))
			}
			own = append(own, g.Text)
		case segment.Signature:
			signature = append(signature, g.Text)
		case segment.Disclaimer, segment.Header, segment.Attribution:
		default:
			quoted = append(quoted, g.Text)
		}
	}
	s.own, s.signature, s.quoted = clip(strings.Join(own, "")), clip(strings.Join(signature, "")), clip(strings.Join(quoted, ""))
}

// maxText bounds what is read for meaning of one text and of all documents of a
// mail, in bytes: about twenty pages. A mail that wants to wear us out is
// longer.
const maxText = 64 << 10

func clip(s string) string {
	if len(s) <= maxText {
		return s
	}
	return strings.ToValidUTF8(s[:maxText], "")
}

// unwrap finds the mail inside one that was passed on inline.
func (r *reader) unwrap(s source) source {
	mails := s.passedOn()
	if len(mails) == 0 {
		return s
	}
	best, weight := -1, 0
	for i, m := range mails {
		if r.home.wrote(m.from) {
			continue
		}
		if w := kind.Weigh(m.text); best < 0 || w >= weight {
			best, weight = i, w
		}
	}
	if best < 0 {
		// Our own people's words were passed on: they count as theirs unless
		// the one who passed them on applies.
		if kind.Weigh(s.own) == 0 {
			s.sender, s.forwarded = mails[0].from, true
		}
		return s
	}
	if own := kind.Weigh(s.own); own > weight {
		return s
	}
	inner := source{
		sender: mails[best].from, subject: mails[best].subject, hidden: s.hidden, note: s.own, forwarded: true,
		files: s.files, all: s.all, seen: s.seen, plain: s.plain, links: s.links,
	}
	inner.take(mails[best].segments)
	for i, m := range mails {
		if i != best {
			inner.quoted += m.text
		}
	}
	return inner
}

// passed is a mail that another one passes on.
type passed struct {
	from     medelbot.Address
	subject  string
	text     string            // its own words
	segments []segment.Segment // as if it had come by itself
}

// passedOn lists the mails that a text passes on, outermost first.
func (s *source) passedOn() []passed {
	var mails []passed
	depth := 0 // of the last one
	for _, g := range s.segments {
		last := len(mails) - 1
		if g.Mark == segment.Forwarded && (last < 0 || depth != g.Depth || g.From.Email != "" && g.From != mails[last].from) {
			mails = append(mails, passed{from: g.From, subject: g.Subject})
			last, depth = last+1, g.Depth
		}
		if last < 0 {
			continue
		}
		m := &mails[last]
		if g.Mark == segment.Forwarded {
			g.Mark = segment.Own
			m.text += g.Text
		}
		g.Depth -= depth
		m.segments = append(m.segments, g)
	}
	return slices.DeleteFunc(mails, func(m passed) bool { return strings.TrimSpace(m.text) == "" })
}

func (s *source) documents() string {
	var out strings.Builder
	for _, f := range s.asked() {
		out.WriteString(f.text + "\n\n")
	}
	return out.String()
}

func (s *source) names() []string {
	var names []string
	for _, f := range s.files {
		names = append(names, f.Name)
	}
	return names
}

func (s *source) attachments() []medelbot.Attachment {
	var list []medelbot.Attachment
	for _, f := range s.files {
		list = append(list, f.Attachment)
	}
	return list
}

func (s *source) subjectOrOuter(m *message.Message) string {
	if s.subject != "" {
		return s.subject
	}
	return m.Subject
}
