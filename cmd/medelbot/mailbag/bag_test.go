package mailbag

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// tree writes files by their paths.
func tree(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, content := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// found lists what a bag yields: "name size/bytes read text" or the error.
func found(b Bag, dir string, paths ...string) []string {
	var all []string
	for i := range paths {
		paths[i] = filepath.Join(dir, paths[i])
	}
	for one := range b.Mails(paths) {
		name := strings.TrimPrefix(one.Name, dir+"/")
		if one.Err != nil {
			all = append(all, name+": "+strings.ReplaceAll(one.Err.Error(), dir+"/", ""))
			continue
		}
		all = append(all, fmt.Sprintf("%s %d %q", name, one.Size, one.Raw))
	}
	return all
}

func TestFolders(t *testing.T) {
	dir := tree(t, map[string]string{
		"a/åäö.EML":             "1",
		"a/notes.txt":           "no mail",
		"a/deep/er/b.eml":       "2",
		"a/box.mbox":            "From x Thu May  6 10:00:00 2021\n3\n",
		"a/Maildir/cur/z:2,S":   "4",
		"a/Maildir/new/y":       "5",
		"a/Maildir/new/.hide":   "no mail",
		"a/Maildir/tmp/x":       "half a mail",
		"a/Maildir/dovecot":     "no mail",
		"a/Maildir/.Sent/cur/w": "6",
		"plain":                 "7",
	})
	want := []string{
		`plain 1 "7"`, // read, since it was asked for
		`a/Maildir/.Sent/cur/w 1 "6"`, `a/Maildir/cur/z:2,S 1 "4"`, `a/Maildir/new/y 1 "5"`,
		`a/box.mbox, mail 1 1 "3"`, `a/deep/er/b.eml 1 "2"`, `a/åäö.EML 1 "1"`,
		`nowhere: there is no file or folder nowhere`,
	}
	got := found(Bag{Limit: 100}, dir, "plain", "a", "nowhere")
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	if n := (Bag{Limit: 100}).Count([]string{filepath.Join(dir, "a")}); n != 6 {
		t.Errorf("counted %d mails, want 6", n)
	}
}

func TestMbox(t *testing.T) {
	const from = "From anna@example.org Thu May  6 10:00:00 2021\n"
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{"two mails", from + "A: 1\n\na\n\n" + from + "A: 2\n\nb\n", []string{"A: 1\n\na\n", "A: 2\n\nb"}},
		{"lines of Windows", "From a Thu May 6 10:00:00 2021\r\nA: 1\r\n\r\na\r\n\r\nFrom b Thu May 6 10:00:00 2021 +0200\r\nA: 2\r\n", []string{"A: 1\r\n\r\na\r\n", "A: 2"}},
		{"no end", from + "A: 1", []string{"A: 1"}},
		{"quoted From", from + "A: 1\n\n>From here\n>>From there\n> From afar\n", []string{"A: 1\n\nFrom here\n>From there\n> From afar"}},
		{"From in a sentence", from + "A: 1\n\na\n\nFrom the start\nFrom Mon 10:00 b\n", []string{"A: 1\n\na\n\nFrom the start\nFrom Mon 10:00 b"}},
		{"Thunderbird", "From - Thu May 06 10:00:00 2021\nA: 1\n\n\nFrom - Thu May 06 10:00:00 2021\nA: 2\n", []string{"A: 1\n\n", "A: 2"}},
		{"empty mail", from + "\n" + from + "A: 2\n", []string{"", "A: 2"}},
		{"begins like one", "From here it is a letter\n", []string{"box begins like an mbox and is none"}},
		{"a line without end", from + "A: 1\n\n" + strings.Repeat("x", 200_000) + "\n", []string{"A: 1\n\n" + strings.Repeat("x", 200_000)}},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := tree(t, map[string]string{"box": c.text})
			var got []string
			for one := range (Bag{Limit: 1 << 20}).Mails([]string{filepath.Join(dir, "box")}) {
				if one.Err != nil {
					got = append(got, strings.TrimPrefix(one.Err.Error(), dir+"/"))
					continue
				}
				if one.Size != int64(len(one.Raw)) {
					t.Errorf("the size is %d of %d bytes", one.Size, len(one.Raw))
				}
				got = append(got, string(one.Raw))
			}
			if d := cmp.Diff(c.want, got); d != "" {
				t.Error(d)
			}
		})
	}
}

// Of a mail over the limit the beginning is given, with the size of the whole.
func TestLimit(t *testing.T) {
	dir := tree(t, map[string]string{"a.eml": "A: 123456789", "b.mbox": "From x Thu May  6 10:00:00 2021\nA: 123456789\n\nFrom y Thu May  6 10:00:00 2021\nB\n"})
	want := []string{`a.eml 12 "A: 12"`, `b.mbox, mail 1 14 "A: 12"`, `b.mbox, mail 2 1 "B"`}
	if d := cmp.Diff(want, found(Bag{Limit: 5}, dir, "a.eml", "b.mbox")); d != "" {
		t.Error(d)
	}
}

// Whoever stops early gets no more.
func TestStop(t *testing.T) {
	dir := tree(t, map[string]string{"a.eml": "1", "b.eml": "2", "c.mbox": "From x Thu May  6 10:00:00 2021\n3\n\nFrom x Thu May  6 10:00:00 2021\n4\n"})
	for n := range 4 {
		var got []Item
		for one := range (Bag{Limit: 9}).Mails([]string{dir}) {
			if got = append(got, one); len(got) > n {
				break
			}
		}
		if len(got) != n+1 {
			t.Errorf("got %d items, want %d", len(got), n+1)
		}
	}
}

// No mail is lost or doubled by splitting, whatever it says: mails written in
// the form called mboxrd come out as they went in.
func FuzzMbox(f *testing.F) {
	f.Add("A: 1\n\nFrom x Thu May  6 10:00:00 2021\n>From y", "B: 2\n")
	f.Fuzz(func(t *testing.T, a, b string) {
		quote := func(s string) string {
			lines := strings.SplitAfter(s, "\n")
			for i, l := range lines {
				if strings.HasPrefix(strings.TrimLeft(l, ">"), "From ") {
					lines[i] = ">" + l
				}
			}
			return strings.Join(lines, "")
		}
		if strings.ContainsAny(a+b, "\r") {
			t.Skip("lines end in LF in what is written here")
		}
		const from = "From x Thu May  6 10:00:00 2021\n"
		path := filepath.Join(t.TempDir(), "box")
		if err := os.WriteFile(path, []byte(from+quote(a)+"\n\n"+from+quote(b)+"\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		var got []string
		for one := range (Bag{Limit: 1 << 20}).Mails([]string{path}) {
			got = append(got, string(one.Raw))
		}
		if want := []string{a + "\n", b}; !slices.Equal(got, want) {
			t.Errorf("got %q, want %q", got, want)
		}
	})
}

func TestReadAll(t *testing.T) {
	const text = "Subject: Patientkontrakt"
	for _, size := range []int64{0, 3, int64(len(text)), 1000} {
		got, err := ReadAll(strings.NewReader(text), size)
		if string(got) != text || err != nil {
			t.Errorf("of a size told as %d: %q, %v", size, got, err)
		}
	}
	large := bytes.Repeat([]byte(text), 100_000)
	if got, err := ReadAll(bytes.NewReader(large), int64(len(large))); err != nil || len(got) != len(large) || cap(got) > len(large)+bytes.MinRead {
		t.Errorf("%d bytes in room for %d, %v", len(got), cap(got), err)
	}
}
