"""What a search found, for people and for programs."""

import json
from collections.abc import Iterable, Sequence

from beforehand.domain.hits import Hit
from beforehand.exchange.table import plain, short_ids
from beforehand.wording import count

_INDENT = "    "


def hits_as_json(hits: Iterable[Hit]) -> str:
    """The hits for programs; times are local, marks are start and length in the excerpt."""
    told = [
        {
            "kind": hit.kind,
            "id": hit.id,
            "field": hit.field,
            "conversation": hit.conversation_id,
            "counterpart": hit.counterpart_id,
            "when": hit.when.astimezone().isoformat(),
            "excerpt": hit.excerpt,
            "marks": [list(mark) for mark in hit.marks],
            "trashed": hit.trashed,
            "earlier": hit.earlier,
        }
        for hit in hits
    ]
    return json.dumps(told, ensure_ascii=False, indent=2)


def hits_as_text(hits: Sequence[Hit]) -> str:
    """The hits for people: when and where on one line, the words on the next."""
    if not hits:
        return "Nothing was found."
    short = short_ids([hit.conversation_id for hit in hits if hit.conversation_id])
    lines = [f"{_when(hit)}  {_where(hit, short)}\n{_INDENT}{plain(hit.excerpt)}" for hit in hits]
    return "\n".join([*lines, f"Found in {count(len(hits), 'place')}."])


def _when(hit: Hit) -> str:
    return f"{hit.when.astimezone():%Y-%m-%d %H:%M}"


def _where(hit: Hit, short: dict[str, str]) -> str:
    """Such as `need, question (in conversation 1a2b3c4d, in the trash)`."""
    name = hit.kind.removesuffix("s").replace("_", " ")
    field = "" if hit.field == "text" else f", {hit.field.replace('_', ' ')}"
    notes = [
        *([f"in conversation {short[hit.conversation_id]}"] if hit.conversation_id else []),
        *(["in the trash"] if hit.trashed else []),
    ]
    return f"{name}{field}" + (f" ({', '.join(notes)})" if notes else "")
