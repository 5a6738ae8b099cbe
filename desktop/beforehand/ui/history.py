"""How each dated thing of a timeline is said, and where it leads."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import TypeVar

from beforehand import wording
from beforehand.domain.commitments import state_of
from beforehand.domain.conversations import Addendum, Conversation, Stage
from beforehand.domain.counterparts import Counterpart
from beforehand.domain.needs import Evidence, Need, Ruling, Standing, Verdict
from beforehand.domain.record import Id, Record
from beforehand.domain.stakes import Commitment, Promise
from beforehand.domain.value import value
from beforehand.store.next_time import Past
from beforehand.store.notebook import Notebook
from beforehand.store.promises import CommitmentLine
from beforehand.store.timeline import Dated, TimelineEntry
from beforehand.ui.places import Place
from beforehand.ui.promising import row_of
from beforehand.ui.talk_places import place_of
from beforehand.ui.widgets.need_words import brief

Chip = tuple[str, str]
"""A word, and the tone of its pill."""

R = TypeVar("R", bound=Record)

TONES = {Ruling.CONFIRMED: "good", Ruling.PARTLY: "stated", Ruling.REFUTED: "bad"}
_STANDINGS = {Standing.KNOWN: "good", Standing.STATED: "stated", Standing.REFUTED: "bad"}
_OPEN = (Stage.PREPARING, Stage.READY)


@value
class EntryLook:
    """One dated thing in words: a title, a line below it, chips, and its place."""

    id: Id
    kind: Dated
    title: str
    below: str
    place: Place
    chips: tuple[Chip, ...] = ()

    @property
    def spoken(self) -> str:
        """All of it, for a screen reader."""
        return ", ".join((self.title, self.below, *(words for words, _ in self.chips)))


class Teller:
    """Says the entries of one page, with the records they speak of read at once."""

    def __init__(self, notebook: Notebook, entries: Sequence[TimelineEntry], now: datetime) -> None:
        self._now = now
        records = [entry.record for entry in entries]
        # Names and issues are told of what was put away, too: it is what the words meant.
        self._needs = _read(notebook, Need, (getattr(r, "need_id", None) for r in records))
        self._talks = _read(notebook, Conversation, (entry.conversation_id for entry in entries))
        owners = (getattr(record, "counterpart_id", None) for record in records)
        self._people = _read(notebook, Counterpart, owners)

    def look(self, entry: TimelineEntry) -> EntryLook:
        """One entry in words."""
        title, below, chips, place = {
            Dated.CONVERSATION: self._conversation,
            Dated.COMMITMENT: self._commitment,
            Dated.NEED: self._need,
            Dated.EVIDENCE: self._evidence,
            Dated.ADDENDUM: self._addendum,
            Dated.VERDICT: self._verdict,
        }[entry.kind](entry)
        return EntryLook(
            id=entry.record.id,
            kind=entry.kind,
            title=title.strip() or "Without a word for it yet",
            below=below,
            chips=tuple(chips),
            place=place,
        )

    def _conversation(self, entry: TimelineEntry) -> "_Told":
        talk, figures = entry.record, entry.figures
        assert isinstance(talk, Conversation)
        parts = [talk_below(talk, self._now)]
        if figures is not None:
            parts += [_kept(figures.promises), aligned(figures.before, figures.after)]
        below = " · ".join(part for part in parts if part)
        rulings = ruling_chips(figures.rulings) if figures else ()
        return talk.issue or talk.title, below, rulings, place_of(talk)

    def _commitment(self, entry: TimelineEntry) -> "_Told":
        made, today = entry.record, self._now.date()
        assert isinstance(made, Commitment)
        line = CommitmentLine(
            commitment=made,
            conversation=self._talks[made.conversation_id],
            counterpart=self._people.get(made.counterpart_id) if made.counterpart_id else None,
            state=state_of(made, today),
        )
        row = row_of(line, today)
        return row.title, row.below, [(row.chip, row.tone)], self._place(entry)

    def _need(self, entry: TimelineEntry) -> "_Told":
        need = entry.record
        assert isinstance(need, Need)
        verb = {Standing.KNOWN: "known since", Standing.STATED: "said"}
        below = f"{verb.get(need.standing, 'not so, since')} {on(entry.when)}"
        word = "let go" if need.standing is Standing.REFUTED else need.standing.value
        return need.text, below, [(word, _STANDINGS.get(need.standing, "plain"))], _at(need)

    def _evidence(self, entry: TimelineEntry) -> "_Told":
        sign = entry.record
        assert isinstance(sign, Evidence)
        need = self._needs.get(sign.need_id)
        side = "for" if sign.supports else "against"
        what = f" · {side} “{brief(need.text)}”" if need else ""
        return sign.text, f"seen or heard {on(entry.when)}{what}", [], _at(need)

    def _addendum(self, entry: TimelineEntry) -> "_Told":
        note = entry.record
        assert isinstance(note, Addendum)
        talk = self._talks.get(note.conversation_id)
        issue = f" to “{brief(talk.issue)}”" if talk and talk.issue.strip() else ""
        return note.text, f"added {on(entry.when)}{issue}", [], self._place(entry)

    def _verdict(self, entry: TimelineEntry) -> "_Told":
        verdict = entry.record
        assert isinstance(verdict, Verdict)
        need, talk = self._needs.get(verdict.need_id), self._talks.get(verdict.conversation_id)
        issue = f"in “{brief(talk.issue)}”" if talk and talk.issue.strip() else ""
        parts = [on(entry.when), verdict.knowing.value if verdict.knowing else "", issue]
        chip = (verdict.ruling.value, TONES.get(verdict.ruling, "plain"))
        below = " · ".join(part for part in parts if part)
        return need.text if need else "", below, [chip], self._place(entry)

    def _place(self, entry: TimelineEntry) -> Place:
        talk = self._talks.get(entry.conversation_id) if entry.conversation_id else None
        return place_of(talk) if talk else Place("today")


_Told = tuple[str, str, Iterable[Chip], Place]


def past_look(past: Past, now: datetime) -> EntryLook:
    """A conversation that was held, as it stands on a timeline."""
    talk = past.conversation
    rulings = [verdict.ruling for verdict in past.verdicts]
    counted = {ruling: rulings.count(ruling) for ruling in Ruling}
    parts = (talk_below(talk, now), aligned(past.before, past.after))
    return EntryLook(
        id=talk.id,
        kind=Dated.CONVERSATION,
        title=talk.issue.strip() or talk.title.strip() or "Without a word for it yet",
        below=" · ".join(part for part in parts if part),
        chips=tuple(ruling_chips(counted)),
        place=place_of(talk),
    )


def talk_below(talk: Conversation, now: datetime) -> str:
    """When a conversation is or was, and how far it is."""
    if talk.stage in _OPEN:
        return f"{wording.soon(talk.starts_at, now)} · {_STAGES[talk.stage]}"
    return f"{on(talk.starts_at) if talk.starts_at else 'no date'} · {talk.stage.value}"


def ruling_chips(rulings: Mapping[Ruling, int]) -> list[Chip]:
    """Verdicts counted, each with its tone."""
    return [
        (f"{rulings[each]} {each.value}", TONES.get(each, "plain"))
        for each in Ruling
        if rulings.get(each)
    ]


def aligned(before: int | None, after: int | None) -> str:
    """How alignment moved, in words; nothing if it was not rated."""
    if before is not None and after is not None:
        return f"alignment {before} → {after}"
    if before is None and after is None:
        return ""
    return f"alignment {before} before" if after is None else f"alignment {after} after"


def on(when: date | datetime) -> str:
    """The day of a thing, where the person is."""
    return wording.day(when.astimezone().date() if isinstance(when, datetime) else when)


_STAGES = {Stage.PREPARING: "being prepared", Stage.READY: "ready"}


def _kept(promises: Mapping[Promise, int]) -> str:
    made = sum(promises.values())
    if not made:
        return ""
    return f"{promises.get(Promise.KEPT, 0)} of {wording.count(made, 'commitment')} kept"


def _at(need: Need | None) -> Place:
    known = need is not None and need.counterpart_id is not None
    return Place("counterpart", need.counterpart_id, need.id) if need and known else Place("today")


def _read(notebook: Notebook, kind: type[R], ids: Iterable[Id | None]) -> dict[Id, R]:
    wanted = {each for each in ids if each}
    return {each.id: each for each in notebook[kind].find(id=wanted, trashed=None)}
