SIGNS = "{{symbols}}"
BASE = {{base}}


def read_numeral(text: str) -> int | None:
    worth = [BASE ** SIGNS.index(sign) if sign in SIGNS else None for sign in text]
    if not worth or None in worth:
        return None
    value = 0
    for this, following in zip(worth, worth[1:] + [0]):
        value += -this if this < following else this
    return value if 0 < value < BASE ** len(SIGNS) and _written(value) == text else None


def _written(value: int) -> str:
    text = ""
    for at, sign in enumerate(SIGNS):
        value, digit = divmod(value, BASE)
        is_exception = digit == BASE - 1 and at + 1 < len(SIGNS)
        text = (sign + SIGNS[at + 1] if is_exception else sign * digit) + text
    return text
