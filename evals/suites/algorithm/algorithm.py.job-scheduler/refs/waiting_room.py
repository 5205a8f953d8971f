from heapq import heapify, heappop, heappush


def {{entryName}}(jobs, pauses):
    """One heap of kinds that may start (by their best job) and one of everything that happens later."""
    later = [(ready, 0, index) for index, (_, _, _, ready) in enumerate(jobs)]
    heapify(later)
    rooms = {}
    resting = set()
    front = []
    plan = []
    now = 0
    while later or front:
        if not front and later[0][0] > now:
            now = later[0][0]
        while later and later[0][0] <= now:
            _, what, item = heappop(later)
            if what == 0:
                name, kind, priority, ready = jobs[item]
                room = rooms.setdefault(kind, [])
                entry = ({{rank}}priority, {{tieRank}}, name)
                heappush(room, entry)
                if kind not in resting and room[0] is entry:
                    heappush(front, (entry, kind))
            else:
                resting.discard(item)
                if rooms[item]:
                    heappush(front, (rooms[item][0], item))
        while front:
            entry, kind = heappop(front)
            if kind in resting or not rooms[kind] or rooms[kind][0] is not entry:
                continue
            heappop(rooms[kind])
            plan.append([entry[-1], now])
            resting.add(kind)
            heappush(later, (now + pauses.get(kind, 1), 1, kind))
            now += 1
            break
    return plan
