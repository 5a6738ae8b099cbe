"""The look: every token, font and icon that is named is there, and text can be read."""

import ast
import re
from pathlib import Path
from string import Template

import pytest
from PySide6.QtGui import QColor, QFontInfo
from PySide6.QtWidgets import QApplication, QPushButton

from beforehand import palette, paths
from beforehand.palette import Palette
from beforehand.ui import icons, style, theme
from beforehand.ui.widgets.basics import Elided, FlowLayout, button, chip, holding, label

UI = Path(theme.__file__).parent
PAIRS = [
    ("ink", "canvas"), ("ink", "surface"), ("ink", "sunken"), ("muted", "canvas"),
    ("muted", "surface"), ("muted", "sunken"), ("accent", "surface"), ("accent", "canvas"),
    ("accent", "accent_soft"), ("on_accent", "accent"), ("stated", "stated_soft"),
    ("hidden", "hidden_soft"), ("good", "good_soft"), ("bad", "bad_soft"), ("bad", "surface"),
    ("on_deep", "deep"), ("on_deep_muted", "deep"), ("on_deep_muted", "deep_card"),
]  # fmt: skip


def luminance(colour: str) -> float:
    parts = (QColor(colour).redF(), QColor(colour).greenF(), QColor(colour).blueF())
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("look", [palette.LIGHT, palette.DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_text_stands_out_from_its_ground(look: Palette, ink: str, ground: str) -> None:
    light, dark = sorted((luminance(getattr(look, ink)), luminance(getattr(look, ground))))[::-1]
    assert (light + 0.05) / (dark + 0.05) >= 4.5


@pytest.mark.parametrize("look", [palette.LIGHT, palette.DARK], ids=["light", "dark"])
def test_every_token_of_the_sheet_is_known(look: Palette, qapp: QApplication) -> None:
    theme.apply(qapp, look)
    sheet = Template(style.sheet()).substitute(theme._tokens(look, 1.0))
    assert "$" not in sheet
    assert not re.search(r": *(;|\})", sheet)


def test_our_own_fonts_are_used(qapp: QApplication) -> None:
    theme.apply(qapp, palette.LIGHT)
    theme.load_fonts()
    for family in (theme.SANS, theme.SERIF):
        assert QFontInfo(theme.font(family, 1.0)).family() == family
        assert QFontInfo(theme.font(family, 1.0, semibold=True)).weight() == 600


def named_icons() -> set[str]:
    """Every icon that some module names in a call."""
    there = {file.stem for file in (paths.resources() / "icons").glob("*.svg")}
    found: set[str] = set()
    for file in UI.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
                name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
                place = {"icon": 0, "pixmap": 0, "icon_button": 0, "button": 1}.get(name)
                if place is not None and len(node.args) > place:
                    value = getattr(node.args[place], "value", None)
                    found |= {value} if isinstance(value, str) and value else set()
    assert len(found & there) > 8
    return found


@pytest.mark.parametrize("name", sorted(named_icons()))
def test_every_icon_that_is_named_is_shipped_and_can_be_drawn(
    name: str, qapp: QApplication
) -> None:
    assert not icons.pixmap(name).isNull()
    assert icons.pixmap(name).toImage().hasAlphaChannel()


def test_an_icon_follows_the_theme(qapp: QApplication) -> None:
    theme.apply(qapp, palette.LIGHT)
    made = icons.icon("sun")
    light = made.pixmap(18, 18).toImage()
    theme.apply(qapp, palette.DARK)
    assert made.pixmap(18, 18).toImage() != light
    theme.apply(qapp, palette.LIGHT)


def test_words_of_the_person_are_never_markup(qapp: QApplication) -> None:
    words = "<b>Bo</b> & <img src=x>"
    assert label(words).text() == words
    assert label(words).textFormat().name == "PlainText"
    assert chip(words).textFormat().name == "PlainText"
    made = button(words)
    assert made.text() == words.replace("&", "&&")
    assert made.accessibleName() == words


def test_an_elided_line_tells_the_whole_as_a_tooltip(qapp: QApplication) -> None:
    line = Elided("<b>Bo</b> " * 40)
    line.resize(120, 24)
    line.grab()
    assert "&lt;b&gt;Bo" in line.toolTip()
    line.resize(9000, 24)
    line.grab()
    assert line.toolTip() == ""


def test_buttons_wrap_like_words(qapp: QApplication) -> None:
    flow = FlowLayout(spacing=8)
    for _ in range(6):
        made = QPushButton("word")
        made.setFixedSize(100, 30)
        flow.addWidget(made)
    frame = holding(flow)
    assert flow.heightForWidth(700) == 30
    assert flow.heightForWidth(330) == 30 + 8 + 30
    assert flow.heightForWidth(100) == 6 * 30 + 5 * 8
    assert frame.minimumSizeHint().width() <= 101
