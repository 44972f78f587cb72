package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"mime/quotedprintable"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"medelbot/cmd/medelbot/demo"
	"medelbot/intake/imap"
	"medelbot/parser"
)

// ownFund is a small fund whose coordinator's own mailbox is the one that is read.
type ownFund struct {
	t       *testing.T
	servers *demo.Servers
	letters []demo.Letter // handed over since last asked
	config  string
	number  int           // of the mails delivered
	later   time.Duration // how far the program's clock is ahead
}

func newOwnFund(t *testing.T, settings string) *ownFund {
	f := &ownFund{t: t, config: filepath.Join(t.TempDir(), "config.toml")}
	var err error
	if f.servers, err = demo.StartServers(func(l demo.Letter) { f.letters = append(f.letters, l) }); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.servers.Close() })
	text, err := f.servers.Config(time.Now())
	if err != nil {
		t.Fatal(err)
	}
	text = strings.Replace(text, `poll = "1s"`, "poll = \"1s\"\n"+settings, 1)
	if err := os.WriteFile(f.config, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return f
}

// medelbot runs a command and returns what it printed.
func (f *ownFund) medelbot(args ...string) string {
	f.t.Helper()
	var out, problems bytes.Buffer
	p := system()
	p.out, p.err, p.read, p.self = &out, &problems, parser.Read, nil
	p.now = func() time.Time { return time.Now().Add(f.later) }
	if code := execute(context.Background(), append(args, "--config", f.config), p); code != 0 {
		f.t.Fatalf("medelbot %s ends with %d: %s", strings.Join(args, " "), code, &problems)
	}
	return out.String()
}

// once makes one pass and returns the letters that left.
func (f *ownFund) once() []demo.Letter {
	f.t.Helper()
	f.letters = nil
	f.medelbot("run", "--once")
	return f.letters
}

func (f *ownFund) deliver(from, subject, text string) {
	f.t.Helper()
	f.number++
	_, domain, _ := strings.Cut(from, "@")
	raw := fmt.Sprintf("Authentication-Results: %s; dmarc=pass header.from=%s\r\nFrom: <%s>\r\nTo: <%s>\r\nSubject: %s\r\nMessage-ID: <%d@%s>\r\n"+
		"MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n%s", demo.Border, domain, from, demo.Address, subject, f.number, domain, strings.ReplaceAll(text, "\n", "\r\n"))
	if err := f.servers.Deliver([]byte(raw), time.Now()); err != nil {
		f.t.Fatal(err)
	}
}

// apply has a region apply, and be answered.
func (f *ownFund) apply() {
	f.t.Helper()
	f.deliver("ulla.hjort@skane.se", "Patientkontrakt", "Hej!\n\nRegion Skåne ansöker om medel ur testbädden för Patientkontrakt.\n\nSökande: Region Skåne\nSökt belopp: 45 000 kr\n"+
		"Vad pengarna ska användas till: Två utbildningsdagar i Kristianstad.\nÖnskade effekter: Att patienten vet vem hon ska ringa.\n"+
		"Kontaktperson: Ulla Hjort, ulla.hjort@skane.se, 070-174 06 09\nBankgiro: 590-3125\n\nUlla Hjort\n")
	if got := to(f.once(), "ulla.hjort@skane.se"); got == "" {
		f.t.Fatal("the applicant got no answer")
	}
}

// to finds the letters to an address, decoded.
func to(letters []demo.Letter, address string) string {
	var all strings.Builder
	for _, l := range letters {
		if l.To == address {
			text, _ := io.ReadAll(quotedprintable.NewReader(bytes.NewReader(l.Raw)))
			all.Write(text)
		}
	}
	return all.String()
}

