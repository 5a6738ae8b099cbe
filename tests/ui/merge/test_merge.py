"""The window merges another copy: preview, progress, what came, and back; a drop begins it."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

import make
from beforehand.domain.counterparts import Counterpart
from beforehand.domain.needs import Evidence, Need
from beforehand.domain.superseded import Superseded
from beforehand.store import backups, locking, other
from beforehand.store.merging_child import PLACE
from beforehand.store.notebook import Notebook
from beforehand.ui.merge import orders
from beforehand.ui.merge.pages import ChoosePage, DonePage, LockedPage, PreviewPage, WorkPage
from beforehand.ui.merge.serving import Machines
from beforehand.ui.places import Place
from beforehand.ui.screens.gave_way import PAGE
from beforehand.ui.screens.merge import MergeScreen
from beforehand.ui.session import Session
from beforehand.ui.window import Window

SOON = 20_000


def screen(window: Window) -> MergeScreen:
    assert window.stack
    found = window.stack.screen
    assert isinstance(found, MergeScreen)
    return found


def texts(widget: QWidget) -> str:
    return "\n".join(each.text() for each in widget.findChildren(QLabel))


def looked(
    window: Window, named: Path, qtbot: QtBot, page: type[QWidget] = PreviewPage
) -> MergeScreen:
    """Look at a copy, until there is an answer."""
    window.go(Place("merge", detail=str(named)))
    qtbot.waitUntil(lambda: isinstance(screen(window).page, page), timeout=SOON)
    return screen(window)


def on_merge(window: Window) -> bool:
    return window.stack is not None and isinstance(window.stack.screen, MergeScreen)


def merged(window: Window, stick: Path, qtbot: QtBot) -> DonePage:
    looked(window, stick, qtbot).page.merge.click()
    qtbot.waitUntil(
        lambda: on_merge(window) and isinstance(screen(window).page, DonePage), timeout=SOON
    )
    page = screen(window).page
    assert isinstance(page, DonePage)
    return page


def test_a_preview_tells_what_would_come_and_nothing_is_changed(
    window: Window, book: Notebook, stick: Path, qtbot: QtBot
) -> None:
    page = looked(window, stick, qtbot).page
    told = texts(page)
    assert "1 sign would come from the other notebook." in told
    assert "1 need is newer there" in told
    assert "the date of the new billing" in told
    assert book[Evidence].count() == 1
    page.cancel.click()
    assert isinstance(screen(window).page, ChoosePage)
    assert backups.found(backups.folder_of(book.folder)) == []


def test_merging_brings_it_in_and_says_what_came(
    window: Window, session: Session, stick: Path, qtbot: QtBot
) -> None:
    page = merged(window, stick, qtbot)
    assert "1 sign came from the other notebook." in texts(page)
    notebook = session.notebook
    assert notebook
    assert notebook[Need].get(make.HIDDEN).text == "a month of rest"
    (backup,) = backups.found(backups.folder_of(notebook.folder))
    assert str(backup.path) in texts(page)


def test_by_keyboard_alone_it_is_looked_through_and_merged(
    window: Window, session: Session, stick: Path, qtbot: QtBot
) -> None:
    window.resize(1024, 640)
    copy = Notebook.open(stick, make.NOW)
    copy.save(*[make.record(Counterpart, name=f"נועה {n}") for n in range(50)], now=make.NOW)
    copy.close()
    page = looked(window, stick, qtbot).page
    (area,) = [each for each in screen(window).findChildren(QScrollArea) if each.isVisible()]
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() > 0)
    window.activateWindow()
    page.merge.setFocus()
    qtbot.keyClick(page.merge, Qt.Key.Key_PageDown)
    assert area.verticalScrollBar().value() > 0
    qtbot.keyClick(page.merge, Qt.Key.Key_Return)
    qtbot.waitUntil(
        lambda: on_merge(window) and isinstance(screen(window).page, DonePage), timeout=SOON
    )
    assert session.notebook
    assert session.notebook[Counterpart].count() == 51


def test_it_is_taken_back_with_one_button(
    window: Window, session: Session, stick: Path, qtbot: QtBot
) -> None:
    page = merged(window, stick, qtbot)
    with qtbot.waitSignal(session.opened, timeout=SOON):
        page.back.click()
    assert session.notebook
    assert session.notebook[Need].get(make.HIDDEN).text == make.record(Need).text
    assert window.bars.notice.text.startswith(orders.TAKEN_BACK)
    assert len(backups.found(backups.folder_of(session.notebook.folder))) == 2


def test_a_second_look_says_that_nothing_would_come(
    window: Window, stick: Path, qtbot: QtBot
) -> None:
    merged(window, stick, qtbot)
    page = looked(window, stick, qtbot).page
    assert "Nothing would come" in texts(page)
    assert not page.merge.isVisible()


def test_stopped_in_the_middle_the_notebook_is_as_it_was(
    window: Window, session: Session, stick: Path, qtbot: QtBot
) -> None:
    copy = Notebook.open(stick, make.NOW)
    copy.save(*[make.record(Need, text=f"need {n}") for n in range(4000)], now=make.NOW)
    copy.close()
    looked(window, stick, qtbot).page.merge.click()
    (page,) = window.findChildren(WorkPage)
    qtbot.waitUntil(lambda: page.bar.value() > 36, timeout=SOON)
    with qtbot.waitSignal(session.opened, timeout=SOON):
        page.stop.click()
    assert window.bars.notice.text == orders.STOPPED
    assert session.notebook
    assert session.notebook[Need].count() == 2
    assert session.notebook[Evidence].count() == 1
    assert not (session.notebook.folder / other.PLACE).exists()


def test_a_look_that_is_left_leaves_nothing(
    window: Window, book: Notebook, stick: Path, qtbot: QtBot
) -> None:
    window.go(Place("merge", detail=str(stick)))
    window.go(Place("today"))
    qtbot.wait(50)
    assert not list((book.folder / PLACE).glob("*"))


def test_another_passphrase_is_asked_for_until_it_is_right(
    window: Window, session: Session, stick: Path, qtbot: QtBot
) -> None:
    copy = Notebook.open(stick, make.NOW)
    locking.set_passphrase(copy, "quiet at the canal", make.CHEAP)
    copy.close()
    page = looked(window, stick, qtbot, LockedPage).page
    for words, told in (("wrong", "not the passphrase of the other"), ("quiet at the canal", "")):
        page = screen(window).page
        page.field.edit.setText(words)
        page.open.click()
        wanted = LockedPage if told else PreviewPage
        qtbot.waitUntil(
            lambda page=page, wanted=wanted: (
                screen(window).page is not page and isinstance(screen(window).page, wanted)
            ),
            timeout=SOON,
        )
        assert told in texts(screen(window).page)
    screen(window).page.merge.click()
    qtbot.waitUntil(
        lambda: on_merge(window) and isinstance(screen(window).page, DonePage), timeout=SOON
    )
    assert session.notebook
    assert session.notebook[Evidence].count() == 2


@pytest.mark.parametrize(
    "case",
    [
        ("in the window", "This is the notebook itself"),
        ("absent", "There is nothing at"),
        ("empty", "not a notebook of Beforehand"),
    ],
)
def test_what_cannot_be_merged_is_said_where_one_chooses(
    window: Window, book: Notebook, tmp_path: Path, qtbot: QtBot, case: tuple[str, str]
) -> None:
    name, told = case
    (tmp_path / "empty").mkdir()
    page = looked(window, tmp_path / name, qtbot, ChoosePage).page
    assert told in texts(page)
    assert book[Evidence].count() == 1


def test_a_stranger_s_notebook_is_told_to_be_one(
    window: Window, book: Notebook, tmp_path: Path, qtbot: QtBot
) -> None:
    strange = Notebook.open(tmp_path / "strange", make.NOW, create=True)
    strange.save(make.record(Counterpart, name="Quetzal"), now=make.NOW)
    strange.close()
    page = looked(window, tmp_path / "strange", qtbot).page
    assert "nothing in common" in texts(page)
    assert page.merge.text() == "Merge all the same"
    assert book[Counterpart].count() == 1


def test_a_drop_begins_a_look(window: Window, session: Session, stick: Path, qtbot: QtBot) -> None:
    Machines(session)
    for named in (stick, stick / "notebook.db"):
        window.go(Place("today"))
        held = QMimeData()
        held.setUrls([QUrl.fromLocalFile(str(named))])
        drop(window, held)
        qtbot.waitUntil(
            lambda: on_merge(window) and isinstance(screen(window).page, PreviewPage), timeout=SOON
        )


def test_what_is_no_notebook_is_not_taken(
    window: Window, session: Session, book: Notebook, tmp_path: Path
) -> None:
    Machines(session)
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear")
    for urls in ([letter], [tmp_path], [book.folder, letter], []):
        held = QMimeData()
        held.setUrls([QUrl.fromLocalFile(str(each)) for each in urls])
        drop(window, held)
        assert not on_merge(window)


def drop(window: Window, held: QMimeData, over: QWidget | None = None) -> None:
    """Drag what is held into the window and let go of it, as the system tells the window."""
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    action, handle = Qt.DropAction.CopyAction, window.windowHandle()
    spot = over.mapTo(window, over.rect().center()) if over else QPoint(300, 300)
    enter = QDragEnterEvent(spot, action, held, buttons, keys)
    QApplication.sendEvent(handle, enter)
    move = QDragMoveEvent(spot, action, held, buttons, keys)
    QApplication.sendEvent(handle, move)
    if enter.isAccepted() or move.isAccepted():
        QApplication.sendEvent(handle, QDropEvent(QPointF(spot), action, held, buttons, keys))


@pytest.mark.parametrize("screen_name", ["new-conversation", "search", "prepare"])
def test_dropped_onto_a_field_for_words_a_notebook_is_looked_at_and_words_are_words(
    window: Window, session: Session, stick: Path, qtbot: QtBot, screen_name: str
) -> None:
    Machines(session)
    window.go(Place(screen_name, make.TALK if screen_name == "prepare" else None))
    fields = [
        each
        for kind in (QLineEdit, QPlainTextEdit, QTextEdit)
        for each in window.findChildren(kind)
        if each.isVisibleTo(window) and each.isEnabled() and not each.isReadOnly()
    ]
    assert fields
    field = fields[0]
    qtbot.wait_until(lambda: field.width() > 20)
    held = QMimeData()
    held.setText("words of hers")
    drop(window, held, field)
    assert "words of hers" in words_in(field)
    held = QMimeData()
    held.setUrls([QUrl.fromLocalFile(str(stick))])
    held.setText(str(stick))
    drop(window, held, field)
    assert str(stick) not in words_in(field)
    qtbot.waitUntil(
        lambda: on_merge(window) and isinstance(screen(window).page, PreviewPage), timeout=SOON
    )


def words_in(field: QLineEdit | QPlainTextEdit | QTextEdit) -> str:
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()


def test_the_settings_lead_there_and_name_a_conflict_file(
    window: Window, book: Notebook, stick: Path, qtbot: QtBot
) -> None:
    window.go(Place("settings"))
    assert window.stack
    card = window.stack.screen.machines
    assert not card.look.isVisibleTo(card)
    conflict = book.folder / "notebook (conflicted copy).db"
    conflict.write_bytes((stick / "notebook.db").read_bytes())
    window.go(Place("settings"))
    assert "notebook (conflicted copy).db" in card.found.text()
    card.look.click()
    qtbot.waitUntil(
        lambda: on_merge(window) and isinstance(screen(window).page, PreviewPage), timeout=SOON
    )
    assert "1 sign would come" in texts(screen(window).page)


def test_a_synced_folder_is_told_about_once(
    window: Window, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    folder = tmp_path / "Dropbox" / "notebook"
    Notebook.open(folder, make.NOW, create=True).close()
    assert session.open(folder)
    machines = Machines(session)
    machines.begin()
    qtbot.waitUntil(lambda: "Dropbox keeps in step" in window.bars.notice.text, timeout=SOON)
    window.bars.notice.tell("something else")
    assert session.open(folder)
    qtbot.wait(300)
    assert window.bars.notice.text == "something else"


def test_the_sample_is_not_merged_into(session: Session, window: Window, stick: Path) -> None:
    session.sample = True
    session.open_again()
    window.go(Place("merge", detail=str(stick)))
    assert orders.SAMPLE in texts(screen(window).page)


def test_what_gave_way_is_listed_with_a_way_to_what_stands_now(
    window: Window, session: Session, stick: Path, qtbot: QtBot
) -> None:
    merged(window, stick, qtbot)
    window.go(Place("settings"))
    assert window.stack
    card = window.stack.screen.machines
    card.gave_way.click()
    screen = window.stack.screen
    told = texts(screen)
    assert "Text: rest for the team" in told
    assert "Need · the date of the new billing · Łucja Nowak" in told
    assert "Text: a week without calls" in told
    ways = [each for each in screen.findChildren(QPushButton) if "stands now" in each.text()]
    ways[0].click()
    assert window.stack.place
    assert window.stack.place.screen == "counterpart"
    assert session.notebook


def test_many_that_gave_way_come_a_page_at_a_time(
    window: Window, opened: Callable[..., Notebook]
) -> None:
    words = [make.record(Superseded, words=f"Text: number {n}.") for n in range(PAGE + 5)]
    opened(*make.world(), *words)
    window.go(Place("gave-way"))
    assert window.stack
    screen = window.stack.screen
    assert len(set(re.findall(r"number \d+", texts(screen)))) == PAGE
    screen.more.click()
    assert len(set(re.findall(r"number \d+", texts(screen)))) == PAGE + 5
    assert screen.more.isHidden()
