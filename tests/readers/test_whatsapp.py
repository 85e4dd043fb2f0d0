"""The WhatsApp reader, on chats written here."""

from __future__ import annotations

import hashlib
import io
import json
import time
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harassclf.errors import HarassclfError, ReadError
from harassclf.readers.base import HEAD_BYTES, Options, Report, Source
from harassclf.readers.whatsapp import READER
from harassclf.readers.whatsapp_header import (
    HEADER_RE,
    HEADERLIKE_RE,
    conversation_name,
    is_headerlike,
    parse_header,
)
from harassclf.readers.whatsapp_marks import ATTACHED_RE

SHARED = Path(__file__).parents[2] / ".." / "shared" / "exports"
ANDROID = "13/06/2025, 21:25 - Ann: hi\n14/06/2025, 09:00 - Bob: yo\n"


def source_of(
    data: bytes | str, name: str = "_chat.txt", container: str = ""
) -> Source:
    raw = data.encode() if isinstance(data, str) else data
    return Source(
        name=name,
        size=len(raw),
        sha256=hashlib.sha256(raw).hexdigest(),
        head=raw[:HEAD_BYTES],
        opener=lambda: io.BytesIO(raw),
        container=container,
    )


def read(data, *, name="_chat.txt", container="", **options):
    report = Report()
    source = source_of(data, name, container)
    return list(READER.read(source, Options(**options), report)), report


def one(line, **options):
    rows, _ = read(line, **options)
    assert len(rows) == 1
    return rows[0]


# Every line says 13 June 2025, 21:25, Ann: hi (seconds where it has them: 09).
HEADERS = """
13/06/2025, 21:25 - Ann: hi
13/06/25 21.25 - Ann: hi
[13/06/2025, 21:25:09] Ann: hi
[13/06/2025 21:25] Ann: hi
\u200e[13/06/2025, 21:25:09] \u200eAnn: hi
\ufeff[\ufeff13.06.25, 21:25:09] Ann: hi
[6/13/2025, 9:25:09\u202fPM] Ann: hi
6/13/2025, 9:25\u00a0pm - Ann: hi
13/6/2025 9:25 p.\u00a0m. - Ann: hi
13/6/2025, 9:25 p. m. - Ann: hi
13/6/2025, 9:25 p.m. - Ann: hi
13/6/2025, 21:25 p. m. - Ann: hi
13.6.2025 klo 21.25 - Ann: hi
13.06.2025 kl. 21.25 - Ann: hi
13.06.2025 um 21:25 Uhr - Ann: hi
13/06/2025 à 21:25 - Ann: hi
13/06/2025 às 21:25 - Ann: hi
13. 6. 2025. 21:25 - Ann: hi
13. 6. 2025. u 21:25 - Ann: hi
2025-06-13, 21:25 - Ann: hi
2025-06-13 21 h 25 - Ann: hi
2025/06/13 21:25 - Ann: hi
2025. 06. 13. 21:25 - Ann: hi
2025. 06. 13. du. 9:25 - Ann: hi
2025. 6. 13. 오후 9:25 - Ann: hi
2025/6/13 下午9:25 - Ann: hi
2025/06/13 午後9:25 - Ann: hi
2025年6月13日 下午9:25 - Ann: hi
13.06.25 г., 21:25 ч. - Ann: hi
13.6.2025, 9:25 μ.μ. - Ann: hi
13/6/2025, 9:25 ΜΜ - Ann: hi
13.06.2025 9:25 odp. - Ann: hi
13/06/2025, 9:25 CH - Ann: hi
13.06.2025 ÖS 9:25 - Ann: hi
13/6/2025, 9:25 অপরাহ্ণ - Ann: hi
13-06-2025 21:25 - Ann: hi
13/06/2025, 21:25 \u2013 Ann: hi
13\u200f/06\u200f/2025\u060c 9:25\u202f\u0645 - Ann: hi
١٣\u200f/٠٦\u200f/٢٠٢٥، ٩:٢٥\u202fم - Ann: hi
۲۰۲۵/۰۶/۱۳،\u200f ۲۱:۲۵ - Ann: hi
१३/०६/२०२५, ९:२५ pm - Ann: hi
\u202a13/06/2025, 21:25\u202c - \u2068Ann\u2069: hi
6/13/2025, 9:25:09 PM: Ann: hi
""".strip("\n").split("\n")


