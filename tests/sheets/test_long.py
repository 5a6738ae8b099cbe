"""Notes as long as a book, and what nobody writes but somebody may paste."""

import gc
from dataclasses import replace
from itertools import pairwise
from threading import Event, Thread

import pytest

from beforehand.domain.brief import Brief, Hypothesis, PersonBrief
from beforehand.domain.conversations import Conversation
from beforehand.domain.counterparts import Counterpart
from beforehand.domain.needs import Need, Standing
from beforehand.domain.record import Id
from beforehand.sheets import Sheet, StoppedError, Watch, private_sheet, room_sheet, unwatched
from pdfium import text_of

from . import briefs
from .pdfs import poppler_text

WORDS = 6_000


def noted(note: str) -> Brief:
    who = Counterpart(name="Priya Nair", notes=note)
    return Brief(
        conversation=Conversation(issue="A long story"), people=(PersonBrief(counterpart=who),)
    )


def printed(note: str, watch: Watch = unwatched) -> Sheet:
    return private_sheet(noted(note), printed_on=briefs.TODAY, watch=watch)


def numbered(count: int = WORDS, between: str = " ") -> str:
    return between.join(f"word{number}x" for number in range(count))


def test_all_words_of_a_long_note_are_printed_in_their_order() -> None:
    sheet = printed(numbered())
    found = [word for word in text_of(sheet.pdf).split() if word.startswith("word")]
    assert found == numbered().split()
    assert sheet.pages > 5


def test_another_reader_finds_the_same_words() -> None:
    text = poppler_text(printed(numbered(between="\n")).pdf).split()
    assert [word for word in text if word.startswith("word")] == numbered().split()


def test_a_long_layout_tells_how_far_it_is_and_never_less_than_before() -> None:
    shares: list[float] = []
    printed(numbered(), shares.append)
    assert len(shares) > 50
    assert shares == sorted(shares)
    assert shares[0] < 0.25
    assert shares[-1] == 1.0


def test_each_part_of_the_work_is_heard_of() -> None:
    shares: list[float] = []
    printed(numbered(), shares.append)
    steps = [after - before for before, after in pairwise(shares)]
    assert max(steps) < 0.15


@pytest.mark.parametrize("until", [0.0, 0.3, 0.75, 0.9, 0.96, 0.98])
def test_a_long_layout_can_be_stopped_at_any_point(until: float) -> None:
    def watch(share: float) -> None:
        if share >= until:
            raise StoppedError

    with pytest.raises(StoppedError):
        printed(numbered(), watch)
    assert printed("A note.").pages == 1


def test_what_was_stopped_leaves_nothing_behind() -> None:
    def watch(_share: float) -> None:
        raise StoppedError

    before = printed("A note.").pdf
    with pytest.raises(StoppedError):
        printed(numbered(), watch)
    assert gc.isenabled()
    assert printed("A note.").pdf == before


def test_a_sheet_that_is_watched_is_the_same_sheet() -> None:
    assert printed(numbered(2_000), [].append).pdf == printed(numbered(2_000)).pdf


def test_who_watches_one_layout_hears_nothing_of_another_in_a_thread_beside_it() -> None:
    alone: list[float] = []
    printed(numbered(), alone.append)
    beside, heard, begun = list[float](), list[float](), Event()

    def watch(share: float) -> None:
        beside.append(share)
        begun.set()

    other = Thread(target=lambda: printed(numbered(), watch))
    other.start()
    begun.wait(20)
    printed(numbered(), heard.append)
    other.join()
    assert heard == alone
    assert beside == alone


def test_a_long_room_sheet_is_refused_and_can_be_stopped_before_that() -> None:
    def watch(_share: float) -> None:
        raise StoppedError

    with pytest.raises(StoppedError):
        room_sheet(briefs.room(shared_goal=numbered()), watch=watch)


def test_two_thousand_needs_are_all_printed() -> None:
    who = Counterpart(name="Priya Nair")
    need = Need(standing=Standing.HIDDEN, counterpart_id=who.id, text="")
    needs = [replace(need, id=Id(f"{i}"), text=f"wish{i}x") for i in range(2_000)]
    person = PersonBrief(counterpart=who, hidden=tuple(Hypothesis(need=each) for each in needs))
    brief = Brief(conversation=Conversation(issue="Too much"), people=(person,))
    text = text_of(private_sheet(brief, printed_on=briefs.TODAY).pdf)
    assert [word for word in text.split() if word.startswith("wish")] == [n.text for n in needs]


HOSTILE = {
    "a word without an end": "a" * 200_000,
    "a letter a line": "a\n" * 20_000,
    "empty lines": "\n" * 200_000 + "end",
    "spaces": "a" + " " * 200_000 + "end",
    "brackets in brackets": "(" * 20_000 + "م" + ")" * 20_000,
    "isolates in isolates": "\u2068(" * 10_000 + "م" + ")\u2069" * 10_000,
    "isolates side by side": "م" + "\u2068(\u2069" * 10_000,
    "embeddings in embeddings": "\u202b(" * 10_000 + "م" + ")\u202c" * 10_000,
    "marks on a letter": "a" + "\u0301\u0316" * 10_000,
    "Arabic marks on a letter": "م" + "\u064e" * 10_000,
    "marks and nothing else": "\u0301" * 10_000,
    "Arabic without spaces": "السلامعليكم" * 10_000,
    "Devanagari without spaces": "महत्त्वपूर्ण" * 5_000,
    "Thai without spaces": "ประชุมกับทีมงาน" * 2_000,
    "joiners": "\U0001f469\u200d" * 10_000,
    "regional letters": "\U0001f1e6" * 10_001,
    "what no font has": "".join(map(chr, range(0xE000, 0xE800))),
    "hyphens": "a-" * 50_000,
    "tags": "<b>&amp;<img src=x>" * 5_000,
}


@pytest.mark.parametrize("note", HOSTILE.values(), ids=HOSTILE)
def test_what_nobody_would_write_is_printed_in_seconds(note: str) -> None:
    # Each took from half a minute to forever, or broke a font, with one of the limits away.
    sheet = printed(note, _Patience(tellings=200_000))
    assert sheet.pages >= 1
    assert sheet.pdf.startswith(b"%PDF-")


class _Patience:
    """Bears so many words from a layout; a loop that gets nowhere says more."""

    def __init__(self, tellings: int) -> None:
        self._left = tellings

    def __call__(self, _share: float) -> None:
        self._left -= 1
        assert self._left
