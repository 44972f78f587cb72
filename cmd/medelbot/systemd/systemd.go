// Package systemd tells the service manager how the daemon is, by the protocol
// of sd_notify(3): that it has started, reloads or stops, that it is alive, and
// a line for people. Where no service manager has started the program, all of it
// does nothing.
package systemd

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/coreos/go-systemd/v22/daemon"
	"golang.org/x/sys/unix"
)

// Manager is the service manager as the daemon sees it.
type Manager struct {
	send     func(state string) error
	watchdog time.Duration // within which it wants to hear that we are alive; 0: it does not
}

// New finds the service manager by the environment that it gives to a service. Its
// error is about that environment.
func New() (*Manager, error) {
	watchdog, err := daemon.SdWatchdogEnabled(false)
	if err != nil {
		return nil, fmt.Errorf("the environment variable WATCHDOG_USEC, which systemd sets, cannot be read: %w", err)
	}
	return &Manager{send: notify, watchdog: watchdog}, nil
}

func notify(state string) error {
	if _, err := daemon.SdNotify(false, state); err != nil {
		return fmt.Errorf("systemd cannot be told how the daemon is: %w", err)
	}
	return nil
}

// Ready tells that the daemon has started, or ended a reload. status is a line
// for people.
func (m *Manager) Ready(status string) error {
	return m.send(daemon.SdNotifyReady + "\n" + line(status))
}

// Reloading tells that the daemon reads its configuration anew; Ready ends that.
// The time is what systemd 253 and newer know by that this is an answer to its
// own signal, not to an earlier one (systemd.service(5), notify-reload).
func (m *Manager) Reloading() error {
	var now unix.Timespec
	if err := unix.ClockGettime(unix.CLOCK_MONOTONIC, &now); err != nil {
		return fmt.Errorf("the machine's monotonic clock cannot be read: %w", err)
	}
	return m.send(fmt.Sprintf("%s\nMONOTONIC_USEC=%d\n%s", daemon.SdNotifyReloading, now.Nano()/1000, line("reading the configuration anew")))
}

// Stopping tells that the daemon ends.
func (m *Manager) Stopping() error {
	return m.send(daemon.SdNotifyStopping + "\n" + line("ending what is under way"))
}

// line is the status as it is sent: what has several lines would say several
// things.
func line(status string) string { return "STATUS=" + strings.Join(strings.Fields(status), " ") }

// Watch tells that the daemon is alive for as long as alive says so, until ctx
// ends, if anybody wants to know. What else it says goes to warn, once until it
// changes. systemd ends and restarts a daemon that is not alive.
func (m *Manager) Watch(ctx context.Context, alive func() error, warn func(error)) {
	if m.watchdog == 0 {
		return
	}
	m.repeat(ctx, m.watchdog/3, func() error { // sd_watchdog_enabled(3) wants half of it at most
		if err := alive(); err != nil {
			return err
		}
		return m.send(daemon.SdNotifyWatchdog)
	}, warn)
}

// Tell keeps the line for people up to date until ctx ends. Trouble with it goes
// to warn, once until it changes.
func (m *Manager) Tell(ctx context.Context, every time.Duration, status func(context.Context) (string, error), warn func(error)) {
	told := ""
	m.repeat(ctx, every, func() error {
		now, err := status(ctx)
		if err != nil || now == told {
			return err
		}
		told = now
		return m.send(line(now))
	}, warn)
}

func (m *Manager) repeat(ctx context.Context, every time.Duration, do func() error, warn func(error)) {
	tick := time.NewTicker(every)
	defer tick.Stop()
	warned := ""
	for {
		fault := ""
		if err := do(); err != nil {
			if fault = err.Error(); fault != warned && ctx.Err() == nil {
				warn(err)
			}
		}
		warned = fault
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}
