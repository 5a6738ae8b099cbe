"""After a crash a line that goes away; after a week without a backup one on Today."""

from datetime import timedelta

import kept as keeping
import make
from beforehand import paths
from beforehand.domain.counterparts import Counterpart
from beforehand.store import backing_up
from beforehand.store.notebook import Notebook
from beforehand.ui.keeping import mark
from beforehand.ui.screens.today import TodayScreen
from kept import found, until, write
from reading import press, said


def today(window) -> TodayScreen:
    return window.stack.screen


def test_after_a_crash_it_is_said_that_nothing_was_lost_and_until_when(
    kept, session, window, qtbot
):
    keeper = kept(make.record(Counterpart, name="Priya"))
    folder = session.notebook.folder
    # What a kill leaves: the file let go of by the system, and nothing done by us.
    keeper._desk = None
    session.notebook.close()
    session.notebook = session.desk = None
    assert session.open(folder)
    text = window.bars.notice.text
    assert "Nothing was lost" in text
    assert f"{make.NOW.astimezone():%H:%M:%S}" in text
    assert window.bars.notice._clock.isActive()
    until(qtbot, lambda: found(session))
    assert found(session)[0].why == "after a crash"


def test_a_notebook_that_was_closed_says_nothing(kept, session, window):
    kept(make.record(Counterpart, name="Priya"))
    folder = session.notebook.folder
    assert (folder / mark.NAME).exists()
    session.close()
    assert not (folder / mark.NAME).exists()
    assert session.open(folder)
    assert "Nothing was lost" not in said(window)


def opened_again(session, qtbot, days):
    before = make.NOW - timedelta(days=days)
    backing_up.make(session.notebook, paths.program(paths.COPYING), before, "daily")
    assert session.open(session.notebook.folder)
    qtbot.wait(400)


def test_a_week_without_a_backup_is_said_on_today_and_mended_there(kept, session, window, qtbot):
    keeper = kept(make.record(Counterpart, name="Priya"), idle_ms=10_000)
    opened_again(session, qtbot, 9)
    until(qtbot, lambda: "for 9 days" in said(today(window)))
    press(today(window), "Back up now")
    until(qtbot, lambda: len(found(session)) == 2 and not keeper.busy)
    assert "No backup" not in said(today(window))


def test_six_days_are_no_reason_to_speak(kept, session, window, qtbot):
    kept(make.record(Counterpart, name="Priya"), idle_ms=10_000)
    opened_again(session, qtbot, 6)
    assert "No backup" not in said(today(window))


def test_a_clock_that_jumped_backwards_still_gets_a_backup_a_day(kept, session, qtbot):
    keeper = kept(make.record(Counterpart, name="Priya"), idle_ms=10_000)
    opened_again(session, qtbot, -30)
    write(session, "Tomás")
    until(qtbot, lambda: len(found(session)) == 2)
    newest = found(session)[0]
    assert newest.made_at == make.NOW
    assert keeper.newest == newest


def test_notes_that_were_never_backed_up_are_said_on_today(session, window, qtbot, tmp_path):
    folder = tmp_path / "old"
    notebook = Notebook.open(folder, make.NOW, create=True)
    before = make.NOW - timedelta(days=20)
    notebook.save(make.record(Counterpart, name="Priya"), now=before)
    notebook.close()
    assert session.open(folder)
    keeping.keep(session, idle_ms=10_000)
    until(qtbot, lambda: "No backup was made and read again yet." in said(today(window)))
