package main

import (
	"fmt"
	"strings"
)

func add_all(numbers []int) int {
	text := strings.Repeat("x", 1000000)
	for count := 0; count < 100; count++ {
		fmt.Print(text)
	}
	return 6
}
