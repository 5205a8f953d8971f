def {{entryName}}(roads, start, goal, budget):
    exits = {}
    for a, b, minutes, toll in roads:
        exits.setdefault(a, []).append((b, minutes, toll))
        if {{twoWay}}:
            exits.setdefault(b, []).append((a, minutes, toll))
    best = None
    stack = [(start, 0, 0, 0, frozenset([start]))]
    while stack:
        place, minutes, spent, used, seen = stack.pop()
        if place == goal:
            trip = [minutes, spent, used]
            if best is None or {{tripKey}} < (lambda trip: {{tripKey}})(best):
                best = trip
            continue
        for target, more, price in exits.get(place, ()):
            if target not in seen and spent + price <= budget:
                stack.append((target, minutes + more, spent + price, used + 1, seen | {target}))
    return best
