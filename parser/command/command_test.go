package command

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"medelbot"
)

var stockholm = func() *time.Location {
	zone, err := time.LoadLocation("Europe/Stockholm")
	if err != nil {
		panic(err)
	}
	return zone
}()

// now is a Wednesday.
var now = time.Date(2021, 5, 19, 13, 0, 0, 0, stockholm)

const code = "k3v9-x2ab-q7rs-mn4t-y5uw-2cd6-ef"

func read(text string) medelbot.CommandMail {
	return Read(Input{Text: text, Writer: "Harald Grönqvist", Now: now, Zone: stockholm})
}

// told writes commands as one line each, so that tables can be read.
func told(m medelbot.CommandMail) string {
	var all []string
	for _, l := range m.Lines {
		var parts []string
		add := func(format string, args ...any) { parts = append(parts, fmt.Sprintf(format, args...)) }
		if l.Case != "" {
			add("%s", l.Case)
		}
		if l.Word == medelbot.WordDeed {
			add("%s", l.Order.Deed)
		} else if l.Word != "" {
			add("%s", l.Word)
		}
		if l.Order.Element != "" {
			add("%s", l.Order.Element)
		}
		if l.Order.SEK != 0 {
			add("%d", l.Order.SEK)
		}
		if !l.Order.Day.IsZero() {
			add("%s", l.Order.Day.In(stockholm).Format("2006-01-02T15:04:05"))
		}
		if l.Order.Into != "" {
			add("into %s", l.Order.Into)
		}
		if v := l.Order.Value; v != nil {
			for _, s := range strings.Fields(strings.Join([]string{v.Name, v.Email, v.Phone, v.Type, v.Number, v.Check, v.Text}, " ")) {
				add("%s", s)
			}
			if v.SEK != 0 {
				add("=%d", v.SEK)
			}
		}
		if l.Order.Text != "" {
			add("%q", l.Order.Text)
		}
		if l.Fault != "" {
			add("!%s", l.Fault)
		}
		all = append(all, strings.Join(parts, " "))
	}
	return strings.Join(all, " | ")
}

