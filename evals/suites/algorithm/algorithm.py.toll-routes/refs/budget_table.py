from collections import defaultdict
from heapq import heappop, heappush


def {{entryName}}(roads, start, goal, budget):
    """Dijkstra over pairs of place and money spent."""
    exits = defaultdict(list)
    for road in roads:
        ends = [(road[0], road[1])]
        if {{twoWay}}:
            ends.append((road[1], road[0]))
        for source, target in ends:
            exits[source].append((target, road[2], road[3]))
    best = {(start, 0): (0, 0)}
    heap = [(0, 0, start, 0)]
    while heap:
        minutes, used, place, spent = heappop(heap)
        if best[place, spent] < (minutes, used):
            continue
        for target, more, price in exits[place]:
            state = (target, spent + price)
            offer = (minutes + more, used + 1)
            if state[1] <= budget and (state not in best or offer < best[state]):
                best[state] = offer
                heappush(heap, (*offer, *state))
    arrivals = [[m, spent, used] for (place, spent), (m, used) in best.items() if place == goal]
    return min(arrivals, key=lambda trip: {{tripKey}}, default=None)
