"""What a printed needs map shows of one counterpart."""

from beforehand.domain.brief import Hypothesis
from beforehand.domain.counterparts import Counterpart
from beforehand.domain.needs import Need, NeedLink
from beforehand.domain.value import value


@value
class PersonMap:
    """Their needs, said or known and suspected, and which may lie beneath which.

    What was refuted is let go and has no place here.
    """

    counterpart: Counterpart
    said: tuple[Need, ...] = ()
    hidden: tuple[Hypothesis, ...] = ()
    links: tuple[NeedLink, ...] = ()
