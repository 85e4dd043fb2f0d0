"""Opening what the user names: a file, an archive, a folder.

Nothing is unpacked to disk, and every byte is hashed before a parser sees it.
"""

from __future__ import annotations

import hashlib
import io
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import BinaryIO
from zipfile import ZipFile, ZipInfo

from harassclf.errors import LimitError, ReadError
from harassclf.readers.archives import DAMAGE, Archive, Member
from harassclf.readers.base import HEAD_BYTES, Report, Source

CHUNK = 1 << 20
ZIP_MAGIC = b"PK\x03\x04"
# Spreadsheets and documents are zips too; they are files of their own.
OFFICE_MARK = b"[Content_Types].xml"
OFFICE_HEAD_BYTES = 4096
# An archive of messages shrinks to a tenth, a bomb to a thousandth (tried: 1,027:1).
MAX_RATIO = 200
RATIO_FLOOR_BYTES = 16 * 1024 * 1024
MAX_MEMBERS = 200_000
MAX_MEMBER_BYTES = 64 * 1024**3
# Deeper than any program nests its export, and far from Python's own limit.
MAX_DEPTH = 60
# What phones and computers put beside messages without being asked.
CLUTTER = (
    "__MACOSX",
    ".DS_Store",
    "Thumbs.db",
    "desktop.ini",
    ".git",
    ".gitattributes",
    ".gitignore",
    ".gitkeep",
)
# Of a mailbox that is a folder: the reader takes what is in the first two, and mails
# in the third are not delivered yet.
MAILBOX_PARTS = ("cur", "new", "tmp")
SHOWN_HIDDEN = 5


def open_sources(
    path: Path, report: Report, is_mailbox: Callable[[Path], bool]
) -> Iterator[Source]:
    """Yield every file of the export at `path`, in the order of their names.

    Parameters
    ----------
    path : Path
        A file, a zip archive or a folder.
    report : Report
        Gets what could not be opened inside an archive or a folder: links and other
        things that are no files too.
    is_mailbox : callable
        Tells of a folder whether it is one mailbox and not a folder of exports. Such
        a folder is yielded whole, and after it the files that lie beside its mails.

    Raises
    ------
    ReadError
        If `path` itself cannot be opened; LimitError if it is a crafted archive.
    """
    if path.is_dir():
        yield from _Walk(report, is_mailbox).folder(path, _Place())
    elif is_archive(path):
        yield from _zip_sources(path, "", report)
    else:
        yield _file_source(path, path.name)


