"""Options of the terminal that several commands share, and those of the sheet."""

import argparse
from pathlib import Path
from typing import Any


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
        "conversation", metavar="CONVERSATION", help="an id, its beginning, or “next”"
    )
    parser.add_argument(
        "--kind",
        choices=("private", "room"),
        required=True,
        help="“private” has everything; “room” may lie on the table",
    )
    parser.add_argument("--paper", choices=("a4", "letter"), default="a4", help="a4 if not named")
    notebook_option(parser)
    out_option(parser, "FILE.pdf")
