package main

import (
	"regexp"
	"sort"
	"strconv"
	"strings"
)

var duration = regexp.MustCompile(`^([0-9]{1,9})(ms|s)$`)

func LatencyReport(lines []string) map[string][]float64 {
	durations := map[string][]int{}
	for _, line := range lines {
		at := strings.LastIndex(line, "{{mark}}")
		if at < 1 {
			continue
		}
		match := duration.FindStringSubmatch(line[at+1:])
		if match == nil {
			continue
		}
		value, err := strconv.Atoi(match[1])
		if err != nil {
			continue
		}
		if match[2] == "s" {
			value *= 1000
		}
		durations[line[:at]] = append(durations[line[:at]], value)
	}
	report := map[string][]float64{}
	for name, values := range durations {
		if len(values) >= {{fewest}} {
			report[name] = summary(values)
		}
	}
	return report
}

func summary(values []int) []float64 {
	sort.Ints(values)
	count, total := len(values), 0
	for _, value := range values {
		total += value
	}
	median := float64(values[(count-1)/2]+values[count/2]) / 2
	nearest := values[({{rank}}*count+99)/100-1]
	return []float64{median, float64(nearest), float64(total) / float64(count)}
}
