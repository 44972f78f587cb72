package message

import (
	"bytes"
	"encoding/binary"
	"unicode/utf16"
)

// TextFile makes UTF-8 with LF line ends of a file of text. mediaType and
// charset are what somebody said of it ("" if nobody did); the bytes are
// trusted more.
func TextFile(mediaType, charset string, data []byte) string {
	return decodeText(mediaType, map[string]string{"charset": charset}, data, new([]string))
}

func fromUTF16(data []byte, order binary.ByteOrder) []byte {
	units := make([]uint16, len(data)/2)
	for i := range units {
		units[i] = order.Uint16(data[2*i:])
	}
	return []byte(string(utf16.Decode(units)))
}

// IsUTF16 tells text in UTF-16, with or without the mark at its beginning. To
// others it looks binary, for every second byte of it is zero.
func IsUTF16(data []byte) bool { return utf16Order(data) != nil }

// utf16Order finds the byte order of text in UTF-16, nil if it is none.
func utf16Order(data []byte) binary.ByteOrder {
	switch {
	case bytes.HasPrefix(data, []byte{0xff, 0xfe}) && !bytes.HasPrefix(data, []byte{0xff, 0xfe, 0, 0}):
		return binary.LittleEndian
	case bytes.HasPrefix(data, []byte{0xfe, 0xff}):
		return binary.BigEndian
	}
	// Notepad's "Unicode" has a mark; what other programs write may lack it.
	sample := data[:min(len(data), 512)&^1]
	var zeros [2]int
	for i, b := range sample {
		if b == 0 {
			zeros[i%2]++
		}
	}
	most := len(sample) / 2
	switch {
	case most < 4:
		return nil
	case zeros[1] > most*9/10 && zeros[0] == 0:
		return binary.LittleEndian
	case zeros[0] > most*9/10 && zeros[1] == 0:
		return binary.BigEndian
	}
	return nil
}
