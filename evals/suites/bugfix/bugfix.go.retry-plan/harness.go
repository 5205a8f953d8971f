package main

// Observe asks for many tries, one method and one row of numbers each; the first method says what is asked.
func Observe(methods []string, rows [][]int) []int {
	answers := []int{}
	for at, row := range rows {
		method := methods[at+1]
		switch methods[0] {
		case "idempotent":
			answers = append(answers, number(Idempotent(method)))
		case "transient":
			answers = append(answers, number(Transient(method, row[0])))
		case "constants":
			answers = append(answers, MaxTries, BaseMs, BudgetMs)
		default:
			answers = append(answers, Plan(Try{
				Number: row[0], Method: method, Status: row[1], RetryAfterMs: row[2], ElapsedMs: row[3],
			}))
		}
	}
	return answers
}

func number(yes bool) int {
	if yes {
		return 1
	}
	return 0
}
