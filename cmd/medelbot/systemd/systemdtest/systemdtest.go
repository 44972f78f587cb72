// Package systemdtest is the service manager's end of sd_notify(3) for tests.
package systemdtest

import (
	"net"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// Manager hears what a service tells it.
type Manager struct {
	t    testing.TB
	conn *net.UnixConn
}

// Listen makes one that the environment names until the test ends.
func Listen(t testing.TB) *Manager {
	t.Helper()
	dir, err := os.MkdirTemp("", "notify") // short enough for the name of a socket
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	socket := filepath.Join(dir, "socket")
	conn, err := net.ListenUnixgram("unixgram", &net.UnixAddr{Name: socket, Net: "unixgram"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	t.Setenv("NOTIFY_SOCKET", socket)
	return &Manager{t, conn}
}

// Hear waits for the next thing that is told, but no longer than a minute.
func (m *Manager) Hear() string {
	m.t.Helper()
	if err := m.conn.SetReadDeadline(time.Now().Add(time.Minute)); err != nil {
		m.t.Fatal(err)
	}
	buffer := make([]byte, 1<<12)
	n, err := m.conn.Read(buffer)
	if err != nil {
		m.t.Fatalf("nothing is told: %v", err)
	}
	return string(buffer[:n])
}
