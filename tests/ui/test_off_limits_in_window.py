"""No way of saving in the window writes into a notebook, and each says why."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

import make
from beforehand.domain.counterparts import Counterpart
from beforehand.off_limits import OffLimits
from beforehand.sheets import Options, private_sheet
from beforehand.store.notebook import Notebook
from beforehand.store.promises import CommitmentLine, open_commitments
from beforehand.ui.calendar_file import CalendarFile
from beforehand.ui.keeping import unsaved_words
from beforehand.ui.letting_go.saving import SavingAbout
from beforehand.ui.print_pages import _to_file
from beforehand.ui.saving import Saving
from beforehand.ui.window import Window
from sheets.briefs import TODAY, brief

PDF = b"%PDF-1.7"
MOST_MS = 20_000


@pytest.fixture
def book(opened: Callable[..., Notebook]) -> Notebook:
    return opened(*make.world())


@pytest.fixture
def files(book: Notebook, tmp_path: Path) -> list[Path]:
    """Files of a notebook that is closed, by themselves and by a link; and one that is new."""
    other = tmp_path / "other"
    Notebook.open(other, make.NOW, create=True).close()
    link = tmp_path / "link.pdf"
    link.symlink_to(other / "notebook.db")
    return [other / "notebook.key", other / "notebook.db", link, book.folder / "new.pdf"]


@pytest.fixture(autouse=True)
def as_it_was(files: list[Path], book: Notebook) -> Iterator[None]:
    """No byte of a notebook has changed afterwards, and nothing new lies there."""
    places = (files[0].parent, book.folder)
    before = (
        [sorted(place.rglob("*")) for place in places],
        [each.read_bytes() for each in files if each.exists()],
    )
    yield
    assert before == (
        [sorted(place.rglob("*")) for place in places],
        [each.read_bytes() for each in files if each.exists()],
    )


def test_a_sheet_and_a_recovery_code_are_not_saved_there(
    window: Window, files: list[Path], qtbot: QtBot
) -> None:
    saving = Saving(window)
    at_first = saving._folder
    for file in files:
        with qtbot.wait_signal(saving.failed, timeout=MOST_MS) as failed:
            saving.save(PDF, file)
        assert isinstance(failed.args[0], OffLimits)
    # Or the next sheet would be offered that folder.
    assert saving._folder == at_first


def test_a_calendar_is_not_saved_there(
    book: Notebook, window: Window, files: list[Path], qtbot: QtBot
) -> None:
    lines: list[CommitmentLine] = open_commitments(book, make.NOW.date())
    calendar = CalendarFile(window)
    for file in files:
        with qtbot.wait_signal(calendar.failed, timeout=MOST_MS) as failed:
            calendar.save(lines, file, names=True)
        assert isinstance(failed.args[0], OffLimits)


def test_everything_about_a_person_is_not_saved_there(
    book: Notebook, window: Window, files: list[Path], qtbot: QtBot
) -> None:
    assert window.desk is not None
    saving = SavingAbout.of(QWidget(window), window.desk)
    (person,) = book[Counterpart].find()
    for file in files:
        with qtbot.wait_signal(saving.failed, timeout=MOST_MS) as failed:
            saving.save(person, file)
        assert isinstance(failed.args[0], OffLimits)


def test_words_that_could_not_be_saved_are_not_copied_there(
    window: Window, files: list[Path]
) -> None:
    for file in files:
        with pytest.raises(OffLimits):
            unsaved_words.copy(window, file)


def test_nothing_is_printed_into_a_file_there(files: list[Path]) -> None:
    pdf = private_sheet(brief(), Options(), printed_on=TODAY).pdf
    for file in files:
        with pytest.raises(OffLimits):
            _to_file(pdf, file, [0], lambda _share: None)
