"""The classifier under scikit-learn's tools, with odd input, and twice."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
import scipy.sparse as sp
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import (
    GridSearchCV,
    GroupKFold,
    KFold,
    cross_val_predict,
    cross_val_score,
)
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import FunctionTransformer

from harassclf.errors import InvalidTextError, UsageError
from harassclf.model import fitting
from harassclf.model.classifier import HarassmentClassifier
from harassclf.model.modelfile import model_bytes
from harassclf.model.pipeline import best_of_rows, fit_label
from harassclf.text.tfidf import BlockTfidf

SMALL: dict[str, Any] = {
    "word_bits": 9,
    "char_bits": 10,
    "pattern_bits": 10,
    "folds": 2,
}
Tiny = tuple[list[str], NDArray[np.int8]]


def small(**params: Any) -> HarassmentClassifier:
    return HarassmentClassifier(**(SMALL | params))


def lower(texts: list[str]) -> list[str]:
    return [text.lower() for text in texts]


# --- it learns, and says so


def test_learns_the_labels(fitted: HarassmentClassifier, tiny: Tiny) -> None:
    texts, y = tiny
    assert fitted.score(texts, y) > 0.99
    held_out = [
        roc_auc_score(y[:, k], fitted.out_of_fold_margins_[:, k]) for k in (0, 1, 2)
    ]
    assert min(held_out) > 0.6
    assert fitted.classes_ == ["threat", "abuse", "spam"]


def test_attributes_after_fit(fitted: HarassmentClassifier) -> None:
    assert fitted.thresholds_ == {"threat": 0.5, "abuse": 0.5, "spam": 0.5}
    assert fitted.about_ == {}
    assert fitted.out_of_fold_margins_.shape == (84, 3)
    assert np.isfinite(fitted.out_of_fold_margins_).all()
    assert (fitted.scorer_.slopes >= 0).all()


def test_score_leaves_out_unknown_and_single_valued_labels(
    fitted: HarassmentClassifier, tiny: Tiny
) -> None:
    texts, y = tiny
    partial = np.where(np.arange(3) == 2, -1, y)
    partial[:, 1] = 0
    only = roc_auc_score(y[:, 0], fitted.predict_proba(texts)[:, 0])
    assert fitted.score(texts, partial) == only
    assert np.isnan(fitted.score(texts, np.full_like(y, -1)))


def test_predict_follows_thresholds(tiny: Tiny) -> None:
    texts, y = tiny
    model = small().fit(texts, y)
    model.thresholds_ = {"threat": 0.0, "abuse": 1.0, "spam": 0.5}
    found = model.predict(texts)
    assert found.dtype == np.int8
    assert found[:, 0].all()
    assert not found[:, 1].any()


# --- scikit-learn's tools


def test_grid_search(tiny: Tiny) -> None:
    texts, y = tiny
    search = GridSearchCV(small(), {"C": [0.1, 10.0]}, cv=2, error_score="raise")
    search.fit(texts, y)
    assert search.best_params_["C"] in (0.1, 10.0)
    assert search.predict_proba(texts[:5]).shape == (5, 3)
    assert search.best_score_ > 0.5


def test_grid_search_over_numpy_values(tiny: Tiny) -> None:
    texts, y = tiny
    search = GridSearchCV(small(), {"C": np.logspace(0, 1, 2)}, cv=2)
    assert np.isfinite(search.fit(texts, y).best_score_)


def test_last_step_of_a_pipeline(tiny: Tiny) -> None:
    texts, y = tiny
    piped = make_pipeline(FunctionTransformer(lower), small())
    weights = np.linspace(0.5, 1.5, len(texts))
    piped.fit(texts, y, harassmentclassifier__sample_weight=weights)
    alone = small().fit(lower(texts), y, sample_weight=weights)
    assert np.array_equal(piped.predict_proba(texts), alone.predict_proba(lower(texts)))
    assert np.array_equal(piped.predict(texts), alone.predict(lower(texts)))
    assert piped.score(texts, y) == alone.score(lower(texts), y)


def test_grid_search_in_a_pipeline(tiny: Tiny) -> None:
    texts, y = tiny
    piped = Pipeline([("lower", FunctionTransformer(lower)), ("model", small())])
    search = GridSearchCV(piped, {"model__C": [1.0, 10.0]}, cv=2).fit(texts, y)
    assert np.isfinite(search.cv_results_["mean_test_score"]).all()


def test_cross_val_predict(tiny: Tiny) -> None:
    texts, y = tiny
    splits = KFold(3)
    found = cross_val_predict(small(), texts, y, cv=splits, method="predict_proba")
    assert found.shape == (len(texts), 3)
    inside, outside = next(splits.split(texts))
    by_hand = small().fit([texts[i] for i in inside], y[inside])
    expected = by_hand.predict_proba([texts[i] for i in outside])
    assert np.array_equal(found[outside], expected)


def test_cross_val_predict_with_unknown_labels_is_refused_not_wrong(
    tiny: Tiny,
) -> None:
    # scikit-learn renumbers the labels -1, 0, 1 to 0, 1, 2 before it fits.
    texts, y = tiny
    partial = np.where(np.arange(len(y))[:, None] % 10 == 0, -1, y)
    with pytest.raises(UsageError, match="'y' must hold 1, 0, or -1 for unknown"):
        cross_val_predict(small(), texts, partial, cv=2, method="predict_proba")
    found = cross_val_predict(small(), texts, partial, cv=2, method="predict")
    assert found.shape == (len(texts), 3)


def test_cross_val_score_with_groups_and_weights(tiny: Tiny) -> None:
    texts, y = tiny
    groups = np.arange(len(texts)) // 4
    scores = cross_val_score(
        small(),
        texts,
        y,
        cv=GroupKFold(3),
        groups=groups,
        params={"sample_weight": np.ones(len(texts))},
    )
    assert np.isfinite(scores).all()


# --- unknown labels


def test_nan_is_unknown(tiny: Tiny) -> None:
    texts, y = tiny
    partial = y.astype(float)
    partial[::5, 1] = np.nan
    minus = np.where(np.isnan(partial), -1, partial).astype(int)
    same = [model_bytes(small().fit(texts, labels)) for labels in (partial, minus)]
    assert same[0] == same[1]


def test_unknown_rows_are_left_out_of_that_fit_only(tiny: Tiny) -> None:
    texts, y = tiny
    recipe = small().recipe()
    rows = fitting.count(texts, recipe)
    features = (
        BlockTfidf((512, 1024, 1024), 0.6).fit(rows.counts).transform(rows.counts)
    )
    labels = y[:, 0].copy()
    labels[::3] = -1
    weights = np.linspace(1, 2, len(y))
    known = np.flatnonzero(labels >= 0)
    with_unknown = fit_label(features, labels, weights, C=10.0)
    dropped = fit_label(features[known], labels[known], weights[known], C=10.0)
    assert np.array_equal(with_unknown.coef_, dropped.coef_)
    assert np.array_equal(with_unknown.intercept_, dropped.intercept_)


def test_unknown_in_one_label_leaves_the_others_alone(tiny: Tiny) -> None:
    texts, y = tiny
    partial = y.copy()
    partial[::7, 0] = -1
    whole, part = small().fit(texts, y), small().fit(texts, partial)
    assert not np.array_equal(whole.scorer_.weights[:, 1], part.scorer_.weights[:, 1])
    # The document frequencies are those of all texts, whatever is known of them.
    for column in (0, 2, 3):
        assert np.array_equal(
            whole.scorer_.weights[:, column], part.scorer_.weights[:, column]
        )
    assert np.array_equal(whole.scorer_.slopes[1:], part.scorer_.slopes[1:])
    assert np.array_equal(whole.scorer_.offsets[1:], part.scorer_.offsets[1:])


# --- weights and groups


def test_weights_of_one_change_nothing(tiny: Tiny) -> None:
    texts, y = tiny
    ones = small().fit(texts, y, sample_weight=[1] * len(texts))
    assert model_bytes(ones) == model_bytes(small().fit(texts, y))


def test_weight_counts_as_repetition(tiny: Tiny) -> None:
    texts, y = tiny
    recipe = small().recipe()
    rows = fitting.count(texts, recipe)
    features = (
        BlockTfidf((512, 1024, 1024), 0.6).fit(rows.counts).transform(rows.counts)
    )
    weights = np.where(np.arange(len(y)) % 2, 2.0, 1.0)
    twice = np.repeat(np.arange(len(y)), weights.astype(int))
    weighted: Any = LogisticRegression(C=1.0, tol=1e-8, max_iter=1000)
    weighted.fit(features, y[:, 0], sample_weight=weights)
    repeated: Any = LogisticRegression(C=1.0, tol=1e-8, max_iter=1000)
    repeated.fit(features[twice], y[twice, 0])
    np.testing.assert_allclose(weighted.coef_, repeated.coef_, atol=1e-5)
    # fit_label stops early and rounds to half precision, so only about the same.
    ours = fit_label(features, y[:, 0], weights, C=1.0)
    again = fit_label(features[twice], y[twice, 0], np.ones(len(twice)), C=1.0)
    np.testing.assert_allclose(ours.coef_, again.coef_, atol=0.02)


def test_heavier_texts_pull_harder(tiny: Tiny) -> None:
    texts, y = tiny
    heavy = np.where(y[:, 0] == 1, 20.0, 1.0)
    light = small().fit(texts, y).predict_proba(texts)[:, 0].mean()
    assert (
        small().fit(texts, y, sample_weight=heavy).predict_proba(texts)[:, 0].mean()
        > light
    )


def test_groups_stay_on_one_side(tiny: Tiny) -> None:
    # Every text twice: alone each copy finds itself on the other side of a fold.
    texts, y = tiny
    both, labels = texts * 2, np.vstack([y, y])
    apart = small().fit(both, labels)
    together = small().fit(both, labels, groups=[str(i) for i in range(len(y))] * 2)

    def area(model: HarassmentClassifier) -> float:
        margins = model.out_of_fold_margins_[:, 1]
        return float(roc_auc_score(labels[:, 1], margins))

    assert area(together) < area(apart)
    # Copies of a text are held out of the same fold, so they get the same margin.
    margins = together.out_of_fold_margins_
    assert np.array_equal(margins[: len(y)], margins[len(y) :])


def test_groups_may_be_numbers_in_a_series(tiny: Tiny) -> None:
    texts, y = tiny
    numbers = pd.Series(np.arange(len(y)) // 3)
    named = [str(number) for number in numbers]
    one, two = (small().fit(texts, y, groups=groups) for groups in (numbers, named))
    assert model_bytes(one) == model_bytes(two)


# --- what is refused


@pytest.mark.parametrize(
    ("y", "message"),
    [
        ([1] * 84, r"'y' must have shape \(84, 3\).*Got \(84,\) instead"),
        ([[1, 0]] * 84, r"threat, abuse, spam\. Got \(84, 2\) instead"),
        ([[1, 0, 0]] * 83, r"Got \(83, 3\) instead"),
        ([[1, 0, 0]] * 80 + [[2, 0, 0]] * 4, "unknown; row 80 does not"),
        ([[1, 0, 0.5]] * 84, "row 0 does not"),
        ([[1, 0, float("inf")]] * 84, "row 0 does not"),
        ([["threat", 0, 0]] * 84, "'y' must hold numbers"),
        ([[None, 0, 0], [0]], "'y' must hold numbers"),
        (None, "'y' must have shape"),
        (pd.DataFrame([[pd.NA, 0, 1]] * 84), "'y' must hold numbers"),
        (sp.csr_matrix((84, 3)), "'y' must hold numbers"),
    ],
)
def test_bad_y(tiny: Tiny, y: Any, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        small().fit(tiny[0], y)


@pytest.mark.parametrize(
    "weights",
    [
        [1.0] * 83,
        [1.0] * 83 + [-1.0],
        [1.0] * 83 + [float("nan")],
        [1.0] * 83 + [float("inf")],
        ["heavy"] * 84,
        [None, [1]],
        2.0,
        [[1.0]] * 84,
    ],
)
def test_bad_weights(tiny: Tiny, weights: Any) -> None:
    with pytest.raises(
        UsageError, match="'sample_weight' must hold 84 numbers of at least 0"
    ):
        small().fit(*tiny, sample_weight=weights)


def test_bad_groups(tiny: Tiny) -> None:
    with pytest.raises(UsageError, match="Got 3 groups for 84 texts"):
        small().fit(*tiny, groups=["a", "b", "c"])
    with pytest.raises(UsageError, match=r"in 3 folds needs as many groups.* Got 2;"):
        small(folds=3).fit(*tiny, groups=["a", "b"] * 42)
    with pytest.raises(UsageError, match=r"needs as many groups of texts\. Got 0;"):
        small().fit([], np.empty((0, 3)))
    with pytest.raises(UsageError, match=r"needs as many groups of texts\. Got 1;"):
        small().fit(["a"], [[0, 0, 0]])


@pytest.mark.parametrize(("k", "name"), [*enumerate(["threat", "abuse", "spam"])])
@pytest.mark.parametrize("value", [0, 1, -1])
def test_one_class_label(tiny: Tiny, k: int, name: str, value: int) -> None:
    y = tiny[1].copy()
    y[:, k] = value
    with pytest.raises(UsageError, match=f"Label '{name}' needs texts that have it"):
        small().fit(tiny[0], y)


def test_texts_of_weight_0_do_not_count_as_a_class(tiny: Tiny) -> None:
    texts, y = tiny
    with pytest.raises(UsageError, match="Label 'spam' needs texts that have it"):
        small().fit(texts, y, sample_weight=1.0 - y[:, 2])
    with pytest.raises(UsageError, match="Label 'threat' needs texts that have it"):
        small().fit(texts, y, sample_weight=np.zeros(len(y)))


def test_all_of_a_label_in_one_group(tiny: Tiny) -> None:
    texts, y = tiny
    groups = np.where(y[:, 0] == 1, 0, 1 + np.arange(len(y)))
    with pytest.raises(UsageError, match="Label 'threat' needs texts that have it"):
        small().fit(texts, y, groups=groups)


@pytest.mark.parametrize(
    ("params", "message"),
    [
        ({"C": 0}, r"'C' parameter .* must be a number in \[1e-06, 1000000.0\]"),
        ({"C": -1.0}, "'C' parameter"),
        ({"C": float("nan")}, "'C' parameter .* Got nan instead"),
        ({"C": float("inf")}, "'C' parameter"),
        ({"C": "10"}, "'C' parameter .* Got '10' instead"),
        ({"C": True}, "'C' parameter .* Got True instead"),
        ({"C": None}, "'C' parameter"),
        ({"folds": 1}, r"'folds' parameter .* must be an int in \[2, 1048576\]"),
        ({"folds": 2.0}, "'folds' parameter"),
        ({"folds": True}, "'folds' parameter"),
        ({"window_words": 1}, "'window_words' parameter"),
        ({"window_words": 1 << 70}, "'window_words' parameter"),
        ({"window_step": 0}, r"'window_step' parameter .* an int in \[1, 64\]"),
        # Words 65 to 99 of a text would be in no window.
        ({"window_step": 100}, r"'window_step' parameter .* an int in \[1, 64\]"),
        ({"length_prior": 0}, "'length_prior' parameter"),
        ({"length_prior": 101.0}, "'length_prior' parameter"),
        ({"length_prior": float("nan")}, "'length_prior' parameter"),
        ({"length_prior": "0.5"}, "'length_prior' parameter"),
        ({"n_jobs": 0}, "'n_jobs' parameter .* Got 0 instead"),
        ({"n_jobs": "all"}, "'n_jobs' parameter"),
        ({"max_words": True}, "'max_words' parameter"),
        ({"word_bits": "x" * 10_000}, "'word_bits' parameter .{0,120}$"),
    ],
)
def test_bad_parameters(tiny: Tiny, params: dict[str, Any], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        small(**params).fit(*tiny)


def test_bad_text_among_texts(tiny: Tiny) -> None:
    texts: list[Any] = list(tiny[0])
    texts[7] = float("nan")
    with pytest.raises(InvalidTextError, match="Got float at index 7"):
        small().fit(texts, tiny[1])


# --- the same again


def test_two_fits_give_the_same_bytes(tiny: Tiny) -> None:
    first = model_bytes(small().fit(*tiny))
    assert model_bytes(small().fit(*tiny)) == first
    assert model_bytes(small(n_jobs=2).fit(*tiny)) == first
    assert model_bytes(small(n_jobs=-1).fit(*tiny)) == first


def test_order_of_texts_does_not_depend_on_container(tiny: Tiny) -> None:
    texts, y = tiny
    frame = pd.DataFrame(y, columns=["threat", "abuse", "spam"])
    series = pd.Series(texts, index=frame.index[::-1])
    assert model_bytes(small().fit(series, frame)) == model_bytes(small().fit(texts, y))


# --- the parts


def test_counted_rows_and_whole_texts() -> None:
    recipe = small(window_words=2, window_step=1).recipe()
    counted = fitting.count(["one two three four", "", "one"], recipe)
    assert counted.owner.tolist() == [0, 0, 0, 0, 1, 2]
    assert counted.whole.tolist() == [0, 4, 5]
    assert counted.rows_of(np.array([0, 2])).tolist() == [0, 1, 2, 3, 5]


def test_best_of_rows() -> None:
    margins = np.array([[1.0, -5.0], [0.0, 2.0], [-3.0, -4.0]])
    best = best_of_rows(margins, np.array([0, 0, 1]))
    assert best.tolist() == [[1.0, 2.0], [-3.0, -4.0]]
    assert best_of_rows(np.empty((0, 3)), np.empty(0, int)).shape == (0, 3)


@pytest.mark.parametrize("prior", [0.1, 1.0, 3.0])
def test_block_tfidf_scales_each_kind_on_its_own(prior: float) -> None:
    dense = np.array([[1, 2, 0, 3], [0, 1, 0, 0], [0, 0, 0, 0]])
    tfidf = BlockTfidf((2, 2), prior).fit(sp.csr_matrix(dense))
    expected = np.zeros(dense.shape)
    for block in (slice(2), slice(2, 4)):
        masses = dense[:, block] @ tfidf.idf_[block] ** 2
        extra = prior * np.median(masses[masses > 0])
        for i, mass in enumerate(masses):
            row = dense[i, block] * tfidf.idf_[block]
            expected[i, block] = row / np.sqrt(mass + extra)
    found = tfidf.transform(sp.csr_matrix(dense)).toarray()
    np.testing.assert_allclose(found, expected)


def test_calibrate_recovers_a_logistic() -> None:
    generator = np.random.default_rng(0)
    margins = generator.normal(size=(20_000, 1))
    chance = 1 / (1 + np.exp(-(1.5 * margins - 0.7)))
    labels = (generator.random(chance.shape) < chance).astype(np.int8)
    slopes, offsets = fitting.calibrate(margins, labels, np.ones(len(labels)))
    assert slopes[0] == pytest.approx(1.5, abs=0.06)
    assert offsets[0] == pytest.approx(-0.7, abs=0.06)


def test_calibrate_leaves_out_unknown() -> None:
    margins = np.array([[1.0], [-1.0], [0.5], [-0.5], [0.1], [-3.0]])
    labels = np.array([[1], [0], [0], [1], [-1], [-1]], np.int8)
    weights = np.arange(1.0, 7.0)
    some = fitting.calibrate(margins[:4], labels[:4], weights[:4])
    assert np.array_equal(fitting.calibrate(margins, labels, weights), some)


def test_calibrate_gives_the_share_where_the_order_is_wrong() -> None:
    margins = np.array([[2.0], [1.0], [-1.0], [-2.0]])
    labels = np.array([[0], [0], [0], [1]], np.int8)
    slopes, offsets = fitting.calibrate(margins, labels, np.ones(4))
    assert slopes.tolist() == [0.0]
    assert 1 / (1 + np.exp(-offsets[0])) == pytest.approx(0.25)


def test_repr() -> None:
    assert repr(HarassmentClassifier(C=1.0, folds=3)) == (
        "HarassmentClassifier(C=1.0, folds=3)"
    )
