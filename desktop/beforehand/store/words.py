"""The words of a text as search knows them, and where each stands in what was written.

One function, shared by what is indexed and what is looked for. A word is a run of letters, marks
and digits of the folded text. Each character of a script written without blanks, each emoji and
each symbol (the two pluses of C++) is a word of its own; punctuation is none.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache

from beforehand.store.folding import folded

Span = tuple[int, int]
"""From where to where, in characters of the text as written."""

# Scripts that part their words by no blank: a run of their characters is looked for as such.
_ALONE = (
    (0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1100, 0x11FF), (0x1780, 0x17FF), (0x2E80, 0x2FDF),
    (0x3005, 0x3007), (0x3021, 0x3029), (0x3031, 0x3035), (0x303B, 0x303C), (0x3040, 0x31FF),
    (0x3400, 0x4DBF), (0x4E00, 0xA4CF), (0xA960, 0xA97F), (0xA9E0, 0xA9FF), (0xAA60, 0xAA7F),
    (0xAC00, 0xD7FF), (0xF900, 0xFAFF), (0x16FE0, 0x18DFF), (0x1AFF0, 0x1B2FF), (0x20000, 0x3FFFF),
)  # fmt: skip
_VARIANTS = range(0xE0100, 0xE01F0)
_JOINING_JAMO = range(0x1160, 0x1200)

_PLAIN = r"[a-zA-Z0-9]+|[$+<=>^`|~]"
_PLAIN_WORD = re.compile(_PLAIN)
# All between two blanks if there is more than ASCII in it; else a word.
_WORD_OR_PIECE = re.compile(rf"(?<!\S)(?=\S*[^\x00-\x7f\s])\S+|{_PLAIN}")
# Ends before a blank or a character that is a word of its own, where no word can go on.
_CHUNK = re.compile(r"(?s).{1,160}[^\s\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fff\uac00-\ud7a3]*")


def rules() -> str:
    """What an index was made by; one made by other rules is made anew."""
    return f"1, Unicode {unicodedata.unidata_version}"


def words_of(text: str) -> list[str]:
    """The folded words of a text, in order."""
    return folded(text).translate(_table()).split()


def chunks_of(text: str) -> list[tuple[int, str]]:
    """The text in short parts, each with where it begins; no word goes on into the next."""
    return [(found.start(), found[0]) for found in _CHUNK.finditer(text)]


def spans_of(text: str) -> list[Span]:
    """Where each word of `words_of(text)` stands in the text."""
    if text.isascii():
        return [found.span() for found in _PLAIN_WORD.finditer(text)]
    spans = list[Span]()
    for found in _WORD_OR_PIECE.finditer(text):
        start, end = found.span()
        piece = found[0]
        if piece.isascii():
            spans.append((start, end))
        else:
            spans += [(start + first, start + last) for first, last in _piece_spans(piece)]
    return spans


@lru_cache(maxsize=2048)
def _piece_spans(piece: str) -> list[Span]:
    words, spans = _spelt(piece)
    told = words_of(piece)
    # Characters may fold otherwise together than apart: then the whole piece stands for its words.
    return spans if words == told else [(0, len(piece))] * len(told)


def _spelt(piece: str) -> tuple[list[str], list[Span]]:
    """The words of a piece put together from its characters, and where each stands."""
    words, spans = list[str](), list[Span]()
    open_ = False
    for start, end in _clusters(piece):
        for part in _parts(piece[start:end]):
            if part == " ":
                open_ = False
            elif open_:
                words[-1] += part
                spans[-1] = (spans[-1][0], end)
            else:
                words.append(part)
                spans.append((start, end))
                open_ = True
    return words, spans


@lru_cache(maxsize=4096)
def _parts(cluster: str) -> tuple[str, ...]:
    """What a character folds to: runs within words, and blanks between them."""
    return tuple(re.findall(r"\s|\S+", folded(cluster).translate(_table())))


def _clusters(piece: str) -> Iterator[Span]:
    """Each character together with the marks on it."""
    start = 0
    for place in range(1, len(piece)):
        if not _leans(piece[place]):
            yield start, place
            start = place
    yield start, len(piece)


@lru_cache(maxsize=4096)
def _leans(character: str) -> bool:
    """Whether a character belongs to the one before it."""
    first = unicodedata.normalize("NFKD", character)[0]
    return unicodedata.category(first).startswith("M") or ord(first) in _JOINING_JAMO


class _Table(dict[int, str]):
    """What `str.translate` puts in a character's place, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = _in_place_of(chr(code))
        return self[code]


@cache
def _table() -> _Table:
    return _Table()


def _in_place_of(character: str) -> str:
    code, category = ord(character), unicodedata.category(character)
    if code in _VARIANTS:
        return ""
    if category[0] in "LMN":
        return f" {character} " if _alone(code) else character
    if category[0] in "PZ" or category in {"Cc", "Cf", "Cs"} or _never_a_character(code):
        return " "
    # Symbols, and what this version of Unicode does not know yet: emoji to come, mostly.
    return f" {character} "


def _alone(code: int) -> bool:
    return any(first <= code <= last for first, last in _ALONE)


def _never_a_character(code: int) -> bool:
    return 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE
