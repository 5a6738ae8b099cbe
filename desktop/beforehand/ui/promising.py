"""What can be done to a commitment from any screen, and how one is said."""

from collections.abc import Callable
from datetime import date

from beforehand import wording
from beforehand.domain.commitments import (
    State,
    dropped,
    is_mine,
    kept,
    kept_late,
    opened_again,
    state_of,
)
from beforehand.domain.stakes import Commitment
from beforehand.store.promises import CommitmentLine
from beforehand.ui.desk import Desk
from beforehand.ui.rows import Row

_TONES = {State.DUE: "stated", State.LATE: "bad", State.KEPT: "good"}
_LONGEST = 40


class PromiseActs:
    """Keeps, drops and opens again; each is one step to undo, and the undo is offered."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def keep(self, commitment: Commitment) -> bool:
        """It was kept, today."""
        return self._turn("Keep", commitment, lambda now: kept(now, self._today()))

    def drop(self, commitment: Commitment) -> bool:
        """It was dropped, today."""
        return self._turn("Drop", commitment, lambda now: dropped(now, self._today()))

    def open_again(self, commitment: Commitment) -> bool:
        """It is still open after all."""
        return self._turn("Open again", commitment, opened_again)

    def _turn(
        self, verb: str, commitment: Commitment, change: Callable[[Commitment], Commitment]
    ) -> bool:
        before = self._desk.notebook[Commitment].get(commitment.id)
        if before is None or change(before) == before:
            return False
        label = f"{verb} {named(before)}"
        done = self._desk.edit(label, before, change(before))
        if done:
            self._desk.removed.emit(label)
        return done

    def _today(self) -> date:
        return self._desk.now().date()


def named(commitment: Commitment) -> str:
    """The beginning of a promise, in quotes."""
    words = " ".join(commitment.text.split())
    return f"“{words[: _LONGEST - 1].rstrip()}…”" if len(words) > _LONGEST else f"“{words}”"


def row_of(line: CommitmentLine, today: date, *, issue: bool = True) -> Row:
    """A commitment as a line of a list: what, who by when and from where, and how it stands."""
    made, talk = line.commitment, line.conversation
    parts = [_who(line), f"by {wording.day(made.due)}" if made.due else "no day agreed"]
    parts += [talk.issue] if issue and talk.issue.strip() else []
    state = state_of(made, today)
    return Row(made.text, " · ".join(parts), _chip(made, state, today), _TONES.get(state, "plain"))


def _who(line: CommitmentLine) -> str:
    if is_mine(line.commitment):
        return "You promised"
    return f"{line.owner or 'Somebody'} promised"


def _chip(commitment: Commitment, state: State, today: date) -> str:
    if state is State.KEPT and kept_late(commitment):
        return "kept late"
    if state is not State.OPEN or commitment.due is None:
        return state.value
    days = (commitment.due - today).days
    return "tomorrow" if days == 1 else wording.distance(days)