@pytest.mark.parametrize("line", HEADERS)
@pytest.mark.parametrize("end", ["\n", "\r\n", ""])
def test_reads_every_header(line, end):
    row = one(line + end, date_order="mdy" if line.strip("[")[:2] == "6/" else "dmy")
    second = 9 if ":09" in line else 0
    assert row.sent_at == datetime(2025, 6, 13, 21, 25, second, tzinfo=UTC)
    assert (row.sender, row.text, row.kind) == ("Ann", "hi", "message")
    assert row.time_basis == "local"
    assert READER.sniff(source_of(line + end, "a.txt")) >= 0.5


@pytest.mark.parametrize(
    ("clock", "hour"),
    [
        ("12:10 AM", 0),
        ("12:10 PM", 12),
        ("00:10 a.m.", 0),
        ("0:10 PM", 12),
        ("1:10 a. m.", 1),
        ("20:10 p. m.", 20),
        ("上午12:10", 0),
        ("中午12:10", 12),
        ("午前0:10", 0),
        ("午後0:10", 12),
        ("凌晨1:10", 1),
        ("晚上9:10", 21),
        ("de. 9:10", 9),
        ("9:10 dop.", 9),
        ("9:10 SA", 9),
        ("ÖÖ 9:10", 9),
        ("9:10 ص", 9),
        ("9:10 π.μ.", 9),
        ("오전 9:10", 9),
        ("পূর্বাহ্ণ 9:10", 9),
    ],
)
def test_halves_of_the_day(clock, hour):
    row = one(f"2025/06/13 {clock} - Ann: hi")
    assert row.sent_at == datetime(2025, 6, 13, hour, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    "line",
    [
        "2/13/23 not a header",
        "13/06/2025 Ann: hi",
        "13/06/2025, 21:25 Ann: hi",
        "13/06/2025, 25:25 - Ann: hi",
        "13/06/2025, 21:61 - Ann: hi",
        "13/06/2025, 9:25 xx - Ann: hi",
        "13/06.2025, 21:25 - Ann: hi",
        "32/13/2025, 21:25 - Ann: hi",
        "[13/06/2025, 21:25 - Ann: hi",
        "13/06/2025, 21:25] Ann: hi",
        "[quoted] 13/06/2025, 21:25 - Ann: hi",
    ],
)
def test_other_lines_stay_in_the_message(line):
    assert parse_header(line) is None
    rows, _ = read(f"{ANDROID}{line}\n")
    assert [row.text for row in rows] == ["hi", f"yo\n{line}"]


def test_a_header_that_cannot_be_read_is_reported_by_line():
    _, report = read(ANDROID + "15/06/2025, 9:25 xx - Ann: secret\n")
    assert "1 lines (first: line 3) begin like a message" in " ".join(report.warnings)
    assert "secret" not in " ".join(report.warnings)


# name, lines, order as inferred
ORDERS = [
    ("day over 12", ["13/06/2025", "01/07/2025"], [(6, 13), (7, 1)]),
    ("month first", ["01/12/2025", "01/13/2025"], [(1, 12), (1, 13)]),
    ("time order", ["05/03/2025", "04/04/2025"], [(3, 5), (4, 4)]),
    ("short year", ["13/06/25", "14/06/25"], [(6, 13), (6, 14)]),
    ("short year first", ["25/06/13", "25/06/14", "25/06/30"], [(6, 13), (6, 14)]),
    ("dots, short year", ["13.06.25"], [(6, 13)]),
    ("same either way", ["05/05/2025", "06/06/2025"], [(5, 5), (6, 6)]),
    ("both", ["13/06/2025", "06/13/2025", "01/02/2025"], [(6, 13), (6, 13), None]),
]


