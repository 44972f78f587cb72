package notifier

import (
	"bytes"
	"net/mail"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"medelbot"
)

// Days in the life of a case.
var (
	decidedAt = time.Date(2021, 5, 20, 8, 0, 0, 0, time.UTC)
	reportDue = time.Date(2022, 6, 30, 21, 59, 59, 0, time.UTC) // the end of that day in Stockholm
)

// in gives the case of application() in a status, with what leads there. Its
// account is vouched for.
func in(status medelbot.Status) medelbot.Case {
	k, _ := application(nil)
	account := k.Elements[medelbot.Account]
	account.Vouched = medelbot.VouchedBySender
	k.Elements[medelbot.Account] = account
	k.Status, k.Addresses = status, []string{"eva.strom@kronoberg.se"}
	switch status {
	case medelbot.StatusDeclined:
		k.Decision = &medelbot.Decision{Outcome: medelbot.DeedDecline, Reason: "Pengarna räcker inte till alla.\n\nHör gärna av er nästa år."}
	case medelbot.StatusGranted, medelbot.StatusPaid, medelbot.StatusReportIncomplete, medelbot.StatusReported, medelbot.StatusClosed:
		k.Decision = &medelbot.Decision{Outcome: medelbot.DeedGrant, SEK: 85000, Reason: "Ett arbete som andra kan lära av."}
		k.ReportDue = reportDue
	}
	if k.Decision != nil {
		k.Decision.By, k.Decision.At, k.Decision.Final = []string{"Harald Grönqvist", "Anette Nilsson"}, decidedAt, decidedAt.Add(15*time.Minute)
	}
	switch status {
	case medelbot.StatusPaid, medelbot.StatusReportIncomplete, medelbot.StatusReported, medelbot.StatusClosed:
		k.Paid, k.PaidAt = 85000, decidedAt.AddDate(0, 0, 5)
	}
	return k
}

// from is a mail of the applicant's with a trusted pass.
func from(kind medelbot.Kind, at time.Time, e medelbot.Elements) *medelbot.Mail {
	eva := medelbot.Address{Name: "Eva Ström", Email: "eva.strom@kronoberg.se"}
	return &medelbot.Mail{Arrived: at, Reading: medelbot.Reading{
		Kind: kind, Trust: medelbot.TrustPass, Elements: e, MessageID: "def.456@kronoberg.se",
		InReplyTo: []string{"PK-2021-0007.ack_incomplete.1.0102@skr.se"}, From: eva, Applicant: eva, ReplyTo: eva, Date: at,
	}}
}

// reported is a report of the parts named.
func reported(parts ...medelbot.ElementKey) medelbot.Elements {
	e := medelbot.Elements{}
	for _, key := range parts {
		e[key] = medelbot.Element{Status: medelbot.OK, Value: &medelbot.Value{Text: "Två vårdcentraler prövade det med 40 patienter."},
			Evidence: &medelbot.Evidence{Source: "rapport.docx", Quote: "Två vårdcentraler prövade det"}}
	}
	return e
}

