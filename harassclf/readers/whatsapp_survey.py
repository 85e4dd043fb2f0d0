"""The first pass over a WhatsApp chat: what only the whole file tells.

Which layout its headers have, in which order its dates are, who writes.
"""

from __future__ import annotations

import codecs
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from harassclf.errors import ReadError
from harassclf.readers.base import Options, Source
from harassclf.readers.dates import DateOrderEvidence, DateParts, is_full_year
from harassclf.readers.whatsapp_header import (
    Header,
    Layout,
    account_key,
    author_candidates,
    conversation_name,
    is_headerlike,
    is_quoting,
    parse_header,
)
from harassclf.readers.whatsapp_marks import classify, names_encryption

# Room for a header and a name in any script.
HEAD_BYTES = 2048
MAX_NAMES = 10_000
MAX_PREAMBLE_SHARE = 0.1
MAX_NUL_SHARE = 0.2
# The first release was in 2009; two digits that say otherwise are another calendar's.
EARLIEST_YEAR = 2009
# First bytes of a line that may be a header: digit, bracket, space, anything that is
# not ASCII. Spares decoding the rest.
_STARTS = frozenset(b"0123456789[ \t") | frozenset(range(0x80, 0x100))
_HINT = (
    "Export the chat again from WhatsApp (Export chat), or report the layout of its"
    " date and time."
)


def text_codec(head: bytes) -> str | None:
    """Return the codec of a text that begins with `head`; None if it is no text."""
    if head.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return None
    if head.startswith(codecs.BOM_UTF16_LE):
        return "utf-16-le"
    if head.startswith(codecs.BOM_UTF16_BE):
        return "utf-16-be"
    # Some NULs are damage, or typed to keep the chat from being read; as many as
    # every fifth byte are UTF-16 without its mark, or no text.
    return "utf-8" if head.count(0) <= MAX_NUL_SHARE * len(head) else None


def lines(source: Source, codec: str) -> Iterator[tuple[int, bytes, str]]:
    """Yield every line: byte offset, raw bytes with line end, start of the text.

    The start is empty where the line cannot be a header. A byte order mark belongs to
    the first line.
    """
    position = 0
    with source.open() as stream:
        for raw in stream if codec == "utf-8" else _wide_lines(stream, codec):
            head = ""
            if codec != "utf-8" or raw[0] in _STARTS:
                head = raw[:HEAD_BYTES].decode(codec, "replace")
            yield position, raw, head
            position += len(raw)


def _wide_lines(stream: BinaryIO, codec: str) -> Iterator[bytes]:
    # Byte 0A ends a line only as the right half of an aligned pair.
    little = codec == "utf-16-le"
    parts: list[bytes] = []
    size = 0
    for piece in stream:
        rest = piece
        half = little and size % 2 == 1 and parts[-1].endswith(b"\n")
        if half and rest[:1] == b"\x00":
            yield b"".join([*parts, rest[:1]])
            parts, size, rest = [], 0, rest[1:]
        if not rest:
            continue
        ends_big = (
            not little
            and rest.endswith(b"\n")
            and (size + len(rest)) % 2 == 0
            and (rest[-2:-1] or parts[-1][-1:]) == b"\x00"
        )
        parts.append(rest)
        size += len(rest)
        if ends_big:
            yield b"".join(parts)
            parts, size = [], 0
    if parts:
        yield b"".join(parts)


def conversation_of(source: Source) -> str:
    """Return whom the name of the file, or of its container, says it is with."""
    return conversation_name(source.name) or conversation_name(source.container)


def name_candidates(rest: str, proven: Collection[str] = ()) -> list[tuple[str, int]]:
    """Return the names that may begin `rest` (see `author_candidates`).

    There is none where the first is hardly a name (an open quotation, the notice about
    encryption) and not in `proven`.
    """
    names = author_candidates(rest)
    if names and is_doubtful(names[0][0]) and account_key(names[0][0]) not in proven:
        return []
    return names


def is_doubtful(name: str) -> bool:
    """Tell whether `name` looks like a notice without author that has a colon."""
    return is_quoting(name) or names_encryption(name)


