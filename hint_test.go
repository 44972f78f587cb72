package medelbot

import (
	"errors"
	"fmt"
	"testing"
)

type hinting struct {
	try   string
	cause error
}

func (h *hinting) Error() string { return "trouble" }
func (h *hinting) Hint() string  { return h.try }
func (h *hinting) Unwrap() error { return h.cause }

func TestHint(t *testing.T) {
	inner := &hinting{try: "the cause's"}
	for name, tt := range map[string]struct {
		err  error
		want string
	}{
		"none":                 {errors.New("trouble"), ""},
		"nil":                  {nil, ""},
		"wrapped":              {fmt.Errorf("mailbox a: %w", inner), "the cause's"},
		"outermost":            {&hinting{try: "the outer", cause: inner}, "the outer"},
		"left to its cause":    {&hinting{cause: fmt.Errorf("login: %w", inner)}, "the cause's"},
		"could, and has none":  {&hinting{cause: errors.New("trouble")}, ""},
		"could, without cause": {&hinting{}, ""},
	} {
		if got := Hint(tt.err); got != tt.want {
			t.Errorf("%s: %q, want %q", name, got, tt.want)
		}
	}
}
