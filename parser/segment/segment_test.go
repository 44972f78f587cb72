package segment

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"medelbot/parser/ink"
)

// show writes segments as "mark depth from| first line ... " for comparison.
func show(segments []Segment) string {
	var b strings.Builder
	for _, s := range segments {
		text := strings.Join(strings.Fields(s.Text), " ")
		fmt.Fprintf(&b, "%s %d %s|%s\n", s.Mark, s.Depth, s.From.Email, text)
	}
	return strings.TrimSpace(b.String())
}

func TestSplit(t *testing.T) {
	const block = "Från: Eva Berg <eva@region.example>\nSkickat: den 3 maj 2021 10:15\nTill: Fonden\nÄmne: Medel\n"
	const flatBlock = "Från: Eva Berg <eva@region.example> Skickat: den 3 maj 2021 10:15 Till: Fonden Ämne: Medel"
	tests := []struct {
		name, text string
		prefix     Prefix
		want       string
	}{
		{"only own words", "Hej!\nVi söker medel.\n", NoPrefix,
			"own 0 |Hej! Vi söker medel."},
		{"top-posted above an Outlook block", "Bankgiro 5050-1055\n\n" + block + "\nVad saknas?\n", Reply,
			"own 0 |Bankgiro 5050-1055\nheader 1 eva@region.example|" + flatBlock + "\nquoted 1 eva@region.example|Vad saknas?"},
		{"bottom-posted", "Den 3 maj 2021 kl. 10:15 skrev Eva <eva@region.example>:\n> Vad saknas?\n\nBankgiro 5050-1055\n", Reply,
			"attribution 0 |Den 3 maj 2021 kl. 10:15 skrev Eva <eva@region.example>:\nquoted 1 eva@region.example|Vad saknas?\nown 0 |Bankgiro 5050-1055"},
		{"answered line by line", "> Vilken summa?\n50 000 kr\n> Vilket konto?\n5050-1055\n", Reply,
			"quoted 1 |Vilken summa?\nown 0 |50 000 kr\nquoted 1 |Vilket konto?\nown 0 |5050-1055"},
		{"attribution wrapped over three lines", "Ja.\n\n> Den 3 maj 2021 kl. 10:15 skrev\n> Eva Berg\n> <eva@region.example>:\n>> Nej?\n", NoPrefix,
			"own 0 |Ja.\nattribution 1 |Den 3 maj 2021 kl. 10:15 skrev Eva Berg <eva@region.example>:\nquoted 2 eva@region.example|Nej?"},
		{"attribution above unmarked text", "Ja.\n\nDen 3 maj 2021 kl. 10:15 skrev Eva <eva@region.example>:\n\nHej, kommer ni?\n", NoPrefix,
			"own 0 |Ja.\nattribution 0 |Den 3 maj 2021 kl. 10:15 skrev Eva <eva@region.example>:\nquoted 1 eva@region.example|Hej, kommer ni?"},
		{"a phone quotes the attribution too", "Ja\n\n> 3 maj 2021 kl. 10:15 skrev Eva <eva@region.example>:\n> \n> Kommer ni?\n", NoPrefix,
			"own 0 |Ja\nattribution 1 eva@region.example|3 maj 2021 kl. 10:15 skrev Eva <eva@region.example>:\nquoted 1 eva@region.example|Kommer ni?"},
		{"forwarded by subject", "Se nedan.\n\n" + block + "\nVi söker medel.\n", Forward,
			"own 0 |Se nedan.\nheader 1 eva@region.example|" + flatBlock + "\nforwarded 1 eva@region.example|Vi söker medel."},
		{"forwarded without a word", block + "\nVi söker medel.\n", NoPrefix,
			"header 1 eva@region.example|" + flatBlock + "\nforwarded 1 eva@region.example|Vi söker medel."},
		{"forwarded with a note", "Hej!\nDet här kom till registrator.\n/Bo\n\n" + block + "\nVi söker medel.\n", NoPrefix,
			"own 0 |Hej! Det här kom till registrator.\nsignature 0 |/Bo\nheader 1 eva@region.example|" + flatBlock + "\nforwarded 1 eva@region.example|Vi söker medel."},
		{"a short answer is no forward", "Hej!\nBankgiro 5050-1055.\n\n" + block + "\nVad saknas?\n", NoPrefix,
			"own 0 |Hej! Bankgiro 5050-1055.\nheader 1 eva@region.example|" + flatBlock + "\nquoted 1 eva@region.example|Vad saknas?"},
		{"forwarded by Apple Mail", "Vidarebefordrat mejl:\n\n> Från: Eva Berg <eva@region.example>\n> Ämne: Medel\n> Datum: 3 maj 2021 10:15:00 CEST\n> Till: fond@fond.example\n> \n> Vi söker medel.\n> \n> Mvh\n> Eva\n", NoPrefix,
			"header 0 |Vidarebefordrat mejl:\nheader 1 eva@region.example|Från: Eva Berg <eva@region.example> Ämne: Medel Datum: 3 maj 2021 10:15:00 CEST Till: fond@fond.example\nforwarded 1 eva@region.example|Vi söker medel.\nsignature 1 eva@region.example|Mvh Eva"},
		{"forwarded by Gmail", "fyi\n\n---------- Forwarded message ---------\nFrån: Eva Berg <eva@region.example>\nDate: mån 3 maj 2021 kl 10:15\nSubject: Medel\nTo: <fond@fond.example>\n\nVi söker medel.\n", Forward,
			"own 0 |fyi\nheader 0 |---------- Forwarded message ---------\nheader 1 eva@region.example|Från: Eva Berg <eva@region.example> Date: mån 3 maj 2021 kl 10:15 Subject: Medel To: <fond@fond.example>\nforwarded 1 eva@region.example|Vi söker medel."},
		{"a forward in a forward", "Från: Bo Ek <bo@region.example>\nSkickat: den 4 maj 2021 08:00\nTill: Registrator\nÄmne: VB: Medel\n\nSkickar vidare.\n\n" + block + "\nVi söker medel.\n", Forward,
			"header 1 bo@region.example|Från: Bo Ek <bo@region.example> Skickat: den 4 maj 2021 08:00 Till: Registrator Ämne: VB: Medel\nforwarded 1 bo@region.example|Skickar vidare.\nheader 2 eva@region.example|" + flatBlock + "\nforwarded 2 eva@region.example|Vi söker medel."},
		{"an answer to a forward stays a quote", "Ja tack.\n\nFrån: Bo Ek <bo@region.example>\nSkickat: den 4 maj 2021 08:00\nTill: Eva\nÄmne: VB: Medel\n\n" + block + "\nVi söker medel.\n", Reply,
			"own 0 |Ja tack.\nheader 1 bo@region.example|Från: Bo Ek <bo@region.example> Skickat: den 4 maj 2021 08:00 Till: Eva Ämne: VB: Medel\nheader 2 eva@region.example|" + flatBlock + "\nquoted 2 eva@region.example|Vi söker medel."},
		{"underscores are a separator only above a block", "Ansökan\n____________________\nSumma: 5 000 kr\n", NoPrefix,
			"own 0 |Ansökan ____________________ Summa: 5 000 kr"},
		{"underscores above a block", "Ja.\n____________________\n" + block + "Vad?\n", Reply,
			"own 0 |Ja.\nheader 0 |____________________\nheader 1 eva@region.example|" + flatBlock + "\nquoted 1 eva@region.example|Vad?"},
		{"form lines that look like a block", "Från: Region Gotland\nTill: Fonden\nVi söker 5 000 kr.\n", NoPrefix,
			"own 0 |Från: Region Gotland Till: Fonden Vi söker 5 000 kr."},
		{"a block on one line", "Ja.\n\nFrån: Eva <eva@region.example> Skickat: den 3 maj 2021 10:15 Till: Bo <bo@region.example> Ämne: Medel\nHej\n", Reply,
			"own 0 |Ja.\nheader 1 eva@region.example|Från: Eva <eva@region.example> Skickat: den 3 maj 2021 10:15 Till: Bo <bo@region.example> Ämne: Medel\nquoted 1 eva@region.example|Hej"},
		{"recipients over several lines", "Ja.\n\nFrån: Eva <eva@region.example>\nSkickat: den 3 maj 2021 10:15\nTill: Bo Ek;\nMia Al; Åke Ö\nÄmne: Medel\nHej\n", Reply,
			"own 0 |Ja.\nheader 1 eva@region.example|Från: Eva <eva@region.example> Skickat: den 3 maj 2021 10:15 Till: Bo Ek; Mia Al; Åke Ö Ämne: Medel\nquoted 1 eva@region.example|Hej"},
		{"a comparison is no quote", "Målgruppen är patienter\n> 65 år i hela länet.\n", NoPrefix,
			"own 0 |Målgruppen är patienter > 65 år i hela länet."},
		{"signature", "Vi söker medel.\n\nMed vänlig hälsning\n\nEva Berg\nUtvecklare\n\nRegion Gotland\nTel: 070-174 06 05\nBankgiro 5050-1055\n", NoPrefix,
			"own 0 |Vi söker medel.\nsignature 0 |Med vänlig hälsning Eva Berg Utvecklare Region Gotland Tel: 070-174 06 05 Bankgiro 5050-1055"},
		{"sign-off above the application", "Här kommer vår ansökan.\n\nMvh Eva\nRegion Gotland\n\nVem som söker: Region Gotland\nSökt summa: 5 000 kr\n\nVänligen\nEva\n", NoPrefix,
			"own 0 |Här kommer vår ansökan.\nsignature 0 |Mvh Eva Region Gotland\nown 0 |Vem som söker: Region Gotland Sökt summa: 5 000 kr\nsignature 0 |Vänligen Eva"},
		{"an account below the signature", "Vi söker medel.\n\nHälsningar\nEva Berg\n\nKontonummer: 5050-1055\n", NoPrefix,
			"own 0 |Vi söker medel.\nsignature 0 |Hälsningar Eva Berg\nown 0 |Kontonummer: 5050-1055"},
		{"prose below the signature", "Hej!\n\n/Eva\n\nPengarna ska vi använda till att prova gemensamma träffar där patienter och personal skriver planen.\n", NoPrefix,
			"own 0 |Hej!\nsignature 0 |/Eva\nown 0 |Pengarna ska vi använda till att prova gemensamma träffar där patienter och personal skriver planen."},
		{"signature without a sign-off", "Vi söker medel.\n\nEva Berg\nRegion Gotland\n070-174 06 05\n", NoPrefix,
			"own 0 |Vi söker medel.\nsignature 0 |Eva Berg Region Gotland 070-174 06 05"},
		{"a contact below its heading is no signature", "Kontaktperson:\n\nEva Berg\nRegion Gotland\n070-174 06 05\n", NoPrefix,
			"own 0 |Kontaktperson: Eva Berg Region Gotland 070-174 06 05"},
		{"signature line of RFC 3676", "Vi söker medel.\n-- \nEva Berg\nwww.region.example\n", NoPrefix,
			"own 0 |Vi söker medel.\nsignature 0 |-- Eva Berg www.region.example"},
		{"banner and footers", "Detta mejl kommer från en extern avsändare. Klicka inte på länkar.\n\nVi söker medel.\n\nSkickat från min iPhone\n\nTänk på miljön innan du\nskriver ut detta mejl.\n", NoPrefix,
			"disclaimer 0 |Detta mejl kommer från en extern avsändare. Klicka inte på länkar.\nown 0 |Vi söker medel.\ndisclaimer 0 |Skickat från min iPhone Tänk på miljön innan du skriver ut detta mejl."},
		{"a footer line in a mail without blank lines", "Hej!\nVi söker 5 000 kr.\nMvh\nEva\nDetta meddelande kan innehålla sekretessbelagd information.\n", NoPrefix,
			"own 0 |Hej! Vi söker 5 000 kr.\nsignature 0 |Mvh Eva\ndisclaimer 0 |Detta meddelande kan innehålla sekretessbelagd information."},
		{"words about secrecy in an application", "Projektet rör uppgifter som kan innehålla sekretess, därför söker vi medel.\n", NoPrefix,
			"own 0 |Projektet rör uppgifter som kan innehålla sekretess, därför söker vi medel."},
		{"empty", "", NoPrefix, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := show(Split(test.text, test.prefix)); got != test.want {
				t.Errorf("got\n%s\nwant\n%s", got, test.want)
			}
		})
	}
}

