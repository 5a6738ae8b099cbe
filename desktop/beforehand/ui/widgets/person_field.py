"""A field that finds a counterpart as one types a name, however it is accented."""

from PySide6.QtCore import QModelIndex, QStringListModel, Signal
from PySide6.QtWidgets import QAbstractItemView, QCompleter, QLineEdit, QWidget

from beforehand.domain.counterparts import Counterpart
from beforehand.domain.record import Id
from beforehand.store.overview import counterpart_lines
from beforehand.ui.desk import Desk
from beforehand.ui.theme import set_role

MOST_OFFERED = 8


class PersonField(QLineEdit):
    """Offers those whose name or team begins with what is typed, and a new one if it may."""

    picked = Signal(object)
    """The `Counterpart` that was chosen."""
    new_wanted = Signal(str)
    """The name of somebody who is not there yet."""

    def __init__(
        self, desk: Desk, placeholder: str, *, offers_new: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk, self._offers_new = desk, offers_new
        self._left_out: frozenset[Id] = frozenset()
        self._found: list[Counterpart] = []
        self._offers = QStringListModel(self)
        self.setPlaceholderText(placeholder)
        self._completer = QCompleter(self._offers, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setWidget(self)
        set_role(self._popup, "popup")
        self._completer.activated[QModelIndex].connect(self._chosen)  # type: ignore[index]
        self.textEdited.connect(self._offer)
        self.returnPressed.connect(self._take_first)

    def leave_out(self, ids: frozenset[Id]) -> None:
        """Do not offer those who are chosen already."""
        self._left_out = ids

    @property
    def offers(self) -> list[str]:
        """What is offered now."""
        return self._offers.stringList()

    @property
    def _popup(self) -> QAbstractItemView:
        popup = self._completer.popup()
        assert popup is not None
        return popup

    def _offer(self, text: str) -> None:
        """Look up who it may be. The completer is shown by hand: it would compare accents."""
        words = text.strip()
        lines = counterpart_lines(self._desk.notebook, limit=MOST_OFFERED + 4, words=words)
        people = [line.counterpart for line in lines if line.counterpart.id not in self._left_out]
        self._found = people[:MOST_OFFERED] if words else []
        names = [described(person) for person in self._found]
        if words and self._offers_new:
            names.append(f"New counterpart “{words}”")
        self._offers.setStringList(names)
        if names and self.isVisible():
            self._completer.complete()
        else:
            self._popup.hide()

    def _chosen(self, index: QModelIndex) -> None:
        self.take(index.row())

    def take(self, place: int) -> None:
        """Take an offer by its place in the list."""
        typed = self.text().strip()
        self.clear()
        self._offers.setStringList([])
        if place < len(self._found):
            self.picked.emit(self._found[place])
        elif typed:
            self.new_wanted.emit(typed)

    def _take_first(self) -> None:
        """Enter takes the offer that is marked, or the first."""
        if self.offers:
            marked = self._popup.currentIndex()
            self._popup.hide()
            self.take(marked.row() if marked.isValid() else 0)


def described(person: Counterpart) -> str:
    """A counterpart in one line."""
    return " · ".join(part for part in (person.name, person.role, person.team) if part)


def find_exactly(desk: Desk, name: str) -> Counterpart | None:
    """Somebody of that very name, so that nobody is made twice by mistake."""
    wanted = name.strip().casefold()
    lines = counterpart_lines(desk.notebook, words=name, limit=MOST_OFFERED)
    people = (line.counterpart for line in lines)
    return next((each for each in people if each.name.strip().casefold() == wanted), None)
