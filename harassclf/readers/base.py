"""What every reader gets and gives."""

from __future__ import annotations

import hashlib
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, Literal
from zoneinfo import ZoneInfo

from harassclf.tables import Message

HEAD_BYTES = 64 * 1024
MAX_WARNED_PLACES = 5

DateOrder = Literal["dmy", "mdy", "ymd"]
PlaceUnit = Literal["byte", "line", "record"]


@dataclass(frozen=True, slots=True)
class Skipped:
    """A record, or a whole file, that could not be read.

    Attributes
    ----------
    source : str
        File inside the export.
    position : int
        Where in it, counted as `unit` says (bytes and records from 0, lines from 1).
    unit : {'byte', 'line', 'record'}
        What `position` counts.
    reason : str
        One sentence without any message text.
    """

    source: str
    position: int
    unit: PlaceUnit
    reason: str

    @property
    def place(self) -> str:
        """Where, for people: ``"byte 120"``."""
        return f"{self.unit} {self.position}"


@dataclass(slots=True)
class Report:
    """Collects what a reader could not read and what a person should know."""

    skipped: list[Skipped] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def skip(self, source: str, position: int, unit: PlaceUnit, reason: str) -> None:
        """Record that the record at `position` of `source` was not read."""
        self.skipped.append(Skipped(source, position, unit, reason))

    def warn(self, text: str) -> None:
        """Record a sentence for the user; the same sentence is kept once."""
        if text not in self.warnings:
            self.warnings.append(text)


@dataclass(frozen=True, slots=True)
class Options:
    """What the user told us that the file does not tell.

    Attributes
    ----------
    owner : tuple of str
        Names, addresses or numbers of the person whose export this is.
    timezone : ZoneInfo or None
        Zone of times that the export gives without one.
    date_order : {'dmy', 'mdy', 'ymd'} or None
        Order of day, month and year where the file leaves it open.
    """

    owner: tuple[str, ...] = ()
    timezone: ZoneInfo | None = None
    date_order: DateOrder | None = None

    def is_owner(self, *names: str) -> bool:
        """Tell whether one of `names` is the owner, ignoring case and outer spaces."""
        known = {name.strip().casefold() for name in self.owner}
        return any(name.strip().casefold() in known for name in names if name)

    def to_utc(self, wall_clock: datetime) -> datetime:
        """Turn a time without zone into UTC.

        Parameters
        ----------
        wall_clock : datetime
            Naive.

        Returns
        -------
        datetime
            Aware, UTC: converted from `timezone` where one was given, else the
            same reading labelled UTC (never the zone of this machine).
        """
        zone = self.timezone or UTC
        return wall_clock.replace(tzinfo=zone).astimezone(UTC)


@dataclass(frozen=True, slots=True)
class Source:
    """One file, or one member of an archive, or a folder that is one mailbox.

    Attributes
    ----------
    name : str
        Path inside the export, with ``/``; for a single file its file name.
    size : int
        Bytes; 0 for a folder.
    sha256 : str
        Hex digest of all bytes, taken before any parser saw them; of a folder,
        empty.
    head : bytes
        The first `HEAD_BYTES` bytes; empty for a folder.
    opener : callable
        Gives a new binary stream from the start at each call.
    folder : Path or None
        The folder, where the source is one.
    container : str
        File name of the export as the user named it (of the zip, for a member).
    """

    name: str
    size: int
    sha256: str
    head: bytes
    opener: Callable[[], BinaryIO]
    folder: Path | None = None
    container: str = ""

    def open(self) -> BinaryIO:
        """Open the bytes from the start; the caller closes the stream."""
        return self.opener()


class Reader(ABC):
    """One export format.

    Class attributes
    ----------------
    name : str
        What ``--format`` takes.
    title : str
        What people call it.
    """

    name: str
    title: str

    @abstractmethod
    def sniff(self, source: Source) -> float:
        """Return how surely `source` is of this format, 0 (not) to 1 (certainly).

        Looks at ``source.name`` and ``source.head`` only, and never raises.
        """

    @abstractmethod
    def read(
        self, source: Source, options: Options, report: Report
    ) -> Iterator[Message]:
        """Yield every record of `source` in file order.

        What cannot be read goes to ``report.skip`` with its place, and the rest is
        still read. Sets every field it knows, ``source``, ``position`` and
        ``raw_sha256`` always.

        Raises
        ------
        ReadError
            If nothing of it can be read.
        """


def digest(raw: bytes) -> str:
    """Return the hex SHA-256 of `raw`."""
    return hashlib.sha256(raw).hexdigest()
