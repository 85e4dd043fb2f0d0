"""Masking: tokens for what identifies."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from harassclf.errors import InvalidTextError
from harassclf.text.fold import fold, fold_with_spans
from harassclf.text.mask import TOKENS, mask

CASES = json.loads(
    (Path(__file__).parents[1] / "cases" / "mask_cases.json").read_text("utf-8")
)
ANY = st.text(st.characters(exclude_categories=[]), max_size=60)
TRICKY = st.text("ab19@.:/-+()<>,$£ \nxkwp'#%", max_size=20)
DIGITS = st.text("0123456789", min_size=6, max_size=6)


@pytest.mark.parametrize(
    ("text", "expected"), [case for group in CASES.values() for case in group]
)
def test_cases(text: str, expected: str) -> None:
    assert mask(text) == expected


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("url", "https://example.org"),
        ("email", "me@example.org"),
        ("handle", "@someone"),
        ("wallet", "bc1fakefakefakefakefakefakefake00"),
        ("money", "£20"),
        ("phone", "07700900142"),
        ("when", "10:30"),
        ("code", "48391"),
        ("year", "1999"),
        ("number", "42"),
    ],
)
def test_every_token(kind: str, text: str) -> None:
    assert mask(text) == TOKENS[kind]
    assert mask(f"so ({text}), ok") == f"so ({TOKENS[kind]}), ok"


def test_tokens_are_ten_different_capitals() -> None:
    assert len(set(TOKENS.values())) == len(TOKENS) == 10
    assert all("A" <= token <= "Z" for token in TOKENS.values())


@settings(deadline=None)
@given(st.one_of(ANY, TRICKY))
@example("\ud800 1@\udfff.com")
def test_masking_is_total_and_spans_ascend(text: str) -> None:
    masked, spans = fold_with_spans(text, mask=True)

    assert mask(text) == masked
    assert len(spans) == len(masked)
    assert all(0 <= begin < end <= len(text) for begin, end in spans)
    assert spans == sorted(spans)


@settings(deadline=None)
@given(st.text("abcdefGHIJK !?'\n", max_size=60))
def test_text_without_digits_dots_and_signs_is_only_folded(text: str) -> None:
    assert mask(text) == fold(text)


@settings(deadline=None)
@given(st.one_of(ANY, TRICKY))
def test_long_digit_runs_never_come_through(text: str) -> None:
    masked = mask(f"{text} 48391 a48391b")

    assert "48391" not in masked


@pytest.mark.parametrize(
    "form",
    [
        "07700 {}",
        "0{}77",
        "+44 (0)7700 {}",
        "call07{}7",
        "tel:07700 {}",
        "ref {}.",
        "x-{}",
        "http://example.org/{}",
        "https://h{}.example.org",
        "h{}.com",
        "@u{}",
        "me{}@example.org",
        "me@h{}.example.org",
        "£{}",
        "{}€",
        "$1{}.50",
        "<h{}.net/a>",
    ],
)
@settings(deadline=None)
@given(one=DIGITS, other=DIGITS)
def test_one_of_a_kind_for_another_gives_the_same(
    form: str, one: str, other: str
) -> None:
    assert mask(form.format(one)) == mask(form.format(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("see www.example.org/a now", "see https://other.example.com/b?c=1 now"),
        ("mail a@example.org", "mail b.c-d@sub.example.co.uk"),
        ("ask @somebody", "ask @some.body_2"),
        ("07700 900142", "+44 7700 900 917"),
        ("(020) 7946 0958", "020-7946-0123"),
        ("at 9:30", "at 21:45:10"),
        ("£5", "$1,250.99"),
    ],
)
def test_ways_of_writing_do_not_matter(one: str, other: str) -> None:
    assert mask(one) == mask(other)


@pytest.mark.parametrize("digit", "0123456789")
def test_single_digits_stay(digit: str) -> None:
    assert mask(f"u {digit} me") == f"u {digit} me"


def test_disguise_around_a_number_is_undone_first() -> None:
    assert mask("call 0770\u200b0 900142") == "call P"
    assert mask("ｈｔｔｐ：／／ｅｘａｍｐｌｅ．ｏｒｇ") == "U"
    assert mask("𝟎𝟕𝟕𝟎𝟎𝟗𝟎𝟎𝟏𝟒𝟐") == "P"


def test_what_is_not_a_str_is_refused() -> None:
    with pytest.raises(InvalidTextError, match="Got NoneType at index 0"):
        mask(None)  # type: ignore[arg-type]
