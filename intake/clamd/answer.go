package clamd

import (
	"bytes"
	"errors"
	"io"
	"strconv"
	"strings"
	"time"
)

// maxAnswer bounds what is read of an answer. Real ones have some hundred bytes
// at most.
const maxAnswer = 4 << 10

var (
	errCut   = errors.New("the connection ended")
	errNoise = errors.New("the answer does not end")
)

// readAnswer reads up to the NUL that ends an answer.
func readAnswer(r io.Reader) (string, error) {
	buf := make([]byte, 0, 256)
	for {
		if end := bytes.IndexByte(buf, 0); end >= 0 {
			return string(buf[:end]), nil
		}
		if len(buf) >= maxAnswer {
			return "", errNoise
		}
		if len(buf) == cap(buf) {
			buf = append(buf, make([]byte, len(buf))...)[:len(buf)]
		}
		n, err := r.Read(buf[len(buf):cap(buf)])
		buf = buf[:len(buf)+n]
		if err != nil && bytes.IndexByte(buf, 0) < 0 {
			return "", errors.Join(errCut, err)
		}
	}
}

// Verdict is what a clamd says of one mail or file. The zero value is a clean
// one.
type Verdict struct {
	// Found is the name of the signature that it bears; "" if none.
	Found string
	// Unfit says why it could not be scanned whole, as the end of a sentence; ""
	// if it was.
	Unfit string
}

const (
	tooLong = "it is larger than the scanner takes (StreamMaxLength in clamd.conf)"
	// limits begins the names that stand for no virus: a limit of the scanner's
	// own kept it from looking at all there is (AlertExceedsMax in clamd.conf).
	limits = "Heuristics.Limits.Exceeded"
)

// parseScan reads the answer to INSTREAM. ok is false if it says nothing of what
// was sent: because of a failure, which it then tells, or "" if it is no answer
// that there is.
func parseScan(answer string) (v Verdict, failure string, ok bool) {
	if answer == "INSTREAM size limit exceeded. ERROR" {
		return Verdict{Unfit: tooLong}, "", true
	}
	rest, stream := strings.CutPrefix(answer, "stream: ")
	if !stream {
		text, bad := strings.CutSuffix(answer, " ERROR")
		if !bad {
			text = ""
		}
		return v, clip(text), false
	}
	if rest == "OK" {
		return v, "", true
	}
	if name, found := strings.CutSuffix(rest, " FOUND"); found && name != "" {
		name = clip(name)
		if strings.HasPrefix(name, limits) {
			return Verdict{Unfit: "it is beyond a limit of the scanner's (" + name + ")"}, "", true
		}
		return Verdict{Found: name}, "", true
	}
	text, bad := strings.CutSuffix(rest, " ERROR")
	if !bad || text == "" {
		text = ""
	}
	return v, clip(text), false
}

// Version is what a clamd says of itself.
type Version struct {
	Engine string    // as ClamAV 1.4.3
	Number int       // of the daily signatures; 0 if it has none of ClamAV's own
	Built  time.Time // when those were made; zero if it has none
}

// parseVersion reads the answer to VERSION, "ClamAV 1.4.3/27500/Sat Nov 21
// 09:41:20 2026", or the first part alone if it has no signatures of ClamAV's own.
func parseVersion(answer string, zone *time.Location) (v Version, ok bool) {
	engine, rest, more := strings.Cut(answer, "/")
	if !strings.HasPrefix(engine, "ClamAV") {
		return v, false
	}
	v.Engine = clip(engine)
	if !more {
		return v, true
	}
	number, built, _ := strings.Cut(rest, "/")
	var err error
	if v.Number, err = strconv.Atoi(number); err != nil || v.Number < 0 {
		return Version{}, false
	}
	if v.Built, err = time.ParseInLocation(time.ANSIC, built, zone); err != nil {
		return Version{}, false
	}
	return v, true
}

// clip makes another program's words short, and fit for one line.
func clip(s string) string {
	const most = 120
	clean := strings.Map(func(r rune) rune {
		if r < ' ' || r > '~' {
			return '?'
		}
		return r
	}, s)
	return clean[:min(len(clean), most)]
}
