"""The model as scikit-learn sees it: what training fits and `Scorer` must equal."""

from __future__ import annotations

from typing import Any

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

# Of intercepts and calibration; what is beyond them differs from run to run.
DIGITS = 9


def fit_label(
    features: sp.csr_matrix,
    labels: NDArray[np.int8],
    sample_weight: NDArray[np.float64],
    *,
    C: float,
) -> LogisticRegression:
    """Fit one label on the rows where it is known, coefficients half precision.

    Parameters
    ----------
    features : csr_matrix of shape (n_rows, n_buckets)
    labels : ndarray of shape (n_rows,)
        1, 0, or -1 where unknown; those rows are left out.
    sample_weight : ndarray of shape (n_rows,)
    C : float
        Inverse of regularisation strength, > 0.

    Returns
    -------
    LogisticRegression
        Rounding happens here, before calibration, so that what is stored is exactly
        what was calibrated and evaluated.
    """
    known = np.flatnonzero(labels >= 0)
    # lbfgs needs a tolerance of 1e-6 and as long to reach the same held-out ROC-AUC.
    model: Any = LogisticRegression(C=C, solver="liblinear", tol=1e-2, random_state=0)
    model.fit(features[known], labels[known], sample_weight=sample_weight[known])
    model.coef_ = model.coef_.astype(np.float16).astype(np.float64)
    model.intercept_ = np.round(model.intercept_, DIGITS)
    return model


def row_margins(
    features: sp.csr_matrix, models: list[LogisticRegression]
) -> NDArray[np.float64]:
    """Return the margins of every row, shape (n_rows, n_labels)."""
    return np.column_stack([model.decision_function(features) for model in models])


def best_of_rows(
    margins: NDArray[np.float64], owner: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Return for each text the largest margin of its rows (itself and its windows).

    Parameters
    ----------
    margins : ndarray of shape (n_rows, n_labels)
    owner : ndarray of shape (n_rows,)
        Ascending text numbers, every text present.
    """
    if not len(owner):
        return margins
    begins = np.flatnonzero(np.diff(owner, prepend=-1))
    best: NDArray[np.float64] = np.maximum.reduceat(margins, begins, axis=0)
    return best
