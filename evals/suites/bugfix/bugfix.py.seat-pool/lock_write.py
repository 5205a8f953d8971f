"""Counts free seats. Everything may be called from several threads at once."""

import threading


class SeatPool:
    def __init__(self, store, names):
        self._store = store
        self._locks = {name: threading.Lock() for name in names}

    def free(self, name):
        """The number of free seats."""
        return self._store.read(name)

    def reserve(self, name, seats):
        """Takes seats and returns how many are free afterwards; None, and nothing is taken, if there are too few."""
        free = self._store.read(name)
        if free < seats:
            return None
        with self._locks[name]:
            self._store.write(name, free - seats)
        return free - seats

    def release(self, name, seats):
        """Gives seats back and returns how many are free afterwards."""
        free = self._store.read(name) + seats
        with self._locks[name]:
            self._store.write(name, free)
        return free

    def swap(self, old, new, seats):
        """Changes a booking: takes seats of `new`, then gives back those of `old`. False if `new` has too few."""
        if self.reserve(new, seats) is None:
            return False
        self.release(old, seats)
        return True
