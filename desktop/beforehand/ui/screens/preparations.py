"""Preparations: all conversations, newest first, narrowed by stage, counterpart or lens."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QModelIndex, QPoint, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QFrame, QWidget

from beforehand import wording
from beforehand.domain.conversations import Conversation, Stage
from beforehand.domain.counterparts import Counterpart
from beforehand.domain.record import Id
from beforehand.library import DEFAULT_LENS
from beforehand.store.overview import ConversationLine, conversation_lines
from beforehand.ui.desk import Desk
from beforehand.ui.models import PagedModel
from beforehand.ui.next_steps import is_past, progress, who
from beforehand.ui.places import Heading, Place
from beforehand.ui.rows import Row
from beforehand.ui.tidying import DUPLICATE_KEY, Act, Tidying, pop_up, tidying_acts
from beforehand.ui.widgets.away_button import AwayButton
from beforehand.ui.widgets.basics import button, column, holding, label, rename, row
from beforehand.ui.widgets.person_field import PersonField
from beforehand.ui.widgets.rows_view import RowsView

_FILTER_WIDTH = 210
_OPEN = (Stage.PREPARING, Stage.READY)
_BEHIND = (Stage.HELD, Stage.DEBRIEFED)
_TONES = {Stage.READY: "good"}


class PreparationsScreen(QFrame):
    """Every conversation there is."""

    go = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._tidying = Tidying(desk)
        self._person: Counterpart | None = None
        self.model: PagedModel[ConversationLine] = PagedModel(self._page, self._row, self)
        self._build()
        self._connect()

    def _build(self) -> None:
        self._new = button("New conversation", "plus", "primary")
        self._talked = button("I had a talk", "message-square-quote")
        self._promised = button("Commitments", "list-checks", "quiet")
        self.stage, self.lens = QComboBox(), QComboBox()
        self.person = PersonField(self._desk, "With anyone", offers_new=False)
        for field, name in (
            (self.stage, "Stage"),
            (self.person, "Counterpart"),
            (self.lens, "Lens"),
        ):
            field.setAccessibleName(name)
            field.setFixedWidth(_FILTER_WIDTH)
        self.everyone = button("", "x", "ghost")
        self.everyone.hide()
        self.away = AwayButton(self._desk, Conversation)
        filters = row(
            self.stage, self.person, self.everyone, self.lens, None, self.away, spacing=10
        )
        self.view = RowsView("Conversations", menu=True)
        self.view.setModel(self.model)
        self.nothing = label("", "muted", wrap=True)
        self.blank = button("Print a blank worksheet…", "printer", "quiet")
        nothing = column(self.nothing, row(self.blank, None), spacing=8)
        inside = holding(column(self.view, spacing=0), "card", (1, 1, 1, 1))
        self._list = inside
        page = column(filters, nothing, inside, spacing=16)
        page.setStretch(2, 1)
        page.addStretch(0)
        page.setContentsMargins(28, 22, 28, 24)
        self.setLayout(page)

    def _connect(self) -> None:
        self._new.clicked.connect(lambda: self.go.emit(Place("new-conversation")))
        self._promised.clicked.connect(lambda: self.go.emit(Place("commitments")))
        self._talked.clicked.connect(lambda: self.go.emit(Place("had-a-talk")))
        self.blank.clicked.connect(self._print_blank)
        self.stage.activated.connect(self.refresh)
        self.lens.activated.connect(self.refresh)
        self.person.picked.connect(self._with)
        self.everyone.clicked.connect(lambda: self._with(None))
        self.view.opened.connect(self._open_line)
        self.view.removing.connect(self._put_away)
        self.view.menu_wanted.connect(self._show_menu)
        duplicate = QShortcut(QKeySequence(DUPLICATE_KEY), self.view)
        duplicate.setContext(Qt.ShortcutContext.WidgetShortcut)
        duplicate.activated.connect(self._duplicate)
        self.away.clicked.connect(lambda: self.go.emit(self.away.place))
        self._desk.saved.connect(self._changed)

    def heading(self) -> Heading:
        """Its name, and the one thing one begins here."""
        return Heading("Preparations", actions=(self._promised, self._talked, self._new))

    def here(self) -> Place:
        """The list, and with whom alone, if it is narrowed to somebody."""
        return Place("preparations", self._person.id if self._person else None)

    def open(self, place: Place) -> None:
        """Show the list as it is now; the place may narrow it to somebody."""
        self._fill(self.stage, [("All stages", None), *((s.value.capitalize(), s) for s in Stage)])
        lenses = self._desk.library.lenses.values()
        self._fill(self.lens, [("All lenses", None), *((lens.title, lens.id) for lens in lenses)])
        person = self._desk.notebook[Counterpart].get(place.id) if place.id else None
        if person is not None:
            self._with(person)
        else:
            self.refresh()

    def refresh(self) -> None:
        """Read the list again."""
        self.model.read_again()
        self.away.count()
        empty = self.model.rowCount() == 0
        self._list.setHidden(empty)
        self.nothing.setVisible(empty)
        self.blank.setVisible(empty)
        narrowed = self._person or self.stage.currentData() or self.lens.currentData()
        self.nothing.setText(
            "Nothing fits. Choose other stages, people or lenses above."
            if narrowed
            else "No conversation yet. Begin one with “New conversation”."
        )

    def leave(self) -> None:
        """Nothing is typed here."""

    def _page(self, limit: int, offset: int) -> Sequence[ConversationLine]:
        return conversation_lines(
            self._desk.notebook,
            stage=self.stage.currentData(),
            counterpart_id=self._person.id if self._person else None,
            lens_id=self.lens.currentData(),
            limit=limit,
            offset=offset,
        )

    def _row(self, line: ConversationLine) -> Row:
        talk, now = line.conversation, self._desk.now()
        done = progress(line, self._desk.library.lenses)
        told = done.sentence if talk.stage in _OPEN else talk.stage.value
        title = talk.issue or talk.title or "Without a word for it yet"
        when = wording.soon(talk.starts_at, now)
        late = talk.stage in _OPEN and is_past(talk, now)
        chip = f"was {when}" if late else when
        tone = "bad" if late else _TONES.get(talk.stage, "plain")
        ready = "ready · " if talk.stage is Stage.READY else ""
        return Row(title, f"{who(line)} · {ready}{told}", chip, tone, _icon(talk.stage))

    def _with(self, person: Counterpart | None) -> None:
        self._person = person
        self.person.setVisible(person is None)
        self.everyone.setVisible(person is not None)
        rename(self.everyone, f"With {person.name}" if person else "")
        self.refresh()

    def _open_line(self, index: QModelIndex) -> None:
        line = self.model.item(index)
        if line is not None:
            screen = "debrief" if line.conversation.stage in _BEHIND else "prepare"
            self.go.emit(Place(screen, line.conversation.id))

    def _put_away(self, index: QModelIndex) -> None:
        line = self.model.item(index)
        if line is not None:
            self._tidying.put_away(line.conversation)

    def _print_blank(self) -> None:
        """The questions of the lens one looks for, or else of the usual one."""
        lenses = self._desk.library.lenses
        wanted = self.lens.currentData() or DEFAULT_LENS
        lens = wanted if wanted in lenses else next(iter(lenses), None)
        if lens is not None:
            self.go.emit(Place("sheet", lens, "worksheet"))

    def _duplicate(self) -> None:
        line = self.model.item(self.view.currentIndex())
        copy = self._tidying.duplicate(line.conversation) if line is not None else None
        if copy is not None:
            self._open_form(copy)

    def _open_form(self, talk_id: Id) -> None:
        self.go.emit(Place("new-conversation", talk_id))

    def _show_menu(self, index: QModelIndex, at: QPoint) -> None:
        line = self.model.item(index)
        if line is not None:
            pop_up(self, at, self._acts(line.conversation))

    def _acts(self, talk: Conversation) -> list[Act]:
        def going(place: Place) -> Callable[[], object]:
            return partial(self.go.emit, place)

        behind = talk.stage in _BEHIND
        return [
            *([Act("Debrief", going(Place("debrief", talk.id)))] if behind else []),
            Act("Preparation" if behind else "Prepare", going(Place("prepare", talk.id))),
            *([Act("It took place", partial(self._held, talk))] if talk.stage in _OPEN else []),
            Act("Date, people, lens …", partial(self._open_form, talk.id)),
            Act("Prep sheet", going(Place("sheet", talk.id, "private"))),
            *tidying_acts(self._tidying, talk, self._open_form),
        ]

    def _held(self, talk: Conversation) -> None:
        from beforehand.domain.held import took_place

        if self._desk.do("It took place", [took_place(talk, self._desk.now())]):
            self.go.emit(Place("debrief", talk.id))

    def _changed(self) -> None:
        if self.isVisible():
            self.refresh()

    @staticmethod
    def _fill(box: QComboBox, choices: Sequence[tuple[str, object]]) -> None:
        """Offer the choices, and stay on the one that is chosen."""
        with QSignalBlocker(box):
            chosen = box.currentData()
            box.clear()
            for word, value in choices:
                box.addItem(word, value)
            box.setCurrentIndex(max(0, box.findData(chosen)))


def _icon(stage: Stage) -> str:
    return {
        Stage.CALLED_OFF: "x",
        Stage.HELD: "message-square-quote",
        Stage.DEBRIEFED: "check",
    }.get(stage, "file-pen-line")
