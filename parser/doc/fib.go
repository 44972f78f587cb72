package doc

import "encoding/binary"

// block is a piece of a file. What lies outside of it reads as zero, so that
// places that a file only claims to have need no questions asked.
type block []byte

func (b block) u8(at int) int {
	if at < 0 || at >= len(b) {
		return 0
	}
	return int(b[at])
}

func (b block) u16(at int) int {
	if at < 0 || at+2 > len(b) {
		return 0
	}
	return int(binary.LittleEndian.Uint16(b[at:]))
}

func (b block) u32(at int) int {
	if at < 0 || at+4 > len(b) {
		return 0
	}
	return int(binary.LittleEndian.Uint32(b[at:]))
}

// from returns at most n bytes from a place on.
func (b block) from(at, n int) block {
	if at < 0 || at >= len(b) || n <= 0 {
		return nil
	}
	return b[at:min(len(b), at+n)]
}

// span is where a structure lies in the table stream.
type span struct{ at, size int }

// fib is the File Information Block (2.5.1), as far as it matters.
type fib struct {
	table     int // which of the table streams counts
	counts    counts
	clx       span
	papx      span // PlcBtePapx: where the properties of paragraphs lie
	chpx      span // PlcBteChpx: those of characters
	fonts     span // SttbfFfn
	stories   span // PlcfHdd: where headers and footers begin
	anchors   span // PlcfSpa: where drawings are anchored
	boxes     span // PlcftxbxTxt: where the texts of text boxes begin
	lists     span // PlfLst
	overrides span // PlfLfo
}

// counts are the lengths of the texts, which follow each other, in characters.
type counts struct {
	body, footnotes, margins, macros, comments, endnotes, boxes int
}

// Of the File Information Block.
const (
	magic        = 0xa5ec
	word97       = 0x00c1
	flagsAt      = 0x0a
	flagProtect  = 0x0100
	flagTable    = 0x0200
	textCountsAt = 0x4c
	spansAt      = 0x9a
	minFIB       = 0x2f2
)

func readFIB(main block) (fib, error) {
	switch {
	case main.u16(0) != magic:
		return fib{}, errUnopened
	case main.u16(2) < word97:
		return fib{}, errOld
	case main.u16(flagsAt)&flagProtect != 0:
		return fib{}, errProtected
	case len(main) < minFIB:
		return fib{}, errUnopened
	}
	span := func(index int) span {
		return span{at: main.u32(spansAt + 8*index), size: main.u32(spansAt + 8*index + 4)}
	}
	count := func(index int) int { return min(main.u32(textCountsAt+4*index), len(main)) }
	f := fib{
		counts: counts{
			body: count(0), footnotes: count(1), margins: count(2), macros: count(3), comments: count(4), endnotes: count(5), boxes: count(6),
		},
		clx: span(33), papx: span(13), chpx: span(12), fonts: span(15), stories: span(11), anchors: span(40), boxes: span(56), lists: span(73), overrides: span(74),
	}
	if main.u16(flagsAt)&flagTable != 0 {
		f.table = 1
	}
	return f, nil
}

// piece is a stretch of text that lies together in the file (Pcd, 2.9.177).
type piece struct {
	from, to int // characters of the text
	at       int // byte in the main stream
	wide     bool
}

// offset is where a character lies in the main stream.
func (p *piece) offset(char int) int {
	if p.wide {
		return p.at + 2*(char-p.from)
	}
	return p.at + char - p.from
}

// maxPieces bounds the pieces; a text has one for each time it was saved fast.
const maxPieces = 200_000

// readPieces reads the piece table (Clx, 2.9.38). Pieces that reach beyond the
// stream end there.
func readPieces(clx block, size int) []piece {
	const (
		properties  = 1
		table       = 2
		compressed  = 1 << 30
		entry, mark = 8, 4
	)
	for clx.u8(0) == properties && len(clx) > 3 {
		clx = clx.from(3+clx.u16(1), len(clx))
	}
	if clx.u8(0) != table {
		return nil
	}
	plc := clx.from(5, clx.u32(1))
	n := (len(plc) - mark) / (mark + entry)
	var pieces []piece
	for i := range min(max(n, 0), maxPieces) {
		p := piece{from: plc.u32(mark * i), to: plc.u32(mark * (i + 1))}
		at := plc.u32(mark*(n+1) + entry*i + 2)
		width := 2
		if p.at, p.wide = at, at&compressed == 0; !p.wide {
			p.at, width = at&^compressed/2, 1
		}
		p.to = min(p.to, p.from+max(size-p.at, 0)/width)
		if p.to > p.from && (len(pieces) == 0 || p.from >= pieces[len(pieces)-1].to) {
			pieces = append(pieces, p)
		}
	}
	return pieces
}
