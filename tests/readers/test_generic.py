import codecs
import hashlib
import io
import json
import time
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harassclf.errors import HarassclfError, LimitError, ReadError
from harassclf.readers import rows as rows_module
from harassclf.readers.base import HEAD_BYTES, Options, Report, Source
from harassclf.readers.generic import CSV_READER, JSONL_READER, PARQUET_READER
from harassclf.readers.mapping import guess_mapping, plain_name
from harassclf.tables import Message
from harassclf.tables.files import write_table
from harassclf.tables.frames import message_frame

READERS = {"csv": CSV_READER, "jsonl": JSONL_READER, "parquet": PARQUET_READER}
SHARED = Path(__file__).parents[2] / ".." / "shared" / "exports" / "generic"
SIMPLE = "id,from,date,body\n1,Ana,2024-03-04T10:00:00Z,hello\n2,Ben,,bye\n"


def source(content, name="t.csv"):
    raw = content.encode() if isinstance(content, str) else content
    return Source(
        name=name,
        size=len(raw),
        sha256=hashlib.sha256(raw).hexdigest(),
        head=raw[:HEAD_BYTES],
        opener=lambda: io.BytesIO(raw),
    )


def read(content, name="t.csv", reader=None, **options):
    report = Report()
    reader = reader or READERS[name.rsplit(".", 1)[1]]
    found = list(reader.read(source(content, name), Options(**options), report))
    return found, report


def texts(content, name="t.csv", **options):
    return [message.text for message in read(content, name, **options)[0]]


def test_a_simple_table():
    found, report = read(SIMPLE)
    first = found[0]
    assert first == Message(
        text="hello",
        message_id="1",
        platform="csv",
        sender="Ana",
        sent_at=datetime(2024, 3, 4, 10, tzinfo=UTC),
        time_basis="utc",
        source="t.csv",
        position=SIMPLE.index("1,Ana"),
        raw_sha256=hashlib.sha256(b"1,Ana,2024-03-04T10:00:00Z,hello\n").hexdigest(),
    )
    assert found[1].sent_at is None
    assert report.skipped == []
    assert report.warnings == [
        "columns: text <- 'body', sent_at <- 'date', sender <- 'from',"
        " message_id <- 'id'"
    ]


HARD = [
    ["sender", "date", "text"],
    ["Ána", "2024-03-04T10:00:00Z", 'hé,;|\t "quoted"'],
    ["Ben", "2024-03-04T10:00:01Z", "two\nlines, and\r\n\r\nmore; ü"],
    ["Ben", "", '"'],
    ["", "", 'ä" pipe'],
]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", codecs.BOM_UTF8),
        ("utf-16-le", codecs.BOM_UTF16_LE),
        ("utf-16-be", codecs.BOM_UTF16_BE),
        ("utf-32-le", codecs.BOM_UTF32_LE),
        ("utf-32-be", codecs.BOM_UTF32_BE),
        ("cp1252", b""),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_encodings_and_separators(delimiter, encoding, mark, end):
    lines = [
        delimiter.join(f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in row) + end
        for row in HARD
    ]
    raw = mark + "".join(lines).encode(encoding)
    found, report = read(raw)
    assert [message.text for message in found] == [row[2] for row in HARD[1:]]
    assert found[0].sender == "Ána"
    assert report.skipped == []
    assert any("cp1252" in w for w in report.warnings) == (encoding == "cp1252")
    for message, line in zip(found, lines[1:], strict=True):
        record = line.encode(encoding)
        assert raw[message.position :].startswith(record)
        assert message.raw_sha256 == hashlib.sha256(record).hexdigest()


def test_one_column_and_old_mac_line_ends():
    assert texts("text\nhello, you\n\n'tis\n") == ["hello, you", "'tis"]
    assert texts("sender,text\rA,x\rB,y\r") == ["x", "y"]


