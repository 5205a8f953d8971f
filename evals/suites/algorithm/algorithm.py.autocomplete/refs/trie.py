class Node:
    __slots__ = ("children", "best")

    def __init__(self):
        self.children = {}
        self.best = []


class {{className}}:
    def __init__(self, k):
        self.k = k
        self.root = Node()
        self.weights = {}
        self.recorded = {}
        self.clock = 0

    def record(self, term, weight):
        self.clock += 1
        self.recorded[term] = self.clock
        self.weights[term] = self.weights.get(term, 0) + weight
        key = {{rank}}
        node = self.root
        self._place(node, key, term)
        for letter in term:
            node = node.children.setdefault(letter, Node())
            self._place(node, key, term)

    def _place(self, node, key, term):
        best = [item for item in node.best if item[1] != term]
        at = len(best)
        while at > 0 and best[at - 1][0] > key:
            at -= 1
        best.insert(at, (key, term))
        node.best = best[: self.k]

    def suggest(self, prefix):
        node = self.root
        for letter in prefix:
            node = node.children.get(letter)
            if node is None:
                return []
        return [term for _, term in node.best]
