"""Folding: undoing disguise, and the way back to the original."""

from __future__ import annotations

import itertools
import json
import random
import time
import unicodedata
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from harassclf.errors import InvalidTextError
from harassclf.text import chars
from harassclf.text.chars import DROP_BIT, EXPAND_BIT, SPACE, char_tables
from harassclf.text.fold import fold, fold_with_spans

CASES = json.loads(
    (Path(__file__).parents[1] / "cases" / "fold_cases.json").read_text("utf-8")
)
# Signs that the rules look at, so that random texts meet them in every order.
TRICKY = st.text("abistuk145$@!'.-* ,\nR\u00e9\u2026\U0001f600", max_size=14)
ANY = st.one_of(st.text(st.characters(exclude_categories=[]), max_size=60), TRICKY)
INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u17b4\u180e\u200b\u200d\u200e\u202e\u2060\u2066\u3164"
    "\ufe0f\ufeff\uffa0\U0001d173\U000e0041\U000e0100\x00\x1f\x7f\u0301\u0336\u20dd"
)


@pytest.mark.parametrize(
    ("text", "expected"), [case for group in CASES.values() for case in group]
)
def test_cases(text: str, expected: str) -> None:
    assert fold(text) == expected


@settings(deadline=None)
@given(ANY)
@example("\ud800\udc00 \udfff")
@example("\U0010ffff\x00")
@example("@'s's@")
@example("haha!r5r")
@example("b4u$ b4u5e a$'b a'$b $$a")
@example("k i l l$ x")
def test_folding_twice_equals_folding_once(text: str) -> None:
    once = fold(text)

    assert fold(once) == once
    assert fold(text) == once


@pytest.mark.parametrize("alphabet", ["ab$1!'", "abst5@$'!.x", "r5t!7$'ia", "u4$'1! b"])
def test_folding_twice_equals_folding_once_on_signs_in_any_order(alphabet: str) -> None:
    source = random.Random(alphabet)  # noqa: S311
    for _ in range(5000):
        text = "".join(source.choices(alphabet, k=source.randint(2, 12)))
        once = fold(text)
        assert fold(once) == once, text


@settings(deadline=None)
@given(ANY)
def test_spans_ascend_within_the_original(text: str) -> None:
    folded, spans = fold_with_spans(text)

    assert len(spans) == len(folded)
    assert all(0 <= begin < end <= len(text) for begin, end in spans)
    assert spans == sorted(spans)
    assert all(one[1] <= two[1] for one, two in itertools.pairwise(spans))


@settings(deadline=None)
@given(st.text("abcdefghij ", max_size=40))
def test_every_letter_and_space_of_plain_text_is_covered(text: str) -> None:
    spans = fold_with_spans(text).spans
    covered = {i for begin, end in spans for i in range(begin, end)}

    assert covered >= {i for i, char in enumerate(text) if char != " "}


def test_spans_of_a_joined_word_cover_its_letters() -> None:
    folded, spans = fold_with_spans("so k i l l! me")

    assert folded == "so kill! me"
    assert spans[3:7] == [(3, 4), (5, 6), (7, 8), (9, 10)]
    assert spans[7] == (10, 11)


def test_spans_of_a_run_reach_to_its_end() -> None:
    assert fold_with_spans("sooooo.") == ("soo.", [(0, 1), (1, 2), (2, 6), (6, 7)])


def test_spans_of_an_expansion_are_of_the_one_character() -> None:
    assert fold_with_spans("a\u2026").spans == [(0, 1), (1, 2), (1, 2), (1, 2)]


def test_spans_of_a_token_reach_over_what_it_replaces() -> None:
    text = "ring +44 (0)7700 900142, ok"
    folded, spans = fold_with_spans(text, mask=True)
    begin, end = spans[folded.index("P")]

    assert text[begin:end] == "+44 (0)7700 900142"


@settings(deadline=None)
@given(TRICKY, st.lists(st.tuples(st.integers(0, 20), st.sampled_from(INVISIBLE))))
def test_invisible_characters_change_nothing(
    text: str, inserted: list[tuple[int, str]]
) -> None:
    disguised = text
    for place, char in inserted:
        place = min(place, len(disguised))
        disguised = disguised[:place] + char + disguised[place:]

    assert fold(disguised) == fold(text)


@settings(deadline=None)
@given(st.text(st.characters(max_codepoint=127), max_size=40))
def test_case_changes_nothing(text: str) -> None:
    assert fold(text.upper()) == fold(text.lower()) == fold(text)


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC", "NFKD"])
@settings(deadline=None)
@given(text=st.text(st.characters(max_codepoint=0x17F), max_size=40))
def test_normal_forms_of_latin_change_nothing(form: str, text: str) -> None:
    # Left as they are: lone accents, fractions and the Catalan l with a dot.
    text = text.translate(dict.fromkeys(map(ord, "\u00a8\u00af\u00b4\u00b8\u0149")))
    text = text.translate(dict.fromkeys(map(ord, "\u00bc\u00bd\u00be\u013f\u0140")))

    assert fold(unicodedata.normalize(form, text)) == fold(text)  # type: ignore[arg-type]


