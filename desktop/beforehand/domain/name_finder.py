"""Finds the names that occur in texts, in a time that grows with the texts and the names.

In which forms a name may stand is told by `name_forms`, as for whoever is erased.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from beforehand.domain.called import Called, callings
from beforehand.domain.name_forms import Form, NameForms
from beforehand.domain.name_runs import Run, glued_runs_of, however_parted, runs_of
from beforehand.domain.names import glued_of, plain, seen, splitter, words_of

_SHORTEST, _LONGEST_ENDING = 2, 5


class NameFinder:
    """The names that occur in some texts, and what is written for them.

    `here` are on the sheet, `everyone` are in the notebook.
    """

    def __init__(self, texts: Iterable[str], here: Iterable[str], everyone: Iterable[str]) -> None:
        self._whole = {text: unicodedata.normalize("NFC", text) for text in texts}
        self._splitter = splitter(set[str]().union(*self._whole.values()))
        parts = {text: self._splitter.split(nfc) for text, nfc in self._whole.items()}
        on_sheet = dict.fromkeys(here)
        others = [name for name in dict.fromkeys(everyone) if name not in on_sheet]
        words = {word for each in parts.values() for word in each[1::2]}
        people = callings(list(on_sheet), self._occurring(others, words))
        self._exact = {called.name: called.full for called in people}
        self._runs = _by_first_word(people)
        self._forms = _forms_of(people)
        self._parts = {text: self._forms.split(each) for text, each in parts.items()}
        words = {word for each in self._parts.values() for word in each[1::2]}
        self._hits = {word: hits for word in words if (hits := self._hits_of(word))}
        self._glued = self._glued_runs(people)
        longest_first = sorted(self._glued, key=len, reverse=True)
        self._glued_pattern = re.compile("|".join(map(however_parted, longest_first)))

    def replaced(self, text: str) -> str:
        """One of the texts, with initials for the names in it."""
        if text in self._exact:
            return self._exact[text]
        parts = self._parts[text]
        if self._glued and (whole := self._without_glued(text)) != self._whole[text]:
            text, parts = whole, self._forms.split(self._splitter.split(whole))
        at = [i for i in range(1, len(parts), 2) if parts[i] in self._hits]
        return self._written(list(parts), at) if at else text

    def _without_glued(self, text: str) -> str:
        return self._glued_pattern.sub(lambda found: self._glued[seen(found[0])], self._whole[text])

    def _written(self, parts: list[str], at: Sequence[int]) -> str:
        done = 0
        for i in at:
            if i >= done:
                done = self._put(parts, i)
        return "".join(parts)

    def _put(self, parts: list[str], at: int) -> int:
        """Put initials where a name begins; the place from which to look on."""
        found = next(
            (
                (form, run)
                for form in self._hits[parts[at]]
                for run in self._runs[form.word]
                if run.fits(parts, at, self._forms)
            ),
            None,
        )
        if found is None:
            return at
        form, run = found
        end = at + 2 * len(run.words) - 1
        parts[at:end] = [parts[at][: form.ahead] + run.initials, *[""] * (end - at - 1)]
        if run.initials.endswith("."):
            # The point of an initial is the end of its sentence as well.
            parts[end] = parts[end].removeprefix(".")
        return end

    def _hits_of(self, word: str) -> tuple[Form, ...]:
        """What a word may be, if a name may begin with that."""
        return tuple(form for form in self._forms.forms(word) if form.word in self._runs)

    def _occurring(self, names: Sequence[str], words: Iterable[str]) -> list[str]:
        """Those names of which a part occurs: most of a large notebook's do not."""
        read = set(_beginnings(words)) if names else set[str]()
        glued = {name for name in names if glued_of(name)}
        pairs = set[tuple[str, str]]()
        if glued:
            pairs.update(*(pairwise(seen(whole)) for whole in self._whole.values()))
        return [
            name
            for name in names
            if (name in glued and any(pair in pairs for pair in pairwise(name)))
            or any(word in read or word[:-1] in read for word in map(plain, words_of(name)))
        ]

    def _glued_runs(self, people: Iterable[Called]) -> dict[str, str]:
        found: dict[str, str] = {}
        whole = [seen(text) for text in self._whole.values()]
        for called in people:
            for written, initials in glued_runs_of(called).items():
                if any(written in text for text in whole):
                    found.setdefault(written, initials)
        return found


def _beginnings(words: Iterable[str]) -> Iterator[str]:
    """Words, plain, and what they begin with, without what may be an ending or stand before."""
    for word in words:
        for read in NameForms.readings(word):
            yield read
            shortest = max(_SHORTEST, len(read) - _LONGEST_ENDING)
            yield from (read[:end] for end in range(shortest, len(read)))


def _forms_of(people: Iterable[Called]) -> NameForms:
    here = [word for called in people if called.here for word in words_of(called.name)]
    others = (word for called in people if not called.here for word in words_of(called.name))
    return NameForms(here, others)


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
