import io
import os
import re
import sys
import time
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harassclf.errors import InvalidTableError, ReadError, UsageError
from harassclf.tables import Message
from harassclf.tables.cells import (
    LIVE_LINE_RE,
    MARK_RE,
    ends_inside_quotes,
    escape_cell,
    join_list,
    split_list,
    split_record,
    unescape_cell,
)
from harassclf.tables.files import TableWriter, read_table, write_table
from harassclf.tables.frames import coerce_scores, message_frame
from harassclf.tables.strictjson import JsonError, parse_json

FORMATS = ["csv", "jsonl", "parquet"]
HARD_TEXTS = [
    "",
    " ",
    "plain",
    ' "quoted", and\nnew\r\nlines\rhere ',
    "a\x00b",
    "\ufeffbom",
    "😀 ünïcode \u2028 \u200e",
    *("007", "1e5", "2024-03-04", "NaN", "None", "NULL", "nan", "NA", "true"),
    *("'", "''", "'=1", "=1", "\t", "\r", "\r=1", "\n=1", "\r\n", "x\n'y", ","),
    *("\\", "\\e", "; ", "a; b", ";"),
]
TRIGGERS = ["=", "+", "-", "@", "＝", "＋", "－", "＠", "﹦", "⁺"]
LEADS = ["", " ", "\xa0", "\u2003\u3000", "line\n", "a\r\n \u200b", "\ufeff", "\x00"]
PAYLOADS = [
    *(f"{lead}{trigger}cmd|' /C x'!A0" for lead in LEADS for trigger in TRIGGERS),
    *("\t=1", "\r=1", "'=1", "''=1", "\n\t=1", "\x0b=1", "\u2028=1", " \n =1"),
]
# What no reader of the file may see at the start of a line of a cell.
LIVE_RE = re.compile(
    r"\A[\t\r]|(?:\A|[\n\r\x0b\x0c\x85\u2028\u2029])[\s\x00\u200b\ufeff]*[=+@＝＋－＠-]"
)


def table(texts):
    rows = [
        Message(
            text=text,
            message_id=f"m{i}",
            sender=text,
            recipients=[text, "b"] if i % 3 else [],
            direction="incoming" if i % 2 else "unknown",
            sent_at=datetime(2024, 3, 4, 1, 2, 3, i, tzinfo=UTC) if i % 2 else None,
            time_basis="utc",
            position=2**62 + i,
            subject=text,
            bulk_headers=[text],
        )
        for i, text in enumerate(texts)
    ]
    return message_frame(rows)


def joined(texts):
    messages = table(texts)
    scores = coerce_scores(
        pd.DataFrame(
            {
                "message_id": messages["message_id"],
                "threat": [0.1 + 0.2] * len(messages),
                "abuse": 1e-17,
                "spam": 1 / 3,
                "label": "abuse",
                "indicators": "doxxing; phishing",
                "language_ok": False,
            }
        )
    )
    return messages.merge(scores, on="message_id")


@pytest.mark.parametrize("suffix", FORMATS)
def test_what_is_written_is_read(tmp_path, suffix):
    frame = joined(HARD_TEXTS)
    before = frame.copy(deep=True)
    write_table(frame, tmp_path / f"t.{suffix}")
    back = read_table(tmp_path / f"t.{suffix}")
    pd.testing.assert_frame_equal(back, frame)
    pd.testing.assert_frame_equal(frame, before)
    assert [p.name for p in tmp_path.iterdir()] == [f"t.{suffix}"]


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
odd = st.text(st.sampled_from("=+-@'\"\t\r\n ,;\\e\x00\u2028＝a"), max_size=8)
times = st.none() | st.datetimes(
    datetime(1990, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)
)


@settings(max_examples=40, deadline=None)
@given(st.data(), st.sampled_from(FORMATS))
def test_any_table_comes_back(tmp_path_factory, data, suffix):
    cell = texts | odd
    rows = data.draw(
        st.lists(st.tuples(cell, st.lists(cell, max_size=4), times), min_size=1)
    )
    frame = message_frame(
        Message(text=t, message_id=str(i), recipients=r, sent_at=at, subject="x")
        for i, (t, r, at) in enumerate(rows)
    )
    path = tmp_path_factory.mktemp("any") / f"t.{suffix}"
    write_table(frame, path)
    pd.testing.assert_frame_equal(read_table(path), frame)


@given(texts | odd)
def test_escaping_inverts_and_disarms(text):
    cell = escape_cell(text)
    assert unescape_cell(cell) == text
    assert not LIVE_RE.search(cell)


@given(st.lists(texts | odd))
def test_lists_invert(parts):
    assert split_list(join_list(parts)) == parts


