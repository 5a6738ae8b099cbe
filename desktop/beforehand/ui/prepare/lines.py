"""Records of one kind as lines that are edited in place: one small editor for all of them."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from beforehand.domain.record import Id, Record
from beforehand.domain.value import value
from beforehand.ui.autosave import flush_all
from beforehand.ui.prepare.fields import (
    Field,
    Words,
    editor,
    is_blank,
    set_read_only,
    show_value,
    with_field,
)
from beforehand.ui.prepare.preparation import Preparation, a
from beforehand.ui.theme import set_role
from beforehand.ui.widgets.basics import WordsEdit, button, column, icon_button, label, row
from beforehand.ui.widgets.keyed import Keyed


@value
class LineKind:
    """What lines of one kind look like: their noun, their fields, and what adds one."""

    noun: str
    fields: tuple[Field, ...]
    add: str


class Line(QFrame):
    """One record as a line; it is in the notebook from its first word on."""

    changed = Signal()
    removed = Signal(object)
    entered = Signal()

    def __init__(self, preparation: Preparation, kind: LineKind, record: Record) -> None:
        super().__init__()
        self.record = record
        self._preparation, self._kind = preparation, kind
        self.editors: dict[str, QWidget] = {f.name: editor(f, self._keep) for f in kind.fields}
        self.below: QVBoxLayout = column(spacing=4)
        self._build()
        self.show_record(record)

    def _build(self) -> None:
        set_role(self, "card")
        self._lead = label("", "strong")
        self._lead.hide()
        self._bin = icon_button("trash-2", f"Remove this {self._kind.noun}")
        self._bin.clicked.connect(lambda: self.removed.emit(self))
        words = [f for f in self._kind.fields if isinstance(f, Words)]
        small = [self.editors[f.name] for f in self._kind.fields if not isinstance(f, Words)]
        titled = len(words) > 1
        top = column(spacing=8)
        for field in words:
            if titled:
                top.addWidget(label(field.title, "small"))
                top.setSpacing(4)
            top.addWidget(self.editors[field.name])
        head = row(self._lead, spacing=10)
        head.addLayout(top, 1)
        head.addWidget(self._bin, 0, Qt.AlignmentFlag.AlignTop)
        whole = column(head, spacing=8)
        if small:
            whole.addLayout(row(*small, None))
        whole.addLayout(self.below)
        whole.setContentsMargins(12, 10, 8, 10)
        self.setLayout(whole)
        for each in self.editors.values():
            set_read_only(each, closed=self._preparation.closed)
        self._bin.setVisible(not self._preparation.closed)

    def let_go(self, *, possible: bool) -> None:
        """Offer to remove the line, or not: there is nothing to remove of an empty one."""
        self._bin.setVisible(possible and not self._preparation.closed)

    def set_lead(self, text: str) -> None:
        """Put a letter or a number before the line."""
        self._lead.setText(text)
        self._lead.setVisible(bool(text))

    def show_record(self, record: Record) -> None:
        """Show the record as it is now; words that are being typed stay."""
        self.record = record
        for name, widget in self.editors.items():
            show_value(widget, getattr(record, name))

    def take_focus(self) -> None:
        """Put the cursor into the first words."""
        first = next(iter(self.editors.values()))
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def saved(self) -> bool:
        """Whether the notebook has it."""
        return self._preparation.desk.notebook[type(self.record)].get(self.record.id) is not None

    def _keep(self, name: str, shown: object) -> bool:
        preparation = self._preparation
        if not self.saved:
            fresh = with_field(self.record, name, shown)
            self.record = fresh
            if is_blank(fresh, self._kind.fields):
                return True
            return preparation.desk.add(f"Add {a(self._kind.noun)}", fresh)
        before = preparation.fresh(self.record)
        self.record = with_field(before, name, shown)
        if is_blank(self.record, self._kind.fields):
            # Emptied: it stays as it was until the line is left or removed.
            return True
        if isinstance(self.editors[name], WordsEdit):
            return preparation.desk.keep(self.record)
        return preparation.desk.edit(f"Change the {self._kind.noun}", before, self.record)


class Lines(QFrame):
    """All records of one kind under each other, with a line more to write on."""

    def __init__(
        self,
        preparation: Preparation,
        kind: LineKind,
        fresh: Callable[[], Record],
        show: Callable[[Line, Record], None] | None = None,
    ) -> None:
        super().__init__()
        self._preparation, self._kind, self._fresh = preparation, kind, fresh
        self._draft: Record | None = None
        self._records: list[Record] = []
        self._show = show or Line.show_record
        self._build()

    def _build(self) -> None:
        self._column = column(spacing=8)
        self._add = button(self._kind.add, "plus", "ghost")
        self._add.clicked.connect(self.begin)
        self.setLayout(column(self._column, row(self._add, None), spacing=6))
        self.lines = Keyed[Record, Line](self._column, self._line, self._show)

    def show_records(self, records: Sequence[Record]) -> None:
        """Show these records; a line that was begun and has no words yet stays at the end."""
        self._records = list(records)
        ids = {record.id for record in records}
        if self._draft is not None and self._draft.id in ids:
            self._draft = None
        if not records and self._draft is None and not self._preparation.closed:
            self._draft = self._fresh()
        shown = [*records, *([self._draft] if self._draft else [])]
        self.lines.sync((record.id, record) for record in shown)
        for record_id, line in self.lines.widgets.items():
            line.let_go(possible=bool(records) or record_id in ids)
        self._add.setVisible(not self._preparation.closed)

    def forget_draft(self) -> None:
        """Let go of the line without words: it may belong to another conversation."""
        self._draft = None

    def begin(self) -> None:
        """Begin another line, or go to the one that is still empty."""
        flush_all(self)
        if self._draft is None or self.lines.widgets[self._draft.id].saved:
            if self._draft is not None:
                self._records.append(self.lines.widgets[self._draft.id].record)
            self._draft = self._fresh()
            self.show_records(self._records)
        self.lines.widgets[self._draft.id].take_focus()

    def take_focus(self) -> None:
        """Go to the empty line, or to the last one."""
        last = list(self.lines.widgets.values())[-1:]
        for line in last:
            line.take_focus()

    def line(self, record_id: Id) -> Line | None:
        """The line of a record."""
        return self.lines.widgets.get(record_id)

    def tidy(self) -> None:
        """Remove the lines that were emptied by hand."""
        for line in list(self.lines.widgets.values()):
            if line.saved and is_blank(line.record, self._kind.fields):
                self._remove(line)

    def _line(self, record: Record) -> Line:
        line = Line(self._preparation, self._kind, record)
        line.removed.connect(self._remove)
        return line

    def _remove(self, line: Line) -> None:
        if line.saved:
            self._preparation.put_away(self._kind.noun, self._preparation.fresh(line.record))
        elif self._records:
            self._draft = None
            self.show_records(self._records)
