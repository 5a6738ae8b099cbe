"""The parts of a need's details: its head, the guess, the saying, the verdicts."""

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QMenu, QSlider, QVBoxLayout

from beforehand import wording
from beforehand.domain.brief import Hypothesis
from beforehand.domain.lenses import Driver, addressed
from beforehand.domain.needs import (
    CONFIDENCE_STEP,
    Evidence,
    Need,
    Ruling,
    Standing,
    Verdict,
)
from beforehand.domain.record import Id
from beforehand.store.notebook import Notebook
from beforehand.ui.theme import set_role
from beforehand.ui.widgets import basics
from beforehand.ui.widgets.day_field import DayField
from beforehand.ui.widgets.driver_field import DriverField
from beforehand.ui.widgets.need_signs import Signs
from beforehand.ui.widgets.need_words import sure
from beforehand.ui.widgets.said_panel import SaidPanel
from beforehand.ui.widgets.unscrolled import unscrolled
from beforehand.ui.widgets.wrapped import Wrapped

_CHIPS = {
    Standing.STATED: ("Said", "stated"),
    Standing.HIDDEN: ("Suspected", "hidden"),
    Standing.KNOWN: ("Known", "good"),
    Standing.REFUTED: ("Let go", "bad"),
    Standing.MINE: ("Mine", "plain"),
}
_RULINGS = {
    Ruling.CONFIRMED: "good",
    Ruling.PARTLY: "stated",
    Ruling.REFUTED: "bad",
    Ruling.NOT_ASKED: "plain",
}


class Head(QFrame):
    """Where the need stands, what is still missing, and the way out."""

    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.chip = basics.chip("", "plain")
        self.gaps = basics.label("", "small", wrap=True)
        self.close_button = basics.icon_button("x", "Close the details")
        top = basics.row(self.chip, None, self.close_button)
        column = basics.column(top, self.gaps, spacing=4)
        column.setContentsMargins(20, 14, 12, 8)
        self.setLayout(column)
        self.close_button.clicked.connect(self.closed)

    def show_need(self, need: Need, hypothesis: Hypothesis) -> None:
        """Show the standing, and of a hypothesis what it still lacks."""
        words, kind = _CHIPS[need.standing]
        self.chip.setText(words)
        set_role(self.chip, f"chip-{kind}")
        missing = hypothesis.gaps if need.standing is Standing.HIDDEN else ()
        self.gaps.setText(f"Still open: {', '.join(missing)}." if missing else "")
        self.gaps.setVisible(bool(missing))


