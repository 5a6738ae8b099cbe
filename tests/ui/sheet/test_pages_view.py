"""The preview paints the file's own pages, few or very many, and never keeps one waiting."""

import time

import pytest
from pytestqt.qtbot import QtBot
from reportlab.lib.pagesizes import A4, landscape

from beforehand.ui.widgets.pages_view import PagesView
from sheet_on_screen import a_pdf, rendered

pytestmark = pytest.mark.usefixtures("qapp")

AT_ONCE_S = 0.1
"""CPU time that the interface may take for anything."""


def view_of(qtbot: QtBot, pdf: bytes, width: int = 700) -> PagesView:
    view = PagesView()
    qtbot.addWidget(view)
    view.resize(width, 500)
    view.show()
    view.show_pdf(pdf)
    qtbot.wait_until(lambda: view.settled)
    return view


def test_the_preview_shows_every_page_as_the_file_renders(qtbot: QtBot) -> None:
    pdf = a_pdf(2)
    view = view_of(qtbot, pdf)
    assert view.count == 2
    bar = view.verticalScrollBar()
    for page, place in enumerate((0, bar.maximum())):
        bar.setValue(place)
        qtbot.wait_until(lambda: view.settled)
        image = view.pictures.image(page)
        assert image == rendered(pdf, image.width(), page)
        assert image.width() == view.page_width - 2


def test_what_is_painted_is_the_picture_pixel_for_pixel(qtbot: QtBot) -> None:
    pdf = a_pdf(1)
    view = view_of(qtbot, pdf)
    painted = view.widget().grab().toImage()
    image = rendered(pdf, view.page_width - 2)
    for x, y in ((100, 100), (97, 255), (110, 260), (1, 1)):
        assert painted.pixel(21 + x, 21 + y) == image.pixel(x, y)


def test_pages_follow_the_width_of_the_window_until_one_zooms(qtbot: QtBot) -> None:
    view = view_of(qtbot, a_pdf(1), 700)
    before = view.page_width
    view.resize(900, 500)
    assert view.page_width > before
    view.zoom_by(-1)
    chosen = view.page_width
    view.resize(700, 500)
    assert view.page_width == chosen
    view.fit_width()
    assert view.page_width == before


def test_zoom_stops_at_its_smallest_and_largest(qtbot: QtBot) -> None:
    view = view_of(qtbot, a_pdf(1))
    for _ in range(20):
        view.zoom_by(1)
    assert view.scale == 2.0
    for _ in range(20):
        view.zoom_by(-1)
    assert view.scale == 0.5


def test_a_changed_sheet_keeps_the_place(qtbot: QtBot) -> None:
    view = view_of(qtbot, a_pdf(3, word="old"))
    view.verticalScrollBar().setValue(300)
    view.show_pdf(a_pdf(3, word="new"))
    assert view.verticalScrollBar().value() == 300


def test_zooming_keeps_the_place(qtbot: QtBot) -> None:
    view = view_of(qtbot, a_pdf(40))
    bar = view.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    before = view.in_sight.start
    view.zoom_by(1)
    view.zoom_by(1)
    assert abs(view.in_sight.start - before) <= 1


def test_the_old_picture_stands_in_until_the_new_one_is_there(qtbot: QtBot) -> None:
    view = view_of(qtbot, a_pdf(1, word="old"))
    old = view.pictures.image(0)
    view.show_pdf(a_pdf(1, word="new"))
    assert view.pictures.image(0) == old
    qtbot.wait_until(lambda: view.settled)
    assert view.pictures.image(0) != old


def test_of_a_sheet_that_is_gone_no_picture_is_kept(qtbot: QtBot) -> None:
    view = view_of(qtbot, a_pdf(1))
    view.show_pdf(b"")
    assert view.pictures.image(0).isNull()
    assert view.count == 0


def test_a_picture_still_under_way_is_dropped_with_its_sheet(qtbot: QtBot) -> None:
    view = PagesView()
    qtbot.addWidget(view)
    view.show()
    view.show_pdf(a_pdf(1))
    view.show_pdf(b"")
    qtbot.wait_until(lambda: not view.pictures.busy)
    assert view.pictures.image(0).isNull()


def test_a_wide_page_is_shown_in_its_own_shape(qtbot: QtBot) -> None:
    view = view_of(qtbot, a_pdf(1, landscape(A4)))
    image = view.pictures.image(0)
    assert image.width() > image.height()


def test_a_sheet_of_very_many_pages_is_shown_and_scrolled_at_once(qtbot: QtBot) -> None:
    pdf = a_pdf(1300)
    view = PagesView()
    qtbot.addWidget(view)
    view.resize(900, 700)
    view.show()
    view.show_pdf(a_pdf(1))
    qtbot.wait_until(lambda: view.settled)
    spent = [_seconds(lambda: view.show_pdf(pdf))]
    bar = view.verticalScrollBar()
    spent += [_seconds(lambda at=at: _jump(view, bar.maximum() * at // 7)) for at in range(8)]
    assert view.count == 1300
    assert min(spent) < AT_ONCE_S
    assert sorted(spent)[len(spent) // 2] < AT_ONCE_S
    qtbot.wait_until(lambda: view.settled)
    assert view.in_sight.stop == 1300


def _jump(view: PagesView, place: int) -> None:
    view.verticalScrollBar().setValue(place)
    view.viewport().repaint()


def _seconds(job: object) -> float:
    before = time.thread_time()
    job()  # type: ignore[operator]
    return time.thread_time() - before


def test_only_a_few_pictures_are_kept(qtbot: QtBot) -> None:
    view = view_of(qtbot, a_pdf(60))
    bar = view.verticalScrollBar()
    for at in range(30):
        bar.setValue(bar.maximum() * at // 29)
        qtbot.wait_until(lambda: view.settled)
    there = [page for page in range(60) if not view.pictures.image(page).isNull()]
    assert len(there) <= 20
    assert 59 in there
