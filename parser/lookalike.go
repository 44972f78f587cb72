package parser

import (
	"strings"

	"golang.org/x/net/idna"

	"medelbot"
)

// isLookAlike tells a domain that is made to be taken for a region's, or for
// that of our own organisation if it is named in own: letters exchanged for
// similar ones, letters added, left out or turned round, a known name under
// another top level, or a known name with a word added.
func isLookAlike(domain string, own ...string) bool {
	domain = strings.ToLower(strings.TrimSuffix(domain, "."))
	registered := organisation(domain)
	if _, known := medelbot.RegionOfDomain(domain); known || registered == "" || medelbot.Freemail(registered) {
		return false
	}
	known := append([]string{}, own...)
	for _, r := range medelbot.Regions() {
		known = append(known, r.Domains...)
	}
	for _, k := range known {
		if registered == organisation(k) {
			return false
		}
	}
	for _, k := range known {
		if imitates(domain, registered, organisation(k)) {
			return true
		}
	}
	return false
}

// sureLength is how long a name must be before a letter more or less is no
// chance: rjl.se and ril.se are two honest domains.
const sureLength = 8

func imitates(domain, registered, known string) bool {
	label, tld := splitDomain(registered)
	name, knownTLD := splitDomain(known)
	same := skeleton(label) == skeleton(name)
	switch {
	case same && label != name: // regionha1land.se
		return true
	case same && tld != knownTLD: // regionhalland.com; short names are many people's
		return len(name) >= sureLength
	case len(name) < sureLength:
		// skr.se.example.com
		return strings.HasPrefix(domain, known+".") || strings.Contains(domain, "."+known+".")
	case strings.Contains(domain, name): // regionhalland-bidrag.se, regionhalland.se.example.com
		return strings.HasPrefix(name, "region") || strings.Contains(domain, known+".") || strings.Contains(domain, "region"+name) ||
			strings.Contains(domain, "region-"+name)
	}
	allowed := 1
	if len(name) >= 12 {
		allowed = 2
	}
	return distance(skeleton(label), skeleton(name)) <= allowed
}

func splitDomain(registered string) (label, tld string) {
	label, tld, _ = strings.Cut(registered, ".")
	return label, tld
}

// lookalikes are letters that eyes take for one another. The first of each pair
// is what a forger writes, in Cyrillic and Greek too.
var lookalikes = strings.NewReplacer(
	"0", "o", "1", "l", "3", "e", "5", "s", "rn", "m", "vv", "w", "cl", "d", "-", "", "i", "l",
	"а", "a", "е", "e", "о", "o", "р", "p", "с", "c", "х", "x", "у", "y", "і", "l", "ӏ", "l", "ԁ", "d", "ո", "n", "ѕ", "s", "к", "k", "т", "t", "в", "b", "н", "h", "г", "r",
	"ο", "o", "α", "a", "ν", "v", "ı", "l", "ɡ", "g", "å", "a", "ä", "a", "á", "a", "à", "a", "ö", "o", "ó", "o", "ø", "o", "é", "e", "è", "e", "ë", "e", "í", "l", "ì", "l", "ï", "l", "ü", "u", "ú", "u", "ń", "n", "ñ", "n", "ł", "l", "ģ", "g", "ğ", "g",
)

// skeleton writes a name so that names that look alike become equal (after the
// idea of Unicode's UTS 39).
func skeleton(label string) string {
	if decoded, err := idna.ToUnicode(label); err == nil {
		label = decoded
	}
	return lookalikes.Replace(label)
}

// distance counts the letters to add, drop, change or turn round to make b of a
// (optimal string alignment).
func distance(a, b string) int {
	x, y := []rune(a), []rune(b)
	if d := len(x) - len(y); d > 2 || d < -2 {
		return 3 // far enough
	}
	before, last, row := make([]int, len(y)+1), make([]int, len(y)+1), make([]int, len(y)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(x); i++ {
		row[0] = i
		for j := 1; j <= len(y); j++ {
			cost := 1
			if x[i-1] == y[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(y)]
}
