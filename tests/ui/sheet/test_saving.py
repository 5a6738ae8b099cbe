"""Saving from the window: with a password or without, and what is left when it fails."""

import sys
from pathlib import Path
from subprocess import run

import pytest
from pypdfium2 import PdfiumError
from PySide6.QtWidgets import QDialogButtonBox, QFileDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from beforehand.sheets import Options, private_sheet
from beforehand.ui.dialogs.pdf_password import PdfPassword
from beforehand.ui.saving import PLAIN, PROTECTED, Saving
from pdfium import opened
from sheets.briefs import TODAY, brief

pytestmark = pytest.mark.usefixtures("plain_dialogs")


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return private_sheet(brief(), Options(), printed_on=TODAY).pdf


@pytest.fixture
def saving(qtbot: QtBot) -> Saving:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    return Saving(window)


def choose(saving: Saving, file: Path, kind: str = "") -> None:
    """Type a name into the file dialog, choose a kind of file, press its button."""
    dialog = saving.parent().findChild(QFileDialog)
    dialog.findChild(QLineEdit).setText(str(file))
    if kind:
        dialog.selectNameFilter(kind)
    dialog.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Save).click()


def asked(saving: Saving, qtbot: QtBot) -> PdfPassword:
    qtbot.wait_until(lambda: saving.parent().findChild(PdfPassword) is not None)
    return saving.parent().findChild(PdfPassword)


def opens(file: Path, password: str | None) -> bool:
    try:
        with opened(file, password):
            return True
    except PdfiumError:
        return False


def test_a_sheet_is_saved_with_a_password_typed_twice(
    saving: Saving, qtbot: QtBot, pdf: bytes, tmp_path: Path
) -> None:
    file = tmp_path / "brief.pdf"
    saving.ask(pdf, "brief.pdf")
    choose(saving, file, PROTECTED)
    dialog = asked(saving, qtbot)
    assert dialog.first.echoMode() is QLineEdit.EchoMode.Password
    assert "brief.pdf" in " ".join(
        each.text() for each in dialog.findChildren(type(dialog.complaint))
    )
    dialog.first.setText("grüne Wiese")
    assert not dialog.save.isEnabled()
    dialog.again.setText("grüne Wiese")
    with qtbot.wait_signal(saving.saved) as saved:
        dialog.save.click()
    assert saved.args == [file]
    assert opens(file, "grüne Wiese")
    assert not opens(file, None)


def test_without_a_password_nothing_is_asked(
    saving: Saving, qtbot: QtBot, pdf: bytes, tmp_path: Path
) -> None:
    saving.ask(pdf, "brief.pdf")
    assert saving.parent().findChild(QFileDialog).selectedNameFilter() == PLAIN
    with qtbot.wait_signal(saving.saved):
        choose(saving, tmp_path / "brief.pdf")
    assert (tmp_path / "brief.pdf").read_bytes() == pdf
    assert saving.parent().findChild(PdfPassword) is None


def test_a_password_can_be_suggested(
    saving: Saving, qtbot: QtBot, pdf: bytes, tmp_path: Path
) -> None:
    saving.ask(pdf, "brief.pdf", protect=True)
    choose(saving, tmp_path / "brief")
    asked(saving, qtbot).reject()
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def dialog(qtbot: QtBot) -> PdfPassword:
    made = PdfPassword("brief.pdf")
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_password_that_is_seen_is_typed_once(dialog: PdfPassword, qtbot: QtBot) -> None:
    dialog.shown.click()
    assert dialog.first.echoMode() is QLineEdit.EchoMode.Normal
    assert not dialog.again.isVisible()
    qtbot.keyClicks(dialog.first, "secret")
    with qtbot.wait_signal(dialog.given) as given:
        dialog.save.click()
    assert given.args == ["secret"]


def test_two_that_differ_are_told_once_they_do(dialog: PdfPassword, qtbot: QtBot) -> None:
    qtbot.keyClicks(dialog.first, "secret")
    qtbot.keyClicks(dialog.again, "sec")
    assert not dialog.complaint.isVisible()
    qtbot.keyClicks(dialog.again, "t")
    assert "not the same" in dialog.complaint.text()
    assert not dialog.save.isEnabled()


def test_what_readers_disagree_on_is_told_while_it_is_typed(
    dialog: PdfPassword, qtbot: QtBot
) -> None:
    dialog.first.setText("①")
    dialog.again.setText("①")
    assert "Not every PDF reader takes “①”" in dialog.complaint.text()
    assert not dialog.save.isEnabled()
    dialog.first.setText("1")
    dialog.again.setText("1")
    assert dialog.save.isEnabled()


@pytest.mark.parametrize("password", ["", "secret"])
def test_what_was_there_survives_a_failed_save(
    saving: Saving, qtbot: QtBot, pdf: bytes, tmp_path: Path, password: str
) -> None:
    (tmp_path / "brief.pdf").mkdir()
    (tmp_path / "brief.pdf" / "old").write_text("old")
    with qtbot.wait_signal(saving.failed) as failed:
        saving.save(pdf, tmp_path / "brief.pdf", password)
    assert "brief.pdf was not saved" in str(failed.args[0])
    assert [each.name for each in tmp_path.rglob("*")] == ["brief.pdf", "old"]


def test_a_window_that_closes_meanwhile_leaves_the_file_whole(
    qtbot: QtBot, pdf: bytes, tmp_path: Path
) -> None:
    window = QWidget()
    Saving(window).save(pdf, tmp_path / "brief.pdf", "secret")
    window.close()
    window.deleteLater()
    del window
    qtbot.wait_until((tmp_path / "brief.pdf").exists)
    assert opens(tmp_path / "brief.pdf", "secret")
    assert [each.name for each in tmp_path.iterdir()] == ["brief.pdf"]


CLOSES = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication, QWidget
from beforehand.ui.saving import Saving
application = QApplication([])
window = QWidget()
Saving(window).save(Path(sys.argv[1]).read_bytes(), Path(sys.argv[2]), "secret")
window.close()
"""


def test_a_program_that_ends_meanwhile_saves_to_the_end(pdf: bytes, tmp_path: Path) -> None:
    source, target = tmp_path / "source", tmp_path / "out" / "brief.pdf"
    target.parent.mkdir()
    source.write_bytes(pdf)
    target.write_bytes(b"old")
    run([sys.executable, "-c", CLOSES, source, target], check=True)
    assert opens(target, "secret")
    assert list(target.parent.iterdir()) == [target]
