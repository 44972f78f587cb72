// Package parser reads raw mail: it tells what a mail wants, what it says and
// from where each value was read. It touches no database and sends nothing.
//
// A mail goes through the rooms below in this order: message decodes it,
// htmltext and attachment turn it into text, segment sorts whose words they are, kind
// tells what it is, elements reads what it states. This package joins them and
// adds what can only be told from the whole: the call, the addresses, the
// warnings and the reply.
package parser

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"medelbot"
	"medelbot/parser/authres"
	"medelbot/parser/command"
	"medelbot/parser/document"
	"medelbot/parser/elements"
	"medelbot/parser/kind"
	"medelbot/parser/lexicon"
	"medelbot/parser/mention"
	"medelbot/parser/message"
	"medelbot/parser/phrase"
	"medelbot/parser/segment"
	"medelbot/parser/vocabulary"
)

// Options is what a reading needs to know of the world around the mail.
type Options struct {
	// Calls are all calls of the configuration, in any order.
	Calls []medelbot.Call
	// Mailboxes are the addresses of our own mailboxes.
	Mailboxes []string
	// Coordinators are the people who decide and who are never the
	// applicant's contact person.
	Coordinators []medelbot.Person
	// Authserv are the authserv-ids of our own border (RFC 8601, 2.5).
	Authserv []string
	// InternalMarks says that our border takes the fields of Exchange for mail from
	// within the organisation off mail from outside, so that a mark of
	// "AuthAs: Internal" proves a sender in one of our own domains.
	InternalMarks bool
	// Internal is the server's INTERNALDATE; zero if there is none, then the
	// mail's own fields say when it arrived.
	Internal time.Time
	// Zone is where the calls' windows begin and end; nil means UTC.
	Zone *time.Location
	// Documents reads the attachments that are documents; nil means
	// attachment.Read in this process.
	Documents DocumentFunc
	// Inspect is shown the content of every file before it is read, also of those
	// within others, one at a time; false leaves it unread. nil lets all through.
	Inspect func(data []byte) bool
	// Explain asks for what was considered and not taken.
	Explain bool
}

// DocumentFunc reads one file that came with a mail; see attachment.Read. What
// it could not read is told in the document's Problem.
type DocumentFunc func(name, declared string, data []byte) document.Document

// Read reads one raw mail. It never panics, and its time and memory are bounded
// by the size of raw. An error means that the mail must be set aside unread.
func Read(raw []byte, opts Options) (reading medelbot.Reading, err error) {
	// Anybody can send any bytes: a fault of ours must cost one mail, not the
	// daemon.
	defer func() {
		if fault := recover(); fault != nil {
			reading, err = medelbot.Reading{}, fmt.Errorf("the mail could not be read: %v", fault)
		}
	}()
	m := message.Parse(raw)
	r := reader{opts: opts, home: newHome(opts), message: m}
	return r.read(), nil
}

// reader reads one mail.
type reader struct {
	opts    Options
	home    home
	message *message.Message // as it came
	source  source           // sorted

	call   *medelbot.Call // by the day of arrival, nil if none had opened
	words  *vocabulary.Vocabulary
	opened int         // files that were read
	thread kind.Thread // where the mail belongs

	application, report *elementsRead // read when first asked for
}

// elementsRead is what was read of the elements of a call or a report.
type elementsRead struct {
	elements   medelbot.Elements
	candidates []medelbot.Candidate // that lost; only if asked for
}

func (r *reader) read() medelbot.Reading {
	m := r.message
	headers := kind.ReadHeaders(m)
	r.source = r.sort(headers)
	s := &r.source
	r.setAside()
	arrived := arrival(m, r.opts.Internal)
	r.thread = kind.Place(m.InReplyTo, m.References, m.Subject, s.note+"\n"+s.own, s.quoted, r.opts.Calls)
	choice := r.choose(arrived)
	r.call, r.words = choice.call, choice.words
	thread, verdict := r.thread, r.judge(headers)

	reading := medelbot.Reading{
		Kind: verdict.Kind, Reply: medelbot.NoLetter, Case: thread.Case, Machine: verdict.Machine, Doubt: verdict.Doubt,
		MessageID: m.MessageID, InReplyTo: m.InReplyTo, References: m.References, Subject: maskNumbers(m.Subject),
		From: first(m.From), Applicant: s.sender, Date: arrived,
		Attachments: s.attachments(), Text: maskNumbers(s.all), Why: verdict.Why, ContentHash: m.ContentHash(),
	}
	reading.Trust, reading.TrustWhy = r.trust()
	switch {
	case concernsFund(verdict.Kind) && r.call != nil:
		reading.Call = r.call.ID
	case verdict.Kind == medelbot.Bounce:
		reading.Original = original(m)
		if letter, ours := kind.OwnLetter(reading.Original); ours && reading.Case == "" {
			reading.Case = letter.Case
		}
	}
	reading.Cases = r.cases()
	if verdict.Kind == medelbot.Command {
		reading.Command = r.orders(arrived)
		reading.Cases = withoutInto(reading.Cases, reading.Command)
	}
	switch verdict.Kind {
	case medelbot.Command, medelbot.Bounce, medelbot.AutoReply: // these bring our letters to coordinators back
		reading.Subject, reading.Text = command.HideCodes(reading.Subject), command.HideCodes(reading.Text)
	}
	reading.Elements = r.elements(verdict.Kind)
	switch verdict.Kind {
	case medelbot.Report:
		reading.Films = r.films()
	case medelbot.Application, medelbot.Supplement:
		reading.Mentions = r.mentions()
	}
	reading.Complete = r.complete(verdict.Kind, reading.Elements)
	if concernsFund(verdict.Kind) {
		reading.Language = r.language(reading.Elements)
	}
	reading.Forgotten = concernsFund(verdict.Kind) && r.forgotten()
	r.warn(&reading, verdict, choice)
	if concernsFund(verdict.Kind) {
		reading.ReplyTo = r.replyTo(headers, &reading)
	}
	reading.Unanswered = unanswered(&reading)
	if reading.Unanswered == "" {
		reading.Reply = reply(&reading)
	}
	if r.opts.Explain {
		reading.Explanation = r.explain(verdict)
	}
	mask(&reading)
	return reading
}

