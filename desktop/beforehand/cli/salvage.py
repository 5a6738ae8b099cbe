"""The terminal's `salvage`: what can be read of a damaged notebook, saved into a new one."""

import argparse
import shlex
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from beforehand import wording
from beforehand.cli.notebook import folder_of, passphrase
from beforehand.cli.progress import progress
from beforehand.domain.salvaged import Brings, Missing, Salvaged
from beforehand.exchange.table import plain
from beforehand.store import damaged, salvage
from beforehand.store.damaged import Damaged
from beforehand.store.faults import NotebookLocked
from beforehand.store.salvage import Offer, Rescue
from beforehand.wording import count


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
    salvaged = rescue.salvaged
    if rescue.key_from:
        when = wording.moment(rescue.key_from.made_at)
        yield f"The key file is missing or damaged; the one of the backup of {when} was used."
    yield f"Saved {count(salvaged.records, 'entry', 'entries')} into {target}."
    lost = f"{salvaged.lost_pages:,} of {count(salvaged.pages, 'page')}"
    yield f"Pages of the damaged file that cannot be read: {lost}. The file was left as it is."
    yield from _missing(salvaged)
    yield from _offered(rescue.offer, target)
    yield f"Look at it with: beforehand --notebook {shlex.quote(str(target))}"


def _missing(salvaged: Salvaged) -> Iterator[str]:
    if salvaged.unplaced:
        rows = count(salvaged.unplaced, "row")
        yield f"{rows} could be read, but not what they belong to: they were left out."
    if salvaged.stand_ins:
        entries = count(salvaged.stand_ins, "entry", "entries")
        yield f"In the place of {entries} to which others refer stands “could not be read”."
    if salvaged.missing:
        yield "Missing:"
        yield from map(_line, salvaged.missing)
    elif not salvaged.unplaced:
        yield "Nothing that is known of is missing."


def _line(missing: Missing) -> str:
    on = wording.day(missing.on) if missing.on else "day not known"
    return f"  {plain(missing.who)}, {on}: {missing.line}"


def _offered(offer: Offer | None, target: Path) -> Iterator[str]:
    if offer is None:
        yield "There is no good backup in the notebook's backups folder."
        return
    when = wording.moment(offer.backup.made_at)
    if not offer.brings.counts:
        yield f"The newest good backup, of {when}, has nothing that is missing."
        return
    yield (
        f"The newest good backup, of {when}, has {offer.brings.line} {_days(offer.brings)}"
        " that the damaged notebook lacks. To bring them in:"
    )
    place = shlex.quote(str(offer.backup.path))
    yield f"  beforehand merge {place} --notebook {shlex.quote(str(target))}"


def _days(brings: Brings) -> str:
    if brings.first is None or brings.last is None or brings.first == brings.last:
        return f"from {wording.day(brings.first)}" if brings.first else ""
    return f"from {wording.day(brings.first)} to {wording.day(brings.last)}"
