import struct
import unicodedata
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beforehand import paths
from beforehand.sheets import Options, private_sheet
from beforehand.sheets.fonts import typeface
from beforehand.sheets.lines import set_lines
from beforehand.sheets.look import Face, Span
from pdfium import text_of
from sheets.briefs import TODAY, brief, person
from sheets.pdfs import bytes_of, poppler_text, reader_of
from sheets.scripts import LOOK, MIXTURES, NOTES, TURNED, letters, page

READERS = {"poppler": poppler_text, "pdfium": text_of}
WORDS = [word for _, note in NOTES.values() for word in note.split() if word[-1].isalpha()]
LEFT_TO_RIGHT = [word for word in WORDS if unicodedata.bidirectional(word[0]) == "L"]


def same(copied: str, typed: str) -> bool:
    return unicodedata.normalize("NFC", letters(copied)) == unicodedata.normalize(
        "NFC", letters(typed)
    )


def drawn(text: str, font: str) -> list[tuple[int, ...]]:
    """The glyphs of a text, from left to right, cluster by cluster."""
    return [
        tuple(glyph for glyph, _, _ in cluster.parts)
        for line in set_lines([Span(text, LOOK.body)], 500)
        for piece in sorted(line.pieces, key=lambda piece: piece.x)
        for word in piece.words
        if word and piece.font.name == font
        for cluster in word.clusters
    ]


def order(text: str) -> list[str]:
    """The words of a line from left to right on the paper."""
    (line,) = set_lines([Span(text, LOOK.body)], 500)
    return [piece.text for piece in sorted(line.pieces, key=lambda piece: piece.x)]


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("script", NOTES)
def test_names_and_notes_are_copied_as_they_were_typed(script: str, reader: str) -> None:
    for text in NOTES[script]:
        assert same(READERS[reader](page((text,))), text)


@pytest.mark.parametrize("style", [LOOK.title, LOOK.words, LOOK.eyebrow, LOOK.small])
@pytest.mark.parametrize("script", NOTES)
def test_so_they_are_in_every_style(script: str, style: Any) -> None:
    name, _ = NOTES[script]
    pdf = page((name,), style)
    assert same(poppler_text(pdf), name)
    assert same(text_of(pdf), name)


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("text", MIXTURES)
def test_names_from_right_to_left_are_copied_from_lines_of_the_other_way(
    text: str, reader: str
) -> None:
    assert same(READERS[reader](page((text,))), text)


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("text", TURNED)
def test_lines_from_right_to_left_are_copied_with_names_and_numbers(text: str, reader: str) -> None:
    assert same(READERS[reader](page((text,))), text)


@pytest.mark.parametrize("script", NOTES)
def test_every_script_comes_back_from_a_whole_sheet(script: str) -> None:
    name, note = NOTES[script]
    pdf = private_sheet(brief(person(name), issue=note), Options(), printed_on=TODAY).pdf
    for read in READERS.values():
        assert all(letters(word) in letters(read(pdf)) for word in name.split())
        assert letters(note[:8]) in letters(read(pdf))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(LEFT_TO_RIGHT), min_size=1, max_size=12))
def test_any_mixture_from_left_to_right_is_copied_as_it_was_typed(words: list[str]) -> None:
    text = " ".join(words)
    pdf = page((text,))
    assert same(poppler_text(pdf), text)
    assert same(text_of(pdf), text)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=12))
def test_no_letter_is_lost_from_any_mixture_at_all(words: list[str]) -> None:
    pdf = page((" ".join(words),))
    for read in READERS.values():
        copied = sorted(unicodedata.normalize("NFC", letters(read(pdf))))
        assert copied == sorted(unicodedata.normalize("NFC", letters("".join(words))))


@pytest.mark.parametrize("script", NOTES)
def test_no_empty_box_is_ever_drawn(script: str) -> None:
    for text in NOTES[script]:
        for line in set_lines([Span(text, LOOK.body)], 300):
            assert all(not piece.framed for piece in line.pieces)
            words = [word for piece in line.pieces for word in piece.words if word]
            glyphs = [part[0] for word in words for each in word.clusters for part in each.parts]
            assert glyphs
            assert 0 not in glyphs


def test_arabic_letters_are_joined() -> None:
    name = "NotoSansArabic-Regular"
    font = typeface(name)
    joined = drawn("محمد", name)
    assert len(joined) == 4
    assert not {(font.glyph(ch),) for ch in "محد"} & set(joined[1:])
    assert drawn("محمد", name) == [*drawn("محمد", name)]


def test_consonants_of_devanagari_become_one_sign() -> None:
    (cluster,) = drawn("क्ष", "NotoSansDevanagari-Regular")
    assert len(cluster) == 1


def test_pictures_of_several_signs_are_drawn_as_one() -> None:
    font = "NotoEmoji-Regular"
    for picture in ("👩‍💻", "🇩🇪", "👍🏽", "1️⃣", "❤️", "👨‍👩‍👧"):
        (cluster,) = drawn(picture, font)
        assert len(cluster) == 1


def test_letters_stand_in_the_order_of_their_direction() -> None:
    assert order("Ask דנה now") == ["Ask", "דנה", "now"]
    assert order("דנה Ask מיכל") == ["מיכל", "Ask", "דנה"]
    (line,) = set_lines([Span("אב", LOOK.body)], 500)
    assert [cluster.text for word in line.pieces[0].words if word for cluster in word.clusters] == [
        "ב",
        "א",
    ]


