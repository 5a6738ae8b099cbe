"""The terminal's sheets: of whom, which parts, under which password, and what is said of them."""

import os
import pty
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pypdf
import pytest

import make
from beforehand import orders, paths
from beforehand.__main__ import main
from beforehand.cli.options import KINDS, SPEEDS
from beforehand.cli.sections import advice, left_out
from beforehand.domain.conversations import Conversation, Speed
from beforehand.domain.counterparts import Counterpart
from beforehand.domain.errors import BeforehandError
from beforehand.exchange.meant import counterpart_meant, lens_meant, talk_or_counterpart
from beforehand.exchange.sample import slug_id, write_sample
from beforehand.library import default_library, read_library
from beforehand.sheets import SectionName
from beforehand.store.notebook import Notebook
from pdfium import text_of

Sheet = Callable[..., subprocess.CompletedProcess[str]]

SECTIONS = (
    SectionName("needs", "Needs"),
    SectionName("timing", "Raise it, and now?"),
    SectionName("agree", "Who does what, by when"),
)


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sheets") / "own"
    write_sample(folder, read_library(paths.resources()), datetime.now().astimezone())
    return folder


@pytest.fixture
def sheet(own: Path, tmp_path: Path) -> Sheet:
    """The command as a process, with what is typed into it; it writes out.pdf."""

    def run(*words: str, typed: str = "", out: str = "out.pdf") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command(own, *words, out=out),
            input=typed.encode() if isinstance(typed, str) else typed,
            capture_output=True,
            cwd=tmp_path,
            timeout=60,
            check=False,
        )

    def told(*words: str, **more: str) -> subprocess.CompletedProcess[str]:
        done = run(*words, **more)
        done.stdout, done.stderr = done.stdout.decode(), done.stderr.decode()
        return done

    return told


def command(folder: Path, *words: str, out: str | Path = "out.pdf") -> list[str]:
    program = [sys.executable, "-m", "beforehand", "sheet", *words]
    return [*program, "--notebook", str(folder), "--out", str(out)]


def a_talk(goal: str) -> Conversation:
    return make.record(Conversation, issue="x", shared_goal=goal, starts_at=None)


def test_the_command_line_knows_every_kind_and_speed() -> None:
    assert set(KINDS) == set(orders.KINDS)
    assert {speed.replace("-", " ") for speed in SPEEDS} == set(Speed)


# --- of whom


def test_a_counterpart_is_found_by_a_part_of_the_name_or_the_id(
    notebook: Notebook, now: datetime
) -> None:
    ada = make.record(Counterpart, id=slug_id("ada"), name="Łucja Ada Wrońska")
    adam = make.record(Counterpart, id=slug_id("adam"), name="Adam Şahin")
    notebook.save(ada, adam, now=now)
    for wanted in ("wronska", "ŁUCJA", "a w", ada.id, ada.id[:9]):
        assert counterpart_meant(notebook, wanted).id == ada.id
    assert counterpart_meant(notebook, "adam sahin").id == adam.id
    with pytest.raises(BeforehandError, match=r"several counterparts: Adam Şahin .*; Łucja Ada"):
        counterpart_meant(notebook, "ada")
    with pytest.raises(BeforehandError, match=r"No counterpart's .*There are: Adam Şahin"):
        counterpart_meant(notebook, "zed")
    with pytest.raises(BeforehandError, match="No counterpart's"):
        counterpart_meant(notebook, " ")


def test_a_whole_name_is_meant_before_a_part_of_another(notebook: Notebook, now: datetime) -> None:
    for name in ("Ada", "Ada Nowak"):
        notebook.save(make.record(Counterpart, id=slug_id(name), name=name), now=now)
    assert counterpart_meant(notebook, "ada").name == "Ada"


def test_many_candidates_are_told_in_one_line(notebook: Notebook, now: datetime) -> None:
    for number in range(40):
        notebook.save(
            make.record(Counterpart, id=slug_id(str(number)), name=f"Ada {number}"), now=now
        )
    with pytest.raises(BeforehandError, match="and 32 more") as told:
        counterpart_meant(notebook, "ada")
    assert len(str(told.value)) < 400


def test_a_lens_is_found_by_id_title_or_a_part() -> None:
    library = default_library()
    for lens in library.lenses.values():
        assert lens_meant(library, lens.id) == lens
        assert lens_meant(library, lens.title.upper()) == lens
    with pytest.raises(BeforehandError, match=r"No lens is called “zzz”.*internal-alignment"):
        lens_meant(library, "zzz")
    with pytest.raises(BeforehandError, match="may mean several lenses"):
        lens_meant(library, "a")


