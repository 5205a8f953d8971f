package main

import "sort"

var steps = [][2]int{{{steps}}}

func {{entryName}}(cells [][]int) [][]int {
	left := [][2]int{}
	known := map[[2]int]bool{}
	for _, cell := range cells {
		at := [2]int{cell[0], cell[1]}
		if !known[at] {
			known[at] = true
			left = append(left, at)
		}
	}
	regions := [][]int{}
	for len(left) > 0 {
		region := [][2]int{left[0]}
		left = left[1:]
		home := region[0]
		for next := 0; next < len(region); next++ {
			if before(region[next], home) {
				home = region[next]
			}
			rest := [][2]int{}
			for _, cell := range left {
				if touches(region[next], cell) {
					region = append(region, cell)
				} else {
					rest = append(rest, cell)
				}
			}
			left = rest
		}
		regions = append(regions, []int{len(region), home[0], home[1]})
	}
	sort.Slice(regions, func(i, j int) bool {
		if regions[i][0] != regions[j][0] {
			return regions[i][0] > regions[j][0]
		}
		return before([2]int{regions[i][1], regions[i][2]}, [2]int{regions[j][1], regions[j][2]})
	})
	return regions
}

func touches(a, b [2]int) bool {
	for _, step := range steps {
		if a[0]+step[0] == b[0] && a[1]+step[1] == b[1] {
			return true
		}
	}
	return false
}

func before(a, b [2]int) bool {
	return a[{{major}}] < b[{{major}}] || a[{{major}}] == b[{{major}}] && a[{{minor}}] < b[{{minor}}]
}
