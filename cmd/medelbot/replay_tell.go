package main

import (
	"cmp"
	"fmt"
	"time"

	"medelbot"
	"medelbot/cmd/medelbot/replay"
)

// take compares one mail with what was filed of it, and tells the difference.
func (r *replaying) take(m replayMail) error {
	var differ []replay.Difference
	switch {
	case m.info.ID == 0:
		return m.err
	case m.err != nil:
		r.failed++
		fmt.Fprintln(r.p.err, sentence(&failure{text: fmt.Sprintf("mail %d", m.info.ID), err: m.err, try: "medelbot verify"}))
		if m.kase != nil {
			m.kase.Unread(&m.info)
		}
	case m.skip:
		if m.kase != nil {
			m.kase.Unread(&m.info)
		}
	case m.kase == nil:
		r.mailsRead++
		differ = replay.Aside(&m.info, &m.reading)
	default:
		r.mailsRead++
		differ = m.kase.Mail(&m.info, &m.reading)
	}
	if len(differ) > 0 {
		r.otherwise++
		if err := r.tell(m, differ); err != nil {
			return err
		}
	}
	if !m.last {
		return nil
	}
	if r.bar != nil {
		_ = r.bar.Add(1) // only for show
	}
	if m.kase == nil {
		return nil
	}
	status, differs := m.kase.Status()
	if !differs {
		return nil
	}
	r.cases++
	m.info.ID = 0
	return r.tell(m, []replay.Difference{status})
}

// replayJSON is one line of replay --json.
type replayJSON struct {
	Case    string           `json:"case"`           // "" for mail that belongs to none
	Mail    int64            `json:"mail,omitempty"` // not there if it is about the case itself
	Arrived *time.Time       `json:"arrived,omitempty"`
	Differs []differenceJSON `json:"differs"`
}

type differenceJSON struct {
	What string `json:"what"` // kind, call, reply, status, or the key of an element
	Was  any    `json:"was"`
	Now  any    `json:"now"`
}

// tell writes the differences of a mail, or of a case if the mail has no number.
func (r *replaying) tell(m replayMail, differ []replay.Difference) error {
	if r.json {
		line := replayJSON{Case: m.number, Mail: m.info.ID, Differs: each(differ, func(d replay.Difference) differenceJSON { return differenceJSON(d) })}
		if m.info.ID != 0 {
			line.Arrived = moment(m.info.Arrived)
		}
		return printLine(r.p.out, line)
	}
	title := "Case " + m.number
	if m.info.ID != 0 {
		title = fmt.Sprintf("%s, mail %d of %s: %s", cmp.Or(m.number, "no case"), m.info.ID, r.day(m.info.Arrived), cmp.Or(m.info.Subject, "no subject"))
	}
	r.out.title(title)
	for _, d := range differ {
		r.out.row(d.What, "was "+r.said(d.Was))
		r.out.row("", "now "+r.said(d.Now))
	}
	r.out.gap()
	return r.out.err
}

// said words one side of a difference.
func (r *replaying) said(x any) string {
	e, ok := x.(medelbot.Element)
	if !ok {
		return fmt.Sprint(x)
	}
	text := string(e.Status)
	if e.Code != "" {
		text += " (" + string(e.Code) + ")"
	}
	if value := valueText(e.Value); value != "" {
		text += ": " + clip(value, 200)
	}
	return text
}

// close sums up.
func (r *replaying) close() error {
	if r.bar != nil {
		_ = r.bar.Finish() // only for show
	}
	if !r.json {
		r.out.print(fmt.Sprintf("Mails read again: %d. Read otherwise: %d. Cases that would stand otherwise: %d.", r.mailsRead, r.otherwise, r.cases))
		r.out.print("Nothing was changed or sent.")
	}
	if r.out.err != nil {
		return r.out.err
	}
	if r.failed > 0 {
		return &failure{text: fmt.Sprintf("mails that could not be read again: %d", r.failed), try: "see what is said of each"}
	}
	return nil
}
