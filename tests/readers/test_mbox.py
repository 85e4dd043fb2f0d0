"""The mbox splitter and reader."""

from __future__ import annotations

import io
import re
import tracemalloc
from contextlib import suppress
from datetime import UTC, datetime
from email import policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harassclf.errors import HarassclfError, ReadError
from harassclf.readers import mbox
from harassclf.readers.base import HEAD_BYTES, Options, Report, Skipped, Source, digest
from harassclf.readers.mbox import READER, split_mbox
from harassclf.tables import Message

SHARED = Path(__file__).parents[2] / ".." / "shared" / "exports" / "mbox"
needs_shared = pytest.mark.skipif(
    not SHARED.is_dir(), reason="shared/exports is not on this machine"
)

FIRST = (
    b"From 179012345@xxx Mon Mar 04 11:20:34 +0000 2024\n"
    b"X-GM-THRID: 1790\nDelivered-To: ana@example.org\n"
    b"Date: Mon, 4 Mar 2024 12:20:34 +0100\nFrom: Ana <ana@example.org>\n"
    b"To: ben@example.org\nSubject: draft\nMessage-ID: <a1@example.org>\n\n"
    b"Good.\n>From now on, no.\nFrom here it is text\n\n"
    b"From there Mon Mar 04 11:20:34 2024\nfollowed by no header\n\n"
)
SECOND = (
    b"From 179012346@xxx Mon Mar 04 11:25:34 +0000 2024\n"
    b"Date: Mon, 4 Mar 2024 11:25:34 +0000\nFrom: x@example.net\n"
    b"To: ana@example.org\nSubject: you\nMessage-ID: <a2@example.net>\n\n"
    b"I am watching you.\n\n"
)
TAKEOUT = FIRST + SECOND


def source(raw: bytes, name: str = "All mail.mbox") -> Source:
    return Source(
        name, len(raw), digest(raw), raw[:HEAD_BYTES], lambda: io.BytesIO(raw)
    )


def read(raw: bytes) -> tuple[list[Message], Report]:
    report = Report()
    return list(READER.read(source(raw), Options(), report)), report


def body(raw: bytes) -> bytes:
    return raw[raw.index(b"\n") + 1 :]


@pytest.mark.parametrize("crlf", [False, True])
def test_takeout(crlf: bool) -> None:
    first, raw = FIRST, TAKEOUT
    if crlf:
        first, raw = FIRST.replace(b"\n", b"\r\n"), TAKEOUT.replace(b"\n", b"\r\n")
    messages, report = read(raw)
    assert [m.position for m in messages] == [0, len(first)]
    assert [m.raw_sha256 for m in messages] == [
        digest(body(first)),
        digest(body(raw[len(first) :])),
    ]
    assert [m.text for m in messages] == [
        "Good.\nFrom now on, no.\nFrom here it is text\n\n"
        "From there Mon Mar 04 11:20:34 2024\nfollowed by no header",
        "I am watching you.",
    ]
    assert [m.direction for m in messages] == ["outgoing", "incoming"]
    assert [m.conversation for m in messages] == ["1790", "a2@example.net"]
    assert report.skipped == []
    assert len(report.warnings) == 1


def test_owner_is_known_before_the_first_received_mail() -> None:
    second = SECOND.replace(b"To: ana", b"To: zoe")
    sent = second.replace(b"From: x@example.net", b"From: ana@example.org")
    messages, _ = read(sent + FIRST)
    assert [m.direction for m in messages] == ["outgoing", "outgoing"]


@pytest.mark.parametrize(
    ("line", "splits"),
    [
        (b"From sam@example.org Mon Mar  4 22:05:09 2024", True),
        (b"From - Mon Mar 04 22:05:09 2024", True),
        (b"From MAILER-DAEMON Thu Dec 22 17:54 2015", True),
        (b"From x Mon Mar  4 22:05:09 2024 +0100", True),
        (b"From x Mon Mar  4 22:05:09 CET 2024", True),
        (b"From x Mon, 4 Mar 2024 22:05:09 +0100", True),
        (b"From x Mon Mar  4 22:05:09 2024 remote from here", False),
        (b"From here it is text", False),
        (b"From x Mon Mar  4 22:05:09", False),
        (b"From x 2024", False),
        (b"From " + b"x" * 600 + b" Mon Mar  4 22:05:09 2024", False),
        (b">From x Mon Mar  4 22:05:09 2024", False),
    ],
)
def test_separator_lines(line: bytes, splits: bool) -> None:
    mail = b"From: a@example.org\n\nhi\n\n"
    raw = b"From x Mon Mar  4 22:05:09 2024\n" + mail + line + b"\n" + mail
    assert len(list(split_mbox(io.BytesIO(raw)))) == 1 + splits
    assert (READER.sniff(source(line + b"\n" + mail)) > 0.9) == splits


