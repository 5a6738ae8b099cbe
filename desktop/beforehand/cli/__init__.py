"""The commands of the terminal: the same jobs without a window, for scripts and bare machines."""

import argparse
import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, NoReturn

from beforehand import __version__
from beforehand.cli.options import (
    backup_options,
    backups_options,
    calendar_options,
    check_options,
    erase_options,
    merge_options,
    named,
    notebook_option,
    out_option,
    passphrase_options,
    report_options,
    restore_options,
    salvage_options,
    sheet_options,
)
from beforehand.domain.errors import BeforehandError

_ABOUT = """\
Prepare a hard conversation inside your organisation. Without a command the window
opens on your notebook; the commands do the same jobs in a terminal."""

_AFTER = """\
Of a sheet, WHAT is a conversation's id as “list” shows it, the beginning of one, or “next”;
a counterpart's name or a part of one; or a lens.
Close Beforehand's window first: a notebook is open in one place at a time.

  beforehand sample demo
  beforehand list --notebook demo
  beforehand sheet next --kind room --notebook demo --out room.pdf
  beforehand sheet internal-alignment --kind worksheet --out blank.pdf"""


class _Parser(argparse.ArgumentParser):
    """Tells a mistake in one line; the full list of options is one question away."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {message} (see {self.prog} --help)\n")


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """Read the command line; `command` is None for the window. Ends the program on a mistake."""
    parser = _Parser(
        prog="beforehand",
        description=_ABOUT,
        epilog=_AFTER,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"Beforehand {__version__}")
    notebook_option(parser, None)
    parser.add_argument("--sample", action="store_true", help="open the window on the sample")
    commands = parser.add_subparsers(dest="command", title="commands", metavar="COMMAND")
    for name, (add, about) in _COMMANDS.items():
        add(commands.add_parser(name, help=about, description=f"{about[0].upper()}{about[1:]}."))
    options = parser.parse_args(arguments)
    if options.sample and (options.command or options.notebook):
        parser.error("--sample opens a window of its own: name neither a command nor a notebook")
    return options


def run(options: argparse.Namespace) -> int:
    """Do a command's job; a fault is told in one sentence, and its exit code handed back."""
    jobs: dict[str, Callable[[argparse.Namespace], None]] = {
        "sample": _sample, "list": _list, "sheet": _sheet, "export": _export, "import": _import,
        "commitments": _commitments, "calendar": _calendar, "search": _search,
        "check": _check, "backup": _backups, "backups": _backups, "restore": _restore,
        "erase": _letting_go("erase"), "report": _letting_go("report"),
        "passphrase": _passphrase, "merge": _merge, "salvage": _salvage,
    }  # fmt: skip
    try:
        jobs[options.command](options)
        sys.stdout.flush()
    except BeforehandError as fault:
        # One line; within it blanks stay as they are, because paths may have them.
        said = " ".join(line.strip() for line in str(fault).splitlines())
        print(f"beforehand: {said}", file=sys.stderr)
        return fault.exit_code
    except BrokenPipeError:
        raise
    except OSError as fault:
        reason = (fault.strerror or "unknown reason").lower()
        what = f"“{fault.filename}”" if fault.filename else "the output"
        print(f"beforehand: {what} cannot be used ({reason}).", file=sys.stderr)
        return 1
    return 0


def _sample_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=named, metavar="FOLDER", help="a new or empty folder")


def _list_options(parser: argparse.ArgumentParser) -> None:
    notebook_option(parser)
    parser.add_argument("--json", action="store_true", help="for programs to read")


def _export_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--format", choices=("json",), default="json", help="json")
    notebook_option(parser)
    out_option(parser, "FILE.json")


def _import_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=named, metavar="FILE.json", help="what “export” wrote")
    notebook_option(parser)


def _commitments_options(parser: argparse.ArgumentParser) -> None:
    notebook_option(parser)
    parser.add_argument("--all", action="store_true", help="those kept and dropped, too")
    parser.add_argument("--json", action="store_true", help="for programs to read")


def _search_options(parser: argparse.ArgumentParser) -> None:
    notebook_option(parser)
    parser.add_argument("words", nargs="+", metavar="WORDS", help="the last may be a beginning")
    parser.add_argument("--json", action="store_true", help="for programs to read")


_COMMANDS: dict[str, tuple[Callable[[argparse.ArgumentParser], None], str]] = {
    "sample": (_sample_options, "write the sample notebook into a new folder"),
    "list": (_list_options, "list the conversations, newest first"),
    "sheet": (sheet_options, "print a sheet to take along, as PDF"),
    "export": (_export_options, "write everything into one file, to take along"),
    "import": (_import_options, "bring an exported file into a new notebook"),
    "commitments": (_commitments_options, "list what was promised and is still open"),
    "search": (_search_options, "find everything that has these words, earlier wordings too"),
    "calendar": (calendar_options, "write open commitments into a calendar file"),
    "check": (check_options, "see whether every page, entry and reference is sound"),
    "backup": (backup_options, "make a backup and read it again"),
    "backups": (backups_options, "list the backups, newest first"),
    "restore": (restore_options, "make a new notebook of a backup; nothing is overwritten"),
    "merge": (merge_options, "bring in what was written in another copy of the notebook"),
    "salvage": (salvage_options, "save what can be read of a damaged notebook into a new one"),
    "erase": (erase_options, "erase a counterpart for good, with all that is kept on them"),
    "report": (report_options, "write everything about one person, as PDF or JSON"),
    "passphrase": (passphrase_options, "lock the notebook, or change or remove its passphrase"),
}