// Every letter that a case brings after its acknowledgement, in the cases that
// matter.
func TestLifeGolden(t *testing.T) {
	account := medelbot.Element{Status: medelbot.OK, Value: &medelbot.Value{Type: "plusgiro", Number: "90 20 03-3"},
		Evidence: &medelbot.Evidence{Source: "body", Quote: "Nytt konto: plusgiro 90 20 03-3"}}
	lacking := func(k *medelbot.Case) {
		k.Elements[medelbot.Amount] = medelbot.Element{Status: medelbot.Missing}
		k.Status, k.WaitsSince = medelbot.StatusIncomplete, k.OpenedAt
	}
	whole := reported(medelbot.ReportElements...)
	half := reported(medelbot.ReportElements[:4]...)
	tests := []struct {
		name   string
		letter medelbot.LetterName
		status medelbot.Status
		now    time.Time
		change func(*medelbot.Case, *medelbot.LetterRequest) *medelbot.Mail
	}{
		{"supplement_complete", medelbot.AckSupplement, medelbot.StatusComplete, springNow, func(k *medelbot.Case, q *medelbot.LetterRequest) *medelbot.Mail {
			k.Elements[medelbot.Account] = account
			q.Changed = []medelbot.ElementKey{medelbot.Account}
			return from(medelbot.Supplement, springNow, medelbot.Elements{medelbot.Account: account})
		}},
		{"supplement_lacking", medelbot.AckSupplement, medelbot.StatusIncomplete, springNow, func(k *medelbot.Case, q *medelbot.LetterRequest) *medelbot.Mail {
			lacking(k)
			purpose := medelbot.Element{Status: medelbot.OK, Value: &medelbot.Value{Text: "Tid för handledning."},
				Evidence: &medelbot.Evidence{Source: "body", Quote: "Pengarna: tid för handledning."}}
			effects := medelbot.Element{Status: medelbot.Unclear, Code: medelbot.Conflicting, Evidence: &medelbot.Evidence{Source: "body", Quote: "Effekter: se nedan"}}
			k.Elements[medelbot.Purpose], k.Elements[medelbot.Effects] = purpose, effects
			q.Changed = []medelbot.ElementKey{medelbot.Purpose, medelbot.Effects}
			return from(medelbot.Supplement, springNow, medelbot.Elements{medelbot.Purpose: purpose, medelbot.Effects: effects})
		}},
		{"completion_reminder", medelbot.CompletionReminder, medelbot.StatusIncomplete, springNow.AddDate(0, 0, 9), func(k *medelbot.Case, q *medelbot.LetterRequest) *medelbot.Mail {
			lacking(k)
			k.Asked, q.Days = "Hur många vårdcentraler är med?", 7
			return nil
		}},
		{"request", medelbot.RequestLetter, medelbot.StatusIncomplete, springNow, func(k *medelbot.Case, q *medelbot.LetterRequest) *medelbot.Mail {
			q.Text = "Hur många vårdcentraler är med?\nVilka är det?"
			return from(medelbot.Command, springNow, nil) // not a mail of the applicant's
		}},
		{"granted", medelbot.DecisionGranted, medelbot.StatusGranted, decidedAt, nil},
		{"granted_part", medelbot.DecisionGranted, medelbot.StatusGranted, decidedAt, func(k *medelbot.Case, _ *medelbot.LetterRequest) *medelbot.Mail {
			k.Elements[medelbot.Account] = account // nobody vouches for it
			k.Decision.SEK, k.Decision.Reason, k.ReportDue = 50000, "", time.Time{}
			return nil
		}},
		{"declined", medelbot.DecisionDeclined, medelbot.StatusDeclined, decidedAt, nil},
		{"paid", medelbot.PaymentMade, medelbot.StatusPaid, decidedAt.AddDate(0, 0, 6), nil},
		{"report_reminder_before", medelbot.ReportReminder, medelbot.StatusPaid, reportDue.AddDate(0, 0, -7), nil},
		{"report_reminder_on_the_day", medelbot.ReportReminder, medelbot.StatusPaid, reportDue.Add(-15 * time.Hour), nil},
		{"report_reminder_after", medelbot.ReportReminder, medelbot.StatusReportIncomplete, reportDue.AddDate(0, 0, 7), func(k *medelbot.Case, _ *medelbot.LetterRequest) *medelbot.Mail {
			k.Report = half
			return nil
		}},
		{"report_complete", medelbot.AckReportComplete, medelbot.StatusReported, reportDue, func(k *medelbot.Case, q *medelbot.LetterRequest) *medelbot.Mail {
			k.Report = whole
			m := from(medelbot.Report, reportDue, whole)
			m.Reading.Films = []string{"https://film.kronoberg.se/testbadd"}
			m.Reading.Attachments = []medelbot.Attachment{{Name: "rapport.docx"}, {Name: "intervju.mp4", Type: "video/mp4", Size: 80 << 20}}
			return m
		}},
		{"report_incomplete", medelbot.AckReportIncomplete, medelbot.StatusReportIncomplete, reportDue.AddDate(0, -2, 0), func(k *medelbot.Case, q *medelbot.LetterRequest) *medelbot.Mail {
			k.Report = half
			return from(medelbot.Report, reportDue.AddDate(0, -2, 0), half)
		}},
		{"status_incomplete", medelbot.StatusLetter, medelbot.StatusIncomplete, springNow.AddDate(0, 0, 3), func(k *medelbot.Case, _ *medelbot.LetterRequest) *medelbot.Mail {
			lacking(k)
			return from(medelbot.StatusQuery, springNow, nil)
		}},
		{"status_paid", medelbot.StatusLetter, medelbot.StatusPaid, decidedAt.AddDate(0, 1, 0), func(*medelbot.Case, *medelbot.LetterRequest) *medelbot.Mail {
			return from(medelbot.StatusQuery, springNow, nil)
		}},
		{"status_extended", medelbot.StatusLetter, medelbot.StatusPaid, decidedAt.AddDate(0, 1, 0), func(*medelbot.Case, *medelbot.LetterRequest) *medelbot.Mail {
			return from(medelbot.Command, springNow, nil)
		}},
		{"withdrawal", medelbot.AckWithdrawal, medelbot.StatusWithdrawn, springNow, func(*medelbot.Case, *medelbot.LetterRequest) *medelbot.Mail {
			return from(medelbot.Withdrawal, springNow, nil)
		}},
	}
	for _, tt := range tests {
		inEachLanguage(t, tt.name, func(t *testing.T, name string, language medelbot.Language) {
			c := testComposer(t, tt.now)
			k := in(tt.status)
			k.Language = language
			q := medelbot.LetterRequest{Name: tt.letter, To: medelbot.Address{Email: k.Addresses[0]}, State: medelbot.Queued, N: 3}
			var m *medelbot.Mail
			if tt.change != nil {
				m = tt.change(&k, &q)
			}
			l, err := c.Compose(k, q, m)
			if err != nil {
				t.Fatal(err)
			}
			h, text, html := parts(t, l.Raw)
			golden(t, name+".txt", "Subject: "+l.Subject+"\n\n"+text)
			golden(t, name+".html", html)
			if h.Get("Content-Language") != string(language) || !strings.Contains(html, `<html lang="`+string(language)+`">`) {
				t.Errorf("Content-Language is %q", h.Get("Content-Language"))
			}
			if n := utf8.RuneCountInString(l.Subject); n >= 60 || len(html) > 40<<10 {
				t.Errorf("the subject has %d characters, the HTML part %d bytes", n, len(html))
			}
			answers := m != nil && m.Reading.Kind != medelbot.Command
			if auto := h.Get("Auto-Submitted"); (auto == "auto-replied") != answers || (h.Get("In-Reply-To") != "") != answers {
				t.Errorf("Auto-Submitted %q, In-Reply-To %q", auto, h.Get("In-Reply-To"))
			}
		})
	}
}

