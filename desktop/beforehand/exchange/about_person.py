"""Everything about one person as JSON, with field names in plain words."""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from beforehand.domain.conversations import Conversation
from beforehand.domain.counterparts import Counterpart
from beforehand.domain.filed import PERHAPS, Named, PersonFile
from beforehand.domain.record import Id, Record
from beforehand.exchange.plain import slots_of, to_plain

_KINDS = {
    "if_then_plans": "if-then plans",
    "non_negotiables": "non-negotiables",
    "evidence": "signs of a need",
    "servings": "options that serve a need",
    "asking_points": "questions to ask",
    "excerpts": "words of answers made something else",
    "room_choices": "choices for the room sheet",
    "participants": "who took part",
    "need_links": "needs beneath needs",
    "confidence_marks": "how sure one was",
    "earlier_versions": "wordings of another copy of the notebook",
}
_FIELDS = {
    "created_at": "written",
    "updated_at": "last changed",
    "trashed_at": "put away",
    "merged_into": "merged into another entry",
    "starts_at": "when",
    "lens_ids": "lenses",
    "lens_id": "lens",
    "question_id": "question of the lens",
    "issue": "what it is about",
    "title": "what it is called in the room",
    "if_no_agreement_theirs": "if no agreement, what they do",
    "if_no_agreement": "if no agreement, what I do",
    "sheet_made_at": "sheet made",
    "left_at": "left at",
    "wording": "as it was asked",
    "carry": "what to carry on",
    "across": "place on the map, from 0 to 1",
    "confidence": "how sure, in per cent",
    "confidence_then": "how sure before, in per cent",
    "confidence_after": "how sure afterwards, in per cent",
    "said_on": "said on",
    "checked_on": "still true on",
    "process": "how it went",
    "conduct": "how I did",
    "relation": "the relationship",
    "became": "became",
    "item_id": "what it became",
    "stated_id": "what they said",
    "hidden_id": "what lies beneath",
}

Plain = dict[str, Any]


def about_as_json(file: PersonFile, made: datetime) -> str:
    """All of it as the text of a JSON file."""
    told = {
        "what": f"Everything kept about {file.counterpart.name}",
        "made": made.isoformat(timespec="seconds"),
        "person": _entry(file.counterpart, {}),
        "other entries of the same person, merged into this one": [
            _entry(each, dict(_titles([file.counterpart]))) for each in file.merged
        ],
        "kept": _kept(file),
        "named in what is kept on others": [_named(each) for each in file.elsewhere],
        "others named here, to be looked at before this is handed on": [
            _named(each) for each in file.others
        ],
        "perhaps names of others without an entry, each told once": [
            _named(each) for each in file.perhaps
        ],
        "how these were found": PERHAPS,
        "texts in scripts without capitals, to be read for names": file.to_read,
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _kept(file: PersonFile) -> dict[str, list[Plain]]:
    """The records by what they are; of other people nothing but their names."""
    titles = dict(_titles((file.counterpart, *file.records)))
    kept: dict[str, list[Plain]] = {}
    for each in file.records:
        if isinstance(each, Counterpart) and each.id != file.counterpart.id:
            kept.setdefault("others who took part", []).append({"name": each.name})
        elif not isinstance(each, Counterpart):
            kind = _KINDS.get(each.kind, each.kind.replace("_", " "))
            kept.setdefault(kind, []).append(_entry(each, titles))
    return kept


def _entry(record: Record, titles: Mapping[Id, str]) -> Plain:
    entry: Plain = {}
    for name in slots_of(type(record)):
        plain = to_plain(getattr(record, name))
        if name == "id" or plain in (None, "", []):
            continue
        entry[_field(name)] = titles.get(Id(plain), plain) if isinstance(plain, str) else plain
    return entry


def _field(name: str) -> str:
    return _FIELDS.get(name) or name.removesuffix("_id").replace("_", " ")


def _named(each: Named) -> Plain:
    return {
        "name": each.words,
        "words around it": each.around,
        "what": _KINDS.get(each.kind, each.kind.replace("_", " ")),
        "field": _field(each.field),
        "where": each.where,
        "written": each.written.isoformat(timespec="seconds"),
        **({"in how many more places": each.more} if each.more else {}),
    }


def _titles(records: Iterable[Record]) -> Iterable[tuple[Id, str]]:
    """What stands for a record where another one names it."""
    for each in records:
        if isinstance(each, Conversation):
            yield each.id, each.issue.strip() or each.title.strip() or "a conversation"
        else:
            texts = (getattr(each, name, "") for name in ("name", "text", "wording", "words"))
            shown = next((text for text in texts if isinstance(text, str) and text.strip()), "")
            if shown:
                yield each.id, shown
