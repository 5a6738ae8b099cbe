"""What was left lying on the screen when the notebook was locked, sealed with the notebook's key.

Where one was and what stood in a form that is saved as a whole: taken back once, then gone.
"""

import hashlib
import json
import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from beforehand.store import keyfile
from beforehand.store.keys import Key

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NAME = "left.sealed"

_NONCE_BYTES = 12


def keep(folder: Path, key: Key, left: Any) -> None:
    """Seal it beside the notebook; `left` is what JSON can say. Raises OSError."""
    nonce = os.urandom(_NONCE_BYTES)
    sealed = _cipher(key).encrypt(nonce, json.dumps(left).encode(), None)
    keyfile.put(folder, NAME, nonce + sealed)


def take(folder: Path, key: Key) -> Any:
    """What was sealed last, which is then taken away; None if nothing of this key is there."""
    said = _read(folder, key)
    with suppress(OSError):
        (folder / NAME).unlink()
    return said


def reseal(folder: Path, before: Key, key: Key) -> None:
    """Seal it with the notebook's new key: the passphrase may go while something waits."""
    said = _read(folder, before) if is_there(folder) else None
    if said is not None:
        with suppress(OSError):
            keep(folder, key, said)


def is_there(folder: Path) -> bool:
    """Whether something waits; asked at each start, so that it costs nothing more."""
    return (folder / NAME).exists()


def _read(folder: Path, key: Key) -> Any:
    from cryptography.exceptions import InvalidTag

    try:
        content = (folder / NAME).read_bytes()
        clear = _cipher(key).decrypt(content[:_NONCE_BYTES], content[_NONCE_BYTES:], None)
        return json.loads(clear)
    except (OSError, InvalidTag, ValueError):
        return None


def _cipher(key: Key) -> "AESGCM":
    # Imported here: hardly any start needs it.
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    # A key of its own: the notebook's stays what it was made for.
    own = hashlib.blake2b(bytes.fromhex(key.key), digest_size=32, person=b"left behind").digest()
    return AESGCM(own)