// compose writes one letter of a case and gives its text on one line.
func compose(t *testing.T, c *Composer, k medelbot.Case, q medelbot.LetterRequest, m *medelbot.Mail) (medelbot.Letter, string) {
	t.Helper()
	if q.To.Email == "" {
		q.To.Email = "eva.strom@kronoberg.se"
	}
	l, err := c.Compose(k, q, m)
	if err != nil {
		t.Fatal(err)
	}
	raw, err := mail.ReadMessage(bytes.NewReader(l.Raw))
	if err != nil {
		t.Fatal(err)
	}
	if strings.HasPrefix(raw.Header.Get("Content-Type"), "multipart/mixed") {
		return l, ""
	}
	_, text, _ := parts(t, l.Raw)
	return l, strings.Join(strings.Fields(text), " ")
}

// The running number tells the letters of a case apart; what must not be
// written twice has a key of its own.
func TestKeys(t *testing.T) {
	tests := []struct {
		q                medelbot.LetterRequest
		key, messageID   string
		notBefore, given time.Time
	}{
		{q: medelbot.LetterRequest{N: 4}, key: "PK-2021-0007.status.4", messageID: "PK-2021-0007.status.4."},
		{q: medelbot.LetterRequest{}, key: "PK-2021-0007.status.1", messageID: "PK-2021-0007.status.1."},
		{q: medelbot.LetterRequest{N: 4, Key: "status.monday"}, key: "PK-2021-0007.status.monday", messageID: "PK-2021-0007.status.4."},
	}
	for _, tt := range tests {
		tt.q.Name = medelbot.StatusLetter
		l, _ := compose(t, testComposer(t, springNow), in(medelbot.StatusComplete), tt.q, nil)
		if l.Key != tt.key || !strings.HasPrefix(l.MessageID, tt.messageID) {
			t.Errorf("key %q, Message-ID %q, want %q, %q", l.Key, l.MessageID, tt.key, tt.messageID)
		}
	}
}

