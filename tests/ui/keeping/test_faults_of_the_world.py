"""The file replaced, deleted, moved, overwritten, the disk full: words stay, and saving goes on."""

import subprocess

import make
from beforehand.domain.counterparts import Counterpart
from beforehand.store import vault
from beforehand.store.notebook import Notebook
from beforehand.ui.autosave import Autosave
from beforehand.ui.keeping import rescue
from beforehand.ui.places import Place
from beforehand.ui.widgets.words import WordsEdit
from kept import WORDS, answers, first_editor, trouble, until
from mounted import fill, small_disk
from reading import said


def test_a_folder_that_comes_back_is_written_to_again_by_itself(typing, session, window, qtbot):
    folder = session.notebook.folder
    away = folder.with_name("away")
    folder.rename(away)
    edit = typing()
    assert not window.flush()
    assert "is no longer in its folder" in trouble(window)
    assert edit.words() == WORDS
    away.rename(folder)
    until(qtbot, lambda: WORDS in answers(session))
    assert trouble(window) == ""


def test_a_replaced_file_is_left_alone_and_the_words_are_copied(
    typing, session, window, qtbot, tmp_path
):
    folder = session.notebook.folder
    other = Notebook.open(tmp_path / "other", make.NOW, create=True)
    other.close()
    strange = (tmp_path / "other" / vault.NAME).read_bytes()
    put = tmp_path / "put"
    put.write_bytes(strange)
    put.replace(folder / vault.NAME)
    edit = typing()
    window.flush()
    assert "was replaced by another file" in trouble(window)
    assert "Open it again" not in window.bars.trouble.offers
    file = tmp_path / "mine.txt"
    rescue.Rescue.of(window).copy_words(file)
    assert WORDS in file.read_text()
    assert edit.words() == WORDS
    assert "Open it again" in window.bars.trouble.offers
    qtbot.wait(300)
    assert trouble(window)
    assert (
        strange
        == subprocess.run(["cat", folder / vault.NAME], check=True, capture_output=True).stdout
    )


def test_a_copy_of_the_very_same_state_put_in_its_place_is_gone_on_with(
    typing, session, window, qtbot
):
    path = session.notebook.folder / vault.NAME
    subprocess.run(
        ["sh", "-c", f"cp '{path}' '{path}.new' && mv '{path}.new' '{path}'"], check=True
    )
    typing()
    window.flush()
    until(qtbot, lambda: WORDS in answers(session))
    assert trouble(window) == ""


def test_a_spoilt_copy_of_the_same_state_is_not_gone_on_with(typing, session, window, qtbot):
    path = session.notebook.folder / vault.NAME
    subprocess.run(["cp", path, path.with_name("new")], check=True)
    flip(path.with_name("new"), path.stat().st_size)
    path.with_name("new").replace(path)
    edit = typing()
    window.flush()
    qtbot.wait(300)
    assert "was replaced by another file" in trouble(window)
    assert edit.words() == WORDS


def test_an_older_state_written_over_the_file_is_told_and_not_written_to(
    typing, session, window, qtbot
):
    path = session.notebook.folder / vault.NAME
    subprocess.run(["cp", path, path.with_name("older")], check=True)
    session.desk.add("Add", make.record(Counterpart, name="Tomás"))
    subprocess.run(["sh", "-c", f"cat '{path.with_name('older')}' > '{path}'"], check=True)
    edit = typing()
    window.flush()
    assert "was changed by another program" in trouble(window)
    qtbot.wait(300)
    assert edit.words() == WORDS
    assert "was changed by another program" in trouble(window)
    assert WORDS not in answers(session)


def test_one_bad_answer_of_the_disk_is_asked_for_again_and_not_told(typing, session, window):
    before = session.notebook.vault.connection
    path = session.notebook.folder / vault.NAME
    good = subprocess.run(["cat", path], check=True, capture_output=True).stdout
    flip(path, len(good))
    typing()
    edits = [each for each in window.findChildren(Autosave) if each.unsaved]
    session.notebook.vault.connection.execute("PRAGMA shrink_memory")
    # The cable sits again as soon as somebody looks twice.
    heal = session.notebook.vault.reopen

    def reopen() -> None:
        write(path, good)
        heal()

    session.notebook.vault.reopen = reopen
    window.flush()
    assert not any(each.unsaved for each in edits)
    assert trouble(window) == ""
    assert session.notebook.vault.connection is not before


def flip(path, size) -> None:
    code = f"f=open({str(path)!r},'r+b');f.seek(4096);f.write(bytes({size - 4096}))"
    subprocess.run(["python3", "-c", code], check=True)


def write(path, content) -> None:
    code = f"import sys;f=open({str(path)!r},'r+b');f.write(sys.stdin.buffer.read())"
    subprocess.run(["python3", "-c", code], check=True, input=content)


def test_damage_is_told_after_a_second_look_with_the_words_on_the_screen(
    typing, session, window, tmp_path
):
    path = session.notebook.folder / vault.NAME
    size = path.stat().st_size
    edit = typing()
    flip(path, size)
    session.notebook.vault.connection.execute("PRAGMA shrink_memory")
    window.flush()
    assert "could not be read" in trouble(window) or "can no longer be read" in trouble(window)
    assert edit.words() == WORDS
    assert "Copy what I wrote…" in window.bars.trouble.offers


def test_a_full_disk_keeps_the_words_and_saves_them_when_there_is_room(
    session, window, qtbot, tmp_path, monkeypatch
):
    monkeypatch.setattr(rescue, "AGAIN_MS", 100)
    with small_disk(tmp_path / "stick") as disk:
        assert session.open(disk / "notebook", create=True)
        talk = make.talk_with(session.notebook, "Priya")
        window.go(Place("prepare", talk.id))
        full = disk / "full"
        fill(full)
        edit = first_editor(window)
        edit.textCursor().insertText(WORDS * 2_000)
        assert not window.flush()
        assert "The disk is full" in trouble(window)
        assert edit.words() == WORDS * 2_000
        qtbot.wait(250)
        assert trouble(window)
        full.unlink()
        until(qtbot, lambda: WORDS * 2_000 in answers(session))
        assert trouble(window) == ""
        assert session.let_go()


def test_unsaved_words_of_a_form_are_copied_too(kept, window, tmp_path):
    kept()
    window.go(Place("new-conversation"))
    edit = next(each for each in window.findChildren(WordsEdit) if each.isVisibleTo(window))
    edit.textCursor().insertText(WORDS)
    file = tmp_path / "mine.txt"
    rescue.Rescue.of(window).copy_words(file)
    assert WORDS in file.read_text()
    assert file.stat().st_mode & 0o077 == 0
    assert "Copied" in said(window)
