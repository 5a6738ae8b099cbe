"""Words that Hebrew and Arabic write in one with the name after them: and, in, as, to, the."""

from collections.abc import Iterator
from itertools import product

from beforehand.domain.names import plain

ARTICLE = "ال"
"""The Arabic article, which a name may have or not."""

_MOST = 4
"""Letters that are tried before a name; points on them are not counted."""

_HEBREW = "ובכלמשה"
_AND, _TO, _THE = ("", "و", "ف"), ("", "ب", "ك", "ل"), ("", ARTICLE)


def prefixes(word: str) -> Iterator[int]:
    """After how many letters of a word a name may begin: at once, or after such words."""
    yield 0
    if word.isascii() or (plain(word)[:1] or " ") not in _FIRST:
        return
    for at in range(1, len(word) - 1):
        before = plain(word[:at])
        if len(before) > _MOST:
            return
        if before in _ARABIC or (before and set(before) <= _HEBREW_LETTERS):
            yield at


_HEBREW_LETTERS = frozenset(_HEBREW)
_ARABIC = frozenset(
    ["".join(each) for each in product(_AND, _TO, _THE)] + [f"{each}لل" for each in _AND]
) - {""}
_FIRST = _HEBREW_LETTERS | {each[0] for each in _ARABIC}
