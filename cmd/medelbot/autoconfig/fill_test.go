package autoconfig

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"medelbot"
	"medelbot/cmd/medelbot/config"
)

// Only lines of the mailbox change, and comments are added above them; what is
// written is a configuration that can be read.
func TestFillTheExample(t *testing.T) {
	a := Answer{
		IMAP: Found{URL: "imaps://post.region.example:993", Where: "by the SRV record _imaps._tcp.region.example"},
		SMTP: Found{},
	}
	q := Question{Address: "anna.ek@region.example"}
	got, err := Fill(medelbot.ExampleConfig(), a.Settings(q, "anna"))
	if err != nil {
		t.Fatal(err)
	}
	var added, gone []string
	was, is := strings.Split(medelbot.ExampleConfig(), "\n"), strings.Split(got, "\n")
	for len(was) > 0 || len(is) > 0 {
		switch {
		case len(was) > 0 && len(is) > 0 && was[0] == is[0]:
			was, is = was[1:], is[1:]
		case len(is) > 0 && strings.HasPrefix(is[0], "# init: "):
			added, is = append(added, is[0]), is[1:]
		default:
			gone, added = append(gone, was[0]), append(added, is[0])
			was, is = was[1:], is[1:]
		}
	}
	wantGone := []string{`name = "testbaddar"`, `address = "harald.gronqvist@skr.se"`, `sender = "Harald Grönqvist"`,
		`imap = "imaps://mail.example.org:993"`, `username = "harald.gronqvist@skr.se"`, `trusted_authserv = ["mx.skr.se", "mx2.skr.se"]`}
	if d := cmp.Diff(wantGone, gone); d != "" {
		t.Errorf("lines that are gone (-want +got):\n%s", d)
	}
	wantAdded := []string{`name = "anna.ek"`, `address = "anna.ek@region.example"`,
		`# init: put a name here if it shall not be the coordinator's whose address it is.`, `# sender = "Harald Grönqvist"`,
		`# init: by the SRV record _imaps._tcp.region.example.`, `imap = "imaps://post.region.example:993"`,
		`# init: not found out; ask those who run the mailbox. This is an example.`,
		`username = "anna"`, `# init: not found out; look at a mail from outside, as told above.`, `trusted_authserv = []`}
	if d := cmp.Diff(wantAdded, added); d != "" {
		t.Errorf("lines that are new (-want +got):\n%s", d)
	}
	cfg, err := config.Parse("config.toml", []byte(got))
	if err != nil {
		t.Fatal(err)
	}
	if m := cfg.Mailboxes[0]; m.Address != q.Address || m.Username != "anna" || m.IMAP != a.IMAP.URL {
		t.Errorf("%+v", m)
	}
}

// With Microsoft and Google one thing is left that no program can know.
func TestFillOAuth2(t *testing.T) {
	for provider, want := range map[Provider][]string{
		Microsoft: {`provider = "microsoft"`, `tenant = "region.example"`, `grant = "client_credentials"`, `trusted_authserv = ["m365"]`},
		Google:    {`provider = "google"`, `grant = "refresh_token"`, `token_file = "anna.token"`},
	} {
		a := Answer{Provider: provider, IMAP: Found{URL: "imaps://imap.example:993", Where: "x", Unproved: "it refuses connections"}, SMTP: Found{URL: "smtps://smtp.example:465", Where: "x"}}
		if provider == Microsoft {
			a.Authserv = "m365"
		}
		got, err := Fill(medelbot.ExampleConfig(), a.Settings(Question{Address: "anna@region.example"}, ""))
		if err != nil {
			t.Fatal(err)
		}
		for _, line := range append(want, `auth = "oauth2"`, `server_copies_sent = true`, `[mailbox.oauth2]`, `client_secret_file = "client-secret"`, `# password_file = "secret"`) {
			if !strings.Contains(got, "\n"+line+"\n") {
				t.Errorf("%s: there is no line %s", provider, line)
			}
		}
		if _, err := config.Parse("config.toml", []byte(got)); err == nil || !strings.Contains(err.Error(), "client_id") {
			t.Errorf("%s: as it is: %v", provider, err)
		}
		filled := strings.Replace(got, "# client_id = ", "client_id = ", 1)
		if _, err := config.Parse("config.toml", []byte(filled)); err != nil {
			t.Errorf("%s: with a client_id: %v", provider, err)
		}
	}
}

// What somebody types is a text, whatever it holds.
func TestFillQuotes(t *testing.T) {
	got, err := Fill(medelbot.ExampleConfig(), Answer{}.Settings(Question{Address: "anna@region.example"}, "a\"\nletters = \"send\"\\"))
	if err != nil {
		t.Fatal(err)
	}
	cfg, err := config.Parse("config.toml", []byte(got))
	if err != nil || cfg.Letters != "observe" || cfg.Mailboxes[0].Username != "aletters = send" {
		t.Errorf("%v, %+v", err, cfg)
	}
	if _, err := Fill("letters = \"send\"\n", []Setting{{Key: "imap", Value: `"x"`}}); err == nil {
		t.Error("a file without a mailbox was filled in")
	}
}
