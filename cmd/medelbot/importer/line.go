package importer

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"medelbot"
	"medelbot/parser/command"
)

// line is one row on its way to a case.
type line struct {
	*Reader
	row     int
	cells   []string
	columns map[column]int
	head    []string
	days    map[column]time.Time // those that are stated
	faults  []Fault
}

// cell is what stands in a column, "" if there is none.
func (l *line) cell(c column) string {
	i, ok := l.columns[c]
	if !ok || i >= len(l.cells) {
		return ""
	}
	return strings.TrimSpace(l.cells[i])
}

func (l *line) fault(c column, format string, args ...any) {
	l.faults = append(l.faults, Fault{Row: l.row, Column: string(c), Text: fmt.Sprintf(format, args...)})
}

// readDays reads every day of the row. A day for something to be done by lasts
// to its end.
func (l *line) readDays() {
	l.days = map[column]time.Time{}
	for _, c := range []column{opened, decided, paid, due, reported} {
		written := l.cell(c)
		if written == "" {
			continue
		}
		if day, ok := serial(written); ok {
			written = day
		}
		read := command.PastDay
		if c == due {
			read = command.ComingDay
		}
		day, err := read(written, l.Now, l.Zone)
		if err != nil {
			l.fault(c, "%v", err)
			continue
		}
		l.days[c] = day
	}
}

// serial reads a day as a workbook stores it, which is the number of days since
// the end of 1899, and writes it for people. Those of 1970 to 2100 are taken;
// others are no days of a fund.
func serial(written string) (string, bool) {
	n, err := strconv.ParseFloat(written, 64)
	if err != nil || n < 25569 || n > 73415 {
		return "", false
	}
	t, err := excelize.ExcelDateToTime(n, false)
	return t.Format(time.DateOnly), err == nil
}

func (l *line) sum(c column) int64 {
	written := l.cell(c)
	if written == "" || written == "0" {
		return 0
	}
	sek, err := command.Sum(written)
	if err != nil {
		l.fault(c, "%v", err)
	}
	return sek
}

// take makes the case of the row; its faults are left in l.
func (l *line) take() medelbot.Case {
	l.readDays()
	k := medelbot.Case{
		Mailbox: l.Mailbox, Applicant: l.cell(applicant), Elements: medelbot.Elements{},
		OpenedAt: first(l.days[opened], l.days[decided], l.days[paid], l.Now), PaidAt: l.days[paid], ReportDue: l.days[due],
	}
	if k.Applicant == "" {
		l.fault(applicant, "it is empty")
	}
	fund := l.call()
	k.Call = fund.ID
	k.Number = l.number(fund)
	k.Status = l.status()
	l.decision(&k)
	l.elements(&k)
	if k.ReportDue.IsZero() && k.Granted() > 0 {
		k.ReportDue = fund.ReportDue
	}
	l.order()
	return k
}

// first is the first time that is set.
func first(times ...time.Time) time.Time {
	i := slices.IndexFunc(times, func(t time.Time) bool { return !t.IsZero() })
	return times[i]
}

// call finds the row's call by id or name.
func (l *line) call() medelbot.Call {
	written := l.cell(call)
	for _, c := range l.Calls {
		if strings.EqualFold(c.ID, written) || strings.EqualFold(c.Name, written) {
			return c
		}
	}
	l.fault(call, "there is no call %q in the configuration", written)
	return medelbot.Call{}
}

var numberForm = regexp.MustCompile(`^[A-ZÅÄÖ]+-\d{4}-\d{4,}$`)

// number is the case's own one, "" for one that is to be given.
func (l *line) number(fund medelbot.Call) string {
	written := strings.ToUpper(l.cell(number))
	if written != "" && fund.ID != "" && (!numberForm.MatchString(written) || !strings.HasPrefix(written, fund.Prefix+"-")) {
		l.fault(number, "%q is no case number as %s; leave it empty for the next one", written, fund.CaseNumber(2021, 7))
	}
	return written
}

