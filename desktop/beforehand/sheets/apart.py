"""A record's words amid the sheet's own: what runs from right to left does not turn the others."""

from collections.abc import Iterable, Sequence

from beforehand.domain.lenses import spoken
from beforehand.sheets.bidi import base_of, has_rtl
from beforehand.sheets.bidi_rules import ISOLATES

_BEGIN, _TURNED, _END = "\u2068", "\u2067", "\u2069"
"""Words from the first to the last run as their first letter does; the second turns them anyway."""

_BEGINNINGS = ISOLATES[:-1]


def apart(text: str) -> str:
    """Words that stand beside others in one text, as if they stood alone."""
    return f"{_BEGIN}{_closed(text)}{_END}" if has_rtl(text) else text


def joined(mark: str, parts: Iterable[str]) -> str:
    """The parts that say anything, in a row; it runs from right to left if each of them does."""
    said = [part for part in parts if part.strip()]
    row = mark.join(map(apart, said))
    return f"{_TURNED}{row}{_END}" if len(said) > 1 and all(map(_turned, said)) else row


def named(names: Sequence[str]) -> str:
    """Names as one says them."""
    return spoken([apart(name) for name in names])


def closed(text: str) -> str:
    """A text of which the end was cut off, with the ends of what began before."""
    return text + _END * max(0, sum(map(text.count, _BEGINNINGS)) - text.count(_END))


def _turned(text: str) -> bool:
    return text.startswith(_TURNED) or base_of(text) == 1


def _closed(text: str) -> str:
    """A text whose own isolates end in it, each one; else it has none."""
    depth = 0
    for ch in text:
        depth += (ch in _BEGINNINGS) - (ch == _END)
        if depth < 0:
            break
    return text if depth == 0 else text.translate(dict.fromkeys(map(ord, ISOLATES)))
