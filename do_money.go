package medelbot

import "time"

// pay notes that the money was paid, on the word of a person. The account must
// be one that may be paid to (promise 7).
func (d *doing) pay(o Order) error {
	x := d.k.Decision
	if x == nil {
		return &Refusal{Code: RefusedStatus, Status: d.k.Status}
	}
	if err := d.told(); err != nil {
		return err
	}
	if account, stated := d.k.Elements[Account]; stated && !account.Payable() {
		return &Refusal{Code: RefusedUnconfirmed, Try: "medelbot confirm " + d.k.Number + " account"}
	}
	day := o.Day
	if day.IsZero() {
		day = d.Now
	}
	if day.After(d.Now) || day.Before(d.p.startOfDay(x.At)) {
		return &Refusal{Code: RefusedNoDay, Try: "the day on which it was paid: since the decision, and at the latest today"}
	}
	sek := o.SEK
	if sek == 0 {
		sek = x.SEK
	}
	if sek < 0 {
		return &Refusal{Code: RefusedNoSum, Try: "a sum above nothing"}
	}
	if sek > x.SEK {
		return &Refusal{Code: RefusedTooMuch, Try: "at most the sum that was granted"}
	}
	d.k.Paid, d.k.PaidAt = sek, day
	s := d.move(DeedPay, true, map[string]any{"sek": sek, "day": day.In(d.p.zone()).Format(time.DateOnly)})
	if !d.k.ReportDue.IsZero() {
		d.wait()
	}
	d.write(s.Letter, nil)
	return nil
}

// told refuses what follows from a decision of which the applicant is still to
// be told, and which can be undone until then.
func (d *doing) told() error {
	x := d.k.Decision
	if x != nil && (d.Now.Before(x.Final) || d.Decision != nil && d.Decision.State == Queued) {
		return &Refusal{Code: RefusedNotFinal, Try: "wait until the decision's letter has left"}
	}
	return nil
}

func (d *doing) repay(o Order) error {
	if o.SEK <= 0 {
		return &Refusal{Code: RefusedNoSum, Try: "a sum above nothing"}
	}
	if o.SEK > d.k.Paid-d.k.Repaid {
		return &Refusal{Code: RefusedTooMuch, Try: "at most what was paid and has not come back"}
	}
	d.k.Repaid += o.SEK
	d.move(DeedRepay, true, map[string]any{"sek": o.SEK})
	return nil
}

// extend gives the report another day; the reminders count from it anew.
func (d *doing) extend(o Order) error {
	if o.Day.IsZero() || o.Day.Before(d.Now) {
		return &Refusal{Code: RefusedNoDay, Try: "a day to come"}
	}
	if err := d.told(); err != nil {
		return err
	}
	before := d.k.ReportDue
	d.k.ReportDue = d.p.endOfDay(o.Day)
	s := d.move(DeedExtend, true, map[string]any{"before": before, "day": d.k.ReportDue, "text": o.Text})
	if d.k.Status != StatusGranted {
		d.wait()
	}
	d.write(s.Letter, nil)
	return nil
}

// Payable tells whether money may be paid to the account that e holds: it is in
// order, and somebody stands for it (promise 7).
func (e Element) Payable() bool {
	if e.Status != OK || e.Value == nil || e.Vouched == VouchedByNobody {
		return false
	}
	if e.Vouched == VouchedByPerson {
		return true
	}
	ocr := e.Evidence != nil && e.Evidence.OCR
	return e.Value.Check == "" && !ocr
}

// startOfDay is the first instant of a day.
func (p Policy) startOfDay(day time.Time) time.Time {
	day = day.In(p.zone())
	return time.Date(day.Year(), day.Month(), day.Day(), 0, 0, 0, 0, p.zone())
}
