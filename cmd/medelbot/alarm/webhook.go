package alarm

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
)

// Webhook tells by POST of a JSON object to url: the facts under their names, and
// the whole text under "text", which is what chat programs show. secret gives
// what goes along as a bearer token (RFC 6750), "" for none. roots are trusted;
// nil is the system's.
func Webhook(url string, secret func() (string, error), roots *x509.CertPool) Way {
	transport := &http.Transport{
		Proxy:             http.ProxyFromEnvironment,
		TLSClientConfig:   &tls.Config{RootCAs: roots, MinVersion: tls.VersionTLS12},
		ForceAttemptHTTP2: true,
		DisableKeepAlives: true, // the next alarm may be months away
	}
	client := &http.Client{
		Transport: transport, Timeout: limit,
		// A secret and an alarm are for the server that is named, and no other.
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	return Way{
		Name: "webhook",
		Tell: func(ctx context.Context, m Message) error { return post(ctx, client, url, secret, m) },
		Check: func(context.Context) error {
			_, err := secret()
			return err
		},
	}
}

func post(ctx context.Context, client *http.Client, to string, secret func() (string, error), m Message) error {
	word, err := secret()
	if err != nil {
		return err
	}
	body := map[string]string{"text": m.Text()}
	for _, f := range m.Facts() {
		body[f.Name] = f.Value
	}
	text, err := json.Marshal(body)
	if err != nil {
		return err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, to, bytes.NewReader(text))
	if err != nil {
		return err
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("User-Agent", "medelbot")
	if word != "" {
		req.Header.Set("Authorization", "Bearer "+word)
	}
	resp, err := client.Do(req)
	if err != nil {
		// The address may hold a secret of its own, as those of chat programs do.
		if u := (*url.Error)(nil); errors.As(err, &u) {
			err = u.Err
		}
		return &Error{Text: "the webhook at " + req.URL.Host + " cannot be reached", Err: err, Try: "check webhook in [alarm], and whether a firewall is in the way"}
	}
	defer resp.Body.Close()
	if resp.StatusCode/100 != 2 {
		return &Error{Text: fmt.Sprintf("the webhook at %s answered %s", req.URL.Host, resp.Status), Try: "check the path of webhook and the secret in webhook_secret_file"}
	}
	_, err = io.Copy(io.Discard, io.LimitReader(resp.Body, 64<<10))
	return err
}
