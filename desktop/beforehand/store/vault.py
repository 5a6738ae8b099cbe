"""The connection to a notebook's encrypted file: its lock, its pragmas, its transactions."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from beforehand.store.encrypting import encrypt_anew
from beforehand.store.faults import (
    GONE,
    REPLACED,
    WRITTEN_OVER,
    NotebookHeld,
    NotRead,
    NotSaved,
    changed,
    primary_code,
    told,
)
from beforehand.store.first_page import FirstPage
from beforehand.store.keys import Key
from beforehand.store.lost import MARK, NoConnection, is_whole, mark_in
from beforehand.store.moment import UNKNOWN, Moment, Stamp, stamp_of
from beforehand.store.rows import CORRUPT, asked, is_sound

NAME = "notebook.db"
BUSY, READ_ONLY, NOT_A_DATABASE = 5, 8, 26

_LOCK_SECONDS = 0.2
LOOK = "SELECT count(*) FROM sqlite_master"

# Each with what it must answer when asked again. TRUNCATE and not WAL: a sync program that swaps
# the file under an open WAL notebook makes it acknowledge writes that are lost.
_PRAGMAS: tuple[tuple[str, str, object], ...] = (
    ("journal_mode", "TRUNCATE", "truncate"),
    ("synchronous", "FULL", 2),
    ("fullfsync", "ON", 1),
    ("secure_delete", "ON", 1),
    ("trusted_schema", "OFF", 0),
    ("cell_size_check", "ON", 1),
    ("temp_store", "MEMORY", 2),
    ("foreign_keys", "ON", 1),
    ("cipher_log_level", "NONE", "NONE"),
    ("locking_mode", "EXCLUSIVE", "exclusive"),
)


class Vault:
    """An open notebook file that nobody else can open, its tables standing."""

    def __init__(self, path: Path, connection: Any, key: Key, *, only_read: bool = False) -> None:
        self._path = path
        self.only_read = only_read
        """Whether nothing can be written in it."""
        self.key = key
        self._connection = connection
        self._depth = 0
        self._mark = self._tried = self._read_mark()
        self._stamp = stamp_of(path)
        self._lost: NotSaved | None = None
        self._first: FirstPage | None = None
        self.before_commit: Callable[[], None] | None = None
        """What is still to be written, at the end of each transaction and as a part of it."""

    @property
    def connection(self) -> Any:
        """The DB-API connection, for migrations."""
        return self._connection

    @property
    def moment(self) -> Moment | None:
        """What the file is now, as long as nothing is written; None in a transaction."""
        stamp = stamp_of(self._path)
        return None if self._depth or stamp is None else Moment(self._mark, stamp)

    @property
    def stamp(self) -> Stamp:
        """What the folder last said of our file; the first two parts find it when it is gone."""
        return self._stamp or (UNKNOWN,) * 4

    def read(self, sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """All rows of a question; NotRead if there is no answer."""
        return asked(self._connection, sql, values)

    def write(self, sql: str, values: Sequence[object] = ()) -> None:
        """One statement inside a transaction."""
        if self._lost:
            raise self._lost
        try:
            self._connection.execute(sql, values)
        except dbapi2.Error as error:
            raise told(error, NotSaved) from error

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing; inside another one, only the inner part is undone by an error."""
        self._begin()
        try:
            yield
            self._end()
        except BaseException as error:
            self._undo(error)
            raise
        finally:
            self._depth -= 1

    def rekey(self, key: Key) -> None:
        """Encrypt the whole file anew; killed at any point, the old or the new key opens it."""
        if self._depth:
            raise RuntimeError("a notebook is not encrypted anew inside a transaction")
        self._check_still_ours()
        encrypt_anew(self._connection, self._path, key)
        self.key = key
        self._stamp = self._same_file()

    def close(self) -> None:
        """Let go of the file; what was not committed is undone."""
        self._connection.close()

    def reopen(self, *, whole: bool = False) -> None:
        """Connect anew to the file that lies there; one bad answer of a disk is not yet damage.

        With `whole` every page of another file in its place was read just now.
        Raises what is in the way. A file that is not of our last commit is not written to, and ours
        is held on to as long as it may be all there is: deleted, or with another in its place.
        """
        now = stamp_of(self._path)
        if now is None:
            raise changed(GONE)
        ours = self._stamp is not None and now[:2] == self._stamp[:2]
        if ours:
            self._connection.close()
            self._connection = NoConnection()
        try:
            self._connect_anew(ours=ours, whole=whole or ours)
        except NotRead as error:
            if ours:
                raise
            raise changed(REPLACED) from error

    def _connect_anew(self, *, ours: bool, whole: bool) -> None:
        fresh = connect(self._path, self.key)
        if fresh is None:
            raise NotRead(NOT_A_DATABASE)
        try:
            settle(fresh)
            fits = mark_in(fresh) in (self._mark, self._tried) and (whole or is_whole(fresh))
        except dbapi2.Error as error:
            fresh.close()
            raise told(error, NotRead) from error
        self._take(fresh, ours=ours, fits=fits)

    def _take(self, fresh: Any, *, ours: bool, fits: bool) -> None:
        if not (ours or fits):
            fresh.close()
            raise changed(REPLACED)
        self._connection.close()
        self._connection = fresh
        if not fits:
            # Read it one may; the mark that differs keeps everybody from writing.
            self._stamp = self._unknown()
            raise changed(WRITTEN_OVER)
        self._stamp, self._lost = stamp_of(self._path), None

    def _begin(self) -> None:
        if self._depth:
            self.write(f"SAVEPOINT inner{self._depth}")
        else:
            self._lost = None
            self._check_still_ours()
            self.write("BEGIN IMMEDIATE")
            self.write("PRAGMA defer_foreign_keys = ON")
            self._first = FirstPage(self._stamp)
        self._depth += 1

    def _end(self) -> None:
        if self._depth > 1:
            self.write(f"RELEASE inner{self._depth - 1}")
            return
        if self.before_commit:
            self.before_commit()
        mark = self._tried = os.urandom(8).hex()
        self.write("UPDATE notebook SET changes = changes + 1, mark = ?", (mark,))
        self._same_file()
        if self._first is not None and self._first.is_another:
            raise changed(WRITTEN_OVER)
        if not is_sound(self._connection):
            raise NotSaved(CORRUPT)
        self.write("COMMIT")
        self._mark = mark
        # Swapped while it was written, it is saved where nobody looks for it: not to be called so.
        self._stamp = self._same_file()

    def _undo(self, error: BaseException) -> None:
        inner = f"inner{self._depth - 1}"
        undone = ("ROLLBACK",) if self._depth == 1 else (f"ROLLBACK TO {inner}", f"RELEASE {inner}")
        if self._depth == 1 and self._stamp:
            # What was undone may have touched the file: it is still ours, but read it again.
            self._stamp = self._unknown()
        if self._connection.in_transaction:
            with suppress(dbapi2.Error):
                for statement in undone:
                    self._connection.execute(statement)
        elif self._depth > 1 and isinstance(error, NotSaved):
            # After a full disk SQLite itself has taken back everything, the outer part too: what
            # the outer part would still write must not be saved alone.
            self._lost = error

    def _check_still_ours(self) -> None:
        """Refuse to write into a file that somebody swapped, removed or wrote over."""
        now = self._same_file()
        grown = self._stamp and self._stamp[2] not in (UNKNOWN, now[2])
        if grown or (now != self._stamp and not self._mark_is_ours()):
            raise changed(WRITTEN_OVER)

    def _same_file(self) -> Stamp:
        """What the folder says of our file; refuses another one, or none."""
        now = stamp_of(self._path)
        if now is None:
            raise changed(GONE)
        if self._stamp and now[:2] != self._stamp[:2]:
            raise changed(REPLACED)
        return now

    def _unknown(self) -> Stamp | None:
        """The same file, of which nothing else is known: read its mark before the next write."""
        return (*self._stamp[:2], UNKNOWN, UNKNOWN) if self._stamp else None

    def _mark_is_ours(self) -> bool:
        # Holding the lock, SQLite trusts its cache: only a dropped cache reads the file itself.
        self._connection.execute("PRAGMA shrink_memory")
        try:
            # A commit may have been told to fail and stand all the same.
            return self._read_mark() in (self._mark, self._tried)
        except NotRead:
            return False

    def _read_mark(self) -> str:
        ((mark,),) = self.read(MARK)
        return str(mark)


