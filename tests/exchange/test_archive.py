"""What was taken along comes back the same, and a bad file does nothing at all."""

import json
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import make
from beforehand import paths
from beforehand.domain.conversations import Answer, Conversation
from beforehand.domain.counterparts import Counterpart
from beforehand.domain.errors import BeforehandError
from beforehand.domain.kinds import KINDS
from beforehand.domain.needs import Need, Standing
from beforehand.domain.record import Id
from beforehand.exchange.archive import (
    REFERENCES,
    encoded,
    export_notebook,
    import_archive,
    read_archive,
    write_archive,
)
from beforehand.exchange.plain import read_record, readers, slots_of, to_plain
from beforehand.exchange.sample import fill_with_sample
from beforehand.library import read_library
from beforehand.store.notebook import Notebook


@pytest.fixture
def told(notebook: Notebook, now: datetime) -> Notebook:
    """A notebook with the sample in it, and something put away."""
    fill_with_sample(notebook, read_library(paths.resources()), now)
    first = notebook[Need].find(standing=Standing.HIDDEN)[0]
    notebook.save(replace(first, trashed_at=now), now=now)
    return notebook


@pytest.fixture
def file(told: Notebook, tmp_path: Path) -> Path:
    path = tmp_path / "everything.json"
    write_archive(told, path)
    return path


@pytest.fixture
def other(tmp_path: Path) -> Path:
    return tmp_path / "deep" / "other"


def changed(file: Path, where: str, **values: Any) -> Path:
    """The file with values changed in the first entry of a kind."""
    archive = json.loads(file.read_text("utf-8"))
    entry = archive["records"][where][0]
    entry.update(values)
    file.write_bytes(encoded(archive))
    return file


def exported(folder: Path, now: datetime, path: Path) -> bytes:
    notebook = Notebook.open(folder, now)
    try:
        write_archive(notebook, path)
    finally:
        notebook.close()
    return path.read_bytes()


def test_it_comes_back_the_same_byte_for_byte(
    file: Path, other: Path, now: datetime, tmp_path: Path
) -> None:
    count = import_archive(file, other, now)
    again = exported(other, now, tmp_path / "again.json")
    assert again == file.read_bytes()
    assert count == sum(len(each) for each in json.loads(again)["records"].values()) > 400


def test_what_was_put_away_is_taken_along(file: Path, other: Path, now: datetime) -> None:
    import_archive(file, other, now)
    notebook = Notebook.open(other, now)
    try:
        (away,) = notebook[Need].find(trashed=True)
    finally:
        notebook.close()
    assert away.trashed_at == now


def test_the_file_reads_as_it_was_written(file: Path) -> None:
    text = file.read_text("utf-8")
    assert "Łucja Wrońska" in text
    assert "Дмитро" in text
    assert list(json.loads(text)) == ["format", "version", "records"]


def test_nobody_else_may_read_the_file(file: Path) -> None:
    assert file.stat().st_mode & 0o077 == 0


def test_every_kind_stands_in_it_even_if_there_is_none(notebook: Notebook) -> None:
    archive = export_notebook(notebook)
    assert list(archive["records"]) == [kind.kind for kind in KINDS]


def test_a_notebook_without_records_comes_back_too(
    notebook: Notebook, other: Path, now: datetime, tmp_path: Path
) -> None:
    path = tmp_path / "empty.json"
    write_archive(notebook, path)
    assert import_archive(path, other, now) == 0
    assert exported(other, now, tmp_path / "again.json") == path.read_bytes()


def test_what_was_written_in_one_moment_keeps_its_order(
    notebook: Notebook, other: Path, now: datetime, tmp_path: Path
) -> None:
    names = [f"Person {n}" for n in "9184726350"]
    notebook.save(*(Counterpart(name=name) for name in names), now=now)
    write_archive(notebook, tmp_path / "a.json")
    import_archive(tmp_path / "a.json", other, now)
    opened = Notebook.open(other, now)
    try:
        assert [each.name for each in opened[Counterpart].find()] == names
    finally:
        opened.close()


