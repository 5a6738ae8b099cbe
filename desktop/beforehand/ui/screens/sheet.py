"""The sheet before it is printed: which one, what goes on it, the page itself, where it goes."""

from dataclasses import replace
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QWidget

from beforehand import paths
from beforehand.domain.conversations import Conversation, Stage
from beforehand.domain.errors import BeforehandError
from beforehand.domain.preparing import ROOM as ROOM_STEP
from beforehand.orders import PRIVATE, ROOM, Laid, Order
from beforehand.sheets import SectionName, StoppedError, TooFullError
from beforehand.ui.desk import Change, Desk
from beforehand.ui.errands import Errand
from beforehand.ui.places import Heading, Place
from beforehand.ui.settings import SettingsFile
from beforehand.ui.sheet.chosen import Chosen, Moment
from beforehand.ui.sheet.handing_out import HandingOut
from beforehand.ui.sheet.reading import Reading
from beforehand.ui.sheet.sides import Sides
from beforehand.ui.sheet.told import Told, all_sections
from beforehand.ui.widgets.basics import button, column

_MADE = "Make a sheet"
_READY_WITH = {PRIVATE, ROOM}
"""Sheets with which one is ready for the conversation."""


class _Shown(NamedTuple):
    """A sheet in the view, and what was chosen for it."""

    moment: Moment
    order: Order
    laid: Laid


