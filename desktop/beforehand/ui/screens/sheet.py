"""The sheet before it is printed: the page itself, on which paper, and where it goes."""

from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QWidget

from beforehand import paths
from beforehand.domain.conversations import Conversation, Stage
from beforehand.domain.errors import BeforehandError
from beforehand.domain.preparing import ROOM as ROOM_STEP
from beforehand.domain.record import Id
from beforehand.orders import PRIVATE, ROOM, Laid, Order, Wish, read
from beforehand.sheets import Options, Paper, SectionName, TooFullError
from beforehand.ui.desk import Change, Desk
from beforehand.ui.errands import Errand
from beforehand.ui.places import Heading, Place
from beforehand.ui.printing import NoPrinterError, Printing
from beforehand.ui.saving import Saving
from beforehand.ui.settings import SettingsFile
from beforehand.ui.widgets.bars import Bar
from beforehand.ui.widgets.basics import button, column, label
from beforehand.ui.widgets.leave_out import LeaveOut
from beforehand.ui.widgets.pages_view import PagesView
from beforehand.ui.widgets.sheet_tools import SheetTools

_MADE = "Make a sheet"


class SheetScreen(QWidget):
    """The private brief or the room sheet of one conversation, exactly as its file will be."""

    go = Signal(object)

    def __init__(
        self, desk: Desk, parent: QWidget | None = None, *, settings: SettingsFile | None = None
    ) -> None:
        super().__init__(parent)
        self.desk = desk
        self._settings = settings or SettingsFile(paths.settings_file())
        self.laid: Laid | None = None
        self._talk: Conversation | None = None
        self._kind = PRIVATE
        self._leave_out: frozenset[str] = frozenset()
        self._order: Order | None = None
        self._errand = Errand(self)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._saving, self._printing = Saving(self), Printing(self)
        self._build()
        self._connect()

    def _build(self) -> None:
        self.view = PagesView()
        self.tools = SheetTools(self.view)
        self.overflow, self.notice = LeaveOut(), Bar()
        self.save_button = button("Save as PDF…", "download")
        self.print_button = button("Print…", "printer", "primary")
        self._state = label("Laying out…", "muted")
        self._state.setContentsMargins(24, 16, 24, 0)
        inside = column(self.tools, self.notice, self.overflow, self._state, self.view, spacing=0)
        inside.setStretch(inside.indexOf(self.view), 1)
        self.setLayout(inside)
        larger, smaller = partial(self.view.zoom_by, 1), partial(self.view.zoom_by, -1)
        for keys, act in (
            ("Ctrl++", larger),
            ("Ctrl+=", larger),
            ("Ctrl+-", smaller),
            ("Ctrl+0", self.view.fit_width),
            ("Ctrl+S", self.save),
            ("Ctrl+P", self.print),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    def _connect(self) -> None:
        self.tools.kind_chosen.connect(self._choose_kind)
        self.tools.paper_chosen.connect(self._choose_paper)
        self.tools.room_asked.connect(self._choose_for_the_room)
        self.overflow.room_asked.connect(self._choose_for_the_room)
        self.overflow.left_out.connect(self._without)
        self.overflow.put_back.connect(self._put_back)
        self.save_button.clicked.connect(self.save)
        self.print_button.clicked.connect(self.print)
        self._errand.done.connect(self._show)
        self._errand.failed.connect(self._show_fault)
        self._saving.saved.connect(self._note_saved)
        self._saving.failed.connect(self._tell_fault)
        self._printing.printed.connect(self._note_printed)
        self._printing.failed.connect(self._tell_fault)
        self._soon.timeout.connect(self.refresh)
        self.desk.changed.connect(self._note_change)

    def open(self, place: Place) -> None:
        """Show a sheet of a conversation: `detail` says which."""
        assert place.id is not None
        self._talk = self.desk.notebook[Conversation].get(place.id)
        self._kind = ROOM if place.detail == ROOM else PRIVATE
        self._start_over()
        self.refresh()

    def heading(self) -> Heading:
        """What stands in the top bar."""
        return Heading(
            title=self._talk.issue if self._talk else "",
            above="Preparation",
            above_place=Place("prepare", self._talk.id) if self._talk else None,
            actions=(self.save_button, self.print_button),
        )

    def refresh(self) -> None:
        """Lay the sheet out again if anything on it has changed."""
        self._soon.stop()
        if self._talk is None:
            return
        self.tools.show_choice(self._kind, self._paper())
        order = self._wanted(self._talk.id)
        if order != self._order:
            self._order = order
            self._state.setVisible(self.laid is None)
            self._allow(self.laid is not None)
            self._errand.send(order.lay_out)

    def leave(self) -> None:
        """Nothing is written here."""

    def _wanted(self, conversation_id: Id) -> Order:
        """Read the notebook, and hand on for the room only what may be seen."""
        choice = Options(paper=self._paper(), leave_out=self._leave_out)
        wish = Wish(kind=self._kind, subject=conversation_id, options=choice)
        return read(wish, self.desk.notebook, self.desk.library, self.desk.now())

    def _show(self, laid: Laid) -> None:
        self.laid = laid
        self._state.hide()
        self.view.show_pdf(laid.sheet.pdf)
        self._allow(True)
        if laid.sheet.overflow:
            pages = f"This takes {laid.sheet.pages} pages; two are easier to take along."
            self._offer_to_leave_out(pages, laid.sheet.overflow)
        else:
            self.overflow.tell_left_out(
                [each for each in laid.sheet.sections if each.id in self._leave_out]
            )

    def _show_fault(self, fault: BeforehandError) -> None:
        self.laid = None
        self._order = None
        self._state.hide()
        self.view.show_pdf(b"")
        if isinstance(fault, TooFullError):
            self._offer_to_leave_out(str(fault), fault.sections)
        else:
            self.notice.tell(str(fault), ("Try again", self.refresh), bad=True)

    def _offer_to_leave_out(self, words: str, sections: tuple[SectionName, ...]) -> None:
        self.overflow.offer(words, sections, room=self._kind == ROOM)

    def _without(self, section: str) -> None:
        self._leave_out |= {section}
        self._change()

    def _put_back(self) -> None:
        self._leave_out = frozenset()
        self._change()

    def _choose_kind(self, kind: str) -> None:
        self._kind = kind
        self._start_over()
        self.refresh()

    def _choose_paper(self, paper: Paper) -> None:
        self._settings.write(self._settings.read()._replace(sheet=paper.value))
        self._change()

    def _choose_for_the_room(self) -> None:
        if self._talk is not None:
            self.go.emit(Place("prepare", self._talk.id, ROOM_STEP))

    def _change(self) -> None:
        """Another choice was made for this sheet: the old one can no longer be had."""
        self.laid = None
        self.refresh()

    def _start_over(self) -> None:
        """Another sheet: what was left out or told belongs to the one before."""
        self._leave_out, self._order, self.laid = frozenset(), None, None
        self.view.show_pdf(b"")
        self.notice.hide()
        self.overflow.hide()

    def save(self) -> None:
        """Ask where to save the sheet that is shown."""
        if self.laid is not None:
            self._saving.ask(self.laid.sheet.pdf, self.laid.name)

    def print(self) -> None:
        """Ask on which printer to print the sheet that is shown."""
        if self.laid is not None:
            self._printing.ask(self.laid.sheet.pdf)

    def _note_saved(self, file: Path) -> None:
        folder = QUrl.fromLocalFile(str(file.parent))
        self.notice.tell(
            f"Saved: {file.name}", ("Open folder", lambda: QDesktopServices.openUrl(folder))
        )
        self._note_made()

    def _note_printed(self) -> None:
        self.notice.tell("Handed to the printer.")
        self._note_made()

    def _tell_fault(self, fault: BeforehandError) -> None:
        bad = not isinstance(fault, NoPrinterError)
        self.notice.tell(str(fault), ("Save as PDF…", self.save), bad=bad)

    def _note_made(self) -> None:
        """A sheet on paper or disk makes the conversation ready."""
        talk = self.desk.notebook[Conversation].get(self._talk.id) if self._talk else None
        if talk is not None:
            stage = Stage.READY if talk.stage is Stage.PREPARING else talk.stage
            after = replace(talk, sheet_made_at=self.desk.now(), stage=stage)
            self.desk.edit(_MADE, talk, after)

    def _allow(self, there: bool) -> None:
        self.save_button.setEnabled(there)
        self.print_button.setEnabled(there)

    def _paper(self) -> Paper:
        return self._settings.read().paper

    def _note_change(self, _change: Change) -> None:
        if self.isVisible():
            self._soon.start()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed while it was out of sight."""
        super().showEvent(event)
        self.refresh()