@pytest.mark.parametrize("payload", PAYLOADS)
def test_spreadsheet_payloads_are_inert(payload):
    cell = escape_cell(payload)
    assert cell != payload
    assert not LIVE_RE.search(cell)
    assert unescape_cell(cell) == payload


def test_payloads_in_a_file_are_inert(tmp_path):
    assert len(PAYLOADS) >= 60
    frame = table(PAYLOADS)
    frame["=evil()"] = PAYLOADS
    write_table(frame, tmp_path / "t.csv")
    record, inside = "", False
    for line in (tmp_path / "t.csv").read_bytes().decode().split("\n"):
        inside = ends_inside_quotes(line, ",", inside)
        record += f"{line}\n"
        if not inside:
            for cell in split_record(record[:-2], ","):
                assert not LIVE_RE.search(cell)
            record = ""
    back = read_table(tmp_path / "t.csv")
    assert back["=evil()"].tolist() == PAYLOADS
    pd.testing.assert_frame_equal(back[frame.columns[:-1]], frame[frame.columns[:-1]])


def test_numbers_stay_numbers(tmp_path):
    frame = pd.DataFrame({"text": ["a"], "delta": [-1.5], "position": [-3]})
    write_table(frame, tmp_path / "t.csv")
    assert (tmp_path / "t.csv").read_bytes() == b"text,delta,position\r\na,-1.5,-3\r\n"


def test_jsonl_is_what_the_documentation_says(tmp_path):
    frame = pd.DataFrame({"text": ["é"], "sent_at": [None], "recipients": [["a"]]})
    write_table(frame, tmp_path / "t.jsonl")
    written = (tmp_path / "t.jsonl").read_text("utf-8")
    assert written == '{"text": "é", "sent_at": null, "recipients": ["a"]}\n'


@pytest.mark.parametrize("suffix", FORMATS)
def test_equal_tables_give_equal_bytes(tmp_path, suffix):
    for name in ("a", "b"):
        write_table(joined(HARD_TEXTS), tmp_path / f"{name}.{suffix}")
    a, b = (tmp_path / f"{name}.{suffix}" for name in ("a", "b"))
    assert a.read_bytes() == b.read_bytes()


@pytest.mark.parametrize("suffix", FORMATS)
def test_pieces_make_the_whole(tmp_path, suffix):
    frame = joined(HARD_TEXTS)
    with TableWriter(tmp_path / f"t.{suffix}") as writer:
        for start in range(0, len(frame), 7):
            writer.write(frame.iloc[start : start + 7])
    pd.testing.assert_frame_equal(read_table(tmp_path / f"t.{suffix}"), frame)


@pytest.mark.parametrize("suffix", ["csv", "parquet"])
def test_a_table_without_rows_keeps_its_columns(tmp_path, suffix):
    frame = message_frame([])
    write_table(frame, tmp_path / f"t.{suffix}")
    pd.testing.assert_frame_equal(read_table(tmp_path / f"t.{suffix}"), frame)


@pytest.mark.parametrize("suffix", FORMATS)
def test_extra_columns_keep_their_values(tmp_path, suffix):
    frame = pd.DataFrame({"text": ["a", "b"], "note": ["-x", "y"], "n": [1, 2]})
    write_table(frame, tmp_path / f"t.{suffix}")
    back = read_table(tmp_path / f"t.{suffix}")
    assert back["note"].tolist() == ["-x", "y"]
    assert back["n"].astype(int).tolist() == [1, 2]


@pytest.mark.parametrize("suffix", FORMATS)
def test_an_existing_file_is_kept(tmp_path, suffix):
    path = tmp_path / f"t.{suffix}"
    path.write_bytes(b"mine")
    with pytest.raises(UsageError, match=re.escape(f"{path} exists. Choose another")):
        write_table(table(["a"]), path)
    assert path.read_bytes() == b"mine"
    write_table(table(["a"]), path, overwrite=True)
    assert len(read_table(path)) == 1


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_failure_leaves_nothing(tmp_path, suffix):
    frame = pd.DataFrame({"text": ["a"], "bad": [object()]})
    frame["sent_at"] = "yesterday"
    with pytest.raises(InvalidTableError, match=r"'sent_at' must hold .* row 0"):
        write_table(frame, tmp_path / f"t.{suffix}")
    assert list(tmp_path.iterdir()) == []


def test_a_writer_that_fails_late_leaves_nothing(tmp_path):
    def write():
        with TableWriter(tmp_path / "t.csv") as writer:
            writer.write(table(["a"]))
            writer.write(pd.DataFrame({"text": ["b"]}))

    with pytest.raises(InvalidTableError, match="needs the columns of the first"):
        write()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "format", "match"),
    [
        ("t.txt", None, "Cannot tell the format of"),
        ("t.csv", "xml", "must be csv, jsonl or parquet. Got 'xml'"),
        ("-", "parquet", "Parquet cannot be piped"),
    ],
)
def test_unknown_formats_are_refused(name, format, match):
    with pytest.raises(UsageError, match=match):
        write_table(pd.DataFrame({"text": ["a"]}), name, format=format)


