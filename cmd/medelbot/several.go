package main

import (
	"context"
	"errors"
	"fmt"
)

// eachNamed does something to one after the other of the things that a command line
// names: cases, or letters. What is refused of one does not hinder the others.
func eachNamed[T any](p *process, things string, named []T, do func(T) error) error {
	if len(named) == 1 {
		return do(named[0])
	}
	failed := 0
	for _, one := range named {
		err := do(one)
		if errors.Is(err, context.Canceled) {
			return err
		}
		if err != nil {
			failed++
			fmt.Fprintln(p.err, sentence(err))
		}
	}
	if failed > 0 {
		return &failure{text: fmt.Sprintf("%s that stay as they are: %d of %d", things, failed, len(named)), try: "see what is said of each"}
	}
	return nil
}
