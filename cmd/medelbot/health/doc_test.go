package health

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"testing"

	"medelbot"
	"medelbot/cmd/medelbot/alarm"
)

var update = flag.Bool("update", false, "write the tables of docs/metrics.md anew")

// The documents, from this package's folder.
const (
	doc    = "../../../docs/metrics.md"
	alerts = "../../../docs/alerts.yml"
)

// The tables of the page are what the code says; the words around them are
// written there.
func TestDoc(t *testing.T) {
	page, err := os.ReadFile(doc)
	if err != nil {
		t.Fatal(err)
	}
	want := string(page)
	for head, rows := range map[string]string{
		"| metric | type | labels | what it tells |": metricRows(),
		"| fact | is |":                  factRows(),
		"| msg | level | keys | means |": logRows(),
	} {
		above, table, found := strings.Cut(want, "\n"+head+"\n")
		rule, old, _ := strings.Cut(table, "\n")
		_, below, ended := strings.Cut("\n"+old, "\n\n")
		if !found {
			t.Fatalf("%s has no table %s", doc, head)
		}
		if ended {
			below = "\n" + below
		}
		want = above + "\n" + head + "\n" + rule + "\n" + rows + below
	}
	if *update {
		if err := os.WriteFile(doc, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	} else if string(page) != want {
		t.Errorf("%s is not what the code says. Try: go test ./cmd/medelbot/health -run Doc -update", doc)
	}
}

// The example of alerting rules names metrics that there are, by labels that they
// have, and Prometheus takes it.
func TestAlerts(t *testing.T) {
	text, err := os.ReadFile(alerts)
	if err != nil {
		t.Fatal(err)
	}
	known := map[string]bool{}
	for _, m := range Metrics() {
		known[m.Name] = true
	}
	named := regexp.MustCompile(`\bmedelbot_\w+`).FindAllString(string(text), -1)
	if len(named) < 10 {
		t.Errorf("it names %d metrics", len(named))
	}
	for _, name := range named {
		if !known[name] {
			t.Errorf("there is no metric %s", name)
		}
	}
	promtool, err := exec.LookPath("promtool")
	if err != nil {
		t.Skip("promtool is not installed (Debian: prometheus)")
	}
	for _, args := range [][]string{{"check", "rules", alerts}, {"test", "rules", "testdata/alerts_test.yml"}} {
		if out, err := exec.Command(promtool, args...).CombinedOutput(); err != nil {
			t.Errorf("promtool %s: %v\n%s", strings.Join(args, " "), err, out)
		}
	}
}

func metricRows() string {
	var b strings.Builder
	for _, m := range Metrics() {
		fmt.Fprintf(&b, "| `%s` | %s | %s | %s |\n", m.Name, m.Type, strings.Join(m.Labels, ", "), m.Help)
	}
	return b.String()
}

func factRows() string {
	var b strings.Builder
	m := alarm.Message{}
	for _, f := range m.Facts() {
		fmt.Fprintf(&b, "| `%s` | %s |\n", f.Name, facts[f.Name])
	}
	return b.String()
}

func logRows() string {
	var b strings.Builder
	for _, w := range medelbot.LogWords {
		keys := make([]string, len(w.Keys))
		for i, k := range w.Keys {
			keys[i] = string(k)
		}
		fmt.Fprintf(&b, "| `%s` | %s | %s | %s |\n", w.Event, w.Level, strings.Join(keys, ", "), w.Means)
	}
	return b.String()
}

// facts tells what each fact of an alarm is.
var facts = map[string]string{
	"state": "`failing` or `over`", "what": "`fetch` (a mailbox cannot be read), `send` (its letters cannot be handed over), `token` (no access token can be had), `expiry` (a secret or token ends) or `test` (nothing is wrong)",
	"fund": "the fund, where there are several", "mailbox": "what the mailbox is called", "secret": "of `expiry`: what ends, `client secret` or `refresh token`",
	"since": "when it began", "over": "when it ended", "ends": "of `expiry`: when", "cause": "a code, as `bad_login`", "error": "why, in plain words",
	"try": "what to do about it", "subject": "all of it in one line",
}
