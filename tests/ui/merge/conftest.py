"""A notebook in the window, and the copy of it on a stick with more in it."""

import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

import make
from beforehand.domain.needs import Evidence, Need
from beforehand.store.notebook import Notebook
from beforehand.ui.session import Session

LATER = make.NOW + timedelta(days=1)
NEED = make.record(Need, id=make.HIDDEN)


@pytest.fixture
def book(opened: Callable[..., Notebook], session: Session) -> Notebook:
    """The notebook that is open."""
    opened(*make.world())
    assert session.notebook
    return session.notebook


@pytest.fixture
def stick(book: Notebook, tmp_path: Path) -> Path:
    """Made of a copy, a day later, on another machine."""
    folder = tmp_path / "stick"
    folder.mkdir()
    for name in ("notebook.db", "notebook.key"):
        # By another program: opened in this one, the file would lose its lock.
        subprocess.run(["cp", book.folder / name, folder / name], check=True)
    copy = Notebook.open(folder, LATER)
    copy.save(replace(NEED, text="a month of rest"), now=LATER)
    copy.save(make.record(Evidence, text="left early"), now=LATER)
    copy.close()
    return folder
