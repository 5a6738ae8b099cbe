"""What can be read of a damaged notebook comes into a new one; the damaged one is only read."""

import os
import shutil
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest

import make
from beforehand.domain.conversations import Answer, Conversation, Participant
from beforehand.domain.counterparts import Counterpart
from beforehand.domain.needs import Need
from beforehand.domain.record import UNSAVED
from beforehand.domain.stakes import AskingPoint, Option
from beforehand.store import btree, check, keyfile, locking, pages
from beforehand.store.blueprint import CUT
from beforehand.store.damaged import NotSalvaged, looked_at
from beforehand.store.faults import (
    KeyTrouble,
    NewerNotebook,
    NotANotebook,
    NotebookHeld,
    NotebookLocked,
    WrongPassphrase,
)
from beforehand.store.gone import Graves
from beforehand.store.notebook import Notebook
from beforehand.store.opening import unlock
from beforehand.store.salvage import salvage
from closed import everything
from harm import PAGE, backed_up, harm, leaf_of, written
from mounted import small_disk

WORDS = "quiet at the canal"
LONG = "What she said about the night shifts. " * 300


def several(count):
    """Records of many kinds on so many people, some longer than a page."""
    for number in range(count):
        person = make.record(Counterpart, name=f"Łucja {number}", notes="資料 " * (number % 30))
        talk = make.record(Conversation, issue=f"date {number}")
        yield person
        yield talk
        yield make.record(Participant, conversation_id=talk.id, counterpart_id=person.id)
        for question in range(4):
            text = LONG if number % 20 == question else f"answer {question} " * (number % 50)
            yield make.record(
                Answer, conversation_id=talk.id, question_id=f"q{question}", text=text
            )
        yield make.record(
            Need, counterpart_id=person.id, conversation_id=talk.id, text=f"n{number}"
        )
        yield make.record(Option, conversation_id=talk.id, text=f"option {number}")
        yield make.record(AskingPoint, conversation_id=talk.id, text=f"who decides {number}?")


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """A notebook of some 700 pages that no test changes."""
    folder = tmp_path_factory.mktemp("whole") / "notebook"
    opened = Notebook.open(folder, make.NOW, create=True)
    opened.save(*make.world(), *several(150), now=make.NOW)
    opened.close()
    return folder


@pytest.fixture
def book(whole, tmp_path):
    return shutil.copytree(whole, tmp_path / "damaged")


def size(folder):
    return (folder / "notebook.db").stat().st_size // PAGE


def saved(book, now, words=None):
    """Salvage into a new notebook; what came of it, and what stands in the new one."""
    before, target = everything(book), book.with_name("new")
    result = salvage(looked_at(book), target, now, words)
    assert everything(book) == before
    keys = unlock(target, words) if words else ()
    with closing(Notebook.open(target, now, keys=keys)) as opened:
        assert check.findings(opened) == []
    return result, written(target, now, keys)


def on_whole_pages(whole, bad):
    """The ids of all rows none of whose pages is among the bad ones."""
    key = keyfile.read(whole).keys
    read = pages.image((whole / "notebook.db").read_bytes(), b"", key).pages
    left = {number: page for number, page in read.items() if number not in bad}
    leaves = [number for number in left if btree.form(left, number) == btree.TABLE]
    rows = (each for leaf in leaves for each in btree.rows(left, leaf))
    return {row[1][0] for row in rows if row}


@pytest.mark.parametrize("seed", range(12))
def test_all_that_stands_on_whole_pages_comes_back_and_no_word_is_another(whole, book, now, seed):
    chance = Random(seed)
    bad = chance.sample(range(1, size(book) + 1), chance.choice([1, 3, 10, 40]))
    harm(book, bad, chance)
    originals = written(whole, now)
    result, found = saved(book, now)
    kept = {id_: each for id_, each in found.items() if each.updated_at != UNSAVED}
    assert {id_: originals.get(id_) for id_ in kept} == kept
    expected = originals.keys() & on_whole_pages(whole, bad)
    assert expected == kept.keys()
    assert result.salvaged.records == len(kept)
    assert result.salvaged.lost_pages == len(bad)
    assert result.salvaged.stand_ins == len(found) - len(kept)
    assert result.salvaged.unplaced == 0


