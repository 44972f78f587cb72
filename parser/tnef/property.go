package tnef

import (
	"encoding/binary"
	"unicode/utf16"

	"medelbot/parser/message"
)

// Properties of messages and attachments (MS-OXPROPS).
const (
	propBody         = 0x1000
	propRTF          = 0x1009 // compressed
	propHTML         = 0x1013
	propCodepage     = 0x3fde
	propAttachData   = 0x3701
	propAttachName   = 0x3704
	propAttachMethod = 0x3705
	propAttachLong   = 0x3707
	propAttachPath   = 0x370d
	propDisplayName  = 0x3001
	namedFrom        = 0x8000 // from here on properties have names
	maxProperties    = 5000
	objectIDSize     = 16 // stands before an embedded object
	firstLink        = 2  // methods of attaching a file that leave it where it is
	lastLink         = 4
)

// Types of properties (MS-OXCDATA, 2.11.1).
const (
	typeString8 = 0x001e
	typeString  = 0x001f
	typeObject  = 0x000d
	typeBinary  = 0x0102
	typeGUID    = 0x0048
	manyValues  = 0x1000
)

// property is one value of a property.
type property struct {
	id    uint16
	kind  uint16
	value []byte
}

// cursor takes values off the front of a stream. What lies beyond the end is
// empty, and sets short.
type cursor struct {
	data  []byte
	short bool
}

func (c *cursor) take(n int64) []byte {
	if n > int64(len(c.data)) {
		c.short = true
		n = int64(len(c.data))
	}
	value := c.data[:n]
	c.data = c.data[n:]
	return value
}

func (c *cursor) uint16() uint16 {
	b := c.take(2)
	if len(b) < 2 {
		return 0
	}
	return binary.LittleEndian.Uint16(b)
}

func (c *cursor) uint32() uint32 {
	b := c.take(4)
	if len(b) < 4 {
		return 0
	}
	return binary.LittleEndian.Uint32(b)
}

// padded takes a value that is filled up to a multiple of four bytes.
func (c *cursor) padded(n int64) []byte {
	value := c.take(n)
	if rest := -n & 3; rest <= int64(len(c.data)) {
		c.take(rest)
	} // the last of them may go without
	return value
}

// properties reads a list of properties (2.1.3.4).
func (r *reader) properties(data []byte, each func(property)) {
	c := cursor{data: data}
	count := c.uint32()
	for i := uint32(0); i < count && !c.short && len(c.data) > 0; i++ {
		if i == maxProperties {
			r.note(errDamaged)
			return
		}
		p := property{kind: c.uint16(), id: c.uint16()}
		if p.id >= namedFrom {
			c.take(16)
			if c.uint32() == 1 {
				c.padded(int64(c.uint32())) // a name in words
			} else {
				c.take(4)
			}
		}
		size, fixed := fixedSize(p.kind &^ manyValues)
		if !fixed && !isVariable(p.kind&^manyValues) {
			r.note(errDamaged) // then nobody knows where the next one begins
			return
		}
		values := uint32(1)
		if !fixed || p.kind&manyValues != 0 {
			values = c.uint32()
		}
		if fixed && size == 0 {
			values = min(values, 1) // the end of the data would never stop them
		}
		for ; values > 0 && !c.short; values-- {
			if !fixed {
				size = int64(c.uint32())
			}
			p.value = c.padded(size)
			each(p)
		}
	}
	if c.short {
		r.note(errDamaged)
	}
}

func isVariable(kind uint16) bool {
	return kind == typeString8 || kind == typeString || kind == typeObject || kind == typeBinary
}

// fixedSize gives the bytes of a type whose values have one size.
func fixedSize(kind uint16) (size int64, fixed bool) {
	switch kind {
	case 0x0002, 0x000b:
		return 2, true
	case 0x0003, 0x0004, 0x000a:
		return 4, true
	case 0x0005, 0x0006, 0x0007, 0x0014, 0x0040:
		return 8, true
	case typeGUID:
		return 16, true
	case 0x0000, 0x0001:
		return 0, true
	}
	return 0, false
}

func (r *reader) messageProperty(p property) {
	switch p.id {
	case propBody:
		if s := r.textOf(p); s != "" {
			r.plain = s
		}
	case propHTML:
		r.html = r.textOf(p)
		if p.kind != typeString { // it often names its own character set
			r.html = message.TextFile("text/html", r.charset, p.value[:min(len(p.value), maxData)])
		}
	case propRTF:
		r.rtf = p.value
	case propCodepage:
		if len(p.value) >= 4 {
			r.charset = charsetOf(binary.LittleEndian.Uint32(p.value))
		}
	}
}

func (r *reader) fileProperty(p property) {
	f := r.open()
	switch p.id {
	case propAttachLong:
		f.long = r.textOf(p)
	case propAttachName:
		f.name = r.textOf(p)
	case propDisplayName:
		f.display = r.textOf(p)
	case propAttachData:
		value := p.value
		if p.kind == typeObject {
			value = value[min(len(value), objectIDSize):]
		}
		if len(value) > 0 {
			f.data = value
		}
	case propAttachMethod:
		if len(p.value) >= 4 {
			method := binary.LittleEndian.Uint32(p.value)
			f.linked = method >= firstLink && method <= lastLink
		}
	case propAttachPath:
		f.linked = true
	}
}

// textOf reads a property of text.
func (r *reader) textOf(p property) string {
	if p.kind&^manyValues != typeString {
		return r.text8(p.value)
	}
	var units []uint16
	for i := 0; i+1 < min(len(p.value), maxData); i += 2 {
		u := binary.LittleEndian.Uint16(p.value[i:])
		if u == 0 {
			break
		}
		units = append(units, u)
	}
	return message.TextFile("text/plain", "utf-8", []byte(string(utf16.Decode(units))))
}
