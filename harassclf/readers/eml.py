"""Single mails: .eml, and Apple Mail's .emlx."""

from __future__ import annotations

import re
from collections.abc import Iterator

from harassclf.errors import LimitError, ReadError
from harassclf.readers.base import Options, Reader, Report, Source, digest
from harassclf.readers.mail import (
    KNOWN_HEADERS,
    MAX_MAIL_BYTES,
    MailParser,
    UnreadableMail,
    unwrap,
)
from harassclf.tables import Message

MIN_KNOWN_HEADERS = 2
MAX_SNIFFED_LINES = 200

# Apple Mail: the length of the mail in bytes, the mail, a property list.
_EMLX_RE = re.compile(rb"\s{0,9}(\d{1,10})[ \t]{0,20}\r?\n")
_FIELD_RE = re.compile(rb"([!-9;-~]{1,80}):")


class EmlReader(Reader):
    """One mail per file."""

    name = "eml"
    title = "E-mail message (.eml)"

    def sniff(self, source: Source) -> float:
        """Return how surely the head is a mail header."""
        if source.folder is not None:
            return 0.0
        named = source.name.lower().endswith((".eml", ".emlx"))
        if not looks_like_mail(source.head):
            return 0.0
        if source.head.startswith(b"From "):
            # One mail saved with its separator line, or a whole mailbox misnamed.
            return 0.94 if named else 0.4
        return 0.97 if named else 0.8

    def read(
        self, source: Source, options: Options, report: Report
    ) -> Iterator[Message]:
        """Yield the one mail of `source`; position 0, digest of the whole file.

        Raises
        ------
        ReadError
            If it is no mail; LimitError if it is larger than 256 MiB.
        """
        if source.size > MAX_MAIL_BYTES:
            raise LimitError(
                source.name, f"a mail may have {MAX_MAIL_BYTES:,} bytes at most"
            )
        try:
            with source.open() as stream:
                raw = stream.read(MAX_MAIL_BYTES + 1)
        except OSError as error:
            reason = f"it cannot be opened ({type(error).__name__})"
            raise ReadError(source.name, reason, place="byte 0") from None
        parser = MailParser(source, options, report)
        try:
            message = parser.parse(mail_of_emlx(raw), 0)
        except UnreadableMail as error:
            raise ReadError(source.name, f"{error}.", place="byte 0") from None
        message.raw_sha256 = digest(raw)
        parser.finish()
        yield message


def mail_of_emlx(raw: bytes) -> bytes:
    """Return the mail in an .emlx file; other bytes unchanged."""
    count = _EMLX_RE.match(raw)
    if not count:
        return raw
    return raw[count.end() : count.end() + int(count[1])]


def looks_like_mail(head: bytes) -> bool:
    """Tell whether `head` starts with header lines, two or more of them known."""
    head = head.removeprefix(b"\xef\xbb\xbf")
    count = _EMLX_RE.match(head)
    head = unwrap(head[count.end() :] if count else head)
    known = set()
    for line in head.split(b"\n", MAX_SNIFFED_LINES)[:MAX_SNIFFED_LINES]:
        if not line.strip():
            break
        if line.startswith((b" ", b"\t")):
            continue
        field = _FIELD_RE.match(line)
        if not field:
            break
        known.add(field[1].decode("ascii").lower())
    return len(known & KNOWN_HEADERS) >= MIN_KNOWN_HEADERS


READER = EmlReader()
