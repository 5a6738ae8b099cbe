"""The page that asks for the passphrase; it tells nobody whose notebook it is, nor where."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QFrame, QSizePolicy

from beforehand.domain.errors import BeforehandError
from beforehand.store import recovery
from beforehand.store.faults import WrongPassphrase
from beforehand.store.keys import Sealed
from beforehand.ui import icons
from beforehand.ui.errands import Errand
from beforehand.ui.lock import tries
from beforehand.ui.lock.field import SecretField
from beforehand.ui.widgets.bars import Offer
from beforehand.ui.widgets.basics import FlowLayout, button, column, holding, label, row

_WIDTH = 460
TITLE = "Locked"
ABOUT = "Type the passphrase, or the recovery code."
OPEN_NOW = "The passphrase was removed since. “Open” opens the notebook without one."
OPENING = "Opening… it takes a moment, so that nobody can try many."


class UnlockPage(QFrame):
    """One field; the words are tried in a thread, because that takes long on purpose.

    Each try looks anew at what lies in the folder. `sealed` are the entries to try where that may
    be gone.
    """

    unlocked = Signal(object)
    """The keys that the words opened; none if none are needed, or if opening has to say why not."""

    def __init__(
        self, folder: Path, *offers: Offer, about: str = ABOUT, sealed: Sequence[Sealed] = ()
    ) -> None:
        super().__init__()
        self._folder, self._sealed = folder, sealed
        self.by_code = False
        """Whether the words that opened it were the recovery code."""
        self.told = ""
        """What else is to be said once it is open."""
        self._before = None if sealed else tries.remembered(folder)
        self._stands_open = False
        self.field = SecretField("Passphrase")
        self.open = button("Open", role="primary")
        self.said = label("", "bad-text", wrap=True)
        self.said.setMinimumHeight(self.said.fontMetrics().height() * 2 + 6)
        self.ways = [button(word, role="quiet") for word, _ in offers]
        for made, (_, act) in zip(self.ways, offers, strict=True):
            made.clicked.connect(lambda _=False, act=act: act())
        self._errand = Errand(self)
        self._build(about)
        self._errand.done.connect(self._answer)
        self._errand.failed.connect(self._fail)
        self.open.clicked.connect(self.try_words)
        self.field.entered.connect(self.try_words)
        self.field.changed.connect(self._follow)
        self._follow()

    def _build(self, about: str) -> None:
        sign = label()
        sign.setPixmap(icons.pixmap("lock", "muted", 30, self.devicePixelRatioF()))
        ways = FlowLayout(spacing=8)
        for made in self.ways:
            ways.addWidget(made)
        words = column(sign, label(TITLE, "display"), label(about, "muted", wrap=True), spacing=10)
        ask = column(self.field, self.said, row(self.open, None), spacing=8)
        inside = holding(column(words, ask, ways, spacing=22))
        inside.setMaximumWidth(_WIDTH)
        inside.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        across = row(None, inside, None)
        across.setStretch(1, 1000)
        page = column(None, across, None, None)
        page.setContentsMargins(28, 28, 28, 28)
        self.setLayout(page)
        self.setFocusProxy(self.field)

    @property
    def busy(self) -> bool:
        """Whether words are being tried."""
        return self._errand.busy

    def try_words(self) -> None:
        """Try what was typed, once at a time."""
        words = self.field.words
        if not self.open.isEnabled():
            return
        folder, sealed, before = self._folder, self._sealed, self._before

        def unlock() -> object:
            from beforehand.store import opening

            if sealed:
                return tries.Answer(opening.opened_by(sealed, words))
            return tries.tried(folder, before, words)

        self._errand.send(unlock)
        self._say(OPENING, "muted")
        self._follow()

    def changeEvent(self, event: QEvent) -> None:
        """Whoever comes back from a terminal may have removed the passphrase there."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.ActivationChange and self.isActiveWindow():
            self._look()

    def _look(self) -> None:
        if self._sealed or self.busy:
            return
        before, self._stands_open = self._stands_open, tries.stands_open(self._folder)
        if before != self._stands_open:
            self._say(OPEN_NOW if self._stands_open else "", "muted")
        self._follow()

    def _answer(self, answer: tries.Answer) -> None:
        if answer.refused:
            self._refuse(answer.refused)
            return
        self.by_code = bool(answer.keys) and recovery.read(self.field.words) is not None
        self.told = answer.told
        self.field.clear()
        self._say("", "muted")
        self.unlocked.emit(answer.keys)

    def _fail(self, fault: BeforehandError) -> None:
        self._refuse(tries.WRONG if isinstance(fault, WrongPassphrase) else str(fault))

    def _refuse(self, sentence: str) -> None:
        """Say so; what was typed stays, chosen, so that the next key begins anew."""
        self._say(sentence, "bad-text")
        self._follow()
        self.field.select()

    def _say(self, text: str, role: str) -> None:
        from beforehand.ui.theme import set_role

        set_role(self.said, role)
        self.said.setText(text)

    def _follow(self) -> None:
        self.open.setEnabled(bool(self.field.words or self._stands_open) and not self.busy)
        self.field.edit.setReadOnly(self.busy)
