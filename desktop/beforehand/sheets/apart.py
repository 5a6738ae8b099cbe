"""A record's words amid the sheet's own: what runs from right to left does not turn the others."""

from collections.abc import Iterable, Sequence

from beforehand.domain.lenses import spoken
from beforehand.sheets.bidi import has_rtl
from beforehand.sheets.bidi_rules import ISOLATES

_BEGIN, _END = "\u2068", "\u2069"
"""Words between these run as their first letter does; neither is ever drawn."""

_BEGINNINGS = ISOLATES[:-1]


def apart(text: str) -> str:
    """Words that stand beside others in one text, as if they stood alone."""
    return f"{_BEGIN}{_closed(text)}{_END}" if has_rtl(text) else text


def joined(mark: str, parts: Iterable[str]) -> str:
    """The parts that say anything, in a row."""
    return mark.join(apart(part) for part in parts if part.strip())


def named(names: Sequence[str]) -> str:
    """Names as one says them."""
    return spoken([apart(name) for name in names])


def closed(text: str) -> str:
    """A text of which the end was cut off, with the ends of what began before."""
    return text + _END * max(0, sum(map(text.count, _BEGINNINGS)) - text.count(_END))


def _closed(text: str) -> str:
    """A text whose own isolates end in it, each one; else it has none."""
    depth = 0
    for ch in text:
        depth += (ch in _BEGINNINGS) - (ch == _END)
        if depth < 0:
            break
    return text if depth == 0 else text.translate(dict.fromkeys(map(ord, ISOLATES)))