// A letter carries what holds it back until its time.
func TestHeldUntilItsTime(t *testing.T) {
	later := springNow.Add(15 * time.Minute)
	for _, tt := range []struct{ asked, want time.Time }{{later, later}, {springNow.Add(-time.Hour), springNow}, {time.Time{}, springNow}} {
		q := medelbot.LetterRequest{Name: medelbot.DecisionGranted, NotBefore: tt.asked, AfterPass: true, Expects: medelbot.StatusGranted}
		l, _ := compose(t, testComposer(t, springNow), in(medelbot.StatusGranted), q, nil)
		if !l.NotBefore.Equal(tt.want) || !l.AfterPass || l.Expects != medelbot.StatusGranted || !l.CreatedAt.Equal(springNow) {
			t.Errorf("not before %v (want %v), after a pass: %v, expects %q", l.NotBefore, tt.want, l.AfterPass, l.Expects)
		}
	}
}

// A decision that can still be undone is nobody's to know.
func TestDecisionIsNotToldTooSoon(t *testing.T) {
	question := from(medelbot.StatusQuery, decidedAt, nil)
	for _, status := range []medelbot.Status{medelbot.StatusGranted, medelbot.StatusDeclined} {
		k := in(status)
		q := medelbot.LetterRequest{Name: medelbot.StatusLetter}
		_, before := compose(t, testComposer(t, k.Decision.Final.Add(-time.Second)), k, q, question)
		if !strings.Contains(before, "är komplett, och vi bedömer den nu") || strings.Contains(before, "beslutet fattades") || strings.Contains(before, "bevilja") {
			t.Errorf("%s, before the time to undo is over:\n%s", status, before)
		}
		_, after := compose(t, testComposer(t, k.Decision.Final), k, q, question)
		if !strings.Contains(after, "Beslutet fattades torsdag 20 maj 2021") {
			t.Errorf("%s, afterwards:\n%s", status, after)
		}
	}
}

// Every status has its own first sentence, and says what happens next.
func TestStatusOfEveryStatus(t *testing.T) {
	seen := map[string]medelbot.Status{}
	c := testComposer(t, decidedAt.AddDate(0, 1, 0))
	for _, status := range medelbot.Statuses {
		k := in(status)
		l, text := compose(t, c, k, medelbot.LetterRequest{Name: medelbot.StatusLetter}, from(medelbot.StatusQuery, decidedAt, nil))
		first, _, _ := strings.Cut(strings.TrimPrefix(text, "Hej! "), ".")
		if other, twice := seen[first+l.Subject]; twice {
			t.Errorf("%s says the same as %s: %q", status, other, first)
		}
		seen[first+l.Subject] = status
		if !strings.Contains(text, "Vad händer nu?") {
			t.Errorf("%s does not say what happens next", status)
		}
		if strings.Contains(text, "5050-1055") || strings.Contains(text, "Handledning och tid") {
			t.Errorf("%s shows words of the application:\n%s", status, text)
		}
	}
}

