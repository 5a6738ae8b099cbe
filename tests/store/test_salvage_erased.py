"""Whoever was erased stays away, also when the list of the erased stood on the damaged pages."""

import shutil
from contextlib import closing
from random import Random

import pytest

import make
from beforehand.domain.counterparts import Counterpart
from beforehand.domain.needs import Evidence
from beforehand.exchange.salvage_told import saved_lines
from beforehand.store import btree, erasing, keyfile, other, pages
from beforehand.store.damaged import looked_at
from beforehand.store.kept_out import is_erased
from beforehand.store.merging import merge
from beforehand.store.notebook import Notebook
from beforehand.store.salvage import salvage
from harm import PAGE, backed_up, harm, leaf_of, written

LISTS = ("gone", "idx_gone_twice")


@pytest.fixture
def book(tmp_path, now):
    """A notebook with two people in it."""
    folder = tmp_path / "damaged"
    with closing(Notebook.open(folder, now, create=True)) as opened:
        opened.save(*make.world(), make.record(Counterpart, name="Tomás"), now=now)
    return folder


@pytest.fixture
def old(book, tmp_path):
    """A copy on a stick, of before somebody was erased."""
    return shutil.copytree(book, tmp_path / "stick")


def erase(folder, now, id_=make.PERSON):
    with closing(Notebook.open(folder, now)) as opened:
        erasing.erase_at_once(opened, opened[Counterpart].get(id_), now)


def pages_of(folder, now, names):
    """All pages on which these lists stand."""
    asked = f"SELECT rootpage FROM sqlite_master WHERE name IN ({', '.join('?' * len(names))})"
    with closing(Notebook.open(folder, now)) as opened:
        found = [page for (page,) in opened.vault.read(asked, names)]
    read = pages.image((folder / "notebook.db").read_bytes(), b"", keyfile.read(folder).keys).pages
    for number in found:
        found += btree.children(read, number)
    return found


def saved(book, now):
    rescue = salvage(looked_at(book), book.with_name("new"), now)
    return rescue, "\n".join(saved_lines(rescue, book.with_name("new")))


def after_merging(old, book, now):
    """The names in the new notebook once the old copy was merged into it."""
    with closing(Notebook.open(book.with_name("new"), now)) as opened:
        assert is_erased(opened, [make.PERSON])
        with other.borrowed(old, opened.folder, now, (opened.vault.key,)) as found:
            merge(opened, found)
        assert opened[Evidence].count() == 0
        return [each.name for each in opened[Counterpart].find()]


@pytest.mark.parametrize("lost", LISTS)
def test_one_lost_list_of_the_erased_is_read_from_the_other(book, old, now, lost):
    erase(book, now)
    harm(book, pages_of(book, now, [lost]), Random(1))
    rescue, said = saved(book, now)
    assert rescue.salvaged.lost_pages
    assert rescue.salvaged.gone_in_full
    assert "whom you erased" not in said
    assert after_merging(old, book, now) == ["Tomás"]


def test_with_both_lost_the_newest_good_backup_s_is_taken_and_that_is_said(book, old, now):
    erase(book, now)
    backed_up(book, now)
    harm(book, pages_of(book, now, LISTS), Random(1))
    rescue, said = saved(book, now)
    assert not rescue.salvaged.gone_in_full
    assert "The list of whom you erased could not be read in full; what the backup of" in said
    assert "then erase them again" in said
    assert after_merging(old, book, now) == ["Tomás"]


def test_also_what_a_damaged_backup_knows_of_the_erased_is_taken(book, old, now):
    backed_up(book, now)
    erase(book, now)
    newer = backed_up(book, now)
    harm(newer.path, [2], Random(1))
    harm(book, pages_of(book, now, LISTS), Random(1))
    saved(book, now)
    assert after_merging(old, book, now) == ["Tomás"]


def test_without_any_backup_it_is_said_that_they_could_come_back(book, now):
    erase(book, now)
    harm(book, pages_of(book, now, LISTS), Random(1))
    _rescue, said = saved(book, now)
    assert "there is no good backup to take it from" in said


def test_of_a_notebook_that_is_whole_nothing_is_said_of_the_erased(book, now):
    erase(book, now)
    rescue, said = saved(book, now)
    assert rescue.salvaged.gone_in_full
    assert "erased" not in said


def test_an_old_page_that_was_put_back_brings_nobody_along(book, old, now):
    number = leaf_of(book, make.PERSON)
    erase(book, now)
    path, at = book / "notebook.db", slice((number - 1) * PAGE, number * PAGE)
    content = bytearray(path.read_bytes())
    content[at] = (old / "notebook.db").read_bytes()[at]
    path.write_bytes(content)
    image = pages.image(bytes(content), b"", keyfile.read(book).keys)
    assert any(row and row[1][0] == make.PERSON for row in btree.rows(image.pages, number))
    rescue, _said = saved(book, now)
    names = [
        e.name for e in written(book.with_name("new"), now).values() if e.kind == "counterparts"
    ]
    assert names == ["Tomás"]
    assert not rescue.salvaged.missing
