// Medelbot runs a small grant fund out of an ordinary mailbox.
//
// Each command is a struct in a file of its own; kong makes the command line
// and its help of them. wiring.go joins the rooms.
package main

import (
	"cmp"
	"context"
	"os"
	"os/signal"
	"syscall"
	"time"

	"medelbot/parser"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second signal ends the process at once
	os.Exit(execute(ctx, os.Args[1:], system()))
}

// defaultConfig is the configuration file where none is named.
const defaultConfig = "config.toml"

// system is the process that the program really runs in.
func system() process {
	return process{
		in: os.Stdin, out: os.Stdout, err: os.Stderr, now: time.Now, user: systemUser, read: parser.Read, self: self,
		config: cmp.Or(os.Getenv("MEDELBOT_CONFIG"), defaultConfig), reload: hangups, hungUp: untilHangup,
	}
}

// untilHangup has a command end in good order also when its terminal goes away: a
// copy of the database must not stay among the temporary files. One that was
// started so as to go on (nohup) does.
func untilHangup(ctx context.Context) (context.Context, context.CancelFunc) {
	if signal.Ignored(syscall.SIGHUP) {
		return ctx, func() {}
	}
	return signal.NotifyContext(ctx, syscall.SIGHUP)
}

// hangups gives the signals that by old custom ask a daemon to read its
// configuration anew. One is enough, however many come at a time.
func hangups() (<-chan os.Signal, func()) {
	requests := make(chan os.Signal, 1)
	signal.Notify(requests, syscall.SIGHUP)
	return requests, func() { signal.Stop(requests) }
}
