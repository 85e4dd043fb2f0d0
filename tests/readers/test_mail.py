"""One mail: headers, body, limits, direction; and the .eml reader."""

from __future__ import annotations

import io
import time
from contextlib import suppress
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harassclf.errors import HarassclfError, LimitError, ReadError
from harassclf.readers import eml, mail
from harassclf.readers.base import HEAD_BYTES, Options, Report, Source, digest
from harassclf.readers.mail import MAX_MAIL_BYTES, MailParser, UnreadableMail
from harassclf.readers.mail_headers import (
    decode_words,
    message_ids,
    parse_addresses,
    parse_date,
    plain_subject,
)
from harassclf.readers.mail_html import html_to_text
from harassclf.readers.mail_text import decode_bytes, lenient_base64, unflow
from harassclf.tables import Message

SHARED = Path(__file__).parents[2] / ".." / "shared" / "exports"
needs_shared = pytest.mark.skipif(
    not SHARED.is_dir(), reason="shared/exports is not on this machine"
)
HEADER = b"From: Sam <sam@example.net>\nTo: ana@example.org\n"


def source(raw: bytes, name: str = "one.eml") -> Source:
    return Source(
        name, len(raw), digest(raw), raw[:HEAD_BYTES], lambda: io.BytesIO(raw)
    )


def read(
    raw: bytes, *, owner: tuple[str, ...] = (), zone: str = "", mbox: bool = False
) -> tuple[Message, Report]:
    report = Report()
    options = Options(owner=owner, timezone=ZoneInfo(zone) if zone else None)
    parser = MailParser(source(raw), options, report, mbox=mbox)
    message = parser.parse(raw, 7)
    parser.finish()
    return message, report


def test_plain_mail_gives_every_field() -> None:
    raw = (
        b"From: =?utf-8?q?Zo=C3=AB?= <Zoe@Example.NET>\r\n"
        b'To: "Okafor, Ben" <ben@example.org>, ANA@example.org\r\n'
        b"Cc: ben@example.org, friends: eve@example.org, bob@example.org;\r\n"
        b"Bcc: ana@example.org, kim@example.org\r\n"
        b"Delivered-To: other@example.org\r\n"
        b"Subject: =?utf-8?b?w6Q=?=\r\n =?utf-8?b?w7Y=?= end\r\n"
        b"Date: Mon, 4 Mar 2024 12:20:34 +0100 (CET)\r\n"
        b"Message-ID: <m1@example.net>\r\n"
        b"References: <root@example.net> <m0@example.net>\r\n"
        b"\r\nfirst\r\n\r\nsecond\r\n"
    )
    message, report = read(raw)
    assert message == Message(
        text="first\n\nsecond",
        message_id="m1@example.net",
        platform="email",
        conversation="root@example.net",
        sender="zoe@example.net",
        sender_name="Zoë",
        recipients=[
            "ben@example.org",
            "ana@example.org",
            "eve@example.org",
            "bob@example.org",
            "kim@example.org",
        ],
        direction="incoming",
        sent_at=datetime(2024, 3, 4, 11, 20, 34, tzinfo=UTC),
        time_basis="offset",
        source="one.eml",
        position=7,
        raw_sha256=digest(raw),
        subject="äö end",
    )
    assert report.warnings == [
        "one.eml: owner taken from Delivered-To; name the owner if that is not right."
    ]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("a@example.org", [("a@example.org", "")]),
        ('"Doe, John" <J@example.org>', [("j@example.org", "Doe, John")]),
        ("=?utf-8?Q?Doe,_J?= <j@example.org>", [("j@example.org", "Doe, J")]),
        ("j@example.org (John)", [("j@example.org", "John")]),
        ("undisclosed-recipients:;", []),
        ("(c):", []),
        ("", []),
        ("<>", []),
        ("Mail System", [("", "Mail System")]),
        ("<MAILER-DAEMON>", [("mailer-daemon", "")]),
        ('"Bob <bob@example.org>', [("bob@example.org", "Bob")]),
        (
            "a@example.org; b@example.org",
            [("a@example.org", ""), ("b@example.org", "")],
        ),
        ("x y@example.org", [("y@example.org", "x")]),
    ],
)
def test_addresses(value: str, expected: list[tuple[str, str]]) -> None:
    found = [(box.address, box.name) for box in parse_addresses(value)]
    assert found == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("plain", "plain"),
        ("=?utf-8?q?a_b?= =?utf-8?q?c?=", "a bc"),
        ("=?utf-8?q?=C3?= =?utf-8?q?=A4?=", "ä"),
        ("x =?iso-8859-1?q?=E4?= y", "x ä y"),
        ("=?utf-8*en?q?a b?=", "a b"),
        ("=?nonsense?q?=C3=A4?=", "ä"),
        ("=?utf-8?q?a", "=?utf-8?q?a"),
        ("=?utf-8?q?a=0Ab?=", "a b"),
    ],
)
def test_encoded_words(value: str, expected: str) -> None:
    assert decode_words(value) == expected


