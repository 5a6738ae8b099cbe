"""Words in bits: which font draws which letters of them, and where lines may end in between."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from beforehand.sheets.breaks import chunks, clusters, parts, stretches
from beforehand.sheets.fallback import PICTURES, owner_of
from beforehand.sheets.fonts import Shaped, Typeface, typeface
from beforehand.sheets.look import Face
from beforehand.sheets.watching import OFTEN, letters_set

LONG = 60
"""Letters of a word beyond which it is measured in pieces."""

_CHUNK = 24
"""Letters of such a piece."""

_SIGNS = frozenset("()[]?!,.:;")
"""Signs that go with the letters beside them; quotation marks go with the sentence."""

_AT_ONCE = 5_000
"""Letters that are looked at together, of a paragraph without spaces."""


class Bit(NamedTuple):
    """Letters of a word in one font; a line may end before them if `free`."""

    shaped: Shaped
    font: Typeface
    free: bool
    framed: str = ""


def _bits(word: str, face: Face, rtl: bool) -> tuple[Bit, ...]:
    """A word by the fonts that have its letters, and where lines may end."""
    found: list[Bit] = []
    for part in parts(word):
        bits = _part_bits(part, face, rtl)
        found += bits if found else (bits[0]._replace(free=False), *bits[1:])
    return tuple(found)


_word_bits = lru_cache(maxsize=20_000)(_bits)
_paragraph_bits = lru_cache(maxsize=32)(_bits)


def bits_of(word: str, face: Face, rtl: bool) -> Iterable[Bit]:
    """The same, remembered: words come again, and a sheet is laid out until it fits."""
    return _word_bits(word, face, rtl) if len(word) < LONG else _in_turn(word, face, rtl)


def _in_turn(word: str, face: Face, rtl: bool) -> Iterator[Bit]:
    """The bits of a long word, found when they are asked for."""
    for number, stretch in enumerate(stretches(word, _AT_ONCE)):
        first, *more = _paragraph_bits(stretch, face, rtl)
        letters_set(min(len(stretch), OFTEN))
        yield first._replace(free=number > 0)
        yield from more


@lru_cache(maxsize=20_000)
def _part_bits(part: str, face: Face, rtl: bool) -> tuple[Bit, ...]:
    """A part of a word, before which a line may end."""
    found: list[Bit] = []
    for text, font in _runs(part, face, rtl):
        if font:
            pieces = chunks(text, _CHUNK) if len(text) >= LONG else [text]
            free = [not found, *(True for _ in pieces[1:])]
            shaped = (font.shaped(piece, rtl=rtl) for piece in pieces)
            found += [Bit(each, font, may) for each, may in zip(shaped, free, strict=True)]
        else:
            code, body = f"{ord(text):04X}", typeface(Face.BODY)
            may = not found or bool(found[-1].framed)
            found.append(Bit(body.together(text, code), body, may, text))
    return tuple(found)


def _runs(text: str, face: Face, rtl: bool) -> Iterator[tuple[str, Typeface | None]]:
    """A text by the font that has its letters; those that no font has come one by one."""
    own = typeface(face)
    if own.covers(text):
        yield text, own
        return
    owned = list(_owned(text, face))
    owned = _with_letters(owned, None if rtl else _SIGNS)
    for font, group in groupby(owned, key=lambda pair: pair[1]):
        if font:
            yield "".join(letters for letters, _ in group), font
        else:
            yield from group


def _with_letters(
    owned: Sequence[tuple[str, Typeface | None]], only: Collection[str] | None
) -> list[tuple[str, Typeface | None]]:
    """Signs beside foreign letters go into their font: a slanted bracket suits no upright word.

    From right to left all of them do, to be written in one go.
    """
    foreign = [font for _, font in owned if font and not font.own and font.name not in PICTURES]
    if not foreign:
        return list(owned)
    ((font, _),) = Counter(foreign).most_common(1)

    def goes(letters: str, own: Typeface | None) -> bool:
        beside = own is not None and own.own and (only is None or letters in only)
        return beside and font.covers(letters)

    return [(letters, font if goes(letters, own) else own) for letters, own in owned]


def _owned(text: str, face: Face) -> Iterator[tuple[str, Typeface | None]]:
    """Letters that belong together, with their font; one by one if no font has them all."""
    for cluster in clusters(text):
        font = owner_of(cluster, face)
        if font or len(cluster) == 1:
            yield cluster, font
        else:
            yield from ((ch, owner_of(ch, face)) for ch in cluster)
