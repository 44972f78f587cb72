package medelbot

// Language is what a mail or a letter is written in, as a BCP 47 tag.
type Language string

// The languages that are told apart. Norwegian and Danish count as Swedish:
// who writes so reads it.
const (
	Swedish Language = "sv"
	English Language = "en"
)

// hear lets the case go on in the language of the applicant's newest mail that
// is clearly in one: a mail of a bare number changes nothing.
func (k *Case) hear(r *Reading) {
	if r.Language != "" {
		k.Language = r.Language
	}
}
