"""Commitments on Today: what is late or due within a week, each kept by one tick."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QFrame, QWidget

from beforehand.store.promises import CommitmentLine
from beforehand.ui.desk import Desk
from beforehand.ui.places import Place
from beforehand.ui.promising import PromiseActs, named, row_of
from beforehand.ui.rows import Row
from beforehand.ui.screens.today_cards import ListCard
from beforehand.ui.talk_places import place_of
from beforehand.ui.widgets.basics import check, holding, row, tip
from beforehand.ui.widgets.line import Line

MOST = 5
"""Commitments that Today shows; the others are a click away."""

_LONGEST = 90
"""Letters of a promise on Today: its beginning is enough to know it by."""

_ALL = Place("commitments")


def promises_card(desk: Desk, lines: Sequence[CommitmentLine], go: SignalInstance) -> ListCard:
    """What was promised and is late or due soon, mine and theirs."""
    acts, today = PromiseActs(desk), desk.now().date()
    shown: list[QWidget] = [_promise(line, acts, today, go) for line in lines[:MOST]]
    more = len(lines) - len(shown)
    end = Line(Row(f"… {more} more" if more else "All commitments"))
    end.clicked.connect(lambda: go.emit(_ALL))
    return ListCard("Promised, and due", [*shown, end])


def _promise(line: CommitmentLine, acts: PromiseActs, today: date, go: SignalInstance) -> QFrame:
    tick = check("")
    tick.setAccessibleName(f"Kept: {named(line.commitment)}")
    tip(tick, "It was kept")
    tick.clicked.connect(lambda: acts.keep(line.commitment))
    said = row_of(line, today, issue=False)
    words = Line(said._replace(title=_beginning(said.title)), wrap=True)
    words.setAccessibleName(said.spoken)
    words.clicked.connect(lambda: go.emit(place_of(line.conversation)))
    beside = row(tick, words, spacing=0)
    beside.setStretch(1, 1)
    return holding(beside, margins=(16, 0, 0, 0))


def _beginning(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1].rstrip()}…"
