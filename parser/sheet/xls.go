package sheet

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"

	"github.com/richardlehane/mscfb"
)

const (
	maxStream  = 32 << 20 // bytes of the workbook
	maxRecords = 1 << 20  // that are looked at
)

var errOld = errors.New("the spreadsheet is in the format of Excel 95 or older")

// Records of a workbook (MS-XLS, 2.3).
const (
	recFormula   = 0x0006
	recEOF       = 0x000a
	recHeader    = 0x0014
	recFooter    = 0x0015
	recDateMode  = 0x0022
	recPassword  = 0x002f
	recContinue  = 0x003c
	recColumns   = 0x007d
	recSheet     = 0x0085
	recMulRK     = 0x00bd
	recStyle     = 0x00e0 // XF
	recMerged    = 0x00e5
	recStrings   = 0x00fc // SST
	recLabelSST  = 0x00fd
	recNumber    = 0x0203
	recLabel     = 0x0204
	recBool      = 0x0205
	recString    = 0x0207
	recRow       = 0x0208
	recRK        = 0x027e
	recFormat    = 0x041e
	recBegin     = 0x0809
	version97    = 0x0600
	recRichLabel = 0x00d6
)

// openXLS reads a workbook of Excel 97 to 2003.
func openXLS(data []byte) (b *book, err error) {
	defer func() {
		// The reader of compound files is not ours, and the files are not either.
		if fault := recover(); fault != nil {
			b, err = nil, fmt.Errorf("%w: %v", errUnopened, fault)
		}
	}()
	compound, err := mscfb.New(bytes.NewReader(data))
	if err != nil {
		return nil, errUnopened
	}
	for i, file := range compound.File {
		switch {
		case i == maxRows:
			return nil, errNotSheet
		case file.Name == "Workbook":
			stream, err := io.ReadAll(io.LimitReader(file, min(maxStream, int64(len(data)))))
			return readXLS(stream, err != nil || int64(len(stream)) < min(file.Size, maxStream))
		case file.Name == "Book":
			return nil, errOld
		case file.Name == "EncryptedPackage":
			return nil, errProtected
		}
	}
	return nil, errNotSheet
}

// xls reads the stream of a workbook.
type xls struct {
	*book
	stream  []byte
	strings []string
	custom  map[int]string // number formats of its own
	formats []int          // of each style
	table   *table         // the sheet that is being read
	result  cell           // a formula whose text comes in the next record
	full    bool
	seen    int // records
}

func readXLS(stream []byte, cut bool) (*book, error) {
	x := &xls{book: &book{}, stream: stream, custom: map[int]string{}}
	if len(stream) < 8 || binary.LittleEndian.Uint16(stream) != recBegin {
		return nil, errUnopened
	}
	if binary.LittleEndian.Uint16(stream[4:]) != version97 {
		return nil, errOld
	}
	if cut {
		x.note(errBroken)
	}
	var starts []uint32 // of the sheets in the stream
	protected := false
	x.records(0, func(id uint16, r record) {
		switch id {
		case recPassword:
			protected = true
		case recSheet:
			const worksheet = 0
			if start, state, kind := r.uint32(0), r.byte(4), r.byte(5); kind == worksheet {
				if t := x.addSheet(r.short(6)); t != nil {
					t.hidden = state&3 != 0
					starts = append(starts, start)
				}
			}
		default:
			x.global(id, r)
		}
	})
	if protected {
		return nil, errProtected
	}
	if len(starts) == 0 {
		return nil, errUnopened
	}
	for i, start := range starts {
		x.table, x.full = x.sheets[i], false
		x.records(int64(start), x.cellRecord)
	}
	return x.book, nil
}

// records leads through the records from a place in the stream to the end of
// what begins there. Those that continue one come with it.
func (x *xls) records(from int64, each func(id uint16, r record)) {
	depth := 0
	for at := from; !x.full; {
		id, data, next := x.record(at)
		if data == nil {
			x.note(errBroken)
			return
		}
		if x.seen++; x.seen > maxRecords {
			x.note(errMuch)
			return
		}
		r := record{parts: [][]byte{data}}
		for {
			more, part, after := x.record(next)
			if more != recContinue || part == nil {
				break
			}
			r.parts, next = append(r.parts, part), after
			x.seen++
		}
		at = next
		switch id {
		case recBegin:
			depth++
		case recEOF:
			if depth--; depth <= 0 {
				return
			}
		default:
			if depth == 1 { // charts lie in sheets
				each(id, r)
			}
		}
	}
}

