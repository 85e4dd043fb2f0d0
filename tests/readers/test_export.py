"""`read_export`: which reader, what of several files, what is lost and told."""

import hashlib
import os
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pandas as pd
import pytest

import harassclf
from harassclf.errors import HarassclfError, ReadError, UnknownFormatError, UsageError
from harassclf.readers import export as export_module
from harassclf.readers import registry
from harassclf.readers.base import Reader
from harassclf.tables import Message
from harassclf.tables.files import write_table
from harassclf.tables.frames import coerce_messages

CANARY = "quokka-marmalade"
CHAT = (
    "13/03/2024, 21:05 - Sam: see you at six\n"
    f"13/03/2024, 21:06 - Elle: yes, bring the {CANARY}\n"
    "14/03/2024, 09:00 - Sam: morning\n"
)
MAIL = (
    "From: Sam <sam@example.org>\r\nTo: elle@example.org\r\n"
    "Date: Wed, 13 Mar 2024 21:05:00 +0100\r\nSubject: tomorrow\r\n"
    "Message-ID: <one@example.org>\r\n\r\nsee you at six\r\n"
)
MBOX = "".join(f"From sam@example.org Wed Mar 13 21:05:00 2024\n{MAIL}\n" for _ in "ab")
CSV = "message,sender,date\r\nsee you at six,Sam,2024-03-13T21:05:00Z\r\nyes,Elle,\r\n"
JSONL = '{"text": "see you at six", "sender": "Sam"}\n{"text": "yes"}\n'
FILES = {
    "chat.txt": ("whatsapp", CHAT, 3),
    "mail.eml": ("eml", MAIL, 1),
    "box.mbox": ("mbox", MBOX, 2),
    "table.csv": ("csv", CSV, 2),
    "lines.jsonl": ("jsonl", JSONL, 2),
}


@pytest.fixture
def folder(tmp_path):
    for name, (_, content, _) in FILES.items():
        (tmp_path / name).write_bytes(content.encode())
    return tmp_path


def make_zip(path, members):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


@pytest.mark.parametrize("name", FILES)
def test_each_format_is_recognised(folder, name):
    format_, content, count = FILES[name]
    found = harassclf.read_export(folder / name)
    assert len(found.messages) == count
    assert found.skipped == []
    (read,) = found.files
    assert (read.source, read.format, read.size) == (name, format_, len(content))
    assert read.sha256 == hashlib.sha256(content.encode()).hexdigest()
    assert "see you at six" in found.messages["text"].tolist()[0]
    assert (found.messages["source"] == name).all()


@pytest.mark.parametrize(
    ("name", "as_name"),
    [
        ("box.mbox", "wrong.txt"),
        ("chat.txt", "wrong.csv"),
        ("chat.txt", "wrong.json"),
        ("chat.txt", "noending"),
        ("table.csv", "wrong.json"),
        ("table.csv", "wrong.mbox"),
        ("lines.jsonl", "wrong.csv"),
        ("lines.jsonl", "wrong.txt"),
        ("mail.eml", "wrong.txt"),
    ],
)
def test_the_content_decides_and_not_the_name(folder, name, as_name):
    format_, _, count = FILES[name]
    found = harassclf.read_export((folder / name).rename(folder / as_name))
    assert [file.format for file in found.files] == [format_]
    assert len(found.messages) == count


def test_a_parquet_file_is_read(tmp_path):
    pytest.importorskip("pyarrow")
    frame = coerce_messages(pd.DataFrame({"text": ["see you at six", "yes"]}))
    write_table(frame, tmp_path / "t.parquet")
    found = harassclf.read_export(tmp_path / "t.parquet")
    assert found.messages["text"].tolist() == ["see you at six", "yes"]
    assert found.files[0].format == "parquet"


@pytest.mark.parametrize(
    ("name", "codec"),
    [
        *((n, c) for n in ("chat.txt", "table.csv") for c in ("utf-16", "utf-16-le")),
        ("chat.txt", "utf-8-sig"),
        ("table.csv", "utf-8-sig"),
        ("table.csv", "cp1252"),
    ],
)
def test_other_encodings_are_read(tmp_path, name, codec):
    mark = "\ufeff" if codec == "utf-16-le" else ""
    content = FILES[name][1].replace("six", "six, café")
    if name == "table.csv":
        content = content.replace("see you at six, café", '"see you at six, café"')
    (tmp_path / name).write_bytes((mark + content).encode(codec))
    found = harassclf.read_export(tmp_path / name)
    assert found.messages["text"][0] == "see you at six, café"
    assert len(found.messages) == FILES[name][2]


