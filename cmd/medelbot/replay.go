package main

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"os"
	"regexp"
	"slices"
	"strconv"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"medelbot"
	"medelbot/cmd/medelbot/replay"
	"medelbot/store"
)

type replayCommand struct {
	JSON  bool     `name:"json" help:"One JSON object a line for each mail and case that would be otherwise."`
	Mails []string `arg:"" optional:"" name:"mail" help:"Cases such as PK-2021-0007, numbers of mails, or mails as .eml files. Default: all that is kept."`
}

// Help is the long help of the command.
func (replayCommand) Help() string {
	return `Reads kept mails again by today's program and configuration, and lists what would be otherwise than it was filed: the kind of a mail, its call, whether and how it would be answered, each element, and how the case would stand. For before and after an upgrade or a change of the configuration.

It works on a copy of the database among the temporary files ($TMPDIR), which is removed at the end. Nothing is changed and nothing is sent; to mend a case: medelbot correct.

What persons have said stands. Of a mail that was filed quietly, set aside, or taken up by a person it does not ask whether it would be answered. Mail that was left alone as ordinary is not kept, so that it cannot be read again. The exit status is 0 also if something would be otherwise, and 1 if a mail could not be read.`
}

// Run reads the mails again on a few goroutines, case by case.
func (c *replayCommand) Run(ctx context.Context, p *process) (err error) {
	o, err := p.openOffice(ctx)
	if err != nil {
		return err
	}
	defer o.Close()
	copied, done, err := openCopy(ctx, o.cfg, p.now, func(to string) error { return o.store.Copy(ctx, to) })
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, done()) }()
	r := &replaying{office: o, p: p, db: copied, json: c.JSON, out: &sheet{w: p.out}, wanted: map[int64]bool{}}
	numbers, err := r.choose(ctx, c.Mails)
	if err != nil {
		return err
	}
	if f, ok := p.err.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		r.bar = progressbar.NewOptions(len(numbers), progressbar.OptionSetWriter(p.err), progressbar.OptionSetDescription("reading"),
			progressbar.OptionShowCount(), progressbar.OptionClearOnFinish())
	}
	largest := int64(o.cfg.Limits.MailSize)
	weigh := func(m replayMail) int64 { return min(m.info.Size, largest) }
	read := func(m replayMail) replayMail { return r.read(ctx, m) }
	for m := range inOrder(ctx, r.mails(ctx, numbers), fewMails(largest), weigh, read) {
		if err := r.take(m); err != nil {
			return err
		}
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	return r.close()
}

// replaying is one run of the command.
type replaying struct {
	*office
	p      *process
	db     *store.Store // the copy
	json   bool
	out    *sheet
	bar    *progressbar.ProgressBar // nil if nobody watches
	wanted map[int64]bool           // mails that were named; none: all of the cases

	mailsRead, otherwise, cases, failed int
}

// replayMail is one kept mail on its way. The last one of a case ends it.
type replayMail struct {
	kase    *replay.Case // nil for mail that belongs to none
	number  string
	info    store.MailInfo
	last    bool
	skip    bool // its case was chosen for another one
	err     error
	reading medelbot.Reading
}

// noCase stands for the mails set aside that belong to no case.
const noCase = ""

// likeACase tells the number of a case from other names.
var likeACase = regexp.MustCompile(`^[A-Z]+-\d{4}-\d+$`)

// choose finds the cases of what was named, in order, and notes the mails.
func (r *replaying) choose(ctx context.Context, names []string) (numbers []string, err error) {
	if len(names) == 0 {
		all, err := r.db.Cases(ctx, store.CaseFilter{})
		if err != nil {
			return nil, err
		}
		for _, k := range all {
			numbers = append(numbers, k.Number)
		}
		return append(numbers, noCase), nil
	}
	for _, name := range names {
		number := caseNumber(name)
		if likeACase.MatchString(number) {
			err = r.whole(ctx, number)
		} else {
			number, err = r.named(ctx, name)
		}
		if errors.Is(err, errNotKept) {
			continue
		}
		if err != nil {
			return nil, err
		}
		if !slices.Contains(numbers, number) {
			numbers = append(numbers, number)
		}
	}
	return numbers, nil
}

