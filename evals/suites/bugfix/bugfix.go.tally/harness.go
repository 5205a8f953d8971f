package main

import (
	"runtime"
	"sync"
	"sync/atomic"
	"time"
)

const patience = 5 * time.Millisecond

func plus(sum, value int) int { return sum + value }

var stuck = false

// Observe plays one situation and returns what can be seen afterwards. After a deadlock nothing more is played.
func Observe(situation string, numbers []int) []int {
	if stuck {
		return []int{-1}
	}
	seen := make(chan []int, 1)
	go func() { seen <- play(situation, numbers) }()
	select {
	case list := <-seen:
		return list
	case <-time.After(400 * time.Millisecond):
		stuck = true
		return []int{-1}
	}
}

func play(situation string, n []int) []int {
	switch situation {
	case "add":
		tally := NewTally(plus)
		for _, value := range n {
			tally.Add("k0", value)
		}
		return []int{tally.Sum("k0"), tally.Sum("k1")}
	case "below":
		tally := NewTally(plus)
		list := []int{}
		for _, value := range []int{n[0], n[2], 1} {
			list = append(list, yes(tally.AddBelow("k0", value, n[1])), tally.Sum("k0"))
		}
		return list
	case "drain":
		tally := NewTally(plus)
		for at, value := range n {
			tally.Add(key(at%2), value)
		}
		return append(drained(tally, func() {}), tally.Sum("k0"), tally.Sum("k1"))
	case "apart":
		return repeat(n[2], func() []int { return apart(n[0], n[1]) })
	case "pair":
		return repeat(n[2], func() []int { return pair(n[0], n[1], (*Tally).Add) })
	case "pair below":
		return repeat(n[2], func() []int {
			var put atomic.Int64
			sum := pair(n[0], n[1], func(tally *Tally, key string, value int) {
				put.Add(int64(yes(tally.AddBelow(key, value, 1000))))
			})
			return append([]int{int(put.Load()) - 1}, sum...)
		})
	case "limit":
		return repeat(n[2], func() []int { return limit(n[0], n[1]) })
	case "storm":
		return storm(n[0], n[1], n[2])
	case "limit storm":
		return limitStorm(n[0], n[1], n[2])
	}
	return draining(situation, n)
}

// pair adds one value while the merge of another one is under way, if the tally lets it.
func pair(first, second int, add func(*Tally, string, int)) []int {
	inside, done := make(chan bool), make(chan bool)
	var calls atomic.Int64
	tally := NewTally(func(sum, value int) int {
		if calls.Add(1) == 1 {
			close(inside)
			wait(done)
		}
		return sum + value
	})
	go func() {
		<-inside
		add(tally, "k0", second)
		close(done)
	}()
	add(tally, "k0", first)
	<-done
	return []int{tally.Sum("k0")}
}

// limit does the same with a limit that the first value reaches.
func limit(first, second int) []int {
	var put atomic.Int64
	sum := pair(first, second, func(tally *Tally, key string, value int) {
		put.Add(int64(yes(tally.AddBelow(key, value, 1))))
	})
	return append([]int{int(put.Load())}, sum...)
}

func storm(workers, value, times int) []int {
	tally := NewTally(func(sum, value int) int {
		runtime.Gosched()
		return sum + value
	})
	together(workers, func(int) {
		for at := 0; at < times; at++ {
			tally.Add("k0", value)
		}
	})
	return []int{tally.Sum("k0")}
}

func limitStorm(workers, value, limit int) []int {
	var put atomic.Int64
	tally := NewTally(func(sum, value int) int {
		time.Sleep(patience)
		return sum + value
	})
	together(workers, func(int) {
		put.Add(int64(yes(tally.AddBelow("k0", value, limit))))
	})
	return []int{int(put.Load()), tally.Sum("k0")}
}

// apart lets every worker add to a key of its own.
func apart(workers, value int) []int {
	tally := NewTally(plus)
	together(workers, func(worker int) {
		tally.Add(key(worker), worker*10+value+10)
		if worker == 0 {
			tally.AddBelow("other", value, 1)
		}
	})
	return []int{tally.Sum("other"), tally.Sum(key(workers - 1))}
}

// draining returns what was visited, or all of it together with what is left when something is added on the way.
func draining(situation string, n []int) []int {
	tally := NewTally(plus)
	tally.Add("k0", n[0])
	tally.Add("k1", n[1])
	if situation == "visitor reads" {
		return drained(tally, func() { tally.Sum("k9") })
	}
	total, added := 0, false
	tally.Drain(func(name string, sum int) {
		total += sum
		if added {
			return
		}
		added = true
		if situation == "visitor adds" {
			tally.Add("k2", n[2])
			return
		}
		done := make(chan bool)
		go func() {
			tally.Add("k1", n[2])
			close(done)
		}()
		<-done
	})
	return []int{total + tally.Sum("k1") + tally.Sum("k2")}
}

func drained(tally *Tally, during func()) []int {
	list := []int{}
	tally.Drain(func(name string, sum int) {
		list = append(list, int(name[1]-'0'), sum)
		during()
	})
	return list
}

func together(workers int, work func(worker int)) {
	var group sync.WaitGroup
	start := make(chan bool)
	for worker := 0; worker < workers; worker++ {
		group.Add(1)
		go func() {
			defer group.Done()
			<-start
			work(worker)
		}()
	}
	close(start)
	group.Wait()
}

func wait(done chan bool) {
	select {
	case <-done:
	case <-time.After(patience):
	}
}

func repeat(rounds int, play func() []int) []int {
	list := []int{}
	for at := 0; at < rounds; at++ {
		list = append(list, play()...)
	}
	return list
}

func key(at int) string { return "k" + string(rune('0'+at)) }

func yes(value bool) int {
	if value {
		return 1
	}
	return 0
}
