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
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from sheets_jobs import JOBS, Told

SHEETS, ROUNDS, COLD_ROUNDS = 100, 5, 11
SCRIPTS = {"latin": 0.75, "arabic": 1.5, "devanagari": 1.5}
"""Limits of the ratio to plain platypus, where half of the text is in that script."""

WAIT_LIMIT_S = 0.1
"""For the preview after a choice, for the window beside a long layout, between two tellings."""

COLD_LIMIT, LONG_LIMIT_S, FILE_LIMIT_KB = 1.5, 2.0, 60
_LONG, _LONGER = 40_000, 500_000

Figure = dict[str, object]


def main() -> int:
    """Measure, or do one measured job."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", type=Path, metavar="FILE")
    parser.add_argument("--only", default="", metavar="WORD", help="figures of one kind only")
    parser.add_argument("--job", choices=JOBS, help=argparse.SUPPRESS)
    parser.add_argument("--script", default="latin", help=argparse.SUPPRESS)
    parser.add_argument("--count", type=int, default=SHEETS, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.job:
        print(json.dumps(JOBS[options.job](options.script, options.count)))
        return 0
    with tempfile.TemporaryDirectory() as there:
        measured = list(_figures(Bench(Path(there)), options.only))
    if options.json:
        options.json.write_text(json.dumps(measured, indent=2) + "\n", encoding="utf-8")
    return int(any(_over(figure) for figure in measured))


class Bench:
    """Runs jobs, each in a fresh process with cached bytecode."""

    def __init__(self, there: Path) -> None:
        plain = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
        self._environment = {
            **plain,
            "PYTHONPYCACHEPREFIX": str(there / "bytecode"),
            "XDG_CACHE_HOME": str(there / "cache"),
            "QT_QPA_PLATFORM": "offscreen",
        }

    def run(self, job: str, script: str = "latin", count: int = 1) -> Told:
        """What a job tells."""
        command = [sys.executable, __file__, "--job", job, "--script", script]
        done = subprocess.run(
            [*command, "--count", str(count)],
            env=self._environment,
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        )
        told: Told = json.loads(done.stdout)
        return told

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
            for figure in part(bench):
                limit = figure["limit"]
                print(f"{figure['name']}: {figure['value']}", f"(limit {limit})" if limit else "")
                yield figure


def _amortised(bench: Bench) -> Iterator[Figure]:
    for script, limit in SCRIPTS.items():
        rounds = bench.rounds(("ours", "plain", "typst"), ROUNDS, script, SHEETS)
        name = f"private brief, {script}"
        yield _ratio(f"{name}, ratio to platypus", rounds, 1, limit)
        yield _ratio(f"{name}, ratio to typst", rounds, 2, None)
        milliseconds = median(each[0] for each in rounds) * 1000 / SHEETS
        yield _figure(f"{name}, ms a sheet", milliseconds, None)


def _cold(bench: Bench) -> Iterator[Figure]:
    rounds = bench.rounds(("first", "canvas", "platypus"), COLD_ROUNDS)
    yield _ratio("cold first sheet, ratio to importing reportlab's canvas", rounds, 1, COLD_LIMIT)
    yield _ratio("cold first sheet, ratio to importing reportlab.platypus", rounds, 2, None)
    yield _figure("cold first sheet, seconds", median(each[0] for each in rounds), None)


def _kinds(bench: Bench) -> Iterator[Figure]:
    for name, value in bench.run("kinds", count=3).items():
        # A record is as long as what is kept, and has no limit.
        limited = name.endswith("kB") and not name.startswith("record")
        yield _figure(f"sample notebook, {name}", value, FILE_LIMIT_KB if limited else None)


def _long(bench: Bench) -> Iterator[Figure]:
    for count, limit in ((_LONG, LONG_LIMIT_S), (_LONGER, None)):
        told = bench.run("long", count=count)
        limits = {"seconds": limit, "silence": WAIT_LIMIT_S}
        for name in ("seconds", "silence", "pages", "mb", "kb"):
            yield _figure(f"{count:,} words in one note, {name}", told[name], limits.get(name))

        told = bench.run("beside", count=count)
        yield _figure(f"{count:,} words, the window waits beside it", told["window"], WAIT_LIMIT_S)


def _chooser(bench: Bench) -> Iterator[Figure]:
    for choice, seconds in bench.run("chooser", count=2).items():
        yield _figure(f"chooser, {choice} to preview, seconds", seconds, WAIT_LIMIT_S)


def _ratio(name: str, rounds: list[tuple[float, ...]], to: int, limit: float | None) -> Figure:
    pairs = [(each[0], each[to]) for each in rounds]
    return {**_figure(name, median(a / b for a, b in pairs), limit), "pairs": pairs}


def _figure(name: str, value: float, limit: float | None) -> Figure:
    return {"name": name, "value": round(value, 3), "limit": limit, "pairs": []}


def _over(figure: Figure) -> bool:
    value, limit = figure["value"], figure["limit"]
    return isinstance(value, float) and isinstance(limit, float | int) and value > limit


if __name__ == "__main__":
    sys.exit(main())
