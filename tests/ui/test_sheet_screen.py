"""The sheet on the screen, on disk and on the printer are one and the same."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QCoreApplication, QSizeF, Qt
from PySide6.QtGui import QDesktopServices, QImage
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialogButtonBox, QFileDialog, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

import make
from beforehand.domain.conversations import Conversation, Stage
from beforehand.domain.needs import Need, Standing
from beforehand.domain.record import Id
from beforehand.domain.stakes import AskingPoint, RoomChoice
from beforehand.library import Library
from beforehand.sheets import Paper
from beforehand.store.notebook import Notebook
from beforehand.ui.desk import Desk
from beforehand.ui.orders import RoomOrder
from beforehand.ui.pages import page_sizes
from beforehand.ui.places import Place
from beforehand.ui.screens.sheet import SheetScreen
from beforehand.ui.settings import Settings, SettingsFile
from beforehand.ui.widgets.sheet_tools import SheetTools

LONG = "What would it take, on your side and on ours, to move the date by a week? " * 2


@pytest.fixture
def desk(notebook: Notebook, qapp: object) -> Desk:
    notebook.save(*make.world(), now=make.NOW)
    return Desk(notebook, Library(lenses={}, drivers={}, faults=()), clock=lambda: make.NOW)


@pytest.fixture
def settings(tmp_path: Path) -> SettingsFile:
    file = SettingsFile(tmp_path / "settings.ini")
    file.write(Settings(sheet="a4"))
    return file


@pytest.fixture
def screen(desk: Desk, settings: SettingsFile, qtbot: QtBot) -> SheetScreen:
    made = SheetScreen(desk, settings=settings)
    for part in (made, made.save_button, made.print_button):
        qtbot.addWidget(part)
    made.resize(900, 600)
    made.show()
    return made


Showing = Callable[..., SheetScreen]


@pytest.fixture
def showing(screen: SheetScreen, qtbot: QtBot) -> Showing:
    def show(kind: str = "private", talk: Id = make.TALK) -> SheetScreen:
        screen.open(Place("sheet", talk, kind))
        qtbot.wait_until(lambda: screen.laid is not None)
        return screen

    return show


def text(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    pages = [document[number].get_textpage() for number in range(len(document))]
    found = " ".join(" ".join(page.get_text_range() for page in pages).split())
    for page in pages:
        page.close()
    document.close()
    return found


def shown(screen: SheetScreen) -> str:
    return text(screen.view.pdf)


def rendered(pdf: bytes, width: int) -> QImage:
    document = pypdfium2.PdfDocument(pdf)
    page = document[0]
    picture = page.render(scale=width / page.get_width()).to_pil().convert("RGB")
    size = (picture.width, picture.height, 3 * picture.width)
    image = QImage(picture.tobytes(), *size, QImage.Format.Format_RGB888).copy()
    page.close()
    document.close()
    return image.convertToFormat(QImage.Format.Format_RGB32)


def talk_of(desk: Desk) -> Conversation:
    talk = desk.notebook[Conversation].get(make.TALK)
    assert talk is not None
    return talk


def press(screen: SheetScreen, words: str) -> None:
    QCoreApplication.processEvents()  # a button that has just come is shown by the next event
    found = [each for each in screen.findChildren(QPushButton) if words in each.text()]
    next(each for each in found if each.isVisible()).click()


def save_as(screen: SheetScreen, qtbot: QtBot, file: Path) -> None:
    """Type a name into the dialog's own field and press its own button."""
    screen.save_button.click()
    dialog = screen.findChild(QFileDialog)
    assert dialog is not None
    dialog.findChild(QLineEdit).setText(str(file))
    box = dialog.findChild(QDialogButtonBox)
    box.button(QDialogButtonBox.StandardButton.Save).click()
    qtbot.wait_until(lambda: bool(screen.notice.text))


@pytest.fixture(autouse=True)
def plain_dialogs(qapp: object) -> object:
    attribute = Qt.ApplicationAttribute.AA_DontUseNativeDialogs
    QCoreApplication.setAttribute(attribute)
    yield
    QCoreApplication.setAttribute(attribute, False)


def test_the_preview_is_to_the_pixel_what_is_saved(
    showing: Showing, qtbot: QtBot, tmp_path: Path
) -> None:
    screen = showing("private")
    file = tmp_path / "brief.pdf"
    save_as(screen, qtbot, file)
    image = screen.view.pages[0].image()
    assert image.width() > 500
    assert image == rendered(file.read_bytes(), image.width())


def test_the_private_brief_says_that_it_is_private(showing: Showing) -> None:
    screen = showing("private")
    assert screen.tools.private.isVisible()
    assert screen.tools.private.text() == "Private: not for the room"
    assert "rest for the team" in shown(screen)


