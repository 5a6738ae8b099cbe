"""A program that does not wait for the disk: faster, until the power is cut."""

from beforehand.store import vault


def apply() -> None:
    """Have SQLite leave out every sync."""
    vault._PRAGMAS = tuple(
        ("synchronous", "OFF", 0) if pragma[0] == "synchronous" else pragma
        for pragma in vault._PRAGMAS
    )
