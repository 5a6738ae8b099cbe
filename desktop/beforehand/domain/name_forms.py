"""In which forms a word of a name stands in a text: inflected, glued to others, with a prefix.

What is looked for is `free` or `bound`. A free one is found with whatever short ending follows it,
written small, and within another word; a bound one only whole or with a known ending. Ordinary
words that happen to begin so are none. Who reads it decides what a form is worth: a sheet takes
all, and where somebody is erased all but the plain ones are left to a person.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from beforehand.domain.endings import BENDS, ENDINGS, SHORT_BENDS, is_caseless, may_end_caseless
from beforehand.domain.names import COMMON, LITTLE, TITLES, plain
from beforehand.domain.ordinary import ORDINARY
from beforehand.domain.proclitics import ARTICLE, prefixes

_LONGEST = 4
"""Letters that may follow a free word and are its ending, in whatever language."""

_SHORT, _LONG = 4, 6
"""From how many letters on a name is hardly another word, and from how many it never is."""

_TWICE = re.compile(
    "(?<=[^\\W\\d_])(?=\\d)|(?<=\\d)(?=[^\\W\\d_])|(?<=[a-zß-öø-ÿа-яα-ω])(?=[A-ZÀ-ÖØ-ÞА-ЯΑ-Ω])"
    "|(?<=[A-ZÀ-ÖØ-Þ])(?=[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ])"
)
"""Where a word goes on as another one: at a figure, at a capital."""

_SPELT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "æ": "ae"})
"""How letters are written where a keyboard has none of them."""


class Form(NamedTuple):
    """A word of a name, plain, from so many letters of a text's word on; with or without ending."""

    ahead: int
    word: str
    exact: bool


