"""Scores by models that had not seen the text: families and voices left out."""

from __future__ import annotations

import gzip
import json
import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from joblib import Parallel, delayed
from numpy.typing import NDArray

from harassclf.errors import DataError, UsageError
from harassclf.model.classifier import HarassmentClassifier
from harassclf.model.datasets import (
    AUTHORED,
    FILE_NAME,
    LabelledTexts,
    Origin,
    _csv_rows,
    read_set,
)
from harassclf.model.fitting import Counted, Recipe, count, fit_regressions
from harassclf.model.scorer import calibrated
from harassclf.model.variants import VARIANTS

ORDINARY = "ordinary"
PERSONAL_MAIL = "personal mail"
MAIL_SET, MAIL_HEADERS = "spamassassin", "mail.jsonl.gz"
# Voices and ordinary messages are left out a few at a time.
FOLDS = 5
# Of a label that nobody asks for so many rows of either kind are fitted.
TOKEN_ROWS = 200
# A fit holds the rows several times over, as counts and as weighted numbers; measured
# on 50,000 texts: 2.7 times.
COPIES_IN_A_FIT = 4
AVAILABLE_RE = re.compile(r"^MemAvailable: +(\d+) kB$", re.MULTILINE)

Rows = NDArray[np.int64]


def quiet(line: str) -> None:
    """Take a line of progress and do nothing."""


@dataclass(frozen=True)
class HeldOut:
    """Calibrated probabilities from models that saw neither the text nor its like.

    Attributes
    ----------
    by_family : ndarray of shape (n_texts, 3)
        The text's set, and all sets that share texts with it, were left out.
    by_fold : ndarray of shape (n_texts, 3)
        Own lines: all lines of the voice were left out. Ordinary private messages:
        the same text was left out, other messages of the set were not.

    Both are NaN where no such model was asked for.
    """

    by_family: NDArray[np.float64]
    by_fold: NDArray[np.float64]


def short_set_names(texts: LabelledTexts) -> NDArray[Any]:
    """Return the set of each text, ``authored`` for every voice."""
    return np.array([name.partition(":")[0] for name in texts.sets])


def personal_mail(
    texts: LabelledTexts, origins: dict[str, Origin], datasets: Path
) -> NDArray[np.bool_]:
    """Tell which texts are mail from one person to another.

    Of SpamAssassin's ham these are the messages of its two easy folders whose header
    has no List-Id and no Precedence, and that no feed reader sent (``rssfeeds@``).

    Returns
    -------
    ndarray of shape (n_texts,)
        All False where the set or its headers are not at hand.

    Raises
    ------
    DataError
        If the file of headers is damaged.
    """
    path = datasets / MAIL_SET / MAIL_HEADERS
    names = short_set_names(texts)
    if MAIL_SET not in origins or MAIL_SET not in names or not path.is_file():
        return np.zeros(len(texts), np.bool_)
    rows = read_rows(origins[MAIL_SET], datasets)
    try:
        with gzip.open(path, "rt", encoding="utf-8") as stream:
            chosen = {mail["id"] for mail in map(json.loads, stream) if _personal(mail)}
        wanted = {row["text"] for row in rows if row["id"] in chosen}
    except (OSError, EOFError, zlib.error, ValueError, KeyError, TypeError) as error:
        raise DataError(f"{path}: is not the file of mail headers") from error
    return np.array(
        [
            name == MAIL_SET and text in wanted
            for name, text in zip(names, texts.texts, strict=True)
        ]
    )


def _personal(mail: dict[str, Any]) -> bool:
    return (
        mail["group"].startswith("easy-ham")
        and not mail["list_id"]
        and not mail["precedence"]
        and "rssfeeds@" not in mail["from_"]
    )


def read_rows(origin: Origin, datasets: Path) -> list[dict[str, str]]:
    """Return the records of a public set with all their columns, digest checked.

    Raises
    ------
    DataError
        As `harassclf.model.datasets.read_set`.
    """
    read_set(origin, datasets, LabelledTexts())
    return list(
        _csv_rows(gzip.decompress((datasets / origin.name / FILE_NAME).read_bytes()))
    )


def leave_out_folds(
    texts: LabelledTexts, ordinary: NDArray[np.bool_]
) -> dict[str, Rows]:
    """Return what is left out at a time.

    Parameters
    ----------
    texts : LabelledTexts
    ordinary : ndarray of shape (n_texts,)
        Ordinary private messages.

    Returns
    -------
    dict of str to ndarray
        ``family NAME``: all texts of a family of public sets. ``fold 1`` to ``fold 5``:
        the voices of own lines, and the ordinary messages, whose CRC-32 falls there.
    """
    families = np.array(texts.families)
    own = np.isin(short_set_names(texts), (AUTHORED, VARIANTS))
    folds = {
        f"family {name}": np.flatnonzero(families == name)
        for name in sorted(set(families[~own].tolist()))
    }
    keys = [
        family if mine else group
        for family, group, mine in zip(texts.families, texts.groups, own, strict=True)
    ]
    number = np.array([zlib.crc32(key.encode()) % FOLDS for key in keys], np.int64)
    for k in range(FOLDS):
        rows = np.flatnonzero((own | ordinary) & (number == k))
        if len(rows):
            folds[f"fold {k + 1}"] = rows
    return folds


