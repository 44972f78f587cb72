package demo

import (
	_ "embed"
	"strings"
	"text/template"
	"time"
)

const zoneName = "Europe/Stockholm"

//go:embed config.toml
var configText string

// Config writes the configuration of the demo: its servers, and a call that is
// open today, also around New Year.
func (s *Servers) Config(now time.Time) (string, error) {
	// By the fund's clocks, not the machine's: they may be an hour or two apart.
	zone, err := time.LoadLocation(zoneName)
	if err != nil {
		return "", err
	}
	now = now.In(zone)
	t, err := template.New("config.toml").Parse(configText)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	err = t.Execute(&b, map[string]any{
		"Address": Address, "Username": Username, "Password": Password, "Border": Border,
		"Zone": zoneName, "IMAP": s.IMAP, "SMTP": s.SMTP, "Year": now.Year(),
		"Digest": now.Add(time.Hour).Format("15:04"),
		"Opens":  now.AddDate(0, -1, 0).Format(time.DateOnly), "Closes": now.AddDate(0, 6, 0).Format(time.DateOnly),
	})
	return b.String(), err
}
