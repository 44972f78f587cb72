package lexicon

import "medelbot/parser/phrase"

// Abbreviations are followed by a full stop within a sentence.
var Abbreviations = phrase.NewSet(`
	t.ex t_ex ex bl.a bla ca c:a dvs d.v.s kl nr tel tfn mob st osv o.s.v resp inkl exkl max min s.k sk fr.o.m t.o.m
	from m.m m.fl mfl f.d fd p.g.a pga o.d jan feb aug sept sep okt nov dec kr dr leg org bil etc forts avd proj ev
	iom i.o.m e.g i.e mr ms e.d mm ang tekn`)

// LastWords are short and no abbreviations: a full stop behind one ends the
// sentence, whatever letter the next begins with.
var LastWords = phrase.NewSet(`oss dem mig dig sig det den här där hit dit hem nu då så än`)

// LastAbbreviations also end sentences: what follows tells.
var LastAbbreviations = phrase.NewSet(`kr st osv o.s.v m.m mm m.fl mfl etc tkr sek moms`)
