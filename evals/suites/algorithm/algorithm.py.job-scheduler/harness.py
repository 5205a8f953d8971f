"""Calls the planner, with the given jobs or with rounds of equal jobs made here."""

from solution import {{entryName}}


def run(jobs, pauses):
    if isinstance(jobs, dict):
        return summary(*rounds(**jobs))
    copy = [list(job) for job in jobs], dict(pauses)
    plan = {{entryName}}(jobs, pauses)
    return [[list(item) for item in plan], copy == ([list(job) for job in jobs], pauses)]


def rounds(count, kinds, pause, sign):
    """`count` jobs of every kind, all ready at 0; kind 0 is the most urgent one."""
    jobs = [
        [f"{kind}-{turn:05d}", f"kind{kind}", sign * (kinds - kind), 0]
        for turn in range(count)
        for kind in range(kinds)
    ]
    return jobs, {f"kind{kind}": pause for kind in range(kinds)}


def summary(jobs, pauses):
    plan = {{entryName}}(jobs, pauses)
    weighted = sum((at + 1) * item[1] for at, item in enumerate(plan))
    return [len(plan), weighted % 1_000_003, list(plan[len(plan) // 2]), list(plan[-1])]
