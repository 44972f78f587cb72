package notifier

import (
	"slices"
	"strings"

	"github.com/nyaruka/phonenumbers"

	"medelbot"
	"medelbot/templates"
)

// trusted tells whether the applicant's own words may be written to an address:
// only if our own border vouches for the sender, and only to that sender. Else
// a forger could make us mail his text to his victim (promise 4).
func trusted(to string, m *medelbot.Mail) bool {
	return m != nil && m.Reading.Trust == medelbot.TrustPass && strings.EqualFold(to, m.Reading.From.Email)
}

// echo shows what a case holds to one recipient.
type echo struct {
	held     medelbot.Elements // the case's application, or its report
	call     medelbot.Call
	m        *medelbot.Mail // the mail that is answered; nil if none
	trusted  bool
	language medelbot.Language // of the letter
}

// application gives the elements of the call in its order, and the optional
// ones that were stated: the sound ones, and those to be mended.
func (e echo) application() (sound, lacking []templates.Element) {
	return e.elements(e.call.Elements, e.call.Optional, false)
}

// report gives the parts of a report: those that are there, and those to be
// mended.
func (e echo) report() (sound, lacking []templates.Element) {
	return e.elements(e.call.ReportParts(), nil, true)
}

func (e echo) elements(wanted, optional []medelbot.ElementKey, report bool) (sound, lacking []templates.Element) {
	for _, key := range slices.Concat(wanted, optional) {
		x, stated := e.held[key]
		if !stated {
			x.Status = medelbot.Missing
		}
		if x.Status == medelbot.Missing && !slices.Contains(wanted, key) {
			continue
		}
		shown := show(key, x, e.call, e.language)
		if !e.may(key) {
			shown = withhold(shown, x, e.language)
		}
		if !e.came(key) {
			shown.Source = "" // "the mail" would be taken for the one that is answered
		}
		if shown.Report = report; report && key.Known() {
			shown.Ask = "" // it asks an applicant for a plan
		}
		if x.Status == medelbot.OK {
			sound = append(sound, shown)
		} else {
			lacking = append(lacking, shown)
		}
	}
	return sound, lacking
}

// may tells whether an element may be shown in the applicant's own words: it
// must have come with the very mail that is answered, for another mail of the
// case may have come from anybody.
func (e echo) may(key medelbot.ElementKey) bool { return e.trusted && e.came(key) }

// came tells whether what is held of an element came with the answered mail.
func (e echo) came(key medelbot.ElementKey) bool {
	if e.m == nil {
		return false
	}
	here, there := e.m.Reading.Elements[key].Evidence, e.held[key].Evidence
	return here != nil && there != nil && *here == *there
}

// withholds tells whether something of the answered mail is not shown.
func (e echo) withholds(elements []templates.Element) bool {
	return e.m != nil && slices.ContainsFunc(elements, func(x templates.Element) bool {
		return x.Status != medelbot.Missing && !e.may(x.Key)
	})
}

// manyFiles is how many attachments that could not be read a letter names. Who
// sends a hundred pictures should still find what is asked for.
const manyFiles = 8

// files lists the attachments that could not be read.
func (e echo) files() []templates.File {
	if e.m == nil || !e.m.Reading.Has(medelbot.UnreadableAttachment) {
		return nil
	}
	var files []templates.File
	for i, a := range e.m.Reading.Attachments {
		if a.Problem == "" {
			continue
		}
		f := templates.File{Number: i + 1}
		if e.trusted {
			f.Name = safe(a.Name, nameLimit)
		}
		files = append(files, f)
	}
	if len(files) > manyFiles {
		return append(files[:manyFiles-1], templates.File{Others: len(files) - manyFiles + 1})
	}
	return files
}

// films lists the links to films in a report, which nobody can click, and says
// how many films there are, those that came as attachments among them.
func (e echo) films() (shown []string, count int) {
	if e.m == nil {
		return nil, 0
	}
	for _, f := range e.m.Reading.Films {
		if e.trusted && len(shown) < manyFiles {
			shown = append(shown, safe(f, proseLimit))
		}
	}
	count = len(e.m.Reading.Films)
	for _, a := range e.m.Reading.Attachments {
		if strings.HasPrefix(a.Type, "video/") {
			count++
		}
	}
	return shown, count
}

// element names an element in the words of its call, in the language of a letter.
func element(key medelbot.ElementKey, call medelbot.Call, in medelbot.Language) templates.Element {
	e := templates.Element{Key: key, Cap: call.Cap, CapPer: call.CapPer}
	e.Label, e.Ask = call.Wording(key).In(in)
	if len(call.About) > 0 {
		e.Fund = call.About[0]
	}
	return e
}

