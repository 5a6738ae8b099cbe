"""The needs map of one counterpart on one page: the waterline drawn for paper."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from beforehand import wording
from beforehand.domain.need_map import NeedMap, lay_out
from beforehand.domain.need_shapes import Card, Frame
from beforehand.domain.needs import Need, Standing
from beforehand.domain.person_map import PersonMap
from beforehand.domain.record import Id
from beforehand.sheets.apart import joined
from beforehand.sheets.column import Box, Column, Strip
from beforehand.sheets.draw import drawn
from beforehand.sheets.flow import Page, Placed
from beforehand.sheets.head import private_title
from beforehand.sheets.lines import width_of
from beforehand.sheets.look import Look, Span
from beforehand.sheets.need_card import PAD, Cards, Text
from beforehand.sheets.need_sea import Ground, Sea, placed
from beforehand.sheets.options import Options, SectionName
from beforehand.sheets.sheet import Sheet, TooFullError
from beforehand.sheets.text import one_line

WORDS = SectionName("words", "The words they said it in")
QUESTIONS = SectionName("questions", "Questions that would test it")
FAINT = {
    sure: SectionName(f"below-{sure}", f"Suspected, less than {sure}\u00a0% sure")
    for sure in (30, 50, 70)
}
"""The guesses one is less sure of, by per cent."""
SAID = SectionName("said", "Said or known")
SUSPECTED = SectionName("suspected", "Suspected")

SECTIONS = (SAID, WORDS, SUSPECTED, *FAINT.values(), QUESTIONS)

_SQUEEZES = (0.0, 0.2, 0.4, 0.6, 0.7, 0.8, 0.9, 1.0)
"""How much of the page the depths are spread over; the less, the more room cards have."""

_EMS = 13.0
"""The least width of a card's words in sizes of its letters."""

_EMPTY = {
    Standing.STATED: ((50, 0.0), (50, 0.5), (50, 1.0)),
    Standing.HIDDEN: ((80, 0.0), (50, 0.5), (20, 1.0)),
}
"""Where the empty cards lie in a half of which nothing is known yet: how sure, how far across."""

_EMPTY_MAP = (
    "Above the line stands what was said. Below it lies what you only suspect, "
    "deeper where you are less sure, until you have asked."
)

_GAP = 9.0
"""Points between cards."""

_SAID_FRAME, _HIDDEN_FRAME = 0.2, 0.5


def map_sheet(
    of: PersonMap,
    options: Options,
    *,
    printed_on: date,
    drivers: Mapping[Id, str] | None = None,
) -> Sheet:
    """Print one page.

    Raises `TooFullError` when not all the words have room, with what to leave out.
    """
    usual = Look.of(options)
    for look in (usual, usual.closer()):
        making = _Making(of, look, printed_on, drivers or {})
        page = making.page(options.leave_out)
        if page:
            break
    else:
        raise TooFullError(making.too_much(options.leave_out), SECTIONS)
    sheet = drawn([page], making.look, title="Needs map", footer="Needs map")
    return replace(sheet, sections=SECTIONS)


@dataclass(frozen=True, slots=True)
class _Filled:
    """What is to be shown: needs, each with the words of its card."""

    cards: Cards
    words: Mapping[Id, tuple[Need, Column]]

    @property
    def needs(self) -> list[Need]:
        """The needs, empty ones too."""
        return [need for need, _ in self.words.values()]

    @property
    def heights(self) -> dict[Id, float]:
        """How high each card is."""
        return {each: text.height + 2 * PAD for each, (_, text) in self.words.items()}

    def may_fit(self, width: float, height: float) -> bool:
        """Whether there is paper enough at all, were they laid without any loss."""
        return sum(self.heights.values()) * self.cards.width <= width * height


