import os
import shutil
import stat
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path, PureWindowsPath
from subprocess import PIPE, Popen, run

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beforehand.domain.errors import BeforehandError
from beforehand.sheets import Options, file_name, private_sheet, write_pdf
from beforehand.sheets.password import locked
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


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 64 kB, where the system lets us have one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    if shutil.which("mount") is None or os.geteuid() != 0:
        pytest.skip("a disk of one's own takes Linux and root")
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "none", disk]
    if run(mount, capture_output=True, check=False).returncode != 0:
        pytest.skip("no disk may be mounted here")
    yield disk
    run(["umount", disk], check=True)


@pytest.mark.parametrize("password", ["", "secret"])
def test_a_disk_that_fills_up_keeps_the_old_file(small_disk: Path, password: str) -> None:
    pdf = private_sheet(brief(), Options(), printed_on=TODAY).pdf
    target = small_disk / "a.pdf"
    target.write_bytes(b"old" * 10_000)
    with pytest.raises(BeforehandError, match="The disk is full") as told:
        write_pdf(target, locked(pdf, password) + b"%" * 60_000)
    assert "what was there before is untouched" in told.value.sentence
    assert target.read_bytes() == b"old" * 10_000
    assert list(small_disk.iterdir()) == [target]


READ_ONLY = """
import os, sys
from pathlib import Path
from beforehand.domain.errors import BeforehandError
from beforehand.sheets import write_pdf
folder = Path(sys.argv[1])
(folder / "a.pdf").write_bytes(b"old")
folder.chmod(0o555)
if os.geteuid() == 0:
    os.setegid(65534)
    os.seteuid(65534)
try:
    write_pdf(folder / "a.pdf", b"new")
except BeforehandError as told:
    print(told)
print(sorted(os.listdir(folder)), (folder / "a.pdf").read_bytes())
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such folders")
def test_a_read_only_folder_is_told_and_its_file_kept() -> None:
    """Nothing is read-only for the system's own user, so another one tries it."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        inside = Path(folder) / "sheets"
        inside.mkdir()
        command = [sys.executable, "-c", READ_ONLY, inside]
        said = run(command, capture_output=True, text=True, check=True).stdout
        inside.chmod(0o755)
    assert "may not be written to" in said
    assert "['a.pdf'] b'old'" in said


def test_a_folder_in_the_place_of_the_file_is_told_and_kept(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").mkdir()
    with pytest.raises(BeforehandError, match=r"A folder has this name\. a\.pdf was not saved"):
        write_pdf(tmp_path / "a.pdf", b"x")
    assert [each.name for each in tmp_path.iterdir()] == ["a.pdf"]


def test_a_file_in_the_place_of_the_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    with pytest.raises(BeforehandError, match="This folder is not there"):
        write_pdf(tmp_path / "a" / "a.pdf", b"x")
    assert (tmp_path / "a").read_bytes() == b"old"


def test_a_name_that_is_too_long_is_told(tmp_path: Path) -> None:
    with pytest.raises(BeforehandError, match="This name is too long") as told:
        write_pdf(tmp_path / ("a" * 300 + ".pdf"), b"x")
    assert told.value.remedy == "Choose a shorter name."
    assert list(tmp_path.iterdir()) == []


def test_a_link_stays_and_what_it_leads_to_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "far").mkdir()
    link, target = tmp_path / "a.pdf", tmp_path / "far" / "b.pdf"
    link.symlink_to("far/b.pdf")
    for data in (b"first", b"second"):
        write_pdf(link, data)
        assert (link.is_symlink(), target.read_bytes()) == (True, data)
    assert [each.name for each in (tmp_path / "far").iterdir()] == ["b.pdf"]


def test_a_link_that_leads_nowhere_is_told_and_kept(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").symlink_to("gone/b.pdf")
    with pytest.raises(BeforehandError, match=r"folder is not there. a\.pdf was not saved"):
        write_pdf(tmp_path / "a.pdf", b"x")
    assert (tmp_path / "a.pdf").is_symlink()
    assert [each.name for each in tmp_path.iterdir()] == ["a.pdf"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps no pipes among files")
def test_a_pipe_is_written_to_and_stays(tmp_path: Path) -> None:
    pipe = tmp_path / "a.pdf"
    os.mkfifo(pipe)
    with Popen(["cat", pipe], stdout=PIPE) as reader:
        write_pdf(pipe, b"sheet")
        assert reader.communicate()[0] == b"sheet"
    assert pipe.is_fifo()


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere it is no link")
def test_the_output_of_a_program_can_be_the_place() -> None:
    words = "from beforehand.sheets import *; from pathlib import Path"
    command = [sys.executable, "-c", f"{words}; write_pdf(Path('/dev/stdout'), b'sheet')"]
    assert run(command, capture_output=True, check=True).stdout == b"sheet"
    assert Path("/dev/stdout").is_symlink()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows lets nobody replace an open file")
def test_whoever_has_the_old_file_open_still_reads_it_whole(tmp_path: Path) -> None:
    target = tmp_path / "a.pdf"
    target.write_bytes(b"old")
    with target.open("rb") as reader:
        write_pdf(target, b"new")
        assert reader.read() == b"old"
    assert target.read_bytes() == b"new"


def test_a_sheet_is_readable_by_its_owner_only(tmp_path: Path) -> None:
    write_pdf(tmp_path / "a.pdf", b"x")
    if sys.platform != "win32":
        assert stat.S_IMODE((tmp_path / "a.pdf").stat().st_mode) == 0o600


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
