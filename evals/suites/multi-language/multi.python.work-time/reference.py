import re

_UNITS = {"w": 60 * {{dayHours}} * {{weekDays}}, "d": 60 * {{dayHours}}, "h": 60, "m": 1}
_PART = re.compile(r"(0|[1-9][0-9]*)([wdhm])")


def parse_work_time(text: str) -> int | None:
    total = 0
    before = None
    at = 0
    while at < len(text):
        part = _PART.match(text, at)
        if part is None or len(part[1]) > {{most}}:
            return None
        size = _UNITS[part[2]]
        minutes = int(part[1]) * size
        if before is not None and (size >= before or minutes >= before):
            return None
        total += minutes
        before = size
        at = part.end()
    return total if before is not None else None
