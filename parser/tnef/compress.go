package tnef

import (
	"encoding/binary"
	"errors"
)

// Of compressed RTF (MS-OXRTFCP).
const (
	compressed   = 0x75465a4c // "LZFu"
	uncompressed = 0x414c454d // "MELA"
	rtfHeader    = 16
	window       = 4096
	maxRTF       = 8 << 20 // bytes after unpacking
)

var (
	errCompressed = errors.New("the text of the mail in it is damaged: what could be read was read")
	errLarge      = errors.New("the text of the mail in it is too large; the end of it was not read")
)

// known is what the window of the packer begins with (2.1.2.1).
const known = `{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript \fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\colortbl\red0\green0\blue0` +
	"\r\n" + `\par \pard\plain\f0\fs20\b\i\u\tab\tx`

// decompress unpacks RTF as mails keep it. What stands before a fault is read.
func decompress(data []byte) ([]byte, error) {
	if len(data) < rtfHeader {
		return nil, errCompressed
	}
	kind := binary.LittleEndian.Uint32(data[8:])
	size := int64(binary.LittleEndian.Uint32(data[4:]))
	data = data[rtfHeader:]
	var large error
	if size > maxRTF {
		size, large = maxRTF, errLarge
	}
	switch kind {
	case uncompressed:
		return data[:min(int64(len(data)), size)], large
	case compressed:
	default:
		return nil, errCompressed
	}
	var ring [window]byte
	at := copy(ring[:], known)
	var out []byte
	put := func(b byte) {
		out = append(out, b)
		ring[at] = b
		at = (at + 1) % window
	}
	for len(data) > 0 {
		control := data[0]
		data = data[1:]
		for bit := 0; bit < 8; bit++ {
			switch {
			case int64(len(out)) >= size:
				return out, large
			case control>>bit&1 == 0:
				if len(data) == 0 {
					return out, errCompressed
				}
				put(data[0])
				data = data[1:]
				continue
			case len(data) < 2:
				return out, errCompressed
			}
			reference := int(binary.BigEndian.Uint16(data))
			data = data[2:]
			from, length := reference>>4, reference&15+2
			if from == at {
				return out, large // the end
			}
			for range length {
				put(ring[from])
				from = (from + 1) % window
			}
		}
	}
	return out, errCompressed
}
