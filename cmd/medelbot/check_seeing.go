package main

import (
	"context"
	"fmt"
	"net"

	"medelbot/cmd/medelbot/alarm"
	"medelbot/cmd/medelbot/config"
)

// checkAlarm tries the ways of [alarm], or tells a test by each of them.
func (l *checklist) checkAlarm(ctx context.Context, p *process, cfg *config.Config, test bool) {
	ways, err := alarmWays(cfg, p.now)
	if err != nil {
		l.step("alarm", "", err)
		return
	}
	for _, w := range ways {
		name, detail, try := "alarm by "+w.Name, "ready (medelbot check --alarm tells a test)", w.Check
		if test {
			detail, try = "a test was told", func(ctx context.Context) error {
				return w.Tell(ctx, alarm.Message{What: alarm.Test, Mailbox: cfg.Called(cfg.DigestMailbox()), Since: p.now().In(cfg.Zone())})
			}
		}
		l.step(name, detail, try(ctx))
	}
}

// checkHealth looks whether the daemon can tell how it is, or does so already.
func (l *checklist) checkHealth(ctx context.Context, cfg *config.Config) {
	listen := cfg.Health.Listen
	if listen == "" {
		return
	}
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", listen)
	if err == nil {
		l.step("health", "will be told at "+listen, listener.Close())
		return
	}
	if _, asked := askHealth(ctx, listen); asked == nil {
		l.step("health", "a daemon tells it at "+listen, nil)
		return
	}
	l.step("health", "", &failure{text: fmt.Sprintf("the address %s cannot be used, and no daemon answers there", listen),
		try: "look what else listens there (ss -ltnp), or another port as listen in [health]", err: err})
}
