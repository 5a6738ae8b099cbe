"""The needs of one counterpart, read for a printed map."""

from beforehand.domain.brief import Hypothesis
from beforehand.domain.counterparts import Counterpart
from beforehand.domain.errors import BeforehandError
from beforehand.domain.need_map import ABOVE
from beforehand.domain.needs import Evidence, Need, NeedLink, Standing
from beforehand.domain.person_map import PersonMap
from beforehand.domain.record import Id
from beforehand.store.notebook import Notebook


def person_map(notebook: Notebook, counterpart_id: Id) -> PersonMap:
    """What is said, known and suspected of a counterpart; what was refuted is left out."""
    person = notebook[Counterpart].get(counterpart_id)
    if person is None:
        raise BeforehandError(
            "This person is not in the notebook any more.", "Choose another one in Counterparts."
        )
    needs = notebook[Need].find(counterpart_id=person.id)
    ids = {need.id for need in needs}
    signs: dict[Id, list[Evidence]] = {}
    for sign in notebook[Evidence].find(need_id=ids):
        signs.setdefault(sign.need_id, []).append(sign)
    return PersonMap(
        counterpart=person,
        said=tuple(need for need in needs if need.standing in ABOVE),
        hidden=tuple(
            Hypothesis(need=need, evidence=tuple(signs.get(need.id, ())))
            for need in needs
            if need.standing is Standing.HIDDEN
        ),
        links=tuple(notebook[NeedLink].find(stated_id=ids)),
    )
