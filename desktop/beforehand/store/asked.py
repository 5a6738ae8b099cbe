"""What was typed into the search, as words; where they stand in a text, and how well it answers."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from beforehand.domain.errors import BeforehandError
from beforehand.store.shelf import clean
from beforehand.store.words import words_of

MOST_TYPED = 1_000
"""Characters that a search takes."""

Run = tuple[str, ...]


class Match(NamedTuple):
    """A run found in a text: which one, the number of its first word, and how many words it has."""

    run: int
    first: int
    length: int


@dataclass(frozen=True, slots=True)
class Asked:
    """The runs of words to be found, each typed between two blanks; the last is still being typed.

    `co-worker` is a run of two words, which must follow each other. The last word of the last run
    is also found as the beginning of a word.
    """

    runs: tuple[Run, ...]

    @classmethod
    def of(cls, typed: str) -> "Asked":
        """Read what was typed; nothing in it is syntax. BeforehandError if it is too long."""
        if len(typed) > MOST_TYPED:
            raise BeforehandError(
                f"A search takes up to {MOST_TYPED:,} characters, and this is longer.",
                "Search for a few of its words.",
            )
        runs = [run for piece in clean(typed).split() if (run := tuple(words_of(piece)))]
        return cls((*dict.fromkeys(runs[:-1]), *runs[-1:]))

    @property
    def letters(self) -> int:
        """How many letters were typed."""
        return sum(len(word) for run in self.runs for word in run)

    def count_in(self, body: str) -> int:
        """How many runs are in a body: words between blanks, with a blank at either end."""
        last = " ".join(self.runs[-1])
        return sum(f" {' '.join(run)} " in body for run in self.runs[:-1]) + (f" {last}" in body)

    def matches(self, words: Sequence[str]) -> list[Match]:
        """Where the runs stand among the words of a text, in order; the longest at each place."""
        begun = self.runs[-1][0] if len(self.runs[-1]) == 1 else None
        firsts: dict[str, list[int]] = {}
        for number, run in enumerate(self.runs):
            firsts.setdefault(run[0], []).append(number)
        found = []
        for place, word in enumerate(words):
            if word in firsts:
                found += self._longest(words, place, firsts[word])
            elif begun and word.startswith(begun):
                found.append(Match(len(self.runs) - 1, place, 1))
        return found

    def scorer(self) -> Callable[[str], float]:
        """Tells how well a body answers: often, in few words, to the end, side by side.

        Each run adds up to 1, the less the more other words there are, as in BM25; what only
        begins like the last word counts half; all words side by side add 1.
        """
        texts = [" ".join(run) for run in self.runs]
        wholes = [f" {text} " for text in texts]
        begun, together = f" {texts[-1]}", f" {' '.join(texts)}"
        several = len(texts) > 1

        def score(body: str) -> float:
            body = f" {body} "
            ease = 0.5 + body.count(" ") / 40
            found = float(several and together in body)
            for whole in wholes[:-1]:
                found += body.count(whole) / (body.count(whole) + ease)
            often = (body.count(begun) + body.count(wholes[-1])) / 2
            return found + often / (often + ease)

        return score

    def _longest(self, words: Sequence[str], place: int, numbers: list[int]) -> list[Match]:
        here = [n for n in numbers if len(self.runs[n]) == 1 or self._is_at(words, place, n)]
        longest = max(here, key=lambda number: len(self.runs[number]), default=None)
        return [] if longest is None else [Match(longest, place, len(self.runs[longest]))]

    def _is_at(self, words: Sequence[str], place: int, number: int) -> bool:
        run = self.runs[number]
        here = tuple(words[place : place + len(run)])
        begun = number == len(self.runs) - 1 and len(here) == len(run) and here[:-1] == run[:-1]
        return here == run or (begun and here[-1].startswith(run[-1]))


def one_line(text: str) -> str:
    """The text with a blank in the place of each break; as long as before."""
    return re.sub(r"\s", " ", text)
