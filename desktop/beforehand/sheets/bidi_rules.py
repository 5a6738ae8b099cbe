"""The bidirectional algorithm within one sequence of letters: rules W1 to I2 of UAX 9."""

from collections.abc import Sequence
from itertools import groupby
from unicodedata import normalize

from beforehand.sheets.watching import letters_set, telling

_MOST_OPEN = 63
ISOLATE = frozenset({"LRI", "RLI", "FSI"})
ISOLATES = "\u2066\u2067\u2068\u2069"
"""The characters that set words apart, the last one their end."""

_NEUTRAL = frozenset({"B", "S", "WS", "ON", "LRI", "RLI", "FSI", "PDI"})
_DEEPER = {"L": 0, "R": 1}
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


def resolved(own: list[str], chars: Sequence[str], level: int, ends: str) -> list[int]:
    """Rules W1 to I2 for one sequence: its levels."""
    around, start, end = "LR"[level % 2], ends[0], ends[1]
    marks = [kind == "NSM" for kind in own]
    _letters(own, start)
    _separators(own)
    _numbers(own, start)
    _brackets(chars, own, marks, around, start)
    _neutral(own, around, start, end)
    if level % 2:
        return [level + (kind != "R") for kind in telling(own)]
    return [level + _DEEPER.get(kind, 2) for kind in telling(own)]


def _letters(own: list[str], start: str) -> None:
    """Rules W1 to W3."""
    last, strong = start, start
    for i, kind in enumerate(telling(own)):
        if kind == "NSM":
            own[i] = "ON" if last in ISOLATE or last == "PDI" else last
        elif kind == "EN" and strong == "AL":
            own[i] = "AN"
        if kind in ("L", "R", "AL"):
            strong = kind
        last = own[i]
    own[:] = ["R" if kind == "AL" else kind for kind in own]


def _separators(own: list[str]) -> None:
    """Rules W4 and W5."""
    for i in telling(range(1, len(own) - 1)):
        left, kind, right = own[i - 1 : i + 2]
        if left == right and (left, kind) in _SEPARATED:
            own[i] = left
    for order in (range(len(own)), range(len(own) - 1, -1, -1)):
        last = ""
        for i in telling(order):
            if own[i] == "ET" and last == "EN":
                own[i] = "EN"
            last = own[i]


def _numbers(own: list[str], start: str) -> None:
    """Rules W6 and W7."""
    strong = start
    for i, kind in enumerate(telling(own)):
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
    for i, typed in enumerate(telling(chars)):
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
        letters_set(last - first)
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
    at = 0
    for neutral, same in groupby(telling(own), _NEUTRAL.__contains__):
        first, at = at, at + sum(1 for _ in same)
        if neutral:
            left = _side(own[first - 1]) if first else start
            right = _side(own[at]) if at < len(own) else end
            own[first:at] = [left if left == right else around] * (at - first)
