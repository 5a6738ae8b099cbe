"""Options of the terminal that several commands share, and those of the sheet."""

import argparse
from pathlib import Path
from typing import Any

KINDS = ("private", "room", "worksheet", "map", "record")
"""Said here as well as in `orders`: the command line is read before anything is imported."""

ACTS = ("set", "change", "remove")
"""What can be done with a passphrase."""

SPEEDS = ("ten-minutes", "full")


def named(text: str) -> Path:
    """A file or a folder; an empty word, such as of a variable without a value, names none."""
    if not text:
        raise argparse.ArgumentTypeError("its name is empty")
    return Path(text)


def notebook_option(parser: argparse.ArgumentParser, default: Any = argparse.SUPPRESS) -> None:
    """Which notebook; a command's own word goes before the program's."""
    parser.add_argument(
        "--notebook",
        type=named,
        metavar="FOLDER",
        default=default,
        help="the notebook's folder (your own if none is named)",
    )
    parser.add_argument(
        "--passphrase-stdin",
        action="store_true",
        default=default if default is argparse.SUPPRESS else False,
        help="the notebook's passphrase is a line of standard input, the first",
    )


def out_option(parser: argparse.ArgumentParser, name: str) -> None:
    """Which file to write."""
    parser.add_argument("--out", type=named, required=True, metavar=name, help="the file to write")


def also_option(parser: argparse.ArgumentParser, about: str) -> None:
    """Which further places of backups; each is named by itself."""
    parser.add_argument(
        "--also", type=named, action="append", default=[], metavar="FOLDER", help=about
    )


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


def calendar_options(parser: argparse.ArgumentParser) -> None:
    """Which commitments, and whether with names."""
    notebook_option(parser)
    out_option(parser, "FILE.ics")
    parser.add_argument("--only", metavar="ID", help="one commitment, by the beginning of its id")
    parser.add_argument(
        "--names",
        action="store_true",
        help="say who promised what (left out, the entries tell nothing)",
    )


def check_options(parser: argparse.ArgumentParser) -> None:
    """Whether to mend."""
    notebook_option(parser)
    parser.add_argument(
        "--repair", action="store_true", help="mend what is safe to mend, after a backup"
    )


def backup_options(parser: argparse.ArgumentParser) -> None:
    """Where to."""
    notebook_option(parser)
    parser.add_argument(
        "--to", type=named, metavar="FOLDER", help="a folder for backups, such as one on a stick"
    )


def backups_options(parser: argparse.ArgumentParser) -> None:
    """In which form, and where."""
    notebook_option(parser)
    parser.add_argument("--json", action="store_true", help="for programs to read")
    parser.add_argument("--in", type=named, dest="place", metavar="FOLDER", help="look there")


def restore_options(parser: argparse.ArgumentParser) -> None:
    """Which, and where to."""
    notebook_option(parser)
    parser.add_argument(
        "backup",
        metavar="BACKUP",
        help="its number, as “backups” shows it, its folder, or a stick for the newest there",
    )
    parser.add_argument(
        "--to", type=named, required=True, metavar="FOLDER", help="a new or empty folder"
    )
    parser.add_argument(
        "--with-erased",
        action="store_true",
        help="do not ask the present notebook who was erased since: they may be back",
    )


def salvage_options(parser: argparse.ArgumentParser) -> None:
    """Which damaged notebook, and where to."""
    notebook_option(parser)
    parser.add_argument(
        "damaged",
        nargs="?",
        type=named,
        metavar="FOLDER",
        help="the damaged notebook (your own if none is named); it is only read",
    )
    parser.add_argument(
        "--to", type=named, required=True, metavar="FOLDER", help="a new or empty folder"
    )


def passphrase_options(parser: argparse.ArgumentParser) -> None:
    """Which of the three."""
    notebook_option(parser)
    parser.add_argument("act", choices=ACTS, help="what to do with it")
    also_option(parser, "with set: another place of backups, those in it are locked too")


def merge_options(parser: argparse.ArgumentParser) -> None:
    """Which other copy, and how."""
    notebook_option(parser)
    parser.epilog = (
        "With --passphrase-stdin the first line is the passphrase of your own notebook, if it has "
        "one, and the next that of the other one, if it has another."
    )
    parser.add_argument(
        "other",
        nargs="?",
        type=named,
        metavar="OTHER",
        help="the folder of the other copy, or its .db file beside its key; it is only read",
    )
    parser.add_argument("--dry-run", action="store_true", help="only say what would come")
    parser.add_argument(
        "--yes", action="store_true", help="merge what has nothing in common, too, without asking"
    )
    parser.add_argument(
        "--take-back", action="store_true", help="put back the notebook of before the last merge"
    )


def erase_options(parser: argparse.ArgumentParser) -> None:
    """Whom, and what becomes of the name elsewhere."""
    notebook_option(parser)
    parser.add_argument("person", metavar="PERSON", help="a counterpart's name, or its id")
    parser.add_argument(
        "--yes", action="store_true", help="do not ask for the name again; it must be whole, then"
    )
    parser.add_argument(
        "--mentions",
        choices=("keep", "initials", "each"),
        default="keep",
        help="what becomes of the name where it stands in what is kept on others: it stays (keep),"
        " becomes initials where it is surely the name, or you are asked about each place",
    )
    parser.add_argument(
        "--unsure",
        choices=("keep", "initials"),
        default="keep",
        help="with --mentions initials: what becomes of a word that may be another one (keep)",
    )
    parser.add_argument(
        "--clean-backups",
        action="store_true",
        help="make a fresh backup, then remove all that were made before",
    )
    also_option(parser, "another place of backups, which is cleaned as well")


def report_options(parser: argparse.ArgumentParser) -> None:
    """About whom, and where to."""
    notebook_option(parser)
    parser.add_argument(
        "person", metavar="PERSON", help="a counterpart's name, a part of it or an id"
    )
    out_option(parser, "FILE.pdf|FILE.json")