@pytest.mark.parametrize("start", [0x1D400, 0x1D5D4, 0x24B6, 0xFF21, 0x1F1E6, 0x1F130])
def test_whole_alphabets_fold_to_latin(start: int) -> None:
    for i in range(26):
        assert fold(f"x{chr(start + i)}1") == f"x{chr(ord('a') + i)}1"


@settings(deadline=None)
@given(st.text("abcdefg hij", max_size=60))
def test_a_word_without_disguise_stays(text: str) -> None:
    words = [word for word in text.split() if len(word) > 1]
    kept = [word for word in words if not any(c * 3 in word for c in word)]

    assert fold("  ".join(kept)) == "  ".join(kept)


def test_capital_letters_never_come_out() -> None:
    text = "".join(map(chr, range(0xD800))) + "".join(map(chr, range(0xE000, 0x30000)))

    assert not set(fold(text)) & set("ABCDEFGHIJKLMNOPQRSTUVWXYZ")


@pytest.mark.parametrize("value", [None, 1.5, b"kill", ["kill"]])
def test_what_is_not_a_str_is_refused(value: object) -> None:
    with pytest.raises(InvalidTextError, match=r"^Every text must be a str\. Got "):
        fold(value)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "unit",
    [
        "1",
        "a1",
        "$",
        "a$",
        "a@",
        "b!",
        "r5r!",
        "a ",
        "a i ",
        "k.",
        "'",
        "a'",
        "u4u1",
        "a@b.co,",
        "(1 ",
        "07700 ",
        "http://",
        "www.",
        "+",
        "-",
        "1-",
        "a:",
        "́",
    ],
)
@pytest.mark.parametrize("mask", [False, True])
def test_long_texts_take_linear_time(unit: str, mask: bool) -> None:
    fold_with_spans("warm up", mask=mask)
    begin = time.perf_counter()
    fold_with_spans("x" + unit * (100_000 // len(unit)), mask=mask)

    assert time.perf_counter() - begin < 2  # a quadratic rule takes 10 s and more


def test_the_table_is_closed_under_itself() -> None:
    tables = char_tables()
    steps = tables.fold_pages[
        tables.fold_index.astype(np.int64)[:, None] * 128 + np.arange(128)
    ].ravel()
    codes = np.arange(0x110000)
    single = steps < EXPAND_BIT
    targets = (codes + steps)[single]

    assert ((targets >= 0) & (targets < 0x110000)).all()
    assert (steps[targets] == 0).all()
    assert (steps[tables.expansion_codes] == 0).all()
    which = steps[~single & (steps != DROP_BIT)] - EXPAND_BIT
    lengths = np.diff(tables.expansion_starts)
    assert which.min() >= 0
    assert which.max() < len(lengths)
    assert lengths.min() >= 2
    assert lengths.max() <= chars.MAX_EXPANSION


@pytest.mark.parametrize("kind", ["fold", "class"])
def test_page_indexes_are_within_the_pages(kind: str) -> None:
    tables = char_tables()
    index = getattr(tables, f"{kind}_index")
    pages = getattr(tables, f"{kind}_pages")

    assert len(index) == 0x110000 // 128
    assert index.min() >= 0
    assert (index.max() + 1) * 128 == len(pages)


def test_ascii_folds_to_lower_case_and_nothing_else() -> None:
    for code in range(32, 127):
        assert fold(chr(code)) == chr(code).lower().replace("`", "'")


def test_white_space_is_of_class_space_after_folding() -> None:
    tables = char_tables()
    for char in " \n":
        code = ord(char)
        page = tables.class_index[code >> 7]
        assert tables.class_pages[page * 128 + code % 128] == SPACE


def test_cached_types_of_another_version_can_be_unpickled() -> None:
    old: Any = chars.CharTables_0123456789ab

    assert old._fields == chars.CharTables._fields
    assert old is not chars.CharTables
    with pytest.raises(AttributeError, match="has no attribute 'Nothing'"):
        _ = chars.Nothing


@settings(max_examples=50, deadline=None)
@given(st.lists(ANY, max_size=5))
def test_lines_fold_one_by_one(lines: list[str]) -> None:
    lines = [line.replace("\r", "").replace("\n", "") for line in lines]
    breaks = "\u2028\u2029\x85\x0b\x0c"
    lines = ["".join(c for c in line if c not in breaks) for line in lines]

    assert fold("\n".join(lines)) == "\n".join(map(fold, lines))
