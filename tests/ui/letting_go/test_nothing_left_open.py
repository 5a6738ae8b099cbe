"""Whatever is open on somebody when they are erased: nothing half-done, nothing of them at hand."""

import json
from threading import Event

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from beforehand.domain.counterparts import Counterpart
from beforehand.sheets import StoppedError, bits
from beforehand.ui.letting_go import words
from beforehand.ui.letting_go.saving import SavingAbout
from beforehand.ui.lock.locker import Locker
from beforehand.ui.places import Place
from zan import NAME, TALK, ZAN, words_on

SECRETS = ("rutabaga", "Quuxfield")


def begins(window, qtbot):
    """The page with the name typed in; one press is left."""
    window.go(Place("erase", ZAN))
    page = window.stack.screen
    qtbot.wait_until(lambda: not page._looking.busy)
    page.mentions.all.click()
    page.name.setText(NAME)
    return page


def ends(page, qtbot):
    page.erase.click()
    qtbot.wait_until(page._after.isVisible, timeout=30_000)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def said_by(window):
    """What the window says besides its texts: to screen readers, on tips, in menus."""
    for each in [window, *window.findChildren(QWidget)]:
        yield from (each.windowTitle(), each.toolTip(), each.accessibleName())
        yield getattr(each, "placeholderText", str)()
        yield each.text() if hasattr(each, "text") and callable(each.text) else ""
    yield from (each.text() for each in window.findChildren(QAction))


def left_of_them(window):
    return [*words_on(window, *SECRETS)] + [
        text for text in said_by(window) if any(secret in str(text) for secret in SECRETS)
    ]


@pytest.mark.parametrize(
    "place",
    [
        Place("sheet", ZAN, "map"),
        Place("sheet", ZAN, "record"),
        Place("sheet", TALK, "private"),
        Place("counterpart", ZAN),
        Place("prepare", TALK),
        Place("counterparts"),
        Place("journal"),
    ],
    ids=lambda place: f"{place.screen} {place.detail}",
)
def test_a_screen_of_theirs_that_is_open_keeps_nothing(book, window, qtbot, place):
    window.go(place)
    if place.screen == "sheet":
        qtbot.wait_until(lambda: window.stack.screen.laid is not None, timeout=30_000)
    ends(begins(window, qtbot), qtbot)
    assert left_of_them(window) == []
    for screen in ("counterparts", "preparations", "journal", "today"):
        window.go(Place(screen))
        assert left_of_them(window) == []


def test_a_layout_under_way_in_a_thread_is_let_go(book, window, qtbot):
    window.go(Place("sheet", ZAN, "map"))
    sheet = window.stack.screen
    qtbot.wait_until(lambda: sheet.laid is not None, timeout=30_000)
    ended, given_up = Event(), Event()

    def endless(watch):
        while not given_up.is_set():
            try:
                watch(0.5)
            except StoppedError:
                ended.set()
                raise

    sheet._errand.send_watched(endless)
    try:
        ends(begins(window, qtbot), qtbot)
        assert ended.wait(30)
    finally:
        given_up.set()
    assert left_of_them(window) == []


def test_what_was_laid_out_is_not_kept_at_hand(book, window, qtbot):
    page = begins(window, qtbot)
    bits._word_bits.cache_clear()
    saving = SavingAbout.of(page, window.desk)
    zan = window.desk.notebook[Counterpart].get(ZAN)
    with qtbot.wait_signal(saving.saved, timeout=30_000):
        saving.save(zan, window.desk.notebook.folder.parent / "zan.pdf")
    assert bits._word_bits.cache_info().currsize
    ends(page, qtbot)
    assert bits._word_bits.cache_info().currsize == 0
    assert left_of_them(window) == []


def test_while_everything_about_them_is_saved_nobody_is_erased(book, window, qtbot, tmp_path):
    window.go(Place("counterpart", ZAN))
    saving = SavingAbout.of(window.stack.screen, window.desk)
    page = begins(window, qtbot)
    with qtbot.wait_signal(saving.saved, timeout=30_000):
        saving.save(window.desk.notebook[Counterpart].get(ZAN), tmp_path / "zan.json")
        page.erase.click()
        assert page.said.text() == words.STILL_SAVING
        assert not page._erasing.busy
    told = json.loads((tmp_path / "zan.json").read_text(encoding="utf-8"))
    assert len(told["kept"]["needs"]) == 1
    ends(page, qtbot)
    assert window.desk.notebook[Counterpart].get(ZAN) is None


def test_a_file_dialog_that_is_open_keeps_the_window(book, window, qtbot):
    window.go(Place("erase", ZAN))
    page = window.stack.screen
    page.everything.click()
    (dialog,) = window.findChildren(QFileDialog)
    assert dialog.isModal()
    dialog.reject()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    ends(begins(window, qtbot), qtbot)
    assert left_of_them(window) == []


def test_words_that_were_copied_are_not_left_on_the_clipboard(book, session, window, qtbot):
    locker = Locker(session)
    page = begins(window, qtbot)
    QApplication.clipboard().setText("rutabaga")
    assert locker.copies.rest > 0
    ends(page, qtbot)
    assert QApplication.clipboard().text() == ""


def test_words_that_were_looked_for_are_not_left_in_the_search(book, window, qtbot):
    window.go(Place("search"))
    window.stack.screen.field.setText("rutabaga")
    qtbot.wait_until(lambda: "rutabaga" in "".join(left_of_them(window)))
    window.go(Place("back"))
    ends(begins(window, qtbot), qtbot)
    window.go(Place("search"))
    assert left_of_them(window) == []