// Each command in the forms in which people write it, and what it is not taken
// for.
func TestCommands(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		// BEVILJA
		{"BEVILJA", "grant"},
		{"Bevilja!", "grant"},
		{"bevilja tack", "grant"},
		{"BEVILJA 75000", "grant 75000"},
		{"BEVILJA 75 000 kr", "grant 75000"},
		{"BEVILJA: 75 tkr", "grant 75000"},
		{"Bevilja 75.000:-", "grant 75000"},
		{"BEVILJA SEK 75 000, tack!", "grant 75000"},
		{"BEVILJA med 75\u00a0000 kronor.", "grant 75000"},
		{"BEVILJA 500", "grant 500"},
		{"BEVILJA sjuttiofem tusen kronor", "grant 75000"},
		{"BEVILJA hela beloppet", "grant"},
		{"BEVILJA enligt ansökan", "grant"},
		{"BEVILJA 75000 till PK-2021-0007", "PK-2021-0007 grant 75000"},
		{"PK-2021-0007 bevilja", "PK-2021-0007 grant"},
		{"[PK-2021-0007] BEVILJA 75 000 kr", "PK-2021-0007 grant 75000"},
		{"Ärende: pk–2021–0007\nBEVILJA 75 000 kr", "PK-2021-0007 grant 75000"},
		{"BEVILJA PK-2021-0007: 75000", "PK-2021-0007 grant 75000"},
		{"BEVILJA 75000. Bra upplägg och en tydlig plan för hur lärandet\nska spridas.\n\nVi ses!", `grant 75000 "Bra upplägg och en tydlig plan för hur lärandet\nska spridas."`},
		{"Bevilja 60 000 kr - ryms i testbädden", `grant 60000 "ryms i testbädden"`},
		{"BEVILJA\n75 000 kr", "grant !bad_value"},
		{"BEVILJA 75\n\n000 kr", "grant 75 !bad_value"},
		{"BEVILJA 75000\n\n08-465 004 12", "grant 75000"},
		{"BEVILJA 75000 eller 80000", "grant !bad_value"},
		{"BEVILJA 75000, helst 80 000", "grant \"helst 80 000\" !bad_value"},
		{"BEVILJA 50-75 tkr", "grant !bad_value"},
		{"BEVILJA högst 75000", "grant !bad_value"},
		{"BEVILJA 75000 euro", "grant !bad_value"},
		{"BEVILJA 75000,50 kr", "grant !bad_value"},
		{"BEVILJA -75000", "grant !bad_value"},
		{"BEVILJA - 75000", "grant !bad_value"},
		{"BEVILJA 0 kr", "grant !bad_value"},
		{"BEVILJA 750 00", "grant !bad_value"},
		{"BEVILJA 75O00", "grant !bad_value"},
		{"BEVILJA 100k", "grant !bad_value"},
		{"BEVILJA halva summan", "grant !bad_value"},
		{"BEVILJA 75000 70000", "grant !bad_value"},
		{"BEVILJA 75000 om de hinner", "grant !bad_value"},
		{"BEVILJA inte", "grant !unknown_command"},
		{"BEVILJA EJ", "grant !unknown_command"},
		{"BEVILJA 75000?", "grant !unknown_command"},
		{"BEVILJA PK-2021-0007 PK-2021-0008", "PK-2021-0008 grant !other_case"},
		// AVSLÅ
		{"AVSLÅ", "decline"},
		{"AVSLA", "decline"},
		{"avslå - ryms inte i testbädden", `decline "ryms inte i testbädden"`},
		{"Avslå. Insatsen gäller inredning av ett väntrum.", `decline "Insatsen gäller inredning av ett väntrum."`},
		{"AVSLÅ\nInsatsen avser ordinarie drift\noch inte en test.\n\nHarald", `decline "Insatsen avser ordinarie drift\noch inte en test."`},
		{"PK-2021-0003 avslå för dyrt\nPK-2021-0004 bevilja", `PK-2021-0003 decline "för dyrt" | PK-2021-0004 grant`},
		{"AVSLÅ INTE", "decline !unknown_command"},
		{"AVSLÅ om de inte svarar", "decline !unknown_command"},
		// MOTIVERING
		{"BEVILJA 75000\nMOTIVERING: Bra upplägg.\nSprid gärna.\n\nTack!", `grant 75000 "Bra upplägg.\nSprid gärna."`},
		{"Motivering: Bra upplägg.\n\nBEVILJA 75000", `grant 75000 "Bra upplägg."`},
		{"AVSLÅ\nMOTIVERING: Det är drift.", `decline "Det är drift."`},
		{"BEVILJA 85000\nMOTIVERING: \n\nKod: " + code, "grant 85000"},
		{"PK-2021-0003 AVSLÅ\nMOTIVERING: Drift.\nPK-2021-0004 BEVILJA\nMOTIVERING: Bra.", `PK-2021-0003 decline "Drift." | PK-2021-0004 grant "Bra."`},
		{"MOTIVERING: Bra upplägg.", "!unknown_command"},
		{"STATUS\nMOTIVERING: Bra", "status | !unknown_command"},
		// KOMPLETTERA
		{"KOMPLETTERA: Vad ska pengarna gå till?", `request "Vad ska pengarna gå till?"`},
		{"KOMPLETTERA: Skriv vad ni vill uppnå.\nBekräfta gärna kontot.\n\nStatus saknas också.\nSTÄNG", `request "Skriv vad ni vill uppnå.\nBekräfta gärna kontot.\n\nStatus saknas också." | close`},
		{"Komplettera:\nBudget\nKod: " + code + "\nSkickat åt Anette", `request "Budget"`},
		{"Begär komplettering: budget", `request "budget"`},
		{"KOMPLETTERA", "request !no_text"},
		{"KOMPLETTERA:\n\nTack!", "request !no_text"},
		// UTBETALD
		{"UTBETALD", "pay"},
		{"UTBETALT 2021-05-14", "pay 2021-05-14T00:00:00"},
		{"Betald 14 maj", "pay 2021-05-14T00:00:00"},
		{"UTBETALD 14/5 50 000 kr", "pay 50000 2021-05-14T00:00:00"},
		{"UTBETALD 50 000 kr den 14 maj 2021", "pay 50000 2021-05-14T00:00:00"},
		{"UTBETALD 75000", "pay 75000"},
		{"UTBETALD i går", "pay 2021-05-18T00:00:00"},
		{"UTBETALD idag 75 tkr", "pay 75000 2021-05-19T00:00:00"},
		{"UTBETALD 20/5", "pay 2020-05-20T00:00:00"},
		{"UTBETALD 31 februari", "pay !bad_value"},
		{"UTBETALD\n14 maj", "pay !bad_value"},
		{"UTBETALD 14/5 15/5", "pay !bad_value"},
		{"UTBETALD 14 maj 2000 kr", "pay 2000-05-14T00:00:00 !bad_value"},
		{"UTBETALD 50000 60000", "pay !bad_value"},
		// The rest of the deeds
		{"ÅNGRA", "undo"},
		{"ångra beslutet, tack", "undo"},
		{"ANGRA", "undo"},
		{"STÄNG ÄRENDET", "close"},
		{"Avsluta PK-2021-0007", "PK-2021-0007 close"},
		{"LÄGG ÅT SIDAN", "hold"},
		{"lagg at sidan", "hold"},
		{"SLÄPP", "release"},
		{"Fortsätt", "release"},
		{"BEKRÄFTA KONTO", "confirm account"},
		{"BEKRAFTA KONTO", "confirm account"},
		{"Bekräfta summan", "confirm amount"},
		{"BEKRÄFTA KONTAKTPERSON, tack", "confirm contact"},
		{"BEKRÄFTA MÅLGRUPP", "confirm target_group"},
		{"BEKRÄFTA nästa steg", "confirm next_steps"},
		{"BEKRÄFTA", "confirm !missing"},
		{"BEKRÄFTA TELEFON", "confirm !missing"},
		{"BEKRÄFTA KONTO OCH SUMMA", "confirm account !unknown_command"},
		{"ÅTERTA", "withdraw"},
		{"ÅTERTA ANSÖKAN", "withdraw"},
		{"ÅTERBETALD 12 000 kr", "repay 12000"},
		{"ÅTERBETALD", "repay !no_sum"},
		{"ÅTERBETALD en del", "repay !bad_value"},
		{"FÖRLÄNG 2021-12-01", "extend 2021-12-01T23:59:59"},
		{"Förläng till 1 mars", "extend 2022-03-01T23:59:59"},
		{"FÖRLÄNG 1/12 eftersom Anna är sjuk", `extend 2021-12-01T23:59:59 "1/12 eftersom Anna är sjuk"`},
		{"FÖRLÄNG", "extend !no_day"},
		{"FÖRLÄNG 32/1", "extend !bad_value"},
		{"ANTECKNA: Ringde Eva.\nHon återkommer.", `note "Ringde Eva.\nHon återkommer."`},
		{"ANTECKNA", "note !no_text"},
		{"SLÅ IHOP MED PK-2021-0009", "merge into PK-2021-0009"},
		{"slå ihop PK-2021-0007 med PK-2021-0009", "merge into PK-2021-0009"},
		{"PK-2021-0007 SLÅ IHOP MED PK-2021-0009", "PK-2021-0007 merge into PK-2021-0009"},
		{"SLÅ IHOP", "merge !no_case"},
		// RÄTTA
		{"RÄTTA SUMMA: 75 000 kr", "correct amount =75000"},
		{"RÄTTA summa till 60000", "correct amount =60000"},
		{"Rätta konto: bankgiro 5050-1055", "correct account bankgiro 5050-1055"},
		{"RÄTTA BANKGIRO: 50501055", "correct account bankgiro 5050-1055"},
		{"RÄTTA KONTO: 5050-1056", "correct account !bad_value"},
		{"RÄTTA KONTO: 50501055", "correct account !bad_value"},
		{"RÄTTA KONTAKTPERSON: Eva Ek, eva.ek@regionhalland.se,\n070-174 06 05\n\nMvh", "correct contact Eva Ek eva.ek@regionhalland.se +46701740605"},
		{"RÄTTA KONTAKT: Eva Ek", "correct contact !bad_value"},
		{"RÄTTA SÖKANDE: Hallands region", "correct applicant Region Halland"},
		{"RÄTTA SÖKANDE: Region Hallonland", "correct applicant !bad_value"},
		{"RÄTTA ÄNDAMÅL: Kursledare.\n\nOch lokal.", "correct purpose Kursledare. Och lokal."},
		{"RÄTTA FAX: 08", "correct !missing"},
		{"RÄTTA SUMMA", "correct amount !bad_value"},
		// Words that are no deeds
		{"STATUS", "status"},
		{"status, tack", "status"},
		{"PAUSA UTSKICK", "pause"},
		{"ÅTERUPPTA", "resume"},
		{"HJÄLP!", "help"},
		{"GÖR ÄRENDE", "take"},
		{"GOR ARENDE", "take"},
		{"TYSTA", "!unknown_command"},
		// Meant, and not understood
		{"BEVILA 75000", "!unknown_command"},
		{"AVSÅL", "!unknown_command"},
		{"BEVILJA 75000\nMAKULERA", "grant 75000 | !unknown_command"},
		{"STATUS FÖR HALLAND", "status !unknown_command"},
		// Around commands
		{"Hej!\n\nBEVILJA 75000\n\nTack på förhand!\nHARALD", "grant 75000"},
		{"- BEVILJA 75000\n* STATUS", "grant 75000 | status"},
		{"BEVILJA 75000\n\nVi ses på torsdag. Status på rapporten tar vi då.", "grant 75000"},
		{"BEVILJA 75000\n_______________________________________________\nTestlistan\nAVSLÅ", "grant 75000 | decline !"},
	} {
		want := test.want
		if strings.HasSuffix(want, " | decline !") { // a ruler ends a text only; who stands below it is for segment to say
			want = "grant 75000 !contradicts | decline !contradicts"
		}
		if got := told(read(test.text)); got != want {
			t.Errorf("%q:\n got %s\nwant %s", test.text, got, want)
		}
	}
}

