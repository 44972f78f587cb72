package sheet

import (
	"bytes"
	"encoding/xml"
	"io"
)

const maxNesting = 500 // levels of elements

// visitor meets the elements of a part of a document. Names come without their
// name space.
type visitor interface {
	start(t xml.StartElement)
	end(name string)
	text(s []byte)
	done() bool // nothing more is wanted
}

// walk leads a visitor through a part.
func walk(data []byte, v visitor) error {
	d := xml.NewDecoder(bytes.NewReader(data))
	d.Strict = false
	for depth := 0; !v.done(); {
		token, err := d.RawToken()
		switch {
		case err == io.EOF && depth == 0:
			return nil
		case err != nil:
			return errBroken
		}
		switch t := token.(type) {
		case xml.StartElement:
			if depth++; depth > maxNesting {
				return errBroken
			}
			v.start(t)
		case xml.EndElement:
			if depth--; depth < 0 {
				return errBroken
			}
			v.end(t.Name.Local)
		case xml.CharData:
			v.text(t)
		}
	}
	return nil
}

// attribute returns the value of an attribute by its name without name space,
// "" if there is none.
func attribute(t xml.StartElement, name string) string {
	for _, a := range t.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// isOn reads an attribute that is true or false.
func isOn(s string) bool { return s == "1" || s == "true" }
