"""The few words of Qt's own namespace that the first screens need, as the numbers behind them.

The first use of `PySide6.QtCore.Qt` builds 93 Python enums: 12 ms of CPU, a seventh of what a bare
window costs. So what Today is made of sets these through Qt's properties, which take numbers.
A test holds each against Qt's own; screens that come later use Qt's words.
"""

from bisect import bisect_right
from unicodedata import combining

from PySide6.QtCore import QObject
from PySide6.QtGui import QFontMetrics

PLAIN_TEXT = {"textFormat": 0}
TAB_FOCUS = {"focusPolicy": 1}
NO_FOCUS = {"focusPolicy": 0}
NEVER_SIDEWAYS = {"horizontalScrollBarPolicy": 1}
SINGLE_LINE = 0x0100
AT_LEFT = 0x0001
IN_THE_MIDDLE_UPRIGHT = 0x0080
CENTRED = 0x0084

_LONGEST = 2000
"""Letters: no line on a screen holds more."""


def give(thing: QObject, *properties: dict[str, int]) -> None:
    """Set properties by their numbers."""
    for each in properties:
        for name, number in each.items():
            thing.setProperty(name, number)


def shortened(words: str, metrics: QFontMetrics, width: int) -> str:
    """Words that fit a width in pixels, with … at the end if some had to go."""
    words = words[:_LONGEST]
    if metrics.horizontalAdvance(words) <= width:
        return words
    room = width - metrics.horizontalAdvance("…")
    places = range(len(words))
    fits = bisect_right(places, room, key=lambda n: metrics.horizontalAdvance(words[:n])) - 1
    # An accent is never parted from its letter.
    while fits > 0 and combining(words[fits]):
        fits -= 1
    return words[: max(fits, 0)].rstrip() + "…"
