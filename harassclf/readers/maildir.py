"""Maildir and Maildir++ folders: one file per mail in ``cur`` and ``new``.

``mailbox.Maildir`` of the standard library misses nested folders and removes old
files from ``tmp``; this reader opens files for reading only.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from harassclf.errors import ReadError
from harassclf.readers.base import Options, Reader, Report, Source
from harassclf.readers.mail import MAX_MAIL_BYTES, MailParser, UnreadableMail
from harassclf.tables import Message

MAIL_FOLDERS = ("cur", "new")
# So many mails are looked at to learn whose mailbox it is.
OWNER_SAMPLE = 200
OWNER_BYTES = 16 * 1024


class MaildirReader(Reader):
    """A folder with ``cur`` and ``new``, and its sub-folders."""

    name = "maildir"
    title = "Maildir folder"

    def sniff(self, source: Source) -> float:
        """Return how surely the folder is a Maildir."""
        if source.folder is None:
            return 0.0
        try:
            if any((source.folder / name).is_dir() for name in MAIL_FOLDERS):
                return 0.95
            nested = any(
                (folder / name).is_dir()
                for folder in source.folder.iterdir()
                for name in MAIL_FOLDERS
            )
        except OSError:
            return 0.0
        return 0.9 if nested else 0.0

    def read(
        self, source: Source, options: Options, report: Report
    ) -> Iterator[Message]:
        """Yield the mails of all folders, sorted by name; trashed ones too.

        ``source`` of each is its path in the folder, ``position`` 0, and
        ``raw_sha256`` the digest of its file.

        Raises
        ------
        ReadError
            If it is no folder, or holds mails of which none is readable.
        """
        if source.folder is None:
            raise ReadError(source.name, "a Maildir is a folder, and this is a file.")
        files = mail_files(source.folder)
        parser = MailParser(source, options, report)
        if not options.owner:
            parser.learn_owners(_heads(files[:OWNER_SAMPLE]))
        for path in files:
            name = path.relative_to(source.folder).as_posix()
            try:
                yield parser.parse(_read(path, MAX_MAIL_BYTES + 1), 0, name=name)
            except UnreadableMail as error:
                report.skip(name, 0, "byte", f"The mail was not read: {error}.")
        parser.finish()
        if files and not parser.messages:
            raise ReadError(source.name, "no mail in it can be read.")


def mail_files(folder: Path) -> list[Path]:
    """Return the files of every ``cur`` and ``new`` in `folder`, sorted by path."""
    found: list[Path] = []
    # Links to folders are not followed, so it ends, and stays inside the export.
    for parent, _, names in os.walk(folder, followlinks=False):
        if Path(parent).name in MAIL_FOLDERS:
            found += [Path(parent) / name for name in names if name[0] != "."]
    return sorted(found, key=lambda path: path.relative_to(folder).as_posix())


def _read(path: Path, size: int) -> bytes:
    try:
        # A link could lead out of the export, and reading a pipe would never end.
        if not stat.S_ISREG(path.lstat().st_mode):
            raise UnreadableMail("it is no regular file")
        with path.open("rb") as stream:
            return stream.read(size)
    except OSError as error:
        raise UnreadableMail(f"it cannot be opened ({type(error).__name__})") from None


def _heads(files: list[Path]) -> Iterator[bytes]:
    for path in files:
        try:
            yield _read(path, OWNER_BYTES)
        except UnreadableMail:
            continue


READER = MaildirReader()
