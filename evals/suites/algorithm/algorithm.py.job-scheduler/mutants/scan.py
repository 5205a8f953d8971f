def {{entryName}}(jobs, pauses):
    remaining = [tuple(job) for job in jobs]
    free = {}
    plan = []
    now = 0
    while remaining:
        able = [job for job in remaining if job[3] <= now and free.get(job[1], 0) <= now]
        if not able:
            now = min(max(job[3], free.get(job[1], 0)) for job in remaining)
            continue
        best = min(able, key=rank)
        remaining.remove(best)
        plan.append([best[0], now])
        free[best[1]] = now + pauses.get(best[1], 1)
        now += 1
    return plan


def rank(job):
    name, _, priority, ready = job
    return ({{rank}}priority, {{tieRank}}, name)
