class {{className}}:
    def __init__(self, k):
        self.k = k
        self.weights = {}
        self.recorded = {}
        self.calls = 0
        self.leaders = {}

    def record(self, term, weight):
        self.calls += 1
        self.recorded[term] = self.calls
        self.weights[term] = self.weights.get(term, 0) + weight
        # A term only ever rises, so a prefix's leaders change by this term alone.
        for end in range(len(term) + 1):
            leaders = self.leaders.setdefault(term[:end], [])
            if term not in leaders:
                leaders.append(term)
            leaders.sort(key=self._rank)
            del leaders[self.k :]

    def suggest(self, prefix):
        return list(self.leaders.get(prefix, ()))

    def _rank(self, term):
        return {{rank}}
