"""What every public estimator must do.

scikit-learn's own ``parametrize_with_checks`` runs one check on an estimator of texts
and skips the other 89, so these are ours. Each check gets a fresh, unfitted estimator,
a list of texts and labels of shape (n_texts, 3); ``estimator_checks`` yields those that
apply to an estimator.
"""

from __future__ import annotations

import copy
import inspect
import io
from collections.abc import Callable, Iterator
from typing import Any

import joblib
import numpy as np
import pandas as pd
import pytest
from numpy.typing import NDArray
from sklearn.base import clone
from sklearn.utils.validation import check_is_fitted

from harassclf.errors import InvalidTextError, NotFittedError, UsageError

Check = Callable[[Any, list[str], NDArray[np.int8]], None]

BARE_STR = r"^Every text must be a str\. Got a bare str instead of a list at index 0;"


def estimator_checks(estimator: Any) -> Iterator[tuple[str, Check]]:
    """Yield (name, check) of every check that applies to `estimator`."""
    for name, check in sorted(globals().items()):
        if name.startswith("check_") and check.__module__ == __name__:
            yield name, check
    if hasattr(estimator, "predict_proba"):
        for name, check in sorted(globals().items()):
            if name.startswith("classifier_check_"):
                yield name, check


def output(estimator: Any, texts: Any) -> NDArray[np.float64]:
    """Return the main result of a fitted estimator as a dense array."""
    if hasattr(estimator, "predict_proba"):
        result: NDArray[np.float64] = estimator.predict_proba(texts)
        return result
    dense: NDArray[np.float64] = estimator.transform(texts).toarray()
    return dense


def parameters(estimator: Any) -> dict[str, Any]:
    """Return the parameters of ``__init__`` and their defaults."""
    signature = inspect.signature(type(estimator)).parameters
    return {name: parameter.default for name, parameter in signature.items()}


def state(estimator: Any) -> set[str]:
    """Return the names of what the estimator holds."""
    return set(vars(estimator))


def check_clone(estimator: Any, texts: list[str], y: NDArray[np.int8]) -> None:
    estimator.fit(texts, y)
    twin = clone(estimator)
    assert type(twin) is type(estimator)
    assert twin.get_params() == estimator.get_params()
    assert state(twin) == set(parameters(estimator))


def check_init_only_stores(
    estimator: Any, texts: list[str], y: NDArray[np.int8]
) -> None:
    for name in parameters(estimator):
        sentinel = object()
        made = type(estimator)(**{name: sentinel})
        assert getattr(made, name) is sentinel
        assert state(made) == set(parameters(estimator))


def check_parameters_are_keywords_with_defaults(
    estimator: Any, texts: list[str], y: NDArray[np.int8]
) -> None:
    for name, parameter in inspect.signature(type(estimator)).parameters.items():
        assert parameter.kind is parameter.KEYWORD_ONLY, name
        assert parameter.default is not parameter.empty, name
    assert set(estimator.get_params()) == set(parameters(estimator))
    assert estimator.get_params(deep=False) == estimator.get_params(deep=True)


def check_set_params_equals_init(
    estimator: Any, texts: list[str], y: NDArray[np.int8]
) -> None:
    values = {name: object() for name in parameters(estimator)}
    assert estimator.set_params(**values) is estimator
    assert estimator.get_params() == type(estimator)(**values).get_params() == values
    assert estimator.set_params() is estimator


def check_unknown_parameter(
    estimator: Any, texts: list[str], y: NDArray[np.int8]
) -> None:
    before = estimator.get_params()
    with pytest.raises(ValueError, match="parameter 'nonsense'"):
        estimator.set_params(nonsense=1)
    assert estimator.get_params() == before


def check_repr_names_what_differs(
    estimator: Any, texts: list[str], y: NDArray[np.int8]
) -> None:
    name = type(estimator).__name__
    assert repr(type(estimator)()) == f"{name}()"
    assert "word_bits=9" in repr(type(estimator)(word_bits=9))


