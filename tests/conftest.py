"""What every test may ask for: a day, a folder, a notebook in it."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

import make
from beforehand.store.notebook import Notebook


@pytest.fixture(scope="session", autouse=True)
def memory_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What is remembered between starts stays out of the home of who runs the tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        patch.setenv("XDG_DATA_HOME", str(tmp_path_factory.mktemp("data")))
        yield


@pytest.fixture
def now() -> datetime:
    return make.NOW


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where a notebook could be; nothing is there yet."""
    return tmp_path / "notebook"


@pytest.fixture
def notebook(folder: Path, now: datetime) -> Iterator[Notebook]:
    opened = Notebook.open(folder, now, create=True)
    yield opened
    opened.close()
