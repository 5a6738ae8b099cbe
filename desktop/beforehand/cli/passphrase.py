"""The terminal's `passphrase`: set, change, remove."""

import argparse
import sys
from datetime import datetime

from beforehand import paths
from beforehand.cli import places
from beforehand.cli.given import NotGiven
from beforehand.cli.notebook import folder_of, opened_with, passphrase
from beforehand.domain.errors import BeforehandError
from beforehand.store import backups, keyfile, locking, recovery
from beforehand.store.closing import close_all
from beforehand.store.notebook import Notebook
from beforehand.wording import count

BEFORE = (
    "Without the passphrase or the recovery code nobody can open the notebook: not you, and not "
    "whoever wrote Beforehand."
)
CODE = "Recovery code: "
STILL_OPEN = "This backup still opens without a passphrase: "
_THERE_TOO = "They open as that copy does: set a passphrase there, too, if it has none."
_NOT_SEEN = (
    "The passphrase is set, and the code above holds. If you did not keep it: “New code…” in the "
    "window's settings makes another; so does “passphrase remove” and then “passphrase set”."
)
_OLDER = "Backups made before still open with the old passphrase: {number} of them."


def run(options: argparse.Namespace, now: datetime) -> None:
    """Do it, and say what is so afterwards."""
    {"set": _set, "change": _change, "remove": _remove}[options.act](options, now)


def _set(options: argparse.Namespace, now: datetime) -> None:
    if keyfile.read(folder_of(options)).locked:
        raise BeforehandError("The notebook has a passphrase.", "Use “passphrase change”.")
    sticks = places.also(options)
    print(BEFORE, file=sys.stderr)
    notebook = Notebook.open(folder_of(options), now)
    try:
        words = passphrase(options, "new passphrase", twice=True)
        code = locking.set_passphrase(notebook, words)
        # Said at once: the notebook is locked by now, whatever becomes of the backup.
        print(f"{CODE}{code}")
        print(
            "Write it down or print it, and keep it where only you look. It is shown once.",
            flush=True,
        )
        program = paths.program(paths.COPYING)
        still_open = close_all(notebook, program=program, now=now, sticks=sticks).still_open
        places.thin(notebook)
    finally:
        notebook.close()
    for each in still_open:
        print(f"{STILL_OPEN}{each.path}", file=sys.stderr)
    places.tell_left(sticks, _THERE_TOO)
    _asked_back(options, code)


def _asked_back(options: argparse.Namespace, code: str) -> None:
    """On a terminal the code is typed once, to see that it was kept."""
    while not options.passphrase_stdin:
        try:
            typed = passphrase(options, "recovery code, to see that you kept it")
        except NotGiven:
            print(_NOT_SEEN, file=sys.stderr)
            return
        if recovery.read(typed) == code:
            print("That is it.")
            return
        print("That is not the code above. Once more:", file=sys.stderr)


def _change(options: argparse.Namespace, now: datetime) -> None:
    notebook, old = opened_with(options, now)
    try:
        if old is None:
            raise BeforehandError("The notebook has no passphrase.", "Use “passphrase set”.")
        new = passphrase(options, "new passphrase", twice=True)
        older = [each for each in _made(notebook) if not each.stands_open]
        locking.change_passphrase(notebook, old, new)
        places.made(notebook, now, "passphrase changed")
    finally:
        notebook.close()
    print("The passphrase is changed. The recovery code stays as it is.")
    if older:
        print(_OLDER.format(number=len(older)))


def _remove(options: argparse.Namespace, now: datetime) -> None:
    notebook, words = opened_with(options, now)
    try:
        if words is None:
            raise BeforehandError("The notebook has no passphrase.", "Nothing was changed.")
        older = [each for each in _made(notebook) if not each.stands_open]
        locking.remove_passphrase(notebook, words)
        places.made(notebook, now, "passphrase removed")
    finally:
        notebook.close()
    print("The notebook opens without a passphrase now: whoever opens this account can read it.")
    if older:
        print(f"{count(len(older), 'older backup')} still open with the passphrase only.")


def _made(notebook: Notebook) -> list[backups.Backup]:
    return backups.of_notebook(notebook.folder)
