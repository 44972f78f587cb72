package swedish

import "sync"

// What the words before a number make of it.
const (
	saysBankgiro = "bankgiro"
	saysPlusgiro = "plusgiro"
	saysClearing = "clearing"
	saysBank     = "bank" // a bank's name
	saysIBAN     = "iban"
	saysAccount  = "account" // some account, its shape decides
	saysOther    = "other"   // a number of another sort: never an account
	saysOld      = "old"     // an account that is not to be used
)

var accountWords = sync.OnceValue(func() *Lexicon {
	return newLexicon(map[string]string{
		saysBankgiro: `bankgiro*; bankgirot; bg; bgnr; bgnummer; bankgironr; bankgirokonto*; bankgir; bankjiro; bg nr; bankgrio; bankgiero`,
		saysPlusgiro: `plusgiro*; pg; pgnr; postgiro*; plusgirot; plusgironr; pluskonto; pg nr; plus`,
		saysClearing: `clearing*; cl; clnr; clearingnr; cl nr; clearning*`,
		saysBank: `swedbank*; handelsbanken*; shb; seb; nordea*; danske bank; sparbank*; lansforsakringar bank; icabanken; ica banken; sbab; skandia; skandiabanken; ekobanken; marginalen; alandsbanken; jak; dnb; avanza; nordnet; forex
			lf bank; sparbanken; bank; banken; fsb; foreningssparbanken; landshypotek; lansforsakringar; resurs bank; svea bank; collector; ikano`,
		saysIBAN:    `iban*; ibannr`,
		saysAccount: `konto*; kto; ktonr; bankkonto*; kontot; sattas in|over; satt in; satts in; satta in|over; utbetal*; betalas; betalning*; betala; inbetal*; overfor*; account; bankuppgift*; transfer*; utbetales; sendes til; pengarna till; skickas till konto; pay|paid to; foras over; fora over; for over; insatt*; insattning*; setts inn; sett inn; bankforbindelse*; sett in; satter in|ni in`,
		saysOther: `org; orgnr; orgnummer; organisationsnummer*; organisationsnr; tel; telefon*; tfn; tlf; mob; mobil*; vaxel*; direkt; direktnr; fax; phone; ocr*; referens*; ref; refnr; kundnummer*; kundnr; kund; fakturanummer*; fakturanr; faktura*; dnr; diarie*; arende*; kostnadsstalle*; kst; ansvar; ansvarsnr
			projektnummer*; projektnr; projektkod; gln; peppol*; cfar*; vat; moms*; momsnr; postnr; postnummer; box; bestallar*; personnummer*; pnr; samordningsnummer*; mark; marks; markning; markt; marker*; avtalsnummer*; avtalsnr; rsid; ean; id; swish*; bestallningsnr; sms; zz; aktivitet; verksamhet; fack; kontakt`,
		saysOld: `fran bankgiro*|plusgiro*|konto*|bg|pg; gamla|gamle|gammalt .. bankgiro*|plusgiro*|konto*|kontot|bg|pg; tidigare .. bankgiro*|plusgiro*|konto*|kontot|bg|pg; fel bankgiro*|plusgiro*|konto*; i stallet for; istallet for; inte bankgiro*|plusgiro*|konto*|till|pa|langre; ej bankgiro*|till|pa; ersatter; galler inte; felaktig*; inte .. bankgiro*|plusgiro*|konto*; forra .. bankgiro*|konto*|plusgiro*; skrev .. bankgiro*|plusgiro*|konto*; not`,
	})
})
