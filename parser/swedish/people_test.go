package swedish

import (
	"slices"
	"testing"
)

func TestPhones(t *testing.T) {
	for text, want := range map[string][]string{
		"070-174 06 05":                       {"+46701740605"},
		"070 – 174 06 37":                     {"+46701740637"},
		"0701740605":                          {"+46701740605"},
		"+46 70 174 06 53":                    {"+46701740653"},
		"+46 (0)70-174 06 53":                 {"+46701740653"},
		"+46(0)701740653":                     {"+46701740653"},
		"0046 70 174 06 78":                   {"+46701740678"},
		"070.174.06.78":                       {"+46701740678"},
		"Tel. 031-390 06 14, mob 070-1740643": {"+46313900614", "+46701740643"},
		"08-465 004 12":                       {"+4684650041" + "2"},
		"040-628 04 17 / 070-174 06 11":       {"+46406280417", "+46701740611"},
		"0980-319 211":                        {"+46980319211"},
		"2021-06-15":                          nil,
		"232100-0131":                         nil,
		"100 000 kr":                          nil,
		"12-070 174 06 05":                    nil,
	} {
		var got []string
		for _, p := range Phones(Clean(text)) {
			got = append(got, p.E164)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
}

func TestMaskPersonnummer(t *testing.T) {
	for text, want := range map[string]string{
		"Tolvan, 19121212-1212, kom":  "Tolvan, XXXXXXXX-XXXX, kom",
		"121212-1212":                 "XXXXXX-XXXX",
		"121212+1212":                 "XXXXXX+XXXX",
		"191212121212":                "XXXXXXXXXXXX",
		"1212121212":                  "XXXXXXXXXX",
		"701063-2391":                 "XXXXXX-XXXX", // samordningsnummer: day 3
		"121212-1213":                 "121212-1213", // check digit
		"121312-1212":                 "121312-1212", // no 13th month
		"232100-0131":                 "232100-0131", // organisation
		"556047-3521":                 "556047-3521",
		"0701740605":                  "0701740605",
		"8327-9, 1212121212":          "8327-9, 1212121212", // an account
		"3300-121212-1212":            "3300-XXXXXX-XXXX",   // Nordea's personal account
		"850101-XXXX":                 "850101-XXXX",
		"121212 - 1212, 121212 -1212": "XXXXXX - XXXX, XXXXXX -XXXX",
		"121212\u20111212":            "XXXXXX\u2011XXXX", // as a word processor writes it
		"19121212\u22121212":          "XXXXXXXX\u2212XXXX",
		"121212\u00a01212":            "XXXXXX\u00a0XXXX",
		"121212 -- 1212":              "121212 -- 1212",
		"OCR 12121212121234":          "OCR 12121212121234",
	} {
		if got := MaskPersonnummer(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestFindRegions(t *testing.T) {
	for text, want := range map[string]string{
		"Region Kronoberg söker":            "Region Kronoberg",
		"Region Kalmar":                     "Region Kalmar län",
		"VGR söker":                         "Västra Götalandsregionen",
		"Vastra Gotalandsregionens beslut":  "Västra Götalandsregionen",
		"REGION ÖSTERGÖTLAND":               "Region Östergötland",
		"Landstinget i Värmland":            "Region Värmland",
		"Jämtlands läns landsting":          "Region Jämtland Härjedalen",
		"Region Jämtland Härjedalen":        "Region Jämtland Härjedalen",
		"Region Jönköpings läns verksamhet": "Region Jönköpings län",
		"ett bättre liv i Kalmar":           "",
		"LiV":                               "Region Värmland",
		"Region of Skane":                   "Region Skåne",
		"Stockholms läns landsting":         "Region Stockholm",
		"Kalmar kommun":                     "",
	} {
		got := ""
		for _, r := range FindRegions(Clean(text)) {
			if !r.County {
				got += r.Region.Name
			}
		}
		if got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
