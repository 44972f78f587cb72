package command

import (
	"reflect"

	"medelbot"
)

// opposed are deeds that one mail cannot both order.
var opposed = [][2]medelbot.Deed{
	{medelbot.DeedGrant, medelbot.DeedDecline},
	{medelbot.DeedGrant, medelbot.DeedRequest},
	{medelbot.DeedDecline, medelbot.DeedRequest},
	{medelbot.DeedHold, medelbot.DeedRelease},
}

// contradict faults the commands that say different things of one case. A line
// that names no case may be about any.
func contradict(lines []medelbot.CommandLine) {
	against := make([]bool, len(lines))
	for i := range lines {
		for j := range lines[:i] {
			a, b := &lines[j], &lines[i]
			if a.Case != "" && b.Case != "" && a.Case != b.Case {
				continue
			}
			if differ(a, b) {
				against[i], against[j] = true, true
			}
		}
	}
	for i, is := range against {
		if is {
			fault(lines[i:i+1], medelbot.RefusedContradicts)
		}
	}
}

// differ tells whether two commands cannot both be meant.
func differ(a, b *medelbot.CommandLine) bool {
	x, y := a.Order.Deed, b.Order.Deed
	for _, pair := range opposed {
		if x == pair[0] && y == pair[1] || x == pair[1] && y == pair[0] {
			return true
		}
	}
	if a.Word == medelbot.WordPause && b.Word == medelbot.WordResume || a.Word == medelbot.WordResume && b.Word == medelbot.WordPause {
		return true
	}
	if x != y {
		return false
	}
	switch x {
	case medelbot.DeedGrant:
		return a.Order.SEK != b.Order.SEK || a.Fault != b.Fault
	case medelbot.DeedPay, medelbot.DeedExtend, medelbot.DeedMerge:
		return a.Order.SEK != b.Order.SEK || !a.Order.Day.Equal(b.Order.Day) || a.Order.Into != b.Order.Into
	case medelbot.DeedCorrect:
		return a.Order.Element == b.Order.Element && !reflect.DeepEqual(a.Order.Value, b.Order.Value)
	}
	return false
}

// fault gives the lines a fault that outranks those that they have.
func fault(lines []medelbot.CommandLine, code medelbot.RefusalCode) {
	for i := range lines {
		lines[i].Fault = string(code)
	}
}