class NameForms:
    """The forms of some words of names, each told by the word that it is of."""

    def __init__(self, free: Iterable[str], bound: Iterable[str] = ()) -> None:
        words = list(free)
        self._known = {plain(word): plain(word) for word in bound}
        self._free = {plain(word) for word in words}
        for word in words:
            for spelling in _spellings(word):
                if spelling not in self._free or spelling == plain(word):
                    self._known[spelling] = plain(word)
        self._free |= {each for each, word in self._known.items() if word in self._free}
        self._stems = {
            stem: word
            for each, word in self._known.items()
            if each not in LITTLE | TITLES
            for stem in _stems(each)
        }
        self._begins = {each[:2] for each in (*self._known, *self._stems)}
        self._within = _any_of(each for each in self._free if len(each) > 1)
        self._initials = frozenset(each[:1] for each in self._free)
        self._read: dict[str, tuple[Form, ...]] = {}
        self._cut: dict[str, tuple[str, ...]] = {}

    @property
    def beginnings(self) -> Iterator[tuple[str, str]]:
        """Each spelling of a word: the word that it is of, and what all its forms begin with."""
        for spelling, word in self._known.items():
            bent = [stem for stem in _stems(spelling) if stem in self._stems]
            yield word, _alike([spelling, *bent])

    @staticmethod
    def readings(word: str) -> Iterator[str]:
        """All that a word could be looked for as, its endings aside."""
        for chunk in {word, *_TWICE.split(word)}:
            yield from (plain(chunk[ahead:]) for ahead in prefixes(chunk))

    def split(self, parts: Sequence[str]) -> list[str]:
        """A text that is parted at its words, parted within words at names as well."""
        cut = {word for word in {*parts[1::2]} if len(self.pieces(word)) > 1}
        if not cut:
            return [*parts]
        split = list[str]()
        for part in parts:
            pieces = self.pieces(part) if part in cut else (part,)
            if len(pieces) == 1:
                split.append(part)
            else:
                split += (each for piece in pieces for each in (piece, ""))
                split.pop()
        return split

    def forms(self, word: str) -> tuple[Form, ...]:
        """What a word may be a form of, the likeliest first."""
        known = self._read.get(word)
        if known is None:
            known = self._read[word] = tuple(self._forms(word))
        return known

    def may_be_small(self, word: str) -> bool:
        """Whether a word of a name is it without its capital as well."""
        return len(word) >= _SHORT - 1 and word not in _NEVER_SMALL

    def pieces(self, word: str) -> tuple[str, ...]:
        """A word in pieces, if a name is glued to others in it; else the word alone."""
        known = self._cut.get(word)
        if known is None:
            known = self._cut[word] = tuple(self._pieces(word))
        return known

    def _forms(self, word: str) -> Iterator[Form]:
        reads = [(ahead, plain(word[ahead:])) for ahead in prefixes(word)]
        for ahead, read in reads:
            if read in self._known:
                yield Form(ahead, self._known[read], True)
        small = word.islower()
        for ahead, read in reads:
            if read[:2] in self._begins and (read not in ORDINARY or _is_genitive(read)):
                yield from self._ended(ahead, read, small=small)

    def _ended(self, ahead: int, read: str, *, small: bool) -> Iterator[Form]:
        ends = range(len(read) - 1, max(1, len(read) - _LONGEST - 1), -1)
        for end in ends if read not in ORDINARY else ends[:1]:
            stem, ending = read[:end], read[end:]
            whole, bent = self._known.get(stem), self._stems.get(stem)
            if whole and self._may_end(stem, ending, small=small):
                yield Form(ahead, whole, False)
            if bent and self._may_bend(bent, stem, ending, small=small):
                yield Form(ahead, bent, False)
        bent = self._stems.get(read)
        if bent in self._free - _NEVER_SMALL and not small and len(read) >= _SHORT:
            yield Form(ahead, bent, False)

    def _may_end(self, stem: str, ending: str, *, small: bool) -> bool:
        if stem in LITTLE | TITLES:
            return False
        closed, never_small = ending in ENDINGS, stem in _NEVER_SMALL
        if stem not in self._free:
            return closed and len(stem) >= _SHORT and not small and not never_small
        if is_caseless(stem):
            return may_end_caseless(stem, ending)
        if len(stem) < _SHORT - 1:
            return ending == "s" and not small
        if small:
            is_long = len(stem) >= _LONG or (closed and len(stem) >= _SHORT)
            return is_long and not never_small
        return closed or (len(stem) >= _SHORT and not never_small and ending.isalpha())

    def _may_bend(self, word: str, stem: str, ending: str, *, small: bool) -> bool:
        if word in _NEVER_SMALL or (word not in self._free and (small or len(stem) < _SHORT)):
            return False
        if len(stem) < _SHORT - 1:
            return ending in SHORT_BENDS and not small
        return ending in ENDINGS and (not small or len(stem) >= _SHORT)

    def _pieces(self, word: str) -> Iterator[str]:
        if len(word) < _SHORT or self.forms(word):
            yield word
            return
        whole, chunks = tuple(self._unglued(word)), _TWICE.split(word)
        yield from whole if len(whole) > 1 or len(chunks) == 1 else self._joined(chunks)

    def _joined(self, chunks: Sequence[str]) -> Iterator[str]:
        """Chunks, as few as there can be: those that are no name are one."""
        pieces = [
            piece
            for chunk in chunks
            for piece in (self._unglued(chunk) if not self.forms(chunk) else (chunk,))
        ]
        for named, some in groupby(pieces, lambda piece: bool(self.forms(piece))):
            if named:
                yield from some
            else:
                yield "".join(some)

    def _unglued(self, word: str) -> Iterator[str]:
        """A word cut before and after the names in it."""
        read = plain(word)
        if len(read) < _SHORT or read in ORDINARY or not self._within.search(read):
            yield word
            return
        read, places = _read_letters(word)
        found = [each.span() for each in self._within.finditer(read)]
        spans = found if self._is_made_of(read, found) else list(self._strong(read, found, word))
        cuts = sorted({places[at] for span in _with_endings(read, spans) for at in span})
        edges = sorted({0, *cuts, len(word)})
        yield from (word[a:b] for a, b in pairwise(edges))

    def _is_made_of(self, read: str, found: Sequence[tuple[int, int]]) -> bool:
        """Whether a word is nothing but names, what stands before them, and an ending."""
        if not found:
            return False
        first, last = read[: found[0][0]], read[found[-1][1] :]
        gaps = all(one[1] == other[0] for one, other in pairwise(found))
        letters = sum(end - start for start, end in found)
        ahead = not first or first in TITLES or self._initials.issuperset(first)
        if first and letters < _SHORT:
            return False
        return gaps and ahead and letters >= _SHORT and (not last or last in ENDINGS)

    def _strong(
        self, read: str, found: Sequence[tuple[int, int]], word: str
    ) -> Iterator[tuple[int, int]]:
        """Names that are long enough to be told within whatever word, and names beside them."""
        strong = [self._is_strong(read[a:b], a, small=word.islower()) for a, b in found]
        for at, span in enumerate(found):
            beside = (at > 0 and strong[at - 1] and found[at - 1][1] == span[0]) or (
                at + 1 < len(found) and strong[at + 1] and found[at + 1][0] == span[1]
            )
            if strong[at] or beside:
                yield span

    def _is_strong(self, name: str, at: int, *, small: bool) -> bool:
        if name in _NEVER_SMALL:
            return False
        return len(name) >= _LONG or (len(name) == _LONG - 1 and not at and not small)


