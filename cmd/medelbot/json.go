package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"time"
	"unicode/utf16"
	"unicode/utf8"

	"medelbot"
	"medelbot/store"
)

// The forms in which --json lists things: times in UTC (RFC 3339), an absent
// time as null. Scripts rely on them: they may grow, not change.

type caseJSON struct {
	Case      string             `json:"case"`
	Call      string             `json:"call"`
	Mailbox   string             `json:"mailbox"`
	Status    medelbot.Status    `json:"status"`
	Complete  bool               `json:"complete"`
	Applicant string             `json:"applicant"`
	Language  medelbot.Language  `json:"language"` // of the letters
	Addresses []string           `json:"addresses"`
	Warnings  []medelbot.Warning `json:"warnings"`
	Elements  orderedElements    `json:"elements"`
	OpenedAt  *time.Time         `json:"opened_at"`
	ChangedAt *time.Time         `json:"changed_at"`

	Asked     string             `json:"asked"`
	Votes     []medelbot.Vote    `json:"votes"`
	Decision  *medelbot.Decision `json:"decision"`
	PaidAt    *time.Time         `json:"paid_at"`
	Paid      int64              `json:"paid"`
	Repaid    int64              `json:"repaid"`
	ReportDue *time.Time         `json:"report_due"`
	NextAt    *time.Time         `json:"next_at"` // when the clock looks at the case again
	Erased    medelbot.Erasure   `json:"erased"`  // "" if nothing is
}

func caseForm(k medelbot.Case, calls []medelbot.Call) caseJSON {
	return caseJSON{
		Case: k.Number, Call: k.Call, Mailbox: k.Mailbox, Status: k.Status, Complete: k.Status == medelbot.StatusComplete,
		Applicant: k.Applicant, Addresses: orEmpty(k.Addresses), Warnings: orEmpty(k.Warnings),
		Elements: order(k.Elements, wantedBy(k.Call, calls)), OpenedAt: moment(k.OpenedAt), ChangedAt: moment(k.ChangedAt),
		Asked: k.Asked, Votes: orEmpty(k.Votes), Decision: k.Decision, PaidAt: moment(k.PaidAt), Paid: k.Paid, Repaid: k.Repaid,
		ReportDue: moment(k.ReportDue), NextAt: moment(k.NextAt), Language: k.Language, Erased: k.Erased,
	}
}

type letterJSON struct {
	ID        int64                `json:"id"`
	Letter    medelbot.LetterName  `json:"letter"`
	Case      string               `json:"case"`
	Mailbox   string               `json:"mailbox"`
	To        string               `json:"to"`
	Subject   string               `json:"subject"`
	MessageID string               `json:"message_id"`
	State     medelbot.OutboxState `json:"state"`
	Reason    string               `json:"reason"`
	Mode      medelbot.LetterMode  `json:"mode"`
	Attempts  int                  `json:"attempts"`
	CreatedAt *time.Time           `json:"created_at"`
	NotBefore *time.Time           `json:"not_before"`
	AttemptAt *time.Time           `json:"attempt_at"`
	SentAt    *time.Time           `json:"sent_at"`
}

func letterForm(l medelbot.Letter) letterJSON {
	return letterJSON{
		ID: l.ID, Letter: l.Name, Case: l.Case, Mailbox: l.Mailbox, To: l.To, Subject: l.Subject, MessageID: l.MessageID,
		State: l.State, Reason: l.Reason, Mode: l.Mode, Attempts: l.Attempts, CreatedAt: moment(l.CreatedAt),
		NotBefore: moment(l.NotBefore), AttemptAt: moment(l.AttemptAt), SentAt: moment(l.SentAt),
	}
}

type mailJSON struct {
	ID          int64                 `json:"id"`
	Kind        medelbot.Kind         `json:"kind"`
	From        medelbot.Address      `json:"from"`
	Subject     string                `json:"subject"`
	ArrivedAt   *time.Time            `json:"arrived_at"`
	Size        int64                 `json:"size"`
	Quiet       string                `json:"quiet"`
	Attachments []medelbot.Attachment `json:"attachments"`
}

type entryJSON struct {
	Key medelbot.ElementKey `json:"element"`
	medelbot.Element
	At   *time.Time `json:"at"`
	By   string     `json:"by"`
	Mail int64      `json:"mail"` // 0: no mail said so
}

type eventJSON struct {
	Number int64              `json:"number"`
	At     *time.Time         `json:"at"`
	Event  medelbot.EventName `json:"event"`
	By     string             `json:"by"`
	Mail   int64              `json:"mail"`
	About  any                `json:"about"` // null once erased
	Hash   string             `json:"hash"`
}

