package message

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"

	"medelbot"
)

const (
	maxDepth = 30  // levels of multiparts and enclosed messages that are read
	maxParts = 200 // leaves that are read, those of enclosed messages included

	maxSubject = 4000 // bytes; the longest that people write are a few hundred
)

// Parse reads any bytes as a mail. It never fails: what was repaired or could
// not be read is told in Faults. Time and memory are linear in len(raw). The
// result refers to raw, which must not be changed afterwards.
func Parse(raw []byte) *Message {
	// A mail whose lines all end in a bare CR.
	if beginning := raw[:min(len(raw), 1<<16)]; bytes.IndexByte(beginning, '\n') < 0 && bytes.IndexByte(beginning, '\r') >= 0 {
		raw = bytes.ReplaceAll(raw, []byte("\r"), []byte("\n"))
	}
	b := budget{parts: maxParts}
	return b.message(raw, 0)
}

// budget is what is left of the limits of one mail.
type budget struct {
	parts        int
	alternatives int
}

// message reads one message, the outer one or an enclosed one.
func (b *budget) message(raw []byte, depth int) *Message {
	m := &Message{}
	fields, body := splitHeader(raw, &m.Faults)
	if fields == nil {
		note(&m.Faults, "the mail has no header")
	}
	m.readHeader(fields)
	w := walker{budget: b, m: m}
	w.entity(fields, body, "", depth, 0, "text/plain")
	return m
}

// readHeader decodes the fields and fills in what the message says of itself.
func (m *Message) readHeader(fields []rawField) {
	m.Fields = make([]Field, len(fields))
	for i, f := range fields {
		value := unfold(f.value)
		switch strings.ToLower(f.name) {
		case "from":
			m.From = append(m.From, parseAddresses(value)...)
		case "sender":
			m.Sender = append(m.Sender, parseAddresses(value)...)
		case "reply-to":
			m.ReplyTo = append(m.ReplyTo, parseAddresses(value)...)
		case "to":
			m.To = append(m.To, parseAddresses(value)...)
		case "cc":
			m.Cc = append(m.Cc, parseAddresses(value)...)
		case "message-id":
			if ids := parseIDs(value); m.MessageID == "" && len(ids) > 0 {
				m.MessageID = ids[0]
			}
		case "in-reply-to":
			m.InReplyTo = append(m.InReplyTo, parseIDs(value)...)
		case "references":
			m.References = append(m.References, parseIDs(value)...)
		case "received":
			m.Received = append(m.Received, receivedDate(value))
		case "date":
			if m.Date.IsZero() {
				m.Date = parseDate(value)
			}
		case "return-path":
			if !m.HasReturnPath {
				m.HasReturnPath = true
				m.ReturnPath = cleanEmail(addrSpec.FindString(value))
			}
		}
		m.Fields[i] = Field{f.name, decodeWords(value)}
	}
	m.Subject = m.Get("Subject")
	if len(m.Subject) > maxSubject {
		note(&m.Faults, "the end of a very long subject was not read")
		m.Subject = strings.ToValidUTF8(m.Subject[:maxSubject], "")
	}
	m.From = dropRepeated(m.From)
}

// dropRepeated removes entries that name an address a second time: some
// gateways double the From field, which makes no second author.
func dropRepeated(list []medelbot.Address) []medelbot.Address {
	var kept []medelbot.Address
	for _, a := range list {
		known := false
		for _, k := range kept {
			known = known || strings.EqualFold(a.Email, k.Email)
		}
		if !known && len(kept) < 20 {
			kept = append(kept, a)
		}
	}
	return kept
}

// walker collects the leaves of one message.
type walker struct {
	*budget
	m *Message
}

// entity reads one MIME entity: a leaf, or a multipart with what is in it.
// fallback is the type of an entity that does not name one.
func (w *walker) entity(fields []rawField, body []byte, path string, depth, alternative int, fallback string) {
	mediaType, params := parseParams(get(fields, "Content-Type"))
	if mediaType == "" || !strings.Contains(mediaType, "/") {
		mediaType = fallback
		if boundary := sniffBoundary(body); path == "" && boundary != "" {
			// The fields that announce the parts are lost, the parts are not.
			note(&w.m.Faults, "the mail does not say that it has parts")
			mediaType, params = "multipart/mixed", map[string]string{"boundary": boundary}
		}
	}
	if strings.HasPrefix(mediaType, "multipart/") && w.multipart(mediaType, params, body, path, depth, alternative) {
		return
	}
	if path == "" {
		path = "1"
	}
	if w.parts == 0 {
		note(&w.m.Faults, fmt.Sprintf("more than %d parts: the rest was not read", maxParts))
		return
	}
	w.parts--
	w.leaf(mediaType, params, fields, body, path, depth, alternative)
}

