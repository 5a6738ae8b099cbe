"""The first page of the open file as it lies on the disk, past every cache.

Every commit changes it, and SQLite writes it in no other moment: it is held in memory as long as a
transaction lasts. One that is another in the middle of a transaction was written by somebody else.
"""

import os
from contextlib import suppress

from beforehand.store.moment import Stamp, handle_of

_PAGE = 4096


class FirstPage:
    """The page as it is now; through SQLite's own handle, for closing another drops its lock."""

    def __init__(self, stamp: Stamp | None) -> None:
        self._handle: int | None = None
        self._content = b""
        # Not every system tells which files are open.
        with suppress(OSError):
            self._handle = handle_of(stamp) if stamp else None
        self._content = self._now()

    @property
    def is_another(self) -> bool:
        """Whether somebody wrote over it."""
        return self._now() != self._content

    def _now(self) -> bytes:
        try:
            return os.pread(self._handle, _PAGE, 0) if self._handle is not None else b""
        except OSError:
            # What cannot be read is told of by SQLite, in its own words.
            return self._content
