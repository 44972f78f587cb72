package swedish

import (
	"strconv"
	"strings"
	"sync"

	"medelbot"
	"medelbot/parser/phrase"
)

// A RegionName is a place where a text names a region.
type RegionName struct {
	Start, End int
	Region     medelbot.Region
	County     bool // only the bare name of the county: "Kalmar"
}

// FindRegions finds regions by official, former and short names, also in the
// genitive and without å, ä and ö. Overlapping names give the longest.
func FindRegions(s string) []RegionName { return findRegions(s, phrase.Words(s)) }

func findRegions(s string, words []phrase.Word) []RegionName {
	var out []RegionName
	regions := medelbot.Regions()
	for _, m := range regionLexicon().Find(words) {
		kind, index, _ := strings.Cut(m.Key, " ")
		n, _ := strconv.Atoi(index)
		name := RegionName{words[m.First].Start, words[m.After-1].End, regions[n], kind == "county"}
		if kind == "letters" && !isLetters(s[name.Start:name.End], name.Region) {
			continue
		}
		if k := len(out); k > 0 && name.Start < out[k-1].End {
			if name.End-name.Start > out[k-1].End-out[k-1].Start {
				out[k-1] = name
			}
			continue
		}
		out = append(out, name)
	}
	return out
}

// isLetters: an abbreviation is written as one; "liv" is a word.
func isLetters(written string, r medelbot.Region) bool {
	for _, l := range r.Letters {
		if written == l || written == l+"s" || written == strings.ToUpper(l) {
			return true
		}
	}
	return false
}

var regionLexicon = sync.OnceValue(func() *phrase.Lexicon {
	tables := phrase.Table{}
	for i, r := range medelbot.Regions() {
		var names, letters, county []string
		for _, n := range append([]string{r.Name}, r.Names...) {
			names = append(names, genitive(n))
		}
		for _, n := range r.County {
			county = append(county, genitive(n))
			names = append(names, genitive(n)+" region|regionen", "region of|i "+n)
		}
		for _, n := range r.Letters {
			letters = append(letters, genitive(n))
		}
		tables["name "+strconv.Itoa(i)] = strings.Join(names, "\n")
		tables["letters "+strconv.Itoa(i)] = strings.Join(letters, "\n")
		tables["county "+strconv.Itoa(i)] = strings.Join(county, "\n")
	}
	return phrase.New(tables, nil, nil)
})

// genitive lets the last word of a name end in s, and parts it as Words does.
func genitive(name string) string {
	var parts []string
	for _, w := range phrase.Words(name) {
		parts = append(parts, w.Fold)
	}
	last := len(parts) - 1
	parts[last] = parts[last] + "|" + parts[last] + "s"
	return strings.Join(parts, " ")
}
