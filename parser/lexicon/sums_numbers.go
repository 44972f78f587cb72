package lexicon

import "medelbot/parser/phrase"

// Unit tells how many kronor a unit after (or before) a number stands for; 0 is
// another currency. ok is false for other words.
func Unit(fold string) (kronor int64, ok bool) {
	kronor, ok = units[fold]
	return kronor, ok
}

var units = map[string]int64{
	"kr": 1, "kronor": 1, "krona": 1, "kronorna": 1, "kroner": 1, "spann": 1, "riksdaler": 1, "kronr": 1, "sek": 1, "skr": 1,
	"tkr": 1000, "kkr": 1000, "tsek": 1000, "ksek": 1000, "tusenlappar": 1000, "tusenkronor": 1000,
	"mkr": 1e6, "mnkr": 1e6, "msek": 1e6, "mille": 1e6,
	"eur": 0, "euro": 0, "euros": 0, "nok": 0, "dkk": 0, "usd": 0, "dollar": 0, "dollars": 0, "gbp": 0, "pund": 0, "isk": 0, "chf": 0,
}

// Multiplier tells what a word between a number and its currency multiplies by.
func Multiplier(fold string) (by int64, ok bool) {
	by, ok = multipliers[fold]
	return by, ok
}

var multipliers = map[string]int64{
	"tusen": 1000, "t": 1000, "k": 1000, "thousand": 1000,
	"miljon": 1e6, "miljoner": 1e6, "milj": 1e6, "m": 1e6, "mn": 1e6, "million": 1e6,
}

// AloneMultipliers make a sum without any currency.
var AloneMultipliers = phrase.NewSet(`tusen miljon miljoner milj`)

// CurrencyAdjective reads a word before a currency's name: "svenska kronor". ok
// is false for other words.
func CurrencyAdjective(fold string) (swedish, ok bool) {
	swedish = swedishCurrency.Has(fold)
	return swedish, swedish || foreignCurrency.Has(fold)
}

var (
	swedishCurrency = phrase.NewSet(`svenska svenske svensk swedish`)
	foreignCurrency = phrase.NewSet(`norska danska norske danske isländska`)
)

// Vague makes a sum a bound and not a sum; "about" is still a sum.
var Vague = phrase.NewSet(`
	drygt knappt nästan närmare minst högst max maximalt maximum uppemot över under lägst minimum maks inntil höjst
	uppåt flera preliminärt prel
	par några kvarts
	upp_till upp_emot mer_än mindre_än som_mest up_to at_most at_least opp_til som_högst högst_upp som_minst`)

// Numeral gives the value of a number word; hundra, tusen and miljon multiply.
func Numeral(fold string) (value int64, ok bool) {
	value, ok = numerals[fold]
	return value, ok
}

var numerals = map[string]int64{
	"noll": 0, "en": 1, "ett": 1, "tva": 2, "tre": 3, "fyra": 4, "fem": 5, "sex": 6, "sju": 7, "atta": 8, "nio": 9,
	"tio": 10, "elva": 11, "tolv": 12, "tretton": 13, "fjorton": 14, "femton": 15, "sexton": 16, "sjutton": 17,
	"arton": 18, "aderton": 18, "nitton": 19, "tjugo": 20, "trettio": 30, "fyrtio": 40, "femtio": 50, "sextio": 60,
	"sjuttio": 70, "attio": 80, "nittio": 90, "hundra": 100, "tusen": 1000, "miljon": 1e6, "miljoner": 1e6,
	// as people speak
	"tju": 20, "tjuge": 20, "tretti": 30, "fyrti": 40, "femti": 50, "sexti": 60, "sjutti": 70, "atti": 80, "nitti": 90,
	// Norwegian and Danish
	"fire": 4, "seks": 6, "syv": 7, "atte": 8, "elleve": 11, "tretten": 13, "fjorten": 14, "femten": 15, "seksten": 16,
	"sytten": 17, "atten": 18, "nitten": 19, "tjue": 20, "tyve": 20, "tredve": 30, "tredive": 30, "forti": 40,
	"seksti": 60, "sytti": 70, "hundre": 100, "hundrede": 100, "tusind": 1000, "million": 1e6, "millioner": 1e6,
	// English
	"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
	"eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
	"eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
	"eighty": 80, "ninety": 90, "hundred": 100, "thousand": 1000,
}

// NumeralPart gives the value of a Norwegian number word that is another word
// where it stands alone: "titusen", "nittini".
func NumeralPart(fold string) (value int64, ok bool) {
	value, ok = numeralParts[fold]
	return value, ok
}

var numeralParts = map[string]int64{"et": 1, "to": 2, "ni": 9, "ti": 10}

// NumeralAnd joins the words of one number: "hundra och femtio".
var NumeralAnd = phrase.NewSet(`och og and`)

// Half adds a half of what follows: "en och en halv miljon".
var Half = phrase.NewSet(`halv halvt halve half`)

// NotASum stands right before bare numbers that are something else.
var NotASum = phrase.NewSet(`
	kl klockan kostnadsställe kst referens ref dnr diarienummer diarienr org orgnr organisationsnummer personnummer
	cfar nummer nr tel tfn telefon mobil rum plan är sfs bankgiro plusgiro bg pg konto kontonummer clearing ocr
	kundnummer ansvar ärende fakturanummer`)

// Numbered are things that bear a number, which is written without blanks:
// "märk med projekt 77140".
var Numbered = phrase.NewSet(`projekt projektet projektnummer projektnr projektkod objekt uppdrag aktivitet verksamhet märk märkt märkning`)

// Corrects begin a sentence that says of a number named before what it should be.
var Corrects = phrase.NewSet(`det den rätt numret nummer korrekt`)

// Each behind a sum makes it the price of one thing, and so does Per before any
// word, and In before one of Times: "500 kr per person", "500 kr i timmen".
var (
	Each  = phrase.NewSet(`styck timmen vardera`)
	Per   = phrase.NewSet(`per pr`)
	In    = phrase.NewSet(`i om`)
	Times = phrase.NewSet(`timmen månaden veckan året dagen kvartalet terminen halvåret`)
)
