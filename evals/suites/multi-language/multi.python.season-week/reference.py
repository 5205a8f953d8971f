import re

_MONTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_LEAST = {{least}}
# Days from Monday to the first day of a week.
_FIRST = {{offset}}


def season_week(date: str) -> str | None:
    match = re.fullmatch(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", date)
    if match is None:
        return None
    year, month, day = map(int, match.groups())
    if not 1601 <= year <= 2399 or not 1 <= month <= 12:
        return None
    if not 1 <= day <= _MONTHS[month - 1] + (month == 2 and _is_leap(year)):
        return None
    number = _new_year(year) + sum(_MONTHS[: month - 1]) + (month > 2 and _is_leap(year)) + day - 1
    in_week = (number - _FIRST) % 7
    # The last of the days that decide to which year the week belongs.
    pivot = number - in_week + 7 - _LEAST
    owner = year + (pivot >= _new_year(year + 1)) - (pivot < _new_year(year))
    week = (pivot - _new_year(owner)) // 7 + 1
    return f"{owner:04}-W{week:02}-{in_week + 1}"


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _new_year(year: int) -> int:
    """Days from 0001-01-01, a Monday, to the year's first day."""
    past = year - 1
    return past * 365 + past // 4 - past // 100 + past // 400
