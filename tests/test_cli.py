"""The commands of the terminal, as somebody types them."""

import json
import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from pypdf import PdfReader

import make
from beforehand import __version__, paths
from beforehand.__main__ import main
from beforehand.domain.conversations import Conversation, Stage
from beforehand.exchange.listing import as_json, as_table, chosen, lines_of
from beforehand.exchange.sample import slug_id, write_sample
from beforehand.library import read_library
from beforehand.store.notebook import Notebook

Shell = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample, opened now; the tests leave it as it is."""
    folder = tmp_path_factory.mktemp("shared") / "sample"
    write_sample(folder, read_library(paths.resources()), datetime.now().astimezone())
    return folder


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A copy of the sample of one's own."""
    folder = tmp_path / "own"
    write_sample(folder, read_library(paths.resources()), datetime.now().astimezone())
    return folder


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """The program as a process of its own, without a screen, at home in an empty folder."""
    home = {"HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path / "data")}
    screens = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    env = {k: v for k, v in os.environ.items() if k not in screens} | home

    def run(*words: object, **changes: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "beforehand", *map(str, words)],
            env=env | changes,
            cwd=tmp_path,
            capture_output=True,
            encoding="utf-8",
            timeout=60,
            check=False,
        )

    return run


def talk_of(folder: Path, slug: str) -> Conversation:
    notebook = Notebook.open(folder, datetime.now().astimezone())
    try:
        found = notebook[Conversation].get(slug_id(slug))
    finally:
        notebook.close()
    assert found is not None
    return found


def text_of(pdf: Path) -> str:
    return " ".join(page.extract_text() for page in PdfReader(pdf).pages)


# --- the command line itself


def test_the_version_is_told(shell: Shell) -> None:
    done = shell("--version")
    assert (done.returncode, done.stdout) == (0, f"Beforehand {__version__}\n")


def test_help_names_every_command(shell: Shell) -> None:
    done = shell("--help")
    assert done.returncode == 0
    commands = ("sample", "list", "sheet", "export", "import", "commitments", "calendar")
    for command in (*commands, "--notebook", "--sample"):
        assert command in done.stdout


@pytest.mark.parametrize(
    "words",
    [
        ["lst"],
        ["list", "--jsn"],
        ["sheet", "next", "--kind", "blue", "--out", "x.pdf"],
        ["sheet", "next"],
        ["sheet", "next", "--kind", "room", "--paper", "a5", "--out", "x.pdf"],
        ["export", "--format", "csv", "--out", "x"],
        ["--sample", "list"],
        ["--sample", "--notebook", "x"],
    ],
    ids=" ".join,
)
def test_a_wrong_word_is_told_in_one_line(shell: Shell, words: list[str]) -> None:
    done = shell(*words)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert "--help" in done.stderr


def test_a_terminal_command_needs_nothing_of_qt(sample: Path, tmp_path: Path) -> None:
    asked = (
        "import sys; from beforehand.__main__ import main; code = main(sys.argv[1:]);"
        "print([m for m in sys.modules if 'PySide6' in m or m.startswith('beforehand.ui')]);"
        "sys.exit(code)"
    )
    out = tmp_path / "sheet.pdf"
    for words in (
        ["list", "--notebook", str(sample)],
        ["export", "--notebook", str(sample), "--out", str(tmp_path / "x.json")],
        ["sheet", "next", "--kind", "room", "--notebook", str(sample), "--out", str(out)],
    ):
        done = subprocess.run(
            [sys.executable, "-c", asked, *words], capture_output=True, text=True, check=True
        )
        assert done.stdout.splitlines()[-1] == "[]"


def test_help_is_quick_because_it_reads_no_notebook() -> None:
    asked = (
        "import sys; from beforehand import cli; cli.parse(['list']);"
        "print([m for m in sys.modules if m.split('.')[0] in"
        " {'sqlcipher3', 'sqlite_utils', 'reportlab', 'cryptography', 'platformdirs'}])"
    )
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a screen")
def test_without_a_screen_the_window_says_so_in_one_line(shell: Shell) -> None:
    for words in ([], ["--sample"], ["--notebook", "x"]):
        done = shell(*words)
        assert done.returncode == 1
        assert done.stderr.count("\n") == 1
        assert "no screen" in done.stderr


# --- sample


