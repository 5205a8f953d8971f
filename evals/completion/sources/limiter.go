// Package limiter holds back callers that ask too often, one token bucket for each of them.
package limiter

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"
)

// ErrTooMany says that a caller has to come back later.
var ErrTooMany = errors.New("too many requests")

// Clock tells the time; tests move it by hand.
type Clock interface {
	Now() time.Time
}

// Rate is how many tokens a bucket gains and how many it can hold.
type Rate struct {
	PerSecond float64
	Burst     int
}

type bucket struct {
	tokens   float64
	lastSeen time.Time
}

// Limiter keeps the buckets of all callers.
type Limiter struct {
	mu      sync.Mutex
	clock   Clock
	rate    Rate
	buckets map[string]*bucket
}

// New returns a limiter without any callers.
func New(rate Rate, clock Clock) (*Limiter, error) {
	if rate.PerSecond <= 0 {
		return nil, fmt.Errorf("rate %v: must be positive", rate.PerSecond)
	}
	if rate.Burst < 1 {
		return nil, fmt.Errorf("burst %d: must be at least one", rate.Burst)
	}
	return &Limiter{
		clock:   clock,
		rate:    rate,
		buckets: make(map[string]*bucket),
	}, nil
}

// Allow takes one token of the caller, or says how long to wait for it.
func (l *Limiter) Allow(caller string) (time.Duration, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := l.clock.Now()
	b := l.bucketOf(caller, now)
	l.refill(b, now)
	if b.tokens < 1 {
		missing := 1 - b.tokens
		wait := time.Duration(missing / l.rate.PerSecond * float64(time.Second))
		return wait, ErrTooMany
	}
	b.tokens--
	return 0, nil
}

// Wait blocks until the caller has a token or the context ends.
func (l *Limiter) Wait(ctx context.Context, caller string) error {
	for {
		wait, err := l.Allow(caller)
		if err == nil {
			return nil
		}
		timer := time.NewTimer(wait)
		select {
		case <-ctx.Done():
			timer.Stop()
			return ctx.Err()
		case <-timer.C:
		}
	}
}

// Forget drops callers that were not seen for a while and returns how many.
func (l *Limiter) Forget(idle time.Duration) int {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := l.clock.Now()
	dropped := 0
	for caller, b := range l.buckets {
		if now.Sub(b.lastSeen) > idle {
			delete(l.buckets, caller)
			dropped++
		}
	}
	return dropped
}

// Len returns the number of callers that are remembered.
func (l *Limiter) Len() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return len(l.buckets)
}

func (l *Limiter) bucketOf(caller string, now time.Time) *bucket {
	b, ok := l.buckets[caller]
	if !ok {
		b = &bucket{tokens: float64(l.rate.Burst), lastSeen: now}
		l.buckets[caller] = b
	}
	return b
}

func (l *Limiter) refill(b *bucket, now time.Time) {
	elapsed := now.Sub(b.lastSeen).Seconds()
	b.tokens += elapsed * l.rate.PerSecond
	if most := float64(l.rate.Burst); b.tokens > most {
		b.tokens = most
	}
	b.lastSeen = now
}
