"""One raw RFC 5322 message into one `Message`; shared by eml, mbox and Maildir."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from email.parser import BytesParser
from itertools import islice
from typing import cast

from harassclf.readers.base import Options, Report, Source, digest
from harassclf.readers.mail_headers import (
    MAX_ADDRESSES,
    Address,
    decode_words,
    message_ids,
    parse_addresses,
    parse_date,
    plain_subject,
    raw_text,
)
from harassclf.readers.mail_text import BodyNotes, RawPolicy, SafePart, body_text
from harassclf.tables import Direction, Message, TimeBasis

MAX_MAIL_BYTES = 256 * 1024 * 1024
MAX_PARTS = 1_000
MAX_NESTING = 50
MAX_HEADER_BLOCK = 256 * 1024
MAX_HEADER = 64 * 1024
MAX_OWNERS = 50
MAX_BULK_HEADERS = 50
MAX_BULK_CHARS = 200
MAX_DATE_GAP = timedelta(hours=24)

# One of these is in every mail; a file with none of them is something else.
_KNOWN = """from to cc subject date received message-id mime-version return-path
    delivered-to sender reply-to content-type x-gm-thrid x-gmail-labels"""
KNOWN_HEADERS = frozenset(_KNOWN.split())
# RFC 2369, 2919, 3834, 8058 and what bulk mailing services add.
_BULK = """list-id list-unsubscribe list-unsubscribe-post list-post precedence
    feedback-id x-csa-complaints x-report-abuse x-auto-response-suppress"""
_BULK_HEADERS = frozenset(_BULK.split())
_BULK_PREFIXES = ("x-campaign", "x-mailchimp", "x-mailgun", "x-sg-")
# Variable envelope return paths: the recipient as name=domain, or a numbered bounce
# address. BATV and SRS rewrite the path of personal mail and do not count.
_VERP_RE = re.compile(
    r"[^@]{0,300}=|(?:bounces?|b|returns?|errors?)[-+._][^@]{0,300}\d", re.IGNORECASE
)
_NOT_VERP_RE = re.compile(r"(?:prvs|btv1|msprvs1)=|srs[01][=+-]", re.IGNORECASE)
_CONTAINER_RE = re.compile(
    rb"(?:\A|[\r\n])content-type:\s*(?:multipart|message)/", re.IGNORECASE
)
# The parser takes a bare CR for a line end, too.
_PART_RE = re.compile(rb"[\r\n]--")
_FIELD_END_RE = re.compile(rb"\r?\n(?![ \t])")
_PARSER = BytesParser(SafePart, policy=RawPolicy())

_WARNINGS = {
    "charset": "had an unknown or wrong charset; read as UTF-8, else as Windows-1252",
    "encoding": "had a damaged transfer encoding; decoded as far as possible",
    "limit": "exceeded a limit (parts, nesting or header size); read in part",
    "recipients": f"had more than {MAX_ADDRESSES:,} recipients; the rest was left out",
    "local": "gave the time without a zone; see the time basis",
    "gap": (
        "had a date more than 24 hours from when the server received it;"
        " the sender's device sets that date"
    ),
    "from": "had more than one From field; the first was used",
    "spoof": (
        "bore the owner's address but failed the check of the receiving server"
        " (dmarc=fail); counted as incoming"
    ),
}

Fields = dict[str, list[str]]


class UnreadableMail(ValueError):  # noqa: N818 -- says what it is; never leaves readers
    """One mail cannot be read; the message says why, without any of its text."""


class MailParser:
    """Parses the mails of one source, and counts what it has to warn of.

    Parameters
    ----------
    source : Source
        Named in messages and warnings.
    options : Options
        Owner and zone.
    report : Report
        Gets the warnings at `finish`.
    mbox : bool, default=False
        Whether ``>From `` quoting is to be undone in the text.
    """

    def __init__(
        self, source: Source, options: Options, report: Report, *, mbox: bool = False
    ) -> None:
        self.source = source
        self.options = options
        self.report = report
        self.mbox = mbox
        self.owners: set[str] = set()
        self.owner_used = False
        self.counts: Counter[str] = Counter()
        self.messages = 0

    def learn_owners(self, heads: Iterable[bytes]) -> None:
        """Take the owner's addresses from the header blocks of some mails.

        Sent mail has no Delivered-To of its own and may come first, so readers show
        us a sample before they begin. Does nothing where the user named the owner.
        """
        if self.options.owner:
            return
        for head in heads:
            head = unwrap(head)
            try:
                self._learn(_parse(_shorten(head[: _header_end(head)])[0]))
            except UnreadableMail:
                continue

    def parse(self, raw: bytes, position: int, *, name: str = "") -> Message:
        """Return the message in `raw`.

        Parameters
        ----------
        raw : bytes
            As in the file; ``raw_sha256`` is its digest.
        position : int
            Byte offset in the file.
        name : str, default=''
            File inside the export, if it is not the source itself.

        Raises
        ------
        UnreadableMail
            If it is no mail, or is too large.
        """
        if len(raw) > MAX_MAIL_BYTES:
            raise UnreadableMail(f"it is larger than {MAX_MAIL_BYTES:,} bytes")
        content = unwrap(raw)
        if self.mbox and content.endswith((b"\n\n", b"\n\r\n")):
            # The blank line before the next separator is the file's, not the mail's.
            content = content[:-1].removesuffix(b"\r")
        content, limited = _shorten(content)
        part = _parse(content)
        fields = _fields(part)
        if not KNOWN_HEADERS & fields.keys():
            raise UnreadableMail("it has no mail header")
        notes = BodyNotes()
        try:
            text, attachments = body_text(part, mbox=self.mbox, notes=notes)
        except RecursionError:
            raise UnreadableMail("its parts are nested too deeply") from None
        self._learn(part)
        self.counts["limit"] += limited
        self.counts["charset"] += notes.unknown_charset
        self.counts["encoding"] += notes.bad_encoding
        message = self._message(fields)
        message.text, message.attachments = text, attachments
        message.kind = "media" if attachments and not text.strip() else "message"
        message.source = name or self.source.name
        message.position, message.raw_sha256 = position, digest(raw)
        self.messages += 1
        return message

    def finish(self) -> None:
        """Give the report one warning of each sort, with the number of mails."""
        for key, sentence in _WARNINGS.items():
            count = self.counts[key]
            if count:
                mails = "1 mail" if count == 1 else f"{count} mails"
                self.report.warn(f"{self.source.name}: {mails} {sentence}.")
        if self.owner_used:
            self.report.warn(
                f"{self.source.name}: owner taken from Delivered-To; name the owner"
                " if that is not right."
            )

    def _learn(self, part: SafePart) -> None:
        # The receiving server puts it on top. Below a Received line it may be
        # the sender's own, who could so pass for the owner.
        if self.options.owner or len(self.owners) >= MAX_OWNERS:
            return
        for name, value in part.raw_items():
            if name.lower() == "received":
                return
            if name.lower() == "delivered-to":
                found = parse_addresses(str(value)[:MAX_BULK_CHARS], 1)
                self.owners.update(box.address for box in found if box.address)
                return

    def _message(self, fields: Fields) -> Message:
        sender = self._sender(fields)
        sent_at, basis = self._time(fields)
        subject = decode_words(raw_text(_first(fields, "subject"))).strip()
        own_id = (message_ids(_first(fields, "message-id")) or [""])[0]
        return Message(
            text="",
            message_id=own_id,
            platform="email",
            conversation=_conversation(fields, own_id, subject),
            sender=sender.address,
            sender_name=sender.name,
            recipients=self._recipients(fields),
            direction=self._direction(sender, fields),
            sent_at=sent_at,
            time_basis=basis,
            subject=subject,
            bulk_headers=_bulk_headers(fields),
        )

    def _sender(self, fields: Fields) -> Address:
        self.counts["from"] += len(fields.get("from", ())) > 1
        named = ""
        for field in ("from", "sender", "return-path"):
            for address in parse_addresses(_first(fields, field)):
                named = named or address.name
                if address.address:
                    return Address(address.address, named)
        return Address("", named)

    def _recipients(self, fields: Fields) -> list[str]:
        found: dict[str, None] = {}
        for field in ("to", "cc", "bcc"):
            for value in fields.get(field, ()):
                for box in parse_addresses(value, MAX_ADDRESSES + 1):
                    if box.address:
                        found[box.address] = None
                if len(found) > MAX_ADDRESSES:
                    self.counts["recipients"] += 1
                    return list(found)[:MAX_ADDRESSES]
        return list(found)

    def _time(self, fields: Fields) -> tuple[datetime | None, TimeBasis]:
        when = parse_date(_first(fields, "date"))
        if when is None:
            return None, "unknown"
        if when.tzinfo is None:
            self.counts["local"] += 1
            return self.options.to_utc(when), "local"
        stamp = raw_text(_first(fields, "received")).rpartition(";")[2]
        received = parse_date(stamp.strip())
        if received is not None and received.tzinfo is not None:
            self.counts["gap"] += abs(received - when) > MAX_DATE_GAP
        return when.astimezone(UTC), "offset"

    def _direction(self, sender: Address, fields: Fields) -> Direction:
        owner = self.options.owner
        if owner:
            # Anyone can put the owner's name, or address, as the display name; it
            # only counts where the user gave us nothing better to go by.
            by_name = not any("@" in name for name in owner) and "@" not in sender.name
            names = (sender.address, sender.name) if by_name else (sender.address,)
            own = self.options.is_owner(*names)
        elif self.owners:
            self.owner_used = True
            own = sender.address in self.owners
        else:
            return "unknown"
        # "I write from your own account": extortion with a forged sender. Mailing
        # lists break the check for the owner's real posts.
        verdict = _first(fields, "authentication-results").lower()
        if own and "dmarc=fail" in verdict and "list-id" not in fields:
            self.counts["spoof"] += 1
            return "incoming"
        return "outgoing" if own else "incoming"


def unwrap(raw: bytes) -> bytes:
    """Return `raw` without a byte order mark and leading ``From `` lines."""
    raw = raw.removeprefix(b"\xef\xbb\xbf")
    start = 0
    while raw.startswith((b"From ", b">From "), start):
        end = raw.find(b"\n", start)
        if end < 0:
            return b""
        start = end + 1
    return raw[start:] if start else raw


def _header_end(raw: bytes) -> int:
    """Return where the header block ends: at its blank line or at the end."""
    ends = [end for end in (raw.find(b"\n\n"), raw.find(b"\n\r\n")) if end >= 0]
    return min(ends) + 1 if ends else len(raw)


def _shorten(raw: bytes) -> tuple[bytes, bool]:
    """Cut `raw` to what the standard parser takes safely; tell if it was cut."""
    end = _header_end(raw)
    limited = False
    if end > MAX_HEADER:
        head, limited = _short_head(raw[:end])
        raw, end = head + raw[end:], len(head)
    if not _CONTAINER_RE.search(raw, 0, end):
        return raw, limited
    cut = len(raw)
    if raw.count(b"\n--") + raw.count(b"\r--") > MAX_PARTS:
        cut = next(islice(_PART_RE.finditer(raw), MAX_PARTS, None)).start()
    for number, match in enumerate(_CONTAINER_RE.finditer(raw, 0, cut)):
        if number >= MAX_NESTING:
            cut = match.start()
            break
    return raw[:cut], limited or cut < len(raw)


def _short_head(head: bytes) -> tuple[bytes, bool]:
    fields: list[bytes] = []
    size = 0
    limited = False
    for field in _FIELD_END_RE.split(head.rstrip(b"\r\n")):
        limited |= len(field) > MAX_HEADER
        size += min(len(field), MAX_HEADER) + 1
        if size > MAX_HEADER_BLOCK:
            limited = True
            break
        fields.append(field[:MAX_HEADER])
    return b"\n".join(fields) + b"\n", limited


def _parse(raw: bytes) -> SafePart:
    try:
        return cast(SafePart, _PARSER.parsebytes(raw))
    except RecursionError:
        raise UnreadableMail("its parts are nested too deeply") from None
    except Exception as error:
        # The standard parser raises whatever crafted input makes it stumble over
        # (IndexError, LookupError, ...); `from None`, since it may hold the text.
        kind = type(error).__name__
        raise UnreadableMail(f"it cannot be parsed ({kind})") from None


def _fields(part: SafePart) -> Fields:
    fields: Fields = {}
    for name, value in part.raw_items():
        fields.setdefault(name.strip().lower(), []).append(str(value))
    return fields


def _first(fields: Fields, name: str) -> str:
    return fields.get(name, [""])[0]


def _conversation(fields: Fields, own_id: str, subject: str) -> str:
    thread = raw_text(_first(fields, "x-gm-thrid")).strip()
    if thread:
        return thread
    for field in ("references", "in-reply-to"):
        ids = message_ids(_first(fields, field))
        if ids:
            return ids[0]
    return own_id or plain_subject(subject)


def _bulk_headers(fields: Fields) -> list[str]:
    found: list[str] = []
    for name, values in fields.items():
        for value in values:
            text = " ".join(raw_text(value).split())
            if _is_bulk(name, text) and len(found) < MAX_BULK_HEADERS:
                found.append(f"{name}: {text[:MAX_BULK_CHARS]}")
    return found


def _is_bulk(name: str, value: str) -> bool:
    if name == "auto-submitted":
        return value.partition(";")[0].strip().lower() not in {"", "no"}
    if name == "return-path":
        path = value.strip("<> ")
        return not path or bool(_VERP_RE.match(path) and not _NOT_VERP_RE.match(path))
    return name in _BULK_HEADERS or name.startswith(_BULK_PREFIXES)
