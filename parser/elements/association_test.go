package elements

import (
	"testing"

	"medelbot"
	"medelbot/parser/vocabulary"
)

var glimten = medelbot.Call{ID: "x", About: []string{"Glimten"}, Elements: []medelbot.ElementKey{medelbot.Applicant}}

// Who applies to a fund that is not for regions is read as it is written.
func TestAssociation(t *testing.T) {
	for _, test := range []struct{ own, signature, sender, want string }{
		{"Sökande: Byalaget Nedre", "", "", "Byalaget Nedre"},
		{"Sökande: Anna Ek, Kvarnby", "", "", "Anna Ek"},
		{"Sökande: återkommer om det", "", "", ""},
		{"Sökande: Kören i Region Skåne", "", "", "Kören i Region Skåne"},
		{"Kulturföreningen Sydtorn söker 5 000 kr.", "", "", "Kulturföreningen Sydtorn"},
		{"Laxsjöns byalag (orgnr 802411-3321) söker 5 000 kr.", "", "", "Laxsjöns byalag"},
		{"Härmed ansöker Ladans vänner om 5 000 kr.", "", "", "Ladans vänner"},
		{"Undertecknad ansöker för Hembygdskretsen i Malma socken om ett bidrag.", "", "", "Hembygdskretsen i Malma socken"},
		{"Vi i Lekens kulturförening vill gärna ansöka om medel.", "", "", "Lekens kulturförening"},
		{"The North Pier Chamber Choir would like to apply.", "", "", "North Pier Chamber Choir"},
		{"Hi, we are the Paper Theatre Collective and apply for 5 000 SEK.", "", "", "Paper Theatre Collective"},
		{"Vi söker 5 000 kr.", "Bo Ask\nDansklubben Svanen, Kvarnby", "", "Dansklubben Svanen"},
		{"Vi söker 5 000 kr.\n\nBo Ask\nDansklubben Svanen", "", "", "Dansklubben Svanen"},
		{"Vi söker 5 000 kr.", "", "Vassbo spelmanslag", "Vassbo spelmanslag"},
		{"Vi söker 5 000 kr.", "Bo Ask", "Bo Ask", ""},
		{"Föreningen söker 5 000 kr.", "", "", ""},
		{"Vi söker pengar till en resa med Kören Ljus.", "", "", ""},
	} {
		got := Read(Input{
			Texts:  []Text{{Source: "body", Own: test.own, Signature: test.signature}},
			Sender: medelbot.Address{Name: test.sender, Email: "a@example.org"},
			Wanted: glimten.Elements, Call: &glimten, Vocabulary: vocabulary.Of(&glimten),
		})[medelbot.Applicant]
		name := ""
		if got.Value != nil {
			name = got.Value.Name
		}
		if name != test.want || (got.Status == medelbot.OK) != (test.want != "") || got.Status == medelbot.OK && got.Evidence == nil {
			t.Errorf("%q, %q: %q (%s), want %q", test.own, test.signature, name, got.Status, test.want)
		}
	}
}

// No text makes a name of what it does not hold.
func FuzzAssociation(f *testing.F) {
	f.Add("Undertecknad ansöker för Kören (a) i Vik om (b")
	f.Add("we are the \xff Club, söker")
	f.Fuzz(func(t *testing.T, own string) {
		got := Read(Input{Texts: []Text{{Source: "body", Own: own}}, Wanted: glimten.Elements, Call: &glimten, Vocabulary: vocabulary.Of(&glimten)})
		if e := got[medelbot.Applicant]; e.Status == medelbot.OK && (e.Value == nil || e.Value.Name == "" || e.Evidence == nil) {
			t.Errorf("%q: %+v", own, e)
		}
	})
}
