package main

import (
	"context"
	"iter"
	"slices"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Results come in order, and no more items are begun than there are workers.
func TestInOrder(t *testing.T) {
	for _, workers := range []int{1, 2, 4} {
		var mu sync.Mutex
		begun, yielded, most := 0, 0, 0
		do := func(n int) int {
			mu.Lock()
			defer mu.Unlock()
			begun++
			most = max(most, begun-yielded)
			return n * n
		}
		var got []int
		for r := range inOrder(t.Context(), count(20), bounds{workers, 20}, light, do) {
			mu.Lock()
			yielded++
			mu.Unlock()
			got = append(got, r)
		}
		want := slices.Collect(func(yield func(int) bool) {
			for n := range count(20) {
				if !yield(n * n) {
					return
				}
			}
		})
		if d := cmp.Diff(want, got); d != "" {
			t.Error(d)
		}
		// One may have been begun in the place of the result that is being looked at.
		if most > workers+1 {
			t.Errorf("%d workers began %d items ahead", workers, most)
		}
	}
}

// What is under way weighs no more than it may, also while the next item is
// asked for, which may be as heavy; what is too heavy is under way alone.
func TestInOrderWeighs(t *testing.T) {
	const most = 10
	weights := []int64{1, 2, 3, 10, 1, 25, 1, 1, 1, 9, 9, 4, 4, 4, 0, 10, 10}
	for _, workers := range []int{1, 4} {
		var mu sync.Mutex
		underWay, heaviest := int64(0), int64(0)
		items := func(yield func(int64) bool) {
			for _, w := range weights {
				mu.Lock()
				if underWay > most/2 {
					t.Errorf("an item is asked for while %d is under way", underWay)
				}
				mu.Unlock()
				if !yield(w) {
					return
				}
			}
		}
		do := func(w int64) int64 {
			mu.Lock()
			defer mu.Unlock()
			underWay += min(w, most)
			heaviest = max(heaviest, underWay)
			return w
		}
		var got []int64
		for w := range inOrder(t.Context(), items, bounds{workers, most}, func(w int64) int64 { return w }, do) {
			got = append(got, w)
			mu.Lock()
			underWay -= min(w, most)
			mu.Unlock()
		}
		if d := cmp.Diff(weights, got); d != "" {
			t.Error(d)
		}
		if heaviest > most {
			t.Errorf("with %d workers %d was under way", workers, heaviest)
		}
	}
}

func light(int) int64 { return 1 }

func TestInOrderStops(t *testing.T) {
	for range inOrder(t.Context(), count(1000), bounds{3, 3}, light, func(n int) int { return n }) {
		break
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	n := 0
	for range inOrder(ctx, count(1_000_000), bounds{3, 3}, light, func(n int) int { return n }) {
		n++
	}
	if n == 1_000_000 {
		t.Error("an ended context ends nothing")
	}
}

func count(n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := range n {
			if !yield(i) {
				return
			}
		}
	}
}