@pytest.mark.parametrize(
    ("date", "zone", "expected", "basis"),
    [
        ("Mon, 4 Mar 2024 12:00:00 +0100", "", "2024-03-04T11:00", "offset"),
        ("4 Mar 24 12:00 EST", "", "2024-03-04T17:00", "offset"),
        ("Mon, 4 Mar 2024 12:00:00 GMT", "Asia/Tokyo", "2024-03-04T12:00", "offset"),
        ("Mon, 4 Mar 2024 12:00:00 -0000", "", "2024-03-04T12:00", "local"),
        ("Mon, 4 Mar 2024 12:00:00", "Asia/Tokyo", "2024-03-04T03:00", "local"),
        ("Mon, 4 Mar 2024 12:00:00 JST", "", "2024-03-04T12:00", "local"),
        ("Mon, 4 Mar 2024 12:00:00 +9900", "", None, "unknown"),
        ("Mon, 4 Mar 2024 12:00:00 +1500", "", None, "unknown"),
        ("not-a-date", "", None, "unknown"),
        ("Mon, 4 Mar 1924 12:00:00 +0100", "", None, "unknown"),
        ("Mon, 34 Mar 2024 12:00:00 +0100", "", None, "unknown"),
        ("9" * 5000, "", None, "unknown"),
        ("", "", None, "unknown"),
    ],
)
def test_date(date: str, zone: str, expected: str | None, basis: str) -> None:
    raw = HEADER + b"Received: by mx; Tue, 5 Mar 2024 08:00:00 +0000\n"
    message, report = read(raw + b"Date: " + date.encode() + b"\n\nhi\n", zone=zone)
    when = datetime.fromisoformat(expected + "+00:00") if expected else None
    assert (message.sent_at, message.time_basis) == (when, basis)
    assert any("without a zone" in text for text in report.warnings) == (
        basis == "local"
    )


def test_date_far_from_received_is_warned_of() -> None:
    raw = (
        b"Received: by mx (x; y);\n Tue, 7 Mar 2024 08:00:00 +0000\n"
        b"Received: by old; Mon, 4 Mar 2024 12:00:00 +0000\n" + HEADER
    )
    _, report = read(raw + b"Date: Mon, 4 Mar 2024 12:00:00 +0000\n\nhi\n")
    assert report.warnings == [
        "one.eml: 1 mail had a date more than 24 hours from when the server received"
        " it; the sender's device sets that date."
    ]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (b"X-GM-THRID: 17\nReferences: <r@x>\n", "17"),
        (b"In-Reply-To: <p@x>\nMessage-ID: <m@x>\n", "p@x"),
        (b"Message-ID: <m@x>\n", "m@x"),
        (b"Subject: RE: Aw: Fwd:  The  Plan\n", "the plan"),
    ],
)
def test_conversation(fields: bytes, expected: str) -> None:
    assert read(HEADER + fields + b"\nhi")[0].conversation == expected


