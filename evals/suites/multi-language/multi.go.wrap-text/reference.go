package main

import "strings"

const (
	mark  = "{{mark}}"
	least = {{least}}
)

func WrapText(text string, width int) []string {
	lines := []string{}
	line := []rune{}
	for _, part := range strings.Split(text, " ") {
		word := []rune(part)
		if len(word) == 0 {
			continue
		}
		if len(line) > 0 && len(line)+1+len(word) <= width {
			line = append(append(line, ' '), word...)
			continue
		}
		if len(line) > 0 {
			lines = append(lines, string(line))
		}
		for len(word) > width {
			end := min(width-1, len(word)-least)
			lines = append(lines, string(word[:end])+mark)
			word = word[end:]
		}
		line = append([]rune{}, word...)
	}
	if len(line) > 0 {
		lines = append(lines, string(line))
	}
	return lines
}
