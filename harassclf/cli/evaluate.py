"""``harassclf evaluate``: every figure of the model card."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from harassclf.cli.options import refuse_existing
from harassclf.cli.training_options import say, training_options
from harassclf.errors import UsageError

if TYPE_CHECKING:
    from harassclf.model.metrics import Figure

HEADING = (
    f"{'set':<22}{'label':<8}{'rows':>8}{'with it':>9}{'ROC-AUC':>9}{'AP':>8}"
    f"{'recall':>8}{'flagged/1000':>14}"
)
FILE = click.Path(path_type=Path)


@click.command(
    epilog="""\b
Examples:
  harassclf evaluate --datasets ../shared/datasets --page out/evaluation.html
  harassclf evaluate --datasets ../shared/datasets --only davidson --json out.json
"""
)
@training_options
@click.option(
    "--parts",
    metavar="LIST",
    help="Some of leftout,hatecheck,identity,invariance; all of them by default,"
    " leftout alone with --only.",
)
@click.option(
    "--only",
    metavar="SET",
    multiple=True,
    help="Leave out only this set, or family, or 'authored' or 'ordinary'.",
)
@click.option(
    "--max-rows",
    default=0,
    metavar="N",
    help="Use at most N rows of a public set, for a quicker look; 0 for all.",
)
@click.option(
    "--model",
    "model_path",
    metavar="FILE",
    type=FILE,
    help="Measure this model, not the packaged one.",
)
@click.option(
    "--json", "json_path", metavar="FILE", type=FILE, help="Write all figures to FILE."
)
@click.option(
    "--page", metavar="FILE", type=FILE, help="Write an HTML page with all figures."
)
@click.option(
    "--card", is_flag=True, help="Put the figures into the model card (full runs only)."
)
@click.option("--force", is_flag=True, help="Replace FILE if it exists.")
def evaluate(
    datasets: Path,
    sources: Path,
    authored: Path,
    jobs: int,
    parts: str | None,
    only: tuple[str, ...],
    max_rows: int,
    model_path: Path | None,
    json_path: Path | None,
    page: Path | None,
    card: bool,
    force: bool,
) -> None:
    """Leave each set out of training in turn and measure on it.

    Sets that share texts are left out together, and the project's own lines by voice.
    Recall and false alarms are at the packaged model's thresholds, with its
    calibration. Sets that are never trained on are scored by the packaged model, as
    are HateCheck by functionality and lines that were rewritten or disguised.
    """
    from harassclf.model.datasets import read_sources
    from harassclf.model.evaluation_run import Inputs, evaluate_model
    from harassclf.model.figures_page import page as as_page
    from harassclf.model.model_card import (
        check_card,
        figures_json,
        resources,
        write_card,
    )

    for target in (json_path, page):
        if target is not None:
            refuse_existing(target, force)
    chosen = _parts(parts, only)
    if card:
        _refuse_partial(chosen, only, model_path)
        check_card(resources())
    _refuse_unknown(only, sources)
    inputs = Inputs(datasets, sources, authored, model_path, only, max_rows, jobs)
    result = evaluate_model(inputs, chosen, report=say)
    # Before the table: a pipe that breaks under it must not cost hours of work.
    if json_path is not None:
        json_path.write_text(figures_json(result), "utf-8")
    if page is not None:
        page.write_text(as_page(result), "utf-8")
    if card:
        write_card(resources(), result, read_sources(sources))
    _show(result)


def _parts(listed: str | None, only: tuple[str, ...]) -> tuple[str, ...]:
    from harassclf.model.model_card import PARTS

    if listed is None:
        return ("leftout",) if only else PARTS
    chosen = tuple(part.strip() for part in listed.split(","))
    for part in chosen:
        if part not in PARTS:
            raise UsageError(
                f"--parts: there is no part {part!r}; the parts are {', '.join(PARTS)}."
            )
    return chosen


def _refuse_partial(
    parts: tuple[str, ...], only: tuple[str, ...], model: Path | None
) -> None:
    """Refuse, before hours of work, what the card could not take after it."""
    from harassclf.model.model_card import PARTS

    if set(parts) != set(PARTS) or only or model is not None:
        raise UsageError(
            "--card takes a full run of the packaged model: no --parts, --only or"
            " --model."
        )


def _refuse_unknown(only: tuple[str, ...], sources: Path) -> None:
    from harassclf.model.datasets import AUTHORED, read_sources
    from harassclf.model.evaluation import ORDINARY

    origins = read_sources(sources).values()
    known = {AUTHORED, ORDINARY, *(origin.name for origin in origins)}
    known |= {origin.family for origin in origins}
    for name in only:
        if name not in known:
            raise UsageError(
                f"There is no set {name!r}; the sets are {', '.join(sorted(known))}."
            )


def _show(result: dict[str, Any]) -> None:
    rows = result.get("left_out", {}).get("sets", []) + result.get("never_trained", [])
    if rows:
        click.echo(HEADING)
        for row in rows:
            click.echo(_line(row))
    told = [row for row in result["floors"] if row["holds"] is not None]
    if told:
        click.echo("\nWhat was to be reached:")
    for row in told:
        value = _number(row["figure"], 4)
        mark = "yes" if row["holds"] else "NO"
        click.echo(
            f"{row['what']:<64}{value:>9} {row['sign']} {row['limit']:<7g}{mark:>4}"
        )


def _line(row: dict[str, Any]) -> str:
    return (
        f"{row['set']:<22}{row['label']:<8}{row['rows']:>8,}{row['positives']:>9,}"
        f"{_number(row['roc_auc'], 3):>9}{_number(row['average_precision'], 3):>8}"
        f"{_number(row['recall'], 3):>8}"
        f"{_number(row['false_alarms_per_1000'], 1):>14}"
    )


def _number(of: Figure, places: int) -> str:
    return "-" if of["value"] is None else f"{of['value']:.{places}f}"