def test_sender_falls_back() -> None:
    raw = b"From: Somebody\nSender: <S@example.net>\nReturn-Path: <r@x.org>\n\nhi"
    message, _ = read(raw)
    assert (message.sender, message.sender_name) == ("s@example.net", "Somebody")
    assert read(b"Return-Path: <R@x.org>\n\nhi")[0].sender == "r@x.org"
    assert read(b"To: a@example.org\n\nhi")[0].sender == ""


def test_bulk_headers() -> None:
    raw = HEADER + (
        b"List-Id: <news.example.net>\nPrecedence: bulk\nAuto-Submitted: no\n"
        b"X-Campaign-Id: 7\nX-SG-EID: abc\nList-Unsubscribe: <%s>\n"
        b"Return-Path: <bounce+12-ana=example.org@m.example.net>\nX-Mailer: y\n\nhi"
    ) % (b"x" * 500)
    found = dict(line.split(": ", 1) for line in read(raw)[0].bulk_headers)
    assert list(found) == [
        "list-id",
        "precedence",
        "x-campaign-id",
        "x-sg-eid",
        "list-unsubscribe",
        "return-path",
    ]
    assert len(found["list-unsubscribe"]) == 200


@pytest.mark.parametrize(
    ("path", "bulk"),
    [
        (b"<>", True),
        (b"<bounce-123@example.net>", True),
        (b"<sam@example.net>", False),
        (b"<prvs=1234ab=sam@example.net>", False),
        (b"<SRS0=ab=cd=example.org=sam@example.net>", False),
    ],
)
def test_return_path(path: bytes, bulk: bool) -> None:
    raw = HEADER + b"Return-Path: " + path + b"\n\nhi"
    assert bool(read(raw)[0].bulk_headers) == bulk


@pytest.mark.parametrize(
    ("fields", "owner", "expected"),
    [
        (b"From: sam@example.net\n", (), "unknown"),
        (b"From: sam@example.net\n", ("ana@example.org",), "incoming"),
        (b"From: ANA@example.org\n", ("ana@example.org",), "outgoing"),
        (b"From: Ana <x@example.org>\n", ("ana",), "outgoing"),
        # The owner's address as a display name is an old trick.
        (
            b'From: "ana@example.org" <x@example.net>\n',
            ("ana@example.org",),
            "incoming",
        ),
        (
            b"Authentication-Results: mx; dmarc=fail\nFrom: ana@example.org\n",
            ("ana@example.org",),
            "incoming",
        ),
        (b"Delivered-To: ana@example.org\nFrom: ana@example.org\n", (), "outgoing"),
        (b"Delivered-To: ana@example.org\nFrom: sam@example.net\n", (), "incoming"),
        # Below a Received line it can be the sender's own.
        (
            b"Received: by mx; x\nDelivered-To: s@example.net\nFrom: s@example.net\n",
            (),
            "unknown",
        ),
    ],
)
def test_direction(fields: bytes, owner: tuple[str, ...], expected: str) -> None:
    assert read(fields + b"\nhi", owner=owner)[0].direction == expected


def mime(kind: str, *parts: tuple[str, str]) -> bytes:
    body = "".join(f"--b\n{header}\n\n{text}\n" for header, text in parts)
    top = f"Content-Type: multipart/{kind}; boundary=b\n\n"
    return HEADER + top.encode() + body.encode() + b"--b--\n"


PLAIN, HTML = "Content-Type: text/plain", "Content-Type: text/html"
INNER = "From: eve@example.org\nSubject: inner\n\ninner text"


