"""Reading exports with a progress bar on a terminal."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from harassclf.readers.base import Report
from harassclf.readers.export import (
    Export,
    FileRead,
    make_options,
    stream_messages,
)
from harassclf.readers.registry import reader_for

if TYPE_CHECKING:
    from harassclf.tables import Message

# A bar that flashes by helps nobody.
PATIENCE_S = 0.7


def read_with_progress(
    exports: tuple[Path, ...],
    owner: tuple[str, ...],
    timezone: str | None,
    format_name: str | None,
    date_order: str | None,
    *,
    quiet: bool,
) -> Export:
    """Read `exports` as `harassclf.read_export` does, showing how far it is."""
    from harassclf.tables.merge import frame_of_stream, unique_ids

    options = make_options(owner, timezone, date_order)
    if format_name is not None:
        reader_for(format_name)
    report, files = Report(), list[FileRead]()
    rows = stream_messages(list(exports), options, format_name, report, files)
    if not quiet and sys.stderr.isatty():
        rows = _counted(rows)
    messages = frame_of_stream(unique_ids(rows, {}))
    return Export(messages, report.skipped, report.warnings, files)


def _counted(rows: Iterable[Message]) -> Iterator[Message]:
    begin = time.monotonic()
    progress: Any = None
    task: Any = None
    count = 0
    try:
        for row in rows:
            count += 1
            if progress is None and count % 512 == 0:
                if time.monotonic() - begin > PATIENCE_S:
                    progress, task = _bar()
            elif progress is not None and count % 512 == 0:
                progress.update(task, completed=count)
            yield row
    finally:
        if progress is not None:
            progress.stop()


def _bar() -> tuple[Any, Any]:
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    progress = Progress(
        SpinnerColumn(),
        TextColumn("reading: {task.completed:,.0f} messages, {task.speed:,.0f}/s"),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    task = progress.add_task("reading", total=None)
    progress.start()
    return progress, task
