import threading


class SeatPool:
    def __init__(self, store, names):
        self._store = store
        self._turn = threading.Condition()
        self._claimed = set()

    def free(self, name):
        return self._store.read(name)

    def reserve(self, name, seats):
        return self._change(name, -seats)

    def release(self, name, seats):
        return self._change(name, seats)

    def swap(self, old, new, seats):
        taken = self.reserve(new, seats)
        if taken is not None:
            self.release(old, seats)
        return taken is not None

    def _change(self, name, by):
        with self._turn:
            self._turn.wait_for(lambda: name not in self._claimed)
            self._claimed.add(name)
        try:
            after = self._store.read(name) + by
            if after < 0:
                return None
            self._store.write(name, after)
            return after
        finally:
            with self._turn:
                self._claimed.discard(name)
                self._turn.notify_all()
