"""The screens, each built the first time it is shown, under a bar of its own."""

from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QFrame, QStackedWidget, QWidget

from beforehand.domain.errors import BeforehandError
from beforehand.ui.places import Place
from beforehand.ui.unsaved import flush_all
from beforehand.ui.widgets.basics import column
from beforehand.ui.widgets.topbar import TopBar

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from beforehand.ui.desk import Desk

SCREENS: dict[str, tuple[str, str]] = {
    "today": ("beforehand.ui.screens.today", "TodayScreen"),
    "preparations": ("beforehand.ui.screens.preparations", "PreparationsScreen"),
    "counterparts": ("beforehand.ui.screens.counterparts", "CounterpartsScreen"),
    "new-conversation": ("beforehand.ui.screens.new_conversation", "NewConversationScreen"),
    "prepare": ("beforehand.ui.screens.prepare", "PrepareScreen"),
    "counterpart": ("beforehand.ui.screens.counterpart", "CounterpartScreen"),
    "sheet": ("beforehand.ui.screens.sheet", "SheetScreen"),
    "debrief": ("beforehand.ui.screens.debrief", "DebriefScreen"),
    "had-a-talk": ("beforehand.ui.screens.had_a_talk", "HadATalkScreen"),
    "commitments": ("beforehand.ui.screens.commitments", "CommitmentsScreen"),
    "trash": ("beforehand.ui.screens.trash", "TrashScreen"),
    "journal": ("beforehand.ui.screens.journal", "JournalScreen"),
    "search": ("beforehand.ui.screens.search", "SearchScreen"),
    "erase": ("beforehand.ui.screens.erase", "EraseScreen"),
    "settings": ("beforehand.ui.screens.settings", "SettingsScreen"),
    "backups": ("beforehand.ui.screens.backups", "BackupsScreen"),
    "gave-way": ("beforehand.ui.screens.gave_way", "GaveWayScreen"),
    "merge": ("beforehand.ui.screens.merge", "MergeScreen"),
    "privacy": ("beforehand.ui.screens.privacy", "PrivacyScreen"),
    "passphrase": ("beforehand.ui.screens.passphrase", "PassphraseScreen"),
}
"""Where each screen's class is; a module is imported when its screen is first shown."""

OVER = {"search"}
"""Screens that lie over the one where one was, which stays as it is; `BACK` goes back to it."""
BACK = "back"


class ScreenStack(QStackedWidget):
    """Goes from place to place; it never leaves a screen whose words could not be saved."""

    went = Signal(object)
    """The `Place` that is now in front."""
    wanted = Signal(object)
    """A `Place` that is no screen: the window's owner knows."""
    failed = Signal(object)
    """A `BeforehandError` from opening a screen."""

    def __init__(self, desk: "Desk", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._travel: tuple[QAction, ...] = ()
        self._leaves: dict[str, Leaf] = {}
        self.place: Place | None = None
        self._beneath: Leaf | None = None
        self._had_focus: QWidget | None = None
        self._stale = False
        desk.changed.connect(self._note)
        desk.erased.connect(self._let_go)

    @property
    def screen(self) -> Any:
        """The screen in front."""
        leaf = self.currentWidget()
        return leaf.inner if isinstance(leaf, Leaf) else None

    @property
    def leaf(self) -> QWidget:
        """The screen one is on under its bar, whatever lies over it."""
        return self._beneath or self.currentWidget() or self

    def equip(self, travel: Sequence["QAction"]) -> None:
        """Give every bar, now and later, its undo and redo."""
        self._travel = tuple(travel)
        for leaf in self._leaves.values():
            leaf.bar.equip(*self._travel)

    def go(self, place: Place) -> bool:
        """Show a place; False if one has to stay because words are not saved, or it failed."""
        if place.screen == BACK:
            return self._uncover()
        if place.screen not in SCREENS:
            self.wanted.emit(place)
            return True
        if place.screen in OVER:
            return self._cover(place)
        if not self.leave():
            return False
        leaf = self._leaf(place.screen)
        try:
            leaf.open(place)
        except BeforehandError as error:
            self.failed.emit(error)
            return False
        self.place, self._beneath = place, None
        self.setCurrentWidget(leaf)
        leaf.settle()
        self.went.emit(place)
        if place.sought is not None:
            from beforehand.ui.search.pointing import point_out

            point_out(leaf.inner, place.sought)
        return True

    def leave(self) -> bool:
        """Save everything of the screen one is on; False if words are still only there."""
        there = (self._beneath, self.currentWidget())
        leaves = [each for each in there if isinstance(each, Leaf)]
        for leaf in leaves:
            if hasattr(leaf.inner, "leave"):
                leaf.inner.leave()
        saved = [flush_all(leaf) for leaf in leaves]
        return all(saved)

    def _cover(self, place: Place) -> bool:
        """Lay a screen over the one in front."""
        here = self.currentWidget()
        if self._beneath is None and isinstance(here, Leaf):
            flush_all(here)
            self._beneath, self._had_focus, self._stale = here, here.focusWidget(), False
        leaf = self._leaf(place.screen)
        self.setCurrentWidget(leaf)
        leaf.open(place)
        return True

    def _uncover(self) -> bool:
        """Go back to the screen beneath, just as it was."""
        leaf, self._beneath = self._beneath, None
        if leaf is None:
            return False
        self.setCurrentWidget(leaf)
        if self._stale and hasattr(leaf.inner, "refresh"):
            leaf.inner.refresh()
        if self._had_focus is not None and leaf.focusWidget() is self._had_focus:
            self._had_focus.setFocus()
        return True

    def _let_go(self) -> None:
        """Keep no screen but the one in front: what they show may be of somebody erased."""
        for name, leaf in list(self._leaves.items()):
            if leaf is not self.currentWidget():
                del self._leaves[name]
                self.removeWidget(leaf)
                leaf.deleteLater()
        self._beneath = self._had_focus = None

    def _note(self) -> None:
        self._stale = True

    def _leaf(self, name: str) -> "Leaf":
        if name not in self._leaves:
            module, wanted = SCREENS[name]
            screen = getattr(import_module(module), wanted)(self._desk)
            leaf = Leaf(screen)
            leaf.bar.equip(*self._travel)
            leaf.go.connect(self.go)
            self._leaves[name] = leaf
            self.addWidget(leaf)
        return self._leaves[name]


class Leaf(QFrame):
    """A screen under its bar."""

    go = Signal(object)

    def __init__(self, screen: Any) -> None:
        super().__init__()
        self.inner = screen
        self.bar = TopBar()
        self.bar.go.connect(self.go)
        screen.go.connect(self.go)
        self.setLayout(column(self.bar, screen, spacing=0))
        retitled = getattr(screen, "retitled", None)
        if retitled is not None:
            retitled.connect(self._retitle)

    def open(self, place: Place) -> None:
        """Show a place on the screen, and its heading."""
        self.inner.open(place)
        self._retitle()

    def settle(self) -> None:
        """Let the keyboard begin in the screen, or the bar shows a ring that nobody asked for."""
        here = QApplication.focusWidget()
        take = getattr(self.inner, "take_focus", None)
        if take is not None:
            take()
        elif here is not None and self.bar.isAncestorOf(here):
            self.inner.setFocus()

    def _retitle(self) -> None:
        heading = getattr(self.inner, "heading", None)
        self.bar.setVisible(heading is not None)
        if heading is not None:
            self.bar.show_heading(heading())
