"""Options that every verb over exports takes, and how they are read."""

from __future__ import annotations

import os
from collections.abc import Callable
from math import nan
from pathlib import Path
from typing import Any

import click

from harassclf.errors import UsageError
from harassclf.tables import LABELS

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


def export_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add EXPORT… and the options that say what the files do not."""
    decorators: list[Decorator] = [
        click.argument(
            "exports",
            metavar="EXPORT...",
            nargs=-1,
            required=True,
            type=click.Path(path_type=Path),
        ),
        click.option(
            "--owner",
            multiple=True,
            help="Name, address or number of the person whose export it is, as it"
            " stands there. May be given several times.",
        ),
        click.option(
            "--timezone",
            metavar="ZONE",
            help="Zone of times that the export gives without one, such as"
            " Europe/London.",
        ),
        click.option(
            "--format",
            "format_name",
            metavar="FORMAT",
            help="Format of the export, where its content does not tell.",
        ),
        click.option(
            "--date-order",
            type=click.Choice(["dmy", "mdy", "ymd"]),
            help="Order of day, month and year, where the export leaves it open.",
        ),
    ]
    for decorator in reversed(decorators):
        command = decorator(command)
    return command


def label_values(pairs: tuple[str, ...], option: str) -> dict[str, float]:
    """Return ``label=probability`` arguments as a dict.

    Raises
    ------
    UsageError
        If one of them is not of that form, names no label, or no probability.
    """
    values = {}
    for pair in pairs:
        label, _, number = pair.partition("=")
        if label not in LABELS:
            raise UsageError(
                f"{option}: there is no label {label!r}; the labels are"
                f" {', '.join(LABELS)}."
            )
        try:
            values[label] = float(number)
        except ValueError:
            values[label] = nan
        # Not a number is outside too.
        if not 0.0 <= values[label] <= 1.0:
            raise UsageError(
                f"{option} takes LABEL=PROBABILITY with a probability in [0, 1], for"
                f" example threat=0.8. Got {pair!r} instead."
            )
    return values


def refuse_existing(target: Path, force: bool) -> None:
    """Refuse, before long work, a file that could not be written after it.

    Raises
    ------
    UsageError
        If `target` exists and is not to be replaced, or has no folder to lie in.
    """
    if target.is_dir():
        raise UsageError(f"{target} is a folder; name a file in it.")
    # A link that leads nowhere is in the way too.
    if os.path.lexists(target) and not force:
        raise UsageError(
            f"{target} exists; choose another name, or replace it with --force."
        )
    if not target.parent.is_dir():
        raise UsageError(f"{target}: the folder {target.parent} does not exist.")
