package main

const (
	// MaxTries is how often a request is sent at most, the first time included.
	MaxTries = {{most}}
	// BaseMs is the wait before the second try; it doubles before each further one.
	BaseMs = {{base}}00
	// BudgetMs is the time that all tries and waits together stay below.
	BudgetMs = {{budget}}
)

// Try says how the last try of a request ended.
type Try struct {
	// Number counts from 1.
	Number int
	Method string
	// Status is 0 when the connection broke before there was an answer.
	Status int
	// RetryAfterMs is the wait that the server asked for, -1 when it asked for none.
	RetryAfterMs int
	// ElapsedMs is the time since the first try began.
	ElapsedMs int
}

// Idempotent tells whether a request may be sent twice without harm: GET, HEAD, PUT and DELETE may.
func Idempotent(method string) bool {
	return method == "GET" || method == "HEAD" || method == "PUT" || method == "DELETE"
}

// Transient tells whether the same request may be answered another time: after 429 and 503 always, since the server
// has not begun with it; after 500, 502, 504 and a broken connection only when it is idempotent. All other answers are
// final.
func Transient(method string, status int) bool {
	if status == 429 || {{statusCode}} {
		return true
	}
	unsure := status == 0 || status == 500 || status == 502 || status == 504
	return unsure && {{methodCode}}
}

// Plan returns how many milliseconds to wait before the next try, or -1 when there shall be none: the answer is final,
// MaxTries is reached, or the wait would bring the time since the first try to BudgetMs or beyond. A wait that the
// server asked for, 0 included, takes the place of our own.
func Plan(try Try) int {
	if !Transient(try.Method, try.Status) || try.Number >= MaxTries {
		return -1
	}
	wait := BaseMs << (try.Number - 1)
	if {{headerCode}} {
		wait = try.RetryAfterMs
	}
	if {{budgetCode}} {
		return -1
	}
	return wait
}
