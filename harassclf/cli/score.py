"""``harassclf score``: messages in, messages and scores out."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Timer
from typing import TYPE_CHECKING

import click

from harassclf.cli import DONE, FOUND
from harassclf.cli.options import export_options, label_values, refuse_existing
from harassclf.errors import UsageError
from harassclf.tables import LABELS

if TYPE_CHECKING:
    import pandas as pd

CHUNK_ROWS = 50_000
PATIENCE_S = 3.0
PREPARING = (
    "Scoring. The first time on a machine this prepares itself for up to half a minute."
)


@click.command(
    epilog="""\b
Examples:
  harassclf score "WhatsApp Chat with Sam.zip" -o scored.csv --owner Elle
  harassclf score inbox.mbox chat.txt --timezone Europe/London -o scored.parquet
  harassclf score messages.csv -o - --fail-on threat
"""
)
@export_options
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    help="Where the messages and their scores go; the ending decides the format:"
    " .csv, .jsonl, .parquet. - is standard output, as JSON lines. Without it they"
    " go to standard output if that is no terminal, else only the summary is shown.",
)
@click.option("--force", is_flag=True, help="Replace FILE if it exists.")
@click.option(
    "--threshold",
    "thresholds",
    metavar="LABEL=P",
    multiple=True,
    help="Probability from which on a label is given, for example threat=0.8.",
)
@click.option(
    "--fail-on",
    metavar="LABEL[=P]",
    multiple=True,
    help="Exit with status 3 if a message reaches the label's threshold, or P.",
)
@click.option(
    "--explain",
    is_flag=True,
    help="Add a column that tells which words moved the score, as JSON: for each label"
    " [begin, end, weight], offsets into the text. Takes longer.",
)
@click.option("--model", "model_path", metavar="FILE", help="Another model file.")
@click.option("--model-sha256", metavar="DIGEST", help="Digest it must have.")
@click.option("--hide-text", is_flag=True, help="Keep message text off the screen.")
@click.option("-q", "--quiet", is_flag=True, help="No progress bar, no summary.")
def score(
    exports: tuple[Path, ...],
    owner: tuple[str, ...],
    timezone: str | None,
    format_name: str | None,
    date_order: str | None,
    output: str | None,
    force: bool,
    thresholds: tuple[str, ...],
    fail_on: tuple[str, ...],
    explain: bool,
    model_path: str | None,
    model_sha256: str | None,
    hide_text: bool,
    quiet: bool,
) -> int:
    """Score every message of EXPORT... as threat, abuse or spam.

    An EXPORT is a file, a zip archive or a folder; several are read one after the
    other and none of them is changed. The summary on standard error counts the labels
    and names the highest threats and what was skipped.
    """
    from harassclf.cli.explain import add_explanations, print_explanations
    from harassclf.cli.reading import read_with_progress
    from harassclf.cli.summary import print_summary
    from harassclf.model.modelfile import load_model
    from harassclf.scoring import checked_thresholds, score_messages

    limits_given = label_values(thresholds, "--threshold")
    alarms = _alarms(fail_on)
    target = output or (None if sys.stdout.isatty() else "-")
    _refuse_input_as_output(exports, target)
    if target not in (None, "-"):
        _refuse_target(Path(str(target)), force)
    model = load_model(model_path, sha256=model_sha256)
    limits = checked_thresholds(limits_given, model.thresholds_)
    export = read_with_progress(
        exports, owner, timezone, format_name, date_order, quiet=quiet
    )
    with _patience(quiet):
        scores = score_messages(export.messages, model=model, thresholds=limits)
        if explain:
            scores = add_explanations(scores, export.messages, model, limits)
    if target is not None:
        _write(export.messages, scores, target, force)
    if not quiet:
        print_summary(
            export,
            scores,
            limits,
            timezone=timezone,
            output=target,
            hide_text=hide_text,
        )
        if explain and not hide_text:
            print_explanations(export.messages, scores)
    return FOUND if _reached(scores, alarms, limits) else DONE


@contextmanager
def _patience(quiet: bool) -> Iterator[None]:
    """Say what takes long, if it does: the kernels are compiled once on a machine."""
    timer = Timer(PATIENCE_S, click.echo, [PREPARING], {"err": True})
    timer.daemon = True
    if not quiet:
        timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _alarms(arguments: tuple[str, ...]) -> dict[str, float | None]:
    alarms: dict[str, float | None] = {}
    for argument in arguments:
        if argument in LABELS:
            alarms[argument] = None
        else:
            alarms |= label_values((argument,), "--fail-on")
    return alarms


def _reached(
    scores: pd.DataFrame, alarms: dict[str, float | None], limits: dict[str, float]
) -> bool:
    return any(
        (scores[name] >= (limits[name] if limit is None else limit)).any()
        for name, limit in alarms.items()
    )


def _refuse_target(target: Path, force: bool) -> None:
    from harassclf.tables.files import table_format

    table_format(target)
    refuse_existing(target, force)


def _write(
    messages: pd.DataFrame, scores: pd.DataFrame, target: str, force: bool
) -> None:
    """Write messages and scores side by side, some rows at a time to save memory."""
    import pandas as pd

    from harassclf.tables.columns import MESSAGE_ID
    from harassclf.tables.files import TableWriter

    overlap = [name for name in scores.columns if name in messages.columns]
    with TableWriter(target, overwrite=force) as writer:
        for begin in range(0, max(len(messages), 1), CHUNK_ROWS):
            rows = slice(begin, begin + CHUNK_ROWS)
            left, right = messages.iloc[rows], scores.iloc[rows]
            both = pd.concat([left.drop(columns=overlap), right], axis=1)
            both.insert(0, MESSAGE_ID, both.pop(MESSAGE_ID))
            writer.write(both)


def _refuse_input_as_output(exports: tuple[Path, ...], target: str | None) -> None:
    if target in (None, "-"):
        return
    # Unlike Path.resolve, realpath does not fail at a link that leads to itself.
    path = Path(os.path.realpath(str(target)))
    for export in exports:
        own = Path(os.path.realpath(export))
        if path == own or own in path.parents or _same_file(path, own):
            raise UsageError(
                f"{target} is an input, or lies inside one; an export is never"
                " changed. Choose another place for the output."
            )


def _same_file(path: Path, other: Path) -> bool:
    try:
        return path.samefile(other)
    except OSError:
        return False
