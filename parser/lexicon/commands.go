package lexicon

import "medelbot/parser/phrase"

// Decisions begin a coordinator's answer to a notice or a digest and change a
// case; nobody else begins a mail so by chance.
var Decisions = phrase.NewSet(`
	bevilja beviljas beviljad bifall bifalles godkänn godkännes avslå avslås avslag neka betalt utbetald utbetalt
	utbetalas avsluta stäng ångra grant approve decline reject undo`)

// Commands begin such an answer too, but an applicant may well write them.
var Commands = phrase.NewSet(`
	komplettera komplettering begär betald förläng återta notera notering anteckna pausa paus återuppta fortsätt tysta
	bekräfta rätta status hjälp lista pause resume help`)