// multipart reads the parts of a multipart (RFC 2046, 5.1). It returns false if
// there are none, so that the body is read as a leaf.
func (w *walker) multipart(mediaType string, params map[string]string, body []byte, path string, depth, alternative int) bool {
	if depth >= maxDepth {
		note(&w.m.Faults, fmt.Sprintf("parts nested deeper than %d levels were not read", maxDepth))
		return false
	}
	boundary := params["boundary"]
	parts, closed, more := cutParts(body, boundary, w.parts)
	if len(parts) == 0 {
		parts, closed, more = cutParts(body, sniffBoundary(body), w.parts)
		if len(parts) == 0 {
			note(&w.m.Faults, "the parts of a multipart were not found")
			return false
		}
		note(&w.m.Faults, "a multipart names a wrong boundary or none")
	}
	if more {
		note(&w.m.Faults, fmt.Sprintf("more than %d parts: the rest was not read", maxParts))
	} else if !closed {
		note(&w.m.Faults, "the end of a multipart is missing")
	}
	if mediaType == "multipart/alternative" {
		w.alternatives++
		alternative = w.alternatives
	}
	fallback := "text/plain"
	if mediaType == "multipart/digest" {
		fallback = "message/rfc822" // RFC 2046, 5.1.5
	}
	if path != "" {
		path += "."
	}
	for i, part := range parts {
		fields, inner := splitPart(part, &w.m.Faults)
		before := len(w.m.Parts)
		w.entity(fields, inner, path+strconv.Itoa(i+1), depth+1, alternative, fallback)
		if i == len(parts)-1 && !closed && !more && len(w.m.Parts) > before {
			w.m.Parts[len(w.m.Parts)-1].Truncated = true
		}
	}
	return true
}

// leaf decodes one part and adds it to the message.
func (w *walker) leaf(mediaType string, params map[string]string, fields []rawField, body []byte, path string, depth, alternative int) {
	p := Part{Type: mediaType, Params: params, Alternative: alternative, Path: path}
	disposition, dispositionParams := parseParams(get(fields, "Content-Disposition"))
	p.Disposition = disposition
	if p.Name = dispositionParams["filename"]; p.Name == "" {
		p.Name = params["name"]
	}
	if ids := parseIDs(unfold(get(fields, "Content-ID"))); len(ids) > 0 {
		p.ContentID = ids[0]
	} else {
		p.ContentID = strings.Trim(unfold(get(fields, "Content-ID")), "<>")
	}
	encoding, _, _ := strings.Cut(strings.ToLower(unfold(get(fields, "Content-Transfer-Encoding"))), ";")
	p.Data, p.Truncated = decodeTransfer(body, strings.TrimSpace(encoding), &w.m.Faults)
	switch {
	case mediaType == "message/rfc822" || mediaType == "message/global" || IsSaved(p.Name, p.Data):
		if depth >= maxDepth {
			note(&w.m.Faults, fmt.Sprintf("parts nested deeper than %d levels were not read", maxDepth))
			break
		}
		p.Inner = w.message(p.Data, depth+1)
		for _, fault := range p.Inner.Faults {
			note(&w.m.Faults, "in an enclosed message: "+strings.TrimPrefix(fault, "in an enclosed message: "))
		}
	case strings.HasPrefix(mediaType, "text/") || strings.HasPrefix(mediaType, "message/"):
		p.Text = decodeText(mediaType, params, p.Data, &w.m.Faults)
	}
	w.m.Parts = append(w.m.Parts, p)
}

// decodeText makes UTF-8 with LF line ends of the decoded bytes of a text part.
func decodeText(mediaType string, params map[string]string, data []byte, faults *[]string) string {
	charset := params["charset"]
	if order := utf16Order(data); order != nil {
		data, charset = fromUTF16(data, order), "utf-8"
	}
	if charset == "" && mediaType == "text/html" {
		charset = htmlCharset(data)
	}
	text := decodeCharset(data, charset, faults)
	text = strings.TrimPrefix(text, "\ufeff")
	if strings.IndexByte(text, '\r') >= 0 {
		text = strings.ReplaceAll(text, "\r\n", "\n")
		text = strings.ReplaceAll(text, "\r", "\n")
	}
	if strings.IndexByte(text, 0) >= 0 {
		note(faults, "NUL bytes were removed")
		text = strings.ReplaceAll(text, "\x00", "")
	}
	if mediaType == "text/plain" && strings.EqualFold(params["format"], "flowed") {
		text = unfoldFlowed(text, strings.EqualFold(params["delsp"], "yes"))
	}
	return text
}
