package notifier

import (
	"slices"
	"strings"
	"testing"
	"time"

	"medelbot"
)

// A preview is the whole letter, signed by those of the configuration.
func TestPreviews(t *testing.T) {
	c := testComposer(t, time.Date(2021, 5, 14, 7, 30, 0, 0, time.UTC))
	c.Organisation = "Fonden Exempel"
	c.Coordinators = []medelbot.Person{{Name: "Siv Berg", Addresses: []string{"siv.berg@fonden.example"}}}
	all, err := c.Previews("testbaddar")
	if err != nil {
		t.Fatal(err)
	}
	var names []medelbot.LetterName
	for _, p := range all {
		names = append(names, p.Letter.Name)
		header, text, html := parts(t, p.Letter.Raw)
		if header.Get("Subject") == "" || text == "" || html == "" {
			t.Errorf("%s is not whole", p.Letter.Key)
		}
		if !strings.Contains(p.HTML, "Fonden Exempel") || strings.Contains(p.HTML+p.Text, "Harald") {
			t.Errorf("%s is not in the name of the configuration", p.Letter.Key)
		}
	}
	for _, name := range c.Templates.Names() {
		if !slices.Contains(names, name) {
			t.Errorf("there is no preview of %s", name)
		}
	}
}