@pytest.mark.parametrize(
    ("following", "splits"),
    [(b"Name: x", True), (b">From y", True), (b" folded", True), (b"words", False)],
)
def test_a_header_line_must_follow(following: bytes, splits: bool) -> None:
    line = b"From x Mon Mar  4 22:05:09 2024\n"
    raw = line + b"A: b\n\nhi\n\n" + line + following + b"\n"
    assert len(list(split_mbox(io.BytesIO(raw)))) == 1 + splits


def test_a_blank_line_must_precede() -> None:
    line = b"From x Mon Mar  4 22:05:09 2024\nTo: y\n\nhi\n"
    assert len(list(split_mbox(io.BytesIO(line + line)))) == 1
    assert len(list(split_mbox(io.BytesIO(line + b"\n" + line)))) == 2


def test_gmail_separators_are_not_imitated() -> None:
    fake = b"From x Mon Mar  4 22:05:09 2024\nFrom: ana@example.org\n\nnot hers\n\n"
    messages, _ = read(SECOND + fake)
    assert len(messages) == 1


@pytest.mark.parametrize("raw", [b"", b"\n", b" \r\n\n", b"\n" * 3_000_000])
def test_empty_mailbox(raw: bytes) -> None:
    assert READER.sniff(source(raw)) == 0.5
    assert READER.sniff(source(raw, "x.txt")) == 0
    assert read(raw) == ([], Report())


@pytest.mark.parametrize("raw", [b"words\n", b"\0" * 100, b"From here\n\nwords\n"])
def test_no_mailbox(raw: bytes) -> None:
    assert READER.sniff(source(raw)) == 0
    with pytest.raises(
        ReadError, match=r"\AAll mail\.mbox, byte 0: no mail in it can be read\.\Z"
    ):
        read(raw)


def test_broken_mail_is_skipped_with_its_offset() -> None:
    broken = b"From 1790123@xxx Mon Mar 04 11:25:34 +0000 2024\nX-No: mail\n\nhi\n\n"
    messages, report = read(b"junk\n\n" + FIRST + broken + SECOND)
    assert [m.position for m in messages] == [6, 6 + len(FIRST) + len(broken)]
    name = "All mail.mbox"
    why = "The mail was not read: "
    assert report.skipped == [
        Skipped(name, 0, "byte", why + "no separator line precedes it."),
        Skipped(name, 6 + len(FIRST), "byte", why + "it has no mail header."),
    ]


def test_too_large_mail_is_skipped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mbox, "MAX_MAIL_BYTES", 5_000)
    monkeypatch.setattr(mbox, "CHUNK_BYTES", 1_000)
    huge = SECOND[:-1] + b"x" * 60_000 + b"\n\n"
    messages, report = read(FIRST + huge + SECOND)
    assert [m.position for m in messages] == [0, len(FIRST + huge)]
    assert [s.position for s in report.skipped] == [len(FIRST)]
    assert "larger than" in report.skipped[0].reason


