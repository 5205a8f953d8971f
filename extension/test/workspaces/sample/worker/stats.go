// Package worker runs background jobs and keeps statistics about them.
package worker

import (
	"fmt"
	"io"
	"net/http"
	"sync"
)

// Stats counts finished jobs by name. It is safe for concurrent use.
type Stats struct {
	mu     sync.Mutex
	counts map[string]int
}

// NewStats returns empty statistics.
func NewStats() *Stats {
	return &Stats{counts: make(map[string]int)}
}

// Record counts one finished job.
func (s *Stats) Record(job string) {
	s.counts[job]++
}

// Count returns how many jobs of that name have finished.
func (s *Stats) Count(job string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.counts[job]
}

// FetchJob downloads the definition of a job.
func FetchJob(client *http.Client, url string) ([]byte, error) {
	response, err := client.Get(url)
	if err != nil {
		return nil, fmt.Errorf("fetch job: %w", err)
	}
	if response.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("fetch job: %s", response.Status)
	}
	return io.ReadAll(response.Body)
}

// Progress returns how much of the work is done, in percent from 0 to 100.
func Progress(done, total int) int {
	if total == 0 {
		return 100
	}
	return done / total * 100
}
