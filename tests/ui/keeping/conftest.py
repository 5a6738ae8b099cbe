"""A window whose notebook is kept, with the real child process."""

from collections.abc import Callable

import pytest

import kept as at_home
import make
from beforehand.store.notebook import Notebook
from beforehand.ui.keeping import rescue
from beforehand.ui.keeping.keeper import Keeper
from beforehand.ui.places import Place
from beforehand.ui.session import Session
from beforehand.ui.widgets.words import WordsEdit
from beforehand.ui.window import Window


@pytest.fixture
def kept(session: Session, opened: Callable[..., Notebook]) -> Callable[..., Keeper]:
    """Opens a notebook with records in it, and keeps it."""

    def begin(*records: object, idle_ms: int = at_home.SOON_MS) -> Keeper:
        opened(*records)
        return at_home.keep(session, idle_ms)

    return begin


@pytest.fixture
def typing(
    kept: Callable[..., Keeper],
    session: Session,
    window: Window,
    monkeypatch: pytest.MonkeyPatch,
) -> Callable[..., WordsEdit]:
    """A preparation is open; what this types into its first answer is not saved yet."""
    monkeypatch.setattr(rescue, "AGAIN_MS", 100)
    kept()
    assert session.notebook is not None
    talk = make.talk_with(session.notebook, "Priya")
    window.go(Place("prepare", talk.id))

    def type_words(words: str = at_home.WORDS) -> WordsEdit:
        edit = at_home.first_editor(window)
        edit.setFocus()
        edit.textCursor().insertText(words)
        return edit

    return type_words
