import heapq


class {{className}}:
    """Lifetimes in a heap whose outdated items are skipped; recency in the order of a plain dict."""

    def __init__(self, capacity, ttl):
        self.capacity, self.ttl = capacity, ttl
        self.entries = {}
        self.ends = []
        self.ticket = 0

    def _start(self, key, value, now):
        self.ticket += 1
        self.entries.pop(key, None)
        self.entries[key] = (value, self.ticket)
        heapq.heappush(self.ends, (now + self.ttl, self.ticket, key))

    def _sweep(self, now):
        while self.ends and now {{gone}} self.ends[0][0]:
            _, ticket, key = heapq.heappop(self.ends)
            if key in self.entries and self.entries[key][1] == ticket:
                del self.entries[key]

    def put(self, key, value, now):
        self._sweep(now)
        if key not in self.entries and len(self.entries) == self.capacity:
            del self.entries[next(iter(self.entries))]
        self._start(key, value, now)

    def get(self, key, now):
        self._sweep(now)
        if key not in self.entries:
            return None
        entry = self.entries.pop(key)
        self.entries[key] = entry
        if {{renews}}:
            self._start(key, entry[0], now)
        return entry[0]

    def keys(self, now):
        self._sweep(now)
        return list(self.entries)[::-1]
