"""Whether naming a group changes how well abuse is told from the rest."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from harassclf.model.datasets import AUTHORED, LabelledTexts
from harassclf.model.evaluation import HeldOut, short_set_names
from harassclf.model.figures import MIN_ROWS, Thresholds
from harassclf.model.metrics import Figure, missing, roc_auc, share_of
from harassclf.tables import LABELS

ABUSE = LABELS.index("abuse")
PUBLIC = "public sets"
_PEOPLE = (
    "people|person|persons|man|men|woman|women|guy|guys|girl|girls|boy|boys|kid|kids|"
    "folk|folks|family|families|community|communities|americans?|students?|neighbou?rs?"
)
# Neutral words for groups: after the identity terms of Dixon et al. (2018, "Measuring
# and mitigating unintended bias in text classification") and the seven groups of
# HateCheck; plurals and compounds are ours. Words with another everyday meaning (black,
# white, old, young, disabled) count before a word for people only.
GROUPS: Mapping[str, str] = MappingProxyType(
    {
        "women": r"wom[ae]n|females?|girls?|lad(?:y|ies)",
        "men": r"men|males?|boys?|gentlem[ae]n",
        "Muslims": r"muslims?|islam|islamic",
        "Jews": r"jews?|jewish|judaism",
        "Christians": r"christians?|christianity|catholics?|protestants?",
        "Hindus and Sikhs": r"hindus?|hinduism|sikhs?",
        "Black": rf"black (?:{_PEOPLE})|african[- ]americans?|africans?",
        "white": rf"white (?:{_PEOPLE})|caucasians?",
        "Asian": r"asians?|indians?|chinese|pakistanis?|filipin[oa]s?",
        "Latino": r"latin[oax]s?|hispanics?|mexicans?",
        "gay": r"gays?|lesbians?|homosexuals?|bisexuals?|lgbtq?",
        "trans": r"trans|transgender|transsexuals?|non-?binary",
        "disabled": (
            rf"disabled (?:{_PEOPLE})|disabilit(?:y|ies)|wheelchair|deaf|blind|autistic"
        ),
        "immigrants": r"immigrants?|migrants?|refugees?|asylum[- ]seekers?|foreigners?",
        "old": rf"(?:old|older|elderly) (?:{_PEOPLE})|the elderly|pensioners?",
        "young": rf"(?:young|younger) (?:{_PEOPLE})|teenagers?|teens?",
    }
)


def mentions(texts: list[str], group: str) -> NDArray[np.bool_]:
    """Tell which texts name `group` (a key of `GROUPS`).

    Examples
    --------
    >>> mentions(["black coffee", "a Black woman", "womens"], "Black").tolist()
    [False, True, False]
    """
    pattern = re.compile(rf"\b(?:{GROUPS[group]})\b", re.IGNORECASE)
    return np.array([bool(pattern.search(text)) for text in texts], np.bool_)


def identity_figures(
    texts: LabelledTexts, held: HeldOut, thresholds: Thresholds
) -> list[dict[str, Any]]:
    """Return how abuse is told from the rest in texts that name a group.

    Measured on held-out scores of every text whose abuse label is known: the public
    sets (family left out) and the project's own lines (voice left out) apart.

    Returns
    -------
    list of dict
        ``corpus``, ``group``, ``rows``, ``positives``, and as `Figure` the areas of
        Borkan et al. (2019, arXiv:1903.04561): ``subgroup_auc`` within the texts that
        name the group; ``bpsn_auc``, abuse elsewhere against the harmless texts that
        name it (low: naming it raises scores); ``bnsp_auc``, abuse that names it
        against harmless texts elsewhere (low: naming it hides abuse). And the
        ``threat``, ``abuse`` and ``spam`` false alarms per 1,000 harmless texts that
        name it. The first row of each corpus has all texts, for comparison.
    """
    own = short_set_names(texts) == AUTHORED
    labels = texts.label_array()
    rows = []
    for corpus, there, scores in (
        (PUBLIC, ~own, held.by_family),
        (AUTHORED, own, held.by_fold),
    ):
        known = there & (labels[:, ABUSE] >= 0) & np.isfinite(scores[:, ABUSE])
        chosen = np.flatnonzero(known)
        if len(chosen):
            listed = [texts.texts[i] for i in chosen]
            rows += _corpus(corpus, listed, labels[chosen], scores[chosen], thresholds)
    return rows


def _corpus(
    corpus: str,
    texts: list[str],
    labels: NDArray[np.int8],
    scores: NDArray[np.float64],
    thresholds: Thresholds,
) -> list[dict[str, Any]]:
    abuse, margin = labels[:, ABUSE] == 1, scores[:, ABUSE]
    everybody = np.ones(len(texts), np.bool_)
    rows = []
    for group in ("all texts", *GROUPS):
        named = mentions(texts, group) if group in GROUPS else everybody
        elsewhere = ~named if group in GROUPS else everybody
        rows.append(
            {
                "corpus": corpus,
                "group": group,
                "rows": int(named.sum()),
                "positives": int((named & abuse).sum()),
                "subgroup_auc": _area(named, abuse, margin),
                "bpsn_auc": _area(
                    (named & ~abuse) | (elsewhere & abuse), abuse, margin
                ),
                "bnsp_auc": _area(
                    (named & abuse) | (elsewhere & ~abuse), abuse, margin
                ),
                **_flagged(named, labels, scores, thresholds),
            }
        )
    return rows


def _area(
    rows: NDArray[np.bool_], truth: NDArray[np.bool_], scores: NDArray[np.float64]
) -> Figure:
    some = truth[rows]
    if min(some.sum(), (~some).sum()) < MIN_ROWS:
        return missing(len(some))
    return roc_auc(some, scores[rows])


def _flagged(
    named: NDArray[np.bool_],
    labels: NDArray[np.int8],
    scores: NDArray[np.float64],
    thresholds: Thresholds,
) -> dict[str, Figure]:
    # Harmless means without any label, so that one label's rows do not count as
    # another's false alarms; unknown labels are taken as not given.
    harmless = named & (np.maximum(labels, 0) == 0).all(axis=1)
    result = {}
    for k, label in enumerate(LABELS):
        rows = harmless & np.isfinite(scores[:, k])
        reached = scores[rows, k] >= thresholds[label]
        result[label] = share_of(reached, scale=1000.0)
    return result