def test_a_notebook_that_is_whole_comes_over_complete(whole, book, now):
    result, found = saved(book, now)
    assert found == written(whole, now)
    assert (result.salvaged.missing, result.salvaged.lost_pages) == ((), 0)


def test_without_the_first_page_and_the_list_of_tables_all_records_are_found(whole, book, now):
    content = (book / "notebook.db").read_bytes()
    image = pages.image(content, b"", keyfile.read(book).keys)
    schema = [1, *btree.children(image.pages, 1)]
    assert len(schema) > 3
    harm(book, schema, Random(1))
    _result, found = saved(book, now)
    originals = written(whole, now)
    # A handful of rows in a table of their own, like those of others in every respect, may be left.
    assert len(found) > len(originals) - 5
    assert {id_: originals[id_] for id_ in found} == found


def pages_of(folder, now, name):
    """The root of a table, and the pages below it."""
    with closing(Notebook.open(folder, now)) as opened:
        asked = "SELECT rootpage FROM sqlite_master WHERE name = ?"
        ((root,),) = opened.vault.read(asked, (name,))
    content = (folder / "notebook.db").read_bytes()
    return root, btree.children(pages.image(content, b"", keyfile.read(folder).keys).pages, root)


def test_leaves_that_have_lost_their_root_are_placed_also_without_the_search_index(book, now):
    root, leaves = pages_of(book, now, AskingPoint.kind)
    search, entries = pages_of(book, now, "search_entries")
    assert len(leaves) > 3
    harm(book, [root, search, *entries], Random(1))
    result, found = saved(book, now)
    assert result.salvaged.unplaced == 0
    assert sum(isinstance(each, AskingPoint) for each in found.values()) == 151


