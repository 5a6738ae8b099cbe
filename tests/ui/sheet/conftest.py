"""The sheet screen on a notebook with one of everything."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from pytestqt.qtbot import QtBot

import make
from beforehand.domain.record import Id
from beforehand.library import Library
from beforehand.store.notebook import Notebook
from beforehand.ui.desk import Desk
from beforehand.ui.places import Place
from beforehand.ui.screens.sheet import SheetScreen
from beforehand.ui.settings import Settings, SettingsFile
from sheet_on_screen import Showing


@pytest.fixture
def desk(notebook: Notebook, qapp: object) -> Desk:
    notebook.save(*make.world(), now=make.NOW)
    return Desk(notebook, Library(lenses={}, drivers={}, faults=()), clock=lambda: make.NOW)


@pytest.fixture
def settings(tmp_path: Path) -> SettingsFile:
    file = SettingsFile(tmp_path / "settings.ini")
    file.write(Settings(sheet="a4"))
    return file


@pytest.fixture
def screen(desk: Desk, settings: SettingsFile, qtbot: QtBot) -> SheetScreen:
    made = SheetScreen(desk, settings=settings)
    for part in (made, made.save_button, made.print_button):
        qtbot.addWidget(part)
    made.resize(1180, 700)
    made.show()
    return made


@pytest.fixture
def showing(screen: SheetScreen, qtbot: QtBot) -> Showing:
    def show(kind: str = "private", talk: Id = make.TALK) -> SheetScreen:
        screen.open(Place("sheet", talk, kind))
        qtbot.wait_until(lambda: screen.laid is not None)
        return screen

    return show


@pytest.fixture(autouse=True)
def plain_dialogs(qapp: object) -> Iterator[None]:
    attribute = Qt.ApplicationAttribute.AA_DontUseNativeDialogs
    QCoreApplication.setAttribute(attribute)
    yield
    QCoreApplication.setAttribute(attribute, False)
