package main

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"medelbot"
	"medelbot/cmd/medelbot/demo"
	"medelbot/intake/clamd/clamdtest"
	"medelbot/notifier/workbook"
	"medelbot/parser"
	"medelbot/store"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"medelbot": staged, "fragile": fragile})
}

// staged is the program, and if the story says so at another time or under
// another login than the test's own: $LATER is how long from now, $LOGIN the
// system user.
func staged() {
	later, login := os.Getenv("LATER"), os.Getenv("LOGIN")
	if later+login == "" {
		main()
	}
	p := system()
	if span, err := time.ParseDuration(later); err == nil {
		p.now = func() time.Time { return time.Now().Add(span) }
	}
	if login != "" {
		p.user = func() string { return login }
	}
	os.Exit(execute(context.Background(), os.Args[1:], p))
}

// fragile is the program with a reader that a certain mail kills.
func fragile() {
	p := system()
	p.read = func(raw []byte, opts parser.Options) (medelbot.Reading, error) {
		if bytes.Contains(raw, []byte("X-Deadly: yes")) {
			os.Exit(137)
		}
		return parser.Read(raw, opts)
	}
	os.Exit(execute(context.Background(), os.Args[1:], p))
}

// noNap as $GORACE keeps a process under the race detector from sleeping a
// second before it exits.
const noNap = "atexit_sleep_ms=0"

// The stories in testdata/script read as a manual. Besides testscript's own
// commands they have:
//
//	mailserver       starts a mail server; sets $IMAP, $SMTP and writes config.toml
//	deliver FILE     puts a mail into its INBOX, as come now
//	letters N        waits until N letters have been handed to it, and puts them into letters.txt
//	change FILE NEW PATTERN TEXT
//	                 copies a file with what matches replaced; \n and $VARIABLE in TEXT count
//	daemon           holds the database as a running daemon does
//	workbook CSV XLSX
//	                 makes an Excel workbook of lines with semicolons
//	tamper FILE SQL  writes to a database past the program
//	scanner FILE N   starts a virus scanner on this socket that takes N bytes at a time;
//	                 ! scanner FILE ends it
//
// and medelbot looks at $LATER and $LOGIN; see staged.
func TestScripts(t *testing.T) {
	t.Parallel()
	testscript.Run(t, testscript.Params{
		Dir: filepath.Join("testdata", "script"),
		Setup: func(e *testscript.Env) error {
			e.Setenv("MEDELBOT_CONFIG", "")
			e.Setenv("GORACE", noNap)
			e.Setenv("YEAR", strconv.Itoa(time.Now().Year())) // of case numbers
			e.Values[scriptServer{}] = &server{letters: make(chan demo.Letter, 100), scanners: map[string]*clamdtest.Server{}}
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"mailserver": startMailserver, "deliver": deliver, "letters": awaitLetters, "change": change, "daemon": holdDatabase, "tamper": tamper, "scanner": scanner, "workbook": makeWorkbook,
		},
	})
}

type scriptServer struct{}

// server is the mail server of one story.
type server struct {
	*demo.Servers
	letters  chan demo.Letter
	scanners map[string]*clamdtest.Server // by their sockets
}

func serverOf(ts *testscript.TestScript) *server { return ts.Value(scriptServer{}).(*server) }

func startMailserver(ts *testscript.TestScript, _ bool, _ []string) {
	s := serverOf(ts)
	var err error
	s.Servers, err = demo.StartServers(func(l demo.Letter) { s.letters <- l })
	ts.Check(err)
	ts.Defer(func() { _ = s.Close() }) // with the story, everything ends
	ts.Setenv("IMAP", s.IMAP)
	ts.Setenv("SMTP", s.SMTP)
	text, err := s.Config(time.Now())
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs("config.toml"), []byte(text), 0o600))
}

func deliver(ts *testscript.TestScript, _ bool, args []string) {
	raw := strings.ReplaceAll(ts.ReadFile(args[0]), "\n", "\r\n")
	ts.Check(serverOf(ts).Deliver([]byte(raw), time.Now()))
}

func awaitLetters(ts *testscript.TestScript, _ bool, args []string) {
	s := serverOf(ts)
	var all strings.Builder
	n, err := strconv.Atoi(args[0])
	ts.Check(err)
	for range n {
		select {
		case l := <-s.letters:
			all.Write(l.Raw)
		case <-time.After(patience):
			ts.Fatalf("a letter did not come")
		}
	}
	ts.Check(os.WriteFile(ts.MkAbs("letters.txt"), []byte(all.String()), 0o600))
}

func change(ts *testscript.TestScript, _ bool, args []string) {
	pattern, err := regexp.Compile(args[2])
	ts.Check(err)
	text := strings.ReplaceAll(os.Expand(args[3], ts.Getenv), `\n`, "\n")
	changed := pattern.ReplaceAllLiteralString(ts.ReadFile(args[0]), text)
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(changed), 0o600))
}

func holdDatabase(ts *testscript.TestScript, _ bool, args []string) {
	s, err := store.Open(context.Background(), ts.MkAbs(args[0]), time.Now, time.UTC)
	ts.Check(err)
	ts.Check(s.Lock())
	ts.Defer(func() { _ = s.Close() })
}

func tamper(ts *testscript.TestScript, _ bool, args []string) {
	db, err := sql.Open("sqlite", "file:"+ts.MkAbs(args[0]))
	ts.Check(err)
	_, err = db.Exec(args[1])
	ts.Check(errors.Join(err, db.Close()))
}

// scannerVersion is of signatures that are new today, in any zone.
func scannerVersion() string { return "ClamAV 1.4.3/27500/" + time.Now().Format(time.ANSIC) }

func scanner(ts *testscript.TestScript, end bool, args []string) {
	if end {
		ts.Check(serverOf(ts).scanners[args[0]].Close())
		return
	}
	most, err := strconv.Atoi(args[1])
	ts.Check(err)
	s, err := clamdtest.Start(ts.MkAbs(args[0]), scannerVersion(), most)
	ts.Check(err)
	serverOf(ts).scanners[args[0]] = s
	ts.Defer(func() { _ = s.Close() }) // with the story, everything ends
}

func makeWorkbook(ts *testscript.TestScript, _ bool, args []string) {
	sheet := workbook.Sheet{Name: "Ärenden"}
	for i, line := range strings.Split(strings.TrimSpace(ts.ReadFile(args[0])), "\n") {
		var row []any
		for cell := range strings.SplitSeq(line, ";") {
			if i == 0 {
				sheet.Columns = append(sheet.Columns, workbook.Column{Title: cell})
			}
			row = append(row, cell)
		}
		if i > 0 {
			sheet.Rows = append(sheet.Rows, row)
		}
	}
	raw, err := workbook.Write([]workbook.Sheet{sheet})
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), raw, 0o600))
}
