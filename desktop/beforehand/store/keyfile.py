"""The key file beside the notebook: a list of keys, tried in order.

During a change of keys both stand in it, so that a kill at any point leaves a notebook that opens.
"""

import json
import os
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from beforehand.store.faults import KeyTrouble, NoAccess

NAME = "notebook.key"
FORMAT = 1
OPEN = "open"

_UNHARMED = "The notebook itself was not touched."
_FROM_BACKUP = "Put back notebook.key from the notebook's backups folder."


@dataclass(frozen=True, slots=True)
class Key:
    """A 256-bit key and its salt as hex digits; of kind `open` it stands there unwrapped."""

    key: str
    salt: str
    kind: str = OPEN

    @property
    def check(self) -> int:
        """A checksum, so that a damaged key file is told from a wrong key."""
        return zlib.crc32(f"{self.kind} {self.key} {self.salt}".encode())


@dataclass(frozen=True, slots=True)
class KeyFile:
    """All keys of a notebook; `fresh` until its database was made."""

    keys: tuple[Key, ...]
    fresh: bool = False
    locked: bool = False

    @classmethod
    def made(cls) -> "KeyFile":
        """A new random key for a notebook that is about to be made."""
        return cls(keys=(Key(os.urandom(32).hex(), os.urandom(16).hex()),), fresh=True)


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
    entries = [asdict(key) | {"check": key.check} for key in keys.keys]
    content = {"format": FORMAT, "fresh": keys.fresh, "keys": entries}
    part = folder / (NAME + ".part")
    with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as out:  # noqa: PTH123
        json.dump(content, out, indent=1)
        out.flush()
        os.fsync(out.fileno())
    part.replace(folder / NAME)
    sync_folder(folder)


def copy(folder: Path, target: Path) -> None:
    """Put the key file beside a copy of its notebook."""
    write(target, read(folder))


def sync_folder(folder: Path) -> None:
    """Make a rename in the folder last through a power cut, where the system can."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


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
            return KeyFile(keys, content.get("fresh") is True, locked=not keys)
    raise _damaged()


def _usable(entries: Iterable[Any]) -> Iterator[Key]:
    for entry in entries:
        if not isinstance(entry, dict) or not isinstance(entry.get("kind"), str):
            raise _damaged()
        # Wrapped keys (a passphrase, a recovery code) are another kind, passed over here.
        if entry["kind"] == OPEN:
            yield _checked(entry)


def _checked(entry: dict[str, Any]) -> Key:
    key = Key(str(entry.get("key")), str(entry.get("salt")))
    digits = set(key.key + key.salt) <= set("0123456789abcdef")
    if not digits or len(key.key) != 64 or len(key.salt) != 32 or entry.get("check") != key.check:
        raise _damaged()
    return key


def _damaged() -> KeyTrouble:
    return KeyTrouble(
        f"The notebook's key file, notebook.key, is damaged. {_UNHARMED}", _FROM_BACKUP
    )