def test_a_record_is_of_a_conversation_or_a_counterpart(notebook: Notebook, now: datetime) -> None:
    talk = make.record(Conversation, id="ada" + "1" * 29, issue="the date")
    ada = make.record(Counterpart, id="b" * 32, name="Ada")
    notebook.save(talk, ada, now=now)
    assert talk_or_counterpart(notebook, "ada1", now) == notebook[Conversation].get(talk.id)
    assert talk_or_counterpart(notebook, "bbb", now) == notebook[Counterpart].get(ada.id)
    assert talk_or_counterpart(notebook, "next", now).id == talk.id
    with pytest.raises(BeforehandError, match=r"several things: Ada \(b.*conversation ada1"):
        talk_or_counterpart(notebook, "ada", now)
    with pytest.raises(BeforehandError, match="No conversation's id"):
        talk_or_counterpart(notebook, "zed", now)


# --- which parts


def test_sections_are_named_by_id_or_heading_whose_commas_are_its_own() -> None:
    for wanted in ("agree,timing", "Who does what, by when , raise it,  and now?", "AGREE,timing"):
        assert left_out(wanted, SECTIONS) == {"needs"}
    assert left_out("needs,timing,agree", SECTIONS) == frozenset()


@pytest.mark.parametrize("wanted", ["", "nedes", "needs,", "Who does what"])
def test_an_unknown_section_is_told_with_those_there_are(wanted: str) -> None:
    with pytest.raises(BeforehandError, match=r"no section .* needs \(Needs\); timing \(Raise"):
        left_out(wanted, SECTIONS)


def test_the_advice_names_everything_else() -> None:
    assert advice([SECTIONS[0]], SECTIONS) == "“--sections timing,agree” prints the rest."
    assert advice(SECTIONS, SECTIONS) == ""


def test_only_the_sections_named_are_printed(sheet: Sheet, tmp_path: Path) -> None:
    assert sheet("next", "--kind", "private", "--sections", "opening").returncode == 0
    some = text_of(tmp_path / "out.pdf")
    assert sheet("next", "--kind", "private").returncode == 0
    everything = text_of(tmp_path / "out.pdf")
    assert "Open with" in some
    assert "Options beyond a compromise" in everything
    assert "Options beyond a compromise" not in some


