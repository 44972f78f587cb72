package autoconfig

import (
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
)

const (
	// maxFile bounds a file in bytes; real ones have two thousand.
	maxFile      = 64 << 10
	maxRedirects = 3
)

// clientConfig is what counts of a file config-v1.1.xml.
type clientConfig struct {
	where    string
	Incoming []fileServer `xml:"emailProvider>incomingServer"`
	Outgoing []fileServer `xml:"emailProvider>outgoingServer"`
}

type fileServer struct {
	Type     string `xml:"type,attr"`
	Hostname string `xml:"hostname"`
	Port     string `xml:"port"`
	Socket   string `xml:"socketType"`
	Username string `xml:"username"`
}

// byFile are the servers that the file of the domain names. It is fetched once.
func (s *search) byFile(ctx context.Context, w way) []candidate {
	if s.xml == nil {
		s.xml = s.fetchFile(ctx)
	}
	list, kind := s.xml.Incoming, "imap"
	if w == outgoing {
		list, kind = s.xml.Outgoing, "smtp"
	}
	var all []candidate
	for _, x := range list {
		if c, ok := x.candidate(kind, s.q.Address, s.xml.where); ok && len(all) < mostRecords {
			all = append(all, c)
		}
	}
	return all
}

// candidate is the server, if it is of that kind and can be spoken to protected.
func (x fileServer) candidate(kind, address, where string) (candidate, bool) {
	c := candidate{host: strings.TrimSpace(x.Hostname), port: strings.TrimSpace(x.Port), where: where}
	local, domain, _ := strings.Cut(address, "@")
	// The placeholders of the draft's section on them.
	fill := strings.NewReplacer("%EMAILADDRESS%", address, "%EMAILLOCALPART%", local, "%EMAILDOMAIN%", domain)
	c.host, c.username = fill.Replace(c.host), fill.Replace(strings.TrimSpace(x.Username))
	if !plain(c.username) {
		c.username = ""
	}
	switch strings.ToUpper(strings.TrimSpace(x.Socket)) {
	case "SSL", "TLS":
		c.scheme = kind + "s"
	case "STARTTLS":
		c.scheme = kind + "+starttls"
	}
	return c, x.Type == kind && c.scheme != "" && isHost(c.host) && isPort(c.port)
}

// plain tells a name that a person can be shown and a file can hold.
func plain(s string) bool {
	return s != "" && len(s) <= 254 && !strings.ContainsFunc(s, func(r rune) bool { return r <= ' ' || r > '~' || r == '%' || r == '"' || r == '\\' })
}

// fetchFile asks at the two places where a domain may have one.
func (s *search) fetchFile(ctx context.Context) *clientConfig {
	for _, place := range []string{
		"https://autoconfig." + s.domain + "/mail/config-v1.1.xml?emailaddress=" + url.QueryEscape(s.q.Address),
		// No address there: whoever runs the web site need not know it.
		"https://" + s.domain + "/.well-known/autoconfig/mail/config-v1.1.xml",
	} {
		shown, _, _ := strings.Cut(place, "?")
		limited, cancel := context.WithTimeout(ctx, s.f.timeouts().Step)
		config, err := s.fetch(limited, place)
		cancel()
		if err == nil {
			config.where = "by " + shown
			return config
		}
		s.vain("%s: %v", shown, err)
	}
	return &clientConfig{}
}

func (s *search) fetch(ctx context.Context, place string) (*clientConfig, error) {
	client := http.Client{Transport: s.f.Transport, CheckRedirect: func(next *http.Request, past []*http.Request) error {
		switch {
		case len(past) > maxRedirects:
			return errors.New("it redirects too often")
		case next.URL.Scheme != "https" || !within(next.URL.Hostname(), s.domain):
			return fmt.Errorf("it redirects to %s, outside of the domain", next.URL.Hostname())
		}
		return nil
	}}
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, place, nil)
	if err != nil {
		return nil, err
	}
	answer, err := client.Do(request)
	if err != nil {
		var told *url.Error
		if errors.As(err, &told) {
			err = told.Err // without the address in the URL
		}
		return nil, err
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("there is none (%s)", answer.Status)
	}
	text, err := io.ReadAll(io.LimitReader(answer.Body, maxFile+1))
	if err != nil {
		return nil, err
	}
	return parseFile(text)
}

// parseFile reads a file config-v1.1.xml.
func parseFile(text []byte) (*clientConfig, error) {
	if len(text) > maxFile {
		return nil, fmt.Errorf("it is larger than %d bytes", maxFile)
	}
	var file struct {
		XMLName xml.Name `xml:"clientConfig"`
		clientConfig
	}
	if err := xml.Unmarshal(text, &file); err != nil {
		return nil, fmt.Errorf("it is no such file: %w", err)
	}
	return &file.clientConfig, nil
}
