def numbers(upto, trace):
    for n in range(1, upto + 1):
        trace.append(f"make {n}")
        yield n
    trace.append("end")


def scaled(source, trace):
    for n in source:
        if n % 2 == 0:
            trace.append(f"skip {n}")
            continue
        yield n * {{factor}}


def run(n, x):
    late = [lambda value: value + step for step in range(n)]
    early = [lambda value, step=step: value + step for step in range(n)]

    items = [{{first}}, {{second}}, {{third}}]
    wanted = {{{first}}, {{second}}}
    lazy = (item + x for item in items if item in wanted)
    items = [{{third}}, {{third}}]
    wanted = {{{second}}, {{third}}}

    source = iter(range(n + 3))
    pairs = list(zip(source, "ab"))
    left = list(source)

    trace = []
    stream = scaled(numbers(n + 2, trace), trace)
    total = 0
    for value in stream:
        total += value
        if total > {{factor}}:
            break
    trace.append("break")
    return {
        "late": [add(x) for add in late],
        "early": [add(x) for add in early],
        "lazy": list(lazy),
        "pairs": pairs,
        "left": left,
        "trace": trace,
        "total": total,
    }
