"""Everything in a notebook as one JSON file, and back into a new notebook, identical."""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from beforehand.domain.conversations import Answer, Conversation
from beforehand.domain.counterparts import Counterpart
from beforehand.domain.errors import BeforehandError
from beforehand.domain.kinds import KINDS
from beforehand.domain.needs import Need
from beforehand.domain.record import Id, Record
from beforehand.domain.stakes import Option
from beforehand.exchange.files import read_whole, taken_back, write_whole
from beforehand.exchange.plain import MisfitError, read_record, readers, slots_of, to_plain
from beforehand.store.kept_out import take_out_erased
from beforehand.store.notebook import Notebook

FORMAT = "beforehand notebook"
VERSION = 1

REFERENCES: Mapping[str, type[Record]] = {
    "counterpart_id": Counterpart,
    "conversation_id": Conversation,
    "answer_id": Answer,
    "need_id": Need,
    "stated_id": Need,
    "hidden_id": Need,
    "option_id": Option,
}
"""The fields that name a record which must be there too."""

_SURROGATES = re.compile("[\ud800-\udbff][\udc00-\udfff]|[\ud800-\udfff]")


def export_notebook(notebook: Notebook) -> dict[str, Any]:
    """Everything in a notebook as plain values, what was put away too, in a settled order."""
    return {
        "format": FORMAT,
        "version": VERSION,
        "records": {kind.kind: _plain_records(notebook, kind) for kind in KINDS},
    }


def write_archive(notebook: Notebook, path: Path) -> int:
    """Write everything to a JSON file that is whole or not there; tells how many records."""
    archive = export_notebook(notebook)
    write_whole(path, encoded(archive))
    return sum(len(each) for each in archive["records"].values())


def import_archive(path: Path, folder: Path, now: datetime) -> int:
    """Bring a JSON file into a new notebook; tells how many records.

    Raises `BeforehandError`; then the notebook is as it was, and a folder made for it is gone.
    """
    records = read_archive(path)
    if folder.is_dir() and any(folder.iterdir()):
        return _bring_in(records, folder, now)
    with taken_back(folder):
        return _bring_in(records, folder, now)


def read_archive(path: Path) -> list[Record]:
    """The records of a JSON file, each checked; the `BeforehandError` says which one is wrong."""
    try:
        tables = _tables(path)
        records = [each for kind in KINDS for each in _records(tables, kind)]
        _see_that_all_is_there(records)
    except MisfitError as fault:
        raise BeforehandError(
            f"“{path.name}” cannot be brought in: {fault}. Nothing was changed.",
            "Export the notebook again where it came from.",
        ) from fault
    return records


def encoded(archive: Mapping[str, Any]) -> bytes:
    """An archive as bytes; a lone surrogate, which no file can hold, is spelt out."""
    text = json.dumps(archive, ensure_ascii=False, indent=1, allow_nan=False)
    return _SURROGATES.sub(_spelt, text).encode() + b"\n"


def _spelt(found: re.Match[str]) -> str:
    if len(found[0]) == 2:
        return found[0].encode("utf-16", "surrogatepass").decode("utf-16")
    return f"\\u{ord(found[0]):04x}"


def _plain_records(notebook: Notebook, kind: type[Record]) -> list[dict[str, Any]]:
    # Of one moment, the first written stands first; so it stays when it is written again.
    records = notebook[kind].find(trashed=None, order="created_at")
    return [{name: to_plain(getattr(each, name)) for name in slots_of(kind)} for each in records]


def _bring_in(records: list[Record], folder: Path, now: datetime) -> int:
    notebook = Notebook.open(folder, now, create=True)
    try:
        if any(notebook[kind].find(trashed=None, limit=1) for kind in KINDS):
            raise BeforehandError(
                f"The notebook in “{folder}” is not empty; nothing was changed.",
                "Name a new folder with --notebook.",
            )
        notebook.save(*records, now=now, keep_times=True)
        refused = take_out_erased(notebook, now)
    finally:
        notebook.close()
    return len(records) - refused.entries


def _tables(path: Path) -> Mapping[str, list[Any]]:
    archive = _parsed(read_whole(path))
    if not isinstance(archive, dict) or archive.get("format") != FORMAT:
        raise MisfitError("it is not an export of a notebook")
    if archive.get("version") != VERSION:
        raise MisfitError(
            f"it has version {archive.get('version')!r}, and this program knows version {VERSION}"
        )
    tables = archive.get("records")
    if not isinstance(tables, dict) or not all(isinstance(t, list) for t in tables.values()):
        raise MisfitError("“records” should hold a list for every kind of record")
    unknown = set(tables) - {kind.kind for kind in KINDS}
    if unknown:
        raise MisfitError(f"“{min(unknown)}” is not a kind of record that this program knows")
    return tables


def _parsed(data: bytes) -> object:
    try:
        return json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise MisfitError("it is not a text file") from None
    except json.JSONDecodeError as fault:
        raise MisfitError(f"it is not JSON (line {fault.lineno}, column {fault.colno})") from None
    except (ValueError, RecursionError):
        raise MisfitError("it is not JSON that can be read") from None


def _records(tables: Mapping[str, list[Any]], kind: type[Record]) -> Iterator[Record]:
    table = readers()
    seen: set[Id] = set()
    for place, values in enumerate(tables.get(kind.kind, []), start=1):
        where = f"{kind.kind}, entry {place}"
        record = _record(kind, values, table, where)
        if record.id in seen:
            raise MisfitError(f"{where}: its id is there twice")
        seen.add(record.id)
        yield record


def _record(kind: type[Record], values: object, table: Mapping[Any, Any], where: str) -> Record:
    if not isinstance(values, dict):
        raise MisfitError(f"{where}: it should hold fields and their values")
    absent = {"id", "created_at", "updated_at"} - set(values)
    if absent:
        raise MisfitError(f"{where}: “{min(absent)}” is missing")
    try:
        return read_record(kind, values, table)
    except MisfitError as fault:
        raise MisfitError(f"{where}: {fault}") from fault


def _see_that_all_is_there(records: list[Record]) -> None:
    ids = {(type(record), record.id) for record in records}
    places: dict[type[Record], int] = {}
    for record in records:
        places[type(record)] = places.get(type(record), 0) + 1
        for name in slots_of(type(record)):
            target = getattr(record, name) if name in REFERENCES else None
            if target is not None and (REFERENCES[name], target) not in ids:
                where = f"{record.kind}, entry {places[type(record)]}"
                raise MisfitError(f"{where}: “{name}” names a record that is not in the file")
