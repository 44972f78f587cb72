package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"syscall"
	"time"

	"golang.org/x/sys/unix"

	"medelbot/intake"
)

// Limits of a process that reads one mail apart from the daemon.
const (
	apartTime = 20 * time.Second // of the wall clock, and of the processor
	// Not of the address space: a Go program reserves more than a gigabyte of
	// that before it begins.
	apartMemory = 1 << 30
)

type apartCommand struct{}

// Run reads one mail on standard input within limits, and tells by the exit
// status whether it survived.
func (apartCommand) Run(p *process) error {
	seconds := uint64(apartTime / time.Second)
	for _, limit := range []struct {
		what int
		most uint64
	}{{unix.RLIMIT_DATA, apartMemory}, {unix.RLIMIT_CPU, seconds}} {
		if err := unix.Setrlimit(limit.what, &unix.Rlimit{Cur: limit.most, Max: limit.most}); err != nil {
			return fmt.Errorf("the limits cannot be set: %w", err)
		}
	}
	cfg, err := p.configuration()
	if err != nil {
		return err
	}
	raw, err := io.ReadAll(p.in)
	if err != nil {
		return err
	}
	_, err = p.read(raw, readingOptions(cfg))
	return err
}

// probeApart reads a mail in a process of its own, which is this program with
// another command. The error says how it ended if it did not end well.
func probeApart(config string) intake.ProbeFunc {
	return func(ctx context.Context, raw []byte) error {
		self, err := os.Executable()
		if err != nil {
			return fmt.Errorf("the program cannot find itself to read a mail apart: %w", err)
		}
		ctx, cancel := context.WithTimeout(ctx, apartTime)
		defer cancel()
		var said bytes.Buffer
		cmd := exec.CommandContext(ctx, self, "read-apart", "--config", config)
		cmd.Args[0] = os.Args[0] // a program of several names chooses by it
		cmd.Stdin, cmd.Stderr = bytes.NewReader(raw), &said
		// A group of its own, so that nothing that it started outlives it.
		cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
		cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
		cmd.WaitDelay = time.Second
		err = cmd.Run()
		if ctx.Err() == context.DeadlineExceeded {
			return fmt.Errorf("reading it took more than %s", apartTime)
		}
		if err != nil {
			return fmt.Errorf("reading it broke the program (%w): %s", err, clip(said.String(), 200))
		}
		return nil
	}
}