def check_fit_returns_self(
    estimator: Any, texts: list[str], y: NDArray[np.int8]
) -> None:
    assert estimator.fit(texts, y) is estimator
    check_is_fitted(estimator)


def check_nothing_fitted_before_fit(
    estimator: Any, texts: list[str], y: NDArray[np.int8]
) -> None:
    assert [name for name in state(estimator) if name.endswith("_")] == []


def check_fit_keeps_parameters(
    estimator: Any, texts: list[str], y: NDArray[np.int8]
) -> None:
    before = estimator.get_params()
    estimator.fit(texts, y)
    assert estimator.get_params() == before
    added = state(estimator) - set(parameters(estimator))
    assert all(name.endswith("_") for name in added)


def check_refit_forgets(estimator: Any, texts: list[str], y: NDArray[np.int8]) -> None:
    fresh = clone(estimator).fit(texts, y)
    half = len(texts) // 2
    estimator.fit(texts[:half], y[:half])
    estimator.fit(texts, y)
    assert state(estimator) == state(fresh)
    assert np.array_equal(output(estimator, texts), output(fresh, texts))


def check_bare_str(estimator: Any, texts: list[str], y: NDArray[np.int8]) -> None:
    estimator.fit(texts, y)
    with pytest.raises(InvalidTextError, match=BARE_STR):
        output(estimator, "one text")
    with pytest.raises(InvalidTextError, match="a bare bytes instead of a list"):
        output(estimator, b"one text")


def check_not_a_str(estimator: Any, texts: list[str], y: NDArray[np.int8]) -> None:
    estimator.fit(texts, y)
    wrong = [None, float("nan"), 3, b"bytes", pd.NA, ["list"]]
    for value in wrong:
        name = type(value).__name__
        with pytest.raises(InvalidTextError, match=f"Got {name} at index 2;") as info:
            output(estimator, ["a", "", value, None])
        assert (info.value.index, info.value.type_name) == (2, name)
    with pytest.raises(InvalidTextError, match="at index 1;"):
        output(estimator, pd.Series(["a", None], dtype="str"))


def check_empty_list(estimator: Any, texts: list[str], y: NDArray[np.int8]) -> None:
    estimator.fit(texts, y)
    width = output(estimator, texts).shape[1]
    for nothing in ([], (), np.array([], object), pd.Series([], dtype="str")):
        assert output(estimator, nothing).shape == (0, width)


def check_one_row_per_text(
    estimator: Any, texts: list[str], y: NDArray[np.int8]
) -> None:
    estimator.fit(texts, y)
    for some in (texts, texts[:1], ["", "", ""], ["word " * 500, "x"]):
        assert len(output(estimator, some)) == len(some)


def check_order_and_subset(
    estimator: Any, texts: list[str], y: NDArray[np.int8]
) -> None:
    estimator.fit(texts, y)
    whole = output(estimator, texts)
    order = np.random.default_rng(0).permutation(len(texts))
    assert np.array_equal(output(estimator, [texts[i] for i in order]), whole[order])
    assert np.array_equal(output(estimator, texts[1::2]), whole[1::2])
    assert np.array_equal(output(estimator, texts[3:4] * 3), whole[[3, 3, 3]])


def check_input_unchanged(
    estimator: Any, texts: list[str], y: NDArray[np.int8]
) -> None:
    listed, labels = list(texts), y.copy()
    array, series = np.array(texts, object), pd.Series(texts, index=texts)
    kept = copy.deepcopy((listed, labels, array, series))
    estimator.fit(listed, labels)
    for container in (listed, array, series):
        output(estimator, container)
    assert listed == kept[0]
    assert np.array_equal(labels, kept[1])
    assert np.array_equal(array, kept[2])
    pd.testing.assert_series_equal(series, kept[3])


def check_containers(estimator: Any, texts: list[str], y: NDArray[np.int8]) -> None:
    estimator.fit(texts, y)
    expected = output(estimator, texts)
    backwards = list(range(len(texts)))[::-1]
    for container in (
        tuple(texts),
        np.array(texts),
        np.array(texts, object),
        pd.Series(texts, dtype="object"),
        pd.Series(texts, dtype="str", index=backwards),
        pd.Index(texts),
        iter(texts),
    ):
        assert np.array_equal(output(estimator, container), expected)
    for container in (tuple(texts), np.array(texts, object), pd.Series(texts)):
        twin = clone(estimator).fit(container, y)
        assert np.array_equal(output(twin, texts), expected)


