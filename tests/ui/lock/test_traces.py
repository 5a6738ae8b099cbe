"""Nothing of a note lies about: no list of folders, no core, no name in a title or a setting."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

import make
from beforehand.ui.keys import WINDOW_KEYS
from beforehand.ui.lock.locker import Locker
from beforehand.ui.places import Place
from beforehand.ui.session import Session
from locks import Locked

HERE = Path(__file__).parent
NAME = "What Dana fears"
WORDS_OF_NOTES = ("Łucja", "billing", "quiet launch", "rest for the team", NAME)
SCREENS = (
    Place("today"),
    Place("preparations"),
    Place("counterparts"),
    Place("counterpart", make.PERSON),
    Place("prepare", make.TALK),
    Place("new-conversation", make.TALK),
    Place("journal"),
    Place("debrief", make.TALK),
    Place("sheet", make.TALK, "private"),
    Place("settings"),
)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere the dialog is native")
@pytest.mark.parametrize("careful", [True, False])
def test_a_folder_that_was_chosen_is_on_no_list(tmp_path: Path, *, careful: bool) -> None:
    folder, home = tmp_path / NAME, tmp_path / "home"
    folder.mkdir()
    done = _choose(folder, home, careful=careful)
    told = [path for path in home.rglob("*") if path.is_file() and _tells(path)]
    assert bool(told) is not careful
    if careful:
        assert done == "(0, 0)"


def test_no_title_has_a_name_on_any_screen(unlocked: Session) -> None:
    window = unlocked.window()
    for place in SCREENS:
        window.go(place)
        QApplication.processEvents()
        titles = " ".join(each.windowTitle() for each in QApplication.topLevelWidgets())
        assert not any(word in titles for word in WORDS_OF_NOTES), place


def test_neither_settings_nor_logs_nor_cache_have_a_word_of_a_note(
    unlocked: Session, locked: Locked, homes: Path, qtbot: QtBot
) -> None:
    window = unlocked.window()
    Locker(unlocked, restart=lambda _folder: None)
    for place in SCREENS:
        window.go(place)
        QApplication.processEvents()
    window.go(Place("lock"))
    files = [path for path in homes.rglob("*") if path.is_file()]
    assert files
    for path in files:
        text = path.read_bytes().decode("utf-8", "replace")
        assert not any(word in text for word in WORDS_OF_NOTES), path


def test_each_key_stands_once_in_the_list() -> None:
    every = [key for keys, _, _ in WINDOW_KEYS for key in keys]
    assert len(every) == len(set(every))
    assert {"Ctrl+L", "F9"} <= set(every)


def _choose(folder: Path, home: Path, *, careful: bool) -> str:
    around = {
        **os.environ,
        **{name: str(home) for name in ("HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME")},
        "QT_QPA_PLATFORM": "offscreen",
    }
    word = ["careful"] if careful else []
    command = [sys.executable, str(HERE / "choosing_a_folder.py"), str(folder), *word]
    done = subprocess.run(
        command, check=True, capture_output=True, text=True, timeout=60, env=around
    )
    return done.stdout.strip()


def _tells(path: Path) -> bool:
    text = path.read_bytes().decode("utf-8", "replace")
    return NAME in text or NAME.replace(" ", "%20") in text