@pytest.mark.parametrize(("name", "dates", "days"), ORDERS, ids=[o[0] for o in ORDERS])
def test_order_of_the_dates(name, dates, days):
    rows, report = read("".join(f"{d}, 10:00 - Ann: hi\n" for d in dates))
    found = [row.sent_at and (row.sent_at.month, row.sent_at.day) for row in rows]
    assert found[: len(days)] == days
    assert ("1 records that fit both" in " ".join(report.warnings)) == (None in days)


def test_open_order_gives_no_time_and_both_readings():
    rows, report = read("11/08/2026, 10:00 - Ann: hi\n11/08/2026, 10:01 - Bob: yo\n")
    assert [(row.sent_at, row.time_basis) for row in rows] == [(None, "unknown")] * 2
    assert report.warnings == [
        "_chat.txt: the dates can be read day first (2026-08-11) or month first"
        " (2026-11-08); 2 records have no time. Give --date-order dmy or mdy."
    ]


@pytest.mark.parametrize(("order", "month"), [("dmy", 8), ("mdy", 11)])
def test_given_order_wins(order, month):
    row = one("11/08/2026, 10:00 - Ann: hi", date_order=order)
    assert row.sent_at is not None
    assert row.sent_at.month == month


def test_date_against_the_given_order_has_no_time():
    rows, report = read(ANDROID, date_order="mdy")
    assert [row.sent_at for row in rows] == [None, None]
    assert "2 records have a date that does not exist" in " ".join(report.warnings)


@pytest.mark.parametrize("day", ["13/6/2567", "13/6/67", "1403/3/24", "13/6/1989"])
def test_years_of_other_calendars_are_not_converted(day):
    rows, report = read(f"{day}, 10:00 - Ann: hi\n", date_order="dmy")
    assert (rows[0].sent_at, rows[0].time_basis) == (None, "unknown")
    assert "1 records have a year that WhatsApp cannot have" in report.warnings[0]


def test_zone_is_applied_and_its_shifts_are_counted():
    lines = ["29/03/2025, 12:00", "30/03/2025, 02:30", "26/10/2025, 02:30"]
    text = "".join(f"{line} - Ann: hi\n" for line in lines)
    rows, report = read(text, timezone=ZoneInfo("Europe/Berlin"))
    assert rows[0].sent_at == datetime(2025, 3, 29, 11, tzinfo=UTC)
    assert len(report.warnings) == 2
    assert "1 times do not exist in the given zone" in report.warnings[0]
    assert "1 times occur twice in the given zone" in report.warnings[1]


def test_times_without_a_zone_are_said_to_be_local():
    _, report = read(ANDROID)
    assert report.warnings == [
        "_chat.txt: times are the wall clock of the exporting phone, shown without"
        " conversion; give --timezone."
    ]