// The clock, not the request, tells how late it is: the program may have been
// down when the reminder was due.
func TestRemindersCountByTheClock(t *testing.T) {
	tests := []struct {
		name string
		now  time.Time
		want string
	}{
		{"a month before", reportDue.AddDate(0, 0, -30), "Det är 30 dagar kvar."},
		{"the day before, late in the evening", reportDue.AddDate(0, 0, -1), "Det är en dag kvar."},
		{"the first minute of the day", time.Date(2022, 6, 29, 22, 0, 0, 0, time.UTC), "I dag, torsdag 30 juni 2022, är sista dagen"},
		{"the last second of the day", reportDue, "I dag, torsdag 30 juni 2022, är sista dagen"},
		{"the next day", reportDue.Add(time.Second), "Sista dagen för rapporten om ert arbete var torsdag 30 juni 2022. Vi har inte fått den än."},
	}
	for _, tt := range tests {
		_, text := compose(t, testComposer(t, tt.now), in(medelbot.StatusPaid), medelbot.LetterRequest{Name: medelbot.ReportReminder, Days: 0}, nil)
		if !strings.Contains(text, tt.want) {
			t.Errorf("%s: %q is missing in\n%s", tt.name, tt.want, text)
		}
	}
}

func TestAnswerBy(t *testing.T) {
	zone := stockholm(t)
	day := func(m time.Month, d int) time.Time { return time.Date(2021, m, d, 9, 0, 0, 0, zone) }
	tests := []struct {
		name       string
		now, since time.Time
		want       string
	}{
		{"the day that was told", day(5, 3), day(5, 1), "2021-05-15"},
		{"after a week it is the same", day(5, 8), day(5, 1), "2021-05-15"},
		{"later a week from now", day(5, 15), day(5, 1), "2021-05-22"},
		{"nobody waits", day(5, 15), time.Time{}, "2021-05-29"},
		{"not beyond the call's last day", day(12, 26), day(12, 19), "2021-12-31"},
	}
	for _, tt := range tests {
		c := testComposer(t, tt.now)
		k := in(medelbot.StatusIncomplete)
		k.WaitsSince = tt.since
		if got := (matter{c: c, k: k, call: c.Calls[0], now: tt.now}).answerBy().Format(time.DateOnly); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, got, tt.want)
		}
	}
}

// The account is said to be checked first exactly when it may not be paid to.
func TestUnconfirmedAccount(t *testing.T) {
	for _, vouched := range []medelbot.Vouched{medelbot.VouchedByNobody, medelbot.VouchedBySender, medelbot.VouchedByPast, medelbot.VouchedByPerson} {
		k := in(medelbot.StatusComplete)
		account := k.Elements[medelbot.Account]
		account.Vouched = vouched
		k.Elements[medelbot.Account] = account
		_, text := compose(t, testComposer(t, springNow), k, medelbot.LetterRequest{Name: medelbot.AckSupplement}, from(medelbot.Supplement, springNow, nil))
		if told := strings.Contains(text, "En handläggare kontrollerar kontot innan vi betalar"); told == account.Payable() {
			t.Errorf("vouched for by %q: told %v, payable %v", vouched, told, account.Payable())
		}
	}
}

// What the applicant wrote is shown only in the answer to the mail that it came
// with; letters that answer none hold no foreign text at all.
func TestLifeEchoes(t *testing.T) {
	const word = "vårdcentraler"
	k := in(medelbot.StatusIncomplete)
	purpose := k.Elements[medelbot.Purpose]
	supplement := from(medelbot.Supplement, springNow, medelbot.Elements{medelbot.Purpose: purpose})
	forged := from(medelbot.Supplement, springNow, medelbot.Elements{medelbot.Purpose: purpose})
	forged.Reading.Trust = medelbot.TrustNone
	changed := medelbot.LetterRequest{Name: medelbot.AckSupplement, Changed: []medelbot.ElementKey{medelbot.Purpose}}
	tests := []struct {
		name   string
		q      medelbot.LetterRequest
		m      *medelbot.Mail
		echoed bool
	}{
		{"a supplement with a pass", changed, supplement, true},
		{"a supplement without one", changed, forged, false},
		{"an older value", medelbot.LetterRequest{Name: medelbot.AckSupplement}, from(medelbot.Supplement, springNow, medelbot.Elements{}), false},
		{"a status question with a pass", medelbot.LetterRequest{Name: medelbot.StatusLetter}, supplement, false},
		{"a request", medelbot.LetterRequest{Name: medelbot.RequestLetter, Text: "Vem?"}, nil, false},
		{"a reminder", medelbot.LetterRequest{Name: medelbot.CompletionReminder}, nil, false},
	}
	for _, tt := range tests {
		_, text := compose(t, testComposer(t, springNow), k, tt.q, tt.m)
		if strings.Contains(text, word) != tt.echoed {
			t.Errorf("%s: echoed %v, want %v in\n%s", tt.name, !tt.echoed, tt.echoed, text)
		}
		if doubt := strings.Contains(text, "Vi kan inte se säkert att mejlet kom från dig"); doubt != (tt.m == forged) {
			t.Errorf("%s: it doubts the sender: %v", tt.name, doubt)
		}
	}
}

