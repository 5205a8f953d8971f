import heapq


def {{entryName}}(jobs, pauses):
    coming = sorted(jobs, key=lambda job: job[3])
    waiting = {job[1]: [] for job in jobs}
    free = {kind: 0 for kind in waiting}
    plan = []
    now = 0
    arrived = 0
    while len(plan) < len(coming):
        while arrived < len(coming) and coming[arrived][3] <= now:
            job = coming[arrived]
            heapq.heappush(waiting[job[1]], (rank(job), job[0], job[1]))
            arrived += 1
        ready = [kind for kind in waiting if waiting[kind] and free[kind] <= now]
        if not ready:
            moments = [free[kind] for kind in waiting if waiting[kind]]
            if arrived < len(coming):
                moments.append(coming[arrived][3])
            now = min(moments)
            continue
        best = min(ready, key=lambda kind: waiting[kind][0])
        _, name, kind = heapq.heappop(waiting[best])
        plan.append([name, now])
        free[kind] = now + pauses.get(kind, 1)
        now += 1
    return plan


def rank(job):
    name, _, priority, ready = job
    return ({{rank}}priority, {{tieRank}}, name)
