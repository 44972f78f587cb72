package swedish

import "testing"

func TestStem(t *testing.T) {
	for word, want := range map[string]string{
		"ljusglimten": "ljusglimt*", "kulturstipendium": "kulturstipendi*", "kulturstipendiet": "kulturstipendi*",
		"alder": "alder*", "deltagarna": "deltag*", "plats": "plats*", "gamla": "gamla*", "ar": "ar", "pa": "pa", "tid": "tid",
		"lokaler": "lokal*", "2026": "2026", "": "",
	} {
		if got := Stem(word); got != want {
			t.Errorf("Stem(%q) = %q, want %q", word, got, want)
		}
	}
}
