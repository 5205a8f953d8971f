import re
from collections import defaultdict
from statistics import fmean, median

_DURATION = re.compile(r"([0-9]{1,9})(ms|s)")


def latency_report(lines: list[str]) -> dict[str, list[float]]:
    durations = defaultdict(list)
    for line in lines:
        name, _, duration = line.rpartition("{{mark}}")
        match = _DURATION.fullmatch(duration)
        if name and match:
            durations[name].append(int(match[1]) * (1 if match[2] == "ms" else 1000))
    return {
        name: _summary(sorted(values))
        for name, values in durations.items()
        if len(values) >= {{fewest}}
    }


def _summary(values: list[int]) -> list[float]:
    rank = -(-{{rank}} * len(values) // 100)
    return [median(values), values[rank - 1], fmean(values)]
