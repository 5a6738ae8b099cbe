"""What the notebook holds around one counterpart, read for the screen in few questions."""

from collections.abc import Mapping

from beforehand.domain.lenses import Driver
from beforehand.domain.needs import Evidence, Need, NeedLink
from beforehand.domain.record import Id
from beforehand.store.notebook import Notebook
from beforehand.ui.widgets.need_words import Shown, shown


def needs_around(
    notebook: Notebook, counterpart_id: Id, drivers: Mapping[Id, Driver]
) -> tuple[list[Shown], list[NeedLink]]:
    """Their needs as they are shown, and the links between them."""
    needs = notebook[Need].find(counterpart_id=counterpart_id)
    ids = {need.id for need in needs}
    signs: dict[Id, list[Evidence]] = {}
    for sign in notebook[Evidence].find(need_id=ids):
        signs.setdefault(sign.need_id, []).append(sign)
    every = [shown(need, signs.get(need.id, []), drivers) for need in needs]
    return every, notebook[NeedLink].find(stated_id=ids)
