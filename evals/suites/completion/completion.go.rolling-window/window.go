// Package main counts events of the last minutes without keeping them: one number for each slot of time.
package main

const (
	slotWidth = int64({{width}}) // in seconds
	slotCount = int64({{slots}})
)

// Counter counts events in the current slot and the slotCount-1 slots before it. Slot n holds the seconds t with
// n*slotWidth <= t < (n+1)*slotWidth; times may be negative. Its count lies in counts[place(n)].
type Counter struct {
	counts [slotCount]int64
	total  int64 // sum of counts
	slot   int64 // the current slot
	used   bool  // false until the first event
}

// Add counts n events at the time now.
func (c *Counter) Add(now, n int64) {
	if !c.advance(now) {
		return
	}
	c.counts[place(c.slot)] += n
	c.total += n
}

// Total is the number of events in the slots that end with the one of now.
func (c *Counter) Total(now int64) int64 {
	c.advance(now)
	return c.total
}

// Slot is the number of the current slot.
func (c *Counter) Slot() int64 {
	return c.slot
}

// place is where a slot's count lies; the slots of a window have different places.
func place(slot int64) int64 {
	return ((slot % slotCount) + slotCount) % slotCount
}

// advance makes the slot of now the current one and forgets the counts of slots that have left the window, in counts
// as well as in total. The first call of all only sets the slot. However far time has moved, it does no more than
// slotCount steps. When now lies in a slot before the current one (time seems to run backwards now and then), nothing
// changes, and an event at that time {{pastText}}.
// The result tells Add whether to count.
func (c *Counter) advance(now int64) bool {
{{cursor}}
}
