"""Which font draws which letters, where the look's own cuts have none."""

import re
from collections.abc import Iterator
from functools import lru_cache
from unicodedata import category, normalize

from beforehand.sheets.fonts import Typeface, typeface
from beforehand.sheets.look import Face

_EMOJI, _SYMBOLS = "NotoEmoji-Regular", "NotoSansSymbols2-Regular"
_HAN, _HANGUL = "NotoSansSC-Regular", "NotoSansKR-Regular"
_ARABIC, _HEBREW = "NotoSansArabic-Regular", "NotoSansHebrew-Regular"
_LATIN = "NotoSans-Regular"
_DEVANAGARI, _THAI = "NotoSansDevanagari-Regular", "NotoSansThai-Regular"

_SCRIPTS = (
    (0x0080, 0x052F, (_LATIN,)),
    (0x0590, 0x05FF, (_HEBREW,)),
    (0x0600, 0x08FF, (_ARABIC,)),
    (0x0900, 0x097F, (_DEVANAGARI,)),
    (0x0E00, 0x0E7F, (_THAI,)),
    (0x1100, 0x11FF, (_HANGUL,)),
    (0x1CD0, 0x1CFF, (_DEVANAGARI,)),
    (0x1C80, 0x1C8F, (_LATIN,)),
    (0x1D00, 0x1FFF, (_LATIN,)),
    (0x2000, 0x2BFF, (_SYMBOLS, _LATIN, _EMOJI, _HAN, _HANGUL)),
    (0x2C60, 0x2C7F, (_LATIN,)),
    (0x2E80, 0x312F, (_HAN, _HANGUL)),
    (0x3130, 0x318F, (_HANGUL, _HAN)),
    (0x3190, 0xA4CF, (_HAN, _HANGUL)),
    (0xA8E0, 0xA8FF, (_DEVANAGARI,)),
    (0xA960, 0xA97F, (_HANGUL,)),
    (0xAC00, 0xD7FF, (_HANGUL, _HAN)),
    (0xF900, 0xFAFF, (_HAN, _HANGUL)),
    (0xFB1D, 0xFB4F, (_HEBREW,)),
    (0xFB50, 0xFDFF, (_ARABIC,)),
    (0xFE30, 0xFE4F, (_HAN, _HANGUL)),
    (0xFE70, 0xFEFE, (_ARABIC,)),
    (0xFF00, 0xFFEF, (_HAN, _HANGUL)),
    (0x1F000, 0x1FBFF, (_EMOJI, _SYMBOLS)),
    (0x20000, 0x3FFFF, (_HAN, _HANGUL)),
)
PICTURES = frozenset({_EMOJI, _SYMBOLS})
"""Fonts of pictures, which are never drawn bolder."""

_ELSEWHERE = (_LATIN, _SYMBOLS, _DEVANAGARI, _HEBREW, _ARABIC, _THAI, _EMOJI)

_PICTURE = re.compile(
    "[\ufe0f\u20e3\U0001f1e6-\U0001f1ff\U0001f3fb-\U0001f3ff]|.\u200d[\u2190-\U0001faff]"
)
_HIDDEN = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e0fff"
)
"""What has no shape of its own: joiners, marks of direction, choices between shapes."""

_UNSEEN, _SEEN = re.compile(f"[{_HIDDEN}]"), re.compile(rf"[^\s{_HIDDEN}]")


def seen(text: str) -> bool:
    """Whether a text has a character that shows."""
    return _SEEN.search(text) is not None


@lru_cache(maxsize=20_000)
def owner_of(cluster: str, face: Face) -> Typeface | None:
    """The font that draws letters which belong together; none if no shipped font can."""
    seen = _UNSEEN.sub("", cluster)
    apart = normalize("NFD", seen)
    # A letter without a glyph of its own is put together from its parts, if those have some.
    return next(
        (font for font in _candidates(cluster, face) if font.covers(seen) or font.covers(apart)),
        None,
    )


def _candidates(cluster: str, face: Face) -> Iterator[Typeface]:
    if _PICTURE.search(cluster):
        yield typeface(_EMOJI)
    yield typeface(face)
    yield typeface(Face.BODY)
    code = ord(cluster[0])
    if category(cluster[0]) == "Co":
        return
    found = next((names for first, last, names in _SCRIPTS if first <= code <= last), _ELSEWHERE)
    for name in found:
        yield typeface(name)
