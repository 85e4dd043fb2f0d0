"""The figures of an evaluation as sections of tables, for the page and the card."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from harassclf.model.floors import floors
from harassclf.model.metrics import Figure
from harassclf.tables import LABELS

Evaluation = dict[str, Any]
NOTHING = "–"


class Cell(NamedTuple):
    """What stands in a cell: the number, and its interval and size in small."""

    main: str
    detail: str = ""


@dataclass(frozen=True)
class Table:
    """A table with a head line; the first column names the row."""

    caption: str
    head: tuple[str, ...]
    rows: list[list[Cell]]


@dataclass(frozen=True)
class Section:
    """A heading, what must be known to read the tables, and the tables."""

    title: str
    note: str
    tables: list[Table] = field(default_factory=list)


def shown(of: Figure, places: int = 3) -> Cell:
    """Return a figure as text; a dash where it has no value.

    Examples
    --------
    >>> shown({"value": 0.5, "low": 0.25, "high": 0.75, "n": 1000})
    Cell(main='0.500', detail='0.250 to 0.750, n 1,000')
    """
    if of["value"] is None:
        return Cell(NOTHING, f"n {of['n']:,}")
    main = f"{of['value']:.{places}f}"
    if of["low"] is None or of["high"] is None:
        return Cell(main, f"n {of['n']:,}")
    interval = f"{of['low']:.{places}f} to {of['high']:.{places}f}"
    return Cell(main, f"{interval}, n {of['n']:,}")


def sections(evaluation: Evaluation, *, brief: bool = False) -> list[Section]:
    """Return the sections that `evaluation` has figures for, in reading order.

    Parameters
    ----------
    evaluation : dict
        As `harassclf evaluate --json` writes it.
    brief : bool, default=False
        Fewer columns, and no table of each voice.
    """
    made = [_floors(evaluation), _operating(evaluation)]
    columns = tuple(SET_COLUMNS) if not brief else BRIEF_COLUMNS
    if "left_out" in evaluation:
        left_out = evaluation["left_out"]
        made += [_voices(left_out, brief), _ordinary(left_out)]
        made.append(_sets(left_out["sets"], columns))
    if evaluation.get("never_trained"):
        made.append(_never_trained(evaluation["never_trained"], columns))
    if "hatecheck" in evaluation:
        made.append(_hatecheck(evaluation["hatecheck"]))
    if "identity" in evaluation:
        made.append(_identity(evaluation["identity"]))
    if "invariance" in evaluation:
        made.append(_invariance(evaluation["invariance"]))
    return [one for one in made if any(table.rows for table in one.tables)]


def _line(*cells: str | Cell) -> list[Cell]:
    return [cell if isinstance(cell, Cell) else Cell(cell) for cell in cells]


def _floors(evaluation: Evaluation) -> Section:
    said = {True: "yes", False: "NO", None: NOTHING}
    rows = [
        _line(
            floor.what,
            f"{'at least' if floor.sign == '>=' else 'at most'} {floor.limit:g}",
            shown(floor.figure, 4),
            said[floor.holds],
        )
        for floor in floors(evaluation)
    ]
    return Section(
        "What was to be reached",
        "The floors were set before training. A NO is a way in which the model fails.",
        [Table("Floors", ("what", "floor", "measured", "holds"), rows)],
    )


def _operating(evaluation: Evaluation) -> Section:
    operating = evaluation["operating"]
    tables = []
    for label in LABELS:
        here = operating.get(label, {})
        rows = []
        for one in here.get("table", []):
            chosen = one["threshold"] == here["threshold"]
            mark = " (in use)" if chosen else ""
            rows.append(
                _line(
                    f"{one['threshold']:.4f}{mark}",
                    f"{one['recall']:.3f}",
                    f"{one['false_alarms_per_1000']:.2f}",
                )
            )
        caption = f"{label}: in use {evaluation['thresholds'][label]:.4f}"
        if here:
            caption += (
                f"; {here['false_alarms']:,} of {here['ordinary']:,} ordinary messages"
                f" flagged, {here['found']:,} of {here['positives']:,} found"
            )
        head = ("threshold", "recall", "false alarms per 1,000 ordinary messages")
        rows = rows or [_line(NOTHING, NOTHING, NOTHING)]
        tables.append(Table(caption, head, rows))
    return Section(
        "Thresholds",
        "From the model file. Counted while training, on texts that the model which"
        " scored them had not seen, but other texts of the same sets it had. Ordinary"
        " messages are those of the private sets; recall is over every labelled text"
        " of all sets, strangers' comments on groups included.",
        tables,
    )


def _voices(left_out: Evaluation, brief: bool) -> Section:
    voices, lookalikes = left_out["voices"], left_out["lookalikes"]
    rows = [
        _line(
            label,
            shown(voices[label]["mean_roc_auc"]),
            shown(voices[label]["recall"]),
            shown(lookalikes[label], 1),
        )
        for label in LABELS
    ]
    head = (
        "label",
        "ROC-AUC, mean over voices",
        "recall at the threshold",
        "false alarms per 1,000 look-alikes",
    )
    return Section(
        "Messages to one person",
        "The project's own lines, each scored by a model that saw no line of its"
        " writer (voice). Their harmless half was written to look like the other, so"
        " its false alarms are no measure of ordinary talk. The interval of the mean is"
        " Student's t over voices.",
        [
            Table("All voices", head, rows),
            *(
                _each_voice(label, voices[label]["each"])
                for label in LABELS
                if not brief
            ),
        ],
    )


def _each_voice(label: str, each: list[Evaluation]) -> Table:
    rows = [
        _line(one["voice"], shown(one["roc_auc"]), shown(one["recall"])) for one in each
    ]
    return Table(f"{label}, each voice", ("voice", "ROC-AUC", "recall"), rows)


def _ordinary(left_out: Evaluation) -> Section:
    rows = [
        _line(
            row["set"], row["label"], shown(row["folds"], 2), shown(row["whole_set"], 2)
        )
        for row in left_out["ordinary"]
    ]
    head = ("set", "label", "other messages of it seen", "no message of it seen")
    return Section(
        "Ordinary private messages",
        "False alarms per 1,000. In the first column the model saw other messages of"
        " the same set; in the second the whole set, and all that share texts with it,"
        " were left out, as for a kind of talk that the model has never met.",
        [Table("False alarms per 1,000", head, rows)],
    )


SET_COLUMNS = {
    "roc_auc": ("ROC-AUC", 3),
    "average_precision": ("average precision", 3),
    "recall_at_1_per_1000": ("recall at 0.1 % false alarms", 3),
    "recall_at_10_per_1000": ("recall at 1 % false alarms", 3),
    "brier": ("Brier score", 4),
    "calibration_error": ("calibration error", 3),
    "recall": ("recall at threshold", 3),
    "false_alarms_per_1000": ("false alarms per 1,000 at threshold", 1),
}
BRIEF_COLUMNS = ("roc_auc", "calibration_error", "recall", "false_alarms_per_1000")


def _set_table(
    caption: str, rows: Iterable[Evaluation], columns: tuple[str, ...]
) -> Table:
    lines = [
        _line(
            row["set"],
            row["label"],
            f"{row['positives']:,} of {row['rows']:,}",
            *(shown(row[key], SET_COLUMNS[key][1]) for key in columns),
        )
        for row in rows
    ]
    names = (SET_COLUMNS[key][0] for key in columns)
    return Table(caption, ("set", "label", "with it", *names), lines)


def _sets(rows: list[Evaluation], columns: tuple[str, ...]) -> Section:
    return Section(
        "Sets left out",
        "Each set was left out of training together with all that share texts with it,"
        " and scored with the packaged calibration and thresholds. Intervals: Hanley"
        " and McNeil for ROC-AUC, Boyd et al. for average precision, Wilson for"
        " shares, the mean's for the Brier score, drawn bins for calibration error"
        " (15 bins of equal mass).",
        [
            _set_table(label, [row for row in rows if row["label"] == label], columns)
            for label in LABELS
        ],
    )


def _never_trained(rows: list[Evaluation], columns: tuple[str, ...]) -> Section:
    return Section(
        "Sets that are never trained on",
        "Scored by the packaged model. Labels are those of the sets, most of which ask"
        " for hate against groups.",
        [_set_table("Test suites", rows, columns)],
    )


def _hatecheck(hatecheck: Evaluation) -> Section:
    rows = [
        _line(
            row["functionality"],
            "yes" if row["should"] else "no",
            " or ".join(row["counts"]),
            shown(row["flagged"]),
            *(shown(row[label]) for label in LABELS),
            row["reason"],
        )
        for row in hatecheck["functionalities"]
    ]
    head = ("functionality", "should be flagged", "as", "flagged")
    summary = [
        _line(name.replace("_", " "), shown(value))
        for name, value in hatecheck["summary"].items()
    ]
    return Section(
        "HateCheck by functionality",
        "Scored by the packaged model, which is never trained on it. Abuse of an"
        " individual is abuse here, so the map differs from HateCheck's own labels.",
        [
            Table("Summary", ("what", "share"), summary),
            Table(
                "Functionalities",
                (*head, *(f"given {label}" for label in LABELS), "why"),
                rows,
            ),
            _disguise(
                "Threats (direct and normative) disguised", hatecheck["disguise"]
            ),
        ],
    )


def _disguise(caption: str, rows: list[Evaluation]) -> Table:
    head = ("disguise", "lost of those found", "recall before", "recall after")
    keys = ("lost", "recall_before", "recall_after")
    lines = [_line(row["disguise"], *(shown(row[key]) for key in keys)) for row in rows]
    return Table(caption, head, lines)


def _identity(rows: list[Evaluation]) -> Section:
    head = ("group named", "abusive", "subgroup AUC", "BPSN AUC", "BNSP AUC")
    tables = []
    for corpus in dict.fromkeys(row["corpus"] for row in rows):
        lines = [
            _line(
                row["group"],
                f"{row['positives']:,} of {row['rows']:,}",
                *(shown(row[f"{k}_auc"]) for k in ("subgroup", "bpsn", "bnsp")),
                *(shown(row[label], 1) for label in LABELS),
            )
            for row in rows
            if row["corpus"] == corpus
        ]
        alarms = tuple(f"false {label} per 1,000" for label in LABELS)
        tables.append(Table(f"Abuse, {corpus}", (*head, *alarms), lines))
    return Section(
        "Groups that a text names",
        "Held-out scores; groups are found by neutral words for them. BPSN compares"
        " harmless texts that name the group with abuse elsewhere (low: naming it"
        " raises scores), BNSP abuse that names it with harmless texts elsewhere (low:"
        " naming it hides abuse); Borkan et al. 2019. False alarms are per 1,000"
        " harmless texts that name the group, at the threshold.",
        tables,
    )


def _invariance(invariance: Evaluation) -> Section:
    return Section(
        "What should not matter, and disguise",
        "The packaged model on the project's own lines. It was trained on them, so only"
        " the difference between a line and its rewritten form means anything.",
        [
            Table(
                "Change of probability",
                ("change", "label", "mean", "95th percentile", "flips at threshold"),
                list(_change_lines(invariance["changes"])),
            ),
            _disguise("Threats disguised", invariance["disguise"]),
        ],
    )


def _change_lines(rows: list[Evaluation]) -> Iterator[list[Cell]]:
    for row in rows:
        p95 = NOTHING if row["p95"] is None else f"{row['p95']:.3f}"
        yield _line(
            row["change"], row["label"], shown(row["mean"]), p95, shown(row["flips"])
        )