// record returns the record at a place; nil data if there is none.
func (x *xls) record(at int64) (id uint16, data []byte, next int64) {
	if at < 0 || at+4 > int64(len(x.stream)) {
		return 0, nil, 0
	}
	id = binary.LittleEndian.Uint16(x.stream[at:])
	next = at + 4 + int64(binary.LittleEndian.Uint16(x.stream[at+2:]))
	if next > int64(len(x.stream)) {
		return 0, nil, 0
	}
	return id, x.stream[at+4 : next : next], next
}

// global reads what all sheets share.
func (x *xls) global(id uint16, r record) {
	switch id {
	case recDateMode:
		x.from1904 = r.uint16(0) == 1
	case recFormat:
		x.custom[int(r.uint16(0))] = r.text(2)
	case recStyle:
		x.formats = append(x.formats, int(r.uint16(2)))
	case recStrings:
		x.strings = r.table(x.book)
	}
}

// cellRecord reads a record of a sheet.
func (x *xls) cellRecord(id uint16, r record) {
	c := cell{row: int(r.uint16(0)), column: int(r.uint16(2))}
	c.format = x.format(int(r.uint16(4)))
	switch id {
	case recRow:
		if r.byte(12)&0x20 != 0 {
			x.table.hiddenRows[c.row] = true
		}
		return
	case recColumns:
		for i := c.row; i <= min(c.column, maxColumns) && r.byte(8)&1 != 0; i++ {
			x.table.hiddenColumns[i] = true // this record begins with columns
		}
		return
	case recMerged:
		for i := 2; i+8 <= len(r.parts[0]) && len(x.table.merged) < maxMerged; i += 8 {
			x.table.merged = append(x.table.merged, area{
				top: int(r.uint16(i)), bottom: int(r.uint16(i + 2)), left: int(r.uint16(i + 4)), right: int(r.uint16(i + 6)),
			})
		}
		return
	case recHeader, recFooter:
		x.addMargin(marginText(r.text(0)))
		return
	case recMulRK:
		for i := 4; i+8 <= len(r.parts[0]); i += 6 {
			c.format = x.format(int(r.uint16(i)))
			c.setValue(rk(r.uint32(i+2)), x.from1904)
			x.put(c)
			c.column++
		}
		return
	case recString:
		x.result.text = r.text(0)
		c = x.result
	case recLabelSST:
		if n := r.uint32(6); int64(n) < int64(len(x.strings)) {
			c.text = x.strings[n]
		} else {
			x.note(errBroken)
		}
	case recLabel, recRichLabel:
		c.text = r.text(6)
	case recNumber:
		c.setDouble(r.uint64(6), x.from1904)
	case recRK:
		c.setValue(rk(r.uint32(6)), x.from1904)
	case recBool:
		c.text = value(r.byte(6), r.byte(7) == 1)
	case recFormula:
		if c = x.formula(c, r); c.text == "" {
			x.result = c
			return
		}
	default:
		return
	}
	x.put(c)
}

func (x *xls) put(c cell) { x.full = x.full || !x.add(x.table, c) }

// formula takes the result of a formula (2.5.133); "" if it stands in the next
// record.
func (x *xls) formula(c cell, r record) cell {
	if r.uint16(12) != 0xffff {
		c.setDouble(r.uint64(6), x.from1904)
		return c
	}
	const truth, fault = 1, 2
	switch r.byte(6) {
	case truth:
		c.text = value(r.byte(8), false)
	case fault:
		c.text = value(r.byte(8), true)
	}
	return c
}

// format gives the number format of a style.
func (x *xls) format(style int) string {
	if style >= len(x.formats) {
		return ""
	}
	id := x.formats[style]
	if format, own := x.custom[id]; own {
		return format
	}
	return builtInFormat(id)
}

func (c *cell) setDouble(bits uint64, from1904 bool) {
	if n := math.Float64frombits(bits); !math.IsNaN(n) && !math.IsInf(n, 0) {
		c.setValue(n, from1904)
	}
}

// rk unpacks a number of four bytes (2.5.217).
func rk(bits uint32) float64 {
	var n float64
	if bits&2 != 0 {
		n = float64(int32(bits) >> 2)
	} else {
		n = math.Float64frombits(uint64(bits&^3) << 32)
	}
	if bits&1 != 0 {
		n /= 100
	}
	if math.IsNaN(n) || math.IsInf(n, 0) {
		return 0
	}
	return n
}

// value shows a truth value, or a fault (2.5.10).
func value(b byte, fault bool) string {
	if !fault {
		return truth(b != 0)
	}
	switch b {
	case 0x07:
		return "#DIV/0!"
	case 0x0f:
		return "#VALUE!"
	case 0x17:
		return "#REF!"
	case 0x1d:
		return "#NAME?"
	case 0x24:
		return "#NUM!"
	case 0x2a:
		return "#N/A"
	}
	return "#NULL!"
}
