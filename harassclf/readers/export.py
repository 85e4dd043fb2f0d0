"""`read_export`: from the files a person has to one messages table."""

from __future__ import annotations

import io
import os
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from harassclf.errors import ReadError, UnknownFormatError, UsageError
from harassclf.readers.base import DateOrder, Options, Reader, Report, Skipped, Source
from harassclf.readers.registry import HOMES, all_readers, reader_for
from harassclf.readers.sources import is_archive, open_sources
from harassclf.tables import Message

if TYPE_CHECKING:
    import pandas as pd

# A file on its own is given to the best reader that sees anything in it; a file among
# others has to look like an export.
ALONE, AMONG_OTHERS = 0.15, 0.45
# Files among others that would hold messages if anything did.
TEXTUAL = (".txt", ".csv", ".tsv", ".json", ".jsonl", ".eml", ".mbox", ".xml", ".html")
NO_MAIL = (".txt", ".csv", ".tsv", ".json", ".jsonl", ".parquet", ".zip", ".mbox")
MAILBOX_SAMPLE = 100
ARCHIVES = (".zip", ".tar", ".tgz", ".gz", ".bz2", ".xz", ".7z", ".rar")
UNRECOGNISED = "no reader recognises its content"
DATE_ORDERS = ("dmy", "mdy", "ymd")


@dataclass(frozen=True, slots=True)
class FileRead:
    """One file of an export and how it was read.

    Attributes
    ----------
    source, format, runner_up : str
        Name, the format it was read as, and the next best ("" if there was none).
    size : int
        Bytes.
    sha256 : str
        Of all bytes, taken before parsing; empty for a folder.
    """

    source: str
    format: str
    runner_up: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Export:
    """What was read, what was not, and what to know about it.

    Attributes
    ----------
    messages : DataFrame
        The messages table.
    skipped : list of Skipped
        Every record or file that could not be read, with its place and the reason.
    warnings : list of str
        Sentences for the user: what was assumed, what an export cannot show.
    files : list of FileRead
        The files that were read.
    """

    messages: pd.DataFrame
    skipped: list[Skipped] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    files: list[FileRead] = field(default_factory=list)


def read_export(
    path: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    owner: str | Iterable[str] | None = None,
    timezone: str | ZoneInfo | None = None,
    format: str | None = None,
    *,
    date_order: DateOrder | None = None,
) -> Export:
    """Read a message export.

    Parameters
    ----------
    path : path-like, or iterable of them
        A file, a zip archive or a folder; several are read one after the other.
        Never changed.
    owner : str or iterable of str, default=None
        Name, address or number of the person whose export it is, as it stands there;
        decides ``direction``.
    timezone : str or ZoneInfo, default=None
        IANA name (``"Europe/London"``) of the zone of times that the export gives
        without one. Without it such times are kept as wall-clock readings labelled
        UTC, and a warning says so; the zone of this machine is never used.
    format : str, default=None
        Format name where sniffing the content errs.
    date_order : {'dmy', 'mdy', 'ymd'}, default=None
        Order of day, month and year where the file leaves it open. Without it an
        ambiguous date is left empty and a warning asks.

    Returns
    -------
    Export

    Raises
    ------
    ReadError
        If nothing can be read; `UnknownFormatError` if no reader recognises it.
    UsageError
        If an option has no meaning.

    Examples
    --------
    >>> import harassclf
    >>> harassclf.read_export("missing.txt")
    Traceback (most recent call last):
    harassclf.errors.ReadError: missing.txt: cannot be read (No such file or directory)
    """
    from harassclf.tables.merge import frame_of_stream, unique_ids

    options = make_options(owner, timezone, date_order)
    if format is not None:
        reader_for(format)
    paths = [path] if isinstance(path, str | os.PathLike) else list(path)
    report, files = Report(), list[FileRead]()
    seen: dict[str, int] = {}
    rows = stream_messages(paths, options, format, report, files)
    messages = frame_of_stream(unique_ids(rows, seen))
    return Export(messages, report.skipped, report.warnings, files)


def make_options(
    owner: str | Iterable[str] | None,
    timezone: str | ZoneInfo | None,
    date_order: str | None,
) -> Options:
    """Return checked options; see `read_export`.

    Raises
    ------
    UsageError
        If the zone or the order is unknown.
    """
    if date_order is not None and date_order not in DATE_ORDERS:
        raise UsageError(
            f"The date order must be one of {', '.join(DATE_ORDERS)}."
            f" Got {date_order!r} instead."
        )
    if isinstance(timezone, str):
        try:
            timezone = ZoneInfo(timezone)
        except (KeyError, ValueError, OSError) as error:
            raise UsageError(
                f"There is no time zone {timezone!r}. Use an IANA name, for example"
                " Europe/London or America/New_York."
            ) from error
    owners = (owner,) if isinstance(owner, str) else tuple(owner or ())
    return Options(owners, timezone, date_order)  # type: ignore[arg-type]


def stream_messages(
    paths: Iterable[str | os.PathLike[str]],
    options: Options,
    format: str | None,
    report: Report,
    files: list[FileRead],
) -> Iterator[Message]:
    """Yield the messages of all `paths`; fill `report` and `files` on the way."""
    for path in map(Path, paths):
        yield from _stream_path(path, options, format, report, files)