class Guess(QFrame):
    """What makes a need a hypothesis: how sure, the signs, the motive, the question to test it."""

    weighed = Signal(int)
    said = Signal(str, object)

    def __init__(self, drivers: Mapping[Id, Driver]) -> None:
        super().__init__()
        self._build(drivers)
        self._connect()

    def _build(self, drivers: Mapping[Id, Driver]) -> None:
        self.sure = basics.label("", "strong")
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(1, 100 // CONFIDENCE_STEP - 1)
        self.slider.setPageStep(2)
        self.slider.setTracking(False)
        self.slider.setAccessibleName("How sure you are, in steps of 5 per cent")
        self.said_button = basics.button("They said it…", "message-square-quote")
        self.asking = SaidPanel(self)
        self.signs = Signs()
        self.driver = DriverField(drivers)
        unscrolled(self.slider, self.driver.box)
        self.question = basics.WordsEdit("What could you ask to find out?", lines=2)
        self.ideas = basics.button("Ideas for a question", "lightbulb", "ghost")
        self.ideas.setMenu(QMenu(self.ideas))
        asked = basics.holding(
            basics.column(self.question, basics.row(self.ideas, None), spacing=4)
        )
        self.setLayout(
            basics.column(
                basics.row(self.sure, None, self.said_button),
                self.slider,
                self.asking,
                basics.form_row("Signs: what you saw or heard", self.signs),
                basics.form_row("The motive beneath", self.driver),
                basics.form_row("A question to test it", asked),
                spacing=14,
            )
        )
        self.question.setAccessibleName("A question to test it")

    def _connect(self) -> None:
        self.slider.sliderMoved.connect(lambda at: self.sure.setText(sure(at * CONFIDENCE_STEP)))
        self.slider.valueChanged.connect(lambda at: self.weighed.emit(at * CONFIDENCE_STEP))
        self.said_button.clicked.connect(self._ask)
        self.asking.said.connect(lambda _need, words, on: self.said.emit(words, on))

    def show_need(self, need: Need, evidence: Sequence[Evidence], today: date) -> None:
        """Show the hypothesis as it is now."""
        self._need, self._today = need, today
        self.slider.blockSignals(True)
        self.slider.setValue(round(need.confidence / CONFIDENCE_STEP))
        self.slider.blockSignals(False)
        self.sure.setText(sure(need.confidence))
        self.signs.show_signs(evidence, today)
        self.driver.show_driver(need.driver)
        self._offer_questions()

    def forget(self) -> None:
        """Leave nothing half done of the need before."""
        self.asking.hide()
        self.signs.text.clear()
        self.signs.forget()

    def _ask(self) -> None:
        self.asking.ask(self._need.id, "", self._need.words, self._today)

    def _offer_questions(self) -> None:
        menu = self.ideas.menu()
        menu.clear()
        questions = [addressed(each, ()) for each in self.driver.questions()]
        for each in questions:
            action = menu.addAction(each.replace("&", "&&"))
            action.triggered.connect(lambda _=False, words=each: self._take_question(words))
        self.ideas.setVisible(bool(questions))

    def _take_question(self, words: str) -> None:
        """Put an idea into the editor as if it were typed: it is saved and can be undone."""
        self.question.selectAll()
        self.question.insertPlainText(words)
        self.question.setFocus(Qt.FocusReason.OtherFocusReason)


class Saying(QFrame):
    """When a need was said, and in which words."""

    dated = Signal(object)
    sunk = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.on = DayField("When it was said")
        self.words = basics.WordsEdit("As closely as you remember it", lines=2)
        self.sink = basics.button("I only suspect it", "arrow-down-to-line")
        self.setLayout(
            basics.column(
                basics.form_row("When it was said", self.on),
                basics.form_row("In which words", self.words),
                basics.row(self.sink, None),
                spacing=14,
            )
        )
        self.on.chosen.connect(self.dated)
        self.sink.clicked.connect(self.sunk)

    def show_need(self, need: Need, today: date) -> None:
        """Show when it was said; the words are filled by the card."""
        self.on.set_day(need.said_on, today)
        self.sink.setVisible(need.standing is Standing.STATED)


class Verdicts(QFrame):
    """What conversations found of it, newest first; hidden while there is nothing."""

    def __init__(self) -> None:
        super().__init__()
        self._list = basics.column(spacing=8)
        self.setLayout(basics.column(basics.label("Verdicts", "eyebrow"), self._list, spacing=6))

    def show_of(self, notebook: Notebook, need_id: Id) -> None:
        """Show the verdicts on one need."""
        basics.clear(self._list)
        found = notebook[Verdict].find(need_id=need_id, order="-created_at")
        for verdict in found:
            self._list.addLayout(self._line(verdict))
        self.setVisible(bool(found))

    def _line(self, verdict: Verdict) -> QVBoxLayout:
        when = wording.day(verdict.created_at.astimezone().date())
        then = f"you were {sure(verdict.confidence_then)}"
        known = f" · {verdict.knowing}" if verdict.knowing else ""
        head = basics.row(
            basics.chip(verdict.ruling.value, _RULINGS[verdict.ruling]),
            basics.label(when, "small"),
            None,
        )
        rest = [Wrapped(f"{then}{known}", "small")]
        if verdict.text.strip():
            rest.append(Wrapped(verdict.text))
        return basics.column(head, *rest, spacing=2)
