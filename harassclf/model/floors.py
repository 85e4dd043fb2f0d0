"""What the model is meant to reach, and whether an evaluation shows it.

The numbers are those that the project set itself before the model was trained; they
are floors, not results.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from harassclf.model.figures import EVERYTHING
from harassclf.model.metrics import Figure
from harassclf.tables import LABELS

Evaluation = dict[str, Any]

VOICES_AUC = {"threat": 0.94, "abuse": 0.945, "spam": 0.993}
VOICES_RECALL = {"threat": 0.75, "abuse": 0.65, "spam": 0.90}
ORDINARY_PER_1000 = {"threat": 1.0, "abuse": 5.0, "spam": 3.0}
LOOKALIKES_PER_1000 = {"threat": 50.0, "abuse": 80.0}
SETS_AUC = {
    ("jigsaw_subset", "threat"): 0.95,
    ("spamassassin", "spam"): 0.93,
    ("sms_spam_uci", "spam"): 0.97,
    ("davidson", "abuse"): 0.90,
    ("convabuse", "abuse"): 0.92,
    ("jigsaw_subset", "abuse"): 0.95,
}
HATECHECK = {
    "threats_found": ("direct and normative threats found", ">=", 0.85),
    "identity_mentions_flagged": ("neutral, positive identity flagged", "<=", 0.03),
    "quoted_flagged_as_threat": ("quoted, counter, reclaimed as threat", "<=", 0.05),
    "recall_lost_to_spelling": ("points of recall lost to spelling", "<=", 0.10),
}
# Characters that nobody sees, or sees as the same letter, may cost less.
UNSEEN = ("look-alike letters", "zero-width characters", "fullwidth")
CALIBRATION_OVERALL, CALIBRATION_SOURCE = 0.03, 0.06


class Floor(NamedTuple):
    """One thing to reach.

    Attributes
    ----------
    what : str
    sign : {'>=', '<='}
    limit : float
    figure : Figure
    """

    what: str
    sign: str
    limit: float
    figure: Figure

    @property
    def holds(self) -> bool | None:
        """Whether the value reaches the limit; None if there is no value."""
        value = self.figure["value"]
        if value is None:
            return None
        return value >= self.limit if self.sign == ">=" else value <= self.limit


def floors(evaluation: Evaluation) -> list[Floor]:
    """Return what of the list the parts of `evaluation` tell of."""
    found: list[Floor] = []
    if "left_out" in evaluation:
        found += _left_out(evaluation["left_out"])
    if "hatecheck" in evaluation:
        found += _hatecheck(evaluation["hatecheck"])
    if "invariance" in evaluation:
        found += _disguise("own threats", evaluation["invariance"]["disguise"])
    return found


def as_rows(found: list[Floor]) -> list[dict[str, Any]]:
    """Return the floors for JSON."""
    return [floor._asdict() | {"holds": floor.holds} for floor in found]


def _left_out(left_out: Evaluation) -> Iterator[Floor]:
    voices = left_out["voices"]
    for label in LABELS:
        area, recall = voices[label]["mean_roc_auc"], voices[label]["recall"]
        what = "own lines, voice left out"
        yield Floor(f"{what}: ROC-AUC {label}", ">=", VOICES_AUC[label], area)
        yield Floor(f"{what}: recall {label}", ">=", VOICES_RECALL[label], recall)
    for row in left_out["ordinary"]:
        if row["set"] == EVERYTHING:
            what = f"ordinary messages: false {row['label']} per 1,000"
            limit = ORDINARY_PER_1000[row["label"]]
            yield Floor(what, "<=", limit, row["folds"])
    for label, limit in LOOKALIKES_PER_1000.items():
        what = f"own look-alikes, voice left out: false {label} per 1,000"
        yield Floor(what, "<=", limit, left_out["lookalikes"][label])
    for (name, label), limit in SETS_AUC.items():
        for row in left_out["sets"]:
            if (row["set"], row["label"]) == (name, label):
                what = f"{name} left out: ROC-AUC {label}"
                yield Floor(what, ">=", limit, row["roc_auc"])
    yield from _calibration(left_out["sets"])


def _calibration(sets: list[Evaluation]) -> Iterator[Floor]:
    for label in LABELS:
        rows = [
            row
            for row in sets
            if row["label"] == label and row["calibration_error"]["value"] is not None
        ]
        overall = [row for row in rows if row["set"] == EVERYTHING]
        for row in overall:
            what = f"calibration error {label}, all sets"
            yield Floor(what, "<=", CALIBRATION_OVERALL, row["calibration_error"])
        # Of a set that is all abuse, or has none, the base rate alone decides.
        single = [
            row
            for row in rows
            if row["set"] != EVERYTHING and row["roc_auc"]["value"] is not None
        ]
        if single:
            worst = max(single, key=_calibration_value)
            what = f"calibration error {label}, worst mixed set ({worst['set']})"
            yield Floor(what, "<=", CALIBRATION_SOURCE, worst["calibration_error"])


def _calibration_value(row: Evaluation) -> float:
    return float(row["calibration_error"]["value"])


def _hatecheck(hatecheck: Evaluation) -> Iterator[Floor]:
    for key, (what, sign, limit) in HATECHECK.items():
        yield Floor(f"HateCheck: {what}", sign, limit, hatecheck["summary"][key])
    yield from _disguise("HateCheck threats", hatecheck["disguise"])


def _disguise(of: str, rows: list[Evaluation]) -> Iterator[Floor]:
    for row in rows:
        limit = 0.02 if row["disguise"] in UNSEEN else 0.10
        what = f"{of}: recall lost to {row['disguise']}"
        yield Floor(what, "<=", limit, row["lost"])
