package main

import "testing"

// A name without a domain says nothing to a server elsewhere.
func TestFullName(t *testing.T) {
	for name, want := range map[string]string{"": "", "laptop": "", "medelbot.skr.example": "medelbot.skr.example"} {
		if got := fullName(name); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
}
