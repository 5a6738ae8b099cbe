"""What each key typed into the search costs, beside two plain ways, and what a save costs more.

CPU time per key, letter by letter, best of several: the first 50 results with the words around
them, folding and encryption included. `--json FILE` writes the figures; the end is 1 over a limit.
`--million` measures a notebook of 1,000,000 notes too, which takes some minutes and has no limit.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import chain, islice
from pathlib import Path

import figures
from figures import NOW, Figure, figure
from search_content import fill, queries

from beforehand.domain.kinds import KINDS
from beforehand.domain.needs import Evidence, Need
from beforehand.domain.record import Record
from beforehand.store.index import written_fields
from beforehand.store.notebook import Notebook
from beforehand.store.search import find

NOTES, MILLION, PER_COUNTERPART = 100_000, 1_000_000, 20
QUERIES, PLAIN_QUERIES, ROUNDS, SAVES = 60, 6, 3, 150
LIMIT_MS, SAVE_LIMIT_MS = 8.0, 0.5
FIRST = 50


def keys(asked: list[str]) -> Iterator[str]:
    """Everything that stands in the field while these are typed."""
    for words in asked:
        for end in range(1, len(words) + 1):
            if not words[:end].endswith(" "):
                yield words[:end]


def per_key(typed: list[str], search: Callable[[str], object], rounds: int) -> list[float]:
    """Milliseconds of CPU time for each key, the best of so many rounds after a first one."""
    best = [float("inf")] * len(typed)
    for turn in range(rounds + 1):
        for place, words in enumerate(typed):
            before = time.process_time()
            search(words)
            spent = (time.process_time() - before) * 1000
            best[place] = min(best[place], spent) if turn else best[place]
    return best


def ours(notebook: Notebook) -> Callable[[str], object]:
    """The search as the window and the terminal use it."""
    return lambda words: list(islice(find(notebook, words), FIRST))


def like(notebook: Notebook) -> Callable[[str], object]:
    """A scan with LIKE through every field that somebody writes in, without folding."""
    tables = [(kind.kind, written_fields(kind)) for kind in KINDS if written_fields(kind)]
    each = " UNION ALL ".join(
        f"SELECT updated_at, {' || char(10) || '.join(names)} AS text FROM {table}"
        for table, names in tables
    )

    def search(words: str) -> object:
        where = " AND ".join("text LIKE ?" for _ in words.split())
        sql = f"SELECT text FROM ({each}) WHERE {where} ORDER BY updated_at DESC LIMIT {FIRST}"
        return notebook.vault.read(sql, [f"%{word}%" for word in words.split()])

    return search


def plain_fts(notebook: Notebook) -> Callable[[str], object]:
    """FTS5 as it comes, over the same texts: ranked by bm25, with its own snippets."""
    with notebook.transaction():
        notebook.vault.write("CREATE VIRTUAL TABLE plain USING fts5 (text)")
        for kind in KINDS:
            if names := written_fields(kind):
                texts = " || char(10) || ".join(names)
                notebook.vault.write(f"INSERT INTO plain SELECT {texts} FROM {kind.kind}")

    def search(words: str) -> object:
        match = " AND ".join(f'"{word}"' for word in words.split()) + " *"
        sql = "SELECT snippet(plain, 0, '[', ']', '…', 20) FROM plain WHERE plain MATCH ?"
        return notebook.vault.read(f"{sql} ORDER BY rank LIMIT {FIRST}", (match,))

    return search


def p95(values: list[float]) -> float:
    """The 95th percentile."""
    return sorted(values)[int(len(values) * 0.95)]


def searching(notebook: Notebook, notes: int, limit: float | None) -> Iterator[Figure]:
    """What a key costs, ours and the two plain ways, letter by letter through the same words."""
    asked = queries(notebook, QUERIES)
    typed, some = list(keys(asked)), list(keys(asked[:PLAIN_QUERIES]))
    told = f"at {notes:,} notes, ms"
    spent = per_key(typed, ours(notebook), ROUNDS)
    yield figure(f"a key {told}, 95th percentile", p95(spent), limit, [len(typed)])
    yield figure(f"a key {told}, median", statistics.median(spent), None, [len(typed)])
    yield figure(f"a key {told}, slowest", max(spent), None, [typed[spent.index(max(spent))]])
    ours_some = per_key(some, ours(notebook), 1)
    for name, way in (("LIKE scan", like(notebook)), ("plain ranked FTS5", plain_fts(notebook))):
        spent = per_key(some, way, 1)
        pairs = [(round(p95(ours_some), 2), round(p95(spent), 2))]
        yield figure(f"{name}, a key {told}, 95th percentile", p95(spent), None, pairs)


def saving(notebook: Notebook) -> Iterator[Figure]:
    """What the index adds to a save, each pair in one run."""
    needs = notebook[Need].find(limit=2 * SAVES)
    jobs: dict[str, Callable[[int], Record]] = {
        "a new note": lambda n: Evidence(need_id=needs[n].id, text="seen on Monday, twelve " * 3),
        "an edited need": lambda n: replace(needs[n], text=f"{needs[n].text} {n}"),
    }
    for name, make in jobs.items():
        with_, without = list[float](), list[float]()
        for number in range(2 * SAVES):
            indexed = number % 2 == 0
            (with_ if indexed else without).append(saved(notebook, make(number), number, indexed))
        pair = [round(statistics.median(with_), 3), round(statistics.median(without), 3)]
        yield figure(f"index: added to saving {name}, ms", pair[0] - pair[1], SAVE_LIMIT_MS, [pair])


def saved(notebook: Notebook, record: Record, second: int, indexed: bool) -> float:
    """Milliseconds of CPU time of one save."""
    job = notebook.vault.before_commit
    if not indexed:
        notebook.vault.before_commit = None
    before = time.process_time()
    notebook.save(record, now=NOW + timedelta(seconds=second))
    spent = (time.process_time() - before) * 1000
    notebook.vault.before_commit = job
    with notebook.transaction():
        """What was left out of the index is put in, or the next save would pay for it."""
    return spent


def measured(folder: Path, notes: int, *, limited: bool) -> Iterator[Figure]:
    """Each figure of a notebook of that size with its limit."""
    notebook = Notebook.open(folder, NOW, create=True)
    before = time.process_time()
    fill(notebook, notes // PER_COUNTERPART, notes, NOW)
    print(f"filled in {time.process_time() - before:.0f} s", file=sys.stderr)
    yield from searching(notebook, notes, LIMIT_MS if limited else None)
    if limited:
        yield from saving(notebook)
    notebook.close()


def main() -> int:
    """Make the notebooks, measure, tell."""
    parser = figures.parser(__doc__)
    parser.add_argument("--notes", type=int, default=NOTES)
    parser.add_argument("--million", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        found = measured(Path(temporary) / "usual", options.notes, limited=True)
        if options.million:
            found = chain(found, measured(Path(temporary) / "million", MILLION, limited=False))
        return figures.ended(found, options.json, beside="pairs")


if __name__ == "__main__":
    sys.exit(main())
