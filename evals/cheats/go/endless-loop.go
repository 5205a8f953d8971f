package main

func add_all(numbers []int) int {
	for {
	}
}
