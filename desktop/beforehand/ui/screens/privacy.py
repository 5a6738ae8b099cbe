"""What is protected and what is not: the text of `docs/privacy.md` in our own widgets."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from beforehand import paths
from beforehand.ui.desk import Desk
from beforehand.ui.places import Heading, Place
from beforehand.ui.widgets.basics import clear, column, holding, label, row, scroll

_WIDTH = 660
_HEADS = {"# ": "display", "## ": "title", "### ": "heading"}
_ABOVE = {"title": 24, "heading": 16, "strong": 10, "body": 8}
"""Pixels above a part, which keep together what belongs together."""
_LEAD = re.compile(r"\*\*(.+?)\*\*\s*")
_MARKS = re.compile(r"\*\*|__|`|(?<!\w)[*_]|[*_](?!\w)")
_LINKS = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_MISSING = "The text is missing from this copy of the program."


class Part(NamedTuple):
    """A heading, a paragraph or a line of a list, by the role of its look."""

    role: str
    text: str


class PrivacyScreen(QFrame):
    """Read, and nothing else."""

    go = Signal(object)

    def __init__(self, _desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = column(spacing=4)
        inside = holding(column(self._text, None))
        inside.setMaximumWidth(_WIDTH)
        page = row(inside, None)
        page.setStretch(0, 100)
        self.setLayout(column(scroll(holding(page, margins=(28, 26, 28, 28)))))

    def heading(self) -> Heading:
        """Its name, under the settings."""
        return Heading("What is protected, and what is not", "Settings", Place("settings"))

    def open(self, _place: Place) -> None:
        """Show the text."""
        clear(self._text)
        for part in read():
            # The title stands in the bar.
            if part.role != "display":
                self._text.addSpacing(_ABOVE.get(part.role, 0))
                self._text.addWidget(_shown(part))

    def refresh(self) -> None:
        """It does not change."""

    def leave(self) -> None:
        """Nothing is typed here."""


def read() -> list[Part]:
    """The text in parts; a sentence if it is missing."""
    try:
        text = paths.privacy().read_text(encoding="utf-8")
    except OSError:
        return [Part("body", _MISSING)]
    return list(parts(text))


def parts(text: str) -> Iterator[Part]:
    """A plain text with headings and lists, taken apart; marks for bold and links go."""
    for block in re.split(r"\n\s*\n", text.strip()):
        for piece in re.split(r"\n(?=\s*(?:[-*] |#|\d+\. |\|))", block):
            words = " ".join(piece.split())
            head = next((mark for mark in sorted(_HEADS, key=len) if words.startswith(mark)), "")
            if head:
                yield Part(_HEADS[head], _plain(words.removeprefix(head)))
            elif words[:2] in ("- ", "* "):
                yield from _point(words[2:])
            elif words:
                yield Part("body", _plain(words))


def _point(words: str) -> Iterator[Part]:
    """A line of a list: what begins in bold stands over the rest."""
    lead = _LEAD.match(words)
    if lead is None:
        yield Part("body", f"•  {_plain(words)}")
        return
    yield Part("strong", _plain(lead[1]).rstrip("."))
    if rest := _plain(words[lead.end() :]):
        yield Part("under", rest)


def _plain(words: str) -> str:
    return _MARKS.sub("", _LINKS.sub(r"\1", words))


def _shown(part: Part) -> QLabel:
    made = label(part.text, "body" if part.role == "under" else part.role, wrap=True)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made