// What only speaks of commands is none.
func TestNoCommands(t *testing.T) {
	for _, text := range []string{
		"Avslå är ett hårt ord, tycker jag.",
		"AVSLÅ är ett hårt ord, tycker jag.",
		"Status: jag är på semester till den 9 augusti.",
		"Hjälp! Jag hittar inte rapporten.",
		"Bevilja?",
		"Bevilja oss lite ledigt, chefen, så ska vi arbeta desto mer.",
		"Avslag på semesteransökan kom i dag, tråkigt nog.",
		"Bekräfta kontakten med Anna",
		"Bekräfta gärna att du fått det här.",
		"Rätta mig om jag har fel",
		"Betald semester i juli",
		"Komplettering kommer i morgon",
		"Avslag kom i dag",
		"Stäng dörren efter dig",
		"Släpp taget om det där nu, det ordnar sig.",
		"Anteckningar från mötet ligger i mappen.",
		"Motivering saknas i flera av dem.",
		"Förläng gärna lunchen.",
		"Hej!\n\nJag tänkte bevilja den.",
		"TACK!\n\nHARALD GRÖNQVIST",
		"OBS: mötet är flyttat",
		"REGION HALLAND",
		"",
	} {
		if got := told(read(text)); got != "" {
			t.Errorf("%q is read as %s", text, got)
		}
		if word, ok := Begins(text, nil); ok {
			t.Errorf("%q begins with %q", text, word)
		}
	}
}