func TestSplitReadsTheInnerMail(t *testing.T) {
	segments := Split("Från: Berg Eva\nSkickat: den 3 maj 2021 10:15\nTill: Fonden\nÄmne: Medel till träffar\n\nVi söker.\n", Forward)
	last := segments[len(segments)-1]
	if last.Mark != Forwarded || last.From.Name != "Berg Eva" || last.Date != "den 3 maj 2021 10:15" || last.Subject != "Medel till träffar" {
		t.Errorf("last segment = %+v", last)
	}
}

// letters keeps what must never be lost.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune("> \t\r\n", r) {
			return -1
		}
		return r
	}, s)
}

// FuzzSplit: nothing is lost, nothing comes twice, and no mark of ink is left.
func FuzzSplit(f *testing.F) {
	f.Add("> > a\nDen 3 maj 2021 skrev Eva:\n>> b\n-- \nEva\n", true)
	f.Add("Från: a@b.example\nSkickat: 1\nTill: x\nÄmne: VB: y\n\nMvh\n", false)
	f.Add("Svar i rött.\n\nFrån: a@b.example\nSkickat: 1\nTill: x\nÄmne: y\n\nVem?\n"+string(ink.Append(nil, ink.Colour(255, 0, 0)))+"Vi\n"+
		string(ink.Append(nil, ink.Plain))+"Hur?\n--> EB: så\n--> EB: och så\n", false)
	f.Fuzz(func(t *testing.T, text string, forward bool) {
		if !utf8.ValidString(text) {
			return
		}
		prefix := NoPrefix
		if forward {
			prefix = Forward
		}
		segments := Split(text, prefix)
		var all strings.Builder
		for _, s := range segments {
			all.WriteString(s.Text)
			if s.Mark == "" || s.Depth < 0 || s.Mark == Own && s.Depth > 0 || !strings.HasSuffix(s.Text, "\n") || strings.ContainsFunc(s.Text, ink.IsMark) {
				t.Errorf("segment %+v", s)
			}
		}
		if got, want := letters(all.String()), letters(ink.Strip(text)); got != want {
			t.Errorf("letters %q, want %q", got, want)
		}
		if again := Split(text, prefix); !reflect.DeepEqual(segments, again) {
			t.Errorf("first %+v, then %+v", segments, again)
		}
	})
}