@pytest.mark.parametrize(
    ("raw", "text", "attachments"),
    [
        (mime("alternative", (PLAIN, "hi"), (HTML, "<b>hi</b>")), "hi", 0),
        (mime("alternative", (PLAIN, " "), (HTML, "<b>hi</b>")), "hi", 0),
        (mime("alternative", (PLAIN, "see"), (HTML, "w " * 40)), ("w " * 40)[:-1], 0),
        (mime("mixed", (PLAIN, "one"), (PLAIN, "two")), "one\n\ntwo", 0),
        (
            mime("mixed", (PLAIN, "one"), ("Content-Type: message/rfc822", INNER)),
            "one",
            1,
        ),
        (mime("mixed", (PLAIN, "one"), ("Content-Type: image/png", "x")), "one", 1),
        (mime("mixed", (PLAIN, "one"), (PLAIN + "; name=a.txt", "x")), "one", 1),
        (
            mime(
                "mixed",
                (PLAIN, "one"),
                (PLAIN + "\nContent-Disposition: attachment", ""),
            ),
            "one",
            1,
        ),
        (HEADER + b"Content-Type: text/html\n\n<p>a<p>b", "a\n\nb", 0),
        (HEADER + b"Content-Type: text/plain; name=body.txt\n\nhi", "hi", 0),
        (HEADER + b"Content-Type: nonsense\n\nhi\n\n", "hi\n", 0),
        (HEADER + b"Content-Type: multipart/mixed\n\nhi\n", "hi", 0),
        (HEADER + b"Content-Type: image/png\n\nhi\n", "", 1),
        (HEADER + b"Content-Transfer-Encoding: base64\n\naGk=\n", "hi", 0),
        (
            HEADER + b"Content-Transfer-Encoding: quoted-printable\n\nh=69=\n!\n",
            "hi!",
            0,
        ),
    ],
)
def test_body(raw: bytes, text: str, attachments: int) -> None:
    message, report = read(raw)
    assert (message.text, message.attachments) == (text, attachments)
    assert message.kind == ("message" if text.strip() else "media")
    assert report.warnings == []


@pytest.mark.parametrize(
    ("raw", "charset", "text", "sure"),
    [
        (b"can\x92t", "windows-1252", "can’t", True),
        (b"can\x92t", "iso-8859-1", "can’t", True),
        ("ä".encode(), "x-unknown", "ä", False),
        (b"\xe4", "x-unknown", "ä", False),
        (b"\x81", "", "\x81", False),
        ("ä".encode(), "us-ascii", "ä", False),
        (b"a", "zlib_codec", "a", False),
        (b"a", "idna", "a", False),
        (b"a", "rot13", "a", False),
        (b"a", "x" * 5000, "a", False),
        (b"a", "a\0b", "a", False),
        (b"\xff", "utf-8", "\ufffd", False),
        ("ж".encode("koi8-r"), "KOI8-R", "ж", True),
        ("中".encode("gb18030"), "gb2312", "中", True),
    ],
)
def test_charset(raw: bytes, charset: str, text: str, sure: bool) -> None:
    assert decode_bytes(raw, charset) == (text, sure)


def test_damaged_encodings_are_read_and_warned_of() -> None:
    for encoding, body in ((b"base64", b"aGkh!A"), (b"quoted-printable", b"h=Zi=")):
        raw = HEADER + b"Content-Transfer-Encoding: " + encoding + b"\n\n" + body
        message, report = read(raw)
        assert message.text
        assert report.warnings == [
            "one.eml: 1 mail had a damaged transfer encoding; decoded as far as"
            " possible."
        ]


def test_flowed() -> None:
    text = "one \ntwo\n> a \n> b\n  from\n-- \nsig"
    assert unflow(text, delsp=False) == "one two\n> a b\n from\n-- \nsig"
    assert unflow("ab \ncd", delsp=True) == "abcd"
    raw = HEADER + b"Content-Type: text/plain; format=flowed; delsp=yes\n\na \nb\n"
    assert read(raw)[0].text == "ab"


