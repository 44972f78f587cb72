// Package clamdtest is a clamd for tests, as far as clamd(8) tells what one says:
// it looks for one text in what it is sent, and unpacks nothing.
package clamdtest

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"net"
	"strings"
)

// Sign is what the scanner finds, and Name what it calls that.
const (
	Sign = "medelbot-test-sign"
	Name = "Medelbot.Test.Sign"
)

// Server is a running scanner.
type Server struct{ listener net.Listener }

// Start starts one on a socket. Version is its answer to VERSION, and most how
// many bytes it takes in a stream. Close it.
func Start(path, version string, most int) (*Server, error) {
	l, err := net.Listen("unix", path)
	if err != nil {
		return nil, err
	}
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			go func() {
				defer c.Close()
				_, _ = io.WriteString(c, answer(bufio.NewReader(c), version, most)+"\x00") // a client may have gone
			}()
		}
	}()
	return &Server{l}, nil
}

// Close ends it; its socket goes with it.
func (s *Server) Close() error { return s.listener.Close() }

func answer(r *bufio.Reader, version string, most int) string {
	command, err := r.ReadString(0)
	switch strings.TrimSuffix(command, "\x00") {
	case "zPING":
		return "PONG"
	case "zVERSION":
		return version
	case "zINSTREAM":
	default:
		return "UNKNOWN COMMAND"
	}
	var data bytes.Buffer
	for err == nil {
		var length [4]byte
		if _, err = io.ReadFull(r, length[:]); err != nil {
			break
		}
		n := binary.BigEndian.Uint32(length[:])
		if n == 0 {
			break
		}
		if data.Len()+int(n) > most {
			return "INSTREAM size limit exceeded. ERROR"
		}
		_, err = io.CopyN(&data, r, int64(n))
	}
	switch {
	case err != nil && !errors.Is(err, io.EOF):
		return "stream: " + err.Error() + " ERROR"
	case bytes.Contains(data.Bytes(), []byte(Sign)):
		return "stream: " + Name + " FOUND"
	}
	return "stream: OK"
}
