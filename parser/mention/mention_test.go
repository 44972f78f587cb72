package mention

import (
	"strings"
	"testing"
	"unicode/utf8"

	"medelbot"
)

func keys(mentions []medelbot.Mention) string {
	var list []string
	for _, m := range mentions {
		list = append(list, string(m.Key))
	}
	return strings.Join(list, " ")
}

func TestFind(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		// Testbeds.
		{"Vi söker till testbädden Patientkontrakt och patientsäkerhet.", "testbed_safety"},
		{"Region Halland vill vara testbädd för patientsäkerhet i slutenvården.", "testbed_safety"},
		{"Vi räknar med att patientsäkerheten ökar.", "testbed_safety"},
		{"Vi vill träna samverkan, och räknar med att patientsäkerheten ökar.", "testbed_collaboration"},
		{"Två heldagar i Esther SimLab med skådespelare.", "testbed_collaboration"},
		{"Samverkansträning för hemsjukvården och biståndet.", "testbed_collaboration"},
		{"Vi anmäler oss till Patientkontrakt invånare.", "testbed_citizens"},
		{"Regionen har 250 000 invånare.", ""},
		{"Vi samverkar med kommunen och tränar personalen.", ""},

		{"Testbädd patientsäkerhet\n\nVi bjuder in alla.", "testbed_safety"},
		{"Testbädd patientsäkerhet\n\nTräna samverkan\n\nVi bjuder in alla.", ""},

		// Principles.
		{"Arbetet täcker alla fyra delar av Patientkontrakt.", "principle_covers"},
		{"Vi prövar överenskommelse med patienten, fast vårdkontakt och en sammanhållen plan.", "principle_covers part_agreement part_contact part_plan"},
		{"Faller det väl ut kan modellen spridas till fler vårdcentraler.", "principle_spread"},
		{"Vi vill sedan breddinföra arbetssättet i länet.", "principle_spread"},
		{"Smittspridningen i länet är låg, och vi vill sprida ut besöken.", ""},
		{"Vi dokumenterar erfarenheterna och delar dem i nätverket.", "principle_learning"},
		{"En följeforskare tar vara på det vi lär oss.", "principle_learning"},
		{"Vi har lång erfarenhet av äldre.", ""},
		{"Jag är kontaktperson för Patientkontrakt i Region Dalarna.", "principle_appointed"},
		{"Kontaktperson för uppföljning och rapport: Siv Ek", ""},
		{"Vi har talat med Harald, projektledare för Patientkontrakt på SKR.", ""},

		// Parts.
		{"Varje patient skriver en gemensam överenskommelse med sin läkare.", "part_agreement"},
		{"Enligt överenskommelsen mellan staten och SKR ska vården bli nära.", ""},
		{"Vi har en överenskommelse med Falu kommun om lokaler.", ""},
		{"Alla på mottagningen får en fast vårdkontakt.", "part_contact"},
		{"Alla listade har en fast läkarkontakt.", ""},
		{"Patienten får en överenskommen tid innan hen lägger på.", "part_time"},
		{"Tiden kommer vi överens om när vi ringer.", ""},
		{"Sammanhållna planer för dem som har flera vårdgivare.", "part_plan"},
		{"Vi har en plan för hur gruppen ska hålla ihop.", ""},

		// Denied.
		{"Vi arbetar inte med fast vårdkontakt.", ""},
		{"Inte fast vårdkontakt.", ""},
		{"Fast vårdkontakt ingår inte.", ""},
		{"Patienterna är utan sammanhållen plan.", ""},
		{"Vi prövar inte bara fast vårdkontakt.", "part_contact"},
		{"Varken överenskommen tid eller sammanhållen plan finns.", ""},

		// The call's and a form's own words.
		{"Ansökan ska täcka delar av Patientkontrakt: överenskommelse, fast vårdkontakt, överenskommen tid, sammanhållen plan.", ""},
		{"Söks av regionens projektledare eller kontaktperson för Patientkontrakt.", ""},
		{"Beskriv hur lärandet sprids till fler.", ""},
		{"Fast vårdkontakt:\n", ""},
		{"Överenskommen tid\n\nSammanhållen plan\n", ""},
		{"Fast vårdkontakt: alla på avdelningen får en egen.", "part_contact"},
		{"Täcker testbädden fast vårdkontakt?", ""},
		{"", ""},
	} {
		if got := keys(Find(Texts{Own: []string{tt.text}})); got != tt.want {
			t.Errorf("%q: %q, want %q", tt.text, got, tt.want)
		}
	}
}

