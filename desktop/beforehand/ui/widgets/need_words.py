"""How a need is put in words, on a card and to a screen reader."""

from collections.abc import Mapping, Sequence

from beforehand import wording
from beforehand.domain.lenses import Driver
from beforehand.domain.needs import Evidence, Need, Standing
from beforehand.domain.record import Id
from beforehand.domain.value import value

STANDINGS = {
    Standing.STATED: "said",
    Standing.HIDDEN: "hidden",
    Standing.KNOWN: "known",
    Standing.REFUTED: "let go",
    Standing.MINE: "mine",
}
NO_SIGNS = "gut feeling"


@value
class Shown:
    """A need as it is shown: with its driver in plain words and a count of its signs."""

    need: Need
    driver: str = ""
    signs: str = NO_SIGNS

    @property
    def below(self) -> str:
        """The second line of its card: what is known about it."""
        if self.need.standing is Standing.HIDDEN:
            parts = (self.driver, self.signs, sure(self.need.confidence))
            return " · ".join(part for part in parts if part)
        return since(self.need)

    @property
    def spoken(self) -> str:
        """All of it in one breath, for a screen reader."""
        how = [_line(self.need.text), STANDINGS[self.need.standing]]
        if self.need.standing is Standing.HIDDEN:
            how += [f"{self.need.confidence} per cent sure", self.driver, self.signs]
        else:
            how.append(since(self.need))
        return ", ".join(part for part in how if part)


def shown(need: Need, evidence: Sequence[Evidence], drivers: Mapping[Id, Driver]) -> Shown:
    """A need with what its card tells beside its words."""
    return Shown(need=need, driver=driver_name(need.driver, drivers), signs=signs(evidence))


def driver_name(driver: str, drivers: Mapping[Id, Driver]) -> str:
    """A driver in plain words: one of the twelve, or the person's own."""
    known = drivers.get(Id(driver))
    return known.name if known else _line(driver)


def signs(evidence: Sequence[Evidence]) -> str:
    """How much was seen or heard: `gut feeling`, `3 signs`, `2 signs, 1 against`."""
    against = sum(not each.supports for each in evidence)
    parts = [wording.count(len(evidence) - against, "sign")] if len(evidence) > against else []
    parts += [f"{against} against"] if against else []
    return ", ".join(parts) or NO_SIGNS


def sure(confidence: int) -> str:
    """A confidence as one reads it: `75 % sure`, with a space that does not break."""
    return f"{confidence}\u00a0% sure"


def since(need: Need) -> str:
    """When it was said or became known: `said 3 March 2026`."""
    if need.standing is Standing.REFUTED:
        return "it was not so"
    verb = "known" if need.standing is Standing.KNOWN else "said"
    link = " since " if need.standing is Standing.KNOWN else " "
    return f"{verb}{link}{wording.day(need.said_on)}" if need.said_on else verb


def brief(text: str, longest: int = 40) -> str:
    """The beginning of a text on one line, to name it by."""
    line = _line(text)
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def _line(text: str) -> str:
    return " ".join(text.split())
