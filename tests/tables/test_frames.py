from datetime import UTC, date, datetime, timedelta, timezone

import numpy as np
import pandas as pd
import pytest

from harassclf.errors import InvalidTableError
from harassclf.tables import Message
from harassclf.tables.columns import MESSAGE_TYPES, SCORE_TYPES
from harassclf.tables.frames import (
    TIME_DTYPE,
    clean_text,
    coerce_known,
    coerce_messages,
    coerce_scores,
    message_frame,
)

DTYPES = {
    "string": "string",
    "list": "object",
    "time": TIME_DTYPE,
    "int": "int64",
    "float": "float64",
    "bool": "bool",
    "category": "category",
}


def messages(**columns):
    return coerce_messages(pd.DataFrame({"text": ["a", "b"], **columns}))


def scores(**columns):
    base = {"message_id": ["1", "2"], "threat": 0.5, "abuse": 0, "spam": [1, 0.25]}
    return coerce_scores(pd.DataFrame({**base, **columns}))


def test_a_text_is_enough():
    table = messages()
    assert {n: str(t) for n, t in table.dtypes.items()} == {
        name: DTYPES[kind] for name, kind in MESSAGE_TYPES.items()
    }
    assert table.loc[1].drop("sent_at").to_dict() == {
        "message_id": "1",
        "platform": "",
        "conversation": "",
        "sender": "",
        "sender_name": "",
        "recipients": [],
        "direction": "unknown",
        "time_basis": "unknown",
        "kind": "message",
        "text": "b",
        "attachments": 0,
        "source": "",
        "position": 0,
        "raw_sha256": "",
    }
    assert table["sent_at"].isna().all()


def test_scores_have_their_dtypes():
    table = scores()
    assert {n: str(t) for n, t in table.dtypes.items()} == {
        name: DTYPES[kind] for name, kind in SCORE_TYPES.items()
    }
    assert table["label"].tolist() == ["none", "none"]
    assert table["language_ok"].tolist() == [True, True]


def test_rows_become_a_table():
    when = datetime(2024, 3, 4, 1, 2, 3, 4, tzinfo=UTC)
    table = message_frame([Message(text="a", message_id="x", sent_at=when)])
    assert table["sent_at"].iloc[0] == when
    assert "subject" not in table.columns
    assert "subject" in message_frame([Message(text="a", subject="s")]).columns
    assert len(message_frame([])) == 0


def test_the_input_is_not_changed_and_extra_columns_are_kept():
    frame = pd.DataFrame(
        {"note": [[1], None], "text": ["a", "b"], 7: [1, 2], "position": ["1", ""]},
        index=[5, 5],
    )
    before = frame.copy(deep=True)
    table = coerce_messages(frame)
    pd.testing.assert_frame_equal(frame, before)
    assert table.columns.tolist() == [*MESSAGE_TYPES, "note", "7"]
    assert table["note"].iloc[0] == [1]
    assert table.index.tolist() == [0, 1]
    table["7"] = 0
    assert frame[7].tolist() == [1, 2]


@pytest.mark.parametrize("value", [None, np.nan, pd.NA, 1, b"a", ["a"]])
def test_a_text_that_is_none_is_refused(value):
    frame = pd.DataFrame({"text": pd.Series(["a", value], dtype=object)})
    with pytest.raises(InvalidTableError, match=r"'text' must hold str .* in row 1"):
        coerce_messages(frame)
    with pytest.raises(InvalidTableError, match=r"'text' must hold str .* in row 1"):
        coerce_known(frame)


@pytest.mark.parametrize(
    ("column", "values", "match"),
    [
        ("message_id", ["x", "x"], "'message_id' must be unique; row 1"),
        ("direction", ["incoming", "sideways"], "'direction' must be one of .* row 1"),
        ("kind", ["", "x"], "'kind' must be one of .* row 1"),
        ("sent_at", ["2024-01-01", "soon"], "'sent_at' must hold .* row 1"),
        ("sent_at", ["2024-01-01", "now"], "'sent_at' must hold .* row 1"),
        ("sent_at", ["2024-01-01", ["x"]], "'sent_at' must hold .* row 1"),
        ("sent_at", [1.7e9, 1.7e9], "'sent_at' holds numbers"),
        ("sent_at", ["2024-01-01", 1700000000], "'sent_at' holds numbers"),
        ("position", [0, "x"], "'position' must hold whole numbers .* row 1"),
        ("position", [0, 1.5], "'position' must hold whole numbers .* row 1"),
        ("position", [0, "1.5"], "'position' must hold whole numbers .* row 1"),
        ("position", [0, np.inf], "'position' must hold whole numbers .* row 1"),
        ("position", ["", 2**63], "'position' must hold whole numbers .* row 1"),
        ("attachments", [0, []], "'attachments' must hold whole numbers .* row 1"),
        (
            "recipients",
            [[], 3],
            "'recipients' must hold lists of str. Got int in row 1",
        ),
    ],
)
def test_wrong_values_name_column_and_row(column, values, match):
    with pytest.raises(InvalidTableError, match=match):
        messages(**{column: pd.Series(values, dtype=object)})


