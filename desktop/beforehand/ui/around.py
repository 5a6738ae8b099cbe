"""What the notebook holds around one counterpart, read for the screen in few questions."""

from collections.abc import Mapping

from beforehand.domain.conversations import AlignmentRating
from beforehand.domain.lenses import Driver
from beforehand.domain.needs import Evidence, Need, NeedLink, Verdict
from beforehand.domain.record import Id
from beforehand.domain.stakes import Commitment
from beforehand.store.notebook import Notebook
from beforehand.store.overview import conversation_lines
from beforehand.ui.widgets.need_words import Shown, shown
from beforehand.ui.widgets.timeline import Past

MOST_CONVERSATIONS = 50


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


def past_around(notebook: Notebook, counterpart_id: Id) -> list[Past]:
    """The latest conversations with them, each with what came of it."""
    lines = conversation_lines(notebook, counterpart_id=counterpart_id, limit=MOST_CONVERSATIONS)
    talks = {line.conversation.id for line in lines}
    theirs = {need.id for need in notebook[Need].find(counterpart_id=counterpart_id, trashed=None)}
    verdicts = [v for v in notebook[Verdict].find(conversation_id=talks) if v.need_id in theirs]
    commitments = notebook[Commitment].find(conversation_id=talks)
    ratings = notebook[AlignmentRating].find(conversation_id=talks)
    return [
        Past(
            conversation=line.conversation,
            verdicts=tuple(v for v in verdicts if v.conversation_id == line.conversation.id),
            commitments=tuple(c for c in commitments if c.conversation_id == line.conversation.id),
            ratings=tuple(r for r in ratings if r.conversation_id == line.conversation.id),
        )
        for line in lines
    ]
