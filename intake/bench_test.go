package intake

import (
	"context"
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"medelbot"
)

// BenchmarkRealServer takes in a whole mailbox of a real server, without
// reading or storing anything: what remains is the cost of fetching. See
// realServer for the variables; MEDELBOT_TEST_BENCH_USER names a mailbox that
// somebody has filled.
func BenchmarkRealServer(b *testing.B) {
	account := realServer(b, "MEDELBOT_TEST_IMAPS")
	user := os.Getenv("MEDELBOT_TEST_BENCH_USER")
	if user == "" {
		b.Skip("SKIPPED: MEDELBOT_TEST_BENCH_USER names no filled mailbox")
	}
	account.Username = user
	var bytes, mails int64
	for b.Loop() {
		l := newLedger(func() time.Time { return start })
		l.baselined, l.baselineAt = true, start.AddDate(-10, 0, 0)
		l.lives = []*life{{key: medelbot.FolderKey{Folder: "INBOX"}}} // a life before, so that all is new
		w, err := New(Settings{Mailbox: "bench", Account: account, Store: counting{l, &mails, &bytes}, Read: readSubject, Clock: l.now})
		if err != nil {
			b.Fatal(err)
		}
		if err := w.Once(b.Context()); err != nil {
			b.Fatal(err)
		}
	}
	b.SetBytes(bytes / int64(b.N))
	b.ReportMetric(float64(mails)/b.Elapsed().Seconds(), "mails/s")
	b.ReportMetric(peakMiB(b), "peak-MiB")
}

// BenchmarkEmptyPoll is a pass that finds nothing new, over an open connection.
func BenchmarkEmptyPoll(b *testing.B) {
	account := realServer(b, "MEDELBOT_TEST_IMAPS")
	account.Username = fmt.Sprintf("poll-%d", os.Getpid())
	l := newLedger(time.Now)
	w, err := New(Settings{Mailbox: "bench", Account: account, Store: l, Read: readSubject, Clock: time.Now})
	if err != nil {
		b.Fatal(err)
	}
	box, err := account.OpenReader(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	defer box.Close()
	for b.Loop() {
		if err := w.round(b.Context(), box, true); err != nil {
			b.Fatal(err)
		}
	}
}

// counting forgets mails once they are counted.
type counting struct {
	*ledger
	mails, bytes *int64
}

func (c counting) File(_ context.Context, mails []medelbot.Mail, _ medelbot.Handler) ([]medelbot.Filed, error) {
	for _, m := range mails {
		*c.mails++
		*c.bytes += int64(len(m.Raw))
	}
	return make([]medelbot.Filed, len(mails)), nil
}

// peakMiB is the largest resident size of this process so far (Linux).
func peakMiB(b *testing.B) float64 {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		b.Log(err)
		return 0
	}
	_, rest, _ := strings.Cut(string(status), "VmHWM:")
	kB, _, _ := strings.Cut(strings.TrimSpace(rest), " ")
	n, _ := strconv.Atoi(kB)
	return float64(n) / 1024
}
