"""The child that looks, merges and takes back: lines in, lines out, and nothing left behind."""

import json
import shutil
import subprocess
from datetime import timedelta

import pytest

import make
from beforehand import paths
from beforehand.domain.counterparts import Counterpart
from beforehand.domain.errors import BeforehandError
from beforehand.domain.merged import Merged
from beforehand.domain.needs import Evidence, Need
from beforehand.store import backups, locking, merging_child, other
from beforehand.store.faults import Refused
from beforehand.store.merging_child import Look, TakenBack, Work
from beforehand.store.notebook import Notebook

PROGRAM = paths.program(paths.COPYING)


@pytest.fixture
def stick(notebook, now):
    """A copy with one more sign, on a stick."""
    notebook.save(*make.world(), now=now)
    folder = notebook.folder.with_name("stick")
    shutil.copytree(notebook.folder, folder)
    copy = Notebook.open(folder, now)
    copy.save(make.record(Evidence, text="left early"), now=now + timedelta(days=1))
    copy.close()
    return folder


def driven(job, shares=None):
    """Let the child do a job; hands back what it came to."""
    pipe = subprocess.PIPE
    with subprocess.Popen(PROGRAM, stdin=pipe, stdout=pipe, text=True) as child:
        answer = job.order
        while isinstance(answer, str | float):
            if isinstance(answer, str):
                print(answer, file=child.stdin, flush=True)
            elif shares is not None:
                shares.append(answer)
            answer = job.hear(child.stdout.readline())
    return answer


def work(notebook, now, **more):
    keys = (notebook.vault.key,)
    notebook.close()
    return Work(notebook.folder, keys, PROGRAM, now, **more)


def signs(folder, now):
    opened = Notebook.open(folder, now)
    found = opened[Evidence].count()
    opened.close()
    return found


def test_a_look_tells_what_would_come_while_the_notebook_stays_open(notebook, stick, now):
    shares = []
    merged = driven(Look(notebook, stick, now), shares)
    assert isinstance(merged, Merged)
    assert merged.came == (("evidence", 1),)
    assert shares[-1] == 1.0
    assert notebook[Evidence].count() == 1
    assert not list((notebook.folder / merging_child.PLACE).glob("*"))


def test_it_merges_what_was_let_go_and_takes_it_back(notebook, stick, now):
    shares = []
    merged = driven(work(notebook, now, named=stick), shares)
    assert merged.came == (("evidence", 1),)
    assert shares == sorted(shares)
    assert signs(notebook.folder, now) == 2
    (before,) = backups.found(backups.folder_of(notebook.folder))
    assert merged.backup == str(before.path)
    opened = Notebook.open(notebook.folder, now)
    back = driven(work(opened, now))
    assert isinstance(back, TakenBack)
    assert signs(notebook.folder, now) == 1


def test_what_is_told_survives_the_pipe():
    told = Merged(came=(("answers", 2),), quiet=3, strangers=True, backup="/x")
    line = json.loads(json.dumps(merging_child.asdict(told)))
    assert merging_child.read(line) == told


def test_a_passphrase_is_asked_for(notebook, stick, now):
    copy = Notebook.open(stick, now)
    locking.set_passphrase(copy, "quiet at the canal", make.CHEAP)
    copy.close()
    for words in (None, "wrong"):
        with pytest.raises(Refused) as told:
            driven(Look(notebook, stick, now, words))
        assert told.value.locked
    assert driven(Look(notebook, stick, now, "quiet at the canal")).came == (("evidence", 1),)


def test_itself_is_refused_though_a_copy_of_it_is_looked_at(notebook, now):
    with pytest.raises(Refused, match="the notebook itself"):
        driven(Look(notebook, notebook.folder, now))


@pytest.mark.parametrize("after", [1, 3, 30, 34])
def test_killed_in_the_middle_it_leaves_the_notebook_as_it_was(notebook, stick, now, after):
    copy = Notebook.open(stick, now)
    copy.save(*[make.record(Need, text=f"need {n}") for n in range(3000)], now=now)
    copy.close()
    job, heard = work(notebook, now, named=stick), 0
    pipe = subprocess.PIPE
    with subprocess.Popen(PROGRAM, stdin=pipe, stdout=pipe, text=True) as child:
        print(job.order, file=child.stdin, flush=True)
        while heard < after:
            assert isinstance(job.hear(child.stdout.readline()), float)
            heard += 1
        child.kill()
    with pytest.raises(BeforehandError, match="as it was"):
        job.hear("")
    opened = Notebook.open(notebook.folder, now)
    assert (opened[Evidence].count(), opened[Need].count()) == (1, 2)
    assert opened[Counterpart].count() == 1
    opened.close()
    assert not (notebook.folder / other.PLACE).exists()


def test_the_key_goes_through_the_pipe_only(notebook, stick, now):
    job = Look(notebook, stick, now)
    assert notebook.vault.key.key in job.order
    assert notebook.vault.key.key not in " ".join(PROGRAM)
    job.give_up()
