package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// fund is a configured medelbot with its mailboxes.
type fund struct {
	t           *testing.T
	config      string
	coordinator *person
	ahead       time.Duration // how far the program's clock is ahead; see later
}

// newFund writes a configuration for the mailboxes; settings are added to the
// table of each of them. Nothing but new mail can wake it within a story's
// time: it polls once an hour.
func (s realServers) newFund(t *testing.T, letters, settings string, mailboxes ...*person) *fund {
	t.Helper()
	f := &fund{t: t, config: filepath.Join(t.TempDir(), "config.toml"), coordinator: s.official(t, "karin")}
	var b strings.Builder
	fmt.Fprintf(&b, "letters = %q\nletters_only_to = [\"@mail.test\", \"@fund.test\", \"@bounce.test\"]\n", letters)
	for _, box := range mailboxes {
		fmt.Fprintf(&b, "[[mailbox]]\nname = %q\naddress = %q\nimap = %q\nsmtp = %q\nusername = %q\npassword_file = \"secret\"\nca_file = %q\npoll = \"1h\"\n%s\n",
			box.user, box.address, box.servers.imaps, box.servers.smtp, box.user, box.servers.caFile, settings)
	}
	fmt.Fprintf(&b, "[[coordinator]]\nname = \"Karin Hedlund\"\naddresses = [%q]\nrole = \"coordinator\"\n", f.coordinator.address)
	b.WriteString(`[decision]
approvals = 1 # there is one coordinator

[[call]]
id = "testbaddar"
name = "Testbäddar Patientkontrakt"
prefix = "PK"
opens = 2020-01-01
closes = 2099-12-31
cap = 100000
elements = ["applicant", "reference", "amount", "purpose", "effects", "contact", "account"]
`)
	if err := os.WriteFile(f.config, []byte(b.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(filepath.Dir(f.config), "secret"), []byte(s.password+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	return f
}

func (f *fund) command(args ...string) *exec.Cmd {
	cmd := exec.Command("medelbot", append(args, "--config", f.config)...)
	cmd.Dir = filepath.Dir(f.config)
	cmd.Env = append(os.Environ(), "GORACE="+noNap)
	if f.ahead != 0 {
		cmd.Env = append(cmd.Env, "LATER="+f.ahead.String())
	}
	return cmd
}

// later moves the clock of the commands to come ahead. Those of the mail servers
// and of the mails stay.
func (f *fund) later(d time.Duration) { f.ahead += d }

// run runs a command that must end well and returns what it printed.
func (f *fund) run(args ...string) string {
	f.t.Helper()
	cmd := f.command(args...)
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil {
		f.t.Fatalf("medelbot %s: %v\n%s%s", strings.Join(args, " "), err, stdout.String(), stderr.String())
	}
	return stdout.String()
}

// refused runs a command that must fail and returns its exit status and what it
// said.
func (f *fund) refused(args ...string) (int, string) {
	f.t.Helper()
	out, err := f.command(args...).CombinedOutput()
	if exit := (*exec.ExitError)(nil); errors.As(err, &exit) {
		return exit.ExitCode(), string(out)
	}
	f.t.Fatalf("medelbot %s: %v, want an exit status\n%s", strings.Join(args, " "), err, out)
	return 0, ""
}

// cases counts the cases.
func (f *fund) cases() int { return strings.Count(f.run("cases", "--json"), "\n") }

// started is a running medelbot.
type started struct {
	t     *testing.T
	cmd   *exec.Cmd
	lines chan string // of its log; closed when it has ended
}

func (f *fund) start() *started {
	f.t.Helper()
	d := &started{t: f.t, cmd: f.command("run"), lines: make(chan string, 10_000)}
	log, err := d.cmd.StderrPipe()
	if err != nil {
		f.t.Fatal(err)
	}
	if err := d.cmd.Start(); err != nil {
		f.t.Fatal(err)
	}
	go func() {
		defer close(d.lines)
		for s := bufio.NewScanner(log); s.Scan(); {
			select {
			case d.lines <- s.Text():
			default: // a story that reads no log must not hold the daemon up
			}
		}
	}()
	f.t.Cleanup(func() {
		if d.cmd.ProcessState == nil {
			d.cmd.Process.Kill()
			d.cmd.Wait()
		}
		if f.t.Failed() {
			for line := range d.lines {
				f.t.Log(line)
			}
		}
	})
	return d
}

// awaitLog waits until the daemon logs a line with these words.
func (d *started) awaitLog(words string) {
	d.t.Helper()
	for deadline := time.After(patience); ; {
		select {
		case line, running := <-d.lines:
			if !running {
				d.t.Fatalf("the daemon ended before it logged %q", words)
			}
			if strings.Contains(line, words) {
				return
			}
		case <-deadline:
			d.t.Fatalf("no line %q in the log within %v", words, patience)
		}
	}
}

// stop asks the daemon to end, as service managers do, and wants it to end well
// and soon.
func (d *started) stop() {
	d.t.Helper()
	if err := d.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		d.t.Fatal(err)
	}
	soon := time.AfterFunc(patience, func() { d.cmd.Process.Kill() })
	defer soon.Stop()
	for range d.lines { // its end is the end of the log
	}
	if err := d.cmd.Wait(); err != nil {
		d.t.Errorf("the daemon, asked to end: %v", err)
	}
}
