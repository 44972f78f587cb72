package lexicon

import "medelbot/parser/phrase"

// What the words before a number make of it.
const (
	SaysBankgiro = "bankgiro"
	SaysPlusgiro = "plusgiro"
	SaysClearing = "clearing"
	SaysBank     = "bank" // a bank's name
	SaysIBAN     = "iban"
	SaysAccount  = "account" // some account, its shape decides
	SaysOther    = "other"   // a number of another sort: never an account
	SaysOld      = "old"     // an account that is not to be used
)

// Accounts are the words that say which number is an account.
var Accounts = table(phrase.Table{
	SaysBankgiro: `
		bankgiro*; bankgirot; bg; bgnr; bgnummer; bankgironr; bankgirokonto*; bankgir; bankjiro; bg nr; bankgrio
		bankgiero`,
	SaysPlusgiro: `plusgiro*; pg; pgnr; postgiro*; plusgirot; plusgironr; pluskonto; pg nr; plus`,
	SaysClearing: `clearing*; cl; clnr; clearingnr; cl nr; clearning*`,
	SaysBank: `
		swedbank*; handelsbanken*; shb; seb; nordea*; danske bank; sparbank*; länsförsäkringar bank; icabanken
		ica banken; sbab; skandia; skandiabanken; ekobanken; marginalen; ålandsbanken; jak; dnb; avanza; nordnet
		forex
		lf bank; sparbanken; bank; banken; fsb; föreningssparbanken; landshypotek; länsförsäkringar; resurs bank
		svea bank; collector; ikano`,
	SaysIBAN: `iban*; ibannr`,
	SaysAccount: `
		konto*; kto; ktonr; bankkonto*; kontot; sättas in|över; sätt in; sätts in; sätta in|över; utbetal*; betalas
		betalning*; betala; inbetal*; överför*; account; bankuppgift*; transfer*; utbetales; sendes til; pengarna till
		skickas till konto; pay|paid to; föras över; föra över; för över; insätt*; insättning*; setts inn; sett inn
		bankförbindelse*; sett in; sätter in|ni in`,
	SaysOther: `
		org; orgnr; orgnummer; organisationsnummer*; organisationsnr; tel; telefon*; tfn; tlf; mob; mobil*; växel*
		anknytning*; ankn; direkt; direktnr; fax; phone; ocr*; referens*; ref; refnr; kundnummer*; kundnr; kund; fakturanummer*
		fakturanr; faktura*; dnr; diarie*; ärende*; kostnadsställe*; kst; ansvar; ansvarsnr
		projektnummer*; projektnr; projektkod; gln; peppol*; cfar*; vat; moms*; momsnr; postnr; postnummer; box
		beställar*; personnummer*; pnr; samordningsnummer*; mark; marks; märkning; märkt; märker*; avtalsnummer*
		avtalsnr; referens*|ref|märk* .. utbetal*|betalning*|inbetalning*|överföring*|insättning*; rsid; ean; id; swish*; beställningsnr; sms; zz; aktivitet; verksamhet; fack; kontakt`,
	SaysOld: `
		från bankgiro*|plusgiro*|konto*|bg|pg; gamla|gamle|gammalt .. bankgiro*|plusgiro*|konto*|kontot|bg|pg
		tidigare .. bankgiro*|plusgiro*|konto*|kontot|bg|pg; fel bankgiro*|plusgiro*|konto*; i stället för
		istället för; inte bankgiro*|plusgiro*|konto*|till|på|längre; ej bankgiro*|till|på; ersätter; gäller inte
		felaktig*; inte .. bankgiro*|plusgiro*|konto*; förra .. bankgiro*|konto*|plusgiro*
		skrev .. bankgiro*|plusgiro*|konto*; not`,
})

// Uses stand right before the number of an account that is to be used.
var Uses = phrase.NewSet(`använd använda använder`)

// AccountJoins may stand between a clearing number and its account.
var AccountJoins = phrase.NewSet(`konto kontonr kontonummer kontonumret kto ktonr nr och account no number kontot k själva själv är`)

// AccountDetails are the labels of an account's number below a row that says
// only what sort of account it is.
var AccountDetails = phrase.NewSet(`nummer nr kontonummer kontonr numret gironummer bankgironummer plusgironummer number`)

// AccountLabel is the label of an account where none is written.
const AccountLabel = "kontonummer/bankgiro"

// LetterFoot is what a letter-foot holds beside its account, as it stands in
// small letters.
var LetterFoot = []string{
	"org.nr", "orgnr", "org nr", "organisationsnummer", "postadress", "besöksadress", "växel", "www.", "telefon", "tel.",
	"tel:", "e-post", "webb", "box ", "fax",
}