// A coordinator whose mailbox is the one that medelbot reads orders by mail to
// himself, and mail that is filed is moved. It is read as any other. Our own
// letters, which come to that mailbox too and hold codes and commands, are known
// by their Message-ID and do nothing.
func TestOrdersToTheMailboxItself(t *testing.T) {
	t.Parallel()
	f := newOwnFund(t, "after_filing = \"move\"\nprocessed_folder = \"Behandlat\"")
	f.once()
	f.apply()
	f.letters = nil
	f.medelbot("digest")
	digests := f.letters
	number := fmt.Sprintf("PK-%d-0001", time.Now().Year())
	code := codeOf(to(digests, demo.Address), number)
	if code == "" {
		t.Fatalf("there is no code for %s in the digest:\n%s", number, to(digests, demo.Address))
	}

	// The digest itself comes to the mailbox.
	for _, l := range digests {
		if err := f.servers.Deliver(l.Raw, time.Now()); err != nil {
			t.Fatal(err)
		}
	}
	if letters := f.once(); len(letters) > 0 {
		t.Errorf("our own letters were answered: %s", letters[0].Raw)
	}

	f.deliver(demo.Address, "["+number+"] Begär komplettering", "KOMPLETTERA: Berätta hur många som går utbildningen.\n\nKod: "+code+"\n")
	letters := f.once()
	if got := to(letters, "ulla.hjort@skane.se"); !strings.Contains(got, "hur många som går utbildningen") {
		t.Errorf("the applicant was not asked: %s", got)
	}
	if got := to(letters, demo.Address); !strings.Contains(got, "KOMPLETTERA") {
		t.Errorf("the coordinator got no transcript: %s", got)
	}
	if got := f.medelbot("cases"); !strings.Contains(got, "incomplete") {
		t.Errorf("the case is not incomplete:\n%s", got)
	}
	// The application and the order were moved; our letters lie where they came.
	if left, moved := f.held("INBOX"), f.held("Behandlat"); left != len(digests) || moved != 2 {
		t.Errorf("%d mails were left and %d moved, want %d and 2", left, moved, len(digests))
	}
	if letters := f.once(); len(letters) > 0 {
		t.Errorf("another pass sent %d letters", len(letters))
	}
}

// The decision of two leaves when the time to undo it is over. An ÅNGRA that
// came in time, while the program was down, is honoured: the mailbox is read
// before the letter can leave.
func TestUndoneWhileDown(t *testing.T) {
	t.Parallel()
	for _, undone := range []bool{false, true} {
		f := newOwnFund(t, "")
		f.once()
		f.apply()
		f.letters = nil
		f.medelbot("digest")
		digests := f.letters
		number := fmt.Sprintf("PK-%d-0001", time.Now().Year())
		const karim = "karim.lundh@fonden.example"
		f.deliver(demo.Address, "["+number+"] Bevilja", "BEVILJA 45000\n\nKod: "+codeOf(to(digests, demo.Address), number)+"\n")
		f.deliver(karim, "["+number+"] Bevilja", "BEVILJA 45000\n\nKod: "+codeOf(to(digests, karim), number)+"\n")
		letters := f.once()
		if got := to(letters, "ulla.hjort@skane.se"); got != "" || !strings.Contains(f.medelbot("cases"), "granted") {
			t.Fatalf("the applicant was told %q; cases: %s", got, f.medelbot("cases"))
		}
		if undone {
			code := codeOf(to(letters, karim), number)
			if code == "" {
				t.Fatalf("there is no code in the transcript:\n%s", to(letters, karim))
			}
			f.deliver(karim, "["+number+"] Ångra", "ÅNGRA\n\nKod: "+code+"\n")
		}
		f.later = 20 * time.Minute
		told := to(f.once(), "ulla.hjort@skane.se")
		if (told == "") != undone {
			t.Errorf("undone %v: the applicant was told %q", undone, told)
		}
		if got := f.medelbot("cases"); strings.Contains(got, "granted") == undone {
			t.Errorf("undone %v: %s", undone, got)
		}
	}
}

// held counts the mails in a folder.
func (f *ownFund) held(folder string) int {
	f.t.Helper()
	a := imap.Account{URL: "imap://" + f.servers.IMAP, Username: demo.Username, Password: func() (string, error) { return demo.Password, nil }}
	r, err := a.OpenReader(f.t.Context())
	if err != nil {
		f.t.Fatal(err)
	}
	defer r.Close()
	if _, err := r.Examine(f.t.Context(), folder); err != nil {
		f.t.Fatal(err)
	}
	uids, err := r.Search(f.t.Context(), 1, 0)
	if err != nil {
		f.t.Fatal(err)
	}
	return len(uids)
}

// codeOf finds the code of a case in a digest.
func codeOf(digest, number string) string {
	_, rest, _ := strings.Cut(digest, "["+number+"]")
	if rest == "" {
		_, rest, _ = strings.Cut(digest, number)
	}
	found := regexp.MustCompile(`Kod:(?:\s|%20)+([a-z2-7]{4}(?:-[a-z2-7]{2,4})+)`).FindStringSubmatch(rest)
	if found == nil {
		return ""
	}
	return found[1]
}
