"""What stands in the place of a connection that was lost."""

from typing import Any

from sqlcipher3 import dbapi2

CANNOT_OPEN = 14
"""SQLite's own number for a file that is not there."""


class NoConnection:
    """In the place of a connection that could not be made again: everything fails, and says so."""

    in_transaction = False
    total_changes = 0

    def execute(self, *_asked: object) -> Any:
        """Nothing is answered, as if the file could not be opened."""
        fault = dbapi2.OperationalError()
        fault.sqlite_errorcode = CANNOT_OPEN
        raise fault

    def close(self) -> None:
        """There is nothing to let go of."""
