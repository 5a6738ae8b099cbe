"""The words around a hit, and where the words looked for stand in what was written."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, chain
from typing import NamedTuple

from beforehand.store.asked import Asked, Match, one_line
from beforehand.store.words import Span, chunks_of, spans_of, words_of

BEFORE, WHOLE = 50, 160
"""Characters before the hit, and of the whole excerpt."""

_NEAR = 20
"""Words that can be seen together in an excerpt."""

_TRIED = 32
_SHORT = 400
_RAGGED = 16


class Excerpt(NamedTuple):
    """A part of a text on one line; the marks are (start, length) in it."""

    text: str
    marks: tuple[tuple[int, int], ...]


class Laid:
    """A text laid out in words, and where those stand that are asked for."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._chunks = [(0, text)] if len(text) < _SHORT else chunks_of(text)
        words = [words_of(chunk) for _, chunk in self._chunks]
        self.words = words[0] if len(words) == 1 else list(chain.from_iterable(words))
        self._firsts = [0, *accumulate(map(len, words))]
        self._spans: dict[int, list[Span]] = {}

    @property
    def body(self) -> str:
        """The words between blanks, with a blank at either end."""
        return f" {' '.join(self.words)} "

    def span(self, number: int) -> Span:
        """Where the word of that number stands."""
        chunk = self._chunk_of(number)
        if chunk not in self._spans:
            self._spans[chunk] = spans_of(self._chunks[chunk][1])
        start, end = self._spans[chunk][number - self._firsts[chunk]]
        at = self._chunks[chunk][0]
        return start + at, end + at

    def _chunk_of(self, number: int) -> int:
        return bisect_right(self._firsts, number) - 1


def excerpt(laid: Laid, asked: Asked) -> Excerpt:
    """The words around the best place of a text."""
    text, matches = laid.text, asked.matches(laid.words)
    if not matches:
        return Excerpt(one_line(text[:WHOLE]), ())
    best = _best(matches)
    start, end = _window(text, laid.span(best))
    near = (match for match in matches if abs(match.first - best) < WHOLE)
    marks = [span for span in _merged(_spans(laid, near)) if span[0] >= start and span[1] <= end]
    head, tail = "…" * (start > 0), "…" * (end < len(text))
    shift = len(head) - start
    told = tuple((first + shift, last - first) for first, last in marks)
    return Excerpt(f"{head}{one_line(text[start:end])}{tail}", told)


def marks_in(text: str, typed: str) -> tuple[tuple[int, int], ...]:
    """Where what was typed stands in a whole text, as (start, length), in characters."""
    asked = Asked.of(typed)
    if not asked.runs:
        return ()
    laid = Laid(text)
    matches = asked.matches(laid.words)
    return tuple((first, last - first) for first, last in _merged(_spans(laid, matches)))


def _best(matches: Sequence[Match]) -> int:
    """The first word of the match that has the most others about it, tried on the rarest run."""
    often = Counter(match.run for match in matches)
    rarest = min(often, key=lambda run: often[run])
    tried = [match.first for match in matches if match.run == rarest][:_TRIED]
    if len(tried) == 1:
        return tried[0]
    places = [match.first for match in matches]

    def about(first: int) -> int:
        near = slice(bisect_left(places, first - _NEAR), bisect_right(places, first + _NEAR))
        return len({match.run for match in matches[near]})

    return max(tried, key=about)


def _spans(laid: Laid, matches: Iterable[Match]) -> Iterator[Span]:
    for _, first, length in matches:
        yield laid.span(first)[0], laid.span(first + length - 1)[1]


def _merged(spans: Iterator[Span]) -> list[Span]:
    """Spans that overlap made one; those of one place that were told twice, too."""
    merged = list[Span]()
    for start, end in spans:
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _window(text: str, mark: Span) -> Span:
    """From where to where the excerpt goes; at words' ends, where one is near."""
    start = max(0, min(mark[0] - BEFORE, len(text) - WHOLE))
    end = min(len(text), max(start + WHOLE, mark[1]))
    if start:
        blank = text.find(" ", start, min(start + _RAGGED, mark[0]))
        start = blank + 1 if blank >= 0 else start
    if end < len(text):
        blank = text.rfind(" ", max(end - _RAGGED, mark[1]), end)
        end = blank if blank >= 0 else end
    return start, end
