"""What the private brief's sections are filled from, and the small things they all say."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from beforehand import wording
from beforehand.domain.brief import AnswerLine, Brief
from beforehand.domain.lenses import Section, addressed
from beforehand.domain.record import Id
from beforehand.sheets.apart import apart
from beforehand.sheets.bidi import base_of
from beforehand.sheets.column import Column
from beforehand.sheets.look import Look, Span, Style
from beforehand.sheets.repeats import repeats
from beforehand.sheets.text import one_line

_QUOTES = "“”„«»\"‚‘’'「『"


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Everything known of one conversation, and how it is to look."""

    brief: Brief
    look: Look
    printed_on: date
    drivers: Mapping[Id, str] = field(default_factory=dict)
    left_out: Container[str] = ()

    @property
    def who(self) -> str:
        """How the other side is called: by name if it is one person."""
        names = self.brief.names
        return apart(one_line(names[0]) if len(names) == 1 else "") or "they"

    def day(self, when: date) -> str:
        """A day, unbroken, without its year if that goes without saying."""
        year = when.year != self.printed_on.year
        return wording.day(when, year=year, short=True).replace(" ", "\u00a0")

    def driver(self, driver: str) -> str:
        """A motive in plain words: the shipped name, or the person's own."""
        return self.drivers.get(Id(driver), driver)

    def answers(self, *sections: Section) -> tuple[AnswerLine, ...]:
        """What was answered and is not already printed as something else."""
        return tuple(
            line
            for line in self.brief.answers
            if line.section in sections
            and line.left.strip()
            and not repeats(line.left, line.section, self.brief, self.left_out)
        )


def quoted(text: str) -> str:
    """A text between quotation marks, unless it has its own."""
    text = text.strip()
    if text[:1] in _QUOTES:
        return text
    # From right to left it is the other mark that begins: on paper both stand as they always do.
    return f"”{text}“" if base_of(text) else f"“{text}”"


def answers(column: Column, known: Known, *sections: Section, style: Style | None = None) -> None:
    """Answers, each beneath the question it answers."""
    look = known.look
    for line in known.answers(*sections):
        if column:
            column.gap(look.air(3))
        wording_then = addressed(line.answer.wording, [apart(name) for name in known.brief.names])
        column.words(Span(wording_then, look.small))
        column.tie()
        column.words(Span(line.left, style or look.body))


def continued(look: Look, heading: str, width: float) -> Column:
    """What stands over the rest of a section on the next page."""
    column = Column(look, width)
    column.words(Span(f"{heading}, continued", look.small))
    column.unsaid()
    column.gap(look.air(3))
    return column


def named_rows(column: Column, known: Known, rows: Iterable[tuple[str, str, str]]) -> None:
    """Rows of a bold name, words, and an aside in grey."""
    look = known.look
    for name, text, aside in rows:
        spans = (
            Span(name, look.strong),
            Span(f" {text}", look.body),
            Span(f" {aside}", look.small),
        )
        column.words(*(span for span in spans if span.text.strip()))


def bullet(column: Column, sign: str, *spans: Span) -> None:
    """A paragraph hanging from a sign."""
    column.item(column.look.air(12), *spans, sign=Span(sign, column.look.muted))
