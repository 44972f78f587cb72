package store

import (
	"errors"
	"strings"
	"testing"
	"time"

	"medelbot"

	"github.com/google/go-cmp/cmp"
)

// command is a mail of a coordinator with a trusted pass that bears a token's
// text and gives the orders.
func command(uid uint32, from medelbot.Person, token string, lines ...medelbot.CommandLine) medelbot.Mail {
	m := ordinary(uid)
	sender := medelbot.Address{Name: from.Name, Email: from.Addresses[0]}
	m.Reading.Kind, m.Reading.From, m.Reading.ReplyTo, m.Reading.Trust = medelbot.Command, sender, sender, medelbot.TrustPass
	m.Reading.Command = &medelbot.CommandMail{Token: token, Lines: lines}
	return m
}

func line(o medelbot.Order) medelbot.CommandLine {
	return medelbot.CommandLine{Text: string(o.Deed), Word: medelbot.WordDeed, Order: o}
}

// noticed gives the case's coordinators a notice each and returns the texts of
// their tokens by name.
func noticed(t *testing.T, s *Store, number string) map[string]string {
	t.Helper()
	tell := life()
	tell.Do = func(f medelbot.Facts, _ medelbot.Actor, _ medelbot.Order) (medelbot.Change, error) {
		c := medelbot.Change{Case: f.Case}
		for _, p := range []medelbot.Person{harald, anette} {
			c.Letters = append(c.Letters, medelbot.LetterRequest{
				Name: medelbot.NoticeLetter, To: medelbot.Address{Email: p.Addresses[0]}, State: medelbot.Queued, Person: p.Name,
			})
		}
		return c, nil
	}
	d, err := s.Do(t.Context(), number, mailed(harald), []medelbot.Order{{Deed: medelbot.DeedNote}}, tell)
	do(t, err)
	return map[string]string{harald.Name: code(d.Letters[0].MessageID), anette.Name: code(d.Letters[1].MessageID)}
}

// refusalOf tells why the commands of the newest mail were refused; "" if they
// were not.
func refusalOf(t *testing.T, s *Store) string {
	t.Helper()
	var says string
	err := s.reader.QueryRow(`SELECT coalesce((SELECT payload ->> '$.code' FROM event
		WHERE name = 'command_refused' AND mail_id = (SELECT max(id) FROM mail)), '')`).Scan(&says)
	do(t, err)
	return says
}

func TestCommandsByMail(t *testing.T) {
	s, h := openNew(t)
	number := opened(t, s, 1)
	tokens := noticed(t, s, number)
	if n := count(t, s, `SELECT count(*) FROM token WHERE length(hash) = 32 AND used_at IS NULL`); n != 2 {
		t.Fatalf("%d tokens are there", n)
	}
	grants := line(medelbot.Order{Deed: medelbot.DeedGrant, SEK: 60000})
	h.forward(time.Minute)

	// The mail names no case: the token's is meant.
	filed := fileOne(t, s, command(2, harald, tokens[harald.Name], grants), life())
	v := theCase(t, s, number)
	if filed.Case != number || len(v.Votes) != 1 || v.Votes[0].Person != harald.Name || refusalOf(t, s) != "" {
		t.Fatalf("filed as %+v, the case %+v, refused %s", filed, v.Case, refusalOf(t, s))
	}
	last := v.Log[len(v.Log)-1]
	if last.By != harald.Name || last.MailID != filed.MailID {
		t.Errorf("the log ends with %+v", last)
	}
	if n := count(t, s, `SELECT count(*) FROM token WHERE used_at = '2021-05-04T12:01:00.000Z'`); n != 1 {
		t.Errorf("%d tokens are used", n)
	}
	// A used one, one of somebody else and one that nobody was given do nothing.
	for i, tt := range []struct {
		from  medelbot.Person
		token string
		code  medelbot.RefusalCode
	}{
		{harald, tokens[harald.Name], medelbot.RefusedUsedToken},
		{harald, tokens[anette.Name], medelbot.RefusedOtherToken},
		{anette, "made up", medelbot.RefusedBadToken},
		{anette, "", medelbot.RefusedNoToken},
	} {
		fileOne(t, s, command(uint32(10+i), tt.from, tt.token, grants), life())
		if got := refusalOf(t, s); got != string(tt.code) {
			t.Errorf("token %q of %s: refused by %q, want %s", tt.token, tt.from.Name, got, tt.code)
		}
	}
	if v := theCase(t, s, number); len(v.Votes) != 1 {
		t.Errorf("the votes are %+v", v.Votes)
	}
	// The second one decides. The letter to the applicant answers no mail.
	filed = fileOne(t, s, command(20, anette, strings.ToUpper(tokens[anette.Name]), grants), life())
	v = theCase(t, s, number)
	if v.Status != medelbot.StatusGranted || v.Granted() != 60000 {
		t.Fatalf("filed as %+v, the case %+v, refused %s", filed, v.Case, refusalOf(t, s))
	}
	for _, l := range filed.Letters {
		if l.MailID != 0 {
			t.Errorf("%s answers mail %d", l.Name, l.MailID)
		}
	}
}

