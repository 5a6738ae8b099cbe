"""The needs of one counterpart, as a map or as a list, with the buttons that add one."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QStackedLayout

from beforehand.domain.needs import NeedLink
from beforehand.domain.record import Id
from beforehand.ui import icons
from beforehand.ui.theme import set_role
from beforehand.ui.widgets import basics
from beforehand.ui.widgets.need_acts import NeedActs
from beforehand.ui.widgets.need_list import NeedList
from beforehand.ui.widgets.need_map import NeedMapView
from beforehand.ui.widgets.need_words import Shown


class NeedsPane(QFrame):
    """Map or list; both show the same needs and do the same acts."""

    opened = Signal(str)
    saying = Signal(str)
    linking = Signal(str)
    suspected = Signal()
    heard = Signal()

    def __init__(self, acts: NeedActs) -> None:
        super().__init__()
        self.map = NeedMapView(acts)
        self.list = NeedList(acts)
        self._build()
        self._connect()
        self.show_as_list(on=False)

    def _build(self) -> None:
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.map)
        self._stack.addWidget(self.list)
        self.as_list = basics.button("As a list", "list")
        self.hear = basics.button("What they said", "plus")
        self.suspect = basics.button("What you suspect", "plus")
        basics.tip(self.hear, "Add a need they have put into words")
        basics.tip(self.suspect, "Add a need you suspect: 50 % sure, a gut feeling for now")
        self.buttons = basics.holding(basics.row(self.as_list, self.hear, self.suspect))
        self.buttons.setParent(self)
        self.buttons.show()

    def _connect(self) -> None:
        self.as_list.clicked.connect(lambda: self.show_as_list(on=not self.is_list))
        self.suspect.clicked.connect(self.suspected)
        self.hear.clicked.connect(self.heard)
        for view in (self.map, self.list):
            view.opened.connect(self.opened)
        self.list.saying.connect(self.saying)
        self.list.linking.connect(self.linking)

    @property
    def is_list(self) -> bool:
        """Whether the list is in front."""
        return self._stack.currentWidget() is self.list

    def show_needs(self, name: str, shown: Sequence[Shown], links: Sequence[NeedLink]) -> None:
        """Show the needs of the counterpart called by that first name."""
        self.map.show_needs(name, shown, links)
        self.list.show_needs(shown)

    def show_as_list(self, *, on: bool) -> None:
        """Put the list or the map in front."""
        self._stack.setCurrentWidget(self.list if on else self.map)
        self.as_list.setText(" As a map" if on else " As a list")
        self.as_list.setAccessibleName(self.as_list.text().strip())
        tint = "ink" if on else "on_deep"
        for each, icon in ((self.as_list, "list"), (self.hear, "plus"), (self.suspect, "plus")):
            set_role(each, "" if on else "on-deep")
            each.setIcon(icons.icon(icon, tint))
        self._place_buttons()

    def reveal(self, need_id: Id | None) -> None:
        """Bring a need into view and leave the keyboard where it is; None lets it go again."""
        if need_id:
            self.list.choose(need_id)
        self.map.reveal(need_id)

    def focus_need(self, need_id: Id) -> None:
        """Bring a need into view and give it the keyboard."""
        if self.is_list:
            self.list.choose(need_id)
            self.list.rows.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.map.focus_need(need_id)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the buttons at the lower right."""
        super().resizeEvent(event)
        self._place_buttons()

    def _place_buttons(self) -> None:
        self.buttons.adjustSize()
        right, bottom = self.width() - 20, self.height() - 16
        self.buttons.move(right - self.buttons.width(), bottom - self.buttons.height())
        self.buttons.raise_()
