from itertools import pairwise


def calm_stretch(readings: list[int]) -> tuple[int, int]:
    if not readings:
        return 0, 0
    jumps = [at for at, (a, b) in enumerate(pairwise(readings), start=1) if not -{{step}} <= b - a <= {{step}}]
    edges = [0, *jumps, len(readings)]
    longest = max(b - a for a, b in pairwise(edges))
    return next((a, longest) for a, b in pairwise(edges) if b - a == longest)
