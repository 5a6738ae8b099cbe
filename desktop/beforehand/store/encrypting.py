"""Encrypting a notebook's file anew, with another key."""

import shutil
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from beforehand.store.faults import NotSaved
from beforehand.store.keys import Key
from beforehand.store.rows import CORRUPT, is_sound

IO_ERROR, FULL = 10, 13
_SPARE = 1 << 16


def encrypt_anew(connection: Any, path: Path, key: Key) -> None:
    """Encrypt the open file with a key; killed at any point, the old or the new key opens it.

    Raises NotSaved, then nothing is changed.
    """
    # Every page goes into the journal before it is written: better to refuse than to fill the disk.
    if shutil.disk_usage(path.parent).free < path.stat().st_size + _SPARE:
        raise NotSaved(FULL)
    try:
        answer = connection.execute(f"PRAGMA rekey = \"x'{key.key}{key.salt}'\"").fetchone()
        salt = connection.execute("PRAGMA cipher_salt").fetchone()
    except dbapi2.Error as error:
        # SQLCipher gives every cause the same number.
        raise NotSaved(IO_ERROR if is_sound(connection) else CORRUPT) from error
    if answer != ("ok",) or salt != (key.salt,):
        raise NotSaved(IO_ERROR)