def test_the_room_sheet_shows_only_what_was_chosen(showing: Showing, screen: SheetScreen) -> None:
    showing("room")
    assert "launch for ten customers first" in shown(screen)
    assert "rest for the team" not in shown(screen)
    assert "the date of the new billing" not in shown(screen)
    assert not screen.tools.private.isVisible()


def test_whoever_lays_out_the_room_sheet_is_given_only_what_may_be_seen(
    showing: Showing, screen: SheetScreen
) -> None:
    showing("room")
    order = screen._order
    assert isinstance(order, RoomOrder)
    assert set(RoomOrder.__slots__) == {"room", "paper", "today", "leave_out"}
    assert "rest for the team" not in repr(order)


def test_one_goes_from_the_private_brief_to_the_room_sheet(showing: Showing, qtbot: QtBot) -> None:
    screen = showing("private")
    press(screen, "Room sheet")
    assert shown_nothing(screen)
    qtbot.wait_until(lambda: screen.laid is not None)
    assert "rest for the team" not in shown(screen)


def shown_nothing(screen: SheetScreen) -> bool:
    return screen.view.pdf == b"" and not screen.print_button.isEnabled()


@pytest.mark.parametrize("kind", ["private", "room"])
def test_another_paper_is_shown_and_remembered(
    showing: Showing, settings: SettingsFile, qtbot: QtBot, kind: str
) -> None:
    screen = showing(kind)
    assert page_sizes(screen.view.pdf)[0].height() == pytest.approx(842, abs=1)
    press(screen, "Letter")
    qtbot.wait_until(lambda: page_sizes(screen.view.pdf)[0] == QSizeF(612, 792))
    assert settings.read().paper is Paper.LETTER


def test_the_suggested_name_says_neither_surname_nor_issue(showing: Showing, qtbot: QtBot) -> None:
    screen = showing("private")
    screen.save_button.click()
    dialog = screen.findChild(QFileDialog)
    assert dialog is not None
    name = dialog.findChild(QLineEdit).text()
    dialog.reject()
    assert name.endswith(".pdf")
    assert "Łucja" in name
    assert "Nowak" not in name
    assert "billing" not in name


def test_a_saved_sheet_is_told_and_its_folder_can_be_opened(
    showing: Showing, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    went: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: went.append(url.toLocalFile()))
    screen = showing()
    save_as(screen, qtbot, tmp_path / "brief.pdf")
    assert screen.notice.text == "Saved: brief.pdf"
    press(screen, "Open folder")
    assert went == [str(tmp_path)]


def test_the_next_sheet_is_offered_in_the_folder_of_the_last(
    showing: Showing, qtbot: QtBot, tmp_path: Path
) -> None:
    screen = showing()
    (tmp_path / "sheets").mkdir()
    save_as(screen, qtbot, tmp_path / "sheets" / "brief.pdf")
    qtbot.wait_until(lambda: screen.findChild(QFileDialog) is None)
    screen.save_button.click()
    dialog = screen.findChild(QFileDialog)
    assert dialog is not None
    assert Path(dialog.directory().absolutePath()) == tmp_path / "sheets"
    dialog.reject()


def test_a_failed_save_says_why_and_spares_the_old_file(
    showing: Showing, qtbot: QtBot, tmp_path: Path, desk: Desk
) -> None:
    folder = tmp_path / "gone"
    screen = showing()
    screen._saving.save(b"new", folder / "brief.pdf")
    qtbot.wait_until(lambda: bool(screen.notice.text))
    assert "not there" in screen.notice.text
    assert talk_of(desk).sheet_made_at is None


def test_a_sheet_makes_the_conversation_ready_and_that_can_be_undone(
    showing: Showing, qtbot: QtBot, tmp_path: Path, desk: Desk
) -> None:
    save_as(showing(), qtbot, tmp_path / "brief.pdf")
    talk = talk_of(desk)
    assert (talk.stage, talk.sheet_made_at) == (Stage.READY, make.NOW)
    assert desk.undo_label == "Make a sheet"
    desk.undo()
    assert talk_of(desk).stage is Stage.PREPARING


def test_a_sheet_made_afterwards_leaves_the_stage_as_it_is(
    showing: Showing, qtbot: QtBot, tmp_path: Path, desk: Desk
) -> None:
    desk.notebook.save(replace(talk_of(desk), stage=Stage.DEBRIEFED), now=make.NOW)
    save_as(showing(), qtbot, tmp_path / "brief.pdf")
    assert talk_of(desk).stage is Stage.DEBRIEFED


