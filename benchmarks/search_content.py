"""A notebook of many years in which words are as rare and as common as in real notes."""

from datetime import datetime
from itertools import accumulate, product
from random import Random

from large_content import Years, batches, tidied

from beforehand.domain.needs import Evidence, Need
from beforehand.store.notebook import Notebook

WORDS = 20_000
SHARE_OF_COMMON = 0.6
"""How many of the words written are among the few that everybody uses."""

_STARTS = "b br c ch d f fl g gr h k l m n p pl r s st t tr v w ł š é 資".split()  # noqa: SIM905
_MIDDLES = "a e i o u ai ea io ö".split()  # noqa: SIM905
_ENDS = "n r l t nd st ng ck m ss x te".split()  # noqa: SIM905


class Wordy(Years):
    """Years with a long tail of rare words, Zipf's way, beside the common ones."""

    def __init__(self, counterparts: int, now: datetime, seed: int = 1) -> None:
        super().__init__(counterparts, now, seed)
        self._own = Random(seed)
        syllables = ["".join(parts) for parts in product(_STARTS, _MIDDLES, _ENDS)]
        self._tail = ["".join(self._own.sample(syllables, 2)) for _ in range(WORDS)]
        self._weights = list(accumulate(1 / rank for rank in range(1, WORDS + 1)))

    def _words(self, count: int) -> str:
        common = super()._words(count).lower().split()
        rare = self._own.choices(self._tail, cum_weights=self._weights, k=count)
        mixed = (
            one if self._own.random() < SHARE_OF_COMMON else other
            for one, other in zip(common, rare, strict=True)
        )
        return " ".join(mixed).capitalize()


def fill(notebook: Notebook, counterparts: int, notes: int, now: datetime) -> None:
    """Fill a notebook, and do the index's housekeeping as it is done when nobody types."""
    for batch in batches(Wordy(counterparts, now).records(notes)):
        notebook.save(*batch, now=now, keep_times=True)
    tidied(notebook)


def queries(notebook: Notebook, count: int, seed: int = 2) -> list[str]:
    """What somebody looks for: words of their own notes, one or two that were written together."""
    chance = Random(seed)
    notes = [*notebook[Evidence].find(limit=4000), *notebook[Need].find(limit=4000)]
    texts = [note.text.split() for note in chance.sample(notes, count)]
    return [" ".join(chance.sample(words, 1 + place % 2)) for place, words in enumerate(texts)]
