"""Which sheet is wanted, as the person chose it piece by piece."""

from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from beforehand.domain.record import Id
from beforehand.orders import PRIVATE, Wish
from beforehand.sheets import Options, Paper
from beforehand.ui.desk import Desk
from beforehand.ui.places import Place
from beforehand.ui.settings import SettingsFile
from beforehand.ui.sheet.choices import SheetChoices, keep_choices, read_choices
from beforehand.ui.sheet.subject import Subject, subject_of


class Moment(NamedTuple):
    """All that was chosen at a time, to go back to."""

    choices: SheetChoices
    paper: Paper
    about: Id


class Chosen(QObject):
    """Knows what was chosen and remembers it; says when something else is wanted."""

    changed = Signal()
    """The same sheet is wanted otherwise."""
    replaced = Signal()
    """Another sheet is wanted."""

    def __init__(self, desk: Desk, settings: SettingsFile, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._settings = desk, settings
        self.subject: Subject | None = None
        self.kind = PRIVATE
        self.choices = SheetChoices()
        self.by_bar: frozenset[str] = frozenset()
        """What was left out because there was too much, and not in the list of sections."""
        self._about: dict[str, Id] = {}

    def open(self, place: Place) -> None:
        """Begin with what is asked for; raises `BeforehandError` if it is not there."""
        assert place.id is not None
        self.subject = subject_of(self._desk, place.id)
        self.kind = self.subject.kind_or_first(place.detail)
        self.choices = read_choices(self._settings)
        self._about, self.by_bar = {}, frozenset()

    def read_again(self) -> None:
        """Look at the notebook again; raises `BeforehandError` if its subject is gone."""
        if self.subject is not None:
            self.subject = subject_of(self._desk, self.subject.id)
            self.kind = self.subject.kind_or_first(self.kind)

    @property
    def paper(self) -> Paper:
        """The size of paper, which holds for all of the program."""
        return self._settings.read().paper

    @property
    def about(self) -> Id:
        """What the sheet is about."""
        assert self.subject is not None
        offered = [each.id for each in self.subject.offers[self.kind]]
        chosen = self._about.get(self.kind)
        return chosen if chosen in offered else offered[0]

    @property
    def left_out(self) -> frozenset[str]:
        """The sections that are left out of this kind of sheet."""
        return self.choices.without(self.kind)

    def wish(self) -> Wish:
        """What is to be laid out."""
        choices = self.choices
        options = Options(
            paper=self.paper,
            large=choices.large,
            pitch_mm=choices.pitch_mm,
            leave_out=self.left_out,
        )
        return Wish(
            kind=self.kind,
            subject=self.about,
            options=options,
            initials=choices.initials,
            speed=choices.speed,
        )

    def moment(self) -> Moment:
        """What is chosen now."""
        return Moment(self.choices, self.paper, self.about)

    def go_back(self, moment: Moment) -> None:
        """Choose again what was chosen then, and tell nobody."""
        self._about[self.kind] = moment.about
        self._keep(moment.choices, moment.paper)

    def choose_kind(self, kind: str) -> None:
        """Another kind of sheet."""
        if kind != self.kind:
            self.kind, self.by_bar = kind, frozenset()
            self.replaced.emit()

    def choose_about(self, about: Id) -> None:
        """The same kind about another person, or of another lens."""
        if about != self.about:
            self._about[self.kind], self.by_bar = about, frozenset()
            self.replaced.emit()

    def choose_paper(self, paper: Paper) -> None:
        """Another size of paper."""
        self._keep(self.choices, paper)
        self.changed.emit()

    def choose(self, choices: SheetChoices) -> None:
        """Other choices."""
        self._keep(choices, self.paper)
        self.changed.emit()

    def leave_out(self, sections: frozenset[str]) -> None:
        """Leave exactly these sections out."""
        self.by_bar &= sections
        self.choose(self.choices.leaving_out(self.kind, sections))

    def leave_out_too(self, section: str) -> None:
        """Leave one more section out, because there is too much."""
        self.by_bar |= {section}
        self.leave_out(self.left_out | {section})

    def put_back(self) -> None:
        """Put back what was left out because there was too much."""
        self.leave_out(self.left_out - self.by_bar)

    def _keep(self, choices: SheetChoices, paper: Paper) -> None:
        self.choices = choices
        keep_choices(self._settings, choices)
        if paper is not self.paper:
            self._settings.write(self._settings.read()._replace(sheet=paper.value))
