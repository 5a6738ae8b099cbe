"""Search finds what a plain scan finds: no fewer, no more."""

import unicodedata
from dataclasses import replace
from datetime import timedelta
from itertools import islice, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import make
from beforehand.domain.conversations import Answer, Conversation, EarlierWording
from beforehand.domain.counterparts import Counterpart
from beforehand.domain.errors import BeforehandError
from beforehand.domain.kinds import KINDS
from beforehand.domain.needs import Evidence, Need
from beforehand.store.folding import folded
from beforehand.store.index import check_index
from beforehand.store.notebook import Notebook
from beforehand.store.search import RANKED, find, ranked
from scan import answers, places, scan

PIECES = [
    "Łucja", "lucja", "co-worker", "he said “x", "C++", "c", "@name", "*", "資料", "資", "料理",
    "🙂", "deal🙂", "👩‍👧", "ISTANBUL", "ıssız", "Straße", "strasse", "don’t", "회의를", "ガ", "か",
    "हिन्दी", "plan", "planned", "the", "AND", "NEAR(", "a:b", "^plan", '"', "“quoted”", "½", "50%",
    "\u00ad", "e\u0301té", "été", "שָׁלוֹם", "สวัสดี", "ﬁne", "\n", "\x00", "\ud800", "\ufdd0",
]  # fmt: skip

piece = st.sampled_from(PIECES)
sentence = st.lists(piece | st.text(max_size=4), max_size=6).map(" ".join)
glued = st.lists(piece, max_size=3).map("".join)
text = sentence | glued | st.text(max_size=30)


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    """A notebook that the examples of a property fill up; each is told by its own records."""
    opened = Notebook.open(tmp_path_factory.mktemp("shared") / "n", make.NOW, create=True)
    opened.save(*make.world(), now=make.NOW)
    yield opened
    opened.close()


@pytest.fixture
def world(notebook, now):
    notebook.save(*make.world(), now=now)
    return notebook


def found(notebook, typed):
    return [(hit.kind, hit.id) for hit in find(notebook, typed)]


def note(text, **changes):
    return make.record(Evidence, need_id=make.HIDDEN, text=text, **changes)


def hit_of(notebook, typed):
    (hit,) = find(notebook, typed)
    return hit


# --- no fewer, no more


@settings(max_examples=80, deadline=None)
@given(st.lists(text, min_size=1, max_size=4), text)
def test_any_words_find_in_any_text_what_a_plain_scan_finds(shared, texts, typed):
    records = [note(each) for each in texts]
    shared.save(*records, make.record(Counterpart, name=texts[0], team=texts[-1]), now=make.NOW)
    for asked in (typed, texts[0], texts[0][:3]):
        assert set(found(shared, asked)) == scan(shared, asked)
        assert places(shared, asked) <= {(h.kind, h.id, h.field) for h in find(shared, asked)}


@settings(max_examples=60, deadline=None)
@given(sentence, sentence, sentence)
def test_what_was_changed_is_found_by_its_new_words_alone(shared, first, second, typed):
    record = note(first)
    shared.save(record, now=make.NOW)
    shared.save(replace(record, text=second), now=make.NOW + timedelta(seconds=1))
    assert ((Evidence.kind, record.id) in found(shared, typed)) == answers([second], typed)
    assert check_index(shared) == []


