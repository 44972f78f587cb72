package parser

import "testing"

func TestIsLookAlike(t *testing.T) {
	for domain, want := range map[string]bool{
		"regionhalland.se":              false,
		"ext.regionhalland.se":          false, // a subdomain is the region's own
		"rvn.se":                        false,
		"sll.se":                        false, // a former name, still theirs
		"regionha1land.se":              true,  // a figure for a letter
		"regionhaIland.se":              true,  // a capital i for an l
		"regionhallland.se":             true,  // a letter too many
		"reigonhalland.se":              true,  // turned round
		"regionhalland.com":             true,  // another top level
		"regionhalland-bidrag.se":       true,  // a word added
		"regionhalland.se.example.com":  true,
		"xn--regionhllnd-38ac.se":       true, // å for a, twice
		"xn--regonhalland-34b.se":       true, // ı for i
		"region-halland.se":             true,
		"regionvarmlands.se":            true,
		"regionorebro1an.se":            true,
		"skr-se.example":                false, // a short name is nobody's alone
		"skr.se.example.com":            true,
		"halland.se":                    false,
		"falkenberg.se":                 false,
		"kronobergsteatern.se":          false,
		"skanetrafiken.se":              false,
		"gotlandsmuseum.se":             false,
		"regionteatern.se":              false,
		"gmail.com":                     false,
		"ril.se":                        false, // one letter from rjl.se, and honest
		"skf.se":                        false,
		"example.com":                   false,
		"":                              false,
		"karolinska.se":                 false,
		"brackediakoni.se":              false,
		"regionvasternorrland.se":       false,
		"xn--nonsense-that-is-no-idn-!": false,
	} {
		if got := isLookAlike(domain, "skr.se", "skl.se"); got != want {
			t.Errorf("%s: got %v, want %v", domain, got, want)
		}
	}
}

func TestDistance(t *testing.T) {
	for _, test := range []struct {
		a, b string
		want int
	}{
		{"", "", 0}, {"abc", "abc", 0}, {"abc", "abd", 1}, {"abc", "ab", 1}, {"abc", "acb", 1}, {"abc", "cab", 2}, {"a", "abcd", 3},
	} {
		if got := distance(test.a, test.b); got != test.want {
			t.Errorf("%q to %q: got %d, want %d", test.a, test.b, got, test.want)
		}
	}
}

func TestSameOrganisation(t *testing.T) {
	for _, test := range []struct {
		a, b string
		want bool
	}{
		{"a@regionhalland.se", "b@regionhalland.se", true},
		{"a@regionhalland.se", "b@mail.regionhalland.se", true},
		{"a@regionstockholm.se", "b@sll.se", true}, // one region, two names
		{"a@regionhalland.se", "b@skane.se", false},
		{"a@regionhalland.se", "a@gmail.com", false},
		{"a@gmail.com", "b@gmail.com", false}, // two people
		{"a@gmail.com", "A@gmail.com", true},
		{"", "b@skane.se", false},
	} {
		if got := sameOrganisation(test.a, test.b); got != test.want {
			t.Errorf("%s and %s: got %v, want %v", test.a, test.b, got, test.want)
		}
	}
}