def test_too_much_for_the_room_is_a_sentence_with_what_to_print_instead(
    folder: Path, now: datetime, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    notebook = Notebook.open(folder, now, create=True)
    notebook.save(a_talk("long words " * 2_000), now=now)
    notebook.close()
    words = command(folder, "next", "--kind", "room", out=tmp_path / "x.pdf")[3:]
    assert main(words) == 1
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert "more here than one page holds" in told
    assert "--sections needs,questions,options,agree,notes" in told
    assert main([*words, "--sections", "needs,questions"]) == 0
    assert (tmp_path / "x.pdf").exists()


def test_too_many_pages_are_noted_beside_the_answer(
    folder: Path, now: datetime, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    notebook = Notebook.open(folder, now, create=True)
    notebook.save(a_talk("long words " * 2_000), now=now)
    notebook.close()
    assert main(command(folder, "next", "--kind", "private", out=tmp_path / "x.pdf")[3:]) == 0
    told = capsys.readouterr()
    assert "--sections" in told.err
    assert "shared" not in told.err.split("--sections")[1]
    assert told.out.startswith("Wrote")


def test_a_letter_that_no_font_has_is_told_by_its_code(
    folder: Path, now: datetime, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    notebook = Notebook.open(folder, now, create=True)
    notebook.save(a_talk("a bird: \U00013171"), now=now)
    notebook.close()
    assert main(command(folder, "next", "--kind", "private", out=tmp_path / "x.pdf")[3:]) == 0
    told = capsys.readouterr()
    assert told.err == "beforehand: no font here has U+13171: printed as codes.\n"
    assert told.out.startswith("Wrote")


def test_choices_that_belong_to_another_kind_are_told(sheet: Sheet, tmp_path: Path) -> None:
    done = sheet("next", "--kind", "room", "--speed", "full")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "for a worksheet" in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("choice", [*(["--speed", speed] for speed in SPEEDS), ["--initials"]])
def test_a_worksheet_needs_no_notebook(tmp_path: Path, choice: list[str]) -> None:
    words = ["sheet", "internal-alignment", "--kind", "worksheet", *choice, "--out", "blank.pdf"]
    done = subprocess.run(
        [sys.executable, "-m", "beforehand", *words],
        env=os.environ | {"HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path / "data")},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert [each.name for each in tmp_path.iterdir()] == ["blank.pdf"]


# --- under which password


def test_the_password_is_a_line_of_standard_input(sheet: Sheet, tmp_path: Path) -> None:
    done = sheet("next", "--kind", "room", "--password", typed="grün und blau\nnoch eine\n")
    assert (done.returncode, done.stderr) == (0, "")
    assert "cannot be got back" in done.stdout
    assert "grün" not in done.stdout
    assert "Release 4.2" in text_of(tmp_path / "out.pdf", "grün und blau")
    assert pypdf.PdfReader(tmp_path / "out.pdf").is_encrypted


def test_the_notebook_s_passphrase_comes_before_the_password(sheet: Sheet, tmp_path: Path) -> None:
    words = ["next", "--kind", "room", "--password", "--passphrase-stdin"]
    done = sheet(*words, typed="of the notebook\nof the sheet\n")
    assert (done.returncode, done.stderr) == (0, "")
    assert text_of(tmp_path / "out.pdf", "of the sheet")


@pytest.mark.parametrize("ending", ["", "\r\n"])
def test_the_end_of_a_line_is_no_part_of_the_password(
    sheet: Sheet, tmp_path: Path, ending: str
) -> None:
    assert sheet("next", "--kind", "room", "--password", typed=f" a {ending}").returncode == 0
    assert text_of(tmp_path / "out.pdf", " a ")


@pytest.mark.parametrize(
    ("typed", "words"),
    [("", "No password came"), ("\n", "empty"), ("①\n", "Not every PDF reader takes “①”")],
)
def test_without_a_usable_password_nothing_is_written(
    sheet: Sheet, tmp_path: Path, typed: str, words: str
) -> None:
    done = sheet("next", "--kind", "room", "--password", typed=typed)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert words in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such terminals")
@pytest.mark.parametrize(("again", "code"), [("secret", 0), ("other", 1)])
def test_on_a_terminal_it_is_asked_for_twice_and_not_shown(
    own: Path, tmp_path: Path, again: str, code: int
) -> None:
    words = command(own, "next", "--kind", "room", "--password", out=tmp_path / "out.pdf")
    child, terminal = pty.fork()
    if child == 0:
        os.execv(words[0], words)
    shown = b""
    for question, answer in ((b"Password: ", "secret"), (b"again: ", again)):
        while question not in shown:
            shown += os.read(terminal, 1000)
        time.sleep(0.1)
        os.write(terminal, f"{answer}\n".encode())
    shown += rest_of(terminal)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == code
    assert b"secret" not in shown
    assert (tmp_path / "out.pdf").exists() is (code == 0)


def rest_of(terminal: int) -> bytes:
    shown = b""
    try:
        while part := os.read(terminal, 1000):
            shown += part
    except OSError:
        pass  # how Linux tells that the program has ended
    os.close(terminal)
    return shown


# --- on the disk


SLOW = """
import time
from beforehand.cli.progress import progress
with progress("Laying out") as watch:
    for step in range(15):
        watch(step / 15)
        time.sleep(0.1)
print("Wrote")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such terminals")
def test_a_long_layout_tells_how_far_it_is_on_a_terminal_only() -> None:
    words = [sys.executable, "-c", SLOW]
    plain = subprocess.run(words, capture_output=True, check=True)
    child, terminal = pty.fork()
    if child == 0:
        os.execv(words[0], words)
    shown = rest_of(terminal)
    assert os.waitpid(child, 0)[1] == 0
    assert re.search(rb"Laying out: [6-9]\d %", shown)
    assert not re.search(rb"Laying out: [0-5]\d? %", shown)
    assert shown[shown.rindex(b"\r\x1b[K") :].strip() == b"\x1b[KWrote"
    assert (plain.stdout, plain.stderr) == (b"Wrote\n", b"")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows stops programs otherwise")
def test_a_long_sheet_is_stopped_by_hand_without_half_a_file(
    folder: Path, now: datetime, tmp_path: Path
) -> None:
    notebook = Notebook.open(folder, now, create=True)
    notebook.save(a_talk("long words " * 800_000), now=now)
    notebook.close()
    target = tmp_path / "out" / "x.pdf"
    target.parent.mkdir()
    target.write_bytes(b"old")
    heard = {"preexec_fn": lambda: signal.signal(signal.SIGINT, signal.SIG_DFL)}
    words = command(folder, "next", "--kind", "private", out=target)
    with subprocess.Popen(words, stderr=subprocess.PIPE, **heard) as process:
        time.sleep(1.5)
        assert process.poll() is None
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=20)
    assert (process.returncode, said) == (130, b"")
    assert target.read_bytes() == b"old"
    assert list(target.parent.iterdir()) == [target]
    Notebook.open(folder, now).close()


@pytest.mark.parametrize("locked", [False, True])
def test_a_place_that_takes_no_file_is_told_and_nothing_was_made(
    own: Path, tmp_path: Path, sheet: Sheet, locked: bool
) -> None:
    more = ["--password"] if locked else []
    (tmp_path / "out.pdf").mkdir()
    done = sheet("next", "--kind", "room", *more, typed="secret\n")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "out.pdf was not saved" in done.stderr
    assert [each.name for each in tmp_path.iterdir()] == ["out.pdf"]
