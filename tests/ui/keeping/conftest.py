"""A window whose notebook is kept, with the real child process."""

from collections.abc import Callable

import pytest

import kept as at_home
from beforehand.store.notebook import Notebook
from beforehand.ui.keeping.keeper import Keeper
from beforehand.ui.session import Session


@pytest.fixture
def kept(session: Session, opened: Callable[..., Notebook]) -> Callable[..., Keeper]:
    """Opens a notebook with records in it, and keeps it."""

    def begin(*records: object, idle_ms: int = at_home.SOON_MS) -> Keeper:
        opened(*records)
        return at_home.keep(session, idle_ms)

    return begin
