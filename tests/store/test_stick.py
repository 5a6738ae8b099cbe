"""A place for backups that several notebooks and computers share: nobody touches another's."""

import json
import shutil
from contextlib import closing as closed_after
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import make
from beforehand import paths
from beforehand.domain.counterparts import Counterpart
from beforehand.store import (
    backing_up,
    backups,
    cleaning,
    closing,
    copies,
    copying,
    keyfile,
    locking,
    opening,
    stick,
    thinning,
)
from beforehand.store.faults import KeyTrouble
from beforehand.store.notebook import Notebook
from beforehand.store.stick import FOLDER, NoPlace, Stick
from harm import backed_up

PROGRAM = paths.program(paths.COPYING)
WORDS = "quiet at the canal"


class Somebody:
    """A notebook on a computer, and the backups that it made on the stick."""

    def __init__(self, folder, computer, place):
        self.folder, self.place = folder, place
        self.register = computer / copies.NAME
        self.stick = Stick(chosen=place, owner=copies.owner_in(folder, self.register))
        self.made = set()

    def open(self, now):
        words = opening.unlock(self.folder, WORDS) if keyfile.read(self.folder).locked else ()
        return closed_after(Notebook.open(self.folder, now, keys=words))

    def back_up(self, now):
        """As the window does: beside the notebook first, then carried."""
        with self.open(now) as notebook:
            key = notebook.vault.key
        part = backups.begun(backups.folder_of(self.folder))
        copying.copied(self.folder, part)
        made = backups.finished(part, now, "daily", copying.checked(part, [key]))
        backups.carried(made, self.stick.begun(), key, self.stick.owner.copy)
        newest = [each.path for each in self.stick.lying().own][: thinning.NEWEST]
        self.stick.thin()
        assert all(each.is_dir() for each in newest)

    def clean(self, now):
        with self.open(now) as notebook:
            cleaning.see_that_it_can(notebook, [self.stick])
            cleaned = cleaning.clean_backups(notebook, PROGRAM, now, [self.stick])
        assert (cleaned.left, len(self.stick.lying().own)) == ((), 1)

    def lock(self, now):
        with self.open(now) as notebook:
            if keyfile.read(self.folder).locked:
                locking.remove_passphrase(notebook, WORDS)
            else:
                locking.set_passphrase(notebook, WORDS, make.CHEAP)
                assert closing.close_backups(notebook, [self.stick]) == []
                assert not any(each.stands_open for each in self.stick.lying().own)

    def delete(self, _now):
        for each in self.stick.lying().own[-1:]:
            backups.delete(each)

    def restore(self, _now):
        """The notebook goes on in the place of one that is lost; it stays the same."""
        for each in self.stick.lying().own[:1]:
            if keyfile.read(each.path).locked == keyfile.read(self.folder).locked:
                shutil.rmtree(self.folder)
                copying.copied(each.path, self.folder)
                (self.folder / "backups").mkdir()
                assert copies.owner_in(self.folder, self.register) == self.stick.owner


def folders_in(place):
    return {
        path.parent for path in place.rglob("*/notebook.db") if path.parent.name[:6].isdecimal()
    }


def bytes_in(place):
    return {path: path.read_bytes() for path in place.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def several(tmp_path_factory):
    """Two notebooks, one of them on two computers; a stick with what older versions left there."""
    place = tmp_path_factory.mktemp("several")
    for name in ("mine", "other"):
        with closed_after(Notebook.open(place / name, make.NOW, create=True)) as notebook:
            notebook.save(make.record(Counterpart, name=name), now=make.NOW)
    shutil.copytree(place / "mine", place / "mine again")
    (place / "stick" / FOLDER).mkdir(parents=True)
    old = backed_up(place / "other", make.NOW).path.rename(place / "stick" / FOLDER / "000007 old")
    (old / "about.json").unlink()
    shutil.copytree(place / "other", place / "stick" / "a copy by hand")
    (place / "stick" / "Photos").mkdir()
    (place / "stick" / "Photos" / "1.jpg").write_bytes(b"\xff\xd8")
    return place


ACTS = ("back_up", "back_up", "back_up", "clean", "lock", "delete", "restore")


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    derandomize=True,
    phases=[Phase.generate],
)
@given(
    st.lists(
        st.tuples(st.integers(0, 2), st.sampled_from(ACTS), st.integers(-90, 60)),
        min_size=8,
        max_size=20,
    )
)
def test_whatever_one_does_what_belongs_to_another_stays_byte_for_byte(several, steps):
    with TemporaryDirectory(dir=several) as name:
        run, now = Path(name), make.NOW
        for each in ("mine", "mine again", "other", "stick"):
            shutil.copytree(several / each, run / each)
        place = run / "stick"
        everybody = [
            Somebody(run / "mine", run / "computer 1", place),
            Somebody(run / "mine again", run / "computer 2", place),
            Somebody(run / "other", run / "computer 1", place / FOLDER),
        ]
        everybody[2].made |= folders_in(place / FOLDER)
        for number, act, minutes in steps:
            now += timedelta(minutes=minutes)
            does(everybody[number], act, now)
        for each in everybody:
            listed = {one.path for one in each.stick.lying().own}
            assert listed == each.made & folders_in(place)


