"""Lens files are read, and whatever is wrong in one is told while the rest still loads."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from beforehand import paths
from beforehand.domain.lens_file import QUESTION as QUESTION_KEYS
from beforehand.domain.lenses import Lens, Section
from beforehand.domain.record import Id
from beforehand.domain.stakes import Becomes
from beforehand.library import LARGEST_FILE, Library, read_library

QUESTION = """
[[parts.questions]]
id = "first"
wording = "What did {name} say?"
section = "said"
"""
LENS = f"""
id = "own"
title = "My own"

[[parts]]
title = "Begin"
{QUESTION}"""
DRIVERS = '[[drivers]]\nid = "calm"\nname = "peace and quiet"\n'


def read(folder: Path, **files: str | bytes) -> Library:
    """A folder with those lens files, read; the names get `.toml`."""
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        content = text if isinstance(text, bytes) else text.encode("utf-8")
        (folder / f"{name}.toml").write_bytes(content)
    return read_library(folder)


def own(library: Library) -> Lens:
    return {str(lens.id): lens for lens in library.lenses.values()}["own"]


# What is right


def test_a_lens_needs_no_more_than_an_id_a_title_and_a_question(tmp_path: Path) -> None:
    library = read(tmp_path, own=LENS)
    (question,) = own(library).parts[0].questions
    assert library.faults == ()
    assert (question.short, question.hint, question.becomes) == ("What did {name} say?", "", ())


def test_every_key_arrives(tmp_path: Path) -> None:
    more = 'short = "said"\nhint = "h"\nexample = "e"\nbecomes = ["option", "stated need"]\n'
    more += "essential = true\nshows_drivers = true\n"
    more += '[[sources]]\nauthor = "A"\nwork = "W"\nyear = 1999\n'
    lens = own(read(tmp_path, own=LENS.replace("My own", "  My\\n own ") + more))
    (question,) = lens.parts[0].questions
    assert lens.title == "My own"
    assert lens.sources[0].year == 1999
    assert question.section is Section.SAID
    assert question.becomes == (Becomes.OPTION, Becomes.STATED_NEED)
    assert question.essential
    assert question.shows_drivers


def test_notepad_files_with_a_mark_at_the_start_and_its_line_ends_are_read(tmp_path: Path) -> None:
    library = read(tmp_path, own=b"\xef\xbb\xbf" + LENS.replace("\n", "\r\n").encode())
    assert library.faults == ()
    assert own(library).title == "My own"


def test_a_folder_that_is_not_there_is_fine(tmp_path: Path) -> None:
    assert read_library(tmp_path / "nowhere") == Library(lenses={}, drivers={})


def test_an_own_lens_and_driver_take_the_place_of_shipped_ones(tmp_path: Path) -> None:
    lens = LENS.replace('"own"', '"why-stuck"')
    driver = DRIVERS.replace("calm", "load")
    read(tmp_path, anything=lens, drivers=driver)
    library = read_library(paths.resources(), tmp_path)
    assert library.faults == ()
    assert library.lenses[Id("why-stuck")].title == "My own"
    assert library.drivers[Id("load")].name == "peace and quiet"
    assert len(library.drivers) == 12
    assert next(iter(library.lenses)) == "internal-alignment"


def test_the_default_stays_first_whatever_one_calls_an_own_lens(tmp_path: Path) -> None:
    read(tmp_path, a=LENS.replace("My own", "A first one"))
    found = list(read_library(paths.resources(), tmp_path).lenses)
    assert found == ["internal-alignment", "own", "three-conversations", "why-stuck"]


def test_the_guide_to_writing_a_lens_is_true(tmp_path: Path) -> None:
    guide = (Path(__file__).parents[1] / "docs" / "lenses.md").read_text(encoding="utf-8")
    smallest, besides = re.findall(r"```toml\n(.*?)```", guide, re.DOTALL)
    plain, blocks = besides.split("\n\n", 1)
    library = read(tmp_path, guide=plain + "\n" + smallest + blocks)
    assert library.faults == ()
    assert len(library.lenses) == 1
    assert all(f"`{each.value}`" in guide for each in [*Section, *Becomes])
    assert all(f"`{key}`" in guide for key in QUESTION_KEYS.readers)


def test_a_broken_own_lens_leaves_the_shipped_one_in_place(tmp_path: Path) -> None:
    (tmp_path / "bad.toml").write_text(LENS.replace('"own"', '"why-stuck"') + "]")
    library = read_library(paths.resources(), tmp_path)
    assert len(library.faults) == 1
    assert library.lenses[Id("why-stuck")].title == "Why are we stuck?"


def test_only_lenses_that_are_there_are_suggested(tmp_path: Path) -> None:
    suggestions = "".join(
        f'[[suggestions]]\nlens_id = "{lens_id}"\nreason = "because"\n'
        for lens_id in ("other", "not-there")
    )
    library = read(tmp_path, own=LENS + suggestions, other=LENS.replace('"own"', '"other"'))
    assert library.faults == ()
    assert [each.lens_id for each in own(library).suggestions] == ["other"]


def test_copies_left_behind_by_editors_are_no_lenses(tmp_path: Path) -> None:
    read(tmp_path, own=LENS)
    for name in (".own.toml", "~own.toml", "own.toml~", "own.txt"):
        (tmp_path / name).write_text("rubbish")
    assert read_library(tmp_path).faults == ()


# What is wrong: the text, what is told, and whether the lens is still there

ODD = {
    "own.toml, part 1, question 1: \"hnt\" is not a known key; did you mean \"hint\"?": (
        LENS + 'hnt = "look"\n', True
    ),
    'own.toml: "titel" is not a known key; did you mean "title"?': (
        LENS.replace("title = \"My", "titel = \"My"), False
    ),
    'own.toml: "title" is missing. The file is left out.': (
        LENS.replace('title = "My own"', ""), False
    ),
    'own.toml: "title" is empty. The file is left out.': (LENS.replace("My own", " "), False),
    'own.toml: "parts" is missing. The file is left out.': ('id = "own"\ntitle = "T"\n', False),
    'own.toml, part 1: "questions" is missing. The part is left out.': (
        LENS.replace(QUESTION, ""), False
    ),
    "own.toml: it has no question that can be used. The file is left out.": (
        LENS.replace('section = "said"', ""), False
    ),
    'own.toml, part 1, question 2: "wording" is missing. The question is left out.': (
        LENS + QUESTION.replace("first", "second").replace("wording", "# "), True
    ),
    'own.toml, part 1, question 2: "section" cannot be "beneth"; did you mean "beneath"?': (
        LENS + QUESTION.replace("first", "second").replace('"said"', '"beneth"'), True
    ),
    'own.toml, part 1, question 1: "becomes" cannot be "optoin"; did you mean "option"?': (
        LENS + 'becomes = ["optoin"]\n', True
    ),
    'own.toml, part 1, question 1: "becomes" must be a list in square brackets': (
        LENS + 'becomes = "option"\n', True
    ),
    'own.toml, part 1, question 1: "essential" must be true or false': (
        LENS + 'essential = "yes"\n', True
    ),
    'own.toml, part 1, question 1: "hint" must be words in quotation marks': (
        LENS + "hint = 7\n", True
    ),
    'own.toml: "id" must be small letters and hyphens': (LENS.replace('"own"', '"My Own/"'), False),
    'own.toml, part 1, question 2: an earlier question has the id "first". The question': (
        LENS + QUESTION, True
    ),
    'own.toml: "parts" must be blocks': ('id = "own"\ntitle = "T"\nparts = "x"\n', False),
    'own.toml, source 1: "year" must be a year such as 1999': (
        LENS + '[[sources]]\nauthor = "A"\nwork = "W"\nyear = "1999"\n', True
    ),
    'own.toml, source 1: "year" must be a year': (
        LENS + '[[sources]]\nauthor = "A"\nwork = "W"\nyear = true\n',
        True,
    ),
    'own.toml, suggestion 1: "reason" is missing. The suggestion is left out.': (
        LENS + '[[suggestions]]\nlens_id = "own"\n', True
    ),
    "own.toml, line 3: this cannot be read": (LENS.replace('"My own"', '"My own'), False),
    "own.toml, at the end: this cannot be read": ('id = """own', False),
    "own.toml: it is empty. The file is left out.": ("# nothing but a remark\n", False),
    "own.toml: it is not saved as UTF-8": (LENS.encode("utf-16"), False),
    "own.toml: it is too large for a lens": (LENS + "#" * LARGEST_FILE, False),
    "own.toml: it holds a number or a list that is far too long": (f"id = {'9' * 5000}", False),
}  # fmt: skip