def test_a_lone_surrogate_does_no_harm(tmp_path: Path) -> None:
    data = encoded({"words": "a\ud800b \ud83d\ude42 Ł \u2028 \\ud800"})
    assert json.loads(data)["words"] == "a\ud800b 🙂 Ł \u2028 \\ud800"
    data.decode("utf-8")


@given(text=st.text(), confidence=st.integers(0, 100), across=st.none() | st.floats(0, 1))
def test_any_need_comes_back_from_plain_values(
    text: str, confidence: int, across: float | None
) -> None:
    need = make.record(Need, text=text, confidence=confidence, across=across)
    plain = {name: to_plain(getattr(need, name)) for name in slots_of(Need)}
    back = json.loads(encoded(plain))
    assert read_record(Need, back, readers()) == need


@pytest.mark.parametrize("record", make.world(), ids=lambda each: each.kind)
def test_every_kind_of_record_comes_back_from_plain_values(record: Any) -> None:
    plain = {name: to_plain(getattr(record, name)) for name in slots_of(type(record))}
    assert read_record(type(record), json.loads(encoded(plain)), readers()) == record


def test_every_reference_is_looked_after() -> None:
    free = {"id", "lens_id", "question_id", "item_id", "record_id"}
    named = {
        name
        for kind in KINDS
        for name, slot in slots_of(kind).items()
        if name.endswith("_id") and slot.hint in (Id, Id | None)
    }
    assert named - free == set(REFERENCES)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "not JSON"),
        (b"not json", "not JSON (line 1, column 1)"),
        (b"\xff\xfe\x00", "not a text file"),
        (b"[]", "not an export"),
        (b'{"format": "other"}', "not an export"),
        (b'{"format": "beforehand notebook", "version": 2}', "version 2"),
        (b'{"format": "beforehand notebook"}', "version None"),
        (b'{"format": "beforehand notebook", "version": 1}', "“records”"),
        (b'{"format": "beforehand notebook", "version": 1, "records": []}', "“records”"),
        (b'{"format": "beforehand notebook", "version": 1, "records": {"needs": 3}}', "“records”"),
        (b'{"format": "beforehand notebook", "version": 1, "records": {"x": []}}', "“x”"),
        (
            b'{"format": "beforehand notebook", "version": 1, "records": {"needs": [7]}}',
            "needs, entry 1",
        ),
        (b"[" * 100_000, "not JSON"),
        (b"1" * 5000, "not JSON"),
    ],
    ids=range(14),
)
def test_what_is_no_export_is_refused(
    tmp_path: Path, other: Path, now: datetime, content: bytes, said: str
) -> None:
    path = tmp_path / "bad.json"
    path.write_bytes(content)
    with pytest.raises(BeforehandError) as caught:
        import_archive(path, other, now)
    assert said in caught.value.sentence
    assert "“bad.json”" in caught.value.sentence
    assert not other.parent.exists()


@pytest.mark.parametrize(
    ("kind", "values", "said"),
    [
        ("needs", {"confidence": "high"}, "needs, entry 1: “confidence” should be a whole number"),
        ("needs", {"confidence": True}, "“confidence” should be a whole number"),
        ("needs", {"confidence": 2**70}, "“confidence” is too large"),
        ("needs", {"across": "left"}, "“across” should be a number"),
        ("needs", {"standing": "loud"}, "“standing” should be one of: mine, stated"),
        ("needs", {"text": None}, "“text” should be words"),
        ("needs", {"colour": "red"}, "“colour” is not a field of it"),
        ("needs", {"said_on": "yesterday"}, "“said_on” should be a day"),
        ("needs", {"conversation_id": "gone"}, "“conversation_id” names a record that is not"),
        ("conversations", {"starts_at": "2026-11-19T14:00"}, "“starts_at” should be a time"),
        ("conversations", {"starts_at": 5}, "“starts_at” should be a time"),
        ("conversations", {"lens_ids": "one"}, "“lens_ids” should be a list"),
        ("conversations", {"lens_ids": [1]}, "“lens_ids” should be words"),
        ("room_choices", {"shown": 1}, "“shown” should be true or false"),
        ("answers", {"created_at": None}, "“created_at” should be a time"),
    ],
)
def test_a_wrong_value_is_told_with_its_place(  # noqa: PLR0917
    file: Path, other: Path, now: datetime, kind: str, values: dict[str, Any], said: str
) -> None:
    with pytest.raises(BeforehandError) as caught:
        import_archive(changed(file, kind, **values), other, now)
    assert said in caught.value.sentence
    assert not other.parent.exists()


