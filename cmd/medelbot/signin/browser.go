package signin

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	"golang.org/x/oauth2"
)

// HasBrowser reports whether a person can log in in a browser.
func (s *Source) HasBrowser() bool { return s.Endpoint.AuthURL != "" }

// LoginInBrowser asks a person, by way of show, to open a page and agree there,
// and keeps the refresh token. The browser comes back to this machine with a code
// (RFC 8252, 7.3), which is of use to nobody else (PKCE, RFC 7636). If it runs on
// another machine it finds nobody there: the person then gives the address that
// it stands at, which holds the code, by way of pasted. username is whom the page
// proposes to log in.
func (s *Source) LoginInBrowser(ctx context.Context, username string, show func(page string), pasted <-chan string) error {
	ctx, cancel := context.WithTimeout(ctx, longestLogin)
	defer cancel()
	secret, err := s.begin(ctx)
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return &Error{Message: "no port of this machine can be listened at", Err: err}
	}
	r := &returning{state: oauth2.GenerateVerifier(), answers: make(chan url.Values, 1)}
	server := &http.Server{Handler: r, ReadTimeout: patience, MaxHeaderBytes: 64 << 10}
	served := make(chan struct{})
	go func() { defer close(served); _ = server.Serve(listener) }() // it ends by Shutdown
	defer func() {
		last, cancel := context.WithTimeout(context.WithoutCancel(ctx), time.Second)
		defer cancel()
		_ = server.Shutdown(last) // so that the browser gets its page; whoever still talks is cut off
		_ = server.Close()
		<-served
	}()

	conf, verifier := s.config(secret), oauth2.GenerateVerifier()
	conf.RedirectURL = fmt.Sprintf("http://%s:%d", loopbackHost(s.Provider), listener.Addr().(*net.TCPAddr).Port)
	options := []oauth2.AuthCodeOption{oauth2.S256ChallengeOption(verifier), oauth2.SetAuthURLParam("login_hint", username)}
	if s.Provider == Google { // only so does it give a refresh token, and a new one each time
		options = append(options, oauth2.AccessTypeOffline, oauth2.SetAuthURLParam("prompt", "consent"))
	}
	show(conf.AuthCodeURL(r.state, options...))
	code, err := s.await(ctx, r, pasted)
	if err != nil {
		return err
	}
	token, err := conf.Exchange(s.context(ctx), code, oauth2.VerifierOption(verifier))
	if token, err = s.judge(token, err, secret, code, verifier); err != nil {
		return err
	}
	return s.first(ctx, token)
}

// await waits for the code, by whichever way it comes.
func (s *Source) await(ctx context.Context, r *returning, pasted <-chan string) (code string, err error) {
	var answer url.Values
	select {
	case answer = <-r.answers:
	case line := <-pasted:
		u, err := url.Parse(strings.TrimSpace(line))
		if err != nil || !r.ours(u.Query()) {
			return "", &Error{Message: "that is not the address that the browser came back to", Try: "medelbot login, and paste the whole address, which holds code= and state="}
		}
		answer = u.Query()
	case <-ctx.Done():
		if errors.Is(ctx.Err(), context.DeadlineExceeded) {
			return "", &Error{Message: "nobody agreed within an hour", Try: "medelbot login"}
		}
		return "", ctx.Err()
	}
	if answer.Get("error") != "" {
		return "", s.refusal(&oauth2.RetrieveError{ErrorCode: answer.Get("error"), ErrorDescription: answer.Get("error_description")}, nil)
	}
	return answer.Get("code"), nil
}

// returning is the page that the browser comes back to. Whoever else comes there
// does not know the state.
type returning struct {
	state   string
	answers chan url.Values // holds one
}

// ours reports whether an answer is to our question (RFC 6749, 10.12).
func (r *returning) ours(q url.Values) bool {
	return q.Get("state") == r.state && (q.Get("code") != "" || q.Get("error") != "")
}

// ServeHTTP takes the answer and tells the person to go back.
func (r *returning) ServeHTTP(w http.ResponseWriter, req *http.Request) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Connection", "close")
	if req.URL.Path != "/" || !r.ours(req.URL.Query()) {
		http.Error(w, "Nothing to see here.", http.StatusNotFound)
		return
	}
	select {
	case r.answers <- req.URL.Query():
	default: // the browser came twice
	}
	fmt.Fprintln(w, "medelbot has its answer. You can close this window.")
}
