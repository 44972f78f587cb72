package sheet

import (
	"bytes"
	"encoding/binary"
	"math"
	"strings"
	"testing"
)

// The functions below write the stream of a workbook, after the specification.

func rec(id uint16, parts ...[]byte) []byte {
	body := bytes.Join(parts, nil)
	out := binary.LittleEndian.AppendUint16(nil, id)
	return append(binary.LittleEndian.AppendUint16(out, uint16(len(body))), body...)
}

func n16(values ...int) []byte {
	var out []byte
	for _, v := range values {
		out = binary.LittleEndian.AppendUint16(out, uint16(v))
	}
	return out
}

func n32(v int) []byte { return binary.LittleEndian.AppendUint32(nil, uint32(v)) }

func double(f float64) []byte { return binary.LittleEndian.AppendUint64(nil, math.Float64bits(f)) }

// xlsStream writes a workbook of one sheet.
func xlsStream(globals []byte, cells ...[]byte) []byte {
	begin := rec(recBegin, n16(version97, 5))
	sheet := rec(recSheet, n32(0), []byte{0, 0, 5, 0}, []byte("Blad1"))
	end := rec(recEOF)
	start := len(begin) + len(globals) + len(sheet) + len(end)
	sheet = rec(recSheet, n32(start), []byte{0, 0, 5, 0}, []byte("Blad1"))
	return bytes.Join([][]byte{begin, globals, sheet, end, rec(recBegin, n16(version97, 0x10)), bytes.Join(cells, nil), end}, nil)
}

func TestXLSRecords(t *testing.T) {
	formats := bytes.Join([][]byte{rec(recFormat, n16(164, 8), []byte{0}, []byte(`#,##0 "k`)), rec(recFormat, n16(165, 9), []byte{0}, []byte(`#,##0" kr`)),
		rec(recStyle, n16(0, 0)), rec(recStyle, n16(0, 165)), rec(recStyle, n16(0, 14))}, nil)
	// The second text goes on in the next record, there with two bytes a letter;
	// the third has formats and a guide to pronunciation.
	table := append(rec(recStrings, n32(3), n32(3), n16(3), []byte{0}, []byte("ett"), n16(5), []byte{0}, []byte("tv\xe5")),
		rec(recContinue, []byte{1}, n16('å', 'å'), n16(3), []byte{wide | styled | extended}, n16(1), n32(2), n16('t', 'r', 'e'), make([]byte, 6))...)
	globals := append(formats, table...)
	for _, c := range []struct {
		what  string
		cells []byte
		want  string
	}{
		{"texts", bytes.Join([][]byte{rec(recLabelSST, n16(0, 0, 0), n32(0)), rec(recLabelSST, n16(0, 1, 0), n32(1)), rec(recLabelSST, n16(0, 2, 0), n32(2))}, nil), "ett\ttvååå\ttre"},
		{"a text of its own", rec(recLabel, n16(0, 0, 0, 3), []byte{0}, []byte("\xe5r!")), "år!"},
		{"a number", rec(recNumber, n16(0, 0, 1), double(85000)), "85 000 kr"},
		{"a date", rec(recNumber, n16(0, 0, 2), double(44270)), "2021-03-15"},
		{"a small whole number", rec(recRK, n16(0, 0, 0), n32(85000<<2|2)), "85000"},
		{"hundredths", rec(recRK, n16(0, 0, 0), n32(12345<<2|3)), "123,45"},
		{"a short fraction", rec(recRK, n16(0, 0, 0), n32(int(math.Float64bits(0.5)>>32))), "0,5"},
		{"a negative one", rec(recRK, n16(0, 0, 0), n32(-5<<2|2)), "-5"},
		{"several numbers", rec(recMulRK, n16(0, 0), n16(0), n32(1<<2|2), n16(1), n32(2000<<2|2), n16(1)), "1\t2 000 kr"},
		{"truth and faults", append(rec(recBool, n16(0, 0, 0), []byte{1, 0}), rec(recBool, n16(0, 1, 0), []byte{0x17, 1})...), "SANT\t#REF!"},
		{"the sum of a formula", rec(recFormula, n16(0, 0, 1), double(61300), make([]byte, 6)), "61 300 kr"},
		{"the text of a formula", append(rec(recFormula, n16(0, 0, 0), []byte{0, 0, 0, 0, 0, 0, 0xff, 0xff}, make([]byte, 6)), rec(recString, n16(3), []byte{0}, []byte("ord"))...), "ord"},
		{"the truth of a formula", rec(recFormula, n16(0, 0, 0), []byte{1, 0, 0, 0, 0, 0, 0xff, 0xff}, make([]byte, 6)), "FALSKT"},
		{"a chart in the sheet", bytes.Join([][]byte{rec(recBegin, n16(version97, 0x20)), rec(recNumber, n16(0, 0, 0), double(1)), rec(recEOF), rec(recNumber, n16(1, 0, 0), double(2))}, nil), "2"},
		{"merged cells", bytes.Join([][]byte{rec(recNumber, n16(0, 0, 0), double(1)), rec(recNumber, n16(0, 1, 0), double(2)), rec(recMerged, n16(1, 0, 0, 0, 1))}, nil), "1"},
	} {
		t.Run(c.what, func(t *testing.T) {
			b, err := readXLS(xlsStream(globals, c.cells), false)
			if err != nil {
				t.Fatal(err)
			}
			if d := b.document(); d.Text != c.want || b.problem != nil {
				t.Errorf("%q, problem %v", d.Text, b.problem)
			}
		})
	}
}

func TestXLSProblems(t *testing.T) {
	for _, c := range []struct {
		what   string
		stream []byte
		want   error
	}{
		{"nothing", nil, errUnopened},
		{"Excel 95", rec(recBegin, n16(0x0500, 5), make([]byte, 4)), errOld},
		{"a password", xlsStream(rec(recPassword, n16(1))), errProtected},
		{"no sheets", append(rec(recBegin, n16(version97, 5)), rec(recEOF)...), errUnopened},
		{"a text that is not there", xlsStream(nil, rec(recLabelSST, n16(0, 0, 0), n32(7))), errBroken},
		{"cut off", bytes.TrimSuffix(xlsStream(nil, rec(recNumber, n16(0, 0, 0), double(1))), rec(recEOF)), errBroken},
		{"endless records", xlsStream(nil, bytes.Repeat(rec(1), maxRecords)), errMuch},
		{"endless continuations", xlsStream(nil, bytes.Repeat(rec(recContinue), maxRecords+5)), errMuch},
	} {
		t.Run(c.what, func(t *testing.T) {
			b, err := readXLS(c.stream, false)
			if err == nil {
				err = b.problem
			}
			if err != c.want {
				t.Errorf("%v, want %v", err, c.want)
			}
		})
	}
	if d, err := Read([]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("x", 600))); err == nil || d.Problem == "" {
		t.Errorf("no compound file: %+v, %v", d, err)
	}
}

func FuzzXLS(f *testing.F) {
	f.Add(xlsStream(nil, rec(recNumber, n16(0, 0, 0), double(1))))
	f.Add(xlsStream(rec(recStrings, n32(1), n32(1), n16(3), []byte{0}, []byte("ett")), rec(recLabelSST, n16(0, 0, 0), n32(0))))
	f.Fuzz(func(t *testing.T, stream []byte) {
		b, err := readXLS(stream, false)
		if err != nil {
			return
		}
		if d := b.document(); len(d.Text) > 2*maxText || b.cells > maxCells {
			t.Errorf("%d bytes of %d cells", len(d.Text), b.cells)
		}
	})
}
