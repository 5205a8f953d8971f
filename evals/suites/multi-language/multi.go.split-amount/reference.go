package main

import "sort"

const (
	step = {{step}}
	// order is 1 when the first goes before the others, -1 when it is the last.
	order = {{order}}
)

func SplitAmount(amount int, weights []int) []int {
	total := 0
	for _, weight := range weights {
		if weight < 0 {
			panic("negative weight")
		}
		total += weight
	}
	if total == 0 || amount%step != 0 {
		panic("this amount cannot be split by these weights")
	}
	sign, coins := 1, amount/step
	if coins < 0 {
		sign, coins = -1, -coins
	}
	shares, lost, byLoss := make([]int, len(weights)), make([]int, len(weights)), make([]int, len(weights))
	left := coins
	for at, weight := range weights {
		shares[at], lost[at], byLoss[at] = coins*weight/total, coins*weight%total, at
		left -= shares[at]
	}
	sort.Slice(byLoss, func(i, j int) bool {
		one, other := byLoss[i], byLoss[j]
		if lost[one] != lost[other] {
			return lost[one] > lost[other]
		}
		return order*(one-other) < 0
	})
	for _, at := range byLoss[:left] {
		shares[at]++
	}
	for at := range shares {
		shares[at] *= sign * step
	}
	return shares
}
