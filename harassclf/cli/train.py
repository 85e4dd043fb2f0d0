"""``harassclf train``: labelled texts in, a model file out."""

from __future__ import annotations

from pathlib import Path

import click

from harassclf.cli.options import refuse_existing
from harassclf.cli.training_options import say, training_options


@click.command(
    epilog="""\b
Example:
  harassclf train --datasets ../shared/datasets -o model.hcm
"""
)
@training_options
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(path_type=Path),
    required=True,
    help="The model file to write; its SHA-256 goes to FILE.sha256.",
)
@click.option("--force", is_flag=True, help="Replace FILE if it exists.")
def train(
    datasets: Path,
    sources: Path,
    authored: Path,
    jobs: int,
    output: Path,
    force: bool,
) -> None:
    """Train the three regressions on the public sets and the project's own lines.

    Sets that are not in the record, or differ from it, are refused. The same texts
    give the same bytes. Thresholds are set so that few ordinary private messages are
    flagged, counted on messages that the model scoring them had not seen.
    """
    from harassclf.model.training import read_training_texts, train_model

    refuse_existing(output, force)
    texts, about = read_training_texts(datasets, sources, authored)
    model = train_model(texts, about, params={"n_jobs": jobs}, report=say)
    digest = model.save(output, overwrite=force)
    say(f"{output}: {output.stat().st_size:,} bytes, SHA-256 {digest}")
