"""The classifier: a scikit-learn estimator that scores without scikit-learn."""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from harassclf.errors import NotFittedError, UsageError
from harassclf.model.checks import check_number, checked_labels, checked_weights
from harassclf.model.explanation import Explanation, explain
from harassclf.model.scorer import Scorer
from harassclf.tables import LABELS
from harassclf.text.batch import as_texts
from harassclf.text.ngram_kernel import Ranges, Windows, check_ranges

DEFAULT_THRESHOLD = 0.5
# Far beyond sense; larger ones overflow the kernels or the solver.
MAX_INT, MAX_C = 1 << 20, 1e6


class _Names(list[str]):
    """A list with the attribute of an array that `cross_val_predict` asks for."""

    @property
    def shape(self) -> tuple[int]:
        return (len(self),)


class HarassmentClassifier:
    """Score texts as threat, abuse and spam, independently of each other.

    Hashed word and character n-grams and patterns
    (`harassclf.text.ngrams.NgramVectorizer`), TF-IDF, one logistic regression a label,
    Platt calibration on held-out folds. A long text gets the largest score of its
    windows and itself. Follows the scikit-learn estimator contract without inheriting
    from it, since importing scikit-learn costs a second and scoring does not need it.

    Parameters
    ----------
    max_words : int, default=2
        Word n-grams of 1 to this many words.
    min_chars, max_chars : int, default=2 and 5
        Lengths of within-word character n-grams.
    word_bits, char_bits : int, default=17 and 17
        2**bits buckets for either kind of n-gram.
    max_pattern : int, default=3
        Patterns (n-grams of word classes and beginnings) of up to this many words.
    pattern_bits : int, default=18
        2**bits buckets for patterns.
    window_words, window_step : int, default=64 and 32
        Size of a window and distance between windows, in words; the distance is at
        most the size.
    length_prior : float, default=0.5
        How much shorter texts than the median are held back, in (0, 100]; see
        `harassclf.text.tfidf.BlockTfidf`.
    C : float, default=15.0
        Inverse of regularisation strength.
    folds : int, default=5
        Held-out folds for calibration.
    n_jobs : int, default=1
        Fits at a time, -1 for as many as there are cores.

    Attributes
    ----------
    classes_ : list of str
        ``["threat", "abuse", "spam"]``, the order of all columns.
    thresholds_ : dict of str to float
        Probability from which on `predict` and `score_messages` give a label; 0.5
        after `fit`, set from false-alarm rates in the packaged model.
    scorer_ : Scorer
    about_ : dict
        What the model was trained on; empty after `fit`.

    Examples
    --------
    >>> import harassclf
    >>> model = harassclf.load_model()
    >>> model.classes_
    ['threat', 'abuse', 'spam']
    >>> model.predict_proba([]).shape
    (0, 3)
    """

    _estimator_type = "classifier"

    def __init__(
        self,
        *,
        max_words: int = 2,
        min_chars: int = 2,
        max_chars: int = 5,
        word_bits: int = 17,
        char_bits: int = 17,
        max_pattern: int = 3,
        pattern_bits: int = 18,
        window_words: int = 64,
        window_step: int = 32,
        length_prior: float = 0.5,
        C: float = 15.0,
        folds: int = 5,
        n_jobs: int = 1,
    ) -> None:
        self.max_words = max_words
        self.min_chars = min_chars
        self.max_chars = max_chars
        self.word_bits = word_bits
        self.char_bits = char_bits
        self.max_pattern = max_pattern
        self.pattern_bits = pattern_bits
        self.window_words = window_words
        self.window_step = window_step
        self.length_prior = length_prior
        self.C = C
        self.folds = folds
        self.n_jobs = n_jobs

    @property
    def classes_(self) -> list[str]:
        """The labels, in the order of all columns."""
        return _Names(LABELS)

    def fit(
        self,
        texts: Iterable[str],
        y: ArrayLike,
        *,
        sample_weight: ArrayLike | None = None,
        groups: Iterable[str] | None = None,
    ) -> HarassmentClassifier:
        """Fit features, regressions and calibration.

        Parameters
        ----------
        texts : iterable of str, length n_samples
        y : array-like of shape (n_samples, 3)
            Threat, abuse, spam: 1, 0, or -1 where it is unknown; a row is left out of
            the fit of a label that it does not know.
        sample_weight : array-like of shape (n_samples,), default=None
            None counts every text once.
        groups : iterable of str, length n_samples, default=None
            Texts of one group stay on one side of the calibration folds. None makes
            every text its own group.

        Returns
        -------
        HarassmentClassifier
            Itself.

        Raises
        ------
        InvalidTextError
            If an element of `texts` is not a str.
        UsageError
            If a parameter or the shape or content of `y` does not fit.
        """
        from harassclf.model import fitting

        listed = as_texts(texts)
        labels = checked_labels(y, len(listed))
        self.check_params()
        recipe = self.recipe()
        weights = checked_weights(sample_weight, len(listed))
        each = range(len(listed))
        grouped = [*map(str, each if groups is None else groups)]
        if len(grouped) != len(listed):
            raise UsageError(f"Got {len(grouped)} groups for {len(listed)} texts.")
        if len(set(grouped)) < self.folds:
            raise UsageError(
                f"Calibration in {self.folds} folds needs as many groups of texts."
                f" Got {len(set(grouped))}; give more texts or fewer 'folds'."
            )
        counted = fitting.count(listed, recipe)
        fitted, margins = fitting.fit_in_folds(
            counted, labels, weights, grouped, recipe
        )
        slopes, offsets = fitting.calibrate(margins, labels, weights)
        self.scorer_ = fitting.as_scorer(fitted, slopes, offsets, recipe)
        self.thresholds_ = dict.fromkeys(LABELS, DEFAULT_THRESHOLD)
        self.about_: dict[str, Any] = {}
        self.out_of_fold_margins_ = margins
        self.regressions_ = fitted
        return self

    def decision_function(self, texts: Iterable[str]) -> NDArray[np.float64]:
        """Return uncalibrated margins, shape (n_samples, 3); see `predict_proba`."""
        return self._fitted().margins(as_texts(texts))

    def predict_proba(self, texts: Iterable[str]) -> NDArray[np.float64]:
        """Return the calibrated probability of each label for each text.

        Parameters
        ----------
        texts : iterable of str, length n_samples
            Empty strings are allowed; None and NaN are not.

        Returns
        -------
        proba : ndarray of shape (n_samples, 3)
            Each in [0, 1], columns in the order of ``classes_``. The labels are
            independent, so a row need not sum to 1.

        Raises
        ------
        NotFittedError
            If the model has not been fitted.
        InvalidTextError
            If an element is not a str; ``index`` tells which.
        """
        return self._fitted().probabilities(as_texts(texts))

    def explain(self, text: str) -> Explanation:
        """Return which stretches of `text` moved which score, largest first.

        Parameters
        ----------
        text : str

        Returns
        -------
        Explanation
            For each label its probability, its margin, and spans in code points of
            `text` whose weights add up to the margin.

        Raises
        ------
        NotFittedError
            If the model has not been fitted.
        InvalidTextError
            If `text` is not a str.

        Examples
        --------
        >>> import harassclf
        >>> text = "see you"
        >>> explanation = harassclf.load_model().explain(text)
        >>> sorted(text[s.begin : s.end] for s in explanation.top("threat"))
        ['see', 'you']
        """
        return explain(self._fitted(), text)

    def predict(self, texts: Iterable[str]) -> NDArray[np.int8]:
        """Return for each text which labels reach their threshold.

        Returns
        -------
        labels : ndarray of shape (n_samples, 3), dtype=int8
            1 where the probability is at least ``thresholds_[label]``, else 0.
        """
        proba = self.predict_proba(texts)
        limits = np.array([self.thresholds_[name] for name in LABELS])
        reached: NDArray[np.int8] = (proba >= limits).astype(np.int8)
        return reached

    def score(self, texts: Iterable[str], y: ArrayLike) -> float:
        """Return the mean ROC-AUC over the labels of `y` that take both values."""
        from sklearn.metrics import roc_auc_score

        proba = self.predict_proba(texts)
        labels = checked_labels(y, len(proba))
        values = [
            roc_auc_score(labels[known, k], proba[known, k])
            for k in range(len(LABELS))
            if {0, 1} <= set(labels[(known := labels[:, k] >= 0), k].tolist())
        ]
        return float(np.mean(values)) if values else float("nan")

    def save(self, path: Path | str, *, overwrite: bool = False) -> str:
        """Write the model file; return its SHA-256. See `harassclf.load_model`."""
        from harassclf.model.modelfile import save_model

        self._fitted()
        return save_model(self, Path(path), overwrite=overwrite)

    def get_params(self, deep: bool = True) -> dict[str, Any]:
        """Return the parameters by name; `deep` changes nothing."""
        del deep
        return {name: getattr(self, name) for name in _parameter_names()}

    def set_params(self, **params: Any) -> HarassmentClassifier:
        """Set parameters by name.

        Raises
        ------
        UsageError
            If there is no such parameter.
        """
        known = _parameter_names()
        for name, value in params.items():
            if name not in known:
                raise UsageError(
                    f"HarassmentClassifier has no parameter {name!r}."
                    f" Its parameters are {', '.join(known)}."
                )
            setattr(self, name, value)
        return self

    def __repr__(self) -> str:
        defaults = inspect.signature(type(self)).parameters
        changed = [
            f"{name}={value!r}"
            for name, value in self.get_params().items()
            if value != defaults[name].default
        ]
        return f"HarassmentClassifier({', '.join(changed)})"

    def __sklearn_is_fitted__(self) -> bool:
        return hasattr(self, "scorer_")

    def __sklearn_tags__(self) -> Any:
        from sklearn.utils import ClassifierTags, InputTags, Tags, TargetTags

        return Tags(
            estimator_type="classifier",
            target_tags=TargetTags(
                required=True, multi_output=True, single_output=False
            ),
            classifier_tags=ClassifierTags(multi_class=False, multi_label=True),
            input_tags=InputTags(two_d_array=False, string=True),
        )

    def check_params(self) -> None:
        """Raise UsageError unless every parameter is one that `fit` can use."""
        for name in Ranges._fields:
            check_number(name, getattr(self, name), 0, MAX_INT)
        check_ranges(self._ranges())
        check_number("window_words", self.window_words, 2, MAX_INT)
        # A larger step would leave words that no window sees.
        check_number("window_step", self.window_step, 1, self.window_words)
        check_number("folds", self.folds, 2, MAX_INT)
        # 0 means nothing to joblib; -1 is all cores.
        low = 1 if self.n_jobs == 0 else -1
        check_number("n_jobs", self.n_jobs, low, MAX_INT)
        check_number("C", self.C, 1 / MAX_C, MAX_C, kind=int | float)
        check_number("length_prior", self.length_prior, 1e-6, 100.0, kind=int | float)

    def _ranges(self) -> Ranges:
        return Ranges(*(getattr(self, name) for name in Ranges._fields))

    def recipe(self) -> Any:
        """Return the parameters as `harassclf.model.fitting.Recipe`."""
        from harassclf.model.fitting import Recipe

        windows = Windows(self.window_words, self.window_step)
        return Recipe(
            ranges=self._ranges(),
            windows=windows,
            length_prior=float(self.length_prior),
            C=float(self.C),
            folds=self.folds,
            n_jobs=self.n_jobs,
        )

    def _fitted(self) -> Scorer:
        scorer: Scorer | None = getattr(self, "scorer_", None)
        if scorer is None:
            raise NotFittedError(
                "This HarassmentClassifier is not fitted yet. Call 'fit', or take the"
                " packaged model from harassclf.load_model()."
            )
        return scorer


def from_scorer(
    scorer: Scorer,
    params: Mapping[str, Any],
    thresholds: Mapping[str, float],
    about: Mapping[str, Any],
) -> HarassmentClassifier:
    """Return a fitted classifier around a scorer that was loaded."""
    model = HarassmentClassifier(**params)
    model.scorer_ = scorer
    model.thresholds_ = dict(thresholds)
    model.about_ = dict(about)
    return model


def _parameter_names() -> list[str]:
    names = inspect.signature(HarassmentClassifier.__init__).parameters
    return sorted(name for name in names if name != "self")
