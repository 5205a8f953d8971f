from heapq import heapify, heappop, heappush


def build_order(needs: dict[str, list[str]]) -> list[str] | None:
    missing = {name: set(needs.get(name, ())) for name in needs}
    for mentioned in needs.values():
        for name in mentioned:
            missing.setdefault(name, set())
    needed_by = {name: [] for name in missing}
    for name, names in missing.items():
        for need in names:
            needed_by[need].append(name)
    ready = [_key(name) for name, names in missing.items() if not names]
    heapify(ready)
    order = []
    while ready:
        _, built = heappop(ready)
        order.append(built)
        for name in needed_by[built]:
            missing[name].discard(built)
            if not missing[name]:
                heappush(ready, _key(name))
    return order if len(order) == len(missing) else None


def _key(name: str) -> tuple[int, str]:
    return {{sign}} * len(name), name