// Careless rules do not make a token give its right twice: the mail is set
// aside, and nothing of what it wanted is done.
func TestTokenIsSpentOnce(t *testing.T) {
	s, _ := openNew(t)
	number := opened(t, s, 1)
	tokens := noticed(t, s, number)
	careless := life()
	careless.Decide = func(f medelbot.Facts) medelbot.Change {
		f.Case.Asked += "?"
		return medelbot.Change{Keep: true, Case: f.Case, Spend: true}
	}
	if filed := fileOne(t, s, command(2, harald, tokens[harald.Name]), careless); filed.As != medelbot.FiledCase {
		t.Fatalf("filed as %+v", filed)
	}
	filed := fileOne(t, s, command(3, harald, tokens[harald.Name]), careless)
	if filed.As != medelbot.FiledAside || filed.Why != medelbot.RefusedUsedToken.English() || theCase(t, s, number).Asked != "?" {
		t.Errorf("filed as %+v", filed)
	}
	without := fileOne(t, s, command(4, harald, "made up"), careless)
	if without.As != medelbot.FiledAside {
		t.Errorf("without a token: %+v", without)
	}
}

// All letters can be stopped by mail, and the log says by whom.
func TestPauseByMail(t *testing.T) {
	s, _ := openNew(t)
	tokens := noticed(t, s, opened(t, s, 1))
	for i, tt := range []struct {
		by     medelbot.Person
		change medelbot.Change
		paused bool
	}{
		{harald, medelbot.Change{Keep: true, Spend: true, Pause: true}, true},
		{anette, medelbot.Change{Keep: true, Spend: true, Resume: true}, false},
	} {
		h := life()
		h.Decide = func(medelbot.Facts) medelbot.Change { return tt.change }
		filed := fileOne(t, s, command(uint32(i+2), tt.by, tokens[tt.by.Name]), h)
		if paused, err := s.Paused(t.Context()); err != nil || paused != tt.paused {
			t.Errorf("paused %t, %v", paused, err)
		}
		if n := count(t, s, `SELECT count(*) FROM event WHERE name = ? AND by = ? AND mail_id = ?`,
			map[bool]medelbot.EventName{true: medelbot.EventPaused, false: medelbot.EventResumed}[tt.paused], tt.by.Name, filed.MailID); n != 1 {
			t.Error("it is not in the log")
		}
	}
}

// takeToken gives Harald a token for a mail set aside, as a digest would.
func takeToken(t *testing.T, s *Store, aside int64) string {
	t.Helper()
	ok, err := s.Enqueue(t.Context(), medelbot.Letter{
		Key: "digest", Mailbox: box.Mailbox, Name: medelbot.DigestLetter, To: harald.Addresses[0], MessageID: "digest@example.org",
		Mode: medelbot.Send, Raw: []byte("x"), Tokens: []medelbot.Token{{Hash: medelbot.TokenHash("take"), Aside: aside, Person: harald.Name}},
	})
	if err != nil || !ok {
		t.Fatal(ok, err)
	}
	return "take"
}