# layout line after the header, kind, sender, attachments
BODIES = [
    ("Ann: hi", "message", "Ann", 0),
    ("Ann:", "message", "Ann", 0),
    ("Ann: ", "message", "Ann", 0),
    ("Ann:.", "message", "Ann", 0),
    ("~\u202fAnn: hi", "message", "~ Ann", 0),
    ("\u2068+44 7700 900123\u2069: hi", "message", "+44 7700 900123", 0),
    ("You were added", "system", "", 0),
    ('Ann changed the subject to "a: b"', "system", "", 0),
    ("Missed voice call", "call", "", 0),
    ("Ann: Missed video call", "call", "Ann", 0),
    ("Ann: video call", "message", "Ann", 0),
    ("Ann: This message was deleted", "deleted", "Ann", 0),
    ("Ann: Diese Nachricht wurde gelöscht.", "deleted", "Ann", 0),
    ("Ann: This message was deleted by me", "message", "Ann", 0),
    ("Ann: <Media omitted>", "media", "Ann", 0),
    ("Ann: <Multimedia omitido>", "media", "Ann", 0),
    ("Ann: <Media omitted>\nlook", "message", "Ann", 0),
    ("Ann: <grin>", "message", "Ann", 0),
    ("Ann: IMG-20250613-WA0001.jpg (file attached)", "media", "Ann", 1),
    ("Ann: \u200eIMG-20250613-WA0001.jpg (Datei angehängt)", "media", "Ann", 1),
    ("Ann: a b.pdf (archivo adjunto)", "media", "Ann", 1),
    ("Ann: IMG-20250613-WA0001.jpg (file attached)\nsee", "message", "Ann", 1),
    ("Ann: report.pdf (my own)", "message", "Ann", 0),
    ("Ann: hi <This message was edited>", "message", "Ann", 0),
    ("Ann: your chats are end-to-end encrypted", "message", "Ann", 0),
]
IOS_BODIES = [
    ("Ann: \u200eThis message was deleted.", "deleted", 0),
    ("Ann: This message was deleted.", "message", 0),
    ("Ann: \u200eMissed voice call, \u200eTap to call back", "call", 0),
    ("Ann: Missed voice call", "message", 0),
    ("Ann: \u200eVoice call, \u200e3 min", "call", 0),
    ("Ann: \u200eimage omitted", "media", 0),
    ("Ann: \u200eBild weggelassen", "media", 0),
    ("Ann: image omitted", "message", 0),
    ("Ann: \u200e<attached: 0001-PHOTO.jpg>", "media", 1),
    ("Ann: <attached: 0001-PHOTO.jpg>", "media", 1),
    ("Ann: \u200e<pièce jointe\u00a0: 0001-PHOTO.jpg>", "media", 1),
    ("Ann: \u200e<附件：0001-PHOTO.jpg>", "media", 1),
    ("Ann: look \u200e<attached: 0001-PHOTO.jpg>", "message", 1),
    ("Ann: \u200ea.pdf • \u200e3 pages \u200e<attached: 0001-a.pdf>", "media", 1),
    ("Ann: <foo: bar.txt>", "message", 0),
    ("Ann: \u200eMessages and calls are end-to-end encrypted.", "system", 0),
    ("Ann: \u200eAnn created this group", "system", 0),
    ("Ann: \u200eAnn will find you", "message", 0),
    ("Ann: \u200eyou will be removed", "message", 0),
    ("Ann: \u200eI promise you will be sorry", "message", 0),
    ("Ann: \u200eYour security code with Ann changed.", "system", 0),
    ("Ann: \u200ePOLL: who left?\n\u200eOPTION: me (0 votes)", "message", 0),
    ("Ann: \u200ePOLL: who left?", "message", 0),
    ("Ann: hi \u200e<This message was edited>", "message", 0),
]


@pytest.mark.parametrize(("body", "kind", "sender", "files"), BODIES)
def test_kinds_on_android(body, kind, sender, files):
    rows, _ = read(f"{ANDROID}15/06/2025, 10:00 - {body}\n")
    row = rows[2]
    assert (row.kind, row.sender, row.attachments) == (kind, sender, files)
    expected = body.removeprefix(body.partition(":")[0] + ":") if sender else body
    assert row.text == expected.removeprefix(" ")


@pytest.mark.parametrize(("body", "kind", "files"), IOS_BODIES)
def test_kinds_on_the_iphone(body, kind, files):
    rows, _ = read(
        "[13/06/2025, 10:00:00] Ann: hi\r\n"
        f"\u200e[15/06/2025, 10:00:00] {body}\r\n"
        "[15/06/2025, 10:00:01] Bob: end\r\n"
    )
    assert (rows[1].kind, rows[1].sender) == (kind, "Ann")
    assert rows[1].attachments == files
    assert rows[1].text == body.removeprefix("Ann: ")


def test_tilde_of_a_stranger_is_kept():
    row = one("13/06/2025, 10:00 - ~\u202f\u2068Ann\u2069: hi")
    assert (row.sender, row.sender_name) == ("~ Ann", "~\u202fAnn")


def test_name_with_a_colon_is_known_by_the_words_of_the_app():
    lines = ["Dr. Who: Ltd: hi", "Dr. Who: Ltd: <Media omitted>", "Ann: Bob: hi"]
    text = "".join(f"13/06/2025, 10:00 - {line}\n" for line in lines)
    rows, _ = read(text)
    assert [row.sender for row in rows] == ["Dr. Who: Ltd", "Dr. Who: Ltd", "Ann"]
    assert [row.text for row in rows] == ["hi", "<Media omitted>", "Bob: hi"]
    assert rows[2].recipients == ["Dr. Who: Ltd"]


