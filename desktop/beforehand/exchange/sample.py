"""The sample notebook: one manager's year, told in files, dated from the day it is opened.

The files nest what belongs together: a need carries its evidence, an answer its earlier wordings.
Records name each other by `slug`. A time is `[working days from the opening, "HH:MM"]`, a day is
a number of working days, so that nobody ever meets on a Sunday; `{weekday:-3}` and `{day:-40}`
in the words stand for such days.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

from beforehand.domain import conversations, counterparts, needs, stakes
from beforehand.domain.errors import BeforehandError
from beforehand.domain.kinds import KINDS
from beforehand.domain.lenses import addressed
from beforehand.domain.record import Id, Record
from beforehand.exchange.files import taken_back
from beforehand.exchange.plain import MisfitError, Reader, read_record, readers
from beforehand.library import Library
from beforehand.paths import resources
from beforehand.store.notebook import Notebook
from beforehand.wording import day


@dataclass(frozen=True, slots=True)
class Branch:
    """What stands under a key of a file: a kind, its reference upwards, its short form's field."""

    kind: type[Record]
    upwards: str = "conversation_id"
    short: str = ""


_BRANCHES: Mapping[str, Branch] = {
    "counterparts": Branch(counterparts.Counterpart, ""),
    "measures": Branch(counterparts.SuccessMeasure, "counterpart_id"),
    "pressures": Branch(counterparts.Pressure, "counterpart_id"),
    "conversation": Branch(conversations.Conversation, ""),
    "with": Branch(conversations.Participant, short="counterpart_id"),
    "answers": Branch(conversations.Answer),
    "earlier": Branch(conversations.EarlierWording, "answer_id"),
    "alignment": Branch(conversations.AlignmentRating),
    "debrief": Branch(conversations.Debrief),
    "addenda": Branch(conversations.Addendum),
    "needs": Branch(needs.Need),
    "beneath": Branch(needs.NeedLink, "hidden_id", "stated_id"),
    "evidence": Branch(needs.Evidence, "need_id"),
    "marks": Branch(needs.ConfidenceMark, "need_id"),
    "verdicts": Branch(needs.Verdict),
    "positions": Branch(stakes.Position),
    "limits": Branch(stakes.NonNegotiable),
    "options": Branch(stakes.Option),
    "serves": Branch(stakes.Serving, "option_id", "need_id"),
    "openings": Branch(stakes.Opening),
    "if_thens": Branch(stakes.IfThen),
    "asking": Branch(stakes.AskingPoint),
    "commitments": Branch(stakes.Commitment),
    "excerpts": Branch(stakes.Excerpt, "answer_id"),
    "room": Branch(stakes.RoomChoice),
}


@dataclass(frozen=True, slots=True)
class Draft:
    """A record to be: its kind, its fields as the file has them."""

    kind: type[Record]
    values: dict[str, Any]


def fill_with_sample(notebook: Notebook, library: Library, now: datetime) -> None:
    """Write the sample into a notebook, in one transaction, with the times of the story."""
    notebook.save(*sample_records(library, now), now=now, keep_times=True)


def write_sample(folder: Path, library: Library, now: datetime) -> None:
    """Make a new notebook with the sample in a folder that is missing or empty."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise BeforehandError(
            f"“{folder}” is not an empty folder; nothing was written.",
            "Name a new folder for the sample.",
        )
    with taken_back(folder):
        notebook = Notebook.open(folder, now, create=True)
        try:
            fill_with_sample(notebook, library, now)
        finally:
            notebook.close()


def sample_records(library: Library, now: datetime, folder: Path | None = None) -> list[Record]:
    """Read the sample's files as records, those that are referred to first."""
    today = now.astimezone().date()
    table = _readers(today)
    drafts = [d for path in _files(folder) for d in _drafts(path)]
    _give_wordings(drafts, library)
    records = [_record(draft, table) for draft in drafts]
    return sorted(records, key=lambda record: KINDS.index(type(record)))


def workday(today: date, offset: int) -> date:
    """The day so many working days away; from a weekend, -1 is Friday and 1 is Monday."""
    if offset == 0:
        return today
    beyond = max(0, today.weekday() - 4)
    anchor = today + timedelta(days=(3 - beyond) if offset < 0 else -beyond) if beyond else today
    weeks, weekday_ = divmod(anchor.weekday() + offset, 5)
    return anchor - timedelta(days=anchor.weekday()) + timedelta(weeks=weeks, days=weekday_)


def slug_id(slug: str) -> Id:
    """The id of a record named in the files: always the same."""
    return Id(sha256(f"beforehand sample/{slug}".encode()).hexdigest()[:32])


def _files(folder: Path | None) -> list[Path]:
    return sorted((folder or resources() / "sample").glob("*.toml"))


