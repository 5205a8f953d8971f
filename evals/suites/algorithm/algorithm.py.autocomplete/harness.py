"""Replays a list of calls on a fresh index; one result for each `suggest`."""

from solution import {{className}}


def run(k, calls):
    index = {{className}}(k)
    results = []
    for name, *args in calls:
        if name == "record":
            index.record(*args)
        elif name == "suggest":
            results.append(index.suggest(*args))
        else:
            results.append(grow(index, *args))
    return results


def grow(index, count):
    """Records ever heavier numbers as terms and asks for the best of their first digit after each."""
    total = 0
    for number in range(1, count + 1):
        term = f"{number:05d}"
        index.record(term, number)
        total += int(index.suggest(term[:2])[0])
    return [total, index.suggest("")]
