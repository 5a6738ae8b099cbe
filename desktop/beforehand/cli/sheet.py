"""The terminal's sheet: read, laid out, written, and noted in the notebook."""

import argparse
from dataclasses import replace
from datetime import datetime

from beforehand import orders
from beforehand.domain.conversations import Conversation, Stage
from beforehand.exchange.listing import chosen
from beforehand.library import default_library
from beforehand.sheets import Options, Paper, write_pdf
from beforehand.store.notebook import Notebook
from beforehand.wording import count


def make_sheet(notebook: Notebook, options: argparse.Namespace, now: datetime) -> str:
    """Write the sheet that was asked for; the answer says what was written where."""
    talk = chosen(notebook, options.conversation, now)
    choice = Options(paper=Paper(options.paper))
    wish = orders.Wish(kind=options.kind, subject=talk.id, options=choice)
    sheet = orders.read(wish, notebook, default_library(), now).lay_out().sheet
    write_pdf(options.out, sheet.pdf)
    # Only now: a sheet that could not be written was not made.
    notebook.save(_with_sheet(talk, now), now=now)
    about = f"{options.kind} sheet, {count(sheet.pages, 'page')}, {options.paper}"
    return f"Wrote {options.out} ({about})."


def _with_sheet(talk: Conversation, now: datetime) -> Conversation:
    stage = Stage.READY if talk.stage is Stage.PREPARING else talk.stage
    return replace(talk, stage=stage, sheet_made_at=now)
