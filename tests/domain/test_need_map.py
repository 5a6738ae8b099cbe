"""The needs map: everything inside, nothing on top of anything, the same every time."""

from datetime import UTC, datetime, timedelta
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beforehand.domain.need_map import bow, lay_out
from beforehand.domain.need_shapes import LEVELS, Box, Frame
from beforehand.domain.needs import Need, NeedLink, Standing
from beforehand.domain.record import Id

START = datetime(2026, 1, 1, tzinfo=UTC)
ON_THE_MAP = (Standing.STATED, Standing.KNOWN, Standing.HIDDEN)
WIDE = Frame(width=820, height=800)


def need(place: int, standing: Standing = Standing.HIDDEN, confidence: int = 50, **more) -> Need:
    made = START + timedelta(minutes=place)
    return Need(
        id=Id(f"n{place}"),
        created_at=made,
        standing=standing,
        text="x",
        confidence=confidence,
        **more,
    )


needs = st.lists(
    st.tuples(
        st.sampled_from(ON_THE_MAP),
        st.sampled_from(LEVELS),
        st.none() | st.floats(min_value=0, max_value=1),
        st.floats(min_value=30, max_value=160),
    ),
    max_size=60,
)
frames = st.builds(
    Frame,
    width=st.floats(min_value=150, max_value=2400),
    height=st.floats(min_value=200, max_value=1600),
)


def made(rows) -> tuple[list[Need], dict[Id, float]]:
    found = [need(i, row[0], row[1], across=row[2]) for i, row in enumerate(rows)]
    return found, {each.id: row[3] for each, row in zip(found, rows, strict=True)}


def linked(found: list[Need]) -> list[NeedLink]:
    above = [each for each in found if each.standing is not Standing.HIDDEN]
    below = [each for each in found if each.standing is Standing.HIDDEN]
    pairs = zip(above, below, strict=False)
    return [NeedLink(id=Id(f"l{a.id}"), stated_id=a.id, hidden_id=b.id) for a, b in pairs]


@given(needs, frames)
@settings(deadline=None, max_examples=150)
def test_every_card_is_inside_and_on_its_side_of_the_line(rows, frame):
    found, heights = made(rows)
    whole = lay_out(found, linked(found), heights, frame)
    assert len(whole.cards) == len(found)
    for card in whole.cards:
        assert card.box.x >= 0
        assert card.box.right <= frame.width + 0.01
        assert card.box.y >= 0
        assert card.box.bottom <= whole.frame.height + 0.01
        if card.need.standing is Standing.HIDDEN:
            assert card.box.y >= whole.waterline
        else:
            assert card.box.bottom <= whole.waterline


@given(needs, frames)
@settings(deadline=None, max_examples=150)
def test_no_card_lies_on_another_whoever_arranged_them(rows, frame):
    found, heights = made(rows)
    whole = lay_out(found, linked(found), heights, frame)
    for one, other in combinations(whole.cards, 2):
        assert not one.box.touches(other.box), (one, other)


@given(needs, frames, st.randoms())
@settings(deadline=None, max_examples=60)
def test_the_same_needs_give_the_same_map_in_any_order(rows, frame, chance):
    found, heights = made(rows)
    shuffled = found.copy()
    chance.shuffle(shuffled)
    first = lay_out(found, linked(found), heights, frame)
    again = lay_out(shuffled, linked(found), heights, frame)
    places = {card.need.id: card.box for card in first.cards}
    assert places == {card.need.id: card.box for card in again.cards}


@given(needs, frames)
@settings(deadline=None, max_examples=150)
def test_a_depth_read_back_is_the_confidence_it_came_from(rows, frame):
    found, heights = made(rows)
    whole = lay_out(found, (), heights, frame)
    assert [whole.depth.confidence(whole.depth.y(level)) for level in LEVELS] == list(LEVELS)
    for card in whole.cards:
        if card.need.standing is Standing.HIDDEN:
            assert whole.depth.confidence(card.box.y) == card.need.confidence


@given(needs, frames)
@settings(deadline=None, max_examples=60)
def test_who_is_less_sure_lies_deeper(rows, frame):
    found, heights = made(rows)
    whole = lay_out(found, (), heights, frame)
    assert list(whole.depth.tops) == sorted(whole.depth.tops)
    below = [c for c in whole.cards if c.need.standing is Standing.HIDDEN]
    for one, other in combinations(below, 2):
        if one.need.confidence > other.need.confidence:
            assert one.box.y < other.box.y