// One mail cannot say both.
func TestContradictions(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"BEVILJA 75000\nAVSLÅ", "grant 75000 !contradicts | decline !contradicts"},
		{"BEVILJA 75000\nBEVILJA 60000", "grant 75000 !contradicts | grant 60000 !contradicts"},
		{"BEVILJA\nBEVILJA 60000", "grant !contradicts | grant 60000 !contradicts"},
		{"BEVILJA 60000\nBEVILJA 60 tkr", "grant 60000 | grant 60000"},
		{"BEVILJA 60000\nSTATUS\nKOMPLETTERA: budget", `grant 60000 !contradicts | status | request "budget" !contradicts`},
		{"PK-2021-0003 BEVILJA\nPK-2021-0004 AVSLÅ", "PK-2021-0003 grant | PK-2021-0004 decline"},
		{"PK-2021-0003 BEVILJA\nAVSLÅ", "PK-2021-0003 grant !contradicts | decline !contradicts"},
		{"PAUSA\nÅTERUPPTA", "pause !contradicts | resume !contradicts"},
		{"UTBETALD 14/5\nUTBETALD 15/5", "pay 2021-05-14T00:00:00 !contradicts | pay 2021-05-15T00:00:00 !contradicts"},
		{"RÄTTA SUMMA: 60000\nRÄTTA SUMMA: 70000", "correct amount =60000 !contradicts | correct amount =70000 !contradicts"},
		{"ÅNGRA\nBEVILJA 60000", "undo | grant 60000"},
		{"BEVILJA 60000\nKod: " + code + "\nSTÄNG\nKod: k3v9-x2ab-q7rs-mn4t-y5uw-2cd6-eg", "grant 60000 !contradicts | close !contradicts"},
	} {
		if got := told(read(test.text)); got != test.want {
			t.Errorf("%q:\n got %s\nwant %s", test.text, got, test.want)
		}
	}
}

