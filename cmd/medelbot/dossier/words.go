package dossier

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"medelbot"
	"medelbot/store"
	"medelbot/templates"
)

// events are what the log tells of, in Swedish.
var events = map[medelbot.EventName]string{
	medelbot.EventOpened:      "Ansökan kom in och fick ett ärendenummer",
	medelbot.EventAttached:    "Ett mejl lades till ärendet",
	medelbot.EventSetAside:    "Ett mejl lades åt sidan",
	medelbot.EventTaken:       "Ett mejl som låg åt sidan togs om hand",
	medelbot.EventDropped:     "Ett mejl som låg åt sidan behövde ingen åtgärd",
	medelbot.EventAsideClosed: "Ett mejl som låg åt sidan väntar inte längre",
	medelbot.EventTakeAsked:   "En handläggare bad om ett ärende av ett mejl som låg åt sidan",
	medelbot.EventByHand:      "Mejlet besvarades av en person",
	medelbot.EventImported:    "Ärendet fördes in från ett kalkylblad",

	medelbot.EventComposed:  "Ett brev skrevs",
	medelbot.EventDrafted:   "Ett brev lades bland utkasten",
	medelbot.EventHeld:      "Ett brev hölls inne",
	medelbot.EventSent:      "Ett brev skickades",
	medelbot.EventFailed:    "Ett brev gick inte att skicka",
	medelbot.EventUncertain: "Det är oklart om ett brev kom fram",
	medelbot.EventReleased:  "Ett brev som hölls inne släpptes",
	medelbot.EventWithdrawn: "Ett brev skickas inte",
	medelbot.EventReplaced:  "Ett brev ersattes av ett nyare",
	medelbot.EventBounced:   "Ett brev kom i retur",

	medelbot.EventVoted:   "En handläggare sade sitt om beslutet",
	medelbot.EventVoided:  "Det som sagts om beslutet gäller inte längre",
	medelbot.EventRefused: "Ett kommando nekades",
	medelbot.EventDone:    "Ärendet ändrades",

	medelbot.EventPaused:   "Alla brev stoppades",
	medelbot.EventResumed:  "Breven släpptes igen",
	medelbot.EventMuted:    "En adress får inga svar längre",
	medelbot.EventUnmuted:  "En adress får svar igen",
	medelbot.EventRestored: "En säkerhetskopia lästes in",

	medelbot.EventErased:     "Ärendet gallrades",
	medelbot.EventMailErased: "Mejl gallrades",
}

// deeds are what was done to a case, in Swedish.
var deeds = map[medelbot.Deed]string{
	medelbot.DeedApply:      "Ansökan kom in",
	medelbot.DeedSupplement: "Sökanden kompletterade",
	medelbot.DeedAsk:        "Sökanden frågade om läget",
	medelbot.DeedReport:     "Rapporten kom in",
	medelbot.DeedWithdraw:   "Ansökan togs tillbaka",
	medelbot.DeedCorrect:    "En handläggare rättade en uppgift",
	medelbot.DeedConfirm:    "En handläggare bekräftade en uppgift",
	medelbot.DeedHold:       "En handläggare lade ärendet åt sidan",
	medelbot.DeedRelease:    "En handläggare lät ärendet gå vidare",
	medelbot.DeedRequest:    "En handläggare bad om mer",
	medelbot.DeedGrant:      "Ansökan beviljades",
	medelbot.DeedDecline:    "Ansökan avslogs",
	medelbot.DeedUndo:       "Beslutet togs tillbaka innan brevet hade gått",
	medelbot.DeedPay:        "Pengarna betalades ut",
	medelbot.DeedRepay:      "Pengar betalades tillbaka",
	medelbot.DeedExtend:     "Rapporten fick en ny sista dag",
	medelbot.DeedRemind:     "Sökanden påmindes",
	medelbot.DeedNote:       "En handläggare antecknade",
	medelbot.DeedMerge:      "Ärendet slogs ihop med ett annat",
	medelbot.DeedClose:      "Ärendet avslutades",
}

// kinds are what a mail is, in Swedish.
var kinds = map[medelbot.Kind]string{
	medelbot.Application: "ansökan", medelbot.Supplement: "komplettering", medelbot.Report: "rapport",
	medelbot.StatusQuery: "fråga om läget", medelbot.Withdrawal: "återtagande", medelbot.Command: "handläggarens kommando",
	medelbot.Bounce: "retur", medelbot.AutoReply: "automatiskt svar", "": "oläst",
}

// letterStates are where a letter stands, in Swedish.
var letterStates = map[medelbot.OutboxState]string{
	medelbot.Queued: "väntar på att skickas", medelbot.Sending: "är på väg", medelbot.Held: "hålls inne",
	medelbot.Drafted: "ligger bland utkasten", medelbot.Sent: "skickat", medelbot.Failed: "gick inte att skicka",
	medelbot.Uncertain: "oklart om det kom fram", medelbot.Dropped: "skickades inte",
}

// vouched are who stands for a value, in Swedish.
var vouched = map[medelbot.Vouched]string{
	medelbot.VouchedBySender: "angivet av sökandens egen adress", medelbot.VouchedByPast: "sökanden har fått pengar dit förut",
	medelbot.VouchedByPerson: "bekräftat av en handläggare",
}

