STEP = {{step}}
# 1: the first goes before the others, -1: the last.
ORDER = {{order}}


def split_amount(amount: int, weights: list[int]) -> list[int]:
    total = sum(weights)
    if amount % STEP != 0 or total == 0 or any(weight < 0 for weight in weights):
        raise ValueError("this amount cannot be split by these weights")
    sign = -1 if amount < 0 else 1
    coins = abs(amount) // STEP
    shares, lost = map(list, zip(*(divmod(coins * weight, total) for weight in weights)))
    by_loss = sorted(range(len(weights)), key=lambda at: (-lost[at], ORDER * at))
    for at in by_loss[: coins - sum(shares)]:
        shares[at] += 1
    return [sign * STEP * share for share in shares]
