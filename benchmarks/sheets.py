"""What sheets cost: beside plain platypus and typst with the same words and fonts, and cold.

Every measurement is a process of its own, so that no side profits from another's caches; what is
counted is its CPU time with all imports, and bytecode is cached as in any installation: each job
runs once unmeasured. Jobs that are compared run in turn, and a ratio is the median of the rounds'
ratios: a shared machine's clock changes within a run, so that the best of each side may come from
different minutes. The cold first sheet is held against importing of reportlab what a program needs
that draws words (`pdfgen.canvas` and `pdfbase.ttfonts`, the smaller of its two ways in);
`platypus` is told beside it. Long notes go by the clock. `--json FILE` writes the figures; the
end is 1 over a limit.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import figures
from figures import Figure, figure
from sheets_jobs import JOBS

SHEETS, ROUNDS, COLD_ROUNDS = 100, 5, 11
SCRIPTS = {"latin": 0.75, "arabic": 1.5, "devanagari": 1.5}
"""Limits of the ratio to plain platypus, where half of the text is in that script."""

WAIT_LIMIT_S = 0.1
"""For the preview after a choice, for the window beside a long layout, between two tellings."""

COLD_LIMIT, LONG_LIMIT_S, FILE_LIMIT_KB = 1.5, 2.0, 60
_LONG, _LONGER = 40_000, 500_000


def main() -> int:
    """Measure, or do one measured job."""
    parser = figures.parser(__doc__)
    parser.add_argument("--only", default="", metavar="WORD", help="figures of one kind only")
    parser.add_argument("--job", choices=JOBS, help=argparse.SUPPRESS)
    parser.add_argument("--script", default="latin", help=argparse.SUPPRESS)
    parser.add_argument("--count", type=int, default=SHEETS, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.job:
        return figures.tell(JOBS[options.job](options.script, options.count))
    with tempfile.TemporaryDirectory() as there:
        return figures.ended(_figures(Bench(Path(there)), options.only), options.json)


class Bench:
    """Runs jobs, each in a fresh process with cached bytecode."""

    def __init__(self, there: Path) -> None:
        self._environment = figures.as_installed(there)

    def run(self, job: str, script: str = "latin", count: int = 1) -> figures.Told:
        """What a job tells."""
        asked = ("--job", job, "--script", script, "--count", count)
        return figures.told_by(__file__, *asked, environment=self._environment)

    def rounds(
        self, jobs: tuple[str, ...], times: int, script: str = "latin", count: int = 1
    ) -> list[tuple[float, ...]]:
        """The CPU times of jobs that run in turn."""
        for job in jobs:
            self.run(job, script)
        return [tuple(self.run(job, script, count)["cpu"] for job in jobs) for _ in range(times)]


def _figures(bench: Bench, only: str) -> Iterator[Figure]:
    parts = {
        "amortised": _amortised,
        "cold": _cold,
        "kinds": _kinds,
        "long": _long,
        "chooser": _chooser,
    }
    for name, part in parts.items():
        if only in ("", name):
            yield from part(bench)


def _amortised(bench: Bench) -> Iterator[Figure]:
    for script, limit in SCRIPTS.items():
        rounds = bench.rounds(("ours", "plain", "typst"), ROUNDS, script, SHEETS)
        name = f"private brief, {script}"
        yield _ratio(f"{name}, ratio to platypus", rounds, 1, limit)
        yield _ratio(f"{name}, ratio to typst", rounds, 2, None)
        milliseconds = median(each[0] for each in rounds) * 1000 / SHEETS
        yield figure(f"{name}, ms a sheet", milliseconds, None)


def _cold(bench: Bench) -> Iterator[Figure]:
    rounds = bench.rounds(("first", "canvas", "platypus"), COLD_ROUNDS)
    yield _ratio("cold first sheet, ratio to importing reportlab's canvas", rounds, 1, COLD_LIMIT)
    yield _ratio("cold first sheet, ratio to importing reportlab.platypus", rounds, 2, None)
    yield figure("cold first sheet, seconds", median(each[0] for each in rounds), None)


def _kinds(bench: Bench) -> Iterator[Figure]:
    for name, value in bench.run("kinds", count=3).items():
        # A record is as long as what is kept, and has no limit.
        limited = name.endswith("kB") and not name.startswith("record")
        yield figure(f"sample notebook, {name}", value, FILE_LIMIT_KB if limited else None)


def _long(bench: Bench) -> Iterator[Figure]:
    for count, limit in ((_LONG, LONG_LIMIT_S), (_LONGER, None)):
        told = bench.run("long", count=count)
        limits = {"seconds": limit, "silence": WAIT_LIMIT_S}
        for name in ("seconds", "silence", "pages", "mb", "kb"):
            yield figure(f"{count:,} words in one note, {name}", told[name], limits.get(name))

        told = bench.run("beside", count=count)
        yield figure(f"{count:,} words, the window waits beside it", told["window"], WAIT_LIMIT_S)


def _chooser(bench: Bench) -> Iterator[Figure]:
    for choice, seconds in bench.run("chooser", count=2).items():
        yield figure(f"chooser, {choice} to preview, seconds", seconds, WAIT_LIMIT_S)


def _ratio(name: str, rounds: list[tuple[float, ...]], to: int, limit: float | None) -> Figure:
    pairs = [(each[0], each[to]) for each in rounds]
    return figure(name, median(a / b for a, b in pairs), limit, pairs)


if __name__ == "__main__":
    sys.exit(main())
