"""The panel beside the sheet, with everything that can be chosen about it."""

from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QFrame, QWidget

from beforehand.domain.conversations import Speed
from beforehand.domain.record import Id
from beforehand.orders import RECORD, WORKSHEET
from beforehand.sheets import PITCHES_MM, Paper
from beforehand.ui.sheet.choices import SheetChoices
from beforehand.ui.sheet.kind_list import KindList
from beforehand.ui.sheet.section_list import SectionList
from beforehand.ui.sheet.subject import About, Subject
from beforehand.ui.theme import set_role
from beforehand.ui.widgets.basics import check, column, holding, label, row, scroll, tip
from beforehand.ui.widgets.elided_combo import ElidedCombo
from beforehand.ui.widgets.segments import Segments

_PAPERS = ((Paper.A4, "A4"), (Paper.LETTER, "Letter"))
_LINES = tuple((pitch, f"{pitch} mm") for pitch in PITCHES_MM)
_SPEEDS = ((Speed.TEN_MINUTES, "Ten minutes"), (Speed.FULL, "Full"))
_MARGINS = (20, 18, 20, 20)


class Panel(QFrame):
    """Shows what is chosen, and asks for something else; it decides nothing itself."""

    kind_chosen = Signal(str)
    about_chosen = Signal(object)
    """The id of what the sheet is to be about."""
    paper_chosen = Signal(object)
    changed = Signal(object)
    """Other `SheetChoices`."""
    sections_chosen = Signal(object)
    """The ids of the sections that are left out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices = SheetChoices()
        self._build()
        self._connect()

    def _build(self) -> None:
        self.kinds, self.sections = KindList(), SectionList()
        self.about = ElidedCombo()
        self._about_head = label("", "strong")
        self._about_row = holding(column(self._about_head, self.about, spacing=4))
        self.speed = Segments("How many questions", _SPEEDS)
        self._speed_row = _line("Questions", self.speed)
        self.paper, self.lines = Segments("Paper", _PAPERS), Segments("Writing lines", _LINES)
        self._lines_row = _line("Lines to write on", self.lines)
        self.large = check("Large print")
        tip(self.large, "Words in 14 points")
        self.initials = check("Initials instead of names")
        set_role(self, "panel")
        self.setLayout(column(scroll(self._inside())))

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Where the tabulator comes to, in this order; the sections follow by themselves."""
        choices = (self.speed, self.paper, self.lines)
        segments = tuple(button for each in choices for button in each.buttons)
        ticks = (self.large, self.initials, self.sections.all)
        return (*self.kinds.boxes, self.about, *segments, *ticks)

    def _inside(self) -> QFrame:
        on_paper = column(
            label("On paper", "eyebrow"),
            _line("Size", self.paper),
            self._lines_row,
            self.large,
            self.initials,
            spacing=8,
        )
        which = column(label("Sheet", "eyebrow"), self.kinds, spacing=8)
        # Last what changes most from kind to kind, so that everything else keeps its place.
        parts = (which, self._about_row, self._speed_row, on_paper, self.sections, None)
        return holding(column(*parts, spacing=18), margins=_MARGINS)

    def _connect(self) -> None:
        self.kinds.chosen.connect(self.kind_chosen)
        self.sections.changed.connect(self.sections_chosen)
        self.paper.chosen.connect(self.paper_chosen)
        self.about.activated.connect(lambda _n: self.about_chosen.emit(self.about.currentData()))
        self.speed.chosen.connect(lambda value: self._change(speed=value))
        self.lines.chosen.connect(lambda value: self._change(pitch_mm=value))
        self.large.clicked.connect(lambda on: self._change(large=on))
        self.initials.clicked.connect(lambda on: self._change(initials=on))

    def show_choices(self, choices: SheetChoices, paper: Paper) -> None:
        """Press what is chosen."""
        self._choices = choices
        self.paper.set_value(paper)
        self.lines.set_value(choices.pitch_mm)
        self.speed.set_value(choices.speed)
        self.large.setChecked(choices.large)
        self.initials.setChecked(choices.initials)

    def show_subject(self, subject: Subject, kind: str, about: Id) -> None:
        """Offer the kinds that can be had, and what the chosen one can be about."""
        self.kinds.show_kinds(subject.offers, kind)
        offered = subject.offers[kind]
        self._offer(offered, about)
        self._name(_HEADS.get(kind, "Of whom?"))
        self._about_row.setVisible(len(offered) > 1)
        self._speed_row.setVisible(kind == WORKSHEET)
        self._lines_row.setVisible(kind != RECORD)
        # A blank form has no names on it.
        self.initials.setVisible(kind != WORKSHEET)

    def _offer(self, offered: tuple[About, ...], about: Id) -> None:
        there = [
            (self.about.itemData(n), self.about.itemText(n)) for n in range(self.about.count())
        ]
        with QSignalBlocker(self.about):
            if there != list(offered):
                self.about.clear()
                for each in offered:
                    self.about.addItem(each.name, each.id)
            self.about.setCurrentIndex(max(0, self.about.findData(about)))

    def _name(self, head: str) -> None:
        self._about_head.setText(head)
        self.about.setAccessibleName(head)

    def _change(self, **fields: object) -> None:
        self.changed.emit(replace(self._choices, **fields))  # type: ignore[arg-type]


_HEADS = {WORKSHEET: "Lens", RECORD: "Of what?"}


def _line(name: str, choice: Segments) -> QFrame:
    return holding(row(label(name), None, choice))
