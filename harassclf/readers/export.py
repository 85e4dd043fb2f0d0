"""`read_export`: from the files a person has to one messages table."""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from zipfile import BadZipFile
from zoneinfo import ZoneInfo

from harassclf.errors import ReadError, UnknownFormatError, UsageError
from harassclf.readers.base import DateOrder, Options, Reader, Report, Skipped, Source
from harassclf.readers.registry import HOMES, all_readers, reader_for
from harassclf.readers.sources import open_sources
from harassclf.tables import Message

if TYPE_CHECKING:
    import pandas as pd

# A file on its own is given to the best reader that sees anything in it; a file among
# others has to look like an export.
ALONE, AMONG_OTHERS = 0.15, 0.45
# Files among others that would hold messages if anything did.
TEXTUAL = (".txt", ".csv", ".tsv", ".json", ".jsonl", ".eml", ".mbox", ".xml", ".html")
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
    path: Path | str | Iterable[Path | str],
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
    paths = [path] if isinstance(path, str | Path) else list(path)
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
    paths: list[Path | str],
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
    if not path.exists():
        raise ReadError(str(path), "cannot be read (No such file or directory)")
    alone = path.is_file()
    others: Counter[str] = Counter()
    before = len(files)
    failure: ReadError | None = None
    for source in open_sources(path, report, _is_mailbox):
        single = alone and source.container == path.name and source.name == path.name
        reader, runner_up = _choose(source, format, single)
        if reader is None:
            _note_unread(source, single, path, report, others)
            continue
        files.append(
            FileRead(source.name, reader.name, runner_up, source.size, source.sha256)
        )
        try:
            yield from _with_ids(reader.read(source, options, report), source)
        except ReadError as error:
            failure = error
            if single:
                raise
            files.pop()
            report.skip(source.name, 0, "byte", str(error))
        except (BadZipFile, zlib.error, EOFError) as error:
            raise ReadError(
                str(path), f"{source.name} in it is damaged", place="zip archive"
            ) from error
    if others:
        listed = ", ".join(f"{n} {kind}" for kind, n in sorted(others.items()))
        report.warn(f"{path.name}: files that hold no messages were not read: {listed}")
    if len(files) == before:
        raise failure or UnknownFormatError(
            str(path), "holds no file that is a message export" + _hint(format)
        )


def _choose(
    source: Source,
    format: str | None,
    single: bool,
) -> tuple[Reader | None, str]:
    if format is not None:
        reader = reader_for(format)
        fits = single or source.folder is not None or reader.sniff(source) > 0
        return (reader if fits else None), ""
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
        raise UnknownFormatError(
            str(path),
            "no reader recognises its content" + _hint(None),
            place="byte 0",
        )
    if suffix in TEXTUAL and source.size:
        report.skip(source.name, 0, "byte", "no reader recognises its content")
    else:
        others[suffix or "without an ending"] += 1


def _hint(format: str | None) -> str:
    if format is not None:
        return f" of the format {format!r}"
    return f"; if you know the format, name it with --format ({', '.join(HOMES)})"


def _is_mailbox(folder: Path) -> bool:
    source = Source(folder.name, 0, "", b"", lambda: open(folder, "rb"), folder)  # noqa: PTH123, SIM115
    return any(reader.sniff(source) > AMONG_OTHERS for reader in all_readers())


def _with_ids(rows: Iterable[Message], source: Source) -> Iterator[Message]:
    for row in rows:
        if not row.message_id:
            base = source.sha256 or row.raw_sha256
            row.message_id = f"{base[:16]}-{row.position}"
        yield row
