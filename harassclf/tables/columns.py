"""The one place where the column names of the tables are spelled.

Two tables so far, as pandas frames: *messages* (one row per message) and
*scores* (one row per message, what the model says of it). The row types
`Message` and `Score` are their definition: field order is column order, and
`KINDS` gives every column its dtype.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, get_args

Direction = Literal["incoming", "outgoing", "unknown"]
TimeBasis = Literal["utc", "offset", "local", "sender", "unknown"]
Kind = Literal["message", "system", "call", "media", "deleted", "reaction"]
Label = Literal["threat", "abuse", "spam"]
ColumnType = Literal["string", "list", "time", "int", "float", "bool", "category"]

DIRECTIONS: tuple[str, ...] = get_args(Direction)
TIME_BASES: tuple[str, ...] = get_args(TimeBasis)
MESSAGE_KINDS: tuple[str, ...] = get_args(Kind)
LABELS: tuple[str, ...] = get_args(Label)
LABEL_VALUES: tuple[str, ...] = ("none", *LABELS)

MESSAGE_ID = "message_id"
PLATFORM = "platform"
CONVERSATION = "conversation"
SENDER = "sender"
SENDER_NAME = "sender_name"
RECIPIENTS = "recipients"
DIRECTION = "direction"
SENT_AT = "sent_at"
TIME_BASIS = "time_basis"
KIND = "kind"
TEXT = "text"
ATTACHMENTS = "attachments"
SOURCE = "source"
POSITION = "position"
RAW_SHA256 = "raw_sha256"
SUBJECT = "subject"
BULK_HEADERS = "bulk_headers"

LABEL = "label"
INDICATORS = "indicators"
LANGUAGE_OK = "language_ok"
# Only with ``harassclf score --explain``: a JSON object, from each label that is
# explained to a list of [begin, end, weight], largest absolute weight first. Offsets
# are half-open, in code points of the message's text. What moved the score of an e-mail
# from its subject stands apart, under the key ``subject``, with offsets into that.
EXPLANATION = "explanation"

MESSAGE_TYPES: dict[str, ColumnType] = {
    MESSAGE_ID: "string",
    PLATFORM: "string",
    CONVERSATION: "string",
    SENDER: "string",
    SENDER_NAME: "string",
    RECIPIENTS: "list",
    DIRECTION: "category",
    SENT_AT: "time",
    TIME_BASIS: "category",
    KIND: "category",
    TEXT: "string",
    ATTACHMENTS: "int",
    SOURCE: "string",
    POSITION: "int",
    RAW_SHA256: "string",
}
# Present only where an export has them (e-mail); the scorer reads the subject with
# the text, and the sender functions tell bulk from personal mail by the headers.
OPTIONAL_MESSAGE_TYPES: dict[str, ColumnType] = {
    SUBJECT: "string",
    BULK_HEADERS: "list",
}
SCORE_TYPES: dict[str, ColumnType] = {
    MESSAGE_ID: "string",
    **dict.fromkeys(LABELS, "float"),
    LABEL: "category",
    INDICATORS: "string",
    LANGUAGE_OK: "bool",
}
CATEGORIES: dict[str, tuple[str, ...]] = {
    DIRECTION: DIRECTIONS,
    TIME_BASIS: TIME_BASES,
    KIND: MESSAGE_KINDS,
    LABEL: LABEL_VALUES,
}
CATEGORY_DEFAULTS: dict[str, str] = {
    DIRECTION: "unknown",
    TIME_BASIS: "unknown",
    KIND: "message",
    LABEL: "none",
}


@dataclass(slots=True)
class Message:
    """One row of the messages table, as a reader fills it.

    Attributes
    ----------
    text : str
        As exported, decoded; never normalised.
    message_id : str
        The platform's own id; empty where it has none, and then `read_export`
        derives one from source digest and position.
    platform, conversation, sender, sender_name : str
        Empty where unknown. `sender` is the stable key of the account.
    recipients : list of str
        Account keys.
    direction : {'incoming', 'outgoing', 'unknown'}
        As seen by the owner of the export.
    sent_at : datetime or None
        Aware, in UTC. None where unknown; never guessed. Where the export has
        local time and no zone was given, the wall-clock reading is stored as if it
        were UTC, `time_basis` is ``'local'`` and a warning says so.
    time_basis : {'utc', 'offset', 'local', 'sender', 'unknown'}
        What the time rests on.
    kind : {'message', 'system', 'call', 'media', 'deleted', 'reaction'}
        What the record is. ``'media'`` is a message without words of its own.
    attachments : int
        How many files came with it.
    source : str
        File inside the export.
    position : int
        Byte offset of the raw record in `source`, or its number counted from 0
        where the format has no byte positions.
    raw_sha256 : str
        Hex digest of the raw record.
    subject : str
        Subject line (e-mail), else empty.
    bulk_headers : list of str
        ``"name: value"`` of each header by which mailing lists and bulk senders
        mark their mail (RFC 2369, 2919, 3834, 8058); empty elsewhere.
    """

    text: str
    message_id: str = ""
    platform: str = ""
    conversation: str = ""
    sender: str = ""
    sender_name: str = ""
    recipients: list[str] = field(default_factory=list)
    direction: Direction = "unknown"
    sent_at: datetime | None = None
    time_basis: TimeBasis = "unknown"
    kind: Kind = "message"
    attachments: int = 0
    source: str = ""
    position: int = 0
    raw_sha256: str = ""
    subject: str = ""
    bulk_headers: list[str] = field(default_factory=list)