def chosen_folds(
    texts: LabelledTexts, ordinary: NDArray[np.bool_], only: tuple[str, ...]
) -> dict[str, Rows]:
    """Return the folds that `only` (families, sets, authored, ordinary) asks for."""
    folds = leave_out_folds(texts, ordinary)
    if not only:
        return folds
    names = short_set_names(texts)

    def asked(name: str, rows: Rows) -> bool:
        kind, _, rest = name.partition(" ")
        if kind == "fold":
            return AUTHORED in only or ORDINARY in only
        return rest in only or bool(set(only) & set(names[rows].tolist()))

    return {name: rows for name, rows in folds.items() if asked(name, rows)}


def held_out_scores(
    texts: LabelledTexts,
    packaged: HarassmentClassifier,
    ordinary: NDArray[np.bool_],
    *,
    only: tuple[str, ...] = (),
    n_jobs: int = 1,
    report: Callable[[str], None] = quiet,
) -> HeldOut:
    """Leave out, fit on the rest, score what was left out; for one fold at a time.

    Parameters
    ----------
    texts : LabelledTexts
        Everything that may be trained on.
    packaged : HarassmentClassifier
        Gives hyper-parameters and calibration.
    ordinary : ndarray of shape (n_texts,)
    only : tuple of str
        Families, sets, ``authored`` or ``ordinary``; empty for all.
    n_jobs : int
        Processes; fewer are used where memory would not hold their fits.
    report : callable
        Gets a line at each fold.

    Raises
    ------
    UsageError
        If what is left has no text with a label, or none without.
    """
    folds = chosen_folds(texts, ordinary, only)
    labels, weights = texts.label_array(), np.array(texts.weights)
    shape = labels.shape
    held = HeldOut(np.full(shape, np.nan), np.full(shape, np.nan))
    if not folds:
        return held
    recipe = replace(packaged.recipe(), n_jobs=1)
    report(f"counting n-grams of {len(texts)} texts")
    counted = count(texts.texts, recipe)
    groups = np.unique(texts.groups, return_inverse=True)[1]
    jobs = affordable_jobs(n_jobs, len(folds), counted)
    tasks = (
        delayed(_left_out_margins)(counted, labels, weights, groups, outside, recipe)
        for outside in folds.values()
    )
    results = Parallel(n_jobs=jobs, return_as="generator")(tasks)
    for (name, outside), margins in zip(folds.items(), results, strict=True):
        report(f"left out {name} ({len(outside)} texts)")
        into = held.by_fold if name.startswith("fold ") else held.by_family
        scorer = packaged.scorer_
        into[outside] = calibrated(margins, scorer.slopes, scorer.offsets)
    return held


def affordable_jobs(n_jobs: int, n_folds: int, counted: Counted) -> int:
    """Return how many fits at a time the memory that is free now can hold."""
    counts = counted.counts
    # Weighted numbers take eight bytes and an index of four for each count.
    need = COPIES_IN_A_FIT * 12 * counts.nnz + 1
    jobs = max(1, min(n_jobs, n_folds))
    try:
        free = AVAILABLE_RE.search(Path("/proc/meminfo").read_text("ascii"))
    except OSError:
        return jobs
    return jobs if free is None else max(1, min(jobs, int(free[1]) * 1024 // need))


def _left_out_margins(
    counted: Counted,
    labels: NDArray[np.int8],
    weights: NDArray[np.float64],
    groups: Rows,
    outside: Rows,
    recipe: Recipe,
) -> NDArray[np.float64]:
    """Return margins of the rows outside; NaN for labels that none of them knows."""
    # A text that another family holds too is not unseen unless it goes as well.
    shared = np.isin(groups, groups[outside])
    shared[outside] = True
    inside = np.flatnonzero(~shared)
    wanted: NDArray[np.bool_] = np.any(labels[outside] >= 0, axis=0)
    fitted = fit_regressions(
        counted, _thinned(labels, weights, inside, wanted), weights, inside, recipe
    )
    rows = counted.rows_of(outside)
    margins = fitted.margins(counted.counts[rows], counted.owner[rows])
    margins[:, ~wanted] = np.nan
    return margins


def _thinned(
    labels: NDArray[np.int8],
    weights: NDArray[np.float64],
    inside: Rows,
    wanted: NDArray[np.bool_],
) -> NDArray[np.int8]:
    """Forget most of the labels that are not wanted, so that their fits cost nothing.

    Raises
    ------
    UsageError
        If a label has no text, or every text, among those inside.
    """
    thin = labels.copy()
    for k in np.flatnonzero(~wanted):
        thin[:, k] = -1
        for value in (0, 1):
            some = inside[(labels[inside, k] == value) & (weights[inside] > 0)]
            if not len(some):
                raise UsageError("What is left to train on lacks a label.")
            thin[some[:TOKEN_ROWS], k] = value
    return thin


def voices(texts: LabelledTexts) -> Iterator[tuple[str, Rows]]:
    """Yield each voice of the project's own lines and its rows."""
    sets = np.array(texts.sets)
    for name in sorted({name for name in texts.sets if name.startswith(AUTHORED)}):
        yield name.partition(":")[2], np.flatnonzero(sets == name)
