package forms

import (
	"strings"
	"time"

	"medelbot"
	"medelbot/templates"
)

// Placeholder stands where nothing has been written yet. It is the sentence of
// Word itself, which readers know even where a program has made plain text of it.
const Placeholder = "Klicka eller tryck här för att ange text."

// The heads of the table's columns.
const (
	askedHead  = "Uppgift"
	answerHead = "Svar"
)

const (
	reporterLabel = "Vem som rapporterar"
	nameHint      = "region eller organisation"
)

// intro says what to do with a form, until when, and whom to ask.
func (f Fund) intro(call medelbot.Call, what string, last time.Time) []string {
	send := " Skicka sedan in blanketten"
	if f.Address != "" {
		send = " Mejla sedan blanketten till " + f.Address
	}
	if !last.IsZero() {
		send += " senast " + hold(templates.Day(last.In(f.Zone)))
	}
	lines := []string{what + send + ".", "Skriv inga personnummer."}
	if len(call.About) == 0 {
		lines[1] = "Skriv inga personnummer och inget om enskilda patienter."
	}
	if asked := persons(call.Contacts, f.Coordinators); asked != "" {
		lines = append(lines, "Har du frågor? Hör av dig till "+asked+".")
	}
	return lines
}

// persons names those who answer questions: whom the call names, else the
// coordinators.
func persons(named, others []medelbot.Person) string {
	if len(named) == 0 {
		named = others
	}
	var all []string
	for _, p := range named {
		reach := p.Addresses[:min(1, len(p.Addresses))]
		if p.Phone != "" {
			reach = append(reach[:len(reach):len(reach)], p.Phone)
		}
		text := p.Name
		if len(reach) > 0 {
			text += " (" + strings.Join(reach, ", ") + ")"
		}
		all = append(all, text)
	}
	if n := len(all); n > 1 {
		return strings.Join(all[:n-1], ", ") + " eller " + all[n-1]
	}
	return strings.Join(all, "")
}

// rows asks for one element. The labels are those of the letters. The hints
// stand in parentheses behind them, where no reader takes them for answers, and
// are short enough to stay on one line: half a parenthesis is not told from text.
func rows(key medelbot.ElementKey, call medelbot.Call, optional bool) []Row {
	r := Row{Tag: string(key), Tall: true}
	fund := "Patientkontrakt"
	if len(call.About) > 0 {
		fund = call.About[0]
	}
	short := func(label, hint string) { r.Label, r.Hint, r.Tall = label, hint, false }
	switch key {
	case medelbot.Applicant:
		short("Vem som söker", nameHint)
		if len(call.About) > 0 {
			r.Hint = ""
		}
	case medelbot.Reference:
		short("Hänvisning till "+fund, "")
		r.Answer = call.Name // the form itself knows what it is for
	case medelbot.Amount:
		short("Summa som söks", amountHint(call))
	case medelbot.Contact:
		short("Kontaktperson för uppföljning och rapport", "för- och efternamn")
	case medelbot.Account:
		short("Kontonummer eller bankgiro", "dit pengarna betalas ut")
	// Prose has no hints: below a label that fills its line, one would be taken
	// for the answer.
	case medelbot.Purpose:
		r.Label = "Vad pengarna ska användas till"
	case medelbot.Effects:
		r.Label = "Önskade effekter"
	case medelbot.Arrangement:
		r.Label = "Upplägg och innehåll"
	case medelbot.TargetGroup:
		r.Label = "Målgrupp"
	case medelbot.Actors:
		r.Label = "Vilka som medverkar"
	case medelbot.Spending:
		r.Label = "Vad pengarna har använts till"
	case medelbot.Learning:
		r.Label = "Lärdomar och resultat"
	case medelbot.NextSteps:
		r.Label = "Nästa steg"
	}
	if own := call.Wording(key); own.Label != "" {
		r.Label = own.Label
	}
	if optional {
		r.Hint = strings.TrimSuffix("frivilligt, "+r.Hint, ", ")
	}
	r.Hint = hold(r.Hint)
	if key != medelbot.Contact {
		return []Row{r}
	}
	// Three boxes, so that nobody forgets how to be reached.
	return []Row{r, {Tag: string(key) + ".email", Label: "E-post"}, {Tag: string(key) + ".phone", Label: "Telefon"}}
}

// hold keeps a text on one line, by hard blanks.
func hold(s string) string { return strings.ReplaceAll(s, " ", "\u00a0") }

// amountHint says how to write a sum, or the most that can be had.
func amountHint(call medelbot.Call) string {
	switch {
	case call.Cap <= 0:
		return "i hela kronor"
	case call.CapPer == medelbot.CapPerRegion:
		return "högst " + templates.Kronor(call.Cap) + " per region"
	case call.CapPer == medelbot.CapPerApplicant:
		return "högst " + templates.Kronor(call.Cap) + " per sökande"
	}
	return "högst " + templates.Kronor(call.Cap)
}
