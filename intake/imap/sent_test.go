package imap

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"medelbot"
	"medelbot/intake/internal/imaptest"
)

func TestThread(t *testing.T) {
	at := time.Date(2021, 4, 19, 9, 30, 0, 0, time.UTC)
	for _, test := range []struct {
		name, header string
		want         medelbot.SentMail
	}{
		{"an answer", "Message-ID: <svar@skr.example>\r\nIn-Reply-To: <a@kronoberg.example>\r\nReferences: <first@x>\r\n <a@kronoberg.example>\r\nDate: Mon, 19 Apr 2021 11:30:00 +0200\r\n\r\n",
			medelbot.SentMail{MessageID: "svar@skr.example", InReplyTo: []string{"a@kronoberg.example"}, References: []string{"first@x", "a@kronoberg.example"}, Date: at}},
		{"a mail of its own", "Message-ID: <ny@skr.example>\r\nDate: Mon, 19 Apr 2021 09:30:00 GMT\r\n\r\n", medelbot.SentMail{MessageID: "ny@skr.example", Date: at}},
		{"an old client's words", "In-Reply-To: Your message of \"Mon\" <a@x> (comment)\r\n\r\n", medelbot.SentMail{InReplyTo: []string{"a@x"}}},
		{"folded within", "References: <lång\r\n .tråd@x>\r\n\r\n", medelbot.SentMail{References: []string{"lång.tråd@x"}}},
		{"twice", "In-Reply-To: <a@x>\r\nIn-Reply-To: <b@x>\r\n\r\n", medelbot.SentMail{InReplyTo: []string{"a@x", "b@x"}}},
		{"never closed", "In-Reply-To: <a@x\r\nReferences: <<<<\r\n\r\n", medelbot.SentMail{}},
		{"empty", "In-Reply-To: <>\r\nReferences: < >\r\n\r\n", medelbot.SentMail{}},
		{"no date", "Date: i förrgår\r\nIn-Reply-To: <a@x>\r\n\r\n", medelbot.SentMail{InReplyTo: []string{"a@x"}}},
		{"endless", "In-Reply-To: <" + strings.Repeat("x", 2000) + ">\r\n\r\n", medelbot.SentMail{}},
		{"broken off", "In-Reply-To: <a@x>\r\nReferences: <b@x> <c@", medelbot.SentMail{InReplyTo: []string{"a@x"}, References: []string{"b@x"}}},
		{"passed on to a colleague: nobody has answered", "Message-ID: <vb@skr.example>\r\nSubject: VB: Ansökan\r\nIn-Reply-To: <a@x>\r\nReferences: <a@x>\r\n\r\n", medelbot.SentMail{MessageID: "vb@skr.example"}},
		{"passed on, encoded", "Subject: =?utf-8?Q?Fwd=3A_Ans=C3=B6kan?=\r\nIn-Reply-To: <a@x>\r\n\r\n", medelbot.SentMail{}},
		{"an answer to what was passed on", "Subject: Sv: VB: Ansökan\r\nIn-Reply-To: <a@x>\r\n\r\n", medelbot.SentMail{InReplyTo: []string{"a@x"}}},
		{"the answer of a machine", "Auto-Submitted: auto-replied\r\nSubject: Re: Ansökan\r\nIn-Reply-To: <a@x>\r\n\r\n", medelbot.SentMail{InReplyTo: []string{"a@x"}, Machine: true}},
		{"of a person, as the field can say", "Auto-Submitted: No\r\nIn-Reply-To: <a@x>\r\n\r\n", medelbot.SentMail{InReplyTo: []string{"a@x"}}},
		{"nothing", "", medelbot.SentMail{}},
	} {
		if d := cmp.Diff(test.want, thread([]byte(test.header)), cmp.Transformer("utc", time.Time.UTC)); d != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, d)
		}
	}
}

// Of an endless thread the nearest mails stay.
func TestEndlessThread(t *testing.T) {
	header := "References:"
	for i := range 1000 {
		header += fmt.Sprintf(" <%d@x>", i)
	}
	got := thread([]byte(header + "\r\n\r\n")).References
	if len(got) != maxAnswered || got[len(got)-1] != "999@x" {
		t.Errorf("%d stay, the last is %q", len(got), got[len(got)-1])
	}
}

func FuzzThread(f *testing.F) {
	f.Add([]byte("Message-ID: <a@b>\r\nIn-Reply-To: <c@d>\r\nReferences: <e@f>\r\n <c@d>\r\nDate: Mon, 19 Apr 2021 11:30:00 +0200\r\n\r\n"))
	f.Add([]byte("References: <<>><\r\n >x<a b\r\n\tc>"))
	f.Fuzz(func(t *testing.T, header []byte) {
		m := thread(header)
		for _, id := range slices.Concat(m.InReplyTo, m.References) {
			if id == "" || len(id) > maxMessageID || strings.ContainsAny(id, "\r\n >") {
				t.Errorf("%q gives %q", header, id)
			}
		}
		if len(m.InReplyTo) > maxAnswered || len(m.References) > maxAnswered {
			t.Errorf("%d and %d Message-IDs", len(m.InReplyTo), len(m.References))
		}
	})
}

// A server's own word for when a mail was put there counts where the mail has
// none; what is far too large, or sent twice over, harms nobody.
func TestDescribeSent(t *testing.T) {
	server := imaptest.StartMemory(t, imaptest.AllCaps(), "Skickat")
	put := time.Date(2021, 4, 19, 9, 0, 0, 0, time.UTC)
	server.Deliver("Skickat", []byte("Subject: x\r\nIn-Reply-To: <a@x>\r\n\r\nHej!"), put)
	server.Deliver("Skickat", []byte("In-Reply-To: <b@x>\r\nReferences: <"+strings.Repeat("x", 10*threadBytes)+">\r\n\r\nHej!"), put)
	server.Deliver("Skickat", []byte("Message-ID: <c@x>\r\n\r\n"), put)
	r, err := account(server.URL).OpenReader(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	if _, err := r.Examine(t.Context(), "Skickat"); err != nil {
		t.Fatal(err)
	}
	got, err := r.DescribeSent(t.Context(), []uint32{1, 2, 3, 4})
	if err != nil {
		t.Fatal(err)
	}
	want := []medelbot.SentMail{
		{UID: 1, InReplyTo: []string{"a@x"}, Date: put},
		{UID: 2, InReplyTo: []string{"b@x"}, Date: put},
		{UID: 3, MessageID: "c@x", Date: put},
	}
	if d := cmp.Diff(want, got, cmp.Transformer("utc", time.Time.UTC)); d != "" {
		t.Error(d)
	}
	for _, c := range server.Commands() {
		if strings.Contains(c, "FETCH") && !strings.Contains(c, "BODY.PEEK[HEADER.FIELDS") {
			t.Errorf("sent: %q", c)
		}
	}
}
