"""A second place in which another notebook and another computer keep backups, too."""

import shutil
from contextlib import closing

import pytest
from PySide6.QtWidgets import QFileDialog

import make
from beforehand import paths
from beforehand.domain.counterparts import Counterpart
from beforehand.domain.record import Id
from beforehand.store import backing_up, copies, keyfile
from beforehand.store.notebook import Notebook
from beforehand.store.stick import Stick
from beforehand.ui.places import Place
from kept import until, write
from reading import press, said

ZAN = Id("zan")
OWN, COPY, ANOTHER = 0, 1, 2
"""Where each stands in the list."""


@pytest.fixture
def place(tmp_path):
    return tmp_path / "stick"


@pytest.fixture
def shared(kept, session, qtbot, place, tmp_path):
    """One's own notebook is open; a copy of it and another notebook were on the stick before."""
    place.mkdir()
    keeper = kept(make.record(Counterpart, id=ZAN, name="Zan"), idle_ms=10_000_000)
    keeper.make()
    until(qtbot, lambda: keeper.newest and not keeper.second._errand.busy)
    shutil.copytree(keeper.newest.path, tmp_path / "again")
    Notebook.open(tmp_path / "another", make.NOW, create=True).close()
    for name in ("again", "another"):
        there = Stick(chosen=place, owner=owner(tmp_path / name, tmp_path / "elsewhere"))
        with closing(Notebook.open(tmp_path / name, make.NOW)) as notebook:
            backing_up.make(notebook, paths.program(paths.COPYING), make.NOW, "daily", there)
    session.change(session.settings._replace(second_place=str(place)))
    return keeper


def owner(folder, computer):
    return copies.owner_in(folder, computer / copies.NAME)


def bytes_in(place):
    return {path: path.read_bytes() for path in place.rglob("*") if path.is_file()}


def make_one(keeper, qtbot):
    arrived = keeper.second.arrived
    keeper.make()
    until(qtbot, lambda: not keeper.busy and keeper.second.arrived != arrived)


def shown(window, qtbot, place):
    window.go(Place("backups"))
    screen = window.stack.screen
    screen.read(place)
    until(qtbot, lambda: screen.model.rowCount() == 3 and not screen._errand.busy)
    return screen


def test_ones_own_are_carried_and_thinned_and_no_other(shared, session, window, qtbot, place):
    before = bytes_in(place)
    for name in ("Priya", "Tomás", "Ana", "Ines", "Bo"):
        write(session, name)
        make_one(shared, qtbot)
    assert before.items() <= bytes_in(place).items()
    lying = Stick(chosen=place, owner=owner(session.notebook.folder, paths.data())).lying()
    assert (len(lying.elsewhere), len(lying.others)) == (1, 1)
    assert [each.number for each in lying.own] == [5, 4, 3]
    window.go(Place("settings"))
    assert f"Notebook {keyfile.name_in(session.notebook.folder)[:4]}, copy" in said(window)


def test_the_list_says_whose_each_is_and_only_ones_own_can_be_deleted(shared, window, qtbot, place):
    make_one(shared, qtbot)
    screen = shown(window, qtbot, place)
    assert "1 backup there is of another notebook." in said(screen)
    assert "1 backup there is of another copy of this notebook." in said(screen)
    for row, words in (
        (OWN, ""),
        (COPY, "another copy of this notebook"),
        (ANOTHER, "another not"),
    ):
        screen.view.opened.emit(screen.model.index(row))
        assert (f"It is of {words}" in said(screen.panel)) is bool(words)
        assert screen.panel.begin_delete.isVisibleTo(screen) is not bool(words)
        assert screen.panel.look_inside.isVisibleTo(screen)


def test_erasing_counts_and_removes_ones_own_and_says_what_is_left_alone(
    shared, window, qtbot, place
):
    before = bytes_in(place)
    make_one(shared, qtbot)
    window.go(Place("erase", ZAN))
    screen = window.stack.screen
    qtbot.wait_until(lambda: not screen._looking.busy)
    assert "1 of them in the second place" in said(screen)
    assert "1 backup of another notebook is left alone." in said(screen)
    assert "erase them there, too" in said(screen)
    screen.name.setText("Zan")
    screen.erase.click()
    until(qtbot, screen._after.isVisible)
    assert before.items() <= bytes_in(place).items()
    assert "3 older ones removed" in screen.result.text()
    assert "erase them there, too" in screen.result.text()


def test_nobody_is_erased_where_backups_could_not_be_cleaned(shared, session, window, qtbot):
    folder = session.notebook.folder / "backups"
    folder.rename(folder.with_name("kept"))
    folder.write_bytes(b"")
    window.go(Place("erase", ZAN))
    screen = window.stack.screen
    qtbot.wait_until(lambda: not screen._looking.busy)
    screen.older.clean.setChecked(True)
    screen.name.setText("Zan")
    screen.erase.click()
    assert "Nothing was erased" in said(screen)
    assert session.notebook[Counterpart].get(ZAN)


def test_from_a_stick_with_several_notebooks_none_is_brought_back_by_chance(
    shared, session, window, qtbot, place
):
    session.use_folder(place.parent / "fresh")
    before = session.folder
    window.go(Place("bring-back"))
    choose(window, place)
    until(qtbot, lambda: "backups of 2 notebooks" in window.bars.notice.text)
    assert session.folder == before
    press(window, "Choose the folder…")
    (folder,) = (place / "Beforehand backups").glob(f"*{shared_name(place)}*")
    choose(window, folder)
    until(qtbot, lambda: session.folder != before)


def shared_name(place):
    """The notebook of which only one copy is there."""
    names = [each.name[:13] for each in (place / "Beforehand backups").glob("Notebook *")]
    return names[0]


def choose(window, folder):
    (dialog,) = window.findChildren(QFileDialog)
    dialog.fileSelected.emit(str(folder))
    dialog.reject()
