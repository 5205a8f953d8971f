package main

import "fmt"

type tracer struct{ log []string }

func (t *tracer) say(format string, args ...any) {
	t.log = append(t.log, fmt.Sprintf(format, args...))
}

func (t *tracer) step(value int) (result int) {
	defer func() {
		result += {{extra}}
		t.say("leave with %d", result)
	}()
	defer t.say("value was %d", value)
	value *= 2
	for i := 0; i < 2; i++ {
		defer func() { t.say("loop %d, value %d", i, value) }()
	}
	if value > {{limit}} {
		defer func() {
			if reason := recover(); reason != nil {
				t.say("recovered %v", reason)
				result = -1
			}
		}()
		value++
		panic("too large")
	}
	return value
}

func Trace(value int) []string {
	t := &tracer{}
	t.say("got %d", t.step(value))
	return t.log
}

func Nested() (text string) {
	defer func() {
		text = text + "{{two}} " + fmt.Sprint(recover())
	}()
	defer func() {
		text = "{{one}} "
		panic("{{two}}")
	}()
	panic("{{one}}")
}
