package main

import (
	"fmt"
	"regexp"
	"strconv"
)

const (
	least = {{least}}
	// first is the number of days from Monday to the first day of a week.
	first = {{offset}}
)

var (
	months = []int{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}
	form   = regexp.MustCompile(`^([0-9]{4})-([0-9]{2})-([0-9]{2})$`)
)

func SeasonWeek(date string) *string {
	match := form.FindStringSubmatch(date)
	if match == nil {
		return nil
	}
	year, month, day := number(match[1]), number(match[2]), number(match[3])
	if year < 1601 || year > 2399 || month < 1 || month > 12 || day < 1 || day > daysIn(year, month) {
		return nil
	}
	count := newYear(year) + day - 1
	for before := 1; before < month; before++ {
		count += daysIn(year, before)
	}
	inWeek := (count + 7 - first) % 7
	pivot := count - inWeek + 7 - least
	owner := year
	if pivot < newYear(year) {
		owner--
	} else if pivot >= newYear(year+1) {
		owner++
	}
	week := fmt.Sprintf("%04d-W%02d-%d", owner, (pivot-newYear(owner))/7+1, inWeek+1)
	return &week
}

func number(digits string) int {
	value, _ := strconv.Atoi(digits)
	return value
}

func daysIn(year, month int) int {
	if month == 2 && year%4 == 0 && (year%100 != 0 || year%400 == 0) {
		return 29
	}
	return months[month-1]
}

// newYear counts the days from 0001-01-01, a Monday, to the year's first day.
func newYear(year int) int {
	past := year - 1
	return past*365 + past/4 - past/100 + past/400
}
