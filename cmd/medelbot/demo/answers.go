package demo

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"

	"golang.org/x/net/html"

	"medelbot"
	"medelbot/parser/message"
)

// Coordinator is one of the demo's two.
type Coordinator struct{ Name, Address string }

// The coordinators of the demo's configuration.
var (
	Helena = Coordinator{"Helena Forsgren", Address}
	Karim  = Coordinator{"Karim Lundh", "karim.lundh@fonden.example"}
)

// Applicant is who applies in the demo's long story.
const Applicant = "jonas.wictorin@regionhalland.se"

// Draft is a ready mail that a link in a letter opens.
type Draft struct{ To, Subject, Body string }

// Drafts lists what the links of a letter to a coordinator open, by their
// subjects' beginning: the number of the case in brackets, or nothing.
func Drafts(raw []byte) ([]Draft, error) {
	var drafts []Draft
	for _, part := range message.Parse(raw).Parts {
		if part.Type != "text/html" {
			continue
		}
		for z := html.NewTokenizer(strings.NewReader(part.Text)); z.Next() != html.ErrorToken; {
			for _, a := range z.Token().Attr {
				link, ok := strings.CutPrefix(a.Val, "mailto:")
				if a.Key != "href" || !ok || !strings.Contains(link, "body=") {
					continue
				}
				to, query, _ := strings.Cut(link, "?")
				// RFC 6068 has no plus for a blank, as forms have.
				fields, err := url.ParseQuery(strings.ReplaceAll(query, "+", "%2B"))
				if err != nil {
					return nil, fmt.Errorf("the link %q: %w", a.Val, err)
				}
				if to, err = url.PathUnescape(to); err != nil {
					return nil, fmt.Errorf("the link %q: %w", a.Val, err)
				}
				drafts = append(drafts, Draft{to, fields.Get("subject"), fields.Get("body")})
			}
		}
	}
	return drafts, nil
}

// FindDraft is the one that gives a command in a case.
func FindDraft(raw []byte, number, command string) (Draft, error) {
	drafts, err := Drafts(raw)
	if err != nil {
		return Draft{}, err
	}
	i := slices.IndexFunc(drafts, func(d Draft) bool {
		return strings.Contains(d.Subject, number) && strings.HasPrefix(d.Body, command)
	})
	if i < 0 {
		return Draft{}, fmt.Errorf("the letter %q has no link for %s in %s", message.Parse(raw).Subject, command, number)
	}
	return drafts[i], nil
}

// Command is the draft, as a coordinator sends it.
func (d Draft) Command(from Coordinator, at time.Time, number int) []byte {
	m := mail{name: from.Name, from: from.Address, subject: d.Subject, text: strings.ReplaceAll(d.Body, "\r\n", "\n")}
	return m.encode(at, number)
}

// ForgedCommand grants a case in a coordinator's name, from elsewhere, by a
// guessed code.
func ForgedCommand(from Coordinator, number string, at time.Time, count int) []byte {
	m := mail{name: from.Name, from: from.Address, subject: "[" + number + "] Bevilja", forged: true,
		text: "BEVILJA 100000\n\nKod: aaaa-bbbb-cccc-dddd-eeee-ffff-gg\n"}
	return m.encode(at, count)
}

// Answer is the applicant's answer to a letter.
func Answer(letter []byte, text string, at time.Time, number int) []byte {
	l := message.Parse(letter)
	m := mail{name: "Jonas Wictorin", from: Applicant, subject: "SV: " + l.Subject, text: text,
		headers: fmt.Sprintf("In-Reply-To: <%s>\r\nReferences: <%s>\r\n", l.MessageID, l.MessageID)}
	return m.encode(at, number)
}

// What the applicant of the long story writes.
const (
	Supplement = `Hej!

Här kommer det som fattas.

Önskade effekter: Fler patienter kommer på en tid som passar dem, och
samordnarna behöver boka om färre besök.
Bankgiro: 5050-1055

/Jonas
`
	PartOfReport = `Hej Helena,

här är vår slutrapport.

Upplägg och innehåll: Tre utbildningsdagar där samordnarna övade på att boka
tillsammans med patienten, med en uppföljning efter åtta veckor.
Målgrupp: Samordnare på tre mottagningar i Falkenberg, och patienter som
kommer ofta.
Aktörer: Medicinmottagningen, två vårdcentraler och patientföreningen.
Vad pengarna har använts till: Föreläsare 18 000 kronor och vikarier för
22 000 kronor.

/Jonas
`
	RestOfReport = `Hej!

Lärdomar och resultat: Vi lärde oss att patienten vill se kalendern själv.
Ombokningarna minskade från var fjärde till var sjätte tid.
Nästa steg: Två mottagningar till börjar i höst, och vi berättar om det på
nätverkets nästa träff.

/Jonas
`
)

// NameOf tells which letter of ours a mail is, by its Message-ID.
func NameOf(raw []byte) medelbot.LetterName {
	parts := strings.Split(message.Parse(raw).MessageID, ".")
	for _, p := range parts[:min(2, len(parts))] {
		if n := medelbot.LetterName(p); n.ToCoordinator() {
			return n
		}
	}
	if len(parts) > 1 {
		return medelbot.LetterName(parts[1])
	}
	return ""
}