def test_bytes_that_do_not_fit_are_shown_and_told(tmp_path):
    # WhatsApp writes UTF-8 only; an editor may have saved it otherwise.
    text = FILES["chat.txt"][1].replace("six", "caf\xe9 at six")
    (tmp_path / "chat.txt").write_bytes(text.encode("cp1252"))
    found = harassclf.read_export(tmp_path / "chat.txt")
    assert len(found.messages) == 3
    assert found.messages["text"][0].endswith(" at six")
    assert found.messages["text"][0].startswith("see you at caf")
    if "\ufffd" in found.messages["text"][0]:
        assert any("U+FFFD" in warning for warning in found.warnings)


def test_a_zip_is_read_member_by_member(folder):
    path = make_zip(
        folder / "WhatsApp Chat with Sam.zip",
        {"_chat.txt": CHAT, "IMG-1.jpg": b"\xff\xd8\xff", "box.mbox": MBOX},
    )
    found = harassclf.read_export(path)
    assert len(found.messages) == 5
    assert sorted(file.source for file in found.files) == ["_chat.txt", "box.mbox"]
    assert set(found.messages["conversation"]) >= {"Sam"}
    assert any("not read: 1 .jpg" in warning for warning in found.warnings)


def test_a_folder_is_read_file_by_file(folder):
    (folder / "photo.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(50))
    (folder / "notes.txt").write_text("a shopping list\nmilk\n")
    found = harassclf.read_export(folder)
    assert len(found.messages) == sum(count for _, _, count in FILES.values())
    assert [(s.source, s.reason) for s in found.skipped] == [
        ("notes.txt", "no reader recognises its content")
    ]
    assert any("not read: 1 .png" in warning for warning in found.warnings)


def test_several_paths_are_read_in_the_order_given(folder):
    found = harassclf.read_export([folder / "table.csv", str(folder / "chat.txt")])
    assert found.messages["source"].tolist() == ["table.csv"] * 2 + ["chat.txt"] * 3
    assert [file.format for file in found.files] == ["csv", "whatsapp"]


def test_any_path_like_is_taken(folder):
    class Named:
        def __fspath__(self):
            return str(folder / "chat.txt")

    assert len(harassclf.read_export(Named()).messages) == 3


def test_ids_are_unique_also_of_one_file_given_twice(folder):
    found = harassclf.read_export([folder] * 2)
    assert found.messages["message_id"].is_unique
    ids = found.messages["message_id"].tolist()
    assert "<one@example.org>" in ids or "one@example.org" in ids
    assert sum(i.startswith(("<one@", "one@")) for i in ids) == 6


def test_ids_are_the_same_at_every_reading_and_wherever_the_file_lies(folder):
    first = harassclf.read_export(folder / "chat.txt").messages["message_id"]
    moved = folder / "elsewhere.txt"
    moved.write_bytes((folder / "chat.txt").read_bytes())
    again = harassclf.read_export(moved).messages["message_id"]
    assert first.tolist() == again.tolist()


def test_a_nested_mailbox_names_its_mails_by_their_place(folder):
    for box in ("one", "two"):
        for part in ("cur", "new"):
            (folder / box / part).mkdir(parents=True)
        (folder / box / "cur" / "1:2,S").write_bytes(MAIL.encode())
        (folder / box / "new" / "2").write_bytes(b"\x00\x01\x02")
    found = harassclf.read_export(folder)
    mails = found.messages[found.messages["source"].str.contains("cur")]
    assert mails["source"].tolist() == ["one/cur/1:2,S", "two/cur/1:2,S"]
    assert len(found.messages) == sum(count for _, _, count in FILES.values()) + 2
    assert {s.source for s in found.skipped} == {"one/new/2", "two/new/2"}


def test_a_mailbox_does_not_hide_the_chats_beside_it(tmp_path):
    (tmp_path / "Mail" / "cur").mkdir(parents=True)
    (tmp_path / "Mail" / "cur" / "1:2,S").write_bytes(MAIL.encode())
    (tmp_path / "chat.txt").write_text(CHAT)
    make_zip(tmp_path / "other.zip", {"_chat.txt": CHAT})
    found = harassclf.read_export(tmp_path)
    assert sorted(file.format for file in found.files) == [
        "maildir",
        "whatsapp",
        "whatsapp",
    ]
    assert len(found.messages) == 7


def test_a_folder_that_is_called_new_is_no_mailbox_for_that(tmp_path):
    for name in ("new", "old"):
        (tmp_path / "in" / name).mkdir(parents=True)
        (tmp_path / "in" / name / "chat.txt").write_text(CHAT)
    for folder in (tmp_path, tmp_path / "in"):
        found = harassclf.read_export(folder)
        assert (len(found.messages), found.skipped) == (6, [])


def test_the_owner_decides_the_direction(folder):
    found = harassclf.read_export(folder / "chat.txt", owner=" elle ")
    assert found.messages["direction"].tolist() == ["incoming", "outgoing", "incoming"]
    found = harassclf.read_export(folder / "chat.txt", owner=["Sam", "Sammy"])
    assert found.messages["direction"].tolist() == ["outgoing", "incoming", "outgoing"]
    found = harassclf.read_export(folder / "chat.txt")
    assert set(found.messages["direction"]) == {"unknown"}


@pytest.mark.parametrize("zone", ["America/New_York", ZoneInfo("America/New_York")])
def test_the_zone_turns_wall_clocks_into_utc(folder, zone):
    found = harassclf.read_export(folder / "chat.txt", timezone=zone)
    assert found.messages["sent_at"][0] == pd.Timestamp("2024-03-14 01:05", tz="UTC")


def test_without_a_zone_the_wall_clock_is_kept_and_said_so(folder, monkeypatch):
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    found = harassclf.read_export(folder / "chat.txt")
    assert found.messages["sent_at"][0] == pd.Timestamp("2024-03-13 21:05", tz="UTC")
    assert set(found.messages["time_basis"]) == {"local"}
    assert any("give --timezone" in warning for warning in found.warnings)


def test_an_ambiguous_date_is_left_empty_until_the_order_is_given(tmp_path):
    path = tmp_path / "chat.txt"
    path.write_text("03/04/2024, 21:05 - Sam: hello\n")
    found = harassclf.read_export(path)
    assert found.messages["sent_at"].isna().all()
    assert any("--date-order" in warning for warning in found.warnings)
    day_first = harassclf.read_export(path, date_order="dmy").messages["sent_at"][0]
    month_first = harassclf.read_export(path, date_order="mdy").messages["sent_at"][0]
    assert (day_first.month, month_first.month) == (4, 3)


def test_format_overrides_what_the_content_says(folder):
    path = folder / "plain.txt"
    path.write_text("text\nhello\n")
    found = harassclf.read_export(path, format="csv")
    assert found.messages["text"].tolist() == ["hello"]


def test_format_leaves_the_files_of_other_formats_in_a_folder(folder):
    found = harassclf.read_export(folder, format="mbox")
    assert [file.format for file in found.files] == ["mbox"]
    assert {s.source for s in found.skipped} <= set(FILES)
    with pytest.raises(
        UnknownFormatError, match="no file that is a message export of the format"
    ):
        harassclf.read_export(folder, format="maildir")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"format": "telex"}, r"There is no format 'telex'\. Known formats: csv, eml"),
        ({"timezone": "Europe/Atlantis"}, r"There is no time zone 'Europe/Atlantis'"),
        ({"timezone": "Europe"}, r"There is no time zone 'Europe'"),
        ({"timezone": "../../etc/passwd"}, r"There is no time zone"),
        ({"timezone": ""}, r"There is no time zone ''"),
        ({"date_order": "ydm"}, r"must be one of dmy, mdy, ymd\. Got 'ydm' instead"),
    ],
)
def test_options_without_a_meaning_are_refused(folder, options, message):
    with pytest.raises(UsageError, match=message):
        harassclf.read_export(folder / "chat.txt", **options)