def test_nobody_takes_another_name_by_typing_a_colon():
    lines = ["Bob: hello", "Bob: Ann: <Media omitted>", "Bob: Ann: I am bad"]
    rows, _ = read("".join(f"13/06/2025, 10:00 - {line}\n" for line in lines))
    assert {row.sender for row in rows} == {"Bob"}


@pytest.mark.parametrize("name", ['Bob "the', "My end-to-end encryption"])
def test_who_is_named_like_a_notice_is_still_a_person(name):
    lines = [f"13/06/2025, 10:00 - {name}: hello {n}\n" for n in range(2)]
    rows, _ = read("".join(lines))
    assert [(row.kind, row.sender) for row in rows] == [("message", name)] * 2


def test_direction_and_recipients():
    rows, report = read(ANDROID, owner=("ann",), timezone=ZoneInfo("UTC"))
    assert [row.direction for row in rows] == ["outgoing", "incoming"]
    assert [row.recipients for row in rows] == [["Bob"], ["Ann"]]
    assert report.warnings == []
    assert {row.direction for row in read(ANDROID)[0]} == {"unknown"}


def test_owner_who_never_writes_is_reported_with_the_names():
    _, report = read(ANDROID, owner=("Zoe",))
    assert (
        "_chat.txt: the owner wrote none of the messages. Names that did: Ann, Bob."
        in report.warnings
    )


def test_more_than_256_others_are_not_listed():
    lines = [f"13/06/2025, 10:00 - P{n}: hi\n" for n in range(258)]
    assert len(read("".join(lines[:257]))[0][0].recipients) == 256
    assert read("".join(lines))[0][0].recipients == []


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("WhatsApp Chat with Ann.txt", "Ann"),
        ("x/WhatsApp Chat with A - B.txt", "A - B"),
        ("WhatsApp Chat - Ann.zip", "Ann"),
        ("WhatsApp Chat mit Ann.txt", "Ann"),
        ("Chat de WhatsApp con Ann.txt", "Ann"),
        ("Discussion WhatsApp avec Ann.txt", "Ann"),
        ("Conversa do WhatsApp com Ann.txt", "Ann"),
        ("WhatsApp-chat met Ann.txt", "Ann"),
        ("Чат WhatsApp с Ann.txt", "Ann"),
        ("_chat.txt", ""),
        ("", ""),
    ],
)
def test_conversation_name(file, name):
    assert conversation_name(file) == name


def test_conversation_falls_back_to_container_then_file():
    in_zip, _ = read(ANDROID, name="_chat.txt", container="WhatsApp Chat - Ann.zip")
    assert in_zip[0].conversation == "Ann"
    assert read(ANDROID, name="a/b.txt")[0][0].conversation == "b.txt"


def check_bytes(data: bytes, rows, report) -> None:
    """Every byte belongs to one record or to what comes before the first."""
    if not rows:
        return
    ends = [row.position for row in rows[1:]] + [len(data)]
    for row, end in zip(rows, ends, strict=True):
        assert row.raw_sha256 == hashlib.sha256(data[row.position : end]).hexdigest()
    if data[: rows[0].position].strip(b"\r\n\t \xef\xbb\xbf"):
        assert [skip.unit for skip in report.skipped] == ["byte"]


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16-le", "utf-16-be"])
def test_encodings_and_positions(codec):
    text = ANDROID + "Ċ two \u010a\U0001f600\r\nthree\r\n15/06/2025, 10:00 - Bob: end"
    mark = "" if codec.startswith("utf-8") else "\ufeff"
    data = (mark + text).encode(codec)
    rows, report = read(data)
    assert [row.text for row in rows] == [
        "hi",
        "yo\nĊ two \u010a\U0001f600\nthree",
        "end",
    ]
    assert rows[0].position == 0
    check_bytes(data, rows, report)


