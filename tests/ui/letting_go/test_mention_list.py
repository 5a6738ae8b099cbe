"""Where the name of somebody who is erased stands elsewhere: kept or changed, each as one likes."""

from dataclasses import replace

import make
from beforehand.domain.conversations import Answer
from beforehand.domain.record import Id
from beforehand.ui.places import Place
from zan import NAME, ZAN


def test_words_of_ones_choice_and_all_or_none(page, somebody, window, qtbot):
    somebody.presses("Keep all")
    assert page.mentions.chosen == []
    somebody.presses("Change all")
    somebody.goes_to("In the place of the name")
    somebody.types("a colleague")
    page.name.setText(NAME)
    page.erase.click()
    qtbot.wait_until(page._after.isVisible)
    notebook = window.desk.notebook
    assert notebook[Answer].get(Id("said")).text == "a colleague wants more"
    assert notebook[Answer].get(Id("by")).text == "a colleague is a word here"


def test_a_place_may_have_words_of_its_own(page, somebody, window, qtbot):
    somebody.presses("Change all")
    somebody.goes_to("In the place of the name")
    somebody.types("a colleague")
    said, by = sorted(page.mentions.lines, key=lambda line: line.mention.record.id != "said")
    assert said.other.text() == "becomes “a colleague”"
    said.other.click()
    assert said.words.hasFocus()
    somebody.types("someone")
    by.box.setChecked(False)
    assert not by.other.isEnabled()
    by.box.setChecked(True)
    page.name.setText(NAME)
    page.erase.click()
    qtbot.wait_until(page._after.isVisible)
    notebook = window.desk.notebook
    assert notebook[Answer].get(Id("said")).text == "someone wants more"
    assert notebook[Answer].get(Id("by")).text == "a colleague is a word here"


def test_words_of_a_place_taken_back_are_those_for_all(page):
    line = page.mentions.lines[0]
    line.other.click()
    line.words.setText("someone")
    line.words.clear()
    page.mentions.words.setText("a colleague")
    assert line.instead.words == "a colleague"
    assert line.words.placeholderText() == "a colleague"


def test_of_many_places_all_can_be_looked_at(book, window, somebody, qtbot):
    notebook = window.desk.notebook
    said = [
        replace(notebook[Answer].get(Id("said")), id=Id(f"more{number}")) for number in range(50)
    ]
    notebook.save(*said, now=make.NOW)
    window.go(Place("erase", ZAN))
    page = window.stack.screen
    qtbot.wait_until(lambda: not page._looking.busy)
    somebody.presses("Change all")
    assert len(page.mentions.chosen) == 52
    somebody.sees("Places 1 to 30 of 52. Those you have not looked at are changed if all others")
    page.mentions.lines[0].box.setChecked(False)
    assert len(page.mentions.chosen) == 29
    page.mentions.lines[0].box.setChecked(True)
    somebody.presses("Further")
    somebody.sees("Places 31 to 52 of 52.")
    assert page.mentions.lines[30].box.hasFocus()
    assert not page.mentions.further.isEnabled()
    page.mentions.lines[51].box.setChecked(False)
    assert len(page.mentions.chosen) == 51
    somebody.presses("Back")
    assert page.mentions.lines[0].box.isVisible()
    assert not page.mentions.lines[30].box.isVisible()
    assert len(page.mentions.chosen) == 51
