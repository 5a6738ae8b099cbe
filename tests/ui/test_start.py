"""Starting: the first paint, a second start, and faults of our own."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from beforehand.store.notebook import Notebook
from beforehand.ui import trouble
from beforehand.ui.app import Neighbour, begin, knocked
from beforehand.ui.session import Session
from beforehand.ui.window import Window

HEAVY = ("sqlite_utils", "reportlab", "cryptography", "asyncio", "PySide6.QtNetwork", "uharfbuzz")


def _in_a_process_of_its_own(code: str, home: Path) -> str:
    places = {name: str(home) for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "HOME")}
    environment = {**os.environ, **places, "QT_QPA_PLATFORM": "offscreen"}
    ended = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    return ended.stdout


@pytest.mark.parametrize(
    ("until", "never"),
    [
        ("window.painted.connect(lambda: finish())", ("beforehand.domain", "sqlcipher3", *HEAVY)),
        (
            "session.opened.connect(lambda: finish());"
            "window.painted.connect(lambda: begin(session, Path(sys.argv[1]), sample=False))",
            HEAVY,
        ),
    ],
    ids=["first paint", "Today filled"],
)
def test_nothing_heavy_is_imported_too_early(
    tmp_path: Path, sample_folder: Path, until: str, never: tuple[str, ...]
) -> None:
    code = f"""
import sys; sys.argv = ["x", {str(sample_folder)!r}]
from pathlib import Path
from beforehand.ui.app import begin, make_application, make_window
application = make_application()
window, session = make_window(application)
def finish():
    print(sorted(name for name in {never!r} if name in sys.modules))
    import os; sys.stdout.flush(); os._exit(0)
{until}
window.show()
application.exec()
"""
    assert _in_a_process_of_its_own(code, tmp_path).strip() == "[]"


def test_the_program_starts_opens_its_notebook_and_ends_well(tmp_path: Path) -> None:
    code = """
import sys
from PySide6.QtCore import QTimer
from beforehand.ui import app
begin = app.begin
def then(session, notebook, *, sample):
    begin(session, notebook, sample=sample)
    QTimer.singleShot(900, session.window().close)
app.begin = then
print("ended with", app.run(None, sample=False))
"""
    assert "ended with 0" in _in_a_process_of_its_own(code, tmp_path)
    assert list(tmp_path.rglob("notebook.db"))


def test_a_second_start_brings_the_first_window_forward(
    session: Session, window: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)  # it is watched from the start on
    folder = session.settings.folder
    begin(session, None, sample=False)
    qtbot.waitUntil(lambda: knocked(folder), timeout=3000)
    window.showMinimized()
    code = (
        "from pathlib import Path; from beforehand.ui.app import run; "
        f"print('ended with', run(Path({str(folder)!r})))"
    )
    second = subprocess.Popen(
        [sys.executable, "-c", code], env=os.environ, stdout=subprocess.PIPE, text=True
    )
    qtbot.waitUntil(lambda: not window.isMinimized(), timeout=8000)
    out, _ = second.communicate(timeout=8)
    assert "ended with 0" in out


def test_nobody_answers_for_a_notebook_that_is_not_open(tmp_path: Path) -> None:
    assert not knocked(tmp_path)


def test_a_door_left_behind_by_a_crash_does_not_keep_anyone_out(
    session: Session, opened: Callable[..., Notebook], qtbot: QtBot
) -> None:
    folder = opened().folder
    first = Neighbour(session)
    first.listen(folder)
    second = Neighbour(session)
    second.listen(folder)
    assert knocked(folder)


def test_a_fault_of_ours_is_told_once_and_logged_without_words(
    session: Session, window: Window, tmp_path: Path
) -> None:
    session.open_usual()
    log = tmp_path / "trouble.log"
    trouble.watch(log, session.window)
    for _ in range(2):
        try:
            raise ValueError("Priya is afraid of the launch")
        except ValueError as fault:
            sys.excepthook(ValueError, fault, fault.__traceback__)
    sys.excepthook = sys.__excepthook__
    QApplication.processEvents()
    boxes = window.findChildren(QMessageBox)
    assert len(boxes) == 1
    assert "What is saved is safe" in boxes[0].text()
    kept = log.read_text()
    assert "ValueError" in kept
    assert "test_start.py:" in kept
    assert "Priya" not in kept
    boxes[0].close()


def test_the_log_never_grows_without_end(tmp_path: Path) -> None:
    log = tmp_path / "trouble.log"
    log.write_text("x" * (trouble.LARGEST_LOG + 1))
    assert trouble.note(log, ValueError("words"))
    assert log.stat().st_size < 1000


def test_a_log_that_cannot_be_written_is_no_second_fault(tmp_path: Path) -> None:
    assert not trouble.note(tmp_path, ValueError("words"))


def test_the_sample_is_made_soon_enough(session: Session) -> None:
    began = time.process_time()
    session.open_sample()
    assert time.process_time() - began < 5
