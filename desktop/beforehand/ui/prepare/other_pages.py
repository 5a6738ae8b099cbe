"""The pages that are neither a question nor lines: alignment, the next lens, and the room."""

from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from beforehand.domain.conversations import AlignmentRating, Moment
from beforehand.domain.lenses import Lens, Suggestion
from beforehand.domain.preparing import Step
from beforehand.ui.prepare.page import Page
from beforehand.ui.prepare.preparation import Preparation
from beforehand.ui.widgets.basics import FlowLayout, button, card, clear, holding, label, row

_SCORES = range(11)


class AlignmentPage(Page):
    """How far the parties pull in one direction, 0 to 10."""

    def __init__(self, preparation: Preparation, parent: QWidget | None = None) -> None:
        super().__init__(preparation, parent)
        self._group = QButtonGroup(self, exclusive=True)
        self.buttons = [self._score(score) for score in _SCORES]
        flow = FlowLayout(spacing=6)
        for each in self.buttons:
            flow.addWidget(each)
        self.body.addWidget(holding(flow))
        ends = (label("0  we pull apart", "small"), None, label("10  one direction", "small"))
        self.body.addLayout(row(*ends))
        self._group.idClicked.connect(self._rate)

    def show_step(self, step: Step) -> None:
        """Show the rating."""
        super().show_step(step)
        self.refresh()

    def refresh(self) -> None:
        """Show the rating as it is now."""
        score = self.preparation.brief.alignment_before
        self._group.setExclusive(False)
        for number, each in enumerate(self.buttons):
            each.setChecked(number == score)
            each.setEnabled(not self.preparation.closed)
        self._group.setExclusive(True)

    def take_focus(self) -> None:
        """Go to the score that was given, or to the first."""
        self.buttons[self.preparation.brief.alignment_before or 0].setFocus()

    def _score(self, score: int) -> QPushButton:
        made = button(str(score))
        made.setCheckable(True)
        made.setAccessibleName(f"Alignment {score} of 10")
        self._group.addButton(made, score)
        return made

    def _rate(self, score: int) -> None:
        talk = self.preparation
        found = talk.desk.notebook[AlignmentRating].find(
            conversation_id=talk.conversation.id, moment=Moment.BEFORE
        )
        label_ = f"Rate the alignment {score}"
        if found:
            talk.edit(label_, found[-1], score=score)
            return
        rating = AlignmentRating(
            conversation_id=talk.conversation.id, moment=Moment.BEFORE, score=score
        )
        talk.desk.add(label_, rating)


class NextLensPage(Page):
    """The lenses that a lens suggests, each with its reason."""

    def show_step(self, step: Step) -> None:
        """Show what the step's lens suggests."""
        super().show_step(step)
        self._lens_id = step.lens_id
        self.refresh()

    def refresh(self) -> None:
        """Show the suggestions, and which of them are taken."""
        clear(self.body)
        library = self.preparation.desk.library.lenses
        lens = library.get(self._lens_id)
        for each in lens.suggestions if lens else ():
            if each.lens_id in library:
                self.body.addWidget(self._suggested(library[each.lens_id], each))

    def _suggested(self, lens: Lens, suggestion: Suggestion) -> QWidget:
        chosen = lens.id in self.preparation.conversation.lens_ids
        add = button("Its questions are in the list" if chosen else "Add its questions", "plus")
        add.setEnabled(not chosen and not self.preparation.closed)
        add.clicked.connect(lambda: self._take(lens))
        texts = (label(lens.title, "heading"), label(suggestion.reason, "muted", wrap=True))
        return card(*texts, row(add, None), spacing=8, margin=16)

    def _take(self, lens: Lens) -> None:
        chosen = (*self.preparation.conversation.lens_ids, lens.id)
        self.preparation.choose_lenses(chosen, f"Add the lens {lens.title}")


class RoomPage(Page):
    """The step that chooses what may lie on the table; the widget is built when first shown."""

    wide = 1100

    def show_step(self, step: Step) -> None:
        """Show what may be seen in the room."""
        super().show_step(step)
        from beforehand.ui.screens.for_the_room import ForTheRoom

        found = self.findChild(ForTheRoom)
        if found is None:
            found = ForTheRoom(self.preparation.desk)
            self.body.addWidget(found)
        found.open(self.preparation.conversation.id)

    def take_focus(self) -> None:
        """Begin with the title; without this the way back in the bar would have the keyboard."""
        from beforehand.ui.screens.for_the_room import ForTheRoom

        found = self.findChild(ForTheRoom)
        if found is not None:
            found.title.setFocus()
