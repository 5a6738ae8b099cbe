"""Steps that bring a notebook's tables up to date, after the first ones; the same rules hold."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def m005_merged_people(db: "Database") -> None:
    """Of an entry that was merged into another one of the same person: into which."""
    db.table("counterparts").add_column("merged_into", str)
    db.table("counterparts").create_index(["merged_into"])


def m006_the_gone_twice(db: "Database") -> None:
    """An index with every column: a second copy of who must not come back, on other pages."""
    db.execute("CREATE INDEX idx_gone_twice ON gone (salt, until, erased)")