@pytest.mark.parametrize(
    ("column", "values", "match"),
    [
        ("threat", [0.5, 1.5], r"'threat' of the scores table must be in .* row 1"),
        ("abuse", [0.5, None], r"'abuse' of the scores table must be in .* row 1"),
        ("spam", ["0.5", "x"], "'spam' must hold numbers; row 1"),
        ("label", ["spam", "ham"], "'label' must be one of .* row 1"),
        (
            "language_ok",
            [True, "maybe"],
            "'language_ok' must hold true or false; row 1",
        ),
        ("message_id", ["1", "1"], "'message_id' must be unique; row 1"),
    ],
)
def test_wrong_scores_name_column_and_row(column, values, match):
    with pytest.raises(InvalidTableError, match=match):
        scores(**{column: values})


def test_missing_columns_are_named():
    with pytest.raises(InvalidTableError, match=r"a column 'text'. Got .* 'body'"):
        coerce_messages(pd.DataFrame({"body": ["a"]}))
    with pytest.raises(InvalidTableError, match="'abuse', 'spam' missing"):
        coerce_scores(pd.DataFrame({"message_id": ["1"], "threat": [1]}))


def test_a_column_that_occurs_twice_is_refused():
    frame = pd.DataFrame([["a", "b"]], columns=["text", "text"])
    with pytest.raises(InvalidTableError, match="'text' occurs twice"):
        coerce_messages(frame)


def test_lone_surrogates_become_replacement_characters():
    table = messages(
        sender=pd.Series(["\ud83d", "ok"], dtype=object),
        recipients=[["\udc00"], "x; \ud800"],
    )
    assert table["sender"].tolist() == ["\ufffd", "ok"]
    assert table["recipients"].tolist() == [["\ufffd"], ["x", "\ufffd"]]
    assert clean_text("😀\ud83d") == "😀\ufffd"


@pytest.mark.parametrize(
    "values",
    [
        ["2024-03-04T11:00:00.000005+01:00", "2024-03-04T10:00:00.000005"],
        [datetime(2024, 3, 4, 10, 0, 0, 5, tzinfo=UTC)] * 2,
        [
            datetime(2024, 3, 4, 11, 0, 0, 5, tzinfo=timezone(timedelta(hours=1))),
            datetime(2024, 3, 4, 10, 0, 0, 5),
        ],
        [pd.Timestamp("2024-03-04 10:00:00.000005")] * 2,
        pd.to_datetime(["2024-03-04 10:00:00.000005"] * 2),
        pd.to_datetime(["2024-03-04 11:00:00.000005+01:00"] * 2),
    ],
)
def test_times_become_utc(values):
    expected = [pd.Timestamp("2024-03-04 10:00:00.000005", tz="UTC")] * 2
    assert messages(sent_at=values)["sent_at"].tolist() == expected


def test_missing_times_and_dates():
    table = messages(sent_at=pd.Series(["", date(2024, 3, 4)], dtype=object))
    assert table["sent_at"].isna().tolist() == [True, False]
    assert messages(sent_at=[pd.NaT, None])["sent_at"].isna().all()


def test_large_positions_are_exact_beside_missing_ones():
    values = pd.Series([2**62 + 1, None], dtype=object)
    assert messages(position=values)["position"].tolist() == [2**62 + 1, 0]
    table = messages(position=pd.array([2**62 + 1, pd.NA], dtype="Int64"))
    assert table["position"].tolist() == [2**62 + 1, 0]


def test_probabilities_are_exact_from_text():
    assert scores(threat=["0.30000000000000004", "1e-17"])["threat"].tolist() == [
        0.30000000000000004,
        1e-17,
    ]


def test_empty_categories_take_the_default():
    table = messages(kind=["", None], direction=pd.Categorical(["incoming", None]))
    assert table["kind"].tolist() == ["message", "message"]
    assert table["direction"].tolist() == ["incoming", "unknown"]


def test_ids_read_as_floats_are_whole_again():
    assert messages(message_id=[17.0, 18.0])["message_id"].tolist() == ["17", "18"]


def test_lists_come_from_text_tuples_and_arrays():
    table = messages(recipients=["a; b\\; c", np.array(["x"], dtype=object)])
    assert table["recipients"].tolist() == [["a", "b; c"], ["x"]]
    table = messages(recipients=[("a",), None])
    assert table["recipients"].tolist() == [["a"], []]


def test_known_columns_only_are_coerced():
    frame = coerce_known(pd.DataFrame({"x": ["1"], "position": ["2"]}))
    assert frame.columns.tolist() == ["x", "position"]
    assert frame["position"].tolist() == [2]
