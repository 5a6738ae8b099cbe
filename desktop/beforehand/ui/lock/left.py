"""Where one was, and words in forms that are saved as a whole: kept sealed while it is locked."""

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QLineEdit, QWidget

from beforehand.store import left
from beforehand.ui.autosave import Autosave
from beforehand.ui.lock import bearings
from beforehand.ui.lock.bearings import Field, Name
from beforehand.ui.places import Place

if TYPE_CHECKING:
    from beforehand.ui.desk import Desk
    from beforehand.ui.screen_stack import ScreenStack
    from beforehand.ui.window import Window

BEGUN = "Before the lock you had typed: "

_BLANK = "new-conversation"
_NOT_AGAIN = {"passphrase"}
"""Screens one does not come back to."""


def keep(window: "Window", desk: "Desk", focus: QWidget | None = None) -> bool:
    """Seal it; False if that failed and words would be lost. `focus` is what had the keys."""
    if window.stack is None or window.stack.place is None:
        return True
    place, words = _here(window.stack), _loose(window.stack)
    said = {
        "place": [_screen_of(place, words), place.id, place.detail],
        "words": words,
        "bearings": bearings.taken(window.stack, focus),
    }
    try:
        left.keep(desk.notebook.folder, desk.notebook.vault.key, said)
    except OSError:
        return not words
    return True


def take_back(window: "Window", desk: "Desk") -> None:
    """Go where one was, and put the words where they stood."""
    folder = desk.notebook.folder
    if not left.is_there(folder):
        return
    said = left.take(folder, desk.notebook.vault.key)
    if said is None or window.stack is None:
        return
    with suppress(ValueError, TypeError, KeyError):
        screen, id_, detail = said["place"]
        window.go(Place(screen, id_, detail))
        homeless = _put(window.stack.leaf, said["words"])
        if homeless:
            window.bars.notice.tell(BEGUN + "\n".join(homeless))
        _take_up_soon(window.stack, Place(screen, id_, detail), said["bearings"])


def _take_up_soon(stack: "ScreenStack", place: Place, kept: dict[str, Any]) -> None:
    """Once it is laid out: before that nothing is high enough to scroll in."""

    def take_up() -> None:
        if stack.place == place:
            bearings.take_up(stack, kept)

    QTimer.singleShot(0, stack, take_up)


def _here(stack: "ScreenStack") -> Place:
    """Where one is by now: on some screens one goes on from what they were opened with."""
    here = getattr(getattr(stack.leaf, "inner", None), "here", None)
    place: Place | None = here() if here is not None else stack.place
    assert place is not None
    return place


def _screen_of(place: Place, words: list[list[object]]) -> str:
    """A form for something new is opened again only for words that stand in it."""
    begun = place.screen == _BLANK and place.id is None and not words
    return "preparations" if begun else "today" if place.screen in _NOT_AGAIN else place.screen


def _loose(stack: "ScreenStack") -> list[list[object]]:
    """Words of the screen in front that no autosave sees to, by the place of their field."""
    here = stack.leaf
    return [
        [*name, _words(field)]
        for name, field in _named(here).items()
        if _is_modified(field) and _words(field).strip() and field.isVisibleTo(here)
    ]


def _put(leaf: QWidget, words: list[tuple[str, str, int, str]]) -> list[str]:
    """Fill the fields; what fits nowhere any more comes back."""
    fields, homeless = _named(leaf), list[str]()
    for kind, name, at, text in words:
        field = fields.get((kind, name, at))
        if field is None or _words(field).strip():
            homeless.append(text)
        else:
            _fill(field, text)
    return homeless


def _named(leaf: QWidget) -> dict[Name, Field]:
    """The fields that no autosave sees to."""
    kept = {each.edit for each in leaf.findChildren(Autosave)}
    mine = [each for each in bearings.fields(leaf) if each not in kept]
    return bearings.named(each for each in mine if not _is_part(each))


def _is_part(field: Field) -> bool:
    return isinstance(field.parent(), QComboBox | QAbstractSpinBox)


def _is_modified(field: Field) -> bool:
    return field.isModified() if isinstance(field, QLineEdit) else field.document().isModified()


def _words(field: Field) -> str:
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()


def _fill(field: Field, text: str) -> None:
    if isinstance(field, QLineEdit):
        field.setText(text)
        field.setModified(True)
    else:
        field.setPlainText(text)
        field.document().setModified(True)
    # A form may fold its parts away: words that were typed are not to be searched for.
    field.show()
