import versions

MOST = {{most}}
PARTS = {{parts}}


def is_same(pair, total, parts):
    before = getattr(versions, f"before{pair}")(total, parts)
    return before == getattr(versions, f"after{pair}")(total, parts)


def observe(total, parts):
    if not -MOST <= total <= MOST or not 1 <= parts <= PARTS:
        return "not allowed"
    return "same" if is_same({{smallest}}, total, parts) else "differ"


def differing():
    return [
        pair
        for pair in range(1, 5)
        if not all(
            is_same(pair, total, parts)
            for total in range(-MOST, MOST + 1)
            for parts in range(1, PARTS + 1)
        )
    ]
