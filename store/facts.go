package store

import (
	"database/sql"
	"slices"
	"strings"
	"time"

	"medelbot"
)

// facts gathers what the rules may look at when a mail comes.
func (in *filing) facts() (medelbot.Facts, error) {
	r := &in.mail.Reading
	f := medelbot.Facts{Mail: in.mail, Now: in.now, Call: in.call(r.Call)}
	var err error
	if f.Letter, err = in.answered(); err != nil {
		return f, err
	}
	if r.Kind == medelbot.Command {
		if err := in.commandFacts(&f); err != nil {
			return f, err
		}
	}
	if f.Case, err = in.caseOfMail(&f); err != nil {
		return f, err
	}
	if r.MessageID != "" {
		if _, err := in.row(answeredQuery, []any{answeredHash(r.MessageID)}, &f.ByHand); err != nil {
			return f, err
		}
	}
	applicant := ""
	if v := r.Elements[medelbot.Applicant].Value; v != nil && r.Kind == medelbot.Application {
		applicant = v.Name
	}
	if err := in.caseFacts(&f); err != nil {
		return f, err
	}
	if err := in.applicantFacts(&f, applicant); err != nil {
		return f, err
	}
	if r.Kind == medelbot.Command && f.Case != nil {
		// What a coordinator orders is told to the applicant.
		return f, in.addressFacts(&f, firstAddress(f.Case), "")
	}
	return f, in.addressFacts(&f, r.ReplyTo.Email, r.From.Email)
}

func firstAddress(k *medelbot.Case) string {
	if len(k.Addresses) == 0 {
		return ""
	}
	return k.Addresses[0]
}

const answeredQuery = `SELECT EXISTS (SELECT 1 FROM answered WHERE hash = ?)`

// factsOf gathers what the rules may look at when a person or the clock acts on
// a case, all but what there is of its applicant besides.
func (a *acting) factsOf(k *medelbot.Case) (medelbot.Facts, error) {
	f := medelbot.Facts{Now: a.now, Case: k}
	if err := a.caseFacts(&f); err != nil {
		return f, err
	}
	return f, a.addressFacts(&f, firstAddress(k), "")
}

// caseOfMail finds the case that the mail is about: the one that a person has
// named, that the letter answered is of, that the mail names, or that its token
// is for. What is said of a case that was merged is said of the one that goes on.
// One that was erased is none any more: nothing new may be kept under its number.
func (in *filing) caseOfMail(f *medelbot.Facts) (*medelbot.Case, error) {
	number := in.mail.Reading.Case
	switch {
	case in.number != "":
		return in.findCase(in.number)
	case f.Letter != nil && f.Letter.Case != "":
		number = f.Letter.Case
	case number == "" && f.Token != nil:
		return in.findCase(f.Token.Case)
	}
	number, err := in.goesOnIn(number)
	if err != nil {
		return nil, err
	}
	k, err := in.findCase(number)
	if err != nil || k == nil || k.Erased != medelbot.NotErased {
		return nil, err
	}
	return k, nil
}

// goesOnIn follows a case that was merged to the one that goes on. UNION ends
// it where it began, should that ever be so.
func (t *tx) goesOnIn(number string) (string, error) {
	if number == "" {
		return "", nil
	}
	last := number
	err := t.each(mergedQuery, []any{number}, func(rows *sql.Rows) error { return rows.Scan(&last) })
	return last, err
}

const mergedQuery = `WITH RECURSIVE way (number) AS (
		SELECT number FROM cases WHERE number = ? UNION
		SELECT c.merged_into FROM way JOIN cases c ON c.number = way.number WHERE c.merged_into IS NOT NULL)
	SELECT number FROM way`