// A coordinator's words are whole, on lines of their own, and harmless: what
// stood below a command may be somebody else's.
func TestOwnWords(t *testing.T) {
	long := strings.Repeat("Ett långt skäl. ", 60)
	got := ownWords("  Första raden\r\n\n<b>fet</b> https://ond.example/x\u202e\n" + long + "\n")
	want := []string{"Första raden", "<b>fet</b> https[:]//ond[.]example/x", strings.TrimSpace(long)}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("%q, want %q", got, want)
	}
	if n := len(ownWords(strings.Repeat("rad\n", 500))); n != manyLines {
		t.Errorf("%d lines", n)
	}
	k := in(medelbot.StatusDeclined)
	k.Decision.Reason = "<script>alert(1)</script>\n{{.Case}}"
	k.Decision.By = []string{"<img src=x>"}
	l, _ := compose(t, testComposer(t, decidedAt), k, medelbot.LetterRequest{Name: medelbot.DecisionDeclined}, nil)
	if _, _, html := parts(t, l.Raw); strings.Contains(html, "<script") || strings.Contains(html, "<img") || !strings.Contains(html, "{{.Case}}") {
		t.Errorf("HTML gave way:\n%s", html)
	}
}

// Letters that ask for something bring the form for it, if the call wants that.
func TestFormsOfLife(t *testing.T) {
	half := reported(medelbot.ReportElements[:4]...)
	lacks := in(medelbot.StatusIncomplete)
	delete(lacks.Elements, medelbot.Account)
	owes := in(medelbot.StatusReportIncomplete)
	owes.Report = half
	tests := []struct {
		q    medelbot.LetterRequest
		k    medelbot.Case
		m    *medelbot.Mail
		file string
	}{
		{medelbot.LetterRequest{Name: medelbot.AckSupplement}, lacks, from(medelbot.Supplement, springNow, nil), "filename*=utf-8''Ans%C3%B6kan"},
		{medelbot.LetterRequest{Name: medelbot.AckSupplement}, in(medelbot.StatusComplete), from(medelbot.Supplement, springNow, nil), ""},
		{medelbot.LetterRequest{Name: medelbot.CompletionReminder}, lacks, nil, "filename*=utf-8''Ans%C3%B6kan"},
		{medelbot.LetterRequest{Name: medelbot.RequestLetter, Text: "Vem?"}, lacks, nil, "filename*=utf-8''Ans%C3%B6kan"},
		{medelbot.LetterRequest{Name: medelbot.RequestLetter, Text: "Vem?"}, in(medelbot.StatusIncomplete), nil, ""},
		{medelbot.LetterRequest{Name: medelbot.StatusLetter}, lacks, from(medelbot.StatusQuery, springNow, nil), ""},
		{medelbot.LetterRequest{Name: medelbot.ReportReminder}, in(medelbot.StatusPaid), nil, "filename*=utf-8''Rapport"},
		{medelbot.LetterRequest{Name: medelbot.AckReportIncomplete}, owes, from(medelbot.Report, springNow, half), "filename*=utf-8''Rapport"},
		{medelbot.LetterRequest{Name: medelbot.DecisionGranted}, in(medelbot.StatusGranted), nil, ""},
	}
	for _, tt := range tests {
		c := testComposer(t, springNow)
		c.Calls[0].AttachForm = true
		l, _ := compose(t, c, tt.k, tt.q, tt.m)
		attached := strings.Contains(string(l.Raw), "Content-Disposition: attachment")
		if attached != (tt.file != "") || !strings.Contains(string(l.Raw), tt.file) {
			t.Errorf("%s: a form is attached: %v, want %q", tt.q.Name, attached, tt.file)
		}
	}
}

