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

var update = flag.Bool("update", false, "write docs/metrics.md anew")

// The documents, from this package's folder.
const (
	doc    = "../../../docs/metrics.md"
	alerts = "../../../docs/alerts.yml"
)

func TestDoc(t *testing.T) {
	if *update {
		if err := os.WriteFile(doc, []byte(document()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	text, err := os.ReadFile(doc)
	if err != nil {
		t.Fatal(err)
	}
	if string(text) != document() {
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

func document() string {
	var b strings.Builder
	b.WriteString(`# Seeing how the daemon is

Printed from the code; a test fails when they differ. How to begin is told in [operating.md](operating.md), the keys of
` + "`[log]`, `[health]` and `[alarm]`" + ` in [configuration.md](configuration.md).

Nothing here names a person. What is called a mailbox is its ` + "`name`" + ` or, where that is its address, ` + "`mailbox-1`" + `
and so on, by its place in the configuration: give each mailbox a name.

## Health

With ` + "`listen = \"127.0.0.1:9464\"`" + ` under ` + "`[health]`" + ` the daemon answers on this machine, and only there:

| address | answers |
|---|---|
| ` + "`/livez`" + ` | 200 while all parts of the daemon go round, else 503 with those that do not. Start it again then; under systemd WatchdogSec does |
| ` + "`/healthz`" + ` | 200 while the daemon can do its work, else 503; JSON in both cases. Do not start it again for that: most of it is mended elsewhere |
| ` + "`/metrics`" + ` | the metrics below, for Prometheus |

` + "`/healthz`" + ` is 503, and says so under ` + "`why`" + `, if

- a part of the daemon does not go round,
- a mailbox was not read since the start, or could not be read for five minutes,
- letters of a mailbox could not be handed over for five minutes,
- the database does not answer within five seconds,
- a fund is not served any more because of trouble of its own, while others are.

That letters are paused, wait or were refused, that mails are set aside, or that a secret ends soon is told and makes it
no 503. Per mailbox it tells when the newest look that went well began (` + "`last_fetch`" + `), since when it cannot be read
(` + "`fails_since`, `cause`" + `) and since when its letters cannot be handed over (` + "`send_fails_since`" + `); per fund how
many letters are in which state, how long the oldest one that could have left has waited (` + "`oldest_seconds`" + `), and how
many mails wait for a person.

An address that is taken ends nothing: the log tells it, and it is tried again each minute. Mostly another daemon runs.
Funds of one daemon that name the same address are told of together, those that name others apart.

## Metrics

Where one daemon serves several funds, each metric has the label ` + "`fund`" + ` besides. Metrics of the process and of the
Go runtime (` + "`process_`, `go_`" + `) come with them. [alerts.yml](alerts.yml) is an example of alerting rules.

| metric | type | labels | what it tells |
|---|---|---|---|
`)
	for _, m := range Metrics() {
		fmt.Fprintf(&b, "| `%s` | %s | %s | %s |\n", m.Name, m.Type, strings.Join(m.Labels, ", "), m.Help)
	}
	b.WriteString(`
## Alarms

What lasts for ` + "`after`" + ` is told once, by each way, and its end once; a restart changes nothing about that. A way that
fails is logged and tried again, from a minute later on up to once an hour, and keeps no other from telling. The
coordinators always get a letter (in Swedish), unless no mailbox is left that could send it. ` + "`medelbot check --alarm`" + ` tells a test by each way. The ways of ` + "`[alarm]`" + `
are for those who look after the machine: the same text in English by all of them, and these facts. The command finds them in
its environment, as MEDELBOT_ALARM_ and the name in capitals; the webhook gets them as the members of one JSON object,
with the whole text as ` + "`text`" + `. What does not apply is empty. Times are UTC.

| fact | is |
|---|---|
`)
	m := alarm.Message{}
	for _, f := range m.Facts() {
		fmt.Fprintf(&b, "| `%s` | %s |\n", f.Name, facts[f.Name])
	}
	b.WriteString(`
## The log

The daemon logs to standard error, as text or JSON. Each line has ` + "`time`, `level` and `msg`" + `, which is one of these, and
further keys; ` + "`fund`" + ` where there are several, and ` + "`mailbox`" + ` where it is about one. Only lines at level DEBUG,
which ` + "`level = \"debug\"`" + ` turns on, may hold what tells who somebody is. In all others addresses, Message-IDs,
personnummer and the names of those in the configuration are replaced, whatever a server may say, and of a server's answer to
a letter only the codes stand there: ` + "`medelbot outbox`" + ` tells the rest.

| msg | level | keys | means |
|---|---|---|---|
`)
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