def connect(path: Path, key: Key) -> Any:
    """Connect with a key and take the lock; None if the file cannot be read with that key.

    Nothing is written, neither when another program holds the file (NotebookHeld) nor otherwise.
    """
    return connected(path, key, "rw", ("BEGIN EXCLUSIVE", LOOK, "COMMIT"))


def connected(path: Path, key: Key, mode: str, statements: Sequence[str]) -> Any:
    """The same with another mode and other statements, which take the lock."""
    connection = None
    try:
        place = f"{path.resolve().as_uri()}?mode={mode}"
        connection = dbapi2.connect(place, uri=True, isolation_level=None, timeout=_LOCK_SECONDS)
        _unlock(connection, key, statements)
    except dbapi2.Error as error:
        if connection:
            connection.close()
        if primary_code(error) == BUSY:
            raise NotebookHeld from error
        if primary_code(error) == NOT_A_DATABASE:
            return None
        raise told(error, NotRead) from error
    return connection


def settle(connection: Any) -> None:
    """Set every pragma and read it back: a notebook without them could lose words in silence."""
    for name, value, expected in _PRAGMAS:
        connection.execute(f"PRAGMA {name} = {value}")
        answer = connection.execute(f"PRAGMA {name}").fetchone()
        if answer is None or str(answer[0]) != str(expected):
            raise RuntimeError(f"{name} answers {answer}, not {expected}")


def file_salt(path: Path) -> str:
    """The salt at the beginning of the file as hex digits, read without opening it ourselves."""
    connection = dbapi2.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=0)
    try:
        # Any key will do: the salt is not encrypted.
        connection.execute(f"PRAGMA key = \"x'{'0' * 64}'\"")
        answer = connection.execute("PRAGMA cipher_salt").fetchone()
        return str(answer[0]) if answer else ""
    finally:
        connection.close()


def _unlock(connection: Any, key: Key, statements: Sequence[str]) -> None:
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(f"PRAGMA key = \"x'{key.key}{key.salt}'\"")
    connection.execute("PRAGMA cipher_compatibility = 4")
    connection.execute("PRAGMA locking_mode = EXCLUSIVE")
    for statement in statements:
        connection.execute(statement).fetchone()
