"""On a stick the newest notebook or backup is found, wherever it lies."""

from datetime import timedelta

import make
from beforehand.store import backups, elsewhere, restoring
from harm import backed_up


def test_the_newest_backup_is_found_however_high_one_points(filled, tmp_path, now):
    stick = tmp_path / "stick" / "Beforehand backups"
    stick.mkdir(parents=True)
    (tmp_path / "stick" / "Photos").mkdir()
    for days in (0, 2, 1):
        made = backed_up(filled, now + timedelta(days=days))
        made.path.rename(stick / f"{days:06d} {made.path.name[7:]}")
    for chosen in (tmp_path / "stick", stick, stick / backups.found(stick)[0].path.name):
        found = elsewhere.found(chosen)
        assert found.newest.made_at == now + timedelta(days=2)
    assert elsewhere.found(stick).count == 3


def test_a_copy_of_the_whole_folder_counts_as_of_its_last_change(filled, now):
    backed_up(filled, make.NOW - timedelta(days=400))
    assert elsewhere.found(filled.parent).newest.path == filled


def test_where_nothing_lies_nothing_is_found(tmp_path, filled):
    (tmp_path / "empty").mkdir()
    (tmp_path / "keyless").mkdir()
    (tmp_path / "keyless" / "notebook.db").write_bytes((filled / "notebook.db").read_bytes())
    assert elsewhere.found(tmp_path / "empty") is None
    assert elsewhere.found(tmp_path / "keyless") is None
    assert elsewhere.found(tmp_path / "nowhere") is None


def test_a_ring_of_links_holds_nobody_up(tmp_path, filled):
    (filled / "again").symlink_to(filled.parent)
    assert elsewhere.found(filled.parent).count == 1


def test_the_notebook_that_is_open_is_no_copy_of_itself(filled, now):
    assert elsewhere.found(filled.parent, filled) is None
    made = backed_up(filled, now)
    assert elsewhere.found(filled.parent, filled).newest.path == made.path


def test_what_takes_back_the_last_act_of_a_killed_program_comes_along(filled, tmp_path):
    (filled / "notebook.db-journal").write_bytes(b"as a kill leaves it")
    restoring.restore(elsewhere.found(filled).newest, tmp_path / "new")
    assert (tmp_path / "new" / "notebook.db-journal").read_bytes() == b"as a kill leaves it"
