package main

func Part(k int, name string) []int {
	return State(k)[name]
}