def test_a_missing_folder_is_refused(tmp_path):
    with pytest.raises(UsageError, match=r"Cannot write .*No such file"):
        write_table(table(["a"]), tmp_path / "no" / "t.csv")


@pytest.mark.parametrize("format", [None, "csv"])
def test_standard_streams(monkeypatch, format):
    class Pipe:
        buffer = io.BytesIO()

    frame = table(HARD_TEXTS)
    monkeypatch.setattr(sys, "stdout", Pipe)
    write_table(frame, "-", format=format)
    written = Pipe.buffer.getvalue()
    assert written.startswith(b"{" if format is None else b"message_id")
    Pipe.buffer.seek(0)
    monkeypatch.setattr(sys, "stdin", Pipe)
    pd.testing.assert_frame_equal(read_table("-", format=format), frame)


DAMAGED = {
    "empty.csv": (b"", "is empty"),
    "empty.jsonl": (b"", "is empty"),
    "empty.parquet": (b"", "is empty"),
    "foreign.csv": (b"one,two\r\n1,2\r\n", "not a table of ours"),
    "prose.csv": (b"hello there\nyou\n", "not a table of ours"),
    "short.csv": (b"text,sender\r\na,b\r\nc\r\n", "line 3: 1 cells"),
    "quotes.csv": (b'text,sender\r\na,"b\r\nc\r\n', "line 2: the file ends inside"),
    "latin.csv": (b"text\r\n\xff\r\n", "not UTF-8 text"),
    "number.csv": (b"text,position\r\na,x\r\n", "'position' must hold whole .* row 0"),
    "kind.csv": (b"text,kind\r\na,x\r\n", "'kind' must be one of .* row 0"),
    "broken.jsonl": (b'{"text": "a"}\n{"text"\n', "line 2: not valid JSON"),
    "twice.jsonl": (b'{"text": "a", "text": "b"}\n', "line 1: a key occurs twice"),
    "nan.jsonl": (b'{"text": "a", "spam": NaN}\n', "line 1: NaN is not a JSON number"),
    "array.jsonl": (b"[1]\n", "line 1: not a JSON object"),
    "deep.jsonl": (b"[" * 100_000, "line 1: nested deeper than 64 levels"),
    "null.jsonl": (b'{"text": null}\n', "'text' must hold str in every row"),
    "garbage.parquet": (b"PAR1 garbage", "not a readable Parquet file"),
}


@pytest.mark.parametrize("name", DAMAGED)
def test_damage_is_named(tmp_path, name):
    content, match = DAMAGED[name]
    (tmp_path / name).write_bytes(content)
    with pytest.raises(ReadError, match=match) as caught:
        read_table(tmp_path / name)
    assert caught.value.source == str(tmp_path / name)


def test_a_missing_file_is_a_read_error(tmp_path):
    with pytest.raises(ReadError, match="cannot be read: No such file"):
        read_table(tmp_path / "no.csv")


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_cut_file_gives_an_error_or_fewer_rows(tmp_path, suffix):
    frame = table(["a", 'b\n"c"', "d, e"])
    write_table(frame, tmp_path / f"t.{suffix}")
    whole = (tmp_path / f"t.{suffix}").read_bytes()
    cut = tmp_path / f"cut.{suffix}"
    for end in range(0, len(whole), 1 + len(whole) // 300):
        cut.write_bytes(whole[:end])
        with suppress(ReadError):
            assert len(read_table(cut)) <= len(frame)


def test_a_cell_longer_than_the_limit_of_the_csv_module(tmp_path):
    frame = table(["x" * 300_000])
    write_table(frame, tmp_path / "t.csv")
    pd.testing.assert_frame_equal(read_table(tmp_path / "t.csv"), frame)


def test_a_new_file_is_private(tmp_path):
    write_table(table(["a"]), tmp_path / "t.csv")
    if os.name == "posix":
        assert Path(tmp_path / "t.csv").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "attack", ["\n" * 100_000, " " * 100_000, "' " * 50_000, "\u200b\n" * 50_000]
)
def test_searches_are_linear(attack):
    start = time.perf_counter()
    LIVE_LINE_RE.sub("'", attack)
    MARK_RE.sub("", attack)
    split_list("\\" + attack)
    split_list("\\;" * 50_000)
    assert time.perf_counter() - start < 1


@pytest.mark.parametrize("text", ['"\\' * 50_000, '"' * 100_000, "[{" * 50_000])
def test_hostile_json_is_refused_quickly(text):
    with pytest.raises(JsonError, match=r"not valid JSON|nested deeper"):
        parse_json("[" * 70 + text)