def test_a_cell_beyond_the_limit_of_the_csv_module():
    assert texts(f"sender,text\nA,{'x' * 300_000}\n") == ["x" * 300_000]


def test_nul_and_damaged_bytes_are_kept_visible():
    found, report = read("id,text\n1,a\0b\n2,é\n3,ü\n".encode() + b"4,\xffx\n")
    assert [m.text for m in found] == ["a\0b", "é", "ü", "�x"]
    assert any("first at line 5" in warning for warning in report.warnings)


def test_rows_of_another_width_are_skipped_with_their_line():
    found, report = read('id,text\n1,"a\nb"\n2\n3,c,d\n4,e\n')
    assert [m.text for m in found] == ["a\nb", "e"]
    assert [(s.position, s.unit) for s in report.skipped] == [(4, "line"), (5, "line")]
    assert report.skipped[0].reason == "1 cells, where the header has 2."


def test_a_stray_quotation_mark_costs_one_row():
    rows = [f"{i},Ana,hello {i}" for i in range(20)]
    rows[5] = '5,Ana,"oops'
    found, report = read("id,sender,text\n" + "\n".join(rows) + "\n")
    assert len(found) == 19
    assert [s.position for s in report.skipped] == [7]


def test_stray_quotation_marks_do_not_merge_rows():
    rows = [f"{i},Ana,hello {i}" for i in range(60)]
    rows[5], rows[30], rows[45] = '5,Ana,"oops', '30,"Ana,x', '45,Ana,"'
    found, report = read("id,sender,text\n" + "\n".join(rows) + "\n")
    assert [int(m.message_id) for m in found] == [
        i for i in range(60) if i not in (5, 30, 45)
    ]
    assert [s.position for s in report.skipped] == [7, 32, 47]


def test_the_end_of_a_cut_message_is_no_row():
    found, report = read('sender,text\nAna,x\nBen,"one\ntwo, three\nfour five')
    assert [m.text for m in found] == ["x"]
    assert [s.position for s in report.skipped] == [3]


@pytest.mark.parametrize("name", READERS)
def test_our_own_file_is_read_without_loss(tmp_path, name):
    frame = message_frame(
        Message(
            text=text,
            message_id=f"-{i}",
            platform="sms",
            sender="+447700900123",
            recipients=["=a", "b; c", ""],
            direction="incoming",
            sent_at=datetime(2024, 3, 4, 1, 2, 3, i, tzinfo=UTC) if i else None,
            time_basis="local",
            kind="media",
            attachments=i,
            source="inner.txt",
            position=1000 + i,
            raw_sha256="ab" * 32,
            subject="'s",
            bulk_headers=["List-Id: x; y"],
        )
        for i, text in enumerate(["=1", "'x\n'y\r\n", "", "a; b\\", "😀,\x00"])
    )
    frame["note"] = "x"
    write_table(frame, tmp_path / f"t.{name}")
    raw = (tmp_path / f"t.{name}").read_bytes()
    found, report = read(raw, f"t.{name}")
    pd.testing.assert_frame_equal(message_frame(found), frame.drop(columns="note"))
    assert report == Report()
    assert READERS[name].sniff(source(raw, "export")) >= 0.9


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.text(st.characters(exclude_categories=["Cs"]), max_size=20),
            st.lists(st.text("=+-'\"\t\r\n ,;\\e\0＝é", max_size=6), max_size=3),
        ),
        min_size=1,
    ),
    st.sampled_from(sorted(READERS)),
)
def test_any_table_of_ours_comes_back(tmp_path_factory, cells, name):
    frame = message_frame(
        Message(text=t, sender=t, recipients=r, message_id=str(i), position=i)
        for i, (t, r) in enumerate(cells)
    )
    path = tmp_path_factory.mktemp("own") / f"t.{name}"
    write_table(frame, path)
    found, _ = read(path.read_bytes(), path.name)
    assert [m.text for m in found] == frame["text"].tolist()
    assert [m.recipients for m in found] == frame["recipients"].tolist()


