"""The terminal's `erase` and `report`: letting go of one person, and showing all that is kept."""

import argparse
import sys
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

from beforehand import orders, paths
from beforehand.cli import mentions, places
from beforehand.cli.notebook import opened
from beforehand.cli.progress import progress
from beforehand.domain.counterparts import Counterpart
from beforehand.domain.errors import BeforehandError
from beforehand.exchange.about_person import about_as_json
from beforehand.exchange.files import write_whole
from beforehand.exchange.meant import counterpart_meant, person_called
from beforehand.exchange.table import plain
from beforehand.library import default_library
from beforehand.off_limits import see_that_backups_may_lie_in
from beforehand.orders.record import RecordOrder
from beforehand.sheets import write_pdf
from beforehand.store import cleaning, erasing, stick
from beforehand.store.about_person import about_person
from beforehand.store.folding import folded
from beforehand.store.mentions import sought, standing
from beforehand.store.notebook import Notebook
from beforehand.store.stick import Stick
from beforehand.wording import count

_STILL_HELD = "This backup may still hold what was erased: "
_NOT_CLEANED = "The person is erased, but not all backups from before could be removed."
_THERE_TOO = "What was erased may still be in them: erase it there, too."


def erase(options: argparse.Namespace, now: datetime) -> None:
    """Erase a counterpart for good, and say what became of it."""
    mentions.see_that_one_may_choose(options)
    sticks = places.also(options)
    with opened(options, now) as notebook:
        person = _meant(notebook, options)
        name = sought(notebook, person)
        plan = erasing.planned(notebook, person)
        if options.clean_backups:
            for each in sticks:
                see_that_backups_may_lie_in(each.chosen)
            cleaning.see_that_it_can(notebook, sticks)
        _tell(plan, options, len(stick.owned(notebook.folder, sticks)))
        change = mentions.decided(notebook, plan.mentions, options, now)
        if not options.yes:
            _ask(person)
        erasing.erase_at_once(notebook, person, now, change)
        print(f"Erased {plain(person.name)}.", flush=True)
        still = list(standing(notebook, name, plan.mentions))
        mentions.tell_standing(notebook, plan.mentions, still, now)
        if options.clean_backups:
            _clean(notebook, sticks, now)
    places.tell_left(sticks, _THERE_TOO)


def report(options: argparse.Namespace, now: datetime) -> None:
    """Write everything about one person, as PDF or as JSON."""
    write = _WRITERS.get(options.out.suffix.lower())
    if write is None:
        raise BeforehandError(
            f"“{options.out.name}” is neither a PDF nor JSON.", "End its name in .pdf or .json."
        )
    with opened(options, now, to_read=True) as notebook:
        person = counterpart_meant(notebook, options.person, also_away=True)
        person = _not_merged_away(notebook, person)
        told = write(notebook, person, options.out, now)
    print(f"Wrote {options.out} ({told}).")
    print("It is not encrypted, and others are named in it: look through it before you pass it on.")


def _meant(notebook: Notebook, options: argparse.Namespace) -> Counterpart:
    """A script that is asked nothing has to say the whole name."""
    named = person_called if options.yes else counterpart_meant
    return _not_merged_away(notebook, named(notebook, options.person, also_away=True))


def _not_merged_away(notebook: Notebook, person: Counterpart) -> Counterpart:
    """By the old spelling one would let go of hardly anything; what is kept is with the other."""
    into = notebook[Counterpart].get(person.merged_into) if person.merged_into else None
    if into is None:
        return person
    raise BeforehandError(
        f"The entry {plain(person.name)} was merged into {plain(into.name)}. Nothing was done.",
        f"Name {plain(into.name)}: both belong together.",
    )


def _tell(plan: erasing.Plan, options: argparse.Namespace, older: int) -> None:
    with_it = f", with {', '.join(plan.counts)}" if plan.counts else ""
    print(f"{plain(plan.person.name)} goes for good{with_it}.")
    for entry in plan.merged:
        print(f"The entry {plain(entry.name)}, merged into this one, goes as well.")
    if plan.going.stays:
        talks = count(len(plan.going.stays), "conversation")
        print(f"{talks} with others as well: only what belongs to them goes from there.")
    if older:
        still = "still holds" if older == 1 else "still hold"
        what = "will be removed" if options.clean_backups else f"{still} what was kept"
        print(f"{count(older, 'backup')} from before {what}.", flush=True)


def _ask(person: Counterpart) -> None:
    if sys.stdin is None or not sys.stdin.isatty():
        raise BeforehandError(
            "Nothing was erased: there is no terminal to ask for the name again.",
            "A script says --yes and the whole name.",
        )
    print("This cannot be undone. Type the name to erase: ", end="", file=sys.stderr, flush=True)
    if folded(sys.stdin.readline()).split() != folded(person.name).split():
        raise BeforehandError("That is not the name.", "Nothing was erased.")


def _clean(notebook: Notebook, sticks: Sequence[Stick], now: datetime) -> None:
    """The person is erased by now: whatever fails, it is said which backups still hold them."""
    older = [each.path for each in stick.owned(notebook.folder, sticks)]
    try:
        cleaned = cleaning.clean_backups(notebook, paths.program(paths.COPYING), now, sticks)
    except BeforehandError as fault:
        _tell_held(older)
        raise BeforehandError(f"{_NOT_CLEANED} {fault.sentence}", fault.remedy) from fault
    print(f"A fresh backup was made: {cleaned.made.path}")
    print(f"Removed {count(cleaned.removed, 'backup')} from before.")
    if cleaned.left:
        _tell_held(cleaned.left)
        why = " ".join(each.sentence for each in cleaned.faults)
        raise BeforehandError(f"{_NOT_CLEANED} {why}", "Remove them yourself.")


def _tell_held(held: Iterable[Path]) -> None:
    for each in held:
        print(f"{_STILL_HELD}{each}", file=sys.stderr)


def _write_pdf(notebook: Notebook, person: Counterpart, out: Path, now: datetime) -> str:
    library = default_library()
    wish = orders.Wish(kind=orders.RECORD, subject=person.id)
    order = RecordOrder(
        file=about_person(notebook, person.id, library.lenses),
        options=wish.options,
        today=now.date(),
        drivers=library.driver_names,
    )
    with progress("Laying out") as watch:
        sheet = order.lay_out(watch).sheet
    write_pdf(out, sheet.pdf)
    return count(sheet.pages, "page")


def _write_json(notebook: Notebook, person: Counterpart, out: Path, now: datetime) -> str:
    file = about_person(notebook, person.id, default_library().lenses)
    write_whole(out, about_as_json(file, now).encode())
    return count(len(file.records) + 1, "entry", "entries")


_WRITERS = {".pdf": _write_pdf, ".json": _write_json}
