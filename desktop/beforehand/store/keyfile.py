"""The key file beside the notebook: a list of keys, tried in order.

During a change of keys both stand in it, so that a kill at any point leaves a notebook that opens.
"""

import json
import os
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from beforehand.domain.value import value
from beforehand.store.faults import KeyTrouble, NoAccess

NAME = "notebook.key"
FORMAT = 1
OPEN = "open"

_UNHARMED = "The notebook itself was not touched."
_FROM_BACKUP = "Put back notebook.key from the notebook's backups folder."


@value
class Key:
    """A 256-bit key and its salt as hex digits; of kind `open` it stands there unwrapped."""

    key: str
    salt: str
    kind: str = OPEN

    @property
    def check(self) -> int:
        """A checksum, so that a damaged key file is told from a wrong key."""
        return zlib.crc32(f"{self.kind} {self.key} {self.salt}".encode())


@value
class KeyFile:
    """All keys that stand open, none if a passphrase wraps them; `fresh` until the tables stand."""

    keys: tuple[Key, ...]
    fresh: bool = False

    @classmethod
    def made(cls) -> "KeyFile":
        """A new random key for a notebook that is about to be made."""
        key = Key(key=os.urandom(32).hex(), salt=os.urandom(16).hex())
        return cls(keys=(key,), fresh=True)


def read(folder: Path) -> KeyFile:
    """Read the keys of a notebook; KeyTrouble or NoAccess says what is wrong."""
    try:
        content = json.loads((folder / NAME).read_bytes())
    except FileNotFoundError:
        raise KeyTrouble(
            f"The notebook's key file, notebook.key, is missing. {_UNHARMED}", _FROM_BACKUP
        ) from None
    except OSError:
        raise NoAccess(
            f"The notebook's key file may not be read by this account. {_UNHARMED}",
            "Ask the owner of the folder, or name another folder.",
        ) from None
    except ValueError:
        raise _damaged() from None
    return _parsed(content)


def write(folder: Path, keys: KeyFile) -> None:
    """Write the key file so that at any moment the old or the new one is there, whole."""
    _written(folder, _content(keys)).replace(folder / NAME)
    sync_folder(folder)


def write_first(folder: Path, keys: KeyFile) -> KeyFile:
    """Write the key file of a new notebook, or give the one another program has just written.

    Two programs that start at once must not each encrypt with a key of their own.
    """
    part = _written(folder, _content(keys))
    try:
        part.rename(folder / NAME) if os.name == "nt" else (folder / NAME).hardlink_to(part)
    except FileExistsError:
        return read(folder)
    except OSError:
        # A disk without hard links; there the moment between two starts is left to luck.
        part.replace(folder / NAME)
    finally:
        part.unlink(missing_ok=True)
    sync_folder(folder)
    return keys


def copy(folder: Path, target: Path) -> None:
    """Put the key file, as it is, beside a copy of its notebook."""
    _written(target, (folder / NAME).read_bytes()).replace(target / NAME)
    sync_folder(target)


def sync_folder(folder: Path) -> None:
    """Make a rename in the folder last through a power cut, where the system can."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _content(keys: KeyFile) -> bytes:
    entries = [
        {"kind": key.kind, "key": key.key, "salt": key.salt, "check": key.check}
        for key in keys.keys
    ]
    return json.dumps({"format": FORMAT, "fresh": keys.fresh, "keys": entries}, indent=1).encode()


def _written(folder: Path, content: bytes) -> Path:
    """A file beside the key file with that content, safe on the disk; hidden, and nobody else's."""
    part = folder / f".{NAME}.{os.getpid()}.part"
    with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:  # noqa: PTH123
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
    return part


def _parsed(content: Any) -> KeyFile:
    if isinstance(content, dict) and isinstance(content.get("format"), int):
        if content["format"] > FORMAT:
            raise KeyTrouble(
                f"The notebook's key file was written by a newer Beforehand. {_UNHARMED}",
                "Install the newer version to open it.",
            )
        entries = content.get("keys")
        if isinstance(entries, list) and entries:
            keys = tuple(_usable(entries))
            return KeyFile(keys=keys, fresh=content.get("fresh") is True)
    raise _damaged()


def _usable(entries: Iterable[Any]) -> Iterator[Key]:
    for entry in entries:
        if not isinstance(entry, dict) or not isinstance(entry.get("kind"), str):
            raise _damaged()
        # Wrapped keys (a passphrase, a recovery code) are another kind, passed over here.
        if entry["kind"] == OPEN:
            yield _checked(entry)


def _checked(entry: dict[str, Any]) -> Key:
    key = Key(key=str(entry.get("key")), salt=str(entry.get("salt")))
    digits = set(key.key + key.salt) <= set("0123456789abcdef")
    if not digits or len(key.key) != 64 or len(key.salt) != 32 or entry.get("check") != key.check:
        raise _damaged()
    return key


def _damaged() -> KeyTrouble:
    return KeyTrouble(
        f"The notebook's key file, notebook.key, is damaged. {_UNHARMED}", _FROM_BACKUP
    )
