"""A program that writes into a log beside the file (WAL) and into the file only now and then."""

from beforehand.store import vault


def apply() -> None:
    """Have SQLite write a log."""
    vault._PRAGMAS = tuple(
        ("journal_mode", "WAL", "wal") if pragma[0] == "journal_mode" else pragma
        for pragma in vault._PRAGMAS
    )
