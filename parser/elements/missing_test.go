package elements

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"medelbot"
)

// styles are ways to say each element; a letter is all of one style's parts in
// some order.
var styles = map[string]map[medelbot.ElementKey][]string{
	"lines": {
		medelbot.Applicant: {"Sökande: Region Dalarna", "Vem söker: Region Dalarna, Avesta lasarett", "Region: Dalarna"},
		medelbot.Reference: {"Avser: Patientkontrakt", "Hänvisning: ert utskick om Patientkontrakt"},
		medelbot.Amount:    {"Sökt belopp: 75 000 kr", "Summa: 75 tkr", "Så mycket söker vi: 75.000:-", "Belopp (max 100 000 SEK): 75 000"},
		medelbot.Purpose:   {"Pengarna ska användas till: sex träffar på biblioteket", "Vad vi vill göra: sex träffar på biblioteket", "Användning: sex träffar på biblioteket", "Aktiviteter: sex träffar på biblioteket", "Till vad: sex träffar på biblioteket"},
		medelbot.Effects:   {"Önskade effekter: kortare köer", "Mål: kortare köer", "Vad vi vill uppnå: kortare köer", "Vad det ska leda till: kortare köer", "Nytta: kortare köer"},
		medelbot.Contact:   {"Kontaktperson: Bo Lind, bo.lind@regiondalarna.se, 070-174 06 06", "Ansvarig för uppföljning/rapport: Bo Lind, 070-174 06 06, bo.lind@regiondalarna.se"},
		medelbot.Account:   {"Bankgiro: 5050-1055", "Konto: bg 5050-1055", "Utbetalas till: bankgiro 5050-1055"},
	},
	"questions": {
		medelbot.Applicant: {"Vem som söker?\nRegion Dalarna\n"},
		medelbot.Reference: {"En hänvisning till Patientkontrakt (till exempel genom att hänvisa till utskicket).\nSe utskicket\n"},
		medelbot.Amount:    {"Vilken summa som söks (max 100 000 SEK).\n75 000 kr\n", "Beskriver vilken summa som söks (max 100 000 SEK).\nSjuttiofem tusen kronor\n"},
		medelbot.Purpose:   {"Vad pengarna ska användas till.\nSex träffar på biblioteket\n", "Berättar vad pengarna ska användas till.\nVi håller sex träffar på biblioteket.\n"},
		medelbot.Effects:   {"Vad man vill uppnå med insatsen (önskade effekter).\nKortare köer\n", "Beskriver vad man vill uppnå med insatsen (önskade effekter).\nKortare köer.\n"},
		medelbot.Contact:   {"En kontaktperson med ansvar för uppföljning/rapportering.\nBo Lind, bo.lind@regiondalarna.se, 070-174 06 06\n"},
		medelbot.Account:   {"Ett kontonummer/bankgiro att överföra pengarna till.\n5050-1055\n"},
	},
	"table": {
		medelbot.Applicant: {"Sökande\tRegion Dalarna"},
		medelbot.Reference: {"Utlysning\tPatientkontrakt"},
		medelbot.Amount:    {"Sökt belopp (kr)\t75 000", "Belopp\t75 000 SEK"},
		medelbot.Purpose:   {"Vad ska medlen användas till?\tSex träffar på biblioteket", "Planerade aktiviteter\tSex träffar på biblioteket"},
		medelbot.Effects:   {"Förväntade resultat\tKortare köer", "Syfte och mål\tKortare köer"},
		medelbot.Contact:   {"Kontaktperson för uppföljning\tBo Lind, bo.lind@regiondalarna.se, 070-174 06 06"},
		medelbot.Account:   {"Bankgiro\t5050-1055", "Kontonummer\t5050-1055"},
	},
	"sentences": {
		medelbot.Applicant: {"Region Dalarna vill gärna vara med.", "Det är Region Dalarna som söker."},
		medelbot.Reference: {"Det gäller Patientkontrakt."},
		medelbot.Amount:    {"Vi söker 75 000 kr.", "Vi skulle behöva 75 000 kronor.", "Beloppet vi ansöker om är 75 000 kr."},
		medelbot.Purpose:   {"Pengarna ska gå till sex träffar på biblioteket.", "Medlen kommer att användas till sex träffar på biblioteket.", "Vi tänker ordna sex träffar på biblioteket.", "För pengarna vill vi hålla sex träffar på biblioteket."},
		medelbot.Effects:   {"Vi hoppas på kortare köer.", "Målet är kortare köer.", "Vi vill uppnå kortare köer.", "Det ska leda till kortare köer.", "Vi tror att det ger kortare köer."},
		medelbot.Contact:   {"Kontaktperson är Bo Lind, bo.lind@regiondalarna.se, 070-174 06 06.", "Bo Lind (bo.lind@regiondalarna.se, 070-174 06 06) ansvarar för uppföljning och rapport."},
		medelbot.Account:   {"Bankgirot är 5050-1055.", "Pengarna kan sättas in på bankgiro 5050-1055.", "Utbetalning sker till bankgiro 5050-1055."},
	},
}

var stated = map[medelbot.ElementKey]string{
	medelbot.Applicant: "ok Region Dalarna", medelbot.Reference: "ok", medelbot.Amount: "ok 75000",
	medelbot.Purpose: "ok +biblioteket -köer -5050", medelbot.Effects: "ok +kortare köer -bibliotek -Bo Lind",
	medelbot.Contact: "ok Bo Lind bo.lind@regiondalarna.se +46701740606", medelbot.Account: "ok bankgiro 5050-1055",
}

// Every letter of every style is read whole in any order, and with one part
// left out exactly that element is missing: no part is read as another.
func TestOneMissing(t *testing.T) {
	for style, parts := range styles {
		random := rand.New(rand.NewPCG(1, 2))
		for round := range 40 {
			order := append([]medelbot.ElementKey(nil), call2021.Elements...)
			if round%2 == 1 {
				random.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
			}
			for _, without := range append([]medelbot.ElementKey{""}, call2021.Elements...) {
				var text []string
				for _, key := range order {
					if key != without {
						text = append(text, parts[key][random.IntN(len(parts[key]))])
					}
				}
				separator := "\n"
				if style == "sentences" {
					separator = []string{" ", "\n\n"}[round/2%2]
				}
				body := "Hej!\n\n" + strings.Join(text, separator) + "\n"
				t.Run(fmt.Sprintf("%s/%d/without %s", style, round, without), func(t *testing.T) {
					got := Read(Input{Texts: []Text{{Source: "body", Own: body}}, Wanted: call2021.Elements, Call: &call2021})
					for _, key := range call2021.Elements {
						want := stated[key]
						if key == without {
							want = "missing"
						}
						checkElement(t, key, got[key], want)
					}
					if t.Failed() {
						t.Log(body)
					}
				})
			}
		}
	}
}
