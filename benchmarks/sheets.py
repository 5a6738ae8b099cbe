"""What a sheet costs: beside plain platypus with the same words and fonts, and cold.

Every measurement is a process of its own, so that neither side profits from the other's caches;
what is counted is its CPU time with all imports. `--json FILE` writes the figures; the end is 1
over a limit.
"""

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

SHEETS, PAIRS = 200, 3
LIMITS = {"private brief, ratio to plain platypus": 1.0, "cold first sheet, seconds": 0.6}


def ours(count: int) -> int:
    """Print briefs with Beforehand; how many pages they had."""
    from sheets_content import DRIVERS, PRINTED_ON, Maker

    from beforehand.sheets import private_sheet

    maker = Maker(1)
    sheets = (
        private_sheet(maker.brief(), printed_on=PRINTED_ON, drivers=DRIVERS) for _ in range(count)
    )
    return sum(sheet.pages for sheet in sheets)


def plain(count: int) -> int:
    """Print the same briefs with platypus."""
    from sheets_content import Maker
    from sheets_plain import Plain

    maker, page = Maker(1), Plain()
    return sum(page.sheet(maker.brief()).count(b"/Type /Page\n") for _ in range(count))


JOBS: dict[str, Callable[[int], int]] = {"ours": ours, "plain": plain}


def seconds(job: str, count: int) -> float:
    """The CPU time of a fresh process that prints so many sheets."""
    done = subprocess.run(
        [sys.executable, __file__, "--job", job, "--count", str(count)],
        check=True,
        capture_output=True,
        text=True,
    )
    return float(done.stdout)


def figures() -> list[dict[str, object]]:
    """Each figure with its limit and the pairs it was taken from."""
    pairs = [(seconds("ours", SHEETS), seconds("plain", SHEETS)) for _ in range(PAIRS)]
    ratio = min(pair[0] for pair in pairs) / min(pair[1] for pair in pairs)
    cold = [(seconds("ours", 1),) for _ in range(PAIRS)]
    values = (ratio, min(cold)[0])
    return [
        {"name": name, "value": round(value, 3), "limit": limit, "pairs": of}
        for (name, limit), value, of in zip(LIMITS.items(), values, (pairs, cold), strict=True)
    ]


def main() -> int:
    """Measure, or do one measured job."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--job", choices=JOBS)
    parser.add_argument("--count", type=int, default=SHEETS)
    options = parser.parse_args()
    if options.job:
        JOBS[options.job](options.count)
        print(time.process_time())
        return 0
    measured = figures()
    if options.json:
        options.json.write_text(json.dumps(measured, indent=2) + "\n", encoding="utf-8")
    for figure in measured:
        print(f"{figure['name']}: {figure['value']} (limit {figure['limit']})", figure["pairs"])
    return int(any(figure["value"] > figure["limit"] for figure in measured))


if __name__ == "__main__":
    sys.exit(main())
