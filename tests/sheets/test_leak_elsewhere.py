"""Places where a word could hide: fonts, tags, a lens, what was ticked and then put away."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

import make
from beforehand import orders
from beforehand.domain import conversations as talks
from beforehand.domain import counterparts, needs, stakes
from beforehand.domain.record import Record
from beforehand.library import Library, default_library
from beforehand.sheets import Options
from beforehand.store.notebook import Notebook
from sheets.pdfs import bytes_of, reader_of
from sheets.planted import Words, own_words, planted
from sheets.test_leak import EXPECTED, LENS, Planted, brief_of, hidden_in, squashed

TICKABLE = (needs.Need, stakes.NonNegotiable, stakes.Option, stakes.AskingPoint)
SAID_OF_THINGS = {"/Alt", "/ActualText", "/E", "/T", "/Contents", "/TU", "/Desc", "/Names"}
"""Keys of the format whose values are words that stand on no page."""

_ROW = re.compile(rb"<[0-9a-f]{4}> <([0-9a-f]+)>(?! endcodespacerange)")
_SECRET = "Ж漢ﷺ😀ฬ"
"""Letters that nothing else on a sheet has, of as many fonts."""

every_kind = pytest.mark.parametrize("kind", EXPECTED)


@pytest.fixture
def book(notebook: Notebook) -> Planted:
    words = Words()
    notebook.save(*planted(words), now=make.NOW)
    return Planted(words, notebook, default_library())


def kept(notebook: Notebook, *kinds: type[Record]) -> Iterator[Any]:
    for kind in kinds:
        yield from notebook[kind].find()


def letters_in_fonts(pdf: bytes) -> set[str]:
    """All that a file's fonts could say, whether it is on a page or not."""
    return {
        letter
        for code in _ROW.findall(bytes_of(pdf))
        for letter in bytes.fromhex(code.decode()).decode("utf-16-be")
    }


def keys_of(pdf: bytes) -> set[str]:
    reader, found, waiting = reader_of(pdf), set[str](), list[Any]()
    waiting += [reader.get_object(number) for number in range(1, reader.trailer["/Size"])]
    while waiting:
        thing = waiting.pop()
        if isinstance(thing, dict):
            if "/MCID" not in thing and thing.get("/Type") != "/Page":
                found |= set(thing)
            waiting += thing.values()
        elif isinstance(thing, list):
            waiting += thing
    return found


def test_what_was_ticked_for_the_room_and_then_put_away_is_not_seen_there(book: Planted) -> None:
    away = [replace(each, trashed_at=make.NOW) for each in kept(book.notebook, *TICKABLE)]
    book.notebook.save(*away, now=make.NOW)
    gone = {text for each in away for text in (each.text, getattr(each, "question", "")) if text}
    printed = book.ordered("room", Options())
    assert len(gone) > 20
    assert {word for word in gone if word in printed.text + printed.outside} == set()
    assert hidden_in(printed.pdf, gone) == set()


def test_somebody_who_was_put_away_is_not_named_in_the_room(book: Planted) -> None:
    person = book.notebook[counterparts.Counterpart].get(make.PERSON)
    assert person is not None
    book.notebook.save(replace(person, trashed_at=make.NOW), now=make.NOW)
    names = {each.counterpart.name for each in brief_of(book.notebook).people}
    printed = book.ordered("room", Options())
    assert (person.name in printed.text) == (person.name in names)


def test_the_words_of_an_own_lens_are_not_seen_in_the_room(book: Planted) -> None:
    lens = book.library.lenses[LENS]
    own = [book.words.next() for _ in range(50)]
    asked = iter(own)
    parts = tuple(
        replace(
            part,
            title=next(asked),
            questions=tuple(replace(each, wording=next(asked)) for each in part.questions[:3]),
        )
        for part in lens.parts
    )
    lens = replace(lens, title=next(asked), summary=next(asked), parts=parts)
    library = Library(lenses={LENS: lens}, drivers={}, faults=())
    questions = [each for part in parts for each in part.questions]
    answers = [
        make.record(
            talks.Answer,
            lens_id=LENS,
            question_id=each.id,
            wording=each.wording,
            text="An answer.",
        )
        for each in questions
    ]
    book.notebook.save(*answers, now=make.NOW)
    used = set(own) - set(asked)
    printed = replace(book, library=library).ordered("room", Options())
    private = replace(book, library=library).ordered("brief", Options())
    assert any(word in private.text for word in used)
    assert {word for word in used if word in printed.text + printed.outside} == set()


@every_kind
def test_no_tag_bears_words_that_stand_on_no_page(book: Planted, kind: str) -> None:
    assert keys_of(book.ordered(kind, Options()).pdf) & SAID_OF_THINGS == set()


def test_fonts_hold_no_letter_of_what_may_not_be_seen(notebook: Notebook) -> None:
    secret = [
        make.record(kind, conversation_id=make.TALK, **dict.fromkeys(own_words(kind), _SECRET))
        for kind in (talks.Answer, talks.Debrief, stakes.Opening, stakes.Position)
    ]
    talk = make.record(talks.Conversation, id=make.TALK, title="A talk", issue=_SECRET)
    seat = make.record(talks.Participant, conversation_id=make.TALK)
    person = make.record(counterparts.Counterpart, id=make.PERSON, name="Ann", notes=_SECRET)
    notebook.save(talk, person, seat, *secret, now=make.NOW)
    book = Planted(Words(), notebook, default_library())
    private, room = (book.ordered(kind, Options()) for kind in ("brief", "room"))
    assert set(_SECRET) & letters_in_fonts(private.pdf)
    assert set(_SECRET) & letters_in_fonts(room.pdf) == set()
    beside = {letter for letter in letters_in_fonts(room.pdf) if ord(letter) > 126}
    assert beside <= set(room.text) | set("“”‘’–—…·−\u00a0ʻʼ")


def test_a_font_is_named_after_its_letters_and_nothing_else(book: Planted) -> None:
    inside = bytes_of(book.ordered("brief", Options()).pdf)
    names = set(re.findall(rb"/(?:BaseFont|FontName) ?/([^\s/<>\[\]]+)", inside))
    assert names
    assert all(re.fullmatch(rb"[A-Z]{6}\+(Source|Noto)[A-Za-z0-9-]+", name) for name in names)


@every_kind
def test_an_address_of_mail_names_nobody_where_initials_are_wanted(
    book: Planted, kind: str
) -> None:
    person = book.notebook[counterparts.Counterpart].get(make.PERSON)
    assert person is not None
    named = replace(
        person, name="Maria Vale", team="Vale", notes="Write to mvale@firm.example or m.vale@firm."
    )
    talk = book.notebook[talks.Conversation].get(make.TALK)
    assert talk is not None
    titled = replace(talk, title="With m.vale@firm.example", issue="Of mvale@firm.example")
    book.notebook.save(named, titled, now=make.NOW)
    printed = book.ordered(kind, Options(), initials=True)
    told = squashed(printed.text + printed.outside).casefold()
    assert "vale" not in told
    assert hidden_in(printed.pdf, {"mvale", "m.vale"}) == set()


def test_the_file_of_every_kind_says_in_its_name_only_what_may_be_told(book: Planted) -> None:
    wish = orders.Wish(kind=orders.ROOM, subject=make.TALK)
    name = orders.read(wish, book.notebook, book.library, make.NOW).lay_out().name
    title = brief_of(book.notebook).conversation.title
    assert {word for word in book.words.all if word in name} <= {title}
