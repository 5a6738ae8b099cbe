"""Where the name stands elsewhere, the terminal tells every place, and each can be decided."""

import os
import pty
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import make
from beforehand.domain.conversations import Answer
from beforehand.domain.counterparts import Counterpart
from beforehand.exchange.table import plain
from beforehand.store.notebook import Notebook
from telling import Told, teller

NAME = "Anna Maria Schmidt"
SURE = "FrauSchmidt and Anna\u00adMaria said so"
BOTH = "Schmidts plan, and Annas wish"
UNSURE = "M02 Annas plan"
LEFT_ALONE = "Nobody is named here: an annual plan"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    folder = tmp_path / "own"
    notebook = Notebook.open(folder, make.NOW, create=True)
    make.talk_with(notebook, NAME, now=make.NOW)
    talk = make.talk_with(notebook, "Priya Shah", now=make.NOW)
    for text in (SURE, BOTH, UNSURE, LEFT_ALONE):
        notebook.save(make.record(Answer, conversation_id=talk.id, text=text), now=make.NOW)
    notebook.close()
    return folder


@pytest.fixture
def told(book: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Told:
    return teller(capsys, monkeypatch, "--notebook", str(book))


def texts(book: Path) -> list[str]:
    notebook = Notebook.open(book, make.NOW)
    found = [each.text for each in notebook[Answer].find()]
    notebook.close()
    return sorted(found)


def names(book: Path) -> list[str]:
    notebook = Notebook.open(book, make.NOW)
    found = [each.name for each in notebook[Counterpart].find(trashed=None)]
    notebook.close()
    return found


def parts_of(out: str) -> list[list[str]]:
    """The headings of lists, each with its lines."""
    parts: list[list[str]] = []
    for line in out.splitlines():
        if line.startswith("  "):
            parts[-1].append(line.strip())
        else:
            parts.append([line])
    return [part for part in parts if len(part) > 1]


def test_what_surely_is_the_name_and_what_may_be_another_word_are_told_apart(
    told: Told, book: Path
) -> None:
    _, out, _ = told("erase", NAME, "--yes", "--mentions", "initials")
    change, stay, still = parts_of(out)
    assert change[0] == "The name stands in 3 places elsewhere; it becomes initials there:"
    assert [line.split(" (")[0] for line in change[1:]] == [plain(SURE), plain(SURE), BOTH]
    assert stay[0].startswith("In 2 places it may be another word; it stays there")
    assert [line.split(" (")[0] for line in stay[1:]] == [BOTH, UNSURE]
    assert all(line.endswith("— “Annas” is perhaps another word") for line in stay[1:])
    assert still[0] == "The name still stands in 2 places elsewhere:"
    day = f"(in “the date of the new billing”, {make.NOW.date()})"
    assert [line.split(" — ")[0] for line in still[1:]] == [
        f"S. plan, and Annas wish {day}",
        f"{UNSURE} {day}",
    ]
    assert texts(book) == sorted(
        ["FrauS. and A.M. said so", "S. plan, and Annas wish", UNSURE, LEFT_ALONE]
    )


def test_with_the_unsure_ones_the_name_stands_nowhere_else(told: Told, book: Path) -> None:
    given = ("--mentions", "initials", "--unsure", "initials")
    code, out, _ = told("erase", NAME, "--yes", *given)
    assert code == 0
    assert "In 2 places it may be another word; it becomes initials there as well:" in out
    assert out.endswith(f"Erased {NAME}.\nThe name stands nowhere else.\n")
    assert not any("Anna" in text or "Schmidt" in text for text in texts(book))


def test_every_place_is_told_however_many_there_are(told: Told, book: Path) -> None:
    notebook = Notebook.open(book, make.NOW)
    talk = make.talk_with(notebook, "Tomás Ruiz", now=make.NOW)
    for number in range(50):
        text = f"{number}: Schmidt, and again Schmidt"
        notebook.save(make.record(Answer, conversation_id=talk.id, text=text), now=make.NOW)
    notebook.close()
    _, out, _ = told("erase", NAME, "--yes")
    before, still = parts_of(out)
    assert before[0] == "The name stands in 105 places elsewhere; it stays there:"
    assert still[0] == "The name still stands in 105 places elsewhere:"
    assert len(before) == len(still) == 106
    assert "more." not in out


@pytest.mark.parametrize(
    ("given", "why"),
    [
        (("--unsure", "initials"), "--unsure goes with --mentions initials"),
        (("--mentions", "each"), "there is no terminal to ask about each place"),
    ],
)
def test_a_choice_that_cannot_be_followed_erases_nobody(
    told: Told, book: Path, given: tuple[str, ...], why: str
) -> None:
    code, out, err = told("erase", NAME, "--yes", *given)
    assert (code, out) == (1, "")
    assert why in err
    assert NAME in names(book)


@pytest.fixture
def terminal() -> Iterator[tuple[int, int]]:
    ours, theirs = pty.openpty()
    yield ours, theirs
    os.close(ours)
    os.close(theirs)


def asked(book: Path, terminal: tuple[int, int], typed: str) -> tuple[int, str]:
    ours, theirs = terminal
    command = [sys.executable, "-m", "beforehand", "erase", NAME, "--mentions", "each"]
    with subprocess.Popen(
        [*command, "--notebook", str(book)],
        stdin=theirs,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as run:
        os.write(ours, typed.encode())
        out, _ = run.communicate(timeout=60)
    return run.returncode, out.decode()


@pytest.mark.parametrize(
    ("answers", "left"),
    [
        (
            "y n n y y",
            ["FrauS. and Anna\u00adMaria said so", "Schmidts plan, and A. wish", "M02 A. plan"],
        ),
        ("n a", ["FrauSchmidt and A.M. said so", "S. plan, and A. wish", "M02 A. plan"]),
        ("y what? k", ["FrauS. and Anna\u00adMaria said so", BOTH, UNSURE]),
    ],
)
def test_on_a_terminal_each_place_is_decided(
    book: Path, terminal: tuple[int, int], answers: str, left: list[str]
) -> None:
    code, out = asked(book, terminal, "\n".join([*answers.split(), NAME, ""]))
    assert code == 0
    assert "The name stands in 5 places elsewhere. Shall it become initials there?" in out
    assert texts(book) == sorted([*left, LEFT_ALONE])
    assert NAME not in names(book)


def test_a_question_that_is_left_erases_nobody(book: Path, terminal: tuple[int, int]) -> None:
    code, _ = asked(book, terminal, "y\n\x04")
    assert code == 1
    assert NAME in names(book)
    assert texts(book) == sorted([SURE, BOTH, UNSURE, LEFT_ALONE])


def test_a_report_lists_every_form_of_the_name(told: Told, tmp_path: Path) -> None:
    assert told("report", NAME, "--out", tmp_path / "x.json")[0] == 0
    said = (tmp_path / "x.json").read_text(encoding="utf-8")
    for text in (SURE, BOTH, UNSURE):
        assert text in said
    assert LEFT_ALONE not in said
