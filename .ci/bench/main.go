// Command bench holds the two tools that .ci/bench-intake needs and a bare
// machine lacks: a generator of mail and a stopwatch that also weighs.
//
//	bench mails -n 10000 -kb 60 -applications 50 DIR [DOCUMENT...]
//	                                                   fills DIR, a Maildir
//	bench measure COMMAND [ARGUMENT...]                runs it, prints its cost
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"syscall"
	"time"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) == 0 {
		return errors.New("say what to do: bench mails, or bench measure")
	}
	switch args[0] {
	case "mails":
		return mails(args[1:])
	case "measure":
		return measure(args[1:])
	}
	return fmt.Errorf("%s: neither mails nor measure", args[0])
}

func mails(args []string) error {
	flags := flag.NewFlagSet("mails", flag.ExitOnError)
	count := flags.Int("n", 10_000, "how many mails")
	kb := flags.Int("kb", 60, "size of a mail in KB (1000 bytes)")
	applications := flags.Int("applications", 50, "how many in a hundred are applications")
	flags.Parse(args)
	if flags.NArg() == 0 {
		return errors.New("usage: bench mails [-n N] [-kb N] [-applications PERCENT] MAILDIR [DOCUMENT...]")
	}
	counts, err := fillMaildir(flags.Arg(0), *count, *kb*1000, *applications, flags.Args()[1:], time.Now())
	if err != nil {
		return err
	}
	fmt.Printf("%d mails of %d KB: %d applications, %d ordinary, %d newsletters, %d automatic answers\n",
		*count, *kb, counts[application], counts[ordinary], counts[newsletter], counts[automatic])
	return nil
}

// measure prints, on a line of its own on standard error, the seconds of wall
// time and of CPU and the peak of resident memory in MiB of one command,
// children included.
func measure(args []string) error {
	if len(args) == 0 {
		return errors.New("usage: bench measure COMMAND [ARGUMENT...]")
	}
	cmd := exec.Command(args[0], args[1:]...)
	cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr
	began := time.Now()
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("%s: %w", args[0], err)
	}
	wall := time.Since(began)
	state := cmd.ProcessState
	cpu := state.UserTime() + state.SystemTime()
	peak := float64(0)
	if usage, ok := state.SysUsage().(*syscall.Rusage); ok {
		peak = float64(usage.Maxrss) / 1024 // Linux counts in KiB
	}
	fmt.Fprintf(os.Stderr, "measured %.3f %.3f %.1f\n", wall.Seconds(), cpu.Seconds(), peak)
	return nil
}
