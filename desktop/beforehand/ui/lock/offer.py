"""What is said of the lock: an offer once there is something to lock away, or of its code."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QFrame, QPushButton

from beforehand.ui.desk import Desk
from beforehand.ui.lock import standing, untold
from beforehand.ui.lock.orders import CHANGE, CODE, SET
from beforehand.ui.places import Place
from beforehand.ui.widgets.basics import FlowLayout, button, card, label

if TYPE_CHECKING:
    from beforehand.ui.widgets.bars import Offer
    from beforehand.ui.window import Window

OFFER = "What you write here is nobody else’s business. A passphrase keeps it so."
REMIND = (
    "The recovery code has not been typed back yet. If you have it on paper, type it once; if not, "
    "make a new one while you know the passphrase."
)
BY_CODE = (
    "You opened the notebook with the recovery code. If you have forgotten the passphrase, set a "
    "new one: the code serves as the old."
)
GONE = (
    "The recovery code was not typed back before Beforehand was locked or closed. If it is not on "
    "paper, make a new one."
)


def lock_card(desk: Desk, go: SignalInstance) -> QFrame | None:
    """A quiet card, or None if there is nothing to say."""
    today = desk.now().date()
    if standing.is_locked(desk):
        return None if desk.is_sample or standing.code_is_kept(desk) else _reminder(go)
    return _offer(desk, go) if standing.shall_offer(desk, today) else None


def tell_by_code(window: "Window", desk: Desk) -> None:
    """After unlocking with the recovery code: it was kept, and the passphrase may be forgotten."""
    standing.note_code(desk, kept=True)
    there = Place("passphrase", detail=CHANGE)
    _tell(window, BY_CODE, ("Change the passphrase…", lambda: window.go(there)))


def tell_gone(window: "Window", desk: Desk) -> None:
    """After unlocking: say that the code nobody answered for is gone."""
    there = Place("passphrase", detail=CODE)
    if not standing.is_locked(desk):
        # It was cut off before there was a passphrase, or the passphrase was taken away since.
        untold.take(desk.notebook.folder)
        window.bars.code.hide()
    else:
        _tell(window, GONE, ("New code…", lambda: window.go(there)))


def _tell(window: "Window", words: str, offer: "Offer") -> None:
    bar = window.bars.code

    def read(place: Place) -> None:
        """Whoever goes where passphrase and code are seen to, has read it."""
        if place.screen == "passphrase":
            bar.hide()

    bar.tell(words, offer)
    if window.stack is not None:
        window.stack.went.connect(read)


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
    prove = button("Type the code…")
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
