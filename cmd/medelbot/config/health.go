package config

import (
	"fmt"
	"net"
	"strconv"
)

// Health is where the daemon tells how it is, for programs that watch it.
type Health struct {
	Listen string `toml:"listen"` // host:port on this machine; "" is nowhere
}

// checkHealth refuses an address that others could reach: what is told there is
// for this machine, and nobody is asked who they are.
func (c *Config) checkHealth(bad complain) error {
	const key, try = "health.listen", `listen = "127.0.0.1:9464", or "" for none`
	if c.Health.Listen == "" {
		return nil
	}
	host, port, err := net.SplitHostPort(c.Health.Listen)
	if err != nil {
		return bad(key, fmt.Sprintf("%q is no host and port", c.Health.Listen), try)
	}
	if n, err := strconv.Atoi(port); err != nil || n < 1 || n > 65535 {
		return bad(key, fmt.Sprintf("%q is no port", port), try)
	}
	if !loopback(host) {
		return bad(key, fmt.Sprintf("%q is not on this machine alone: others could look in, and nobody is asked who they are", c.Health.Listen),
			try+`; for others put a web server with a login of its own before it`)
	}
	return nil
}
