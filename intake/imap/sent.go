package imap

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"mime"
	"net/mail"
	"net/textproto"
	"regexp"
	"strings"
	"time"

	wire "github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapclient"

	"medelbot"
)

const (
	// threadBytes is how much is read of the fields that tell what a mail
	// answers. In long threads References grows to a few kilobytes.
	threadBytes = 64 << 10
	// maxAnswered is how many Message-IDs are taken of one field.
	maxAnswered = 100
)

// sentFields are the fields that are read of a sent mail: what it answers, and
// whether it answers at all.
var sentFields = []string{"Message-ID", "In-Reply-To", "References", "Date", "Subject", "Auto-Submitted"}

// passedOn is how the subject begins of a mail that was passed on, in the
// languages of our people. Outlook and Gmail write In-Reply-To there too.
var passedOn = regexp.MustCompile(`(?i)^\s*(?:vb|fw|fwd|vs|vl|wg|vidarebefordrat)(?:\[\d+\])?\s*:`)

// DescribeSent returns of the mails that are there which mails they answer, in
// ascending order of UIDs. Nothing else of them is read.
func (r *Reader) DescribeSent(ctx context.Context, uids []uint32) ([]medelbot.SentMail, error) {
	if len(uids) == 0 {
		return nil, nil
	}
	options := &wire.FetchOptions{UID: true, InternalDate: true, BodySection: []*wire.FetchItemBodySection{
		{Specifier: wire.PartSpecifierHeader, HeaderFields: sentFields, Peek: true}}}
	return describeAll(ctx, r, uids, options, describeSent, func(m medelbot.SentMail) uint32 { return m.UID })
}

// describeSent reads one answer; it is not complete if it only told of new
// flags.
func describeSent(msg *imapclient.FetchMessageData) (m medelbot.SentMail, complete bool, err error) {
	var uid uint32
	var put time.Time
	for item := msg.Next(); item != nil; item = msg.Next() {
		switch item := item.(type) {
		case imapclient.FetchItemDataUID:
			uid = uint32(item.UID)
		case imapclient.FetchItemDataInternalDate:
			put = item.Time
		case imapclient.FetchItemDataBodySection:
			complete = true
			if item.Literal == nil {
				continue
			}
			header := make([]byte, min(item.Literal.Size(), threadBytes))
			if _, err := io.ReadFull(item.Literal, header); err != nil {
				return m, false, err
			}
			m = thread(header)
		}
	}
	if m.UID = uid; m.Date.IsZero() {
		m.Date = put
	}
	return m, complete && uid != 0, nil
}

// thread reads the fields that tell what a mail answers.
func thread(header []byte) (m medelbot.SentMail) {
	m.MessageID = messageID(header)
	// What breaks off, as a field over threadBytes does, is of no interest.
	fields, _ := textproto.NewReader(bufio.NewReader(bytes.NewReader(header))).ReadMIMEHeader()
	m.Machine = automatic(fields)
	if answers(fields) {
		m.InReplyTo = messageIDs(fields.Values("In-Reply-To"))
		m.References = messageIDs(fields.Values("References"))
	}
	if at, err := mail.ParseDate(fields.Get("Date")); err == nil {
		m.Date = at
	}
	return m
}

// automatic tells what a program has sent (RFC 3834, section 5).
func automatic(fields textproto.MIMEHeader) bool {
	word, _, _ := strings.Cut(fields.Get("Auto-Submitted"), ";")
	return word != "" && !strings.EqualFold(strings.TrimSpace(word), "no")
}

// answers tells an answer from a mail that a person has only passed on, to a
// colleague: then its writer still waits for one.
func answers(fields textproto.MIMEHeader) bool {
	subject, err := new(mime.WordDecoder).DecodeHeader(fields.Get("Subject"))
	if err != nil { // in a character set that nobody needs for these letters
		subject = fields.Get("Subject")
	}
	return !passedOn.MatchString(subject)
}

// messageIDs finds what stands in angle brackets. If there is too much of it,
// the last ones stay: in References they are the nearest (RFC 5322, 3.6.4).
func messageIDs(values []string) (ids []string) {
	for _, value := range values {
		for {
			_, rest, ok := strings.Cut(value, "<")
			if !ok {
				break
			}
			id, after, closed := strings.Cut(rest, ">")
			if !closed {
				break
			}
			if id = strings.Join(strings.Fields(id), ""); id != "" && len(id) <= maxMessageID {
				ids = append(ids, id)
			}
			value = after
		}
	}
	return ids[max(0, len(ids)-maxAnswered):]
}
