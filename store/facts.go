package store

import (
	"slices"
	"strings"
	"time"

	"medelbot"
)

// facts gathers what the rules may look at.
func (in *filing) facts() (medelbot.Facts, error) {
	r := &in.mail.Reading
	f := medelbot.Facts{Mail: in.mail, Now: in.now}
	if i := slices.IndexFunc(in.handler.Calls, func(c medelbot.Call) bool { return c.ID == r.Call }); i >= 0 {
		f.Call = &in.handler.Calls[i]
	}
	var err error
	if f.Letter, err = in.answered(); err != nil {
		return f, err
	}
	number := r.Case
	if f.Letter != nil && f.Letter.Case != "" {
		number = f.Letter.Case
	}
	if f.Case, err = in.findCase(number); err != nil {
		return f, err
	}
	answer := lower(r.ReplyTo.Email)
	if _, err = in.row(`SELECT EXISTS (SELECT 1 FROM muted WHERE address IN (?, ?))`,
		[]any{answer, lower(r.From.Email)}, &f.Muted); err != nil {
		return f, err
	}
	y, m, d := in.now.In(in.zone).Date()
	_, err = in.row(`SELECT count(*) FROM outbox WHERE address = ? AND created_at >= ?`,
		[]any{answer, timeText(time.Date(y, m, d, 0, 0, 0, 0, in.zone))}, &f.LettersToday)
	return f, err
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
