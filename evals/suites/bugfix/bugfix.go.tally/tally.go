package main

import (
	"sort"
	"sync"
)

// Tally keeps one sum a key. All methods may be called by many goroutines at once.
type Tally struct {
	mu    sync.RWMutex
	sums  map[string]int
	merge func(sum, value int) int
}

// NewTally makes an empty tally. merge puts a value to a sum; it may take its time, and it never calls the tally.
func NewTally(merge func(sum, value int) int) *Tally {
	return &Tally{sums: map[string]int{}, merge: merge}
}

// Add puts a value to the key's sum, which is 0 at first. merge is called exactly once for it.
func (t *Tally) Add(key string, value int) {
{{addCode}}}

// AddBelow does the same, but only while the sum before is below the limit. It tells whether the value was put.
func (t *Tally) AddBelow(key string, value, limit int) bool {
{{belowCode}}}

// Sum returns the key's sum, 0 for an unknown key.
func (t *Tally) Sum(key string) int {
	t.mu.RLock()
	defer t.mu.RUnlock()
	return t.sums[key]
}

// Drain empties the tally and calls visit with every key and its sum, in the order of the keys. visit may call the
// tally; what it or any other goroutine adds in the meantime is either part of a visited sum or still there afterwards.
func (t *Tally) Drain(visit func(key string, sum int)) {
{{drainCode}}}

func sortedKeys(sums map[string]int) []string {
	keys := make([]string, 0, len(sums))
	for key := range sums {
		keys = append(keys, key)
	}
	sort.Strings(keys)
	return keys
}
