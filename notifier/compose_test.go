package notifier

import (
	"bytes"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"medelbot"
)

var springNow = time.Date(2021, 4, 30, 7, 13, 0, 0, time.UTC)

// parts takes a letter apart as a mail program would.
func parts(t *testing.T, raw []byte) (h mail.Header, text, html string) {
	t.Helper()
	m, err := mail.ReadMessage(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	kind, params, err := mime.ParseMediaType(m.Header.Get("Content-Type"))
	var body io.Reader = m.Body
	if kind == "multipart/mixed" { // the letter stands before what is attached
		p, err := multipart.NewReader(m.Body, params["boundary"]).NextRawPart()
		if err != nil {
			t.Fatal(err)
		}
		body = p
		kind, params, _ = mime.ParseMediaType(p.Header.Get("Content-Type"))
	}
	if err != nil || kind != "multipart/alternative" {
		t.Fatalf("Content-Type %q: %v", m.Header.Get("Content-Type"), err)
	}
	r := multipart.NewReader(body, params["boundary"])
	for _, into := range []*string{&text, &html} {
		p, err := r.NextRawPart()
		if err != nil {
			t.Fatal(err)
		}
		if p.Header.Get("Content-Transfer-Encoding") != "quoted-printable" {
			t.Errorf("a part is encoded as %q", p.Header.Get("Content-Transfer-Encoding"))
		}
		b, err := io.ReadAll(quotedprintable.NewReader(p))
		if err != nil {
			t.Fatal(err)
		}
		*into = strings.ReplaceAll(string(b), "\r\n", "\n")
	}
	return m.Header, text, html
}

func TestComposeGolden(t *testing.T) {
	tests := []struct {
		name   string
		letter medelbot.LetterName
		change func(medelbot.Elements, *medelbot.Reading)
	}{
		{"complete", medelbot.AckComplete, nil},
		{"complete_late", medelbot.AckComplete, func(_ medelbot.Elements, r *medelbot.Reading) {
			r.Warnings = []medelbot.Warning{medelbot.Late, medelbot.Personnummer}
		}},
		{"incomplete", medelbot.AckIncomplete, func(e medelbot.Elements, _ *medelbot.Reading) {
			e[medelbot.Amount] = medelbot.Element{Status: medelbot.Invalid, Code: medelbot.OverCap, Value: &medelbot.Value{SEK: 120000},
				Evidence: &medelbot.Evidence{Source: "ansökan.docx", Quote: "Sökt belopp: 120 tkr"}}
			e[medelbot.Account] = medelbot.Element{Status: medelbot.Missing}
		}},
		{"incomplete_forgotten", medelbot.AckIncomplete, func(e medelbot.Elements, r *medelbot.Reading) {
			e[medelbot.Purpose] = medelbot.Element{Status: medelbot.Missing}
			e[medelbot.Effects] = medelbot.Element{Status: medelbot.Missing}
			r.Forgotten = true
		}},
		{"incomplete_one_untrusted", medelbot.AckIncomplete, func(e medelbot.Elements, r *medelbot.Reading) {
			r.Trust = medelbot.TrustNone
			e[medelbot.Account] = medelbot.Element{Status: medelbot.Invalid, Code: medelbot.BadChecksum,
				Value: &medelbot.Value{Type: "bankgiro", Number: "5050-1056"}, Evidence: &medelbot.Evidence{Source: "body", Quote: "bg 5050-1056"}}
		}},
		{"incomplete_all", medelbot.AckIncomplete, func(e medelbot.Elements, r *medelbot.Reading) {
			e[medelbot.Applicant] = medelbot.Element{Status: medelbot.Missing}
			delete(e, medelbot.Reference)
			e[medelbot.Amount] = medelbot.Element{Status: medelbot.Unclear, Code: medelbot.NotANumber,
				Evidence: &medelbot.Evidence{Source: "body", Quote: "50-100 tkr"}}
			e[medelbot.Purpose] = medelbot.Element{Status: medelbot.Unclear, Code: medelbot.Unreadable,
				Evidence: &medelbot.Evidence{Source: "skannad.pdf", Quote: "…"}}
			e[medelbot.Effects] = medelbot.Element{Status: medelbot.Missing}
			e[medelbot.Contact] = medelbot.Element{Status: medelbot.Invalid, Code: medelbot.NoChannel, Value: &medelbot.Value{Name: "Eva Ström"},
				Evidence: &medelbot.Evidence{Source: "body", Quote: "Kontakt: Eva Ström"}}
			e[medelbot.Account] = medelbot.Element{Status: medelbot.Invalid, Code: medelbot.Conflicting, Value: &medelbot.Value{Type: "bankgiro", Number: "5050-1055"},
				Evidence: &medelbot.Evidence{Source: "body", Quote: "bg 5050-1055 eller plusgiro 4-2"}}
			r.Warnings = []medelbot.Warning{medelbot.UnreadableAttachment}
			r.Attachments = []medelbot.Attachment{{Name: "logga.png"}, {Name: "skannad.pdf", Problem: "protected by a password"}}
		}},
	}
	for _, tt := range tests {
		inEachLanguage(t, tt.name, func(t *testing.T, name string, in medelbot.Language) {
			c := testComposer(t, springNow)
			k, m := application(tt.change)
			k.Language = in
			if tt.name == "complete_late" {
				late := time.Date(2022, 1, 7, 9, 0, 0, 0, time.UTC)
				m.Arrived, m.Reading.Date, k.OpenedAt = late, late, late
			}
			l, err := c.Compose(k, request(tt.letter, m), m)
			if err != nil {
				t.Fatal(err)
			}
			h, text, html := parts(t, l.Raw)
			golden(t, name+".eml", string(l.Raw))
			golden(t, name+".txt", text)
			golden(t, name+".html", html)
			if len(html) > 40<<10 {
				t.Errorf("the HTML part has %d bytes", len(html))
			}
			for _, line := range strings.Split(text, "\n") {
				if utf8.RuneCountInString(line) > 72 {
					t.Errorf("a line is too long: %q", line)
				}
			}
			if subject, err := new(mime.WordDecoder).DecodeHeader(h.Get("Subject")); err != nil || subject != l.Subject ||
				utf8.RuneCountInString(subject) >= 60 || !strings.HasPrefix(subject, "[PK-2021-0007] ") {
				t.Errorf("subject %q, %v", subject, err)
			}
		})
	}
}

func TestHeaders(t *testing.T) {
	c := testComposer(t, springNow)
	k, m := application(nil)
	l, err := c.Compose(k, request(medelbot.AckComplete, m), m)
	if err != nil {
		t.Fatal(err)
	}
	h, _, _ := parts(t, l.Raw)
	for name, want := range map[string]string{
		"To":                       "<eva.strom@kronoberg.se>",
		"Date":                     "Fri, 30 Apr 2021 09:13:00 +0200",
		"Message-Id":               "<PK-2021-0007.ack_complete.1.0102030405060708090a@skr.se>",
		"In-Reply-To":              "<abc.123@kronoberg.se>",
		"References":               "<utskick.7@skr.se> <abc.123@kronoberg.se>",
		"Auto-Submitted":           "auto-replied",
		"X-Auto-Response-Suppress": "DR, RN, NRN, OOF, AutoReply",
		"Content-Language":         "sv",
		"Mime-Version":             "1.0",
	} {
		if got := h.Get(name); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
	from, err := h.AddressList("From")
	if err != nil || len(from) != 1 || from[0].Name != "Testbäddar Patientkontrakt" || from[0].Address != "harald.gronqvist@skr.se" {
		t.Errorf("From is %v, %v", from, err)
	}
	for _, name := range []string{"Disposition-Notification-To", "Return-Receipt-To", "X-Mailer", "User-Agent", "Cc", "Bcc", "Reply-To"} {
		if h.Get(name) != "" {
			t.Errorf("%s is %q, want none", name, h.Get(name))
		}
	}
	if l.Key != "PK-2021-0007.ack_complete.1" || l.State != medelbot.Queued || l.Mode != medelbot.Send || l.MessageID != "PK-2021-0007.ack_complete.1.0102030405060708090a@skr.se" {
		t.Errorf("letter %+v", l)
	}
	for i, b := range l.Raw {
		if b >= 0x80 {
			t.Fatalf("byte %d is not ASCII", i)
		}
	}
}

func TestEncodeWords(t *testing.T) {
	for in, want := range map[string]string{
		"[PK-2021-0007] Din ansökan är komplett": "[PK-2021-0007] Din =?utf-8?q?ans=C3=B6kan_=C3=A4r?= komplett",
		"Läget 14 maj 2021: 3 att bedöma":        "=?utf-8?q?L=C3=A4get?= 14 maj 2021: 3 att =?utf-8?q?bed=C3=B6ma?=",
		"plain":                                  "plain",
	} {
		got := encodeWords(in)
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
		if back, err := new(mime.WordDecoder).DecodeHeader(got); err != nil || back != in {
			t.Errorf("%q is read as %q, %v", got, back, err)
		}
	}
}

func TestReferences(t *testing.T) {
	long := []string{"first@a"}
	for range 30 {
		long = append(long, "x@a")
	}
	tests := []struct {
		name string
		r    medelbot.Reading
		want string
	}{
		{"no Message-ID to answer", medelbot.Reading{References: []string{"a@b"}}, ""},
		{"only In-Reply-To", medelbot.Reading{MessageID: "c@d", InReplyTo: []string{"a@b"}}, "a@b c@d"},
		{"several In-Reply-To say nothing", medelbot.Reading{MessageID: "c@d", InReplyTo: []string{"a@b", "e@f"}}, "c@d"},
		{"broken ones are left out", medelbot.Reading{MessageID: "c@d", References: []string{"a b", "å@b", "x>\r\nBcc: y", strings.Repeat("a", 201), "ok@b"}}, "ok@b c@d"},
		{"the first and the newest of many", medelbot.Reading{MessageID: "c@d", References: long}, "first@a" + strings.Repeat(" x@a", 8) + " c@d"},
	}
	for _, tt := range tests {
		if got := strings.Join(references(&medelbot.Mail{Reading: tt.r}), " "); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

func TestCheckAddress(t *testing.T) {
	for _, good := range []string{"eva.strom@kronoberg.se", "a+b@c.d.se", "o'neil_x@1177.se", strings.Repeat("a", 64) + "@b.se"} {
		if err := checkAddress(good); err != nil {
			t.Error(err)
		}
	}
	for _, bad := range []string{"", "eva", "@b.se", "eva@", "håkan@x.se", "eva@å.se", "eva@xn--rksmrgs-5wao1o.se", "eva@localhost",
		"a..b@c.se", ".a@c.se", "a.@c.se", `"a b"@c.se`, "a@b@c.se", "a@[127.0.0.1]", "a@b.se\r\nBcc: c@d.se", "a b@c.se",
		"a@-b.se", "a@b..se", "<a@b.se>", "a@b.se>", strings.Repeat("a", 65) + "@b.se", "a@" + strings.Repeat("b.", 130) + "se"} {
		if err := checkAddress(bad); err == nil {
			t.Errorf("%q was accepted", bad)
		}
	}
}

func TestComposeRefuses(t *testing.T) {
	tests := []struct {
		name   string
		change func(*medelbot.Case, *medelbot.LetterRequest)
	}{
		{"null address", func(_ *medelbot.Case, q *medelbot.LetterRequest) { q.To.Email = "" }},
		{"own address", func(_ *medelbot.Case, q *medelbot.LetterRequest) { q.To.Email = "harald.gronqvist@skr.se" }},
		{"unknown letter", func(_ *medelbot.Case, q *medelbot.LetterRequest) { q.Name = "greeting" }},
		{"unknown call", func(k *medelbot.Case, _ *medelbot.LetterRequest) { k.Call = "other" }},
		{"unknown mailbox", func(k *medelbot.Case, _ *medelbot.LetterRequest) { k.Mailbox = "other" }},
		{"no number yet", func(k *medelbot.Case, _ *medelbot.LetterRequest) { k.Number = "" }},
		{"nothing lacking", func(_ *medelbot.Case, q *medelbot.LetterRequest) { q.Name = medelbot.AckIncomplete }},
	}
	for _, tt := range tests {
		k, m := application(nil)
		q := request(medelbot.AckComplete, m)
		tt.change(&k, &q)
		if _, err := testComposer(t, springNow).Compose(k, q, m); err == nil {
			t.Errorf("%s was accepted", tt.name)
		}
	}
}

// The applicant's words go only to a sender whom the border vouches for, and
// only if they came with this very mail.
func TestEchoOnlyToTrusted(t *testing.T) {
	const word = "vårdcentraler"
	tests := []struct {
		name   string
		echoed bool
		change func(*medelbot.Case, *medelbot.LetterRequest, *medelbot.Mail)
	}{
		{"a pass", true, func(*medelbot.Case, *medelbot.LetterRequest, *medelbot.Mail) {}},
		{"no verdict", false, func(_ *medelbot.Case, _ *medelbot.LetterRequest, m *medelbot.Mail) {
			m.Reading.Trust = medelbot.TrustNone
		}},
		{"a fail", false, func(_ *medelbot.Case, _ *medelbot.LetterRequest, m *medelbot.Mail) {
			m.Reading.Trust = medelbot.TrustFail
		}},
		{"an answer to another address", false, func(_ *medelbot.Case, q *medelbot.LetterRequest, _ *medelbot.Mail) { q.To.Email = "per@kronoberg.se" }},
		{"words of an earlier mail", false, func(k *medelbot.Case, _ *medelbot.LetterRequest, m *medelbot.Mail) {
			m.Reading.Elements = medelbot.Elements{}
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			k, m := application(nil)
			q := request(medelbot.AckComplete, m)
			tt.change(&k, &q, m)
			l, err := testComposer(t, springNow).Compose(k, q, m)
			if err != nil {
				t.Fatal(err)
			}
			_, text, html := parts(t, l.Raw)
			for _, part := range []string{text, html} {
				part = strings.Join(strings.Fields(part), " ")
				if strings.Contains(part, word) != tt.echoed {
					t.Errorf("echoed: %v, want %v in\n%s", !tt.echoed, tt.echoed, part)
				}
				// What can carry no foreign text is always shown.
				for _, safe := range []string{"Region Kronoberg", "85 000 kr", "1055"} {
					if !strings.Contains(strings.ReplaceAll(part, "\u00a0", " "), safe) {
						t.Errorf("%q is not shown", safe)
					}
				}
				if strings.Contains(part, "5050-1055") != tt.echoed {
					t.Errorf("the whole account is shown: %v, want %v", !tt.echoed, tt.echoed)
				}
			}
		})
	}
}

// Every text that comes with a mail tries to break out of its place.
func TestInjection(t *testing.T) {
	const attack = "<script>alert(1)</script>\"><img src=x onerror=alert(1)>\r\nBcc: offer@ond.example\r\n\r\n--medelbot-0102030405060708090a\r\n" +
		"{{.Case}} https://ond.example/x www.ond.example ond.example/y javascript:alert(1) \u202egnp\u200b\x00"
	k, m := application(func(e medelbot.Elements, r *medelbot.Reading) {
		for key, x := range e {
			if x.Value != nil {
				x.Value = &medelbot.Value{Name: attack, Email: attack, Phone: attack, SEK: x.Value.SEK, Type: attack, Number: attack, Text: attack}
			}
			x.Evidence = &medelbot.Evidence{Source: attack, Quote: attack}
			e[key] = x
		}
		x := e[medelbot.Purpose]
		x.Status = medelbot.Invalid
		e[medelbot.Purpose] = x
		r.Warnings = []medelbot.Warning{medelbot.UnreadableAttachment}
		r.Attachments = []medelbot.Attachment{{Name: attack, Problem: attack}}
		r.ReplyTo.Name, r.From.Name, r.Subject = attack, attack, attack
		r.MessageID, r.References = attack, []string{attack}
	})
	c := testComposer(t, springNow)
	ack, err := c.Compose(k, request(medelbot.AckIncomplete, m), m)
	if err != nil {
		t.Fatal(err)
	}
	digest, err := c.ComposeDigest("testbaddar", c.Coordinators[0], "2021-05-01", medelbot.DigestFacts{
		Now: springNow, ChainHead: "ff",
		Cases: []medelbot.DigestCase{{Case: medelbot.Case{Number: "PK-2021-0007", Call: k.Call, Status: medelbot.StatusComplete, Applicant: attack,
			Elements: k.Elements}}},
		Aside:   []medelbot.AsideMail{{ID: 1, From: medelbot.Address{Name: attack, Email: attack}, Subject: attack, Reason: attack}},
		Letters: []medelbot.Letter{{ID: 2, To: attack, Reason: attack, State: medelbot.Failed, Name: medelbot.AckComplete}},
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range []medelbot.Letter{ack, digest} {
		h, text, html := parts(t, l.Raw)
		if h.Get("Bcc") != "" || len(h["To"]) != 1 || strings.Contains(h.Get("References"), "ond") {
			t.Errorf("the headers gave way: %v", h)
		}
		if strings.Contains(html, "<script") || strings.Contains(html, "<img") {
			t.Errorf("%s: HTML gave way:\n%s", l.Name, html)
		}
		for _, part := range []string{text, html} {
			if strings.ContainsAny(part, "\u202e\u200b\x00") {
				t.Errorf("%s: an invisible character came through", l.Name)
			}
			for _, link := range []string{"https://ond", "www.ond", "ond.example", "javascript:a"} {
				if strings.Contains(strings.ReplaceAll(part, "offer@ond.example", ""), link) {
					t.Errorf("%s: %q can be clicked in\n%s", l.Name, link, part)
				}
			}
		}
	}
}

func TestSafe(t *testing.T) {
	tests := []struct {
		in    string
		limit int
		want  string
	}{
		{"  två\r\n\trader\u2028här ", 80, "två rader här"},
		{"mjukt\u00adbindestreck\ufeff", 80, "mjuktbindestreck"},
		{"bl.a. t.ex. m.fl. kl. 08.30, 5.000 kr", 80, "bl.a. t.ex. m.fl. kl. 08.30, 5.000 kr"},
		{"Se ansökan.docx och bild.JPG", 80, "Se ansökan.docx och bild.JPG"},
		{"http://a.se/b?c=d", 80, "http[:]//a[.]se/b?c=d"},
		{"Läs på Region-Kronoberg.se nu", 80, "Läs på Region-Kronoberg[.]se nu"},
		{"Se film.mp4 och film.com1", 80, "Se film.mp4 och film[.]com1"},
		{"www.evil.pdf", 80, "www[.]evil[.]pdf"},
		{"läs på пример.рф nu", 80, "läs på пример[.]рф nu"}, // no letter of that name is ASCII
		{"mejla eva.strom@kronoberg.se", 80, "mejla eva.strom@kronoberg.se"},
		{"tel:+46701740605", 80, "tel[:]+46701740605"},
		{"Sökt belopp: 85 tkr", 80, "Sökt belopp: 85 tkr"},
		{"ett två tre fyra fem sex", 20, "ett två tre fyra…"},
		{strings.Repeat("å", 30), 10, strings.Repeat("å", 9) + "…"},
		{"trasig \xff", 80, "trasig \ufffd"},
		{"", 80, ""},
	}
	for _, tt := range tests {
		if got := safe(tt.in, tt.limit); got != tt.want {
			t.Errorf("safe(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

func FuzzSafe(f *testing.F) {
	f.Add("https://a.se \u202e\r\nBcc: x")
	f.Fuzz(func(t *testing.T, s string) {
		got := safe(s, 80)
		if strings.ContainsAny(got, "\r\n\x00\u202e") || strings.Contains(got, "://") || !utf8.ValidString(got) {
			t.Errorf("safe(%q) = %q", s, got)
		}
	})
}

func TestDeadline(t *testing.T) {
	zone := stockholm(t)
	day := func(m time.Month, d, h int) time.Time { return time.Date(2021, m, d, h, 0, 0, 0, zone) }
	closed := time.Date(2021, 12, 31, 23, 59, 59, 0, zone)
	tests := []struct {
		name        string
		now, closed time.Time
		late        bool
		want        string
	}{
		{"two weeks", day(4, 30, 9), closed, false, "2021-05-14"},
		{"over the change to summer time", day(3, 20, 23), closed, false, "2021-04-03"},
		{"not after the last day", day(12, 20, 9), closed, false, "2021-12-31"},
		{"a late one gets its two weeks", day(12, 20, 9), day(12, 19, 0), true, "2022-01-03"},
		{"in time, but answered after the last day", day(12, 20, 9), day(12, 19, 0), false, "2022-01-03"},
		{"no last day", day(12, 20, 9), time.Time{}, false, "2022-01-03"},
	}
	for _, tt := range tests {
		if got := deadline(tt.now, answerDays, tt.closed, tt.late).Format(time.DateOnly); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, got, tt.want)
		}
	}
}

func TestArrivedAgreesWithLate(t *testing.T) {
	call := medelbot.Call{Closes: time.Date(2021, 12, 31, 23, 0, 0, 0, time.UTC)}
	before, after := call.Closes.AddDate(0, -1, 0), call.Closes.AddDate(0, 1, 0)
	k, m := application(nil)
	k.OpenedAt, m.Arrived, m.Reading.Date = after, after, before
	if got := arrived(k, m, call, false); !got.Equal(before) {
		t.Errorf("in time: %v", got)
	}
	if got := arrived(k, m, call, true); !got.Equal(after) {
		t.Errorf("late: %v", got)
	}
	if got := arrived(k, nil, call, true); !got.Equal(k.OpenedAt) {
		t.Errorf("without a mail: %v", got)
	}
}

func TestManyUnreadableFiles(t *testing.T) {
	k, m := application(func(e medelbot.Elements, r *medelbot.Reading) {
		r.Warnings = []medelbot.Warning{medelbot.UnreadableAttachment}
		for i := range 200 {
			r.Attachments = append(r.Attachments, medelbot.Attachment{Name: fmt.Sprintf("bild%d.heic", i), Problem: "unknown"})
		}
	})
	l, err := testComposer(t, springNow).Compose(k, request(medelbot.AckIncomplete, m), m)
	if err != nil {
		t.Fatal(err)
	}
	_, text, html := parts(t, l.Raw)
	for _, part := range []string{text, html} {
		if n := strings.Count(part, ".heic"); n != manyFiles-1 || !strings.Contains(part, "Vi kan inte heller läsa 193 andra bilagor.") {
			t.Errorf("the letter names %d files:\n%s", n, part)
		}
	}
}

// A letter that answers no mail stands below the newest one of its reader, and
// does not pass for an answer.
func TestLetterFollows(t *testing.T) {
	c := testComposer(t, springNow)
	k, m := application(nil)
	for _, tt := range []struct {
		name, follows, want string
		answers             *medelbot.Mail
	}{
		{"a reminder", "newest@kronoberg.se", "<newest@kronoberg.se>", nil},
		{"no mail to follow", "", "", nil},
		{"a Message-ID that would break the header", "a@b>\r\nBcc: x", "", nil},
		{"an answer follows what it answers", "newest@kronoberg.se", "<" + m.Reading.MessageID + ">", m},
	} {
		l, err := c.Compose(k, medelbot.LetterRequest{
			Name: medelbot.CompletionReminder, To: medelbot.Address{Email: "eva.strom@kronoberg.se"}, State: medelbot.Queued, N: 2, Days: 7, Follows: tt.follows,
		}, tt.answers)
		if err != nil {
			t.Fatal(err)
		}
		head, _, _ := parts(t, l.Raw)
		if got := head.Get("In-Reply-To"); got != tt.want || tt.answers == nil && (head.Get("References") != tt.want || head.Get("Auto-Submitted") != "auto-generated") {
			t.Errorf("%s: In-Reply-To %q, References %q, %s", tt.name, got, head.Get("References"), head.Get("Auto-Submitted"))
		}
	}
}