def test_what_changes_elsewhere_is_laid_out_anew(
    showing: Showing, qtbot: QtBot, desk: Desk
) -> None:
    screen = showing("private")
    desk.add("Add a need", make.record(Need, standing=Standing.STATED, text="two more weeks"))
    qtbot.wait_until(lambda: "two more weeks" in shown(screen))


def crowd(desk: Desk) -> None:
    points = [make.record(AskingPoint, text=f"{n}. {LONG}") for n in range(40)]
    ticks = [make.record(RoomChoice, item_id=each.id, shown=True) for each in points]
    desk.notebook.save(*points, *ticks, now=make.NOW)


def test_too_much_for_the_room_is_told_before_printing_and_can_be_left_out(
    screen: SheetScreen, desk: Desk, qtbot: QtBot
) -> None:
    crowd(desk)
    screen.open(Place("sheet", make.TALK, "room"))
    qtbot.wait_until(lambda: bool(screen.overflow.text))
    assert shown_nothing(screen)
    press(screen, "Leave out “Questions")
    qtbot.wait_until(lambda: screen.laid is not None)
    assert "by a week" not in shown(screen)
    assert "Left out on this sheet" in screen.overflow.text
    press(screen, "Put back")
    qtbot.wait_until(lambda: "more here" in screen.overflow.text)


def test_from_too_much_one_can_go_and_choose(screen: SheetScreen, desk: Desk, qtbot: QtBot) -> None:
    crowd(desk)
    screen.open(Place("sheet", make.TALK, "room"))
    qtbot.wait_until(lambda: bool(screen.overflow.text))
    with qtbot.wait_signal(screen.go) as went:
        press(screen.overflow, "For the room…")
    assert went.args == [Place("prepare", make.TALK, "for-the-room")]


def test_a_private_brief_of_many_pages_still_prints_and_offers_what_to_leave_out(
    showing: Showing, desk: Desk, screen: SheetScreen, qtbot: QtBot
) -> None:
    answers = [make.record(AskingPoint, text=f"{n}. {LONG * 3}") for n in range(40)]
    desk.notebook.save(*answers, now=make.NOW)
    showing("private")
    assert screen.laid is not None
    pages = screen.laid.sheet.pages
    assert pages > 2
    assert screen.print_button.isEnabled()
    assert f"{pages} pages" in screen.overflow.text
    press(screen, "Leave out")
    qtbot.wait_until(lambda: "Left out" in screen.overflow.text)
    assert screen.laid.sheet.pages <= 2


def test_without_a_printer_it_says_so_and_offers_to_save(
    showing: Showing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", list)
    screen = showing()
    screen.print_button.click()
    assert screen.notice.text.startswith("No printer is set up")
    press(screen.notice, "Save as PDF…")
    dialog = screen.findChild(QFileDialog)
    assert dialog is not None
    dialog.reject()


def test_a_printed_sheet_is_the_sheet_on_its_paper_under_a_neutral_name(
    showing: Showing, qtbot: QtBot, tmp_path: Path, desk: Desk
) -> None:
    screen = showing("private")
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    pdf = screen.view.pdf
    screen._printing.print_on(printer, pdf, page_sizes(pdf)[0])
    qtbot.wait_until(lambda: "printer" in screen.notice.text)
    out = (tmp_path / "printed.pdf").read_bytes()
    assert page_sizes(out)[0].width() == pytest.approx(page_sizes(pdf)[0].width(), abs=1)
    assert len(page_sizes(out)) == len(page_sizes(pdf))
    document = pypdfium2.PdfDocument(out)
    assert document.get_metadata_dict()["Title"] == "Sheet"
    document.close()
    assert talk_of(desk).sheet_made_at == make.NOW


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_refuses_is_told(showing: Showing, qtbot: QtBot, tmp_path: Path) -> None:
    screen = showing()
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFileName(str(tmp_path / "no" / "printed.pdf"))
    screen._printing.print_on(printer, screen.view.pdf, page_sizes(screen.view.pdf)[0])
    qtbot.wait_until(lambda: "did not take" in screen.notice.text)


def test_the_tools_fit_beside_the_rail_of_a_small_window(showing: Showing) -> None:
    for kind in ("private", "room"):
        tools = showing(kind).findChild(SheetTools)
        assert tools is not None
        assert tools.minimumSizeHint().width() <= 1024 - 212


def test_the_keyboard_zooms(showing: Showing, qtbot: QtBot) -> None:
    screen = showing()
    qtbot.wait_exposed(screen)
    before = screen.view.scale
    screen.tools.smaller.click()
    assert screen.view.scale < before
    assert screen.tools._percent.text() == f"{screen.view.scale * 100:.0f} %"