func TestFindPlaces(t *testing.T) {
	for _, tt := range []struct {
		name  string
		texts Texts
		want  string
	}{
		{"a subject may be a heading", Texts{Subject: "Ansökan: Träna samverkan"}, "testbed_collaboration"},
		{"a subject that asks", Texts{Subject: "Träna samverkan?"}, ""},
		{"a title in the signature", Texts{Signature: "Siv Ek\nProjektledare Patientkontrakt\nRegion Halland"}, "principle_appointed"},
		{"a slogan in the signature", Texts{Signature: "Alla har rätt till en fast vårdkontakt."}, ""},
		{"our own people's signature", Texts{Signature: "Projektledare Patientkontrakt, SKR"}, ""},
		{"each key once", Texts{Own: []string{"Vi inför fast vårdkontakt.", "Vi inför fast vårdkontakt igen."}}, "part_contact"},
	} {
		if got := keys(Find(tt.texts)); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

func TestQuote(t *testing.T) {
	long := strings.Repeat("och sedan ringer vi upp igen ", 20)
	for _, tt := range []struct{ name, text, want string }{
		{"of two the one that tells what they do", "Fasta vårdkontakter finns. Vi ger alla en fast vårdkontakt.", "Vi ger alla en fast vårdkontakt."},
		{"of equal ones the shorter", "Vi ger alla äldre i hela länet en fast vårdkontakt. Vi ger alla fast vårdkontakt.", "Vi ger alla fast vårdkontakt."},
		{"of a form only the line", "Pengarna ska gå till: utbildning om fast vårdkontakt\nKontaktperson: Siv Ek", "Pengarna ska gå till: utbildning om fast vårdkontakt"},
		{"a number is hidden", "Eva, 19121212-1212, fick en fast vårdkontakt.", "Eva, XXXXXXXX-XXXX, fick en fast vårdkontakt."},
	} {
		got := Find(Texts{Own: []string{tt.text}})
		if len(got) != 1 || got[0].Quote != tt.want {
			t.Errorf("%s: %v, want %q", tt.name, got, tt.want)
		}
	}
	for _, text := range []string{long + "med fast vårdkontakt " + long, "Vi ger alla en fast vårdkontakt" + strings.Repeat("å", 500), strings.Repeat("å", 500) + " fast vårdkontakt, " + long} {
		got := Find(Texts{Own: []string{text}})
		if len(got) != 1 || utf8.RuneCountInString(got[0].Quote) > MaxQuote || !strings.Contains(got[0].Quote, "fast vårdkontakt") {
			t.Errorf("of a long sentence: %v", got)
		}
	}
}

func FuzzFind(f *testing.F) {
	f.Add("Vi prövar överenskommelse med patienten, fast vårdkontakt och\n en sammanhållen plan.", "Projektledare Patientkontrakt")
	f.Add("\xff\xfe fast\u200bvårdkontakt 19121212-1212:\n- Överenskommen tid?", "")
	f.Fuzz(func(t *testing.T, text, signature string) {
		seen := map[medelbot.MentionKey]bool{}
		for _, m := range Find(Texts{Subject: signature, Own: []string{text}, Signature: signature}) {
			if seen[m.Key] || m.Quote == "" || utf8.RuneCountInString(m.Quote) > MaxQuote || strings.ContainsAny(m.Quote, "\n\t") {
				t.Errorf("%v", m)
			}
			seen[m.Key] = true
		}
	})
}

// One endless sentence full of mentions is what nobody writes.
func BenchmarkEndless(b *testing.B) {
	text := strings.Repeat("fast vårdkontakt och överenskommen tid ", 1600)
	for b.Loop() {
		Find(Texts{Own: []string{text}})
	}
}
