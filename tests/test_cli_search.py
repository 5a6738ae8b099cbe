"""The search in the terminal, as somebody types it."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

import make
from beforehand.domain.conversations import Answer
from beforehand.domain.needs import Evidence
from beforehand.store.notebook import Notebook
from scan import scan


@pytest.fixture
def written(folder: Path) -> Path:
    """A closed notebook with one record of each kind, and a hundred notes on yaks."""
    notebook = Notebook.open(folder, make.NOW, create=True)
    notebook.save(*make.world(), now=make.NOW)
    for number in range(100):
        note = make.record(Evidence, need_id=make.HIDDEN, text=f"yak {number}: C++,\n“hm”")
        notebook.save(note, now=make.NOW + timedelta(minutes=number))
    answer = notebook[Answer].get(make.ANSWER)
    assert answer is not None
    notebook.save(replace(answer, text="other words"), now=make.NOW + timedelta(days=2))
    notebook.save(replace(answer, text="", trashed_at=make.NOW), now=make.NOW + timedelta(days=4))
    notebook.close()
    return folder


def search(folder: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "beforehand", "search", *words, "--notebook", str(folder)],
        env=os.environ | {"TZ": "UTC", "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def test_all_hits_are_printed_newest_first(written: Path) -> None:
    done = search(written, "ya")
    lines = done.stdout.splitlines()
    assert (done.returncode, len(lines)) == (0, 201)
    assert lines[0] == "2026-11-19 11:09  evidence (in conversation talk)"
    assert lines[1] == "    yak 99: C++, “hm”"
    assert lines[-1] == "Found in 100 places."


def test_programs_read_what_a_plain_scan_finds(written: Path) -> None:
    done = search(written, "--json", "team")
    hits = json.loads(done.stdout)
    notebook = Notebook.open(written, make.NOW)
    expected = scan(notebook, "team")
    notebook.close()
    assert {(hit["kind"], hit["id"]) for hit in hits} == expected
    for hit in hits:
        assert [hit["excerpt"][start : start + length] for start, length in hit["marks"]] == [
            "team"
        ]
    assert [hit["earlier"] for hit in hits if hit["kind"] == "earlier_wordings"] == [True]


def test_the_trash_is_told_as_such(written: Path) -> None:
    notebook = Notebook.open(written, make.NOW)
    (note, *_) = notebook[Evidence].find()
    notebook.save(replace(note, text="a zebra", trashed_at=make.NOW), now=make.NOW)
    notebook.close()
    assert "evidence (in conversation talk, in the trash)" in search(written, "zebra").stdout
    assert json.loads(search(written, "zebra", "--json").stdout)[0]["trashed"]


@pytest.mark.parametrize("words", [["zebra"], ["*"], ['"'], ["yak", "AND"], ["yak", "NOT", "hm"]])
def test_nothing_found_is_said(written: Path, words: list[str]) -> None:
    done = search(written, *words)
    assert (done.returncode, done.stdout) == (0, "Nothing was found.\n")
    assert search(written, "--json", *words).stdout == "[]\n"


def test_symbols_are_words_and_not_syntax(written: Path) -> None:
    assert "Found in 100 places." in search(written, "yak", "C++").stdout


def test_ten_thousand_characters_are_told_in_one_line(written: Path) -> None:
    done = search(written, "budget " * 1430)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert "up to 1,000 characters" in done.stderr
