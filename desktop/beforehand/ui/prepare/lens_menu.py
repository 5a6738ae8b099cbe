"""The foot of the list: which lenses ask the questions."""

from collections.abc import Callable

from PySide6.QtWidgets import QMenu, QPushButton

from beforehand.domain.record import Id
from beforehand.ui import icons
from beforehand.ui.places import Place
from beforehand.ui.prepare.preparation import Preparation
from beforehand.ui.widgets.basics import button


def lens_button(preparation: Preparation, go: Callable[[Place], object]) -> QPushButton:
    """A button whose menu ticks the lenses of this conversation, and prints one to fill in."""
    made = button("Lenses", "plus", "ghost")
    menu = QMenu(made)
    menu.setToolTipsVisible(True)
    menu.aboutToShow.connect(lambda: _fill(menu, preparation, go))
    made.setMenu(menu)
    made.setToolTip("Whose questions are in this list")
    return made


def _fill(menu: QMenu, preparation: Preparation, go: Callable[[Place], object]) -> None:
    menu.clear()
    chosen = preparation.conversation.lens_ids
    for lens in preparation.desk.library.lenses.values():
        action = menu.addAction(lens.title.replace("&", "&&"))
        action.setCheckable(True)
        action.setChecked(lens.id in chosen)
        action.setToolTip(lens.best_for)
        action.triggered.connect(lambda on, each=lens: _choose(preparation, each.id, on=on))
    menu.addSeparator()
    blank = menu.addAction(icons.icon("printer"), "Blank worksheet…")
    blank.setToolTip("The questions with lines to write on")
    place = Place("sheet", preparation.conversation.id, "worksheet")
    blank.triggered.connect(lambda: go(place))


def _choose(preparation: Preparation, lens_id: Id, *, on: bool) -> None:
    lens = preparation.desk.library.lenses[lens_id]
    rest = tuple(each for each in preparation.conversation.lens_ids if each != lens_id)
    label = f"{'Add' if on else 'Leave out'} the lens {lens.title}"
    preparation.choose_lenses((*rest, lens_id) if on else rest, label)
