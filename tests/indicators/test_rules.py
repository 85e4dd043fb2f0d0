"""Every rule: its own examples, disguise, spans, and time on hostile text."""

from __future__ import annotations

import re
import time

import numpy as np
import pytest

from harassclf.errors import InvalidTextError
from harassclf.indicators.matching import find_evidence, match_texts
from harassclf.indicators.phrases import alternatives, compile_phrase, pattern
from harassclf.indicators.registry import NAMES, RULES

ORDER = [
    "death_threat",
    "sextortion",
    "doxxing_or_leak",
    "surveillance",
    "demand_for_money",
    "stop_request",
    "contact_after_block",
    "self_harm_encouragement",
    "impersonation",
    "phishing",
    "advance_fee_or_romance_scam",
    "secrecy_or_isolation_pressure",
    "meeting_pressure",
    "possible_grooming",
]
EXAMPLES = [(n, text) for n, rule in RULES.items() for text in rule.examples]
COUNTER = [(n, text) for n, rule in RULES.items() for text in rule.counterexamples]
PHRASES = sorted(
    {cue.phrase for rule in RULES.values() for cue in rule.cues}
    | {veto for rule in RULES.values() for veto in rule.vetoes}
)


def names_in(text: str) -> set[str]:
    return {one.name for one in find_evidence(text)}


def with_zeros(text: str) -> str:
    return re.sub(r"(?<=[a-z])o(?=[a-z])", "0", text)


def with_invisible(text: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[a-z])", "\u200b", text)


def with_spread_word(text: str) -> str:
    """Write the longest word letter by letter."""
    longest = max(re.findall(r"[a-z]+", text), key=len)
    return text.replace(longest, " ".join(longest), 1)


def test_names_are_those_of_the_design_in_its_order() -> None:
    assert list(NAMES) == ORDER
    assert list(RULES) == ORDER[:-1]
    assert all(rule.name == name for name, rule in RULES.items())


@pytest.mark.parametrize("name", RULES)
def test_every_rule_says_what_it_is_and_where_from(name: str) -> None:
    rule = RULES[name]

    assert rule.definition.endswith(".")
    assert rule.source
    assert len(rule.examples) >= 5
    assert len(rule.counterexamples) >= 5
    assert {cue.strength for cue in rule.cues} <= {1, 2}


@pytest.mark.parametrize(("name", "text"), EXAMPLES)
def test_examples_are_found(name: str, text: str) -> None:
    assert name in names_in(text)


@pytest.mark.parametrize(("name", "text"), COUNTER)
def test_counterexamples_are_left_alone(name: str, text: str) -> None:
    assert name not in names_in(text)


@pytest.mark.parametrize("name", RULES)
@pytest.mark.parametrize(
    "disguise", [with_zeros, with_invisible, with_spread_word, str.upper]
)
def test_disguise_does_not_hide_all_examples(name: str, disguise) -> None:  # type: ignore[no-untyped-def]
    changed = [disguise(text) for text in RULES[name].examples]

    assert any(
        name in names_in(text)
        for text, plain in zip(changed, RULES[name].examples, strict=True)
        if text != plain
    )


@pytest.mark.parametrize(("name", "text"), EXAMPLES)
def test_spans_point_into_the_original(name: str, text: str) -> None:
    padded = f"\u200b\u200bWell\u2026 \U0001f600 {text}"
    for one in find_evidence(padded):
        assert 0 <= one.begin < one.end <= len(padded)
        assert padded[one.begin : one.end].strip()
        assert one.strength in (1, 2)


def test_a_span_covers_the_words_that_say_it() -> None:
    text = "ok \u200bfine. I will K1LL you, friend"
    (one,) = [e for e in find_evidence(text) if e.name == "death_threat"]

    assert text[one.begin : one.end] == "I will K1LL you"


def test_the_batch_form_agrees_with_the_single_one() -> None:
    texts = [text for _, text in EXAMPLES + COUNTER]
    strengths = match_texts(texts)

    assert strengths.shape == (len(texts), len(RULES))
    assert strengths.dtype == np.uint8
    for row, text in zip(strengths, texts, strict=True):
        assert {list(RULES)[k] for k in np.flatnonzero(row)} == names_in(text)


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "\x00", "\u200b", "!!!", "\U0001f600"]
)
def test_emptiness_is_silent(text: str) -> None:
    assert find_evidence(text) == []
    assert not match_texts([text]).any()


def test_no_texts_no_rows() -> None:
    assert match_texts([]).shape == (0, len(RULES))


def test_what_is_not_text_is_refused() -> None:
    with pytest.raises(InvalidTextError, match="Got int at index 1;"):
        match_texts(["a", 1])  # type: ignore[list-item]


@pytest.mark.parametrize(
    "text", ["\ud800 kill you", "\udfff", "i will kill you \ud800"]
)
def test_lone_surrogates_are_no_error(text: str) -> None:
    find_evidence(text)
    match_texts([text])


def test_quoted_speech_is_a_report() -> None:
    assert "death_threat" not in names_in('the note says "I will kill you" and more')


@pytest.mark.parametrize("phrase", PHRASES)
def test_phrases_compile_and_repeat_a_bounded_number_of_times(phrase: str) -> None:
    for part in compile_phrase(phrase).parts:
        pattern(part)
        assert not re.search(r"(?<!\\)[*+](?![^\[]*\])", part.replace("[\\w+", "["))


@pytest.mark.parametrize(
    "phrase", [cue.phrase for rule in RULES.values() for cue in rule.cues]
)
def test_every_cue_can_be_found_by_a_word(phrase: str) -> None:
    assert compile_phrase(phrase).anchors


def test_alternatives_spell_groups_out() -> None:
    assert alternatives("{to}|for") == ("to", "2", "t0", "for")


ATTACKS = [
    "i will kill ",
    "you ",
    "u ",
    "a" * 50,
    "kill you " * 3 + "haha ",
    "pay me or ",
    "$1,1,1,",
    "http://a.b.c.",
    '"',
    ". ' \" ",
    "dont tell your mum about ",
    "not not not ",
]


def seconds(text: str) -> float:
    best = float("inf")
    for _ in range(2):
        begin = time.process_time()
        match_texts([text])
        best = min(best, time.process_time() - begin)
    return best


@pytest.mark.parametrize("attack", ATTACKS)
def test_time_is_linear_on_hostile_text(attack: str) -> None:
    half = (attack * 50_000)[:50_000]
    seconds(half[:1000])

    # Quadratic time would make it four times; what is under 20 ms is noise.
    assert seconds(half + half) <= 3.2 * max(seconds(half), 0.02)


def test_some_rules_alone_find_what_they_find_among_all() -> None:
    texts = [line for rule in RULES.values() for line in rule.examples]
    every = match_texts(texts)
    some = match_texts(texts, (0, 3))
    assert (some[:, [0, 3]] == every[:, [0, 3]]).all()
    assert not np.delete(some, [0, 3], axis=1).any()
