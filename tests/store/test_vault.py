"""Writing: what is acknowledged stays, and nothing is written where it would destroy something."""

import subprocess
import sys
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

import make
from beforehand.domain.counterparts import Counterpart, Pressure
from beforehand.domain.record import Id
from beforehand.store.faults import (
    NotebookChanged,
    NotebookHeld,
    NotRead,
    NotSaved,
    primary_code,
    told,
)
from beforehand.store.notebook import Notebook

WRITE = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from beforehand.domain.counterparts import Counterpart
from beforehand.store.notebook import Notebook
now = datetime(2026, 11, 19, tzinfo=UTC)
notebook = Notebook.open(Path(sys.argv[1]), now, create=True)
for number in range(100_000):
    person = Counterpart(name=f"{number} " * 200)
    notebook.save(person, now=now)
    print(person.id, flush=True)
"""

START = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from beforehand.domain.counterparts import Counterpart
from beforehand.store.notebook import Notebook
from beforehand.store.gather import gather
from beforehand.store.overview import coming, counterpart_lines
now = datetime(2026, 11, 19, tzinfo=UTC)
notebook = Notebook.open(Path(sys.argv[1]), now)
coming(notebook, now)
counterpart_lines(notebook)
print(*sorted(sys.modules))
notebook.save(Counterpart(name="Tomás"), now=now)
assert "sqlite_utils" not in sys.modules
"""


def in_another_program(*command: object) -> None:
    """Run a command; reading the live file in this program would drop its lock."""
    subprocess.run([str(part) for part in command], check=True)


def overwrite(source: Path, target: Path) -> None:
    """Write a file over another in place, as some sync programs do."""
    in_another_program("sh", "-c", f"cat '{source}' > '{target}'")


@pytest.fixture
def db(folder):
    return folder / "notebook.db"


@pytest.fixture
def older(notebook, db, tmp_path, now):
    """A copy of the notebook's file from before the last save."""
    notebook.save(make.record(Counterpart, name="Ada"), now=now)
    copied = tmp_path / "older.db"
    in_another_program("cp", db, copied)
    notebook.save(make.record(Counterpart, name="Bo"), now=now)
    return copied


def refused(notebook, now, what):
    with pytest.raises(NotebookChanged, match=what) as caught:
        notebook.save(make.record(Counterpart, name="Cy"), now=now)
    assert "Your words are still on the screen." in caught.value.sentence


@pytest.mark.parametrize("kill_after", [1, 7, 30])
def test_a_kill_while_writing_loses_nothing_that_was_acknowledged(folder, now, kill_after):
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITE, str(folder)], stdout=subprocess.PIPE, text=True
    )
    saved = [writer.stdout.readline().strip() for _ in range(kill_after)]
    writer.kill()
    saved += writer.communicate()[0].split()
    opened = Notebook.open(folder, now)
    kept = {person.id for person in opened[Counterpart].find()}
    assert opened.vault.read("PRAGMA integrity_check") == [("ok",)]
    opened.close()
    # The last line may have been cut short by the kill.
    assert set(saved[:-1]) <= kept
    assert len(kept) <= len(saved) + 1


def test_a_file_replaced_under_the_program_is_not_written_to(notebook, older, db, now):
    in_another_program("mv", older, db)
    refused(notebook, now, "was replaced by another file")


def test_a_file_gone_from_its_folder_is_not_written_to(notebook, older, db, now):
    in_another_program("mv", db, db.with_name("elsewhere.db"))
    refused(notebook, now, "no longer in its folder")


def test_a_file_written_over_in_place_is_not_written_to(notebook, older, db, now):
    overwrite(older, db)
    refused(notebook, now, "was changed by another program")
    refused(notebook, now, "was changed by another program")
    notebook.close()
    assert db.read_bytes() == older.read_bytes()


def test_a_file_written_over_with_something_else_is_not_written_to(notebook, older, db, now):
    other = older.with_name("other")
    other.write_bytes(b"not a notebook" * 4096)
    overwrite(other, db)
    refused(notebook, now, "was changed by another program")


