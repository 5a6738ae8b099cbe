"""The needs map as a list, with the same acts: for the keyboard, the ear, and many needs."""

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QMenu

from beforehand.domain.needs import CONFIDENCE_STEP, Standing
from beforehand.domain.record import Id
from beforehand.ui.widgets import basics
from beforehand.ui.widgets.need_acts import NeedActs
from beforehand.ui.widgets.need_rows import SHOWN, NeedRows
from beforehand.ui.widgets.need_words import Shown

GROUPS: tuple[tuple[str, tuple[Standing, ...]], ...] = (
    ("Said", (Standing.STATED, Standing.KNOWN)),
    ("Not said: what you suspect, surest first", (Standing.HIDDEN,)),
    ("Let go", (Standing.REFUTED,)),
)


class _Rows(QListWidget):
    """The list itself; it offers every key to its owner first."""

    key_pressed = Signal(QKeyEvent)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys of the acts first, then those of a list."""
        event.ignore()
        self.key_pressed.emit(event)
        if not event.isAccepted():
            super().keyPressEvent(event)


class NeedList(QFrame):
    """All needs of a counterpart in rows: said, suspected, let go."""

    opened = Signal(str)
    saying = Signal(str)
    """They said it: ask when and in which words."""
    linking = Signal(str)

    def __init__(self, acts: NeedActs) -> None:
        super().__init__()
        self._acts = acts
        self._build()
        self._connect()

    def _build(self) -> None:
        self.rows = _Rows()
        self.rows.setItemDelegate(NeedRows(self.rows))
        self.rows.setAccessibleName("Needs")
        self.rows.setAccessibleDescription(
            "Enter opens details. Left and right: how sure. Delete puts away. Ctrl+L links."
        )
        self.rows.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.rows.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.none = basics.label("No needs yet. Add what they said, or what you suspect.", "muted")
        column = basics.column(self.none, self.rows, spacing=0)
        column.setContentsMargins(24, 8, 24, 72)
        self.setLayout(column)

    def _connect(self) -> None:
        self.rows.key_pressed.connect(self._press)
        self.rows.itemClicked.connect(lambda _item: self._open())
        self.rows.customContextMenuRequested.connect(self._offer)

    def show_needs(self, shown: Iterable[Shown]) -> None:
        """Show these needs in their groups; the row in front stays in front."""
        chosen, every = self.current(), list(shown)
        self.rows.clear()
        for heading, standings in GROUPS:
            group = [each for each in every if each.need.standing in standings]
            if group:
                self._add_group(heading, sorted(group, key=_order))
        self.none.setVisible(not every)
        if chosen:
            self.choose(chosen)

    def current(self) -> Id | None:
        """The need of the row in front."""
        item = self.rows.currentItem()
        shown = item.data(SHOWN) if item else None
        return shown.need.id if shown else None

    def choose(self, need_id: Id) -> None:
        """Bring the row of a need to the front."""
        for place in range(self.rows.count()):
            shown = self.rows.item(place).data(SHOWN)
            if shown and shown.need.id == need_id:
                self.rows.setCurrentRow(place)

    def acts_on(self, shown: Shown) -> tuple[tuple[str, str, Callable[[], object]], ...]:
        """What can be done to a need: the words, the keys, the act."""
        need, acts = shown.need, self._acts
        surer, less = need.confidence + CONFIDENCE_STEP, need.confidence - CONFIDENCE_STEP
        if need.standing is Standing.HIDDEN:
            rest: tuple[tuple[str, str, Callable[[], object]], ...] = (
                ("Surer", "Right", lambda: acts.move(need.id, confidence=surer)),
                (
                    "Less sure",
                    "Left",
                    lambda: acts.move(need.id, confidence=less),
                ),
                ("They said it…", "Ctrl+Up", lambda: self.saying.emit(need.id)),
                ("Link…", "Ctrl+L", lambda: self.linking.emit(need.id)),
            )
        else:
            rest = (
                ("I only suspect it", "Ctrl+Down", lambda: acts.sink(need.id)),
                ("Link…", "Ctrl+L", lambda: self.linking.emit(need.id)),
            )
        return (
            ("Details", "Return", lambda: self.opened.emit(need.id)),
            *rest,
            ("Put away", "Del", lambda: acts.put_away(need.id)),
        )

    def _add_group(self, heading: str, group: Sequence[Shown]) -> None:
        head = QListWidgetItem(heading)
        head.setFlags(Qt.ItemFlag.NoItemFlags)
        self.rows.addItem(head)
        for shown in group:
            item = QListWidgetItem(shown.need.text)
            item.setData(SHOWN, shown)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, shown.spoken)
            self.rows.addItem(item)

    def _open(self) -> None:
        need_id = self.current()
        if need_id:
            self.opened.emit(need_id)

    def _press(self, event: QKeyEvent) -> None:
        item = self.rows.currentItem()
        shown = item.data(SHOWN) if item else None
        if shown is None:
            return
        pressed = QKeySequence(event.keyCombination())
        for _words, keys, act in self.acts_on(shown):
            if QKeySequence(keys).matches(pressed) is QKeySequence.SequenceMatch.ExactMatch:
                event.accept()
                act()
                return

    def _offer(self, at: QPoint) -> None:
        item = self.rows.itemAt(at)
        shown = item.data(SHOWN) if item else None
        if shown is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for words, keys, act in self.acts_on(shown):
            action = QAction(words, menu)
            action.setShortcut(QKeySequence(keys))
            action.triggered.connect(lambda _=False, act=act: act())
            menu.addAction(action)
        menu.popup(self.rows.viewport().mapToGlobal(at))


def _order(shown: Shown) -> tuple[int, object]:
    hidden = shown.need.standing is Standing.HIDDEN
    return (-shown.need.confidence if hidden else 0, shown.need.created_at)
