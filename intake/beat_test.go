package intake

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"medelbot"
	"medelbot/intake/internal/imaptest"
)

// A watcher that only takes long tells so all the time, or a watchdog would end it
// again and again before it is done: with a folder of many mails at the first
// start, with a large mail on a slow line, and with mails that take long to read.
func TestBeat(t *testing.T) {
	for name, test := range map[string]struct {
		mails   []string
		arrived time.Time
		slow    imaptest.Reply
		read    time.Duration // for one mail
		atLeast time.Duration // that the round takes
	}{
		"first start": {
			mails: strings.Split(strings.Repeat("old,", 20*describeBatch-1)+"old", ","), arrived: before, atLeast: 5 * time.Minute,
			slow: func(_ *imaptest.Conn, _, command string) bool {
				if strings.HasPrefix(command, "UID FETCH") {
					time.Sleep(25 * time.Second)
				}
				return false
			},
		},
		"slow line": {
			mails: []string{strings.Repeat("large", 1<<20)}, arrived: after, atLeast: 10 * time.Minute,
			slow: func(c *imaptest.Conn, tag, command string) bool {
				if !strings.Contains(command, "BODY.PEEK[]") {
					return false
				}
				raw := string(letter(strings.Repeat("large", 1<<20)))
				c.Send("* 1 FETCH (UID 1 BODY[] {%d}", len(raw))
				for part := len(raw)/30 + 1; raw != ""; raw = raw[min(part, len(raw)):] {
					time.Sleep(20 * time.Second)
					fmt.Fprint(c.Conn, raw[:min(part, len(raw))])
				}
				c.Send(")\r\n%s OK", tag)
				return true
			},
		},
		"slow to read": {mails: strings.Split("one,two,three,four,five,six,seven,eight,nine,ten", ","), arrived: after, read: time.Minute, atLeast: 2 * time.Minute},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				fake := imaptest.StartPiped(t)
				read := readSubject
				var lock sync.Mutex
				last, longest := time.Now(), time.Duration(0)
				r := piped(t, fake, func(s *Settings) {
					s.Read = func(ctx context.Context, raw []byte, internal time.Time) (medelbot.Reading, error) {
						time.Sleep(test.read)
						return read(ctx, raw, internal)
					}
					s.Beat = func() {
						lock.Lock()
						defer lock.Unlock()
						last, longest = time.Now(), max(longest, time.Since(last))
					}
				})
				if test.arrived == after {
					r.once(t)
				}
				for _, subject := range test.mails {
					fake.Deliver(string(letter(subject)), test.arrived)
				}
				fake.Misbehave(test.slow)
				begun := time.Now()
				r.Beat()
				r.once(t)
				r.Beat()
				if took := time.Since(begun); took < test.atLeast || longest > time.Minute {
					t.Errorf("it took %s, and for %s there was no beat", took, longest)
				}
			})
		})
	}
}
