"""Work beside the interface: the newest request wins, and what is watched can be stopped."""

import gc
from threading import Event

import pytest

from beforehand.domain.errors import BeforehandError
from beforehand.sheets import StoppedError
from beforehand.ui.errands import Errand, Watch

pytestmark = pytest.mark.usefixtures("qapp")


def test_of_many_requests_the_newest_is_answered(qtbot) -> None:
    errand = Errand()
    seen: list[object] = []
    errand.done.connect(seen.append)
    with qtbot.wait_signal(errand.done):
        for number in range(50):
            errand.send(lambda number=number: number)
    assert seen == [49]
    assert not errand.busy


def test_a_fault_of_the_world_comes_back_as_it_was_raised(qtbot) -> None:
    def work() -> object:
        raise BeforehandError("The disk is full.")

    errand = Errand()
    with qtbot.wait_signal(errand.failed) as caught:
        errand.send(work)
    assert caught.args[0].sentence == "The disk is full."


def test_an_errand_that_is_gone_before_its_result_does_no_harm(qtbot) -> None:
    errand = Errand()
    done: list[int] = []
    errand.send(lambda: done.append(1))
    errand.deleteLater()
    del errand
    qtbot.wait_until(lambda: done == [1])


class Steps:
    """Work in a hundred steps that waits before a given one until it is let on."""

    def __init__(self, waits_at: int = 100) -> None:
        self.waits_at = waits_at
        self.reached, self.let_on = Event(), Event()
        self.told = 0

    def __call__(self, watch: Watch) -> object:
        for step in range(100):
            if step == self.waits_at:
                self.reached.set()
                assert self.let_on.wait(10)
            watch(step / 100)
            self.told += 1
        return self.told


def test_the_collector_waits_while_there_is_work_and_then_goes_on(qtbot) -> None:
    errand = Errand()
    assert gc.isenabled()
    with qtbot.wait_signal(errand.done) as came:
        errand.send(gc.isenabled)
    assert came.args == [False]
    assert gc.isenabled()


def test_watched_work_tells_how_far_it_is(qtbot) -> None:
    errand = Errand()
    shares: list[float] = []
    errand.progressed.connect(shares.append)
    with qtbot.wait_signal(errand.done) as came:
        errand.send_watched(Steps())
    assert came.args == [100]
    assert shares == sorted(shares)
    assert shares[-1] > 0.9


def test_stopped_work_ends_where_it_is_and_says_so(qtbot) -> None:
    errand, work = Errand(), Steps(waits_at=40)
    errand.send_watched(work)
    assert work.reached.wait(10)
    errand.stop()
    with qtbot.wait_signal(errand.failed) as caught:
        work.let_on.set()
    assert isinstance(caught.args[0], StoppedError)
    assert work.told == 40
    assert not errand.busy


def test_a_newer_request_stops_the_one_under_way(qtbot) -> None:
    errand, old = Errand(), Steps(waits_at=40)
    errand.send_watched(old)
    assert old.reached.wait(10)
    errand.send_watched(lambda _watch: "new")
    with qtbot.wait_signal(errand.done) as came:
        old.let_on.set()
    assert came.args == ["new"]
    assert old.told == 40


def test_after_a_stop_there_is_nothing_left_to_follow(qtbot) -> None:
    errand, work = Errand(), Steps(waits_at=1)
    errand.send_watched(work)
    assert work.reached.wait(10)
    errand.send_watched(lambda _watch: "waiting")
    errand.stop()
    with qtbot.wait_signal(errand.failed), qtbot.assert_not_emitted(errand.done):
        work.let_on.set()
