package main

import (
	"strconv"
	"strings"
)

const (
	escape = '{{escape}}'
	mark   = '{{mark}}'
)

func UnpackRuns(text string) *string {
	var original strings.Builder
	points := []rune(text)
	for at := 0; at < len(points); at++ {
		if points[at] != escape {
			original.WriteRune(points[at])
			continue
		}
		at++
		if at < len(points) && points[at] == escape {
			original.WriteRune(escape)
			continue
		}
		start := at
		for at < len(points) && points[at] >= '0' && points[at] <= '9' {
			at++
		}
		digits := string(points[start:at])
		count, err := strconv.Atoi(digits)
		if err != nil || digits[0] == '0' || count < {{fewest}} || count > {{most}} {
			return nil
		}
		if at+1 >= len(points) || points[at] != mark {
			return nil
		}
		at++
		original.WriteString(strings.Repeat(string(points[at]), count))
	}
	result := original.String()
	return &result
}