def test_a_row_of_ours_with_a_wrong_value_is_skipped():
    lines = ["message_id,text,position,kind", "a,x,1,message", "b,y,z,message"]
    found, report = read("\n".join([*lines, "c,z,3,nonsense"]))
    assert [m.message_id for m in found] == ["a"]
    assert [(s.position, s.reason) for s in report.skipped] == [
        (3, "the column 'position' holds what it may not."),
        (4, "the column 'kind' holds what it may not."),
    ]


def test_json_lines_lose_only_what_is_broken():
    lines = [
        '{"text": "a", "to": ["b", "c"], "x": {"y": 1}}',
        "",
        '{"text": "broken',
        '{"text": "b", "text": "c"}',
        '{"text": "b", "n": NaN}',
        "[" * 100_000,
        '"text"',
        '{"text": ["nested"]}',
        '{"text": null}',
        '{"text": 17}',
    ]
    found, report = read("\n".join(lines), "t.jsonl")
    assert [m.text for m in found] == ["a", "", "17"]
    assert found[0].recipients == ["b", "c"]
    assert [(s.position, s.unit) for s in report.skipped] == [
        (n, "line") for n in range(3, 9)
    ]
    assert found[2].position == "\n".join(lines).index('{"text": 17')


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_json_array_is_read_too(encoding):
    raw = '[ {"text": "é]\\"["},\n{"text": "b", "text": ""}, {"text": "c"}]'
    found, report = read(raw.encode(encoding), "t.jsonl")
    assert [m.text for m in found] == ['é]"[', "c"]
    assert report.skipped[0].unit == "byte"
    if encoding == "utf-8":
        assert found[1].position == raw.encode().index(b'{"text": "c"}')
        assert found[1].raw_sha256 == hashlib.sha256(b'{"text": "c"}').hexdigest()


def test_a_huge_json_array_is_refused(monkeypatch):
    monkeypatch.setattr(rows_module, "MAX_ARRAY_BYTES", 10)
    with pytest.raises(LimitError, match="Convert it to JSON lines"):
        read('[{"text": "abc"}]', "t.jsonl")


def parquet(columns):
    pa = pytest.importorskip("pyarrow")
    from pyarrow import parquet as pq

    buffer = io.BytesIO()
    pq.write_table(pa.table(columns), buffer)
    return buffer.getvalue()


def test_parquet_rows_have_numbers_and_digests():
    when = pd.Series(pd.to_datetime(["2024-03-04T10:00:00.000000001Z"] * 2, utc=True))
    raw = parquet({"body": ["a", None], "sent": when, "to": [["x"], []]})
    found, _ = read(raw, "t.parquet")
    assert [(m.text, m.position) for m in found] == [("a", 0), ("", 1)]
    assert found[0].sent_at == datetime(2024, 3, 4, 10, tzinfo=UTC)
    assert found[0].time_basis == "utc"
    canonical = '{"body":"a","sent":"2024-03-04T10:00:00+00:00","to":["x"]}'
    assert found[0].raw_sha256 == hashlib.sha256(canonical.encode()).hexdigest()


@pytest.mark.parametrize("name", ["t.csv", "t.jsonl", "t.parquet"])
@pytest.mark.parametrize("content", [b"", b" \n\n"])
def test_an_empty_file_says_so(name, content):
    if name == "t.parquet" and content:
        pytest.skip("blanks are not Parquet")
    with pytest.raises(ReadError, match="is empty"):
        read(content, name)


@pytest.mark.parametrize(
    ("content", "name", "match"),
    [
        ("foo,bar\n1,2\n", "t.csv", "It has 'foo', 'bar'; rename one .* 'text'"),
        ("I will, be there\nnow, ok\n", "t.csv", "does not look like column names"),
        ("i know you\nwhere\n", "t.csv", "does not look like column names"),
        ('{"foo": "a"}\n', "t.jsonl", "It has 'foo'; rename"),
        ("{broken\n", "t.jsonl", "no JSON object was found"),
        ("id,text\n1\n2\n", "t.csv", "none of its 2 rows can be read"),
        (b"PAR1 garbage", "t.parquet", "damaged or cut off"),
    ],
)
def test_what_cannot_be_read_is_explained(content, name, match):
    with pytest.raises(ReadError, match=match):
        read(content, name)


