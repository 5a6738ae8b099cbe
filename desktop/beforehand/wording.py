"""How dates, times and counts are said, on the screen, on paper and in the terminal."""

from datetime import date, datetime

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_SHORT = 3
"""Letters of a month where room is short."""


def day(when: date, *, weekday: bool = False, year: bool = True, short: bool = False) -> str:
    """A date in words: `Thursday 19 November 2026`, or in `short` `19 Nov 2026`."""
    parts = [_DAYS[when.weekday()]] if weekday else []
    month = _MONTHS[when.month - 1]
    parts += [str(when.day), month[:_SHORT] if short else month]
    return " ".join([*parts, str(when.year)] if year else parts)


def clock(when: datetime) -> str:
    """The time of day where the person is: `14:00`."""
    return f"{when.astimezone():%H:%M}"


def moment(when: datetime | None) -> str:
    """A day and a time in full: `Thursday 19 November 2026, 14:00`; no time yet says so."""
    if when is None:
        return "no date yet"
    return f"{day(when.astimezone().date(), weekday=True)}, {clock(when)}"


def soon(when: datetime | None, now: datetime) -> str:
    """How one says it when it is near: `today 14:00`, `Thursday 14:00`, `in 12 days`."""
    if when is None:
        return "no date yet"
    days = (when.astimezone().date() - now.astimezone().date()).days
    near = {-1: "yesterday", 0: "today", 1: "tomorrow"}
    if days in near:
        return f"{near[days]} {clock(when)}"
    if 1 < days < 7:
        return f"{_DAYS[when.astimezone().weekday()]} {clock(when)}"
    return distance(days)


def distance(days: int) -> str:
    """A number of days from today: `in 5 days`, `3 weeks ago`, `a year ago`."""
    if days == 0:
        return "today"
    size, word = _largest(abs(days))
    length = f"{size} {word}s" if size > 1 else f"a {word}"
    return f"in {length}" if days > 0 else f"{length} ago"


def length(minutes: int) -> str:
    """How long a conversation takes: `45 min`, `1 h 30 min`."""
    hours, rest = divmod(minutes, 60)
    parts = [f"{hours} h"] * bool(hours) + [f"{rest} min"] * bool(rest or not hours)
    return " ".join(parts)


def count(number: int, one: str, many: str = "") -> str:
    """A number with its noun: `1 question`, `3 questions`, `1,204 notes`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def _largest(days: int) -> tuple[int, str]:
    for size, word, least in ((365, "year", 350), (30, "month", 60), (7, "week", 14)):
        if days >= least:
            return max(1, round(days / size)), word
    return days, "day"
