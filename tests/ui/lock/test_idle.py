"""Nobody is there: what counts as use, what the first key afterwards does, which window is watched.

The clock is set by hand, so that no test depends on how fast the computer is.
"""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from beforehand.ui.lock.idle import Idle
from beforehand.ui.lock.locker import Locker
from beforehand.ui.session import Session
from locks import LONG_MS

MINUTE = 60_000
KINDS = QEvent.Type
USED = (
    KINDS.KeyPress,
    KINDS.MouseButtonPress,
    KINDS.MouseMove,
    KINDS.Wheel,
    KINDS.TouchBegin,
    KINDS.TabletPress,
)


class Clock:
    """Stands still until somebody sets it."""

    def __init__(self) -> None:
        self.ms = 0.0

    def __call__(self) -> float:
        return self.ms


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def told() -> list[str]:
    """One for each time that it was told that nobody is there."""
    return []


@pytest.fixture
def idle(qtbot: QtBot, clock: Clock, told: list[str]) -> Idle:
    made = Idle()
    made.clock = clock
    made.passed.connect(lambda: told.append("passed"))
    made.wait(MINUTE)
    return made


@pytest.fixture
def shown(qtbot: QtBot) -> Callable[[], QLineEdit]:
    """Makes a field in a window of its own."""

    def make() -> QLineEdit:
        field = QLineEdit()
        qtbot.addWidget(field)
        field.show()
        return field

    return make


@pytest.mark.parametrize("kind", USED, ids=lambda kind: kind.name)
def test_use_puts_it_off(idle: Idle, clock: Clock, told: list[str], kind: QEvent.Type) -> None:
    window = QWindow()
    for clock.ms in (0.9 * MINUTE, 1.8 * MINUTE, 2.7 * MINUTE):
        assert not idle.eventFilter(window, QEvent(kind))
    idle.look()
    assert told == []
    clock.ms = 3.7 * MINUTE
    idle.look()
    assert told == ["passed"]


@pytest.mark.parametrize("kind", [KINDS.Paint, KINDS.UpdateRequest, KINDS.Timer, KINDS.Enter])
def test_what_nobody_did_does_not(
    idle: Idle, clock: Clock, told: list[str], kind: QEvent.Type
) -> None:
    clock.ms = 0.9 * MINUTE
    idle.eventFilter(QWindow(), QEvent(kind))
    clock.ms = MINUTE
    idle.look()
    assert told == ["passed"]


def test_the_first_key_after_too_long_a_time_locks_and_is_typed_nowhere(
    idle: Idle, clock: Clock, told: list[str], shown: Callable[[], QLineEdit]
) -> None:
    field = shown()
    idle.watch(field.windowHandle())
    QTest.keyClick(field.windowHandle(), Qt.Key.Key_A)
    clock.ms = MINUTE
    QTest.keyClick(field.windowHandle(), Qt.Key.Key_B)
    assert told == ["passed"]
    assert field.text() == "a"
    QTest.keyClick(field.windowHandle(), Qt.Key.Key_C)
    assert told == ["passed"]
    assert field.text() == "ac"


def test_the_window_in_front_is_watched_and_one_left_behind_is_not(
    idle: Idle, clock: Clock, shown: Callable[[], QLineEdit]
) -> None:
    behind, front = shown(), shown()
    application = QGuiApplication.instance()
    assert isinstance(application, QGuiApplication)
    for field in (behind, front):
        application.focusWindowChanged.emit(field.windowHandle())
    clock.ms = 10.0
    QTest.mouseMove(front.windowHandle(), QPoint(5, 5))
    assert idle.last == 10.0
    clock.ms = 20.0
    QTest.keyClick(behind.windowHandle(), Qt.Key.Key_A)
    assert idle.last == 10.0


def test_none_in_front_leaves_the_last_one_watched(
    idle: Idle, clock: Clock, shown: Callable[[], QLineEdit]
) -> None:
    field = shown()
    idle.watch(field.windowHandle())
    idle.watch(None)
    clock.ms = 5.0
    QTest.keyClick(field.windowHandle(), Qt.Key.Key_A)
    assert idle.last == 5.0


def test_a_window_that_is_gone_is_not_asked_any_more(
    idle: Idle, clock: Clock, shown: Callable[[], QLineEdit]
) -> None:
    gone, there = shown(), shown()
    idle.watch(gone.windowHandle())
    delete(gone)
    idle.watch(there.windowHandle())
    clock.ms = 5.0
    QTest.keyClick(there.windowHandle(), Qt.Key.Key_A)
    assert idle.last == 5.0


def test_it_is_told_again_after_as_long_a_time(
    idle: Idle, clock: Clock, told: list[str], qtbot: QtBot
) -> None:
    idle.wait(20)
    for ms in (100.0, 200.0, 300.0):
        clock.ms = ms
        with qtbot.waitSignal(idle.passed, timeout=LONG_MS):
            pass
    assert told == ["passed"] * 3


def test_it_looks_again_when_somebody_was_there_meanwhile(
    idle: Idle, clock: Clock, told: list[str], qtbot: QtBot
) -> None:
    idle.wait(20)
    # The clock stands still, as if a key had come in each moment.
    qtbot.wait(100)
    assert told == []
    with qtbot.waitSignal(idle.passed, timeout=LONG_MS):
        clock.ms = 20.0


def test_zero_is_never(idle: Idle, clock: Clock, told: list[str], qtbot: QtBot) -> None:
    idle.wait(5)
    idle.wait(0)
    clock.ms = 1000 * MINUTE
    qtbot.wait(50)
    idle.look()
    assert not idle.eventFilter(QWindow(), QEvent(KINDS.KeyPress))
    assert told == []


def test_it_looks_at_the_clock_often_enough_to_notice_a_sleep(idle: Idle) -> None:
    assert 0 < idle._timer.interval() <= 20_000
    idle.wait(1000)
    assert idle._timer.interval() == 1000


def test_what_is_saved_is_use(unlocked: Session, locker: Locker, clock: Clock) -> None:
    locker.idle.clock = clock
    clock.ms = 7.0
    assert unlocked.desk is not None
    unlocked.desk.saved.emit()
    assert locker.idle.last == 7.0


def test_a_key_of_a_dialog_is_not_done_twice_in_the_main_window(
    idle: Idle, shown: Callable[[], QLineEdit]
) -> None:
    main, dialog, done = shown(), shown(), []
    idle.main = main.windowHandle()
    idle.elsewhere[Qt.Key.Key_F9] = lambda: done.append("hidden")
    for field, so_far in ((main, []), (dialog, ["hidden"])):
        idle.watch(field.windowHandle())
        QTest.keyClick(field.windowHandle(), Qt.Key.Key_F9)
        assert done == so_far
