"""The small parts every screen is made of; all of them show the person's words as plain text."""

from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from beforehand.ui import icons
from beforehand.ui.numbers import (
    AT_LEFT,
    IN_THE_MIDDLE_UPRIGHT,
    NEVER_SIDEWAYS,
    NO_FOCUS,
    PLAIN_TEXT,
    SINGLE_LINE,
    TAB_FOCUS,
    give,
    shortened,
)
from beforehand.ui.theme import set_role

if TYPE_CHECKING:
    from beforehand.ui.widgets.flow import FlowLayout as FlowLayout
    from beforehand.ui.widgets.words import WordsEdit as WordsEdit

__all__ = [
    "Elided", "FlowLayout", "WordsEdit", "button", "card", "check", "chip", "clear", "column",
    "form_row", "holding", "icon_button", "label", "rename", "row", "rule", "scroll", "tip",
    "tip_of",
]  # fmt: skip

Item = QWidget | QLayout | int | None
"""A widget, a layout, a gap in pixels, or None for a stretch."""


_LATER = {"WordsEdit": "words", "FlowLayout": "flow"}


def __getattr__(name: str) -> Any:
    """What Today, shown first, has no use for is imported when a screen first asks for it."""
    if name in _LATER:
        from importlib import import_module

        return getattr(import_module(f"beforehand.ui.widgets.{_LATER[name]}"), name)
    raise AttributeError(name)


def label(text: str = "", role: str = "body", *, wrap: bool = False) -> QLabel:
    """Text that is only read, always plain."""
    made = QLabel(text)
    give(made, PLAIN_TEXT)
    made.setWordWrap(wrap)
    set_role(made, role)
    return made


def chip(text: str, kind: str = "plain") -> QLabel:
    """A word on a coloured pill: stated, hidden, good, bad, accent or plain."""
    made = label(text, f"chip-{kind}")
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    return made


def button(text: str, icon: str = "", role: str = "") -> QPushButton:
    """A button; role is primary, quiet, ghost, danger, on-deep, rail or line."""
    made = QPushButton()
    made.setAutoDefault(False)
    # By keyboard only: so the ring round the focus shows where it helps, and never after a click.
    give(made, TAB_FOCUS)
    if role:
        set_role(made, role)
    if icon:
        made.setIcon(icons.icon(icon, *_TINTS.get(role, ("ink", "accent"))))
        made.setIconSize(QSize(icons.SIZE, icons.SIZE))
    rename(made, text)
    return made


def rename(made: QPushButton, text: str) -> None:
    """Give a button another name, on the screen and for a screen reader."""
    # A style sheet has no gap between icon and text but this.
    made.setText(_literal(text) if made.icon().isNull() else f" {_literal(text)}")
    made.setAccessibleName(text)


def check(text: str) -> QCheckBox:
    """A box to tick."""
    return QCheckBox(_literal(text))


def _literal(text: str) -> str:
    """Text in which & is a letter and not the mark of a key."""
    return text.replace("&", "&&")


_TINTS = {
    "primary": ("on_accent",),
    "ghost": ("accent",),
    "danger": ("bad",),
    "on-deep": ("on_deep",),
    "deep-ghost": ("on_deep_muted",),
}


def icon_button(icon: str, tooltip: str) -> QToolButton:
    """A button that is only an icon; the tooltip is also its name for a screen reader."""
    made = QToolButton()
    made.setIcon(icons.icon(icon, "muted", "accent"))
    made.setIconSize(QSize(icons.SIZE, icons.SIZE))
    made.setAccessibleName(tooltip)
    give(made, TAB_FOCUS)
    tip(made, tooltip)
    return made


def tip(widget: QWidget, text: str) -> None:
    """Set a tooltip."""
    widget.setToolTip(tip_of(text))


def tip_of(text: str) -> str:
    """Text for a tooltip, which takes markup: the person's words are escaped."""
    for mark, name in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;")):
        text = text.replace(mark, name)
    return f"<span>{text}</span>" if text else ""


def row(*items: Item, spacing: int = 8) -> QHBoxLayout:
    """Things side by side, without a margin."""
    return _filled(QHBoxLayout(), items, spacing)


def column(*items: Item, spacing: int = 12) -> QVBoxLayout:
    """Things one under the other, without a margin."""
    return _filled(QVBoxLayout(), items, spacing)


def holding(
    layout: QLayout, role: str = "", margins: tuple[int, int, int, int] = (0, 0, 0, 0)
) -> QFrame:
    """A frame round a layout: a plain one, or with the look of a role."""
    made = QFrame()
    layout.setContentsMargins(*margins)
    made.setLayout(layout)
    if role:
        set_role(made, role)
    return made


def card(*items: Item, spacing: int = 12, margin: int = 20) -> QFrame:
    """A card: paper with a thin border, things in it one under the other."""
    return holding(column(*items, spacing=spacing), "card", (margin, margin, margin, margin))


def rule() -> QFrame:
    """A thin line across."""
    made = QFrame()
    made.setFixedHeight(1)
    set_role(made, "rule")
    return made


def form_row(title: str, widget: QWidget, hint: str = "") -> QFrame:
    """A field under its title, named for a screen reader, with a hint below it."""
    head = label(title, "strong")
    head.setBuddy(widget)
    widget.setAccessibleName(title)
    widget.setAccessibleDescription(hint)
    items: list[Item] = [head, widget]
    if hint:
        items.append(label(hint, "small", wrap=True))
    return holding(column(*items, spacing=4))


def scroll(widget: QWidget) -> QScrollArea:
    """A widget that scrolls up and down when it is taller than its place."""
    made = QScrollArea()
    made.setFrameShape(QFrame.Shape.NoFrame)
    made.setWidgetResizable(True)
    give(made, NEVER_SIDEWAYS, NO_FOCUS)
    made.setWidget(widget)
    # A scroll area fills its page with the window's colour; let what lies beneath show instead.
    widget.setAutoFillBackground(False)
    return made


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and let it go."""
    while (item := layout.takeAt(0)) is not None:
        inner, widget = item.layout(), item.widget()
        if inner is not None:
            clear(inner)
        if widget is not None:
            widget.hide()
            widget.deleteLater()


class Elided(QLabel):
    """One line that ends in … when it is too long, and shows the whole as a tooltip."""

    def __init__(self, text: str = "", role: str = "body") -> None:
        super().__init__(text)
        give(self, PLAIN_TEXT)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        set_role(self, role)

    def minimumSizeHint(self) -> QSize:
        """As narrow as a few letters."""
        return QSize(self.fontMetrics().averageCharWidth() * 4, super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint what there is room for."""
        inside = self.contentsRect()
        words = " ".join(self.text().split())
        shown = shortened(words, self.fontMetrics(), inside.width())
        self._whole_as_tooltip(words if shown != words else "")
        painter = QPainter(self)
        # The pen is the label's own already; setting one loads all of Qt's names: see numbers.
        painter.drawText(inside, AT_LEFT | IN_THE_MIDDLE_UPRIGHT | SINGLE_LINE, shown)

    def _whole_as_tooltip(self, words: str) -> None:
        if self.toolTip() != tip_of(words):
            tip(self, words)


_Box = TypeVar("_Box", bound=QBoxLayout)


def _filled(layout: _Box, items: tuple[Item, ...], spacing: int) -> _Box:
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(spacing)
    for item in items:
        if item is None:
            layout.addStretch(1)
        elif isinstance(item, int):
            layout.addSpacing(item)
        elif isinstance(item, QWidget):
            layout.addWidget(item)
        else:
            layout.addLayout(item)
    return layout
