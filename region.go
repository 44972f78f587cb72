package medelbot

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed region.tsv
var regionTable string

// Region is one of the 21 regions of Sweden, with the names and mail domains
// that people use for it.
type Region struct {
	Name    string   // the official name
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
		if strings.HasPrefix(line, "#") || len(f) != 5 {
			continue
		}
		regions = append(regions, Region{
			Name:    f[0],
			Domains: strings.Fields(f[1]),
			Names:   splitList(f[2]),
			Letters: splitList(f[3]),
			County:  splitList(f[4]),
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
