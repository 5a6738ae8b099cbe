"""Opening the notebook from the terminal, with its passphrase if it has one."""

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from beforehand.cli.given import NotGiven, secret
from beforehand.domain.errors import BeforehandError
from beforehand.paths import default_notebook
from beforehand.store import keyfile
from beforehand.store.faults import NotebookLocked
from beforehand.store.keys import Key
from beforehand.store.notebook import Notebook
from beforehand.store.opening import unlock


class NobodyToAsk(BeforehandError):  # noqa: N818 - the names say what is so, not that it is an error
    """A passphrase is needed, and there is neither a terminal nor the option."""

    exit_code = NotebookLocked.exit_code

    def __init__(self) -> None:
        super().__init__(
            "A passphrase is needed, and there is no terminal to ask for it.",
            "Give it as a line of standard input, with --passphrase-stdin.",
        )


@contextmanager
def opened(
    options: argparse.Namespace, now: datetime, *, to_read: bool = False
) -> Iterator[Notebook]:
    """The notebook that the command is about, closed afterwards.

    What is only read may lie where nothing can be written.
    """
    notebook, _words = opened_with(options, now, to_read=to_read)
    try:
        yield notebook
    finally:
        notebook.close()


@contextmanager
def opened_if_needed(
    options: argparse.Namespace, now: datetime, *, needed: bool
) -> Iterator[Notebook | None]:
    """The notebook, or None for a job that does without; the passphrase's line is read anyhow."""
    if needed:
        with opened(options, now, to_read=True) as notebook:
            yield notebook
        return
    if options.passphrase_stdin:
        passphrase(options, "passphrase")
    yield None


def opened_with(
    options: argparse.Namespace, now: datetime, *, to_read: bool = False
) -> tuple[Notebook, str | None]:
    """The notebook and the words that opened it, None if it is not locked.

    With the option the first line is the passphrase, needed or not: what follows it must be what
    comes after it in any case.
    """
    folder = folder_of(options)
    words = passphrase(options, "passphrase") if options.passphrase_stdin else None
    opens = Notebook.open_to_read if to_read else Notebook.open
    try:
        return opens(folder, now), None
    except NotebookLocked:
        words = passphrase(options, "passphrase") if words is None else words
    return opens(folder, now, keys=unlock(folder, words)), words


def keys_for(options: argparse.Namespace, folder: Path) -> tuple[Key, ...]:
    """The keys that the words open, where words are needed; asked for before anything is read.

    Nothing is opened, so a damaged notebook gets its keys as well.
    """
    words = passphrase(options, "passphrase") if options.passphrase_stdin else None
    try:
        file = keyfile.read(folder)
    except BeforehandError:
        # Missing or damaged, which is told of by whoever needs it.
        return ()
    if not file.locked:
        return ()
    return unlock(folder, passphrase(options, "passphrase") if words is None else words)


def passphrase(options: argparse.Namespace, what: str, *, twice: bool = False) -> str:
    """A line of standard input if the option says so, else asked for where a terminal is.

    Without the words that would open the notebook it ends as it does with wrong ones.
    """
    asks = sys.stdin is not None and sys.stdin.isatty()
    if not options.passphrase_stdin and not asks:
        raise NobodyToAsk
    try:
        return secret(what, twice=twice)
    except NotGiven as fault:
        fault.exit_code = fault.exit_code if twice else NotebookLocked.exit_code
        raise


def folder_of(options: argparse.Namespace) -> Path:
    """The folder that was named, or the person's own."""
    named: Path | None = options.notebook
    return named or default_notebook()
