"""One hypothesis and what became of it: the verdict, how one knows, and a line of evidence."""

from dataclasses import replace
from typing import cast

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QSlider

from beforehand.domain.needs import CONFIDENCE_STEP, Knowing, Ruling
from beforehand.domain.record import Id
from beforehand.domain.verdicts import Case, Finding, rose
from beforehand.ui.autosave import Autosave
from beforehand.ui.debrief.choices import Choice, Choices
from beforehand.ui.debrief.looking_back import LookingBack, finding_of
from beforehand.ui.theme import set_role
from beforehand.ui.widgets.basics import column, holding, label, row
from beforehand.ui.widgets.line_edit import LineEdit
from beforehand.ui.widgets.unscrolled import unscrolled
from beforehand.ui.widgets.wrapped import Wrapped

RULINGS = (
    Choice(stands_for=Ruling.CONFIRMED, word="Confirmed", icon="check", tone="good"),
    Choice(stands_for=Ruling.PARTLY, word="Partly"),
    Choice(stands_for=Ruling.REFUTED, word="Refuted", icon="x", tone="bad"),
    Choice(stands_for=Ruling.NOT_ASKED, word="Not asked"),
)
_KNOWING = tuple(Choice(stands_for=each, word=each.value) for each in Knowing)
_LATER_MS = 400
"""After the last move of the slider: one act, and not one for each step."""