@pytest.mark.parametrize("size", [1, 2, 3, 7, 64, 1000])
def test_chunks_do_not_matter(size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    raw = (TAKEOUT * 8).replace(b"you.\n", b"you.\r\n")
    whole = list(split_mbox(io.BytesIO(raw)))
    monkeypatch.setattr(mbox, "CHUNK_BYTES", size)
    assert list(split_mbox(io.BytesIO(raw))) == whole
    assert len(whole) == 16


def test_memory_does_not_grow_with_the_file() -> None:
    mail = SECOND[:-1] + b"words\n" * 1_000 + b"\n"

    class Repeated(io.RawIOBase):
        left = 24

        def read(self, size: int = -1) -> bytes:
            self.left -= 1
            return mail * (size // len(mail)) if self.left >= 0 else b""

    tracemalloc.start()
    count = sum(1 for _ in split_mbox(Repeated()))  # type: ignore[arg-type]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count > 2_000
    assert peak < 8 * 1024 * 1024


def test_file_that_breaks_off_while_reading() -> None:
    class Broken(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            if self.tell():
                raise OSError
            return super().read(size)

    raw = TAKEOUT * 3000
    one = Source("m.mbox", len(raw), "", raw[:HEAD_BYTES], lambda: Broken(raw))
    report = Report()
    assert len(list(READER.read(one, Options(), report))) > 1000
    assert "cannot be read on (OSError)" in report.skipped[0].reason
    gone = Source("m.mbox", 1, "", b"", lambda: (Path("/nowhere") / "x").open("rb"))
    with pytest.raises(ReadError, match=r"cannot be read on \(FileNotFoundError\)"):
        list(READER.read(gone, Options(), Report()))


@settings(deadline=None)
@given(cut=st.integers(0, len(TAKEOUT)))
def test_truncation_gives_fewer_messages_or_our_error(cut: int) -> None:
    with suppress(HarassclfError):
        messages, _ = read(TAKEOUT[:cut])
        assert len(messages) <= 2


@settings(deadline=None)
@given(at=st.integers(0, len(TAKEOUT) - 1), byte=st.integers(0, 255))
def test_damage_costs_at_most_its_own_mail(at: int, byte: int) -> None:
    raw = TAKEOUT[:at] + bytes([byte]) + TAKEOUT[at + 1 :] + SECOND
    messages, _ = read(raw)
    if at < len(TAKEOUT) - 2:
        assert messages[-1].position == len(TAKEOUT)


ADDRESS = st.from_regex(r"\A[a-z][a-z0-9]{0,8}@example\.(org|net)\Z")
LINE = st.one_of(
    st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), max_size=30),
    st.sampled_from(["", "From x", ">From y", ">>From z", "From a Mon Mar  4", "-- "]),
)
MAIL = st.tuples(
    ADDRESS,
    st.lists(ADDRESS, min_size=1, max_size=4, unique=True),
    st.from_regex(r"\A[A-Za-z][a-z]{0,10}( [a-zé]{1,8}){0,4}\Z"),
    st.lists(LINE, min_size=1, max_size=5),
    st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1)),
    st.sampled_from(["8bit", "quoted-printable", "base64"]),
)
Mail = tuple[str, list[str], str, list[str], datetime, str]


def write(mail: Mail) -> bytes:
    sender, recipients, subject, lines, when, encoding = mail
    message = EmailMessage(policy=policy.SMTP.clone(linesep="\n", max_line_length=990))
    message["From"] = sender
    message["To"] = ", ".join(recipients)
    message["Subject"] = subject
    message["Date"] = when.replace(microsecond=0, tzinfo=UTC)
    message.set_content("\n".join(lines) + "\n", cte=encoding)
    escaped = re.sub(rb"(?m)^(>*From )", rb">\1", message.as_bytes())
    return b"From - Mon Mar  4 22:05:09 2024\n" + escaped + b"\n"


@settings(deadline=None, max_examples=60)
@given(mails=st.lists(MAIL, min_size=1, max_size=4))
def test_round_trip(mails: list[Mail]) -> None:
    parts = [write(mail) for mail in mails]
    messages, report = read(b"".join(parts))
    assert report.skipped == []
    assert len(messages) == len(mails)
    offset = 0
    for message, part, (sender, recipients, subject, lines, when, _) in zip(
        messages, parts, mails, strict=True
    ):
        assert message.sender == sender
        assert message.recipients == recipients
        assert message.subject == subject
        assert message.sent_at == when.replace(microsecond=0, tzinfo=UTC)
        assert message.text == "\n".join(lines)
        assert message.position == offset
        assert message.raw_sha256 == digest(body(part))
        offset += len(part)


@needs_shared
@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("sisimai_mbox-1.mbox", 1),
        ("maildb_sample.mbox", 10),
        ("TakeoutReader_sample.mbox", 3),
        ("TakeoutReader_edge_cases.mbox", 3),
        ("TakeoutReader_empty.mbox", 0),
        ("handmade_takeout/Takeout/Mail/All mail Including Spam and Trash.mbox", 2),
    ],
)
def test_shared_mailboxes(name: str, count: int) -> None:
    raw = (SHARED / name).read_bytes()
    messages, report = read(raw)
    assert len(messages) == count
    assert report.skipped == []
    assert READER.sniff(source(raw)) == (0.95 if count else 0.5)


@needs_shared
@pytest.mark.parametrize("name", ["maildb_sample.mbox", "sisimai_mbox-1.mbox"])
def test_shared_mailboxes_cut_anywhere(name: str) -> None:
    raw = (SHARED / name).read_bytes()
    whole = len(read(raw)[0])
    for cut in range(0, len(raw), 13):
        with suppress(HarassclfError):
            assert len(read(raw[:cut])[0]) <= whole
