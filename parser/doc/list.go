package doc

import (
	"strings"

	"medelbot/parser/page"
)

const maxLists = 5000

// readLists reads the lists by the numbers that paragraphs name them by (from
// 1; PlfLfo, 2.9.194), with the labels of their levels (PlfLst, 2.9.193).
func readLists(table block, lists, overrides span) []*page.List {
	const lstf, lfo = 28, 16
	head := table.from(lists.at, lists.size)
	levels := table.from(lists.at+lists.size, len(table))
	byID := map[int]*page.List{}
	for i := range min(head.u16(0), maxLists, len(head)/lstf) {
		l := &page.List{}
		count := len(l.Levels)
		if head.u8(2+lstf*i+26)&1 != 0 {
			count = 1
		}
		for level := range count {
			l.Levels[level], levels = readLevel(levels)
		}
		byID[head.u32(2+lstf*i)] = l
	}
	refs := table.from(overrides.at, overrides.size)
	n := min(refs.u32(0), maxLists, len(refs)/lfo)
	data := refs.from(4+lfo*n, len(refs))
	out := make([]*page.List, n)
	for i := range n {
		out[i] = byID[refs.u32(4+lfo*i)]
		data = data.from(4, len(data))
		if count := refs.u8(4 + lfo*i + 12); count > 0 && out[i] != nil {
			// A list that begins anew counts for itself.
			out[i] = &page.List{Levels: out[i].Levels}
			data = override(out[i], data, count)
		}
	}
	return out
}

// override reads the levels that differ from those of the list (LFOLVL, 2.9.132)
// and returns what follows.
func override(l *page.List, data block, count int) block {
	for range count {
		flags := data.u8(4)
		start, level := data.u32(0), flags&0xf
		data = data.from(8, len(data))
		if level >= len(l.Levels) {
			return nil
		}
		if flags&0x20 != 0 {
			l.Levels[level], data = readLevel(data)
		} else if flags&0x10 != 0 {
			l.Levels[level].Start = start
		}
	}
	return data
}

// readLevel reads one level of a list (LVL, 2.9.150) and returns what follows.
func readLevel(data block) (page.Level, block) {
	const lvlf = 28
	level := page.Level{Start: data.u32(0)}
	text := lvlf + data.u8(24) + data.u8(25)
	length := data.u16(text)
	var label strings.Builder
	for i := range min(length, 255) {
		switch c := data.u16(text + 2 + 2*i); {
		case c < len(page.List{}.Levels):
			label.WriteByte('%')
			label.WriteByte(byte('1' + c))
		default:
			label.WriteRune(rune(c))
		}
	}
	level.Text = label.String()
	switch data.u8(4) {
	case 1:
		level.Format = "I"
	case 2:
		level.Format = "i"
	case 3:
		level.Format = "A"
	case 4:
		level.Format = "a"
	case 23: // a bullet
	default:
		level.Format = "1"
	}
	return level, data.from(text+2+2*length, len(data))
}
