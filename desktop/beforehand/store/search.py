"""Search: everything that was written, found as one types.

A record is found when it has every word that was typed: a word between two blanks as a whole, the
last one also as a beginning. Earlier wordings and the trash are looked through too, and marked.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from heapq import merge
from itertools import islice
from typing import Any

from beforehand.domain.hits import Hit
from beforehand.store import index
from beforehand.store.asked import Asked
from beforehand.store.found import Spot, hits_at
from beforehand.store.notebook import Notebook
from beforehand.store.vault import Vault

RANKED, RANKED_FROM_LETTERS = 300, 3
"""How many of the newest are put in the order of how well they answer, and from which letter on."""

PAGE = 50

_ENDINGS = 8
"""Words up to which the index is asked for each word that begins so, and not for the beginning."""

_BEFORE_ALL_LETTERS = "!"

_AT_ONCE = 1_000
_LAST = 2**63 - 1
_NEWEST = """
    SELECT e.place, e.kind, e.record_id, e.body
    FROM search AS s CROSS JOIN search_entries AS e ON e.place = s.rowid
    WHERE search MATCH ? AND s.rowid < ? ORDER BY s.rowid DESC LIMIT ?
"""
_AT = """
    SELECT place, kind, record_id FROM search_entries
    WHERE place IN (SELECT value FROM json_each(?))
"""


def find(notebook: Notebook, typed: str) -> Iterator[Hit]:
    """All hits, each read when it is asked for: `islice(hits, 50)` for a page, again for the next.

    The newest first; from the third letter on the newest 300 stand in the order of how well they
    answer. Nothing typed that is a word gives no hit. BeforehandError if it is too long.
    """
    asked = Asked.of(typed)
    index.bring_up_to_date(notebook.vault)
    return _found(notebook.vault, asked)


class Ranking:
    """Puts all hits in the order of how well they answer, a slice at a time.

    All of it takes long where much is found: begin when nobody types, and drop it at the next key.
    """

    def __init__(self, notebook: Notebook, typed: str, at_once: int = _AT_ONCE) -> None:
        """BeforehandError if what was typed is too long."""
        self._vault, self._asked = notebook.vault, Asked.of(typed)
        index.bring_up_to_date(self._vault)
        self._score = self._asked.scorer() if self._asked.runs else None
        self._slices = _slices(self._vault, self._asked, _LAST, at_once)
        self._scored: list[list[tuple[float, int]]] = []

    @property
    def count(self) -> int:
        """How many records were found so far."""
        return sum(map(len, self._scored))

    def step(self) -> bool:
        """Rank one slice more; False once all are ranked."""
        rows = next(self._slices, None) if self._score else None
        if rows is None or self._score is None:
            return False
        # Sorted by slices, and merged as they are read: no one moment has to sort them all.
        score = self._score
        self._scored.append(sorted(((score(row[3]), row[0]) for row in rows), reverse=True))
        return True

    def hits(self) -> Iterator[Hit]:
        """All hits of the slices ranked so far, those that answer best first."""
        merged = (place for _, place in merge(*self._scored, reverse=True))
        while page := list(islice(merged, PAGE)):
            yield from _at_places(self._vault, self._asked, page)


def ranked(
    notebook: Notebook, typed: str, stop: Callable[[], bool] = lambda: False
) -> Iterator[Hit] | None:
    """All hits, those that answer best first; None as soon as `stop` says so."""
    ranking = Ranking(notebook, typed)
    while ranking.step():
        if stop():
            return None
    return ranking.hits()


def _found(vault: Vault, asked: Asked) -> Iterator[Hit]:
    last = _LAST
    if asked.letters >= RANKED_FROM_LETTERS:
        rows = next(_slices(vault, asked, _LAST, RANKED), [])
        last = rows[-1][0] if len(rows) == RANKED else -_LAST
        # The order of the newest stays among those that answer equally well.
        score = asked.scorer()
        rows.sort(key=lambda row: score(row[3]), reverse=True)
        for start in range(0, len(rows), PAGE):
            yield from hits_at(vault, [Spot(*row[:3]) for row in rows[start : start + PAGE]], asked)
    for rows in _slices(vault, asked, last, PAGE):
        yield from hits_at(vault, [Spot(*row[:3]) for row in rows], asked)


def _slices(vault: Vault, asked: Asked, before: int, size: int) -> Iterator[list[tuple[Any, ...]]]:
    """What is found from a place on backwards, so much at a time: place, kind, id and words."""
    matching = _matching(vault, asked)
    while matching and (rows := vault.read(_NEWEST, (matching, before, size))):
        before = rows[-1][0]
        yield rows


def _at_places(vault: Vault, asked: Asked, places: list[int]) -> Iterator[Hit]:
    for start in range(0, len(places), PAGE):
        page = places[start : start + PAGE]
        spots = {row[0]: Spot(*row) for row in vault.read(_AT, (json.dumps(page),))}
        yield from hits_at(vault, [spots[place] for place in page if place in spots], asked)


def _matching(vault: Vault, asked: Asked) -> str | None:
    """The question to FTS5, all words quoted; None if nothing can answer it."""
    if not asked.runs:
        return None
    *head, last = asked.runs[-1]
    endings = _endings(vault, last)
    if endings is None:
        closing = f"{_quoted(asked.runs[-1])} *"
    elif endings:
        closing = f"({' OR '.join(_quoted([*head, word]) for word in endings)})"
    else:
        return None
    return " AND ".join([*map(_quoted, asked.runs[:-1]), closing])


def _quoted(words: Sequence[str]) -> str:
    # Folded words hold no quotation mark: nothing typed can end the quotation.
    return f'"{" ".join(words)}"'


def _endings(vault: Vault, beginning: str) -> list[str] | None:
    """The words of the index that begin so; None if there are many, or a prefix index knows.

    For a beginning that no prefix index holds, FTS5 reads all places of all its words before the
    first answer; asked word by word it reads from the newest and stops.
    """
    if len(beginning) <= index.PREFIXES:
        return None
    index.open_terms(vault)
    words, found = list[str](), beginning
    while len(words) <= _ENDINGS:
        rows = vault.read("SELECT term FROM temp.search_terms WHERE term >= ? LIMIT 1", (found,))
        if not rows or not rows[0][0].startswith(beginning):
            return words
        words.append(rows[0][0])
        # Not "> word": FTS5 would step through all places of the word.
        found = words[-1] + _BEFORE_ALL_LETTERS
    return None
