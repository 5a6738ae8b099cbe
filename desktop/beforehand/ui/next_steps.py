"""How far a preparation is, and what would help it most now."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import NamedTuple

from beforehand import wording
from beforehand.domain.brief import Hypothesis
from beforehand.domain.conversations import Conversation
from beforehand.domain.counterparts import Counterpart
from beforehand.domain.lenses import Lens, spoken
from beforehand.domain.needs import Evidence, Need, Standing
from beforehand.domain.record import Id
from beforehand.store.notebook import Notebook
from beforehand.store.overview import ConversationLine
from beforehand.ui.places import Place

MOST_LACKING = 5


class Progress(NamedTuple):
    """Questions answered, of those that the lenses ask at the chosen speed."""

    answered: int
    asked: int

    @property
    def left(self) -> int:
        """Questions still open."""
        return self.asked - self.answered

    @property
    def sentence(self) -> str:
        """In words."""
        if not self.asked:
            return wording.count(self.answered, "question") + " answered"
        return f"{self.answered} of {wording.count(self.asked, 'question')} answered"


class NextStep(NamedTuple):
    """Something to do, and where."""

    words: str
    why: str
    place: Place


def progress(line: ConversationLine, lenses: Mapping[Id, Lens]) -> Progress:
    """How far the questions are; answers beyond those asked do not count twice."""
    talk = line.conversation
    used = [lenses[each] for each in talk.lens_ids if each in lenses]
    asked = sum(len(lens.asked(talk.speed)) for lens in used)
    return Progress(min(line.answered, asked) if asked else line.answered, asked)


def who(line: ConversationLine) -> str:
    """The names as one says them; nobody yet says so."""
    names = [each.name for each in line.counterparts]
    return spoken(names) if names else "nobody named yet"


def next_steps(line: ConversationLine, done: Progress, now: datetime) -> Iterator[NextStep]:
    """What would help one conversation, the most useful first."""
    talk = line.conversation
    prepare = Place("prepare", talk.id)
    if is_past(talk, now):
        yield NextStep("Give it a new date", _when(talk, now), Place("new-conversation", talk.id))
        return
    if talk.starts_at is None:
        yield NextStep("Set a date", "It has none yet", Place("new-conversation", talk.id))
    if done.left > 0:
        left = wording.count(done.left, "question")
        word = "Go on with the questions" if done.answered else "Begin with the first question"
        yield NextStep(word, f"{left} still open", prepare)
    if talk.sheet_made_at is None and done.answered:
        yield NextStep("Print the prep sheet", "Not made yet", Place("sheet", talk.id, "private"))
    if not talk.title.strip():
        words = "Give it a neutral title"
        yield NextStep(words, "The room sheet needs one", Place("new-conversation", talk.id))


def is_past(talk: Conversation, now: datetime) -> bool:
    """Whether its time has gone by, an hour of grace included."""
    return talk.starts_at is not None and talk.starts_at < now - timedelta(hours=1)


def lacking(
    notebook: Notebook, lines: list[ConversationLine]
) -> list[tuple[Counterpart, Hypothesis]]:
    """Hypotheses of the coming conversations that still lack something, the surest first."""
    people = {person.id: person for line in lines for person in line.counterparts}
    if not people:
        return []
    shelf = notebook[Need]
    needs = shelf.find(standing=Standing.HIDDEN, counterpart_id=set(people), order="-confidence")
    evidence: dict[Id, list[Evidence]] = {}
    for each in notebook[Evidence].find(need_id={need.id for need in needs}):
        evidence.setdefault(each.need_id, []).append(each)
    found = [
        (
            people[need.counterpart_id],
            Hypothesis(need=need, evidence=tuple(evidence.get(need.id, ()))),
        )
        for need in needs
        if need.counterpart_id is not None
    ]
    return [pair for pair in found if pair[1].gaps][:MOST_LACKING]


def _when(talk: Conversation, now: datetime) -> str:
    return f"It was {wording.soon(talk.starts_at, now)}"
