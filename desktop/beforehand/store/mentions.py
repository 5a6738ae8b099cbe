"""Every place in the notebook where somebody is named, but for what is kept on them."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain, takewhile
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
from beforehand.store.names import names_of, others_than
from beforehand.store.notebook import Notebook
from beforehand.store.words import words_of

Kept = Mapping[type[Record], frozenset[Id]]
"""Records by their kind, of which what they say is no news: they are the person's own."""

_AT_ONCE = 200
_ENTRIES = 5_000
"""What is looked through in one slice."""
_FIRST = -(2**63)
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
    """What to look for when that person is looked for: every spelling that merging brought."""
    names = names_of(notebook, person)
    return Sought(*names, others=others_than(notebook, names))


def looking(
    notebook: Notebook, person: Counterpart, kept: Kept, most: int | None = None
) -> Iterator[list[Mention]]:
    """All mentions outside of what is kept on the person, in slices of some 30 ms.

    `most` stops after so many: there are names that stand on every page.
    """
    name, left = sought(notebook, person), most
    needles = needles_of(name)
    for kind, ids in _candidates(notebook, needles) if needles else ():
        found = [each for each in _read(notebook, kind, ids, name) if not _own(each, kept)]
        yield found[:left]
        if left is not None:
            left = max(0, left - len(found))
            if left == 0:
                return


def needles_of(name: Sought) -> list[str]:
    """What a text surely has that names the person, as the search index spells it."""
    found_by = {*map(_needle, name.words), *map(folded, name.beginnings)}
    return sorted(each for each in found_by if each)


def mentions(notebook: Notebook, person: Counterpart, kept: Kept) -> tuple[Mention, ...]:
    """All mentions outside of what is kept on the person."""
    return tuple(each for found in looking(notebook, person, kept) for each in found)


def standing(notebook: Notebook, name: Sought, before: Iterable[Mention]) -> Iterator[Mention]:
    """What is left of these mentions by now, read anew; the person may be gone meanwhile."""
    seen = dict.fromkeys((type(each.record), each.record.id) for each in before)
    for kind, id_ in seen:
        record = notebook[kind].get(id_)
        if record is not None:
            yield from mentions_in(record, name.spots)


def _own(mention: Mention, kept: Kept) -> bool:
    return mention.record.id in kept.get(type(mention.record), ())


def _candidates(
    notebook: Notebook, needles: Sequence[str]
) -> Iterator[tuple[type[Record], list[Id]]]:
    """Records with words in which the name may be, by kind, no more at once than one slice."""
    index.bring_up_to_date(notebook.vault)
    ids: dict[str, dict[Id, None]] = {kind.kind: {} for kind in KINDS}
    looked = (
        _indexed(notebook, needles),
        *(_asked_with(notebook, kind, needles) for kind in KINDS),
    )
    for kind_name, found in chain.from_iterable(looked):
        ids[kind_name] |= dict.fromkeys(found)
        yield KINDS[0], []
    for kind in KINDS:
        every = list(ids[kind.kind])
        for start in range(0, len(every), _AT_ONCE):
            yield kind, every[start : start + _AT_ONCE]


def _indexed(notebook: Notebook, needles: Sequence[str]) -> Iterator[tuple[str, list[Id]]]:
    """Those in whose entry of the search index a needle stands, some thousands at a time."""
    has = " OR ".join("instr(body, ?)" for _ in needles)
    asked = f"SELECT place, kind, record_id, {has} FROM search_entries WHERE place > ?"
    last = _FIRST
    while rows := notebook.vault.read(
        f"{asked} ORDER BY place LIMIT ?", (*needles, last, _ENTRIES)
    ):
        last = rows[-1][0]
        found: dict[str, list[Id]] = {}
        for _, kind, id_, hit in rows:
            if hit:
                found.setdefault(kind, []).append(Id(id_))
        yield from found.items() or [(KINDS[0].kind, [])]


def _asked_with(
    notebook: Notebook, kind: type[Record], needles: Sequence[str]
) -> Iterator[tuple[str, list[Id]]]:
    """Records in whose question the name may be: search does not look there."""
    for name in index.QUESTIONS & {*kind.__dataclass_fields__}:
        asked = f"SELECT rowid, id, {name} FROM {kind.kind} WHERE rowid > ? ORDER BY rowid LIMIT ?"
        last = 0
        while rows := notebook.vault.read(asked, (last, _ENTRIES)):
            last = rows[-1][0]
            yield kind.kind, [Id(id_) for _, id_, text in rows if has_any(text, needles)]


def has_any(text: str, needles: Sequence[str]) -> bool:
    """Whether the name may be in a text, found out fast."""
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
