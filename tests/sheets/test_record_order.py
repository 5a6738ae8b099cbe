"""A record is ordered by the id of a conversation or a counterpart, and is called after people."""

from dataclasses import replace

import pytest

import make
from beforehand import orders
from beforehand.domain import conversations as talks
from beforehand.domain.counterparts import Counterpart
from beforehand.domain.record import Id
from beforehand.library import default_library
from beforehand.orders.record import RecordOrder
from beforehand.sheets import IN_FULL, Options
from beforehand.store.notebook import Notebook
from pdfium import text_of
from sheets.pdfs import bytes_of


def laid(notebook: Notebook, subject: Id, **wish: object) -> orders.Laid:
    options = Options(leave_out=orders.KINDS[orders.RECORD].leave_out)
    asked = orders.Wish(kind=orders.RECORD, subject=subject, options=options)
    return orders.read(replace(asked, **wish), notebook, default_library(), make.NOW).lay_out()


@pytest.fixture
def world(notebook: Notebook) -> Notebook:
    notebook.save(*make.world(), now=make.NOW)
    return notebook


def test_a_file_is_called_after_the_day_and_the_people(world: Notebook) -> None:
    assert laid(world, make.TALK).name == "2026-11-20 Łucja record.pdf"
    assert laid(world, make.PERSON).name == "2026-11-19 Łucja Nowak record.pdf"


def test_a_conversation_without_anybody_or_a_date_has_a_name_too(notebook: Notebook) -> None:
    talk = talks.Conversation(issue="secret")
    notebook.save(talk, now=make.NOW)
    assert laid(notebook, talk.id).name == "2026-11-19 conversation record.pdf"


def test_motives_are_named_in_plain_words(world: Notebook) -> None:
    assert "Motive beneath capacity" in text_of(laid(world, make.TALK).sheet.pdf)


def test_a_counterparts_conversations_are_told_in_short_until_all_is_asked_for(
    world: Notebook,
) -> None:
    assert frozenset({IN_FULL}) == orders.KINDS[orders.RECORD].leave_out
    assert "A quiet launch" not in text_of(laid(world, make.PERSON).sheet.pdf)
    whole = laid(world, make.PERSON, options=Options())
    assert "A quiet launch" in text_of(whole.sheet.pdf)


@pytest.mark.parametrize("subject", [make.TALK, make.PERSON])
def test_initials_stand_for_names_everywhere(world: Notebook, subject: Id) -> None:
    sheet = laid(world, subject, initials=True)
    text = text_of(sheet.sheet.pdf) + sheet.name + str(bytes_of(sheet.sheet.pdf))
    assert "Ł." in text
    assert "Nowak" not in text
    assert "Łucja" not in text


def test_what_is_not_printed_is_not_read(world: Notebook) -> None:
    for leave_out, is_read in ((frozenset({IN_FULL}), False), (frozenset[str](), True)):
        options = Options(leave_out=leave_out)
        wish = orders.Wish(kind=orders.RECORD, subject=make.PERSON, options=options)
        order = orders.read(wish, world, default_library(), make.NOW)
        assert isinstance(order, RecordOrder)
        assert any(isinstance(each, talks.Answer) for each in order.file.records) is is_read


def test_equal_orders_of_the_same_day_give_the_same_bytes(world: Notebook) -> None:
    assert laid(world, make.PERSON).sheet.pdf == laid(world, make.PERSON).sheet.pdf


def test_somebody_of_whom_nothing_is_kept_fills_one_page(notebook: Notebook) -> None:
    person = Counterpart(name="Priya Nair")
    notebook.save(person, now=make.NOW)
    sheet = laid(notebook, person.id).sheet
    assert sheet.pages == 1
    assert "Nothing is kept under" in text_of(sheet.pdf)
