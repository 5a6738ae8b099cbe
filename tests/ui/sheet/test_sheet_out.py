"""What is saved or printed is the sheet on the screen, and says nothing beside it."""

from dataclasses import replace
from pathlib import Path

import pypdf
import pytest
from PySide6.QtGui import QDesktopServices
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QFileDialog, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

import make
from beforehand.domain.conversations import Stage
from beforehand.ui.desk import Desk
from beforehand.ui.dialogs.pdf_password import PdfPassword
from beforehand.ui.pages import page_sizes
from pdfium import opened
from sheet_on_screen import Showing, press, rendered, save_as, talk_of


def test_the_preview_is_to_the_pixel_what_is_saved(
    showing: Showing, qtbot: QtBot, tmp_path: Path
) -> None:
    screen = showing("private")
    file = tmp_path / "brief.pdf"
    save_as(screen, qtbot, file)
    qtbot.wait_until(lambda: screen.view.settled)
    image = screen.view.pictures.image(0)
    assert image.width() > 500
    assert image == rendered(file.read_bytes(), image.width())


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


def test_a_saved_sheet_can_be_protected_afterwards(
    showing: Showing, qtbot: QtBot, tmp_path: Path
) -> None:
    screen, file = showing(), tmp_path / "brief.pdf"
    save_as(screen, qtbot, file)
    press(screen, "Protect with a password…")
    dialog = screen.findChild(PdfPassword)
    dialog.first.setText("secret")
    dialog.again.setText("secret")
    dialog.save.click()
    qtbot.wait_until(lambda: screen.notice.text == "Saved with a password: brief.pdf")
    assert pypdf.PdfReader(file).is_encrypted

    def offered() -> set[str]:
        return {each.text().strip() for each in screen.notice.findChildren(QPushButton)}

    # The buttons of the line before go with the next turn of the events.
    qtbot.wait_until(lambda: "Protect with a password…" not in offered())


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
    screen.out.saving.save(b"new", folder / "brief.pdf")
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
    screen.out.asked = screen.laid
    screen.out.printing.print_on(printer, pdf, page_sizes(pdf)[0])
    qtbot.wait_until(lambda: "printer" in screen.notice.text)
    out = (tmp_path / "printed.pdf").read_bytes()
    assert page_sizes(out)[0].width() == pytest.approx(page_sizes(pdf)[0].width(), abs=1)
    assert len(page_sizes(out)) == len(page_sizes(pdf))
    with opened(out) as document:
        assert document.get_metadata_dict()["Title"] == "Private brief"
    assert talk_of(desk).sheet_made_at == make.NOW


def test_a_place_that_takes_no_print_is_told(
    showing: Showing, qtbot: QtBot, tmp_path: Path
) -> None:
    screen = showing()
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFileName(str(tmp_path / "no" / "printed.pdf"))
    screen.out.printing.print_on(printer, screen.view.pdf, page_sizes(screen.view.pdf)[0])
    qtbot.wait_until(lambda: "was not saved" in screen.notice.text)