class SheetScreen(QWidget):
    """Every kind of sheet of a conversation, a counterpart or a lens, as its file will be."""

    go = Signal(object)
    retitled = Signal()

    def __init__(
        self, desk: Desk, parent: QWidget | None = None, *, settings: SettingsFile | None = None
    ) -> None:
        super().__init__(parent)
        self.desk = desk
        self.chosen = Chosen(desk, settings or SettingsFile(paths.settings_file()), self)
        self.laid: Laid | None = None
        """The sheet as it is chosen now; None while it is laid out."""
        self.order: Order | None = None
        """What is laid out, or was."""
        self._shown: _Shown | None = None
        self.reading, self._errand = Reading(desk, self), Errand(self)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._build()
        self._connect()

    def _build(self) -> None:
        self.sides, self.told = Sides(), Told()
        self.view, self.panel = self.sides.view, self.sides.panel
        self.strip, self.working = self.sides.strip, self.sides.working
        self.notice, self.overflow = self.told.notice, self.told.overflow
        self.out = HandingOut(self, self.notice)
        self.save_button = button("Save as PDF…", "download")
        self.print_button = button("Print…", "printer", "primary")
        inside = column(self.told, self.sides, spacing=0)
        inside.setStretch(1, 1)
        self.setLayout(inside)
        for keys, act in self._keys():
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    def _keys(self) -> tuple[tuple[str, object], ...]:
        larger, smaller = partial(self.view.zoom_by, 1), partial(self.view.zoom_by, -1)
        return (
            ("Ctrl++", larger),
            ("Ctrl+=", larger),
            ("Ctrl+-", smaller),
            ("Ctrl+0", self.view.fit_width),
            ("Ctrl+S", self.save),
            ("Ctrl+P", self.print),
        )

    def _connect(self) -> None:
        chosen = self.chosen
        self.panel.kind_chosen.connect(chosen.choose_kind)
        self.panel.about_chosen.connect(chosen.choose_about)
        self.panel.paper_chosen.connect(chosen.choose_paper)
        self.panel.changed.connect(chosen.choose)
        self.panel.sections_chosen.connect(chosen.leave_out)
        self.overflow.left_out.connect(chosen.leave_out_too)
        self.overflow.put_back.connect(chosen.put_back)
        chosen.changed.connect(self._rechoose)
        chosen.replaced.connect(self._start_over)
        chosen.replaced.connect(self.refresh)
        self.strip.room_asked.connect(self._choose_for_the_room)
        self.overflow.room_asked.connect(self._choose_for_the_room)
        self.save_button.clicked.connect(self.save)
        self.print_button.clicked.connect(self.print)
        self.working.stopped.connect(self._stop)
        self.reading.done.connect(self._take)
        self.reading.failed.connect(self._lose)
        self._errand.progressed.connect(self.working.tell)
        self._errand.done.connect(self._show)
        self._errand.failed.connect(self._fail)
        self.out.handed_out.connect(self._note_made)
        self._soon.timeout.connect(self.refresh)
        self.desk.changed.connect(self._note_change)
        self.desk.erased.connect(self._clear)

    def open(self, place: Place) -> None:
        """Show a sheet of a conversation, a counterpart or a lens: `detail` says which."""
        self.chosen.open(place)
        self._start_over()
        self.sides.fold()
        self.refresh()

    def here(self) -> Place:
        """What it is of, and the kind of sheet in front."""
        subject = self.chosen.subject
        return Place("sheet", subject.id if subject else None, self.chosen.kind)

    def heading(self) -> Heading:
        """What stands in the top bar."""
        actions = (self.save_button, self.print_button)
        subject = self.chosen.subject
        if subject is None:
            return Heading("Sheet", actions=actions)
        return Heading(
            subject.title, subject.above, above_place=subject.above_place, actions=actions
        )

    def refresh(self) -> None:
        """Lay the sheet out again if anything on it has changed."""
        self._soon.stop()
        if self.chosen.subject is not None:
            self._read()

    def _read(self) -> None:
        """Read what the sheet is made of."""
        try:
            self.chosen.read_again()
        except BeforehandError as fault:
            self._lose(fault)
            return
        self._show_choices()
        # What is read for the room is only what may be seen there.
        self.reading.begin(self.chosen.wish())
        if self.reading.busy:
            self.working.begin()
            if self._errand.busy:
                self.order = None
                self._errand.stop()

    def _take(self, order: Order) -> None:
        """What was read is laid out, unless that is what is shown."""
        if order != self.order:
            self.order = order
            self.working.begin()
            self._errand.send_watched(order.lay_out)
        elif not self._errand.busy:
            self.working.end()
            if self.laid is None and self._shown is not None:
                self._show(self._shown.laid)

    def _rechoose(self) -> None:
        """Another choice was made for this sheet: the old one can no longer be had."""
        self.laid = None
        self._allow(False)
        self._read()

    def _stop(self) -> None:
        """What is under way is not wanted: it may still be read."""
        if self.reading.busy:
            self.reading.stop()
            self._end(StoppedError())
        else:
            self._errand.stop()

    def take_focus(self) -> None:
        """The keyboard begins at the sheet: its keys scroll."""
        self.view.setFocus()

    def leave(self) -> None:
        """Nothing is written here."""

    def _show(self, laid: Laid) -> None:
        if self.order is None or laid.kind != self.chosen.kind:
            return
        self.laid = laid
        self._shown = _Shown(self.chosen.moment(), self.order, laid)
        self.working.end()
        self._show_sheet(laid.sheet.pdf, laid.sheet.pages)
        self._show_sections(laid.sheet.sections)
        self.told.tell_of(laid.sheet, self.chosen.by_bar)

    def _fail(self, fault: BeforehandError) -> None:
        if self.order is not None:  # else it was stopped and is not wanted any more
            self._end(fault)

    def _end(self, fault: BeforehandError) -> None:
        self.working.end()
        if isinstance(fault, StoppedError) and self._shown is not None:
            self._go_back(self._shown)
        elif isinstance(fault, TooFullError):
            self._clear()
            self._show_sections(all_sections(fault))
            self.told.tell_too_full(fault, self.chosen.kind)
        else:
            self._lose(fault)

    def _lose(self, fault: BeforehandError) -> None:
        """There is no sheet to show, but perhaps at the next try."""
        self._clear()
        bad = not isinstance(fault, StoppedError)
        self.notice.tell(str(fault), ("Try again", self._try_again), bad=bad)

    def _clear(self) -> None:
        self.order = self.laid = self._shown = None
        self.reading.stop()
        self._errand.stop()
        self.working.end()
        self._show_sheet(b"", 0)

    def _show_sheet(self, pdf: bytes, pages: int) -> None:
        self.view.show_pdf(pdf)
        self.strip.show_pages(pages)
        self._allow(bool(pdf))

    def _try_again(self) -> None:
        self.notice.hide()
        self.refresh()

    def _go_back(self, shown: _Shown) -> None:
        """Stopped: the sheet stays that is in sight, and so does what was chosen for it."""
        self.chosen.go_back(shown.moment)
        self.laid, self.order = shown.laid, shown.order
        self._show_choices()
        self._allow(True)
        self._show_sections(shown.laid.sheet.sections)
        self.notice.tell("Stopped. The sheet and its choices are as they were before.")

    def _show_choices(self) -> None:
        chosen, subject = self.chosen, self.chosen.subject
        if subject is not None:
            self.panel.show_choices(chosen.choices, chosen.paper)
            self.panel.show_subject(subject, chosen.kind, chosen.about)
            self.strip.show_kind(chosen.kind, can_choose=subject.talk is not None)
            self.retitled.emit()

    def _show_sections(self, sections: tuple[SectionName, ...]) -> None:
        self.panel.sections.show_sections(sections, self.chosen.left_out)
        self.strip.show_left_out(len(self.panel.sections.out))

    def _choose_for_the_room(self) -> None:
        if self.chosen.subject is not None:
            self.go.emit(Place("prepare", self.chosen.subject.id, ROOM_STEP))

    def _start_over(self) -> None:
        """Another sheet: what was shown or told belongs to the one before."""
        self._clear()
        self._show_sections(())
        self.told.hush()

    def save(self) -> None:
        """Ask where to save the sheet that is shown."""
        if self.laid is not None:
            self.out.save(self.laid)

    def print(self) -> None:
        """Ask on which printer to print the sheet that is shown."""
        if self.laid is not None:
            self.out.print(self.laid)

    def _note_made(self, kind: str) -> None:
        """A sheet on paper or disk makes the conversation ready."""
        there = self.chosen.subject.talk if self.chosen.subject else None
        talk = self.desk.notebook[Conversation].get(there.id) if there else None
        if talk is not None and kind in _READY_WITH:
            stage = Stage.READY if talk.stage is Stage.PREPARING else talk.stage
            after = replace(talk, sheet_made_at=self.desk.now(), stage=stage)
            self.desk.edit(_MADE, talk, after)

    def _allow(self, there: bool) -> None:
        self.save_button.setEnabled(there)
        self.print_button.setEnabled(there)

    def _note_change(self, _change: Change) -> None:
        if self.isVisible():
            self._soon.start()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed while it was out of sight."""
        super().showEvent(event)
        self.refresh()
