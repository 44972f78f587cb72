// Package dossier writes all that is kept of one case as a zip file for a
// registrar: the mails as they came with their attachments, the text read in
// them, the letters that were sent, what was read and decided, and what happened
// when, with pages in Swedish that open in any browser and checksums.
//
// The same case gives the same bytes: nothing in the file tells when it was made.
package dossier

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"time"

	"medelbot"
	"medelbot/parser/message"
	"medelbot/parser/swedish"
	"medelbot/store"
)

// Dossier is one case to be written.
type Dossier struct {
	View store.CaseView
	// Call is the case's call; one that is not configured any more has its ID
	// alone.
	Call medelbot.Call
	Zone *time.Location // of the pages
	// Facts is the case as JSON, in the form of medelbot show --json.
	Facts any
	// Phrase is templates.Set.Phrase: the words of the fund's letters.
	Phrase func(name string, value any) (string, error)
	// Mail, Text and Letter read one mail, its text, and one letter with Raw. One
	// at a time is held in memory.
	Mail   func(ctx context.Context, id int64) (medelbot.Mail, error)
	Text   func(ctx context.Context, id int64) (string, error)
	Letter func(ctx context.Context, id int64) (medelbot.Letter, error)
}

// Write writes the zip file. All its entries lie in a folder that is named by
// the case's number.
func (d *Dossier) Write(ctx context.Context, w io.Writer) error {
	p := &page{words: words{d: d}}
	z := newArchive(w, d.View.Number, d.View.ChangedAt)
	for i := range d.View.Mails {
		files, err := d.writeMail(ctx, z, i)
		if err != nil {
			return err
		}
		p.Mails = append(p.Mails, files)
	}
	for i := range d.View.Letters {
		files, err := d.writeLetter(ctx, z, i)
		if err != nil {
			return err
		}
		p.Letters = append(p.Letters, files)
	}
	p.tell()
	if err := z.json("arende.json", d.Facts); err != nil {
		return err
	}
	if err := z.json("tidslinje.json", p.timelineForm()); err != nil {
		return err
	}
	return p.finish(z)
}

const (
	rawMail = "mejl.eml"
	allText = "text.txt"
)

// writeMail writes one mail, its attachments and its text. Of one in which a
// virus scanner has found something nothing is written: whoever opens the dossier
// opens files.
func (d *Dossier) writeMail(ctx context.Context, z *archive, i int) (mailFiles, error) {
	info := &d.View.Mails[i]
	f := mailFiles{MailInfo: info, Folder: fmt.Sprintf("mejl/%03d_%s", i+1, d.day(info.Arrived))}
	if info.Malware != "" {
		return f, nil
	}
	m, err := d.Mail(ctx, info.ID)
	if err != nil {
		return f, err
	}
	f.Raw = f.Folder + "/" + rawMail
	if err := z.file(f.Raw, info.Arrived, m.Raw); err != nil {
		return f, err
	}
	text, err := d.Text(ctx, info.ID)
	if err != nil {
		return f, err
	}
	f.Text = f.Folder + "/" + allText
	if err := z.file(f.Text, info.Arrived, []byte(text)); err != nil {
		return f, err
	}
	names := names{}
	for _, part := range message.Parse(m.Raw).Parts {
		if !attached(&part) {
			continue
		}
		name := f.Folder + "/bilagor/" + names.unique(safeName(swedish.MaskPersonnummer(part.Name), part.Type))
		if err := z.file(name, info.Arrived, part.Data); err != nil {
			return f, err
		}
		f.Attachments = append(f.Attachments, name)
	}
	return f, nil
}

// attached tells the parts of a mail that are files from those that are its text.
func attached(p *message.Part) bool {
	return p.Name != "" || p.Disposition == "attachment" || p.Inner != nil || p.Type != "text/plain" && p.Type != "text/html" && p.Text == ""
}

// LettersHandedOut counts the letters of which there are files: those to the
// applicant that have left, or perhaps have. All others are only listed.
func (d *Dossier) LettersHandedOut() int {
	n := 0
	for i := range d.View.Letters {
		if handedOut(&d.View.Letters[i]) {
			n++
		}
	}
	return n
}

// handedOut leaves out letters to coordinators: they hold what gives rights.
func handedOut(l *medelbot.Letter) bool {
	return !l.Name.ToCoordinator() && (l.State == medelbot.Sent || l.State == medelbot.Uncertain)
}

// writeLetter writes a letter, if it is one to be handed out.
func (d *Dossier) writeLetter(ctx context.Context, z *archive, i int) (letterFiles, error) {
	l := &d.View.Letters[i]
	f := letterFiles{Letter: l}
	if !handedOut(l) {
		return f, nil
	}
	whole, err := d.Letter(ctx, l.ID)
	if err != nil || len(whole.Raw) == 0 {
		return f, err
	}
	at := l.SentAt
	if at.IsZero() {
		at = l.AttemptAt
	}
	folder := fmt.Sprintf("brev/%03d_%s", i+1, d.day(at))
	write := func(name string, data []byte) error {
		f.Files = append(f.Files, folder+"/"+name)
		return z.file(folder+"/"+name, at, data)
	}
	if err := write("brev.eml", whole.Raw); err != nil {
		return f, err
	}
	names := names{}
	for _, part := range message.Parse(whole.Raw).Parts {
		name, data := "", part.Data
		switch {
		case part.Name != "":
			name = "bilagor/" + names.unique(safeName(swedish.MaskPersonnummer(part.Name), part.Type))
		case part.Type == "text/html":
			name, data = "brev.html", []byte(part.Text)
		case part.Type == "text/plain":
			name, data = "brev.txt", []byte(part.Text)
		default:
			continue
		}
		if err := write(name, data); err != nil {
			return f, err
		}
	}
	return f, nil
}

func (d *Dossier) day(t time.Time) string { return t.In(d.Zone).Format(time.DateOnly) }

// indented is v as JSON for people.
func indented(v any) ([]byte, error) {
	b, err := json.MarshalIndent(v, "", "  ")
	return append(b, '\n'), err
}
