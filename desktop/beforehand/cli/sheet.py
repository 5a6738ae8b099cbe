"""The terminal's sheet: read, laid out, written, and noted in the notebook."""

import argparse
import sys
from dataclasses import replace
from datetime import datetime
from typing import cast

from beforehand import orders
from beforehand.cli.given import secret
from beforehand.cli.progress import progress
from beforehand.cli.sections import advice, left_out
from beforehand.domain.conversations import Conversation, Speed, Stage
from beforehand.domain.errors import BeforehandError
from beforehand.domain.record import Id
from beforehand.exchange.listing import chosen
from beforehand.exchange.meant import counterpart_meant, lens_meant, talk_or_counterpart
from beforehand.library import Library, default_library
from beforehand.sheets import Options, Paper, SectionName, Sheet, TooFullError, write_pdf
from beforehand.sheets.password import locked, settled
from beforehand.store.notebook import Notebook
from beforehand.wording import count

_PREPARES = {orders.PRIVATE, orders.ROOM}
"""With one of these in hand a conversation is ready."""

_SHOWN = 12
"""Characters without a font that are told one by one."""


def make_sheet(notebook: Notebook | None, options: argparse.Namespace, now: datetime) -> str:
    """Write the sheet that was asked for; the answer says what was written where.

    `notebook` may be missing for a worksheet, which is blank.
    """
    if options.speed and options.kind != "worksheet":
        raise BeforehandError("“--speed” is for a worksheet.", "Leave it out for this kind.")
    # No kind but the worksheet comes here without a notebook, and its order reads none.
    bench = _Bench(cast("Notebook", notebook), default_library(), now)
    wish = bench.wish(options)
    password = settled(secret("password", twice=True)) if options.password else ""
    sheet = bench.sheet(wish, options.sections)
    write_pdf(options.out, locked(sheet.pdf, password))
    # Only now: a sheet that could not be written was not made.
    if options.kind in _PREPARES:
        bench.note_made(wish.subject)
    _warn(sheet)
    return _told(options, sheet, password)


class _Bench:
    """Where sheets are made, and of what."""

    def __init__(self, notebook: Notebook, library: Library, now: datetime) -> None:
        self._notebook, self._library, self._now = notebook, library, now

    def wish(self, options: argparse.Namespace) -> orders.Wish:
        """The command line as a wish."""
        paper = Paper(options.paper)
        return orders.Wish(
            kind=options.kind,
            subject=self._subject(options.kind, options.what),
            options=Options(paper=paper, large=options.large_print, pitch_mm=options.lines),
            # Without a notebook there are no names that could be shortened.
            initials=options.initials and self._notebook is not None,
            speed=Speed((options.speed or Speed.FULL).replace("-", " ")),
        )

    def sheet(self, wish: orders.Wish, sections: str | None) -> Sheet:
        """Lay it out, with some sections only if some are named."""
        at_first = orders.KINDS[wish.kind].leave_out
        out = at_first if sections is None else left_out(sections, self._sections(wish))
        try:
            return self._laid_out(wish, out)
        except TooFullError as fault:
            told = advice(fault.sections, self._sections(wish))
            raise BeforehandError(str(fault), told) from None

    def note_made(self, talk_id: Id) -> None:
        """Whoever has a sheet in hand is ready; where nothing can be written it is not noted."""
        if self._notebook.vault.only_read:
            return
        talk = self._notebook[Conversation].get(talk_id)
        if talk is not None:
            stage = Stage.READY if talk.stage is Stage.PREPARING else talk.stage
            made = replace(talk, stage=stage, sheet_made_at=self._now)
            self._notebook.save(made, now=self._now)

    def _subject(self, kind: str, wanted: str) -> Id:
        if kind == "worksheet":
            return lens_meant(self._library, wanted).id
        if kind == "map":
            return counterpart_meant(self._notebook, wanted).id
        if kind == "record":
            return talk_or_counterpart(self._notebook, wanted, self._now).id
        return chosen(self._notebook, wanted, self._now).id

    def _laid_out(self, wish: orders.Wish, out: frozenset[str]) -> Sheet:
        choice = replace(wish.options, leave_out=out)
        asked = replace(wish, options=choice)
        order = orders.read(asked, self._notebook, self._library, self._now)
        with progress("Laying out") as watch:
            return order.lay_out(watch).sheet

    def _sections(self, wish: orders.Wish) -> tuple[SectionName, ...]:
        """Everything that could be on the sheet, which a finished one tells."""
        at_first = orders.KINDS[wish.kind].leave_out
        try:
            return self._laid_out(wish, at_first).sections
        except TooFullError as fault:
            fitting = at_first | {each.id for each in fault.sections}
            return self._laid_out(wish, fitting).sections


def _warn(sheet: Sheet) -> None:
    """Say beside the answer what one would otherwise notice on paper."""
    if sheet.overflow:
        pages = f"This takes {count(sheet.pages, 'page')}; fewer are easier to take along."
        print(f"beforehand: {pages} {advice(sheet.overflow, sheet.sections)}", file=sys.stderr)
    if sheet.unprintable:
        named = [f"U+{ord(ch):04X}" for each in sheet.unprintable[:_SHOWN] for ch in each]
        more = len(sheet.unprintable) - _SHOWN
        listed = ", ".join(named) + (f" and {more} more" if more > 0 else "")
        print(f"beforehand: no font here has {listed}: printed as codes.", file=sys.stderr)


def _told(options: argparse.Namespace, sheet: Sheet, password: str) -> str:
    name = orders.KINDS[options.kind].name.lower()
    about = f"{name}, {count(sheet.pages, 'page')}, {options.paper}"
    wrote = f"Wrote {options.out} ({about})."
    if not password:
        return wrote
    return f"{wrote}\nIt opens with its password only: a forgotten one cannot be got back."
