"""The foot of the list: which lenses ask the questions."""

from PySide6.QtWidgets import QMenu, QPushButton

from beforehand.domain.record import Id
from beforehand.ui.prepare.preparation import Preparation
from beforehand.ui.widgets.basics import button


def lens_button(preparation: Preparation) -> QPushButton:
    """A button whose menu ticks the lenses of this conversation."""
    made = button("Lenses", "plus", "ghost")
    menu = QMenu(made)
    menu.setToolTipsVisible(True)
    menu.aboutToShow.connect(lambda: _fill(menu, preparation))
    made.setMenu(menu)
    made.setToolTip("Whose questions are in this list")
    return made


def _fill(menu: QMenu, preparation: Preparation) -> None:
    menu.clear()
    chosen = preparation.conversation.lens_ids
    for lens in preparation.desk.library.lenses.values():
        action = menu.addAction(lens.title.replace("&", "&&"))
        action.setCheckable(True)
        action.setChecked(lens.id in chosen)
        action.setToolTip(lens.best_for)
        action.triggered.connect(lambda on, each=lens: _choose(preparation, each.id, on=on))


def _choose(preparation: Preparation, lens_id: Id, *, on: bool) -> None:
    lens = preparation.desk.library.lenses[lens_id]
    rest = tuple(each for each in preparation.conversation.lens_ids if each != lens_id)
    label = f"{'Add' if on else 'Leave out'} the lens {lens.title}"
    preparation.choose_lenses((*rest, lens_id) if on else rest, label)
