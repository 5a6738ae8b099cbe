"""Where somebody is named in a text, in any script, and what may stand there instead.

A mention is sure, or perhaps another word: a name that is also a word, a word that only begins like
the name, a first name that others have as well. A person decides; nothing is left out of what a
plain search for the words of a name would find. In which forms a name may stand is told by
`name_forms`, as on a sheet with initials.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from beforehand.domain.called import Called
from beforehand.domain.name_forms import NameForms
from beforehand.domain.name_runs import glued_runs_of, however_parted
from beforehand.domain.names import (
    COMMON,
    LITTLE,
    TITLES,
    glued_of,
    initial,
    initials_of,
    plain,
    seen,
    splitter,
    words_of,
)
from beforehand.domain.value import value

_JOINT = re.compile("\\s{1,3}|,\\s|[-‐‑–._'’]|")
"""What may stand between two words of one name."""

_LONG = 5
"""Letters from which a name with an ending, or without its capital, is hardly another word."""

_ENDING = 3
"""From how many letters on an ending makes of a name what may be another word."""


@value
class Spot:
    """From where to where in the text, its initials, and whether it can be nothing else."""

    start: int
    end: int
    initials: str
    sure: bool = True


def as_read(text: str) -> str:
    """The text as it is looked through: spots count its letters."""
    return unicodedata.normalize("NFC", text)


class Sought:
    """Names that are looked for, most often one; `others` are those of everybody else."""

    def __init__(self, *names: str, others: Iterable[str] = ()) -> None:
        self._names = names
        words = dict.fromkeys(plain(word) for name in names for word in words_of(name))
        glued = {each for name in names for each in glued_of(name)}
        self._all = {word: initial(word).upper() for word in words if word not in glued}
        self._core = {word for word in self._all if _may_stand_alone(word)} or set(self._all)
        self._forms = NameForms(word for name in names for word in words_of(name))
        self._glued = {key: each for name in names for key, each in _glued(name).items()}
        self._pattern = re.compile(
            "|".join(map(however_parted, _longest_first(self._glued))) or "(?!)"
        )
        runs = [run for each in others if (run := self._run_of(each))]
        self._shared = {run[0] for run in runs} & self._core
        self._others: dict[str, set[tuple[str, ...]]] = {}
        for run in runs:
            for short in {run, (run[0], run[-1])}:
                self._others.setdefault(short[0], set()).add(short)

    @property
    def words(self) -> frozenset[str]:
        """Words, as they are written, of which every text has one that names the person whole."""
        return frozenset((*self._spelt_core, *self._glued))

    @property
    def beginnings(self) -> frozenset[str]:
        """The same for a text that names the person in any form: what forms have in common."""
        return frozenset(
            begin for word, begin in self._forms.beginnings if word in self._core and begin
        )

    @property
    def _spelt_core(self) -> list[str]:
        words = (word for name in self._names for word in words_of(name))
        return [word for word in words if plain(word) in self._core]

    def spots(self, text: str) -> tuple[Spot, ...]:
        """Where the person is named in a text that was put through `as_read`."""
        glued = [
            Spot(start=found.start(), end=found.end(), initials=self._glued[seen(found[0])])
            for found in self._pattern.finditer(text)
        ]
        words = self._worded(text) if self._core else ()
        taken = [(each.start, each.end) for each in glued]
        apart = (
            each for each in words if not any(a < each.end and each.start < b for a, b in taken)
        )
        return tuple(sorted((*glued, *apart), key=lambda each: each.start))

    def _worded(self, text: str) -> Iterator[Spot]:
        parts = self._forms.split(splitter(text).split(text))
        theirs = self._of_others(parts)
        named = {at: found for at in range(1, len(parts), 2) if (found := self._named(parts[at]))}
        at, starts = 1, _starts(parts)
        while at < len(parts):
            run = self._run_at(parts, named, at)
            if not run:
                at += 2
                continue
            if not theirs.issuperset(run):
                yield self._spot(parts, starts, named, run)
            at = run[-1] + 2

    def _run_at(
        self, parts: Sequence[str], named: dict[int, tuple[int, bool]], at: int
    ) -> range | None:
        """The words in a row that are of the name, if one of them stands for it."""
        end = at
        while end < len(parts) and (end in named or plain(parts[end]) in self._all):
            end += 2
            if end >= len(parts) or not _JOINT.fullmatch(parts[end - 1]):
                break
        run = range(at, end, 2)
        return run if any(each in named for each in run) else None

    def _spot(
        self,
        parts: Sequence[str],
        starts: Sequence[int],
        named: dict[int, tuple[int, bool]],
        run: range,
    ) -> Spot:
        ahead = named[run[0]][0] if run[0] in named else 0
        instead = "".join(
            self._initial(parts[at]) if at % 2 else parts[at] for at in range(run[0], run[-1] + 1)
        )
        words = {form.word for at in run for form in self._forms.forms(parts[at])}
        whole = len(run) > 1 and len((words | {plain(parts[at]) for at in run}) & {*self._all}) > 1
        sure = whole or (named[run[0]][1] and not _is_within(parts, run))
        start, end = starts[run[0]] + ahead, starts[run[-1]] + len(parts[run[-1]])
        return Spot(start=start, end=end, initials=instead, sure=sure)

    def _initial(self, word: str) -> str:
        known = next((form.word for form in self._forms.forms(word)), plain(word))
        return self._all.get(known) or initial(word).upper()

    def _named(self, word: str) -> tuple[int, bool] | None:
        """After how many letters the name begins in a word, and whether it is surely the name."""
        form = next((each for each in self._forms.forms(word) if each.word in self._core), None)
        if form is None:
            return None
        known = form.word not in COMMON | self._shared and len(form.word) > 1
        if form.exact:
            return form.ahead, known and (not word.islower() or len(form.word) >= _LONG)
        read = plain(word[form.ahead :])
        short = len(read) - len(form.word) < _ENDING and read.startswith(form.word)
        return form.ahead, known and short and len(form.word) >= _LONG and not word.islower()

    def _run_of(self, other: str) -> tuple[str, ...]:
        """The words of somebody else who shares a part of the name, and has others besides."""
        run = tuple(plain(word) for word in words_of(other))
        shares = not self._core.isdisjoint(run)
        has_all = len(self._all) > 1 and self._all.keys() <= set(run)
        return run if shares and not has_all and not set(run) <= self._all.keys() else ()

    def _of_others(self, parts: Sequence[str]) -> frozenset[int]:
        """The words that are part of somebody else's full name."""
        if not self._others:
            return frozenset()
        words = [plain(word) for word in parts[1::2]]
        found = set[int]()
        for place, word in enumerate(words):
            for run in self._others.get(word, ()):
                if tuple(words[place : place + len(run)]) == run:
                    found |= {2 * (place + step) + 1 for step in range(len(run))}
        return frozenset(found)


