"""Options held against the needs of both sides: lines to write, a table to tick, a verdict each."""

from dataclasses import replace
from string import ascii_uppercase

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QWidget

from beforehand.domain.brief import OptionLine
from beforehand.domain.needs import Standing
from beforehand.domain.preparing import Step
from beforehand.domain.record import Id, Record
from beforehand.domain.stakes import Option, Serving
from beforehand.domain.weighing import NeedColumn, need_columns, weighed
from beforehand.ui.autosave import flush_all
from beforehand.ui.prepare.fields import Words
from beforehand.ui.prepare.lines import Line, LineKind, Lines
from beforehand.ui.prepare.page import Page
from beforehand.ui.prepare.preparation import Preparation
from beforehand.ui.theme import set_role
from beforehand.ui.widgets.basics import clear, label
from beforehand.ui.widgets.need_words import brief as short
from beforehand.ui.widgets.wrapped import Wrapped

OPTION = LineKind(
    noun="option",
    add="Add an option",
    fields=(Words(name="text", title="Option", placeholder="What could you agree on?"),),
)


def letter(number: int) -> str:
    """A name for the option at a place, counted from 0: A … Z, then AA …."""
    head, last = divmod(number, len(ascii_uppercase))
    return (letter(head - 1) if head else "") + ascii_uppercase[last]


class OptionsPage(Page):
    """Writes options, ticks the needs they meet, and says whose need is left."""

    wide = 760

    def __init__(self, preparation: Preparation, parent: QWidget | None = None) -> None:
        super().__init__(preparation, parent)
        self.verdicts: dict[Id, str] = {}
        self._build()

    def _build(self) -> None:
        fresh = lambda: Option(conversation_id=self.preparation.conversation.id, text="")  # noqa: E731
        self.lines = Lines(self.preparation, OPTION, fresh, self._show_line)
        self.table = ServingTable()
        self.table.ticked.connect(self._tick)
        self._none = label(
            "No needs yet. Add what they said, what you suspect and what you need at the right; "
            "then each option can be held against them.",
            "muted",
            wrap=True,
        )
        for each in (self.lines, self._none, self.table):
            self.body.addWidget(each)

    def show_step(self, step: Step) -> None:
        """Show the options of this conversation."""
        super().show_step(step)
        self.lines.forget_draft()
        self.refresh()

    def refresh(self) -> None:
        """Show options, ticks and verdicts as they are now."""
        brief = self.preparation.brief
        columns = need_columns(brief)
        served = {line.option.id: _served(line) for line in brief.options}
        self.verdicts = {option: weighed(columns, needs) for option, needs in served.items()}
        self._letters = {line.option.id: letter(n) for n, line in enumerate(brief.options)}
        self.lines.show_records([line.option for line in brief.options])
        self.table.show_table(brief.options, columns, closed=self.preparation.closed)
        self._none.setVisible(not columns)

    def take_focus(self) -> None:
        """Go to the line on which to write."""
        self.lines.take_focus()

    def flush(self) -> bool:
        """Save what is typed."""
        done = flush_all(self)
        self.lines.tidy()
        return done

    def _show_line(self, line: Line, record: Record) -> None:
        line.show_record(record)
        line.set_lead(self._letters.get(record.id, ""))
        verdict = line.findChild(QWidget, "verdict")
        if verdict is None:
            verdict = label("", "small", wrap=True)
            verdict.setObjectName("verdict")
            line.below.addWidget(verdict)
        text = self.verdicts.get(record.id, "")
        verdict.setText(text)  # type: ignore[attr-defined]  # a label, found by its name
        verdict.setVisible(bool(text))
        set_role(verdict, "good-text" if text.startswith("Serves") else "small")

    def _tick(self, option: Id, need: Id, on: bool) -> None:
        desk = self.preparation.desk
        there = desk.notebook[Serving].find(option_id=option, need_id=need)
        if on and not there:
            desk.add("Tick a need", Serving(option_id=option, need_id=need))
        elif not on and there:
            # No bar with "Undo" for a tick: the box itself is the way back.
            with desk.act("Untick a need"):
                for each in there:
                    desk.edit("Untick a need", each, replace(each, trashed_at=desk.now()))


class ServingTable(QFrame):
    """Needs down, options across, a box where they meet."""

    ticked = Signal(str, str, bool)

    def __init__(self) -> None:
        super().__init__()
        set_role(self, "card")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(16, 12, 16, 12)
        self._grid.setHorizontalSpacing(18)
        self._grid.setVerticalSpacing(8)
        self.boxes: dict[tuple[Id, Id], QCheckBox] = {}
        self._shown: object = None

    def show_table(
        self, options: tuple[OptionLine, ...], columns: tuple[NeedColumn, ...], *, closed: bool
    ) -> None:
        """Show the ticks; the table is built again only when a row or a column changed."""
        shape = (
            tuple(line.option.id for line in options),
            tuple((each.need.id, each.need.text, each.whose) for each in columns),
            closed,
        )
        if shape != self._shown:
            self._shown = shape
            self._fill(options, columns, closed=closed)
        for line in options:
            served = _served(line)
            for each in columns:
                self.boxes[line.option.id, each.need.id].setChecked(each.need.id in served)
        self.setVisible(bool(options and columns))

    def _fill(
        self, options: tuple[OptionLine, ...], columns: tuple[NeedColumn, ...], *, closed: bool
    ) -> None:
        clear(self._grid)
        self.boxes = {}
        self._grid.addWidget(label("Which option meets which need?", "eyebrow"), 0, 0)
        for across in range(len(options)):
            head = label(letter(across), "strong")
            self._grid.addWidget(head, 0, across + 1, Qt.AlignmentFlag.AlignCenter)
        self._grid.setColumnStretch(0, 1)
        for down, column in enumerate(columns):
            self._row(down + 1, column, options, closed=closed)

    def _row(
        self, down: int, column: NeedColumn, options: tuple[OptionLine, ...], *, closed: bool
    ) -> None:
        whose = short(column.whose, 20) or "I"
        told = f"{whose}, you suspect" if column.need.standing is Standing.HIDDEN else whose
        self._grid.addWidget(Wrapped(f"{told}: {short(column.need.text, 160)}"), down, 0)
        for across, line in enumerate(options):
            box = QCheckBox()
            box.setEnabled(not closed)
            name = f"Option {letter(across)} meets {whose}: {short(column.need.text, 60)}"
            box.setAccessibleName(name)
            option, need = line.option.id, column.need.id
            box.clicked.connect(lambda on, o=option, n=need: self.ticked.emit(o, n, on))
            self.boxes[option, need] = box
            self._grid.addWidget(box, down, across + 1, Qt.AlignmentFlag.AlignCenter)


def _served(line: OptionLine) -> frozenset[Id]:
    return frozenset(need.id for need in line.serves)