def _sample(options: argparse.Namespace) -> None:
    from beforehand.cli.quoted import quoted
    from beforehand.exchange.sample import write_sample
    from beforehand.library import default_library

    write_sample(options.folder, default_library(), _now())
    print(f"The sample notebook is in {options.folder}.")
    print(f"Look at it with: beforehand --notebook {quoted(options.folder)}")


def _list(options: argparse.Namespace) -> None:
    from beforehand.exchange.listing import as_json, as_table, lines_of

    with _opened(options) as notebook:
        lines = lines_of(notebook)
    print(as_json(lines) if options.json else as_table(lines, _width()))


def _sheet(options: argparse.Namespace) -> None:
    from beforehand.cli.notebook import opened_if_needed
    from beforehand.cli.sheet import make_sheet

    needed = options.kind != "worksheet"
    with opened_if_needed(options, _now(), needed=needed) as notebook:
        print(make_sheet(notebook, options, _now()))


def _export(options: argparse.Namespace) -> None:
    from beforehand.exchange.archive import write_archive
    from beforehand.wording import count

    with _opened(options) as notebook:
        records = write_archive(notebook, options.out)
    print(f"Wrote {options.out} ({count(records, 'record')}).")
    print("It is not encrypted: whoever opens it can read everything.")


def _import(options: argparse.Namespace) -> None:
    from beforehand.cli.notebook import folder_of
    from beforehand.exchange.archive import import_archive
    from beforehand.wording import count

    folder = folder_of(options)
    records = import_archive(options.file, folder, _now())
    print(f"Brought {count(records, 'record')} into {folder}.")


def _commitments(options: argparse.Namespace) -> None:
    from beforehand.exchange.promises import promises_as_json, promises_as_table
    from beforehand.store.promises import all_commitments, open_commitments

    asked = all_commitments if options.all else open_commitments
    with _opened(options) as notebook:
        lines = asked(notebook, _now().date())
    print(promises_as_json(lines) if options.json else promises_as_table(lines, _width()))


def _search(options: argparse.Namespace) -> None:
    from beforehand.exchange.finding import hits_as_json, hits_as_text
    from beforehand.store.search import find

    with _opened(options) as notebook:
        hits = list(find(notebook, " ".join(options.words)))
    print(hits_as_json(hits) if options.json else hits_as_text(hits))


def _calendar(options: argparse.Namespace) -> None:
    from beforehand.exchange.calendar import write_calendar
    from beforehand.exchange.promises import promise_of
    from beforehand.store.promises import open_commitments
    from beforehand.wording import count

    with _opened(options) as notebook:
        lines = open_commitments(notebook, _now().date())
    if options.only is not None:
        lines = [promise_of(lines, options.only)]
    entries = write_calendar(lines, options.out, names=options.names)
    print(f"Wrote {options.out} ({count(entries, 'entry', 'entries')}).")
    if options.names:
        print("It says who promised what, to everybody who sees the calendar.")


def _backups(options: argparse.Namespace) -> None:
    from beforehand.cli import backups

    job = backups.make if options.command == "backup" else backups.list_them
    job(options, _now())


def _restore(options: argparse.Namespace) -> None:
    from beforehand.cli import restore

    restore.run(options, _now())


def _letting_go(job: str) -> Callable[[argparse.Namespace], None]:
    def run(options: argparse.Namespace) -> None:
        from beforehand.cli import letting_go

        getattr(letting_go, job)(options, _now())

    return run


def _passphrase(options: argparse.Namespace) -> None:
    from beforehand.cli import passphrase

    passphrase.run(options, _now())


def _check(options: argparse.Namespace) -> None:
    from beforehand.cli import check

    check.run(options, _now())


def _merge(options: argparse.Namespace) -> None:
    from beforehand.cli import merge

    merge.run(options, _now())


def _salvage(options: argparse.Namespace) -> None:
    from beforehand.cli import salvage

    salvage.run(options, _now())


def _opened(options: argparse.Namespace) -> Any:
    """For the commands here, none of which writes in the notebook."""
    from beforehand.cli.notebook import opened

    return opened(options, _now(), to_read=True)


def _now() -> datetime:
    return datetime.now().astimezone()


def _width() -> int | None:
    """The columns of the terminal; None, and nothing is cut, when the words go elsewhere."""
    import shutil

    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None