type caseViewJSON struct {
	caseJSON
	Report   orderedElements    `json:"report"` // {} until one came
	Films    []string           `json:"films"`
	Mentions []medelbot.Mention `json:"mentions"`
	History  []entryJSON        `json:"history"`
	Mails    []mailJSON         `json:"mails"`
	Letters  []letterJSON       `json:"letters"`
	Events   []eventJSON        `json:"events"`
}

func caseViewForm(v store.CaseView, calls []medelbot.Call) caseViewJSON {
	return caseViewJSON{
		caseJSON: caseForm(v.Case, calls),
		Report:   order(v.Report, nil), Films: orEmpty(v.Films), Mentions: orEmpty(v.Mentions),
		History: each(v.History, func(e store.ElementEntry) entryJSON {
			return entryJSON{e.Key, e.Element, moment(e.At), e.By, e.MailID}
		}),
		Mails: each(v.Mails, func(m store.MailInfo) mailJSON {
			return mailJSON{m.ID, m.Kind, m.From, m.Subject, moment(m.Arrived), m.Size, m.Quiet, orEmpty(m.Attachments)}
		}),
		Letters: each(v.Letters, letterForm),
		Events: each(v.Log, func(e store.LoggedEvent) eventJSON {
			return eventJSON{e.Seq, moment(e.At), e.Name, e.By, e.MailID, e.Payload, e.Hash}
		}),
	}
}

type asideJSON struct {
	ID        int64                `json:"id"`
	Mailbox   string               `json:"mailbox"`
	Case      string               `json:"case"`
	Kind      medelbot.Kind        `json:"kind"`
	From      medelbot.Address     `json:"from"`
	Subject   string               `json:"subject"`
	ArrivedAt *time.Time           `json:"arrived_at"`
	Reason    medelbot.AsideReason `json:"reason"`
	Why       string               `json:"why"`
	Malware   string               `json:"malware,omitempty"` // what a virus scanner found in it
}

func asideForm(a medelbot.AsideMail) asideJSON {
	return asideJSON{a.ID, a.Mailbox, a.Case, a.Kind, a.From, a.Subject, moment(a.Arrived), a.Reason, a.Reason.English(), a.Malware}
}

type hitJSON struct {
	Mail      int64      `json:"mail"`
	Case      string     `json:"case"`
	Subject   string     `json:"subject"`
	ArrivedAt *time.Time `json:"arrived_at"`
	Snippet   string     `json:"snippet"`
}

func hitForm(h store.Hit) hitJSON {
	return hitJSON{h.MailID, h.Case, h.Subject, moment(h.Arrived), h.Snippet}
}

// printLines writes one JSON object a line.
func printLines[T any](w io.Writer, list []T, form func(T) any) error {
	for _, x := range list {
		if err := printLine(w, form(x)); err != nil {
			return err
		}
	}
	return nil
}

// printLine writes one JSON object on a line. Control characters are written
// as escapes, for the line may be read on a terminal.
func printLine(w io.Writer, form any) error {
	var line bytes.Buffer
	enc := json.NewEncoder(&line)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(form); err != nil {
		return err
	}
	_, err := w.Write(append(escapeControls(bytes.TrimSuffix(line.Bytes(), []byte("\n"))), '\n'))
	return err
}

// escapeControls writes the control characters that encoding/json leaves alone
// (those above 7e hexadecimal, marks of direction) as JSON escapes.
func escapeControls(text []byte) []byte {
	if !bytes.ContainsFunc(text, isControl) {
		return text
	}
	var out []byte
	for _, r := range string(text) {
		if !isControl(r) {
			out = utf8.AppendRune(out, r)
			continue
		}
		for _, unit := range utf16.AppendRune(nil, r) {
			out = fmt.Appendf(out, "\\u%04x", unit)
		}
	}
	return out
}

func each[T, U any](list []T, do func(T) U) []U {
	all := make([]U, 0, len(list))
	for _, x := range list {
		all = append(all, do(x))
	}
	return all
}

// orEmpty makes [] of a list that is not there, which would be null in JSON.
func orEmpty[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

// moment is a time for JSON, null if it is zero.
func moment(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	t = t.UTC()
	return &t
}

// day and minute write a time for a person, in the configured zone.
func (o *office) day(t time.Time) string    { return t.In(o.cfg.Zone()).Format(time.DateOnly) }
func (o *office) minute(t time.Time) string { return t.In(o.cfg.Zone()).Format("2006-01-02 15:04") }