// show makes an element fit for a letter in a language, in the applicant's own
// words.
func show(key medelbot.ElementKey, x medelbot.Element, call medelbot.Call, in medelbot.Language) templates.Element {
	shown := element(key, call, in)
	shown.Status, shown.Code = x.Status, x.Code
	if x.Value != nil {
		shown.Read = read(key, *x.Value, in)
		shown.Unchecked = key == medelbot.Account && x.Value.Check != ""
	}
	if x.Evidence != nil {
		shown.Source = safe(x.Evidence.Source, nameLimit)
		shown.OCR = x.Evidence.OCR
		shown.Quote = safe(x.Evidence.Quote, quoteLimit)
		if saysTheSame(key, shown.Quote, shown.Read) {
			shown.Quote = ""
		}
	}
	return shown
}

// saysTheSame spares the reader what the line above said already: a prose
// value is the applicant's own words, so that its quote adds at most the label.
func saysTheSame(key medelbot.ElementKey, quote, read string) bool {
	quote, read = strings.TrimSuffix(quote, "…"), strings.TrimSuffix(read, "…")
	if read == "" || strings.Contains(read, quote) {
		return read != ""
	}
	switch key {
	case medelbot.Applicant, medelbot.Amount, medelbot.Contact, medelbot.Account:
		return false
	}
	const enough = 40 // characters at the beginning that agree
	start := []rune(read)
	return strings.Contains(quote, string(start[:min(enough, len(start))]))
}

// read words a value.
func read(key medelbot.ElementKey, v medelbot.Value, in medelbot.Language) string {
	switch key {
	case medelbot.Applicant:
		return safe(v.Name, nameLimit)
	case medelbot.Amount:
		if v.SEK <= 0 {
			return ""
		}
		return templates.KronorIn(in, v.SEK)
	case medelbot.Contact:
		parts := []string{safe(v.Name, nameLimit), safe(v.Email, nameLimit), phone(v.Phone)}
		return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), ", ")
	case medelbot.Account:
		return account(v.Type, safe(v.Number, nameLimit), in)
	}
	return safe(v.Text, proseLimit)
}

// phone writes a number as people in Sweden do, foreign ones with their code.
func phone(e164 string) string {
	n, err := phonenumbers.Parse(e164, "SE")
	if err != nil {
		return safe(e164, nameLimit)
	}
	if n.GetCountryCode() == 46 {
		return templates.Glue(phonenumbers.Format(n, phonenumbers.NATIONAL))
	}
	return templates.Glue(phonenumbers.Format(n, phonenumbers.INTERNATIONAL))
}

// account words an account. The giros are called so in English, too.
func account(kind, number string, in medelbot.Language) string {
	switch {
	case kind == "bank" && in == medelbot.English:
		kind = "bank account"
	case kind == "bank":
		kind = "bankkonto"
	case kind == "iban":
		kind = "IBAN"
	}
	if number == "" {
		return ""
	}
	return strings.TrimSpace(safe(kind, nameLimit) + " " + number)
}

// withhold leaves of an element what can carry no foreign text: a sum, which
// we write ourselves; the name of a region, which is in our own table; and of
// an account its kind and last four digits, so that the owner recognises it
// and nobody can be made to pay to it.
func withhold(shown templates.Element, x medelbot.Element, in medelbot.Language) templates.Element {
	shown.Quote = ""
	if !slices.Contains([]string{"body", "subject", "sender"}, shown.Source) {
		shown.Source = ""
	}
	keep := ""
	if v := x.Value; v != nil {
		switch shown.Key {
		case medelbot.Amount:
			keep = shown.Read
		case medelbot.Applicant:
			if medelbot.IsRegion(v.Name) {
				keep = v.Name
			}
		case medelbot.Account:
			keep = maskedAccount(*v, in)
		}
	}
	shown.Read = keep
	return shown
}

// maskedAccount words an account by its kind and last four digits.
func maskedAccount(v medelbot.Value, in medelbot.Language) string {
	digits := strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, v.Number)
	kinds := []string{"bankgiro", "plusgiro", "bank", "iban"}
	if len(digits) < 5 || !slices.Contains(kinds, v.Type) {
		return ""
	}
	ending := "som slutar på "
	if in == medelbot.English {
		ending = "ending in "
	}
	return account(v.Type, ending+digits[len(digits)-4:], in)
}