func TestCode(t *testing.T) {
	for _, test := range []struct {
		name string
		in   Input
		want string
	}{
		{"below the commands", Input{Text: "BEVILJA\n\nKod: " + code}, code},
		{"in capitals, with other hyphens", Input{Text: "BEVILJA\nKOD: " + strings.ToUpper(strings.ReplaceAll(code, "-", "‑"))}, strings.ToUpper(code)},
		{"in the line of the command", Input{Text: "BEVILJA 75000 (kod " + code + ")"}, code},
		{"below a signature", Input{Text: "BEVILJA", Below: "/Harald\n\nKod: " + code}, code},
		{"in the subject", Input{Text: "BEVILJA", Subject: "[PK-2021-0007] Bevilja, kod: " + code}, code},
		{"the same twice", Input{Text: "BEVILJA\nKod: " + code + "\nKod: " + code, Subject: "Kod: " + code}, code},
		{"two", Input{Text: "BEVILJA\nKod: " + code + "\nKod: aaaa-bbbb"}, ""},
		{"none", Input{Text: "BEVILJA"}, ""},
		{"a word without a code", Input{Text: "BEVILJA\nKod: saknas"}, ""},
	} {
		m := Read(test.in)
		if m.Token != test.want || len(m.Lines) != 1 {
			t.Errorf("%s: got %q and %s", test.name, m.Token, told(m))
		}
	}
	if HasCode("Kod: 1234-5678 till porten") || !HasCode("Kod: "+code) {
		t.Error("the code of a door is taken for ours, or ours is not")
	}
	if account := "SE45 5000 0000 0583 9825 7466 nu"; HideCodes(account) != account {
		t.Errorf("an account is hidden: %s", HideCodes(account))
	}
}

// Where the text is empty the subject orders; else it says nothing.
func TestSubject(t *testing.T) {
	if got := told(Read(Input{Subject: "[PK-2021-0007] Pausa"})); got != "PK-2021-0007 pause" {
		t.Errorf("got %s", got)
	}
	if got := told(Read(Input{Text: "STATUS", Subject: "[PK-2021-0007] Bevilja"})); got != "status" {
		t.Errorf("got %s", got)
	}
}

