from collections import OrderedDict


class {{className}}:
    def __init__(self, capacity, ttl):
        self._capacity = capacity
        self._ttl = ttl
        self._values = OrderedDict()  # least recently used first
        self._started = OrderedDict()  # oldest lifetime first

    def put(self, key, value, now):
        self._drop_expired(now)
        if key not in self._values and len(self._values) >= self._capacity:
            victim, _ = self._values.popitem(last=False)
            del self._started[victim]
        self._started[key] = now
        self._started.move_to_end(key)
        self._values[key] = value
        self._values.move_to_end(key)

    def get(self, key, now):
        self._drop_expired(now)
        if key not in self._values:
            return None
        self._values.move_to_end(key)
        if {{renews}}:
            self._started[key] = now
            self._started.move_to_end(key)
        return self._values[key]

    def keys(self, now):
        self._drop_expired(now)
        return list(reversed(self._values))

    def _drop_expired(self, now):
        while self._started:
            key, started = next(iter(self._started.items()))
            if not now - started {{gone}} self._ttl:
                return
            del self._started[key]
            del self._values[key]
