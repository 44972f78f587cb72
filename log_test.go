package medelbot_test

import (
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"medelbot"
)

// Each event of the log is described once, in its order, and by keys that there
// are.
func TestLogWords(t *testing.T) {
	text, err := os.ReadFile("log.go")
	if err != nil {
		t.Fatal(err)
	}
	var events, described []string
	for _, m := range regexp.MustCompile(`LogEvent += "(.+)"`).FindAllSubmatch(text, -1) {
		events = append(events, string(m[1]))
	}
	keys := map[medelbot.LogKey]bool{}
	for _, m := range regexp.MustCompile(`LogKey += "(.+)"`).FindAllSubmatch(text, -1) {
		keys[medelbot.LogKey(m[1])] = false
	}
	for _, w := range medelbot.LogWords {
		described = append(described, string(w.Event))
		if !strings.HasSuffix(w.Means, ".") {
			t.Errorf("%s: %q is no sentence", w.Event, w.Means)
		}
		for _, k := range w.Keys {
			if _, known := keys[k]; !known {
				t.Errorf("%s: no key %s", w.Event, k)
			}
			keys[k] = true
		}
	}
	if !slices.Equal(events, described) {
		t.Errorf("events  %q\nbut described are %q", events, described)
	}
	for k, used := range keys {
		if !used && k != medelbot.KeyFund && k != medelbot.KeyMailbox {
			t.Errorf("no event has the key %s", k)
		}
	}
}

// A line has its event's level, and trouble tells what to try.
func TestLogFail(t *testing.T) {
	var b strings.Builder
	log := slog.New(slog.NewTextHandler(&b, &slog.HandlerOptions{ReplaceAttr: func(_ []string, a slog.Attr) slog.Attr {
		if a.Key == slog.TimeKey {
			return slog.Attr{}
		}
		return a
	}}))
	medelbot.LogTrouble.Fail(log, tried{errors.New("no answer")}, 1500*time.Microsecond, medelbot.KeyMailbox.Is("fonden"))
	medelbot.LogStopped.To(log)
	want := `level=WARN msg="mailbox trouble" mailbox=fonden error="no answer" again_in=2ms try="look at the cable"` + "\nlevel=INFO msg=stopped\n"
	if b.String() != want {
		t.Errorf("got  %s\nwant %s", b.String(), want)
	}
}

// tried is an error with a hint.
type tried struct{ error }

func (tried) Hint() string { return "look at the cable" }

// Nothing is written to the log but by its vocabulary: a free text is where
// somebody's name gets in.
func TestNoLogPastTheVocabulary(t *testing.T) {
	past := regexp.MustCompile(`(?i)\b(slog|log|logger)\.(Debug|Info|Warn|Error|Log|LogAttrs|Print|Println|Printf)(Context)?\(`)
	err := filepath.WalkDir(".", func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || path == "log.go" || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		text, err := os.ReadFile(path)
		for i, line := range strings.Split(string(text), "\n") {
			if past.MatchString(line) {
				t.Errorf("%s:%d writes to the log past the vocabulary in log.go: %s", path, i+1, strings.TrimSpace(line))
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
