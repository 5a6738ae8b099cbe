"""Prepare: the questions at the left, one of them in the middle, the needs at the right."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from beforehand.domain.next_time import LAST_TIME
from beforehand.domain.preparing import ALIGNMENT, NEXT_LENS, OPTIONS, ROOM, Step, neighbour
from beforehand.domain.record import Id
from beforehand.ui.autosave import flush_all
from beforehand.ui.desk import Desk
from beforehand.ui.places import Heading, Place
from beforehand.ui.prepare.columns import Columns
from beforehand.ui.prepare.foot import Foot
from beforehand.ui.prepare.heading import PrepareHeading
from beforehand.ui.prepare.lens_menu import lens_button
from beforehand.ui.prepare.page import Page
from beforehand.ui.prepare.preparation import Preparation
from beforehand.ui.prepare.question_page import QuestionPage
from beforehand.ui.prepare.side_panel import SidePanel
from beforehand.ui.prepare.steps_list import StepsList
from beforehand.ui.widgets.basics import column, holding, label, row

_CLOSED = (
    "This conversation lies behind you. Its preparation stays as it was; nothing changes here."
)


class PrepareScreen(QWidget):
    """The preparation of one conversation."""

    go = Signal(object)
    retitled = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.preparation = Preparation(desk, self)
        self._pages: dict[str, Page] = {}
        self._build()
        self._connect()

    def _build(self) -> None:
        self.heading_parts = PrepareHeading(self.preparation, self)
        self.steps = StepsList(self.preparation)
        self._lenses = lens_button(self.preparation, self.go.emit)
        listed = column(spacing=6)
        listed.addWidget(self.steps, 1)
        listed.addLayout(row(self._lenses, None))
        left = holding(listed, margins=(10, 8, 6, 10))
        self.question = QuestionPage(self.preparation)
        self._pages["question"] = self.question
        self.stack = QStackedWidget()
        self.stack.addWidget(self.question)
        self._closed = holding(row(label(_CLOSED, "body", wrap=True)), "bar", (20, 10, 20, 10))
        self.foot = Foot()
        middle = holding(column(self._closed, self.stack, self.foot, spacing=0))
        self.panel = SidePanel(self.preparation)
        self.columns = Columns(left, middle, self.panel)
        self.setLayout(column(self.columns))

    def _connect(self) -> None:
        talk = self.preparation
        talk.stepped.connect(self._show_step)
        talk.reloaded.connect(self._reloaded)
        talk.filled_changed.connect(self._show_ends)
        talk.person_changed.connect(self._refresh_page)
        self.heading_parts.go.connect(self.go)
        self.steps.chosen.connect(self.go_to)
        self.question.made.connect(self.panel.point_out)
        self.question.jumped.connect(self.jump)
        self.question.saved.connect(self.foot.say_saved)
        self.panel.asked.connect(self.jump)
        self.foot.back.connect(self.back)
        self.foot.skip.connect(self.on)
        self.foot.on.connect(self.on)
        for keys, act in self._keys():
            made = QShortcut(QKeySequence(keys), self)
            made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            made.activated.connect(act)

    def _keys(self) -> list[tuple[str, Callable[[], object]]]:
        back, on = (
            ("Alt+Left", "Ctrl+PgUp"),
            ("Alt+Right", "Ctrl+PgDown", "Ctrl+Return", "Ctrl+Enter"),
        )
        return [*((key, self.back) for key in back), *((key, self.on) for key in on)]

    def open(self, place: Place) -> None:
        """Open a conversation where one left it, or at the step that is named."""
        if place.id is None:
            return
        self.preparation.open(place.id, Id(place.detail) if place.detail else None)
        self._closed.setVisible(self.preparation.closed)
        self._lenses.setVisible(not self.preparation.closed)
        self.steps.refresh()
        self.panel.refresh()
        self._show_step()

    def here(self) -> Place:
        """The conversation, and the step in front."""
        return Place("prepare", self.preparation.conversation.id, self.preparation.step.id)

    def heading(self) -> Heading:
        """What stands in the top bar."""
        return self.heading_parts.heading()

    def refresh(self) -> None:
        """Show everything as the notebook has it."""
        self.preparation.reload()

    def leave(self) -> bool:
        """Save every word; False if some could not be saved."""
        parts = [page.flush() for page in self._pages.values()]
        saved = all([*parts, self.panel.flush(), flush_all(self)])
        self.preparation.in_front = not saved
        return saved

    @property
    def page(self) -> Page:
        """The page in front."""
        page = self.stack.currentWidget()
        return page if isinstance(page, Page) else self.question

    def go_to(self, step: Step) -> None:
        """Go to a step, once the words of this one are safe."""
        if self.page.flush():
            self.preparation.go_to(step)
        else:
            self.steps.refresh()

    def back(self) -> None:
        """Go to the step before."""
        step = neighbour(self.preparation.chapters, self.preparation.step.id, -1)
        if step is not None:
            self.go_to(step)

    def on(self) -> None:
        """Go to the next step; after the last one comes the sheet."""
        step = neighbour(self.preparation.chapters, self.preparation.step.id, 1)
        if step is not None:
            self.go_to(step)
        elif self.page.flush():
            self.go.emit(Place("sheet", self.preparation.conversation.id, "private"))

    def jump(self, where: Id) -> None:
        """Go to the need or the step with that id."""
        if self.preparation.need(where) is not None:
            self.columns.show_right()
            self.panel.look_at(where)
            return
        steps = [s for chapter in self.preparation.chapters for s in chapter.steps]
        for step in steps:
            if step.id == where:
                self.go_to(step)

    def reveal(self, where: Id) -> None:
        """Open what words that were looked for stand in, where it is folded away."""
        self.jump(where)

    def _show_step(self) -> None:
        step = self.preparation.step
        page = self._page_for(step)
        self.columns.give_room(wide=step.id in {ROOM, LAST_TIME})
        self.foot.widen(page.wide)
        page.show_step(step)
        self.stack.setCurrentWidget(page)
        page.to_the_top()
        self.foot.say_nothing()
        self._show_ends()
        page.take_focus()

    def _refresh_page(self) -> None:
        self.page.refresh()

    def _reloaded(self) -> None:
        self.page.refresh()
        self._show_ends()
        self.retitled.emit()

    def _show_ends(self) -> None:
        talk = self.preparation
        first, last = (neighbour(talk.chapters, talk.step.id, by) is None for by in (-1, 1))
        # There is nothing to fill in on last time, so there is nothing to skip.
        filled = talk.step.id in talk.filled or talk.step.id == LAST_TIME
        self.foot.show_ends(first=first, last=last, filled=filled)

    def _page_for(self, step: Step) -> Page:
        """The page a step is shown on, built the first time it is needed."""
        if step.is_question:
            return self.question
        name = step.id if step.id in {OPTIONS, ALIGNMENT, ROOM, LAST_TIME} else "task"
        name = NEXT_LENS if step.id.endswith(f"/{NEXT_LENS}") else name
        if name not in self._pages:
            self._pages[name] = self._make_page(name)
            self.stack.addWidget(self._pages[name])
        return self._pages[name]

    def _make_page(self, name: str) -> Page:
        from beforehand.ui.prepare.last_time_page import LastTimePage
        from beforehand.ui.prepare.options_page import OptionsPage
        from beforehand.ui.prepare.other_pages import AlignmentPage, NextLensPage, RoomPage
        from beforehand.ui.prepare.task_page import TaskPage

        kinds: dict[str, type[Page]] = {
            OPTIONS: OptionsPage,
            ALIGNMENT: AlignmentPage,
            ROOM: RoomPage,
            NEXT_LENS: NextLensPage,
            LAST_TIME: LastTimePage,
        }
        page = kinds.get(name, TaskPage)(self.preparation)
        if isinstance(page, LastTimePage):
            page.go.connect(self.go)
        return page
