"""What docs/privacy.md promises is what the program does, and what it ships."""

from pathlib import Path

from beforehand import paths
from beforehand.store import thinning
from beforehand.store.keys import AIM_SECONDS
from beforehand.ui.keys import WINDOW_KEYS
from beforehand.ui.lock import clipboard
from beforehand.ui.settings import Settings

TOP = Path(__file__).parents[1]
TEXT = paths.privacy().read_text(encoding="utf-8")


def test_the_text_in_the_documents_is_the_one_that_is_shipped_and_the_readme_points_to_it():
    assert paths.privacy().parent == paths.resources()
    assert (TOP / "docs" / "privacy.md").read_text(encoding="utf-8") == TEXT
    assert "docs/privacy.md" in (TOP / "README.md").read_text(encoding="utf-8")


def test_every_heading_is_a_question_and_it_can_be_read_in_five_minutes():
    headings = [line for line in TEXT.splitlines() if line.startswith("#")]
    assert len(headings) == 8
    assert all(each.endswith("?") for each in headings)
    assert 700 < len(TEXT.split()) < 1000


def test_its_numbers_and_keys_are_those_of_the_program():
    said = {
        "a third of a second": AIM_SECONDS >= 1 / 3,
        "after five minutes": Settings().idle_minutes == 5,
        "half a minute": clipboard.CLEARED_AFTER_MS == 30_000,
        "for two years": ("%Y-%m", 24) in thinning.KEPT,
    }
    for words, so in said.items():
        assert words in TEXT
        assert so, words
    # What only Linux tells is promised for Linux only: see ui/lock/bus.py.
    assert "on Linux also when the computer sleeps" in TEXT
    acts = {key: act for keys, _, act in WINDOW_KEYS for key in keys}
    assert (acts["Ctrl+L"], acts["F9"]) == ("lock", "hide")
    assert "Ctrl+L locks" in TEXT
    assert "F9 shows an empty page" in TEXT
