"""A new computer and a stick: from the first page to one's own notebook again."""

import shutil

import pytest
from PySide6.QtWidgets import QFileDialog

import make
from beforehand import paths
from beforehand.domain.counterparts import Counterpart
from beforehand.store import backing_up, locking
from beforehand.store.faults import DamagedNotebook, NewerNotebook
from beforehand.store.keys import Cost
from beforehand.store.notebook import Notebook
from beforehand.ui.keeping.closed_ways import from_elsewhere
from beforehand.ui.keeping.keeper import Keeper
from beforehand.ui.places import Place
from beforehand.ui.screens.unlock import UnlockPage
from kept import found, until
from reading import press, said

LIGHT = Cost(n=1 << 10)
WORDS = "a long walk by the river"


@pytest.fixture
def stick(tmp_path):
    """Two backups of a notebook that is gone, with Priya in the first and Tomás in the second."""
    laptop, stick = tmp_path / "laptop", tmp_path / "stick" / "Beforehand backups"
    notebook = Notebook.open(laptop, make.NOW, create=True)
    for name in ("Priya", "Tomás"):
        notebook.save(make.record(Counterpart, name=name), now=make.NOW)
        backing_up.make(notebook, paths.program(paths.COPYING), make.NOW, "daily", stick)
    notebook.close()
    shutil.rmtree(laptop)
    return stick.parent


@pytest.fixture
def fresh(session):
    """The program as it is started for the first time."""
    Keeper(session, idle_ms=10_000_000)
    session.open_usual()
    return session


def choose(window, folder):
    (dialog,) = window.findChildren(QFileDialog)
    dialog.fileSelected.emit(str(folder))
    dialog.reject()


def names(session):
    return sorted(each.name for each in session.notebook[Counterpart].find())


def bytes_in(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_from_the_first_page_to_ones_notebook_again(fresh, window, qtbot, stick):
    usual, before = fresh.folder, bytes_in(stick)
    press(window, "I have a notebook already…")
    choose(window, stick)
    until(qtbot, lambda: fresh.folder != usual)
    assert names(fresh) == ["Priya", "Tomás"]
    assert "the newest of 2" in window.bars.notice.text
    assert bytes_in(stick) == before
    assert fresh.settings.folder == fresh.notebook.folder
    until(qtbot, lambda: found(fresh))


def test_its_passphrase_is_asked_for_and_stays(fresh, window, qtbot, stick, tmp_path):
    for backup in (stick / "Beforehand backups").iterdir():
        notebook = Notebook.open(backup, make.NOW)
        locking.set_passphrase(notebook, WORDS, LIGHT)
        notebook.close()
    window.go(Place("bring-back"))
    choose(window, stick)
    until(qtbot, lambda: window.findChildren(UnlockPage))
    page = window.findChildren(UnlockPage)[0]
    page.field.edit.setText(WORDS)
    page.field.entered.emit()
    until(qtbot, lambda: fresh.notebook is not None)
    assert names(fresh) == ["Priya", "Tomás"]
    assert "as it was on" in window.bars.notice.text


def test_what_was_written_here_meanwhile_stays_and_can_be_merged_in(fresh, window, qtbot, stick):
    fresh.desk.add("Add", make.record(Counterpart, name="Quetzal"))
    usual = fresh.folder
    window.go(Place("bring-back"))
    choose(window, stick)
    until(qtbot, lambda: fresh.folder != usual)
    assert names(fresh) == ["Priya", "Tomás"]
    assert "What was open here until now stays" in window.bars.notice.text
    assert window.bars.notice.offers == ("Merge it in…",)
    fresh.open(usual)
    assert names(fresh) == ["Quetzal"]


def test_an_empty_stick_is_said_to_be_one_and_nothing_is_changed(fresh, window, qtbot, tmp_path):
    (tmp_path / "stick").mkdir()
    notebook = fresh.notebook
    window.go(Place("bring-back"))
    choose(window, tmp_path / "stick")
    until(qtbot, lambda: "lies no notebook" in said(window.bars))
    assert fresh.notebook is notebook
    assert window.bars.notice.offers == ("Look elsewhere…",)


def test_a_backup_is_never_written_in_where_somebody_asks_to_use_its_folder(
    fresh, window, qtbot, stick
):
    newest = max((stick / "Beforehand backups").iterdir())
    before, usual = bytes_in(stick), fresh.folder
    fresh.use_folder(newest)
    until(qtbot, lambda: fresh.folder != usual)
    assert stick not in fresh.folder.parents
    assert names(fresh) == ["Priya", "Tomás"]
    assert bytes_in(stick) == before


def test_the_page_of_a_damaged_notebook_leads_there_too(fresh):
    assert from_elsewhere(fresh, DamagedNotebook("It is damaged."))[0][0].startswith("Bring it")
    assert from_elsewhere(fresh, NewerNotebook()) == ()


def test_the_settings_lead_there_too(fresh, window):
    window.go(Place("settings"))
    press(window, "Bring one back from a stick…")
    assert window.findChildren(QFileDialog)