@pytest.mark.parametrize(("text", "there", "told"), [(*odd, told) for told, odd in ODD.items()])
def test_a_fault_is_told_with_its_place_and_the_rest_still_loads(
    tmp_path: Path, text: str | bytes, there: bool, told: str
) -> None:
    library = read(tmp_path, own=text, sound=LENS.replace('"own"', '"sound"'))
    assert [fault for fault in library.faults if fault.startswith(told)], library.faults
    assert library.lenses.keys() - {"sound"} == ({"own"} if there else set())
    assert "sound" in library.lenses
    if there:
        assert [question.id for question in own(library).parts[0].questions] == ["first"]


def test_of_two_own_lenses_with_one_id_the_first_file_counts(tmp_path: Path) -> None:
    library = read(tmp_path, a=LENS, b=LENS.replace("My own", "Another"))
    assert own(library).title == "My own"
    (fault,) = library.faults
    assert fault == 'b.toml: another lens in this folder has the id "own". The file is left out.'


def test_a_fault_in_the_drivers_leaves_the_other_drivers(tmp_path: Path) -> None:
    library = read(tmp_path, drivers=DRIVERS + '[[drivers]]\nid = "x"\nsings = ["y"]\n')
    assert list(library.drivers) == ["calm"]
    assert library.faults == (
        'drivers.toml, driver 2: "sings" is not a known key; did you mean "signs"?',
        'drivers.toml, driver 2: "name" is missing. The driver is left out.',
    )


