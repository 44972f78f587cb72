package message

import (
	"bytes"
	"encoding/base64"
)

// decodeTransfer removes a content transfer encoding (RFC 2045, 6). Data of
// "7bit" and its kin is returned as it is, without a copy.
func decodeTransfer(body []byte, encoding string, faults *[]string) (data []byte, truncated bool) {
	switch encoding {
	case "quoted-printable":
		return decodeQuotedPrintable(body), false
	case "base64":
		return decodeBase64(body, faults)
	case "", "7bit", "8bit", "binary":
		return body, false
	}
	note(faults, "unknown transfer encoding "+clip(encoding)+": read as it is")
	return body, false
}

// decodeQuotedPrintable leaves what is no valid escape as it stands.
func decodeQuotedPrintable(body []byte) []byte {
	out := make([]byte, 0, len(body))
	for len(body) > 0 {
		at := bytes.IndexByte(body, '=')
		if at < 0 {
			break
		}
		out = append(out, body[:at]...)
		body = body[at+1:]
		if len(body) >= 2 && unhex(body[0]) >= 0 && unhex(body[1]) >= 0 {
			out = append(out, byte(unhex(body[0])<<4|unhex(body[1])))
			body = body[2:]
			continue
		}
		// A soft line break; gateways leave blanks between "=" and the line end.
		line := bytes.TrimLeft(body, " \t")
		switch {
		case len(line) == 0:
			body = nil
		case line[0] == '\n':
			body = line[1:]
		case line[0] == '\r':
			body = bytes.TrimPrefix(line[1:], []byte("\n"))
		default:
			out = append(out, '=')
		}
	}
	return append(out, body...)
}

// base64Value holds the value of each base64 letter, -1 for other bytes.
var base64Value = func() (table [256]int8) {
	for i := range table {
		table[i] = -1
	}
	for i, c := range "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/" {
		table[c] = int8(i)
	}
	return table
}()

// decodeBase64 reads clean base64 by the standard library and damaged base64
// line by line, so that a hole costs its own line and not the rest of the file.
func decodeBase64(body []byte, faults *[]string) (data []byte, truncated bool) {
	data = make([]byte, base64.StdEncoding.DecodedLen(len(body)))
	n, err := base64.StdEncoding.Decode(data, body) // ignores CR and LF
	if err == nil {
		return data[:n], false
	}
	data, clean, whole := decodeDirtyBase64(body, data[:0])
	if !clean {
		note(faults, "damaged base64 was read as far as possible")
	}
	if !whole {
		note(faults, "base64 ends too early")
	}
	return data, !whole
}

func decodeDirtyBase64(body, out []byte) (data []byte, clean, whole bool) {
	clean = true
	var quantum uint32
	count := 0        // letters in quantum
	lineLetters := -1 // letters in each full line; -1 until the first one is read
	padded := false   // an end was seen
	for len(body) > 0 {
		line := body
		if end := bytes.IndexByte(body, '\n'); end >= 0 {
			line, body = body[:end], body[end+1:]
		} else {
			body = nil
		}
		line = bytes.TrimSpace(line)
		if padded && !onlyBase64(line) {
			// A gateway's footer below the end of the file.
			return out, false, true
		}
		letters := 0
		for _, c := range line {
			switch v := base64Value[c]; {
			case v >= 0:
				padded = false
				letters++
				quantum = quantum<<6 | uint32(v)
				if count++; count == 4 {
					out = append(out, byte(quantum>>16), byte(quantum>>8), byte(quantum))
					count, quantum = 0, 0
				}
			case c == '=':
				out = appendRest(out, quantum, count)
				count, quantum = 0, 0
				padded = true
			case c == '\r' || c == ' ' || c == '\t':
			default:
				clean = false
			}
		}
		if lineLetters < 0 && letters > 0 {
			lineLetters = letters
		}
		if count != 0 && lineLetters%4 == 0 && len(bytes.TrimSpace(body)) > 0 {
			// Lines of whole quanta: this one has lost letters, so the next one
			// begins afresh.
			out = appendRest(out, quantum, count)
			count, quantum = 0, 0
			clean = false
		}
	}
	whole = count == 0
	return appendRest(out, quantum, count), clean, whole
}

// appendRest adds the whole bytes of an unfinished quantum of count letters.
func appendRest(out []byte, quantum uint32, count int) []byte {
	switch count {
	case 2:
		return append(out, byte(quantum>>4))
	case 3:
		return append(out, byte(quantum>>10), byte(quantum>>2))
	}
	return out
}

func onlyBase64(line []byte) bool {
	for _, c := range line {
		if base64Value[c] < 0 && c != '=' {
			return false
		}
	}
	return true
}
