"""A counterpart with needs on both sides of the waterline, for tests of what shows them."""

from datetime import date, timedelta
from typing import Any

import make
from beforehand import paths
from beforehand.domain.counterparts import Counterpart, Pressure, SuccessMeasure
from beforehand.domain.needs import Evidence, Need, NeedLink, Standing
from beforehand.domain.record import Id, Record
from beforehand.library import read_library
from beforehand.store.notebook import Notebook
from beforehand.ui.desk import Desk

PRIYA = Id("priya")
ENGINEERS, SCOPE, CONSULTED = Id("engineers"), Id("scope"), Id("consulted")
RECOGNITION, FEAR, WORRY = Id("recognition"), Id("fear"), Id("worry")


def desk(notebook: Notebook) -> Desk:
    """A desk on the notebook of a test, with the shipped library and a clock that stands."""
    fill(notebook)
    return Desk(notebook, read_library(paths.resources()), clock=lambda: make.NOW)


def need(id_: Id, standing: Standing, text: str, **more: Any) -> Need:
    """A need of Priya's."""
    return Need(id=id_, counterpart_id=PRIYA, standing=standing, text=text, **more)


def fill(notebook: Notebook) -> None:
    """Save Priya and all that is around her."""
    stated, hidden = Standing.STATED, Standing.HIDDEN
    said = date(2026, 11, 2)
    signs = ("Said “once again it was us”", "Left when Tomás was praised", "Asked who presents it")
    records: list[Record] = [
        Counterpart(id=PRIYA, name="Priya Nair", role="Head of Product", team="Product"),
        need(ENGINEERS, stated, "Two engineers until launch", said_on=said),
        need(SCOPE, stated, "No change of scope before March", said_on=said),
        need(CONSULTED, Standing.KNOWN, "To be consulted before decisions", said_on=said),
        need(
            RECOGNITION,
            hidden,
            "Recognition for the migration",
            confidence=75,
            driver="recognition",
        ),
        need(FEAR, hidden, "Fear of a second slipped launch", confidence=55, driver="clarity"),
        need(WORRY, hidden, "Worried for two people", confidence=30),
        NeedLink(id=Id("link"), stated_id=ENGINEERS, hidden_id=RECOGNITION),
        *(Evidence(need_id=RECOGNITION, text=sign, seen_on=said) for sign in signs),
        SuccessMeasure(id=Id("measure"), counterpart_id=PRIYA, text="Launch date"),
        Pressure(
            id=Id("pressure"),
            counterpart_id=PRIYA,
            text="Board demo",
            source="the CEO",
            due=date(2026, 12, 3),
        ),
    ]
    for place, record in enumerate(records):
        notebook.save(record, now=make.NOW - timedelta(days=30, seconds=-place))