def test_the_sample_is_written_into_a_new_folder(shell: Shell, tmp_path: Path) -> None:
    assert shell("sample", "demo").returncode == 0
    done = shell("list", "--notebook", "demo", "--json")
    assert len(json.loads(done.stdout)) == 14
    assert stat.S_IMODE((tmp_path / "demo").stat().st_mode) == 0o700


def test_the_sample_is_not_written_over_anything(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "demo").mkdir()
    (tmp_path / "demo" / "letter.txt").write_text("mine")
    done = shell("sample", "demo")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert [each.name for each in (tmp_path / "demo").iterdir()] == ["letter.txt"]


# --- list


def test_the_list_has_the_keys_that_scripts_rely_on(shell: Shell, sample: Path) -> None:
    listed = json.loads(shell("list", "--json", "--notebook", sample).stdout)
    assert {tuple(each) for each in listed} == {
        ("id", "date", "stage", "counterparts", "issue", "title")
    }
    both = next(each for each in listed if each["id"] == slug_id("who-pays"))
    assert both["counterparts"] == ["Łucja Wrońska", "Kwabena Osei"]
    assert both["stage"] == "debriefed"
    assert datetime.fromisoformat(both["date"]).utcoffset() is not None
    assert [each["date"] for each in listed].count(None) == 1


def test_the_notebook_may_be_named_before_the_command(shell: Shell, sample: Path) -> None:
    assert len(json.loads(shell("--notebook", sample, "list", "--json").stdout)) == 14


def test_the_table_is_aligned(shell: Shell, sample: Path) -> None:
    head, *rows = shell("list", "--notebook", sample).stdout.splitlines()
    assert head.split() == ["ID", "WHEN", "STAGE", "WITH", "ISSUE", "TITLE"]
    assert len(rows) == 14
    at = head.index("STAGE")
    assert {row[at:].split("  ")[0] for row in rows} <= {stage.value for stage in Stage}
    assert all(row[at - 1] == " " for row in rows)


def test_the_table_copes_with_any_text_and_width(notebook: Notebook, now: datetime) -> None:
    nasty = "\x1b[31mred\r\n資料🙂 " + "wide " * 40 + "\u202eturned"
    make.talk_with(notebook, "王 小明", "e\u0301 " * 20, issue=nasty, title="", now=now)
    make.talk_with(notebook, "Ada", issue="plain", title="Ein Titel", now=now)
    table = as_table(lines_of(notebook), 80)
    assert "\x1b" not in table
    assert "\u202e" not in table
    lines = table.splitlines()
    assert len(lines) == 3
    assert "…" in table
    assert max(map(len, lines)) <= 80 + table.count("\u0301")


def test_what_goes_to_a_file_is_not_cut(notebook: Notebook, now: datetime) -> None:
    make.talk_with(notebook, "Ada", issue="long " * 100 + "end", now=now)
    assert "end" in as_table(lines_of(notebook))


def test_an_empty_notebook_lists_nothing(notebook: Notebook) -> None:
    assert as_table(lines_of(notebook)) == "No conversations yet."
    assert as_json(lines_of(notebook)) == "[]"


def test_what_was_put_away_is_not_listed(notebook: Notebook, now: datetime) -> None:
    talk = make.talk_with(notebook, "Ada", now=now)
    notebook.save(replace(talk, trashed_at=now), now=now)
    assert lines_of(notebook) == []


def test_without_a_notebook_there_is_a_sentence(shell: Shell, tmp_path: Path) -> None:
    for words in (["list"], ["list", "--notebook", "gone"], ["export", "--out", "x.json"]):
        done = shell(*words)
        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert list(tmp_path.iterdir()) == []


def test_a_notebook_that_is_open_elsewhere_is_left_alone(shell: Shell, own: Path) -> None:
    held = Notebook.open(own, datetime.now().astimezone())
    try:
        done = shell("list", "--notebook", own)
        sheet = shell("sheet", "next", "--kind", "room", "--notebook", own, "--out", "x.pdf")
    finally:
        held.close()
    assert {done.returncode, sheet.returncode} == {3}
    assert "close it or name another folder" in done.stderr
    assert done.stderr.count("\n") == 1