def _drafts(path: Path) -> Iterator[Draft]:
    try:
        top = tomllib.loads(path.read_text(encoding="utf-8"))
        if "conversation" in top:
            # All else in such a file stands under its conversation.
            top = {"conversation": {**top.pop("conversation"), **top}}
        for key, entries in top.items():
            yield from _grow(key, entries, {"slug": path.stem})
    except (OSError, ValueError, KeyError) as fault:
        raise _damaged(f"{path.name}: {fault}") from fault


def _grow(key: str, entries: Any, above: Mapping[str, Any]) -> Iterator[Draft]:
    branch = _BRANCHES[key]
    for place, entry in enumerate(_listed(entries)):
        own = dict(entry) if isinstance(entry, dict) else {branch.short: entry}
        below = {name: own.pop(name) for name in list(own) if name in _BRANCHES}
        own.setdefault("slug", f"{above['slug']}/{key}/{own.get('question_id', place)}")
        own.setdefault("created_at", above.get("created_at"))
        own.setdefault("updated_at", own["created_at"])
        yield Draft(branch.kind, _linked(branch, own, above["slug"], place))
        for name, inner in below.items():
            yield from _grow(name, inner, own)


def _listed(entries: Any) -> Sequence[Any]:
    return entries if isinstance(entries, list) else [entries]


def _linked(branch: Branch, own: dict[str, Any], above: str, place: int) -> dict[str, Any]:
    values = {"id": own["slug"], **{k: v for k, v in own.items() if k != "slug"}}
    if branch.upwards:
        values[branch.upwards] = above
    if branch.kind is conversations.Participant:
        values["place"] = place
    return values


def _give_wordings(drafts: list[Draft], library: Library) -> None:
    """Put the questions' wordings into the answers, as the lenses have them, with the names."""
    names = _first_names(drafts)
    wordings: dict[str, str] = {}
    for draft in drafts:
        values = draft.values
        if draft.kind is conversations.Answer:
            values.setdefault("lens_id", "internal-alignment")
            wording = _wording(library, values["lens_id"], values["question_id"])
            values["wording"] = addressed(wording, names[values["conversation_id"]])
            wordings[values["id"]] = values["wording"]
        elif draft.kind is conversations.EarlierWording:
            values.setdefault("wording", wordings[values["answer_id"]])


def _first_names(drafts: list[Draft]) -> dict[str, list[str]]:
    called = {
        d.values["id"]: d.values["name"].split()[0]
        for d in drafts
        if d.kind is counterparts.Counterpart
    }
    names: dict[str, list[str]] = {}
    for draft in drafts:
        if draft.kind is conversations.Participant:
            name = called[draft.values["counterpart_id"]]
            names.setdefault(draft.values["conversation_id"], []).append(name)
    return names


def _wording(library: Library, lens_id: str, question_id: str) -> str:
    lens = library.lenses.get(Id(lens_id))
    question = lens.question(Id(question_id)) if lens else None
    # A person's own lens may have taken a shipped one's place: the answer keeps a heading.
    return question.wording if question else question_id.replace("-", " ").capitalize()


def _record(draft: Draft, table: Mapping[Any, Reader]) -> Record:
    named = {
        name: str(slug_id(value)) if _is_reference(name) else value
        for name, value in draft.values.items()
    }
    try:
        return read_record(draft.kind, named, table)
    except MisfitError as fault:
        raise _damaged(f"{draft.values['id']}: {fault}") from fault


def _is_reference(name: str) -> bool:
    """Whether a field names a record of the notebook; lenses and questions keep their own ids."""
    return name == "id" or (name.endswith("_id") and name not in {"lens_id", "question_id"})


def _readers(today: date) -> Mapping[Any, Reader]:
    def moment(value: object) -> datetime:
        match value:
            case [int(offset), str(clock)]:
                at = datetime.combine(workday(today, offset), time.fromisoformat(clock))
                return at.astimezone()
        raise MisfitError('should be a time such as [-3, "10:30"]')

    def on_day(value: object) -> date:
        if type(value) is not int:
            raise MisfitError("should be a number of days")
        return workday(today, value)

    def words(value: object) -> str:
        if not isinstance(value, str):
            raise MisfitError("should be words")
        return _dated(value.strip(), today)

    return {**readers(moment=moment, day=on_day), str: words}


def _dated(text: str, today: date) -> str:
    def said(found: re.Match[str]) -> str:
        when = workday(today, int(found[2]))
        long = day(when, weekday=True, year=False)
        return long.split()[0] if found[1] == "weekday" else long.partition(" ")[2]

    return re.sub(r"\{(weekday|day):(-?\d+)\}", said, text)


def _damaged(where: str) -> BeforehandError:
    return BeforehandError(
        f"The sample notebook could not be read ({where}).",
        "Your own notebook is not touched; installing Beforehand again mends the sample.",
    )