// commandFacts gathers what only a command needs to know.
func (in *filing) commandFacts(f *medelbot.Facts) error {
	var err error
	if c := in.mail.Reading.Command; c != nil {
		if f.Token, err = in.token(c.Token); err != nil {
			return err
		}
		i := slices.IndexFunc(c.Lines, func(l medelbot.CommandLine) bool { return l.Order.Into != "" })
		if i >= 0 {
			if f.Into, err = in.findCase(c.Lines[i].Order.Into); err != nil {
				return err
			}
		}
	}
	if f.Token != nil && f.Token.Aside != 0 {
		waiting, err := in.asideMails(`AND a.id = ?`, f.Token.Aside)
		if err != nil {
			return err
		}
		if len(waiting) > 0 {
			f.Aside = &waiting[0]
		}
	}
	if _, err := in.row(transcriptsQuery, []any{in.midnight()}, &f.TranscriptsToday); err != nil {
		return err
	}
	f.Counts = map[medelbot.Status]int{}
	return in.each(countsQuery, nil, func(rows *sql.Rows) error {
		var status medelbot.Status
		var n int
		err := rows.Scan(&status, &n)
		f.Counts[status] = n
		return err
	})
}

const countsQuery = `SELECT status, count(*) FROM cases GROUP BY status`

// caseFacts gathers what belongs to the case, if there is one.
func (a *acting) caseFacts(f *medelbot.Facts) (err error) {
	if f.Case == nil {
		return nil
	}
	f.Call = a.call(f.Case.Call)
	f.Decision, err = a.decision(f.Case.Number)
	return err
}

// applicantFacts gathers what there is of the case's applicant besides, or else
// of the one who applies for a new case.
func (a *acting) applicantFacts(f *medelbot.Facts, applicant string) error {
	call, number := "", ""
	if f.Call != nil {
		call = f.Call.ID
	}
	if f.Case != nil {
		call, number, applicant = f.Case.Call, f.Case.Number, f.Case.Applicant
	}
	if applicant == "" {
		return nil
	}
	var err error
	if call != "" {
		if f.Others, err = a.others(applicant, call, number, senders(f)); err != nil {
			return err
		}
	}
	f.PaidTo, err = a.paidTo(applicant, number)
	return err
}

// senders are the addresses of which the mail, or the case, is.
func senders(f *medelbot.Facts) []string {
	var all []string
	if f.Mail != nil {
		r := &f.Mail.Reading
		all = append(all, lower(r.ReplyTo.Email), lower(r.Applicant.Email), lower(r.From.Email))
	}
	if f.Case != nil {
		all = append(all, f.Case.Addresses...)
	}
	return all
}

// othersQuery chooses, by applicant, call and number, the other cases of a
// case. Of an applicant with more than a score of them only the newest are told
// and those granted money: a mail would else cost the more the more there are.
const othersQuery = `SELECT ` + caseColumns + `, sought FROM cases WHERE number IN (
		SELECT number FROM (SELECT number FROM cases WHERE applicant = ?1 AND call = ?2 AND number <> ?3 ORDER BY number DESC LIMIT 20)
		UNION SELECT number FROM cases WHERE applicant = ?1 AND call = ?2 AND number <> ?3 AND granted > 0)
	ORDER BY number`

// others lists the applicant's other cases, oldest first. All elements are read
// of those only that one of the senders has to do with; of the rest the sum
// sought is enough, at a tenth of the cost.
func (t *tx) others(applicant, call, number string, senders []string) ([]medelbot.Case, error) {
	var cases []medelbot.Case
	err := t.each(othersQuery, []any{applicant, call, number}, func(rows *sql.Rows) error {
		k := medelbot.Case{Elements: medelbot.Elements{}}
		var sought int64
		err := scanCase(rows, &k, &sought)
		if sought > 0 {
			k.Elements[medelbot.Amount] = medelbot.Element{Status: medelbot.OK, Value: &medelbot.Value{SEK: sought}}
		}
		cases = append(cases, k)
		return err
	})
	for i := range cases {
		k := &cases[i]
		if err != nil || !slices.ContainsFunc(k.Addresses, func(a string) bool { return slices.Contains(senders, a) }) {
			continue
		}
		err = t.eachElement(`WHERE case_number = ?`, []any{k.Number}, func(_ string, e ElementEntry) { hold(k, e) })
	}
	return cases, err
}

const paidWhere = `WHERE applicant = ? AND paid_at IS NOT NULL AND number <> ? AND NOT (repaid > 0 AND repaid >= paid) ORDER BY paid_at`