def test_mboxrd_quoting_is_undone_only_for_mbox() -> None:
    raw = HEADER + b"\n>From x\n>>From y\n> From z\n"
    assert read(raw, mbox=True)[0].text == "From x\n>From y\n> From z"
    assert read(raw)[0].text == ">From x\n>>From y\n> From z"


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("a<br>b<div>c</div>d", "a\nb\nc\nd"),
        ("<head><title>t</title></head><style>x</style>a<script>b</script>", "a"),
        ("<head><title>t<body>a", "a"),
        ("a<!-- b -->c<!-- d", "ac"),
        ("&lt;b&gt; &#39;x&#39; &nbsp;&#99999999999;", "<b> 'x' \xa0\ufffd"),
        ("a<span style='display: none'>b</span>c<b hidden>d</b>", "ac"),
        ('<td style="font-size:0px"><p style="font-size:14px">a</p>b</td>', "a"),
        ("<pre>a\n  b</pre>", "a\n  b"),
        ("x<blockquote>a<br>b<blockquote>c</blockquote></blockquote>y", None),
        ('<blockquote style="border: none">a</blockquote>', "a"),
        ('<div class="yahoo_quoted">a</div>b', "> a\n\nb"),
        ('a<div id="divRplyFwdMsg">From: x</div>b', "a\n> From: x\n> b"),
        ("1 < 2 <3", "1 < 2 <3"),
        ("a <b no end", "a <b no end"),
        ('<a title="x > y">z</a>', "z"),
        ("</p></div>a", "a"),
    ],
)
def test_html(markup: str, text: str | None) -> None:
    found = html_to_text(markup)
    if text is None:
        assert found.replace("\n>\n", "\n").split("\n") == [
            "x",
            "",
            "> a",
            "> b",
            "> > c",
            "",
            "y",
        ]
    else:
        assert found == text


