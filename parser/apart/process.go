package apart

import (
	"os/exec"
	"strings"
	"sync"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// Process is a child with all that it starts: they have a process group of
// their own, which ends as one, and none of them outlives this program.
type Process struct {
	cmd   *exec.Cmd
	said  tail
	ended chan struct{} // closed when it is over
	err   error         // how it ended; valid after ended

	mu   sync.Mutex
	gone bool // the group has been ended, and its number may belong to others
}

// Start starts a command of which the caller has set what goes in and out. Its
// environment is env and nothing else.
func Start(cmd *exec.Cmd, env []string) (*Process, error) {
	p := &Process{cmd: cmd, ended: make(chan struct{})}
	cmd.Stderr = &p.said
	cmd.Env = append([]string{}, env...) // nil would be all of ours
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
	cmd.WaitDelay = time.Second
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	go p.wait()
	return p, nil
}

// wait ends the group when its first process has ended.
func (p *Process) wait() {
	// Looked at without being reaped, so that its number cannot be given to
	// another process before its group was ended.
	for {
		err := unix.Waitid(unix.P_PID, p.cmd.Process.Pid, nil, unix.WEXITED|unix.WNOWAIT, nil)
		if err != unix.EINTR {
			break
		}
	}
	p.mu.Lock()
	_ = syscall.Kill(-p.cmd.Process.Pid, syscall.SIGKILL) // often nobody is left
	p.gone = true
	p.mu.Unlock()
	p.err = p.cmd.Wait()
	close(p.ended)
}

// Kill ends the whole group at once.
func (p *Process) Kill() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if !p.gone {
		_ = syscall.Kill(-p.cmd.Process.Pid, syscall.SIGKILL) // it may have ended by itself just now
	}
}

// Wait waits until the process has ended and tells how.
func (p *Process) Wait() error {
	<-p.ended
	return p.err
}

// Said is the beginning of what it wrote to standard error.
func (p *Process) Said() string {
	p.said.mu.Lock()
	defer p.said.mu.Unlock()
	return string(p.said.text)
}

// OutOfMemory tells, after the end, a process that asked for more than it may
// have.
func (p *Process) OutOfMemory() bool {
	said := strings.ToLower(p.Said())
	for _, words := range []string{"out of memory", "cannot allocate memory", "failed to allocate", "bad_alloc"} {
		if strings.Contains(said, words) {
			return true
		}
	}
	return false
}

// CPU is, after the end, how much processor time it took.
func (p *Process) CPU() time.Duration {
	return p.cmd.ProcessState.UserTime() + p.cmd.ProcessState.SystemTime()
}

// tail keeps the beginning of what a process says of its troubles, and takes
// the rest without keeping it.
type tail struct {
	mu   sync.Mutex
	text []byte
}

const maxSaid = 4096

func (t *tail) Write(p []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.text = append(t.text, p[:min(len(p), maxSaid-len(t.text))]...)
	return len(p), nil
}