func TestLifeRefuses(t *testing.T) {
	whole := in(medelbot.StatusReported)
	whole.Report = reported(medelbot.ReportElements...)
	tests := []struct {
		name medelbot.LetterName
		k    medelbot.Case
	}{
		{medelbot.DecisionGranted, in(medelbot.StatusDeclined)},
		{medelbot.DecisionDeclined, in(medelbot.StatusGranted)},
		{medelbot.DecisionGranted, in(medelbot.StatusComplete)},
		{medelbot.RequestLetter, in(medelbot.StatusComplete)},
		{medelbot.AckReportIncomplete, whole},
	}
	for _, tt := range tests {
		q := medelbot.LetterRequest{Name: tt.name, To: medelbot.Address{Email: "eva.strom@kronoberg.se"}}
		if _, err := testComposer(t, springNow).Compose(tt.k, q, nil); err == nil {
			t.Errorf("%s in a case that is %s was accepted", tt.name, tt.k.Status)
		}
	}
}

// A case whose every word is hostile breaks out of no letter.
func TestLifeInjection(t *testing.T) {
	const attack = "<script>alert(1)</script>\"><img src=x>\r\nBcc: offer@ond.example\r\n\r\n{{.Case}} https://ond.example/x \u202egnp\x00"
	hostile := func(keys []medelbot.ElementKey) medelbot.Elements {
		e := medelbot.Elements{}
		for i, key := range keys {
			x := medelbot.Element{Status: medelbot.OK, Value: &medelbot.Value{Name: attack, Email: attack, Phone: attack, SEK: 1, Type: attack, Number: attack, Text: attack},
				Evidence: &medelbot.Evidence{Source: attack, Quote: attack}}
			if i == 0 {
				x.Status = medelbot.Invalid
			}
			e[key] = x
		}
		return e
	}
	names := []medelbot.LetterName{
		medelbot.AckSupplement, medelbot.CompletionReminder, medelbot.RequestLetter, medelbot.DecisionGranted, medelbot.PaymentMade,
		medelbot.ReportReminder, medelbot.AckReportComplete, medelbot.AckReportIncomplete, medelbot.StatusLetter, medelbot.AckWithdrawal,
	}
	c := testComposer(t, decidedAt.AddDate(0, 1, 0))
	for _, name := range names {
		for _, status := range medelbot.Statuses {
			k := in(status)
			if name == medelbot.DecisionGranted && (k.Decision == nil || k.Decision.Outcome != medelbot.DeedGrant) {
				continue
			}
			k.Elements, k.Report = hostile(medelbot.AllElements[:7]), hostile(medelbot.ReportElements)
			k.Asked = attack
			if k.Decision != nil {
				k.Decision.Reason, k.Decision.By = attack, []string{attack}
			}
			all := hostile(medelbot.AllElements)
			for key, x := range k.Elements {
				all[key] = x
			}
			for key, x := range k.Report {
				all[key] = x
			}
			m := from(medelbot.Supplement, springNow, all)
			m.Reading.Films, m.Reading.Attachments = []string{attack}, []medelbot.Attachment{{Name: attack, Problem: attack}}
			m.Reading.Warnings = []medelbot.Warning{medelbot.UnreadableAttachment}
			q := medelbot.LetterRequest{Name: name, Text: attack, Changed: medelbot.AllElements, To: m.Reading.ReplyTo}
			l, err := c.Compose(k, q, m)
			if err != nil {
				t.Fatal(err)
			}
			h, text, html := parts(t, l.Raw)
			if h.Get("Bcc") != "" || strings.Contains(html, "<script") || strings.Contains(html, "<img") {
				t.Errorf("%s gave way:\n%s", name, html)
			}
			for _, part := range []string{text, html} {
				if strings.ContainsAny(part, "\u202e\x00") || strings.Contains(part, "https://ond") {
					t.Errorf("%s of a case that is %s shows something that it must not:\n%s", name, status, part)
				}
			}
		}
	}
}