@pytest.mark.parametrize(
    "attack",
    [
        "<",
        "<!--",
        "<a ",
        '<a b="',
        "</script",
        "<title>",
        "<div>",
        "&#",
        "<p hidden>",
        "<a ='\"",
        "<blockquote>",
        "<title><body>",
        "<a style='font-size:",
        "</",
    ],
)
@pytest.mark.parametrize("end", ["", ">", '">'])
def test_html_is_linear(attack: str, end: str) -> None:
    start = time.perf_counter()
    html_to_text(attack * (100_000 // len(attack)) + end)
    assert time.perf_counter() - start < 2


@given(st.text(alphabet="<>/!-=\"' abdivpblockquote&#;1x\n", max_size=200))
def test_html_is_total(markup: str) -> None:
    html_to_text(markup)


@given(st.text(max_size=200))
def test_header_functions_are_total(value: str) -> None:
    decode_words(value)
    parse_addresses(value)
    parse_date(value)
    message_ids(value)
    plain_subject(value)


@given(st.binary(max_size=100))
def test_base64_is_total(raw: bytes) -> None:
    lenient_base64(raw)


MULTI = HEADER + b"Content-Type: multipart/mixed; boundary=b\n\n"
BOMBS = {
    "400,000 parts": MULTI + b"--b\n\n" * 400_000,
    "parts with bare CR": MULTI.replace(b"\n", b"\r") + b"--b\r\r" * 400_000,
    "nested multiparts": HEADER
    + b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (i, i)
        for i in range(1000)
    ),
    "nested mails": HEADER + b"Content-Type: message/rfc822\n\n" * 1000,
    "encoded words": HEADER + b"Subject: " + b"=?utf-8?q?a?= " * 32_000 + b"\n\nhi",
    "folded words": HEADER + b"Subject: " + b"=?utf-8?q?a?=\n " * 32_000 + b"\n\nhi",
    "16,000 addresses": b"From: a@example.org\nTo: "
    + b", ".join(b"u%d@example.org" % i for i in range(16_000))
    + b"\n\nhi",
    "header fields": HEADER + b"a:\n" * 500_000 + b"\nhi",
    "name*": HEADER + b"Content-Type: text/plain; name*\n\nhi",
    "multipart name*": HEADER + b"Content-Type: multipart/mixed; name*\n\nhi",
    "(c):": b"From: a@example.org\nTo: (c):\n\nhi",
    "zlib_codec": HEADER + b"Content-Type: text/plain; charset=zlib_codec\n\nhi",
    "idna": HEADER + b"Content-Type: text/plain; charset=idna\n\nhi\xff",
    "semicolons": HEADER + b"Content-Type: multipart/mixed" + b';a="' * 200_000,
}


@pytest.mark.parametrize("name", BOMBS)
def test_bombs_take_less_than_a_second(name: str) -> None:
    raw = BOMBS[name]
    report = Report()
    parser = MailParser(source(raw), Options(), report)
    start = time.perf_counter()
    message = parser.parse(raw, 0)
    # A second on a quiet machine; the tests share theirs with others.
    assert time.perf_counter() - start < 3
    parser.finish()
    assert message.sender in {"a@example.org", "sam@example.net"}
    if len(raw) > 100_000 or name.startswith("nested"):
        assert any("exceeded a limit" in text for text in report.warnings)


def test_recipients_are_capped_with_a_warning() -> None:
    addresses = b", ".join(b"u%d@x.org" % i for i in range(1_500))
    message, report = read(b"From: a@example.org\nTo: " + addresses + b"\n\nhi")
    assert len(message.recipients) == 1_000
    assert report.warnings == [
        "one.eml: 1 mail had more than 1,000 recipients; the rest was left out."
    ]


def test_no_mail_is_refused() -> None:
    with pytest.raises(UnreadableMail, match=r"\Ait has no mail header\Z"):
        read(b"just words\n")


@pytest.mark.parametrize(
    "raw",
    [
        HEADER + b"\nhi\n",
        b"\xef\xbb\xbf" + HEADER + b"\nhi\n",
        b"From sam Mon Mar  4 22:05:09 2024\n>From x\n" + HEADER + b"\nhi\n",
        b"%d\n" % (len(HEADER) + 4) + HEADER + b"\nhi\n<?xml version='1.0'?>",
    ],
)
def test_eml_wrappings(raw: bytes) -> None:
    one = source(raw)
    report = Report()
    messages = list(eml.READER.read(one, Options(), report))
    assert [(m.text, m.sender, m.raw_sha256, m.position) for m in messages] == [
        ("hi", "sam@example.net", digest(raw), 0)
    ]
    assert eml.READER.sniff(one) > 0.9
    assert report == Report()


@pytest.mark.parametrize("raw", [b"", b" \n", b"\0\1\2", b"words\n\nmore: words\n"])
def test_garbage_eml(raw: bytes) -> None:
    one = source(raw)
    assert eml.READER.sniff(one) == 0
    with pytest.raises(
        ReadError, match=r"\Aone\.eml, byte 0: it has no mail header\.\Z"
    ):
        list(eml.READER.read(one, Options(), Report()))


def test_huge_eml() -> None:
    one = Source("big.eml", MAX_MAIL_BYTES + 1, "", b"", lambda: io.BytesIO())
    with pytest.raises(LimitError, match=r"\Abig\.eml: a mail may have 268,435,456 "):
        list(eml.READER.read(one, Options(), Report()))


def test_eml_that_cannot_be_opened(tmp_path: Path) -> None:
    one = Source("gone.eml", 1, "", b"", lambda: (tmp_path / "gone").open("rb"))
    with pytest.raises(ReadError, match=r"cannot be opened \(FileNotFoundError\)"):
        list(eml.READER.read(one, Options(), Report()))


ADDRESS = st.from_regex(r"\A[a-z][a-z0-9]{0,8}@example\.(org|net)\Z")
WORDS = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp", "Zs")), max_size=30
)


@settings(deadline=None, max_examples=60)
@given(
    sender=ADDRESS,
    recipients=st.lists(ADDRESS, min_size=1, max_size=5, unique=True),
    subject=WORDS,
    lines=st.lists(WORDS, max_size=5),
    when=st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1)),
    encoding=st.sampled_from(["base64", "quoted-printable", "8bit"]),
)
def test_round_trip(
    sender: str,
    recipients: list[str],
    subject: str,
    lines: list[str],
    when: datetime,
    encoding: str,
) -> None:
    mail = EmailMessage()
    mail["From"] = sender
    mail["To"] = ", ".join(recipients)
    mail["Date"] = when.replace(microsecond=0, tzinfo=UTC)
    mail["Subject"] = "S" + subject.encode("ascii", "ignore").decode()
    text = "\n".join(lines)
    mail.set_content(text + "\n", cte=encoding)
    message, _ = read(mail.as_bytes())
    assert message.sender == sender
    assert message.recipients == recipients
    assert message.sent_at == when.replace(microsecond=0, tzinfo=UTC)
    assert message.text == text


