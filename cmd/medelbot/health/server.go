package health

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"runtime"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"medelbot"
)

// Server tells programs on this machine how the daemon is, by HTTP.
type Server struct {
	Listen  string // host:port
	Funds   []Fund // at least one; with several of them, each has a name
	Version string // of the program
	Clock   func() time.Time
	Log     *slog.Logger
}

// Status is what /healthz answers.
type Status struct {
	Ready bool     `json:"ready"`
	Funds []Report `json:"funds"`
}

// Handler answers
//
//	/healthz  whether all funds are ready: 200 or 503, and how each one is (JSON)
//	/livez    whether all parts of the daemon go round: 200 or 503
//	/metrics  the metrics, for Prometheus
func (s *Server) Handler() (http.Handler, error) {
	metrics, err := s.metrics()
	if err != nil {
		return nil, err
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", s.healthz)
	mux.HandleFunc("GET /livez", s.livez)
	mux.Handle("GET /metrics", metrics)
	return mux, nil
}

func (s *Server) healthz(w http.ResponseWriter, r *http.Request) {
	status := Status{Ready: true}
	for i := range s.Funds {
		report := s.Funds[i].Report(r.Context(), s.Clock())
		status.Funds = append(status.Funds, report)
		status.Ready = status.Ready && report.Ready
	}
	text, err := json.MarshalIndent(status, "", "  ")
	if err != nil {
		http.Error(w, "the answer cannot be written", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	if !status.Ready {
		w.WriteHeader(http.StatusServiceUnavailable)
	}
	_, _ = w.Write(append(text, '\n')) // who asked is gone
}

func (s *Server) livez(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Cache-Control", "no-store")
	for i := range s.Funds {
		if err := s.Funds[i].Pulse.Alive(); err != nil {
			http.Error(w, err.Error(), http.StatusServiceUnavailable)
			return
		}
	}
	_, _ = w.Write([]byte("alive\n"))
}

// metrics makes a registry of its own, so that no library can add to it.
func (s *Server) metrics() (http.Handler, error) {
	all := prometheus.NewRegistry()
	build := prometheus.NewGaugeVec(prometheus.GaugeOpts{Name: buildInfo.Name, Help: buildInfo.Help}, buildInfo.Labels)
	build.WithLabelValues(s.Version, runtime.Version()).Set(1)
	faults := []error{
		all.Register(build), all.Register(collectors.NewGoCollector()),
		all.Register(collectors.NewProcessCollector(collectors.ProcessCollectorOpts{})),
	}
	for i := range s.Funds {
		var to prometheus.Registerer = all
		if len(s.Funds) > 1 {
			to = prometheus.WrapRegistererWith(prometheus.Labels{"fund": s.Funds[i].Name}, all)
		}
		faults = append(faults, to.Register(&collector{&s.Funds[i], s.Clock}))
	}
	return promhttp.HandlerFor(all, promhttp.HandlerOpts{ErrorHandling: promhttp.ContinueOnError, MaxRequestsInFlight: 3}), errors.Join(faults...)
}

// again is how often it is tried to listen at an address that is taken.
const again = time.Minute

// Run serves until ctx ends. An address that is taken is told once and tried
// again each minute: that mail is read matters more than that somebody looks on.
func (s *Server) Run(ctx context.Context) error {
	handler, err := s.Handler()
	if err != nil {
		return err
	}
	told := false
	for {
		listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", s.Listen)
		if err == nil {
			return s.serve(ctx, listener, handler)
		}
		if ctx.Err() != nil {
			return nil
		}
		if !told {
			medelbot.LogNotServing.Fail(s.Log, taken(err), again, medelbot.KeyListen.Is(s.Listen))
			told = true
		}
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(again):
		}
	}
}

// serve answers what comes to a listener until ctx ends.
func (s *Server) serve(ctx context.Context, listener net.Listener, handler http.Handler) error {
	server := &http.Server{
		Handler: handler, ReadTimeout: 5 * time.Second, WriteTimeout: 30 * time.Second, IdleTimeout: 2 * time.Minute,
		MaxHeaderBytes: 16 << 10, ErrorLog: slog.NewLogLogger(slog.DiscardHandler, slog.LevelDebug),
	}
	medelbot.LogServing.To(s.Log, medelbot.KeyListen.Is(s.Listen))
	defer context.AfterFunc(ctx, func() { _ = server.Close() })() // Serve tells
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

// listenError is an address that cannot be listened at.
type listenError struct{ err error }

func taken(err error) error { return &listenError{err} }

func (e *listenError) Error() string {
	return "how the daemon is cannot be told, since its address cannot be used: " + e.err.Error()
}

// Unwrap gives the cause.
func (e *listenError) Unwrap() error { return e.err }

// Hint is what a person can try.
func (e *listenError) Hint() string {
	return "look what else listens there (ss -ltnp), or another port as listen in [health]"
}
