"""What came of a salvage, in lines for the terminal and the window."""

from collections.abc import Callable, Iterator
from pathlib import Path

from beforehand import wording
from beforehand.domain.salvaged import Brings, Missing, Salvaged
from beforehand.exchange.table import plain
from beforehand.store.salvage import Offer, Rescue
from beforehand.wording import count


def saved_lines(rescue: Rescue, target: Path) -> Iterator[str]:
    """What was saved, and out of what."""
    salvaged = rescue.salvaged
    if rescue.key_from:
        when = wording.moment(rescue.key_from.made_at)
        yield f"The key file is missing or damaged; the one of the backup of {when} was used."
    yield f"Saved {count(salvaged.records, 'entry', 'entries')} into {target}."
    lost = f"{salvaged.lost_pages:,} of {count(salvaged.pages, 'page')}"
    yield f"Pages of the damaged file that cannot be read: {lost}. The file was left as it is."
    if salvaged.unplaced:
        rows = count(salvaged.unplaced, "row")
        yield f"{rows} could be read, but not what they belong to: they were left out."
    if salvaged.stand_ins:
        entries = count(salvaged.stand_ins, "entry", "entries")
        yield f"In {entries} stands “could not be read” where something is lost."
    if not salvaged.gone_in_full:
        yield _gone_line(rescue.offer)


def missing_lines(
    salvaged: Salvaged, named: Callable[[str], str] = lambda name: name
) -> Iterator[str]:
    """What is missing, a counterpart and a day a line; `named` makes a name fit for where it is."""
    yield from (_line(each, named) for each in salvaged.missing)


def offer_line(offer: Offer | None) -> str:
    """Which good backup there is, and what it would bring back."""
    if offer is None:
        return "There is no good backup in the notebook's backups folder."
    when = wording.moment(offer.backup.made_at)
    if not offer.brings.counts:
        return f"The newest good backup, of {when}, has nothing that is missing."
    return (
        f"The newest good backup, of {when}, has {offer.brings.line} {_days(offer.brings)}"
        " that the damaged notebook lacks."
    )


def _gone_line(offer: Offer | None) -> str:
    """That somebody who was erased could come back, and what to do then."""
    there = "there is no good backup to take it from"
    if offer:
        when = wording.moment(offer.backup.made_at)
        there = f"what the backup of {when} knows of it was taken over"
    since = "after that" if offer else "before"
    return (
        f"The list of whom you erased could not be read in full; {there}. Whoever you erased "
        f"{since} could come back when an older copy is merged: then erase them again."
    )


def _line(missing: Missing, named: Callable[[str], str]) -> str:
    on = wording.day(missing.on) if missing.on else "day not known"
    return f"{named(plain(missing.who))}, {on}: {missing.line}"


def _days(brings: Brings) -> str:
    if brings.first is None or brings.last is None or brings.first == brings.last:
        return f"from {wording.day(brings.first)}" if brings.first else ""
    return f"from {wording.day(brings.first)} to {wording.day(brings.last)}"
