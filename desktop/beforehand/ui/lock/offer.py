"""What Today says of the lock: an offer once there is something to lock away, or a reminder."""

from collections.abc import Callable

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QFrame, QPushButton

from beforehand.ui.desk import Desk
from beforehand.ui.lock import standing
from beforehand.ui.lock.orders import CODE, SET
from beforehand.ui.places import Place
from beforehand.ui.widgets.basics import FlowLayout, button, card, label

OFFER = "What you write here is nobody else’s business. A passphrase keeps it so."
REMIND = (
    "You have not shown yet that you kept the recovery code. Type it once, or make a new one while "
    "you know the passphrase."
)


def lock_card(desk: Desk, go: SignalInstance) -> QFrame | None:
    """A quiet card, or None if there is nothing to say."""
    today = desk.now().date()
    if standing.is_locked(desk):
        return None if desk.is_sample or standing.code_is_kept(desk) else _reminder(go)
    return _offer(desk, go) if standing.shall_offer(desk, today) else None


def _offer(desk: Desk, go: SignalInstance) -> QFrame:
    made: list[QFrame] = []

    def refuse() -> None:
        standing.refuse(desk, desk.now().date())
        made[0].hide()

    lock = button("Lock this notebook with a passphrase…", "lock")
    lock.clicked.connect(lambda: go.emit(Place("passphrase", detail=SET)))
    made.append(_card("Lock", OFFER, lock, _quiet("Not now", refuse)))
    return made[0]


def _reminder(go: SignalInstance) -> QFrame:
    prove = button("Type it…")
    prove.clicked.connect(lambda: go.emit(Place("passphrase", detail="prove")))
    renew = _quiet("New code…", lambda: go.emit(Place("passphrase", detail=CODE)))
    return _card("Recovery code", REMIND, prove, renew)


def _quiet(word: str, act: Callable[[], object]) -> QPushButton:
    made = button(word, role="quiet")
    made.clicked.connect(act)
    return made


def _card(title: str, words: str, *ways: QPushButton) -> QFrame:
    flow = FlowLayout(spacing=8)
    for each in ways:
        flow.addWidget(each)
    return card(label(title, "eyebrow"), label(words, wrap=True), flow)
