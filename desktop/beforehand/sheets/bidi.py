"""Which way each letter runs: the Unicode bidirectional algorithm (UAX 9), isolates and all.

It is written here because the package at hand knows neither isolates nor pairs of brackets, and
a product's name in brackets is what stands in an Arabic line most.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TypeVar
from unicodedata import bidirectional

from beforehand.sheets.bidi_rules import ISOLATE, resolved
from beforehand.sheets.watching import letters_set, telling

Item = TypeVar("Item")

_ANY = re.compile(
    "[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc"
    "\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_ONE_WAY = frozenset({"", "L", "EN", "AN", "LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI"})
"""Without any of these, a paragraph from right to left runs so throughout."""

_PARAGRAPHS_KEPT = 64
"""A sheet is laid out several times until it fits."""

_RUN = 10
"""To begin with a run of letters is as much work as so many of them."""

_DEEPEST = 125
_SPACES = " \u00a0"
_STRONG = frozenset({"L", "R", "AL"})
_EMBED = {"RLE": (1, ""), "LRE": (0, ""), "RLO": (1, "R"), "LRO": (0, "L")}
_REMOVED = frozenset({"RLE", "LRE", "RLO", "LRO", "PDF", "BN"})


def has_rtl(text: str) -> bool:
    """Whether anything in a text may run from right to left."""
    return not text.isascii() and _ANY.search(text) is not None


def base_of(text: str) -> int | None:
    """The direction of the first letter that has one outside of isolates: 0 left to right, 1."""
    return _first_strong(map(bidirectional, text))


@lru_cache(maxsize=_PARAGRAPHS_KEPT)
def levels(text: str, base: int) -> tuple[int, ...]:
    """The level of each character of a paragraph; odd ones run from right to left."""
    if base and _ONE_WAY.isdisjoint(map(bidirectional, set(text))):
        return (1,) * len(text)
    kinds = [bidirectional(ch) or "L" for ch in telling(text)]
    explicit = _explicit(kinds, base)
    found = list(explicit)
    for run in _sequences(kinds, explicit):
        letters_set(_RUN + len(run))
        own, chars = [kinds[i] for i in run], [text[i] for i in run]
        ends = _ends(kinds, explicit, run, base)
        for i, level in zip(run, resolved(own, chars, explicit[run[0]], ends), strict=True):
            found[i] = level
    last = base
    for i, kind in enumerate(telling(kinds)):
        if kind in _REMOVED:
            found[i] = last
        last = found[i]
    return tuple(found)


def isolated(text: str, base: int) -> tuple[int, ...]:
    """The same for words inside of a paragraph that are set apart from their neighbours.

    Spaces at their ends belong to the paragraph: they stand between the words and the neighbours.
    """
    words = text.strip(_SPACES)
    side = base_of(words) or 0
    deeper = base + 1 + ((base + 1) % 2 != side) - side
    before = len(text) - len(text.lstrip(_SPACES)) if words else len(text)
    after = len(text) - before - len(words)
    within = [level + deeper for level in telling(levels(words, side))]
    return ((base,) * before) + tuple(within) + ((base,) * after)


def in_order(items: Sequence[Item], depths: Sequence[int]) -> list[Item]:
    """Items of a line from left to right, by their levels (rule L2)."""
    order = list(range(len(items)))
    for level in range(max(depths, default=0), 0, -1):
        i = 0
        while i < len(order):
            j = i
            while j < len(order) and depths[order[j]] >= level:
                j += 1
            order[i:j] = order[i:j][::-1]
            i = max(j, i + 1)
    return [items[i] for i in order]


def _first_strong(kinds: Iterable[str]) -> int | None:
    depth = 0
    for kind in kinds:
        if kind in ISOLATE:
            depth += 1
        elif kind == "PDI":
            depth = max(0, depth - 1)
        elif not depth and kind in _STRONG:
            return int(kind != "L")
    return None


class _Stack:
    """The embeddings and isolates that are open (rules X1 to X8)."""

    def __init__(self, base: int) -> None:
        self.open: list[tuple[int, str, bool]] = [(base, "", False)]
        self.too_deep = self.too_isolated = self.isolated = 0

    def begin(self, kind: str, odd: int, forced: str) -> None:
        """Open one, unless there are too many."""
        isolate, level = kind in ISOLATE, self.open[-1][0]
        deeper = level + 1 + ((level + 1) % 2 != odd)
        if deeper > _DEEPEST or self.too_isolated or self.too_deep:
            self.too_isolated += isolate
            self.too_deep += not isolate and not self.too_isolated
        else:
            self.isolated += isolate
            self.open.append((deeper, forced, isolate))

    def end(self, kind: str) -> None:
        """Close what an end closes."""
        if kind == "PDI":
            self._end_isolate()
        elif self.too_isolated:
            return
        elif self.too_deep:
            self.too_deep -= 1
        elif len(self.open) > 1 and not self.open[-1][2]:
            self.open.pop()

    def _end_isolate(self) -> None:
        if self.too_isolated:
            self.too_isolated -= 1
        elif self.isolated:
            self.too_deep = 0
            while not self.open.pop()[2]:
                pass
            self.isolated -= 1


def _explicit(kinds: list[str], base: int) -> list[int]:
    """Rules X1 to X8; `kinds` are overridden where somebody asked for it."""
    stack, found = _Stack(base), list[int]()
    isolates = _isolates(kinds) if not ISOLATE.isdisjoint(kinds) else {}
    for i, kind in enumerate(telling(kinds)):
        if kind == "PDI":
            stack.end(kind)
        level, override, _ = stack.open[-1]
        found.append(level)
        if kind in _EMBED or kind in ISOLATE:
            odd, forced = _EMBED.get(kind) or (isolates.get(i, 0), "")
            stack.begin(kind, odd, forced)
        elif kind == "PDF":
            stack.end(kind)
        if override and kind not in _REMOVED:
            kinds[i] = override
    return found


def _isolates(kinds: Sequence[str]) -> dict[int, int]:
    """Which way each isolate runs: as it says, or as the first letter in it that has a way."""
    found, opened = dict[int, int](), list[int]()
    for i, kind in enumerate(telling(kinds)):
        if kind in ISOLATE:
            opened.append(i)
            if kind != "FSI":
                found[i] = int(kind == "RLI")
        elif kind == "PDI" and opened:
            opened.pop()
        elif kind in _STRONG and opened:
            found.setdefault(opened[-1], int(kind != "L"))
    return found


def _sequences(kinds: Sequence[str], found: Sequence[int]) -> Iterator[list[int]]:
    """Runs of one level, joined across the isolates in them (rule X10)."""
    open_runs: dict[int, list[list[int]]] = {}
    run: list[int] = []
    whole: list[list[int]] = []
    for i, kind in enumerate(telling(kinds)):
        if kind in _REMOVED:
            continue
        if run and found[i] == found[run[-1]]:
            run.append(i)
            continue
        if run and kinds[run[-1]] in ISOLATE:
            open_runs.setdefault(found[run[-1]], []).append(run)
        waiting = open_runs.get(found[i])
        if kind == "PDI" and waiting:
            run = waiting.pop()
            run.append(i)
        else:
            run = [i]
            whole.append(run)
    yield from whole


def _ends(kinds: Sequence[str], explicit: Sequence[int], run: Sequence[int], base: int) -> str:
    """What counts as standing before a sequence and behind it: two letters, L or R each."""
    level, first, last = explicit[run[0]], run[0] - 1, run[-1] + 1
    while first >= 0 and kinds[first] in _REMOVED:
        first -= 1
    while last < len(kinds) and kinds[last] in _REMOVED:
        last += 1
    before = explicit[first] if first >= 0 else base
    open_end = last == len(kinds) or kinds[run[-1]] in ISOLATE
    after = base if open_end else explicit[last]
    return "LR"[max(level, before) % 2] + "LR"[max(level, after) % 2]
