package main

import "strings"

const (
	signs = "{{symbols}}"
	base  = {{base}}
)

func ReadNumeral(text string) *int {
	value := 0
	for at := len(signs) - 1; at >= 0; at-- {
		sign := signs[at : at+1]
		most, digit := base-2, 0
		if at == len(signs)-1 {
			most = base - 1
		} else if strings.HasPrefix(text, signs[at:at+1]+signs[at+1:at+2]) {
			digit = base - 1
			text = text[2:]
			most = 0
		}
		for ; most > 0 && strings.HasPrefix(text, sign); most-- {
			digit++
			text = text[1:]
		}
		value = value*base + digit
	}
	if text != "" || value == 0 {
		return nil
	}
	return &value
}
