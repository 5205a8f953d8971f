import steps


def observe(kind, what):
    steps.log.clear()
    try:
        result = steps.run(kind)
    except Exception as error:
        result = type(error).__name__
    return result if what == "result" else list(steps.log)
