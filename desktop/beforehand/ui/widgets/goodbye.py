"""Asks in its place, in numbers, before something is deleted for good; no dialog, no default."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame

from beforehand.domain.conversations import Conversation
from beforehand.domain.counterparts import Counterpart
from beforehand.domain.record import Record
from beforehand.store.trash import Going, what_goes
from beforehand.ui.desk import Desk
from beforehand.ui.goodbye_words import NO_WAY_BACK, going_sentences
from beforehand.ui.kind_words import counted
from beforehand.ui.widgets.basics import button, check, column, holding, label, rename, scroll

AT_ONCE = 10
"""Things that are deleted in one go: some 40 ms for ten conversations among 100,000 notes."""

_ALONG: tuple[tuple[type[Record], str], ...] = (
    (Counterpart, "Also what was held with nobody else"),
    (Conversation, "Also the needs noted there"),
)


class Goodbye(QFrame):
    """What goes, what stays, that there is no way back; then the choice, with keeping first."""

    kept = Signal()
    deleted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._records: tuple[Record, ...] = ()
        self.heading = label("", "heading", wrap=True)
        self.told = label("", wrap=True)
        self.along = check("")
        self.along_told = label("", "small", wrap=True)
        self.keep = button("Keep it")
        self.delete = button("Delete for good", "trash-2", "danger")
        body = column(
            self.heading,
            self.told,
            self.along,
            self.along_told,
            label(NO_WAY_BACK, "bad-text", wrap=True),
            None,
            spacing=12,
        )
        # The choice stays in sight however long the text is.
        acts = holding(column(self.keep, self.delete, spacing=8), margins=(20, 12, 20, 18))
        told = scroll(holding(body, margins=(20, 18, 20, 8)))
        page = column(told, acts, spacing=0)
        page.setStretch(0, 1)
        self.setLayout(page)
        self.along.toggled.connect(self._tell)
        self.keep.clicked.connect(self.kept)
        self.delete.clicked.connect(lambda: self._desk.risk("before deleting", self._delete))

    def ask(self, heading: str, records: Sequence[Record]) -> None:
        """Ask about records of the trash."""
        self._records = tuple(records)
        self.heading.setText(heading)
        words = dict(_ALONG).get(type(records[0])) if len(records) == 1 else None
        whole = self._going(wholly=True) if words else None
        extra = _more(whole, self._going()) if whole else ""
        self.along.setText(words or "")
        self.along_told.setText(f"That is {extra}." if extra else "")
        self.along.setChecked(False)
        self.along.setVisible(bool(extra))
        self.along_told.setVisible(bool(extra))
        rename(self.keep, "Keep it" if len(records) == 1 else "Keep them")
        self._tell()

    def _tell(self) -> None:
        if not self._records:
            return
        going = self._going(wholly=self.along.isChecked())
        names = [each.name for each in self._records if isinstance(each, Counterpart)]
        self.told.setText("\n\n".join(going_sentences(going, names)))

    def _delete(self) -> None:
        self.delete.setEnabled(False)
        self._go_on(self._records)

    def _go_on(self, records: Sequence[Record]) -> None:
        """Some now, the rest a moment later, so that the window stays awake."""
        now, later = records[:AT_ONCE], records[AT_ONCE:]
        done = self._desk.delete_for_good(now, wholly=self.along.isChecked())
        if done and later:
            self.told.setText(f"{len(later):,} left to delete …")
            QTimer.singleShot(0, self, lambda: self._go_on(later))
            return
        self.delete.setEnabled(True)
        if done:
            self.deleted.emit()

    def _going(self, *, wholly: bool = False) -> Going:
        return what_goes(self._desk.notebook, *self._records, wholly=wholly)


def _more(whole: Going, part: Going) -> str:
    return counted({kind: ids - part.goes.get(kind, set()) for kind, ids in whole.goes.items()})