// elementStatuses are what can be made of an element, in Swedish.
var elementStatuses = map[medelbot.ElementStatus]string{
	medelbot.OK: "finns", medelbot.Missing: "saknas", medelbot.Invalid: "går inte att använda", medelbot.Unclear: "oklar",
}

// words puts a case into Swedish. The first error of the templates sticks.
type words struct {
	d   *Dossier
	err error
}

func (w *words) phrase(name string, value any) string {
	text, err := w.d.Phrase(name, value)
	if w.err == nil && err != nil {
		w.err = fmt.Errorf("the phrase %q of the letters: %w", name, err)
	}
	return text
}

// label names an element.
func (w *words) label(key medelbot.ElementKey) string {
	e := templates.Element{Key: key}
	e.Label, _ = w.d.Call.Wording(key).In(medelbot.Swedish)
	if len(w.d.Call.About) > 0 {
		e.Fund = w.d.Call.About[0]
	}
	return w.phrase("label", e)
}

func (w *words) letter(name medelbot.LetterName) string {
	return w.phrase("letter name", struct{ Name medelbot.LetterName }{name})
}

func (w *words) status(s medelbot.Status) string { return w.phrase("status", s) }

// minute writes a time as the fund's clocks show it.
func (w *words) minute(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.In(w.d.Zone).Format("2006-01-02 15:04")
}

func (w *words) day(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return w.d.day(t)
}

// value writes what an element was read as.
func (w *words) value(v *medelbot.Value) string {
	if v == nil {
		return ""
	}
	parts := v.Words()
	if v.SEK != 0 {
		parts = append(parts, templates.Kronor(v.SEK))
	}
	return strings.Join(parts, ", ")
}

// actor names who did something.
func actor(by string) string {
	switch {
	case by == medelbot.ByProgram:
		return "programmet"
	case by == medelbot.Actor{Role: medelbot.RoleApplicant}.String():
		return "sökanden"
	}
	return by
}

// details are what an event may tell besides its name.
type details struct {
	Deed     medelbot.Deed       `json:"deed"`
	From, To medelbot.Status     // of a letter, To is an address
	SEK      int64               `json:"sek"`
	Element  medelbot.ElementKey `json:"element"`
	Value    *medelbot.Value     `json:"value"`
	Text     string              `json:"text"`
	Reason   string              `json:"reason"`
	Name     medelbot.LetterName `json:"name"`
	Letter   string              `json:"letter"`
	Kind     medelbot.Kind       `json:"kind"`
	Person   string              `json:"person"`
	By       []string            `json:"by"`
	Into     string              `json:"into"`
	Merged   string              `json:"merged"`
}

// happened tells one event: a sentence, and what there is to add.
func (w *words) happened(e *store.LoggedEvent) (what, more string) {
	what = events[e.Name]
	if what == "" {
		what = string(e.Name)
	}
	raw, ok := e.Payload.(json.RawMessage)
	if !ok {
		return what, "Uppgifterna är gallrade."
	}
	var x details
	if json.Unmarshal(raw, &x) != nil {
		return what, "" // a shape of its own: it stands in tidslinje.json
	}
	if text := deeds[x.Deed]; text != "" && e.Name == medelbot.EventDone {
		what = text
	}
	return what, strings.Join(w.add(e, &x), " ")
}

// add lists what an event tells in words of its own.
func (w *words) add(e *store.LoggedEvent, x *details) []string {
	var parts []string
	say := func(ok bool, format string, args ...any) {
		if ok {
			parts = append(parts, fmt.Sprintf(format, args...))
		}
	}
	ofLetter := x.Letter != "" && x.Name != ""
	switch {
	case ofLetter:
		say(true, "%s till %s.", capital(w.letter(x.Name)), x.To)
	case e.Name == medelbot.EventSetAside || e.Name == medelbot.EventAsideClosed || e.Name == medelbot.EventDropped || e.Name == medelbot.EventTaken:
		say(x.Reason != "", "%s", w.phrase("aside reason", medelbot.AsideReason(x.Reason)))
		return parts
	case e.Name == medelbot.EventVoted:
		say(true, "%s: %s.", x.Person, map[medelbot.Deed]string{medelbot.DeedGrant: "bevilja", medelbot.DeedDecline: "avslå"}[x.Deed])
	}
	say(x.Kind != "", "%s.", capital(kinds[x.Kind]))
	say(x.Element != "", "%s: %s.", w.label(x.Element), w.value(x.Value))
	say(x.SEK != 0, "%s.", templates.Kronor(x.SEK))
	say(len(x.By) > 0, "Av %s.", strings.Join(x.By, " och "))
	say(x.Into != "", "Det går vidare i %s.", x.Into)
	say(x.Merged != "", "Det var %s.", x.Merged)
	say(x.Text != "", "”%s”", x.Text)
	say(x.Reason != "", "”%s”", x.Reason)
	say(!ofLetter && x.From != "" && x.To != "" && x.From != x.To, "Från ”%s” till ”%s”.", w.status(x.From), w.status(x.To))
	return parts
}

func capital(s string) string {
	for i, r := range s {
		return strings.ToUpper(string(r)) + s[i+len(string(r)):]
	}
	return s
}