def test_bad_bytes_are_shown_and_counted():
    rows, report = read(ANDROID.encode().replace(b"yo", b"y\xffo"))
    assert rows[1].text == "y\ufffdo"
    assert "1 records hold bytes that are no valid UTF-8" in " ".join(report.warnings)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", r"_chat.txt, line 1: has no line that starts like a WhatsApp message"),
        (b"\n\nsecret\n", r"_chat.txt, line 3: has no line that starts like"),
        (b"secret\n" * 9 + ANDROID.encode(), r"line 1: the first 9 of 11 lines do not"),
        (b"\x00\x01\x02" * 99, r"_chat.txt: is neither UTF-8 nor UTF-16 text"),
        ("\ufeffa".encode("utf-32"), r"_chat.txt: is neither UTF-8 nor UTF-16 text"),
        (
            ANDROID.encode() + b"13/06/2025, 9:25 xx - Ann: hi\n" * 3,
            r"line 3: 3 lines begin like a message and cannot be read, more than the 2",
        ),
    ],
)
def test_refuses_what_is_no_chat(data, message):
    with pytest.raises(ReadError, match=message) as caught:
        read(data)
    assert "secret" not in str(caught.value)


def test_unreadable_file_is_a_read_error():
    def fail() -> io.BytesIO:
        raise PermissionError(13, "denied")

    source = Source("_chat.txt", 9, "", b"13/06/2025, 10:00 - A: b", fail)
    with pytest.raises(ReadError, match=r"_chat.txt: cannot be read \(PermissionError"):
        list(READER.read(source, Options(), Report()))


def test_lines_before_the_first_message_are_skipped_and_counted():
    rows, report = read("cut off\n" + ANDROID * 5)
    assert len(rows) == 10
    assert rows[0].position == 8
    (skip,) = report.skipped
    assert (skip.place, skip.source) == ("byte 0", "_chat.txt")
    assert skip.reason.startswith("1 lines before the first message")


def test_pasted_message_of_the_other_layout_stays_in_the_body():
    rows, report = read(ANDROID + "[12/06/2025, 10:00:00] Ann: old\n")
    assert len(rows) == 2
    assert "1 lines begin like a message of another layout" in " ".join(report.warnings)


def test_jump_back_is_reported_with_its_place():
    rows, report = read(ANDROID + "01/06/2025, 10:00 - Bob: pasted\n" + ANDROID[28:])
    assert f"(first at byte {rows[2].position})" in " ".join(report.warnings)


@pytest.mark.parametrize(
    ("count", "limit"),
    [(9_989, None), (9_990, "10,000"), (39_990, "40,000")],
)
def test_warns_near_the_cap(count, limit):
    _, report = read("13/06/2025, 21:25 - Ann: hi\n" * count)
    found = [text for text in report.warnings if "drops the oldest" in text]
    assert len(found) == (limit is not None)
    assert limit is None or f"about {limit} messages" in found[0]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.json", '[{"text": "13/06/2025, 21:25 - Ann: hi"}]'),
        ("a.json", '{\n"a": "x"}\n' + ANDROID),
        ("a.xml", "<?xml version='1.0'?>\n" + ANDROID * 9),
        ("a.csv", "date,sender,text\n2025-06-13,Ann,hi\n"),
        ("a.csv", '"13/06/2025, 21:25","Ann","hi"\n' + ANDROID * 9),
        ("a.eml", "From: ann@example.org\nSubject: x\n\n" + ANDROID * 30),
        ("a.mbox", "From - Mon Jun  9 10:00:00 2025\n" + ANDROID * 30),
        ("a.bin", b"\x89PNG\r\n\x1a\n\x00\x00\x00\x00"),
        ("a.txt", "hello\nworld\n"),
        ("a.txt", ""),
    ],
)
def test_does_not_take_other_files(name, data):
    assert READER.sniff(source_of(data, name)) == 0.0


def test_sniffs_a_chat_by_content_and_name():
    assert READER.sniff(source_of(ANDROID, "anything")) == 0.9
    assert READER.sniff(source_of(ANDROID, "_chat.txt")) == 0.95
    log = "[2025-06-13 21:25:09] INFO: started\n"
    assert READER.sniff(source_of(log, "server.txt")) == 0.5
    assert READER.sniff(source_of("13/06/2025, 9:25 xx - A: b", "_chat.txt")) == 0.2


