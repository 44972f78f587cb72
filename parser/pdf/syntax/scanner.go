package syntax

import "bytes"

// scanner finds the objects of a file by their words "1 0 obj".
type scanner struct {
	f          *File
	data       []byte
	containers []container // object streams in the order of the file
	lexed      int         // bytes that may still be read by the lexer
	searched   int         // bytes that may still be searched for ends of streams
}

// hitCost is what looking at one end mark costs, in bytes searched.
const hitCost = 128

// container is an object stream and where it stands.
type container struct {
	stream *Stream
	pos    int
}

func (s *scanner) scan() {
	pos := 0
	for s.lexed > 0 && len(s.f.objects) < maxObjects {
		i := bytes.Index(s.data[pos:], []byte("obj"))
		if i < 0 {
			break
		}
		word := pos + i
		ref, start, ok := s.header(pos, word)
		if !ok {
			s.trailer(pos, word)
			pos = word + 3
			continue
		}
		s.trailer(pos, start)
		pos = s.object(ref, start, word+3)
	}
	s.trailer(pos, len(s.data))
	if s.lexed <= 0 || len(s.f.objects) >= maxObjects {
		s.f.Damaged = true
	}
}

// header reads the two numbers before "obj", backwards but not beyond from.
func (s *scanner) header(from, word int) (ref Ref, start int, ok bool) {
	i := word
	number := func() (n int, ok bool) {
		for i > from && isSpace(s.data[i-1]) {
			i--
		}
		end := i
		for scale := 1; i > from && end-i < 9 && s.data[i-1] >= '0' && s.data[i-1] <= '9'; scale *= 10 {
			i--
			n += int(s.data[i]-'0') * scale
		}
		return n, i < end
	}
	gen, ok := number()
	if !ok || i == from || !isSpace(s.data[i-1]) {
		return Ref{}, 0, false
	}
	id, ok := number()
	return Ref{ID: id, Gen: gen}, i, ok
}

// object reads the object whose body begins at body and returns where it ends.
func (s *scanner) object(ref Ref, start, body int) (end int) {
	l := Lexer{data: s.data, pos: body}
	o, ok := l.Next()
	s.lexed -= l.pos - body
	if _, isOp := o.(Operator); !ok || isOp {
		if o != Operator("endobj") {
			s.f.Damaged = true
		}
		return body
	}
	end = l.pos
	if dict, isDict := o.(Dict); isDict {
		l.skipSpace()
		if bytes.HasPrefix(s.data[l.pos:], []byte("stream")) {
			stream := &Stream{Dict: dict, ref: ref}
			stream.raw, end = s.stream(dict, l.pos+len("stream"))
			o = stream
			switch dict["Type"] {
			case Name("ObjStm"):
				s.containers = append(s.containers, container{stream, start})
			case Name("XRef"):
				s.merge(dict)
			}
		}
	}
	s.f.objects[ref.ID] = entry{object: o, gen: ref.Gen, pos: start}
	return end
}

// stream returns the data of a stream whose keyword ends at pos, and where it
// ends. The stated length is believed if the end mark stands there.
func (s *scanner) stream(dict Dict, pos int) (raw []byte, end int) {
	if pos < len(s.data) && s.data[pos] == '\r' {
		pos++
	}
	if pos < len(s.data) && s.data[pos] == '\n' {
		pos++
	}
	rest := s.data[pos:]
	switch length := dict["Length"].(type) {
	case int:
		if endsAt(rest, length) {
			return rest[:length], pos + length
		}
	case Ref:
		if n, ok := s.length(length, pos); ok {
			return rest[:n], pos + n
		}
	}
	i := -1
	if s.searched > 0 {
		i = bytes.Index(rest, []byte("endstream"))
	}
	if i < 0 {
		s.f.Damaged = true
		s.searched -= len(rest)
		return rest, len(s.data)
	}
	s.searched -= i
	return bytes.TrimRight(rest[:i], "\r\n"), pos + i
}

// endsAt reports whether data of that length are followed by the end mark.
func endsAt(rest []byte, length int) bool {
	return length >= 0 && length <= len(rest) && bytes.HasPrefix(bytes.TrimLeft(rest[length:min(len(rest), length+16)], "\r\n \t"), []byte("endstream"))
}

// length finds the length of a stream at pos that is an object of its own: it
// stands before the stream, or as in most programs right behind it.
func (s *scanner) length(ref Ref, pos int) (int, bool) {
	rest := s.data[pos:]
	if known, ok := s.f.objects[ref.ID].object.(int); ok && endsAt(rest, known) {
		return known, true
	}
	for from := 0; s.searched > 0; {
		i := bytes.Index(rest[from:], []byte("endstream"))
		if i < 0 {
			return 0, false
		}
		s.searched -= i + hitCost
		from += i + len("endstream")
		l := Lexer{data: s.data[:min(len(s.data), pos+from+100)], pos: pos + from}
		if end, _ := l.Next(); end != Operator("endobj") {
			continue
		}
		id, _ := l.Next()
		_, _ = l.Next()
		word, _ := l.Next()
		n, _ := l.Next()
		if length, ok := n.(int); ok && id == ref.ID && word == Operator("obj") && endsAt(rest, length) {
			return length, true
		}
	}
	return 0, false
}

// trailer reads the trailer dictionaries between two objects (7.5.5).
func (s *scanner) trailer(from, to int) {
	for from < to && s.lexed > 0 {
		i := bytes.Index(s.data[from:to], []byte("trailer"))
		if i < 0 {
			return
		}
		from += i + len("trailer")
		l := Lexer{data: s.data, pos: from}
		o, _ := l.Next()
		s.lexed -= l.pos - from
		if dict, ok := o.(Dict); ok {
			s.merge(dict)
		}
	}
}

func (s *scanner) merge(dict Dict) {
	for _, key := range []Name{"Root", "Encrypt", "ID"} {
		if value, ok := dict[key]; ok {
			s.f.Trailer[key] = value
		}
	}
}
