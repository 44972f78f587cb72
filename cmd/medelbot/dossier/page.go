package dossier

import (
	"bytes"
	_ "embed" // the pages
	"encoding/json"
	"fmt"
	"html/template"
	"maps"
	"net/url"
	"path"
	"slices"
	"strings"
	"time"

	"medelbot"
	"medelbot/store"
	"medelbot/templates"
)

// page is what the pages are rendered from.
type page struct {
	words
	Case     *medelbot.Case
	Title    string
	Facts    []fact
	Decision []fact
	Elements []elementRow
	Report   []elementRow
	Warnings []fact
	Mails    []mailFiles
	Letters  []letterFiles
	Timeline []entry
	Malware  bool // a mail was left out
	Erased   medelbot.Erasure
}

// fact is a line of a label and a text.
type fact struct{ Label, Text string }

// elementRow is one element as the case holds it.
type elementRow struct {
	Label, Status, Value, Source, Quote, Vouched string
}

// mailFiles is one mail with the files that the dossier holds of it.
type mailFiles struct {
	*store.MailInfo
	Folder, Raw, Text string
	Attachments       []string
	Arrived, Kind     string // in words
}

// letterFiles is one letter with the files that the dossier holds of it.
type letterFiles struct {
	Letter                     *medelbot.Letter
	Name, State, Written, Sent string // in words
	Files                      []string
}

// entry is one line of the timeline.
type entry struct {
	Number     int64
	At         time.Time
	When       string
	What, More string
	By         string
	Event      medelbot.EventName
	About      any
	Hash       string
}

//go:embed page.html
var pageText string

var pages = template.Must(template.New("page.html").Funcs(template.FuncMap{"link": link, "base": path.Base}).Parse(pageText))

// link makes a relative reference of an entry's name.
func link(name string) string { return (&url.URL{Path: name}).String() }

// tell puts the case into words.
func (p *page) tell() {
	v := &p.d.View
	k := &v.Case
	p.Case, p.Title, p.Erased = k, "Ärende "+k.Number, k.Erased
	p.facts(k)
	p.decision(k)
	p.Elements = p.elements(k.Elements, p.d.Call.Elements)
	p.Report = p.elements(k.Report, nil)
	for _, w := range k.Warnings {
		p.Warnings = append(p.Warnings, fact{p.phrase("warning", w), v.Reasons[w]})
	}
	for i := range p.Mails {
		m := &p.Mails[i]
		m.Arrived, m.Kind = p.minute(m.MailInfo.Arrived), kinds[m.MailInfo.Kind]
		p.Malware = p.Malware || m.Malware != ""
	}
	for i := range p.Letters {
		l := &p.Letters[i]
		l.Name, l.State = p.letter(l.Letter.Name), letterStates[l.Letter.State]
		l.Written, l.Sent = p.minute(l.Letter.CreatedAt), p.minute(l.Letter.SentAt)
	}
	for i := range v.Log {
		e := &v.Log[i]
		what, more := p.happened(e)
		p.Timeline = append(p.Timeline, entry{e.Seq, e.At, p.minute(e.At), what, more, actor(e.By), e.Name, e.Payload, e.Hash})
	}
}

func (p *page) facts(k *medelbot.Case) {
	call := p.d.Call.Name
	if call == "" {
		call = k.Call
	}
	add := func(label, text string) {
		if text != "" {
			p.Facts = append(p.Facts, fact{label, text})
		}
	}
	add("Utlysning", call)
	add("Sökande", k.Applicant)
	add("Läge", p.status(k.Status))
	add("Kom in", p.minute(k.OpenedAt))
	add("Ändrades senast", p.minute(k.ChangedAt))
	for _, a := range k.Addresses {
		add("Adress", a)
	}
	if k.Paid != 0 {
		add("Utbetalt", fmt.Sprintf("%s den %s", templates.Kronor(k.Paid), p.day(k.PaidAt)))
	}
	if k.Repaid != 0 {
		add("Återbetalt", templates.Kronor(k.Repaid))
	}
	add("Rapport senast", p.day(k.ReportDue))
	for _, film := range p.d.View.Films {
		add("Film", film)
	}
	switch k.Erased {
	case medelbot.ErasedToBookkeeping:
		add("Gallring", "Ärendet är gallrat. Det som finns kvar behövs för bokföringen.")
	case medelbot.ErasedWhole:
		add("Gallring", "Ärendet är gallrat.")
	}
}

