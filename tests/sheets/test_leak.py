"""What may not be seen is not on a sheet: whatever its kind, script, paper and options.

Every kind of sheet that can be ordered needs a row in `EXPECTED`, or a test here fails.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import product
from typing import NamedTuple

import pytest

import make
from beforehand import orders
from beforehand.domain import needs, stakes
from beforehand.domain.brief import Brief
from beforehand.domain.record import Id
from beforehand.library import Library, default_library
from beforehand.sheets import PITCHES_MM, Options, Paper, TooFullError
from beforehand.store.filed import file_of
from beforehand.store.gather import gather
from beforehand.store.notebook import Notebook
from beforehand.store.person_map import person_map
from pdfium import text_of
from sheets.pdfs import bytes_of, reader_of, told_of
from sheets.planted import EARLIER, SCRIPTS, Words, own_words, planted, told_in

__all__ = ["EARLIER", "Words", "own_words", "planted"]

OPTIONS = [
    Options(paper=paper, large=large, pitch_mm=pitch)
    for paper, large, pitch in product(Paper, (False, True), PITCHES_MM)
]
LENS = Id("internal-alignment")
CODES = ("utf-8", "latin-1", "utf-16-le", "utf-16-be")


def may_be_seen(brief: Brief) -> set[str]:
    """The allow-list of the product, in words: written anew here, not taken from the program."""
    talk, ticked = brief.conversation, {c.item_id for c in brief.choices if c.shown}
    seen = {talk.title, talk.shared_goal}
    for person in brief.people:
        seen |= {person.counterpart.name}
        seen |= {n.text for n in person.said if n.standing is needs.Standing.STATED}
        seen |= {h.need.question for h in person.hidden if h.need.id in ticked}
    limits = [*brief.my_fixed, *(limit for person in brief.people for limit in person.fixed)]
    seen |= {limit.text for limit in limits if limit.basis is stakes.Basis.SAID}
    seen |= {need.text for need in brief.my_needs if need.id in ticked}
    seen |= {point.text for point in brief.asking if point.id in ticked}
    return seen | {line.option.text for line in brief.options if line.option.id in ticked}


def words_in(value: object) -> set[str]:
    return {word for word, _ in told_in(value) if word}


def aims_of_last_time(brief: Brief) -> set[str]:
    """What was aimed at last time gives way to what came of it: the only words left out."""
    names = ("title", "shared_goal", "if_no_agreement", "if_no_agreement_theirs")
    talks_before = [person.last.conversation for person in brief.people if person.last]
    return {getattr(talk, name) for talk in talks_before for name in names}


def on_the_map(notebook: Notebook) -> set[str]:
    """What a needs map is for: a counterpart's needs and what would test them."""
    of = person_map(notebook, make.PERSON)
    shown = [*of.said, *(hypothesis.need for hypothesis in of.hidden)]
    texts = {word for need in shown for word in (need.text, need.words, need.question, need.driver)}
    return texts | {of.counterpart.name, of.counterpart.role, of.counterpart.team}


def brief_of(notebook: Notebook) -> Brief:
    return gather(notebook, make.TALK, {})


class Expected(NamedTuple):
    """A sheet of a kind: what it is of, the words it may show, those it must, those told outside.

    Outside the pages are the metadata, the outline and the file's name.
    """

    kind: str
    subject: Id
    may: Callable[[Notebook], set[str]]
    must: Callable[[Notebook], set[str]]
    outside: Callable[[Notebook], set[str]]


def nothing(_: Notebook) -> set[str]:
    return set()


def names_of(notebook: Notebook) -> set[str]:
    return {person.counterpart.name for person in brief_of(notebook).people}


def filed(notebook: Notebook) -> set[str]:
    return words_in(file_of(notebook, make.TALK, {}))


def issues_filed(notebook: Notebook) -> set[str]:
    """The record is for the file: its outline tells which conversation it is of."""
    file = file_of(notebook, make.TALK, {})
    return names_of(notebook) | {file.conversation.issue}


def of_the_person(notebook: Notebook) -> set[str]:
    return words_in(file_of(notebook, make.PERSON, {}))


def all_but_aims(notebook: Notebook) -> set[str]:
    return words_in(brief_of(notebook)) - aims_of_last_time(brief_of(notebook))


def in_the_room(notebook: Notebook) -> set[str]:
    return may_be_seen(brief_of(notebook))


def neutral_title(notebook: Notebook) -> set[str]:
    return {brief_of(notebook).conversation.title}


def all_of_the_brief(notebook: Notebook) -> set[str]:
    return words_in(brief_of(notebook))


