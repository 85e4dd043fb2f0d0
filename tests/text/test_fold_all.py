"""Folding many texts at once gives what folding each gives."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harassclf.errors import InvalidTextError
from harassclf.text.batch import BATCH_CHARS
from harassclf.text.fold import fold, fold_all

ANY = st.text(st.characters(exclude_categories=[]), max_size=40)


@settings(deadline=None)
@given(st.lists(ANY, max_size=8))
def test_equals_folding_one_by_one(texts: list[str]) -> None:
    assert fold_all(texts) == [fold(text) for text in texts]


def test_characters_that_unfold_into_many_find_room() -> None:
    text = "\ufdfa" * 500

    assert fold_all([text, "", "K1LL"]) == [fold(text), "", "kill"]


def test_more_than_one_batch_keeps_the_order() -> None:
    texts = [f"w{'a b ' * 20}{i}" for i in range(BATCH_CHARS // 40)]

    assert fold_all(iter(texts)) == [fold(text) for text in texts]


def test_nothing_in_nothing_out() -> None:
    assert fold_all([]) == []


def test_what_is_not_text_is_refused() -> None:
    with pytest.raises(InvalidTextError, match="Got NoneType at index 1;"):
        fold_all(["a", None])  # type: ignore[list-item]
