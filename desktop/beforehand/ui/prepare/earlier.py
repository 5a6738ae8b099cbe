"""What was written to a question before: in this conversation, and in earlier ones."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from PySide6.QtWidgets import QFrame

from beforehand import wording
from beforehand.domain.conversations import Answer, Conversation, EarlierWording, Participant
from beforehand.domain.preparing import Step
from beforehand.domain.value import value
from beforehand.ui.prepare.preparation import Preparation
from beforehand.ui.widgets.basics import clear, column
from beforehand.ui.widgets.wrapped import Wrapped

MOST = 20


@value
class Earlier:
    """Words once written, when, and in which conversation (empty for this one)."""

    text: str
    written_at: datetime
    issue: str = ""


def earlier_words(preparation: Preparation, step: Step) -> list[Earlier]:
    """All earlier words on a question with the same counterparts, newest first."""
    if not step.is_question:
        return []
    found = [*_wordings(preparation, step), *_elsewhere(preparation, step)]
    found = [each for each in found if each.text.strip()]
    return sorted(found, key=lambda each: each.written_at, reverse=True)[:MOST]


def _wordings(preparation: Preparation, step: Step) -> Iterator[Earlier]:
    answer = preparation.answer(step)
    if answer is not None:
        for each in preparation.desk.notebook[EarlierWording].find(answer_id=answer.id):
            yield Earlier(text=each.text, written_at=each.written_at)


def _elsewhere(preparation: Preparation, step: Step) -> Iterator[Earlier]:
    notebook = preparation.desk.notebook
    people = [person.counterpart.id for person in preparation.brief.people]
    places = notebook[Participant].find(counterpart_id=people)
    others = {each.conversation_id for each in places} - {preparation.conversation.id}
    answers = notebook[Answer].find(
        conversation_id=others, lens_id=step.lens_id, question_id=step.question_id
    )
    for answer in answers:
        talk = notebook[Conversation].get(answer.conversation_id)
        if talk is not None and talk.trashed_at is None:
            yield Earlier(text=answer.text, written_at=answer.updated_at, issue=talk.issue)


class EarlierWords(QFrame):
    """Earlier words one under the other, dated."""

    def __init__(self) -> None:
        super().__init__()
        self.any = False
        self._list = column(spacing=14)
        self.setLayout(self._list)

    def show_words(self, words: Sequence[Earlier]) -> None:
        """Show these words in the place of others."""
        self.any = bool(words)
        clear(self._list)
        for each in words:
            when = wording.day(each.written_at.astimezone().date())
            head = f"{when}  ·  {each.issue}" if each.issue else f"{when}, in this preparation"
            self._list.addLayout(
                column(
                    Wrapped(head, "small", most_lines=2),
                    Wrapped(each.text, "words", most_lines=40),
                    spacing=2,
                )
            )
