"""The tables beside the records: what one has the other has."""

from dataclasses import fields
from datetime import date, datetime
from typing import get_args, get_type_hints

import pytest

from beforehand.domain.kinds import KINDS
from beforehand.store.notebook import Notebook

STORED = {int: "INTEGER", bool: "INTEGER", float: "REAL"}


def columns(notebook, table):
    return {
        name: (kind, bool(not_null))
        for _, name, kind, not_null, _, _ in notebook.vault.read(f"PRAGMA table_info({table})")
    }


def expected(hint):
    inner = [part for part in get_args(hint) if part is not type(None)]
    optional = type(None) in get_args(hint)
    plain = inner[0] if optional else hint
    return STORED.get(plain, "TEXT"), not optional


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind)
def test_a_table_has_a_column_for_each_field_and_no_other(notebook, kind):
    hints = get_type_hints(kind)
    wanted = {field.name: expected(hints[field.name]) for field in fields(kind)}
    assert columns(notebook, kind.kind) == wanted


def test_every_table_is_strict_and_belongs_to_a_kind(notebook):
    tables = {
        name: bool(strict)
        for _, name, type_, _, _, strict in notebook.vault.read("PRAGMA table_list")
        if type_ == "table" and not name.startswith(("sqlite_", "_sqlite_"))
    }
    ours = {"notebook", "search_entries", "search_state", "gone", "same_things"}
    assert set(tables) == {kind.kind for kind in KINDS} | ours
    assert all(tables.values())


def test_every_reference_has_an_index_that_begins_with_it(notebook):
    missing = []
    for kind in KINDS:
        indexed = {
            notebook.vault.read(f"PRAGMA index_info({name})")[0][2]
            for _, name, *_ in notebook.vault.read(f"PRAGMA index_list({kind.kind})")
        }
        refers = {row[3] for row in notebook.vault.read(f"PRAGMA foreign_key_list({kind.kind})")}
        missing += [f"{kind.kind}.{column}" for column in refers - indexed]
    assert missing == []


def test_every_reference_to_one_table_is_kept_by_the_file(notebook):
    loose = {"lens_id", "question_id", "item_id", "record_id"}
    for kind in KINDS:
        refers = {row[3] for row in notebook.vault.read(f"PRAGMA foreign_key_list({kind.kind})")}
        named = {field.name for field in fields(kind) if field.name.endswith("_id")}
        assert named - loose == refers


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("journal_mode", "truncate"),
        ("synchronous", 2),
        ("fullfsync", 1),
        ("secure_delete", 1),
        ("trusted_schema", 0),
        ("cell_size_check", 1),
        ("temp_store", 2),
        ("foreign_keys", 1),
        ("locking_mode", "exclusive"),
        ("cipher_log_level", "NONE"),
    ],
)
def test_the_file_is_kept_in_the_careful_way(folder, now, name, value):
    Notebook.open(folder, now, create=True).close()
    again = Notebook.open(folder, now)
    ((answer,),) = again.vault.read(f"PRAGMA {name}")
    again.close()
    assert (int(answer) if str(answer).isdigit() else answer) == value


def test_types_that_are_kept_as_text_are_known():
    for kind in KINDS:
        hints = get_type_hints(kind)
        assert not any(hints[field.name] in {bytes, dict, list} for field in fields(kind))
    assert STORED.keys().isdisjoint({date, datetime, str})