def apart(text):
    """Words by another way than the program's: the names of the characters."""
    words, last = [], None
    for character in folded(text):
        name, category = unicodedata.name(character, ""), unicodedata.category(character)
        alone = name.split(" ")[0] in {"CJK", "HIRAGANA", "KATAKANA", "HANGUL", "THAI"}
        if category[0] == "S" or (alone and category[0] in "LM"):
            words.append(character)
            last = None
        elif category[0] in "LMN":
            words[-1:] = [words[-1] + character] if last else [*words[-1:], character]
            last = character
        else:
            last = None
    return words


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from([p for p in PIECES if p.isprintable()]), max_size=6),
    st.sampled_from(["", " "]),
    st.sampled_from([p for p in PIECES if p.isprintable()]),
)
def test_words_are_what_somebody_else_would_call_words(shared, pieces, between, typed):
    shared.save(note(between.join(pieces)), now=make.NOW)
    assert set(found(shared, typed)) == scan(shared, typed, apart)


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Łucja said no", "lucja"),
        ("ŁUCJA", "łuc"),
        ("a deal🙂now", "deal"),
        ("a deal🙂now", "🙂"),
        ("a deal🙂now", "now"),
        ("会議の資料です", "資料"),
        ("会議の資料です", "料"),
        ("회의를 하다", "회의"),
        ("ขอบคุณมากครับ", "มาก"),
        ("ıssız İstanbul", "issiz istanbul"),
        ("Straße", "STRASSE"),
        ("in C++ or Rust", "C++"),
        ("ask @name first", "@name"),
        ("my co-worker", "co-worker"),
        ("he said “xylophone”", 'he said "x'),
        ("50 % of it", "50%"),
        ("don’t", "don't"),
        ("café", "cafe\u0301"),
        ("the whole plan", "plan the"),
    ],
)
def test_what_hands_type_finds_what_was_written(world, now, written, typed):
    record = note(written)
    world.save(record, now=now)
    assert (Evidence.kind, record.id) in found(world, typed)


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("vitamin C", "C++"),
        ("料資", "資料"),
        ("co and a worker", "co-worker"),
        ("the planning", "plan the"),
        ("planned", "lanned"),
        ("かぎ", "がぎ"),
        ("anything", "*"),
        ("anything", '" OR "'),
        ("body anything", "body:anything NOT x"),
    ],
)
def test_what_was_not_written_is_not_found(world, now, written, typed):
    record = note(written)
    world.save(record, now=now)
    assert (Evidence.kind, record.id) not in found(world, typed)


@pytest.mark.parametrize("typed", ["", "  ", "*", '"', "-", "()", "'", "\x00", "\u200b", "…", "@"])
def test_what_is_no_word_finds_nothing(world, typed):
    assert found(world, typed) == []
    assert list(ranked(world, typed)) == []


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind)
def test_every_field_of_words_is_looked_through(world, now, kind):
    (record, *_) = world[kind].find()
    words = scan_fields(kind)
    changes = {name: f"zebra{number}" for number, name in enumerate(words)}
    world.save(replace(record, **changes), now=now)
    for name, word in changes.items():
        hit = hit_of(world, word)
        assert (hit.kind, hit.id, hit.field, hit.excerpt) == (kind.kind, record.id, name, word)


def scan_fields(kind):
    from typing import get_type_hints

    return [
        name for name, hint in get_type_hints(kind).items() if hint is str and name != "wording"
    ]


def test_the_questions_of_lenses_are_not_what_the_person_wrote(world, now):
    answer = make.record(Answer, wording="Ozymandias?", text="a king")
    before = make.record(EarlierWording, wording="Ozymandias?", text="a queen")
    world.save(answer, before, now=now)
    assert found(world, "ozymandias") == []
    assert found(world, "queen") == [(EarlierWording.kind, before.id)]


def test_ids_and_names_out_of_tables_are_not_found(world):
    assert found(world, make.PERSON) == []
    assert found(world, "internal-alignment") == []
    assert found(world, "peer") == []


def test_words_of_one_record_may_stand_in_different_fields(world):
    hits = list(find(world, "nowak platform"))
    assert [(hit.kind, hit.field) for hit in hits] == [(Counterpart.kind, "name")]


def test_a_run_of_words_does_not_go_on_into_the_next_field(world, now):
    world.save(make.record(Counterpart, name="Ann co", role="worker"), now=now)
    assert found(world, "co-worker") == []
    assert found(world, "ann co-worker") == []


def test_each_field_that_has_all_the_words_is_a_place_of_its_own(world, now):
    talk = make.record(Conversation, issue="a zebra crossing", shared_goal="one more zebra")
    world.save(talk, now=now)
    assert [hit.field for hit in find(world, "zebra")] == ["issue", "shared_goal"]


# --- order and pages


def test_the_newest_stand_first_and_what_is_changed_becomes_the_newest(world, now):
    records = [note("ox") for _ in range(5)]
    for minute, record in enumerate(records):
        world.save(record, now=now + timedelta(minutes=minute))
    world.save(replace(records[1], text="ox!"), now=now + timedelta(hours=1))
    hits = list(find(world, "ox"))
    assert [hit.id for hit in hits] == [records[n].id for n in (1, 4, 3, 2, 0)]
    assert all(one.when >= other.when for one, other in pairwise(hits))


def test_records_of_one_moment_are_all_found_however_many(world, now):
    world.save(*(note("herd of yaks") for _ in range(2500)), now=now)
    world.save(late := note("herd of yaks"), now=now + timedelta(seconds=1))
    hits = found(world, "ya")
    assert len(hits) == len(set(hits)) == 2501
    assert hits[0] == (Evidence.kind, late.id)
    assert check_index(world) == []