@given(frames, st.floats(min_value=0, max_value=1))
def test_a_place_across_read_back_is_the_same(frame, across):
    if frame.span > 1:
        assert frame.across(frame.x(across)) == pytest.approx(across)


@pytest.mark.parametrize("count", [0, 1, 3, 12, 60])
@pytest.mark.parametrize("width", [200, 420, 820, 1800])
def test_any_number_of_needs_fits_any_width(count, width):
    found = [need(i, ON_THE_MAP[i % 3], LEVELS[i * 7 % 19]) for i in range(count)]
    whole = lay_out(found, linked(found), {}, Frame(width=width, height=700))
    assert len(whole.cards) == count
    assert 0 < whole.waterline < whole.frame.height


def test_a_few_needs_do_not_make_the_map_grow():
    found = [need(i, ON_THE_MAP[i % 3], 80 - 5 * i) for i in range(9)]
    assert lay_out(found, linked(found), {}, WIDE).frame.height == WIDE.height


def test_a_crowded_depth_makes_the_map_grow_instead_of_piling_up():
    found = [need(i) for i in range(40)]
    whole = lay_out(found, (), {}, WIDE)
    assert whole.frame.height > WIDE.height
    assert {whole.depth.confidence(card.box.y) for card in whole.cards} == {50}


def test_an_arranged_card_keeps_its_place_before_one_that_nobody_arranged():
    loose = need(0, confidence=70)
    kept = need(1, confidence=65, across=0.0)
    whole = lay_out([loose, kept], (), {}, WIDE)
    assert whole.box(kept.id).x == WIDE.x(0.0)
    assert whole.box(loose.id).x > whole.box(kept.id).right


def test_arranged_on_top_of_each_other_they_fan_out_and_keep_their_values():
    both = [need(i, across=0.5) for i in range(2)]
    whole = lay_out(both, (), {}, WIDE)
    assert [card.need.across for card in whole.cards] == [0.5, 0.5]
    assert whole.box(both[0].id).y == whole.box(both[1].id).y


def test_an_unarranged_hidden_need_lies_beneath_what_it_is_linked_to():
    said = need(0, Standing.STATED, across=0.9)
    link = NeedLink(stated_id=said.id, hidden_id=Id("n1"))
    whole = lay_out([said, need(1)], [link], {}, WIDE)
    assert whole.box(Id("n1")).x == whole.box(said.id).x


def test_links_go_from_above_to_below_and_leave_side_by_side():
    said = need(0, Standing.STATED)
    links = [NeedLink(id=Id(f"l{i}"), stated_id=said.id, hidden_id=Id(f"n{i}")) for i in (1, 2)]
    whole = lay_out([said, need(1, confidence=80), need(2, confidence=20)], links, {}, WIDE)
    starts = [curve.points[0] for curve in whole.curves]
    assert {y for _, y in starts} == {whole.box(said.id).bottom}
    assert len({x for x, _ in starts}) == 2
    assert {curve.points[3][1] for curve in whole.curves} == {
        whole.box(Id("n1")).y,
        whole.box(Id("n2")).y,
    }


def test_a_link_is_not_drawn_between_two_needs_on_the_same_side():
    both = [need(0, Standing.STATED), need(1, Standing.STATED)]
    link = NeedLink(stated_id=both[0].id, hidden_id=both[1].id)
    assert lay_out(both, [link], {}, WIDE).curves == ()


def test_mine_and_refuted_needs_have_no_place():
    assert lay_out([need(0, Standing.MINE), need(1, Standing.REFUTED)], (), {}, WIDE).cards == ()


def test_a_curve_leaves_downwards_and_arrives_from_above():
    start, first, second, end = bow((0, 10), (100, 210))
    assert first[0] == start[0]
    assert first[1] > start[1]
    assert second[0] == end[0]
    assert second[1] < end[1]


def test_boxes_side_by_side_do_not_touch():
    one = Box(0, 0, 10, 10)
    assert not one.touches(Box(10, 0, 10, 10))
    assert one.touches(Box(10, 0, 10, 10), gap=1)
    assert one.touches(Box(9, 9, 10, 10))
