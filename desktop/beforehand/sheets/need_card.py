"""A need as a card on paper: its words, what is known about it, and what would test it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from beforehand import wording
from beforehand.domain.brief import Hypothesis
from beforehand.domain.needs import Need, Standing
from beforehand.domain.record import Id
from beforehand.sheets.apart import apart
from beforehand.sheets.column import BASELINE, Column, Rule
from beforehand.sheets.known import quoted
from beforehand.sheets.lines import width_of
from beforehand.sheets.look import WRITING_RULE, Look, Span, Style
from beforehand.sheets.text import one_line

PAD = 6.0
"""Points between a card's frame and its words."""


class Text(NamedTuple):
    """What stands on a card: the need, and the detail that may be left out."""

    need: Column
    detail: Column

    def shown(self, *, detail: bool) -> Column:
        """Both as one, or only the need."""
        column = Column(self.need.look, self.need.width)
        column.add(self.need)
        if detail and self.detail:
            column.gap(1.5, keep=True)
            column.add(self.detail)
        return column


@dataclass(frozen=True, slots=True, kw_only=True)
class Cards:
    """How cards are filled: how wide they are, and what the motives are called."""

    look: Look
    width: float
    drivers: Mapping[Id, str] = field(default_factory=dict)

    def said(self, need: Need) -> Text:
        """A need that was said or is known since: the motive and the day, then the words."""
        column, words = self._card(need), self._column()
        self._small(column, self._driver(need), _since(need))
        if need.words.strip():
            words.words(Span(quoted(need.words), _quiet(self.look)))
        return Text(column, words)

    def hidden(self, each: Hypothesis) -> Text:
        """A suspicion: the motive and how sure one is, then the question that would test it."""
        need, column = each.need, self._card(each.need)
        sure = f"{need.confidence}\u00a0%\u00a0sure"
        self._small(column, self._driver(need), _signs(each), sure)
        return Text(column, self._asking(need.question))

    def blank(self, standing: Standing) -> Column:
        """An empty card to write into."""
        column = self._column()
        for prompt, lines in _PROMPTS[standing]:
            column.words(Span(prompt, self.look.small))
            column.tie()
            column.writing(lines)
        return column

    def _asking(self, question: str) -> Column:
        """The question to ask, or a line to write it on."""
        column, small = self._column(), self.look.small
        ask = Span("Ask: ", small)
        if question.strip():
            column.words(ask, Span(quoted(question), _quiet(self.look)))
            return column
        column.gap(max(0, self.look.pitch - small.leading - 1.5), keep=True)
        base = small.leading * BASELINE + 2
        line = Rule(width_of("Ask:", small) + 4, base, column.width, WRITING_RULE)
        column.words(ask, marks=[line])
        return column

    def _column(self) -> Column:
        return Column(self.look, self.width - 2 * PAD)

    def _card(self, need: Need) -> Column:
        column = self._column()
        column.words(Span(one_line(need.text) or "Not in words yet", self.look.strong))
        return column

    def _small(self, column: Column, *parts: str) -> None:
        """Facts in a row, parted by dots; no line ends with one."""
        lines, style = [""], self.look.small
        for part in filter(None, parts):
            longer = f"{lines[-1]} · {apart(part)}" if lines[-1] else apart(part)
            if lines[-1] and width_of(longer, style) > column.width:
                lines.append(apart(part))
            else:
                lines[-1] = longer
        column.words(Span("\n".join(lines), style))

    def _driver(self, need: Need) -> str:
        return one_line(self.drivers.get(Id(need.driver), need.driver))


_PROMPTS = {
    Standing.STATED: (("They said", 2),),
    Standing.HIDDEN: (("They may need", 1), ("Ask", 1)),
}


def _quiet(look: Look) -> Style:
    """Words in the person's own voice, as small as what stands around them."""
    return replace(look.words, size=look.small.size, leading=look.small.leading)


def _since(need: Need) -> str:
    known = need.standing is Standing.KNOWN
    if need.said_on is None:
        return "known" if known else "said"
    day = wording.day(need.said_on).replace(" ", "\u00a0")
    return f"{'known since' if known else 'said'} {day}"


def _signs(each: Hypothesis) -> str:
    """How much was seen or heard: `3 signs`, `2 signs, 1 against`, `gut feeling`."""
    found = sum(sign.supports for sign in each.evidence)
    against = len(each.evidence) - found
    parts = [wording.count(found, "sign")] * bool(found) + [f"{against} against"] * bool(against)
    return ", ".join(parts) or "gut feeling"
