"""The window without a screen, and where its settings lie while tests run."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

import make
from at_home import HOMES, started
from beforehand import palette
from beforehand.exchange.sample import write_sample
from beforehand.library import Library, default_library
from beforehand.store.notebook import Notebook
from beforehand.ui import theme
from beforehand.ui.session import Session
from beforehand.ui.window import Window


@pytest.fixture(autouse=True)
def nothing_left_over() -> Iterator[None]:
    """The widgets of a test go with it, or each change of the look dresses them all again."""
    yield
    if QApplication.instance() is not None:
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def homes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Nothing of the person who runs the tests is read or written."""
    for name in HOMES:
        monkeypatch.setenv(name, str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture(scope="session")
def shipped() -> Library:
    return default_library()


@pytest.fixture(scope="session")
def sample_folder(tmp_path_factory: pytest.TempPathFactory, shipped: Library) -> Path:
    """The sample notebook, written once: read it, do not write in it."""
    folder = tmp_path_factory.mktemp("sample") / "notebook"
    write_sample(folder, shipped, make.NOW)
    return folder


@pytest.fixture(params=["light", "dark"])
def look(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[palette.Palette]:
    """Each look in turn."""
    chosen = palette.DARK if request.param == "dark" else palette.LIGHT
    theme.apply(qapp, chosen)
    theme.load_fonts()
    yield chosen
    theme.apply(qapp, palette.LIGHT)


@pytest.fixture
def session(homes: Path, qapp: QApplication) -> Iterator[Session]:
    """A window and its session, with no notebook yet."""
    with started(make.NOW, homes / "settings.ini") as made:
        yield made


@pytest.fixture
def window(session: Session) -> Window:
    return session.window()


@pytest.fixture
def opened(session: Session, tmp_path: Path) -> Callable[..., Notebook]:
    """Opens a new notebook in the window, with records in it."""

    def open_with(*records: object) -> Notebook:
        folder = tmp_path / "in the window"
        notebook = Notebook.open(folder, make.NOW, create=True)
        notebook.save(*records, now=make.NOW)  # type: ignore[arg-type]
        notebook.close()
        assert session.open(folder)
        assert session.notebook is not None
        return session.notebook

    return open_with
