"""``harassclf datasets``: what the model is trained on."""

from __future__ import annotations

import hashlib
from pathlib import Path

import click

from harassclf.cli import DONE, FAILED
from harassclf.cli.training_options import SOURCES

DIFFERS, UNREADABLE = "DIFFERS", "UNREADABLE"


@click.command(
    epilog="""\b
Examples:
  harassclf datasets
  harassclf datasets ../shared/datasets
"""
)
@click.argument(
    "folder",
    required=False,
    type=click.Path(path_type=Path, exists=True, file_okay=False),
)
@SOURCES
def datasets(folder: Path | None, sources: Path) -> int:
    """List the public sets; with FOLDER, check its copies against their digests.

    Exits with status 1 if a copy in FOLDER differs from the record, or cannot be
    read.
    """
    from harassclf.model.datasets import FILE_NAME, read_sources

    status = DONE
    for name, origin in read_sources(sources).items():
        line = f"{name:<24}{origin.use:<10}{origin.licence:<46}"
        if folder is None:
            click.echo(f"{line}{origin.url}")
            continue
        found = _compared(folder / name / FILE_NAME, origin.sha256)
        if found in (DIFFERS, UNREADABLE):
            status = FAILED
        click.echo(f"{line}{found}")
    return status


def _compared(path: Path, sha256: str) -> str:
    try:
        with path.open("rb") as stream:
            same = hashlib.file_digest(stream, "sha256").hexdigest() == sha256
    except FileNotFoundError:
        return "missing"
    except OSError:
        return UNREADABLE
    return "as recorded" if same else DIFFERS
