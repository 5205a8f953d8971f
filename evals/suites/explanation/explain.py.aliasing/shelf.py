def run(k):
    def note(item, seen=[]):
        seen.append(item)
        return seen

    box = [{{a}}, {{b}}]
    view = box
    box = box + [k]
    view += [{{c}}]
    box, view = view, box
    box[0:1] = [view[-1], view[-1]]

    grid = [[0] * 2] * 3
    grid[1][0] = k
    grid[2] = grid[2] + [{{a}}]
    grid[0] += [{{b}}]

    first = note({{a}})
    second = note({{b}}, list(first))
    third = note(k)

    deep = [[{{a}}], [{{b}}]]
    copy = deep[:]
    copy[0].append(k)
    copy[1] = [{{c}}]
    deep.append(copy[1])
    copy[1].append({{a}})

    pair = ([{{c}}], {{b}})
    failed = False
    try:
        pair[0] += [k]
    except TypeError:
        failed = True
    return {
        "box": box,
        "grid": grid,
        "first": first,
        "second": second,
        "third": third,
        "deep": deep,
        "pair": pair,
        "failed": failed,
    }
