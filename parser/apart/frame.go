package apart

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"

	"medelbot/parser/document"
)

// What goes over the pipes is a row of frames: the length of each in four bytes,
// the high one first, and its bytes. A request is name, declared type and data;
// an answer is an envelope in JSON and the data of each file in it.

// maxName bounds the name and the declared type of a request, in bytes.
const maxName = 4096

// request asks to read one file.
type request struct {
	name, declared string
	data           []byte
}

// envelope is an answer without the data of its files.
type envelope struct {
	Document document.Document `json:"document"`
	CPU      time.Duration     `json:"cpu"` // that the process has taken in all
}

// errTooLong is a frame longer than what is left for it.
var errTooLong = errors.New("the frame is longer than allowed")

func writeFrame(w io.Writer, data []byte) error {
	if err := binary.Write(w, binary.BigEndian, uint32(len(data))); err != nil {
		return err
	}
	_, err := w.Write(data)
	return err
}

// readFrame reads one frame of at most *room bytes and takes them from it.
func readFrame(r io.Reader, room *int64) ([]byte, error) {
	var length uint32
	if err := binary.Read(r, binary.BigEndian, &length); err != nil {
		return nil, err
	}
	if int64(length) > *room {
		return nil, errTooLong
	}
	*room -= int64(length)
	data := make([]byte, length)
	_, err := io.ReadFull(r, data)
	return data, err
}

func (q *request) write(w io.Writer) error {
	for _, frame := range [][]byte{[]byte(clip(q.name)), []byte(clip(q.declared)), q.data} {
		if err := writeFrame(w, frame); err != nil {
			return err
		}
	}
	return nil
}

func clip(s string) string { return s[:min(len(s), maxName)] }

func readRequest(r io.Reader, most int64) (q request, err error) {
	names := int64(2 * maxName)
	name, err := readFrame(r, &names)
	if err != nil {
		return q, err // io.EOF: nobody asks any more
	}
	declared, err := readFrame(r, &names)
	if err != nil {
		return q, fmt.Errorf("a request breaks off: %w", err)
	}
	q = request{name: string(name), declared: string(declared)}
	if q.data, err = readFrame(r, &most); err != nil {
		return q, fmt.Errorf("a request breaks off: %w", err)
	}
	return q, nil
}

func (e *envelope) write(w io.Writer) error {
	slim := *e
	slim.Document.Files = make([]document.File, len(e.Document.Files))
	for i, f := range e.Document.Files {
		slim.Document.Files[i].Name = f.Name
	}
	head, err := json.Marshal(slim)
	if err != nil {
		return err
	}
	if err := writeFrame(w, head); err != nil {
		return err
	}
	for _, f := range e.Document.Files {
		if err := writeFrame(w, f.Data); err != nil {
			return err
		}
	}
	return nil
}

// readEnvelope reads an answer of at most most bytes.
func readEnvelope(r io.Reader, most int64) (e envelope, err error) {
	head, err := readFrame(r, &most)
	if err != nil {
		return e, err
	}
	if err := json.Unmarshal(head, &e); err != nil {
		return e, fmt.Errorf("an answer that nobody understands: %w", err)
	}
	for i := range e.Document.Files {
		if e.Document.Files[i].Data, err = readFrame(r, &most); err != nil {
			return e, err
		}
	}
	return e, nil
}
