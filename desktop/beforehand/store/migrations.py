"""The steps that bring a notebook's tables up to date, through sqlite-utils' own migrations.

A step is never edited once released and holds plain literals only, so that an old notebook goes
through the same steps in ten years.
"""

import sys
from collections.abc import Callable, Collection, Iterable
from typing import TYPE_CHECKING, Any

from beforehand.store.steps_later import m005_merged_people, m006_the_gone_twice

if TYPE_CHECKING:
    from sqlite_utils import Database

SET = "beforehand"

_EVERY = {"id": "text", "created_at": "text", "updated_at": "text", "trashed_at": "text?"}
_TYPES = {"text": str, "int": int, "real": float}

_M001_TABLES = {
    "counterparts": {
        "name": "text",
        "role": "text",
        "team": "text",
        "relationship": "text",
        "notes": "text",
    },
    "success_measures": {"counterpart_id": "text", "text": "text"},
    "pressures": {"counterpart_id": "text", "text": "text", "source": "text", "due": "text?"},
    "conversations": {
        "issue": "text",
        "title": "text",
        "starts_at": "text?",
        "minutes": "int",
        "stage": "text",
        "lens_ids": "text",
        "speed": "text",
        "shared_goal": "text",
        "if_no_agreement": "text",
        "if_no_agreement_theirs": "text",
        "sheet_made_at": "text?",
        "left_at": "text?",
    },
    "participants": {"conversation_id": "text", "counterpart_id": "text", "place": "int"},
    "answers": {
        "conversation_id": "text",
        "lens_id": "text",
        "question_id": "text",
        "wording": "text",
        "text": "text",
    },
    "earlier_wordings": {
        "answer_id": "text",
        "wording": "text",
        "text": "text",
        "written_at": "text",
    },
    "alignment_ratings": {"conversation_id": "text", "moment": "text", "score": "int"},
    "debriefs": {
        "conversation_id": "text",
        "happened": "text",
        "surprised": "text",
        "carry": "text",
        "result": "int?",
        "conduct": "int?",
        "process": "int?",
        "relation": "int?",
    },
    "needs": {
        "counterpart_id": "text?",
        "conversation_id": "text?",
        "standing": "text",
        "text": "text",
        "words": "text",
        "said_on": "text?",
        "driver": "text",
        "confidence": "int",
        "question": "text",
        "across": "real?",
    },
    "need_links": {"stated_id": "text", "hidden_id": "text"},
    "evidence": {"need_id": "text", "text": "text", "seen_on": "text?", "supports": "int"},
    "confidence_marks": {"need_id": "text", "confidence": "int"},
    "verdicts": {
        "need_id": "text",
        "conversation_id": "text",
        "ruling": "text",
        "knowing": "text?",
        "confidence_then": "int",
        "confidence_after": "int?",
        "text": "text",
    },
    "positions": {
        "conversation_id": "text",
        "counterpart_id": "text?",
        "text": "text",
        "interest": "text",
    },
    "non_negotiables": {
        "conversation_id": "text",
        "counterpart_id": "text?",
        "text": "text",
        "basis": "text",
    },
    "options": {"conversation_id": "text", "text": "text"},
    "servings": {"option_id": "text", "need_id": "text"},
    "openings": {"conversation_id": "text", "text": "text", "avoid": "text"},
    "if_then_plans": {"conversation_id": "text", "if_they": "text", "then_i": "text"},
    "asking_points": {"conversation_id": "text", "text": "text"},
    "commitments": {
        "conversation_id": "text",
        "owner": "text",
        "counterpart_id": "text?",
        "owner_name": "text",
        "text": "text",
        "due": "text?",
        "promise": "text",
        "closed_on": "text?",
    },
    "excerpts": {"answer_id": "text", "words": "text", "became": "text", "item_id": "text"},
    "room_choices": {"conversation_id": "text", "item_id": "text", "shown": "int"},
}

_M001_REFERENCES = {
    "counterpart_id": "counterparts",
    "conversation_id": "conversations",
    "answer_id": "answers",
    "need_id": "needs",
    "stated_id": "needs",
    "hidden_id": "needs",
    "option_id": "options",
}

_M001_INDEXES = (
    # Holds all that a list by name asks for: the list is sorted without reading the notes.
    ("counterparts", ("trashed_at", "name", "team", "id")),
    ("counterparts", ("created_at",)),
    ("conversations", ("starts_at",)),
    ("conversations", ("stage", "starts_at")),
    ("conversations", ("created_at",)),
    ("answers", ("created_at",)),
    ("needs", ("created_at",)),
    ("commitments", ("promise", "due")),
    ("excerpts", ("item_id",)),
)


def m001_first_tables(db: "Database") -> None:
    """The tables of part A: preparing a conversation, its sheets, and what came of it."""
    db.table("notebook").create(
        {"id": int, "changes": int, "mark": str}, pk="id", not_null={"changes", "mark"}, strict=True
    )
    db.table("notebook").insert({"id": 1, "changes": 0, "mark": ""})
    for name, columns in _M001_TABLES.items():
        _make(db, name, columns, _M001_REFERENCES)
    for name, indexed in _M001_INDEXES:
        db.table(name).create_index(list(indexed))
    # A conversation without a date stands in lists at the day it was made.
    db.execute(
        "CREATE INDEX idx_conversations_when ON conversations (coalesce(starts_at, created_at))"
    )


_M003_TABLES = {"addenda": {"conversation_id": "text", "text": "text"}}

