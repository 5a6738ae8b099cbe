"""The rows that answer a question to the notebook's file, each byte of them as it was written."""

from collections.abc import Sequence
from typing import Any

from sqlcipher3 import dbapi2

from beforehand.store.faults import NotRead, told

CORRUPT = 11


def asked(connection: Any, sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
    """All rows of a question; NotRead if there is no answer, or one that cannot be relied upon."""
    try:
        rows: list[tuple[Any, ...]] = connection.execute(sql, values).fetchall()
    except dbapi2.Error as error:
        if is_sound(connection):
            raise told(error, NotRead) from error
        # Zeros in the place of words may be called anything, and with the words beside them.
        raise NotRead(CORRUPT) from None
    if not is_sound(connection):
        raise NotRead(CORRUPT)
    return rows


def is_sound(connection: Any) -> bool:
    """Whether every page read so far was as it was written.

    Of a page that fails its checksum SQLCipher may hand out zeros, words and all, without an error;
    only this tells. Once it was so, it stays so until one connects anew.
    """
    try:
        return bool(connection.execute("PRAGMA cipher_status").fetchone() == ("1",))
    except dbapi2.Error:
        # It cannot even be asked, for a reason of its own, which is told.
        return True
