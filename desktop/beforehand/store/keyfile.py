"""The key file beside the notebook: a list of keys, tried in order.

During a change of keys both stand in it, so that a kill at any point leaves a notebook that opens.
"""

import hashlib
import json
import os
import zlib
from pathlib import Path
from typing import Any

from beforehand.domain.errors import BeforehandError
from beforehand.domain.value import value
from beforehand.store.faults import KeyTrouble, NoAccess
from beforehand.store.keys import OPEN, PASSPHRASE, RECOVERY, Cost, Key, Sealed

NAME = "notebook.key"
FORMAT = 1

_SEALING = (PASSPHRASE, RECOVERY)
_SEALED_TEXTS = ("kind", "salt", "grain", "nonce", "box")
_DIGITS = {"salt": 32, "grain": 32, "nonce": 24, "box": 96}
"""How many hex digits each part of a sealed key has: 16, 16, 12 and 48 bytes."""
_NAME_DIGITS = 32

_UNHARMED = "The notebook itself was not touched."
_FROM_BACKUP = "Put back notebook.key from the notebook's backups folder."


@value
class KeyFile:
    """The keys that stand open and those that are sealed; `fresh` until the tables stand.

    `name` is random digits by which copies and backups of one notebook are known, whatever becomes
    of its keys; empty in a file from before there were any.
    """

    keys: tuple[Key, ...]
    fresh: bool = False
    sealed: tuple[Sealed, ...] = ()
    name: str = ""

    @classmethod
    def made(cls) -> "KeyFile":
        """A new random key for a notebook that is about to be made."""
        return cls(keys=(Key.made(),), fresh=True, name=os.urandom(16).hex())

    @property
    def whose(self) -> str:
        """The notebook's name; where none stands its first key tells it, as long as that stays."""
        salts = [*(each.salt for each in self.keys), *(each.salt for each in self.sealed)]
        return self.name or hashlib.sha256("".join(salts[:1]).encode()).hexdigest()[:_NAME_DIGITS]

    @property
    def locked(self) -> bool:
        """Whether nobody opens the notebook without words: no key stands open."""
        return not self.keys

    def of(self, key: Key) -> "KeyFile":
        """The entries of the key that fits; what a change was killed over is left out."""
        return KeyFile(
            keys=tuple(each for each in self.keys if each.salt == key.salt),
            sealed=tuple(each for each in self.sealed if each.salt == key.salt),
            name=self.name,
        )


def read(folder: Path, name: str = NAME) -> KeyFile:
    """Read the keys of a notebook; KeyTrouble or NoAccess says what is wrong."""
    try:
        content = json.loads((folder / name).read_bytes())
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


def name_in(folder: Path) -> str:
    """The name of the notebook in a folder; empty if its key file cannot be read."""
    try:
        return read(folder).whose
    except BeforehandError:
        return ""


def is_as_written(folder: Path) -> bool:
    """Whether the key file is to the byte what this program writes; the check tells if it is not.

    It may open the notebook all the same, perhaps by one entry where there should be two.
    """
    try:
        return (folder / NAME).read_bytes() == _content(read(folder))
    except (BeforehandError, OSError):
        return False


def write(folder: Path, keys: KeyFile) -> None:
    """Write the key file so that at any moment the old or the new one is there, whole."""
    put(folder, NAME, _content(keys))


def write_first(folder: Path, keys: KeyFile) -> KeyFile:
    """Write the key file of a new notebook, or give the one another program has just written.

    Two programs that start at once must not each encrypt with a key of their own.
    """
    part = _written(folder, NAME, _content(keys))
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
    put(target, NAME, (folder / NAME).read_bytes())


def put(folder: Path, name: str, content: bytes) -> None:
    """Write a file so that at any moment the old or the new one is there, whole."""
    _written(folder, name, content).replace(folder / name)
    sync_folder(folder)


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
    entries = [*map(_open_entry, keys.keys), *map(_sealed_entry, keys.sealed)]
    name = {"notebook": f"{keys.name}-{_check(keys.name)}"} if keys.name else {}
    content = {"format": FORMAT, "fresh": keys.fresh, **name, "keys": entries}
    return json.dumps(content, indent=1).encode()


def _check(name: str) -> str:
    return f"{zlib.crc32(name.encode()):08x}"


def _open_entry(key: Key) -> dict[str, object]:
    return {"kind": key.kind, "key": key.key, "salt": key.salt, "check": key.check}


def _sealed_entry(entry: Sealed) -> dict[str, object]:
    cost = {"n": entry.cost.n, "r": entry.cost.r, "p": entry.cost.p}
    texts = {name: getattr(entry, name) for name in _SEALED_TEXTS}
    return {**texts, "scrypt": cost, "check": entry.check}


def _written(folder: Path, name: str, content: bytes) -> Path:
    """A hidden file beside the named one with that content, safe on the disk and nobody else's."""
    part = folder / f".{name}.{os.getpid()}.part"
    with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:  # noqa: PTH123
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
    return part


def _parsed(content: Any) -> KeyFile:
    if isinstance(content, dict) and isinstance(content.get("format"), int):
        if content["format"] > FORMAT:
            raise _newer()
        entries = content.get("keys")
        if isinstance(entries, list) and entries and all(map(_is_entry, entries)):
            return _entered(entries, _named(content), fresh=content.get("fresh") is True)
    raise _damaged()


def _named(content: dict[str, Any]) -> str:
    """The notebook's name, if one stands there: of a changed one nothing is believed."""
    name, _, check = str(content.get("notebook", "")).partition("-")
    if "notebook" in content and not (_hex(name, _NAME_DIGITS) and check == _check(name)):
        raise _damaged()
    return name


def _entered(entries: list[dict[str, Any]], name: str, *, fresh: bool) -> KeyFile:
    keys = tuple(_open(entry) for entry in entries if entry["kind"] == OPEN)
    sealed = tuple(_sealed(entry) for entry in entries if entry["kind"] in _SEALING)
    if not keys and not sealed:
        raise _newer()
    return KeyFile(keys=keys, fresh=fresh, sealed=sealed, name=name)


def _is_entry(entry: Any) -> bool:
    return isinstance(entry, dict) and isinstance(entry.get("kind"), str)


def _open(entry: dict[str, Any]) -> Key:
    key = Key(key=str(entry.get("key")), salt=str(entry.get("salt")))
    if not _hex(key.key, 64) or not _hex(key.salt, 32) or entry.get("check") != key.check:
        raise _damaged()
    return key


def _sealed(entry: dict[str, Any]) -> Sealed:
    texts = {name: str(entry.get(name)) for name in _SEALED_TEXTS}
    sealed = Sealed(cost=_cost(entry.get("scrypt")), **texts)
    whole = all(_hex(getattr(sealed, name), digits) for name, digits in _DIGITS.items())
    if not whole or entry.get("check") != sealed.check or not sealed.cost.sane:
        raise _damaged()
    return sealed


def _cost(numbers: Any) -> Cost:
    try:
        return Cost(n=int(numbers["n"]), r=int(numbers["r"]), p=int(numbers["p"]))
    except (TypeError, KeyError, ValueError):
        raise _damaged() from None


def _hex(text: str, digits: int) -> bool:
    return len(text) == digits and set(text) <= set("0123456789abcdef")


def _newer() -> KeyTrouble:
    return KeyTrouble(
        f"The notebook's key file was written by a newer Beforehand. {_UNHARMED}",
        "Install the newer version to open it.",
    )


def _damaged() -> KeyTrouble:
    return KeyTrouble(
        f"The notebook's key file, notebook.key, is damaged. {_UNHARMED}", _FROM_BACKUP
    )
