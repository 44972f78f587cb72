package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"medelbot/cmd/medelbot/health"
)

type healthCommand struct{}

// Help is the long help of the command.
func (healthCommand) Help() string {
	return `Asks the running daemon, at the address under [health] in the configuration, whether every fund is ready: mail can be fetched, the database answers, and all parts go round. The exit status is 1 if one is not, or nobody answers. For container engines and monitors that run a program.`
}

// healthTime bounds what asking may take; the daemon itself waits five seconds
// for a database.
const healthTime = 10 * time.Second

// Run asks each address once, and tells of each fund.
func (healthCommand) Run(ctx context.Context, p *process) error {
	funds, err := p.configurations()
	if err != nil {
		return err
	}
	var addresses []string
	for _, cfg := range funds {
		if at := cfg.Health.Listen; at != "" && !slices.Contains(addresses, at) {
			addresses = append(addresses, at)
		}
	}
	if len(addresses) == 0 {
		return &usageError{text: "the configuration names no address to ask at", try: `listen = "127.0.0.1:9464" under [health]`}
	}
	ready := true
	for _, address := range addresses {
		status, err := askHealth(ctx, address)
		if err != nil {
			return &failure{text: "the daemon does not tell how it is at " + address, try: "look whether it runs: systemctl status medelbot", err: err}
		}
		ready = ready && status.Ready
		for _, f := range status.Funds {
			text := "ready"
			if !f.Ready {
				text = "not ready: " + strings.Join(f.Why, "; ")
			}
			if f.Fund != "" {
				text = f.Fund + ": " + text
			}
			fmt.Fprintln(p.out, printable(text))
		}
	}
	if !ready {
		return &failure{text: "the daemon is not ready", try: "medelbot check"}
	}
	return nil
}

// askHealth asks the daemon at one address of this machine. That it is not ready
// is no error.
func askHealth(ctx context.Context, address string) (status health.Status, err error) {
	ctx, cancel := context.WithTimeout(ctx, healthTime)
	defer cancel()
	question, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+address+"/healthz", nil)
	if err != nil {
		return status, err
	}
	// Not by a proxy: it would ask its own machine.
	client := http.Client{Transport: &http.Transport{}}
	defer client.CloseIdleConnections()
	answer, err := client.Do(question)
	if err != nil {
		return status, err
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK && answer.StatusCode != http.StatusServiceUnavailable {
		return status, fmt.Errorf("whoever listens there answers %s", answer.Status)
	}
	if err := json.NewDecoder(answer.Body).Decode(&status); err != nil {
		return status, fmt.Errorf("whoever listens there gives another answer than the daemon: %w", err)
	}
	return status, nil
}