NAMES = st.sampled_from(["Ann", "Zoë ✨", "דנה", "+44 7700 900123", "O'Neil (x)", "🤓"])
# Lines that begin with a digit or a bracket might be headers, so they start with "|".
LINES = st.text(
    st.characters(exclude_categories=("Cs",), exclude_characters="\r\n\0"), max_size=40
).map(lambda line: "|" + line)
TEXTS = st.lists(LINES, min_size=1, max_size=4).map("\n".join)
MESSAGES = st.lists(
    st.tuples(NAMES, st.integers(0, 90_000_000), TEXTS | st.just(": a: ‏b")),
    min_size=1,
    max_size=12,
)
LAYOUTS = {
    "android": ("{:%d/%m/%Y, %H:%M} - {}: {}\n", 60),
    "android_us": ("{:%m/%d/%Y, %I:%M}\u202f{:%p} - {}: {}\n", 60),
    "iphone": ("\u200e[{:%d.%m.%y, %H:%M:%S}] {}: {}\r\n", 1),
    "iso": ("[{:%Y-%m-%d, %H:%M:%S}] {}: {}\r\n", 1),
}


@pytest.mark.parametrize("layout", LAYOUTS)
@settings(deadline=None)
@given(messages=MESSAGES)
def test_reads_back_what_was_written(layout, messages):
    form, step = LAYOUTS[layout]
    start = datetime(2020, 1, 13)
    rows = []
    for name, offset, text in sorted(messages, key=lambda message: message[1]):
        rows.append((name, start + timedelta(seconds=offset - offset % step), text))
    if layout == "android_us":
        parts = [form.format(when, when, name, text) for name, when, text in rows]
    else:
        parts = [form.format(when, name, text) for name, when, text in rows]
    order = {"android_us": "mdy", "iso": "ymd"}.get(layout, "dmy")
    data = "".join(parts).encode()
    found, report = read(data, date_order=order)
    naive = [(row.sender, row.sent_at.replace(tzinfo=None), row.text) for row in found]
    assert naive == rows
    assert {row.kind for row in found} == {"message"}
    check_bytes(data, found, report)


CHAT = (
    "\ufeff13/06/2025, 21:25\u202fpm - Ann: hí\r\n\u200e14/06/2025, 09:00 - Bob: ✨\n"
    "more\n15/06/2025, 09:00 - You left\n"
)


