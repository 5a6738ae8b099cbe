"""Two entries of one person that were merged: they are told, found and erased together."""

import json
import shutil
from dataclasses import replace
from datetime import timedelta

import pypdf
import pytest

import make
from beforehand.domain.conversations import Answer, Conversation, Participant
from beforehand.domain.counterparts import Counterpart, Pressure
from beforehand.domain.needs import Need
from beforehand.domain.record import Id
from beforehand.exchange.about_person import about_as_json
from beforehand.exchange.archive import import_archive, write_archive
from beforehand.orders.record import RecordOrder
from beforehand.sheets import Options
from beforehand.store import kept_out, order, trash
from beforehand.store.about_person import about_person
from beforehand.store.erasing import INITIALS, erase_at_once, planned
from beforehand.store.names import names_of
from beforehand.store.notebook import Notebook
from pages import plain_pages

KEPT, OTHER, THIRD = Id("kept"), Id("other"), Id("third")
NAME, SPELLING = "Zanzibarina Quuxfield", "Zanny Wibble-Quuxfeld"


@pytest.fixture
def merged(notebook, now):
    """Two entries of one person, merged; in a talk with somebody else the old spelling stands."""
    notebook.save(
        Counterpart(id=KEPT, name=NAME),
        Counterpart(id=OTHER, name=SPELLING, role="rutabaga", notes="likes rutabaga"),
        make.record(Need, counterpart_id=OTHER, conversation_id=None, text="rutabaga"),
        now=now,
    )
    talk = make.talk_with(notebook, "Priya Shah", now=now)
    notebook.save(
        make.record(
            Answer, id=Id("said"), conversation_id=talk.id, text="Wibble-Quuxfeld was there"
        ),
        now=now,
    )
    notebook.save(*order.merge(notebook, KEPT, OTHER, now), now=now)
    return notebook


def kept(notebook):
    return notebook[Counterpart].get(KEPT)


def erased(notebook, now):
    change = [(each, INITIALS) for each in planned(notebook, kept(notebook)).mentions]
    erase_at_once(notebook, kept(notebook), now, change)


def test_erasing_takes_the_other_entry_with_its_words_and_its_name(merged, now):
    plan = planned(merged, kept(merged))
    assert [each.name for each in plan.merged] == [SPELLING]
    assert plan.going.goes[Counterpart] == {KEPT, OTHER}
    erased(merged, now)
    pages = plain_pages(merged).lower()
    for word in (b"rutabaga", b"zanny", b"wibble", b"quuxf"):
        assert word not in pages
    assert kept_out.is_erased(merged, [KEPT, OTHER]) == {KEPT, OTHER}


def test_the_old_spelling_is_looked_for_among_the_mentions(merged):
    (mention,) = planned(merged, kept(merged)).mentions
    assert (mention.record.id, mention.field, mention.sure) == (Id("said"), "text", True)


def test_an_entry_merged_into_one_that_was_merged_goes_too(merged, now):
    merged.save(Counterpart(id=THIRD, name="Z. Quux", notes="rutabaga"), now=now)
    merged.save(*order.merge(merged, THIRD, KEPT, now), now=now)
    third = merged[Counterpart].get(THIRD)
    assert set(names_of(merged, third)) == {NAME, SPELLING, "Z. Quux"}
    erase_at_once(merged, third, now)
    assert kept_out.is_erased(merged, [KEPT, OTHER, THIRD]) == {KEPT, OTHER, THIRD}
    assert [each.name for each in merged[Counterpart].find(trashed=None)] == ["Priya Shah"]


def test_what_is_on_the_other_entry_all_the_same_goes_too(merged, now):
    alone = make.record(Conversation, issue="a rutabaga")
    merged.save(
        alone,
        Participant(conversation_id=alone.id, counterpart_id=OTHER),
        Pressure(counterpart_id=OTHER, text="rutabaga"),
        now=now,
    )
    erased(merged, now)
    assert b"rutabaga" not in plain_pages(merged)
    assert merged[Conversation].get(alone.id) is None


def test_brought_back_out_of_the_trash_it_is_somebody_of_their_own(merged, now):
    merged.save(*trash.brought_back(merged, merged[Counterpart].get(OTHER)), now=now)
    assert planned(merged, kept(merged)).merged == ()
    merged.save(replace(merged[Counterpart].get(OTHER), trashed_at=now), now=now)
    assert planned(merged, kept(merged)).merged == ()
    erase_at_once(merged, kept(merged), now)
    assert merged[Counterpart].get(OTHER).name == SPELLING


