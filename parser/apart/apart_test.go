package apart

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"medelbot/parser/document"
)

// The test binary is the child, too, if it is called so.
func TestMain(m *testing.M) {
	if len(os.Args) < 2 {
		os.Exit(m.Run())
	}
	l := testLimits()
	switch os.Args[1] {
	case "serve":
		if err := Serve(os.Stdin, os.Stdout, l, misbehave); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	case "flood":
		for {
			if _, err := os.Stdout.Write(make([]byte, 1<<16)); err != nil {
				os.Exit(1)
			}
		}
	case "parent":
		// Starts one of its own, which would go on, and says its number.
		signal.Ignore(syscall.SIGTERM)
		c := exec.Command("/proc/self/exe", "sleep")
		c.Stdout, c.Stderr = os.Stdout, os.Stderr
		if err := c.Start(); err != nil {
			os.Exit(1)
		}
		fmt.Println(c.Process.Pid)
		<-time.After(time.Hour)
	case "sleep":
		<-time.After(time.Minute)
	case "limited":
		fmt.Fprintln(os.Stderr, Exec(l, os.Args[2], os.Args[3:], []string{"PATH=" + os.Getenv("PATH")}))
		os.Exit(1)
	default:
		os.Exit(m.Run())
	}
	os.Exit(0)
}

func testLimits() Limits {
	l := DefaultLimits()
	l.Output = 4 << 20
	l.Wall = 2 * time.Minute // a busy machine is no fault
	return l
}

// misbehave does what a reader might do that a document has got the better of:
// the name says what.
func misbehave(name, declared string, data []byte) document.Document {
	switch name {
	case "hang":
		<-time.After(time.Hour) // not for ever, which the runtime would notice
	case "spin":
		for name == "spin" {
			data = data[:0]
		}
	case "allocate":
		var all [][]byte
		for {
			if all = append(all, bytes.Repeat([]byte{1}, 1<<20)); len(all) > 1<<20 {
				return document.Document{Text: string(all[0])}
			}
		}
	case "crash":
		os.Exit(3)
	case "recurse":
		return deepen(document.Document{}, 1<<40)
	case "large":
		return document.Document{Files: []document.File{{Name: "a", Data: make([]byte, 3<<20)}, {Name: "b", Data: make([]byte, 3<<20)}}}
	case "write":
		err := os.WriteFile(string(data), []byte("x"), 0o600)
		return document.Document{Text: fmt.Sprint(err)}
	case "limits":
		var l unix.Rlimit
		_ = unix.Getrlimit(unix.RLIMIT_CORE, &l)
		return document.Document{Text: fmt.Sprint(l.Max, os.Environ())}
	case "read":
		_, err := os.ReadFile("/etc/passwd")
		return document.Document{Text: fmt.Sprint(err)}
	}
	return document.Document{
		Type: declared, Text: string(data), Problem: strconv.Itoa(os.Getpid()),
		Files: []document.File{{Name: "inre.txt", Data: data}},
	}
}

func deepen(d document.Document, times int) document.Document {
	if times > 0 {
		d = deepen(d, times-1)
		d.Text += "x" // not a tail call
	}
	return d
}

func self(args ...string) func() *exec.Cmd {
	return func() *exec.Cmd { return exec.Command("/proc/self/exe", args...) }
}

func testPool(t *testing.T, l Limits) *Pool {
	p := NewPool(self("serve"), l, 2, time.Hour)
	t.Cleanup(p.Close)
	return p
}

func TestPoolReads(t *testing.T) {
	p := testPool(t, testLimits())
	large := strings.Repeat("å", 1<<19)
	var first string
	for i, text := range []string{"Sökt belopp", large, ""} {
		d := p.Read(t.Context(), "a.txt", "text/plain", []byte(text))
		if d.Text != text || d.Type != "text/plain" || len(d.Files) != 1 || d.Files[0].Name != "inre.txt" || string(d.Files[0].Data) != text {
			t.Errorf("%d: %.60q", i, fmt.Sprint(d))
		}
		if first == "" {
			first = d.Problem // the number of the process
		}
		if d.Problem != first {
			t.Error("a process that is well was replaced")
		}
	}
}

// TestPoolSurvives has one document after the other break its limits; the next
// one is read as if nothing had been.
func TestPoolSurvives(t *testing.T) {
	const short = 300 * time.Millisecond
	long := testLimits().Wall
	for _, c := range []struct {
		name string
		wall time.Duration
		want string
	}{
		{"hang", short, "reading it took more than 300ms"},
		{"spin", short, "reading it took more than 300ms"},
		{"allocate", long, "reading it took more than 1024 MB of memory"},
		{"crash", long, "reading it broke the process that reads documents"},
		{"recurse", long, "reading it broke the process that reads documents"},
		{"large", long, "it holds more than 4 MB to be read"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := testPool(t, testLimits())
			before := p.Read(t.Context(), "ok", "", nil).Problem
			p.limits.Wall = c.wall
			if d := p.Read(t.Context(), c.name, "", nil); d.Problem != c.want {
				t.Errorf("%q, want %q", d.Problem, c.want)
			}
			p.limits.Wall = long
			after := p.Read(t.Context(), "ok", "", []byte("x"))
			if after.Text != "x" || after.Problem == before {
				t.Errorf("after it: %+v, before it process %s", after, before)
			}
			pid, err := strconv.Atoi(before)
			if err != nil {
				t.Fatal(err)
			}
			if err := syscall.Kill(pid, 0); err != syscall.ESRCH {
				t.Errorf("the process is still there: %v", err)
			}
		})
	}
}

