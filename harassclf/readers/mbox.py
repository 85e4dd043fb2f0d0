"""Mailboxes in one file: mbox, as Gmail Takeout, Thunderbird and others write it.

``mailbox.mbox`` of the standard library splits at any line that begins with
"From ", which Gmail leaves unescaped in bodies, and so breaks mails in two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from harassclf.errors import ReadError
from harassclf.readers.base import Options, Reader, Report, Source
from harassclf.readers.mail import MAX_MAIL_BYTES, MailParser, UnreadableMail
from harassclf.tables import Message

CHUNK_BYTES = 1024 * 1024
MAX_SEPARATOR_BYTES = 512
# So many bytes of the line after a separator decide whether it is a header line.
MAX_FIELD_NAME = 100

_DATE_TAIL_RE = re.compile(
    rb"""(?:\s|\A)(?:mon|tue|wed|thu|fri|sat|sun),?\s{1,3}
        (?: (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\s{1,3}\d{1,2}
          | \d{1,2}\s{1,3}(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)
            \s{1,3}\d{4} ),?
        \s{1,3}\d{1,2}:\d\d(?::\d\d)?
        (?:\s{1,3}(?:[+-]\d{4}|[a-z]{1,5}|\d{4})){0,3}\s{0,3}\Z
    """,
    re.VERBOSE | re.IGNORECASE,
)
_YEAR_RE = re.compile(rb"\s\d{4}(?:\s|\Z)")
_HEADER_LINE_RE = re.compile(rb"[!-9;-~]{1,99}[ \t]{0,3}:|>From |[ \t]{1,20}\S")
_GMAIL_RE = re.compile(rb"From -?\d{5,25}@xxx ")


class MboxReader(Reader):
    """Many mails in one file, each below a line that begins with "From "."""

    name = "mbox"
    title = "Mailbox (mbox, Gmail Takeout)"

    def sniff(self, source: Source) -> float:
        """Return how surely the head begins with a separator line."""
        if source.folder is not None:
            return 0.0
        head = source.head
        start = _first_line(head)
        if start is None:
            return 0.5 if source.name.lower().endswith((".mbox", ".mbx")) else 0.0
        return 0.95 if _is_separator(head, start) else 0.0

    def read(
        self, source: Source, options: Options, report: Report
    ) -> Iterator[Message]:
        """Yield the mails of `source`; position is the offset of the separator.

        ``raw_sha256`` is the digest of the bytes from after the separator line to
        before the next one. Memory: the current mail and one chunk.

        Raises
        ------
        ReadError
            If it has bytes but no separator line, or none of its mails is readable.
        """
        parser = MailParser(source, options, report, mbox=True)
        parser.learn_owners(_heads(source.head))
        refused = 0
        try:
            with source.open() as stream:
                for position, raw in split_mbox(stream):
                    try:
                        yield _parse(parser, position, raw)
                    except UnreadableMail as error:
                        refused += 1
                        reason = f"The mail was not read: {error}."
                        place = position if position >= 0 else -1 - position
                        report.skip(source.name, place, "byte", reason)
        except OSError as error:
            reason = f"it cannot be read on ({type(error).__name__})."
            if not parser.messages:
                raise ReadError(source.name, reason) from None
            report.skip(source.name, 0, "byte", f"The file was cut: {reason}")
        parser.finish()
        if refused and not parser.messages:
            raise ReadError(source.name, "no mail in it can be read.", place="byte 0")


def _parse(parser: MailParser, position: int, raw: bytes | None) -> Message:
    if raw is None:
        raise UnreadableMail(f"it is larger than {MAX_MAIL_BYTES:,} bytes")
    if position < 0:
        raise UnreadableMail("no separator line precedes it")
    return parser.parse(raw, position)


def split_mbox(stream: BinaryIO) -> Iterator[tuple[int, bytes | None]]:
    """Yield the offset of each separator line and the bytes of its mail.

    A separator is a line that begins with "From " at the start of the file or after
    a blank line, ends in a date, and is followed by a header line. Where the first
    has Gmail's form (``From 179…@xxx``), all must have it.

    Parameters
    ----------
    stream : binary stream
        Read to its end in chunks; not closed.

    Yields
    ------
    position : int
        Byte offset of the separator line; of bytes before the first one, their
        offset with the sign reversed, less one.
    raw : bytes or None
        Without the separator line; None where it has more than 256 MiB.
    """
    splitter = _Splitter()
    while chunk := stream.read(CHUNK_BYTES):
        yield from splitter.feed(chunk, last=False)
    yield from splitter.feed(b"", last=True)


class _Splitter:
    """The bytes not yet given out, and how far they have been searched."""

    def __init__(self) -> None:
        self.buffer = bytearray()
        self.offset = 0  # of buffer[0] in the file
        self.scanned = 0  # index up to which there is no separator
        self.position: int | None = None  # file offset of the current separator
        self.started = False
        self.too_large = False
        self.gmail = False

    def feed(self, chunk: bytes, *, last: bool) -> Iterator[tuple[int, bytes | None]]:
        self.buffer += chunk
        start = 0  # index of the current mail
        if not self.started:
            first = _first_line(self.buffer)
            if first is None and len(self.buffer) > CHUNK_BYTES:
                self.offset += len(self.buffer)
                self.buffer.clear()
            if first is None or (len(self.buffer) - first < 4096 and not last):
                return
            self.started = True
            if _is_separator(self.buffer, first):
                start = self._begin(first)
        while (hit := self._next(last)) is not None:
            yield from self._finish(start, hit)
            start = self._begin(hit)
        if last:
            yield from self._finish(start, len(self.buffer))
            return
        if len(self.buffer) - start > MAX_MAIL_BYTES:
            # Forget what is too large to parse, but not where a line could begin.
            self.too_large = True
            start = max(start, self.scanned - 4)
        del self.buffer[:start]
        self.offset += start
        self.scanned = max(self.scanned - start, 0)

    def _next(self, last: bool) -> int | None:
        """Return the index of the next separator; None if there is none as yet."""
        while True:
            hit = self.buffer.find(b"\nFrom ", self.scanned)
            if hit < 0:
                self.scanned = max(len(self.buffer) - 5, self.scanned)
                return None
            room = len(self.buffer) - hit
            if room < MAX_SEPARATOR_BYTES + MAX_FIELD_NAME and not last:
                self.scanned = hit
                return None
            self.scanned = hit + 1
            before = bytes(self.buffer[max(hit - 2, 0) : hit])
            blank = before.endswith(b"\n") or before == b"\n\r"
            if blank and _is_separator(self.buffer, hit + 1, gmail=self.gmail):
                return hit + 1

    def _begin(self, index: int) -> int:
        """Start the mail of the separator at `index`; return where its bytes begin."""
        line = bytes(self.buffer[index : index + 60])
        if self.position is None:
            self.gmail = bool(_GMAIL_RE.match(line))
        self.position = self.offset + index
        start = self.buffer.find(b"\n", index) + 1
        # One back, for a blank line needs its line break to be seen.
        self.scanned = max(start - 1, 0)
        return start

    def _finish(self, start: int, end: int) -> Iterator[tuple[int, bytes | None]]:
        raw = bytes(self.buffer[start:end])
        too_large, self.too_large = self.too_large, False
        if too_large or len(raw) > MAX_MAIL_BYTES:
            yield (-1 if self.position is None else self.position), None
        elif self.position is not None:
            yield self.position, raw
        elif raw.strip():
            yield -1 - self.offset, raw


def _first_line(head: bytes | bytearray) -> int | None:
    """Return the index of the first line that is not blank; None without one."""
    start = 3 if head.startswith(b"\xef\xbb\xbf") else 0
    match = re.compile(rb"\s*").match(head, start)
    end = match.end() if match else start
    return end if end < len(head) else None


def _is_separator(
    buffer: bytes | bytearray, start: int, *, gmail: bool = False
) -> bool:
    """Tell whether the line at `start` separates mails; see `split_mbox`."""
    if not buffer.startswith(b"From ", start):
        return False
    end = buffer.find(b"\n", start, start + MAX_SEPARATOR_BYTES)
    if end < 0:
        return False
    line = bytes(buffer[start:end]).rstrip()
    if gmail and not _GMAIL_RE.match(line):
        return False
    tail = _DATE_TAIL_RE.search(line[-60:])
    if not tail or not _YEAR_RE.search(tail[0]):
        return False
    following = bytes(buffer[end + 1 : end + 1 + MAX_FIELD_NAME])
    return bool(_HEADER_LINE_RE.match(following))


def _heads(head: bytes) -> Iterator[bytes]:
    """Yield the mails in the first bytes of an mbox."""
    splitter = _Splitter()
    for position, raw in splitter.feed(head, last=True):
        if position >= 0 and raw is not None:
            yield raw


READER = MboxReader()
