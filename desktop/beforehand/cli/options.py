"""Options of the terminal that several commands share, and those of the sheet."""

import argparse
from pathlib import Path
from typing import Any

KINDS = ("private", "room", "worksheet", "map", "record")
"""Said here as well as in `orders`: the command line is read before anything is imported."""

SPEEDS = ("ten-minutes", "full")


def notebook_option(parser: argparse.ArgumentParser, default: Any = argparse.SUPPRESS) -> None:
    """Which notebook; a command's own word goes before the program's."""
    parser.add_argument(
        "--notebook",
        type=Path,
        metavar="FOLDER",
        default=default,
        help="the notebook's folder (your own if none is named)",
    )


def out_option(parser: argparse.ArgumentParser, name: str) -> None:
    """Which file to write."""
    parser.add_argument("--out", type=Path, required=True, metavar=name, help="the file to write")


def sheet_options(parser: argparse.ArgumentParser) -> None:
    """Everything one may choose about a sheet."""
    parser.add_argument(
        "what",
        metavar="WHAT",
        help="a conversation (an id, its beginning, or “next”); for a map or a record"
        " a counterpart (a name or a part of one); for a worksheet a lens",
    )
    parser.add_argument(
        "--kind",
        choices=KINDS,
        required=True,
        help="“private” has everything; “room” may lie on the table; “worksheet” is blank and"
        " needs no notebook; “map” shows a counterpart's needs; “record” is all of it",
    )
    parser.add_argument("--paper", choices=("a4", "letter"), default="a4", help="a4 if not named")
    parser.add_argument("--large-print", action="store_true", help="words in 14 points")
    parser.add_argument("--initials", action="store_true", help="initials in the place of names")
    parser.add_argument(
        "--lines", type=int, choices=(8, 7), default=8, help="millimetres between writing lines"
    )
    parser.add_argument("--speed", choices=SPEEDS, help="of a worksheet: “full” if not named")
    parser.add_argument(
        "--sections",
        metavar="A,B",
        help="print these only, by id or heading; a wrong one tells which there are",
    )
    parser.add_argument(
        "--password",
        action="store_true",
        help="lock the PDF; the password is one line of standard input, or is asked for",
    )
    notebook_option(parser)
    out_option(parser, "FILE.pdf")
