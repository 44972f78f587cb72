package notifier

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/textproto"
	"slices"

	"medelbot"
	"medelbot/templates"
	"medelbot/templates/forms"
)

// form gives the form that a letter speaks of: the one to apply with in letters
// that ask for elements, the one to report with in those that ask for a report.
// Other letters bring nothing along.
func (c *Composer) form(k medelbot.Case, view templates.View) ([]forms.File, error) {
	apply, report := false, false
	switch v := view.(type) {
	case templates.AckIncompleteView:
		apply = v.Form
	case templates.AckSupplementView:
		apply = v.Form
	case templates.CompletionReminderView:
		apply = v.Form
	case templates.RequestView:
		apply = v.Form
	case templates.AckReportIncompleteView:
		report = v.Form
	case templates.ReportReminderView:
		report = v.Form
	}
	if !apply && !report {
		return nil, nil
	}
	call, _ := c.call(k.Call) // the view was made from it
	fund := forms.Fund{Organisation: c.Organisation, Address: c.Mailboxes[k.Mailbox].Address, Coordinators: c.Coordinators, Zone: c.Zone}
	form := fund.Application(call)
	if report {
		form = fund.Report(call)
	}
	file, err := form.File(forms.DOCX)
	return []forms.File{file}, err
}

// attach puts a letter and files into one mail (multipart/mixed; RFC 2046,
// 5.1.3). The mail library can do so too, but would part the inner and the
// outer multipart by the same line, or by random ones.
func attach(raw []byte, random string, files []forms.File) ([]byte, error) {
	head, body, found := bytes.Cut(raw, []byte("\r\n\r\n"))
	field := []byte("\r\nContent-Type: ")
	start := bytes.LastIndex(head, field)
	if !found || start < 0 {
		return nil, errors.New("the letter has no Content-Type to put a file beside")
	}
	// The library writes the field as the last one of the header.
	kind := bytes.ReplaceAll(head[start+len(field):], []byte("\r\n"), nil)

	var out bytes.Buffer
	w := multipart.NewWriter(&out)
	if err := w.SetBoundary("medelbot-outer-" + random); err != nil {
		return nil, err
	}
	fmt.Fprintf(&out, "%s%smultipart/mixed;\r\n boundary=%s\r\n\r\n", head[:start], field, w.Boundary())
	letter, err := w.CreatePart(textproto.MIMEHeader{"Content-Type": {string(kind)}})
	if err != nil {
		return nil, err
	}
	if _, err := letter.Write(body); err != nil {
		return nil, err
	}
	for _, f := range files {
		part, err := w.CreatePart(textproto.MIMEHeader{
			"Content-Type":              {f.Type},
			"Content-Disposition":       {mime.FormatMediaType("attachment", map[string]string{"filename": f.Name})},
			"Content-Transfer-Encoding": {"base64"},
		})
		if err != nil {
			return nil, err
		}
		if err := writeBase64(part, f.Data); err != nil {
			return nil, err
		}
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// lineLength is the most that base64 may have on a line (RFC 2045, 6.8).
const lineLength = 76

func writeBase64(w io.Writer, data []byte) error {
	for line := range slices.Chunk([]byte(base64.StdEncoding.EncodeToString(data)), lineLength) {
		if _, err := fmt.Fprintf(w, "%s\r\n", line); err != nil {
			return err
		}
	}
	return nil
}
