"""How far a long job is, on the terminal's last line; a short one shows nothing."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from beforehand.sheets import Watch, unwatched

_PATIENCE_S = 1.0
_BACK = "\r\x1b[K"
"""To the beginning of the line, which is then empty."""


@contextmanager
def progress(what: str) -> Iterator[Watch]:
    """Shows shares in a terminal; elsewhere nobody waits before it, and nothing is shown."""
    if not sys.stderr.isatty():
        yield unwatched
        return
    began, shown = time.monotonic(), -1

    def show(share: float) -> None:
        nonlocal shown
        percent = int(share * 100)
        if percent != shown and time.monotonic() - began > _PATIENCE_S:
            shown = percent
            print(f"{_BACK}{what}: {percent} %", end="", file=sys.stderr, flush=True)

    try:
        yield show
    finally:
        if shown >= 0:
            print(_BACK, end="", file=sys.stderr, flush=True)
