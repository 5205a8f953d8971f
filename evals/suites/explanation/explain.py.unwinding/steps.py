log = []


class Guard:
    def __init__(self, name, swallows):
        self.name = name
        self.swallows = swallows

    def __enter__(self):
        log.append(f"enter {self.name}")
        return self

    def __exit__(self, kind, error, trace):
        log.append(f"exit {self.name} {kind.__name__ if kind else 'ok'}")
        return kind is not None and issubclass(kind, self.swallows)


def work(kind):
    if kind == "key":
        return {}["none"]
    if kind == "type":
        return "1" + 1
    if kind == "zero":
        return 1 // 0
    log.append("worked")
    return kind


def run(kind):
    with Guard("{{outer}}", ArithmeticError):
        try:
            with Guard("{{inner}}", {{swallowed}}):
                result = work(kind)
                log.append("inner done")
        except LookupError:
            log.append("lookup")
            return "looked up"
        else:
            log.append("else")
            if kind == "early":
                return "early"
        finally:
            log.append("finally")
            if kind == "early":
                return "late"
        log.append("after")
        return f"{kind} {result}"
    log.append("outside")
    return "end"
