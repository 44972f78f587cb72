package config

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"medelbot"
)

// Element is how a call words an element: one that the program knows, or one of
// the call's own.
type Element struct {
	Key     string   `toml:"key"`
	Label   string   `toml:"label"`
	Ask     string   `toml:"ask"`
	LabelEN string   `toml:"label_en"`
	AskEN   string   `toml:"ask_en"`
	Words   []string `toml:"words"`
}

// elementKeys are what an element of a call's own may be called. "other" is what
// the parser calls all that no element asks for.
var elementKeys = regexp.MustCompile(`^[a-z][a-z_]{0,29}$`)

const noElement = "other"

func (k *Call) checkElements(bad complain, key string) error {
	if len(k.Elements) == 0 {
		return bad(key, fmt.Sprintf("the call %q asks for nothing", k.ID), `elements = ["applicant", "amount", "account"]`)
	}
	var known []string
	for _, e := range medelbot.ElementsOf([]medelbot.Call{{Worded: worded(k.Worded)}}) {
		known = append(known, string(e))
	}
	seen := map[string]bool{}
	for _, list := range []struct {
		key   string
		names []string
	}{{".elements", k.Elements}, {".optional", k.Optional}, {".report", k.Report}} {
		if list.key == ".report" {
			clear(seen) // it may tell again what was applied for
		}
		for _, name := range list.names {
			if err := oneOf(bad, key+list.key, name, known...); err != nil {
				return err
			}
			if seen[name] {
				return bad(key+list.key, fmt.Sprintf("the element %q stands there twice", name), "name it once")
			}
			seen[name] = true
		}
	}
	return k.checkWords(bad, key)
}

// checkWords checks what the call calls the fund and its elements.
func (k *Call) checkWords(bad complain, key string) error {
	if i := slices.IndexFunc(k.About, wordless); i >= 0 {
		return bad(key+".about", fmt.Sprintf("%q holds no word by which a mail could name the fund", k.About[i]), `about = ["Ljusglimten", "kulturstipendium"]`)
	}
	named := map[string]bool{}
	for i, e := range k.Worded {
		at := fmt.Sprintf("%s.element.%d", key, i)
		own := !medelbot.ElementKey(e.Key).Known()
		switch {
		case !elementKeys.MatchString(e.Key) || e.Key == noElement:
			return bad(at+".key", fmt.Sprintf("%q cannot be the key of an element", e.Key), `small letters and _, such as "age"`)
		case named[e.Key]:
			return bad(at+".key", fmt.Sprintf("the element %q is worded twice", e.Key), "one [[call.element]] for each")
		case own && (e.Label == "" || e.Ask == ""):
			return bad(at, fmt.Sprintf("the element %q needs a label and a sentence that asks for it", e.Key), `label = "Ålder på deltagarna" and ask = "Skriv hur gamla deltagarna är."`)
		case own && !slices.Contains(slices.Concat(k.Elements, k.Optional, k.Report), e.Key):
			return bad(at+".key", fmt.Sprintf("the call does not ask for %q", e.Key), "name it in elements, optional or report")
		}
		if i := slices.IndexFunc(e.Words, wordless); i >= 0 {
			return bad(at+".words", fmt.Sprintf("%q holds no word", e.Words[i]), `words = ["ålder", "år gamla"]`)
		}
		named[e.Key] = true
	}
	return nil
}

// wordless tells a text without letters.
func wordless(s string) bool { return !strings.ContainsFunc(s, unicode.IsLetter) }

// worded are the call's elements in the words of the fund.
func worded(list []Element) []medelbot.CallElement {
	var all []medelbot.CallElement
	for _, e := range list {
		all = append(all, medelbot.CallElement{
			Key: medelbot.ElementKey(e.Key), Label: e.Label, Ask: e.Ask, LabelEN: e.LabelEN, AskEN: e.AskEN, Words: e.Words,
		})
	}
	return all
}
