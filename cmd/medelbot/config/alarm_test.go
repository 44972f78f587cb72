package config

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// The alarm is on unless it is turned off in so many words.
func TestAlarm(t *testing.T) {
	for text, want := range map[string]time.Duration{
		"": time.Hour, "[alarm]\n": time.Hour, "[alarm]\nafter = \"1m\"\n": time.Minute, "[alarm]\nafter = \"0s\"\n": 0,
	} {
		if got := time.Duration(parse(t, small+text).Alarm.After); got != want {
			t.Errorf("%q: alarm after %s, want %s", text, got, want)
		}
	}
	all := parse(t, small+`[alarm]
		command = ["bin/alarm", "medelbot"]
		webhook = "http://[::1]:8080/alarm"
		smtp = "smtp+starttls://mail.example.net"
		smtp_from = "medelbot@example.net"
		smtp_to = ["drift@example.net"]
		ca_file = "/etc/ca.pem"
		[health]
		listen = "[::1]:9464"`).Alarm
	if d := cmp.Diff([]string{filepath.Join("some", "where", "bin", "alarm"), "medelbot"}, all.Program()); d != "" || all.Ways() != 3 || all.CAPath() != "/etc/ca.pem" {
		t.Errorf("%d ways, %s, %s", all.Ways(), all.CAPath(), d)
	}
	if s, err := all.WebhookSecret(); s != "" || err != nil {
		t.Errorf("no secret: %q, %v", s, err)
	}
}

// The secrets of alarms are read anew each time, and only where they stand alone.
func TestAlarmSecrets(t *testing.T) {
	dir := t.TempDir()
	c, err := Parse(filepath.Join(dir, "config.toml"), []byte(small+"[alarm]\nwebhook = \"https://a.example\"\nwebhook_secret_file = \"hook\"\n"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.Alarm.WebhookSecret(); err == nil || !strings.Contains(err.Error(), "hook: the secret that alarm.webhook_secret_file names cannot be read") {
		t.Errorf("a missing file gave %v", err)
	}
	for content, want := range map[string]string{"hemligt\n": "hemligt", "\n": "", "one\ntwo\n": ""} {
		if err := os.WriteFile(filepath.Join(dir, "hook"), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		if got, err := c.Alarm.WebhookSecret(); got != want || (err == nil) != (want != "") {
			t.Errorf("%q gave %q, %v", content, got, err)
		}
	}
}