EXPECTED = {
    "brief": Expected(orders.PRIVATE, make.TALK, all_of_the_brief, all_but_aims, names_of),
    "room": Expected(orders.ROOM, make.TALK, in_the_room, in_the_room, neutral_title),
    "worksheet": Expected(orders.WORKSHEET, LENS, nothing, nothing, nothing),
    "map": Expected(orders.MAP, make.PERSON, on_the_map, names_of, names_of),
    "talk": Expected(orders.RECORD, make.TALK, filed, names_of, issues_filed),
    "person": Expected(orders.RECORD, make.PERSON, of_the_person, names_of, of_the_person),
}


@dataclass
class Planted:
    words: Words
    notebook: Notebook
    library: Library

    def ordered(self, kind: str, options: Options, *, initials: bool = False) -> "Printed":
        """A sheet as the window orders it; what does not fit on its page is left out."""
        of = EXPECTED[kind]
        wish = orders.Wish(kind=of.kind, subject=of.subject, options=options, initials=initials)
        try:
            laid = orders.read(wish, self.notebook, self.library, make.NOW).lay_out()
        except TooFullError as told:
            out = options.leave_out | {section.id for section in told.sections}
            printed = self.ordered(kind, replace(options, leave_out=out), initials=initials)
            return replace(printed, whole=False)
        return Printed(laid.sheet.pdf, laid.name)


@dataclass
class Printed:
    pdf: bytes
    name: str
    whole: bool = True

    @property
    def text(self) -> str:
        """Without spaces: a word of a script that has none goes on in the next line."""
        return squashed(text_of(self.pdf))

    @property
    def outside(self) -> str:
        return squashed(told_of(self.pdf) + self.name)


def squashed(text: str) -> str:
    return "".join(text.split())


@pytest.fixture
def library() -> Library:
    return default_library()


@pytest.fixture(params=["latin"])
def filled(notebook: Notebook, library: Library, request: pytest.FixtureRequest) -> Planted:
    words = Words(request.param)
    notebook.save(*planted(words), now=make.NOW)
    return Planted(words, notebook, library)


every_kind = pytest.mark.parametrize("kind", EXPECTED)
every_option = pytest.mark.parametrize(
    "options", OPTIONS, ids=lambda o: f"{o.paper}-{'large' if o.large else 'usual'}-{o.pitch_mm}"
)
every_script = pytest.mark.parametrize("filled", SCRIPTS, indirect=True)


def check(filled: Planted, kind: str, options: Options) -> None:
    """Only what may be seen is seen, and the rest is nowhere in the file."""
    expected, printed = EXPECTED[kind], filled.ordered(kind, options)
    may = expected.may(filled.notebook)
    text = printed.text
    shown = {word for word in filled.words.all if word in text}
    assert shown <= may
    assert printed.whole or (options.large and kind == "room") or kind == "map"
    assert not printed.whole or expected.must(filled.notebook) - shown == set()
    outside = printed.outside
    assert {w for w in filled.words.all if w in outside} <= expected.outside(filled.notebook)
    assert hidden_in(printed.pdf, set(filled.words.all) - may) == set()


def hidden_in(pdf: bytes, words: set[str]) -> set[str]:
    """Words in any stream, in any code, in whichever case."""
    inside = bytes_of(pdf).lower()
    return {
        word
        for word in words
        for code in CODES
        for found in (word.lower().encode(code, "ignore"),)
        if len(found) > len(word) // 2 and (found in inside or found.hex().encode() in inside)
    }


def test_every_kind_of_sheet_is_expected_to_show_something() -> None:
    assert {expected.kind for expected in EXPECTED.values()} == set(orders.KINDS)


@every_option
@every_kind
def test_a_sheet_shows_what_it_may_on_any_paper_in_any_size(
    filled: Planted, kind: str, options: Options
) -> None:
    check(filled, kind, options)


@every_script
@every_kind
def test_a_sheet_shows_what_it_may_in_any_script(filled: Planted, kind: str) -> None:
    check(filled, kind, Options())


def test_the_words_that_are_looked_for_are_many(filled: Planted) -> None:
    counts = {kind: len(each.must(filled.notebook)) for kind, each in EXPECTED.items()}
    assert counts["brief"] > 60
    assert counts["room"] > 8


@every_kind
def test_metadata_names_neither_an_author_nor_a_program(filled: Planted, kind: str) -> None:
    reader = reader_of(filled.ordered(kind, Options()).pdf)
    metadata = reader.metadata or {}
    assert set(metadata) <= {"/Title", "/CreationDate", "/ModDate", "/Trapped"}
    assert not re.search("(?i)reportlab|pypdf|producer|creator|author", str(reader.xmp_metadata))
    title = str(metadata["/Title"])
    told = {word for word in filled.words.all if word in title}
    neutral = {brief_of(filled.notebook).conversation.title} if kind == "room" else set()
    assert told == neutral
    assert title.strip()
