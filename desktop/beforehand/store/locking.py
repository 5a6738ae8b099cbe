"""Setting, changing and taking away the passphrase of an open notebook.

Setting one and taking it away make a new key and encrypt the whole file anew, because the old key
stood open where anybody could have copied it. While that goes on the key file holds the old key
and the new one, so that a kill at any point leaves a notebook that opens with one of them.
"""

from dataclasses import replace
from pathlib import Path

from beforehand.domain.errors import BeforehandError
from beforehand.store import keyfile, left, recovery
from beforehand.store.keyfile import KeyFile
from beforehand.store.keys import PASSPHRASE, RECOVERY, Cost, Key, Sealed, as_bytes, cost_here, seal
from beforehand.store.notebook import Notebook
from beforehand.store.opening import unlock

FEWEST_LETTERS = 8


class BadPassphrase(BeforehandError):  # noqa: N818 - the names say what is so, not that it is an error
    """A new passphrase that protects nothing; nothing was changed."""


def is_locked(notebook: Notebook) -> bool:
    """Whether the notebook has a passphrase."""
    return keyfile.read(notebook.folder).locked


def set_passphrase(notebook: Notebook, words: str, cost: Cost | None = None) -> str:
    """Lock the notebook with a passphrase; the answer is the recovery code, told only this once.

    Raises BadPassphrase if it is too short, NotSaved if the file could not be encrypted anew.
    """
    check_new(words)
    before = keyfile.read(notebook.folder)
    key, code = Key.made(), recovery.made()
    paid = cost or cost_here()
    sealed = (seal(key, words, PASSPHRASE, paid), seal(key, code, RECOVERY, paid))
    _exchange(notebook, before, key, KeyFile(keys=(), sealed=sealed, name=before.whose))
    return code


def change_passphrase(notebook: Notebook, old: str, new: str, cost: Cost | None = None) -> None:
    """Put a new passphrase in the place of the old one; the recovery code stays as it is.

    The key stays too: what was copied before still opens with the old passphrase.
    """
    check_new(new)
    key = _proved(notebook, old)
    file = keyfile.read(notebook.folder)
    others = tuple(each for each in file.sealed if each.kind != PASSPHRASE)
    sealed = seal(key, new, PASSPHRASE, cost or cost_here())
    keyfile.write(notebook.folder, replace(file, sealed=(sealed, *others)))


def renew_code(folder: Path, words: str, cost: Cost | None = None) -> str:
    """Put a new recovery code in the place of one that was lost; told only this once.

    Touches nothing but the key file. What was copied before still opens with the old code.
    """
    key, code = unlock(folder, words)[0], recovery.made()
    file = keyfile.read(folder)
    others = tuple(each for each in file.sealed if each.kind != RECOVERY)
    sealed = seal(key, code, RECOVERY, cost or cost_here())
    keyfile.write(folder, replace(file, sealed=(*others, sealed)))
    return code


def remove_passphrase(notebook: Notebook, words: str) -> None:
    """Let the notebook open without a passphrase, under a new key."""
    _proved(notebook, words)
    key, before = Key.made(), keyfile.read(notebook.folder)
    _exchange(notebook, before, key, KeyFile(keys=(key,), name=before.whose))


def check_new(words: str) -> None:
    """Refuse a passphrase that protects nothing."""
    if len(as_bytes(words).decode("utf-8", "replace").strip()) < FEWEST_LETTERS:
        raise BadPassphrase(
            f"A passphrase needs at least {FEWEST_LETTERS} characters. Nothing was changed.",
            "Four or five words that do not belong together are good and easy to keep in mind.",
        )


def _proved(notebook: Notebook, words: str) -> Key:
    """The notebook's key, from words that open it; raises WrongPassphrase."""
    return unlock(notebook.folder, words)[0]


def _exchange(notebook: Notebook, before: KeyFile, key: Key, after: KeyFile) -> None:
    """Encrypt the file with the key of `after`, with both in the key file as long as it takes."""
    folder, old = notebook.folder, notebook.vault.key
    keyfile.write(folder, both(before, after))
    try:
        notebook.vault.rekey(key)
    except BaseException:
        # The file is as it was; where even that is unknown, opening finds out which key fits.
        notebook.vault.close()
        raise
    keyfile.write(folder, after)
    left.reseal(folder, old, key)


def both(before: KeyFile, after: KeyFile) -> KeyFile:
    """What stands in the key file while one key goes and another comes."""
    sealed: tuple[Sealed, ...] = (*before.sealed, *after.sealed)
    return KeyFile(keys=(*before.keys, *after.keys), sealed=sealed, name=after.whose)