func TestTakeAsideByMail(t *testing.T) {
	s, _ := openNew(t)
	a := asideOne(t, s, 1)
	token := takeToken(t, s, a.ID)
	take := medelbot.CommandLine{Text: "GÖR ÄRENDE", Word: medelbot.WordTake}
	var seen medelbot.Facts
	h := life()
	decide := h.Decide
	h.Decide = func(f medelbot.Facts) medelbot.Change { seen = f; return decide(f) }
	filed := fileOne(t, s, command(2, harald, token, take), h)
	if seen.Aside == nil || *seen.Aside != a {
		t.Errorf("the rules see %+v", seen.Aside)
	}
	asked, err := s.AsidesToTake(t.Context())
	do(t, err)
	if diff := cmp.Diff([]AsideAsked{{a, harald.Name}}, asked); diff != "" {
		t.Fatalf("%s\nfiled as %+v, refused %s", diff, filed, refusalOf(t, s))
	}
	if n := count(t, s, `SELECT count(*) FROM event WHERE name = 'aside_take_asked' AND by = ? AND mail_id = ?`, harald.Name, filed.MailID); n != 1 {
		t.Error("it is not in the log")
	}

	// What cannot be done is told once, and the mail waits on.
	do(t, s.AsideRefuse(t.Context(), a.ID, "the rules make no case of it"))
	do(t, s.AsideRefuse(t.Context(), a.ID, "the rules make no case of it"))
	if asked, err := s.AsidesToTake(t.Context()); err != nil || len(asked) != 0 {
		t.Errorf("asked: %+v, %v", asked, err)
	}
	if n := count(t, s, `SELECT count(*) FROM event WHERE name = 'command_refused' AND payload ->> '$.aside' = ?`, a.ID); n != 1 {
		t.Errorf("%d refusals in the log", n)
	}
	if _, err := s.Aside(t.Context(), a.ID); err != nil {
		t.Error(err)
	}
	if err := s.AsideRefuse(t.Context(), 99, "x"); !errors.Is(err, ErrNotFound) {
		t.Errorf("refusing what is not there: %v", err)
	}

	// Taken, it is asked for no more; and a token for it is for nothing.
	if _, err := s.writer.Exec(`UPDATE aside SET take_by = 'Harald Grönqvist'; UPDATE token SET used_at = NULL`); err != nil {
		t.Fatal(err)
	}
	m, err := s.Mail(t.Context(), a.MailID)
	do(t, err)
	m.Reading = application(1).Reading
	if _, err := s.AsideTake(t.Context(), a.ID, harald.Name, m, life()); err != nil {
		t.Fatal(err)
	}
	if asked, err := s.AsidesToTake(t.Context()); err != nil || len(asked) != 0 {
		t.Errorf("asked: %+v, %v", asked, err)
	}
	fileOne(t, s, command(3, harald, token, take), h)
	if seen.Aside != nil {
		t.Errorf("the rules see %+v", seen.Aside)
	}
}

// Rules that ask for a mail that waits no more set the command aside.
func TestTakeAsideThatIsGone(t *testing.T) {
	s, _ := openNew(t)
	h := life()
	h.Decide = func(medelbot.Facts) medelbot.Change { return medelbot.Change{Keep: true, TakeAside: 99} }
	if filed := fileOne(t, s, command(1, harald, ""), h); filed.As != medelbot.FiledAside || !strings.Contains(filed.Why, "no mail with this number") {
		t.Errorf("filed as %+v", filed)
	}
}

// Whatever answers our answers by itself comes to rest.
func TestTranscriptsComeToRest(t *testing.T) {
	s, h := openNew(t)
	letters := 0
	file := func(uid uint32) {
		m := command(uid, harald, "", medelbot.CommandLine{Text: "STATUS", Word: medelbot.WordStatus})
		letters += len(fileOne(t, s, m, life()).Letters)
	}
	for uid := range uint32(80) {
		file(uid + 1)
	}
	if letters == 0 || letters > 60 {
		t.Errorf("80 questions of a machine were answered %d times in a day", letters)
	}
	letters = 0
	h.forward(24 * time.Hour)
	if file(100); letters != 1 {
		t.Errorf("the next day: %d letters", letters)
	}
}
