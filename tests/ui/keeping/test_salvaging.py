"""From the page that says that a notebook is damaged to a new one, with the real child."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

import make
from beforehand.domain.conversations import Conversation
from beforehand.domain.counterparts import Counterpart
from beforehand.domain.salvaged import Brings, Missing, Salvaged
from beforehand.store import locking
from beforehand.store.backups import Backup
from beforehand.store.erasing import erase_at_once
from beforehand.store.faults import DamagedNotebook, NewerNotebook, NotebookHeld, PartLost
from beforehand.store.kept_out import NOT_LOOKED
from beforehand.store.keys import Cost
from beforehand.store.salvage import Offer, Rescue
from beforehand.ui.keeping.closed_ways import save_what_is_left, ways_on
from beforehand.ui.keeping.looking import Looking
from beforehand.ui.keeping.salvage_told import SalvageTold
from beforehand.ui.keeping.salvaging import Salvaging
from beforehand.ui.merge.pages import PreviewPage
from kept import MOST_MS, found, until, write
from mounted import small_disk
from reading import press, said

LIGHT = Cost(n=1 << 10)
WORDS = "a long walk by the river"


@pytest.fixture
def backed_up(kept, session, qtbot):
    """A notebook with a backup of before Tomás came."""
    keeper = kept(make.record(Counterpart, name="Priya"), idle_ms=10_000)
    keeper.make()
    until(qtbot, lambda: keeper.newest)
    write(session, "Tomás")
    return session.notebook.folder


def damage(session, folder, pages):
    """Close the notebook and fill some pages with zeros."""
    assert session.let_go()
    # What was on the screen goes with it, as in the program, and looks at nothing any more.
    session.window().show_page(QWidget())
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    path = folder / "notebook.db"
    content = bytearray(path.read_bytes())
    for number in pages:
        content[(number - 1) * 4096 + 100 : number * 4096] = bytes(3996)
    path.write_bytes(content)
    return path.read_bytes()


def choose_new(window, target):
    """Press the button, and choose the folder in the dialog that asks."""
    press(window, "Save what can be read…")
    dialog = window.findChild(QFileDialog)
    dialog.fileSelected.emit(str(target))
    dialog.reject()


def names(notebook):
    return sorted(each.name for each in notebook[Counterpart].find())


def test_what_can_be_read_is_saved_and_opened(backed_up, session, window, qtbot, tmp_path):
    bytes_before = damage(session, backed_up, [1])
    assert not session.open(backed_up)
    choose_new(window, tmp_path / "new")
    told = Salvaging.of(session).told
    until(qtbot, told.open_it.isVisible)
    assert "Saved 2 entries" in said(told)
    assert "Pages of the damaged file that cannot be read: 1 of" in said(told)
    assert "has nothing that is missing" in said(told)
    press(told, "Open it")
    assert session.folder == tmp_path / "new"
    assert names(session.notebook) == ["Priya", "Tomás"]
    assert (backed_up / "notebook.db").read_bytes() == bytes_before


@pytest.fixture
def lacking(backed_up, session, window, qtbot, tmp_path):
    """What came of a salvage that lost a page of people, of whom a backup knows."""
    session.desk.add("Add a talk", make.record(Conversation))
    asked = "SELECT rootpage FROM sqlite_master WHERE name = 'counterparts'"
    ((page,),) = session.notebook.vault.read(asked)
    damage(session, backed_up, [1, page])
    session.open(backed_up)
    choose_new(window, tmp_path / "new")
    told = Salvaging.of(session).told
    until(qtbot, told.open_it.isVisible)
    return told


def test_what_the_backup_would_bring_back_is_said(lacking):
    assert "has 1 counterpart from 19 November 2026 that the damaged notebook lacks" in said(
        lacking
    )
    missing = lacking.missing.toPlainText()
    assert "Tomás" in missing or "Priya" in missing
    lacking.reject()


def test_one_button_goes_on_with_the_new_one_and_shows_what_the_backup_would_bring_in(
    lacking, session, window, qtbot, tmp_path
):
    assert lacking.focusWidget() is lacking.fill
    qtbot.keyClick(lacking.fill, Qt.Key.Key_Return)
    assert session.settings.notebook == str(tmp_path / "new")
    until(qtbot, lambda: isinstance(window.stack.screen.page, PreviewPage))
    assert "1 counterpart is newer there" in said(window) or "would come" in said(window)


@pytest.mark.parametrize("size", [(800, 560), (1440, 900)])
def test_hundreds_of_missing_things_stay_within_the_window(window, size, tmp_path):
    window.resize(*size)
    names = ("A" * 200, "נועה לוי", "Maximiliane von und zu Hohenfels " * 5)
    lines = tuple(
        Missing(who=f"{names[number % 3]} {number}", counts=(("answers", number),))
        for number in range(1, 600)
    )
    told = SalvageTold(window)
    told.open()
    counts = {"records": 5, "pages": 9, "lost_pages": 3, "stand_ins": 14, "unplaced": 3}
    backup = Backup(path=tmp_path / "backup", number=7, made_at=make.NOW)
    brings = Brings(counts=lines[0].counts * 20, first=make.NOW.date(), last=make.NOW.date())
    rescue = Rescue(
        salvaged=Salvaged(gone_in_full=False, missing=lines, **counts),
        offer=Offer(backup=backup, brings=brings),
    )
    told.tell(rescue, tmp_path / ("a long name " * 20))
    QApplication.processEvents()
    assert told.height() < window.height()
    assert told.width() < window.width()
    for each in (told.close_it, told.open_it, told.use_it):
        corner = each.mapTo(told, each.rect().bottomRight())
        assert told.rect().contains(corner)
    assert told.missing.document().blockCount() == len(lines)
    hebrew = told.missing.document().findBlockByNumber(0)
    # Or the name would turn the figures that come after it.
    assert "\u2068נועה לוי 1\u2069, day not known" in hebrew.text()
    told.reject()


def test_tab_goes_through_all_there_is_and_esc_closes(lacking, qtbot):
    seen = [lacking.focusWidget()]
    while True:
        lacking.focusNextChild()
        if lacking.focusWidget() in seen:
            break
        seen.append(lacking.focusWidget())
    wanted = {lacking.missing, lacking.close_it, lacking.open_it, lacking.use_it, lacking.fill}
    assert wanted <= set(seen)
    qtbot.keyClick(lacking, Qt.Key.Key_Escape)
    assert not lacking.isVisible()


def test_a_locked_one_asks_for_its_passphrase_and_again_if_it_is_wrong(
    backed_up, session, window, qtbot, tmp_path
):
    locking.set_passphrase(session.notebook, WORDS, LIGHT)
    (key,) = (session.notebook.vault.key,)
    damage(session, backed_up, [1])
    assert not session.open(backed_up, keys=(key,))
    choose_new(window, tmp_path / "new")
    job = Salvaging.of(session)
    until(qtbot, lambda: job.asked is not None)
    assert "The damaged notebook is locked" in said(job.asked)
    job.asked.given.emit("another sentence")
    until(qtbot, lambda: "not the passphrase" in said(job.asked))
    job.asked.given.emit(WORDS)
    until(qtbot, job.told.open_it.isVisible)
    assert "Saved 2 entries" in said(job.told)
    job.told.reject()


def test_cancelled_it_leaves_nothing(backed_up, session, window, qtbot, tmp_path):
    damage(session, backed_up, [1])
    session.open(backed_up)
    choose_new(window, tmp_path / "new")
    job = Salvaging.of(session)
    # As the child makes it once it begins to write.
    (tmp_path / ".new.part").mkdir(exist_ok=True)
    press(job.told, "Cancel")
    assert not job.child.busy
    assert not [each for each in tmp_path.iterdir() if "new" in each.name]


def test_what_is_in_the_way_is_said(backed_up, session, window, qtbot, tmp_path):
    path = backed_up / "notebook.db"
    damage(session, backed_up, range(1, path.stat().st_size // 4096 + 1))
    session.open(backed_up)
    choose_new(window, tmp_path / "new")
    told = Salvaging.of(session).told
    until(qtbot, lambda: "Nothing was saved" in said(told))
    assert "Not one page" in said(told)
    told.reject()


def test_restored_while_it_cannot_be_opened_it_is_said_that_the_erased_may_be_back(
    backed_up, session, window, qtbot, tmp_path
):
    (backup,) = found(session)
    path = backed_up / "notebook.db"
    damage(session, backed_up, range(1, path.stat().st_size // 4096 + 1))
    session.open(backed_up)
    looking = Looking.of(session)
    with qtbot.wait_signal(looking.restored, timeout=MOST_MS):
        looking.restore(backup, tmp_path / "new")
    assert NOT_LOOKED in window.bars.notice.text


def test_a_damaged_one_still_tells_whom_it_erased(backed_up, session, window, qtbot, tmp_path):
    (backup,) = found(session)
    notebook = session.notebook
    (person, *_) = notebook[Counterpart].find()
    erase_at_once(notebook, person, make.NOW)
    damage(session, backed_up, [1])
    session.open(backed_up)
    looking = Looking.of(session)
    with qtbot.wait_signal(looking.restored, timeout=MOST_MS):
        looking.restore(backup, tmp_path / "new")
    assert "of people you erased" in window.bars.notice.text
    assert NOT_LOOKED not in window.bars.notice.text


def test_what_helps_a_damaged_one_comes_before_trying_again(backed_up, session, window):
    damage(session, backed_up, [1])
    session.open(backed_up)
    words = [each for each, _act in ways_on(session, PartLost(), session.open_usual)]
    assert words[:2] == ["Save what can be read…", "Open the newest backup"]
    assert words.index("Bring it back from a stick…") < words.index("Try again")
    held = [each for each, _act in ways_on(session, NotebookHeld(), session.open_usual)]
    assert held[:2] == ["Try again", "Choose another folder…"]


def test_it_is_not_offered_where_it_cannot_help(backed_up, session):
    assert save_what_is_left(session, NewerNotebook()) == ()
    assert len(save_what_is_left(session, DamagedNotebook("The file is damaged."))) == 1


def test_a_disk_that_is_full_in_the_middle_is_said_and_another_folder_may_be_chosen(
    backed_up, session, window, qtbot, tmp_path
):
    bytes_before = damage(session, backed_up, [1])
    session.open(backed_up)
    with small_disk(tmp_path / "stick", "100k") as disk:
        choose_new(window, disk / "new")
        told = Salvaging.of(session).told
        until(qtbot, lambda: "Nothing was saved" in said(told))
        assert "the disk is full" in said(told)
        assert list(disk.iterdir()) == []
        press(told, "Close")
    choose_new(window, tmp_path / "new")
    told = Salvaging.of(session).told
    until(qtbot, told.open_it.isVisible)
    told.reject()
    assert (backed_up / "notebook.db").read_bytes() == bytes_before


def test_stopped_in_the_middle_nothing_is_left(backed_up, session, window, qtbot, tmp_path):
    people = [make.record(Counterpart, name=f"Person {n}") for n in range(6_000)]
    session.notebook.save(*people, now=make.NOW)
    bytes_before = damage(session, backed_up, [1])
    session.open(backed_up)
    choose_new(window, tmp_path / "new")
    job = Salvaging.of(session)
    until(qtbot, (tmp_path / ".new.part" / "notebook.db").exists)
    press(job.told, "Cancel")
    assert [each for each in tmp_path.iterdir() if "new" in each.name] == []
    assert (backed_up / "notebook.db").read_bytes() == bytes_before
