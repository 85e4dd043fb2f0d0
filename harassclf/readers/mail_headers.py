"""Header fields of mail: encoded words, addresses, dates.

Our own, because the functions of ``email.utils`` and ``policy.default`` are
quadratic on crafted fields or raise on them (cpython issues 136063 and 151857).
Everything here is linear in the length of the field and total on any str.
"""

from __future__ import annotations

import binascii
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime

from harassclf.readers.mail_text import decode_bytes, lenient_base64

MAX_ADDRESSES = 1_000
# Mail is from 1982 (RFC 822) on; what a broken clock says outside is no date.
FIRST_YEAR, LAST_YEAR = 1982, 2099

ENCODED_WORD_RE = re.compile(
    r"""=\?([^?\s]{1,60})      # charset, maybe with *language (RFC 2231)
        \?([bBqQ])             # encoding
        \?([^?]*)\?=           # text; broken senders leave spaces in it
    """,
    re.VERBOSE,
)
_ADDRESS_TOKEN_RE = re.compile(
    r"""(?P<word>=\?[^?\s]{1,60}\?[bBqQ]\?[^?]*\?=)   # may hold a bare comma
      | "(?P<quoted>(?:[^"\\]++|\\.)*+)"?
      | <(?P<angle>[^<>]*)>?
      | (?P<open>\() | (?P<close>\))
      | (?P<sep>[,;:])
      | (?P<space>\s+)
      | (?P<atom>[^\s"<>(),;:=]+|.)
    """,
    re.VERBOSE | re.DOTALL,
)
_LOOSE_ADDRESS_RE = re.compile(r"[^\s<>\"(),:;@]{1,128}@[^\s<>\"(),:;@]{1,255}")
_SUBJECT_PREFIX_RE = re.compile(
    r"""\s*(?:re|fwd?|aw|wg|sv|vs|vb|tr|rv|antw|odp|enc|res|rif|回复|转发)
        (?:\[\d{1,3}\])?\s?[:：]\s*
    """,
    re.VERBOSE | re.IGNORECASE,
)
_MESSAGE_ID_RE = re.compile(r"<([^<>\s]{1,998})>")
# RFC 5322 section 3.3 and 4.3; the military letters except Z mean "unknown" there.
_ZONE_RE = re.compile(
    r"""(?:(?<![\w+-])(?:[+-]\d{4}|UTC?|GMT|Z|[ECMP][SD]T)|:\d\d(?:[+-]\d{4}|Z))
        (?![\w+-])
    """,
    re.VERBOSE | re.IGNORECASE,
)
_COMMENT_RE = re.compile(r"\([^()]{0,100}\)")


@dataclass(frozen=True, slots=True)
class Address:
    """One mailbox: lower-cased `address` (maybe empty) and decoded `name`."""

    address: str
    name: str


def raw_text(value: str) -> str:
    """Return a field as the parser gives it, unfolded and with its raw bytes decoded.

    Parameters
    ----------
    value : str
        ASCII with every other byte as a lone surrogate (``surrogateescape``).
    """
    value = value.replace("\r", "").replace("\n", "")
    if value.isascii():
        return value
    return decode_bytes(value.encode("utf-8", "surrogateescape"), "")[0]


def decode_words(value: str) -> str:
    """Return `value` with RFC 2047 encoded words decoded, broken ones too.

    Words that follow each other are joined before they are decoded, since senders
    cut a multi-byte character in two; an undecodable word is left as it stands.
    """
    if "=?" not in value:
        return value
    out: list[str] = []
    run, run_charset, end = b"", "", 0
    for match in ENCODED_WORD_RE.finditer(value):
        between = value[end : match.start()]
        charset = match[1].partition("*")[0].lower()
        adjacent = bool(run_charset) and not between.strip()
        if not adjacent or charset != run_charset:
            out.append(_flush_run(run, run_charset))
            run = b""
        if not adjacent:
            out.append(between)
        run += _word_bytes(match[2], match[3])
        run_charset, end = charset, match.end()
    out += [_flush_run(run, run_charset), value[end:]]
    return "".join(out).replace("\r", " ").replace("\n", " ")