func (p *page) decision(k *medelbot.Case) {
	d := k.Decision
	if d == nil {
		return
	}
	outcome := "Avslag"
	if d.Outcome == medelbot.DeedGrant {
		outcome = "Beviljat, " + templates.Kronor(d.SEK)
	}
	p.Decision = []fact{{"Beslut", outcome}, {"Beslutsdag", p.minute(d.At)}}
	for _, by := range d.By {
		p.Decision = append(p.Decision, fact{"Beslutat av", by})
	}
	if d.Reason != "" {
		p.Decision = append(p.Decision, fact{"Motivering", d.Reason})
	}
}

// elements lists what the call asks for, and then what there is besides.
func (p *page) elements(e medelbot.Elements, wanted []medelbot.ElementKey) []elementRow {
	if p.Erased != medelbot.NotErased {
		wanted = nil // nothing is missing of it any more
	}
	keys := slices.Clone(wanted)
	for _, key := range slices.Concat(medelbot.AllElements, slices.Sorted(maps.Keys(e))) {
		if _, ok := e[key]; ok && !slices.Contains(keys, key) {
			keys = append(keys, key)
		}
	}
	var rows []elementRow
	for _, key := range keys {
		x, ok := e[key]
		if !ok {
			x.Status = medelbot.Missing
		}
		row := elementRow{Label: p.label(key), Status: elementStatuses[x.Status], Value: p.value(x.Value), Vouched: vouched[x.Vouched]}
		if x.Evidence != nil {
			row.Source, row.Quote = source(x.Evidence), x.Evidence.Quote
		}
		rows = append(rows, row)
	}
	return rows
}

// source says where a value was read.
func source(e *medelbot.Evidence) string {
	text := map[string]string{"body": "mejlets text", "subject": "mejlets ämne", "sender": "avsändaren", medelbot.SourceCoordinator: "en handläggare"}[e.Source]
	if text == "" {
		text = e.Source
	}
	if e.Place != "" {
		text += ", " + strings.Replace(e.Place, "page ", "sidan ", 1)
	}
	if e.OCR {
		text += " (läst ur en bild)"
	}
	return text
}

// timelineEntry is an entry as JSON.
type timelineEntry struct {
	Number int64              `json:"number"`
	At     time.Time          `json:"at"`
	Event  medelbot.EventName `json:"event"`
	What   string             `json:"what"`
	More   string             `json:"more"`
	By     string             `json:"by"`
	About  any                `json:"about"` // null once erased
	Hash   string             `json:"hash"`  // of the log's chain up to here
}

func (p *page) timelineForm() []timelineEntry {
	all := []timelineEntry{}
	for _, e := range p.Timeline {
		if e.About == nil {
			e.About = json.RawMessage("null")
		}
		all = append(all, timelineEntry{e.Number, e.At, e.Event, e.What, e.More, e.By, e.About, e.Hash})
	}
	return all
}

// finish writes the pages and ends the archive.
func (p *page) finish(z *archive) error {
	for _, name := range []string{"index.html", "tidslinje.html"} {
		var b bytes.Buffer
		if err := pages.ExecuteTemplate(&b, name, p); err != nil {
			return err
		}
		if err := z.file(name, z.at, b.Bytes()); err != nil {
			return err
		}
	}
	if p.err != nil {
		return p.err
	}
	return z.close()
}
