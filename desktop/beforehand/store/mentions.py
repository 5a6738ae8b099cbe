"""Every place in the notebook where somebody is named, but for what is kept on them."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from itertools import takewhile
from typing import get_type_hints

from beforehand.domain.conversations import Answer, Conversation
from beforehand.domain.counterparts import Counterpart
from beforehand.domain.filed import Named
from beforehand.domain.kinds import KINDS
from beforehand.domain.mentions import Sought, Spot, as_read
from beforehand.domain.names import glued_of, plain
from beforehand.domain.needs import Need
from beforehand.domain.record import Id, Record
from beforehand.domain.stakes import Option
from beforehand.domain.value import value
from beforehand.store import index
from beforehand.store.folding import folded
from beforehand.store.names import everyone
from beforehand.store.notebook import Notebook
from beforehand.store.words import words_of

Kept = Mapping[type[Record], frozenset[Id]]
"""Records by their kind, of which what they say is no news: they are the person's own."""

_AT_ONCE = 500
_SHORTEST = 2
_AROUND = 70
"""Letters that are shown on either side of a name."""

_ABOVE: tuple[tuple[str, type[Record]], ...] = (
    ("conversation_id", Conversation),
    ("answer_id", Answer),
    ("option_id", Option),
    ("need_id", Need),
    ("stated_id", Need),
    ("counterpart_id", Counterpart),
)


@value
class Mention:
    """A field in which somebody is named; `spots` count the letters of `text`."""

    record: Record
    field: str
    text: str
    spots: tuple[Spot, ...]

    @property
    def sure(self) -> bool:
        """Whether at least one of the places is surely the name."""
        return any(spot.sure for spot in self.spots)

    @property
    def unsure(self) -> bool:
        """Whether at least one may be another word."""
        return not all(spot.sure for spot in self.spots)


def fields_of(kind: type[Record]) -> tuple[str, ...]:
    """Every field of a kind of record that holds words, a lens's question with a name included."""
    return _fields()[kind.kind]


def sought(notebook: Notebook, person: Counterpart) -> Sought:
    """What to look for when that person is looked for."""
    others = (name for name in everyone(notebook) if name != person.name)
    return Sought(person.name, others=others)


def looking(
    notebook: Notebook, person: Counterpart, kept: Kept, most: int | None = None
) -> Iterator[list[Mention]]:
    """All mentions outside of what is kept on the person, in slices of some 30 ms.

    `most` stops after so many: there are names that stand on every page.
    """
    name, left = sought(notebook, person), most
    needles = sorted({needle for word in name.words if (needle := _needle(word))})
    for kind, ids in _candidates(notebook, needles):
        found = [each for each in _read(notebook, kind, ids, name) if not _own(each, kept)]
        if left is not None:
            found = found[:left]
            left -= len(found)
        yield found
        if left == 0:
            return


def mentions(notebook: Notebook, person: Counterpart, kept: Kept) -> tuple[Mention, ...]:
    """All mentions outside of what is kept on the person."""
    return tuple(each for found in looking(notebook, person, kept) for each in found)


def _own(mention: Mention, kept: Kept) -> bool:
    return mention.record.id in kept.get(type(mention.record), ())


def _candidates(
    notebook: Notebook, needles: Sequence[str]
) -> Iterator[tuple[type[Record], list[Id]]]:
    """Records with words in which the name may be, by kind, no more at once than one slice."""
    if not needles:
        return
    vault = notebook.vault
    index.bring_up_to_date(vault)
    has = " OR ".join("instr(body, ?)" for _ in needles)
    ids: dict[str, dict[Id, None]] = {kind.kind: {} for kind in KINDS}
    asked = f"SELECT kind, record_id FROM search_entries WHERE {has}"
    for kind, id_ in vault.read(asked, needles):
        ids[kind][Id(id_)] = None
    for kind in KINDS:
        for id_ in _asked_with(notebook, kind, needles):
            ids[kind.kind][id_] = None
        every = list(ids[kind.kind])
        for start in range(0, len(every), _AT_ONCE):
            yield kind, every[start : start + _AT_ONCE]


