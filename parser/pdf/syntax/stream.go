package syntax

import (
	"bytes"
	"compress/flate"
	"compress/zlib"
	"encoding/ascii85"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
)

// Why a stream could not be unpacked whole. What there is of it comes with the error.
var (
	ErrTooLarge = errors.New("syntax: a stream unpacks to more than is allowed")
	ErrFilter   = errors.New("syntax: a stream is packed in a way that is not read")
	errStream   = errors.New("syntax: a stream is damaged")
)

const maxFilters = 4 // filters of one stream, one after the other

// Decode decrypts and unpacks a stream, to at most limit bytes. With an error
// it returns what could be unpacked before it.
func (f *File) Decode(s *Stream, limit int) ([]byte, error) {
	data := s.raw
	if f.crypt != nil && f.Name(s.Dict["Type"]) != "XRef" {
		data = f.crypt.stream(data, s.ref)
	}
	filters := f.list(s.Dict["Filter"])
	params := f.list(s.Dict["DecodeParms"])
	if len(filters) > maxFilters {
		return nil, ErrFilter
	}
	for i, filter := range filters {
		var param Dict
		if i < len(params) {
			param = f.Dict(params[i])
		}
		var err error
		if data, err = f.filter(f.Name(filter), param, data, limit); err != nil {
			return data, err
		}
	}
	if len(data) > limit {
		return data[:limit], ErrTooLarge
	}
	return data, nil
}

// list returns an array, or a single object as an array of one.
func (f *File) list(o Object) Array {
	switch o := f.Resolve(o).(type) {
	case nil:
		return nil
	case Array:
		return o
	default:
		return Array{o}
	}
}

// filter applies one filter (7.4). LZW and run lengths, which only programs of
// the last century wrote, and those of pictures are not read.
func (f *File) filter(name Name, param Dict, data []byte, limit int) ([]byte, error) {
	switch name {
	case "FlateDecode", "Fl":
		data, err := f.inflate(data, limit)
		return f.predict(data, param), err
	case "ASCII85Decode", "A85":
		return decode85(data)
	case "ASCIIHexDecode", "AHx":
		return decodeHex(data)
	case "Crypt":
		return data, nil
	}
	return nil, fmt.Errorf("%w: %s", ErrFilter, name)
}

// inflate unpacks within the limit of this stream and of the whole file.
func (f *File) inflate(data []byte, limit int) ([]byte, error) {
	var r io.Reader
	r, err := zlib.NewReader(bytes.NewReader(data))
	if err != nil {
		if len(data) < 2 {
			return nil, errStream
		}
		// A damaged header does not keep the data from being unpacked.
		r = flate.NewReader(bytes.NewReader(data[2:]))
	}
	limit = min(limit, f.left)
	var out bytes.Buffer
	n, err := out.ReadFrom(io.LimitReader(r, int64(limit)+1))
	f.left -= int(n)
	switch {
	case int(n) > limit:
		return out.Bytes()[:limit], ErrTooLarge
	case err != nil:
		return out.Bytes(), errStream
	}
	return out.Bytes(), nil
}

// predict undoes a PNG predictor (7.4.4.4, PNG specification 9.2), which object
// streams are packed with. Others occur in pictures only.
func (f *File) predict(data []byte, param Dict) []byte {
	if predictor := f.Int(param["Predictor"], 1); predictor < 10 {
		return data
	}
	colors, bits := f.Int(param["Colors"], 1), f.Int(param["BitsPerComponent"], 8)
	columns := f.Int(param["Columns"], 1)
	if colors < 1 || colors > 32 || bits < 1 || bits > 16 || columns < 1 || columns > 1<<20 {
		return nil
	}
	pixel := max(1, colors*bits/8)
	width := (colors*bits*columns + 7) / 8
	out := make([]byte, 0, len(data))
	above := make([]byte, width)
	for len(data) > width {
		kind, row := data[0], bytes.Clone(data[1:1+width])
		data = data[1+width:]
		for i := range row {
			var left, corner byte
			if i >= pixel {
				left, corner = row[i-pixel], above[i-pixel]
			}
			switch kind {
			case 1:
				row[i] += left
			case 2:
				row[i] += above[i]
			case 3:
				row[i] += byte((int(left) + int(above[i])) / 2)
			case 4:
				row[i] += paeth(int(left), int(above[i]), int(corner))
			}
		}
		out = append(out, row...)
		above = row
	}
	return out
}

func paeth(a, b, c int) byte {
	p := a + b - c
	pa, pb, pc := max(p-a, a-p), max(p-b, b-p), max(p-c, c-p)
	switch {
	case pa <= pb && pa <= pc:
		return byte(a)
	case pb <= pc:
		return byte(b)
	}
	return byte(c)
}

func decode85(data []byte) ([]byte, error) {
	data = bytes.TrimPrefix(bytes.TrimSpace(data), []byte("<~"))
	if i := bytes.IndexByte(data, '~'); i >= 0 {
		data = data[:i]
	}
	out := make([]byte, 4*len(data)+4) // z stands for four bytes
	n, _, err := ascii85.Decode(out, data, true)
	if err != nil {
		return out[:n], errStream
	}
	return out[:n], nil
}

func decodeHex(data []byte) ([]byte, error) {
	var digits []byte
	for _, c := range data {
		if c == '>' {
			break
		}
		if _, ok := digit(c); ok {
			digits = append(digits, c)
		}
	}
	if len(digits)%2 == 1 {
		digits = append(digits, '0')
	}
	out := make([]byte, len(digits)/2)
	_, err := hex.Decode(out, digits)
	return out, err
}
