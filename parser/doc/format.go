package doc

import (
	"math"
	"sort"
)

// paragraph is what matters of a paragraph's properties.
type paragraph struct {
	inTable   bool
	rowEnd    bool // its mark ends a row
	innerCell bool // its mark ends a cell of a table within a table
	innerRow  bool // its mark ends a row of such a table
	nested    int  // tables around it
	list      int  // number of its list, from 1
	level     int
}

// character is what matters of a run's properties.
type character struct {
	hidden  bool
	deleted bool // by a tracked change
	symbol  rune // the character of a font of symbols that stands here
	symbols bool // all letters are those of a font of symbols
	place   int  // of the data that belongs to a special character, in the data stream
}

// Properties (Sprm, 2.6).
const (
	sprmInTable   = 0x2416
	sprmRowEnd    = 0x2417
	sprmNested    = 0x6649
	sprmInnerCell = 0x244b
	sprmInnerRow  = 0x244c
	sprmLevel     = 0x260a
	sprmList      = 0x460b
	sprmHuge      = 0x6646 // the properties lie in the data stream
	sprmDeleted   = 0x0800
	sprmHidden    = 0x083c
	sprmSymbol    = 0x6a09
	sprmPlace     = 0x6a03
	sprmFont      = 0x4a4f
	sprmTable     = 0xd608
	sprmTabs      = 0xc615
)

// run is a stretch of the main stream with its properties.
type run struct {
	from, to   int // bytes of the main stream
	properties block
}

// formats are the properties of paragraphs and characters.
type formats struct {
	paragraphs, characters []run
	data                   block
	symbols                map[int]bool // fonts of symbols, by their number
}

// pageSize is the size of a page of properties (FKP), in bytes.
const pageSize = 512

func readFormats(main, data, papx, chpx, fonts block) formats {
	return formats{paragraphs: readRuns(main, papx, 13), characters: readRuns(main, chpx, 1), data: data, symbols: readFonts(fonts)}
}

// readFonts finds the fonts of symbols (SttbfFfn, 2.9.286).
func readFonts(table block) map[int]bool {
	const symbolCharset = 2
	symbols := map[int]bool{}
	at := 4
	for i := range table.u16(0) {
		if table.u8(at+4) == symbolCharset {
			symbols[i] = true
		}
		at += 1 + table.u8(at)
	}
	return symbols
}

// readRuns reads the pages that a table names (PlcBtePapx, PlcBteChpx). An entry
// of a page begins with the place of the properties, in units of two bytes from
// the page's beginning.
func readRuns(main, plc block, entry int) []run {
	n := (len(plc) - 4) / 8
	var runs []run
	for i := range min(n, len(main)/pageSize) {
		page := main.from((plc.u32(4*(n+1)+4*i)&0x3fffff)*pageSize, pageSize)
		if len(page) < pageSize {
			continue
		}
		count := page.u8(pageSize - 1)
		for j := range count {
			r := run{from: page.u32(4 * j), to: page.u32(4*j + 4)}
			at := 2 * page.u8(4*(count+1)+entry*j)
			switch size := page.u8(at); {
			case at == 0 || r.to <= r.from:
				// The properties of the style count alone.
			case entry == 1:
				r.properties = page.from(at+1, size)
			case size == 0:
				r.properties = page.from(at+2, 2*page.u8(at+1))
			default:
				r.properties = page.from(at+1, 2*size-1)
			}
			if entry > 1 && len(r.properties) >= 2 {
				r.properties = r.properties[2:] // the style comes first
			}
			if r.to > r.from {
				runs = append(runs, r)
			}
		}
	}
	sort.SliceStable(runs, func(i, j int) bool { return runs[i].from < runs[j].from })
	return runs
}

// find returns the stretch around a byte of the main stream. Where there is none
// it reaches to the next.
func find(runs []run, at int) run {
	i := sort.Search(len(runs), func(i int) bool { return runs[i].from > at })
	if i > 0 && at < runs[i-1].to {
		return runs[i-1]
	}
	if i < len(runs) {
		return run{from: at, to: runs[i].from}
	}
	return run{from: at, to: math.MaxInt}
}

func (f *formats) paragraph(at int) paragraph {
	var p paragraph
	eachProperty(find(f.paragraphs, at).properties, func(sprm int, value block) {
		if sprm == sprmHuge {
			place := value.u32(0)
			eachProperty(f.data.from(place+2, f.data.u16(place)), p.set)
			return
		}
		p.set(sprm, value)
	})
	return p
}

func (p *paragraph) set(sprm int, value block) {
	switch sprm {
	case sprmInTable:
		p.inTable = value.u8(0) != 0
	case sprmRowEnd:
		p.rowEnd = value.u8(0) != 0
	case sprmInnerCell:
		p.innerCell = value.u8(0) != 0
	case sprmInnerRow:
		p.innerRow = value.u8(0) != 0
	case sprmNested:
		p.nested = value.u8(0)
	case sprmList:
		p.list = value.u16(0)
	case sprmLevel:
		p.level = value.u8(0)
	}
}

// character returns the properties at a byte of the main stream, and the bytes
// from which and before which they hold.
func (f *formats) character(at int) (c character, from, to int) {
	r := find(f.characters, at)
	eachProperty(r.properties, func(sprm int, value block) {
		switch sprm {
		case sprmHidden:
			c.hidden = value.u8(0)&1 != 0
		case sprmDeleted:
			c.deleted = value.u8(0)&1 != 0
		case sprmSymbol:
			c.symbol = rune(value.u16(2))
		case sprmFont:
			c.symbols = f.symbols[value.u16(0)]
		case sprmPlace:
			c.place = value.u32(0)
		}
	})
	return c, r.from, r.to
}

// eachProperty walks a list of properties. The number of a property tells its
// size (2.2.5.1).
func eachProperty(list block, visit func(sprm int, value block)) {
	for len(list) >= 2 {
		sprm := list.u16(0)
		list = list[2:]
		size := 0
		switch sprm >> 13 {
		case 0, 1:
			size = 1
		case 2, 4, 5:
			size = 2
		case 3:
			size = 4
		case 7:
			size = 3
		default:
			switch {
			case sprm == sprmTable:
				size = list.u16(0) + 1
			case sprm == sprmTabs && list.u8(0) == 255:
				return // its size can only be computed; nothing that matters follows tabs
			default:
				size = list.u8(0) + 1
			}
		}
		if size > len(list) {
			return
		}
		visit(sprm, list[:size])
		list = list[size:]
	}
}