@pytest.mark.parametrize("name", READERS)
def test_cut_anywhere(tmp_path, name):
    frame = message_frame(
        Message(text=t, message_id=str(i), position=i, time_basis="utc")
        for i, t in enumerate(["a", 'b\n"c", d', "e, f"])
    )
    write_table(frame, tmp_path / f"t.{name}")
    whole = (tmp_path / f"t.{name}").read_bytes()
    full = [m.text for m in read(whole, f"t.{name}")[0]]
    for end in range(0, len(whole), 1 + len(whole) // 300):
        try:
            found = [m.text for m in read(whole[:end], f"t.{name}")[0]]
        except HarassclfError:
            continue
        assert len(found) <= len(full)
        assert found[:-1] == full[: max(len(found) - 1, 0)]


@settings(max_examples=150, deadline=None)
@given(
    st.binary(max_size=200)
    | st.text('text,;"\n\r\0é[]{}:1', max_size=80).map(
        lambda t: ("text,a\n" + t).encode()
    ),
    st.sampled_from(sorted(READERS)),
)
def test_only_our_errors_leave(raw, name):
    reader = READERS[name]
    assert 0 <= reader.sniff(source(raw)) <= 1
    with suppress(HarassclfError):
        read(raw, f"t.{name}")


MAPPINGS = [
    ("Text;Datum;Uhrzeit;Absender", "text date time sender"),
    ("Mensaje;Fecha y hora;Remitente;Para", "text sent_at sender recipients"),
    ("contenu;Expéditeur;Destinataire;Objet", "text sender recipients subject"),
    ("msg;user_id;user name;Thread ID", "text sender sender_name conversation"),
    ("body;created_at;channel;msg-id;type", "text sent_at conversation message_id"),
    ("comment;time", "text sent_at"),
]


@pytest.mark.parametrize(("header", "fields"), MAPPINGS)
def test_columns_are_guessed(header, fields):
    mapping = guess_mapping(header.split(";"))
    assert mapping is not None
    found = dict(mapping.columns)
    # "user name" is a second name of the account in some tables and a key in others.
    assert set(fields.split()) - {"sender_name"} <= set(found)
    assert len(set(found.values())) == len(found)


def test_rival_text_columns_are_reported():
    found, report = read("comment,body\nx,y\n")
    assert found[0].text == "y"
    assert any("also possible: 'comment'" in w for w in report.warnings)
    assert any("not used: 'comment'" in w for w in report.warnings)
    assert plain_name(" Crée_d-AT ") == "creedat"


def test_day_and_clock_are_put_together():
    found, _ = read("date,time,text\n04.03.2024,10:30,x\n31.03.2024,08:00,y\n")
    assert found[0].sent_at == datetime(2024, 3, 4, 10, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("content", "owner", "directions"),
    [
        ("dir,direction,text\n,IN,a\n,Sent,b\n,1,c\n,2,d\n,?,e\n", (), "iioou"),
        ("from,text\nAna,a\nBen,b\n,c\n", ("ANA ",), "oiu"),
        ("from,text\nAna,a\n", (), "u"),
    ],
)
def test_directions(content, owner, directions):
    found, _ = read(content, owner=owner)
    letters = "".join(m.direction[0] for m in found)
    assert sorted(letters) == sorted(directions)


def test_several_recipients_in_a_cell():
    found, _ = read('to;text\n"a@example.org, b@example.org";x\nAna;y\n')
    assert [m.recipients for m in found] == [
        ["a@example.org", "b@example.org"],
        ["Ana"],
    ]


SNIFFS = [
    ("csv", "a.txt", SIMPLE, 0.7),
    ("csv", "a.csv", "foo,bar\n1,2\n3,4\n", 0.3),
    ("csv", "a.txt", "foo,bar\n1,2\n3,4\n", 0.0),
    ("csv", "a.txt", "Dear Sam, I hope you are well.\nYours, Ana\n", 0.0),
    ("csv", "a.txt", "text\nwords\n", 0.0),
    ("csv", "a.csv", "text\nwords\n", 0.7),
    ("csv", "a.csv", "<a><b/></a>", 0.0),
    ("csv", "a.csv", "PK\x03\x04", 0.0),
    ("csv", "a.csv", "SQLite format 3\0", 0.0),
    (
        "csv",
        "a.txt",
        "From: Ana <a@example.org>\nTo: b@example.org\n\nhello, you\n",
        0.0,
    ),
    ("csv", "a.txt", "04/03/2024, 10:23 - Ana: text, x\n", 0.0),
    ("csv", "a.txt", "[04.03.24, 10:23:11] Ana: text, x\n", 0.0),
    ("jsonl", "a.txt", '{"text": "a"}\n{"text": "b"}\n', 0.6),
    ("jsonl", "a.json", '[\n {"text": "a"},\n {"text": "b"}]', 0.6),
    ("jsonl", "a.json", '{"name": "x", "messages": [{"text": "a"}]}', 0.2),
    ("jsonl", "a.txt", "hello", 0.0),
    ("jsonl", "a.json", "[1, 2]", 0.0),
    ("parquet", "a", "PAR1", 1.0),
    ("parquet", "a", "PAR", 0.0),
]


@pytest.mark.parametrize(("reader", "name", "content", "expected"), SNIFFS)
def test_sniffing(reader, name, content, expected):
    assert READERS[reader].sniff(source(content, name)) == expected


@pytest.mark.parametrize(
    "attack",
    ['text,a\n"', "text,a\n" + 'a","b\n' * 20_000, "[" * 100_000, '{"' * 50_000],
)
@pytest.mark.parametrize("name", ["t.csv", "t.jsonl"])
def test_attacks_are_quick(attack, name):
    start = time.perf_counter()
    with pytest.raises(HarassclfError, match=r"t\.(csv|jsonl)"):
        read(attack, name)
    assert time.perf_counter() - start < 5


@pytest.mark.skipif(not SHARED.is_dir(), reason="needs ../shared/exports")
@pytest.mark.parametrize("name", ["csv", "jsonl", "parquet"])
def test_shared_exports(name):
    found, report = read((SHARED / f"handmade.{name}").read_bytes(), f"t.{name}")
    assert [m.message_id for m in found] == ["m1", "m2", "m3", "m4", "m5"]
    assert [m.time_basis for m in found] == ["offset", "utc", "local", "unknown", "utc"]
    assert found[2].sender == "=cmd|' /C calc'!A0"
    assert found[3].sent_at is None
    assert any("--date-order" in warning for warning in report.warnings)


@pytest.mark.skipif(not SHARED.is_dir(), reason="needs ../shared/exports")
def test_shared_semicolons():
    raw = (SHARED / "handmade_semicolon_cp1252.csv").read_bytes()
    found, _ = read(raw, date_order="dmy")
    assert [m.text for m in found] == ["Größe; ja", "nein"]
    assert found[0].sent_at == datetime(2024, 3, 4, 11, 20, tzinfo=UTC)


def test_canaries_stay_out_of_reports():
    canary = "xyzzy canary"
    lines = [f"id,text\n1,{canary},\n2\n", json.dumps({"text": [canary]}) + "\n{"]
    for content, name in zip(lines, ("t.csv", "t.jsonl"), strict=True):
        with pytest.raises(HarassclfError, match="can be read") as caught:
            read(content, name)
        assert "xyzzy" not in str(caught.value)
