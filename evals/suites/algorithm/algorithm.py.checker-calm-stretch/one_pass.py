def calm_stretch(readings):
    best = (0, 0)
    start = 0
    for at, reading in enumerate(readings):
        if at > 0 and abs(reading - readings[at - 1]) > {{step}}:
            start = at
        length = at - start + 1
        if length > best[1]:
            best = (start, length)
    return best
