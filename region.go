package medelbot

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
)

//go:embed region.tsv
var regionTable string

// Region is one of the 21 regions of Sweden, with the names and mail domains
// that people use for it.
type Region struct {
	Name    string   // the official name
	Number  string   // the organisation number, as NNNNNN-NNNN
	Domains []string // mail domains, lower case, the present one first
	Names   []string // other names that mean the region wherever they stand
	Letters []string // abbreviations that stand for this region only
	County  []string // bare names: they mean the region only where one is asked for
}

// Regions lists the regions in the order of their county codes. The slice is
// shared: read only.
var Regions = sync.OnceValue(func() []Region {
	var regions []Region
	for line := range strings.Lines(regionTable) {
		f := strings.Split(strings.TrimRight(line, "\r\n"), "\t")
		if strings.HasPrefix(line, "#") || len(f) != 6 {
			continue
		}
		regions = append(regions, Region{
			Name:    f[0],
			Number:  f[1],
			Domains: strings.Fields(f[2]),
			Names:   splitList(f[3]),
			Letters: splitList(f[4]),
			County:  splitList(f[5]),
		})
	}
	return regions
})

func splitList(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return r == ';' })
}

// RegionOfDomain finds the region whose mail domain this is, or whose
// subdomain: rvn.se is Region Västernorrland.
func RegionOfDomain(domain string) (Region, bool) {
	domain = strings.ToLower(strings.TrimSuffix(domain, "."))
	for _, r := range Regions() {
		for _, d := range r.Domains {
			if domain == d || strings.HasSuffix(domain, "."+d) {
				return r, true
			}
		}
	}
	return Region{}, false
}

// IsRegion tells the official name of a region from any other applicant's.
func IsRegion(name string) bool {
	return slices.ContainsFunc(Regions(), func(r Region) bool { return r.Name == name })
}

// OrganisationNumber reads a Swedish organisation number and gives its normal
// form, NNNNNN-NNNN; false if it is none. The check digit is Luhn's, and the
// third digit is 2 or higher, which tells it from a personal identity number
// (Lag 1974:174 om identitetsbeteckning för juridiska personer m.fl.).
func OrganisationNumber(written string) (string, bool) {
	digits := strings.Map(func(r rune) rune {
		if r == '-' || r == ' ' {
			return -1
		}
		return r
	}, plainNumber(written))
	if len(digits) == 12 { // with the century that some registers put before it
		digits = strings.TrimPrefix(digits, "16")
	}
	if len(digits) != 10 || digits[0] == '0' || digits[2] < '2' || strings.Trim(digits, "0123456789") != "" || !Luhn(digits) {
		return "", false
	}
	return digits[:6] + "-" + digits[6:], true
}
