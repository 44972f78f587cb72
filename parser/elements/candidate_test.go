package elements

import (
	"strings"
	"testing"

	"medelbot"
)

// Every value that a reader could have taken instead is told of, with the
// reason that the rules had.
func TestRefused(t *testing.T) {
	const signature = "Anna Ek\nRegion Skåne\nBankgiro 590-3125\n070-174 06 05"
	for _, tc := range []struct {
		text string
		want string // element, value and why, parted by "|"
	}{
		{"Vi söker 85 000 kr, varav 60 000 kr till lön.", `amount|60 000 kr|it is a part of a sum: "varav"`},
		{"Vi söker 85 000 kr. Taket är max 100 000 kr.", `amount|100 000 kr|it is the call's bound: "max"`},
		{"Vi söker 85 000 kr. Regionen bidrar med 20 000 kr.", `amount|20 000 kr|somebody else than the fund pays it: "bidrar"`},
		{"Vi söker 85 000 kr. Förra året fick vi 50 000 kr.", `amount|50 000 kr|it was applied for, granted or spent earlier: "fick"`},
		{"Vi söker 85 000 kr. Hela projektet kostar 240 000 kr.", `amount|240 000 kr|it is what something costs: "kostar"`},
		{"Vi söker 85 000 kr. Arvodet är 500 kr per person.", "amount|500 kr|it is what each person, hour or year costs"},
		{"Vi söker 85 000 kr för 2021.", "amount|2021|it is a year"},
		{"Vi söker 85 000 kr. Ring 070-174 06 05.", "amount|070-174 06 05|it is a telephone number"},
		{"Vi söker 85 000 kr till bankgiro 5050-1055.", "amount|5050-1055|it is an account"},
		{"Vi söker 85 000 kr. Ansökan gäller 12 000 invånare.", "amount|12 000|it has no unit, and nothing says that it is money"},
		{"Sökt summa: återkommer\n\nVi söker medel.", "amount|återkommer|it puts the answer off"},
		{"Vi söker 40 000 kr eller mer.\nSökt belopp: 45 000 kr", "amount|45 000 kr|it is said to be sought, and so is another sum: a person must choose"},
		{"Organisationsnummer: 232100-0255", `account|232100-0255|it answers "Organisationsnummer"`},
		{"Vårt org.nr är 232100-0255.", `account|232100-0255|"org" says that it is another sort of number`},
		{"Pengarna betalas till 070-174 06 05.", "account|070-174 06 05|it begins as telephone numbers do"},
		{"Projektet bär numret 5050-1055.", "account|5050-1055|no word says that it is an account"},
		{"Bankgiro: 5050-1055. Använd inte bankgiro 590-3125.", "account|590-3125|it is named as one not to be used"},
		{"Bankgiro: 5050-1055. Plusgiro: 4120-4.", "account|5050-1055|several accounts are stated: a person must choose"},
		{"Vi söker 85 000 kr.", "account|590-3125|it stands in the signature, to which the mail does not point"},
		{"Region Halland söker tillsammans med Region Skåne.", "applicant|Region Skåne|it is named as a partner"},
		{"Region Halland söker. Vi har besökt Uppsala län.", "applicant|Uppsala län|it is a county or town and not its region"},
		{"Region Halland söker.", "applicant|Region Skåne|the sender's address is there, but the mail names another who applies"},
		{"Kontaktperson: Bo Lind, bo.lind@skane.se\nEkonom: Siv Krona", `contact|Siv Krona|named in the answer to "Ekonom"`},
		{"Kontaktperson: Bo Lind, bo.lind@skane.se. Det vet Harald Grönqvist redan.", "contact|Harald Grönqvist|one of the fund's own people"},
		{"Kontaktperson: meddelas senare", "contact|meddelas senare|it puts the answer off"},
		{"Kontaktperson: Bo Lind, bo.lind@skane.se", "contact|Anna Ek|who signs a mail is not thereby the contact"},
		{"Önskade effekter: se bilaga", "effects|se bilaga|it puts the answer off"},
		{"Önskade effekter:\n\nSumma: 5 000 kr", "effects|Önskade effekter|nothing stands under this label"},
		{"Pengarna ska användas till en kurs för personalen.\n\nPengarna ska gå till fika på kursen.", "purpose|Pengarna ska gå till fika på kursen.|another passage was taken"},
		{"Vad vi vill göra: En kurs för all personal.\nSumma: 5 000 kr\nVad pengarna ska användas till: Kaffe på kursen.", "purpose|Kaffe på kursen.|another answer was taken"},
	} {
		var got []string
		in := Input{
			Texts:   []Text{{Source: "body", Own: tc.text, Signature: signature}},
			Sender:  medelbot.Address{Name: "Anna Ek", Email: "anna.ek@skane.se"},
			Wanted:  call2021.Elements,
			Call:    &call2021,
			Home:    home,
			Refused: func(c medelbot.Candidate) { got = append(got, string(c.Element)+"|"+c.Value+"|"+c.Why) },
		}
		told := Read(in)
		if list := "\n" + strings.Join(got, "\n") + "\n"; !strings.Contains(list, "\n"+tc.want+"\n") {
			t.Errorf("%q:%swant %s", tc.text, list, tc.want)
		}
		in.Refused = nil
		for key, e := range Read(in) {
			if tell(e) != tell(told[key]) {
				t.Errorf("%q: %s is %q if nobody wonders, else %q", tc.text, key, tell(e), tell(told[key]))
			}
		}
	}
}
