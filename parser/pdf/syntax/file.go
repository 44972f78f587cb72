package syntax

import (
	"bytes"
	"errors"
	"slices"
)

// Bounds of one file.
const (
	maxObjects      = 200_000
	maxUnpacked     = 48 << 20 // bytes of all streams of a file after unpacking
	maxObjectStream = 8 << 20  // bytes of one object stream after unpacking
	maxHops         = 8        // references to references
	lexedPerByte    = 4        // bytes the lexer may read of a file for each byte of it
	searchedPerByte = 8        // the same of the search for the ends of streams
	tailSize        = 4 << 10  // bytes at the end of a file in which its end mark stands
)

// Why a file cannot be opened.
var (
	ErrNotPDF   = errors.New("syntax: the file is no PDF document")
	ErrDamaged  = errors.New("syntax: the file holds no objects")
	ErrPassword = errors.New("syntax: the document is protected by a password")
)

// File is an opened PDF file.
type File struct {
	// Trailer holds the entries of all trailers; those of the last one count.
	// Its Root may be missing in a damaged file.
	Trailer Dict
	// Damaged reports that something of the file is missing or out of order,
	// noticed so far.
	Damaged bool

	objects map[int]entry
	left    int // bytes that may still be unpacked
	crypt   *crypt
}

// entry is an indirect object.
type entry struct {
	object Object
	gen    int
	pos    int // where it or the object stream that holds it stands
}

// Open reads all objects of a file, decrypting them if the file needs no
// password to be read.
func Open(data []byte) (*File, error) {
	if !bytes.Contains(data[:min(len(data), 1024)], []byte("%PDF-")) {
		return nil, ErrNotPDF
	}
	f := &File{Trailer: Dict{}, objects: map[int]entry{}, left: maxUnpacked}
	f.Damaged = !bytes.Contains(data[max(0, len(data)-tailSize):], []byte("%%EOF"))
	s := scanner{f: f, data: data, lexed: lexedPerByte * (len(data) + 1<<10), searched: searchedPerByte * (len(data) + 1<<10)}
	s.scan()
	if f.Trailer["Encrypt"] != nil {
		if err := f.decrypt(); err != nil {
			return nil, err
		}
	}
	f.openObjectStreams(s.containers)
	if f.Dict(f.Trailer["Root"]) == nil {
		f.findCatalogue()
	}
	if len(f.objects) == 0 {
		return nil, ErrDamaged
	}
	return f, nil
}

// findCatalogue looks for the root of a file whose trailer is lost.
func (f *File) findCatalogue() {
	f.Damaged = true
	for _, id := range f.ids() {
		if d, ok := f.objects[id].object.(Dict); ok && f.Name(d["Type"]) == "Catalog" {
			f.Trailer["Root"] = Ref{ID: id}
		}
	}
}

// ids returns the numbers of all objects in ascending order.
func (f *File) ids() []int {
	ids := make([]int, 0, len(f.objects))
	for id := range f.objects {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return ids
}

// OfType returns all dictionaries of a type in the order of their numbers. It
// finds the pages of a file whose tree of pages is broken.
func (f *File) OfType(name Name) []Dict {
	var out []Dict
	for _, id := range f.ids() {
		if d, ok := f.objects[id].object.(Dict); ok && f.Name(d["Type"]) == name {
			out = append(out, d)
		}
	}
	return out
}

// openObjectStreams reads the objects that are packed in streams (7.5.7). An
// object that is written again later in the file counts as it stands there.
func (f *File) openObjectStreams(containers []container) {
	for _, c := range containers {
		data, err := f.Decode(c.stream, maxObjectStream)
		if err != nil {
			f.Damaged = true
		}
		count, first := f.Int(c.stream.Dict["N"], 0), f.Int(c.stream.Dict["First"], 0)
		if first < 0 || first > len(data) {
			f.Damaged = true
			continue
		}
		head := Lexer{data: data[:first]}
		for range min(count, maxObjects-len(f.objects)) {
			id, ok := head.Next()
			offset, _ := head.Next()
			number, isInt := id.(int)
			at, isOffset := offset.(int)
			if !ok || !isInt || !isOffset || at < 0 || first+at > len(data) {
				f.Damaged = true
				break
			}
			body := Lexer{data: data, pos: first + at}
			object, ok := body.Next()
			if old, known := f.objects[number]; ok && (!known || old.pos < c.pos) {
				f.objects[number] = entry{object: object, pos: c.pos}
			}
		}
	}
}

// Resolve follows references; a reference to nothing gives nil.
func (f *File) Resolve(o Object) Object {
	for range maxHops {
		ref, ok := o.(Ref)
		if !ok {
			return o
		}
		o = f.objects[ref.ID].object
	}
	return nil
}

// Dict returns a dictionary, also that of a stream, or nil.
func (f *File) Dict(o Object) Dict {
	switch o := f.Resolve(o).(type) {
	case Dict:
		return o
	case *Stream:
		return o.Dict
	}
	return nil
}

// Array returns an array or nil.
func (f *File) Array(o Object) Array {
	a, _ := f.Resolve(o).(Array)
	return a
}

// Name returns a name or "".
func (f *File) Name(o Object) Name {
	n, _ := f.Resolve(o).(Name)
	return n
}

// Str returns a string or "".
func (f *File) Str(o Object) String {
	s, _ := f.Resolve(o).(String)
	return s
}

// Stream returns a stream or nil.
func (f *File) Stream(o Object) *Stream {
	s, _ := f.Resolve(o).(*Stream)
	return s
}

// Int returns an integer, or fallback if o is none.
func (f *File) Int(o Object, fallback int) int {
	if n, ok := f.Resolve(o).(int); ok {
		return n
	}
	return fallback
}

// Float returns a number, or fallback if o is none.
func (f *File) Float(o Object, fallback float64) float64 {
	if n, ok := Number(f.Resolve(o)); ok {
		return n
	}
	return fallback
}
