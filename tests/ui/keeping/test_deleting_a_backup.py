"""A backup is deleted where it is shown: asked once, in the panel, and told afterwards."""

import shutil

import pytest

import make
from beforehand.domain.counterparts import Counterpart
from beforehand.store import backups
from beforehand.ui.places import Place
from kept import found, until
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
    assert shown.view.hasFocus()
    until(qtbot, lambda: shown.model.rowCount() == MANY - 1)


@pytest.mark.parametrize("place", range(3))
def test_of_the_newest_three_it_says_what_one_would_be_without(several, window, qtbot, place):
    shown = choose(window, qtbot, place)
    press(shown, "Delete this backup…")
    assert "one of the newest three" in said(shown.panel)


def test_enter_keeps_it_and_the_next_one_chosen_is_not_asked_about(several, session, window, qtbot):
    shown = choose(window, qtbot, 0)
    press(shown, "Delete this backup…")
    assert shown.panel.keep_it.hasFocus()
    press(shown, "Keep it")
    press(shown, "Delete this backup…")
    shown = choose(window, qtbot, 1)
    assert "cannot be undone" not in said(shown.panel)
    assert len(found(session)) == MANY


def test_settings_speak_of_the_newest_that_is_left(several, session, window, qtbot):
    shown = choose(window, qtbot, 0)
    newest, next_one = found(session)[:2]
    assert several.newest == newest
    press(shown, "Delete this backup…")
    press(shown, "Delete it")
    until(qtbot, lambda: several.newest == next_one)


def test_one_that_cannot_be_deleted_is_told_and_stays(several, session, window, qtbot):
    shown = choose(window, qtbot, MANY - 1)
    path = found(session)[-1].path
    in_the_way = path.with_name(f"{path.name}.going") / "something"
    in_the_way.mkdir(parents=True)
    press(shown, "Delete this backup…")
    press(shown, "Delete it")
    until(qtbot, lambda: "could not be deleted" in said(shown))
    assert len(found(session)) == MANY
