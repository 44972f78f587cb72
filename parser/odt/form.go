package odt

import (
	"encoding/xml"

	"medelbot/parser/page"
)

const maxControls = 5000

// forms holds what the controls of a document's forms show, by their ids. The
// controls stand before the text, which only says where each is drawn.
type forms struct {
	controls map[string]string
	id       string // of the list box that is being read
}

// start reads an element of a form.
func (f *forms) start(name string, t xml.StartElement) {
	shown := ""
	switch name {
	case "form:text", "form:textarea", "form:formatted-text", "form:combobox", "form:date", "form:number", "form:time":
		shown = attribute(t, "current-value")
		if initial := attribute(t, "value"); shown == "" && !page.IsPlaceholder(initial) {
			shown = initial
		}
	case "form:checkbox":
		shown = box(attribute(t, "current-state") == "checked" || attribute(t, "current-state") == "" && attribute(t, "state") == "checked") + " " + attribute(t, "label")
	case "form:radio":
		shown = box(attribute(t, "current-selected") == "true" || attribute(t, "current-selected") == "" && attribute(t, "selected") == "true") + " " + attribute(t, "label")
	case "form:fixed-text":
		shown = attribute(t, "label")
	case "form:option", "form:item":
		if attribute(t, "current-selected") == "true" || attribute(t, "selected") == "true" && f.controls[f.id] == "" {
			f.put(f.id, attribute(t, "label"))
		}
		return
	case "form:listbox":
	default:
		return
	}
	f.id = attribute(t, "id")
	f.put(f.id, shown)
}

func (f *forms) put(id, shown string) {
	if len(f.controls) < maxControls {
		f.controls[id] = shown
	}
}

func box(on bool) string {
	if on {
		return "[x]"
	}
	return "[ ]"
}

// mark is a form field in Word's manner (fieldmark), as LibreOffice writes it.
type mark struct {
	kind    string // "FORMCHECKBOX" and its like
	on      bool
	entries []string
	chosen  int
}

const maxEntries = 1000

// param reads one of the field's parameters.
func (m *mark) param(name, value string) {
	switch name {
	case "Checkbox_Checked":
		m.on = value == "true"
	case "Dropdown_ListEntry":
		if len(m.entries) < maxEntries {
			m.entries = append(m.entries, value)
		}
	case "Dropdown_Selected":
		m.chosen = number(value, -1)
	}
}

// text is what the field shows, if that does not stand in the text.
func (m *mark) text() string {
	switch {
	case m.kind == "FORMCHECKBOX":
		return box(m.on)
	case m.kind == "FORMDROPDOWN" && m.chosen >= 0 && m.chosen < len(m.entries):
		return m.entries[m.chosen]
	}
	return ""
}