_M003_INDEXES = (
    # The journal stands in the order of writing, the trash in that of putting away.
    *((name, ("created_at",)) for name in ("addenda", "evidence", "openings", "if_then_plans")),
    *((name, ("created_at",)) for name in ("options", "positions", "non_negotiables")),
    *((name, ("created_at",)) for name in ("asking_points", "commitments", "verdicts")),
    *((name, ("created_at",)) for name in ("success_measures", "pressures")),
    ("answers", ("updated_at",)),
    ("debriefs", ("updated_at",)),
    ("verdicts", ("need_id", "conversation_id")),
)


def m003_after_the_conversation(db: "Database") -> None:
    """What part B adds: words added to a debrief, and when a need was last seen to be true."""
    for name, columns in _M003_TABLES.items():
        _make(db, name, columns, _M001_REFERENCES)
    db.table("needs").add_column("checked_on", str)
    for name, indexed in _M003_INDEXES:
        db.table(name).create_index(list(indexed))


# `search_state.rules` is empty until the index is filled, which is done in slices after this step.
# Words come to FTS5 folded and parted by blanks: its plainest tokenizer has to leave them alone.
_M002_STATEMENTS = (
    "CREATE TABLE search_state (id INTEGER PRIMARY KEY, rules TEXT NOT NULL,"
    " purge INTEGER NOT NULL) STRICT",
    "INSERT INTO search_state VALUES (1, '', 0)",
    "CREATE TABLE search_entries (place INTEGER PRIMARY KEY, kind TEXT NOT NULL,"
    " record_id TEXT NOT NULL, body TEXT NOT NULL) STRICT",
    "CREATE UNIQUE INDEX idx_search_entries_record ON search_entries (kind, record_id)",
    "CREATE VIRTUAL TABLE search USING fts5 (body, content = 'search_entries',"
    " content_rowid = 'place', prefix = '1 2 3', columnsize = 0,"
    " tokenize = \"ascii tokenchars '$+<=>^`|~'\")",
    # Merging is done when nobody types. FTS5's own secure-delete would make a save wait for it
    # (3 to 28 ms for each edit at 100,000 notes): what is deleted for good is purged by merging.
    "INSERT INTO search (search, rank) VALUES ('automerge', 0)",
    "INSERT INTO search (search, rank) VALUES ('crisismerge', 64)",
)


def m002_search(db: "Database") -> None:
    """The index of everything that was written."""
    for statement in _M002_STATEMENTS:
        db.execute(statement)


_M004_OWNERS = dict.fromkeys(("counterpart_id", "conversation_id", "need_id"), "text?")
_M004_WORDS = dict.fromkeys(("record_kind", "record_id", "words", "written_at"), "text")

# Of what was deleted for good only a keyed hash of its id stays, and which version it was.
_M004_STATEMENTS = (
    "CREATE TABLE gone (mark TEXT PRIMARY KEY, salt TEXT NOT NULL, until TEXT NOT NULL,"
    " erased INTEGER NOT NULL) STRICT, WITHOUT ROWID",
    "CREATE TABLE same_things (id TEXT PRIMARY KEY, kept TEXT NOT NULL) STRICT, WITHOUT ROWID",
)


def m004_two_machines(db: "Database") -> None:
    """What merging two copies needs: words that gave way, what was deleted, what is the same."""
    _make(db, "earlier_versions", {**_M004_OWNERS, **_M004_WORDS}, _M001_REFERENCES)
    db.table("earlier_versions").create_index(["record_id", "created_at"])
    for statement in _M004_STATEMENTS:
        db.execute(statement)


Step = Callable[["Database"], None]

STEPS: tuple[Step, ...] = (
    m001_first_tables,
    m002_search,
    m003_after_the_conversation,
    m004_two_machines,
    m005_merged_people,
    m006_the_gone_twice,
)


def pending(steps: Iterable[Step], applied: Collection[str]) -> list[Step]:
    """The steps a notebook still lacks."""
    return [step for step in steps if step.__name__ not in applied]


def unknown(steps: Iterable[Step], applied: Collection[str]) -> bool:
    """Whether a later version of the program has been at work."""
    return not set(applied) <= {step.__name__ for step in steps}


def apply(connection: Any, steps: Iterable[Step]) -> int:
    """Bring the tables up to date, all steps or none; how many references then lead nowhere.

    If any does, everything is taken back.
    """
    database, migrations = _sqlite_utils(connection)
    for step in steps:
        migrations(name=step.__name__)(step)
    connection.execute("BEGIN")
    try:
        migrations.apply(database)
        broken = len(connection.execute("PRAGMA foreign_key_check").fetchall())
        connection.execute("ROLLBACK" if broken else "COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    return broken


def _sqlite_utils(connection: Any) -> tuple[Any, Any]:
    import sqlcipher3

    # Without the alias, sqlite-utils catches the errors of another SQLite and not of this one.
    sys.modules.setdefault("pysqlite3", sqlcipher3)
    sys.modules.setdefault("pysqlite3.dbapi2", sqlcipher3.dbapi2)
    # Imported here: it costs half a second Qt start, and an up-to-date notebook needs none of it.
    from sqlite_utils import Database
    from sqlite_utils.migrations import Migrations

    return Database(connection, execute_plugins=False), Migrations(SET)


def _make(db: "Database", name: str, columns: dict[str, str], references: dict[str, str]) -> None:
    """Make one strict table, with an index by each reference and date."""
    every = {"id": "text"} | columns | _EVERY
    foreign = [(column, references[column], "id") for column in columns if column in references]
    db.table(name).create(
        {column: _TYPES[kind.rstrip("?")] for column, kind in every.items()},
        pk="id",
        not_null={column for column, kind in every.items() if not kind.endswith("?")},
        foreign_keys=foreign,
        strict=True,
    )
    for column, _, _ in foreign:
        db.table(name).create_index([column, "created_at"])
