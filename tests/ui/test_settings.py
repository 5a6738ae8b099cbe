"""Settings: kept at once, sensible whatever stands in the file."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from beforehand import palette
from beforehand.sheets.look import Paper
from beforehand.ui import theme
from beforehand.ui.places import Place
from beforehand.ui.screens.settings import SettingsScreen
from beforehand.ui.session import Session
from beforehand.ui.settings import Settings, SettingsFile
from beforehand.ui.window import Window
from reading import said


def screen(window: Window) -> SettingsScreen:
    window.go(Place("settings"))
    assert window.stack is not None
    assert isinstance(window.stack.screen, SettingsScreen)
    return window.stack.screen


def choose(window: Window, name: str, value: object) -> None:
    box = screen(window).boxes[name]
    box.setCurrentIndex(box.findData(value))
    box.activated.emit(box.currentIndex())


def test_settings_come_back(tmp_path: Path) -> None:
    wanted = Settings(theme="dark", sheet="letter", text_size=130, notebook="/some/where")
    SettingsFile(tmp_path / "s.ini").write(wanted)
    assert SettingsFile(tmp_path / "s.ini").read() == wanted


@pytest.mark.parametrize(
    "content",
    ["", "[General]\ntheme=pink\nsheet=a9\ntext_size=huge\n", "\x00\xff nonsense", "[General\n="],
)
def test_a_spoilt_file_gives_the_first_settings(tmp_path: Path, content: str) -> None:
    (tmp_path / "s.ini").write_text(content, encoding="latin-1")
    assert SettingsFile(tmp_path / "s.ini").read() == Settings()


def test_the_theme_changes_at_once_and_is_kept(
    session: Session, window: Window, homes: Path
) -> None:
    session.open_usual()
    choose(window, "theme", "dark")
    assert theme.current() is palette.DARK
    assert QApplication.palette().window().color().name() == palette.DARK.canvas.lower()
    assert SettingsFile(homes / "settings.ini").read().theme == "dark"


def test_text_grows_at_once(session: Session, window: Window) -> None:
    session.open_usual()
    before = QApplication.font().pointSizeF()
    choose(window, "text_size", 150)
    assert QApplication.font().pointSizeF() == pytest.approx(before * 1.5)


def test_the_paper_reaches_the_sheets(session: Session, window: Window) -> None:
    session.open_usual()
    choose(window, "sheet", "letter")
    assert session.desk is not None
    assert session.desk.settings.paper is Paper.LETTER


def test_it_says_where_the_notebook_is_and_that_it_is_not_locked(
    session: Session, window: Window
) -> None:
    session.open_usual()
    text = said(screen(window))
    assert str(session.settings.folder) in text
    assert "Not locked. The notebook is encrypted, but its key lies beside it" in text
    assert "whoever can open this computer account" in text


def test_another_folder_is_opened_again_next_time(
    session: Session, window: Window, tmp_path: Path, homes: Path
) -> None:
    session.open_usual()
    session.use_folder(tmp_path / "elsewhere")
    assert session.notebook is not None
    assert session.notebook.folder == tmp_path / "elsewhere"
    assert SettingsFile(homes / "settings.ini").read().folder == tmp_path / "elsewhere"