def changed(text: str, spots: Iterable[Spot], instead: str | None = None) -> str:
    """The text with other words in these places: initials, if no words are given."""
    for each in sorted(spots, key=lambda spot: -spot.start):
        put, rest = each.initials if instead is None else instead, text[each.end :]
        # The point of an initial is the end of its sentence as well.
        after = rest[1:] if put.endswith(".") and rest.startswith(".") else rest
        text = f"{text[: each.start]}{put}{after}"
    return text


def _glued(name: str) -> dict[str, str]:
    if not glued_of(name):
        return {}
    initials = initials_of(name)
    if not initials:
        return {}
    return glued_runs_of(Called(as_read(name), initials[0], " ".join(initials), True))


def _longest_first(words: Iterable[str]) -> list[str]:
    return sorted(words, key=len, reverse=True)


def _may_stand_alone(word: str) -> bool:
    return len(word) > 1 and word not in LITTLE | TITLES and any(ch.isalpha() for ch in word)


def _is_within(parts: Sequence[str], run: range) -> bool:
    """Whether a name is glued to what is neither a name nor a title."""
    before, after = run[0] - 2, run[-1] + 2
    glued = before > 0 and not parts[before + 1] and plain(parts[before]) not in TITLES
    return glued or (after < len(parts) and not parts[after - 1])


def _starts(parts: Sequence[str]) -> list[int]:
    starts, at = list[int](), 0
    for part in parts:
        starts.append(at)
        at += len(part)
    return starts
