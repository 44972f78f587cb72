package medelbot

import "errors"

// Hint finds what a person can try about an error: the outermost hint in its
// chain, "" if there is none. Errors give one by a method Hint() string; one
// that could and has none leaves it to its cause.
func Hint(err error) string {
	var h interface{ Hint() string }
	for errors.As(err, &h) {
		if try := h.Hint(); try != "" {
			return try
		}
		cause, ok := h.(interface{ Unwrap() error })
		if !ok {
			break
		}
		err = cause.Unwrap()
	}
	return ""
}
