"""What one measured process does: each job tells what it found, and the CPU time it had used."""

import resource
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

from figures import Told


def ours(script: str, count: int) -> Told:
    """Print briefs with Beforehand."""
    from sheets_content import DRIVERS, PRINTED_ON, Maker

    from beforehand.sheets import private_sheet

    maker = Maker(1, script)
    sheets = [
        private_sheet(maker.brief(), printed_on=PRINTED_ON, drivers=DRIVERS) for _ in range(count)
    ]
    return _told(pages=sum(s.pages for s in sheets), kb=max(len(s.pdf) for s in sheets) / 1000)


def plain(script: str, count: int) -> Told:
    """Print the same briefs with platypus."""
    from sheets_content import Maker
    from sheets_plain import Plain

    maker, page = Maker(1, script), Plain(script)
    pdfs = [page.sheet(maker.brief()) for _ in range(count)]
    return _told(
        pages=sum(pdf.count(b"/Type /Page\n") for pdf in pdfs), kb=max(map(len, pdfs)) / 1000
    )


def by_typst(script: str, count: int) -> Told:
    """Print the same briefs with typst."""
    from sheets_content import Maker
    from sheets_typst import Typst

    maker, page = Maker(1, script), Typst()
    return _told(kb=max(len(page.sheet(maker.brief())) for _ in range(count)) / 1000)


def canvas(_script: str, _count: int) -> Told:
    """Import of reportlab what draws words in TrueType fonts, and nothing else."""
    import reportlab.pdfbase.ttfonts
    import reportlab.pdfgen.canvas  # noqa: F401

    return _told()


def platypus(_script: str, _count: int) -> Told:
    """Import reportlab's layouts and nothing else."""
    import reportlab.platypus  # noqa: F401

    return _told()


def first(_script: str, _count: int) -> Told:
    """Print a brief in a process that knows nothing yet: imports, fonts, layout, file."""
    from sheets_first import BRIEF, PRINTED_ON

    from beforehand.sheets import private_sheet

    return _told(pages=private_sheet(BRIEF, printed_on=PRINTED_ON).pages)


def kinds(_script: str, count: int) -> Told:
    """Print the sample notebook's sheets of every kind; seconds a sheet, and the largest file."""
    from sheets_kinds import orders

    from beforehand.exchange.sample import write_sample
    from beforehand.library import default_library
    from beforehand.store.notebook import Notebook

    library, now, told = default_library(), datetime(2026, 11, 18, 9, tzinfo=UTC), Told()
    with TemporaryDirectory() as there:
        write_sample(Path(there) / "sample", library, now)
        notebook = Notebook.open(Path(there) / "sample", now)
        for name, each in orders(notebook, library, now).items():
            each[0].lay_out()
            start = time.process_time()
            sheets = [order.lay_out().sheet for _ in range(count) for order in each]
            told[f"{name}, ms"] = (time.process_time() - start) * 1000 / len(sheets)
            told[f"{name}, kB"] = max(len(sheet.pdf) for sheet in sheets) / 1000
        notebook.close()
    return told


def long_note(_script: str, count: int) -> Told:
    """Print a brief with so many words in one note, by the clock and with the memory it took."""
    from sheets_content import PRINTED_ON, with_note
    from sheets_words import latin

    from beforehand.sheets import private_sheet

    words = (latin() * (count // len(latin()) + 1))[:count]
    brief, small = with_note(" ".join(words)), with_note("A note.")
    private_sheet(small, printed_on=PRINTED_ON)
    before, start = _peak_mb(), time.perf_counter()
    heard = [start]

    def watch(_share: float) -> None:
        heard.append(time.perf_counter())

    sheet = private_sheet(brief, printed_on=PRINTED_ON, watch=watch)
    heard.append(time.perf_counter())
    gaps = [after - earlier for earlier, after in pairwise(heard)]
    return _told(
        seconds=heard[-1] - start,
        silence=max(gaps),
        pages=sheet.pages,
        mb=_peak_mb() - before,
        kb=len(sheet.pdf) / 1000,
    )


def chooser(_script: str, count: int) -> Told:
    """Choose otherwise in the sheet chooser, again and again; seconds by choice."""
    from statistics import median

    from sheets_chooser import Chooser

    from beforehand.domain.conversations import Conversation

    with TemporaryDirectory() as there:
        screen = Chooser(Path(there))
        talks = screen.notebook[Conversation].find()
        choices = ("paper", "writing lines", "large", "initials", "section")
        taken: dict[str, list[float]] = {choice: [] for choice in choices}
        for talk in talks:
            screen.open(talk, "private")
            for choice in choices * count:
                taken[choice].append(screen.seconds(choice))
        screen.notebook.close()
    return {choice: median(each) for choice, each in taken.items()}


def beside(_script: str, count: int) -> Told:
    """How long the window's events wait beside the layout of a brief with so many words."""
    from sheets_chooser import silence_beside
    from sheets_content import PRINTED_ON, with_note
    from sheets_words import latin

    from beforehand.sheets import private_sheet

    words = (latin() * (count // len(latin()) + 1))[:count]
    brief = with_note(" ".join(words))
    silence, seconds = silence_beside(lambda: private_sheet(brief, printed_on=PRINTED_ON))
    return _told(window=silence, beside=seconds)


JOBS: dict[str, Callable[[str, int], Told]] = {
    "ours": ours,
    "plain": plain,
    "typst": by_typst,
    "canvas": canvas,
    "platypus": platypus,
    "first": first,
    "kinds": kinds,
    "long": long_note,
    "chooser": chooser,
    "beside": beside,
}


def _told(**found: float) -> Told:
    return {"cpu": time.process_time(), **found}


def _peak_mb() -> float:
    """The most memory this process has had, in megabytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)
