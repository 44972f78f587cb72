// Package forms makes the forms of the fund: for each call one to apply with
// and one to report with, as documents that a word processor fills in.
//
// A form is a table of labels and answers. In DOCX each answer is a content
// control whose tag is the key of its element, in ODT a placeholder field. The
// same form gives the same bytes at any time. The parser must never take a
// label, a hint or a placeholder for an answer: the tests in cmd/medelbot, which
// knows both, fill the forms in and read them back.
package forms

import (
	"strings"
	"time"

	"medelbot"
)

// Fund is what the forms say of the one who runs the fund.
type Fund struct {
	Organisation string            // as letters name it; "" is left out
	Address      string            // where a form is mailed to; "" is left out
	Coordinators []medelbot.Person // answer questions where a call names nobody
	Zone         *time.Location    // of the last days
}

// Form is one form that can be written in any format.
type Form struct {
	Title        string
	Name         string // of the file, without the ending of its format
	Organisation string
	Intro        []string // paragraphs above the table
	Rows         []Row
}

// Row is one thing that is asked for.
type Row struct {
	Tag   string // of the content control: an element's key, perhaps with a part
	Label string
	Hint  string // in parentheses behind the label; "" for none
	// Answer stands there already; "" if the applicant is to write it.
	Answer string
	Tall   bool // prose is expected
}

// Application is the form to apply with: a row for each element that the call
// asks for, and for those that it reads if they are there.
func (f Fund) Application(call medelbot.Call) Form {
	form := f.form("Ansökan", call)
	form.Intro = f.intro(call, "Fyll i rutorna till höger.", call.Closes)
	for _, key := range call.Elements {
		form.Rows = append(form.Rows, rows(key, call, false)...)
	}
	for _, key := range call.Optional {
		form.Rows = append(form.Rows, rows(key, call, true)...)
	}
	return form
}

// Report is the form for the final report: who reports, and its parts.
func (f Fund) Report(call medelbot.Call) Form {
	form := f.form("Rapport", call)
	form.Intro = f.intro(call, "Skriv kort vad ni har gjort, vad det ledde till och vad andra kan lära av er.", call.ReportDue)
	form.Rows = rows(medelbot.Applicant, call, false)
	form.Rows[0].Label = reporterLabel
	for _, key := range call.ReportParts() {
		form.Rows = append(form.Rows, rows(key, call, false)...)
	}
	return form
}

// All lists the forms of several calls. Calls of the same name have their id in
// the names of their files.
func (f Fund) All(calls []medelbot.Call) []Form {
	var all []Form
	taken := map[string]bool{}
	for _, call := range calls {
		for _, form := range []Form{f.Application(call), f.Report(call)} {
			if taken[form.Name] {
				form.Name = fileName(form.Name + " " + call.ID)
			}
			taken[form.Name] = true
			all = append(all, form)
		}
	}
	return all
}

func (f Fund) form(what string, call medelbot.Call) Form {
	return Form{Title: what + " – " + call.Name, Name: fileName(what + " " + call.Name), Organisation: f.Organisation}
}

// unsafe are the letters that no file name may have on Windows, the strictest.
const unsafe = `<>:"/\|?*`

// fileName makes a name that every system takes. Letters beyond ASCII stay.
func fileName(name string) string {
	name = strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || strings.ContainsRune(unsafe, r) {
			return ' '
		}
		return r
	}, name)
	name = strings.Join(strings.Fields(name), " ")
	if r := []rune(name); len(r) > maxName {
		name = string(r[:maxName])
	}
	return strings.TrimRight(name, " .")
}

// maxName bounds a file's name, in characters: two bytes each, and the ending,
// fit into the 255 that file systems take.
const maxName = 100
