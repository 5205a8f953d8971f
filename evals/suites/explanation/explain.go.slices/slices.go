package main

func change(s []int, k int) {
	s[0] = -1
	s = append(s, k)
	s[1] = -2
}

func State(k int) map[string][]int {
	base := make([]int, 3, 6)
	for i := range base {
		base[i] = k + i
	}
	left := append(base, {{a}})
	right := append(base, {{b}})
	capped := append(base[:2:2], {{c}})
	capped[0] = 0
	window := append(base[1:], 10*k)
	change(window, {{b}})

	var seen []int
	array := [3]int{{{a}}, {{b}}, {{c}}}
	for _, value := range array {
		array[2] = k
		seen = append(seen, value)
	}
	list := []int{{{a}}, {{b}}, {{c}}}
	for _, value := range list {
		list[2] = k
		seen = append(seen, value)
		if len(list) < 5 {
			list = append(list, value)
		}
	}
	return map[string][]int{
		"base": base, "left": left, "right": right, "capped": capped, "window": window, "seen": seen,
		"sizes": {len(window), cap(window), len(base), cap(base[:2:2]), len(list)},
	}
}