def _stream_path(
    path: Path,
    options: Options,
    format: str | None,
    report: Report,
    files: list[FileRead],
) -> Iterator[Message]:
    try:
        path.stat()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "no such file"
        raise ReadError(str(path), f"cannot be read ({reason})") from error
    single = not path.is_dir() and not is_archive(path)
    others: Counter[str] = Counter()
    before, skipped = len(files), len(report.skipped)
    for source in open_sources(path, report, _is_mailbox):
        reader, runner_up = _choose(source, format, single)
        if reader is None:
            _note_unread(source, single, path, report, others)
            continue
        files.append(
            FileRead(source.name, reader.name, runner_up, source.size, source.sha256)
        )
        count = 0
        try:
            for row in _rows(reader, source, options, report, path):
                count += 1
                yield row
        except ReadError as error:
            if single and not count:
                raise
            _note_failure(error, count, source, report, files)
    if others:
        listed = ", ".join(f"{n} {kind}" for kind, n in sorted(others.items()))
        name = path.name or path.resolve().name
        report.warn(f"{name}: files that hold no messages were not read: {listed}")
    if len(files) == before:
        raise _nothing_read(path, format, report.skipped[skipped:])


def _note_failure(
    error: ReadError,
    count: int,
    source: Source,
    report: Report,
    files: list[FileRead],
) -> None:
    """Keep what was read before `error`, and say where the rest is lost."""
    unit, _, number = error.place.partition(" ")
    if unit not in ("byte", "line", "record") or not number.isdecimal():
        unit, number = "byte", "0"
    where = f"{error.source}, {error.place}" if error.place else error.source
    reason = str(error).removeprefix(f"{where}: ")
    report.skip(source.name, int(number), unit, reason)  # type: ignore[arg-type]
    if count:
        report.warn(
            f"{source.name}: could be read in part only; {count:,} records came before"
            " the damage."
        )
    else:
        files.pop()


def _nothing_read(path: Path, format: str | None, skipped: list[Skipped]) -> ReadError:
    told = [skip for skip in skipped if skip.reason != UNRECOGNISED]
    if not told:
        return UnknownFormatError(
            str(path), "holds no file that is a message export" + _hint(format)
        )
    first = told[0]
    more = f" (and {len(told) - 1:,} more)" if len(told) > 1 else ""
    return ReadError(
        str(path),
        f"nothing in it could be read; {first.source}, {first.place}:"
        f" {first.reason}{more}",
    )


def _choose(
    source: Source,
    format: str | None,
    single: bool,
) -> tuple[Reader | None, str]:
    if format is not None:
        reader = reader_for(format)
        return (reader if single or reader.sniff(source) > 0 else None), ""
    ranked = sorted(
        ((reader.sniff(source), reader.name) for reader in all_readers()), reverse=True
    )
    (best, name), (second, other) = ranked[0], ranked[1]
    if best < (ALONE if single else AMONG_OTHERS):
        return None, ""
    return reader_for(name), other if second > 0 else ""


def _note_unread(
    source: Source, single: bool, path: Path, report: Report, others: Counter[str]
) -> None:
    suffix = PurePosixPath(source.name).suffix.lower()
    if single:
        if not source.size:
            raise ReadError(str(path), "is empty", place="byte 0")
        raise UnknownFormatError(str(path), UNRECOGNISED + _hint(None), place="byte 0")
    if suffix in ARCHIVES and source.size:
        reason = "is an archive inside another; unpack the outer one first"
        report.skip(source.name, 0, "byte", reason)
    elif suffix in TEXTUAL or source.folder is not None:
        reason = UNRECOGNISED if source.size or source.folder else "is empty"
        report.skip(source.name, 0, "byte", reason)
    else:
        others[suffix or "without an ending"] += 1


def _hint(format: str | None) -> str:
    if format is not None:
        return f" of the format {format!r}"
    return f"; if you know the format, name it with --format ({', '.join(HOMES)})"


def _is_mailbox(folder: Path) -> bool:
    source = Source(folder.name, 0, "", b"", io.BytesIO, folder)
    if not any(reader.sniff(source) > AMONG_OTHERS for reader in all_readers()):
        return False
    # People call a folder "new" too; but the files of a Maildir have no such endings.
    names = (
        path.name.lower()
        for part in ("cur", "new")
        for pattern in (f"{part}/*", f"*/{part}/*")
        for path in folder.glob(pattern)
    )
    sample = list(islice(names, MAILBOX_SAMPLE))
    return not sample or not all(name.endswith(NO_MAIL) for name in sample)


def _rows(
    reader: Reader, source: Source, options: Options, report: Report, path: Path
) -> Iterator[Message]:
    """Yield the records of `source`, each with an id and its place in the export."""
    # The reader of a mailbox names its files as seen from the mailbox.
    nested = source.folder is not None and source.folder != path
    first = len(report.skipped)
    try:
        for row in reader.read(source, options, report):
            if not row.message_id:
                base = source.sha256 or row.raw_sha256
                row.message_id = f"{base[:16]}-{row.position}"
            if nested:
                row.source = f"{source.name}/{row.source}"
            yield row
    finally:
        if nested:
            report.skipped[first:] = [
                replace(skip, source=f"{source.name}/{skip.source}")
                for skip in report.skipped[first:]
            ]
