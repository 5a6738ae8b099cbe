"""Options held against the needs of both sides: collaboration, or a compromise."""

from collections.abc import Iterable

from beforehand.domain.brief import Brief
from beforehand.domain.needs import Need
from beforehand.domain.record import Id
from beforehand.domain.value import value

NAMED_AT_MOST = 2
NAMED = 48
"""Characters of a need that are quoted in a sentence."""


@value
class NeedColumn:
    """A need against which options are held, and whose it is (empty for mine)."""

    need: Need
    whose: str = ""


def need_columns(brief: Brief) -> tuple[NeedColumn, ...]:
    """The needs of both sides: theirs as stated, theirs as suspected, then mine."""
    theirs = (
        NeedColumn(need=need, whose=person.counterpart.first_name)
        for person in brief.people
        for need in (*person.said, *(each.need for each in person.hidden))
    )
    return (*theirs, *(NeedColumn(need=need) for need in brief.my_needs))


def weighed(columns: Iterable[NeedColumn], served: frozenset[Id]) -> str:
    """Whether an option serves both sides, and whose need it leaves unmet."""
    needs = list(columns)
    unmet = [column for column in needs if column.need.id not in served]
    if not needs:
        return "No needs yet to hold it against."
    if len(unmet) == len(needs):
        return "Which needs does it meet?"
    if not unmet:
        return "Serves both." if len({c.whose for c in needs}) > 1 else "Serves every need."
    if len(unmet) > NAMED_AT_MOST:
        among = f"{_named(unmet[0])} among them"
        return f"Leaves {len(unmet)} of {len(needs)} needs unmet, {among}: a compromise."
    named = " and ".join(_named(column) for column in unmet)
    return f"{named} {'is' if len(unmet) == 1 else 'are'} not met: a compromise."


def _named(column: NeedColumn) -> str:
    whose, text = f"{column.whose}’s" if column.whose else "Your", column.need.text
    text = text if len(text) <= NAMED else text[: NAMED - 1] + "…"
    return f"{whose} “{text}”"
