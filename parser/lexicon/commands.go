package lexicon

import (
	"strings"
	"sync"

	"medelbot/parser/phrase"
)

// Decisions begin a coordinator's answer to a notice or a digest and change a
// case; nobody else begins a mail so by chance.
var Decisions = phrase.NewSet(`
	bevilja beviljas beviljad bifall bifalles godkänn godkännes avslå avslås avslag neka betalt utbetald utbetalt
	utbetalas avsluta stäng ångra grant approve decline reject undo`)

// Commands begin such an answer too, but an applicant may well write them.
var Commands = phrase.NewSet(`
	komplettera komplettering begär betald förläng återta notera notering anteckna pausa paus återuppta fortsätt tysta
	bekräfta rätta status hjälp lista pause resume help`)

// What a command word orders.
const (
	OrderGrant    = "grant"
	OrderDecline  = "decline"
	OrderRequest  = "request"
	OrderPay      = "pay"
	OrderRepay    = "repay"
	OrderUndo     = "undo"
	OrderClose    = "close"
	OrderHold     = "hold"
	OrderRelease  = "release"
	OrderConfirm  = "confirm"
	OrderCorrect  = "correct"
	OrderExtend   = "extend"
	OrderWithdraw = "withdraw"
	OrderNote     = "note"
	OrderMerge    = "merge"
	OrderTake     = "take"
	OrderStatus   = "status"
	OrderPause    = "pause"
	OrderResume   = "resume"
	OrderHelp     = "help"
	OrderReason   = "reason" // of the decision in the same mail
	OrderNothing  = "nothing"
)

var orders = map[string]string{
	OrderGrant:    `bevilja; beviljas; beviljad; bifall; bifalles; godkänn; godkännes; grant; approve`,
	OrderDecline:  `avslå; avslås; avslag; neka; decline; reject`,
	OrderRequest:  `komplettera; komplettering; begär komplettering`,
	OrderPay:      `utbetald; utbetalt; utbetalas; betald; betalt`,
	OrderRepay:    `återbetald; återbetalt; återbetalning`,
	OrderUndo:     `ångra; undo`,
	OrderClose:    `stäng; avsluta`,
	OrderHold:     `lägg åt sidan; åt sidan`,
	OrderRelease:  `släpp; fortsätt`,
	OrderConfirm:  `bekräfta`,
	OrderCorrect:  `rätta; ändra`,
	OrderExtend:   `förläng`,
	OrderWithdraw: `återta; återtagen`,
	OrderNote:     `anteckna; anteckning; notera; notering`,
	OrderMerge:    `slå ihop med; slå ihop; slå samman med; slå samman`,
	OrderTake:     `gör ärende; gör till ärende`,
	OrderStatus:   `status`,
	OrderPause:    `pausa; paus; pause`,
	OrderResume:   `återuppta; resume`,
	OrderHelp:     `hjälp; help`,
	OrderReason:   `motivering; motivera`,
	OrderNothing:  `tysta; lista; begär`, // once meant for commands that there are none of
}

// elementNames are how coordinators call the elements, by medelbot.ElementKey:
// the labels of our letters, long and short, and what they are called in speech.
var elementNames = map[string]string{
	"applicant":    `sökande; sökanden; vem som söker; region; regionen`,
	"reference":    `hänvisning; hänvisning till patientkontrakt; hänvisningen`,
	"amount":       `summa; summan; belopp; beloppet; sökt summa; sökt belopp; summa som söks`,
	"purpose":      `användning; ändamål; syfte; vad pengarna ska användas till`,
	"effects":      `effekter; effekt; effekterna; önskade effekter`,
	"contact":      `kontaktperson; kontakt; kontakten; kontaktpersonen; kontaktperson för uppföljning och rapport`,
	"account":      `konto; kontot; kontonummer; kontonumret; kontonummer eller bankgiro; bankgiro; plusgiro; bankkonto`,
	"arrangement":  `upplägg; upplägget; upplägg och innehåll`,
	"target_group": `målgrupp; målgrupper; målgruppen`,
	"actors":       `medverkande; aktörer; vilka som medverkar`,
	"spending":     `utfall; vad pengarna har använts till; vad pengarna använts till`,
	"learning":     `lärande; lärdomar; resultat; lärdomar och resultat`,
	"next_steps":   `nästa steg`,
}