UNREADABLE = {
    "empty.txt": (b"", r"empty\.txt, byte 0: is empty"),
    "empty.csv": (b"", r"empty\.csv.*empty"),
    "blank.txt": (b"\n \n", r"blank\.txt"),
    "doc.pdf": (
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n",
        r"doc\.pdf, byte 0: no read",
    ),
    "image.png": (b"\x89PNG\r\n\x1a\n" + bytes(200), r"image\.png, byte 0: no reader"),
    "noise.txt": (bytes(range(256)) * 40, r"noise\.txt"),
    "noise.mbox": (bytes(range(256)) * 40, r"noise\.mbox"),
    "noise.csv": (bytes(range(256)) * 40, r"noise\.csv"),
    "prose.txt": (f"Dear {CANARY},\nthis is a letter.\n".encode(), r"prose\.txt"),
    "headless.csv": (f"1,{CANARY} I said\n2,no way\n".encode(), r"headless\.csv"),
    "broken.jsonl": (f'{{"text": "{CANARY}\n{{"te\n'.encode(), r"broken\.jsonl"),
    "cut.parquet": (b"PAR1" + bytes(100), r"cut\.parquet"),
    "cut.zip": (b"PK\x03\x04" + bytes(100), r"cut\.zip: is a damaged or cut off zip"),
    "empty.zip": (b"PK\x05\x06" + bytes(18), r"empty\.zip"),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_cannot_be_read_is_one_line_that_names_the_file(tmp_path, name):
    content, message = UNREADABLE[name]
    (tmp_path / name).write_bytes(content)
    with pytest.raises(ReadError, match=message) as caught:
        harassclf.read_export(tmp_path / name)
    assert CANARY not in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("cause", ["missing", "loop", "nul\x00"])
def test_a_path_that_leads_nowhere_is_named(tmp_path, cause):
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    with pytest.raises(ReadError, match=rf"{cause}: cannot be read \("):
        harassclf.read_export(tmp_path / cause)


def test_an_export_without_messages_is_named(tmp_path):
    with pytest.raises(UnknownFormatError, match="holds no file that is a message"):
        harassclf.read_export(tmp_path)
    path = make_zip(tmp_path / "x.zip", {"a.jpg": b"\xff\xd8", "n.txt": "a letter\n"})
    with pytest.raises(UnknownFormatError, match=r"x\.zip: holds no file that is a"):
        harassclf.read_export(path)


def test_why_nothing_could_be_read_of_an_archive_is_told(tmp_path):
    path = make_zip(tmp_path / "x.zip", {"_chat.txt": CHAT})
    raw = bytearray(path.read_bytes())
    raw[raw.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(raw)
    with pytest.raises(
        ReadError,
        match=r"x\.zip: nothing in it could be read; _chat\.txt, byte 0: is locked"
        r" with a password; unpack the archive first$",
    ):
        harassclf.read_export(path)


def test_an_archive_in_an_archive_is_reported(tmp_path):
    inner = make_zip(tmp_path / "in.zip", {"_chat.txt": CHAT})
    path = make_zip(tmp_path / "x.zip", {"in.zip": inner.read_bytes(), "c.txt": CHAT})
    found = harassclf.read_export(path)
    assert len(found.messages) == 3
    assert [(s.source, s.reason) for s in found.skipped] == [
        ("in.zip", "is an archive inside another; unpack the outer one first")
    ]


def test_a_damaged_member_is_read_as_far_as_it_is_whole(tmp_path):
    lines = [
        f"13/03/2024, 21:{i // 60 % 60:02} - Sam: number {i * i % 9973} of {i}\n"
        for i in range(5000)
    ]
    path = make_zip(tmp_path / "x.zip", {"_chat.txt": "".join(lines)})
    raw = bytearray(path.read_bytes())
    middle = len(raw) // 2
    raw[middle : middle + 300] = b"\xff" * 300
    path.write_bytes(raw)
    found = harassclf.read_export(path)
    assert 1000 < len(found.messages) < 5000
    assert any("zip archive" in skip.reason for skip in found.skipped)


def test_broken_records_are_listed_and_the_rest_is_read(tmp_path):
    path = tmp_path / "lines.jsonl"
    path.write_text(f'{{"text": "one"}}\n{{"text": "{CANARY}\n{{"text": "three"}}\n')
    found = harassclf.read_export(path)
    assert found.messages["text"].tolist() == ["one", "three"]
    (skip,) = found.skipped
    assert (skip.source, skip.place) == ("lines.jsonl", "line 2")
    assert CANARY not in skip.reason


class Failing(Reader):
    """Yields some records and fails then."""

    name, title = "failing", "made up"

    def __init__(self, count, error):
        self.count, self.error = count, error

    def sniff(self, source):
        return 1.0 if source.head.startswith(b"made up") else 0.0

    def read(self, source, options, report) -> Iterator[Message]:
        sent_at = datetime(2024, 3, 13, tzinfo=UTC)
        for position in range(self.count):
            yield Message("x", source=source.name, position=position, sent_at=sent_at)
        raise self.error


@pytest.fixture
def failing(monkeypatch):
    def install(count, error):
        reader = Failing(count, error)
        known = registry.all_readers()
        monkeypatch.setattr(export_module, "all_readers", lambda: [*known, reader])
        by_name = {r.name: r for r in [*known, reader]}
        monkeypatch.setattr(export_module, "reader_for", by_name.__getitem__)

    return install


def test_an_error_in_the_middle_keeps_what_was_read(tmp_path, failing):
    failing(4, ReadError("x.bin", "the disk went away.", place="record 4"))
    (tmp_path / "x.bin").write_text("made up")
    found = harassclf.read_export(tmp_path / "x.bin")
    assert len(found.messages) == 4
    (skip,) = found.skipped
    assert (skip.source, skip.place) == ("x.bin", "record 4")
    assert skip.reason == "the disk went away."
    assert found.warnings == [
        "x.bin: could be read in part only; 4 records came before the damage."
    ]
    assert [file.source for file in found.files] == ["x.bin"]


def test_an_error_before_the_first_record_is_raised(tmp_path, failing):
    failing(0, ReadError("x.bin", "is nothing."))
    (tmp_path / "x.bin").write_text("made up")
    with pytest.raises(ReadError, match=r"^x\.bin: is nothing\.$"):
        harassclf.read_export(tmp_path / "x.bin")


def test_an_error_of_one_file_among_others_is_listed(tmp_path, failing):
    failing(0, ReadError("x.bin", "is nothing."))
    (tmp_path / "x.bin").write_text("made up")
    (tmp_path / "chat.txt").write_text(CHAT)
    found = harassclf.read_export(tmp_path)
    assert len(found.messages) == 3
    assert [(s.source, s.place, s.reason) for s in found.skipped] == [
        ("x.bin", "byte 0", "is nothing.")
    ]
    assert [file.source for file in found.files] == ["chat.txt"]


def test_a_member_named_like_its_archive_is_a_member(tmp_path):
    path = make_zip(tmp_path / "chat.txt", {"chat.txt": "a letter\n", "b.txt": CHAT})
    assert len(harassclf.read_export(path).messages) == 3


def test_nothing_of_an_input_changes(folder):
    make_zip(folder / "x.zip", {"_chat.txt": CHAT})
    paths = sorted(folder.rglob("*"))
    before = [(p, p.stat().st_mtime_ns, p.read_bytes()) for p in paths]
    harassclf.read_export(folder)
    for path in paths:
        harassclf.read_export(path)
    after = [(p, p.stat().st_mtime_ns, p.read_bytes()) for p in paths]
    assert after == before
    assert sorted(folder.rglob("*")) == paths


def test_the_folder_that_one_is_in_has_a_name(folder, monkeypatch):
    monkeypatch.chdir(folder)
    (folder / "x.jpg").write_bytes(b"\xff\xd8\xff")
    found = harassclf.read_export(os.curdir)
    assert any(w.startswith(f"{folder.name}: files that") for w in found.warnings)


def test_every_error_is_one_of_ours(tmp_path):
    pytest.importorskip("hypothesis")
    from hypothesis import HealthCheck, given, settings
    from hypothesis import strategies as st

    starts = [content.encode()[:200] for _, content, _ in FILES.values()]
    starts += [b"PK\x03\x04", b"PAR1", b"[", b"{", b"From ", b"\xff\xfe", b""]
    names = [*FILES, "x.zip", "x", "x.parquet", "x.json"]

    @settings(
        max_examples=60,
        deadline=None,
        derandomize=True,
        suppress_health_check=[HealthCheck.too_slow],
    )
    @given(st.sampled_from(names), st.sampled_from(starts), st.binary(max_size=200))
    def check(name, start, rest):
        path = tmp_path / name
        path.write_bytes(start + rest)
        try:
            found = harassclf.read_export(path)
        except HarassclfError:
            return
        assert found.messages["message_id"].is_unique

    check()


def test_formats_are_one_line_each():
    assert sorted(registry.HOMES) == list(registry.HOMES)
    for name in registry.HOMES:
        assert registry.reader_for(name).name == name
    assert [reader.name for reader in registry.all_readers()] == list(registry.HOMES)


def test_a_table_of_ours_keeps_its_ids(tmp_path):
    # A table of ours read again has its own ids and is not renamed.
    frame = coerce_messages(
        pd.DataFrame({"text": ["a", "b"], "message_id": ["x", "y"]})
    )
    write_table(frame, Path(tmp_path / "t.jsonl"))
    found = harassclf.read_export(tmp_path / "t.jsonl")
    assert found.messages["message_id"].tolist() == ["x", "y"]