def is_archive(path: Path) -> bool:
    """Tell whether `path` is a zip archive of files, and not a document."""
    try:
        # To open a pipe would wait for ever.
        if not stat.S_ISREG(path.stat().st_mode):
            return False
        with path.open("rb") as stream:
            head = stream.read(OFFICE_HEAD_BYTES)
    except OSError:
        return False
    return head.startswith(ZIP_MAGIC) and OFFICE_MARK not in head


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a folder is: its name in the export, its depth, whether in a mailbox."""

    name: str = ""
    depth: int = 0
    in_mailbox: bool = False

    def entry(self, name: str) -> str:
        return f"{self.name}/{name}" if self.name else name


@dataclass(frozen=True, slots=True)
class _Walk:
    """Goes through a folder and the folders in it."""

    report: Report
    is_mailbox: Callable[[Path], bool]
    hidden: list[str] = field(default_factory=list)

    def folder(self, path: Path, place: _Place) -> Iterator[Source]:
        whole = not place.in_mailbox and self.is_mailbox(path)
        if whole:
            own = path.name or path.resolve().name
            yield Source(place.name or own, 0, "", b"", io.BytesIO, path, own)
        inside = place.in_mailbox or whole
        for entry in _entries(path):
            name = place.entry(entry.name)
            if self._passed_over(entry, name, in_mailbox=inside):
                continue
            try:
                if entry.is_dir():
                    below = _Place(name, place.depth + 1, inside)
                    if below.depth > MAX_DEPTH:
                        raise ReadError(name, "folders are nested too deeply")
                    yield from self.folder(entry, below)
                elif is_archive(entry):
                    yield from _zip_sources(entry, f"{name}/", self.report)
                else:
                    yield _file_source(entry, name)
            except ReadError as error:
                reason = str(error).removeprefix(f"{error.source}: ")
                self.report.skip(name, 0, "byte", reason)
        if not place.depth and self.hidden:
            listed = ", ".join(self.hidden[:SHOWN_HIDDEN])
            more = ", …" if len(self.hidden) > SHOWN_HIDDEN else ""
            self.report.warn(f"hidden entries were not read: {listed}{more}")

    def _passed_over(self, entry: Path, name: str, *, in_mailbox: bool) -> bool:
        if entry.name in CLUTTER or entry.name.startswith("._"):
            return True
        if entry.is_symlink():
            # It could lead out of the export, or back into it without an end.
            self.report.skip(name, 0, "byte", "is a link, and links are not followed")
            return True
        if entry.name.startswith("."):
            if not in_mailbox:
                self.hidden.append(name)
            return True
        return in_mailbox and entry.name in MAILBOX_PARTS and entry.is_dir()


def _entries(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir(), key=lambda entry: entry.name)
    except OSError as error:
        raise ReadError(str(folder), f"cannot be opened ({error.strerror})") from error


def _file_source(path: Path, name: str) -> Source:
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise ReadError(
                str(path), "is no regular file; save what it gives as a file first"
            )
        with path.open("rb") as stream:
            size, digest, head = _hash(stream)
    except OSError as error:
        raise ReadError(str(path), f"cannot be read ({error.strerror})") from error
    return Source(name, size, digest, head, lambda: path.open("rb"), None, path.name)


def _hash(stream: BinaryIO) -> tuple[int, str, bytes]:
    """Return size, digest and head of a stream."""
    digest = hashlib.sha256()
    head = b""
    size = 0
    while chunk := stream.read(CHUNK):
        if not head:
            head = chunk[:HEAD_BYTES]
        size += len(chunk)
        digest.update(chunk)
    return size, digest.hexdigest(), head


def _zip_sources(path: Path, prefix: str, report: Report) -> Iterator[Source]:
    try:
        archive = Archive(path)
    except DAMAGE as error:
        raise ReadError(
            str(path),
            "is a damaged or cut off zip archive; export or copy it again",
        ) from error
    # Kept open: to read the list of members again for each would take for ever.
    with archive.zip:
        infos = _members(path, archive.zip)
        for info in infos:
            problem = _zip_problem(info)
            if problem:
                report.skip(prefix + info.filename, 0, "byte", problem)
                continue
            source = _member_source(archive, info, prefix, report)
            if source is not None:
                yield source


def _members(path: Path, archive: ZipFile) -> list[ZipInfo]:
    infos = archive.infolist()
    if len(infos) > MAX_MEMBERS:
        raise LimitError(
            str(path), f"holds {len(infos):,} files; {MAX_MEMBERS:,} is the most"
        )
    kept = [
        info
        for info in infos
        if not info.is_dir()
        and not any(part in CLUTTER for part in PurePosixPath(info.filename).parts)
    ]
    return sorted(kept, key=lambda info: info.filename)


def _member_source(
    archive: Archive, info: ZipInfo, prefix: str, report: Report
) -> Source | None:
    name = prefix + info.filename
    try:
        with (
            Member(archive, info) as member,
            io.BufferedReader(member, CHUNK) as bytes_,
        ):
            size, digest, head = _hash(bytes_)
            problem = member.problem
    except OSError:
        size, problem = 0, "this file of the zip archive is damaged"
    if problem:
        report.skip(name, size, "byte", problem)
        if not size:
            return None
    return Source(
        name, size, digest, head, lambda: archive.open(info), None, archive.path.name
    )


def _zip_problem(info: ZipInfo) -> str:
    if info.flag_bits & 0x1:
        return "is locked with a password; unpack the archive first"
    if info.file_size > MAX_MEMBER_BYTES or (
        info.file_size > RATIO_FLOOR_BYTES
        and info.file_size > MAX_RATIO * max(info.compress_size, 1)
    ):
        return (
            f"unpacks to {info.file_size:,} bytes from {info.compress_size:,};"
            " that is more than messages do, so it was not opened"
        )
    return ""