// Order finds what the first of the words order, and how many of them do; the
// longest command counts. n is 0 if they order nothing.
func Order(words []phrase.Word) (order string, n int) { return longest(orderTable(), words) }

// ElementName finds which element the first of the words name, and how many of
// them do.
func ElementName(words []phrase.Word) (key string, n int) { return longest(elementTable(), words) }

// OrderWords lists every single word that begins a command, folded.
func OrderWords() []string { return orderWords() }

var (
	orderTable   = sync.OnceValue(func() map[string]string { return named(orders) })
	elementTable = sync.OnceValue(func() map[string]string { return named(elementNames) })
	orderWords   = sync.OnceValue(func() []string {
		var words []string
		for name := range orderTable() {
			word, _, _ := strings.Cut(name, " ")
			words = append(words, word)
		}
		return words
	})
)

// named turns a table of names around.
func named(table map[string]string) map[string]string {
	all := map[string]string{}
	for key, names := range table {
		for name := range strings.SplitSeq(names, ";") {
			all[phrase.Fold(strings.TrimSpace(name))] = key
		}
	}
	return all
}

// longestName is how many words a name has at most.
const longestName = 6

func longest(names map[string]string, words []phrase.Word) (key string, n int) {
	name := ""
	for i, w := range words[:min(len(words), longestName)] {
		if i > 0 {
			name += " "
		}
		name += w.Fold
		if k, ok := names[name]; ok {
			key, n = k, i+1
		}
	}
	return key, n
}

// AfterCommand are words beside a command, and what it is about, that order
// nothing more: "stäng ärendet nu, tack".
var AfterCommand = phrase.NewSet(`
	ärende ärendet ansökan ansökningen beslut beslutet mejlet mailet brev breven utskick utskicken allt nu den det
	tack tackar snälla vänligen please gärna på förhand då mvh vh hälsningar hälsning vänliga bästa med hej hejdå
	trevlig helg ha bra fin dag`)

// WholeSum are words for the sum that was applied for.
var WholeSum = phrase.NewSet(`hela full fullt ut sökt sökta summa summan belopp beloppet enligt ansökan i sin helhet`)

// BeforeValue are words between a command and its sum, day or value.
var BeforeValue = phrase.NewSet(`med på om till och den belopp beloppet summa summan datum datumet rapport rapporten rapportdatum tom blir är ska vara`)

// Weighs are words behind a command word that only speaks of it: "Avslå är ett
// hårt ord".
var Weighs = phrase.NewSet(`
	är var kan ska skall skulle borde bör vore blir låter känns har hade vill måste får tycker tror gör gick går kommer kom saknas finns fanns gäller ser ligger behövs
	vi ni jag man du han hon de`)

// Limits are words that take back or bind what a command word orders: "Avslå inte",
// "Bevilja om".
var Limits = phrase.NewSet(`inte ej icke aldrig inget ingen om ifall när såvida eller kanske bara endast knappast`)

// Because are words that give the reason of a decline, as the first or the second
// of it: "Avslå eftersom ...", "Avslå på grund av ...".
var Because = phrase.NewSet(`eftersom därför pga grund motivering motiveringen`)

// Polite are words of greetings and thanks below a command.
var Polite = phrase.NewSet(`
	tack tusen tackar hej hejsan hallå god morgon dag kväll mvh vh hälsningar hälsning vänliga bästa varma med på förhand
	trevlig helg ha det bra fin vi hörs ses så`)
