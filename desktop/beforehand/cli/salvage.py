"""The terminal's `salvage`: what can be read of a damaged notebook, saved into a new one."""

import argparse
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from beforehand.cli.notebook import folder_of, passphrase
from beforehand.cli.progress import progress
from beforehand.cli.quoted import quoted
from beforehand.exchange.salvage_told import missing_lines, offer_line, saved_lines
from beforehand.store import damaged, salvage
from beforehand.store.damaged import Damaged
from beforehand.store.faults import NotebookLocked
from beforehand.store.salvage import Rescue


def run(options: argparse.Namespace, now: datetime) -> None:
    """Save what can be read, and say what is missing and which backup there is."""
    words = passphrase(options, "passphrase") if options.passphrase_stdin else None
    found = damaged.looked_at(options.damaged or folder_of(options))
    salvage.see_that_it_is_free(options.to, found.folder)
    try:
        rescue = _saved(found, options.to, now, words)
    except NotebookLocked:
        rescue = _saved(found, options.to, now, passphrase(options, "passphrase"))
    for line in _lines(rescue, options.to):
        print(line)


def _saved(found: Damaged, target: Path, now: datetime, words: str | None) -> Rescue:
    with progress("Saving") as told:
        return salvage.salvage(found, target, now, words, told)


def _lines(rescue: Rescue, target: Path) -> Iterator[str]:
    new = quoted(target)
    yield from saved_lines(rescue, target)
    if rescue.salvaged.missing:
        yield "Missing:"
        yield from (f"  {line}" for line in missing_lines(rescue.salvaged))
    elif not rescue.salvaged.unplaced:
        yield "Nothing that is known of is missing."
    yield offer_line(rescue.offer)
    if rescue.offer and rescue.offer.brings.counts:
        place = quoted(rescue.offer.backup.path)
        yield f"To bring that in: beforehand merge {place} --notebook {new}"
    yield f"Look at it with: beforehand --notebook {new}"
