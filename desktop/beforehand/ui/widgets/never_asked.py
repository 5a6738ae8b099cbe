"""Questions that no conversation has put yet, each leading to the suspicion it would test."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from beforehand.domain.needs import Need
from beforehand.domain.record import Id
from beforehand.store.timeline import Dated
from beforehand.ui.history import EntryLook
from beforehand.ui.places import Place
from beforehand.ui.widgets.basics import column, label
from beforehand.ui.widgets.keyed import Keyed
from beforehand.ui.widgets.need_words import brief, sure
from beforehand.ui.widgets.timeline import Entry

MOST = 6
"""Questions that are shown, the surest suspicions first; all stand on the map."""


class NeverAsked(QFrame):
    """A heading and the questions; without any it is not there."""

    opened = Signal(object)
    """The `Place` of the suspicion."""

    def __init__(self) -> None:
        super().__init__()
        inside = column(spacing=0)
        self._rows = Keyed[EntryLook, Entry](inside, self._row, Entry.show_look)
        self.head = label("", "eyebrow")
        self.setLayout(column(self.head, inside, spacing=6))
        self.hide()

    @property
    def rows(self) -> dict[Id, Entry]:
        """The questions by the ids of the needs they would test."""
        return self._rows.widgets

    def show_needs(self, needs: Sequence[Need]) -> None:
        """Show the questions of these."""
        self._rows.sync((need.id, _look(need)) for need in needs[:MOST])
        more = f" · {MOST} of {len(needs)}" if len(needs) > MOST else ""
        self.head.setText(f"Never asked{more}")
        self.setVisible(bool(needs))

    def _row(self, look: EntryLook) -> Entry:
        made, place = Entry(), look.place
        made.clicked.connect(lambda: self.opened.emit(place))
        return made


def _look(need: Need) -> EntryLook:
    return EntryLook(
        id=need.id,
        kind=Dated.NEED,
        title=need.question.strip(),
        below=f"would test “{brief(need.text)}”, {sure(need.confidence)}",
        place=Place("counterpart", need.counterpart_id, need.id),
    )
