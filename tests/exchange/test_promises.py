"""The commitments in a terminal."""

import json

import pytest

from beforehand import paths
from beforehand.domain.errors import BeforehandError
from beforehand.exchange.promises import promise_of, promises_as_json, promises_as_table
from beforehand.exchange.sample import fill_with_sample, slug_id
from beforehand.library import read_library
from beforehand.store.promises import open_commitments


@pytest.fixture
def lines(notebook, now):
    fill_with_sample(notebook, read_library(paths.resources()), now)
    return open_commitments(notebook, now.date())


def test_the_table_has_a_line_for_each_and_is_cut_to_the_terminal(lines):
    heads, *rows = promises_as_table(lines).splitlines()
    assert heads.split() == ["ID", "BY", "STATE", "WHO", "WHAT", "FROM"]
    assert len(rows) == len(lines) > 2
    assert "late" in promises_as_table(lines)
    assert max(map(len, promises_as_table(lines, 80).splitlines())) <= 80


def test_programs_read_it_as_json(lines):
    told = json.loads(promises_as_json(lines))
    assert len(told) == len(lines)
    valve = next(each for each in told if each["id"] == slug_id("promise-4-2"))
    assert (valve["state"], valve["mine"], valve["owner"]) == ("late", False, "Łucja Wrońska")


def test_without_commitments_it_says_so():
    assert promises_as_table([]) == "No commitments are open."
    assert promises_as_json([]) == "[]"


def test_one_is_found_by_the_beginning_of_its_id(lines):
    wanted = lines[0].commitment.id
    assert promise_of(lines, wanted[:10].upper()) == lines[0]
    for wrong in ("", "nothing"):
        with pytest.raises(BeforehandError, match="No open commitment"):
            promise_of(lines, wrong)
    with pytest.raises(BeforehandError, match="Several"):
        promise_of([lines[0], lines[0]], wanted)
