package medelbot

import (
	"slices"
	"strings"
)

// SourceCoordinator is the Evidence.Source of what a coordinator corrected.
const SourceCoordinator = "coordinator"

// correct puts a coordinator's value in the place of what was read.
func (d *doing) correct(o Order) error {
	switch {
	case d.Call == nil || !slices.Contains(slices.Concat(d.Call.Elements, d.Call.Optional), o.Element):
		return &Refusal{Code: RefusedMissing}
	case o.Value == nil:
		return &Refusal{Code: RefusedNoValue}
	case o.Element == Amount && d.Call.Cap > 0 && o.Value.SEK > d.Call.Cap:
		return &Refusal{Code: RefusedOverCap}
	case d.k.Status == StatusGranted && o.Element != Account && o.Element != Contact:
		return &Refusal{Code: RefusedStatus, Status: d.k.Status, Try: "medelbot undo " + d.k.Number}
	}
	value := *o.Value
	d.k.Elements[o.Element] = Element{
		Status: OK, Value: &value, Vouched: VouchedByPerson,
		Evidence: &Evidence{Source: SourceCoordinator, Quote: d.by.Person},
	}
	d.adopt(o.Element, value)
	d.settleStatus(DeedCorrect, map[string]any{"element": o.Element, "value": value})
	return nil
}

// confirm makes a coordinator stand for what was read.
func (d *doing) confirm(o Order) error {
	e, ok := d.k.Elements[o.Element]
	if !ok || e.Status != OK {
		return &Refusal{Code: RefusedMissing, Try: "medelbot correct " + d.k.Number + " " + string(o.Element) + " VALUE"}
	}
	// What was seen may have been changed while the applicant was called.
	if o.Value != nil && (e.Value == nil || !e.Value.same(*o.Value)) {
		return &Refusal{Code: RefusedOtherValue, Try: "medelbot show " + d.k.Number}
	}
	e.Vouched = VouchedByPerson
	d.k.Elements[o.Element] = e
	if e.Value != nil {
		d.adopt(o.Element, *e.Value)
	}
	d.move(DeedConfirm, true, map[string]any{"element": o.Element, "value": e.Value})
	return nil
}

// same tells that two values say the same, whatever is known of them besides.
func (v Value) same(as Value) bool {
	v.Check, as.Check = "", ""
	return v == as
}

// adopt lets the case follow its elements: its applicant's name, and the
// contact's address, which belongs to the case.
func (d *doing) adopt(key ElementKey, v Value) {
	switch key {
	case Applicant:
		d.k.Applicant = v.Name
	case Contact:
		d.k.addAddress(v.Email)
	case Account:
		d.k.Warnings = slices.DeleteFunc(d.k.Warnings, func(w Warning) bool { return w == DuplicateAccountChange })
	}
}

// settleStatus moves a case whose elements were changed to where they put it.
func (d *doing) settleStatus(deed Deed, details map[string]any) Step {
	was := d.k.Status
	complete := len(d.lacking()) == 0 && d.k.Asked == ""
	s := d.move(deed, complete, details)
	switch {
	case d.k.Status == StatusIncomplete && (was != StatusIncomplete || deed == DeedSupplement):
		d.wait()
	case was == StatusIncomplete && d.k.Status != StatusIncomplete:
		d.waitNoMore()
	}
	return s
}

// addAddress notes that an address belongs to the case.
func (k *Case) addAddress(a string) {
	a = strings.ToLower(strings.TrimSpace(a))
	if a != "" && !slices.Contains(k.Addresses, a) {
		k.Addresses = append(k.Addresses, a)
	}
}

// Recipient is who gets a letter that answers no mail: the one who is answered
// in the case, and of reminders of the report the contact person, who is
// responsible for it.
func (k *Case) Recipient(name LetterName) Address {
	if e := k.Elements[Contact]; name == ReportReminder && e.Status == OK && e.Value != nil && e.Value.Email != "" {
		return Address{Name: e.Value.Name, Email: e.Value.Email}
	}
	if len(k.Addresses) == 0 {
		return Address{}
	}
	return Address{Email: k.Addresses[0]}
}

// merge lets the case go on in another one of the same call, which gets what it
// lacks from here.
func (d *doing) merge(Order) error {
	into := d.Into
	if into == nil || into.Number == d.k.Number || into.Call != d.k.Call || d.Call == nil ||
		!slices.Contains([]Status{StatusHeld, StatusIncomplete, StatusComplete}, into.Status) {
		return &Refusal{Code: RefusedInto, Try: "a case of the same call that is not decided yet"}
	}
	// It gets this one's addresses and cannot be parted again: a mistyped number
	// must not let one applicant in at another's case.
	if mine, its := d.k.Elements[Applicant], into.Elements[Applicant]; mine.Status == OK && its.Status == OK && mine.Value.Name != its.Value.Name {
		return &Refusal{Code: RefusedInto, Try: "a case of the same applicant; if one of the two was misread, correct that first"}
	}
	other := begin(Facts{Case: into, Call: d.Call, Now: d.Now}, d.by, d.p)
	for key, e := range d.k.Elements {
		if e.Status == OK && other.k.Elements[key].Status != OK {
			// The account comes from another mail than the rest: a person vouches.
			if key == Account {
				e.Vouched = VouchedByNobody
			}
			other.k.Elements[key] = e
		}
	}
	for _, a := range d.k.Addresses {
		other.k.addAddress(a)
	}
	if other.k.Status != StatusHeld {
		other.settleStatus(DeedCorrect, map[string]any{"merged": d.k.Number})
	} else {
		other.log(EventDone, map[string]any{"deed": DeedMerge, "merged": d.k.Number})
	}
	joined := other.end()
	d.tellEnded()
	d.move(DeedMerge, true, map[string]any{"into": into.Number})
	d.waitNoMore()
	d.k.Votes = nil
	d.c.Also = joined.Case
	d.c.Events = append(d.c.Events, joined.Events...)
	for _, q := range joined.Letters {
		q.Case = into.Number
		d.c.Letters = append(d.c.Letters, q)
	}
	return nil
}
