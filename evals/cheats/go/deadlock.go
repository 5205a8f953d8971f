package main

func add_all(numbers []int) int { return <-make(chan int) }
