"""Variants that training sees beside the project's own lines."""

from __future__ import annotations

from random import Random

import pytest

from harassclf.model.datasets import AUTHORED, LabelledTexts
from harassclf.model.variants import (
    DISGUISED,
    VARIANTS,
    WEIGHT,
    swap_groups,
    with_variants,
)


def lines(texts: list[str], name: str = f"{AUTHORED}:a") -> LabelledTexts:
    into = LabelledTexts()
    for text in texts:
        into.add(
            text,
            (1, 0, 0),
            weights=3.0,
            groups="voice a",
            sets=name,
            families=f"{AUTHORED}:a",
            private=False,
        )
    return into


def test_variants_keep_labels_voice_and_family() -> None:
    texts = lines([f"someone will remember number {i}" for i in range(300)])
    added = with_variants(texts)
    assert added == len(texts) - 300
    share = sum(DISGUISED.values()) / 100
    assert 0.6 * share < added / 300 < 1.4 * share
    assert set(texts.sets[300:]) == {f"{VARIANTS}:a"}
    assert set(texts.groups) == {"voice a"}
    assert set(texts.families) == {f"{AUTHORED}:a"}
    assert set(texts.labels[300:]) == {(1, 0, 0)}
    assert set(texts.weights[300:]) == {3.0 * WEIGHT}


def test_the_same_lines_give_the_same_variants() -> None:
    one, two = (lines(["Gay people live here, and Muslims too"] * 2) for _ in range(2))
    with_variants(one)
    with_variants(two)
    assert one.texts == two.texts
    assert len(one) > 2


def test_public_sets_get_none() -> None:
    texts = lines(["immigrants are my neighbours"] * 50, name="davidson")
    assert with_variants(texts) == 0


@pytest.mark.parametrize(
    "text", ["old white men by the black door", "see you at six", "polish the table"]
)
def test_words_with_other_meanings_stay(text: str) -> None:
    assert swap_groups(text, Random(1)) == text  # noqa: S311


def test_a_group_is_swapped_the_same_way_throughout() -> None:
    swapped = swap_groups("Muslims here, muslims there, a gay man", Random(3))  # noqa: S311
    first, second = swapped.split(" here, ")
    assert first.lower() == second.split(" there")[0]
    assert first[0].isupper()
    assert "muslims" not in swapped.lower() or "gay" not in swapped