def check_joblib_round_trip(
    estimator: Any, texts: list[str], y: NDArray[np.int8]
) -> None:
    estimator.fit(texts, y)
    stream = io.BytesIO()
    joblib.dump(estimator, stream)
    stream.seek(0)
    twin = joblib.load(stream)
    assert twin.get_params() == estimator.get_params()
    assert np.array_equal(output(twin, texts), output(estimator, texts))


def check_deterministic(estimator: Any, texts: list[str], y: NDArray[np.int8]) -> None:
    twin = clone(estimator).fit(texts, y)
    np.random.seed(123)  # a fit must not read the global generator
    estimator.fit(texts, y)
    assert np.array_equal(output(twin, texts), output(estimator, texts))
    assert np.array_equal(output(estimator, texts), output(estimator, texts))


def check_bad_parameters(estimator: Any, texts: list[str], y: NDArray[np.int8]) -> None:
    wrong = {
        "max_words": [0, 5, "2", None, 1.0],
        "min_chars": [0, 9, -1],
        "max_chars": [1, 9],
        "word_bits": [7, 25, -8, 10**30],
        "char_bits": [7, 25, 10.5],
    }
    for name, values in wrong.items():
        for value in values:
            made = clone(estimator).set_params(**{name: value})
            pattern = "'(max|min)_chars'" if "chars" in name else f"'{name}'"
            with pytest.raises(UsageError, match=f"^The {pattern} parameter of "):
                made.fit(texts, y)


def classifier_check_not_fitted(
    estimator: Any, texts: list[str], y: NDArray[np.int8]
) -> None:
    for name in ("predict", "predict_proba", "decision_function"):
        with pytest.raises(NotFittedError, match=r"is not fitted yet\. Call 'fit'"):
            getattr(estimator, name)(texts)
    with pytest.raises(NotFittedError, match="is not fitted yet"):
        estimator.score(texts, y)
    with pytest.raises(NotFittedError, match="is not fitted yet"):
        estimator.save("never written.hcm")
    with pytest.raises(ValueError, match="is not fitted yet"):
        check_is_fitted(estimator)


def classifier_check_fit_refuses_texts(
    estimator: Any, texts: list[str], y: NDArray[np.int8]
) -> None:
    with pytest.raises(InvalidTextError, match=BARE_STR):
        estimator.fit("one text", y)
    with pytest.raises(InvalidTextError, match="Got NoneType at index 1;"):
        estimator.fit([texts[0], None, *texts[2:]], y)
    assert state(estimator) == set(parameters(estimator))


def classifier_check_probabilities(
    estimator: Any, texts: list[str], y: NDArray[np.int8]
) -> None:
    estimator.fit(texts, y)
    proba = estimator.predict_proba(texts)
    assert proba.dtype == np.float64
    assert proba.shape == (len(texts), len(estimator.classes_))
    assert ((proba >= 0) & (proba <= 1)).all()
    limits = [estimator.thresholds_[name] for name in estimator.classes_]
    assert np.array_equal(estimator.predict(texts), proba >= limits)
    margins = estimator.decision_function(texts)
    for k in range(margins.shape[1]):
        ranked = proba[np.argsort(margins[:, k]), k]
        assert (np.diff(ranked) >= 0).all()


def classifier_check_failed_fit_keeps_the_last(
    estimator: Any, texts: list[str], y: NDArray[np.int8]
) -> None:
    before = output(estimator.fit(texts, y), texts)
    with pytest.raises(UsageError, match="must have shape"):
        estimator.fit(texts, y[:, :2])
    with pytest.raises(UsageError, match="Label 'threat' needs texts that have it"):
        estimator.fit(texts, np.where(np.arange(3) == 0, 0, y))
    assert np.array_equal(output(estimator, texts), before)
