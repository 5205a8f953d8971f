STEP = {{step}}


def check(candidate):
    # Anchors: what comes out can be read off the input.
    assert candidate([]) == (0, 0)
    assert candidate([7]) == (0, 1)
    assert candidate([-4]) == (0, 1)
    assert candidate([1, 1, 1]) == (0, 3)
    assert candidate([0, STEP]) == (0, 2)
    assert candidate([0, STEP + 1]) == (0, 1)
    assert candidate([STEP, 0, -STEP]) == (0, 3)
    assert candidate([STEP + 1, 0, -STEP - 1]) == (0, 1)

    # Rising and falling alike, and the first of equals.
    stairs = [STEP * at for at in range(5)]
    assert candidate(stairs + [1000] + stairs) == (0, 5)
    assert candidate(stairs[::-1] + [1000] + stairs) == (0, 5)
    assert candidate([1000] + stairs) == (1, 5)
    assert candidate([1000] + stairs[::-1] + [-1000, -1000]) == (1, 5)
    assert candidate([0, 0, 1000, 1000, 1000, 0, 0]) == (2, 3)

    # A list is looked at and not changed.
    given = [3, 3, 90, 90]
    assert candidate(given) == (0, 2)

    # Lengths of 1, 2, …, 99, each far away from the next.
    blocks = [1000 * (size % 2) + at % (STEP + 1) for size in range(1, 100) for at in range(size)]
    assert candidate(blocks) == (98 * 99 // 2, 99)

    # A very long calm one behind a jump; the types are those the signature names.
    large = [10**9] + [at % 2 for at in range(50_000)]
    result = candidate(large)
    assert result == (1, 50_000)
    assert type(result) is tuple and type(result[0]) is int
    assert candidate([at * STEP for at in range(60_000)]) == (0, 60_000)