def test_a_file_replaced_in_the_middle_of_a_save_is_not_called_saved(notebook, older, db, now):
    def meanwhile():
        with notebook.transaction():
            notebook.save(make.record(Counterpart, name="Cy"), now=now)
            in_another_program("mv", older, db)

    with pytest.raises(NotebookChanged, match="was replaced"):
        meanwhile()
    refused(notebook, now, "was replaced by another file")


def test_a_file_cut_off_is_not_written_to_even_if_its_beginning_is_ours(notebook, db, now):
    in_another_program("truncate", "--size=-4096", db)
    refused(notebook, now, "was changed by another program")


def test_a_file_replaced_after_a_failed_save_is_noticed_too(notebook, older, db, now):
    with pytest.raises(NotSaved):
        notebook.save(make.record(Pressure, counterpart_id=Id("nobody")), now=now)
    in_another_program("mv", older, db)
    refused(notebook, now, "was replaced by another file")


def test_a_file_that_was_only_touched_is_still_ours(notebook, older, db, now):
    in_another_program("touch", db)
    notebook.save(make.record(Counterpart, name="Cy"), now=now)
    assert notebook[Counterpart].count() == 3


def test_a_copy_made_by_another_program_leaves_the_lock(notebook, older, folder, now):
    with pytest.raises(NotebookHeld):
        Notebook.open(folder, now)
    notebook.save(make.record(Counterpart, name="Cy"), now=now)


def fill_the_disk(notebook):
    ((pages,),) = notebook.vault.read("PRAGMA page_count")
    notebook.vault.read(f"PRAGMA max_page_count = {pages + 2}")


def test_a_full_disk_is_told_loses_nothing_and_ends_when_there_is_room(notebook, now):
    notebook.save(make.record(Counterpart, name="Ada"), now=now)
    fill_the_disk(notebook)
    with pytest.raises(NotSaved, match=r"The disk is full. Nothing was saved") as caught:
        notebook.save(make.record(Counterpart, name="x" * 100_000), now=now)
    assert (caught.value.code, caught.value.remedy[:9]) == (13, "Make room")
    assert [person.name for person in notebook[Counterpart].find()] == ["Ada"]
    notebook.vault.read("PRAGMA max_page_count = 100000")
    notebook.save(make.record(Counterpart, name="x" * 100_000), now=now)
    assert notebook[Counterpart].count() == 2


def test_a_full_disk_in_an_inner_part_takes_the_outer_part_with_it(notebook, now):
    fill_the_disk(notebook)
    with pytest.raises(NotSaved), notebook.transaction():
        careless(notebook, now)
    assert notebook[Counterpart].count() == 0


def careless(notebook, now):
    """Save, fail, and go on as if nothing had happened."""
    notebook.save(make.record(Counterpart, name="Ada"), now=now)
    try:
        notebook.save(make.record(Counterpart, name="x" * 100_000), now=now)
    except NotSaved:
        notebook.save(make.record(Counterpart, name="Bo"), now=now)


def test_every_fault_of_the_disk_has_a_sentence_and_a_remedy():
    for code in (5, 7, 8, 10, 11, 13, 14, 18, 19, 23, 26):
        error = dbapi2.OperationalError("any wording")
        error.sqlite_errorcode = code | (3 << 8)
        for fault in (NotSaved, NotRead):
            said = told(error, fault)
            assert isinstance(said, fault)
            assert said.code == code == primary_code(error)
            assert said.remedy.endswith(".")


def test_a_mistake_of_the_program_s_own_is_not_blamed_on_the_disk(notebook):
    with pytest.raises(dbapi2.OperationalError):
        notebook.vault.read("SELECT words FROM nowhere")


def test_start_and_save_need_none_of_the_slow_imports(folder, now):
    Notebook.open(folder, now, create=True).close()
    ran = subprocess.run(
        [sys.executable, "-c", START, str(folder)], capture_output=True, text=True, check=True
    )
    slow = {"sqlite_utils", "cryptography", "asyncio", "ssl", "PySide6", "reportlab", "click"}
    assert slow.isdisjoint(ran.stdout.split())
