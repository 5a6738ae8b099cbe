"""Every answer of a conversation beneath its question, and how it read before."""

from collections.abc import Iterator

from beforehand.domain.conversations import Answer, EarlierWording, Speed
from beforehand.domain.lenses import Lens, addressed
from beforehand.domain.record import Id
from beforehand.domain.stakes import Becomes, Excerpt
from beforehand.sheets.apart import apart
from beforehand.sheets.column import Column
from beforehand.sheets.look import Span
from beforehand.sheets.record_talk import Talk

_MADE = {Becomes.HIDDEN_NEED: "suspected need"}


def answers(column: Column, talk: Talk) -> None:
    """The answers lens by lens, in the order in which the questions are asked."""
    filing = talk.filing
    by_lens: dict[Id, list[Answer]] = {}
    for answer in talk.of(Answer):
        if answer.text.strip() or filing.kept.of(EarlierWording, answer_id=answer.id):
            by_lens.setdefault(answer.lens_id, []).append(answer)
    order = [*filing.lenses, *(by_lens.keys() - filing.lenses.keys())]
    for lens_id in filter(by_lens.__contains__, order):
        lens = filing.lenses.get(lens_id)
        if len(by_lens) > 1:
            filing.space(column)
            column.eyebrow(lens.title if lens else "A lens that is not there any more")
        for answer in _in_order(lens, by_lens[lens_id]):
            with filing.together(column):
                _answer(column, talk, answer)


def _in_order(lens: Lens | None, found: list[Answer]) -> list[Answer]:
    asked = lens.asked(Speed.FULL) if lens else ()
    places = {question.id: place for place, question in enumerate(asked)}
    return sorted(found, key=lambda answer: places.get(answer.question_id, len(places)))


def _answer(column: Column, talk: Talk, answer: Answer) -> None:
    filing = talk.filing
    look = filing.look
    names = [apart(name) for name in talk.names]
    question = addressed(answer.wording, names)
    filing.row(column, filing.day(answer.updated_at), Span(question, look.strong))
    column.tie()
    if answer.text.strip():
        filing.row(column, "", Span(answer.text, look.body))
    else:
        filing.row(column, "", Span("The answer was taken out.", look.muted))
    for excerpt in filing.kept.of(Excerpt, answer_id=answer.id):
        made = f"{_MADE.get(excerpt.became, excerpt.became.value)} · {apart(excerpt.words)}"
        filing.row(column, "Made of it", Span(made, look.small))
    for earlier in _earlier(talk, answer):
        then = addressed(earlier.wording, names)
        label = f"Until {filing.day(earlier.created_at)}"
        if then != question:
            filing.row(column, label, Span(then, look.muted))
            column.tie()
            label = ""
        filing.row(column, label, Span(earlier.text, look.muted))


def _earlier(talk: Talk, answer: Answer) -> Iterator[EarlierWording]:
    found = talk.filing.kept.of(EarlierWording, answer_id=answer.id)
    yield from sorted(found, key=lambda each: each.written_at, reverse=True)