def _asked_with(notebook: Notebook, kind: type[Record], needles: Sequence[str]) -> Iterator[Id]:
    """Records in whose question the name may be: search does not look there."""
    for name in index.QUESTIONS & {*kind.__dataclass_fields__}:
        rows = notebook.vault.read(f"SELECT DISTINCT {name} FROM {kind.kind}")
        texts = [text for (text,) in rows if _has_any(text, needles)]
        if texts:
            some = f"{name} IN (SELECT value FROM json_each(?))"
            found = f"SELECT id FROM {kind.kind} WHERE {some}"
            yield from (Id(id_) for (id_,) in notebook.vault.read(found, [json.dumps(texts)]))


def _has_any(text: str, needles: Sequence[str]) -> bool:
    body = folded(text)
    if any(needle in body for needle in needles):
        return True
    return not body.isascii() and any(needle in " ".join(words_of(text)) for needle in needles)


def _read(notebook: Notebook, kind: type[Record], ids: list[Id], name: Sought) -> Iterator[Mention]:
    for record in notebook[kind].find(trashed=None, id=set(ids)):
        yield from mentions_in(record, name.spots)


def mentions_in(record: Record, spots_of: Callable[[str], tuple[Spot, ...]]) -> Iterator[Mention]:
    """The fields of a record in which somebody is named."""
    for field in fields_of(type(record)):
        text = as_read(getattr(record, field) or "")
        spots = spots_of(text) if text else ()
        if spots:
            yield Mention(record=record, field=field, text=text, spots=spots)


def _needle(word: str) -> str:
    """What the index surely has of a text with this word in it, however it is written there."""
    words = words_of(word)
    if glued_of(word):
        return " ".join(words)
    longest = max(words, key=len, default="")
    alike = _alike(longest, plain(word)) if len(words) == 1 else longest
    # A language may bend the last letter.
    bare = alike[:-1] if len(words) == 1 and len(alike) > _SHORTEST + 1 else alike
    return bare if len(bare) >= _SHORTEST else longest


def _alike(one: str, other: str) -> str:
    """What both begin with."""
    pairs = takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))
    return "".join(letter for letter, _ in pairs)


@cache
def _fields() -> dict[str, tuple[str, ...]]:
    found = {}
    for kind in KINDS:
        hints = get_type_hints(kind)
        names = (name for name in kind.__dataclass_fields__ if hints[name] in {str, str | None})
        found[kind.kind] = tuple(names)
    return found


def place_of(notebook: Notebook, record: Record) -> Conversation | Counterpart | None:
    """The conversation or the counterpart that a record stands with."""
    seen: Record | None = record
    while seen is not None and not isinstance(seen, Conversation | Counterpart):
        above = ((kind, getattr(seen, name, None)) for name, kind in _ABOVE)
        kind, id_ = next(((kind, id_) for kind, id_ in above if id_), (Counterpart, ""))
        seen = notebook[kind].get(Id(id_)) if id_ else None
    return seen


def placed(notebook: Notebook, mention: Mention) -> Named:
    """A mention as it is told: the words, those around them, and where they stand."""
    record, first = mention.record, mention.spots[0]
    there = place_of(notebook, record)
    title = there.name if isinstance(there, Counterpart) else ""
    if isinstance(there, Conversation):
        title = there.issue.strip() or there.title.strip() or "a conversation"
    return Named(
        words=mention.text[first.start : first.end],
        around=around(mention.text, first.start, first.end),
        kind=Id(record.kind),
        field=Id(mention.field),
        where=title,
        written=record.created_at,
    )


def around(text: str, start: int, end: int) -> str:
    """The words about a place of a text, on one line."""
    first, last = max(0, start - _AROUND), min(len(text), end + _AROUND)
    shown = " ".join(text[first:last].split())
    return f"{'…' if first else ''}{shown}{'…' if last < len(text) else ''}"