// paidTo lists the accounts to which the applicant was paid in other cases, but
// for those from which all came back: the account may have been the wrong one.
func (t *tx) paidTo(applicant, number string) ([]medelbot.Value, error) {
	cases, err := t.casesBy(paidWhere, applicant, number)
	if err != nil {
		return nil, err
	}
	var accounts []medelbot.Value
	for i := range cases {
		e := cases[i].Elements[medelbot.Account]
		if e.Status == medelbot.OK && e.Value != nil && !slices.Contains(accounts, *e.Value) {
			accounts = append(accounts, *e.Value)
		}
	}
	return accounts, nil
}

// addressFacts tells what there is to know of the address that gets the answer
// and of the one that asks for it.
func (a *acting) addressFacts(f *medelbot.Facts, answer, from string) error {
	answer = lower(answer)
	if _, err := a.row(`SELECT EXISTS (SELECT 1 FROM muted WHERE address IN (?, ?))`,
		[]any{answer, lower(from)}, &f.Muted); err != nil {
		return err
	}
	midnight := a.midnight()
	if _, err := a.row(todayQuery, []any{answer, midnight}, &f.LettersToday); err != nil {
		return err
	}
	_, err := a.row(noticesQuery, []any{midnight}, &f.NoticesToday)
	return err
}

// midnight is when today began.
func (t *tx) midnight() string {
	y, m, d := t.now.In(t.zone).Date()
	return timeText(time.Date(y, m, d, 0, 0, 0, 0, t.zone))
}

// transcriptsQuery looks at the newest letters only: it is there to notice
// transcripts that bring about each other.
const transcriptsQuery = `SELECT count(*) FROM (SELECT name, created_at FROM outbox ORDER BY id DESC LIMIT 1000)
	WHERE name = 'transcript' AND created_at >= ?`

const (
	todayQuery   = `SELECT count(*) FROM outbox WHERE address = ? AND created_at >= ?`
	noticesQuery = `SELECT count(*) FROM outbox WHERE name = 'notice' AND created_at >= ?`
)

// call finds a configured call, nil if there is none with that ID.
func (a *acting) call(id string) *medelbot.Call {
	i := slices.IndexFunc(a.handler.Calls, func(c medelbot.Call) bool { return c.ID == id })
	if i < 0 {
		return nil
	}
	return &a.handler.Calls[i]
}

// answered finds our own letter that the mail answers or, as a bounce, speaks
// of: the nearest one first.
func (in *filing) answered() (*medelbot.Letter, error) {
	r := &in.mail.Reading
	ids := append([]string{r.Original}, r.InReplyTo...)
	for _, id := range slices.Backward(r.References) {
		ids = append(ids, id)
	}
	for _, id := range ids {
		l, err := in.letterByMessageID(id)
		if l != nil || err != nil {
			return l, err
		}
	}
	return nil, nil
}

// letterByMessageID finds a letter by its Message-ID, or by that without the
// random part, which some systems cut or rewrite; nil if there is none.
func (t *tx) letterByMessageID(id string) (*medelbot.Letter, error) {
	if id == "" {
		return nil, nil
	}
	l, err := t.letter(`WHERE message_id = ?`, id)
	if l != nil || err != nil {
		return l, err
	}
	if stem := messageIDStem(id); stem != "" {
		return t.letter(`WHERE stem = ? ORDER BY id DESC LIMIT 1`, stem)
	}
	return nil, nil
}

// ownLetter finds the letter of ours that the mail itself is, as when a person
// copies our letters to the mailbox. The subject must agree too: others have
// seen the Message-ID and could put it on a mail of theirs.
func (in *filing) ownLetter() (*medelbot.Letter, error) {
	if in.mail.Reading.MessageID == "" {
		return nil, nil
	}
	return in.letter(`WHERE message_id = ? AND subject = ?`, in.mail.Reading.MessageID, in.mail.Reading.Subject)
}

// messageIDStem cuts the random part from the Message-ID of a letter,
// CASE.LETTER.N.RANDOM@DOMAIN, and takes it in lower case. It returns "" for
// what is no letter of a case.
func messageIDStem(id string) string {
	local, domain, ok := strings.Cut(strings.ToLower(id), "@")
	parts := strings.Split(local, ".")
	if !ok || len(parts) < 3 || strings.Count(parts[0], "-") < 2 {
		return ""
	}
	return strings.Join(parts[:3], ".") + "@" + domain
}
