package alarm

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"time"
)

// said is how much of what a program says is shown.
const said = 200

// passed are the variables of our own environment that the program gets. No
// others, for passwords stand there, too.
var passed = []string{"PATH", "HOME", "LANG", "LC_ALL", "TZ", "TMPDIR"}

// Command tells by starting a program: the text of the message is its standard
// input, the facts are in variables MEDELBOT_ALARM_STATE, _WHAT and so on. No
// shell looks at the arguments. After a minute it is ended, with all that it has
// started; what it leaves running when it ends by itself goes on. args has the
// program first.
func Command(args []string) Way {
	return Way{
		Name: "command",
		Tell: func(ctx context.Context, m Message) error { return run(ctx, args, m) },
		Check: func(context.Context) error {
			if _, err := exec.LookPath(args[0]); err != nil {
				return notStarted(args[0], err)
			}
			return nil
		},
	}
}

func run(ctx context.Context, args []string, m Message) error {
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	cmd := exec.CommandContext(ctx, args[0], args[1:]...)
	cmd.Stdin = strings.NewReader(m.Text())
	var out bytes.Buffer
	both := &most{&out, said} // one for both, or they would be written to side by side
	cmd.Stdout, cmd.Stderr = both, both
	cmd.Env = environment(m)
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
	cmd.WaitDelay = time.Second // what it leaves running may hold the pipes
	err := cmd.Run()
	name := filepath.Base(args[0])
	var ended *exec.ExitError
	switch {
	case err == nil || errors.Is(err, exec.ErrWaitDelay): // it ended well
		return nil
	case errors.Is(ctx.Err(), context.DeadlineExceeded):
		return &Error{Text: fmt.Sprintf("the program %s took more than %s and was ended", name, limit), Try: "a program that hands the alarm on and ends"}
	case errors.As(err, &ended):
		text := fmt.Sprintf("the program %s failed (%v)", name, err)
		if words := strings.Join(strings.Fields(out.String()), " "); words != "" {
			text += " and said: " + words
		}
		return &Error{Text: text, Try: "run it by hand, with a text on standard input"}
	}
	return notStarted(args[0], err)
}

func notStarted(program string, err error) error {
	return &Error{Text: fmt.Sprintf("the program %s cannot be started", filepath.Base(program)), Err: err,
		Try: "the path of a program that the user who runs medelbot may execute, as command in [alarm]"}
}

// environment is what the program finds in its environment.
func environment(m Message) []string {
	var env []string
	for _, name := range passed {
		if value, ok := os.LookupEnv(name); ok {
			env = append(env, name+"="+value)
		}
	}
	for _, f := range m.Facts() {
		// A variable cannot hold the byte that ends it.
		env = append(env, "MEDELBOT_ALARM_"+strings.ToUpper(f.Name)+"="+strings.ReplaceAll(f.Value, "\x00", ""))
	}
	return env
}

// most takes all and keeps the first bytes.
type most struct {
	to   *bytes.Buffer
	left int
}

func (w *most) Write(p []byte) (int, error) {
	n := min(len(p), w.left)
	w.left -= n
	w.to.Write(p[:n])
	return len(p), nil
}
