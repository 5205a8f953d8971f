"""Replays a list of calls on a fresh cache and returns what each one gave."""

from solution import {{className}}


def run(capacity, ttl, calls):
    cache = {{className}}(capacity, ttl)
    return [perform(cache, *call) for call in calls]


def perform(cache, name, *args):
    if name == "put":
        return cache.put(*args)
    if name == "get":
        return cache.get(*args)
    if name == "keys":
        return cache.keys(*args)
    return stream(cache, *args)


def stream(cache, count, lag, start):
    """Puts `count` keys in a row and reads each again when `lag` newer ones are there."""
    total = 0
    for number in range(count):
        now = start + number
        cache.put(f"k{number}", number, now)
        if number >= lag:
            total += cache.get(f"k{number - lag}", now)
    return [total, len(cache.keys(start + count))]
