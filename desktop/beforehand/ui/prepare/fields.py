"""The fields of a line as values, and the editor that belongs to each."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from beforehand.domain.record import Record
from beforehand.domain.value import value
from beforehand.ui.autosave import Autosave
from beforehand.ui.widgets.basics import WordsEdit
from beforehand.ui.widgets.segments import Choice, Segments


@value
class Words:
    """Words in a field of a record; `lines` is its least height."""

    name: str
    title: str
    placeholder: str = ""
    lines: int = 1


@value
class Pick:
    """One of a few values."""

    name: str
    title: str
    choices: tuple[Choice, ...] = ()


Field = Words | Pick

Keep = Callable[[str, object], bool]
"""Saves one field's value and answers whether that worked."""


def editor(field: Field, keep: Keep) -> QWidget:
    """The editor for a field, which saves by itself."""
    if isinstance(field, Words):
        return _words_editor(field, keep)
    picks = Segments(field.title, field.choices)
    picks.chosen.connect(lambda chosen: keep(field.name, chosen))
    return picks


def show_value(widget: QWidget, shown: object) -> None:
    """Show a field's value, unless other words are being typed there."""
    if isinstance(widget, WordsEdit):
        if not any(each.unsaved for each in widget.findChildren(Autosave)):
            widget.set_words(str(shown))
    elif isinstance(widget, Segments):
        widget.set_value(shown)


def set_read_only(widget: QWidget, *, closed: bool) -> None:
    """Let a field only be read."""
    if isinstance(widget, WordsEdit):
        widget.setReadOnly(closed)
    else:
        widget.setEnabled(not closed)


def with_field(record: Record, name: str, shown: object) -> Record:
    """A record with another value in one field."""
    return replace(record, **{name: shown})  # type: ignore[arg-type]  # the name is a field's


def is_blank(record: Record, fields: Sequence[Field]) -> bool:
    """Whether a record has no words in any of its fields."""
    words = (getattr(record, field.name) for field in fields if isinstance(field, Words))
    return not "".join(str(each) for each in words).strip()


def _words_editor(field: Words, keep: Keep) -> WordsEdit:
    made = WordsEdit(field.placeholder, lines=field.lines)
    made.setAccessibleName(field.title)
    Autosave(made, lambda text: keep(field.name, text))
    return made
