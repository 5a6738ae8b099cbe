"""What stands in the place of a connection that was lost, and whether a new one is of our file."""

from typing import Any

from sqlcipher3 import dbapi2

CANNOT_OPEN = 14
"""SQLite's own number for a file that is not there."""

MARK = "SELECT coalesce(nullif(mark, ''), changes) FROM notebook WHERE id = 1"
"""What the last commit left in the file."""


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


def mark_in(connection: Any) -> str:
    """The mark of the last commit."""
    return str(connection.execute(MARK).fetchone()[0])


def is_whole(connection: Any) -> bool:
    """Whether every page is as it was written: a copy put in our place may be half of one."""
    return not connection.execute("PRAGMA cipher_integrity_check").fetchall()
