"""What looking back costs in a notebook of many years: the timeline, next time, journal, trash.

CPU time of the best of several rounds for the busiest counterpart, warm. `--json FILE` writes the
figures; the end is 1 over a limit.
"""

import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import figures
from figures import NOW, Figure, figure
from large_content import COUNTERPARTS, NOTES, fill

from beforehand.domain.conversations import Conversation, Participant
from beforehand.domain.record import Id
from beforehand.store.journal import Asked, a_year_ago, journal
from beforehand.store.look_back import look_back
from beforehand.store.next_time import next_time
from beforehand.store.notebook import Notebook
from beforehand.store.promises import due, with_counterpart
from beforehand.store.timeline import Dated, alignment_series, timeline
from beforehand.store.trash import trash, what_goes

ROUNDS = 9
FRAME_MS, SCREEN_MS = 16, 100

Jobs = dict[str, tuple[int, Callable[[], object]]]


def jobs(notebook: Notebook) -> Jobs:
    """What is measured, by name, each with its limit."""
    met = Counter(each.counterpart_id for each in notebook[Participant].find())
    person = met.most_common(1)[0][0]
    today, second = NOW.date(), timeline(notebook, person).following
    talk = notebook[Participant].find(counterpart_id=person, limit=1)[0].conversation_id
    return {
        "a page of the timeline": (FRAME_MS, lambda: timeline(notebook, person)),
        "the next page": (FRAME_MS, lambda: timeline(notebook, person, after=second)),
        "only its evidence": (
            FRAME_MS,
            lambda: timeline(notebook, person, kinds={Dated.EVIDENCE}),
        ),
        "the alignment series": (FRAME_MS, lambda: alignment_series(notebook, person)),
        "what is due": (FRAME_MS, lambda: due(notebook, today)),
        "commitments with one": (FRAME_MS, lambda: with_counterpart(notebook, person, today)),
        "a debrief opens": (FRAME_MS, lambda: look_back(notebook, talk)),
        "next time": (SCREEN_MS, lambda: next_time(notebook, person, today)),
        "a page of the journal": (SCREEN_MS, lambda: journal(notebook)),
        "the journal of one": (SCREEN_MS, lambda: journal(notebook, Asked(counterpart_id=person))),
        "a year ago": (SCREEN_MS, lambda: a_year_ago(notebook, NOW)),
        "the trash": (SCREEN_MS, lambda: trash(notebook, NOW)),
        "what would go": (FRAME_MS, lambda: what_goes(notebook, _talk(notebook, talk))),
    }


def measured(name: str, limit: int, job: Callable[[], object]) -> Figure:
    """One figure: milliseconds of CPU time, the best of several rounds."""
    rounds = []
    for _ in range(ROUNDS):
        before = time.process_time()
        job()
        rounds.append(round((time.process_time() - before) * 1000, 2))
    return figure(f"{name}, ms", min(rounds), limit, rounds)


def main() -> int:
    """Make the notebook, measure, tell."""
    parser = figures.parser(__doc__)
    parser.add_argument("--notes", type=int, default=NOTES)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        notebook = Notebook.open(Path(temporary) / "notebook", NOW, create=True)
        fill(notebook, COUNTERPARTS, options.notes, NOW)
        found = (measured(name, *job) for name, job in jobs(notebook).items())
        result = figures.ended(found, options.json)
        notebook.close()
    return result


def _talk(notebook: Notebook, id_: Id) -> Conversation:
    found = notebook[Conversation].get(id_)
    assert found is not None
    return found


if __name__ == "__main__":
    sys.exit(main())
