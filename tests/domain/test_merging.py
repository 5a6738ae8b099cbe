"""Two or three copies of a notebook made one: it does not matter who merges, nor how often."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

import make
from beforehand.domain.conversations import Answer, Conversation, EarlierWording
from beforehand.domain.counterparts import Counterpart
from beforehand.domain.merged import Merged, told
from beforehand.domain.merging import ERASED, PARENTS, Union, key_of, newer, united
from beforehand.domain.needs import Evidence, Need, Standing
from beforehand.domain.record import Id, Record
from beforehand.domain.superseded import Superseded

START = datetime(2026, 1, 1, tzinfo=UTC)


class Copy:
    """A copy of a notebook as the domain sees it: records, graves, and what is the same."""

    def __init__(self, records=(), graves=(), same=()):
        self.records = {key_of(each): each for each in records}
        self.graves = dict(graves)
        self.same = dict(same)

    def also(self):
        return Copy(self.records.values(), self.graves, self.same)

    def put(self, *records):
        self.records |= {key_of(each): each for each in records}
        return self

    def delete(self, key):
        """For good, with all that hangs on it."""
        gone = self.records.pop(key, None)
        if gone is None:
            return
        self.graves[gone.id] = max(gone.updated_at, self.graves.get(gone.id, START))
        for below in [*self.records.values()]:
            named = {getattr(below, name, None) for name, _ in PARENTS}
            if gone.id in named or getattr(below, "record_id", None) == gone.id:
                self.delete(key_of(below))

    def with_(self, other):
        """What this copy is once the other one was merged into it."""
        graves = {
            id_: max(self.graves.get(id_, START), other.graves.get(id_, START))
            for id_ in self.graves | other.graves
        }
        union = united(
            self.records.values(),
            other.records.values(),
            same={**other.same, **self.same},
            buried=lambda record: graves.get(record.id),
        )
        return Copy(union.records.values(), graves, union.same)

    def __eq__(self, other):
        return (self.records, self.graves, self.same) == (other.records, other.graves, other.same)

    def __hash__(self):
        return 0

    def __repr__(self):
        return f"Copy({[*self.records.values()]}, {self.graves}, {self.same})"


def at(minute):
    return START + timedelta(minutes=minute)


def stamped(record, minute):
    return replace(record, created_at=at(0), updated_at=at(minute))


def person(name="Priya", minute=1, id_="p1"):
    return stamped(make.record(Counterpart, id=Id(id_), name=name), minute)


def talk(issue="dates", minute=1, id_="t1"):
    return stamped(make.record(Conversation, id=Id(id_), issue=issue), minute)


def answer(text, minute=1, id_="a1", question="q1"):
    made = make.record(
        Answer, id=Id(id_), conversation_id=Id("t1"), question_id=Id(question), text=text
    )
    return stamped(made, minute)


def need(text="rest", minute=1, id_="n1", talk_id="t1"):
    made = make.record(
        Need,
        id=Id(id_),
        counterpart_id=Id("p1"),
        conversation_id=Id(talk_id) if talk_id else None,
        standing=Standing.HIDDEN,
        text=text,
    )
    return stamped(made, minute)


def sign(text="sighed", minute=1, id_="e1"):
    return stamped(make.record(Evidence, id=Id(id_), need_id=Id("n1"), text=text), minute)


def base():
    return Copy([person(), talk(), answer("calm"), need(), sign()])


WORDS = st.sampled_from(["calm", "rest", "a date", "less", ""])
MINUTES = st.integers(2, 9)
CHANGES = st.one_of(
    st.builds(person, WORDS, MINUTES),
    st.builds(talk, WORDS, MINUTES),
    st.builds(answer, WORDS, MINUTES),
    st.builds(answer, WORDS, MINUTES, st.sampled_from(["x", "y", "z"]), st.just("q2")),
    st.builds(need, WORDS, MINUTES, st.sampled_from(["n1", "n2"])),
    st.builds(sign, WORDS, MINUTES, st.sampled_from(["e1", "e2"])),
    st.sampled_from([("evidence", "e1"), ("answers", "a1"), ("needs", "n1"), ("needs", "n2")]),
)
STEPS = st.lists(CHANGES, max_size=5)
NO_DELETIONS = st.lists(CHANGES.filter(lambda each: isinstance(each, Record)), max_size=5)


def edited(copy, steps):
    copy = copy.also()
    for each in steps:
        if isinstance(each, tuple):
            copy.delete(each)
        elif _stands(copy, each) and _has_room(copy, each):
            before = copy.records.get(key_of(each))
            # The clock of one machine goes forward, also after a deletion.
            least = max(before.updated_at if before else START, copy.graves.get(each.id, START))
            if each.updated_at > least:
                copy.put(each)
    return copy


def _stands(copy, record):
    return all(
        (kind.kind, named) in copy.records
        for name, kind in PARENTS
        if (named := getattr(record, name, None))
    )


def _has_room(copy, record):
    """One machine answers a question once."""
    return not isinstance(record, Answer) or all(
        each.id == record.id
        for each in copy.records.values()
        if isinstance(each, Answer) and each.question_id == record.question_id
    )


def whole(copy: Copy) -> bool:
    return all(_stands(copy, each) for each in copy.records.values())


@settings(max_examples=300)
@given(STEPS, STEPS)
def test_who_merges_whom_makes_no_difference_and_every_reference_leads_somewhere(one, two):
    a, b = edited(base(), one), edited(base(), two)
    assert a.with_(b) == b.with_(a)
    assert whole(a.with_(b))


@settings(max_examples=300)
@given(STEPS, STEPS)
def test_merging_twice_changes_nothing(one, two):
    a, b = edited(base(), one), edited(base(), two)
    once = a.with_(b)
    assert once.with_(b) == once
    assert once.with_(a) == once
    assert once.with_(once) == once
    assert b.with_(once) == once


@settings(max_examples=300)
@given(NO_DELETIONS, NO_DELETIONS, NO_DELETIONS)
def test_three_copies_come_to_the_same_in_any_order(one, two, three):
    a, b, c = (edited(base(), steps) for steps in (one, two, three))
    assert a.with_(b).with_(c) == a.with_(b.with_(c)) == c.with_(a).with_(b)


def not_deleted(copy: Copy):
    """What is no history and nobody ever deleted for good."""
    history = ("earlier_wordings", "earlier_versions")
    kept = copy.records.items()
    return {key: each for key, each in kept if each.id not in copy.graves and key[0] not in history}


@settings(max_examples=300)
@given(STEPS, STEPS, STEPS)
def test_with_deletions_too_three_copies_agree_on_all_that_nobody_deleted(one, two, three):
    a, b, c = (edited(base(), steps) for steps in (one, two, three))
    first, *others = a.with_(b).with_(c), a.with_(b.with_(c)), c.with_(a).with_(b)
    for each in others:
        assert each.graves == first.graves
        assert not_deleted(each).keys() == not_deleted(first).keys()
        assert whole(each)


def test_in_one_corner_the_order_decides_whether_something_deleted_comes_back_and_more_is_kept():
    a, b = base(), base().put(sign("new", 4, "e2"))
    a.delete(("needs", "n1"))
    c = b.also().put(need("other", 2, "n2"), replace(sign("new", 6, "e2"), need_id=Id("n2")))
    # It was shown again, so it does not vanish for the sake of what a third copy has moved.
    assert ("needs", "n1") in a.with_(b).with_(c).records
    assert ("needs", "n1") not in a.with_(b.with_(c)).records
    for both in (a.with_(b).with_(c), a.with_(b.with_(c))):
        assert both.records["evidence", "e2"].need_id == "n2"


@settings(max_examples=300)
@given(STEPS, STEPS)
def test_no_words_are_lost_but_those_deleted_for_good(one, two):
    a, b = edited(base(), one), edited(base(), two)
    both = a.with_(b)
    kept = str([*both.records.values()])
    gone = {*both.graves}
    for record in (*a.records.values(), *b.records.values()):
        for name in ("text", "issue", "name"):
            if record.id not in gone and both.same.get(record.id, record.id) not in gone:
                assert getattr(record, name, "") in kept


@settings(max_examples=200)
@given(NO_DELETIONS, NO_DELETIONS)
def test_a_question_has_one_answer_afterwards(one, two):
    both = edited(base(), one).with_(edited(base(), two))
    asked = [each.question_id for each in both.records.values() if isinstance(each, Answer)]
    assert len(asked) == len(set(asked))


def test_two_answers_to_one_question_are_one_and_three_as_well():
    a, b, c = (base().put(answer(id_, n, id_, "q2")) for n, id_ in enumerate("zxy", 2))
    both = a.with_(b).with_(c)
    assert both == a.with_(b.with_(c))
    assert both.records["answers", "x"].text == "y"
    assert ("answers", "z") not in both.records
    earlier = {e.text for e in both.records.values() if isinstance(e, EarlierWording)}
    assert earlier == {"x", "z"}


def test_what_came_back_lives_by_itself_from_then_on():
    a, b = base(), base().put(sign("new", 5, "e2"))
    a.delete(("needs", "n1"))
    back = a.with_(b)
    assert ("needs", "n1") in back.records
    back.delete(("evidence", "e2"))
    assert ("needs", "n1") in back.with_(b).records
    assert ("evidence", "e2") not in back.with_(b).records


def test_a_need_outlives_the_conversation_that_was_deleted():
    a, b = base(), base().put(need("a month", 6))
    a.put(need(minute=3, talk_id=""))
    a.delete(("conversations", "t1"))
    both = a.with_(b)
    assert ("conversations", "t1") not in both.records
    assert both.records["needs", "n1"].conversation_id is None
    assert both.records["needs", "n1"].text == "a month"
    assert both == b.with_(a) == both.with_(b)


def test_history_brings_nothing_back():
    later = stamped(make.record(EarlierWording, id=Id("w1"), answer_id=Id("a1"), text="once"), 7)
    a, b = base(), base().put(later)
    a.delete(("answers", "a1"))
    both = a.with_(b)
    assert ("answers", "a1") not in both.records
    assert ("earlier_wordings", "w1") not in both.records


def test_with_who_was_erased_goes_what_was_written_since():
    a, b = base(), base().put(person("Quetzal", 8), need("new", 8, "n2"))
    a.delete(("counterparts", "p1"))
    a.graves[Id("p1")] = ERASED
    both = a.with_(b)
    assert {kind for kind, _ in both.records} == {"conversations", "answers"}


def test_the_newer_one_stays_whichever_way_round():
    old, new = need("old", 2), need("new", 3)
    assert newer(old, new) == newer(new, old) == new


def test_what_is_told_counts_what_gave_way_on_either_side():
    a = base().put(need("mine", 5), sign("mine", 3))
    b = base().put(need("theirs", 4), sign("theirs", 6), sign("new", 4, "e2"))
    union = united(a.records.values(), b.records.values())
    assert isinstance(union, Union)
    merged = told(a.records.values(), b.records.values(), union)
    assert (merged.came, merged.newer_there, merged.newer_here) == (
        (("evidence", 1),),
        (("evidence", 1),),
        (("needs", 1),),
    )
    assert [each.line for each in merged.parts] == ["1 new, 1 newer there, 1 newer here"]
    came = Merged(came=(("needs", 2), ("answers", 3), ("evidence", 1)))
    assert came.lines == ["2 needs, 3 answers and 1 sign came from the other notebook."]
    assert any(isinstance(each, Superseded) for each in union.records.values())