def test_somebody_else_of_a_noted_name_is_not_looked_for(merged, now):
    merged.save(*trash.brought_back(merged, merged[Counterpart].get(OTHER)), now=now)
    assert names_of(merged, kept(merged)) == (NAME,)


def test_it_stays_in_the_trash_as_long_as_the_person_is_here(merged, now):
    later = now + timedelta(days=40)
    assert [line.days_left for line in trash.trash(merged, later)] == [None]
    while trash.purge(merged, later):
        pass
    assert merged[Counterpart].get(OTHER) is not None
    trash.delete_for_good(merged, kept(merged), later)
    assert merged[Counterpart].get(OTHER) is None


def test_deleted_by_hand_its_name_is_still_known_by_the_notes(merged, now):
    trash.delete_for_good(merged, merged[Counterpart].get(OTHER), now)
    assert names_of(merged, kept(merged)) == (NAME, SPELLING)
    (mention,) = planned(merged, kept(merged)).mentions
    assert mention.record.id == Id("said")


def test_by_import_neither_of_them_comes_back(merged, now, tmp_path):
    write_archive(merged, tmp_path / "all.json")
    erased(merged, now)
    for each in merged[Counterpart].find(trashed=None):
        trash.delete_for_good(merged, each, now, wholly=True)
    merged.close()
    import_archive(tmp_path / "all.json", merged.folder, now)
    opened = Notebook.open(merged.folder, now)
    assert [each.name for each in opened[Counterpart].find(trashed=None)] == ["Priya Shah"]
    opened.close()


def test_by_a_merge_of_a_copy_from_before_neither_of_them_comes_back(
    notebook, merged, now, tmp_path
):
    from beforehand.__main__ import main

    folder = merged.folder
    merged.close()
    shutil.copytree(folder, tmp_path / "stick")
    there = Notebook.open(tmp_path / "stick", now)
    later = now + timedelta(days=1)
    there.save(
        replace(there[Counterpart].get(OTHER), trashed_at=None, role="swede"),
        Pressure(counterpart_id=OTHER, text="rutabaga"),
        now=later,
    )
    there.close()
    opened = Notebook.open(folder, now)
    erased(opened, now)
    opened.close()
    assert main(["merge", str(tmp_path / "stick"), "--notebook", str(folder)]) == 0
    opened = Notebook.open(folder, now)
    assert [each.name for each in opened[Counterpart].find(trashed=None)] == ["Priya Shah"]
    assert b"rutabaga" not in plain_pages(opened)
    opened.close()


def test_a_report_holds_the_other_entry_in_full(merged, now, tmp_path):
    merged.save(Pressure(counterpart_id=OTHER, text="the swede"), now=now)
    file = about_person(merged, KEPT, {})
    assert [each.id for each in file.merged] == [OTHER]
    assert [each.around for each in file.elsewhere] == ["Wibble-Quuxfeld was there"]
    told = json.loads(about_as_json(file, now))
    (entry,) = told["other entries of the same person, merged into this one"]
    assert (entry["name"], entry["role"]) == (SPELLING, "rutabaga")
    assert entry["merged into another entry"] == NAME
    order_ = RecordOrder(file=file, options=Options(), today=now.date(), drivers={})
    (tmp_path / "x.pdf").write_bytes(order_.lay_out().sheet.pdf)
    pages = pypdf.PdfReader(tmp_path / "x.pdf").pages
    text = " ".join(" ".join(page.extract_text().split()) for page in pages)
    for words in ("ENTERED A SECOND TIME, AND MERGED INTO THIS ONE", SPELLING, "the swede"):
        assert words in text


def test_the_terminal_does_not_erase_an_empty_shell_by_the_old_spelling(merged, capsys):
    from beforehand.__main__ import main

    folder = merged.folder
    merged.close()
    asked = ["--notebook", str(folder)]
    assert main(["erase", SPELLING, "--yes", *asked]) == 1
    assert f"was merged into {NAME}" in capsys.readouterr().err
    assert main(["erase", NAME, "--yes", "--mentions", "initials", *asked]) == 0
    assert f"The entry {SPELLING}, merged into this one, goes as well." in capsys.readouterr().out
