"""Options of the verbs that read labelled texts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

DATASETS = click.option(
    "--datasets",
    metavar="DIR",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    required=True,
    help="Folder with one folder per public set (NAME/messages.csv.gz).",
)
SOURCES = click.option(
    "--sources",
    metavar="FILE",
    type=click.Path(path_type=Path),
    default=Path("data/sources.toml"),
    show_default=True,
    help="The record of the public sets.",
)
AUTHORED = click.option(
    "--authored",
    metavar="DIR",
    type=click.Path(path_type=Path),
    default=Path("data/authored"),
    show_default=True,
    help="Folder of the project's own labelled lines.",
)
JOBS = click.option("--jobs", default=2, show_default=True, help="Fits at a time.")


def training_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that say where labelled texts are."""
    for option in (JOBS, AUTHORED, SOURCES, DATASETS):
        command = option(command)
    return command


def say(line: str) -> None:
    """Print a line of progress to standard error."""
    click.echo(line, err=True)
