package alarm

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/quotedprintable"
	"strings"
	"time"

	"medelbot/notifier"
)

// Post is how alarms are mailed.
type Post struct {
	Server notifier.Opener
	From   string
	To     []string
	Clock  func() time.Time
	Rand   io.Reader // for Message-IDs
}

// SMTP tells by mail through a server of its own. It has told if the server took
// the mail to anybody: one address that is refused must not have the others told
// again and again.
func SMTP(p Post) Way {
	return Way{
		Name: "smtp",
		Tell: p.tell,
		Check: func(ctx context.Context) error {
			conn, err := p.Server.Open(ctx)
			if err == nil {
				conn.Close()
			}
			return err
		},
	}
}

func (p *Post) tell(ctx context.Context, m Message) error {
	raw, err := p.compose(m)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	conn, err := p.Server.Open(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	var faults []error
	for _, to := range p.To {
		if err := conn.Send(ctx, p.From, to, raw); err != nil {
			faults = append(faults, err)
		}
	}
	if len(faults) < len(p.To) {
		return nil
	}
	return &Error{Text: "the server for alarms takes no mail to any address in smtp_to", Err: errors.Join(faults...), Try: "check smtp_from and smtp_to in [alarm]"}
}

// compose writes the mail (RFC 5322). Auto-Submitted keeps machines from
// answering it (RFC 3834, section 5).
func (p *Post) compose(m Message) ([]byte, error) {
	id := make([]byte, 12)
	if _, err := io.ReadFull(p.Rand, id); err != nil {
		return nil, err
	}
	_, domain, _ := strings.Cut(p.From, "@")
	var b bytes.Buffer
	for _, h := range []Fact{
		{"From", "medelbot <" + p.From + ">"},
		{"To", strings.Join(p.To, ",\r\n ")},
		{"Subject", mime.QEncoding.Encode("utf-8", m.Subject())},
		{"Date", p.Clock().Format(time.RFC1123Z)},
		{"Message-ID", fmt.Sprintf("<alarm.%x@%s>", id, domain)},
		{"Auto-Submitted", "auto-generated"},
		{"MIME-Version", "1.0"},
		{"Content-Type", "text/plain; charset=utf-8"},
		{"Content-Transfer-Encoding", "quoted-printable"},
	} {
		fmt.Fprintf(&b, "%s: %s\r\n", h.Name, h.Value)
	}
	b.WriteString("\r\n")
	w := quotedprintable.NewWriter(&b)
	// The writer ends each line with CRLF.
	if _, err := w.Write([]byte(m.Text())); err != nil {
		return nil, err
	}
	return b.Bytes(), w.Close()
}