def does(me, act, now):
    """Do it, and see that nothing but one's own is gone or changed."""
    place = me.place
    there, theirs = folders_in(place), bytes_in(place)
    theirs = {path: each for path, each in theirs.items() if not me.made & set(path.parents)}
    getattr(me, act)(now)
    me.made |= folders_in(place) - there
    assert theirs.items() <= bytes_in(place).items()


def test_two_copies_of_a_notebook_are_told_apart_and_a_moved_one_stays_itself(filled, tmp_path):
    register = tmp_path / "data" / copies.NAME
    first = copies.owner_in(filled, register)
    shutil.copytree(filled, tmp_path / "copied")
    second = copies.owner_in(tmp_path / "copied", register)
    assert (first.notebook, first.copy != second.copy) == (second.notebook, True)
    filled.rename(tmp_path / "moved")
    assert copies.owner_in(tmp_path / "moved", register) == first
    assert copies.owner_in(tmp_path / "copied", register) == second
    assert str(tmp_path).encode() not in register.read_bytes()
    elsewhere = copies.owner_in(tmp_path / "moved", tmp_path / "another computer" / copies.NAME)
    assert elsewhere.copy not in (first.copy, second.copy)


def test_a_notebook_keeps_its_name_whatever_becomes_of_its_keys(filled, now, tmp_path):
    name = keyfile.name_in(filled)
    with closed_after(Notebook.open(filled, now)) as notebook:
        locking.set_passphrase(notebook, WORDS, make.CHEAP)
        locking.change_passphrase(notebook, WORDS, f"{WORDS} again", make.CHEAP)
        backing_up.make(notebook, PROGRAM, now, "daily", tmp_path / "there")
        assert keyfile.name_in(filled) == name
        locking.remove_passphrase(notebook, f"{WORDS} again")
    assert keyfile.name_in(filled) == name
    (made,) = backups.found(tmp_path / "there")
    assert made.whose == name
    assert keyfile.name_in(made.path) == name


def test_a_key_file_from_before_names_goes_by_its_key_and_gets_a_name_with_the_next(filled, now):
    file = keyfile.read(filled)
    keyfile.write(filled, replace(file, name=""))
    assert keyfile.is_as_written(filled)
    name = keyfile.name_in(filled)
    made = backed_up(filled, now)
    assert name not in ("", file.name)
    with closed_after(Notebook.open(filled, now)) as notebook:
        locking.set_passphrase(notebook, WORDS, make.CHEAP)
    assert keyfile.name_in(filled) == name
    (made.path / "about.json").unlink()
    assert [each.path for each in backups.of_notebook(filled)] == [made.path]
    assert stick.owned(filled)[0].whose == name


def test_a_changed_name_is_noticed(filled):
    content = json.loads((filled / keyfile.NAME).read_text())
    name = content["notebook"]
    content["notebook"] = ("1" if name[0] == "0" else "0") + name[1:]
    (filled / keyfile.NAME).write_text(json.dumps(content))
    with pytest.raises(KeyTrouble, match="is damaged"):
        keyfile.read(filled)


def test_a_notebook_that_lies_there_is_no_backup_and_never_goes(filled, now, tmp_path):
    """Where one names the folder in which the notebook itself lies."""
    place = Stick(chosen=tmp_path, owner=copies.owner_in(filled, tmp_path / copies.NAME))
    with closed_after(Notebook.open(filled, now)) as notebook:
        cleaned = cleaning.clean_backups(notebook, PROGRAM, now, [place])
    assert (cleaned.removed, len(place.lying().every)) == (0, 1)
    assert (filled / "notebook.db").is_file()


def test_whichever_of_its_folders_is_named_the_place_is_the_same(
    filled, now, tmp_path, monkeypatch
):
    owner = copies.owner_in(filled, tmp_path / copies.NAME)
    monkeypatch.chdir(tmp_path)
    place = Stick(chosen=tmp_path / "stick", owner=owner)
    with closed_after(Notebook.open(filled, now)) as notebook:
        made = backing_up.make(notebook, PROGRAM, now, "daily", place)
    for chosen in (
        tmp_path / "stick",
        Path("stick"),
        place.top,
        place.folder,
        Path("stick", FOLDER),
    ):
        same = Stick(chosen=chosen, owner=owner)
        assert [each.path for each in same.lying().own] == [made.path]
        assert same.top == place.top
    assert "restore FOLDER" in (place.top / stick.READ_ME).read_text()
    assert filled.name not in place.folder.name


def test_a_place_that_is_none_is_said_to_be(filled, tmp_path):
    with pytest.raises(NoPlace, match="There is no folder"):
        stick.seen(tmp_path / "nowhere")
    with pytest.raises(NoPlace, match="is a file"):
        stick.seen(filled / "notebook.db")


def test_where_no_backup_can_be_made_it_is_said_before_anybody_is_erased(filled, now, tmp_path):
    owner = copies.owner_in(filled, tmp_path / copies.NAME)
    backed_up(filled, now)
    (tmp_path / "file").write_bytes(b"")
    with closed_after(Notebook.open(filled, now)) as notebook:
        cleaning.see_that_it_can(notebook, [Stick(chosen=tmp_path / "stick", owner=owner)])
        assert not (tmp_path / "stick").exists()
        with pytest.raises(cleaning.CannotClean, match="Nothing was erased"):
            cleaning.see_that_it_can(notebook, [Stick(chosen=tmp_path / "file", owner=owner)])
