"""Backups by themselves: once a day, before what is risky, beside somebody who writes."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QProgressBar

import kept as keeping
import make
from beforehand.domain.counterparts import Counterpart
from beforehand.store import backups
from beforehand.ui.keeping.waiting import Waiting
from kept import found, until, write
from reading import press, said


def test_the_first_change_of_a_day_is_backed_up_by_itself(kept, session, qtbot):
    keeper = kept()
    write(session, "Priya")
    until(qtbot, lambda: keeper.newest)
    (made,) = found(session)
    assert (made.why, made.checked, made.counterparts) == ("daily", True, 1)


def test_one_a_day_is_enough(kept, session, qtbot):
    keeper = kept()
    write(session, "Priya")
    until(qtbot, lambda: keeper.newest)
    write(session, "Tomás")
    qtbot.wait(4 * keeping.SOON_MS)
    assert not keeper.busy
    assert len(found(session)) == 1


def test_nobody_waits_for_a_backup_and_words_saved_meanwhile_are_in_it(kept, session, qtbot):
    keeper = kept()
    keeper.make()
    number = 0
    while keeper.busy:
        write(session, f"Person {number}")
        number += 1
        qtbot.wait(20)
    assert number > 1
    assert keeper.trouble is None
    assert 0 < found(session)[0].counterparts <= number


def test_the_sample_is_not_backed_up(session, qtbot):
    session.open_sample()
    keeper = keeping.keep(session)
    write(session, "Priya")
    qtbot.wait(4 * keeping.SOON_MS)
    assert session.desk.keeper is None
    assert not keeper.busy
    assert found(session) == []


def test_closing_the_window_ends_the_copy_and_leaves_nothing_of_it(kept, session, window):
    keeper = kept()
    place = backups.folder_of(session.notebook.folder)
    keeper.make()
    assert any(place.iterdir())
    process = keeper.child._process.processId()
    window.close()
    assert list(place.iterdir()) == []
    assert not _lives(process)


def _lives(process: int) -> bool:
    from pathlib import Path

    return Path(f"/proc/{process}").exists()


def test_a_risky_act_waits_for_a_backup_and_then_goes_on_by_itself(kept, session, window, qtbot):
    kept(make.record(Counterpart, name="Priya"), idle_ms=10_000)
    done = []
    session.desk.risk("before merging", lambda: done.append(found(session)[0].why))
    (waiting,) = window.findChildren(Waiting)
    assert "Making a backup first" in said(waiting)
    assert waiting.findChild(QProgressBar).isVisible()
    assert done == []
    until(qtbot, lambda: done)
    assert done == ["before merging"]


def test_what_is_backed_up_already_is_not_waited_for(kept, session, qtbot):
    keeper = kept(make.record(Counterpart, name="Priya"), idle_ms=10_000)
    keeper.make()
    until(qtbot, lambda: keeper.newest)
    done = []
    session.desk.risk("before deleting", lambda: done.append(1))
    assert done == [1]
    assert len(found(session)) == 1


def test_cancelled_while_it_waits_the_act_is_not_done(kept, session, window, qtbot):
    keeper = kept(make.record(Counterpart, name="Priya"), idle_ms=10_000)
    done = []
    session.desk.risk("before merging", lambda: done.append(1))
    press(window.findChildren(Waiting)[0], "Cancel")
    until(qtbot, lambda: keeper.newest)
    qtbot.wait(50)
    assert done == []


def test_without_a_backup_the_person_decides(kept, session, window, qtbot):
    kept(make.record(Counterpart, name="Priya"), idle_ms=10_000)
    place = backups.folder_of(session.notebook.folder)
    place.rmdir()
    place.write_bytes(b"in the way")
    done = []
    session.desk.risk("before merging", lambda: done.append(1))
    (waiting,) = window.findChildren(Waiting)
    assert "No backup was made" in said(waiting)
    assert done == []
    QTimer.singleShot(0, lambda: press(waiting, "Go on without"))
    until(qtbot, lambda: done)


def test_older_backups_are_thinned_after_a_new_one(kept, session, qtbot):
    keeper = kept(make.record(Counterpart, name="Priya"), idle_ms=10_000)
    for _ in range(6):
        before = keeper.newest
        keeper.make()
        until(qtbot, lambda before=before: keeper.newest is not before)
    until(qtbot, lambda: len(found(session)) <= 4)
    assert len(found(session)) >= 3


def test_a_backup_begun_before_the_last_words_is_followed_by_another(kept, session, qtbot):
    keeper = kept(make.record(Counterpart, name="Priya"), idle_ms=10_000)
    keeper.make()
    until(qtbot, lambda: keeper._copy is None or keeper._copy.moment != keeper._kept)
    done = []
    session.desk.risk("before merging", lambda: done.append(keeper._is_kept()))
    until(qtbot, lambda: done)
    assert done == [True]


def test_notes_that_have_no_backup_at_all_get_one_without_a_change(kept, session, qtbot):
    keeper = kept(make.record(Counterpart, name="Priya"))
    until(qtbot, lambda: keeper.newest)
    assert [each.why for each in found(session)] == ["daily"]
