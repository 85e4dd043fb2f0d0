"""Batches of texts as arrays of code points."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harassclf.errors import HarassclfError, InvalidTextError
from harassclf.text import batch
from harassclf.text.batch import as_texts, batches, code_points

TEXTS = ["one", "", "Zwei 😀"]
ANY = st.text(st.characters(exclude_categories=[]), max_size=20)


@pytest.mark.parametrize(
    "texts",
    [
        TEXTS,
        tuple(TEXTS),
        np.array(TEXTS),
        np.array(TEXTS, dtype=object),
        pd.Series(TEXTS, index=[5, 3, 9]),
        pd.Series(TEXTS, dtype="string"),
        (text for text in TEXTS),
        dict.fromkeys(TEXTS).keys(),
    ],
    ids=lambda texts: type(texts).__name__,
)
def test_iterables_of_str_are_taken(texts: object) -> None:
    assert as_texts(texts) == TEXTS  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "texts", [[], (), np.array([], dtype=str), pd.Series([], dtype=object)]
)
def test_no_texts_are_an_empty_list(texts: object) -> None:
    assert as_texts(texts) == []  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("value", "name"),
    [
        (None, "NoneType"),
        (float("nan"), "float"),
        (b"x", "bytes"),
        (7, "int"),
        (pd.NA, "NAType"),
        (["x"], "list"),
    ],
)
def test_other_elements_are_refused_with_their_index(value: object, name: str) -> None:
    with pytest.raises(
        InvalidTextError, match=f"Got {name} at index 2; drop"
    ) as caught:
        as_texts(["a", "b", value, None])  # type: ignore[list-item]

    assert caught.value.index == 2
    assert caught.value.type_name == name
    assert isinstance(caught.value, HarassclfError)
    assert isinstance(caught.value, TypeError)


@pytest.mark.parametrize(
    ("texts", "name"),
    [
        ("secret", "str"),
        (b"secret", "bytes"),
        (None, "NoneType"),
        (5, "int"),
        ({"secret": 1}, "dict"),
        (pd.DataFrame({"secret": ["x"]}), "DataFrame"),
        (np.array("secret"), "ndarray"),
        (np.array([["secret"]]), "ndarray"),
    ],
)
def test_what_is_no_list_is_refused_without_its_content(
    texts: object, name: str
) -> None:
    with pytest.raises(
        InvalidTextError, match=f"Got a bare {name} instead of a list"
    ) as caught:
        as_texts(texts)  # type: ignore[arg-type]

    assert "secret" not in str(caught.value)


def test_the_input_is_not_changed() -> None:
    texts = list(TEXTS)
    listed = as_texts(texts)
    listed.append("more")

    assert texts == TEXTS


@settings(deadline=None)
@given(st.lists(ANY, max_size=8))
def test_code_points_come_back_as_texts(texts: list[str]) -> None:
    codes, starts = code_points(texts)

    assert codes.dtype == np.int32
    assert starts.dtype == np.int64
    assert starts[0] == 0
    assert starts[-1] == len(codes)
    for i, text in enumerate(texts):
        assert codes[starts[i] : starts[i + 1]].tolist() == list(map(ord, text))


@settings(deadline=None)
@given(st.lists(ANY, max_size=30), st.integers(1, 40))
def test_batches_are_all_texts_in_order(texts: list[str], size: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(batch, "BATCH_CHARS", size)
        pieces = list(batches(texts))

    assert [text for _, piece in pieces for text in piece] == texts
    begin = 0
    for first, piece in pieces:
        assert first == begin
        assert piece
        assert sum(map(len, piece[:-1])) < size
        begin += len(piece)
