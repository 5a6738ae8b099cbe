"""The terminal's `restore`: a new notebook of a backup, without whom the present one erased."""

import argparse
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from beforehand.cli.backups import meant
from beforehand.cli.notebook import folder_of, passphrase
from beforehand.cli.progress import progress
from beforehand.cli.quoted import quoted
from beforehand.domain.errors import BeforehandError
from beforehand.store import erased_here, kept_out, restoring
from beforehand.store.backups import Backup
from beforehand.store.erased_here import Erased
from beforehand.store.faults import NotebookHeld, NotebookLocked, WrongPassphrase
from beforehand.store.restoring import Means, Restored

_WITHOUT = "--with-erased restores without asking it, and then they may be back."
_NOT_PROVED = (
    "The backup is locked, and its passphrase was not given: its parts belong together, but "
    "whether every page can be read is not proved. “beforehand check” does, with the passphrase."
)


class NotAsked(BeforehandError):  # noqa: N818 - the names say what is so, not that it is an error
    """Nobody can tell who was erased since; nothing was restored."""

    def __init__(self, fault: BeforehandError) -> None:
        self.exit_code = fault.exit_code
        held = isinstance(fault, NotebookHeld)
        why = "is open in Beforehand" if held else "is locked"
        remedy = "Restore in the window, or close it" if held else "Give its passphrase"
        super().__init__(
            f"Nothing was restored: the present notebook {why}, so it cannot be asked who was "
            "erased since the backup was made.",
            f"{remedy}. {_WITHOUT}",
        )


def run(options: argparse.Namespace, now: datetime) -> None:
    """Make a new notebook of one, and say what was proved and who was taken out."""
    backup = meant(options)
    restoring.see_that_it_is_free(options.to)
    words = passphrase(options, "passphrase") if options.passphrase_stdin else None
    erased, words = _erased(options, backup, now, words)
    means = Means(keys=erased.keys, words=words, marks=erased.marks, unproven=False)
    restored = _restored(options, backup, now, means)
    print(f"Restored into {options.to}.")
    if restored.key is None:
        print(_NOT_PROVED, file=sys.stderr)
    for line in kept_out.told(restored.taken, all_known=erased.all_read):
        print(line)
    print(f"Look at it with: beforehand --notebook {quoted(options.to)}")


def _erased(
    options: argparse.Namespace, backup: Backup, now: datetime, words: str | None
) -> tuple[Erased, str | None]:
    """Whom the present notebook erased, if there is one, and the words that opened it."""
    folder = erased_here.to_ask(folder_of(options), backup)
    if options.with_erased or folder is None:
        return Erased(all_read=False), words
    try:
        return erased_here.known(folder, now, words), words
    except NotebookHeld as fault:
        raise NotAsked(fault) from fault
    except NotebookLocked as fault:
        if not _can_ask():
            raise NotAsked(fault) from fault
    words = passphrase(options, "passphrase")
    return erased_here.known(folder, now, words), words


def _restored(options: argparse.Namespace, backup: Backup, now: datetime, means: Means) -> Restored:
    """Try what was given, then what is asked for; without any words, what can be proved without."""
    fault: BeforehandError = WrongPassphrase()
    for each in _tries(options, means):
        try:
            with progress("Restoring") as told:
                return restoring.restore(backup, options.to, now, each, told)
        except (NotebookLocked, WrongPassphrase) as error:
            fault = error
    if isinstance(fault, NotebookLocked) and means.marks:
        raise NotAsked(fault) from fault
    raise fault


def _tries(options: argparse.Namespace, means: Means) -> Iterator[Means]:
    """What opens the notebook may not open an older backup of it: that has words of its own."""
    yield means
    try:
        asked = options.passphrase_stdin or _can_ask()
        more = passphrase(options, "passphrase of the backup") if asked else None
    except BeforehandError:
        more = None
    if more is not None:
        yield replace(means, words=more)
    elif means.words is None and not means.marks:
        yield replace(means, unproven=True)


def _can_ask() -> bool:
    return sys.stdin is not None and sys.stdin.isatty()
