package imap

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"net/textproto"
	"slices"
	"strings"
	"time"

	wire "github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapclient"

	"medelbot"
)

// readOnly is the part of the library's client that a Reader may use. Select
// is among them and is called with ReadOnly, which sends EXAMINE; the commands
// that change a mailbox are not: a server may obey them even under EXAMINE.
type readOnly interface {
	Select(mailbox string, options *wire.SelectOptions) *imapclient.SelectCommand
	UIDSearch(criteria *wire.SearchCriteria, options *wire.SearchOptions) *imapclient.SearchCommand
	Fetch(set wire.NumSet, options *wire.FetchOptions) *imapclient.FetchCommand
	Idle() (*imapclient.IdleCommand, error)
}

// Reader looks at mail and cannot change any. One goroutine uses it at a time;
// after an error with the trouble Silent, Cut or Confused it is of no more use.
type Reader struct {
	session *session
	client  readOnly
}

// OpenReader connects and logs in.
func (a Account) OpenReader(ctx context.Context) (*Reader, error) {
	s, err := a.open(ctx)
	if err != nil {
		return nil, err
	}
	return &Reader{session: s, client: s.client}, nil
}

// Close says goodbye and ends the connection.
func (r *Reader) Close() { r.session.close() }

// Folder is what a server tells of an opened folder.
type Folder struct {
	UIDValidity uint32
	UIDNext     uint32
}

// Examine opens a folder without the right to change it (RFC 9051, 6.3.3).
func (r *Reader) Examine(ctx context.Context, folder string) (Folder, error) {
	select {
	case <-r.session.news: // what was told before is answered by looking now
	default:
	}
	var f Folder
	err := r.session.quick(ctx, "EXAMINE", func() error {
		data, err := r.client.Select(folder, &wire.SelectOptions{ReadOnly: true}).Wait()
		if err == nil {
			f = Folder{UIDValidity: data.UIDValidity, UIDNext: uint32(data.UIDNext)}
		}
		return err
	})
	if err != nil {
		return f, r.session.missing(ctx, folder, err)
	}
	if f.UIDValidity == 0 {
		// UIDs mean nothing without it, and RFC 9051, 2.3.1.1 demands it.
		return f, &Error{Trouble: Confused, Message: fmt.Sprintf("%s gives the folder %q no UIDVALIDITY", r.session.conn.server, folder)}
	}
	if f.UIDNext == 0 { // RFC 2060 servers need not tell it
		uids, err := r.Search(ctx, 1, 0)
		if err != nil {
			return f, err
		}
		f.UIDNext = 1
		if len(uids) > 0 {
			f.UIDNext = uids[len(uids)-1] + 1
		}
	}
	return f, nil
}

// mostUIDs bounds what is believed of a search: an answer such as 1:4294967295
// would fill the memory.
const mostUIDs = 5_000_000

// Search returns the UIDs of from and above, at most to unless that is 0, in
// ascending order.
func (r *Reader) Search(ctx context.Context, from, to uint32) ([]uint32, error) {
	if to != 0 && to < from {
		return nil, nil
	}
	criteria := &wire.SearchCriteria{UID: []wire.UIDSet{{{Start: wire.UID(from), Stop: wire.UID(to)}}}}
	return r.search(ctx, criteria, from, to)
}

// Present tells which of the UIDs are still on the server, in ascending order.
func (r *Reader) Present(ctx context.Context, uids []uint32) ([]uint32, error) {
	if len(uids) == 0 {
		return nil, nil
	}
	found, err := r.search(ctx, &wire.SearchCriteria{UID: []wire.UIDSet{uidSet(uids)}}, slices.Min(uids), slices.Max(uids))
	return slices.DeleteFunc(found, func(uid uint32) bool { return !slices.Contains(uids, uid) }), err
}

func (r *Reader) search(ctx context.Context, criteria *wire.SearchCriteria, from, to uint32) ([]uint32, error) {
	var uids []uint32
	err := r.session.quick(ctx, "UID SEARCH", func() error {
		var options *wire.SearchOptions
		if r.session.caps.Has(wire.CapESearch) {
			options = &wire.SearchOptions{ReturnAll: true}
		}
		data, err := r.client.UIDSearch(criteria, options).Wait()
		if err != nil {
			return err
		}
		uids, err = expand(data.All, from, to)
		return err
	})
	return uids, err
}