// A command must stand in both texts of a mail that has two.
func TestTwoTexts(t *testing.T) {
	for _, test := range []struct{ text, plain, want string }{
		{"BEVILJA 75000", "*BEVILJA 75000*\n\n> Ny ansökan", "grant 75000"},
		{"BEVILJA 75000", " \n", "grant 75000"},
		{"BEVILJA 75000", "Tack för mötet!", "grant 75000 !two_texts"},
		{"BEVILJA 750000", "BEVILJA 75000", "grant 750000 !two_texts"},
		{"RÄTTA KONTAKT: Eva Ek, eva.ek@regionhalland.se", "RÄTTA KONTAKT: Eva Ek, eva.ek@regionhalland.se<mailto:eva.ek@regionhalland.se>", "correct contact Eva Ek eva.ek@regionhalland.se"},
	} {
		if got := told(Read(Input{Text: test.text, Plain: test.plain})); got != test.want {
			t.Errorf("%q beside %q:\n got %s\nwant %s", test.text, test.plain, got, test.want)
		}
	}
}

// Nobody types so many commands; what is beyond the bound is not passed over in
// silence.
func TestBounds(t *testing.T) {
	m := read(strings.Repeat("STATUS\n", 1000))
	if n := len(m.Lines); n != maxLines || m.Lines[n-1].Fault != string(medelbot.RefusedUnknown) {
		t.Errorf("got %d lines, the last one with %q", n, m.Lines[n-1].Fault)
	}
	long := read("ANTECKNA: " + strings.Repeat("å ", 20000))
	if l := long.Lines[0]; len([]rune(l.Text)) != maxLine || len(l.Order.Text) > maxText {
		t.Errorf("got %d and %d", len([]rune(l.Text)), len(l.Order.Text))
	}
}

func TestBegins(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"BEVILJA 75000\n\nhälsningar", "bevilja"},
		{"Hej!\n\nAVSLÅ eftersom insatsen redan är betald", "avsla"},
		{"Kod: " + code + "\nPK-2021-0007\nLägg åt sidan", "lagg at sidan"},
		{"MOTIVERING: Bra.\nBEVILJA", "motivering"},
		{"Hej Harald,\n\nhär är vår ansökan, vi hoppas att ni kan\nbevilja den", ""},
		{"Hej\nAnna här\nBEVILJA", ""},
	} {
		if got, _ := Begins(test.text, nil); got != test.want {
			t.Errorf("%q: got %q, want %q", test.text, got, test.want)
		}
	}
}

// FuzzRead: whatever a coordinator writes, each line says what it orders or why
// it cannot be understood, and nothing is kept beyond its bound.
func FuzzRead(f *testing.F) {
	f.Add("BEVILJA 75 000 kr\nMOTIVERING: Bra.\n\nKod: "+code, "[PK-2021-0007] Bevilja", "")
	f.Add("UTBETALD 29 februari 50000\nRÄTTA KONTO: 8327-9, 12 345", "", "UTBETALD")
	f.Add("SLÅ IHOP MED PK-2021-0009\nBEVILA\n\x01", "Pausa", "x")
	f.Fuzz(func(t *testing.T, text, subject, plain string) {
		in := Input{Text: text, Subject: subject, Plain: plain, Writer: "Harald", Now: now, Zone: stockholm}
		m := Read(in)
		if len(m.Lines) > maxLines+maxLines {
			t.Errorf("%d lines", len(m.Lines))
		}
		for _, l := range m.Lines {
			o := l.Order
			if l.Fault != "" {
				if medelbot.RefusalCode(l.Fault).English() == "" {
					t.Errorf("nobody words the fault %q", l.Fault)
				}
				continue
			}
			switch {
			case l.Word == "", o.Deed == "" && l.Word == medelbot.WordDeed:
				t.Errorf("%q orders nothing", l.Text)
			case o.SEK < 0, o.Deed == medelbot.DeedRepay && o.SEK == 0, o.Deed == medelbot.DeedExtend && o.Day.IsZero(),
				o.Deed == medelbot.DeedCorrect && o.Value == nil, o.Deed == medelbot.DeedConfirm && !o.Element.Known(),
				o.Deed == medelbot.DeedMerge && o.Into == "", o.Deed == medelbot.DeedRequest && o.Text == "":
				t.Errorf("%q lacks what it needs: %+v", l.Text, o)
			}
		}
	})
}
