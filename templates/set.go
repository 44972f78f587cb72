// Package templates holds the letters: for each a subject, a text and an HTML
// template under sv/, and a typed view that they are rendered from. README.md
// documents the views' fields for those who write their own texts.
package templates

import (
	"errors"

	"medelbot"
)

// Set is the letters' templates, parsed and checked. It is safe for use by
// several goroutines.
type Set struct{}

// Rendered is one letter in words: the subject, the text part (lines of at
// most 72 characters, ended by \n) and the HTML part.
type Rendered struct {
	Subject, Text, HTML string
}

// Load parses the embedded templates. A file of the same name in dir takes the
// place of the embedded one; "" takes none. A template that does not parse, or
// that names a field its view does not have, is an error that names file and
// line; so is a file in dir whose name no letter has.
func Load(dir string) (*Set, error) { return &Set{}, nil }

// Render renders the letter of a view.
func (s *Set) Render(v View) (Rendered, error) { return Rendered{}, errors.New("not built") }

// Names lists the letters that there are templates for.
func (s *Set) Names() []medelbot.LetterName { return nil }

// Samples returns a view with sample data for each letter, for previews.
func Samples() []View { return nil }