// whole notes all mails of a case as wanted.
func (r *replaying) whole(ctx context.Context, number string) error {
	v, err := r.caseView(ctx, number)
	for _, m := range v.Mails {
		r.wanted[m.ID] = true
	}
	return err
}

// errNotKept is of a file whose mail is not kept; that has been told.
var errNotKept = errors.New("the mail is not kept")

// named finds the case of one mail that was named by its number or by a file.
func (r *replaying) named(ctx context.Context, name string) (string, error) {
	if id, err := strconv.ParseInt(name, 10, 64); err == nil {
		number, err := r.db.CaseOfMail(ctx, id)
		if errors.Is(err, store.ErrNotFound) {
			return "", &failure{text: fmt.Sprintf("there is no mail %d", id), try: "medelbot show CASE, which tells the numbers of its mails"}
		}
		r.wanted[id] = true
		return number, err
	}
	raw, err := readMail(name, r.p.in, int64(r.cfg.Limits.MailSize))
	if err != nil {
		return "", err
	}
	m := medelbot.Mail{Raw: raw, Size: int64(len(raw))}
	if m.Reading, err = r.documents.read(ctx, r.p.read, raw, readingOptions(r.cfg)); err != nil {
		return "", err
	}
	id, number, err := r.db.FindMail(ctx, &m)
	if errors.Is(err, store.ErrNotFound) {
		fmt.Fprintf(r.p.err, "%s is not kept here, so that there is nothing to compare it with. What would be read of it: medelbot parse %s\n", printable(name), printable(name))
		return "", errNotKept
	}
	r.wanted[id] = true
	return number, err
}

// mails yields the mails of the cases, case by case and in the order of their
// coming.
func (r *replaying) mails(ctx context.Context, numbers []string) iter.Seq[replayMail] {
	return func(yield func(replayMail) bool) {
		for _, number := range numbers {
			list, err := r.mailsOf(ctx, number)
			if err != nil {
				yield(replayMail{number: number, last: true, err: err})
				return
			}
			for _, m := range list {
				if !yield(m) {
					return
				}
			}
		}
	}
}

func (r *replaying) mailsOf(ctx context.Context, number string) (list []replayMail, err error) {
	var infos []store.MailInfo
	var k *replay.Case
	if number == noCase {
		infos, err = r.asides(ctx)
	} else {
		var v store.CaseView
		if v, err = r.db.Case(ctx, number); err == nil && v.Erased == medelbot.NotErased {
			k, infos = replay.Begin(&v, callOf(r.handler.Calls, v.Call)), v.Mails
		}
	}
	if err != nil {
		return nil, err
	}
	for i, m := range infos {
		list = append(list, replayMail{kase: k, number: number, info: m, last: i == len(infos)-1, skip: len(r.wanted) > 0 && !r.wanted[m.ID]})
	}
	return list, nil
}

// asides lists the mails set aside that belong to no case.
func (r *replaying) asides(ctx context.Context) (infos []store.MailInfo, err error) {
	all, err := r.db.AsideList(ctx)
	for _, a := range all {
		if a.Case == "" && a.Malware == "" { // what is under lock stays there
			infos = append(infos, store.MailInfo{ID: a.MailID, Kind: a.Kind, From: a.From, Subject: a.Subject, Arrived: a.Arrived})
		}
	}
	return infos, err
}

// callOf finds a call by its ID; nil if the configuration has it no more.
func callOf(calls []medelbot.Call, id string) *medelbot.Call {
	if i := slices.IndexFunc(calls, func(c medelbot.Call) bool { return c.ID == id }); i >= 0 {
		return &calls[i]
	}
	return nil
}

// read reads a mail by the border of the mailbox that it came to.
func (r *replaying) read(ctx context.Context, m replayMail) replayMail {
	if m.skip || m.err != nil {
		return m
	}
	mail, err := r.db.Mail(ctx, m.info.ID)
	if err != nil {
		m.err = err
		return m
	}
	opts := readingOptions(r.cfg)
	for i := range r.cfg.Mailboxes {
		if box := &r.cfg.Mailboxes[i]; box.Name == mail.Folder.Mailbox {
			opts = mailboxOptions(r.cfg, box)
		}
	}
	opts.Internal = mail.Arrived
	m.reading, m.err = r.documents.read(ctx, r.p.read, mail.Raw, opts)
	m.reading.Text = "" // the longest part, and not compared
	return m
}
