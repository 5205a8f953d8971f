MARK = "{{mark}}"
LEAST = {{least}}


def wrap_text(text: str, width: int) -> list[str]:
    lines: list[str] = []
    line = ""
    for word in filter(None, text.split(" ")):
        if line and len(line) + 1 + len(word) <= width:
            line += " " + word
            continue
        if line:
            lines.append(line)
        while len(word) > width:
            end = min(width - 1, len(word) - LEAST)
            lines.append(word[:end] + MARK)
            word = word[end:]
        line = word
    if line:
        lines.append(line)
    return lines
