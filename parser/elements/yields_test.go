package elements

import (
	"testing"

	"medelbot"
)

// TestWhichTextCounts reads a mail and its attachment that state different
// things, where the mail says which of them counts, and where it does not.
func TestWhichTextCounts(t *testing.T) {
	body := Text{Source: "body", Own: "Region Halland söker 60 000 kr. Sätt in på bankgiro 5050-1055."}
	form := Text{Source: "ansökan.docx", Own: "Sökt belopp: 52 000 kr\nBankgiro: 991-2346"}
	for name, c := range map[string]struct {
		body, form bool // yields
		sek        int64
		account    string
	}{
		"the form":   {true, false, 52_000, "991-2346"},
		"the mail":   {false, true, 60_000, "5050-1055"},
		"either one": {false, false, 0, ""},
	} {
		body.Yields, form.Yields = c.body, c.form
		e := Read(Input{Texts: []Text{body, form}, Wanted: call2021.Elements, Call: &call2021})
		var sek int64
		var account string
		if v := e[medelbot.Amount].Value; v != nil {
			sek = v.SEK
		}
		if v := e[medelbot.Account].Value; v != nil {
			account = v.Number
		}
		if sek != c.sek || account != c.account {
			t.Errorf("%s counts: %d %q", name, sek, account)
		}
	}
	body.Own, body.Yields = "Se bilagan.", true
	form.Yields = false
	if e := Read(Input{Texts: []Text{body, {Source: "b.txt", Own: "Vi söker 30 000 kr.", Yields: true}}, Wanted: call2021.Elements, Call: &call2021}); e[medelbot.Amount].Value == nil {
		t.Error("what yields counts where nothing else is stated")
	}
}

// TestLetterFoots reads an account in a letter-foot only where the text points
// there.
func TestLetterFoots(t *testing.T) {
	const foot = "Region Gotland · 621 81 Visby · Org.nr 212000-0803 · Bankgiro 5050-1055"
	for _, c := range []struct {
		text Text
		want string
	}{
		{Text{Own: "Vi söker 30 000 kr.", Foot: foot}, ""},
		{Text{Own: "Vi söker 30 000 kr.\n" + foot}, ""},
		{Text{Own: "Vi söker 30 000 kr. Pengarna sätts in på det bankgiro som står i brevfoten.", Foot: foot}, "5050-1055"},
		{Text{Own: "Vi söker 30 000 kr. Pengarna sätts in på det bankgiro som står i brevfoten.\n" + foot}, "5050-1055"},
		{Text{Own: "Vi söker 30 000 kr.\nBankgiro: 5050-1055\nRegion Gotland, 621 81 Visby"}, "5050-1055"},
	} {
		c.text.Source = "brev.pdf"
		e := Read(Input{Texts: []Text{c.text}, Wanted: call2021.Elements, Call: &call2021})[medelbot.Account]
		got := ""
		if e.Value != nil {
			got = e.Value.Number
		}
		if got != c.want {
			t.Errorf("%q: %q", c.text.Own, got)
		}
	}
}
