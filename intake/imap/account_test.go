package imap

import (
	"slices"
	"strings"
	"testing"

	wire "github.com/emersion/go-imap/v2"
)

func TestParseURL(t *testing.T) {
	for _, test := range []struct {
		url, address string
		security     security
	}{
		{"imaps://imap.skr.example", "imap.skr.example:993", implicitTLS},
		{"imaps://imap.skr.example:1993/", "imap.skr.example:1993", implicitTLS},
		{"imap+starttls://imap.skr.example", "imap.skr.example:143", startTLS},
		{"imap://localhost", "localhost:143", plainLoopback},
		{"imap://127.0.0.1:1143", "127.0.0.1:1143", plainLoopback},
		{"imap://[::1]:1143", "[::1]:1143", plainLoopback},
	} {
		e, err := parseURL(test.url)
		if err != nil || e.address() != test.address || e.security != test.security {
			t.Errorf("parseURL(%q) = %+v, %v", test.url, e, err)
		}
	}
	for _, url := range []string{
		"", "imap.skr.example", "imap.skr.example:993", "imaps://", "https://imap.skr.example", "imap://imap.skr.example",
		"imap://192.0.2.1", "imap://localhost.example", "imaps://harald:hemligt@imap.skr.example", "imaps://imap.skr.example/INBOX",
		"imaps://imap.skr.example?tls=off", "imaps://imap.skr.example:x", "imaps://[::1", "IMAPS ://x",
	} {
		if e, err := parseURL(url); err == nil {
			t.Errorf("parseURL(%q) = %+v, want an error", url, e)
		}
	}
}

// No address may lead to an unprotected connection beyond this machine.
func FuzzParseURL(f *testing.F) {
	for _, s := range []string{"imaps://a:1", "imap+starttls://b", "imap://localhost", "imap://127.1", "imap://[::ffff:127.0.0.1]", "imap://127.0.0.1.example"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		e, err := parseURL(s)
		if err != nil {
			return
		}
		if e.host == "" || e.port == "" {
			t.Errorf("%q gives %+v", s, e)
		}
		if e.security == plainLoopback && e.host != "localhost" && !strings.HasPrefix(e.host, "127.") && !strings.Contains(e.host, ":") {
			t.Errorf("%q goes unprotected to %s", s, e.host)
		}
	})
}

func TestMessageID(t *testing.T) {
	for header, want := range map[string]string{
		"Message-ID: <a@b.example>\r\n\r\n":             "a@b.example",
		"Message-Id:\r\n <folded@b.example>\r\n\r\n":    "folded@b.example",
		"MESSAGE-ID: <a@b.example> (comment) <c@d>\r\n": "a@b.example",
		"Message-ID: bare@b.example\r\n\r\n":            "bare@b.example",
		"Message-ID: <unclosed@b.example\r\n\r\n":       "unclosed@b.example",
		"\r\n":                "",
		"":                    "",
		"Message-ID:\r\n\r\n": "",
		"Message-ID: <" + strings.Repeat("x", 2000) + ">\r\n\r\n": strings.Repeat("x", maxMessageID),
	} {
		if got := messageID([]byte(header)); got != want {
			t.Errorf("messageID(%q) = %q, want %q", header, got, want)
		}
	}
}

func FuzzMessageID(f *testing.F) {
	f.Add([]byte("Message-ID: <a@b.example>\r\n\r\n"))
	f.Add([]byte("Message-ID\r\n: <>\n\n"))
	f.Fuzz(func(t *testing.T, header []byte) {
		if id := messageID(header); len(id) > maxMessageID || strings.ContainsAny(id, "\r\n") {
			t.Errorf("messageID(%q) = %q", header, id)
		}
	})
}

func TestExpand(t *testing.T) {
	for _, test := range []struct {
		name     string
		set      wire.NumSet
		from, to uint32
		want     []uint32
		bad      bool
	}{
		{"nothing", nil, 1, 0, nil, false},
		{"no answer at all", wire.UIDSet(nil), 1, 0, nil, false},
		{"in order", wire.UIDSet{{Start: 7, Stop: 9}, {Start: 3, Stop: 3}}, 1, 0, []uint32{3, 7, 8, 9}, false},
		{"twice", wire.UIDSet{{Start: 3, Stop: 4}, {Start: 4, Stop: 5}}, 1, 0, []uint32{3, 4, 5}, false},
		{"the last mail, though it is lower", wire.UIDSet{{Start: 5, Stop: 5}}, 6, 0, nil, false},
		{"beyond what was asked", wire.UIDSet{{Start: 1, Stop: 9}}, 3, 5, []uint32{3, 4, 5}, false},
		{"the highest there is", wire.UIDSet{{Start: 4294967295, Stop: 4294967295}}, 1, 0, []uint32{4294967295}, false},
		{"all there are", wire.UIDSet{{Start: 1, Stop: 4294967295}}, 1, 0, nil, true},
		{"many large ones", wire.UIDSet{{Start: 1, Stop: 4_000_000}, {Start: 5_000_000, Stop: 8_000_000}}, 1, 0, nil, true},
		{"open", wire.UIDSet{{Start: 1, Stop: 0}}, 1, 0, nil, true},
		{"sequence numbers", wire.SeqSet{{Start: 1, Stop: 2}}, 1, 0, nil, true},
	} {
		got, err := expand(test.set, test.from, test.to)
		if !slices.Equal(got, test.want) || (err != nil) != test.bad {
			t.Errorf("%s: %v, %v", test.name, got, err)
		}
	}
}