@pytest.mark.parametrize("name", ["id", "created_at", "text"])
def test_a_field_that_must_be_there_is_missed(file: Path, name: str) -> None:
    archive = json.loads(file.read_text("utf-8"))
    del archive["records"]["needs"][0][name]
    file.write_bytes(encoded(archive))
    with pytest.raises(BeforehandError, match=f"needs, entry 1: “{name}” is missing"):
        read_archive(file)


def test_the_same_id_twice_is_refused(file: Path) -> None:
    archive = json.loads(file.read_text("utf-8"))
    archive["records"]["needs"].append(archive["records"]["needs"][0])
    file.write_bytes(encoded(archive))
    with pytest.raises(BeforehandError, match="its id is there twice"):
        read_archive(file)


def test_a_notebook_with_records_is_left_alone(
    file: Path, other: Path, now: datetime, tmp_path: Path
) -> None:
    with_one = Notebook.open(other, now, create=True)
    with_one.save(Counterpart(name="Maren", trashed_at=now), now=now)
    with_one.close()
    before = exported(other, now, tmp_path / "before.json")
    with pytest.raises(BeforehandError, match="not empty"):
        import_archive(file, other, now)
    assert exported(other, now, tmp_path / "after.json") == before


def test_a_notebook_that_is_there_and_empty_is_filled(
    file: Path, other: Path, now: datetime, tmp_path: Path
) -> None:
    Notebook.open(other, now, create=True).close()
    import_archive(file, other, now)
    assert exported(other, now, tmp_path / "again.json") == file.read_bytes()


def test_a_folder_of_something_else_is_left_alone(file: Path, other: Path, now: datetime) -> None:
    other.mkdir(parents=True)
    (other / "letter.txt").write_text("mine")
    with pytest.raises(BeforehandError):
        import_archive(file, other, now)
    assert [each.name for each in other.iterdir()] == ["letter.txt"]


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(BeforehandError, match="could not be read"):
        read_archive(tmp_path / "gone.json")


def test_a_place_that_cannot_be_written_is_told(told: Notebook, tmp_path: Path) -> None:
    with pytest.raises(BeforehandError, match="could not be written"):
        write_archive(told, tmp_path / "gone" / "x.json")
    target = tmp_path / "folder.json"
    target.mkdir()
    with pytest.raises(BeforehandError, match="could not be written"):
        write_archive(told, target)
    assert {each.name for each in tmp_path.iterdir()} == {"notebook", "folder.json"}


def test_a_record_written_in_another_zone_is_the_same_moment(now: datetime) -> None:
    talk = make.record(Conversation, starts_at=datetime.fromisoformat("2026-11-20T16:00+02:00"))
    assert to_plain(talk.starts_at) == "2026-11-20T14:00:00+00:00"


def test_an_answer_keeps_its_line_breaks(
    notebook: Notebook, other: Path, now: datetime, tmp_path: Path
) -> None:
    world = make.world()
    words = "one\r\n\ttwo\u2028three\x00four "
    records = [replace(r, text=words) if isinstance(r, Answer) else r for r in world]
    notebook.save(*records, now=now)
    (kept,) = notebook[Answer].find()
    write_archive(notebook, tmp_path / "a.json")
    import_archive(tmp_path / "a.json", other, now)
    opened = Notebook.open(other, now)
    try:
        assert opened[Answer].find() == [kept]
    finally:
        opened.close()


def test_an_export_from_before_the_debriefs_still_comes_in(
    file: Path, other: Path, now: datetime
) -> None:
    archive = json.loads(file.read_text("utf-8"))
    del archive["records"]["addenda"]
    for need in archive["records"]["needs"]:
        del need["checked_on"]
    file.write_text(json.dumps(archive), "utf-8")
    assert import_archive(file, other, now) > 100