def test_a_paragraph_from_right_to_left_begins_at_the_right() -> None:
    for line in set_lines([Span(NOTES["Hebrew"][1], LOOK.body)], 120):
        assert max(piece.x + piece.width for piece in line.pieces) == pytest.approx(120)


def test_a_label_keeps_its_place_beside_words_from_right_to_left() -> None:
    spans = [Span("דנה כהן", LOOK.strong), Span(", Head of Sales", LOOK.body)]
    (line,) = set_lines(spans, 400)
    assert [piece.text for piece in line.pieces] == ["דנה כהן", ", Head of Sales"]
    assert line.pieces[0].x == 0
    assert line.pieces[1].x == pytest.approx(line.pieces[0].width)


def test_a_space_stays_between_a_label_and_words_from_right_to_left() -> None:
    spans = [Span("Rather not: ", LOOK.muted), Span("דנה כהן", LOOK.body)]
    (line,) = set_lines(spans, 400)
    label, words = line.pieces
    assert words.x - (label.x + label.width) > 2


def test_brackets_are_mirrored_from_right_to_left() -> None:
    name = "NotoSansHebrew-Regular"
    font = typeface(name)
    first, *_, last = drawn("(אב)", name)
    assert (first, last) == ((font.glyph("("),), (font.glyph(")"),))


def test_signs_beside_foreign_letters_are_not_slanted_amid_upright_ones() -> None:
    for word in ("(เช่น?)", "हैं!", "할까요?)", "(คณะ)"):
        (line,) = set_lines([Span(word, LOOK.words)], 400)
        (piece,) = line.pieces
        assert not piece.font.own
    for word in ("(yes?)", "Great!👍🏽"):
        (line,) = set_lines([Span(word, LOOK.words)], 400)
        assert line.pieces[0].font.own
        assert line.pieces[0].text == word.rstrip("👍🏽")


def test_letters_that_flow_together_are_copied_apart() -> None:
    text = "office fifty flow affair AVATAR"
    words = [
        word
        for piece in next(iter(set_lines([Span(text, LOOK.words)], 500))).pieces
        for word in piece.words
        if word
    ]
    assert any(len(each.text) > 1 for word in words for each in word.clusters)
    for read in READERS.values():
        assert same(read(page((text,), LOOK.words)), text)


def test_what_is_never_seen_is_never_drawn_as_a_code() -> None:
    for unseen in "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202c\u2060\u2066\u2069\ufe0f\ufeff":
        pieces = [
            piece
            for line in set_lines([Span(f"a{unseen}b", LOOK.body)], 400)
            for piece in line.pieces
        ]
        assert not any(piece.framed for piece in pieces)


def test_lines_of_thai_end_between_words_and_never_before_a_mark() -> None:
    lines = list(set_lines([Span(NOTES["Thai"][1], LOOK.body)], 70))
    assert len(lines) > 3
    for line in lines:
        assert unicodedata.category(line.pieces[0].text[0]) == "Lo"
        assert line.pieces[0].text[0] != "ำ"


def test_lines_of_chinese_never_begin_with_a_full_stop() -> None:
    for width in range(30, 120, 7):
        for line in set_lines([Span("我们见面。" * 9, LOOK.body)], width):
            assert line.pieces[0].text[0] != "。"


def test_a_character_of_several_parts_is_never_cut_through() -> None:
    for line in set_lines([Span("👩‍💻" * 90, LOOK.body)], 60):
        assert "".join(piece.text for piece in line.pieces).replace("👩‍💻", "") == ""


@pytest.mark.parametrize("script", NOTES)
def test_nothing_is_set_in_letters_below_the_smallest(script: str) -> None:
    content = bytes_of(page(NOTES[script], LOOK.eyebrow)).decode("latin-1")
    sizes = [float(part.split()[-1]) for part in content.split(" Tf")[:-1]]
    assert sizes
    assert min(sizes) >= 8.5


def test_every_font_has_its_licence_beside_it() -> None:
    folder = paths.resources() / "fonts"
    for font in folder.glob("*.ttf"):
        family = font.stem.split("-")[0]
        licences = [folder / f"{family}-LICENSE{end}" for end in (".md", ".txt")]
        assert any(
            "SIL Open Font License" in path.read_text("utf-8") for path in licences if path.exists()
        )


def test_a_sheet_in_latin_letters_is_small() -> None:
    assert len(private_sheet(brief(), Options(), printed_on=TODAY).pdf) < 60_000


def test_only_the_fonts_of_the_words_are_in_the_file() -> None:
    fonts = reader_of(page(("Only دنا",))).pages[0]["/Resources"]["/Font"].values()
    names = {font.get_object()["/BaseFont"][8:] for font in fonts}
    assert names == {"SourceSans3-Regular", "NotoSansArabic-Regular"}


def test_the_cut_fonts_are_sound() -> None:
    for font in reader_of(page(NOTES["Arabic"])).pages[0]["/Resources"]["/Font"].values():
        descendant = font.get_object()["/DescendantFonts"][0].get_object()
        file = descendant["/FontDescriptor"]["/FontFile2"].get_object().get_data()
        count = struct.unpack(">H", file[4:6])[0]
        tables = [struct.unpack(">4sIII", file[12 + 16 * i : 28 + 16 * i]) for i in range(count)]
        assert [tag for tag, *_ in tables] == sorted(tag for tag, *_ in tables)
        assert all(start + length <= len(file) for _, _, start, length in tables)


def test_the_same_words_give_the_same_bytes() -> None:
    texts = tuple(note for _, note in NOTES.values())
    assert page.__wrapped__(texts) == page.__wrapped__(texts)
    assert typeface(Face.BODY) is typeface(Face.BODY)