def _flush_run(run: bytes, charset: str) -> str:
    return decode_bytes(run, charset)[0] if run else ""


def _word_bytes(encoding: str, text: str) -> bytes:
    raw = text.encode("utf-8", "surrogateescape" if text.isascii() else "replace")
    if encoding in "qQ":
        return binascii.a2b_qp(raw, header=True)
    return lenient_base64(raw)[0]


def parse_addresses(value: str, limit: int = MAX_ADDRESSES) -> list[Address]:
    """Return the mailboxes of an address field in order, at most `limit`.

    Group names are dropped, a name in quotes or encoded words is decoded, and a
    comment is the name where there is no other. A mailbox without a usable address
    is returned with its name only.
    """
    value = raw_text(value)
    found: list[Address] = []
    state = _Mailbox()
    for match in _ADDRESS_TOKEN_RE.finditer(value):
        kind = match.lastgroup or ""
        text = match[kind]
        if kind == "open" or (kind == "close" and state.depth):
            state.depth += 1 if kind == "open" else -1
        elif state.depth:
            state.comment.append(match[0])
        elif kind == "sep":
            if text != ":":
                state.finish(found)
            state = _Mailbox()
            if len(found) >= limit:
                return found
        elif kind == "angle":
            state.angle = state.angle or text
        else:
            state.add(kind, text)
    state.finish(found)
    if not any(mailbox.address for mailbox in found):
        loose = _LOOSE_ADDRESS_RE.search(value)
        if loose:
            return [Address(loose[0].strip("'").lower(), "")]
    return found[:limit]


class _Mailbox:
    """The mailbox that `parse_addresses` is in."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.bare: list[str] = []
        self.comment: list[str] = []
        self.angle = ""
        self.depth = 0

    def add(self, kind: str, text: str) -> None:
        if kind == "quoted":
            self.words.append(re.sub(r"\\(.)", r"\1", text, flags=re.DOTALL))
            self.bare.append(text)
        else:
            self.words.append(" " if kind == "space" else text)
            self.bare.append(text)

    def finish(self, found: list[Address]) -> None:
        phrase = " ".join(decode_words("".join(self.words)).split())
        comment = " ".join(decode_words("".join(self.comment)).split())
        angle, bare = self.angle.strip(), "".join(self.bare).strip()
        if angle and not re.search(r"\s", angle):
            found.append(Address(angle.lower(), phrase or comment))
        elif "@" in bare and not re.search(r"\s", bare):
            found.append(Address(bare.lower(), comment))
        elif phrase or angle:
            loose = _LOOSE_ADDRESS_RE.search(bare)
            if loose:
                phrase = phrase.replace(loose[0], "").strip(" <>'")
            found.append(Address(loose[0].lower() if loose else "", phrase))


def parse_date(value: str) -> datetime | None:
    """Return the time in a date field: aware with a known zone, else naive.

    None where it cannot be read, or is outside the years 1982 to 2099. ``-0000``
    and zone names that RFC 5322 does not define count as no zone.
    """
    value = _COMMENT_RE.sub(" ", raw_text(value)[:200]).strip()
    try:
        when = parsedate_to_datetime(value)
        if not FIRST_YEAR <= when.year <= LAST_YEAR:
            return None
        offset = when.utcoffset()
    except (ValueError, TypeError, IndexError, OverflowError, AttributeError):
        return None
    if offset is None or not _ZONE_RE.search(value):
        return when.replace(tzinfo=None)
    # RFC 5322 allows +9959; the real ones end at 14 hours.
    return when if abs(offset) <= timedelta(hours=14) else None


def message_ids(value: str) -> list[str]:
    """Return the ids in a Message-ID, References or In-Reply-To field, bare."""
    value = raw_text(value)
    return _MESSAGE_ID_RE.findall(value) or value.strip().strip("<>").split()[:1]


def plain_subject(subject: str) -> str:
    """Return `subject` case-folded, without reply and forward marks."""
    for _ in range(10):
        match = _SUBJECT_PREFIX_RE.match(subject)
        if not match:
            break
        subject = subject[match.end() :]
    return " ".join(subject.split()).casefold()
