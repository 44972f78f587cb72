package main

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"medelbot"
)

// What container engines and monitors get to see of the daemon's own answer.
func TestHealthCommand(t *testing.T) {
	tests := []struct {
		name   string
		code   int
		answer string // "" answers nothing
		status int
		out    string
		err    string // part of it
	}{
		{"ready", 200, `{"ready": true, "funds": [{"ready": true}]}`, statusDone, "ready\n", ""},
		{"one of two", 503, `{"ready": false, "funds": [{"fund": "skr", "ready": true}, {"fund": "glantan", "ready": false, "why": ["the database does not answer", "a\nb"]}]}`,
			statusFailed, "skr: ready\nglantan: not ready: the database does not answer; a b\n", "the daemon is not ready"},
		{"another program", 200, "<html>", statusFailed, "", "gives another answer than the daemon"},
		{"another page", 404, "", statusFailed, "", "answers 404 Not Found"},
		{"nobody", 0, "", statusFailed, "", "systemctl status medelbot"},
		{"not configured", -1, "", statusUsage, "", `listen = "127.0.0.1:9464" under [health]`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if r.URL.Path != "/healthz" {
					t.Errorf("asked for %s", r.URL.Path)
				}
				w.WriteHeader(test.code)
				_, _ = io.WriteString(w, test.answer)
			}))
			defer server.Close()
			if test.code == 0 {
				server.Close()
			}
			text := medelbot.ExampleConfig()
			if listen := "listen = \"\""; test.code >= 0 {
				if !strings.Contains(text, listen) {
					t.Fatal("the example has no address to fill in")
				}
				text = strings.Replace(text, listen, fmt.Sprintf("listen = %q", strings.TrimPrefix(server.URL, "http://")), 1)
			}
			path := filepath.Join(t.TempDir(), "config.toml")
			if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
			var out, errs bytes.Buffer
			status := execute(t.Context(), []string{"--config", path, "health"}, process{out: &out, err: &errs})
			if status != test.status || out.String() != test.out || !strings.Contains(errs.String(), test.err) {
				t.Errorf("status %d, %q, %q", status, out.String(), errs.String())
			}
		})
	}
}
