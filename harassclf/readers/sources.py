"""Opening what the user names: a file, an archive, a folder.

Nothing is unpacked to disk, and every byte is hashed before a parser sees it.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO, cast

from harassclf.errors import LimitError, ReadError
from harassclf.readers.base import HEAD_BYTES, Report, Source

CHUNK = 1 << 20
ZIP_MAGIC = b"PK\x03\x04"
# An archive of messages shrinks to a tenth, a bomb to a thousandth (tried: 1,027:1).
MAX_RATIO = 200
RATIO_FLOOR_BYTES = 16 * 1024 * 1024
MAX_MEMBERS = 200_000
MAX_MEMBER_BYTES = 64 * 1024**3
# What phones and computers put beside messages without being asked.
CLUTTER = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")


def open_sources(
    path: Path, report: Report, is_mailbox: Callable[[Path], bool]
) -> Iterator[Source]:
    """Yield every file of the export at `path`, in the order of their names.

    Parameters
    ----------
    path : Path
        A file, a zip archive or a folder.
    report : Report
        Gets what could not be opened inside an archive or a folder.
    is_mailbox : callable
        Tells of a folder whether it is one mailbox and not a folder of exports.

    Raises
    ------
    ReadError
        If `path` itself cannot be opened; LimitError if it is a crafted archive.
    """
    if path.is_dir():
        yield from _folder_sources(path, report, is_mailbox)
        return
    source = _file_source(path, path.name)
    if _is_archive(source):
        yield from _zip_sources(path, report)
    else:
        yield source


def _folder_sources(
    path: Path, report: Report, is_mailbox: Callable[[Path], bool]
) -> Iterator[Source]:
    if is_mailbox(path):
        yield Source(path.name, 0, "", b"", _no_bytes, path, path.name)
        return
    for entry in sorted(path.iterdir(), key=lambda entry: entry.name):
        if entry.name.startswith(".") or entry.name in CLUTTER or entry.is_symlink():
            continue
        try:
            for source in open_sources(entry, report, is_mailbox):
                yield Source(
                    f"{entry.name}/{source.name}" if entry.is_dir() else source.name,
                    source.size,
                    source.sha256,
                    source.head,
                    source.opener,
                    source.folder,
                    source.container,
                )
        except ReadError as error:
            report.skip(entry.name, 0, "byte", str(error))


def _no_bytes() -> BinaryIO:
    return io.BytesIO()


def _file_source(path: Path, container: str) -> Source:
    try:
        size, digest, head = _hash(path.open("rb"))
    except OSError as error:
        raise ReadError(str(path), f"cannot be read ({error.strerror})") from error
    return Source(
        path.name, size, digest, head, lambda: path.open("rb"), None, container
    )


def _hash(stream: BinaryIO) -> tuple[int, str, bytes]:
    """Return size, digest and head of a stream, and close it."""
    digest = hashlib.sha256()
    head = b""
    size = 0
    with stream:
        while chunk := stream.read(CHUNK):
            if not head:
                head = chunk[:HEAD_BYTES]
            size += len(chunk)
            digest.update(chunk)
    return size, digest.hexdigest(), head


def _is_archive(source: Source) -> bool:
    if not source.head.startswith(ZIP_MAGIC):
        return False
    # Spreadsheets and documents are zips too; they are files of their own.
    return b"[Content_Types].xml" not in source.head[:4096]


def _zip_sources(path: Path, report: Report) -> Iterator[Source]:
    try:
        with zipfile.ZipFile(path) as archive:
            infos = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        raise ReadError(
            str(path),
            "is a damaged or cut off zip archive; export or copy it again",
        ) from error
    if len(infos) > MAX_MEMBERS:
        raise LimitError(
            str(path), f"holds {len(infos):,} files; {MAX_MEMBERS:,} is the most"
        )
    for info in sorted(infos, key=lambda info: info.filename):
        name = info.filename
        if info.is_dir() or any(part in name for part in CLUTTER):
            continue
        problem = _zip_problem(info)
        if problem:
            report.skip(name, 0, "byte", problem)
            continue
        try:
            size, digest, head = _hash(_open_member(path, info))
        except (
            zipfile.BadZipFile,
            NotImplementedError,
            RuntimeError,
            OSError,
            EOFError,
        ):
            report.skip(name, 0, "byte", "this file of the zip archive is damaged")
            continue
        except ValueError:
            report.skip(name, 0, "byte", "this file of the zip archive is damaged")
            continue
        yield Source(
            name, size, digest, head, _member_opener(path, info), None, path.name
        )


def _zip_problem(info: zipfile.ZipInfo) -> str:
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


def _open_member(path: Path, info: zipfile.ZipInfo) -> BinaryIO:
    return cast(BinaryIO, _MemberStream(path, info))


def _member_opener(path: Path, info: zipfile.ZipInfo) -> Callable[[], BinaryIO]:
    return lambda: _open_member(path, info)


class _MemberStream(io.BufferedReader):
    """A member of a zip that closes its archive when it is closed."""

    def __init__(self, path: Path, info: zipfile.ZipInfo) -> None:
        self._archive = zipfile.ZipFile(path)
        try:
            # Never more than declared: zipfile checks the length, not the promise.
            self._member = self._archive.open(info)
            super().__init__(cast(io.RawIOBase, self._member), CHUNK)
        except BaseException:
            self._archive.close()
            raise

    def close(self) -> None:
        try:
            super().close()
        finally:
            self._archive.close()
