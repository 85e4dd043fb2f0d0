"""Figures with 95 % intervals: ranking, calibration and shares."""

from __future__ import annotations

from typing import NamedTuple, TypedDict

import numpy as np
from numpy.typing import NDArray
from scipy.stats import rankdata, t

# Two-sided 95 % of the normal distribution.
Z95 = 1.959963984540054
# As many bins as Guo et al. (2017) use; here with the same number of rows in each.
N_BINS = 15
BIN_DRAWS = 2000

Flags = NDArray[np.bool_]
Numbers = NDArray[np.float64]


class Figure(TypedDict):
    """One number with its 95 % interval and the number of rows behind it.

    ``value``, ``low`` and ``high`` are None where there are too few rows.
    """

    value: float | None
    low: float | None
    high: float | None
    n: int


class Bin(NamedTuple):
    """Rows of one stretch of probabilities."""

    predicted: float
    observed: float
    n: int


def figure(value: float, low: float, high: float, n: int) -> Figure:
    """Return a `Figure`, rounded to six places so that files compare."""
    return Figure(
        value=round(float(value), 6),
        low=round(float(low), 6),
        high=round(float(high), 6),
        n=int(n),
    )


def missing(n: int) -> Figure:
    """Return the `Figure` of something that `n` rows are too few for."""
    return Figure(value=None, low=None, high=None, n=int(n))


def share(found: int, n: int, *, scale: float = 1.0) -> Figure:
    """Return ``scale * found / n`` with the interval of Wilson (1927).

    Parameters
    ----------
    found, n : int
        0 <= found <= n.
    scale : float, default=1.0
        1000 gives a rate per thousand.

    Examples
    --------
    >>> share(0, 20)
    {'value': 0.0, 'low': 0.0, 'high': 0.161125, 'n': 20}
    """
    if not n:
        return missing(0)
    rate, square = found / n, Z95 * Z95
    middle = (rate + square / (2 * n)) / (1 + square / n)
    half = (
        np.sqrt(rate * (1 - rate) / n + square / (4 * n * n)) * Z95 / (1 + square / n)
    )
    # At the edges rounding would leave 1e-17.
    low = 0.0 if found == 0 else max(0.0, middle - half)
    high = 1.0 if found == n else min(1.0, middle + half)
    return figure(scale * rate, scale * low, scale * high, n)


def share_of(flags: Flags, *, scale: float = 1.0) -> Figure:
    """Return the share of True in `flags`; see `share`."""
    return share(int(np.count_nonzero(flags)), len(flags), scale=scale)


def share_difference(found: int, n: int, other_found: int, other_n: int) -> Figure:
    """Return ``found / n - other_found / other_n`` of two independent samples.

    The interval is Newcombe's (1998, method 10), made of the two Wilson intervals; on
    paired rows it is wider than need be.
    """
    if not n or not other_n:
        return missing(min(n, other_n))
    one, other = share(found, n), share(other_found, other_n)
    p, low, high = _parts(one)
    q, other_low, other_high = _parts(other)
    below = np.sqrt((p - low) ** 2 + (other_high - q) ** 2)
    above = np.sqrt((high - p) ** 2 + (q - other_low) ** 2)
    return figure(p - q, p - q - below, p - q + above, n + other_n)


def _parts(of: Figure) -> tuple[float, float, float]:
    value, low, high = of["value"], of["low"], of["high"]
    if value is None or low is None or high is None:
        raise ValueError("a figure without a value has no parts")
    return value, low, high


def mean_of(values: list[float]) -> Figure:
    """Return the mean with the interval of Student's t over `values`."""
    n = len(values)
    if not n:
        return missing(0)
    mean = float(np.mean(values))
    if n == 1:
        return Figure(value=round(mean, 6), low=None, high=None, n=1)
    half = float(t.ppf(0.975, n - 1) * np.std(values, ddof=1) / np.sqrt(n))
    return figure(mean, mean - half, mean + half, n)


def roc_auc(truth: Flags, scores: Numbers) -> Figure:
    """Return the chance that a row with the label scores above one without.

    Ties count half. The interval is that of Hanley and McNeil (1982): the standard
    error from Q1 = A / (2 - A) and Q2 = 2 A^2 / (1 + A).

    Parameters
    ----------
    truth : ndarray of shape (n,)
    scores : ndarray of shape (n,)
    """
    positives = int(truth.sum())
    negatives = len(truth) - positives
    if not positives or not negatives:
        return missing(len(truth))
    ranks = rankdata(scores)[truth].sum()
    area = (ranks - positives * (positives + 1) / 2) / (positives * negatives)
    first, second = area / (2 - area), 2 * area * area / (1 + area)
    variance = (
        area * (1 - area)
        + (positives - 1) * (first - area * area)
        + (negatives - 1) * (second - area * area)
    ) / (positives * negatives)
    half = Z95 * np.sqrt(max(variance, 0.0))
    return figure(area, max(0.0, area - half), min(1.0, area + half), len(truth))


