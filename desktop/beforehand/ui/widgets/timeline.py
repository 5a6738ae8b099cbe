"""Conversations with one counterpart on a line of time: what each was about and what came of it."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QLabel, QSizePolicy, QWidget

from beforehand import wording
from beforehand.domain.conversations import AlignmentRating, Conversation, Moment, Stage
from beforehand.domain.needs import Ruling, Verdict
from beforehand.domain.record import Id
from beforehand.domain.stakes import Commitment, Promise
from beforehand.domain.value import value
from beforehand.ui import theme
from beforehand.ui.widgets import basics
from beforehand.ui.widgets.keyed import Keyed
from beforehand.ui.widgets.wrapped import Wrapped

INDENT = 24
"""Pixels left of the words for the line of time."""

FIRST = 8
"""Conversations shown before more are asked for."""

_KINDS = {Ruling.CONFIRMED: "good", Ruling.PARTLY: "stated", Ruling.REFUTED: "bad"}
_OPEN = (Stage.PREPARING, Stage.READY)


@value
class Past:
    """A conversation and what is known of its outcome."""

    conversation: Conversation
    verdicts: tuple[Verdict, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    ratings: tuple[AlignmentRating, ...] = ()

    def below(self, now: datetime) -> str:
        """The line under the issue: when, what became of it, how far apart."""
        talk = self.conversation
        when = wording.soon(talk.starts_at, now) if talk.stage in _OPEN else self._day()
        parts = [when, talk.stage.value, self._kept(), self._aligned()]
        return " · ".join(part for part in parts if part)

    def rulings(self) -> list[tuple[str, str]]:
        """The verdicts counted, each with the kind of its chip."""
        counted = Counter(verdict.ruling for verdict in self.verdicts)
        return [(f"{counted[r]} {r.value}", kind) for r, kind in _KINDS.items() if counted[r]]

    def _day(self) -> str:
        starts = self.conversation.starts_at
        return wording.day(starts.astimezone().date()) if starts else "no date"

    def _kept(self) -> str:
        kept = sum(each.promise is Promise.KEPT for each in self.commitments)
        if not self.commitments:
            return ""
        return f"{kept} of {wording.count(len(self.commitments), 'commitment')} kept"

    def _aligned(self) -> str:
        scores = {rating.moment: rating.score for rating in self.ratings}
        known = [
            str(scores[moment]) for moment in (Moment.BEFORE, Moment.AFTER) if moment in scores
        ]
        return f"alignment {' → '.join(known)}" if known else ""


class Entry(QAbstractButton):
    """One conversation as a line to press."""

    def __init__(self) -> None:
        super().__init__()
        self.issue = Wrapped("", "strong", most_lines=3)
        self.below = Wrapped("", "small")
        self._chips = basics.FlowLayout(spacing=6)
        self._chip_box = basics.holding(self._chips)
        column = basics.column(self.issue, self.below, self._chip_box, spacing=1)
        column.setContentsMargins(INDENT, 4, 6, 8)
        self.setLayout(column)
        # A button keeps its width; this one is as wide as its place and as high as its words.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_past(self, past: Past, now: datetime) -> None:
        """Show a conversation as it is now."""
        self.issue.setText(past.conversation.issue or "No issue yet")
        self.below.setText(past.below(now))
        basics.clear(self._chips)
        for words, kind in past.rulings():
            self._chips.addWidget(_passing(basics.chip(words, kind)))
        self._chip_box.setVisible(bool(past.rulings()))
        rulings = "".join(f", {words}" for words, _ in past.rulings())
        self.setAccessibleName(f"{self.issue.text()}, {self.below.text()}{rulings}")

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the line of time and the dot on it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse() or self.hasFocus():
            painter.setPen(
                QPen(theme.colour("accent"), 1.5) if self.hasFocus() else Qt.PenStyle.NoPen
            )
            painter.setBrush(theme.colour("accent_soft"))
            box = QRectF(self.rect()).adjusted(INDENT - 8, 1, -1, -3)
            painter.drawRoundedRect(box, theme.RADIUS, theme.RADIUS)
        painter.setPen(QPen(theme.colour("line"), 2))
        painter.drawLine(QPointF(7, 0), QPointF(7, self.height()))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("accent"))
        painter.drawEllipse(QPointF(7, 15), 5, 5)


class Timeline(QFrame):
    """The conversations, newest first."""

    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._pasts: Sequence[Past] = ()
        self._most = FIRST
        inside = basics.column(spacing=0)
        self._entries = Keyed[Past, Entry](inside, self._entry, self._show)
        self.none = basics.label("No conversation yet.", "muted", wrap=True)
        self.more = basics.button("", role="ghost")
        heading, under = basics.label("Conversations", "eyebrow"), basics.row(self.more, None)
        self.setLayout(basics.column(heading, self.none, inside, under, spacing=6))
        self.more.clicked.connect(self._show_more)

    @property
    def entries(self) -> dict[Id, Entry]:
        """The lines by the ids of their conversations."""
        return self._entries.widgets

    def show_pasts(self, pasts: Sequence[Past], now: datetime) -> None:
        """Show these conversations in their order."""
        self._pasts, self._now = pasts, now
        near = pasts[: self._most]
        self._entries.sync((past.conversation.id, past) for past in near)
        self.none.setVisible(not pasts)
        self.more.setText(f"{len(pasts) - len(near)} earlier ones")
        self.more.setVisible(len(near) < len(pasts))

    def fold(self) -> None:
        """Show only the latest ones again: somebody else's follow."""
        self._most = FIRST

    def _show_more(self) -> None:
        self._most = len(self._pasts)
        self.show_pasts(self._pasts, self._now)

    def _entry(self, past: Past) -> Entry:
        made = Entry()
        made.clicked.connect(lambda: self.opened.emit(past.conversation.id))
        return made

    def _show(self, entry: Entry, past: Past) -> None:
        entry.show_past(past, self._now)


def _passing(label: QLabel) -> QLabel:
    label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    return label
