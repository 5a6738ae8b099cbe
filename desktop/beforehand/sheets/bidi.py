"""Which way each letter runs: the Unicode bidirectional algorithm (UAX 9), isolates and all.

It is written here because the package at hand knows neither isolates nor pairs of brackets, and
a product's name in brackets is what stands in an Arabic line most.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TypeVar
from unicodedata import bidirectional, normalize

Item = TypeVar("Item")

_ANY = re.compile(
    "[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc"
    "\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_ONE_WAY = frozenset({"", "L", "EN", "AN", "LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI"})
"""Without any of these, a paragraph from right to left runs so throughout."""

_PARAGRAPHS_KEPT = 64
"""A sheet is laid out several times until it fits."""

_DEEPEST, _MOST_OPEN = 125, 63
_EMBED = {"RLE": (1, ""), "LRE": (0, ""), "RLO": (1, "R"), "LRO": (0, "L")}
_ISOLATE = frozenset({"LRI", "RLI", "FSI"})
_REMOVED = frozenset({"RLE", "LRE", "RLO", "LRO", "PDF", "BN"})
_NEUTRAL = frozenset({"B", "S", "WS", "ON", "LRI", "RLI", "FSI", "PDI"})
_SEPARATED = frozenset({("EN", "ES"), ("EN", "CS"), ("AN", "CS")})
_BRACKETS = dict(
    zip("([{\u0f3a\u0f3c\u169b\u2045\u207d\u208d\u2308\u230a\u2329\u2768\u276a\u276c\u276e\u2770"
        "\u2772\u2774\u27c5\u27e6\u27e8\u27ea\u27ec\u27ee\u2983\u2985\u2987\u2989\u298b\u298d"
        "\u298f\u2991\u2993\u2995\u2997\u29d8\u29da\u29fc\u2e22\u2e24\u2e26\u2e28\u3008\u300a"
        "\u300c\u300e\u3010\u3014\u3016\u3018\u301a\uff08\uff3b\uff5b\uff5f\uff62",
        ")]}\u0f3b\u0f3d\u169c\u2046\u207e\u208e\u2309\u230b\u232a\u2769\u276b\u276d\u276f\u2771"
        "\u2773\u2775\u27c6\u27e7\u27e9\u27eb\u27ed\u27ef\u2984\u2986\u2988\u298a\u298c\u2990"
        "\u298e\u2992\u2994\u2996\u2998\u29d9\u29db\u29fd\u2e23\u2e25\u2e27\u2e29\u3009\u300b"
        "\u300d\u300f\u3011\u3015\u3017\u3019\u301b\uff09\uff3d\uff5d\uff60\uff63",
        strict=True)
)  # fmt: skip


def has_rtl(text: str) -> bool:
    """Whether anything in a text may run from right to left."""
    return not text.isascii() and _ANY.search(text) is not None


def base_of(text: str) -> int | None:
    """The direction of the first letter that has one outside of isolates: 0 left to right, 1."""
    return _first_strong([bidirectional(ch) for ch in text], 0)


@lru_cache(maxsize=_PARAGRAPHS_KEPT)
def levels(text: str, base: int) -> tuple[int, ...]:
    """The level of each character of a paragraph; odd ones run from right to left."""
    if base and _ONE_WAY.isdisjoint(map(bidirectional, set(text))):
        return (1,) * len(text)
    kinds = [bidirectional(ch) or "L" for ch in text]
    explicit = _explicit(kinds, base)
    found = list(explicit)
    for run in _sequences(kinds, explicit):
        own, chars = [kinds[i] for i in run], [text[i] for i in run]
        ends = _ends(kinds, explicit, run, base)
        for i, level in zip(run, _resolved(own, chars, explicit[run[0]], ends), strict=True):
            found[i] = level
    last = base
    for i, kind in enumerate(kinds):
        if kind in _REMOVED:
            found[i] = last
        last = found[i]
    return tuple(found)


def isolated(text: str, base: int) -> tuple[int, ...]:
    """The same for words inside of a paragraph that are set apart from their neighbours."""
    own = base_of(text)
    side = base if own is None else own
    deeper = base + 1 + ((base + 1) % 2 != side) - side
    return tuple(level + deeper for level in levels(text, side))


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


def _first_strong(kinds: Sequence[str], start: int) -> int | None:
    depth = 0
    for kind in kinds[start:]:
        if kind in _ISOLATE:
            depth += 1
        elif kind == "PDI":
            if not depth and start:
                return None
            depth = max(0, depth - 1)
        elif not depth and kind in ("L", "R", "AL"):
            return int(kind != "L")
    return None


class _Stack:
    """The embeddings and isolates that are open (rules X1 to X8)."""

    def __init__(self, base: int) -> None:
        self.open: list[tuple[int, str, bool]] = [(base, "", False)]
        self.too_deep = self.too_isolated = self.isolated = 0

    def begin(self, kind: str, odd: int, forced: str) -> None:
        """Open one, unless there are too many."""
        isolate, level = kind in _ISOLATE, self.open[-1][0]
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
    for i, kind in enumerate(kinds):
        if kind == "PDI":
            stack.end(kind)
        level, override, _ = stack.open[-1]
        found.append(level)
        if kind in _EMBED or kind in _ISOLATE:
            odd, forced = _EMBED.get(kind) or (_isolate_to(kinds, i), "")
            stack.begin(kind, odd, forced)
        elif kind == "PDF":
            stack.end(kind)
        if override and kind not in _REMOVED:
            kinds[i] = override
    return found


def _isolate_to(kinds: Sequence[str], at: int) -> int:
    if kinds[at] == "FSI":
        return _first_strong(kinds, at + 1) or 0
    return int(kinds[at] == "RLI")


def _sequences(kinds: Sequence[str], found: Sequence[int]) -> Iterator[list[int]]:
    """Runs of one level, joined across the isolates in them (rule X10)."""
    open_runs: dict[int, list[list[int]]] = {}
    run: list[int] = []
    whole: list[list[int]] = []
    for i, kind in enumerate(kinds):
        if kind in _REMOVED:
            continue
        if run and found[i] == found[run[-1]]:
            run.append(i)
            continue
        if run and kinds[run[-1]] in _ISOLATE:
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
    open_end = last == len(kinds) or kinds[run[-1]] in _ISOLATE
    after = base if open_end else explicit[last]
    return "LR"[max(level, before) % 2] + "LR"[max(level, after) % 2]


def _resolved(own: list[str], chars: Sequence[str], level: int, ends: str) -> list[int]:
    """Rules W1 to I2 for one sequence: its levels."""
    around, start, end = "LR"[level % 2], ends[0], ends[1]
    marks = [kind == "NSM" for kind in own]
    _letters(own, start)
    _separators(own)
    _numbers(own, start)
    _brackets(chars, own, marks, around, start)
    _neutral(own, around, start, end)
    if level % 2:
        return [level + (kind != "R") for kind in own]
    return [level + {"L": 0, "R": 1}.get(kind, 2) for kind in own]


def _letters(own: list[str], start: str) -> None:
    """Rules W1 to W3."""
    last, strong = start, start
    for i, kind in enumerate(own):
        if kind == "NSM":
            own[i] = "ON" if last in _ISOLATE or last == "PDI" else last
        elif kind == "EN" and strong == "AL":
            own[i] = "AN"
        if kind in ("L", "R", "AL"):
            strong = kind
        last = own[i]
    own[:] = ["R" if kind == "AL" else kind for kind in own]


def _separators(own: list[str]) -> None:
    """Rules W4 and W5."""
    for i in range(1, len(own) - 1):
        left, kind, right = own[i - 1 : i + 2]
        if left == right and (left, kind) in _SEPARATED:
            own[i] = left
    for order in (range(len(own)), range(len(own) - 1, -1, -1)):
        last = ""
        for i in order:
            if own[i] == "ET" and last == "EN":
                own[i] = "EN"
            last = own[i]


def _numbers(own: list[str], start: str) -> None:
    """Rules W6 and W7."""
    strong = start
    for i, kind in enumerate(own):
        if kind in ("ES", "ET", "CS"):
            own[i] = "ON"
        elif kind == "EN" and strong == "L":
            own[i] = "L"
        elif kind in ("L", "R"):
            strong = kind


def _side(kind: str) -> str:
    return "R" if kind in ("R", "EN", "AN") else "L" if kind == "L" else ""


def _pairs(chars: Sequence[str], own: Sequence[str]) -> list[tuple[int, int]]:
    """The pairs of brackets (BD16), by where they open."""
    opened: list[tuple[str, int]] = []
    pairs = []
    for i, typed in enumerate(chars):
        if own[i] != "ON":
            continue
        ch = normalize("NFC", typed)
        if ch in _BRACKETS:
            if len(opened) == _MOST_OPEN:
                return []
            opened.append((normalize("NFC", _BRACKETS[ch]), i))
        else:
            at = next((k for k in range(len(opened) - 1, -1, -1) if opened[k][0] == ch), None)
            if at is not None:
                pairs.append((opened[at][1], i))
                del opened[at:]
    return sorted(pairs)


def _brackets(
    chars: Sequence[str], own: list[str], marks: Sequence[bool], around: str, start: str
) -> None:
    """Rule N0: brackets go with what they hold."""
    for first, last in _pairs(chars, own):
        held = {_side(own[i]) for i in range(first + 1, last)}
        if around in held:
            side = around
        elif held - {""}:
            before = next((own[i] for i in range(first - 1, -1, -1) if _side(own[i])), start)
            side = _side(before) if _side(before) != around else around
        else:
            continue
        for at in (first, last):
            own[at] = side
            following = at + 1
            while following < len(own) and marks[following]:
                own[following] = side
                following += 1


def _neutral(own: list[str], around: str, start: str, end: str) -> None:
    """Rules N1 and N2."""
    i = 0
    while i < len(own):
        j = i
        while j < len(own) and own[j] in _NEUTRAL:
            j += 1
        if j > i:
            left = _side(own[i - 1]) if i else start
            right = _side(own[j]) if j < len(own) else end
            own[i:j] = [left if left == right else around] * (j - i)
        i = max(j, i + 1)
