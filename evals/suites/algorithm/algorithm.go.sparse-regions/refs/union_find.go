package main

import (
	"cmp"
	"slices"
)

type point struct{ x, y int }

func byHome(a, b point) int {
	one, two := [2]int{a.x, a.y}, [2]int{b.x, b.y}
	return cmp.Or(cmp.Compare(one[{{major}}], two[{{major}}]), cmp.Compare(one[{{minor}}], two[{{minor}}]))
}

// {{entryName}} numbers the cells in the order of homes, so that the smallest number of a region is its home.
func {{entryName}}(cells [][]int) [][]int {
	points := make([]point, 0, len(cells))
	for _, cell := range cells {
		points = append(points, point{cell[0], cell[1]})
	}
	slices.SortFunc(points, byHome)
	points = slices.Compact(points)
	number := make(map[point]int, len(points))
	parent := make([]int, len(points))
	for i, p := range points {
		number[p], parent[i] = i, i
	}
	find := func(i int) int {
		for parent[i] != i {
			parent[i] = parent[parent[i]]
			i = parent[i]
		}
		return i
	}
	for i, p := range points {
		for _, step := range [][2]int{{{steps}}} {
			if j, ok := number[point{p.x + step[0], p.y + step[1]}]; ok {
				a, b := find(i), find(j)
				parent[max(a, b)] = min(a, b)
			}
		}
	}
	size := make([]int, len(points))
	homes := []int{}
	for i := range points {
		size[find(i)]++
		if find(i) == i {
			homes = append(homes, i)
		}
	}
	slices.SortStableFunc(homes, func(a, b int) int { return size[b] - size[a] })
	result := make([][]int, len(homes))
	for i, home := range homes {
		result[i] = []int{size[home], points[home].x, points[home].y}
	}
	return result
}
