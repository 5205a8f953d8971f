package main

// Run replays calls; every total is followed by the current slot.
func Run(calls []string, args [][]int) []int {
	counter := &Counter{}
	results := []int{}
	for i, call := range calls {
		now := int64(args[i][0])
		if call == "add" {
			counter.Add(now, int64(args[i][1]))
			continue
		}
		results = append(results, int(counter.Total(now)), int(counter.Slot()))
	}
	return results
}
