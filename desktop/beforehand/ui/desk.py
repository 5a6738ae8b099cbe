"""The one door for everything a screen writes: it saves, remembers for undo, and tells all."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from beforehand.domain.errors import BeforehandError
from beforehand.domain.record import Id, Record
from beforehand.library import Library
from beforehand.store.keyfile import KeyFile
from beforehand.store.notebook import Notebook
from beforehand.ui.settings import Settings, SettingsFile
from beforehand.ui.steps import Change, History, Step, Turn, differing

if TYPE_CHECKING:
    from beforehand.store.trash import Going
    from beforehand.ui.keeping.keeper import Keeper

__all__ = ["Act", "Change", "Desk"]

_Pair = tuple[Record | None, Record]
"""A record before (None: not there, or not to be remembered) and after."""


class Act:
    """What became of `with desk.act(…)`: `done` is False if it failed and left nothing."""

    def __init__(self) -> None:
        self.done = False
        self.broken = False
        """The notebook refused even to begin: the verbs inside do nothing."""
        self.turns: list[Turn] = []
        self.changes: list[Change] = []


class Desk(QObject):
    """Reads go through `notebook` and `library`; writes go through the verbs here.

    A verb answers whether it worked. If not, `failed` has told why, nothing was saved and the
    history is as it was.
    """

    changed = Signal(object)
    """A `Change`, after it is safely in the notebook."""
    failed = Signal(object)
    """A `BeforehandError`."""
    saved = Signal()
    removed = Signal(str)
    """The label of an act that put something away: offer to undo it."""
    deleted = Signal()
    """Something was deleted for good; `trash.purge` takes its last traces."""
    erased = Signal()
    """Somebody was erased for good: let go of everything that is not in front."""
    history_changed = Signal()
    kept = Signal()
    """What there is to say of backups is no longer what it was."""
    settings_wanted = Signal(object)
    """Other `Settings`, asked for by the screen of that name."""
    lock_wanted = Signal(object)
    """An `Order` about the passphrase: see `ui.lock.orders`."""

    def __init__(
        self,
        notebook: Notebook,
        library: Library,
        parent: QObject | None = None,
        *,
        clock: Callable[[], datetime] | None = None,
    ) -> None:
        super().__init__(parent)
        self.notebook = notebook
        self.library = library
        self._clock = clock or _wall_clock
        self.settings = Settings()
        self.file: SettingsFile | None = None
        """Where yes and no about this notebook are kept."""
        self.is_sample = False
        self.sealing: KeyFile | None = None
        """The key file as it was read last: `lock.standing` asks for it."""
        self.keeper: Keeper | None = None
        """Makes backups of this notebook; nobody does of the sample."""
        self.guard: Callable[[str, Callable[[], object]], None] | None = None
        self._history = History()
        self._act: Act | None = None

    def risk(self, why: str, act: Callable[[], object]) -> None:
        """Do what is risky once a backup stands; without a keeper at once."""
        if self.guard is None:
            act()
        else:
            self.guard(why, act)

    def now(self) -> datetime:
        """The time where the person is."""
        return self._clock().astimezone()

    def keep(self, record: Record) -> bool:
        """Save words as they are typed; their undo is the editor's own."""
        try:
            there = self.notebook[type(record)].get(record.id)
        except BeforehandError as error:
            self.failed.emit(error)
            return False
        if there is not None and not any(differing(there, record)):
            return True
        return self._write("", [(None, record)], remember=False)

    def add(self, label: str, *records: Record) -> bool:
        """Save new records; undo puts them away."""
        return self._write(label, [(None, record) for record in records])

    def edit(self, label: str, before: Record, after: Record) -> bool:
        """Save a change; undo brings back only the fields that differ."""
        return self._write(label, [(before, after)])

    def put_away(self, label: str, *records: Record) -> bool:
        """Remove records from sight; undo brings them back."""
        now = self.now().astimezone(UTC)
        pairs = [(record, replace(record, trashed_at=now)) for record in records]
        done = self._write(label, pairs)
        if done:
            self.removed.emit(label)
        return done

    def do(self, label: str, records: Iterable[Record]) -> bool:
        """Save what a function of the domain or the store made, as one act."""
        with self.act(label) as act:
            for record in records:
                self._write(label, [(self._there(record), record)])
        return act.done or self._goes_on(act)

    def delete_for_good(self, records: Sequence[Record], *, wholly: bool = False) -> bool:
        """Delete records and all that hangs on them; there is no way back.

        The last traces of their words go in slices, when nobody types: `deleted` asks for them.
        """
        from beforehand.store.trash import delete_for_good

        try:
            going = delete_for_good(
                self.notebook, records, self.now(), wholly=wholly, in_slices=True
            )
        except BeforehandError as error:
            self.failed.emit(error)
            return False
        self._history.forget(frozenset[Id]().union(*going.goes.values()))
        # One of each kind: whoever shows such things reads them again.
        touched = [Change(kind.kind, min(ids)) for kind, ids in going.goes.items() if ids]
        self._tell([*touched, *(Change(need.kind, need.id) for need in going.loosened[:1])])
        self.history_changed.emit()
        self.deleted.emit()
        return True

    def let_go(self, going: "Going") -> None:
        """Somebody was erased: nothing is undone any more, and no screen keeps a word of them."""
        self._history = History()
        self.erased.emit()
        self._tell([Change(kind.kind, min(ids)) for kind, ids in going.goes.items() if ids])
        self.history_changed.emit()
        self.deleted.emit()

    @contextmanager
    def act(self, label: str) -> Iterator[Act]:
        """What belongs together: one transaction, one step to undo, all or nothing."""
        if self._act is not None:
            yield self._act
            return
        self._act = act = Act()
        try:
            with ExitStack() as stack:
                act.broken = self._begin(stack)
                yield act
            act.done = not act.broken
        except BeforehandError as error:
            self.failed.emit(error)
        finally:
            self._act = None
        if act.done:
            self._finish(label, act)

    @property
    def undo_label(self) -> str:
        """What `undo` would take back; empty if there is nothing."""
        return self._history.done[-1].label if self._history.done else ""

    @property
    def redo_label(self) -> str:
        """What `redo` would do again; empty if there is nothing."""
        return self._history.undone[-1].label if self._history.undone else ""

    def undo(self) -> bool:
        """Take back the last act, field by field, so that words typed since stay."""
        if not self._history.done:
            return False
        step = self._history.done[-1]
        return self._travel(step.backward(self._there, self.now()), self._history.undo)

    def redo(self) -> bool:
        """Do again what was undone last."""
        if not self._history.undone:
            return False
        step = self._history.undone[-1]
        return self._travel(step.forward(self._there), self._history.redo)

    def _write(self, label: str, pairs: Sequence[_Pair], *, remember: bool = True) -> bool:
        with self.act(label) as act:
            if not act.broken:
                self._save(act, pairs, remember=remember)
        return act.done or self._goes_on(act)

    def _goes_on(self, act: Act) -> bool:
        """Inside an act of several verbs a failed save leaves through the `with` of that act."""
        return self._act is act and not act.broken

    def _save(self, act: Act, pairs: Sequence[_Pair], *, remember: bool) -> None:
        self.notebook.save(*(after for _, after in pairs), now=self.now())
        for before, after in pairs:
            act.changes.append(Change(after.kind, after.id))
            if remember:
                act.turns.append(Turn(before, self._there(after) or after))

    def _begin(self, stack: ExitStack) -> bool:
        """Begin a transaction; True if that failed. A `with` has to run its block either way."""
        try:
            stack.enter_context(self.notebook.transaction())
        except BeforehandError as error:
            self.failed.emit(error)
            return True
        return False

    def _finish(self, label: str, act: Act) -> None:
        if act.turns:
            self._history.add(Step(label, tuple(act.turns)))
        self._tell(act.changes)
        if act.turns:
            self.history_changed.emit()

    def _travel(self, records: list[Record], move: Callable[[], None]) -> bool:
        try:
            self.notebook.save(*records, now=self.now())
        except BeforehandError as error:
            self.failed.emit(error)
            return False
        move()
        self._tell([Change(record.kind, record.id) for record in records])
        self.history_changed.emit()
        return True

    def _tell(self, changes: list[Change]) -> None:
        for change in dict.fromkeys(changes):
            self.changed.emit(change)
        if changes:
            self.saved.emit()

    def _there(self, record: Record) -> Record | None:
        return self.notebook[type(record)].get(record.id)


def _wall_clock() -> datetime:
    return datetime.now(UTC)