_NEVER_SMALL = COMMON | ORDINARY | LITTLE | TITLES


def _is_genitive(read: str) -> bool:
    """Whether a word may be the genitive of a name that is an ordinary word itself."""
    return read.endswith("s") and read[:-1] in _NEVER_SMALL


def _spellings(word: str) -> Iterator[str]:
    """How a word may be written: plain, without what a keyboard lacks, without what leads."""
    read = plain(word)
    yield read
    spelt = plain(word.lower().translate(_SPELT))
    yield from {spelt} - {read}
    if read.startswith(ARTICLE) and len(read) > len(ARTICLE) + 2:
        yield read.removeprefix(ARTICLE)
    first, *rest = _TWICE.split(word)
    if len(first) == 1 and len("".join(rest)) >= _SHORT:
        # OBrien, who is O'Brien for others.
        yield plain("".join(rest))


def _stems(word: str) -> Iterator[str]:
    """What is left of a word when a language bends it, before its ending."""
    for end, instead, least in BENDS:
        if word.endswith(end) and len(word) >= least:
            yield word.removesuffix(end) + instead


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    """Finds any of the words, a longer one rather than what it begins with."""
    longest = sorted(sorted(words, key=len, reverse=True), key=lambda word: word[0])
    by_letter = groupby(longest, lambda word: word[0])
    some = (
        f"{re.escape(letter)}(?:{'|'.join(re.escape(word[1:]) for word in those)})"
        for letter, those in by_letter
    )
    return re.compile("|".join(some) or "(?!)")


def _read_letters(word: str) -> tuple[str, list[int]]:
    """A word plain, and for each place between its letters the place in the word as it stands."""
    read, places = "", [0]
    for at, letter in enumerate(word):
        seen = plain(letter)
        read += seen
        places[-1:] = [places[-1]] if not seen else [places[-1], *[at + 1] * len(seen)]
        if not seen:
            places[-1] = at + 1 if read else 0
    return read, places


def _with_endings(read: str, spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The last name in a word takes along what may be its ending."""
    for start, end in spans:
        figure = next((at for at in range(end, len(read)) if read[at].isdigit()), len(read))
        yield start, (figure if figure - end <= _LONGEST else end)


def _alike(words: Sequence[str]) -> str:
    """What all of them begin with."""
    first, last = min(words), max(words)
    at = next(
        (at for at, pair in enumerate(zip(first, last, strict=False)) if len({*pair}) > 1), None
    )
    return first if at is None else first[:at]
