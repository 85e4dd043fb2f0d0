"""From a table of messages, or a list of texts, to the scores table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from numbers import Real
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from harassclf.errors import UsageError
from harassclf.indicators.grooming import IDS_COLUMN, LOOK_COLUMN, possible_grooming
from harassclf.indicators.heads import indicate, joined
from harassclf.indicators.registry import POSSIBLE_GROOMING
from harassclf.model.modelfile import load_model
from harassclf.tables.columns import (
    CONVERSATION,
    INDICATORS,
    LABEL,
    LABEL_VALUES,
    LABELS,
    LANGUAGE_OK,
    MESSAGE_ID,
    SENDER,
    TEXT,
)
from harassclf.tables.frames import coerce_messages
from harassclf.text.batch import as_texts
from harassclf.text.language import english_or_unclear
from harassclf.text.own_words import own_words

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from harassclf.model.classifier import HarassmentClassifier


def score_messages(
    messages: pd.DataFrame | Iterable[str],
    *,
    model: HarassmentClassifier | None = None,
    thresholds: Mapping[str, float] | None = None,
) -> pd.DataFrame:
    """Score every message as threat, abuse and spam.

    Parameters
    ----------
    messages : DataFrame or iterable of str
        A messages table, any frame with a ``text`` column, or texts.
    model : HarassmentClassifier, default=None
        None takes the packaged model.
    thresholds : mapping of str to float, default=None
        Label to the probability in [0, 1] from which on it is given; labels that are
        not named keep the model's own.

    Returns
    -------
    scores : DataFrame of n_messages rows
        ``message_id``; ``threat``, ``abuse``, ``spam`` in [0, 1], independent of each
        other; ``label``, the first of them that reaches its threshold, else
        ``"none"``; ``indicators``, named behaviours separated by ``; `` (see
        `harassclf.indicators.registry`); ``language_ok``, False where the text is
        clearly not English, so that the scores mean little.

    Raises
    ------
    InvalidTableError
        If `messages` is a frame that is no messages table.
    InvalidTextError
        If an element of `messages` is not a str.
    UsageError
        If a threshold is not one.

    Examples
    --------
    >>> import harassclf
    >>> scores = harassclf.score_messages(["see you at six", ""])
    >>> scores["label"].tolist()
    ['none', 'none']
    """
    if not isinstance(messages, pd.DataFrame):
        messages = pd.DataFrame({TEXT: pd.Series(as_texts(messages), dtype=object)})
    table = coerce_messages(messages)
    model = model or load_model()
    limits = checked_thresholds(thresholds, model.thresholds_)
    texts = own_words(table)
    probabilities = model.predict_proba(texts)
    codes = label_codes(probabilities, limits)
    labels = pd.Categorical.from_codes(codes, categories=list(LABEL_VALUES))
    named = _with_grooming(joined(indicate(texts)), table)
    scores = {
        MESSAGE_ID: table[MESSAGE_ID],
        **{name: probabilities[:, k] for k, name in enumerate(LABELS)},
        LABEL: labels,
        INDICATORS: pd.Series(named, index=table.index, dtype="string"),
        LANGUAGE_OK: english_or_unclear(texts),
    }
    return pd.DataFrame(scores)


def _with_grooming(named: list[str], table: pd.DataFrame) -> list[str]:
    """Add `POSSIBLE_GROOMING` to the messages that showed its signs."""
    # Texts of nobody in particular are no conversation.
    known = (table[SENDER].fillna("") != "") & (table[CONVERSATION].fillna("") != "")
    seen = possible_grooming(table[known])
    seen = seen[seen[LOOK_COLUMN]]
    ids = {one for some in seen[IDS_COLUMN] for one in some}
    if not ids:
        return named
    return [
        "; ".join(filter(None, (names, POSSIBLE_GROOMING if one in ids else "")))
        for names, one in zip(named, table[MESSAGE_ID], strict=True)
    ]


def checked_thresholds(
    given: Mapping[str, float] | None, defaults: Mapping[str, float]
) -> dict[str, float]:
    """Return a threshold for every label.

    Raises
    ------
    UsageError
        If `given` names no label, or holds no probability.
    """
    limits = dict(defaults)
    for name, value in (given or {}).items():
        if name not in LABELS:
            raise UsageError(
                f"There is no label {name!r}; the labels are {', '.join(LABELS)}."
            )
        if not isinstance(value, Real) or not 0.0 <= value <= 1.0:
            raise UsageError(
                f"The threshold of {name!r} must be in [0, 1]. Got {value!r} instead."
            )
        limits[name] = float(value)
    return limits


def label_codes(
    probabilities: NDArray[np.float64], limits: Mapping[str, float]
) -> NDArray[np.int8]:
    """Return for each row the index in ``LABEL_VALUES`` of the label it gets."""
    codes = np.zeros(len(probabilities), np.int8)
    for k in reversed(range(len(LABELS))):
        codes[probabilities[:, k] >= limits[LABELS[k]]] = k + 1
    return codes
