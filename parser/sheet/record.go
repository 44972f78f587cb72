package sheet

import (
	"encoding/binary"
	"slices"
	"unicode/utf16"
)

// record is one record of a workbook of Excel 97 with those that continue it.
// What lies beyond its end is 0.
type record struct{ parts [][]byte }

func (r record) bytes(at, n int) []byte {
	out := make([]byte, n)
	if at < len(r.parts[0]) {
		copy(out, r.parts[0][at:])
	}
	return out
}

func (r record) byte(at int) byte     { return r.bytes(at, 1)[0] }
func (r record) uint16(at int) uint16 { return binary.LittleEndian.Uint16(r.bytes(at, 2)) }
func (r record) uint32(at int) uint32 { return binary.LittleEndian.Uint32(r.bytes(at, 4)) }
func (r record) uint64(at int) uint64 { return binary.LittleEndian.Uint64(r.bytes(at, 8)) }

// text reads a text whose length has two bytes (2.5.294).
func (r record) text(at int) string {
	t := texts{parts: slices.Clone(r.parts)}
	t.skip(at)
	if t.done() {
		return ""
	}
	return t.text(t.number(2))
}

// short reads a text whose length has one byte (2.5.240).
func (r record) short(at int) string {
	t := texts{parts: slices.Clone(r.parts)}
	t.skip(at)
	if t.done() {
		return ""
	}
	return t.text(t.number(1))
}

// table reads the table of texts (2.4.265).
func (r record) table(b *book) []string {
	t := texts{parts: slices.Clone(r.parts)}
	t.skip(4)
	count := t.number(4)
	var all []string
	size := 0
	for range count {
		if t.done() {
			b.note(errBroken)
			break
		}
		if len(all) == maxStrings || size > 2*maxText {
			b.note(errMuch)
			break
		}
		s := t.rich()
		size += len(s)
		all = append(all, s)
	}
	return all
}

// texts reads texts one after the other out of the parts of a record.
type texts struct {
	parts [][]byte
}

func (t *texts) done() bool {
	for len(t.parts) > 0 && len(t.parts[0]) == 0 {
		t.parts = t.parts[1:]
	}
	return len(t.parts) == 0
}

func (t *texts) skip(n int) {
	for n > 0 && !t.done() {
		take := min(n, len(t.parts[0]))
		t.parts[0] = t.parts[0][take:]
		n -= take
	}
}

// number reads a number of up to four bytes.
func (t *texts) number(size int) int {
	n := 0
	for i := range size {
		if t.done() {
			break
		}
		n |= int(t.parts[0][0]) << (8 * i)
		t.parts[0] = t.parts[0][1:]
	}
	return n
}

const (
	wide     = 1 // two bytes a letter
	extended = 4 // with a guide to pronunciation
	styled   = 8 // with runs of formats
)

// text reads a mark and so many letters.
func (t *texts) text(letters int) string { return t.letters(t.number(1), letters) }

// rich reads a text with what goes with it (2.5.293).
func (t *texts) rich() string {
	letters, mark := t.number(2), t.number(1)
	after := 0
	if mark&styled != 0 {
		after = 4 * t.number(2)
	}
	if mark&extended != 0 {
		after += t.number(4)
	}
	s := t.letters(mark, letters)
	t.skip(after)
	return s
}

// letters reads letters. Where they go on in the next part, that begins with a
// mark of its own.
func (t *texts) letters(mark, letters int) string {
	var units []uint16
	for letters > 0 && len(t.parts) > 0 {
		part := t.parts[0]
		size := 1 + mark&wide
		n := min(letters, len(part)/size)
		for i := range n {
			u := uint16(part[i*size])
			if size == 2 {
				u |= uint16(part[i*2+1]) << 8
			}
			units = append(units, u)
		}
		letters -= n
		t.parts[0] = part[n*size:]
		if letters > 0 {
			if t.parts = t.parts[1:]; len(t.parts) > 0 && len(t.parts[0]) > 0 {
				mark = t.number(1)
			}
		}
	}
	return string(utf16.Decode(units))
}
