"""How a name may stand in a text: rows of words, or in scripts without spaces rows of letters."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from beforehand.domain.called import Called
from beforehand.domain.name_forms import NameForms
from beforehand.domain.names import (
    COMMON,
    LITTLE,
    TITLES,
    glued_of,
    initial,
    initials_of,
    is_particle,
    plain,
    words_of,
)
from beforehand.domain.ordinary import ORDINARY

_JOINT, _TURNED_JOINT = re.compile("\\s+|[._'’‐‑-]|"), re.compile(",?\\s+|")
"""What may stand between two words of one name, and where the last name stands first."""

_UNSEEN = "[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]*"
"""What may stand between two letters without being seen."""

_SHORT = 3
"""Letters of a first name that is too short to be told from another word."""


ORDINARY_OR_COMMON = ORDINARY | COMMON


class Run(NamedTuple):
    """Words of a name in a row, plain, and what is written for them."""

    words: tuple[str, ...]
    initials: str
    here: bool
    turned: bool = False

    def fits(self, parts: Sequence[str], at: int, forms: NameForms) -> bool:
        """Whether the text has these words from a place on, in whatever form."""
        end = at + 2 * len(self.words) - 1
        there = zip(parts[at + 2 : end : 2], self.words[1:], strict=False)
        if end > len(parts) or not all(_is_of(forms, *each) for each in there):
            return False
        joint = _TURNED_JOINT if self.turned else _JOINT
        sure = len(self.words) > 1 and not ORDINARY_OR_COMMON.issuperset(self.words)
        alone = len(self.words) == 1 and self.here and forms.may_be_small(self.words[0])
        joined = all(map(joint.fullmatch, parts[at + 1 : end : 2]))
        return joined and (sure or alone or not parts[at][0].islower())


def _is_of(forms: NameForms, said: str, word: str) -> bool:
    """Whether what is said is a word of a name, in whatever form."""
    return any(form.word == word and not form.ahead for form in forms.forms(said))


def runs_of(called: Called) -> Iterator[Run]:
    """The rows of words that stand for somebody, the whole name first."""
    words = [plain(word) for word in words_of(called.name)]
    if not words or glued_of(called.name):
        yield from (Run((word,), called.short, called.here) for word in words if called.here)
        return
    if len(words) > 1:
        yield Run(tuple(words), called.full, called.here)
        yield Run((words[0], words[-1]), called.full, called.here)
        yield Run((words[-1], *words[:-1]), called.full, called.here, turned=True)
    if called.here:
        yield from (run for run in _parts(called) if _may_stand_alone(run.words))
    elif _is_sure(words):
        yield Run((words[0],), called.short, here=False)


def _is_sure(words: Sequence[str]) -> bool:
    first = words[0]
    if len(words) == 1:
        return first not in COMMON
    return len(first) >= _SHORT and first not in COMMON and first.upper() != first


def _may_stand_alone(words: Sequence[str]) -> bool:
    return len(words) > 1 or (len(words[0]) > 1 and words[0] not in LITTLE | TITLES)


def _parts(called: Called) -> Iterator[Run]:
    """Single words of somebody on the sheet, parts with a hyphen, and `van der Berg`."""
    chunks = list(zip(_shown(called.name), initials_of(called.name), strict=True))
    for i, (chunk, its_own) in enumerate(chunks):
        if is_particle(chunk, called.name):
            rest = chunks[i:]
            shown = " ".join(initials for _, initials in rest)
            yield _run([each for each, _ in rest], called.full if called.apart else shown)
        else:
            yield from _inside(chunk, called.short if called.apart or not i else its_own)


def _inside(chunk: str, initials: str) -> Iterator[Run]:
    """A part of a name, and its words if a hyphen or an apostrophe binds several."""
    yield _run([chunk], initials)
    first, *others = words_of(chunk)
    yield from (_run([word], initial(word)) for word in others)
    if others:
        yield _run([first], initials)


def _run(chunks: Sequence[str], initials: str) -> Run:
    return Run(tuple(plain(word) for chunk in chunks for word in words_of(chunk)), initials, True)


def _shown(name: str) -> list[str]:
    chunks = [chunk for chunk in unicodedata.normalize("NFC", name).split() if initials_of(chunk)]
    return [each for each in chunks if plain(each).strip(".,") not in TITLES] or chunks


def glued_runs_of(called: Called) -> dict[str, str]:
    """How a name is written in a script without spaces, and what is written for it."""
    parts = glued_of(called.name)
    if not parts:
        return {}
    whole = unicodedata.normalize("NFC", " ".join(called.name.split()))
    found = {whole: called.full, whole.replace(" ", ""): called.full}
    if called.here:
        initials = initials_of(called.name)
        given = parts[0][1:] if len(parts) == 1 else ""
        for i, part in enumerate([*parts, given]):
            own = called.full if called.apart or i >= len(initials) else initials[i]
            if len(part) > 1:
                found.setdefault(part, own)
    return found


def however_parted(run: str) -> str:
    """The pattern of a run of letters, with what is not seen between them."""
    return _UNSEEN.join(map(re.escape, run))
