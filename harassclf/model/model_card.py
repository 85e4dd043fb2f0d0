"""The parts of the model card that are made, not written."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

from harassclf.errors import DataError, UsageError
from harassclf.model.datasets import Origin
from harassclf.model.figures_tables import Cell, Table, sections
from harassclf.tables.strictjson import parse_json

CARD, EVALUATION = "MODEL_CARD.md", "evaluation.json"
FIGURES, TRAINING_DATA = "figures", "data"
PARTS = ("leftout", "hatecheck", "identity", "invariance")
# The section of an evaluation that each part writes.
SECTIONS = {
    "leftout": "left_out",
    "hatecheck": "hatecheck",
    "identity": "identity",
    "invariance": "invariance",
}
# What evaluation.json holds until a full run has been recorded.
MISSING = {"missing": True}
NO_RUN = "No full run of `harassclf evaluate` has been recorded for this model yet."


def resources() -> Path:
    """Return the folder of the packaged model, its card and its figures."""
    return Path(str(files("harassclf.resources")))


def figures_json(evaluation: Mapping[str, Any]) -> str:
    """Return an evaluation as it stands in a file."""
    return json.dumps(evaluation, indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def read_evaluation(folder: Path) -> dict[str, Any]:
    """Return the figures that stand beside the card in `folder`.

    Raises
    ------
    DataError
        If they are missing or no JSON object.
    """
    path = folder / EVALUATION
    try:
        value = parse_json(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise DataError(f"{path}: cannot be read as JSON") from error
    if not isinstance(value, dict):
        raise DataError(f"{path}: does not hold an evaluation")
    return value


def figures_block(evaluation: dict[str, Any]) -> str:
    """Return the figures of the card, Markdown."""
    if evaluation.get("missing"):
        return NO_RUN
    lines = [
        f"Model `{evaluation['model']}`, SHA-256 `{evaluation['model_sha256']}`."
        " In brackets: the 95 % interval, and the number of rows behind the figure."
    ]
    most = evaluation["run"]["max_rows"]
    if most:
        # Fewer rows to train on as well, so the figures err on the low side.
        lines.append(
            f"Left-out models were trained and measured on at most {most:,} rows of"
            " each public set and on all of our own lines; the packaged model was"
            " trained on more."
        )
    for part in sections(evaluation, brief=True):
        lines += [f"### {part.title}", part.note]
        for table in part.tables:
            lines += [f"**{table.caption}**", _markdown(table)] if table.rows else []
    return "\n\n".join(lines)


def data_block(origins: Mapping[str, Origin]) -> str:
    """Return the table of public sets with their licences, Markdown."""
    rows = [
        [
            Cell(f"[{name}]({origin.url})"),
            Cell(origin.title),
            Cell(origin.licence),
            Cell("trained on" if origin.use == "train" else "tests only"),
            Cell(", ".join(origin.labels) or "none (ordinary talk)"),
        ]
        for name, origin in sorted(origins.items())
    ]
    head = ("set", "title", "licence", "use", "labels taken")
    return _markdown(Table("", head, rows))


def _markdown(table: Table) -> str:
    rows = [
        " | ".join(map(_cell, row)) for row in ([*map(Cell, table.head)], *table.rows)
    ]
    rows.insert(1, " | ".join("---" for _ in table.head))
    return "\n".join(f"| {row} |" for row in rows)


def _cell(cell: Cell) -> str:
    text = f"{cell.main} ({cell.detail})" if cell.detail else cell.main
    return text.replace("|", "\\|").replace("\n", " ")


def with_block(card: str, name: str, block: str) -> str:
    """Return `card` with `block` between the markers of `name`.

    Raises
    ------
    DataError
        If the card does not have these markers once.
    """
    begin, end = f"<!-- {name}:begin -->", f"<!-- {name}:end -->"
    if (card.count(begin), card.count(end)) != (1, 1):
        raise DataError(f"{CARD} needs the markers {begin} and {end} once each.")
    head, _, rest = card.partition(begin)
    _, _, tail = rest.partition(end)
    return f"{head}{begin}\n\n{block}\n\n{end}{tail}"


def block_of(card: str, name: str) -> str:
    """Return what stands between the markers of `name`; '' if they are not there."""
    found = re.search(
        rf"<!-- {re.escape(name)}:begin -->\n(.*?)\n<!-- {re.escape(name)}:end -->",
        card,
        re.DOTALL,
    )
    return found[1].strip() if found else ""


def write_card(
    folder: Path, evaluation: dict[str, Any], origins: Mapping[str, Origin]
) -> None:
    """Put a full run's figures and the table of sets into the card in `folder`.

    Raises
    ------
    UsageError
        If `evaluation` lacks a part, or was made on part of the texts.
    DataError
        If the card is missing or has no place for them.
    """
    lacking = [part for part, key in SECTIONS.items() if key not in evaluation]
    run = evaluation["run"]
    if lacking or run["only"]:
        raise UsageError(
            "The card takes the figures of a full run only: every part, every set."
            f" Lacking: {', '.join(lacking) or 'none'}."
        )
    card = with_block(_read_card(folder), FIGURES, figures_block(evaluation))
    card = with_block(card, TRAINING_DATA, data_block(origins))
    (folder / EVALUATION).write_text(figures_json(evaluation), "utf-8")
    (folder / CARD).write_text(card, "utf-8")


def check_card(folder: Path) -> None:
    """Raise DataError unless the card in `folder` has a place for what is made."""
    card = _read_card(folder)
    for name in (FIGURES, TRAINING_DATA):
        with_block(card, name, "")


def _read_card(folder: Path) -> str:
    path = folder / CARD
    try:
        return path.read_text("utf-8")
    except OSError as error:
        raise DataError(f"{path}: cannot be read ({error.strerror})") from error
