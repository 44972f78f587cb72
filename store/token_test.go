package store

import (
	"bytes"
	"crypto/sha256"
	"strings"
	"testing"
	"time"

	"medelbot"
)

// Codes as letters write them.
const (
	firstCode  = "k3v7-aaaa-bbbb-cccc-dddd-eeee-2z"
	secondCode = "m4w2-aaaa-bbbb-cccc-dddd-eeee-3y"
	maskedCode = "xxxx-xxxx-xxxx-xxxx-xxxx-xxxx-xx"
)

// coded queues a letter to Harald with two codes for a case.
func coded(t *testing.T, s *Store, number string) medelbot.Letter {
	t.Helper()
	l := medelbot.Letter{
		Key: "coded", Mailbox: "testbaddar", Case: number, Name: medelbot.NoticeLetter, To: harald.Addresses[0], Subject: "[" + number + "]",
		MessageID: number + ".notice.99.random@example.org", Mode: medelbot.Send, State: medelbot.Queued, Raw: []byte("Kod: " + firstCode),
	}
	v := theCase(t, s, number)
	for _, text := range []string{firstCode, secondCode} {
		l.Tokens = append(l.Tokens, medelbot.Token{
			Hash: medelbot.TokenHash(text), Case: number, Person: harald.Name, Assessed: v.Assessed(),
		})
	}
	if queued, err := s.Enqueue(t.Context(), l); err != nil || !queued {
		t.Fatal(queued, err)
	}
	return l
}

// A command stands above a letter with more codes. They are good for as long as
// nobody has used them, and so they are not kept; yet copies of the mail are known
// by what it was.
func TestCodesAreNotKept(t *testing.T) {
	s, _ := openNew(t)
	number := opened(t, s, 1)
	coded(t, s, number)
	raw := []byte("Subject: Beslut\r\n\r\nBEVILJA 60000\r\nKod: " + firstCode + "\r\n\r\n> Kod: " + secondCode + "\r\n")
	note := line(medelbot.Order{Deed: medelbot.DeedNote, Text: "Ringde."})
	m := command(2, harald, firstCode, note)
	m.Raw, m.Reading.ContentHash = raw, sha256.Sum256(raw)
	filed := fileOne(t, s, m, life())
	if got := refusalOf(t, s); filed.Case != number || got != "" {
		t.Fatalf("filed as %+v, refused by %q", filed, got)
	}
	kept, err := s.Mail(t.Context(), filed.MailID)
	do(t, err)
	want := strings.NewReplacer(firstCode, maskedCode, secondCode, maskedCode).Replace(string(raw))
	if string(kept.Raw) != want {
		t.Errorf("kept as\n%s\nwant\n%s", kept.Raw, want)
	}
	m.UID, m.Raw = 3, bytes.Clone(raw)
	if filed := fileOne(t, s, m, life()); filed.As != medelbot.FiledCopy {
		t.Errorf("the copy was filed as %+v", filed)
	}
	// What was used up tells nobody anything any more, and an applicant's mail is
	// kept as it came.
	m = command(4, harald, secondCode, note)
	m.Raw = raw
	kept, err = s.Mail(t.Context(), fileOne(t, s, m, life()).MailID)
	do(t, err)
	if want := strings.Replace(string(raw), secondCode, maskedCode, 1); string(kept.Raw) != want {
		t.Errorf("kept as\n%s\nwant\n%s", kept.Raw, want)
	}
	other := application(5)
	other.Raw = raw
	kept, err = s.Mail(t.Context(), fileOne(t, s, other, life()).MailID)
	do(t, err)
	if !bytes.Equal(kept.Raw, raw) {
		t.Errorf("the application was kept as\n%s", kept.Raw)
	}
}

// Nor are those in any other mail that answers a letter with codes.
func TestCodesInAnAnswerAreNotKept(t *testing.T) {
	s, _ := openNew(t)
	l := coded(t, s, opened(t, s, 1))
	m := application(2)
	m.Raw, m.Reading.InReplyTo = []byte("Subject: SV\r\n\r\n> Kod: "+firstCode+"\r\n"), []string{l.MessageID}
	kept, err := s.Mail(t.Context(), fileOne(t, s, m, life()).MailID)
	do(t, err)
	if bytes.Contains(kept.Raw, []byte(firstCode)) {
		t.Errorf("kept as\n%s", kept.Raw)
	}
}

// A letter that came back lies who knows where: its codes are void. A forged
// bounce, by somebody who can only guess its Message-ID, takes nobody's codes.
func TestBounceVoidsCodes(t *testing.T) {
	s, h := openNew(t)
	number := opened(t, s, 1)
	l := coded(t, s, number)
	bounce := func(uid uint32, original string) {
		t.Helper()
		m := ordinary(uid)
		m.Reading.Kind, m.Reading.Original = medelbot.Bounce, original
		m.Raw = []byte("Subject: Returned mail\r\n\r\nKod: " + secondCode + "\r\n")
		filed := fileOne(t, s, m, life())
		if filed.As != medelbot.FiledAside {
			t.Fatalf("the bounce was filed as %+v", filed)
		}
		kept, err := s.Mail(t.Context(), filed.MailID)
		do(t, err)
		if bytes.Contains(kept.Raw, []byte(secondCode)) {
			t.Errorf("kept as\n%s", kept.Raw)
		}
	}
	vote := func(uid uint32, code string) string {
		t.Helper()
		fileOne(t, s, command(uid, harald, code, line(medelbot.Order{Deed: medelbot.DeedNote, Text: "Ringde."})), life())
		return refusalOf(t, s)
	}
	bounce(2, strings.Replace(l.MessageID, "random", "guess", 1))
	h.forward(time.Minute)
	if got := vote(3, firstCode); got != "" {
		t.Errorf("after a forged bounce the code is refused by %q", got)
	}
	bounce(4, l.MessageID)
	// Filed by a person, it is another mail to who reads it, and the same to a copy.
	waiting, err := s.AsideList(t.Context())
	do(t, err)
	last := waiting[len(waiting)-1]
	m, err := s.Mail(t.Context(), last.MailID)
	do(t, err)
	m.Reading = ordinary(4).Reading
	m.Reading.Kind, m.Reading.Original, m.Reading.ContentHash = medelbot.Bounce, l.MessageID, sha256.Sum256(m.Raw)
	_, err = s.AsideAttach(t.Context(), last.ID, number, harald.Name, m, life())
	do(t, err)
	again := ordinary(6)
	again.Reading.Kind, again.Reading.Original, again.Reading.ContentHash = medelbot.Bounce, l.MessageID, ordinary(4).Reading.ContentHash
	if filed := fileOne(t, s, again, life()); filed.As != medelbot.FiledCopy {
		t.Errorf("the copy was filed as %+v", filed)
	}
	h.forward(time.Minute)
	if got := vote(5, secondCode); got != string(medelbot.RefusedOldToken) {
		t.Errorf("after the bounce the code is refused by %q", got)
	}
}
