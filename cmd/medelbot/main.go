// Medelbot runs a small grant fund out of an ordinary mailbox.
//
// Each command is a struct in a file of its own; kong makes the command line
// and its help of them. wiring.go joins the rooms.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
	"time"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	status := execute(ctx, os.Args[1:], process{
		in: os.Stdin, out: os.Stdout, err: os.Stderr, now: time.Now,
	})
	stop()
	os.Exit(status)
}
