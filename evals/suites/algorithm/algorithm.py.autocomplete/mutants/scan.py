class {{className}}:
    def __init__(self, k):
        self.k = k
        self.weights = {}
        self.recorded = {}
        self.calls = 0

    def record(self, term, weight):
        self.weights[term] = self.weights.get(term, 0) + weight
        self.calls += 1
        self.recorded[term] = self.calls

    def suggest(self, prefix):
        matching = [term for term in self.weights if term.startswith(prefix)]
        matching.sort(key=self._rank)
        return matching[: self.k]

    def _rank(self, term):
        return {{rank}}
