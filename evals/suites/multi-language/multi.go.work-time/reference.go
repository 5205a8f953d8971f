package main

import "strconv"

const maxDigits = {{most}}

var unitMinutes = map[byte]int{'w': 60 * {{dayHours}} * {{weekDays}}, 'd': 60 * {{dayHours}}, 'h': 60, 'm': 1}

func ParseWorkTime(text string) *int {
	total, before := 0, 0
	for at := 0; at < len(text); {
		start := at
		for at < len(text) && text[at] >= '0' && text[at] <= '9' {
			at++
		}
		digits := text[start:at]
		if digits == "" || len(digits) > maxDigits || (digits[0] == '0' && len(digits) > 1) || at == len(text) {
			return nil
		}
		size, known := unitMinutes[text[at]]
		if !known {
			return nil
		}
		at++
		number, err := strconv.Atoi(digits)
		if err != nil {
			return nil
		}
		minutes := number * size
		if before > 0 && (size >= before || minutes >= before) {
			return nil
		}
		total += minutes
		before = size
	}
	if before == 0 {
		return nil
	}
	return &total
}
