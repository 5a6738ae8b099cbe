"""With initials wanted, nobody is named: on a sheet, in its bytes, its metadata, its file name."""

from dataclasses import replace
from itertools import count

import pytest

import make
from beforehand.domain import counterparts, stakes
from beforehand.domain.record import Record
from beforehand.library import default_library
from beforehand.sheets import Options, Paper
from beforehand.store.names import everyone
from beforehand.store.notebook import Notebook
from sheets.planted import SCRIPTS, Words, own_words, planted
from sheets.test_leak import EXPECTED, OPTIONS, Planted, hidden_in, squashed

CAPITALS = {"latin", "vietnamese", "greek", "cyrillic"}
_LATIN = (
    "{first}s {last}s, {first}-{last}s {first}{last} {small} Frau{last} frau{low} {last}2 {last}owi"
    " {last}ille {low}s {first}\u00ad{last} #{last}Team {last}’s {last}nın team{low}"
)
INFLECTED = {
    "latin": _LATIN,
    "vietnamese": _LATIN,
    "greek": "{first}ου {last}ων {low}ου {first}{last}",
    "cyrillic": "{first}ом {last}ами {low}а {first}{last}",
    "arabic": "و{last} لل{first} ب{last} {first}ا",
    "hebrew": "ו{last} של{first} ה{last}",
    "devanagari": "{first}ने {last}को",
}
"""Forms in which a language puts a name, by script."""


class Names:
    """Full names of which each word occurs nowhere else."""

    def __init__(self, script: str) -> None:
        self.script, self._numbers, self.all = script, count(50_000, 7), list[str]()

    def next(self) -> str:
        words = [SCRIPTS[self.script].word(next(self._numbers)) for _ in range(2)]
        if self.script in CAPITALS:
            words = [word.capitalize() for word in words]
        self.all += words
        return " ".join(words)


def inflected(own: str, script: str) -> str:
    """A name in the forms of a script, whole and in parts of which one letter is not seen."""
    first, last = own.split()
    low, small = last.lower(), own.replace(" ", "").lower()
    forms = INFLECTED.get(script, "").format(first=first, last=last, low=low, small=small)
    return f"{forms} {last[:2]}\u200b{last[2:]}"


def speaking_of(record: Record, own: str, names: Names) -> Record:
    """The record with names in all its texts."""
    if isinstance(record, counterparts.Counterpart):
        notes = f"{record.notes} {own} {record.role}"
        return replace(record, name=own if record.id == make.PERSON else names.next(), notes=notes)
    first, last = own.split()
    said = f"{own}: {first}’s, {last}. {own.upper()} {inflected(own, names.script)}"
    texts = {name: f"{getattr(record, name)} {said}" for name in own_words(type(record))}
    if isinstance(record, stakes.Commitment):
        texts["owner_name"] = names.next()
    return replace(record, **texts)


@pytest.fixture(params=["latin"])
def filled(notebook: Notebook, request: pytest.FixtureRequest) -> Planted:
    words, names = Words(request.param), Names(request.param)
    own = names.next()
    records = [speaking_of(record, own, names) for record in planted(words)]
    notebook.save(*records, now=make.NOW)
    words.all[:] = names.all
    return Planted(words, notebook, default_library())


every_kind = pytest.mark.parametrize("kind", EXPECTED)


def named_in(filled: Planted, kind: str, options: Options) -> set[str]:
    printed = filled.ordered(kind, options, initials=True)
    seen = squashed(printed.text + printed.outside).casefold()
    names = set(filled.words.all)
    return {word for word in names if word.casefold() in seen} | hidden_in(printed.pdf, names)


@pytest.mark.parametrize("options", OPTIONS[::3])
@every_kind
def test_nobody_is_named_on_any_paper_in_any_size(
    filled: Planted, kind: str, options: Options
) -> None:
    assert named_in(filled, kind, options) == set()


@pytest.mark.parametrize("filled", SCRIPTS, indirect=True)
@every_kind
def test_nobody_is_named_in_any_script(filled: Planted, kind: str) -> None:
    assert named_in(filled, kind, Options(paper=Paper.LETTER)) == set()


@every_kind
def test_without_the_wish_the_same_names_are_there(filled: Planted, kind: str) -> None:
    text = filled.ordered(kind, Options()).text
    assert any(word in text for word in filled.words.all) == (kind != "worksheet")


def test_the_names_of_everybody_are_known_also_of_those_put_away(filled: Planted) -> None:
    person = filled.notebook[counterparts.Counterpart].get(make.PERSON)
    assert person
    filled.notebook.save(replace(person, trashed_at=make.NOW), now=make.NOW)
    assert person.name in everyone(filled.notebook)
