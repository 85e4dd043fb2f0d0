"""Tables one behind the other, and ids that stay apart."""

import itertools

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from harassclf.tables import Message, merge
from harassclf.tables.columns import MESSAGE_TYPES
from harassclf.tables.frames import coerce_messages, message_frame
from harassclf.tables.merge import concat_messages, frame_of_stream, unique_ids


def rows(*ids, **fields):
    return [Message("x", message_id=id_, **fields) for id_ in ids]


def test_a_stream_in_pieces_gives_the_same_table(monkeypatch):
    messages = [
        *rows("a", "b", recipients=["x"]),
        *rows("c", subject="s", bulk_headers=["list-id: l"]),
        *rows("d", "e"),
    ]
    whole = message_frame(messages)
    for size in (1, 2, 3, 5, 100):
        monkeypatch.setattr(merge, "CHUNK_ROWS", size)
        pd.testing.assert_frame_equal(frame_of_stream(iter(messages)), whole)


def test_a_stream_without_rows_gives_a_table_without_rows():
    table = frame_of_stream([])
    assert (len(table), list(table.columns)) == (0, list(MESSAGE_TYPES))
    pd.testing.assert_frame_equal(table, concat_messages([]))


def test_no_more_than_a_piece_is_held_as_objects(monkeypatch):
    monkeypatch.setattr(merge, "CHUNK_ROWS", 10)
    taken = []
    monkeypatch.setattr(
        merge,
        "message_frame",
        lambda chunk: taken.append(len(chunk)) or message_frame(chunk),
    )
    frame_of_stream(Message("x", message_id=str(i)) for i in range(25))
    assert taken == [10, 10, 5]


def test_an_optional_column_that_one_table_lacks_is_filled():
    plain, mail = message_frame(rows("a")), message_frame(rows("b", subject="s"))
    bulk = message_frame(rows("c", bulk_headers=["list-id: l"]))
    for tables in itertools.permutations([plain, mail, bulk]):
        table = concat_messages(tables)
        assert list(table.columns) == [*MESSAGE_TYPES, "subject", "bulk_headers"]
        assert table["subject"].dtype == "string"
        by_id = table.set_index("message_id")
        assert by_id["subject"].to_dict() == {"a": "", "b": "s", "c": ""}
        assert by_id["bulk_headers"].to_dict() == {
            "a": [],
            "b": [],
            "c": ["list-id: l"],
        }
        pd.testing.assert_frame_equal(table, coerce_messages(table))


def test_lists_that_are_filled_in_are_not_shared():
    plain, bulk = (
        message_frame(rows("a", "b")),
        message_frame(rows("c", bulk_headers=["l"])),
    )
    table = concat_messages([plain, bulk])
    table["bulk_headers"][0].append("x")
    assert table["bulk_headers"][1] == []
    assert "bulk_headers" not in plain.columns


def test_other_columns_come_last():
    first = message_frame(rows("a")).assign(note="n")
    second = message_frame(rows("b", subject="s"))
    table = concat_messages([first, second])
    assert list(table.columns) == [*MESSAGE_TYPES, "subject", "note"]
    assert table.index.tolist() == [0, 1]


def test_repeated_ids_are_marked_in_order():
    seen: dict[str, int] = {}
    found = [row.message_id for row in unique_ids(rows("a", "b", "a", "a"), seen)]
    assert found == ["a", "b", "a~2", "a~3"]
    assert [row.message_id for row in unique_ids(rows("a"), seen)] == ["a~4"]


def test_a_mark_that_somebody_already_has_is_passed_over():
    found = [row.message_id for row in unique_ids(rows("a", "a~2", "a", "a~2"), {})]
    assert found == ["a", "a~2", "a~3", "a~2~2"]


@given(st.lists(st.sampled_from(["", "a", "a~2", "a~2~2", "a~3", "b"])))
def test_ids_are_unique_and_the_first_of_each_is_kept(ids):
    found = [row.message_id for row in unique_ids(rows(*ids), {})]
    assert len(set(found)) == len(ids)
    assert all(new.startswith(old) for new, old in zip(found, ids, strict=True))
