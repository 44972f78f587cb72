package medelbot

import (
	"fmt"
	"time"
)

// Tick does what is due in Facts.Case by Facts.Now, however late it is called:
// of several reminders that are due only the last one is sent. A second call at
// the same instant does nothing. The Case of the Change has its next time.
func Tick(f Facts, p Policy) Change {
	d := begin(f, Actor{Role: RoleProgram}, p)
	stages := p.stages(&d.k)
	due := past(stages, f.Now)
	if due > d.k.Reminded {
		d.k.Reminded = due
		d.remind(stages[due-1])
	}
	d.k.NextAt = p.next(&d.k)
	d.c.Case = &d.k
	return d.c
}

// stage is one time at which the clock does something about a case that waits
// for its applicant.
type stage struct {
	at     time.Time
	days   int    // since the waiting began, or since the report's day
	key    string // of its letter
	letter LetterName
	notice NoticeCode // to the coordinators; "" tells them nothing
}

// stages lists the times of the case's present waiting, ascending.
func (p Policy) stages(k *Case) []stage {
	var all []stage
	switch {
	case k.WaitsSince.IsZero():
	case k.Status == StatusIncomplete:
		since := k.WaitsSince.UTC().Format("20060102T150405")
		for _, days := range p.CompletionDays {
			all = append(all, stage{at: p.at(k.WaitsSince, days), days: days, letter: CompletionReminder,
				key: fmt.Sprintf("%s.%s.%d", CompletionReminder, since, days)})
		}
		if n := len(p.CompletionDays); n > 0 {
			last := p.CompletionDays[n-1]
			gap := last
			if n > 1 {
				gap = last - p.CompletionDays[n-2]
			}
			all = append(all, stage{at: p.at(k.WaitsSince, last+gap), days: last + gap, letter: NoLetter, notice: NoticeNoAnswer})
		}
	case (k.Status == StatusPaid || k.Status == StatusReportIncomplete) && !k.ReportDue.IsZero():
		day := k.ReportDue.In(p.zone()).Format(time.DateOnly)
		for i, days := range p.ReportDays {
			s := stage{at: p.at(k.ReportDue, days), days: days, letter: ReportReminder,
				key: fmt.Sprintf("%s.%s.%d", ReportReminder, day, days)}
			if i == len(p.ReportDays)-1 {
				s.notice = NoticeNoReport
			}
			all = append(all, s)
		}
	}
	return all
}

// past counts the stages whose time has come.
func past(stages []stage, now time.Time) int {
	n := 0
	for _, s := range stages {
		if !s.at.After(now) {
			n++
		}
	}
	return n
}

// next is when the clock must look at the case again; zero for never.
func (p Policy) next(k *Case) time.Time {
	if stages := p.stages(k); k.Reminded < len(stages) {
		return stages[k.Reminded].at
	}
	return time.Time{}
}

func (d *doing) remind(s stage) {
	if s.letter != NoLetter {
		d.log(EventDone, map[string]any{"deed": DeedRemind, "from": d.k.Status, "to": d.k.Status, "letter": s.letter, "days": s.days})
		d.write(s.letter, func(q *LetterRequest) { q.Key, q.Days = s.key, s.days })
	}
	if s.notice != "" {
		d.tell(s.notice, everybody)
	}
}
