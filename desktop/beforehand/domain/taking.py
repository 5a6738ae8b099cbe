"""Words taken out of an answer, and the records they can become."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from enum import StrEnum

from beforehand.domain.conversations import Conversation
from beforehand.domain.counterparts import Pressure, SuccessMeasure
from beforehand.domain.needs import Need, Standing
from beforehand.domain.record import Id, Record
from beforehand.domain.stakes import (
    AskingPoint,
    Basis,
    Becomes,
    IfThen,
    NonNegotiable,
    Opening,
    Option,
)
from beforehand.domain.value import value

NOWHERE = Id("")

REACH = 2000
"""How many characters around the cursor are searched for the ends of its sentence."""

_END = re.compile(r"[.!?…]+[\"”’»)\]]*(?=\s|$)|[。！？]+|\n")


class Took(StrEnum):
    """Which words were taken."""

    SELECTED = "the words you selected"
    SENTENCE = "the sentence at the cursor"
    ANSWER = "the whole answer"


@value
class Taken:
    """Words as they stand in an answer, and how they were chosen."""

    words: str
    how: Took


def taken(text: str, start: int, end: int) -> Taken:
    """The words between two places, or the sentence at the cursor where the two are the same."""
    if start != end:
        return Taken(words=text[min(start, end) : max(start, end)].strip(), how=Took.SELECTED)
    words = sentence_at(text, start)
    if not words or words == text.strip():
        return Taken(words=text.strip(), how=Took.ANSWER)
    return Taken(words=words, how=Took.SENTENCE)


def sentence_at(text: str, cursor: int) -> str:
    """The sentence around a place in a text, or the one before it where there are no words."""
    first = max(0, cursor - REACH)
    near, place = text[first : cursor + REACH], cursor - first
    found = ""
    for start, end in _sentences(near):
        sentence = near[start:end].strip()
        if start > place:
            break
        found = sentence or found
    return found


def tidied(words: str) -> str:
    """Words on one line, without the full stop or comma at their end."""
    line = " ".join(words.split())
    return line if line.endswith(("...", "…")) else line.rstrip(".,;:")


@value
class Ground:
    """Where words are taken from: the conversation and the counterpart in front."""

    conversation: Conversation
    counterpart_id: Id | None
    openings: tuple[Opening, ...] = ()


def made(becomes: Becomes, words: str, ground: Ground) -> tuple[Record | None, Record]:
    """The record that words become: what stood before (None if it is new), and what stands now."""
    return _MAKERS[becomes](tidied(words), ground)


def makable(ground: Ground) -> tuple[Becomes, ...]:
    """What words can become here; without a counterpart nothing can be theirs."""
    theirs = {Becomes.STATED_NEED, Becomes.HIDDEN_NEED, Becomes.NON_NEGOTIABLE}
    theirs |= {Becomes.MEASURE, Becomes.PRESSURE}
    return tuple(each for each in Becomes if ground.counterpart_id or each not in theirs)


_Made = tuple[Record | None, Record]


def _need(standing: Standing) -> Callable[[str, Ground], _Made]:
    def make(words: str, ground: Ground) -> _Made:
        owner = None if standing is Standing.MINE else ground.counterpart_id
        need = Need(
            counterpart_id=owner,
            conversation_id=ground.conversation.id,
            standing=standing,
            text=words,
        )
        return None, need

    return make


def _limit(mine: bool) -> Callable[[str, Ground], _Made]:
    def make(words: str, ground: Ground) -> _Made:
        limit = NonNegotiable(
            conversation_id=ground.conversation.id,
            counterpart_id=None if mine else ground.counterpart_id,
            text=words,
            basis=Basis.ASSUMED,  # only what was said can go to the room
        )
        return None, limit

    return make


def _opening(words: str, ground: Ground) -> _Made:
    # One opening a conversation: its free half is filled before a second one is begun.
    before = next((each for each in ground.openings if not each.text.strip()), None)
    return before, replace(before or Opening(conversation_id=ground.conversation.id), text=words)


def _avoid(words: str, ground: Ground) -> _Made:
    before = next((each for each in ground.openings if not each.avoid.strip()), None)
    return before, replace(before or Opening(conversation_id=ground.conversation.id), avoid=words)


def _if_then(words: str, ground: Ground) -> _Made:
    if_they, then_i = _halves(words)
    return None, IfThen(conversation_id=ground.conversation.id, if_they=if_they, then_i=then_i)


def _halves(words: str) -> tuple[str, str]:
    """The two halves of "If they …, then I …"; other words are all of the first half."""
    match = re.match(r"(?is)\s*if (.+?)[,;]? then (.+)", words)
    return (match[1].strip(), match[2].strip()) if match else (words, "")


def _shared_goal(words: str, ground: Ground) -> _Made:
    return ground.conversation, replace(ground.conversation, shared_goal=words)


def _owned(kind: type[SuccessMeasure] | type[Pressure]) -> Callable[[str, Ground], _Made]:
    def make(words: str, ground: Ground) -> _Made:
        return None, kind(counterpart_id=ground.counterpart_id or NOWHERE, text=words)

    return make


def _plain(kind: type[Option] | type[AskingPoint]) -> Callable[[str, Ground], _Made]:
    def make(words: str, ground: Ground) -> _Made:
        return None, kind(conversation_id=ground.conversation.id, text=words)

    return make


_MAKERS: dict[Becomes, Callable[[str, Ground], _Made]] = {
    Becomes.STATED_NEED: _need(Standing.STATED),
    Becomes.HIDDEN_NEED: _need(Standing.HIDDEN),
    Becomes.MY_NEED: _need(Standing.MINE),
    Becomes.NON_NEGOTIABLE: _limit(mine=False),
    Becomes.MY_NON_NEGOTIABLE: _limit(mine=True),
    Becomes.OPTION: _plain(Option),
    Becomes.OPENING: _opening,
    Becomes.AVOID: _avoid,
    Becomes.IF_THEN: _if_then,
    Becomes.QUESTION: _plain(AskingPoint),
    Becomes.SHARED_GOAL: _shared_goal,
    Becomes.MEASURE: _owned(SuccessMeasure),
    Becomes.PRESSURE: _owned(Pressure),
}


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    """Beginnings and ends of the sentences of a text, in order and without gaps."""
    start = 0
    for match in _END.finditer(text):
        yield start, match.end()
        start = match.end()
    yield start, len(text)
