"""A task after the questions, built from its table of blocks."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from beforehand.domain.preparing import Step
from beforehand.domain.record import Id
from beforehand.ui.autosave import flush_all
from beforehand.ui.prepare.fields import Words, editor, set_read_only, show_value
from beforehand.ui.prepare.lines import Lines
from beforehand.ui.prepare.page import Page
from beforehand.ui.prepare.preparation import Preparation
from beforehand.ui.prepare.tasks import Block, Listed, Talked, blocks
from beforehand.ui.widgets.basics import clear, form_row
from beforehand.ui.widgets.wrapped import Wrapped


class TaskPage(Page):
    """Positions, limits, opening and the like: blocks one under the other."""

    def __init__(self, preparation: Preparation, parent: QWidget | None = None) -> None:
        super().__init__(preparation, parent)
        self._refreshers: list[Callable[[], None]] = []
        self.lists: list[Lines] = []
        self._built: object = None

    def show_step(self, step: Step) -> None:
        """Show a task; its blocks are built again only for other people or another task."""
        super().show_step(step)
        people = tuple(each.counterpart.id for each in self.preparation.brief.people)
        state = (step.id, self.preparation.conversation.id, people, self.preparation.closed)
        if state != self._built:
            self._built = state
            self._fill(step.id)
        self.refresh()

    def refresh(self) -> None:
        """Show the records as they are now."""
        for each in self._refreshers:
            each()

    def take_focus(self) -> None:
        """Go to where the first words are missing."""
        for each in self.findChildren(QWidget):
            if each.property("role") == "field":
                each.setFocus()
                return

    def flush(self) -> bool:
        """Save what is typed, and let go of lines that were emptied."""
        done = flush_all(self)
        for each in self.lists:
            each.tidy()
        return done

    def _fill(self, step: Id) -> None:
        clear(self.body)
        self._refreshers, self.lists = [], []
        for block in blocks(step, self.preparation.brief):
            self._add(block)

    def _add(self, block: Block) -> None:
        if isinstance(block, Talked):
            self._add_words(block.field)
        else:
            self._add_lines(block)

    def _add_words(self, field: Words) -> None:
        talk = self.preparation

        def keep(name: str, shown: object) -> bool:
            now = talk.fresh(talk.conversation)
            return talk.desk.keep(replace(now, **{name: str(shown)}))  # type: ignore[arg-type]

        made = editor(field, keep)
        set_read_only(made, closed=talk.closed)
        self.body.addWidget(form_row(field.title, made))
        self._refreshers.append(lambda: show_value(made, getattr(talk.conversation, field.name)))

    def _add_lines(self, block: Listed) -> None:
        talk = self.preparation
        made = Lines(talk, block.kind, lambda: block.fresh(talk.brief))
        if block.heading:
            self.body.addSpacing(8)
            self.body.addWidget(Wrapped(block.heading, "heading"))
        self.body.addWidget(made)
        self.lists.append(made)
        self._refreshers.append(lambda: made.show_records(block.find(talk.brief)))
