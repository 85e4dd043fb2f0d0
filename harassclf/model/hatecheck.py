"""HateCheck by functionality, with the map from its labels to ours.

HateCheck (Röttger et al. 2021, arXiv:2012.15606; CC BY 4.0) asks for hate against
protected groups. Our labels ask something else, so each functionality says here what
is right for us and why. It is never trained on.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from harassclf.model.classifier import HarassmentClassifier
from harassclf.model.datasets import Origin
from harassclf.model.evaluation import read_rows
from harassclf.model.metrics import share_difference, share_of
from harassclf.model.perturb import DISGUISES, changed_by
from harassclf.tables import LABELS

NAME = "hatecheck"
# The column of the prepared file that names the functionality.
FUNCTIONALITY = "label_raw"
SEED = 0


class Case(NamedTuple):
    """What is right for one functionality.

    Attributes
    ----------
    counts : tuple of str
        A text is *flagged* if one of these labels reaches its threshold.
    should : bool
        Whether it should be.
    reason : str
    """

    counts: tuple[str, ...]
    should: bool
    reason: str


HARM, ANY, THREAT = ("threat", "abuse"), LABELS, ("threat",)
_CONTEMPT = "contempt for a group is abuse"
_DISGUISED = "contempt for a group is abuse, however it is spelled"
_QUOTED = (
    "the abusive words are in it, but not meant; abuse may be asked to be looked at,"
    " a threat it is not"
)
CASES: dict[str, Case] = {
    "derog_neg_emote_h": Case(HARM, True, _CONTEMPT),
    "derog_neg_attrib_h": Case(HARM, True, _CONTEMPT),
    "derog_dehum_h": Case(HARM, True, _CONTEMPT),
    "derog_impl_h": Case(HARM, True, _CONTEMPT),
    "threat_dir_h": Case(HARM, True, "a threat to a group; abuse is right as well"),
    "threat_norm_h": Case(HARM, True, "calls for harm to a group: either is right"),
    "slur_h": Case(HARM, True, "a slur is abuse"),
    "slur_homonym_nh": Case(HARM, False, "another meaning of the word"),
    "slur_reclaimed_nh": Case(THREAT, False, "a group's own use of a slur; " + _QUOTED),
    "profanity_h": Case(HARM, True, _CONTEMPT),
    "profanity_nh": Case(HARM, False, "swearing at nobody is not abuse"),
    "ref_subs_clause_h": Case(HARM, True, _CONTEMPT),
    "ref_subs_sent_h": Case(HARM, True, _CONTEMPT),
    "negate_pos_h": Case(HARM, True, _CONTEMPT),
    "negate_neg_nh": Case(HARM, False, "says that it is not so"),
    "phrase_question_h": Case(HARM, True, _CONTEMPT),
    "phrase_opinion_h": Case(HARM, True, _CONTEMPT),
    "ident_neutral_nh": Case(ANY, False, "names a group neutrally"),
    "ident_pos_nh": Case(ANY, False, "speaks well of a group"),
    "counter_quote_nh": Case(THREAT, False, "quoted to object; " + _QUOTED),
    "counter_ref_nh": Case(THREAT, False, "mentioned to object; " + _QUOTED),
    "target_obj_nh": Case(HARM, False, "abuse of a thing hurts nobody"),
    "target_indiv_nh": Case(HARM, True, "abuse of one person is abuse here"),
    "target_group_nh": Case(HARM, True, "abuse of a group that no law protects, too"),
    "spell_char_swap_h": Case(HARM, True, _DISGUISED),
    "spell_char_del_h": Case(HARM, True, _DISGUISED),
    "spell_space_del_h": Case(HARM, True, _DISGUISED),
    "spell_space_add_h": Case(HARM, True, _DISGUISED),
    "spell_leet_h": Case(HARM, True, _DISGUISED),
}

THREATS = ("threat_dir_h", "threat_norm_h")
IDENTITY = ("ident_neutral_nh", "ident_pos_nh")
QUOTED = ("counter_quote_nh", "counter_ref_nh", "slur_reclaimed_nh")
SPELLED = tuple(name for name in CASES if name.startswith("spell_"))
PLAIN_HATE = tuple(
    name
    for name, case in CASES.items()
    if name.endswith("_h") and name not in (*SPELLED, *THREATS)
)


class Cases(NamedTuple):
    """The texts of HateCheck and the functionality of each."""

    texts: list[str]
    kinds: NDArray[Any]


def read_cases(origin: Origin, datasets: Path) -> Cases:
    """Read HateCheck; see `harassclf.model.evaluation.read_rows`."""
    rows = [row for row in read_rows(origin, datasets) if row["text"].strip()]
    kinds = np.array([row[FUNCTIONALITY] for row in rows], dtype=str)
    return Cases([row["text"] for row in rows], kinds)


def reached(
    model: HarassmentClassifier, texts: list[str], counts: Iterable[str]
) -> NDArray[np.bool_]:
    """Tell which texts are given one of the labels that count."""
    columns = [LABELS.index(label) for label in counts]
    given = model.predict(texts)[:, columns]
    return np.asarray(given.any(axis=1), np.bool_)


def hatecheck_figures(cases: Cases, model: HarassmentClassifier) -> dict[str, Any]:
    """Return the shares flagged and their summary.

    Returns
    -------
    dict
        ``functionalities``: of each its `Case`, ``n``, the share ``flagged`` by what
        counts, and the share given each label. ``summary``: threats found, identity
        mentions flagged, quoted, counter-speech and reclaimed cases flagged as threat,
        and points of recall that spelling costs (all hateful cases without disguise
        less the five ``spell_`` functionalities). ``disguise``: `disguise_figures` of
        the threats.
    """
    given = model.predict(cases.texts).astype(np.bool_)
    rows = []
    flagged = np.zeros(len(cases.texts), np.bool_)
    for name, case in CASES.items():
        here = cases.kinds == name
        columns = [LABELS.index(label) for label in case.counts]
        flagged[here] = given[here][:, columns].any(axis=1)
        rows.append(
            {
                "functionality": name,
                "counts": list(case.counts),
                "should": case.should,
                "reason": case.reason,
                "flagged": share_of(flagged[here]),
                **{label: share_of(given[here, k]) for k, label in enumerate(LABELS)},
            }
        )
    plain = np.isin(cases.kinds, PLAIN_HATE)
    spelled = np.isin(cases.kinds, SPELLED)
    threats = np.isin(cases.kinds, THREATS)
    lost = share_difference(
        int(flagged[plain].sum()),
        int(plain.sum()),
        int(flagged[spelled].sum()),
        int(spelled.sum()),
    )
    summary = {
        "threats_found": share_of(flagged[threats]),
        "identity_mentions_flagged": share_of(flagged[np.isin(cases.kinds, IDENTITY)]),
        "quoted_flagged_as_threat": share_of(flagged[np.isin(cases.kinds, QUOTED)]),
        "recall_lost_to_spelling": lost,
    }
    chosen = [cases.texts[i] for i in np.flatnonzero(threats)]
    return {
        "functionalities": rows,
        "summary": summary,
        "disguise": disguise_figures(chosen, model, HARM),
    }


def disguise_figures(
    texts: list[str], model: HarassmentClassifier, counts: tuple[str, ...]
) -> list[dict[str, Any]]:
    """Return what each disguise costs on texts that should be flagged.

    Parameters
    ----------
    texts : list of str
    model : HarassmentClassifier
    counts : tuple of str
        Labels of which any makes a text found.

    Returns
    -------
    list of dict
        ``disguise``; ``lost``, the share of the found texts that the disguise hides;
        ``recall_before`` and ``recall_after`` over all texts that it changes.
    """
    return [
        {"disguise": name, **_disguise_row(texts, model, counts, name)}
        for name in DISGUISES
    ]


def _disguise_row(
    texts: list[str],
    model: HarassmentClassifier,
    counts: tuple[str, ...],
    name: str,
) -> Mapping[str, Any]:
    before, after = changed_by(DISGUISES[name], texts, SEED)
    found = reached(model, before, counts)
    still = reached(model, after, counts)
    return {
        "lost": share_of(~still[found]),
        "recall_before": share_of(found),
        "recall_after": share_of(still),
    }
