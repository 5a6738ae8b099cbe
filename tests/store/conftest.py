"""What the tests of the store may ask for besides."""

import pytest

import make
from beforehand.domain.counterparts import Counterpart
from beforehand.store.notebook import Notebook


@pytest.fixture
def filled(folder, now):
    """A closed notebook with one person in it."""
    opened = Notebook.open(folder, now, create=True)
    opened.save(make.record(Counterpart, name="Priya"), now=now)
    opened.close()
    return folder


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    """One open notebook, with everything there can be in it, for all examples of a module."""
    opened = Notebook.open(tmp_path_factory.mktemp("one") / "n", make.NOW, create=True)
    opened.save(*make.world(), now=make.NOW, keep_times=True)
    yield opened
    opened.close()
