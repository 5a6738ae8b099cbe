"""What the words of an answer can become: buttons, a menu, and chips that tell where they live."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QMenu, QPushButton, QWidget

from beforehand.domain.conversations import Conversation
from beforehand.domain.counterparts import Pressure, SuccessMeasure
from beforehand.domain.needs import Need, Standing
from beforehand.domain.preparing import ASKING, IF_THEN, LIMITS, OPENING, OPTIONS, POSITIONS, Step
from beforehand.domain.record import Id, Record
from beforehand.domain.stakes import (
    AskingPoint,
    Becomes,
    Excerpt,
    IfThen,
    NonNegotiable,
    Opening,
    Option,
)
from beforehand.domain.taking import Ground, Taken, makable
from beforehand.ui.prepare.preparation import Preparation, a
from beforehand.ui.widgets.basics import Elided, FlowLayout, button, clear, column, holding, tip
from beforehand.ui.widgets.need_words import brief as short

_CHIP_LEAST = 80
BUTTONS = 2
"""How many of the likeliest are buttons; the rest stand in the menu."""

KEYS: dict[Becomes, str] = {
    Becomes.HIDDEN_NEED: "Ctrl+Shift+H",
    Becomes.STATED_NEED: "Ctrl+Shift+S",
    Becomes.MY_NEED: "Ctrl+Shift+M",
    Becomes.NON_NEGOTIABLE: "Ctrl+Shift+N",
    Becomes.MY_NON_NEGOTIABLE: "Ctrl+Shift+Y",
    Becomes.OPTION: "Ctrl+Shift+O",
    Becomes.OPENING: "Ctrl+Shift+B",
    Becomes.AVOID: "Ctrl+Shift+A",
    Becomes.IF_THEN: "Ctrl+Shift+I",
    Becomes.QUESTION: "Ctrl+Shift+Q",
    Becomes.SHARED_GOAL: "Ctrl+Shift+G",
    Becomes.MEASURE: "Ctrl+Shift+D",
    Becomes.PRESSURE: "Ctrl+Shift+P",
}

_ICONS: dict[Becomes, str] = {
    Becomes.HIDDEN_NEED: "arrow-down-to-line",
    Becomes.STATED_NEED: "message-square-quote",
    Becomes.OPENING: "message-square-quote",
    Becomes.QUESTION: "circle-help",
}

# Which record words became, its field with the words, and the step where it lives (if at a step).
_LIVES: dict[Becomes, tuple[type[Record], str, Id | None]] = {
    Becomes.STATED_NEED: (Need, "text", None),
    Becomes.HIDDEN_NEED: (Need, "text", None),
    Becomes.MY_NEED: (Need, "text", None),
    Becomes.NON_NEGOTIABLE: (NonNegotiable, "text", LIMITS),
    Becomes.MY_NON_NEGOTIABLE: (NonNegotiable, "text", LIMITS),
    Becomes.OPTION: (Option, "text", OPTIONS),
    Becomes.OPENING: (Opening, "text", OPENING),
    Becomes.AVOID: (Opening, "avoid", OPENING),
    Becomes.IF_THEN: (IfThen, "if_they", IF_THEN),
    Becomes.QUESTION: (AskingPoint, "text", ASKING),
    Becomes.SHARED_GOAL: (Conversation, "shared_goal", POSITIONS),
    Becomes.MEASURE: (SuccessMeasure, "text", None),
    Becomes.PRESSURE: (Pressure, "text", None),
}

_STANDINGS = {
    Standing.STATED: "stated need",
    Standing.HIDDEN: "hidden need",
    Standing.MINE: "my need",
    Standing.KNOWN: "known need",
    Standing.REFUTED: "refuted",
}


class Becoming(QFrame):
    """The row under an answer; `wanted` carries what its words shall become.

    `helps` are buttons that stand behind the others at every question.
    """

    wanted = Signal(object)
    jumped = Signal(object)

    def __init__(
        self,
        preparation: Preparation,
        parent: QWidget | None = None,
        *,
        helps: Sequence[QPushButton] = (),
    ) -> None:
        super().__init__(parent)
        self._preparation = preparation
        self._helps = tuple(helps)
        # Shown before they are laid out, they would be windows of their own for a moment.
        for each in self._helps:
            each.setParent(self)
        self._made: list[QPushButton] = []
        self._shown: object = None
        self._step: Step | None = None
        self._build()

    def _build(self) -> None:
        self._chips = holding(FlowLayout(spacing=6))
        self._takes = Elided("", "small")
        self._buttons = holding(FlowLayout(spacing=8))
        self._menu = QMenu(self)
        self.setLayout(column(self._chips, self._buttons, self._takes, spacing=10))
        for becomes, keys in KEYS.items():
            shortcut = QShortcut(QKeySequence(keys), self.parentWidget() or self)
            shortcut.activated.connect(lambda each=becomes: self._want(each))

    def show_step(self, step: Step) -> None:
        """Offer what this question's words most likely become."""
        self._step = step
        state = (step.id, step.becomes, self._preparation.person_id, self._preparation.closed)
        if state != self._shown:
            self._shown = state
            self._offer(step)
        self.show_chips()

    def show_taken(self, taken: Taken) -> None:
        """Say which words a button would take."""
        self._takes.setVisible(bool(taken.words) and not self._preparation.closed)
        self._takes.setText(f"Takes {taken.how}: “{short(taken.words[:300], 90)}”")

    def show_chips(self) -> None:
        """Tell where words of this answer live now."""
        clear(self._layout(self._chips))
        for excerpt in self._preparation.excerpts(self._step) if self._step else ():
            made = self._chip(excerpt)
            if made is not None:
                self._layout(self._chips).addWidget(made)
        self._chips.setVisible(self._layout(self._chips).count() > 0)

    def _offer(self, step: Step) -> None:
        """Put other buttons before the helps, which stay."""
        flow = self._layout(self._buttons)
        while flow.count():
            flow.takeAt(0)
        for old in self._made:
            old.hide()
            old.deleteLater()
        self._made = [] if self._preparation.closed else self._becoming(step)
        for each in (*self._made, *self._helps):
            flow.addWidget(each)

    def _becoming(self, step: Step) -> list[QPushButton]:
        here = makable(
            Ground(
                conversation=self._preparation.conversation,
                counterpart_id=self._preparation.person_id,
            )
        )
        likely = [each for each in step.becomes if each in here][:BUTTONS]
        made = [self._button(each) for each in likely]
        self._menu.clear()
        for each in here:
            if each not in likely:
                action = self._menu.addAction(self._name(each)[0].upper() + self._name(each)[1:])
                action.setShortcut(QKeySequence(KEYS[each]))
                action.setShortcutVisibleInContextMenu(True)
                action.triggered.connect(lambda _=False, what=each: self.wanted.emit(what))
        more = button("Make it …")
        more.setMenu(self._menu)
        return [*made, more]

    def _button(self, becomes: Becomes) -> QPushButton:
        made = button(f"Make it {self._name(becomes)}", _ICONS.get(becomes, ""))
        tip(made, f"{KEYS[becomes]}")
        made.clicked.connect(lambda: self.wanted.emit(becomes))
        return made

    def _name(self, becomes: Becomes) -> str:
        """With several counterparts the words say whose need it will be."""
        theirs = {
            Becomes.STATED_NEED,
            Becomes.HIDDEN_NEED,
            Becomes.NON_NEGOTIABLE,
            Becomes.MEASURE,
            Becomes.PRESSURE,
        }
        name = self._preparation.name_of(self._preparation.person_id)
        if self._preparation.several and becomes in theirs:
            return f"{name}’s {becomes}"
        return a(becomes)

    def _want(self, becomes: Becomes) -> None:
        if not self._preparation.closed:
            self.wanted.emit(becomes)

    def _chip(self, excerpt: Excerpt) -> QPushButton | None:
        kind, field, step = _LIVES[excerpt.became]
        record = self._preparation.desk.notebook[kind].get(excerpt.item_id)
        if record is None or record.trashed_at is not None:
            return None
        noun = _STANDINGS[record.standing] if isinstance(record, Need) else str(excerpt.became)
        made = button(f"{noun}: {short(str(getattr(record, field)), 28)}  →", role="chip")
        made.setMinimumWidth(_CHIP_LEAST)
        made.setAccessibleName(f"Go to {noun}: {short(str(getattr(record, field)), 80)}")
        made.clicked.connect(lambda: self.jumped.emit(step or excerpt.item_id))
        return made

    def _layout(self, frame: QFrame) -> FlowLayout:
        layout = frame.layout()
        assert isinstance(layout, FlowLayout)
        return layout
