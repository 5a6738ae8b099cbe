"""Widths that follow the size of the letters, so that larger text is not cut."""

from PySide6.QtGui import QFontInfo

from beforehand.ui import theme

_BODY_PX = 15
"""Of the letters for which widths are given."""


def sized(pixels: float) -> float:
    """A width given for the usual letters, at the size they have now."""
    letters = QFontInfo(theme.font(theme.SANS, 1.0)).pixelSize()
    return pixels * max(1.0, letters / _BODY_PX)
