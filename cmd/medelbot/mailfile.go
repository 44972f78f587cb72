package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"

	"medelbot/cmd/medelbot/mailbag"
)

// readMail reads one mail from a file, or from in if path is "-". A mail of
// more than limit bytes is an error, so that no file can fill the memory.
func readMail(path string, in io.Reader, limit int64) ([]byte, error) {
	if path != "-" {
		f, err := os.Open(path)
		if err != nil {
			return nil, unreadable(path, err)
		}
		defer f.Close()
		in = f
	}
	size := int64(0)
	if info, err := os.Stat(path); err == nil {
		size = min(info.Size(), limit)
	}
	raw, err := mailbag.ReadAll(io.LimitReader(in, limit+1), size)
	switch {
	case err != nil:
		return nil, unreadable(path, err)
	case int64(len(raw)) > limit:
		return nil, &failure{text: fmt.Sprintf("%s is larger than the %d bytes under limits.mail_size", path, limit), try: "raise that limit in the configuration"}
	case !isMail(raw):
		return nil, notMail(path)
	}
	return raw, nil
}

// mailSize is how much of a mail readMail will hold at most. What a pipe gives
// is not known before.
func mailSize(path string, limit int64) int64 {
	info, err := os.Stat(path)
	if path == "-" || err == nil && !info.Mode().IsRegular() {
		return limit
	}
	if err != nil {
		return 0 // there is nothing to read
	}
	return min(info.Size(), limit)
}

func notMail(name string) error {
	return &failure{text: name + " is no mail: it has none of the header fields that a mail begins with", try: "a mail saved in the .eml form, with its attachments in it (Outlook on the web and Thunderbird save so; .msg is another form)"}
}

func unreadable(path string, err error) error {
	text, try := err.Error(), "check its name, and whether this user may read it"
	if p := (*fs.PathError)(nil); errors.As(err, &p) {
		text = p.Err.Error()
	}
	if errors.Is(err, fs.ErrNotExist) {
		text, try = "there is no such file", "check its name"
	}
	if info, e := os.Stat(path); e == nil && info.IsDir() {
		text, try = "it is a folder", "name the mails in it, such as "+filepath.Join(path, "*.eml")
	}
	return &failure{text: fmt.Sprintf("%s cannot be read: %s", path, text), try: try}
}

// fields are header fields of which even a broken mail has at least one.
var fields = regexp.MustCompile(`(?im)^(?:from|to|cc|bcc|subject|date|received|message-id|return-path|delivered-to|reply-to|sender|mime-version|content-type|x-[a-z0-9-]+|arc-[a-z-]+|authentication-results|dkim-signature)[ \t]*:`)

// isMail tells a mail from another kind of file by its beginning.
func isMail(raw []byte) bool {
	return fields.Match(bytes.ReplaceAll(raw[:min(len(raw), 64<<10)], []byte{'\r'}, []byte{'\n'}))
}