def test_every_hit_is_reached_page_by_page_also_behind_the_ranked_ones(world, now):
    records = [note(f"yak number {n}") for n in range(RANKED + 130)]
    for start in range(0, len(records), 43):
        world.save(*records[start : start + 43], now=now + timedelta(minutes=start))
    hits, pages = find(world, "yak"), []
    while page := list(islice(hits, 50)):
        pages.append(page)
    ids = [hit.id for page in pages for hit in page]
    assert len(ids) == len(records)
    assert set(ids) == {record.id for record in records}
    assert {len(page) for page in pages[:-1]} == {50}


def test_from_the_third_letter_what_answers_better_stands_first(world, now):
    world.save(good := note("yak wool"), now=now)
    world.save(
        note("yaks and much else, wool among it, and of no use to anybody"), now=now + timedelta(1)
    )
    assert found(world, "yak wool")[0] == (Evidence.kind, good.id)
    assert found(world, "ya")[0] != (Evidence.kind, good.id)


def test_all_can_be_ranked_and_that_can_be_stopped(world, now):
    records = [note(f"yak {'filler ' * (n % 40)}{n}") for n in range(900)]
    world.save(*records, now=now)
    hits = list(ranked(world, "yak"))
    assert {hit.id for hit in hits} == {record.id for record in records}
    assert len(hits[0].excerpt) < len(hits[-1].excerpt)
    asked = []
    assert ranked(world, "yak", stop=lambda: not asked.append(1)) is None
    assert len(asked) == 1
    assert len(found(world, "yak")) == 900


# --- what a hit tells


def test_a_hit_tells_where_it_stands(world, now):
    world.save(evidence := note("a zebra at midnight"), now=now)
    hit = hit_of(world, "zebra")
    assert (hit.id, hit.conversation_id, hit.counterpart_id) == (
        evidence.id,
        make.TALK,
        make.PERSON,
    )
    assert hit.when == now
    assert [hit.excerpt[start : start + length] for start, length in hit.marks] == ["zebra"]
    assert not hit.trashed
    assert not hit.earlier


def test_a_conversation_and_a_person_are_their_own_place(world):
    talk, person = hit_of(world, "billing dates"), hit_of(world, "lucja nowak")
    assert (talk.conversation_id, talk.counterpart_id) == (make.TALK, None)
    assert (person.conversation_id, person.counterpart_id) == (None, make.PERSON)


def test_the_trash_is_looked_through_and_marked(world, now):
    world.save(thrown := note("a zebra", trashed_at=now), now=now)
    assert hit_of(world, "zebra").trashed
    world.save(replace(thrown, trashed_at=None), now=now)
    assert not hit_of(world, "zebra").trashed


def test_what_belongs_to_something_in_the_trash_is_marked_too(world, now):
    world.save(note("a zebra"), now=now)
    world.save(replace(world[Need].get(make.HIDDEN), trashed_at=now), now=now)
    assert hit_of(world, "zebra").trashed


def test_earlier_wordings_are_found_and_marked(world, now):
    answer = world[Answer].get(make.ANSWER)
    world.save(replace(answer, text="zebra first"), now=now)
    world.save(replace(answer, text="horse then"), now=now + timedelta(days=1))
    hit = hit_of(world, "zebra")
    assert (hit.kind, hit.earlier, hit.conversation_id) == (EarlierWording.kind, True, make.TALK)
    assert not hit_of(world, "horse").earlier


def test_a_field_that_a_later_version_adds_is_found_by_its_type_alone():
    from beforehand.store.index import written_fields

    for kind in KINDS:
        assert list(written_fields(kind)) == scan_fields(kind)


# --- too much


def test_a_search_of_ten_thousand_characters_is_told(world):
    with pytest.raises(BeforehandError, match="A search takes up to 1,000 characters"):
        find(world, "budget " * 1430)


def test_the_longest_search_is_answered(world, now):
    words = [f"w{n}" for n in range(250)]
    world.save(record := note(" ".join(words)), now=now)
    assert found(world, " ".join(words)[:1000]) == [(Evidence.kind, record.id)]
    world.save(record := note("資" * 1500), now=now)
    assert found(world, "資" * 1000) == [(Evidence.kind, record.id)]
    world.save(record := note("a " * 1500), now=now)
    assert (Evidence.kind, record.id) in found(world, "a " * 500)