SAMPLE = mime(
    "mixed", (PLAIN, "one"), (HTML, "<b>x</b>"), ("Content-Type: image/x", "y")
)


@settings(deadline=None)
@given(
    cut=st.integers(0, len(SAMPLE)),
    at=st.integers(0, len(SAMPLE) - 1),
    byte=st.integers(0, 255),
)
def test_damage_gives_a_mail_or_our_error(cut: int, at: int, byte: int) -> None:
    damaged = SAMPLE[:at] + bytes([byte]) + SAMPLE[at + 1 :]
    for raw in (SAMPLE[:cut], damaged):
        with suppress(HarassclfError):
            found = list(eml.READER.read(source(raw), Options(), Report()))
            assert len(found) == 1


@needs_shared
@pytest.mark.parametrize("folder", ["arf", "email"])
def test_shared_mails(folder: str) -> None:
    paths = sorted((SHARED / folder).glob("*.eml"))
    assert paths
    for path in paths:
        raw = path.read_bytes()
        one = source(raw, path.name)
        report = Report()
        messages = list(eml.READER.read(one, Options(), report))
        assert len(messages) == 1
        assert report.skipped == []
        assert messages[0].sender
        assert messages[0].text
        assert eml.READER.sniff(one) > 0.9


@needs_shared
def test_shared_forged_trace() -> None:
    path = SHARED / "email" / "handmade_personal_forged_trace.eml"
    raw = path.read_bytes()
    (message,) = eml.READER.read(source(raw), Options(), Report())
    assert message.text == "You can’t hide."
    assert message.attachments == 1
    assert message.direction == "incoming"
    assert message.recipients == ["victim@example.org", "jose@example.com"]
    assert message.subject == "I know you"


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (RecursionError, "its parts are nested too deeply"),
        (IndexError, r"it cannot be parsed \(IndexError\)"),
    ],
)
def test_failures_of_the_standard_parser_become_ours(
    error: type[Exception], reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Broken:
        def parsebytes(self, raw: bytes) -> None:
            raise error(raw)

    monkeypatch.setattr(mail, "_PARSER", Broken())
    with pytest.raises(UnreadableMail, match=rf"\A{reason}\Z"):
        read(HEADER + b"\nhi")


def test_too_deep_for_the_stack(monkeypatch: pytest.MonkeyPatch) -> None:
    def deep(*_: object, **__: object) -> None:
        raise RecursionError

    monkeypatch.setattr(mail, "body_text", deep)
    with pytest.raises(UnreadableMail, match=r"\Aits parts are nested too deeply\Z"):
        read(HEADER + b"\nhi")


def test_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mail, "MAX_MAIL_BYTES", 10)
    with pytest.raises(UnreadableMail, match=r"\Ait is larger than 10 bytes\Z"):
        read(HEADER + b"\nhi")


def test_second_from_field_is_warned_of() -> None:
    message, report = read(HEADER + b"From: eve@example.org\n\nhi")
    assert message.sender == "sam@example.net"
    assert report.warnings == [
        "one.eml: 1 mail had more than one From field; the first was used."
    ]


def test_warnings_hold_no_private_words() -> None:
    canary = b"canary"
    raw = (
        b"From: canary <canary@example.net>\nFrom: canary@example.net\n"
        b"To: canary@example.org\nSubject: canary\nDate: Mon, 4 Mar 2024 12:00:00\n"
        b"Content-Type: text/plain; charset=canary\n"
        b"Content-Transfer-Encoding: base64\n\n!canary\xff\n"
    )
    _, report = read(raw)
    assert len(report.warnings) == 4
    assert canary.decode() not in " ".join(report.warnings)
