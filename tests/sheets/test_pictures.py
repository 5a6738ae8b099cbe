"""Each kind of sheet looks as it did when somebody last looked at it and was content."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from beforehand.sheets import Options, private_sheet
from sheets.launch import BRIEF, DRIVERS, TODAY
from sheets.marks import pages_of
from sheets.pictured import SHEETS
from sheets.pictures import DOTS, FINER, HERE, MOST, apart, difference, drawn, kept, taken

every_sheet = pytest.mark.parametrize("name", SHEETS)
LOWER = 2.0
LARGEST = 25_000


def reference(name: str) -> Image.Image:
    return Image.open(HERE / f"{name}.png").convert("L")


def moved(name: str, number: int) -> Image.Image:
    """The picture of a sheet of which one line stands lower."""
    make, page = SHEETS[name]
    pdf = make().pdf
    line, fine = pages_of(pdf)[page].lines[number], drawn(pdf, page)
    dots = DOTS * FINER / 72
    left, right = round(line.left * dots), round(line.right * dots)
    top, bottom = (round((line.top + by) * dots) for by in (-1, 1.5))
    strip = fine.crop((left, top, right, bottom))
    fine.paste(255, (left, top, right, bottom))
    fine.paste(strip, (left, top + round(LOWER * dots)))
    return kept(fine)


@every_sheet
def test_a_sheet_looks_as_in_its_picture(name: str, tmp_path: Path) -> None:
    make, page = SHEETS[name]
    before, now = reference(name), taken(make().pdf, page)
    new, changed = tmp_path / f"{name}.png", tmp_path / f"{name}-changed.png"
    far = apart(before, now)
    if far > MOST:
        now.save(new)
        difference(before, now).save(changed)
        pytest.fail(
            f"“{name}” looks different ({far:.2f}, at most {MOST}). Now: {new}. What went is red, "
            f"what came is blue: {changed}. If it is better so: "
            f"python tests/sheets/take_pictures.py {name}"
        )


@pytest.mark.parametrize(
    ("finer", "how"), [(7, {}), (9, {}), (8, {"no_smoothpath": True}), (8, {"no_smoothtext": True})]
)
@every_sheet
def test_smoothing_of_another_kind_is_no_difference(
    name: str, finer: int, how: dict[str, Any]
) -> None:
    make, page = SHEETS[name]
    assert apart(reference(name), kept(drawn(make().pdf, page, finer, **how), finer)) <= MOST


@pytest.mark.parametrize("number", [0, 2, 5, 7])
@pytest.mark.parametrize("name", ["private-empty", "room", "room-close-lines", "worksheet"])
def test_a_line_two_points_lower_is_a_difference(name: str, number: int) -> None:
    assert apart(reference(name), moved(name, number)) > MOST


@pytest.mark.parametrize(
    ("word", "other"),
    [("laptop", "tablet"), ("drawn", "decided"), ("Tuesday", "Thursday"), ("without", "by")],
)
def test_another_word_is_a_difference(word: str, other: str) -> None:
    first, *others = BRIEF.answers
    told = replace(first, left=first.left.replace(word, other))
    brief = replace(BRIEF, answers=(told, *others))
    sheet = private_sheet(brief, Options(), printed_on=TODAY, drivers=DRIVERS)
    assert apart(reference("private"), taken(sheet.pdf, 0)) > MOST


@every_sheet
def test_a_picture_is_small(name: str) -> None:
    assert (HERE / f"{name}.png").stat().st_size < LARGEST


def test_no_picture_is_left_of_a_sheet_that_is_not_made() -> None:
    assert {file.stem for file in HERE.iterdir()} == set(SHEETS)
