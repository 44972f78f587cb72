package swedish

import "medelbot/parser/phrase"

type (
	Lexicon = phrase.Lexicon
	Match   = phrase.Match
	Word    = phrase.Word
)

func newLexicon(tables map[string]string) *Lexicon { return phrase.New(tables, nil, spoken) }

// spoken are words as people write them who write as they speak. They count
// beside others only: alone they say too little.
var spoken = map[string]string{
	"ar": "e", "till": "te", "jag": "ja", "och": "o", "det": "de", "de": "dom", "med": "me", "vad": "va", "mig": "mej", "sig": "sej", "dig": "dej",
	"nagot": "nat", "sedan": "sen", "pengarna": "pengarn", "slantarna": "slantarn",
}
