"""What every measurement has in common: a job in a process of its own, figures, limits, the end.

A figure has a name, a value, a limit (or none) and the pairs or rounds that it was taken from. Its
value may be the limit at most; where the name says "at least", it may not be less.
"""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

NOW = datetime(2026, 11, 19, 9, 30, tzinfo=UTC)

Figure = dict[str, Any]
Told = dict[str, float]
"""What a job tells, numbers by name."""

_CLOCKS = ("cpu", "wall")


def parser(words: str | None) -> argparse.ArgumentParser:
    """What every measurement can be asked; `words` are its own description."""
    asked = argparse.ArgumentParser(description=words)
    asked.add_argument("--json", type=Path, metavar="FILE", help="write the figures there, too")
    return asked


def told_by(
    script: str,
    *arguments: object,
    environment: Mapping[str, str] | None = None,
    quiet: bool = False,
) -> Told:
    """What a job tells that runs in a process of its own; `quiet`: not what it complains of."""
    command = [sys.executable, script, *map(str, arguments)]
    complaints = subprocess.DEVNULL if quiet else None
    done = subprocess.run(
        command, env=environment, check=True, stdout=subprocess.PIPE, stderr=complaints, text=True
    )
    told: Told = json.loads(done.stdout)
    return told


def tell(told: Told) -> int:
    """In that process: what was found. It ends well."""
    print(json.dumps(told), flush=True)
    return 0


def as_installed(there: Path) -> dict[str, str]:
    """Bytecode is cached as in any installation; nothing of this account is read or written."""
    plain = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    homes = {f"XDG_{kind}_HOME": str(there / kind) for kind in ("DATA", "CONFIG", "CACHE")}
    return {
        **plain,
        **homes,
        "LOCALAPPDATA": str(there / "DATA"),
        "PYTHONPYCACHEPREFIX": str(there / "bytecode"),
        "QT_QPA_PLATFORM": "offscreen",
    }


def figure(name: str, value: float, limit: float | None, pairs: Sequence[Any] = ()) -> Figure:
    """One figure as it is written down."""
    return {"name": name, "value": round(value, 4), "limit": limit, "pairs": [*pairs]}


def of_rounds(  # noqa: PLR0913 - a row of a table of what is told
    name: str,
    key: str,
    limit: float | None,
    told: Sequence[Told],
    *,
    times: float = 1,
    chosen: Callable[[Iterable[float]], float] = min,
) -> Figure:
    """The best of what was told each time; a time stands beside it by both clocks.

    `times` is how many of the figure's units are in one that was told, `chosen` another of them
    than the best.
    """
    keys = _CLOCKS if key in _CLOCKS else (key,)
    pairs = [[round(each[one] * times, 4) for one in keys] for each in told]
    return figure(name, chosen(each[key] * times for each in told), limit, pairs)


def ended(measured: Iterable[Figure], file: Path | None, beside: str = "") -> int:
    """Show each figure as soon as it is there, and write them; 1 if a limit is missed.

    `beside` is what is shown of a figure beside its value and limit.
    """
    figures = [_shown(each, beside) for each in measured]
    if file:
        file.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    return int(any(map(_missed, figures)))


def _shown(told: Figure, beside: str) -> Figure:
    limit = "" if told["limit"] is None else f"(limit {told['limit']})"
    print(f"{told['name']}: {told['value']}", limit, told.get(beside, ""), flush=True)
    return told


def _missed(told: Figure) -> bool:
    value, limit = told["value"], told["limit"]
    if limit is None:
        return False
    return bool(value < limit if "at least" in told["name"] else value > limit)
