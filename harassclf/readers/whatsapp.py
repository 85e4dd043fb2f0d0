"""WhatsApp's "Export chat": one .txt file.

Read twice: once for what only the whole file tells (layout, order of the dates, who
writes), once for the records. Neither pass holds more than one record.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from harassclf.errors import ReadError
from harassclf.readers.base import (
    MAX_WARNED_PLACES,
    DateOrder,
    Options,
    Reader,
    Report,
    Source,
    digest,
)
from harassclf.readers.dates import (
    DateParts,
    OrderVerdict,
    arrange,
    is_full_year,
    provable_order,
    read_date,
)
from harassclf.readers.whatsapp_header import (
    Header,
    account_key,
    is_headerlike,
    parse_header,
    strip_marks,
)
from harassclf.readers.whatsapp_marks import classify
from harassclf.readers.whatsapp_survey import (
    EARLIEST_YEAR,
    MAX_PREAMBLE_SHARE,
    Survey,
    conversation_of,
    lines,
    name_candidates,
    survey_file,
    text_codec,
)
from harassclf.tables import Direction, Message

MAX_RECIPIENTS = 256
MAX_LISTED_NAMES = 20
# WhatsApp exports 10,000 messages with media and 40,000 without (its help pages).
NEAR_CAP_WITH_MEDIA = 9_990
NEAR_CAP = 39_990
YEARS = range(1990, 2101)
# Two digits that say otherwise are the year of another calendar.
SHORT_YEARS = range(EARLIEST_YEAR, 2050)
BACKWARD = timedelta(days=1)
SNIFFED_LINES = 500
# What cannot be a chat, whatever it quotes further down.
OTHER_START_RE = re.compile(
    r"""
    \ufeff? \s{0,9}
    (?: [{<"]                           # JSON, XML, CSV with quotes
      | \[\s{0,9}[{"]                   # JSON
      | From[ ] | [\w-]{1,40}:          # mail
    )
    """,
    re.VERBOSE,
)
_READINGS: dict[DateOrder, str] = {
    "dmy": "day first",
    "mdy": "month first",
    "ymd": "year first",
}


class WhatsAppReader(Reader):
    """Reads the .txt of a WhatsApp chat export, of Android and iPhone."""

    name = "whatsapp"
    title = "WhatsApp chat export"

    def sniff(self, source: Source) -> float:
        """Return how surely `source` is a WhatsApp chat, from name and head."""
        codec = text_codec(source.head)
        if codec is None or source.folder is not None:
            return 0.0
        texts = source.head.decode(codec, "replace").split("\n")[:SNIFFED_LINES]
        texts = [text for text in texts if text.strip()]
        headers = [parse_header(text) for text in texts]
        base = source.name.rpartition("/")[2].casefold()
        named = "whatsapp" in base or base == "_chat.txt"
        start = next((at for at, one in enumerate(headers) if one is not None), None)
        if start is None:
            # So that its reader can say what is wrong with it.
            unread = named and any(is_headerlike(text) for text in texts)
            return 0.2 if unread else 0.0
        if start > MAX_PREAMBLE_SHARE * len(texts) or (
            start and OTHER_START_RE.match(texts[0])
        ):
            return 0.0
        if named:
            return 0.95
        if _may_be_a_log(headers[start], texts[start]):
            return 0.5
        return 0.6 if start else 0.9

    def read(
        self, source: Source, options: Options, report: Report
    ) -> Iterator[Message]:
        """Yield every record of `source` in file order.

        Raises
        ------
        ReadError
            If the file is no text, cannot be read, or has no header at its start.
        """
        try:
            survey = survey_file(source, options)
            yield from _Rows(source, options, report, survey).rows()
        except OSError as error:
            reason = f"cannot be read ({type(error).__name__})."
            raise ReadError(source.name, reason) from None


def _may_be_a_log(header: Header | None, line: str) -> bool:
    # Many programs write "[2024-03-04 22:05:09] Name: text", some exporters of Signal
    # chats among them.
    if header is None or header.layout != "bracket":
        return False
    return is_full_year(header.parts[0]) and "-" in line[:10]


READER = WhatsAppReader()


class _Times:
    """Turns the numbers of a header into a time, and counts what it cannot."""

    def __init__(self, options: Options, verdict: OrderVerdict) -> None:
        self.options = options
        self.verdict = verdict
        self.causes: Counter[str] = Counter()
        self.local = self.gaps = self.folds = 0

    def naive(self, header: Header) -> datetime | None:
        day = self._day(header.parts)
        return datetime.combine(day, header.clock) if day else None

    def _day(self, parts: DateParts) -> date | None:
        order = self.options.date_order or self.verdict.order
        if is_full_year(parts[0]):
            order = "ymd"
        if order == "ambiguous":
            proven = provable_order(parts) if self.verdict.contradictory else None
            if proven is None:
                self.causes["order"] += 1
                return None
            order = proven
        arranged = arrange(parts, order)
        if arranged is None:
            self.causes["fit"] += 1
            return None
        year = parts[0] if order == "ymd" else parts[2]
        if arranged[0] not in (YEARS if is_full_year(year) else SHORT_YEARS):
            self.causes["year"] += 1
            return None
        day = read_date(parts, order)
        self.causes["fit"] += day is None
        return day

    def to_utc(self, naive: datetime) -> datetime:
        self.local += 1
        zone = self.options.timezone
        moment = self.options.to_utc(naive)
        if zone is not None:
            early = naive.replace(tzinfo=zone)
            if moment.astimezone(zone).replace(tzinfo=None) != naive:
                self.gaps += 1
            elif early.utcoffset() != early.replace(fold=1).utcoffset():
                self.folds += 1
        return moment


class _Rows:
    """The second pass."""

    def __init__(
        self, source: Source, options: Options, report: Report, survey: Survey
    ) -> None:
        self.source, self.options = source, options
        self.report, self.survey = report, survey
        self.times = _Times(options, survey.evidence.verdict())
        self.conversation = conversation_of(source) or source.name.rpartition("/")[2]
        self.count = self.undecodable = 0
        self.jumps: list[int] = []
        self.jump_count = 0
        self.previous: datetime | None = None

    def rows(self) -> Iterator[Message]:
        header: Header | None = None
        start = 0
        parts: list[bytes] = []
        if self.survey.preamble:
            reason = (
                f"{self.survey.preamble} lines before the first message do not belong"
                " to any."
            )
            self.report.skip(self.source.name, 0, "byte", reason)
        for position, raw, head in lines(self.source, self.survey.codec):
            found = parse_header(head) if head else None
            if found is not None and found.layout == self.survey.layout:
                if header is not None:
                    yield self._message(start, header, b"".join(parts))
                header, start, parts = found, position, []
            if header is not None:
                parts.append(raw)
        if header is not None:
            yield self._message(start, header, b"".join(parts))
        self._finish()

    def _message(self, position: int, header: Header, raw: bytes) -> Message:
        rest = self._decode(raw)[header.end :].replace("\r\n", "\n")
        rest = rest.removesuffix("\n")
        name, body = self._author(rest)
        sender = account_key(name)
        text = rest[body:]
        marked = classify(text, header.layout, sender, is_first=not self.count)
        # Some iPhone notices carry a name, but nobody wrote them.
        person = sender if marked.kind != "system" else ""
        self.count += 1
        naive = self.times.naive(header)
        self._watch(position, naive)
        return Message(
            text=text,
            platform=WhatsAppReader.name,
            conversation=self.conversation,
            sender=sender,
            sender_name=strip_marks(name).strip(),
            recipients=self._recipients(person),
            direction=self._direction(person),
            sent_at=self.times.to_utc(naive) if naive else None,
            time_basis="local" if naive else "unknown",
            kind=marked.kind,
            attachments=marked.attachments,
            source=self.source.name,
            position=position,
            raw_sha256=digest(raw),
        )

    def _decode(self, raw: bytes) -> str:
        try:
            return raw.decode(self.survey.codec)
        except UnicodeDecodeError:
            self.undecodable += 1
            return raw.decode(self.survey.codec, "replace")

    def _author(self, rest: str) -> tuple[str, int]:
        names = name_candidates(rest, self.survey.proven)
        for name, body in reversed(names):
            if account_key(name) in self.survey.long_names:
                return name, body
        return names[0] if names else ("", 0)

    def _recipients(self, sender: str) -> list[str]:
        authors = self.survey.authors
        if not sender or len(authors) > MAX_RECIPIENTS + 1:
            return []
        others = [name for name in authors if name != sender]
        return others if len(others) <= MAX_RECIPIENTS else []

    def _direction(self, sender: str) -> Direction:
        if not sender or not self.options.owner:
            return "unknown"
        return "outgoing" if self.options.is_owner(sender) else "incoming"

    def _watch(self, position: int, naive: datetime | None) -> None:
        before, self.previous = self.previous, naive or self.previous
        if naive and before and naive < before - BACKWARD:
            self.jump_count += 1
            self.jumps = [*self.jumps, position][:MAX_WARNED_PLACES]

    def _finish(self) -> None:
        self._warn_times()
        self._warn_zone()
        survey, places = self.survey, ", ".join(f"byte {at}" for at in self.jumps)
        if self.undecodable:
            self._warn(
                f"{self.undecodable} records hold bytes that are no valid"
                f" {survey.codec.upper()}; they are shown as U+FFFD."
            )
        if self.jump_count:
            self._warn(
                f"the time runs back by more than a day at {self.jump_count} records"
                f" (first at {places}): an old message pasted into a new one looks"
                " like this. Check who wrote it."
            )
        if survey.headerlike:
            self._warn(
                f"{survey.headerlike} lines (first: line {survey.headerlike_line})"
                " begin like a message, but their date or time cannot be read; they"
                " are kept in the message before them."
            )
        if survey.foreign:
            self._warn(
                f"{survey.foreign} lines begin like a message of another layout than"
                " the rest of the file; they are kept as pasted text in the message"
                " before them."
            )
        self._warn_cap()
        self._warn_owner()

    def _warn(self, text: str) -> None:
        self.report.warn(f"{self.source.name}: {text}")

    def _warn_times(self) -> None:
        causes, verdict = self.times.causes, self.times.verdict
        if causes["order"] and verdict.contradictory:
            self._warn(
                "some dates can only be day first and others only month first;"
                f" {causes['order']} records that fit both have no time."
            )
        elif causes["order"]:
            sample = self.survey.sample or (0, 0, 0)
            readings = " or ".join(
                f"{_READINGS[order]} ({read_date(sample, order)})"
                for order in verdict.possible
            )
            orders = " or ".join(verdict.possible)
            self._warn(
                f"the dates can be read {readings}; {causes['order']} records have"
                f" no time. Give --date-order {orders}."
            )
        if causes["fit"]:
            self._warn(
                f"{causes['fit']} records have a date that does not exist in the"
                " date order of the file; they have no time."
            )
        if causes["year"]:
            self._warn(
                f"{causes['year']} records have a year that WhatsApp cannot have in"
                " the Gregorian calendar (the Buddhist and the Persian calendar are"
                " not converted); they have no time."
            )

    def _warn_zone(self) -> None:
        if self.times.local and self.options.timezone is None:
            self._warn(
                "times are the wall clock of the exporting phone, shown without"
                " conversion; give --timezone."
            )
        for count, what in (
            (self.times.gaps, "do not exist in the given zone (clocks go forward)"),
            (self.times.folds, "occur twice in the given zone (clocks go back)"),
        ):
            if count:
                self._warn(f"{count} times {what}; they may be off by the shift.")

    def _warn_cap(self) -> None:
        if self.count >= NEAR_CAP_WITH_MEDIA:
            limit = "40,000" if self.count >= NEAR_CAP else "10,000"
            how = "without" if self.count >= NEAR_CAP else "with"
            self._warn(
                f"{self.count} records: WhatsApp exports about {limit} messages"
                f" {how} media at most and drops the oldest without notice."
            )

    def _warn_owner(self) -> None:
        authors = list(self.survey.authors)
        if not self.options.owner or self.options.is_owner(*authors):
            return
        listed = ", ".join(authors[:MAX_LISTED_NAMES]) or "none"
        more = len(authors) - MAX_LISTED_NAMES
        self._warn(
            "the owner wrote none of the messages. Names that did: "
            + (f"{listed} and {more} more." if more > 0 else f"{listed}.")
        )
