"""Starts Beforehand: a command of the terminal, or the window."""

import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from beforehand import paths


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line asks for; tells the exit code."""
    _stand_in_for_closed_streams()
    _speak_utf_8()
    try:
        return _do(sys.argv[1:] if arguments is None else arguments)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # Whoever read our lines has heard enough; Python must not try again when it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141
    except Exception as fault:
        if sys.flags.dev_mode:
            raise
        return _say(_our_own(fault))


def _stand_in_for_closed_streams() -> None:
    """Of what a shell closed (`>&-`) nothing is heard, and no file may come to stand in its place.

    Otherwise the next file that is opened would be what others take for the standard output.
    """
    for number in (0, 1, 2):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
    sys.stdout = sys.stdout or open(os.devnull, "w")  # noqa: PTH123, SIM115
    sys.stderr = sys.stderr or open(os.devnull, "w")  # noqa: PTH123, SIM115


def _speak_utf_8() -> None:
    """Names are of every script; where a terminal or a pipe cannot take a letter, spell it out."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            encoding = None if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")


def _our_own(fault: Exception) -> str:
    """A fault of the program, without the words of anybody's notes."""
    last = fault.__traceback__
    while last and last.tb_next:
        last = last.tb_next
    place = f"{Path(last.tb_frame.f_code.co_filename).name}:{last.tb_lineno}" if last else "start"
    return (
        f"beforehand: this is a mistake in the program itself ({type(fault).__name__} in {place}). "
        "Your notebook keeps what was saved; please report this line."
    )


def _say(line: str) -> int:
    print(line, file=sys.stderr)  # noqa: T201  # there is no window to say it in
    return 1


def _do(arguments: Sequence[str]) -> int:
    if not arguments:
        return _window(None, sample=False)
    if list(arguments) == [paths.COPYING]:
        from beforehand.store import copying

        return copying.main()
    if list(arguments) == [paths.LOCKED] and (folder := os.environ.pop(paths.LOCKED_FOLDER, "")):
        return _window(Path(folder), sample=False)
    # The window's start is measured: it does without the parser.
    from beforehand import cli

    options = cli.parse(arguments)
    if options.command:
        return cli.run(options)
    return _window(options.notebook, sample=options.sample)


def _window(notebook: Path | None, *, sample: bool) -> int:
    told = _obstacle()
    if told is None:
        try:
            from beforehand.ui.app import run

            return run(notebook, sample)
        except ImportError as fault:
            told = _not_imported(fault)
    return _say(told)


def _obstacle() -> str | None:
    if sys.platform != "linux":
        return None
    from beforehand.screencheck import obstacle

    return obstacle(os.environ)


def _not_imported(fault: ImportError) -> str:
    from beforehand.screencheck import not_imported

    told = not_imported(fault)
    if told is None:
        raise fault
    return told


if __name__ == "__main__":
    sys.exit(main())
