"""Whoever is erased or reported on is found in a notebook in whatever form they are named."""

import pytest

import make
from beforehand.domain.conversations import Answer
from beforehand.domain.counterparts import Counterpart
from beforehand.domain.record import Id
from beforehand.store.mentions import mentions
from beforehand.store.notebook import Notebook
from domain.test_name_forms import FORMS


@pytest.mark.parametrize("name", FORMS)
def test_what_a_sheet_hides_is_found_where_somebody_is_erased(
    notebook: Notebook, name: str
) -> None:
    talk = make.talk_with(notebook, "Zan Quuxfield", now=make.NOW)
    person = make.record(Counterpart, name=name)
    forms = FORMS[name].split()
    answers = [
        make.record(
            Answer,
            id=Id(f"answer-{number}"),
            conversation_id=talk.id,
            text=f"so {form} wants",
        )
        for number, form in enumerate(forms)
    ]
    notebook.save(person, *answers, now=make.NOW)
    kept = {Counterpart: frozenset({person.id})}
    found = {each.record.id for each in mentions(notebook, person, kept)}
    assert [form for form, each in zip(forms, answers, strict=True) if each.id not in found] == []
