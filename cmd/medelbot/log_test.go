package main

import (
	"bytes"
	"errors"
	"io"
	"log"
	"log/slog"
	"mime"
	"net"
	"net/mail"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-smtp"

	"medelbot"
	"medelbot/cmd/medelbot/config"
	"medelbot/cmd/medelbot/demo"
	"medelbot/parser"
)

// checkLog holds a log to its vocabulary, and to naming nobody: no line above
// debug holds one of the words given, whether in upper or in lower case.
func checkLog(t *testing.T, text string, personal []string) {
	t.Helper()
	for line := range strings.Lines(text) {
		entry := logLine(t, strings.TrimSpace(line))
		i := slices.IndexFunc(medelbot.LogWords, func(w medelbot.LogWord) bool { return string(w.Event) == entry["msg"] })
		if i < 0 {
			t.Errorf("not of the vocabulary: %s", line)
			continue
		}
		word := medelbot.LogWords[i]
		if entry["level"] != word.Level.String() {
			t.Errorf("not at its level: %s", line)
		}
		for key := range entry {
			known := []string{slog.TimeKey, slog.LevelKey, slog.MessageKey, string(medelbot.KeyFund), string(medelbot.KeyMailbox)}
			if !slices.Contains(known, key) && !slices.Contains(word.Keys, medelbot.LogKey(key)) {
				t.Errorf("a key %s that %q has not: %s", key, word.Event, line)
			}
		}
		if word.Level <= slog.LevelDebug {
			continue
		}
		for _, p := range personal {
			if strings.Contains(strings.ToLower(line), strings.ToLower(p)) {
				t.Errorf("it holds %q: %s", p, line)
			}
		}
	}
}

// logLine reads one line of a text log.
func logLine(t *testing.T, line string) map[string]string {
	t.Helper()
	entry := map[string]string{}
	for line != "" {
		key, rest, ok := strings.Cut(line, "=")
		if !ok {
			t.Fatalf("no line of a log: %s", line)
		}
		value := rest
		if quoted, err := strconv.QuotedPrefix(rest); err == nil {
			line = rest[len(quoted):]
			value, _ = strconv.Unquote(quoted) // it is quoted
		} else {
			value, line, _ = strings.Cut(rest, " ")
		}
		entry[key], line = value, strings.TrimPrefix(line, " ")
	}
	return entry
}

// phone is a telephone number as people write it.
var phone = regexp.MustCompile(`\+46[\d -]{7,}\d|\b0\d{1,3}-[\d ]{5,}\d`)

// people collects from mails whatever tells who somebody is: addresses, names,
// subjects, Message-IDs, telephone numbers and names of files.
func people(t *testing.T, raws ...[]byte) []string {
	t.Helper()
	var all []string
	words := &mime.WordDecoder{}
	for _, raw := range raws {
		m, err := mail.ReadMessage(bytes.NewReader(raw))
		if err != nil {
			t.Fatal(err)
		}
		for _, field := range []string{"From", "To", "Cc", "Reply-To"} {
			list, err := m.Header.AddressList(field)
			if err != nil && !errors.Is(err, mail.ErrHeaderNotPresent) {
				continue // one that is forged
			}
			for _, a := range list {
				all = append(all, a.Address, a.Name)
			}
		}
		for _, field := range []string{"Subject", "Message-Id"} {
			text, err := words.DecodeHeader(m.Header.Get(field))
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, strings.Trim(text, "<>"))
		}
		r, err := parser.Read(raw, parser.Options{})
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, phone.FindAllString(r.Text, -1)...)
		for _, a := range r.Attachments {
			all = append(all, a.Name)
		}
	}
	slices.Sort(all)
	// A word of a few letters stands in anything.
	return slices.DeleteFunc(slices.Compact(all), func(s string) bool { return len(s) < 6 })
}

// The demo's whole story, from the first application to the report, leaves a log
// that names nobody.
func TestLogOfTheDemo(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "demo")
	p := process{out: io.Discard, err: io.Discard, now: time.Now, user: systemUser, read: parser.Read, config: "none"}
	if err := (&demoCommand{Out: dir}).Run(t.Context(), &p); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(filepath.Join(dir, "medelbot.log"))
	if err != nil {
		t.Fatal(err)
	}
	var raws [][]byte
	if err := filepath.WalkDir(dir, func(path string, _ os.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".eml" {
			return err
		}
		raw, err := os.ReadFile(path)
		raws = append(raws, raw)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	cfg, err := config.Load(filepath.Join(dir, "config.toml"))
	if err != nil {
		t.Fatal(err)
	}
	personal := people(t, raws...)
	for _, c := range cfg.Coordinators {
		personal = append(personal, c.Name, c.Phone)
		personal = append(personal, c.Addresses...)
	}
	if len(raws) < 10 || len(personal) < 40 || strings.Count(string(text), "\n") < 20 {
		t.Fatalf("%d mails, %d words, a log of\n%s", len(raws), len(personal), text)
	}
	checkLog(t, string(text), personal)
}

// blabber is a mail server that refuses each letter and tells all it knows of it.
type blabber struct{}

func (blabber) Reset()                                    {}
func (blabber) Logout() error                             { return nil }
func (blabber) Mail(string, *smtp.MailOptions) error      { return nil }
func (blabber) Rcpt(to string, _ *smtp.RcptOptions) error { return nil }
func (blabber) Data(r io.Reader) error {
	m, err := mail.ReadMessage(r)
	if err != nil {
		return err
	}
	if _, err := io.Copy(io.Discard, m.Body); err != nil {
		return err
	}
	return &smtp.SMTPError{Code: 554, EnhancedCode: smtp.EnhancedCode{5, 7, 1}, Message: "spam: to=" + m.Header.Get("To") + " subject=" + m.Header.Get("Subject")}
}

// Faults leave no trace of people in the log, either: neither what servers say in
// refusing a letter, nor whom they do not let in.
func TestLogOfFaults(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	server := smtp.NewServer(smtp.BackendFunc(func(*smtp.Conn) (smtp.Session, error) { return blabber{}, nil }))
	server.ErrorLog = log.New(io.Discard, "", 0)
	go server.Serve(listener)
	defer server.Close()

	h := newHouse(t, "skr")
	h.change("skr", "smtp://"+h.servers["skr"].SMTP, "smtp://"+listener.Addr().String())
	h.begin()
	stop := h.start()
	raw := []byte("Authentication-Results: " + demo.Border + "; dmarc=pass header.from=skane.se\r\nFrom: Ulla Hjort <ulla.hjort@skane.se>\r\nTo: " + demo.Address +
		"\r\nSubject: Patientkontrakt i Trelleborg\r\nMessage-ID: <1.ulla@skane.se>\r\n\r\nRegion Skane ansoker om 45 000 kronor ur testbadden for Patientkontrakt.\r\nRing 070-174 06 11.\r\n")
	if err := h.servers["skr"].Deliver(raw, time.Now()); err != nil {
		t.Fatal(err)
	}
	var text strings.Builder
	await := func(words ...string) {
		t.Helper()
		for {
			select {
			case line := <-h.log:
				text.WriteString(line + "\n")
				if !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(line, w) }) {
					return
				}
			case <-h.ctx.Done():
				t.Fatalf("the daemon never logged %q, but\n%s", words, text.String())
			}
		}
	}
	await("msg=letter", "state=failed", `reason="554 5.7.1"`)
	h.servers["skr"].Close()
	await("mailbox trouble")
	stop()
	checkLog(t, text.String(), append(people(t, raw), demo.Address, "Helena Forsgren", "Trelleborg"))
}
