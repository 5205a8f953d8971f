import heapq


def {{entryName}}(roads, start, goal, budget):
    leaving = {}
    for a, b, minutes, toll in roads:
        leaving.setdefault(a, []).append((b, minutes, toll))
        if {{twoWay}}:
            leaving.setdefault(b, []).append((a, minutes, toll))
    cheapest = {}
    queue = [(0, 0, 0, start)]
    while queue:
        {{unpack}} = heapq.heappop(queue)
        # Whatever came out before was no slower: only a cheaper way can still be of use.
        if toll >= cheapest.get(place, budget + 1):
            continue
        cheapest[place] = toll
        if place == goal:
            return [minutes, toll, used]
        for neighbour, more, price in leaving.get(place, ()):
            total = toll + price
            if total > budget:
                continue
            time, count, spent, target = minutes + more, used + 1, total, neighbour
            key = {{key}}
            heapq.heappush(queue, key)
    return None
