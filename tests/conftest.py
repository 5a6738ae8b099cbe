"""What every test may ask for: a day, a folder, a notebook in it."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

import make
from beforehand.store.notebook import Notebook


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
