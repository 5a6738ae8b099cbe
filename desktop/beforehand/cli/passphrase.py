"""The terminal's `passphrase`: set, change, remove."""

import argparse
import sys
from datetime import datetime

from beforehand import paths
from beforehand.cli import code_shown, places
from beforehand.cli.notebook import folder_of, opened_with, passphrase
from beforehand.domain.errors import BeforehandError
from beforehand.store import backups, keyfile, locking
from beforehand.store.closing import close_all
from beforehand.store.notebook import Notebook
from beforehand.wording import count

BEFORE = (
    "Without the passphrase or the recovery code nobody can open the notebook: not you, and not "
    "whoever wrote Beforehand."
)
STILL_OPEN = "This backup still opens without a passphrase: "
_THERE_TOO = "They open as that copy does: set a passphrase there, too, if it has none."
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
    with code_shown.unechoed():
        try:
            words = passphrase(options, "new passphrase", twice=True)
            code = locking.set_passphrase(notebook, words)
            code_shown.show(code)
            program = paths.program(paths.COPYING)
            still_open = close_all(notebook, program=program, now=now, sticks=sticks).still_open
            places.thin(notebook)
        finally:
            notebook.close()
        # Before anything else is said: it is known by now which lines of the screen hold the code.
        shall_ask = not options.passphrase_stdin and code_shown.take_off(code)
    for each in still_open:
        print(f"{STILL_OPEN}{each.path}", file=sys.stderr)
    places.tell_left(sticks, _THERE_TOO)
    if shall_ask:
        code_shown.ask_back(code)


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
