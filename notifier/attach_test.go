package notifier

import (
	"bytes"
	"encoding/base64"
	"io"
	"mime"
	"mime/multipart"
	"net/mail"
	"strings"
	"testing"

	"medelbot"
	"medelbot/templates/forms"
)

// A letter with a form is the letter without, in a multipart with the form
// beside it; only the letter that asks for something brings one, and says so.
func TestFormIsAttached(t *testing.T) {
	lacking := func(e medelbot.Elements, _ *medelbot.Reading) {
		e[medelbot.Account] = medelbot.Element{Status: medelbot.Missing}
	}
	compose := func(name medelbot.LetterName, attached bool, change func(medelbot.Elements, *medelbot.Reading)) (c *Composer, l medelbot.Letter) {
		c = testComposer(t, springNow)
		c.Calls[0].AttachForm = attached
		k, m := application(change)
		l, err := c.Compose(k, request(name, m), m)
		if err != nil {
			t.Fatal(err)
		}
		return c, l
	}
	_, plain := compose(medelbot.AckIncomplete, false, lacking)
	c, l := compose(medelbot.AckIncomplete, true, lacking)
	if _, complete := compose(medelbot.AckComplete, true, nil); bytes.Contains(complete.Raw, []byte("multipart/mixed")) {
		t.Error("a letter that asks for nothing brings a form")
	}

	m, err := mail.ReadMessage(bytes.NewReader(l.Raw))
	if err != nil {
		t.Fatal(err)
	}
	kind, params, err := mime.ParseMediaType(m.Header.Get("Content-Type"))
	if err != nil || kind != "multipart/mixed" {
		t.Fatalf("Content-Type %q: %v", m.Header.Get("Content-Type"), err)
	}
	r := multipart.NewReader(m.Body, params["boundary"])
	letter, err := r.NextPart()
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(letter)
	if err != nil {
		t.Fatal(err)
	}
	_, text, html := parts(t, []byte("Content-Type: "+letter.Header.Get("Content-Type")+"\r\n\r\n"+string(body)))
	_, without, _ := parts(t, plain.Raw)
	const sentence = "Du kan också använda blanketten som vi bifogar: fyll bara i det som behövs."
	for _, said := range []string{text, html} {
		if !strings.Contains(strings.Join(strings.Fields(said), " "), sentence) {
			t.Errorf("the letter does not say that a form is attached:\n%s", said)
		}
	}
	if strings.Contains(without, "blankett") {
		t.Errorf("the letter speaks of a form that is not there:\n%s", without)
	}

	file, err := r.NextPart()
	if err != nil {
		t.Fatal(err)
	}
	if name := file.FileName(); name != "Ansökan Testbäddar Patientkontrakt 2021.docx" {
		t.Errorf("the form is named %q", name)
	}
	data, err := io.ReadAll(base64.NewDecoder(base64.StdEncoding, file))
	if err != nil {
		t.Fatal(err)
	}
	fund := forms.Fund{Organisation: c.Organisation, Address: "harald.gronqvist@skr.se", Coordinators: c.Coordinators, Zone: c.Zone}
	if want, err := fund.Application(c.Calls[0]).File(forms.DOCX); err != nil || !bytes.Equal(data, want.Data) || file.Header.Get("Content-Type") != want.Type {
		t.Errorf("the form is another one (%v)", err)
	}
	if _, err := r.NextPart(); err != io.EOF {
		t.Errorf("something comes after the form: %v", err)
	}

	// The header is that of a letter without a form.
	head, _, _ := strings.Cut(string(plain.Raw), "Content-Type:")
	if !strings.HasPrefix(string(l.Raw), head) {
		t.Errorf("the header is another one:\n%.1000s", l.Raw)
	}
	for line := range strings.Lines(string(l.Raw)) {
		if len(line) > 998+2 || strings.ContainsFunc(line, func(r rune) bool { return r > 126 }) {
			t.Errorf("a line cannot be sent: %q", line)
		}
	}
}

func TestAttachRefusesWhatIsNoLetter(t *testing.T) {
	for _, raw := range []string{"", "Subject: x\r\n\r\nHej", "no header"} {
		if _, err := attach([]byte(raw), "1", nil); err == nil {
			t.Errorf("%q was taken for a letter", raw)
		}
	}
}
