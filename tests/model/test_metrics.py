"""Figures and their intervals, beside scikit-learn and published examples."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import (
    average_precision_score,
    brier_score_loss,
    roc_auc_score,
    roc_curve,
)

from harassclf.model.metrics import (
    average_precision,
    brier_score,
    calibration_error,
    mean_of,
    recall_at,
    reliability,
    roc_auc,
    share,
    share_difference,
)

SCORES = st.lists(
    st.tuples(st.booleans(), st.sampled_from([0.0, 0.1, 0.25, 0.5, 0.9, 1.0])),
    min_size=4,
    max_size=60,
)


def sample(seed=0, n=400):
    random = np.random.default_rng(seed)
    truth = random.random(n) < 0.3
    return truth, np.clip(random.normal(0.3 + 0.3 * truth, 0.2), 0, 1)


@given(SCORES)
def test_areas_equal_those_of_scikit_learn_ties_included(rows):
    truth = np.array([flag for flag, _ in rows])
    scores = np.array([score for _, score in rows])
    area, precision = roc_auc(truth, scores), average_precision(truth, scores)
    if truth.all() or not truth.any():
        assert area["value"] is None
        assert precision["value"] is None
        return
    assert area["value"] == pytest.approx(roc_auc_score(truth, scores), abs=1e-6)
    expected = average_precision_score(truth, scores)
    assert precision["value"] == pytest.approx(expected, abs=1e-6)
    for one in (area, precision):
        assert 0 <= one["low"] <= one["value"] <= one["high"] <= 1
        assert one["n"] == len(rows)


def test_hanley_and_mcneil_their_own_example():
    # Hanley and McNeil (1982): 58 normal and 51 abnormal images, area 0.893 by the
    # trapezoid, standard error about 0.032 by the formula in use here.
    normal = np.repeat([1, 2, 3, 4, 5], [33, 6, 6, 11, 2])
    abnormal = np.repeat([1, 2, 3, 4, 5], [3, 2, 2, 11, 33])
    truth = np.repeat([False, True], [58, 51])
    found = roc_auc(truth, np.concatenate([normal, abnormal]).astype(float))
    assert found["value"] == pytest.approx(0.893, abs=5e-4)
    assert (found["high"] - found["value"]) / 1.96 == pytest.approx(0.032, abs=1e-3)


@pytest.mark.parametrize(
    ("found", "n", "low", "high"),
    # Newcombe (1998), table I, method 3.
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611)],
)
def test_wilson(found, n, low, high):
    one = share(found, n)
    assert (one["low"], one["high"]) == pytest.approx((low, high), abs=1e-4)
    per_thousand = share(found, n, scale=1000.0)
    assert per_thousand["high"] == pytest.approx(1000 * high, abs=0.1)


def test_a_share_of_nothing_has_no_value():
    assert share(0, 0) == {"value": None, "low": None, "high": None, "n": 0}
    assert share_difference(0, 0, 1, 2)["value"] is None


def test_newcombe_difference():
    # Newcombe (1998), "Interval estimation for the difference", method 10, case (a).
    one = share_difference(56, 70, 48, 80)
    assert one["value"] == pytest.approx(0.2, abs=1e-6)
    assert (one["low"], one["high"]) == pytest.approx((0.0524, 0.3339), abs=1e-4)


@pytest.mark.parametrize("rate", [0.01, 0.05, 0.5])
def test_recall_at_a_rate_of_false_alarms(rate):
    truth, scores = sample()
    false, true, _ = roc_curve(truth, scores, drop_intermediate=False)
    expected = true[false <= rate].max()
    assert recall_at(truth, scores, rate)["value"] == pytest.approx(expected, abs=1e-6)


def test_too_few_rows_for_one_false_alarm():
    truth, scores = sample()
    assert recall_at(truth, scores, 0.001)["value"] is None


def test_brier_score():
    truth, scores = sample()
    one = brier_score(truth, scores)
    expected = brier_score_loss(truth, scores)
    assert one["value"] == pytest.approx(expected, abs=1e-6)
    assert one["low"] < one["value"] < one["high"]


def test_calibration_error_of_calibrated_and_of_shifted_probabilities():
    random = np.random.default_rng(3)
    scores = random.random(30_000)
    truth = random.random(30_000) < scores
    good = calibration_error(truth, scores)
    assert good["value"] < 0.01
    bad = calibration_error(truth, np.clip(scores + 0.2, 0, 1))
    assert bad["value"] == pytest.approx(0.18, abs=0.02)
    assert bad["low"] <= bad["value"] <= bad["high"]
    assert calibration_error(truth, scores) == good


def test_bins_hold_every_row_in_order():
    truth, scores = sample(n=101)
    bins = reliability(truth, scores)
    assert len(bins) == 15
    assert sum(one.n for one in bins) == 101
    assert max(one.n for one in bins) - min(one.n for one in bins) <= 1
    assert [one.predicted for one in bins] == sorted(one.predicted for one in bins)
    assert len(reliability(truth[:4], scores[:4])) == 4


def test_mean_of_few():
    assert mean_of([])["value"] is None
    assert mean_of([0.5]) == {"value": 0.5, "low": None, "high": None, "n": 1}
    three = mean_of([0.8, 0.9, 1.0])
    # Student's t with two degrees of freedom: 4.3027.
    assert three["high"] - 0.9 == pytest.approx(4.3027 * 0.1 / 3**0.5, abs=1e-4)