// status is where the case stands, in words or by what has come to pass.
func (l *line) status() medelbot.Status {
	written := strings.ToLower(l.cell(status))
	if s, ok := statuses[written]; ok {
		return s
	}
	s := medelbot.Status(written)
	switch {
	case written == "" && l.cell(reported) != "":
		return medelbot.StatusReported
	case written == "" && l.cell(paid) != "":
		return medelbot.StatusPaid
	case written == "" && l.cell(granted) != "":
		return medelbot.StatusGranted
	case slices.Contains([]medelbot.Status{
		medelbot.StatusGranted, medelbot.StatusDeclined, medelbot.StatusPaid,
		medelbot.StatusReported, medelbot.StatusWithdrawn, medelbot.StatusClosed,
	}, s):
		return s
	case slices.Contains(medelbot.Statuses, s):
		l.fault(status, "a case that is %s is not over: file its mail with medelbot ingest", s)
	default:
		l.fault(status, "%q is no status: beviljad, avslagen, utbetald, redovisad, återtagen or avslutad", written)
	}
	return ""
}

// decision notes what was decided and paid.
func (l *line) decision(k *medelbot.Case) {
	sek := l.sum(granted)
	switch {
	case k.Status == medelbot.StatusDeclined:
		k.Decision = &medelbot.Decision{Outcome: medelbot.DeedDecline}
		if sek > 0 {
			l.fault(granted, "a declined case has no granted sum")
		}
	case sek > 0:
		k.Decision = &medelbot.Decision{Outcome: medelbot.DeedGrant, SEK: sek}
	case k.Status == medelbot.StatusGranted || k.Status == medelbot.StatusPaid || k.Status == medelbot.StatusReported:
		l.fault(granted, "a case that is %s needs the sum that was granted", k.Status)
	}
	if k.Decision != nil {
		k.Decision.At = first(l.days[decided], k.OpenedAt)
		k.Decision.Final = k.Decision.At
	}
	switch {
	case !k.PaidAt.IsZero():
		k.Paid = sek
		if k.Status == medelbot.StatusGranted || k.Status == medelbot.StatusDeclined {
			l.fault(paid, "a case that is %s is not paid", k.Status)
		}
	case k.Status == medelbot.StatusPaid || k.Status == medelbot.StatusReported:
		l.fault(paid, "a case that is %s needs the day on which it was paid", k.Status)
	}
}

// elements notes the values of the row, each with the cell it came from.
func (l *line) elements(k *medelbot.Case) {
	person := strings.Join(slices.DeleteFunc([]string{l.cell(contact), l.cell(email), l.cell(phone)}, func(s string) bool { return s == "" }), ", ")
	for _, x := range []struct {
		key  medelbot.ElementKey
		col  column
		text string
	}{
		{medelbot.Applicant, applicant, l.cell(applicant)},
		{medelbot.Amount, sought, l.cell(sought)},
		{medelbot.Contact, cmp.Or(l.present(contact), l.present(email), phone), person},
		{medelbot.Account, account, l.account()},
	} {
		if x.text == "" {
			continue
		}
		v, err := command.Value(x.key, x.text)
		if err != nil {
			l.fault(x.col, "%v", err)
			continue
		}
		k.Elements[x.key] = medelbot.Element{
			Status: medelbot.OK, Value: &v,
			Evidence: &medelbot.Evidence{Source: l.File, Place: fmt.Sprintf("row %d", l.row), Quote: x.text},
		}
	}
	if e, ok := k.Elements[medelbot.Applicant]; ok && e.Value.Name != "" {
		k.Applicant = e.Value.Name
	}
	if e, ok := k.Elements[medelbot.Contact]; ok && e.Value.Email != "" {
		k.Addresses = []string{strings.ToLower(e.Value.Email)}
	}
	if e, ok := k.Elements[medelbot.Account]; ok && !k.PaidAt.IsZero() {
		e.Vouched = medelbot.VouchedByPast
		k.Elements[medelbot.Account] = e
	}
}

// present is the column if something stands in it.
func (l *line) present(c column) column {
	if l.cell(c) == "" {
		return ""
	}
	return c
}

// account is the account with its kind, which may be the heading of its column.
func (l *line) account() string {
	written := l.cell(account)
	if kind := folded(l.heading(account)); written != "" && (kind == "bankgiro" || kind == "plusgiro") {
		return kind + " " + written
	}
	return written
}

func (l *line) heading(c column) string {
	if i, ok := l.columns[c]; ok {
		return l.head[i]
	}
	return ""
}

// order looks at days that contradict each other.
func (l *line) order() {
	var before time.Time
	for _, c := range []column{opened, decided, paid, reported} {
		day, stated := l.days[c]
		if !stated {
			continue
		}
		if day.After(l.Now) {
			l.fault(c, "%s is yet to come", day.Format(time.DateOnly))
		}
		if day.Before(before) {
			l.fault(c, "%s is before what went before it", day.Format(time.DateOnly))
		}
		before = day
	}
}