@dataclass(slots=True)
class Survey:
    """What the header lines of one layout say of the whole file.

    Attributes
    ----------
    layout, codec : str
    preamble : int
        Lines with text before the first header.
    records : int
        Headers of this layout.
    headerlike, headerlike_line : int
        Lines that begin like a header and are none; the first of them.
    foreign : int
        Headers of other layouts.
    evidence : DateOrderEvidence
    sample : tuple of int or None
        The first date whose order is not plain.
    authors : dict of str to None
        Who writes, in order of appearance.
    counts : Counter of str
        How many records each possible name begins.
    first_parts : dict of str to str
        Of each possible name with a colon, what stands before the first colon.
    sure : set of str
        Those that the app's own words follow.
    long_names : frozenset of str
        Names with a colon, once they are settled.
    doubtful, proven : sets of str
        Names that look like a notice; those of them that come twice.
    """

    layout: Layout
    codec: str
    preamble: int
    records: int = 0
    headerlike: int = 0
    headerlike_line: int = 0
    foreign: int = 0
    evidence: DateOrderEvidence = field(
        default_factory=lambda: DateOrderEvidence(earliest_year=EARLIEST_YEAR)
    )
    sample: DateParts | None = None
    authors: dict[str, None] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)
    first_parts: dict[str, str] = field(default_factory=dict)
    sure: set[str] = field(default_factory=set)
    long_names: frozenset[str] = frozenset()
    doubtful: set[str] = field(default_factory=set)
    proven: set[str] = field(default_factory=set)

    def add(self, header: Header, head: str) -> None:
        """Count one header line, of which `head` is the beginning."""
        clock = header.clock
        self.evidence.add(
            header.parts,
            seconds=clock.hour * 3600 + clock.minute * 60 + clock.second,
            short_year_first=header.short_year_first,
        )
        if self.sample is None and not is_full_year(header.parts[0]):
            self.sample = header.parts
        self.records += 1
        rest = head[header.end :].partition("\n")[0].removesuffix("\r")
        names = author_candidates(rest)
        if names and is_doubtful(names[0][0]):
            self._doubt(account_key(names[0][0]))
            return
        first = account_key(names[0][0]) if names else ""
        for name, body in names:
            key = account_key(name)
            if key not in self.counts and len(self.counts) >= MAX_NAMES:
                continue
            self.counts[key] += 1
            marked = classify(rest[body:], self.layout, key, is_first=self.records == 1)
            if key == first and marked.kind != "system":
                self.authors.setdefault(key)
            elif key != first:
                self.first_parts[key] = first
                if marked.kind in ("media", "deleted", "call"):
                    self.sure.add(key)

    def _doubt(self, key: str) -> None:
        # A notice hardly comes twice with the same words; who calls himself like one
        # must not have his messages taken for notices.
        if key in self.doubtful:
            self.proven.add(key)
        elif len(self.doubtful) < MAX_NAMES:
            self.doubtful.add(key)
        if key in self.proven:
            self.authors.setdefault(key)

    def settle_names(self, hints: set[str]) -> None:
        """Find the names that contain a colon themselves.

        A longer name counts where the app's own words follow it, and every record of
        its first part has it; or where the user or the file name gives it. Otherwise
        anyone could take another name by typing a colon.
        """
        known = {
            name
            for name in self.sure
            if self.counts[name] == self.counts[self.first_parts[name]]
        }
        known |= hints & self.first_parts.keys()
        for name in sorted(known):
            first = self.first_parts[name]
            if self.counts[name] == self.counts[first]:
                self.authors.pop(first, None)
            self.authors.setdefault(name)
        self.long_names = frozenset(known)


def survey_file(source: Source, options: Options) -> Survey:
    """Read `source` once and return what the layout of its first line says.

    Raises
    ------
    ReadError
        If it is no text, no line starts like a message, or too many do not.
    """
    codec = text_codec(source.head)
    if codec is None:
        reason = "is neither UTF-8 nor UTF-16 text with a byte order mark. " + _HINT
        raise ReadError(source.name, reason)
    surveys: dict[Layout, Survey] = {}
    filled = first_filled = headerlike = headerlike_line = 0
    first_layout: Layout | None = None
    for number, (_, raw, head) in enumerate(lines(source, codec), 1):
        header = parse_header(head) if head else None
        if header is not None:
            layout = header.layout
            if not filled:
                first_layout = layout
            if layout not in surveys:
                surveys[layout] = Survey(layout, codec, filled)
            surveys[layout].add(header, head)
        elif head and is_headerlike(head):
            headerlike += 1
            headerlike_line = headerlike_line or number
        if header is not None or not _is_blank(raw):
            filled += 1
            first_filled = first_filled or number
    if not surveys:
        reason = f"has no line that starts like a WhatsApp message. {_HINT}"
        raise ReadError(source.name, reason, place=f"line {first_filled or 1}")
    best = max(surveys.values(), key=lambda one: one.records)
    # The first line of a whole file is WhatsApp's own; others may be pasted.
    survey = surveys[first_layout] if first_layout else best
    survey.foreign = sum(one.records for one in surveys.values()) - survey.records
    survey.headerlike, survey.headerlike_line = headerlike, headerlike_line
    _refuse_unread(source, survey, filled, first_filled)
    survey.settle_names(
        {account_key(name) for name in (*options.owner, conversation_of(source))}
    )
    return survey


def _refuse_unread(
    source: Source, survey: Survey, filled: int, first_filled: int
) -> None:
    if survey.preamble > MAX_PREAMBLE_SHARE * filled:
        reason = (
            f"the first {survey.preamble} of {filled} lines do not start like a"
            f" WhatsApp message. {_HINT}"
        )
        raise ReadError(source.name, reason, place=f"line {first_filled}")
    if survey.headerlike > survey.records:
        reason = (
            f"{survey.headerlike} lines begin like a message and cannot be read, more"
            f" than the {survey.records} that can. {_HINT}"
        )
        raise ReadError(source.name, reason, place=f"line {survey.headerlike_line}")


def _is_blank(raw: bytes) -> bool:
    return not raw.strip(b"\x00\r\n\t \xef\xbb\xbf\xfe\xff")
