"""Copies of the sample notebook, and making one the person's own."""

from datetime import datetime
from pathlib import Path

from beforehand import paths
from beforehand.domain.errors import BeforehandError
from beforehand.domain.kinds import KINDS
from beforehand.exchange.sample import write_sample
from beforehand.library import default_library
from beforehand.store.notebook import Notebook


def todays_copy(now: datetime) -> Path:
    """The folder of the sample as it is told today; made if it is not there yet.

    Yesterday's copy stays, in case somebody wrote in it.
    """
    folder = paths.default_notebook().parent / "samples" / f"{now:%Y-%m-%d}"
    if not folder.exists():
        folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_sample(folder, default_library(), now)
    return folder


def keep(sample: Notebook, folder: Path, now: datetime) -> None:
    """Copy everything into the person's own notebook; refused if something stands in it."""
    own = Notebook.open(folder, now, create=True)
    try:
        if any(own[kind].find(trashed=None, limit=1) for kind in KINDS):
            raise BeforehandError(
                "Your own notebook is not empty, so the sample was not copied into it.",
                "The sample stays where it is; open your own notebook to go on there.",
            )
        with own.transaction():
            for kind in KINDS:
                own.save(*sample[kind].find(trashed=None), now=now, keep_times=True)
    finally:
        own.close()