def test_a_file_that_was_cut_off_gives_what_is_left(whole, book, now):
    path = book / "notebook.db"
    os.truncate(path, size(book) * PAGE // 4 + 100)
    result, found = saved(book, now)
    originals = written(whole, now)
    kept = {id_: each for id_, each in found.items() if each.updated_at != UNSAVED}
    assert kept.items() <= originals.items()
    assert 100 < len(kept) < len(originals)
    assert result.salvaged.pages == size(whole)
    assert result.salvaged.missing


def test_zeros_in_the_middle_cost_what_stood_there(whole, book, now):
    path = book / "notebook.db"
    content = bytearray(path.read_bytes())
    content[PAGE * 200 : PAGE * 220] = bytes(PAGE * 20)
    path.write_bytes(content)
    result, found = saved(book, now)
    assert result.salvaged.lost_pages == 20
    kept = {id_ for id_, each in found.items() if each.updated_at != UNSAVED}
    assert kept == written(whole, now).keys() & on_whole_pages(whole, range(201, 221))


def test_a_lost_salt_costs_nothing(whole, book, now):
    path = book / "notebook.db"
    path.write_bytes(bytes(16) + path.read_bytes()[16:])
    _result, found = saved(book, now)
    assert found == written(whole, now)


def test_what_refers_to_a_lost_counterpart_stays_and_the_name_is_known(whole, book, now):
    harm(book, [leaf_of(book, make.PERSON)], Random(3))
    result, found = saved(book, now)
    stand_in = found[make.PERSON]
    assert (stand_in.name, stand_in.team) == ("Łucja Nowak", "Platform")
    assert "could not be read" in stand_in.notes
    assert found[make.HIDDEN] == written(whole, now)[make.HIDDEN]
    lines = {each.who: each for each in result.salvaged.missing}
    assert lines["Łucja Nowak"].line == "1 counterpart"
    assert lines["Łucja Nowak"].on == now.date()


def test_of_a_long_text_what_stands_before_the_lost_page_is_kept(whole, book, now):
    answers = [each for each in written(whole, now).values() if isinstance(each, Answer)]
    (long,) = [each for each in answers if each.text == LONG][:1]
    read = pages.image((book / "notebook.db").read_bytes(), b"", keyfile.read(book).keys).pages
    leaf = leaf_of(book, long.id)
    chains = [n for n, page in read.items() if page[4:60] in LONG.encode()]
    harm(book, chains, Random(1))
    assert leaf not in chains
    result, found = saved(book, now)
    cut = found[long.id]
    assert cut.text.endswith(CUT)
    assert LONG.startswith(cut.text.removesuffix(CUT))
    assert len(cut.text) > 200
    assert (cut.wording, cut.created_at, cut.updated_at) == (long.wording, now, UNSAVED)
    assert result.salvaged.missing_records == result.salvaged.stand_ins


def test_what_is_missing_is_listed_by_counterpart_and_day(book, now):
    harm(book, [leaf_of(book, make.ANSWER)], Random(4))
    result, _found = saved(book, now)
    lines = {each.who: each for each in result.salvaged.missing}
    assert "answer" in lines["Łucja Nowak"].line
    assert lines["Łucja Nowak"].on == now.date()


def test_the_newest_good_backup_is_offered_with_what_it_would_bring_back(book, now):
    good = backed_up(book, now)
    bad = backed_up(book, now + timedelta(days=1))
    harm(bad.path, [50], Random(1))
    harm(book, [leaf_of(book, make.ANSWER)], Random(5))
    result, found = saved(book, now)
    assert result.offer.backup.path == good.path
    kept = {id_ for id_, each in found.items() if each.updated_at != UNSAVED}
    lost = [each for id_, each in written(good.path, now).items() if id_ not in kept]
    assert result.offer.brings.counts == (("answers", len(lost)),)
    assert (result.offer.brings.first, result.offer.brings.last) == (now.date(), now.date())


def test_a_backup_with_nothing_that_is_missing_says_so(book, now):
    backed_up(book, now)
    result, _found = saved(book, now)
    assert result.offer.brings.counts == ()


def test_what_was_deleted_for_good_is_not_offered_and_stays_refused(book, now):
    backed_up(book, now)
    with closing(Notebook.open(book, now)) as opened:
        opened.delete(AskingPoint, [opened[AskingPoint].find()[0].id])
    result, _found = saved(book, now)
    assert result.offer.brings.counts == ()
    with closing(Notebook.open(book.with_name("new"), now)) as opened:
        assert Graves(opened.vault)


@pytest.fixture
def locked(book, now):
    with closing(Notebook.open(book, now)) as opened:
        locking.set_passphrase(opened, WORDS, make.CHEAP)
    return book


def test_the_new_notebook_opens_with_the_same_passphrase_and_not_without(locked, whole, now):
    harm(locked, [30, 31], Random(6))
    _result, found = saved(locked, now, WORDS)
    assert len(found) > 1000
    with pytest.raises(NotebookLocked):
        Notebook.open(locked.with_name("new"), now)


@pytest.mark.parametrize(
    ("words", "fault"), [(None, NotebookLocked), ("another sentence", WrongPassphrase)]
)
def test_without_the_passphrase_nothing_is_made(locked, now, words, fault):
    with pytest.raises(fault):
        salvage(looked_at(locked), locked.with_name("new"), now, words)
    assert [each.name for each in locked.parent.iterdir()] == [locked.name]


def test_a_backup_that_stands_open_with_an_older_key_hides_no_wrong_passphrase(book, now):
    backed_up(book, now)
    with closing(Notebook.open(book, now)) as opened:
        locking.set_passphrase(opened, WORDS, make.CHEAP)
    test_without_the_passphrase_nothing_is_made(book, now, "another sentence", WrongPassphrase)
    test_without_the_passphrase_nothing_is_made(book, now, None, NotebookLocked)


@pytest.mark.parametrize("content", [b"", b"{ not a key file", None])
def test_a_damaged_key_file_is_taken_from_a_backup(book, whole, now, content):
    backup = backed_up(book, now)
    path = book / "notebook.key"
    path.unlink() if content is None else path.write_bytes(content)
    result, found = saved(book, now)
    assert result.key_from.path == backup.path
    assert found == written(whole, now)


def test_without_any_key_file_it_says_that_nobody_can_read_it(book):
    (book / "notebook.key").write_bytes(b"zeros")
    with pytest.raises(KeyTrouble, match=r"is damaged.*No backup with a key file"):
        looked_at(book)


def test_what_a_killed_program_left_in_its_journal_is_put_back(whole, book, now):
    path = book / "notebook.db"
    content = path.read_bytes()
    pair = [leaf_of(book, make.ANSWER), leaf_of(book, make.PERSON)]
    old = [content[(number - 1) * PAGE : number * PAGE] for number in pair]
    harm(book, pair, Random(2))
    head = bytes.fromhex("d9d505f920a163d7") + (2).to_bytes(4, "big") + bytes(4)
    head += (size(book)).to_bytes(4, "big") + (512).to_bytes(4, "big") + PAGE.to_bytes(4, "big")
    records = b"".join(
        number.to_bytes(4, "big") + page + bytes(4) for number, page in zip(pair, old, strict=True)
    )
    (book / "notebook.db-journal").write_bytes(head.ljust(512, b"\0") + records)
    _result, found = saved(book, now)
    assert found == written(whole, now)


def test_an_open_notebook_is_refused(book, now):
    with closing(Notebook.open(book, now)), pytest.raises(NotebookHeld):
        looked_at(book)


def test_what_is_no_notebook_is_said_to_be_none(tmp_path, book):
    with pytest.raises(NotANotebook, match="no folder of a notebook"):
        looked_at(tmp_path / "nowhere")
    (tmp_path / "photos").mkdir()
    with pytest.raises(NotANotebook, match="no notebook in"):
        looked_at(tmp_path / "photos")
    (book / "notebook.db").unlink()
    with pytest.raises(NotANotebook, match="not a notebook"):
        looked_at(book)


def test_nothing_readable_makes_nothing(book, now):
    path = book / "notebook.db"
    path.write_bytes(os.urandom(PAGE * 20))
    with pytest.raises(NotSalvaged, match="Not one page"):
        salvage(looked_at(book), book.with_name("new"), now)
    path.write_bytes(b"SQLite format 3\0" + bytes(PAGE))
    with pytest.raises(NotANotebook):
        salvage(looked_at(book), book.with_name("new"), now)
    assert [each.name for each in book.parent.iterdir()] == [book.name]


def test_nothing_is_written_over_nor_into_the_damaged_one(book, now):
    with pytest.raises(NotSalvaged, match="something in"):
        salvage(looked_at(book), book, now)
    with pytest.raises(NotSalvaged, match="lies within"):
        salvage(looked_at(book), book / "backups" / "new", now)


def test_a_newer_notebook_is_left_to_the_newer_version(book, now):
    with closing(Notebook.open(book, now)) as opened, opened.transaction():
        opened.vault.write("UPDATE _sqlite_migrations SET name = 'm999_later' WHERE id = 1")
    with pytest.raises(NewerNotebook):
        salvage(looked_at(book), book.with_name("new"), now)


def test_of_two_pages_that_both_have_a_record_the_later_counts(book, now):
    before = (book / "notebook.db").read_bytes()
    page = leaf_of(book, make.ANSWER)
    with closing(Notebook.open(book, now)) as opened:
        answer = replace(opened[Answer].get(make.ANSWER), text="said again")
        opened.save(answer, now=now + timedelta(hours=1))
    content = bytearray((book / "notebook.db").read_bytes())
    # A sync program put an old page back: it is whole, and of another moment.
    content[(page - 1) * PAGE : page * PAGE] = before[(page - 1) * PAGE : page * PAGE]
    (book / "notebook.db").write_bytes(content)
    _result, found = saved(book, now)
    assert found[make.ANSWER].text in (answer.text, make.VALID[Answer]["text"])


@pytest.mark.parametrize("size", ["100k", "600k", "2m"])
def test_a_disk_that_is_full_in_the_middle_is_said_to_be_and_nothing_is_left(
    book, tmp_path, now, size
):
    before = everything(book)
    with small_disk(tmp_path / "stick", size) as disk:
        with pytest.raises(NotSalvaged, match=r"the disk is full.*left as it is") as told:
            salvage(looked_at(book), disk / "new", now)
        assert "on the screen" not in str(told.value)
        assert list(disk.iterdir()) == []
    assert everything(book) == before