func TestPoolMindsAFlood(t *testing.T) {
	p := NewPool(self("flood"), testLimits(), 1, time.Hour)
	defer p.Close()
	// Zeros are frames without an envelope.
	if d := p.Read(t.Context(), "a", "", nil); d.Problem != "reading it broke the process that reads documents" {
		t.Errorf("%+v", d)
	}
}

func TestChildHasNothing(t *testing.T) {
	p := testPool(t, testLimits())
	path := t.TempDir() + "/written"
	if d := p.Read(t.Context(), "write", "", []byte(path)); !strings.Contains(d.Text, "file too large") && !strings.Contains(d.Text, "permission denied") {
		t.Errorf("it can write: %s", d.Text)
	}
	if there, err := os.ReadFile(path); err == nil && (Landlock() || len(there) > 0) {
		t.Errorf("it wrote a file of %d bytes", len(there))
	}
	if d := p.Read(t.Context(), "limits", "", nil); d.Text != "0 []" {
		t.Errorf("core dumps and environment: %s", d.Text)
	}
	d := p.Read(t.Context(), "read", "", nil)
	if Landlock() != strings.Contains(d.Text, "permission denied") {
		t.Errorf("Landlock %v, and reading a file: %s", Landlock(), d.Text)
	}
}

func TestPoolMindsContext(t *testing.T) {
	p := testPool(t, testLimits())
	ctx, stop := context.WithCancel(t.Context())
	p.Read(ctx, "ok", "", nil)
	go stop()
	if d := p.Read(ctx, "hang", "", nil); d.Problem != "reading it was broken off" {
		t.Errorf("%+v", d)
	}
	if d := p.Read(ctx, "ok", "", nil); d.Problem != "reading it was broken off" {
		t.Errorf("%+v", d)
	}
}

func TestPoolEndsChildrenThatRest(t *testing.T) {
	p := NewPool(self("serve"), testLimits(), 1, time.Millisecond)
	defer p.Close()
	p.Read(t.Context(), "ok", "", nil)
	p.mu.Lock()
	var c *child
	if len(p.idle) > 0 {
		c = p.idle[0]
	}
	p.mu.Unlock()
	if c != nil { // else it has been ended already
		_ = c.process.Wait()
	}
	if d := p.Read(t.Context(), "ok", "", []byte("x")); d.Text != "x" {
		t.Errorf("%+v", d)
	}
}

func TestClosedPoolReadsNothing(t *testing.T) {
	p := testPool(t, testLimits())
	p.Read(t.Context(), "ok", "", nil)
	p.Close()
	if d := p.Read(t.Context(), "ok", "", nil); d.Problem == "" || d.Text != "" {
		t.Errorf("%+v", d)
	}
}

// TestGroupEnds kills a process that has started another one.
func TestGroupEnds(t *testing.T) {
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = r.Close() }()
	cmd := exec.Command("/proc/self/exe", "parent")
	cmd.Stdout = w
	p, err := Start(cmd, nil)
	if err != nil {
		t.Fatal(err)
	}
	_ = w.Close()
	var pid int
	if _, err := fmt.Fscanln(r, &pid); err != nil {
		t.Fatal(err)
	}
	p.Kill()
	if err := p.Wait(); err == nil {
		t.Error("it ended well")
	}
	// The end of the pipe comes when nobody holds it any more.
	if n, err := r.Read(make([]byte, 1)); n != 0 || err == nil {
		t.Errorf("read %d, %v", n, err)
	}
}

func TestExecLimits(t *testing.T) {
	sh, err := exec.LookPath("sh")
	if err != nil {
		t.Skip("there is no shell here")
	}
	run := func(script string) (string, error) {
		out, err := exec.Command("/proc/self/exe", "limited", sh, "-c", script).CombinedOutput()
		return string(out), err
	}
	if out, err := run("ulimit -c; ulimit -f; ulimit -d; ulimit -t"); err != nil || out != fmt.Sprintf("0\n0\n%d\n20\n", testLimits().Memory>>10) {
		t.Errorf("%q %v", out, err)
	}
	if out, err := run("echo x > " + t.TempDir() + "/a"); err == nil {
		t.Errorf("it wrote a file: %s", out)
	}
	secret := t.TempDir() + "/config.toml"
	if err := os.WriteFile(secret, []byte("password"), 0o600); err != nil {
		t.Fatal(err)
	}
	if out, err := run("read line < " + secret); Landlock() && err == nil {
		t.Errorf("it read a file that is none of its business: %s", out)
	}
	if out, err := exec.Command("/proc/self/exe", "limited", "no-such-tool").CombinedOutput(); err == nil || !strings.Contains(string(out), "not installed") {
		t.Errorf("%q %v", out, err)
	}
}

func FuzzFrames(f *testing.F) {
	var out bytes.Buffer
	if err := (&envelope{Document: document.Document{Text: "x", Files: []document.File{{Name: "a", Data: []byte("b")}}}}).write(&out); err != nil {
		f.Fatal(err)
	}
	f.Add(out.Bytes())
	f.Fuzz(func(t *testing.T, data []byte) {
		e, err := readEnvelope(bytes.NewReader(data), 1<<16)
		if err != nil {
			return
		}
		var again bytes.Buffer
		if err := e.write(&again); err != nil {
			t.Fatal(err)
		}
	})
}
