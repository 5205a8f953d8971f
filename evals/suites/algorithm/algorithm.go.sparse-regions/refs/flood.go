package main

import "sort"

var steps = [][2]int{{{steps}}}

func {{entryName}}(cells [][]int) [][]int {
	marked := make(map[[2]int]int, len(cells))
	for _, cell := range cells {
		marked[[2]int{cell[0], cell[1]}]++
	}
	regions := [][]int{}
	seen := make(map[[2]int]bool, len(marked))
	for start := range marked {
		if seen[start] {
			continue
		}
		seen[start] = true
		open := [][2]int{start}
		home, size := start, 0
		for len(open) > 0 {
			cell := open[len(open)-1]
			open = open[:len(open)-1]
			size++
			if before(cell, home) {
				home = cell
			}
			for _, step := range steps {
				next := [2]int{cell[0] + step[0], cell[1] + step[1]}
				if marked[next] > 0 && !seen[next] {
					seen[next] = true
					open = append(open, next)
				}
			}
		}
		regions = append(regions, []int{size, home[0], home[1]})
	}
	sort.Slice(regions, func(i, j int) bool {
		if regions[i][0] != regions[j][0] {
			return regions[i][0] > regions[j][0]
		}
		return before([2]int{regions[i][1], regions[i][2]}, [2]int{regions[j][1], regions[j][2]})
	})
	return regions
}

func before(a, b [2]int) bool {
	a, b = [2]int{a[{{major}}], a[{{minor}}]}, [2]int{b[{{major}}], b[{{minor}}]}
	return a[0] < b[0] || a[0] == b[0] && a[1] < b[1]
}
