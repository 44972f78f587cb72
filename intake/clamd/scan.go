package clamd

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net"
	"sync"
)

// chunk is how much goes into one length-prefixed chunk of INSTREAM.
const chunk = 64 << 10

// giveUp is how many times a scan may break in the middle before the mail is
// held to be the cause.
const giveUp = 3

// Scan asks about one mail or file. An error, an *Error or that of ctx, says
// nothing of the data: ask again later. But if a clamd that is well otherwise breaks
// in the middle of the same data three times, then alone with it, that is Unfit: it
// would else stand in the way of all that comes after it.
func (s *Scanner) Scan(ctx context.Context, data []byte) (Verdict, error) {
	key := sha256.Sum256(data)
	suspect, done := s.suspects.enter(key)
	defer done()
	if suspect {
		// One that hangs, or whose disk is full, breaks on everything.
		if _, err := s.stream(ctx, []byte("a text that harms nobody")); err != nil {
			return Verdict{}, err
		}
	}
	v, err := s.stream(ctx, data)
	var trouble *Error
	switch {
	case err == nil:
		s.suspects.clear(key)
	case errors.As(err, &trouble) && trouble.Trouble != Unreachable && s.suspects.blame(key) >= giveUp:
		s.suspects.clear(key)
		return Verdict{Unfit: fmt.Sprintf("the scanner failed on it in %d attempts (%s)", giveUp, trouble.Message)}, nil
	}
	return v, err
}

// Takes asks whether the scanner takes streams of so many bytes, by sending that
// many zeros.
func (s *Scanner) Takes(ctx context.Context, size int64) (bool, error) {
	v, err := s.send(ctx, func(c net.Conn) error {
		zeros := make([]byte, chunk)
		for left := size; left > 0; left -= chunk {
			if err := writeChunk(c, zeros[:min(left, chunk)]); err != nil {
				return err
			}
		}
		return nil
	})
	return v.Unfit == "", err
}

func (s *Scanner) stream(ctx context.Context, data []byte) (Verdict, error) {
	return s.send(ctx, func(c net.Conn) error {
		for len(data) > 0 {
			n := min(len(data), chunk)
			if err := writeChunk(c, data[:n]); err != nil {
				return err
			}
			data = data[n:]
		}
		return nil
	})
}

func writeChunk(c net.Conn, data []byte) error {
	var length [4]byte
	binary.BigEndian.PutUint32(length[:], uint32(len(data)))
	buffers := net.Buffers{length[:], data}
	_, err := buffers.WriteTo(c)
	return err
}

// send carries out one INSTREAM, whose chunks are written by write.
func (s *Scanner) send(ctx context.Context, write func(net.Conn) error) (Verdict, error) {
	limit := s.Timeouts.withDefaults().Scan
	limited, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	c, err := s.dial(ctx)
	if err != nil {
		return Verdict{}, err
	}
	defer c.Close()
	defer context.AfterFunc(limited, func() { c.Close() })()
	_, writing := io.WriteString(c, "zINSTREAM\x00")
	if writing == nil {
		if writing = write(c); writing == nil {
			_, writing = c.Write(make([]byte, 4)) // a chunk of no length ends it
		}
	}
	// What is too large is answered, and the connection ended, while we still
	// write: the answer tells why writing failed.
	answer, err := readAnswer(c)
	if err != nil {
		return Verdict{}, s.explain(ctx, limited, limit, err)
	}
	v, failure, ok := parseScan(answer)
	switch {
	case ok && writing != nil && v == Verdict{}:
		return v, s.explain(ctx, limited, limit, errCut) // it judged less than the whole
	case ok:
		return v, nil
	case failure != "":
		return v, &Error{Trouble: Failed, Message: fmt.Sprintf("the virus scanner at %s could not scan: it says %q", s.Address, failure),
			Try: "look into its log, and whether its TemporaryDirectory is full"}
	}
	return v, s.confused(answer)
}

// suspects remembers on what a scanner broke. Others that were scanned at the
// same time are counted, too; but what is counted is scanned alone the next time,
// so that only the cause is counted again.
type suspects struct {
	alone sync.RWMutex
	mu    sync.Mutex
	times map[[32]byte]int
}

// maxSuspects bounds the memory. Forgetting all of them costs a few attempts.
const maxSuspects = 1000

// enter waits for the data's turn and tells whether a scanner broke on it before;
// done ends the turn.
func (s *suspects) enter(key [32]byte) (suspect bool, done func()) {
	s.mu.Lock()
	suspect = s.times[key] > 0
	s.mu.Unlock()
	if suspect {
		s.alone.Lock()
		return true, s.alone.Unlock
	}
	s.alone.RLock()
	return false, s.alone.RUnlock
}

func (s *suspects) blame(key [32]byte) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.times == nil || len(s.times) >= maxSuspects {
		s.times = map[[32]byte]int{}
	}
	s.times[key]++
	return s.times[key]
}

func (s *suspects) clear(key [32]byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.times, key)
}