// trust tells what our own servers have said of the sender.
func (r *reader) trust() (medelbot.Trust, string) {
	trust, why := authres.Verdict(r.message, r.opts.Authserv)
	if trust == medelbot.TrustNone && r.opts.InternalMarks && authres.Internal(r.message, r.opts.Authserv, r.home.domains) {
		return medelbot.TrustPass, "our own Exchange server marks it as sent within the organisation"
	}
	return trust, why
}

// concernsFund tells the kinds by which people outside deal with the fund; the
// others are answered by nobody.
func concernsFund(k medelbot.Kind) bool {
	switch k {
	case medelbot.Application, medelbot.Supplement, medelbot.Report, medelbot.StatusQuery, medelbot.Withdrawal:
		return true
	}
	return false
}

// judge tells what the mail is.
func (r *reader) judge(headers kind.Headers) kind.Verdict {
	m, s := r.message, &r.source
	prefix, subject := segment.Subject(m.Subject)
	if s.subject != "" {
		_, inner := segment.Subject(s.subject)
		subject += "\n\n" + inner
	}
	verdict := kind.Of(kind.Mail{
		Headers: headers, Prefix: prefix, Subject: subject, Own: s.own, Note: s.note,
		Documents: s.documents(), Names: s.names(), Thread: r.thread,
		Home:        r.home.wrote(s.sender),
		Coordinator: !s.forwarded && r.home.coordinates(first(m.From).Email),
		Stranger:    !r.words.Named() && medelbot.Freemail(s.sender.Domain()), // no region writes from there; others do
		Vocabulary:  r.words, ElementNames: elementNames(r.opts.Calls),
		Aside:       r.onlyCopied(),
		QuotesUs:    command.HasCode(s.quoted),
		Explain:     r.opts.Explain,
		Application: func() medelbot.Elements { return r.readApplication().elements },
		Report:      func() medelbot.Elements { return r.readReport().elements },
	})
	if s.forwarded {
		verdict.Why = append(verdict.Why, "it was passed on by "+first(m.From).Email)
	}
	return verdict
}

// onlyCopied tells a mail between others of which our mailbox got a copy.
func (r *reader) onlyCopied() bool {
	ours := func(a medelbot.Address) bool { return r.home.owns(a.Email) }
	return len(r.message.To) > 0 && !slices.ContainsFunc(r.message.To, ours) && slices.ContainsFunc(r.message.Cc, ours)
}

// cases lists the case numbers that the mail bears above what it quotes or in
// its subject, that of its thread first.
func (r *reader) cases() []string {
	s := &r.source
	borne := kind.CaseNumbers(r.message.Subject+"\n\n"+s.subject+"\n\n"+s.note+"\n\n"+s.own, r.opts.Calls)
	if r.thread.Case == "" {
		return borne
	}
	others := slices.DeleteFunc(borne, func(number string) bool { return number == r.thread.Case })
	return append([]string{r.thread.Case}, others...)
}

// mentions finds what an application or a supplement speaks of in its own text
// and its documents, where the fund is about Patientkontrakt.
func (r *reader) mentions() []medelbot.Mention {
	if r.words.Named() {
		return nil
	}
	s := &r.source
	texts := mention.Texts{Own: []string{onlyTicked(s.own)}, Signature: s.signature}
	if prefix, subject := segment.Subject(s.subjectOrOuter(r.message)); prefix != segment.Reply {
		texts.Subject = subject
	}
	for _, f := range s.asked() {
		texts.Own = append(texts.Own, f.text)
	}
	return mention.Find(texts)
}

