package main

import (
	"context"
	"iter"
	"runtime"

	"golang.org/x/sync/semaphore"
)

// bounds is how much of something may be under way at a time.
type bounds struct {
	items  int
	weight int64 // in all; what weighs more is under way alone
}

// fewMails are read at a time: more would only wait for the disk. Large ones
// would fill the memory, so that they weigh no more than the largest.
func fewMails(largest int64) bounds { return bounds{min(runtime.GOMAXPROCS(0), 4), largest} }

// inOrder maps items on several goroutines and yields the results in the items'
// order. An item is under way until its result has been looked at; the next one
// is begun only when there is room for it.
func inOrder[T, R any](ctx context.Context, items iter.Seq[T], most bounds, weigh func(T) int64, do func(T) R) iter.Seq[R] {
	type begun struct {
		result chan R
		weight int64
	}
	return func(yield func(R) bool) {
		ctx, stop := context.WithCancel(ctx)
		defer stop()
		scale := semaphore.NewWeighted(most.weight)
		queue := make(chan begun, max(most.items-1, 0))
		go func() {
			defer close(queue)
			for item := range items {
				one := begun{make(chan R, 1), min(weigh(item), most.weight)}
				if scale.Acquire(ctx, one.weight) != nil {
					return
				}
				select {
				case queue <- one:
					go func() { one.result <- do(item) }()
				case <-ctx.Done():
					return
				}
				// The next item may come with all that it weighs, before anybody
				// knows how much that is.
				if scale.Acquire(ctx, most.weight/2) != nil {
					return
				}
				scale.Release(most.weight / 2)
			}
		}()
		for one := range queue {
			if !yield(<-one.result) {
				return
			}
			scale.Release(one.weight)
		}
	}
}
