def decode(text):
    parts = []
    current = ""
    depth = 0
    at = 0
    while at < len(text):
        char = text[at]
        if char == "{{escape}}":
            count = int(text[at + 1], {{base}})
            if count == 0:
                raise ValueError("nothing to repeat")
            current += text[at + 2] * count
            at += 3
            continue
        if char == "(":
            depth += 1
            if depth == 3 and not current:
                parts.append("deep")
        elif char == ")":
            if depth == 0:
                raise ValueError("nothing is open")
            depth -= 1
        elif char == "," and depth == 0:
            parts.append(current)
            current = ""
        else:
            current += char
        at += 1
    if depth > 0 and "deep" in parts:
        raise ValueError("still open")
    parts.append(current)
    return parts
