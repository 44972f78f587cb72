package main

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"

	"medelbot"
)

// orderedElement is one element with its name.
type orderedElement struct {
	Key medelbot.ElementKey
	medelbot.Element
}

// orderedElements are elements in the order in which people meet them. In JSON
// they are one object whose keys have that order.
type orderedElements []orderedElement

// MarshalJSON writes the object.
func (l orderedElements) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	b.WriteByte('{')
	for i, e := range l {
		if i > 0 {
			b.WriteByte(',')
		}
		if err := enc.Encode(e.Key); err != nil {
			return nil, err
		}
		b.WriteByte(':')
		if err := enc.Encode(e.Element); err != nil {
			return nil, err
		}
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// ordered lists the elements of a reading: those of its call or of a report
// first, also the missing ones, then what else was read.
func ordered(r *medelbot.Reading, calls []medelbot.Call) orderedElements {
	var wanted []medelbot.ElementKey
	switch r.Kind {
	case medelbot.Application:
		wanted = wantedBy(r.Call, calls)
	case medelbot.Report:
		wanted = callOf(calls, r.Call).ReportParts()
	}
	return order(r.Elements, wanted)
}

// wantedBy lists the elements that a call asks for; nil if there is no such call.
func wantedBy(id string, calls []medelbot.Call) []medelbot.ElementKey {
	if c := callOf(calls, id); c != nil {
		return c.Elements
	}
	return nil
}

func order(elements medelbot.Elements, wanted []medelbot.ElementKey) orderedElements {
	list := orderedElements{}
	for _, k := range wanted {
		e, ok := elements[k]
		if !ok {
			e.Status = medelbot.Missing
		}
		list = append(list, orderedElement{k, e})
	}
	rest := slices.DeleteFunc(slices.Sorted(maps.Keys(elements)), medelbot.ElementKey.Known)
	for _, k := range slices.Concat(medelbot.AllElements, rest) {
		if e, ok := elements[k]; ok && !slices.Contains(wanted, k) {
			list = append(list, orderedElement{k, e})
		}
	}
	return list
}
