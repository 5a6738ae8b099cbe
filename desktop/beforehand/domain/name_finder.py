"""Finds the names that occur in texts, in a time that grows with the texts and the names."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from beforehand.domain.called import Called, callings
from beforehand.domain.name_runs import Run, glued_runs_of, runs_of
from beforehand.domain.names import glued_of, plain, splitter, words_of

_BEFORE = frozenset("ובכלמשהوفبلك")
"""Letters that Hebrew and Arabic write in one with the name after them: and, in, as, to, from."""

_MOST_BEFORE = 2


class NameFinder:
    """The names that occur in some texts, and what is written for them.

    `here` are on the sheet, `everyone` are in the notebook.
    """

    def __init__(self, texts: Iterable[str], here: Iterable[str], everyone: Iterable[str]) -> None:
        self._whole = {text: unicodedata.normalize("NFC", text) for text in texts}
        self._splitter = splitter(set[str]().union(*self._whole.values()))
        self._parts = {text: self._splitter.split(nfc) for text, nfc in self._whole.items()}
        self._words = {word for parts in self._parts.values() for word in parts[1::2]}
        on_sheet = dict.fromkeys(here)
        others = [name for name in dict.fromkeys(everyone) if name not in on_sheet]
        people = callings(list(on_sheet), self._occurring(others))
        self._exact = {called.name: called.full for called in people}
        self._glued = self._glued_runs(people)
        longest_first = sorted(map(re.escape, self._glued), key=len, reverse=True)
        self._glued_pattern = re.compile("|".join(longest_first))
        self._runs = _by_first_word(people)
        self._hits = {word: hit for word in self._words if (hit := self._hit(word))}

    def replaced(self, text: str) -> str:
        """One of the texts, with initials for the names in it."""
        if text in self._exact:
            return self._exact[text]
        parts = self._parts[text]
        if self._glued and (whole := self._without_glued(text)) != self._whole[text]:
            text, parts = whole, self._splitter.split(whole)
        at = [i for i in range(1, len(parts), 2) if parts[i] in self._hits]
        return self._written(list(parts), at) if at else text

    def _without_glued(self, text: str) -> str:
        return self._glued_pattern.sub(lambda found: self._glued[found[0]], self._whole[text])

    def _written(self, parts: list[str], at: Sequence[int]) -> str:
        done = 0
        for i in at:
            if i >= done:
                done = self._put(parts, i)
        return "".join(parts)

    def _put(self, parts: list[str], at: int) -> int:
        """Put initials where a name begins; the place from which to look on."""
        ahead, first = self._hits[parts[at]]
        run = next((run for run in self._runs[first] if run.fits(parts, at)), None)
        if run is None:
            return at
        end = at + 2 * len(run.words) - 1
        parts[at:end] = [parts[at][:ahead] + run.initials, *[""] * (end - at - 1)]
        if run.initials.endswith("."):
            # The point of an initial is the end of its sentence as well.
            parts[end] = parts[end].removeprefix(".")
        return end

    def _hit(self, word: str) -> tuple[int, str] | None:
        """After how many letters a name may begin in a word, and the name's first word."""
        return next(((at, each) for at, each in _readings(word) if each in self._runs), None)

    def _occurring(self, names: Sequence[str]) -> list[str]:
        """Those names of which a part occurs: most of a large notebook's do not."""
        read = {reading for word in self._words for _, reading in _readings(word)}
        glued = {name for name in names if glued_of(name)}
        pairs = set[tuple[str, str]]()
        if glued:
            pairs.update(*map(pairwise, self._whole.values()))
        return [
            name
            for name in names
            if (name in glued and any(pair in pairs for pair in pairwise(name)))
            or not read.isdisjoint(map(plain, words_of(name)))
        ]

    def _glued_runs(self, people: Iterable[Called]) -> dict[str, str]:
        found: dict[str, str] = {}
        for called in people:
            for written, initials in glued_runs_of(called).items():
                if any(written in whole for whole in self._whole.values()):
                    found.setdefault(written, initials)
        return found


def _readings(word: str) -> Iterator[tuple[int, str]]:
    """A word, plain, and what is left of it without letters that may be words of their own."""
    for at in range(_MOST_BEFORE + 1):
        if at < len(word) and _BEFORE.issuperset(word[:at]):
            yield at, plain(word[at:])


def _by_first_word(people: Iterable[Called]) -> dict[str, list[Run]]:
    """Rows of words by their first one, the longest first; one that two share is told by itself."""
    found: dict[tuple[str, ...], Run] = {}
    for called in people:
        for run in runs_of(called):
            before = found.setdefault(run.words, run)
            if before.initials != run.initials and before.here and run.here:
                found[run.words] = run._replace(initials=f"{run.words[0][0].upper()}.")
    runs: dict[str, list[Run]] = {}
    for run in sorted(found.values(), key=lambda run: -len(run.words)):
        runs.setdefault(run.words[0], []).append(run)
    return runs
