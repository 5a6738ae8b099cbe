"""The step "For the room": what is ticked for the table, and beside it what they could read."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QLineEdit, QScrollArea, QWidget

from beforehand import paths
from beforehand.domain.brief import Brief
from beforehand.domain.conversations import Answer, Conversation
from beforehand.domain.errors import BeforehandError
from beforehand.domain.preparing import is_closed
from beforehand.domain.record import Id
from beforehand.domain.room import RoomBrief, RoomOffer, room_brief, room_offers
from beforehand.domain.stakes import RoomChoice
from beforehand.orders.order import Laid
from beforehand.orders.talk import RoomOrder
from beforehand.sheets import Options
from beforehand.store.gather import gather
from beforehand.ui.autosave import Autosave
from beforehand.ui.desk import Change, Desk
from beforehand.ui.errands import Errand
from beforehand.ui.settings import SettingsFile
from beforehand.ui.widgets.basics import column, form_row, holding, label
from beforehand.ui.widgets.keyed import Keyed
from beforehand.ui.widgets.room_preview import RoomPreview
from beforehand.ui.widgets.ticks import TickGroup
from beforehand.ui.widgets.words import WordsEdit

SIDE_BY_SIDE = 660
"""Pixels of width from which the preview stands beside the ticks, and not beneath them."""

_WHAT_IT_IS = (
    "Only what is ticked here goes on the room sheet: the page that may lie on the table "
    "where they can read it."
)
_TITLE_HINT = (
    "The issue, as you wrote it for yourself, never goes on this sheet. "
    "Without a title it is headed by their name."
)
_NOTHING_YET = (
    "There is nothing to tick yet. What they said, what you need, options and questions "
    "appear here as you write them."
)
_MARGIN = 12
_ON, _OFF = "Put on the room sheet", "Take off the room sheet"


class ForTheRoom(QFrame):
    """Ticks for everything that could go to the room, beside the page that comes of them."""

    def __init__(
        self, desk: Desk, parent: QWidget | None = None, *, settings: SettingsFile | None = None
    ) -> None:
        super().__init__(parent)
        self.desk = desk
        self._settings = settings or SettingsFile(paths.settings_file())
        self._conversation_id: Id | None = None
        self._order: RoomOrder | None = None
        self._area: QScrollArea | None = None
        self._errand = Errand(self)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._build()
        self._connect()

    def _build(self) -> None:
        self.title = QLineEdit(placeholderText="A neutral title, for example “Planning the launch”")
        self.goal = WordsEdit("What both of you want", lines=2)
        self._nothing = label(_NOTHING_YET, "muted", wrap=True)
        self._groups = column(spacing=16)
        self._offers = Keyed[RoomOffer, TickGroup](self._groups, self._group, TickGroup.show_offer)
        form = holding(
            column(
                label(_WHAT_IT_IS, "muted", wrap=True),
                form_row("Title on the sheet", self.title, _TITLE_HINT),
                form_row("What we both want", self.goal),
                self._groups,
                self._nothing,
                None,
                spacing=16,
            )
        )
        self.preview = RoomPreview()
        self._across = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._across.setContentsMargins(0, 0, 0, 0)
        self._across.setSpacing(28)
        self._across.addWidget(form, 5)
        self._across.addWidget(self.preview, 4)

    def _connect(self) -> None:
        self._saving = [
            Autosave(self.title, self._save_title),
            Autosave(self.goal, self._save_goal),
        ]
        self._soon.timeout.connect(self.refresh)
        self.desk.changed.connect(self._note)
        self._errand.done.connect(self._show_page)
        self._errand.failed.connect(self._say_why)

    def open(self, conversation_id: Id) -> None:
        """Show what one conversation has to offer for the room."""
        self._flush()
        self._conversation_id = conversation_id
        self._order = None
        self.refresh()

    def refresh(self) -> None:
        """Show the records as they are now; words that are being typed stay."""
        self._soon.stop()
        if self._conversation_id is None:
            return
        notebook, lenses = self.desk.notebook, self.desk.library.lenses
        brief = gather(notebook, self._conversation_id, lenses)
        self._show_words(brief.conversation)
        self._show_offers(brief)
        self._lay_out(room_brief(brief))

    def leave(self) -> None:
        """Save what is not saved yet."""
        self._flush()

    def _show_words(self, talk: Conversation) -> None:
        title, goal = self._saving
        if not title.unsaved:
            self.title.setText(talk.title)
        if not goal.unsaved:
            self.goal.set_words(talk.shared_goal)
        for editor in (self.title, self.goal):
            editor.setReadOnly(is_closed(talk))

    def _show_offers(self, brief: Brief) -> None:
        offers = room_offers(brief)
        self._offers.sync((Id(offer.heading), offer) for offer in offers)
        self._nothing.setVisible(not offers)
        for group in self._offers.widgets.values():
            group.setDisabled(is_closed(brief.conversation))

    def _lay_out(self, room: RoomBrief) -> None:
        # The thread is given what may be seen, and nothing else.
        order = RoomOrder(
            room=room,
            options=Options(paper=self._settings.read().paper),
            today=self.desk.now().date(),
        )
        if order == self._order:
            return
        self._order = order
        if self.preview.page is None:
            self.preview.tell("Laying out…")
        self._errand.send(order.lay_out)

    def _show_page(self, laid: Laid) -> None:
        self.preview.tell("")
        self.preview.show_pdf(laid.sheet.pdf)

    def _say_why(self, fault: BeforehandError) -> None:
        self._order = None
        self.preview.show_pdf(b"")
        self.preview.tell(str(fault), "bad-text")

    def _group(self, offer: RoomOffer) -> TickGroup:
        group = TickGroup(offer, self)
        group.ticked.connect(self._tick)
        return group

    def _follow(self) -> None:
        """Keep the page in sight while the ticks beside it are scrolled."""
        beside = self._across.direction() is QBoxLayout.Direction.LeftToRight
        above = self.preview.mapTo(self._area.viewport(), QPoint()).y() if self._area else 0
        self.preview.sink(max(0, _MARGIN - above) if beside else 0)

    def _find_area(self) -> None:
        """The area it is scrolled in, which whoever shows it has put round it."""
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        if above is not None and above is not self._area:
            self._area = above
            above.verticalScrollBar().valueChanged.connect(self._follow)

    def _tick(self, item_id: Id, shown: bool) -> None:
        found = self.desk.notebook[RoomChoice].find(
            conversation_id=self._conversation_id, item_id=item_id, limit=1
        )
        name = _ON if shown else _OFF
        if found:
            done = self.desk.edit(name, found[0], replace(found[0], shown=shown))
        else:
            done = self.desk.add(name, self._choice(item_id, shown=shown))
        if not done:
            self.refresh()

    def _choice(self, item_id: Id, *, shown: bool) -> RoomChoice:
        talk = self._conversation_id or Id("")
        return RoomChoice(conversation_id=talk, item_id=item_id, shown=shown)

    def _save_title(self, words: str) -> bool:
        return self._keep(lambda talk: replace(talk, title=words))

    def _save_goal(self, words: str) -> bool:
        return self._keep(lambda talk: replace(talk, shared_goal=words))

    def _keep(self, change: Callable[[Conversation], Conversation]) -> bool:
        talk = self.desk.notebook[Conversation].get(self._conversation_id or Id(""))
        return talk is None or self.desk.keep(change(talk))

    def _flush(self) -> None:
        for each in self._saving:
            each.flush()

    def _note(self, change: Change) -> None:
        if change.kind != Answer.kind and self.isVisible():
            self._soon.start()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed while it was out of sight."""
        super().showEvent(event)
        self._find_area()
        self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the preview beside the ticks where there is room, else beneath them."""
        super().resizeEvent(event)
        way = QBoxLayout.Direction
        wide = event.size().width() >= SIDE_BY_SIDE
        self._across.setDirection(way.LeftToRight if wide else way.TopToBottom)
