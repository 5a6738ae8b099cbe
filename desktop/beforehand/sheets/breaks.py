"""Where words may be parted: between lines, and where letters cling together."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Any
from unicodedata import category

from beforehand.sheets.watching import telling

_AFTER = re.compile(r"[-/\\–—]+(?=[^\d\s])")
"""A line may end behind these signs, but not inside of a number."""

_THAI = re.compile("[\u0e00-\u0e7f]+")
_WIDE = re.compile(
    "[\u2e80-\u2fdf\u3000-\u312f\u3190-\ua4cf\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff9f"
    "\U00016fe0-\U00018cff\U0001b000-\U0001b2ff\U0001f300-\U0001faff\U00020000-\U0003ffff]"
)
"""Scripts without spaces, where a line may end nearly anywhere; and pictures."""

_NEVER_FIRST = frozenset(
    "々〻ー゛゜ヽヾゝゞぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ"
    "、。，．・：；？！,.:;?!…‥〜～％%℃°’”ー"
)
_NEVER_LAST = frozenset("¥￥＄$£€＃#“‘")
_JOINED = frozenset("\u2060\ufeff\u00a0\u202f")
_CLOSING, _OPENING = frozenset({"Pe", "Pf"}), frozenset({"Ps", "Pi"})
_MARKS = frozenset({"Mn", "Me", "Mc"})
_FULL_MARKS = frozenset("\u0e33\u0eb3\u200c\u200d")
_VIRAMAS = frozenset("\u094d\u09cd\u0a4d\u0acd\u0b4d\u0c4d\u0ccd\u0d4d")
_MOST_TOGETHER = 64
"""Letters and marks that are one for a reader: no language has half as many."""

_MOST_AT_ONCE = 500
"""Letters of Thai that are looked at together."""


def clusters(text: str) -> list[str]:
    """A text in what a reader takes for single letters: with their marks, joined or in pairs."""
    found: list[str] = []
    for ch in telling(text):
        if found and _clings(found[-1], ch):
            found[-1] += ch
        else:
            found.append(ch)
    return found


def chunks(text: str, size: int) -> list[str]:
    """A text in pieces of about so many letters, none of them cut through."""
    letters = text if text.isascii() else clusters(text)
    return ["".join(letters[i : i + size]) for i in range(0, len(letters), size)]


def stretches(word: str, size: int) -> Iterator[str]:
    """A word without end in parts of at most so many letters, at places where it may be parted."""
    at = 0
    while len(word) - at > size:
        here = word[at : at + size]
        *whole, _ = parts(here)
        taken = sum(map(len, whole)) or size - len(clusters(here)[-1])
        yield here[:taken]
        at += taken
    yield word[at:]


def parts(word: str) -> list[str]:
    """A word in pieces between which a line may end."""
    cuts = {match.end() for match in _AFTER.finditer(word)}
    if not word.isascii():
        cuts |= _foreign(word)
    places = [0, *sorted(cut for cut in cuts if 0 < cut < len(word)), len(word)]
    return [word[a:b] for a, b in pairwise(places)]


def _foreign(word: str) -> set[int]:
    cuts = {i + 1 for i, ch in enumerate(word) if ch == "\u200b"}
    if _WIDE.search(word):
        cuts |= set(_between_wide(word))
    for match in _THAI.finditer(word):
        for start in range(match.start(), match.end(), _MOST_AT_ONCE):
            cuts |= set(_thai(word[start : min(start + _MOST_AT_ONCE, match.end())], start))
    return cuts


def _between_wide(word: str) -> Iterator[int]:
    at = 0
    cells = clusters(word)
    for left, right in pairwise(cells):
        at += len(left)
        if (_WIDE.match(left) or _WIDE.match(right)) and _may_part(left[-1], right[0]):
            yield at


@lru_cache(maxsize=20_000)
def _may_part(left: str, right: str) -> bool:
    return not (
        right in _NEVER_FIRST
        or left in _NEVER_LAST
        or left in _JOINED
        or right in _JOINED
        or category(right) in _CLOSING
        or category(left) in _OPENING
    )


def _thai(text: str, start: int) -> Iterator[int]:
    at = start
    for chunk in _thai_parser().parse(text):
        # Never before a vowel's or a tone's sign, whatever the model thinks.
        if at > start and category(chunk[0]) not in _MARKS and chunk[0] not in _FULL_MARKS:
            yield at
        at += len(chunk)


@lru_cache(maxsize=1)
def _thai_parser() -> Any:
    import budoux

    return budoux.load_default_thai_parser()


def _clings(before: str, ch: str) -> bool:
    if "\u3400" <= ch <= "\ud7a3" or len(before) == _MOST_TOGETHER:
        return False
    last = before[-1]
    if _is_flag(ch):
        return _is_flag(last) and len(before) % 2 == 1
    if last in _VIRAMAS or (last == "\u200d" and before[-2:-1] in _VIRAMAS):
        return category(ch) in _MARKS or category(ch) == "Lo"
    return _always_clings(ch) or (last == "\u200d" and ch >= "\u2190") or _hangul(last, ch)


@lru_cache(maxsize=20_000)
def _always_clings(ch: str) -> bool:
    """A mark, a joiner, a tone of skin, or a letter of a flag's tag."""
    return (
        category(ch) in _MARKS
        or ch in _FULL_MARKS
        or "\U0001f3fb" <= ch <= "\U0001f3ff"
        or "\U000e0020" <= ch <= "\U000e007f"
    )


def _is_flag(ch: str) -> bool:
    return "\U0001f1e6" <= ch <= "\U0001f1ff"


def _hangul(last: str, ch: str) -> bool:
    """Letters of Korean that make up a syllable."""
    if "\u1160" <= ch <= "\u11a7":
        return "\u1100" <= last <= "\u11a7" or "\uac00" <= last <= "\ud7a3"
    if "\u11a8" <= ch <= "\u11ff":
        return "\u1160" <= last <= "\u11ff" or "\uac00" <= last <= "\ud7a3"
    return "\u1100" <= ch <= "\u115f" and "\u1100" <= last <= "\u115f"
