package medelbot

import "testing"

func TestRegionOfDomain(t *testing.T) {
	for domain, want := range map[string]string{
		"rvn.se":                "Region Västernorrland",
		"regionvasterbotten.se": "Region Västerbotten",
		"VGREGION.SE":           "Västra Götalandsregionen",
		"mail.skane.se":         "Region Skåne",
		"ltkalmar.se":           "Region Kalmar län",
		"notskane.se":           "",
		"skane.se.example.com":  "",
		"":                      "",
	} {
		r, ok := RegionOfDomain(domain)
		if r.Name != want || ok != (want != "") {
			t.Errorf("%q: %q, want %q", domain, r.Name, want)
		}
	}
}

// No two regions may claim the same name, letters or domain.
func TestRegionsTellApart(t *testing.T) {
	if n := len(Regions()); n != 21 {
		t.Fatalf("%d regions, want 21", n)
	}
	owner := map[string]string{}
	for _, r := range Regions() {
		if len(r.Domains) == 0 || len(r.County) == 0 {
			t.Errorf("%s: no domain or county", r.Name)
		}
		if number, ok := OrganisationNumber(r.Number); !ok || number != r.Number {
			t.Errorf("%s: %q is no organisation number", r.Name, r.Number)
		}
		all := append([]string{r.Name, r.Number}, r.Domains...)
		all = append(append(append(all, r.Names...), r.Letters...), r.County...)
		for _, name := range all {
			if other := owner[name]; other != "" {
				t.Errorf("%q: both %s and %s", name, other, r.Name)
			}
			owner[name] = r.Name
		}
	}
}

func TestOrganisationNumber(t *testing.T) {
	for written, want := range map[string]string{
		"232100-0255": "232100-0255", "2321000255": "232100-0255", "16232100-0255": "232100-0255", " 232100\u20110255 ": "232100-0255",
		"232100 0255": "232100-0255",
		"232100-0256": "", "": "", "232100-025": "", "811228-9874": "", "23210O-0255": "", "032100-0255": "", "19232100-0255": "", "SE2321000255": "",
	} {
		if got, ok := OrganisationNumber(written); got != want || ok != (want != "") {
			t.Errorf("%q: %q, %v, want %q", written, got, ok, want)
		}
	}
}
