package main

// Run calls the candidate, with the given cells or with a comb of `teeth` teeth and as many lonely cells; of the comb's
// answer it returns the length, the first and the last two rows.
func Run(cells [][]int, teeth int) [][]int {
	if teeth == 0 {
		copied := make([][]int, len(cells))
		for i, cell := range cells {
			copied[i] = []int{cell[0], cell[1]}
		}
		regions := {{entryName}}(cells)
		for i, cell := range cells {
			if cell[0] != copied[i][0] || cell[1] != copied[i][1] {
				return [][]int{{-1}}
			}
		}
		return regions
	}
	comb := [][]int{}
	for tooth := 0; tooth < teeth; tooth++ {
		comb = append(comb, []int{4 * tooth, 0}, []int{4*tooth + 1, 0}, []int{4*tooth + 2, 0}, []int{4*tooth + 3, 0})
		for height := 1; height <= 4; height++ {
			comb = append(comb, []int{4 * tooth, height})
		}
		comb = append(comb, []int{1000000000000 - 3*tooth, -1000000000000})
	}
	regions := {{entryName}}(comb)
	last := len(regions) - 1
	if last < 2 {
		return regions
	}
	return [][]int{{len(regions)}, regions[0], regions[last-1], regions[last]}
}
