import os
import stat
import sys
from datetime import date
from pathlib import Path, PureWindowsPath
from subprocess import run

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beforehand.domain.errors import BeforehandError
from beforehand.sheets import file_name, write_pdf
from sheets.briefs import EMPTY, TODAY, brief, person, room

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=300)

LIMITED = """
import resource, signal, sys
from pathlib import Path
from beforehand.domain.errors import BeforehandError
from beforehand.sheets import write_pdf
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000))
try:
    write_pdf(Path(sys.argv[1]), b"x" * 50_000)
except BeforehandError as told:
    print(told)
"""


def test_a_sheet_replaces_the_one_before(tmp_path: Path) -> None:
    target = tmp_path / "a.pdf"
    write_pdf(target, b"old")
    write_pdf(target, b"new")
    assert target.read_bytes() == b"new"
    assert [each.name for each in tmp_path.iterdir()] == ["a.pdf"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot limit a file's size")
def test_a_full_disk_leaves_the_old_file_as_it_was(tmp_path: Path) -> None:
    target = tmp_path / "a.pdf"
    target.write_bytes(b"old")
    done = run([sys.executable, "-c", LIMITED, target], capture_output=True, text=True, check=True)
    assert "a.pdf was not saved; what was there before is untouched." in done.stdout
    assert target.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["a.pdf"]


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(BeforehandError, match="This folder is not there"):
        write_pdf(tmp_path / "no" / "a.pdf", b"x")


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0,
    reason="nothing is read-only for the system's own user",
)
def test_a_read_only_folder_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(stat.S_IRUSR | stat.S_IXUSR)
    with pytest.raises(BeforehandError, match="may not be written to"):
        write_pdf(tmp_path / "a.pdf", b"x")


def test_a_folder_in_the_place_of_the_file_is_told_and_kept(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").mkdir()
    with pytest.raises(BeforehandError, match=r"a\.pdf was not saved"):
        write_pdf(tmp_path / "a.pdf", b"x")
    assert [each.name for each in tmp_path.iterdir()] == ["a.pdf"]


def test_the_private_brief_is_named_by_day_and_first_name() -> None:
    assert file_name(brief(), TODAY) == "2026-11-19 Priya private brief.pdf"


def test_without_a_day_or_a_name_there_is_still_a_name() -> None:
    assert file_name(EMPTY, TODAY) == "2026-11-18 private brief.pdf"


def test_the_room_sheet_is_named_by_its_neutral_title() -> None:
    assert file_name(room(), TODAY) == "2026-11-19 Launch.pdf"
    assert file_name(room(title=""), TODAY) == "2026-11-19 Priya conversation sheet.pdf"


def test_neither_surname_nor_issue_is_in_a_name() -> None:
    name = file_name(brief(person("Łucja Nowak"), issue="Zoff"), date(2026, 1, 2))
    assert name == "2026-11-19 Łucja private brief.pdf"


@given(ANY_TEXT)
def test_a_name_is_safe_on_every_system(text: str) -> None:
    for name in (file_name(room(title=text), TODAY), file_name(brief(person(text)), TODAY)):
        stem = name.removesuffix(".pdf")
        assert not set('<>:"/\\|?*') & set(name)
        assert name.isprintable()
        assert stem == stem.strip(" .")
        assert len(name.encode()) <= 120
        assert PureWindowsPath(name).name == name
        assert name.startswith("2026-11-19")


def test_a_name_cannot_disguise_its_ending() -> None:
    assert "\u202e" not in file_name(room(title="a\u202efdp.exe"), TODAY)
