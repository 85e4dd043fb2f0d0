"""Fitting the heads of the indicators and what decides with them."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import scipy.sparse as sp
from joblib import Parallel, delayed
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from harassclf.errors import DataError
from harassclf.indicators.heads import Heads, facts
from harassclf.indicators.heads_kernel import Priors
from harassclf.indicators.matching import match_texts
from harassclf.indicators.registry import RULES
from harassclf.tables import LABELS
from harassclf.text.ngram_kernel import Windows
from harassclf.text.ngrams import NgramVectorizer, count_texts
from harassclf.text.tfidf import BlockTfidf

RANGES = NgramVectorizer().ranges
LENGTH_PRIOR, C = 0.5, 15.0
# A line of a voice that was written for indicators says more of each of them.
TAGGED_WEIGHT = 3.0
FOLDS = 5
# The precision that thresholds are set for, on held-out voices.
PRECISION = 0.88
# Coefficients below this share of the largest are left out of the file.
SMALL = 0.01


@dataclass(frozen=True)
class Lines:
    """Authored lines and what is known of them.

    Attributes
    ----------
    texts, voices : list of str
    shown : ndarray of shape (n_lines, n_indicators)
        1, 0 or -1 for unknown.
    labels : ndarray of shape (n_lines, 3)
    tagged : ndarray of shape (n_lines,)
        True where somebody decided on every indicator.
    """

    texts: list[str]
    voices: list[str]
    shown: NDArray[np.int8]
    labels: NDArray[np.int8]
    tagged: NDArray[np.bool_]


def read_lines(authored: Path, record: Path) -> Lines:
    """Read data/authored and data/indicators.toml.

    Raises
    ------
    DataError
        If the record does not name the indicators of the registry, or a file lacks a
        column.
    """
    known = tomllib.loads(record.read_text("utf-8"))
    if list(known) != list(RULES):
        raise DataError(f"{record}: must name {', '.join(RULES)}, in this order")
    rows: list[dict[str, str]] = []
    for path in sorted(authored.glob("*.csv")):
        try:
            rows += csv.DictReader(io.StringIO(path.read_text("utf-8"), newline=""))
        except (UnicodeDecodeError, csv.Error) as error:
            raise DataError(f"{path}: is not a UTF-8 CSV file") from error
    try:
        shown = [[_shown(row, name, known[name]) for name in RULES] for row in rows]
        labels = [[int(row[name]) for name in LABELS] for row in rows]
        return Lines(
            texts=[row["text"] for row in rows],
            voices=[row["voice"] for row in rows],
            shown=np.array(shown, np.int8),
            labels=np.array(labels, np.int8),
            tagged=np.array([row.get("indicators") is not None for row in rows]),
        )
    except (KeyError, ValueError) as error:
        raise DataError(f"{authored}: a record lacks a column or a label") from error


def _shown(row: dict[str, str], name: str, known: dict[str, list[str]]) -> int:
    if row.get("indicators") is not None:
        return int(name in row["indicators"].split("; "))
    if row["category"] in known["positive"]:
        return 1
    held = [label for label in LABELS if row[label] == "1"]
    if not held:
        return -1 if row["category"] in known["unknown"] else 0
    return 0 if set(held) <= set(known["never"]) else -1


@dataclass(frozen=True)
class _Fitted:
    tfidf: BlockTfidf
    coef: NDArray[np.float64]
    intercepts: NDArray[np.float64]


def _fit(counts: sp.csr_matrix, lines: Lines, rows: NDArray[np.int64]) -> _Fitted:
    tfidf = BlockTfidf(RANGES.sizes, LENGTH_PRIOR).fit(counts[rows])
    features = tfidf.transform(counts[rows])
    targets = np.column_stack([lines.shown, lines.labels])[rows]
    weights = np.where(lines.tagged[rows], TAGGED_WEIGHT, 1.0)
    coef, intercepts = [], []
    for k in range(targets.shape[1]):
        known = np.flatnonzero(targets[:, k] >= 0)
        model: Any = LogisticRegression(C=C, solver="liblinear", tol=1e-2)
        model.fit(features[known], targets[known, k], sample_weight=weights[known])
        values = model.coef_[0]
        values[np.abs(values) < SMALL * np.abs(values).max()] = 0.0
        coef.append(values.astype(np.float16).astype(float))
        intercepts.append(float(model.intercept_[0]))
    return _Fitted(tfidf, np.column_stack(coef), np.array(intercepts))


def _margins(fitted: _Fitted, counts: sp.csr_matrix) -> NDArray[np.float64]:
    features = fitted.tfidf.transform(counts)
    return np.asarray(features @ fitted.coef + fitted.intercepts)


def held_out_margins(
    counts: sp.csr_matrix, lines: Lines, jobs: int
) -> NDArray[np.float64]:
    """Return margins of the tagged lines, each from heads that saw none of its voice.

    Returns
    -------
    margins : ndarray of shape (n_lines, n_heads)
        NaN for lines of voices without tags.
    """
    voices = np.array(lines.voices)
    tagged = sorted(set(voices[lines.tagged].tolist()))

    def held_out(voice: str) -> NDArray[np.float64]:
        fitted = _fit(counts, lines, np.flatnonzero(voices != voice))
        return _margins(fitted, counts[voices == voice])

    found: Any = Parallel(n_jobs=jobs)(delayed(held_out)(voice) for voice in tagged)
    margins = np.full((len(voices), len(RULES) + len(LABELS)), np.nan)
    for voice, values in zip(tagged, found, strict=True):
        margins[voices == voice] = values
    return margins


def decision(
    margins: NDArray[np.float64],
    strengths: NDArray[np.uint8],
    shown: NDArray[np.int8],
    k: int,
) -> NDArray[np.float64]:
    """Return the weights that decide on indicator `k`, the last one added.

    The threshold is the lowest from which on at least `PRECISION` of the lines named
    show the indicator.
    """
    inputs = facts(margins, strengths, k)
    model: Any = LogisticRegression(C=1.0).fit(inputs, shown[:, k])
    # A rule or a head that speaks for an indicator must never speak against it.
    weights = model.coef_[0]
    weights[:3] = np.maximum(weights[:3], 0.0)
    values = inputs @ weights
    order = np.argsort(-values, kind="stable")
    hits = np.cumsum(shown[order, k])
    precise = np.flatnonzero(hits / np.arange(1, len(order) + 1) >= PRECISION)
    precise = precise[hits[precise] >= 5]
    last = precise[-1] if len(precise) else 0
    return np.append(weights, -values[order[last]] + 1e-9)


def measured(
    margins: NDArray[np.float64],
    strengths: NDArray[np.uint8],
    lines: Lines,
) -> dict[str, dict[str, Any]]:
    """Return precision and recall of each indicator, each voice decided by the others.

    Returns
    -------
    dict
        Name to ``precision``, ``recall``, ``named``, ``shown`` (counts of lines).
    """
    voices = np.array(lines.voices)
    rows = np.flatnonzero(lines.tagged)
    named = np.zeros((len(voices), len(RULES)), np.bool_)
    for voice in sorted(set(voices[rows].tolist())):
        inside = rows[voices[rows] != voice]
        outside = rows[voices[rows] == voice]
        for k in range(len(RULES)):
            weights = decision(
                margins[inside], strengths[inside], lines.shown[inside], k
            )
            values = facts(margins[outside], strengths[outside], k) @ weights[:-1]
            named[outside, k] = values + weights[-1] >= 0
    table = {}
    for k, name in enumerate(RULES):
        truth = lines.shown[rows, k] == 1
        hits = int((named[rows, k] & truth).sum())
        table[name] = {
            "precision": round(hits / max(int(named[rows, k].sum()), 1), 3),
            "recall": round(hits / max(int(truth.sum()), 1), 3),
            "named": int(named[rows, k].sum()),
            "shown": int(truth.sum()),
        }
    return table


def train_heads(
    lines: Lines, *, jobs: int = 1, report: Callable[[str], None] = lambda line: None
) -> tuple[Heads, dict[str, dict[str, Any]]]:
    """Fit heads and decisions.

    Returns
    -------
    heads : Heads
    figures : dict
        See `measured`.
    """
    counts, _ = count_texts(lines.texts, RANGES, Windows(0, 1))
    margins = held_out_margins(counts, lines, jobs)
    strengths = match_texts(lines.texts)
    figures = measured(margins, strengths, lines)
    for name, row in figures.items():
        report(
            f"{name}: precision {row['precision']:.3f} ({row['named']} named), recall"
            f" {row['recall']:.3f} ({row['shown']} shown), held out"
        )
    rows = np.flatnonzero(lines.tagged)
    decide = [
        decision(margins[rows], strengths[rows], lines.shown[rows], k)
        for k in range(len(RULES))
    ]
    fitted = _fit(counts, lines, np.arange(len(lines.texts)))
    idf = fitted.tfidf.idf_
    heads = Heads(
        ranges=RANGES,
        windows=Windows(),
        priors=Priors(*fitted.tfidf.priors_),
        idf=idf.astype(np.float32),
        coef=(fitted.coef * idf[:, None]).astype(np.float32),
        intercepts=fitted.intercepts,
        decide=np.vstack(decide),
    )
    return heads, figures


def save_heads(
    heads: Heads, path: Path, figures: dict[str, dict[str, Any]] | None = None
) -> None:
    """Write what `harassclf.indicators.heads.packaged_heads` reads.

    `figures` go to the same name with ``.json``, with the SHA-256 of the file.
    """
    idf = heads.idf.astype(np.float64)
    coef = heads.coef.astype(np.float64) / idf[:, None]
    rows = np.flatnonzero(np.any(coef != 0.0, axis=1)).astype(np.uint32)
    arrays: dict[str, Any] = {
        "ranges": np.array(heads.ranges, np.int64),
        "windows": np.array(heads.windows, np.int64),
        "priors": np.array(heads.priors, np.float64),
        "idf": idf.astype(np.float16),
        "buckets": rows,
        "coef": coef[rows].astype(np.float16),
        "intercepts": heads.intercepts,
        "decide": heads.decide,
    }
    np.savez_compressed(path, **arrays)
    if figures is not None:
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        found = {"sha256": digest, "held_out": figures}
        path.with_suffix(".json").write_text(
            json.dumps(found, indent=1) + "\n", "utf-8"
        )
