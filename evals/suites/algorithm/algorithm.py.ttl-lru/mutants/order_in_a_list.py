class {{className}}:
    def __init__(self, capacity, ttl):
        self.capacity = capacity
        self.ttl = ttl
        self.data = {}
        self.order = []

    def _purge(self, now):
        expired = [key for key in self.order if now - self.data[key][1] {{gone}} self.ttl]
        for key in expired:
            self.order.remove(key)
            del self.data[key]

    def put(self, key, value, now):
        self._purge(now)
        if key in self.data:
            self.order.remove(key)
        elif len(self.order) >= self.capacity:
            del self.data[self.order.pop(0)]
        self.order.append(key)
        self.data[key] = (value, now)

    def get(self, key, now):
        self._purge(now)
        if key not in self.data:
            return None
        self.order.remove(key)
        self.order.append(key)
        value, started = self.data[key]
        if {{renews}}:
            self.data[key] = (value, now)
        return value

    def keys(self, now):
        self._purge(now)
        return self.order[::-1]