// elements returns the elements that a mail of this kind carries.
func (r *reader) elements(k medelbot.Kind) medelbot.Elements {
	switch {
	case k == medelbot.Report:
		return r.readReport().elements
	case k == medelbot.Application && r.call != nil:
		return r.readApplication().elements
	case k == medelbot.Supplement && r.call != nil:
		return r.carried(r.readApplication().elements)
	}
	return nil
}

// carried keeps what a supplement itself states. Who writes and which thread
// it answers is no statement, unless an answer to our letter, or a correction, says
// who applies or from what.
func (r *reader) carried(all medelbot.Elements) medelbot.Elements {
	carried := make(medelbot.Elements)
	own := r.words.Words(r.source.own)
	clarifies := r.thread.Asked() || lexicon.Signs().Has(own, lexicon.Supplies) || lexicon.Signs().Has(r.words.Words(r.message.Subject), lexicon.Supplies)
	for k, e := range all {
		if e.Status == medelbot.Missing || e.Evidence == nil {
			continue
		}
		switch k {
		case medelbot.Reference:
			if !clarifies || e.Evidence.Source != "body" || !lexicon.Signs().Has(own, lexicon.Clarifies) {
				continue
			}
		case medelbot.Applicant:
			if !clarifies || e.Evidence.Source != "body" || !lexicon.Signs().Has(r.words.Words(e.Evidence.Quote), lexicon.Clarifies) {
				continue
			}
		case medelbot.Contact:
			if e.Evidence.Source == "sender" || !r.names(e.Value) {
				continue
			}
		}
		carried[k] = e
	}
	return carried
}

// names tells whether the mail's own words, not its signature, speak of the
// contact.
func (r *reader) names(v *medelbot.Value) bool {
	text := strings.ToLower(r.source.own + "\n" + r.source.documents())
	if words := phrase.Words(text); lexicon.NamesContact().Has(words, "") || lexicon.OwnNumbers().Has(words, "") {
		return true
	}
	if v == nil {
		return false
	}
	return v.Email != "" && strings.Contains(text, strings.ToLower(v.Email)) ||
		v.Name != "" && strings.Contains(text, strings.ToLower(v.Name))
}

// readApplication reads what the call asks for, once.
func (r *reader) readApplication() *elementsRead {
	if r.application == nil {
		wanted := []medelbot.ElementKey{medelbot.Amount, medelbot.Account, medelbot.Purpose, medelbot.Effects, medelbot.Contact}
		if r.call != nil {
			wanted = append(slices.Clone(r.call.Elements), r.call.Optional...)
		}
		r.application = r.readElements(wanted)
	}
	return r.application
}

// readReport reads the parts of a report, once.
func (r *reader) readReport() *elementsRead {
	if r.report == nil {
		r.report = r.readElements(r.call.ReportParts())
	}
	return r.report
}

// readElements reads elements from the words that count.
func (r *reader) readElements(wanted []medelbot.ElementKey) *elementsRead {
	read := &elementsRead{}
	s := &r.source
	quoted := s.quoted
	if s.answered {
		quoted = ""
	}
	subject := s.subjectOrOuter(r.message)
	prefix, _ := segment.Subject(subject)
	in := elements.Input{
		Subject: subject, Answered: prefix == segment.Reply, Asked: r.thread.Asked(), Sender: s.sender, Wanted: wanted, Call: r.call, Vocabulary: r.words,
		Home: r.opts.Coordinators, HomeDomains: r.home.domains,
		Texts: []elements.Text{{Source: "body", Own: s.own, Signature: s.signature, Hidden: s.hidden, Quoted: quoted, Yields: s.yields}},
	}
	for _, f := range s.files {
		if f.card != "" {
			in.Cards = append(in.Cards, f.card)
		}
	}
	for _, f := range s.asked() {
		in.Texts = append(in.Texts, elements.Text{Source: f.Name, Own: f.text, Foot: f.margins, OCR: f.ocr, Places: f.places, Yields: s.filesYield})
	}
	if r.opts.Explain {
		in.Refused = func(c medelbot.Candidate) { read.candidates = append(read.candidates, c) }
	}
	read.elements = elements.Read(in)
	return read
}

// complete is nil for kinds that can be neither complete nor incomplete.
func (r *reader) complete(k medelbot.Kind, e medelbot.Elements) *bool {
	var complete bool
	switch k {
	case medelbot.Application:
		complete = r.call != nil && len(r.call.Lacking(e)) == 0
	case medelbot.Report:
		complete = e.Complete(r.call.ReportParts())
	default:
		return nil
	}
	return &complete
}

func first(list []medelbot.Address) medelbot.Address {
	if len(list) == 0 {
		return medelbot.Address{}
	}
	return list[0]
}
