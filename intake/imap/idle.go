package imap

import (
	"context"
	"time"

	wire "github.com/emersion/go-imap/v2"
)

// CanIdle reports whether the server tells of new mail by itself (RFC 2177).
func (r *Reader) CanIdle() bool { return r.session.caps.Has(wire.CapIdle) }

// goodbye is how long ending politely may take once ctx has ended.
const goodbye = time.Second

// Wait returns true when the server has told of new mail since the folder was
// last opened, false after d. It idles where the server can. The silence of an
// idling server says nothing; that it still lives is known from its answer
// when the idling ends, so d should be minutes, not hours.
func (r *Reader) Wait(ctx context.Context, d time.Duration) (news bool, err error) {
	stop := func(context.Context) error { return nil }
	if r.CanIdle() {
		if stop, err = r.idle(ctx); err != nil {
			return false, err
		}
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-r.session.news:
		news = true
	case <-timer.C:
	case <-r.session.client.Closed():
	case <-ctx.Done():
		last, cancel := context.WithTimeout(context.WithoutCancel(ctx), goodbye)
		defer cancel()
		_ = stop(last) // ctx.Err says more
		return false, ctx.Err()
	}
	return news, stop(ctx)
}

// idle starts to idle; stop ends it and waits for the server's answer.
func (r *Reader) idle(ctx context.Context) (stop func(context.Context) error, err error) {
	err = r.session.quick(ctx, "IDLE", func() error {
		cmd, err := r.client.Idle()
		if err != nil {
			return err
		}
		stop = func(ctx context.Context) error {
			return r.session.quick(ctx, "IDLE", func() error {
				if err := cmd.Close(); err != nil {
					return err
				}
				return cmd.Wait()
			})
		}
		return nil
	})
	return stop, err
}
