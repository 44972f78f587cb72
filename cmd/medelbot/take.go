package main

import (
	"context"
	"fmt"
	"slices"

	"medelbot"
	"medelbot/parser"
)

// takeAside makes a case of a mail that was set aside, on the word of a person.
// It is read again, as an application to the call with that ID; "" is the call
// that it fits, or that was open when it came. The applicant is answered only
// if reply is set.
func (o *office) takeAside(ctx context.Context, id int64, by, call string, reply bool) (medelbot.Filed, error) {
	m, opts, err := o.asideAgain(ctx, id)
	if err != nil {
		return medelbot.Filed{}, err
	}
	k, err := callFor(o.handler.Calls, &m, call)
	if err != nil {
		return medelbot.Filed{}, err
	}
	if m.Reading.Call != k.ID {
		// What is looked for depends on the call, so the mail is read anew.
		if m.Arrived.Before(k.Opens) {
			k.Opens = m.Arrived
		}
		opts.Calls = []medelbot.Call{k}
		if m.Reading, err = o.documents.read(ctx, o.read, m.Raw, opts); err != nil {
			return medelbot.Filed{}, fmt.Errorf("the mail cannot be read: %w", err)
		}
		m.Reading.Call = k.ID
	}
	if m.Reading.Kind != medelbot.Application {
		m.Reading.Kind, m.Reading.Complete, m.Reading.Reply = medelbot.Application, nil, medelbot.AckIncomplete
	}
	m.Quiet = medelbot.QuietBackfill
	if reply {
		m.Quiet = ""
	}
	filed, err := o.store.AsideTake(ctx, id, by, m, trusting(o.handler))
	if err != nil {
		return filed, asideError(id, err)
	}
	return filed, nil
}

// asideAgain reads a mail that was set aside again, by the border of the mailbox
// that it came to, and tells how it was read.
func (o *office) asideAgain(ctx context.Context, id int64) (m medelbot.Mail, opts parser.Options, err error) {
	a, err := o.store.Aside(ctx, id)
	if err != nil {
		return m, opts, asideError(id, err)
	}
	if err := mayBeOpened(&a, o.documents.scanner != nil); err != nil {
		return m, opts, err
	}
	if m, err = o.store.Mail(ctx, a.MailID); err != nil {
		return m, opts, asideError(id, err)
	}
	opts = readingOptions(o.cfg)
	for i := range o.cfg.Mailboxes {
		if box := &o.cfg.Mailboxes[i]; box.Name == a.Mailbox {
			opts = mailboxOptions(o.cfg, box)
		}
	}
	opts.Internal = m.Arrived
	if m.Reading, err = o.documents.read(ctx, o.read, m.Raw, opts); err != nil {
		return m, opts, fmt.Errorf("the mail cannot be read: %w", err)
	}
	return m, opts, wasRead(id, &m.Reading)
}

// answerable tells whether the sender of a mail may be answered once a
// coordinator has made a case of it by mail: if the doubt was what the mail is,
// not who sent it or whether it came long ago.
func answerable(r medelbot.AsideReason) bool {
	return slices.Contains([]medelbot.AsideReason{
		medelbot.AsideDoubtful, medelbot.AsideNoCall, medelbot.AsideTooLarge, medelbot.AsideUnknownCase, medelbot.AsideKnownCase,
	}, r)
}

// callFor is the call that the person named, that the mail fits, or that was
// open when it came.
func callFor(calls []medelbot.Call, m *medelbot.Mail, id string) (medelbot.Call, error) {
	if id == "" {
		id = m.Reading.Call
	}
	if id == "" {
		id = callAt(calls, m.Arrived)
	}
	if i := slices.IndexFunc(calls, func(k medelbot.Call) bool { return k.ID == id }); i >= 0 {
		return calls[i], nil
	}
	if id == "" {
		return medelbot.Call{}, &usageError{text: "the mail fits no call of the configuration", try: "name one with --call"}
	}
	return medelbot.Call{}, &usageError{text: fmt.Sprintf("there is no call %q in the configuration", id), try: "name another with --call"}
}
