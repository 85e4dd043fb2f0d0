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
@click.option(
    "--indicators",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Also fit the indicators on the project's own lines; their .npz file.",
)
@click.option(
    "--labels",
    "labels",
    metavar="FILE",
    type=click.Path(path_type=Path),
    multiple=True,
    help="Your own labelled messages to add: CSV with text, threat, abuse, spam.",
)
@click.option("--force", is_flag=True, help="Replace FILE if it exists.")
def train(
    datasets: Path,
    sources: Path,
    authored: Path,
    jobs: int,
    output: Path,
    indicators: Path | None,
    labels: tuple[Path, ...],
    force: bool,
) -> None:
    """Train the three regressions on the public sets and the project's own lines.

    Sets that are not in the record, or differ from it, are refused. The same texts
    give the same bytes. Thresholds are set so that few ordinary private messages are
    flagged, counted on messages that the model scoring them had not seen.
    """
    from harassclf.model.modelfile import load_model
    from harassclf.model.own_labels import read_own_labels, what_changed
    from harassclf.model.training import read_training_texts, train_model

    for target in filter(None, (output, indicators)):
        refuse_existing(target, force)
    texts, about = read_training_texts(datasets, sources, authored)
    own = {path.name: read_own_labels(path, texts) for path in labels}
    if own:
        about["own_labels"] = own
    model = train_model(texts, about, params={"n_jobs": jobs}, report=say)
    if own:
        for line in what_changed(model, load_model(), texts):
            say(line)
    digest = model.save(output, overwrite=force)
    say(f"{output}: {output.stat().st_size:,} bytes, SHA-256 {digest}")
    if indicators is not None:
        _train_indicators(authored, indicators, jobs)


def _train_indicators(authored: Path, target: Path, jobs: int) -> None:
    from harassclf.indicators.training import read_lines, save_heads, train_heads

    lines = read_lines(authored, authored.with_name("indicators.toml"))
    heads, figures = train_heads(lines, jobs=jobs, report=say)
    save_heads(heads, target, figures)
    say(f"{target}: {target.stat().st_size:,} bytes")
