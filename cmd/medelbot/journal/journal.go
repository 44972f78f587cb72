// Package journal writes the daemon's log: as text or JSON, and above debug
// level without personal data. The vocabulary of the log (medelbot.LogWords)
// leaves those out by itself; what servers and the system say in errors may hold
// them, and is masked here.
package journal

import (
	"context"
	"fmt"
	"io"
	"log/slog"
)

// Options are how a log is written.
type Options struct {
	JSON  bool // else text
	Level slog.Level
	Mask  *Mask
}

// New makes a log that is written to w.
func New(w io.Writer, o Options) *slog.Logger {
	settings := &slog.HandlerOptions{Level: o.Level, ReplaceAttr: spell}
	var out slog.Handler = slog.NewTextHandler(w, settings)
	if o.JSON {
		out = slog.NewJSONHandler(w, settings)
	}
	return slog.New(&handler{out, o.Mask})
}

// spell writes durations as people do, also in JSON, where they would be numbers
// of nanoseconds.
func spell(_ []string, a slog.Attr) slog.Attr {
	if a.Value.Kind() == slog.KindDuration {
		a.Value = slog.StringValue(a.Value.Duration().String())
	}
	return a
}

// handler masks what it hands on.
type handler struct {
	slog.Handler
	mask *Mask
}

// Handle writes a line. One at debug level is written as it is.
func (h *handler) Handle(ctx context.Context, r slog.Record) error {
	if r.Level <= slog.LevelDebug {
		return h.Handler.Handle(ctx, r)
	}
	clean := slog.NewRecord(r.Time, r.Level, h.mask.Text(r.Message), r.PC)
	r.Attrs(func(a slog.Attr) bool {
		clean.AddAttrs(h.attr(a))
		return true
	})
	return h.Handler.Handle(ctx, clean)
}

// WithAttrs masks always: at what level they will be written nobody knows.
func (h *handler) WithAttrs(attrs []slog.Attr) slog.Handler {
	clean := make([]slog.Attr, len(attrs))
	for i, a := range attrs {
		clean[i] = h.attr(a)
	}
	return &handler{h.Handler.WithAttrs(clean), h.mask}
}

// WithGroup hands on.
func (h *handler) WithGroup(name string) slog.Handler {
	return &handler{h.Handler.WithGroup(name), h.mask}
}

// attr masks one attribute. Numbers and times stay what they are.
func (h *handler) attr(a slog.Attr) slog.Attr {
	a.Value = a.Value.Resolve()
	switch a.Value.Kind() {
	case slog.KindString:
		a.Value = slog.StringValue(h.mask.Text(a.Value.String()))
	case slog.KindGroup:
		var clean []slog.Attr
		for _, inner := range a.Value.Group() {
			clean = append(clean, h.attr(inner))
		}
		a.Value = slog.GroupValue(clean...)
	case slog.KindAny:
		text, ok := a.Value.Any().([]byte)
		if !ok {
			text = fmt.Append(nil, a.Value.Any())
		}
		a.Value = slog.StringValue(h.mask.Text(string(text)))
	}
	return a
}
