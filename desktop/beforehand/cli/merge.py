"""The terminal's `merge`: another copy of the notebook into this one, and back."""

import argparse
import sys
from datetime import datetime

from beforehand import paths
from beforehand.cli import places
from beforehand.cli.notebook import folder_of, opened_with, passphrase
from beforehand.cli.progress import progress
from beforehand.domain.errors import BeforehandError
from beforehand.domain.merged import Merged
from beforehand.store import other, taking_back
from beforehand.store.faults import NotebookLocked
from beforehand.store.merging import Merge
from beforehand.store.notebook import Notebook

_STRANGERS = (
    "The two notebooks have nothing in common: the other one may be somebody else's, or was begun "
    "by itself."
)


def run(options: argparse.Namespace, now: datetime) -> None:
    """Merge, look at what merging would do, or take the last merge back."""
    if options.take_back:
        _take_back(options, now)
        return
    if options.other is None:
        raise BeforehandError("Name the other notebook: “beforehand merge OTHER”.")
    # Told before anybody is asked for a passphrase.
    file = other.file_of(options.other)
    other.see_that_it_is_another(file, folder_of(options))
    notebook = _opened(options, now)
    try:
        _merge(notebook, options, now)
    finally:
        notebook.close()


def _opened(options: argparse.Namespace, now: datetime) -> Notebook:
    """Ours; where it is not locked, the first line of passphrases is the other one's."""
    try:
        return Notebook.open(folder_of(options), now)
    except NotebookLocked:
        return opened_with(options, now)[0]


def _merge(notebook: Notebook, options: argparse.Namespace, now: datetime) -> None:
    keys = (notebook.vault.key,)
    words = None
    if other.needs_words(options.other, keys):
        words = passphrase(options, "passphrase of the other notebook")
    with other.borrowed(options.other, notebook.folder, now, keys, words) as found:
        job = Merge(notebook, found)
        with progress("Looking") as told:
            for share in job.look():
                told(share)
        if options.dry_run or job.changes_nothing:
            _say(job.merged, would=options.dry_run)
            return
        if job.merged.strangers and not options.yes:
            _ask()
        backup = places.made(notebook, now, taking_back.BEFORE)
        with progress("Merging") as told:
            for share in job.steps():
                told(share)
    _say(job.merged)
    print(f"A backup was made before: {backup.path}")
    print("“beforehand merge --take-back” puts it back.")


def _say(merged: Merged, *, would: bool = False) -> None:
    if would:
        print("This is what merging would do; nothing was changed.")
    for line in merged.ahead if would else merged.lines:
        print(line)
    for part in merged.parts:
        print(f"  {part.title}: {part.line}")


def _ask() -> None:
    if sys.stdin is None or not sys.stdin.isatty():
        raise BeforehandError(
            f"{_STRANGERS} Nothing was changed.", "If they belong together, say --yes."
        )
    print(_STRANGERS, file=sys.stderr)
    print("Merge them all the same? Type yes: ", end="", file=sys.stderr, flush=True)
    if sys.stdin.readline().strip().lower() != "yes":
        raise BeforehandError("Nothing was changed.")


def _take_back(options: argparse.Namespace, now: datetime) -> None:
    backup = taking_back.newest(folder_of(options))
    notebook, _words = opened_with(options, now)
    try:
        kept = taking_back.take_back(notebook, backup, paths.program(paths.COPYING), now)
    finally:
        notebook.close()
    print("The notebook is again what it was before it was merged.")
    print(f"What it was until now is kept as a backup: {kept.path}")