class CaseCard(QFrame):
    """A card that is judged by mouse, by Tab and Space, or by the keys 1 to 4."""

    def __init__(self, looking: LookingBack, case: Case) -> None:
        super().__init__()
        self._looking, self.case = looking, case
        self._build()
        self._connect()

    def _build(self) -> None:
        set_role(self, "card")
        self._text, self._belief = Wrapped("", "strong"), Wrapped("", "below")
        self.ruling = Choices("Verdict", RULINGS)
        self.knowing = Choices("How do you know?", _KNOWING, role="small")
        self.how = LineEdit("What did they say or do? One line is enough.", role="field")
        self.how.setAccessibleName("What they said or did")
        self.sure = QSlider(Qt.Orientation.Horizontal)
        self._sure_said = label("", "below")
        self._sure_row = holding(
            row(label("How sure are you now?", "below"), self.sure, self._sure_said)
        )
        asked = row(label("How do you know?", "below"), self.knowing, spacing=10)
        asked.setStretch(1, 1)
        self._follow_up = holding(column(holding(asked), self._sure_row, self.how, spacing=8))
        self._effect = Wrapped("", "small")
        inside = column(
            column(self._text, self._belief, spacing=2),
            self.ruling,
            self._follow_up,
            self._effect,
            spacing=10,
        )
        inside.setContentsMargins(18, 15, 18, 15)
        self.setLayout(inside)
        self._set_up_slider()

    def _set_up_slider(self) -> None:
        step = CONFIDENCE_STEP
        self.sure.setRange(1, 100 // step - 1)
        self.sure.setPageStep(2)
        self.sure.setMinimumWidth(120)
        self.sure.setAccessibleName("How sure you are now, in per cent")
        unscrolled(self.sure)
        self._settle = QTimer(self, singleShot=True, interval=_LATER_MS)

    def _connect(self) -> None:
        self.ruling.chosen.connect(self._judge)
        self.knowing.chosen.connect(self._know)
        self.sure.valueChanged.connect(self._weigh)
        self._settle.timeout.connect(self.settle)
        self._saved = Autosave(self.how, lambda text: self._looking.tell_how(self.case, text))
        self.how.finished.connect(self._saved.flush)

    def show_case(self, case: Case) -> None:
        """Show the case as it is; words that are being typed stay."""
        self.case = case
        closed, verdict = self._looking.closed, case.verdict
        self.setAccessibleName(case.need.text)
        self._text.setText(case.need.text.strip() or "A need without words")
        self._belief.setText(self._believed(case))
        ruling = verdict.ruling if verdict else None
        self.ruling.set_value(ruling)
        self.ruling.set_read_only(closed=closed)
        self.knowing.set_value(verdict.knowing if verdict else None)
        self.knowing.set_read_only(closed=closed)
        self._show_sure()
        self._show_how()
        asked = ruling not in {None, Ruling.NOT_ASKED}
        said = bool(verdict and (verdict.knowing or verdict.text))
        self._follow_up.setVisible(asked and (said or not closed))
        self._effect.setText(_effect(case, self._looking.name_of(case.need.counterpart_id)))
        self._effect.setVisible(bool(self._effect.text()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """1 to 4 give the verdict while the card has the focus."""
        number = event.text()
        if number in {"1", "2", "3", "4"} and not self._looking.closed:
            self.ruling.choose(RULINGS[int(number) - 1].stands_for)
            return
        super().keyPressEvent(event)

    def take_focus(self) -> None:
        """Go to its verdict, or to the card's first button."""
        chosen = self.ruling.buttons.get(self.ruling.value())
        (chosen or self.ruling.buttons[Ruling.CONFIRMED]).setFocus()

    def settle(self) -> bool:
        """Save a confidence that the slider was moved to."""
        if not self._settle.isActive() and self.sender() is not self._settle:
            return True
        self._settle.stop()
        verdict = self._looking.fresh_case(self.case).verdict
        if verdict is None or verdict.confidence_after == self._chosen_sure:
            return True
        finding = replace(finding_of(verdict), confidence=self._chosen_sure)
        return self._looking.judge(self.case, finding)

    @property
    def _chosen_sure(self) -> int:
        return self.sure.value() * CONFIDENCE_STEP

    def _judge(self, ruling: object) -> None:
        self._saved.flush()
        if ruling is None:
            self._looking.take_back(self.case)
        else:
            self._looking.judge(self.case, self._finding(cast(Ruling, ruling)))
        self._looking.reload()

    def _finding(self, ruling: Ruling) -> Finding:
        """Another ruling, with what was said of how one knows: nothing typed is lost."""
        verdict = self._looking.fresh_case(self.case).verdict
        if verdict is None:
            return Finding(ruling=ruling)
        before = finding_of(verdict)
        sure = before.confidence if ruling is Ruling.PARTLY else None
        return replace(before, ruling=ruling, confidence=sure)

    def _know(self, knowing: object) -> None:
        self._saved.flush()
        verdict = self._looking.fresh_case(self.case).verdict
        if verdict is not None:
            finding = replace(finding_of(verdict), knowing=cast(Knowing | None, knowing))
            self._looking.judge(self.case, finding)
        self._looking.reload()

    def _weigh(self) -> None:
        self._sure_said.setText(f"{self._chosen_sure} %")
        self._settle.start()

    def _show_sure(self) -> None:
        verdict = self.case.verdict
        partly = verdict is not None and verdict.ruling is Ruling.PARTLY
        self._sure_row.setVisible(partly and not self._looking.closed)
        if not partly or self._settle.isActive() or self.sure.isSliderDown():
            return
        now = verdict.confidence_after if verdict else None
        shown = self.case.now if now is None else now
        self.sure.blockSignals(True)
        self.sure.setValue(round(shown / CONFIDENCE_STEP))
        self.sure.blockSignals(False)
        self._sure_said.setText(f"{shown} %")

    def _show_how(self) -> None:
        text = self.case.verdict.text if self.case.verdict else ""
        # A verdict has no blanks at its ends; while one types the next word, the editor has.
        if not self._saved.unsaved and self.how.words().strip() != text.strip():
            self.how.set_words(text)
        self.how.setReadOnly(self._looking.closed)
        self.how.setVisible(bool(text) or not self._looking.closed)

    def _believed(self, case: Case) -> str:
        known = self._looking.desk.library.drivers.get(Id(case.need.driver))
        driver = known.name if known else case.need.driver.strip()
        when = "written down after the talk began, at" if case.late else "you were"
        sure = f"{when} {case.believed} % sure"
        question = case.need.question.strip()
        test = f"test: “{question}”" if question else ""
        return " · ".join(part for part in (driver, sure, test) if part)


def _effect(case: Case, name: str) -> str:
    """What the verdict does to the need, in a sentence."""
    verdict = case.verdict
    if verdict is None:
        return ""
    if rose(verdict):
        return (
            f"Known now: it rises above the waterline on {name or 'their'}{'’s' * bool(name)} map."
        )
    if verdict.ruling is Ruling.CONFIRMED:
        doubt = "still a guess" if verdict.knowing else "choose how you know"
        return f"Stays below the waterline: {doubt}."
    if verdict.ruling is Ruling.PARTLY:
        sure = case.now if verdict.confidence_after is None else verdict.confidence_after
        return f"Stays a guess, of which you are {sure} % sure."
    if verdict.ruling is Ruling.REFUTED:
        return "Leaves the map and stays in the history, so that it is not guessed again."
    return "Stays as it is; its question comes along to the next preparation."