func TestSplitIsLinear(t *testing.T) {
	for _, text := range []string{
		strings.Repeat(">", 1<<17),
		strings.Repeat("Från: a@b.example\n", 5_000),
		strings.Repeat("Från: a@b.example\nTill: x;\n", 2_500),
		strings.Repeat("skrev\n", 10_000),
		strings.Repeat("Mvh\n", 10_000),
		strings.Repeat("x ", 1<<16),
		strings.Repeat("Den 3 maj 2021 skrev Eva:\n", 5_000),
		strings.Repeat("> Den 3 maj 2021 skrev Eva:\nx\n", 5_000),
		strings.Repeat("-----Original Message-----\n", 5_000),
		strings.Repeat("Från: a@b.example\nSkickat: 1\nTill: b\n", 5_000),
	} {
		Split(text, NoPrefix) // the test's time limit is the check
	}
}

func BenchmarkSplit(b *testing.B) {
	text := "Hej!\n\n" + strings.Repeat("Vi söker medel för träffar där patienter och personal skriver planen tillsammans: så blir den bådas.\n\n", 120) +
		"Med vänlig hälsning\nEva Berg\nRegion Gotland\n070-174 06 05\n\nFrån: Bo <bo@fond.example>\nSkickat: den 3 maj 2021 10:15\nTill: Eva\nÄmne: Medel\n\nHej Eva!\n"
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Split(text, NoPrefix)
	}
}
