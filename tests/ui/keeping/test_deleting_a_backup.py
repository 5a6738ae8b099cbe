"""A backup is deleted where it is shown: asked once, in the panel, and told afterwards."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

import make
from beforehand.domain.counterparts import Counterpart
from beforehand.store import backups
from beforehand.store.backups import Backup
from beforehand.store.notebook import Notebook
from beforehand.ui.keeping.backup_words import Listed, deleting_words
from beforehand.ui.places import Place
from kept import found, keep, until
from mounted import small_disk
from reading import press, said

MANY = 4


@pytest.fixture
def several(kept, session, qtbot):
    """Four backups, all read again."""
    keeper = kept(make.record(Counterpart, name="Priya"), idle_ms=10_000)
    keeper.make()
    until(qtbot, lambda: keeper.newest)
    (first,) = found(session)
    for _ in range(MANY - 1):
        part = backups.begun(first.path.parent)
        shutil.copytree(first.path, part, dirs_exist_ok=True)
        backups.finished(part, first.made_at, "daily", {"notes": first.notes})
    keeper.look_again()
    return keeper


def choose(window, qtbot, place):
    """Choose one of the list."""
    window.go(Place("backups"))
    shown = window.stack.screen
    until(qtbot, lambda: shown.model.rowCount() and not shown._errand.busy)
    shown.view.opened.emit(shown.model.index(place))
    return shown


def delete(shown):
    press(shown, "Delete this backup…")
    press(shown, "Delete it")


def test_an_old_one_goes_after_one_question_and_the_bar_tells_of_it(
    several, session, window, qtbot
):
    oldest = found(session)[-1]
    shown = choose(window, qtbot, MANY - 1)
    press(shown, "Delete this backup…")
    text = said(shown)
    assert "Deleting it cannot be undone." in text
    assert "newest three" not in said(shown.panel)
    assert len(found(session)) == MANY
    press(shown, "Delete it")
    until(qtbot, lambda: "Deleted: the backup of 19 November 2026" in said(shown))
    assert len(found(session)) == MANY - 1
    assert not list(oldest.path.parent.glob(f"{oldest.number:06d}*"))
    assert not shown.panel.isVisible()
    assert window.focusWidget() is shown.view
    until(qtbot, lambda: shown.model.rowCount() == MANY - 1)


def test_the_only_one_and_those_never_read_again_are_told_apart():
    read, unread = (
        Listed(Backup(path=Path(), number=n, made_at=make.NOW, checked=checked), False, False)
        for n, checked in ((1, True), (2, False))
    )
    assert "the only backup here that was read again" in deleting_words(read.backup, [unread, read])
    assert "newest three" not in deleting_words(unread.backup, [unread, read])
    two = [read._replace(backup=replace(read.backup, number=n)) for n in (3, 4)]
    assert "newest three" in deleting_words(two[0].backup, two)


@pytest.mark.parametrize("place", range(3))
def test_of_the_newest_three_it_says_what_one_would_be_without(several, window, qtbot, place):
    shown = choose(window, qtbot, place)
    press(shown, "Delete this backup…")
    assert "one of the newest three" in said(shown.panel)


def test_enter_keeps_it_and_the_next_one_chosen_is_not_asked_about(several, session, window, qtbot):
    shown = choose(window, qtbot, 0)
    press(shown, "Delete this backup…")
    assert window.focusWidget() is shown.panel.keep_it
    press(shown, "Keep it")
    press(shown, "Delete this backup…")
    shown = choose(window, qtbot, 1)
    assert "cannot be undone" not in said(shown.panel)
    assert len(found(session)) == MANY


def test_settings_speak_of_the_newest_that_is_left(several, session, window, qtbot):
    shown = choose(window, qtbot, 0)
    newest, next_one = found(session)[:2]
    assert several.newest == newest
    told = []
    several.changed.connect(lambda: told.append(several.newest))
    delete(shown)
    until(qtbot, lambda: told == [next_one])


def test_one_that_cannot_be_deleted_is_told_and_stays(several, session, window, qtbot):
    shown = choose(window, qtbot, MANY - 1)
    path = found(session)[-1].path
    in_the_way = path.with_name(f"{path.name}.going") / "something"
    in_the_way.mkdir(parents=True)
    press(shown, "Delete this backup…")
    press(shown, "Delete it")
    until(qtbot, lambda: "could not be deleted" in said(shown))
    assert len(found(session)) == MANY


def test_the_panel_says_that_it_is_deleted_as_long_as_that_takes(several, window, qtbot):
    shown = choose(window, qtbot, MANY - 1)
    delete(shown)
    # The press came back, and of its end nothing is heard before the next events.
    assert shown._deleting.busy
    assert shown.panel.bar.isVisibleTo(shown)
    assert not shown.panel.delete_it.isVisibleTo(shown)
    assert not shown.panel.make_new.isVisibleTo(shown)
    assert window.focusWidget() is shown.panel.close_button
    until(qtbot, lambda: not shown._deleting.busy)
    assert not shown.panel.isVisible()
    shown = choose(window, qtbot, 0)
    assert not shown.panel.bar.isVisibleTo(shown)
    assert shown.panel.make_new.isVisibleTo(shown)


def test_another_one_is_looked_at_meanwhile_and_stays_on_the_screen(
    several, session, window, qtbot
):
    shown = choose(window, qtbot, MANY - 1)
    delete(shown)
    shown.view.opened.emit(shown.model.index(1))
    second = shown.panel.each
    assert not shown.panel.bar.isVisibleTo(shown)
    assert not shown.panel.begin_delete.isEnabled()
    until(qtbot, lambda: not shown._deleting.busy)
    assert shown.panel.isVisible()
    assert shown.panel.each is second
    assert shown.panel.begin_delete.isEnabled()
    delete(shown)
    until(qtbot, lambda: second.backup not in found(session))


def test_it_goes_in_a_thread_and_nobody_waits_for_a_slow_stick(several, session, window, qtbot):
    shown = choose(window, qtbot, MANY - 1)
    oldest = found(session)[-1].path
    slow = oldest / "slow"
    for number in range(2_000):
        (slow / str(number)).mkdir(parents=True)
    delete(shown)
    # What a thread did lands with a turn of the events, and there was none since.
    assert shown._deleting.busy
    until(qtbot, lambda: not shown._deleting.busy)
    assert not oldest.exists()


def test_one_that_went_only_in_part_is_told(several, session, window, qtbot):
    shown = choose(window, qtbot, MANY - 1)
    path = found(session)[-1].path
    going = path.with_name(f"{path.name}.going")
    # What another disk is mounted on cannot be taken away.
    with small_disk(path / "stick"):
        try:
            delete(shown)
            until(qtbot, lambda: "not all of it" in said(shown))
            assert len(found(session)) == MANY - 1
        finally:
            if going.exists():
                going.rename(path)


def test_who_closes_the_panel_is_back_in_the_list(several, window, qtbot):
    shown = choose(window, qtbot, 1)
    shown.panel.close_button.setFocus()
    shown.panel.close_button.click()
    assert not shown.panel.isVisible()
    assert window.focusWidget() is shown.view


def test_a_folder_with_a_very_long_name_pushes_nothing_out_of_the_panel(
    session, window, qtbot, tmp_path
):
    folder = tmp_path / ("AFolderWithALongNameAndNoSpaces" * 6)
    notebook = Notebook.open(folder, make.NOW, create=True)
    notebook.save(make.record(Counterpart, name="Priya"), now=make.NOW)
    notebook.close()
    window.resize(1024, 640)
    assert session.open(folder)
    keeper = keep(session, 10_000)
    keeper.make()
    until(qtbot, lambda: keeper.newest)
    shown = choose(window, qtbot, 0)
    QApplication.processEvents()
    button = shown.panel.close_button
    right = button.mapTo(shown.panel, button.rect().topRight()).x()
    assert right < shown.panel.width()
