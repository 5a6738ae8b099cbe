from datetime import datetime
from typing import cast

import pytest

import make
from beforehand import orders
from beforehand.domain.conversations import Speed
from beforehand.domain.errors import BeforehandError
from beforehand.domain.record import Id
from beforehand.library import default_library
from beforehand.store.notebook import Notebook
from pdfium import text_of

LIBRARY = default_library()
NO_NOTEBOOK = cast("Notebook", None)


def worksheet_of(lens: str, now: datetime, speed: Speed = Speed.FULL) -> orders.Laid:
    wish = orders.Wish(kind=orders.WORKSHEET, subject=Id(lens), speed=speed)
    return orders.read(wish, NO_NOTEBOOK, LIBRARY, now).lay_out()


def test_a_worksheet_needs_no_notebook_and_its_file_is_called_by_the_lens(now: datetime) -> None:
    laid = worksheet_of("three-conversations", now)
    assert (laid.kind, laid.name) == (
        "worksheet",
        f"{now.date()} Three conversations worksheet.pdf",
    )


def test_the_speed_that_was_wished_for_is_printed(now: datetime) -> None:
    pages = [worksheet_of("why-stuck", now, speed).sheet.pages for speed in Speed]
    assert sorted(pages) == [1, 2]
    assert "being recognised" in text_of(worksheet_of("why-stuck", now).sheet.pdf)


def test_a_lens_that_is_gone_is_told(now: datetime) -> None:
    with pytest.raises(BeforehandError, match="no lens “gone”"):
        worksheet_of("gone", now)


def test_a_map_is_called_by_the_name_and_never_by_a_need(notebook: Notebook, now: datetime) -> None:
    notebook.save(*make.world(), now=now)
    wish = orders.Wish(kind=orders.MAP, subject=make.PERSON)
    laid = orders.read(wish, notebook, LIBRARY, now).lay_out()
    assert (laid.kind, laid.name) == ("map", f"{now.date()} Łucja Nowak needs map.pdf")
    text = text_of(laid.sheet.pdf)
    assert "rest for the team" in text
    assert "capacity, energy, time" in text


def test_a_map_may_have_initials(notebook: Notebook, now: datetime) -> None:
    notebook.save(*make.world(), now=now)
    wish = orders.Wish(kind=orders.MAP, subject=make.PERSON, initials=True)
    laid = orders.read(wish, notebook, LIBRARY, now).lay_out()
    assert "Nowak" not in laid.name + text_of(laid.sheet.pdf)