def average_precision(truth: Flags, scores: Numbers) -> Figure:
    """Return the mean of the precisions at each row with the label.

    As scikit-learn reckons it: no interpolation, tied scores as one step. The interval
    is the logit interval of Boyd, Eng and Page (2013), with the number of rows that
    have the label as its size.
    """
    positives = int(truth.sum())
    if not positives or positives == len(truth):
        return missing(len(truth))
    order = np.argsort(-scores, kind="stable")
    ordered = scores[order]
    ends = np.flatnonzero(np.append(np.diff(ordered) != 0, True))
    found = np.cumsum(truth[order])[ends]
    value = float(np.sum(np.diff(found, prepend=0) * found / (ends + 1)) / positives)
    if value >= 1.0:
        return figure(1.0, share(positives, positives)["low"] or 0.0, 1.0, len(truth))
    middle = np.log(value / (1 - value))
    half = Z95 / np.sqrt(positives * value * (1 - value))
    low, high = 1 / (1 + np.exp(-(middle - half))), 1 / (1 + np.exp(-(middle + half)))
    return figure(value, low, high, len(truth))


def recall_at(truth: Flags, scores: Numbers, rate: float) -> Figure:
    """Return the share of rows with the label above the lowest allowed threshold.

    The threshold is the lowest at which at most `rate` of the rows without the label
    are flagged; the interval takes it as given.

    Parameters
    ----------
    truth, scores : ndarray of shape (n,)
    rate : float
        In [0, 1).
    """
    others = np.sort(scores[~truth])[::-1]
    # Fewer rows than one false alarm in them would be cannot tell.
    if not truth.any() or len(others) * rate < 1.0:
        return missing(int(truth.sum()))
    return share_of(scores[truth] > others[int(rate * len(others))])


def brier_score(truth: Flags, probabilities: Numbers) -> Figure:
    """Return the mean squared difference of probability and outcome (Brier 1950).

    The interval is the normal one of a mean.
    """
    n = len(truth)
    if n < 2:
        return missing(n)
    squares = np.square(probabilities - truth)
    half = Z95 * float(squares.std(ddof=1)) / np.sqrt(n)
    mean = float(squares.mean())
    return figure(mean, max(0.0, mean - half), min(1.0, mean + half), n)


def reliability(truth: Flags, probabilities: Numbers, bins: int = N_BINS) -> list[Bin]:
    """Cut the rows, ordered by probability, into bins of the same size.

    Returns
    -------
    list of Bin
        Mean probability, share with the label, and rows; fewer bins than asked for
        where there are fewer rows.
    """
    order = np.argsort(probabilities, kind="stable")
    parts = [part for part in np.array_split(order, bins) if len(part)]
    return [
        Bin(
            round(float(probabilities[part].mean()), 6),
            round(float(truth[part].mean()), 6),
            len(part),
        )
        for part in parts
    ]


def calibration_error(truth: Flags, probabilities: Numbers) -> Figure:
    """Return the expected calibration error over 15 bins of equal mass.

    The sum over bins of (share of rows in it) * |mean probability - share with the
    label| (Naeini, Cooper and Hauskrecht 2015; equal-mass bins after Nguyen and
    O'Connor 2015). It is above 0 even for a calibrated model: noise counts. The
    interval: the same sum where each bin's rows with the label are drawn 2,000 times
    from the binomial of what was observed (seed 0), bins and probabilities fixed; it
    is widened to hold the value.
    """
    n = len(truth)
    if n < N_BINS:
        return missing(n)
    bins = reliability(truth, probabilities)
    sizes = np.array([one.n for one in bins])
    predicted = np.array([one.predicted for one in bins])
    observed = np.array([one.observed for one in bins])
    value = float(np.sum(sizes * np.abs(predicted - observed)) / n)
    drawn = np.random.default_rng(0).binomial(sizes, observed, (BIN_DRAWS, len(bins)))
    errors = np.sum(sizes * np.abs(predicted - drawn / sizes), axis=1) / n
    low, high = np.quantile(errors, [0.025, 0.975])
    return figure(value, min(low, value), max(high, value), n)
