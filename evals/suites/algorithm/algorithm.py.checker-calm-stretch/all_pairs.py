def calm_stretch(readings):
    best = (0, 0)
    for start in range(len(readings)):
        for end in range(start, len(readings)):
            part = readings[start : end + 1]
            calm = all(abs(a - b) <= {{step}} for a, b in zip(part, part[1:]))
            if calm and len(part) > best[1]:
                best = (start, len(part))
    return best