// expand lists the UIDs of a set from from to to. A search for n:* past the
// end finds the last mail, whose UID is lower (RFC 9051, 9, seq-range).
func expand(set wire.NumSet, from, to uint32) ([]uint32, error) {
	ranges, ok := set.(wire.UIDSet)
	if set != nil && !ok {
		return nil, errors.New("the search found no UIDs but something else")
	}
	var uids []uint32
	for _, r := range ranges {
		if r.Start == 0 || r.Stop < r.Start || uint64(r.Stop-r.Start) >= mostUIDs-uint64(len(uids)) {
			return nil, fmt.Errorf("the search found an impossible range of mails, %d:%d", r.Start, r.Stop)
		}
		for uid := uint64(r.Start); uid <= uint64(r.Stop); uid++ {
			if uint32(uid) >= from && (to == 0 || uint32(uid) <= to) {
				uids = append(uids, uint32(uid))
			}
		}
	}
	slices.Sort(uids)
	return slices.Compact(uids), nil
}

// maxMessageID is how much of a Message-ID is kept: RFC 5322, 2.1.1 allows
// lines of 998 characters.
const maxMessageID = 998

// describeBytes bounds the answer to Describe: nothing but header fields, yet
// a hostile mail may have made its Message-ID as large as the server took it.
const describeBytes = 256 << 20

// Describe returns UID, size, date and Message-ID of the mails that are there,
// in ascending order of UIDs.
func (r *Reader) Describe(ctx context.Context, uids []uint32) ([]medelbot.Known, error) {
	if len(uids) == 0 {
		return nil, nil
	}
	options := &wire.FetchOptions{UID: true, RFC822Size: true, InternalDate: true, BodySection: []*wire.FetchItemBodySection{
		{Specifier: wire.PartSpecifierHeader, HeaderFields: []string{"Message-ID"}, Peek: true}}}
	return describeAll(ctx, r, uids, options, describe, func(k medelbot.Known) uint32 { return k.UID })
}

// describeAll asks for parts of mails and reads each answer, in ascending order
// of UIDs. What read finds incomplete is left out.
func describeAll[T any](ctx context.Context, r *Reader, uids []uint32, options *wire.FetchOptions,
	read func(*imapclient.FetchMessageData) (x T, complete bool, err error), uid func(T) uint32) ([]T, error) {
	var all []T
	err := r.fetch(ctx, uids, options, 5*r.session.timeouts.Command, describeBytes, func(msg *imapclient.FetchMessageData) error {
		x, complete, err := read(msg)
		if complete && err == nil {
			all = append(all, x)
		}
		return err
	})
	slices.SortFunc(all, func(a, b T) int { return cmp.Compare(uid(a), uid(b)) })
	return all, err
}

// describe reads one answer; it is not complete if it only told of new flags.
func describe(msg *imapclient.FetchMessageData) (k medelbot.Known, complete bool, err error) {
	for item := msg.Next(); item != nil; item = msg.Next() {
		switch item := item.(type) {
		case imapclient.FetchItemDataUID:
			k.UID = uint32(item.UID)
		case imapclient.FetchItemDataRFC822Size:
			k.Size = item.Size
		case imapclient.FetchItemDataInternalDate:
			k.Date = item.Time
		case imapclient.FetchItemDataBodySection:
			complete = true
			if item.Literal == nil {
				continue
			}
			header := make([]byte, min(item.Literal.Size(), 4*maxMessageID))
			if _, err := io.ReadFull(item.Literal, header); err != nil {
				return k, false, err
			}
			k.MessageID = messageID(header)
		}
	}
	return k, complete && k.UID != 0, nil
}

// messageID reads a Message-ID out of header fields. What the field holds
// besides the first word in angle brackets is left out.
func messageID(header []byte) string {
	// What follows the fields, or breaks off, is of no interest.
	fields, _ := textproto.NewReader(bufio.NewReader(bytes.NewReader(header))).ReadMIMEHeader()
	value := fields.Get("Message-Id")
	if _, rest, ok := strings.Cut(value, "<"); ok {
		value, _, _ = strings.Cut(rest, ">")
	}
	value = strings.TrimSpace(value)
	return value[:min(len(value), maxMessageID)]
}

