"""``harassclf evaluate``: figures from sets left out of training."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from harassclf.cli.options import refuse_existing
from harassclf.cli.training_options import say, training_options
from harassclf.errors import UsageError

if TYPE_CHECKING:
    from harassclf.model.evaluation import Measured

HEADING = (
    f"{'set':<22}{'label':<8}{'rows':>8}{'with it':>9}{'ROC-AUC':>9}{'AP':>8}"
    f"{'recall':>8}{'flagged/1000':>14}"
)


@click.command(
    epilog="""\b
Example:
  harassclf evaluate --datasets ../shared/datasets --only davidson --json out.json
"""
)
@training_options
@click.option(
    "--only", metavar="SET", multiple=True, help="Leave out only this set, or family."
)
@click.option(
    "--max-rows",
    default=0,
    metavar="N",
    help="Use at most N rows of a public set, for a quicker look; 0 for all.",
)
@click.option(
    "--json",
    "json_path",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Write the figures to FILE as well.",
)
@click.option("--force", is_flag=True, help="Replace FILE if it exists.")
def evaluate(
    datasets: Path,
    sources: Path,
    authored: Path,
    jobs: int,
    only: tuple[str, ...],
    max_rows: int,
    json_path: Path | None,
    force: bool,
) -> None:
    """Leave each set out of training in turn and measure on it.

    Sets that share texts are left out together, and the project's own lines by voice.
    Recall and false alarms are at the packaged model's thresholds, with its
    calibration. Sets that are never trained on are scored by the packaged model.
    """
    from harassclf.model.evaluation import as_rows, evaluate_left_out
    from harassclf.model.modelfile import load_model
    from harassclf.model.training import read_training_texts

    if json_path is not None:
        refuse_existing(json_path, force)
    _refuse_unknown(only, sources)
    texts, _ = read_training_texts(datasets, sources, authored, max_rows=max_rows)
    packaged = load_model()
    results = evaluate_left_out(texts, packaged, only=only, n_jobs=jobs, report=say)
    results += _never_trained(datasets, sources, only)
    click.echo(HEADING)
    for result in results:
        click.echo(_line(result))
    if json_path is not None:
        text = json.dumps(list(as_rows(results)), indent=1) + "\n"
        json_path.write_text(text, "utf-8")


def _refuse_unknown(only: tuple[str, ...], sources: Path) -> None:
    from harassclf.model.datasets import read_sources
    from harassclf.model.evaluation import AUTHORED

    origins = read_sources(sources).values()
    known = {AUTHORED, *(origin.name for origin in origins)}
    known |= {origin.family for origin in origins}
    for name in only:
        if name not in known:
            raise UsageError(
                f"There is no set {name!r}; the sets are {', '.join(sorted(known))}."
            )


def _never_trained(
    datasets: Path, sources: Path, only: tuple[str, ...]
) -> list[Measured]:
    from harassclf.model.datasets import LabelledTexts, read_set, read_sources
    from harassclf.model.evaluation import measure
    from harassclf.model.modelfile import load_model

    model = load_model()
    results = []
    for name, origin in sorted(read_sources(sources).items()):
        if origin.use != "evaluate" or (only and name not in only):
            continue
        texts = LabelledTexts()
        if not read_set(origin, datasets, texts):
            continue
        say(f"scoring {name} ({len(texts)} texts)")
        probabilities = model.predict_proba(texts.texts)
        results += measure(name, texts.label_array(), probabilities, model.thresholds_)
    return results


def _line(result: Measured) -> str:
    def shown(value: float | None, places: int) -> str:
        return "-" if value is None else f"{value:.{places}f}"

    return (
        f"{result.set:<22}{result.label:<8}{result.rows:>8,}{result.positives:>9,}"
        f"{shown(result.roc_auc, 3):>9}{shown(result.average_precision, 3):>8}"
        f"{shown(result.recall, 3):>8}{shown(result.flagged, 1):>14}"
    )