@pytest.mark.parametrize("codec", ["utf-8", "utf-16-le", "utf-16-be"])
def test_cut_anywhere(codec):
    data = CHAT.encode(codec)
    for end in range(len(data)):
        try:
            rows, report = read(data[:end])
        except HarassclfError:
            continue
        check_bytes(data[:end], rows, report)


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_damage(data):
    raw = bytearray(CHAT.encode())
    for _ in range(data.draw(st.integers(1, 8))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    assert 0 <= READER.sniff(source_of(bytes(raw))) <= 1
    try:
        rows, report = read(bytes(raw))
    except HarassclfError:
        return
    check_bytes(bytes(raw), rows, report)


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_takes_any_bytes(raw):
    assert 0 <= READER.sniff(source_of(raw)) <= 1
    try:
        read(b"13/06/2025, 21:25 - A: " + raw)
        read(raw)
    except HarassclfError:
        pass


SIZE = 5_000_000
ATTACKS = {
    "one line": "13/06/2025, 21:25 - Ann: " + "x" * SIZE,
    "empty lines": ANDROID + "\n" * 1_000_000,
    "dates": ANDROID + "1/1/1 " * (SIZE // 6),
    "date lines": ANDROID + "11/11/2025, ,,,,,,,,,,,,,,,,,, 1\n" * (SIZE // 32),
    "colons": "13/06/2025, 21:25 - Ann: " + ": " * (SIZE // 2),
    "colon lines": "13/06/2025, 21:25 - a: b: c: d: e: f\n" * (SIZE // 37),
    "names": "".join(f"13/06/2025, 21:25 - {n}: x\n" for n in range(SIZE // 28)),
    "brackets": "13/06/2025, 21:25 - Ann: " + "<a: " * (SIZE // 4),
    "files": "13/06/2025, 21:25 - Ann: " + "\u200e<a:" + ".aa" * (SIZE // 3),
    "marks": ANDROID + ("\u200e" * 150 + "\n") * (SIZE // 451),
}


@pytest.mark.slow
@pytest.mark.parametrize("attack", ATTACKS)
def test_linear_time(attack):
    text = ATTACKS[attack]
    started = time.process_time()
    rows, _ = read(text)
    # At most half a minute here; quadratic behaviour would take hours.
    assert time.process_time() - started < 150
    assert rows


@pytest.mark.parametrize("regex", [HEADER_RE, HEADERLIKE_RE, ATTACHED_RE])
@pytest.mark.parametrize("text", ["1", "1/1/1 ", " ", "<a:", "<" + "a" * 39, "[", ".a"])
def test_regexes_are_linear(regex, text):
    started = time.process_time()
    for _ in regex.finditer(text * (100_000 // len(text))):
        pass
    assert time.process_time() - started < 10


def test_headerlike_in_any_language():
    assert is_headerlike("13/06/2025, 9:25 xx - Ann: hi")
    assert is_headerlike("[13/06/2025 xx 9:25:01] Ann: hi")
    assert not is_headerlike("13/06/2025 at nine")


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared fixtures are not here")
def test_shared_handmade_files():
    expected = json.loads((SHARED / "EXPECTED_handmade.json").read_text("utf-8"))
    checked = 0
    for key, counts in expected.items():
        path = SHARED / key
        if not key.startswith("whatsapp/") or not path.is_file():
            continue
        rows = read_shared(path)
        kinds = [row.kind for row in rows]
        assert len(rows) == counts["messages"], key
        assert kinds.count("system") == counts["system"], key
        assert kinds.count("deleted") >= counts.get("deleted_marker", 0), key
        files = counts.get("attachments", counts.get("attachment_files"))
        assert files is None or sum(row.attachments for row in rows) == files, key
        checked += 1
    assert checked == 12


def read_shared(path: Path):
    if path.suffix != ".zip":
        return read(path.read_bytes(), name=path.name)[0]
    with zipfile.ZipFile(path) as archive:
        (name,) = [n for n in archive.namelist() if n.startswith("WhatsApp Chat")]
        return read(archive.read(name), name=name, container=path.name)[0]


# people, system, attachments
PUBLIC = {
    "chat-miner_test_bracket_mmddyy_24hrs.txt": (7, 2, 0),
    "chat-miner_test_ddmmyy_24hrs.txt": (7, 2, 0),
    "chat-miner_test_mmddyy_24hrs.txt": (7, 2, 0),
    "chat-miner_test_mmddyyyy_12hrs.txt": (7, 2, 0),
    "chat-miner_test_yyyymmdd_24hrs.txt": (7, 2, 0),
    "chatpack-cli_whatsapp_export.txt": (7, 0, 0),
    "kawsay_e2e_fixtures_whatsapp-export__chat.txt": (4, 0, 0),
    "kawsay_e2e_fixtures_whatsapp-more__chat.txt": (2, 0, 0),
    "kawsay_fixtures_whatsapp_android_chat.txt": (3, 1, 1),
    "kawsay_fixtures_whatsapp_ios_chat.txt": (7, 1, 5),
}


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared fixtures are not here")
@pytest.mark.parametrize("name", PUBLIC)
def test_shared_public_files(name):
    rows = read_shared(SHARED / "whatsapp" / name)
    system = sum(row.kind == "system" for row in rows)
    files = sum(row.attachments for row in rows)
    assert (len(rows) - system, system, files) == PUBLIC[name]
    assert all(row.sent_at for row in rows)


def test_a_nul_in_a_message_does_not_keep_the_chat_from_being_read():
    raw = b"04/03/2024, 22:05 - Ann: one\x00two\n14/03/2024, 22:06 - Bob: ok\n"
    assert [row.text for row in read(raw)[0]] == ["one\0two", "ok"]
