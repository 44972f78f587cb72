package elements

import (
	"testing"

	"medelbot"
)

func TestContact(t *testing.T) {
	anna := medelbot.Address{Name: "Ek Anna", Email: "anna.ek@skane.se"}
	signature := "Anna Ek\nutvecklingsledare\nRegion Skåne\nVäxel 040-628 04 01\nMobil 070-174 06 05\nanna.ek@skane.se"
	const self = "ok Anna Ek anna.ek@skane.se +46701740605"
	for text, want := range map[string]string{
		"Kontaktperson: undertecknad":                                self,
		"Kontaktperson för uppföljning är jag.":                      self,
		"Jag är kontaktperson.":                                      self,
		"Jag ansvarar för uppföljning och rapport.":                  self,
		"Jag kommer själv att följa upp och redovisa insatsen.":      self,
		"Som kontaktperson står undertecknad.":                       self,
		"Ansvarig: Anna Ek":                                          self,
		"Projektledare: Anna":                                        self,
		"Kontakt: anna.ek@skane.se":                                  self,
		"Kontaktperson: se signatur":                                 self,
		"Kontaktperson är Bo Lind, bo.lind@skane.se, 070-174 06 06.": "ok Bo Lind bo.lind@skane.se +46701740606",
		"Bo Lind (bo.lind@skane.se) håller i uppföljningen.":         "ok Bo Lind bo.lind@skane.se",
		"Kontaktperson: Bo Lind":                                     "invalid no_channel Bo Lind",
		"Kontaktperson: Harald Ek, harald.ek@skane.se":               "ok Harald Ek harald.ek@skane.se",
		"Kontaktperson: Bo Lind, tel 070-174 06 06":                  "ok Bo Lind +46701740606",
		"Kontaktperson blir vår processledare Bo Lind. Han nås på bo.lind@skane.se eller 070-174 06 06.":             "ok Bo Lind bo.lind@skane.se +46701740606",
		"Uppföljning och rapport sköts av Bo Lind, bo.lind@skane.se":                                                 "ok Bo Lind bo.lind@skane.se",
		"Kontaktperson med ansvar för uppföljning/rapportering:\nBo Lind\nProcessledare\nbo.lind@skane.se":           "ok Bo Lind bo.lind@skane.se",
		"Kontaktperson ekonomi: Siv Krona, siv.krona@skane.se":                                                       "missing",
		"Kontaktperson ekonomi: Siv Krona, siv.krona@skane.se\nKontaktperson uppföljning: Bo Lind, bo.lind@skane.se": "ok Bo Lind bo.lind@skane.se",
		"Frågor om fakturan: Siv Krona, siv.krona@skane.se":                                                          "missing",
		"Kontaktperson: meddelas senare":                                                                             "missing",
		"Kontaktperson: Harald Grönqvist, harald.gronqvist@skr.se":                                                   "missing",
		"Enligt Harald Grönqvist ska vi ange kontaktperson, det blir Bo Lind (bo.lind@skane.se).":                    "ok Bo Lind bo.lind@skane.se",
		"Kontakt: Lind, Bo bo.lind@skane.se":                                                                         "ok Bo Lind bo.lind@skane.se",
		"Kontaktpersoner: Bo Lind, bo.lind@skane.se, 070-174 06 06 och Eva Ros, eva.ros@skane.se":                    "ok Bo Lind bo.lind@skane.se +46701740606",
		"Contact person responsible for follow-up: Bo Lind, bo.lind@skane.se":                                        "ok Bo Lind bo.lind@skane.se",
		"Ansvarig chef: Eva Ros\nAnsvarig för uppföljning: Bo Lind, bo.lind@skane.se":                                "ok Bo Lind bo.lind@skane.se",
		"Kontaktperson: Dr. Bo von Lind, överläkare, bo.lind@skane.se":                                               "ok Bo von Lind bo.lind@skane.se",
		"För återrapporteringen svarar undertecknad.":                                                                self,
		"För uppföljningen ansvarar undertecknad.":                                                                   self,
		"Uppföljning och återrapportering sköter nedantecknad.":                                                      self,
		"Ansvarig för uppföljning och rapport: undertecknad":                                                         self,
		"Ansvarig: Ek, Anna":                                                   self,
		"Uppföljning och rapport: AE":                                          self,
		"Uppföljning och rapport: BL":                                          "missing",
		"Ändra mitt nummer till 070-174 06 09.":                                "ok Anna Ek anna.ek@skane.se +46701740609",
		"Byt mitt mobilnummer från 070-174 06 08 till 070-174 06 09.":          "ok Anna Ek anna.ek@skane.se +46701740609",
		"Mitt nummer blev fel, det ska vara 070-174 06 09.":                    "ok Anna Ek anna.ek@skane.se +46701740609",
		"Mitt nya nummer är 070-174 06 09, inte 070-174 06 08.":                "ok Anna Ek anna.ek@skane.se +46701740609",
		"Det är inte 070-174 06 08 utan 070-174 06 09 som är mitt nya nummer.": "ok Anna Ek anna.ek@skane.se +46701740609",
		"Har ni bytt nummer? Ring mig på 070-174 06 09.":                       "missing",
		"Ansvarig för uppföljningen är Bo Lind, men Bo slutar hos oss i maj. Anteckna i stället Eva Ros, eva.ros@skane.se.": "ok Eva Ros eva.ros@skane.se",
		"Jag går i pension i juni, så i fortsättningen är det Eva Ros ni ska ha kontakt med. Hon nås på eva.ros@skane.se.":  "ok Eva Ros eva.ros@skane.se",
		"Bo Lind, som ansvarar för uppföljningen, slutar hos oss i maj.":                                                    "missing",
		"Jag går på föräldraledighet i maj och då tar Bo Lind över som kontaktperson, bo.lind@skane.se.":                    "ok Bo Lind bo.lind@skane.se",
		"Skriv i stället 80 000 kr och hälsa Eva Ros, eva.ros@skane.se.":                                                    "missing",
		"Sätt Bo Lind som kontaktperson, bo.lind@skane.se.":                                                                 "ok Bo Lind bo.lind@skane.se",
		"Skriv upp mig på uppföljningen.":                                                                                   self,
		"Och kontakt det blir min kollega Bo Lind hon nås på 070 174 06 06 punkt":                                           "ok Bo Lind +46701740606",
		"Hör av er om ni undrar något.":                                                                                     "missing",
		"Vi hade tät kontakt med patienterna.":                                                                              "missing",
		"Kontaktperson: Bo Lind\nVerksamhetschef: Eva Ros, eva.ros@skane.se, 070-174 06 07":                                 "invalid no_channel Bo Lind",
	} {
		in := Input{Texts: []Text{{Source: "body", Own: text, Signature: signature}}, Sender: anna, Wanted: call2021.Elements, Call: &call2021,
			Home: home, HomeDomains: []string{"skr.se"}}
		if got := tell(Read(in)[medelbot.Contact]); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestApplicant(t *testing.T) {
	for _, tc := range []struct{ text, from, want string }{
		{"Region Kronoberg söker medel.", "a@kronoberg.se", "ok Region Kronoberg"},
		{"Vi söker medel.", "a@rvn.se", "ok Region Västernorrland"},
		{"Sökande: Härnösands sjukhus", "a@rvn.se", "ok Region Västernorrland"},
		{"Sökande: Kalmar", "a@gmail.com", "ok Region Kalmar län"},
		{"Region: Västmanland", "a@gmail.com", "ok Region Västmanland"},
		{"Vem söker: VGR", "a@gmail.com", "ok Västra Götalandsregionen"},
		{"Sökande: Landstinget Dalarna", "a@gmail.com", "ok Region Dalarna"},
		{"Sökande: Region Skåne tillsammans med Malmö stad", "a@skane.se", "ok Region Skåne"},
		{"Region Halland söker tillsammans med Region Skåne.", "a@regionhalland.se", "ok Region Halland"},
		{"Tillsammans med Region Skåne söker Region Halland medel.", "a@regionhalland.se", "ok Region Halland"},
		{"Sökande: Stiftelsen Björkliden", "a@bjorkliden.example", "ok Stiftelsen Björkliden"},
		{"Sökande: Bräcke diakoni, Göteborg", "a@brackediakoni.example", "ok Bräcke diakoni"},
		{"Vi på Ronald McDonald Hus söker 50 000 kr.", "a@hus.example", "ok Ronald McDonald Hus"},
		{"Sökande: Ljungby kommun", "a@ljungby.example", "ok Ljungby kommun"},
		{"Vi söker medel.", "a@gmail.com", "missing"},
		{"Vem söker? Meddelas senare", "a@gmail.com", "missing"},
		{"Närsjukvården i Kalmar söker medel.", "a@regionkalmar.se", "ok Region Kalmar län"},
		{"På uppdrag av Region Gotland söker vi medel.", "a@konsult.example", "ok Region Gotland"},
		{"Vi har hört att Region Skåne fick medel. Nu söker Region Halland.", "a@regionhalland.se", "ok Region Halland"},
	} {
		in := Input{Texts: []Text{{Source: "body", Own: tc.text}}, Sender: medelbot.Address{Email: tc.from}, Wanted: call2021.Elements, Call: &call2021}
		if got := tell(Read(in)[medelbot.Applicant]); got != tc.want {
			t.Errorf("%q from %s: %q, want %q", tc.text, tc.from, got, tc.want)
		}
	}
}

// A visiting card tells how to reach somebody whom the mail names.
func TestContactOfCard(t *testing.T) {
	const card = "Namn\tJon Alm\nMobil\t070-174 06 05\nE-post\tjon.alm@skane.se\nOrganisation\tRegion Skåne"
	for _, c := range []struct{ text, want string }{
		{"Kontaktperson: Jon Alm", "Jon Alm jon.alm@skane.se +46701740605"},
		{"Kontaktperson: Jon Alm, 070-174 06 06", "Jon Alm jon.alm@skane.se +46701740606"},
		{"Kontaktperson: Per Alm, 070-174 06 06", "Per Alm  +46701740606"},
		{"Vi söker 50 000 kr.", ""},
	} {
		e := Read(Input{Texts: []Text{{Source: "body", Own: c.text}}, Cards: []string{card}, Wanted: []medelbot.ElementKey{medelbot.Contact, medelbot.Applicant}, Call: &call2021})
		got := ""
		if v := e[medelbot.Contact].Value; v != nil {
			got = v.Name + " " + v.Email + " " + v.Phone
		}
		if got != c.want || e[medelbot.Applicant].Status != medelbot.Missing {
			t.Errorf("%q: %q, want %q; applicant %+v", c.text, got, c.want, e[medelbot.Applicant])
		}
	}
}
