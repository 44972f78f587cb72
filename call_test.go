package medelbot

import (
	"slices"
	"testing"
)

// What a call does not ask for may be left out, but not stated wrongly.
func TestLacking(t *testing.T) {
	call := Call{Elements: []ElementKey{Applicant, Actors}, Optional: []ElementKey{Amount}}
	there := func(k ElementKey, s ElementStatus) Elements {
		return Elements{Applicant: {Status: OK}, Actors: {Status: OK}, k: {Status: s}}
	}
	for _, test := range []struct {
		name string
		read Elements
		want []ElementKey
	}{
		{"all that is asked for", there(Applicant, OK), nil},
		{"one missing", there(Actors, Missing), []ElementKey{Actors}},
		{"nothing read", nil, []ElementKey{Applicant, Actors}},
		{"the optional in order", there(Amount, OK), nil},
		{"the optional not found", there(Amount, Missing), nil},
		{"the optional against a rule", there(Amount, Invalid), []ElementKey{Amount}},
		{"the optional unclear", there(Amount, Unclear), []ElementKey{Amount}},
	} {
		if got := call.Lacking(test.read); !slices.Equal(got, test.want) {
			t.Errorf("%s: %v, want %v", test.name, got, test.want)
		}
	}
}