class _Making:
    """One map, tried with narrower cards and shallower water until it fits."""

    def __init__(
        self, of: PersonMap, look: Look, printed_on: date, drivers: Mapping[Id, str]
    ) -> None:
        self._of, self.look, self._drivers = of, look, drivers
        self._set: dict[int, tuple[Cards, dict[Id, Text]]] = {}
        self._head = _head(of, look, printed_on)
        self._scale = width_of("00\u00a0%", look.small) + 6
        self._top = self._head.height + look.section_gap
        self._room = look.height - look.clearance - self._top

    def page(self, without: frozenset[str]) -> Page | None:
        """The page without some sections; None if it does not fit."""
        half_empty = not (self._of.said and self._of.hidden)
        for blanks in (True, False) if half_empty else (False,):
            for columns in (self._columns, self._columns + 1):
                filled = self._filled(without, columns, blanks=blanks)
                found = self._laid(filled)
                if found:
                    return self._drawn(filled, found)
        return None

    def too_much(self, without: frozenset[str]) -> list[SectionName]:
        """What to leave out so that the rest fits: details before needs."""
        halves = ((len(self._of.said), SAID), (len(self._of.hidden), SUSPECTED))
        fuller = [name for _, name in sorted(halves, reverse=True)]
        out: list[SectionName] = []
        for name in (WORDS, QUESTIONS, *FAINT.values(), *fuller):
            if name.id not in without:
                out.append(name)
            if self._fits(without, out):
                return self._fewest(without, out)
        return [SectionName("name", "Name and role")]

    def _fewest(self, without: frozenset[str], out: list[SectionName]) -> list[SectionName]:
        """Those of the sections that really have to go."""
        for name in tuple(out):
            rest = [each for each in out if each is not name]
            if rest and self._fits(without, rest):
                out = rest
        return out

    def _fits(self, without: frozenset[str], out: list[SectionName]) -> bool:
        return self.page(without | {name.id for name in out}) is not None

    @property
    def _inner(self) -> float:
        return self.look.width - self._scale - 2 * _GAP

    @property
    def _columns(self) -> int:
        """How many cards stand side by side at most, if they are wide enough to be read well."""
        least = _EMS * self.look.strong.size + _GAP
        return max(1, int((self._inner + _GAP) / least))

    def _filled(self, without: frozenset[str], columns: int, *, blanks: bool) -> _Filled:
        cards, texts = self._texts(columns)
        least = max((sure for sure, name in FAINT.items() if name.id in without), default=0)
        hidden = [each.need for each in self._of.hidden if each.need.confidence >= least]
        words: dict[Id, tuple[Need, Column]] = {}
        for name, half, detail in ((SAID, self._of.said, WORDS), (SUSPECTED, hidden, QUESTIONS)):
            if name.id not in without:
                words |= _empty(cards, name, columns) if blanks and not half else {}
                for need in half:
                    shown = texts[need.id].shown(detail=detail.id not in without)
                    words[need.id] = (need, shown)
        return _Filled(cards, words)

    def _texts(self, columns: int) -> tuple[Cards, dict[Id, Text]]:
        """What stands on each card, set once for a width."""
        if columns not in self._set:
            width = (self._inner + _GAP) / columns - _GAP
            cards = Cards(look=self.look, width=width, drivers=self._drivers)
            every = {need.id: cards.said(need) for need in self._of.said}
            every |= {each.need.id: cards.hidden(each) for each in self._of.hidden}
            self._set[columns] = (cards, every)
        return self._set[columns]

    def _laid(self, filled: _Filled) -> NeedMap | None:
        """The map in the deepest water in which it fits, from the shallowest on."""
        width, needs, heights = self.look.width - self._scale, filled.needs, filled.heights
        if not filled.may_fit(width, self._room):
            return None
        frame = Frame(
            width=width,
            height=self._room,
            card_width=filled.cards.width,
            margin=_GAP,
            gap=_GAP,
            heading=self.look.eyebrow.leading * 2,
            foot=_GAP,
            least_step=_GAP / 3,
        )
        best = None
        for squeeze in _SQUEEZES:
            tried = replace(frame, height=self._room * squeeze)
            found = lay_out(needs, self._of.links, heights, tried)
            if found.frame.height > self._room + 0.01:
                break
            best = found
        return best

    def _drawn(self, filled: _Filled, found: NeedMap) -> Page:
        top = self._top
        sea = Sea(look=self.look, map=found, scale=self._scale, height=self._room)
        parts = [*placed(self._head, 0, 0), Placed(0, top, sea.strip())]
        cards = sorted(found.cards, key=lambda card: (card.box.y, card.box.x))
        for (down, heading), deep in zip(sea.headings(), (False, True), strict=True):
            parts += placed(heading, 0, top + down)
            for card in cards:
                if (card.need.standing is Standing.HIDDEN) is deep:
                    text = filled.words[card.need.id][1]
                    text.tag.within = heading.tag
                    x, y = self._scale + card.box.x, top + card.box.y
                    parts.append(Placed(x, y, _frame(card)))
                    parts += placed(text, x + PAD, y + PAD)
        return Page(tuple(parts), top + self._room)


def _head(of: PersonMap, look: Look, printed_on: date) -> Column:
    """Whom it is about, and when it was so."""
    person, column = of.counterpart, Column(look, look.width)
    private_title(column, one_line(person.name) or "Somebody without a name")
    role, team = one_line(person.role), one_line(person.team)
    about = (role, "" if team in role else team, f"what they need, as of {wording.day(printed_on)}")
    column.words(Span(joined(" · ", about), look.about))
    if not (of.said or of.hidden):
        column.gap(look.air(4))
        column.words(Span(_EMPTY_MAP, look.words))
    return column


def _frame(card: Card) -> Strip:
    box, hidden = card.box, card.need.standing is Standing.HIDDEN
    frame = Box(0, 0, box.width, box.height, _HIDDEN_FRAME if hidden else _SAID_FRAME)
    return Strip(box.height, (Ground(0, 0, box.width, box.height, 1.0), frame))


def _empty(cards: Cards, half: SectionName, columns: int) -> dict[Id, tuple[Need, Column]]:
    """Cards to write into, for a half of which nothing is known yet."""
    standing = Standing.STATED if half is SAID else Standing.HIDDEN
    needs = [
        Need(standing=standing, text="", confidence=sure, across=across)
        for sure, across in _EMPTY[standing][: columns if half is SAID else None]
    ]
    return {need.id: (need, cards.blank(standing)) for need in needs}
