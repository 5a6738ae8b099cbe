"""A need as a card on paper: its words, what is known about it, and what would test it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from beforehand import wording
from beforehand.domain.brief import Hypothesis
from beforehand.domain.needs import Need, Standing
from beforehand.domain.record import Id
from beforehand.sheets.column import BASELINE, Column, Rule
from beforehand.sheets.known import quoted
from beforehand.sheets.lines import width_of
from beforehand.sheets.look import WRITING_RULE, Look, Span, Style
from beforehand.sheets.text import one_line

PAD = 6.0
"""Points between a card's frame and its words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cards:
    """How cards are filled: their width, and which of their details are printed."""

    look: Look
    width: float
    words: bool = True
    questions: bool = True
    drivers: Mapping[Id, str] = field(default_factory=dict)

    def said(self, need: Need) -> Column:
        """A need that was said or is known since: the day, the motive, the words."""
        column = self._card(need)
        self._small(column, self._driver(need), _since(need))
        if self.words and need.words.strip():
            column.gap(1.5, keep=True)
            column.words(Span(quoted(need.words), _quiet(self.look)))
        return column

    def hidden(self, each: Hypothesis) -> Column:
        """A suspicion: the motive, how sure one is, and the question that would test it."""
        need = each.need
        column = self._card(need)
        sure = f"{need.confidence}\u00a0%\u00a0sure"
        self._small(column, self._driver(need), _signs(each), sure)
        if self.questions:
            self._ask(column, need.question)
        return column

    def blank(self, standing: Standing) -> Column:
        """An empty card to write into."""
        column = Column(self.look, self.width - 2 * PAD)
        for prompt, lines in _PROMPTS[standing]:
            column.words(Span(prompt, self.look.small))
            column.tie()
            column.writing(lines)
        return column

    def _ask(self, column: Column, question: str) -> None:
        """The question to ask, or a line to write it on."""
        small, ask = self.look.small, Span("Ask: ", self.look.small)
        if question.strip():
            column.gap(1.5, keep=True)
            column.words(ask, Span(quoted(question), _quiet(self.look)))
            return
        column.gap(max(1.5, self.look.pitch - small.leading), keep=True)
        base = small.leading * BASELINE + 2
        line = Rule(width_of("Ask:", small) + 4, base, column.width, WRITING_RULE)
        column.words(ask, marks=[line])

    def _card(self, need: Need) -> Column:
        column = Column(self.look, self.width - 2 * PAD)
        column.words(Span(one_line(need.text) or "Not in words yet", self.look.strong))
        return column

    def _small(self, column: Column, *parts: str) -> None:
        """Facts in a row, parted by dots; no line ends with one."""
        lines, style = [""], self.look.small
        for part in filter(None, parts):
            joined = f"{lines[-1]} · {part}" if lines[-1] else part
            if lines[-1] and width_of(joined, style) > column.width:
                lines.append(part)
            else:
                lines[-1] = joined
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
    return f"{'known since' if known else 'said'} {wording.day(need.said_on)}"


def _signs(each: Hypothesis) -> str:
    """How much was seen or heard: `3 signs`, `2 signs, 1 against`, `gut feeling`."""
    found = sum(sign.supports for sign in each.evidence)
    against = len(each.evidence) - found
    parts = [wording.count(found, "sign")] * bool(found) + [f"{against} against"] * bool(against)
    return ", ".join(parts) or "gut feeling"
