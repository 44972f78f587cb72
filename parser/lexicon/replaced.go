package lexicon

import "medelbot/parser/phrase"

// How a correction names the value that it replaces beside the new one.
const (
	TurnsOld  = "turns old"        // between the two: the first is replaced
	LeadsNew  = "leads to the new" // right before the second: the first is replaced
	OpensNew  = "opens new"        // right behind the first: the first is replaced
	ClosesNew = "closes new"       // right behind the second: the first is replaced
	NamesOld  = "names old"        // right before the second: that one is replaced
	Swaps     = "swaps"            // before the first, with Into between
	Changes   = "changes"          // as Swaps, of sums
	Discards  = "discards"         // before the first, with Puts between
	Puts      = "puts"             // see Discards
	NotThis   = "not this"         // before the first, with ButThat between
	ButThat   = "but that"         // see NotThis
)

// Replacing are the words around two values of which one replaces the other.
var Replacing = table(phrase.Table{
	TurnsOld: `
		ska|skall|bör bytas|ersättas|ändras|rättas|korrigeras|strykas|utgå; är|var|blev|blir|er fel|felaktig|felaktigt|gammal|gammalt|gamla|inaktuell|inaktuellt
		ersätts|ersättes|ersatt av|med; byts mot|ut|till; ändras|rättas|sänks|höjs till; gäller|gällde|används|stämmer|stämde inte|ej; inte|ej längre`,
	LeadsNew: `
		det|den|summan|beloppet|bankgirot|plusgirot|numret ska|skall|skulle|bör .. vara|stå|bli|varit|stått; det|den rätta; skal være
		rätt|korrekt|riktig|riktigt är|ska|nummer|bankgiro|summa|belopp; rätta|korrekta|riktiga numret|bankgirot|summan|beloppet|är
		rätt|korrekt|riktig|riktigt nummer|bankgiro|summa|belopp|siffra är`,
	OpensNew: `
		ska|skall|skulle|bör .. vara|stå|bli|varit|stått; blir i stället|istället; skal være; should be`,
	ClosesNew: `
		ska|skall det|den|vi vara|stå|bli; är det|den rätta|riktiga|korrekta|nya; är rätt|korrekt; ska|skall det|den .. vara|stå`,
	NamesOld: `tidigare; ersätter; förut; innan; gamla; gammal; gammalt; förra; förr; gäller inte; previously; formerly`,
	Swaps:    `byt*; ändra*; rätta*; ersätt*; korriger*; replace; change`,
	Changes:  `justera*; höj*; sänk*; minska*; öka*; från; fra`,
	Discards: `
		stryk|stryka; ta bort; bortse från; glöm; skrev; angav; uppgav; skickade; råkade; står|stod; gammal|gamla|gammalt; tidigare; fel
		felaktig*; förra; inte|ej`,
	Puts:    `skriv; skrivs; använd; sätt; ta; rätt; rätta; ny|nytt|nya; korrekt|korrekta; riktig|riktiga; i stället; istället`,
	NotThis: `inte|ej|ikke`,
	ButThat: `utan; men; but`,
})

// Into stand between what is changed and what it becomes.
var Into = phrase.NewSet(`mot till med av against to with`)

// By stands between a sum that changes and how much it changes by.
var By = phrase.NewSet(`med by`)

// BesideNew may stand between Into and the new value.
var BesideNew = phrase.NewSet(`bankgiro bankgirot bg plusgiro plusgirot pg konto kontot nummer numret summan beloppet belopp`)
