package intake

import (
	"context"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"medelbot/intake/internal/imaptest"
)

// A server that asks to be left alone for a while is left alone for that long;
// mail waits there meanwhile, and is filed once.
func TestThrottledServer(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		fake := imaptest.StartPiped(t)
		fake.Offer("IMAP4rev1")
		r := piped(t, fake, nil)
		r.once(t)
		fake.Deliver(string(letter("patient")), after)
		begun := time.Now()
		var asked []time.Duration
		fake.Misbehave(func(c *imaptest.Conn, tag, command string) bool {
			if !strings.HasPrefix(command, "EXAMINE") || time.Since(begun) > 2*time.Minute {
				return false
			}
			asked = append(asked, time.Since(begun))
			c.Send("%s BAD Request is throttled. Suggested Backoff Time: 89117 milliseconds\r\n* BYE Connection closed. 14", tag)
			return true
		})
		ctx, stop := context.WithCancel(t.Context())
		ended := make(chan error, 1)
		go func() { ended <- r.Run(ctx) }()
		same(t, "filed", (<-r.ledger.filed).Reading.Subject, "patient")
		if len(asked) != 2 || asked[1] < 89*time.Second || asked[1] > 95*time.Second {
			t.Errorf("it was asked after %v", asked)
		}
		stop()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
}