// Fetch reads whole mails and hands over each as it comes. Problem is nil if
// the body has exactly the size that Describe was told; else raw is what came
// instead. A mail that is not handed over was not sent. The error is about the
// connection; what was handed over before it is good.
func (r *Reader) Fetch(ctx context.Context, mails []medelbot.Known, each func(k medelbot.Known, raw []byte, problem error)) error {
	if len(mails) == 0 {
		return nil
	}
	wanted := make(map[uint32]medelbot.Known, len(mails))
	uids := make([]uint32, len(mails))
	total := int64(0)
	for i, k := range mails {
		wanted[k.UID], uids[i] = k, k.UID
		total += k.Size
	}
	return r.fetchBodies(ctx, uids, &wire.FetchItemBodySection{Peek: true}, total, func(uid uint32, body wire.LiteralReader) error {
		k := wanted[uid]
		raw, problem, err := r.readBody(body, k.Size)
		if err == nil {
			each(k, raw, problem)
		}
		return err
	})
}

// FetchStart reads the first n bytes of a mail. Problem is as with Fetch.
func (r *Reader) FetchStart(ctx context.Context, k medelbot.Known, n int64) (raw []byte, problem, err error) {
	section := &wire.FetchItemBodySection{Peek: true, Partial: &wire.SectionPartial{Offset: 0, Size: n}}
	problem = errors.New("the server did not send it")
	err = r.fetchBodies(ctx, []uint32{k.UID}, section, n, func(_ uint32, body wire.LiteralReader) (err error) {
		raw, problem, err = r.readBody(body, min(n, k.Size))
		return err
	})
	return raw, problem, err
}

// slowest is the transfer rate, in bytes a second, below which a mail counts
// as stuck although bytes still trickle in.
const slowest = 8 << 10

func (r *Reader) fetchBodies(ctx context.Context, uids []uint32, section *wire.FetchItemBodySection, size int64,
	each func(uid uint32, body wire.LiteralReader) error) error {
	limit := r.session.timeouts.Command + time.Duration(size/slowest)*time.Second
	options := &wire.FetchOptions{UID: true, BodySection: []*wire.FetchItemBodySection{section}}
	return r.fetch(ctx, uids, options, limit, size+size/8+answerBytes, func(msg *imapclient.FetchMessageData) error {
		var uid uint32
		for item := msg.Next(); item != nil; item = msg.Next() {
			switch item := item.(type) {
			case imapclient.FetchItemDataUID:
				uid = uint32(item.UID)
			case imapclient.FetchItemDataBodySection:
				if item.Literal == nil {
					continue
				}
				if err := each(uid, item.Literal); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

// fetch sends one FETCH and hands over each answer. An error of each must mean
// that a body was left in the middle, or that the rest of it is not worth
// waiting for: the connection is given up, and the library's command with it,
// for to drain it would read the same literal from two goroutines.
func (r *Reader) fetch(ctx context.Context, uids []uint32, options *wire.FetchOptions, limit time.Duration, size int64,
	each func(msg *imapclient.FetchMessageData) error) error {
	return r.session.command(ctx, "UID FETCH", limit, size, func() error {
		cmd := r.client.Fetch(uidSet(uids), options)
		for msg := cmd.Next(); msg != nil; msg = cmd.Next() {
			if err := each(msg); err != nil {
				r.session.conn.end(nil)
				return err
			}
		}
		return cmd.Close()
	})
}

// excess is how much larger than announced a body may be and is still read, to
// keep the connection in step.
const excess = 1 << 20

// readBody reads a literal that should have size bytes. problem tells of
// another size; err that the connection cannot be used any longer.
func (r *Reader) readBody(body wire.LiteralReader, size int64) (raw []byte, problem, err error) {
	announced := body.Size()
	if announced > size+excess {
		r.session.conn.end(nil)
		// The library waits until the literal has been read or has failed.
		_, _ = io.Copy(io.Discard, body)
		return nil, nil, &Error{Trouble: Confused, Message: fmt.Sprintf(
			"%s gave the size of a mail as %d bytes and then announced %d", r.session.conn.server, size, announced)}
	}
	raw = make([]byte, announced)
	if n, err := io.ReadFull(body, raw); err != nil {
		return nil, nil, fmt.Errorf("after %d of %d bytes: %w", n, announced, err)
	}
	if announced != size {
		problem = fmt.Errorf("the server gave its size as %d bytes and then sent %d", size, announced)
	}
	return raw, problem, nil
}

func uidSet(uids []uint32) wire.UIDSet {
	var set wire.UIDSet
	for _, uid := range uids {
		set.AddNum(wire.UID(uid))
	}
	return set
}
