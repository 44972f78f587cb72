// Package clamdtest is a clamd for tests, as far as clamd(8) tells what one says:
// it looks for one text in what it is sent, and unpacks nothing.
package clamdtest

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"io"
	"math"
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
	return listen(path, most, func(command string, data []byte) string {
		switch {
		case command == "PING":
			return "PONG\x00"
		case command == "VERSION":
			return version + "\x00"
		case command != "INSTREAM":
			return "UNKNOWN COMMAND\x00"
		case bytes.Contains(data, []byte(Sign)):
			return "stream: " + Name + " FOUND\x00"
		}
		return "stream: OK\x00"
	})
}

// Serve starts one on a socket that says whatever answer says, which gets the
// command and what was sent with it. Close it.
func Serve(path string, answer func(command string, data []byte) string) (*Server, error) {
	return listen(path, math.MaxInt, answer)
}

// Close ends it; its socket goes with it.
func (s *Server) Close() error { return s.listener.Close() }

func listen(path string, most int, answer func(string, []byte) string) (*Server, error) {
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
			go serve(c, most, answer)
		}
	}()
	return &Server{l}, nil
}

// serve answers one command, the only one of a connection.
func serve(c net.Conn, most int, answer func(string, []byte) string) {
	defer c.Close()
	r := bufio.NewReader(c)
	command, err := r.ReadString(0)
	if err != nil {
		return
	}
	command = strings.Trim(command, "z\x00")
	var data bytes.Buffer
	for command == "INSTREAM" {
		var length [4]byte
		if _, err := io.ReadFull(r, length[:]); err != nil {
			return
		}
		n := int64(binary.BigEndian.Uint32(length[:]))
		if n == 0 {
			break
		}
		if int64(data.Len())+n > int64(most) {
			_, _ = io.WriteString(c, "INSTREAM size limit exceeded. ERROR\x00")
			return
		}
		if _, err := io.CopyN(&data, r, n); err != nil {
			return
		}
	}
	_, _ = io.WriteString(c, answer(command, data.Bytes())) // the client may have gone
}