def test_letters_that_a_terminal_lacks_are_spelt_out(shell: Shell, sample: Path) -> None:
    done = shell("list", "--notebook", sample, PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Łucja" in done.stdout


def test_a_reader_that_leaves_early_causes_no_noise(sample: Path) -> None:
    command = f"{sys.executable} -m beforehand list --notebook '{sample}' | true"
    done = subprocess.run(
        ["bash", "-c", f"{command}; echo ${{PIPESTATUS[0]}}"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""
    assert done.stdout.strip() in {"0", "141"}


def test_a_full_device_is_no_traceback(sample: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no such device here")
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "beforehand", "list", "--notebook", str(sample)],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode != 0
    assert "Traceback" not in done.stderr


def test_stopping_it_by_hand_leaves_no_notebook(tmp_path: Path) -> None:
    fifo, folder = tmp_path / "slow.json", tmp_path / "new"
    os.mkfifo(fifo)
    words = [sys.executable, "-m", "beforehand", "import", str(fifo), "--notebook", str(folder)]
    # A shell starts what runs in its background deaf to Ctrl-C, and children would stay so.
    heard = {"preexec_fn": lambda: signal.signal(signal.SIGINT, signal.SIG_DFL)}
    started = subprocess.Popen(words, stderr=subprocess.PIPE, text=True, **heard)
    with started as process, fifo.open("w"):
        # It reads from us now, and waits.
        time.sleep(0.2)
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=20)
    assert process.returncode == 130
    assert said == ""
    assert not folder.exists()


# --- sheet


def test_a_private_sheet_is_written_and_marks_the_conversation(
    own: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "brief.pdf"
    before = talk_of(own, "date-for-4-2")
    words = ["sheet", "next", "--kind", "private", "--notebook", str(own), "--out", str(out)]
    assert main(words) == 0
    assert "Wrote" in capsys.readouterr().out
    assert "Who runs the rig this week" in text_of(out)
    after = talk_of(own, "date-for-4-2")
    assert (before.stage, before.sheet_made_at) == (Stage.PREPARING, None)
    assert after.stage is Stage.READY
    assert after.sheet_made_at is not None


@pytest.mark.parametrize(("paper", "width"), [("a4", 595), ("letter", 612)])
def test_a_room_sheet_has_the_paper_asked_for_and_no_suspicion(
    own: Path, tmp_path: Path, paper: str, width: int
) -> None:
    out = tmp_path / "room.pdf"
    short = slug_id("date-for-4-2")[:8]
    words = ["sheet", short, "--kind", "room", "--paper", paper]
    assert main([*words, "--notebook", str(own), "--out", str(out)]) == 0
    pages = PdfReader(out).pages
    assert len(pages) == 1
    assert int(pages[0].mediabox.width) == width
    assert "What is already true of 4.2 today?" in text_of(out)
    assert "Who runs the rig this week" not in text_of(out)


def test_a_conversation_that_is_over_keeps_its_stage(own: Path, tmp_path: Path) -> None:
    wanted = slug_id("who-pays")
    words = ["sheet", wanted, "--kind", "room", "--notebook", str(own)]
    assert main([*words, "--out", str(tmp_path / "x.pdf")]) == 0
    assert talk_of(own, "who-pays").stage is Stage.DEBRIEFED


def test_a_sheet_that_cannot_be_written_was_not_made(
    own: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["sheet", "next", "--kind", "room", "--notebook", str(own)]
    assert main([*words, "--out", str(tmp_path / "gone" / "x.pdf")]) == 1
    assert capsys.readouterr().err.count("\n") == 1
    assert talk_of(own, "date-for-4-2").sheet_made_at is None


def test_an_unknown_conversation_is_told(shell: Shell, sample: Path, tmp_path: Path) -> None:
    for wanted in ("zzz", ""):
        done = shell("sheet", wanted, "--kind", "room", "--notebook", sample, "--out", "x.pdf")
        assert (done.returncode, done.stderr.count("\n")) == (1, 1)
        assert "No conversation's id begins with" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_the_beginning_of_several_ids_lists_them(notebook: Notebook, now: datetime) -> None:
    for tail in ("1", "2"):
        talk = make.record(Conversation, id="abc" + tail * 29, issue=f"issue {tail}")
        notebook.save(talk, now=now)
    with pytest.raises(Exception, match=r"several .*abc11111 \(issue 1\); abc22222 \(issue 2\)"):
        chosen(notebook, "abc", now)
    assert chosen(notebook, "ABC1", now).issue == "issue 1"


@pytest.fixture
def dated(notebook: Notebook, now: datetime) -> Callable[..., Conversation]:
    def add(issue: str, hours: float | None, stage: Stage = Stage.PREPARING) -> Conversation:
        starts_at = None if hours is None else now + timedelta(hours=hours)
        talk = make.record(
            Conversation, id=slug_id(issue), issue=issue, starts_at=starts_at, stage=stage
        )
        notebook.save(talk, now=now)
        return talk

    return add


def test_next_is_the_soonest_that_lies_ahead(
    notebook: Notebook, now: datetime, dated: Callable[..., Conversation]
) -> None:
    dated("no date", None)
    dated("called off", 1, Stage.CALLED_OFF)
    dated("yesterday", -24)
    dated("later", 50)
    dated("soon", 5, Stage.READY)
    assert chosen(notebook, "next", now).issue == "soon"


def test_next_may_have_begun_a_minute_ago(
    notebook: Notebook, now: datetime, dated: Callable[..., Conversation]
) -> None:
    dated("in an hour", 1)
    dated("just begun", -1 / 60)
    assert chosen(notebook, "next", now).issue == "just begun"


def test_next_is_the_newest_without_a_date_if_nothing_lies_ahead(
    notebook: Notebook, now: datetime, dated: Callable[..., Conversation]
) -> None:
    older = dated("older", None)
    dated("yesterday", -24)
    notebook.save(replace(older, id=slug_id("newer"), issue="newer"), now=now + timedelta(hours=1))
    assert chosen(notebook, "next", now).issue == "newer"


def test_next_may_not_be_there(
    notebook: Notebook, now: datetime, dated: Callable[..., Conversation]
) -> None:
    dated("over", -24, Stage.DEBRIEFED)
    with pytest.raises(Exception, match="No conversation lies ahead"):
        chosen(notebook, "next", now)


# --- export and import


def test_everything_goes_out_and_comes_back(shell: Shell, sample: Path, tmp_path: Path) -> None:
    assert shell("export", "--format", "json", "--notebook", sample, "--out", "a.json").stderr == ""
    assert shell("import", "a.json", "--notebook", "copy").returncode == 0
    assert shell("export", "--notebook", "copy", "--out", "b.json").returncode == 0
    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()
    again = shell("import", "a.json", "--notebook", "copy")
    assert (again.returncode, again.stderr.count("\n")) == (1, 1)
    assert "not empty" in again.stderr


def test_a_bad_file_makes_no_notebook(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "bad.json").write_text('{"format": "something"}')
    for name in ("bad.json", "gone.json"):
        done = shell("import", name, "--notebook", "new")
        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert [each.name for each in tmp_path.iterdir()] == ["bad.json"]


def test_the_own_notebook_is_meant_if_none_is_named(shell: Shell, sample: Path) -> None:
    shell("export", "--notebook", sample, "--out", "a.json")
    assert shell("import", "a.json").returncode == 0
    assert len(json.loads(shell("list", "--json").stdout)) == 14


# --- commitments and the calendar


def test_commitments_are_listed_with_their_owners(shell: Shell, sample: Path) -> None:
    done = shell("commitments", "--notebook", sample)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Łucja Wrońska" in done.stdout
    told = json.loads(shell("commitments", "--json", "--notebook", sample).stdout)
    everything = json.loads(shell("commitments", "--all", "--json", "--notebook", sample).stdout)
    assert 0 < len(told) < len(everything)
    assert {each["state"] for each in told} <= {"open", "due today", "late"}


def test_the_calendar_names_nobody_unless_asked(shell: Shell, sample: Path, tmp_path: Path) -> None:
    plain, named = tmp_path / "plain.ics", tmp_path / "named.ics"
    done = shell("calendar", "--out", plain, "--notebook", sample)
    assert done.returncode == 0, done.stderr
    assert "Łucja" not in plain.read_text("utf-8")
    assert stat.S_IMODE(plain.stat().st_mode) == 0o600
    done = shell("calendar", "--out", named, "--names", "--notebook", sample)
    assert "Łucja" in named.read_text("utf-8")
    assert "everybody" in done.stdout


def test_the_calendar_can_hold_one_commitment(shell: Shell, sample: Path, tmp_path: Path) -> None:
    told = json.loads(shell("commitments", "--json", "--notebook", sample).stdout)
    wanted = next(each["id"] for each in told if each["due"])
    out = tmp_path / "one.ics"
    done = shell("calendar", "--only", wanted[:9], "--out", out, "--notebook", sample)
    assert done.stdout == f"Wrote {out} (1 entry).\n"
    assert f"UID:{wanted}@beforehand" in out.read_text("utf-8")
    done = shell("calendar", "--only", "zz", "--out", tmp_path / "no.ics", "--notebook", sample)
    assert done.returncode == 1
    assert "No open commitment" in done.stderr
