import re

_PIECE = re.compile(r"([^{{classed}}])|({{quoted}}){{quoted}}|{{quoted}}([1-9][0-9]*){{quotedMark}}(.)", re.DOTALL)


def unpack_runs(text: str) -> str | None:
    pieces = []
    at = 0
    while at < len(text):
        piece = _PIECE.match(text, at)
        if piece is None:
            return None
        plain, escaped, count, character = piece.groups()
        if count is None:
            pieces.append(plain or escaped)
        elif len(count) <= 3 and {{fewest}} <= int(count) <= {{most}}:
            pieces.append(character * int(count))
        else:
            return None
        at = piece.end()
    return "".join(pieces)