def test_what_is_no_file_is_told_and_never_waited_for(tmp_path: Path) -> None:
    (tmp_path / "folder.toml").mkdir()
    (tmp_path / "gone.toml").symlink_to(tmp_path / "nowhere")
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.toml")
    faults = read(tmp_path, own=LENS).faults
    assert len(faults) == len(list(tmp_path.iterdir())) - 1
    assert all("it is not a file" in fault for fault in faults)


def test_a_file_in_the_place_of_the_folder_is_told(tmp_path: Path) -> None:
    place = tmp_path / "lenses"
    place.write_text("not a folder")
    (fault,) = read_library(place).faults
    assert "the folder cannot be read" in fault


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="may read everything")
def test_a_file_and_a_folder_that_may_not_be_read_are_told(tmp_path: Path) -> None:
    read(tmp_path, own=LENS)
    (tmp_path / "own.toml").chmod(0)
    assert "own.toml: it cannot be read" in read_library(tmp_path).faults[0]
    tmp_path.chmod(0)
    faults = read_library(tmp_path).faults
    tmp_path.chmod(0o700)
    assert "the folder cannot be read" in faults[0]


@pytest.mark.skipif(sys.platform != "linux", reason="such names are refused elsewhere")
def test_a_file_name_that_is_no_text_can_still_be_told(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"caf\xe9\n.toml")).write_text("")
    (fault,) = read_library(tmp_path).faults
    assert fault.encode("utf-8").decode("utf-8") == "caf??.toml: it is empty. The file is left out."


def test_reading_what_is_shipped_imports_nothing_heavy() -> None:
    heavy = ["difflib", "PySide6", "sqlite3", "asyncio", "reportlab", "cryptography"]
    code = (
        "import sys; from beforehand.library import default_library; default_library();"
        f"print([name for name in {heavy} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
