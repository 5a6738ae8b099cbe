"""Words of a text that may be the name of somebody who has no entry: a person has to look.

Told by their capitals alone, so a name written small is not found; in scripts that have no capitals
nothing is, and `must_be_read` says so. Nothing is claimed of what is found: it may be a place, a
product, or in German any noun.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from beforehand.domain.names import TITLES, plain, splitter
from beforehand.domain.value import value

_JOINT = re.compile("\\s{1,3}|[-‐‑–'’]")
_AFTER_SHORT = re.compile("\\.\\s{0,2}")
"""What may stand between a title or an initial and the rest of a name."""

_SHORT = 2
_ENDS = frozenset(".!?:;…\n")
_SMALL = """
van von der den de del della di da dos du la le el al bin ibn ben ter ten zu zum zur af av vom
"""
_PARTICLES = frozenset(_SMALL.split())
_MOST_PARTICLES = 3
_CALENDAR = """
monday tuesday wednesday thursday friday saturday sunday
january february march july september october november december
"""
_NO_NAMES = frozenset(("i", *_CALENDAR.split()))
_LETTERS_OF_AN_ABBREVIATION = 4
_GEORGIAN = ("\u10d0", "\u10ff")
"""Has capitals in its code points, and nobody writes them."""


@value
class Perhaps:
    """From where to where in the text, and whether only its sentence may give it its capital."""

    start: int
    end: int
    first: bool = False


def perhaps_names(text: str, taken: Iterable[tuple[int, int]] = ()) -> Iterator[Perhaps]:
    """Runs of words with capitals, but for places that are known.

    Of words that stand alone those with figures are left out, and abbreviations, weekdays, months.
    """
    parts = splitter(text).split(text)
    starts = [0, *accumulate(map(len, parts))]
    known = _within(starts, taken)
    at = 1
    while at < len(parts):
        run = _run_at(parts, known, at)
        if run and (len(run) > 1 or _may_stand_alone(parts[at])):
            end = starts[run[-1]] + len(parts[run[-1]])
            first = len(run) == 1 and _begins(parts, at)
            yield Perhaps(start=starts[at], end=end, first=first)
        at = (run[-1] if run else at) + 2


def must_be_read(text: str) -> bool:
    """Whether there are letters of a script that has no capitals, or writes none."""
    return not text.isascii() and any(map(_has_no_capital, text))


def _within(starts: Sequence[int], taken: Iterable[tuple[int, int]]) -> frozenset[int]:
    """The words that lie in places that are known."""
    spans = list(taken)
    words = range(1, len(starts) - 1, 2) if spans else ()
    return frozenset(
        at
        for at in words
        if any(start < starts[at + 1] and starts[at] < end for start, end in spans)
    )


def _run_at(parts: Sequence[str], known: frozenset[int], at: int) -> list[int]:
    """The words in a row that may be one name, particles between them included."""
    run = list[int]()
    step: int | None = at
    while step is not None and step not in known and _has_capital(parts[step]):
        run += range(run[-1] + 2 if run else at, step + 2, 2)
        step = _next(parts, step)
    return run


def _next(parts: Sequence[str], at: int) -> int | None:
    """The next word that may go on with a name; what is small may only lie between."""
    for further in range(at + 2, min(len(parts), at + 2 * _MOST_PARTICLES + 4), 2):
        joint, before = parts[further - 1], parts[further - 2]
        short = len(before) <= _SHORT or plain(before) in TITLES
        if not (_JOINT.fullmatch(joint) or (short and _AFTER_SHORT.fullmatch(joint))):
            return None
        if parts[further] not in _PARTICLES:
            return further
    return None


def _begins(parts: Sequence[str], at: int) -> bool:
    """Whether a word begins its sentence; the point of a short word may be of that word alone."""
    if at == 1:
        return True
    ends = _ENDS.intersection(parts[at - 1])
    return bool(ends) and not (ends == {"."} and len(parts[at - 2]) <= _SHORT)


def _may_stand_alone(word: str) -> bool:
    if len(word) < _SHORT or any(ch.isdigit() for ch in word):
        return False
    abbreviated = word.isupper() and len(word) <= _LETTERS_OF_AN_ABBREVIATION
    return not abbreviated and plain(word) not in _NO_NAMES | TITLES


def _has_capital(word: str) -> bool:
    first = next((ch for ch in word if ch.isalpha()), "")
    return first.isupper() or first.istitle()


def _has_no_capital(ch: str) -> bool:
    return _GEORGIAN[0] <= ch <= _GEORGIAN[1] or unicodedata.category(ch) == "Lo"
