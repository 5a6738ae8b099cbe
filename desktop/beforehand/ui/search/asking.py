"""Asks the notebook while one types: a page at once, and the order of all after a pause."""

from collections.abc import Iterator

from PySide6.QtCore import QObject, QTimer, Signal

from beforehand.domain.errors import BeforehandError
from beforehand.store import index
from beforehand.store.notebook import Notebook
from beforehand.store.search import RANKED, RANKED_FROM_LETTERS, Ranking, find

PAUSE_MS = 450
"""After the last key, before everything is put in the order of how well it answers."""
AT_ONCE = 400
"""Records ranked in one go: a few milliseconds."""


class Asking(QObject):
    """Finds, and tells what it finds; nothing it does at a time is felt by who types."""

    found = Signal(object)
    """An iterator of hits, for what was typed just now."""
    ranked = Signal(int, object)
    """How many records there are in all, and the hits, best first."""
    preparing = Signal(float)
    """The share of the index that is made; below 1 nothing can be found yet."""
    refused = Signal(object)
    """A `BeforehandError`: what was typed cannot be searched for."""

    def __init__(self, notebook: Notebook, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._notebook, self._typed = notebook, ""
        self._ranking: Ranking | None = None
        self._making: Iterator[float] | None = None
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._slice = QTimer(self, singleShot=True, interval=0)
        self._pause.timeout.connect(self._begin_ranking)
        self._slice.timeout.connect(self._go_on)

    @property
    def busy(self) -> bool:
        """Whether more is to come."""
        return self._pause.isActive() or self._slice.isActive()

    def ask(self, typed: str) -> None:
        """Look for what is typed now; whatever was being ranked is dropped."""
        self._typed, self._ranking = typed, None
        self._pause.stop()
        if self._making is None and index.is_current(self._notebook.vault):
            self._find()
        else:
            self._make_index()

    def rest(self) -> None:
        """Nobody looks any more: rank nothing."""
        self._ranking = None
        self._pause.stop()
        if self._making is None:
            self._slice.stop()

    def _find(self) -> None:
        try:
            hits = find(self._notebook, self._typed)
        except BeforehandError as error:
            self.refused.emit(error)
            return
        self.found.emit(hits)
        if self._typed.strip():
            self._pause.start()

    def _make_index(self) -> None:
        if self._making is None:
            self._making = index.rebuilding(self._notebook.vault)
        self._slice.start()

    def _begin_ranking(self) -> None:
        self._ranking = Ranking(self._notebook, self._typed, AT_ONCE)
        self._slice.start()

    def _go_on(self) -> None:
        """Do one slice of what takes long, and let everything else have its turn."""
        if self._making is not None:
            self._make_on(self._making)
        elif self._ranking is not None:
            self._rank_on(self._ranking)

    def _rank_on(self, ranking: Ranking) -> None:
        try:
            more = ranking.step()
        except BeforehandError as error:
            self._ranking = None
            self.refused.emit(error)
            return
        if more:
            self._slice.start()
        else:
            self._ranking = None
            self.ranked.emit(ranking.count, ranking.hits())

    def _make_on(self, making: Iterator[float]) -> None:
        try:
            share = next(making, 1.0)
        except BeforehandError as error:
            self._making = None
            self.refused.emit(error)
            return
        self.preparing.emit(share)
        if share < 1:
            self._slice.start()
            return
        self._making = None
        self.ask(self._typed)


def in_order_already(typed: str, count: int) -> bool:
    """Whether ranking everything puts nothing in another order than the first page had."""
    return len("".join(typed.split())) >= RANKED_FROM_LETTERS and count <= RANKED
