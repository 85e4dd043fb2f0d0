"""data/sources.toml, the public sets it records, and the project's own lines."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from harassclf.errors import DataError
from harassclf.model.datasets import (
    AUTHORED_WEIGHT,
    LabelledTexts,
    Origin,
    read_authored,
    read_set,
    read_sources,
)

ROOT = Path(__file__).parents[2]
SOURCES = ROOT / "data" / "sources.toml"
DATASETS = ROOT / ".." / "shared" / "datasets"
HEAD = ["id", "text", "lang", "threat", "abuse", "spam", "benign"]

ORIGIN = Origin(
    name="chat",
    title="Chat",
    url="https://example.org/chat",
    commit="abc",
    licence="MIT",
    licence_class="A",
    sha256="0" * 64,
    use="train",
    family="chat",
    labels=("threat", "abuse"),
    benign=("spam",),
    private=False,
    weight=1.0,
    rows=0,
)
TABLE: dict[str, str] = {
    "title": '"Chat"',
    "url": '"https://example.org/chat"',
    "commit": '"abc"',
    "licence": '"MIT"',
    "class": '"A"',
    "sha256": f'"{"0" * 64}"',
    "use": '"train"',
    "family": '"chat"',
    "labels": '["threat", "abuse"]',
    "benign": '["spam"]',
    "private": "false",
    "weight": "1.0",
    "rows": "0",
}


def toml(tmp_path: Path, **changed: str | None) -> Path:
    """Write a sources file of one set; None leaves a key out."""
    table = {key: value for key, value in (TABLE | changed).items() if value}
    path = tmp_path / "sources.toml"
    lines = "".join(f"{key} = {value}\n" for key, value in table.items())
    path.write_text(f"[chat]\n{lines}", "utf-8")
    return path


def prepared(
    tmp_path: Path, rows: list[list[str]], /, *, head: list[str] = HEAD, **changed: Any
) -> Origin:
    """Write messages.csv.gz of a set; return what records it."""
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows([head, *rows])
    raw = gzip.compress(stream.getvalue().encode(), mtime=0)
    origin = replace(ORIGIN, sha256=hashlib.sha256(raw).hexdigest(), **changed)
    (tmp_path / origin.name).mkdir(exist_ok=True)
    (tmp_path / origin.name / "messages.csv.gz").write_bytes(raw)
    return origin


def read(tmp_path: Path, rows: list[list[str]], /, **changed: Any) -> LabelledTexts:
    into = LabelledTexts()
    count = read_set(prepared(tmp_path, rows, **changed), tmp_path, into)
    assert count == len(into)
    return into


# --- sources.toml


def test_sources(tmp_path: Path) -> None:
    assert read_sources(toml(tmp_path)) == {"chat": ORIGIN}


def test_further_keys_are_left_alone(tmp_path: Path) -> None:
    assert read_sources(toml(tmp_path, origin='"x"', files='"y"')) == {"chat": ORIGIN}


@pytest.mark.parametrize("key", sorted(TABLE))
def test_missing_key(tmp_path: Path, key: str) -> None:
    with pytest.raises(DataError, match=rf"sources\.toml: a set lacks the key '{key}'"):
        read_sources(toml(tmp_path, **{key: None}))


@pytest.mark.parametrize("value", ["C", "", "a", "AA"])
def test_licence_class(tmp_path: Path, value: str) -> None:
    with pytest.raises(DataError, match=f"Set 'chat' has licence class '{value}'"):
        read_sources(toml(tmp_path, **{"class": f'"{value}"'}))


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("title", "1"),
        ("use", '"trian"'),
        ("use", '["train"]'),
        ("sha256", '"abc"'),
        ("sha256", f'"{"A" * 64}"'),
        ("sha256", "1"),
        ("labels", '"threat"'),
        ("labels", '["toxic"]'),
        ("benign", "[1]"),
        ("private", '"yes"'),
        ("private", "1"),
        ("weight", "-1"),
        ("weight", '"1"'),
        ("weight", "nan"),
        ("weight", "inf"),
        ("weight", "true"),
        ("rows", "-1"),
        ("rows", "1.5"),
        ("family", "false"),
    ],
)
def test_key_that_does_not_fit(tmp_path: Path, key: str, value: str) -> None:
    with pytest.raises(DataError, match=f"^Set 'chat' has a '{key}' that does not fit"):
        read_sources(toml(tmp_path, **{key: value}))


@pytest.mark.parametrize("raw", [b"[chat", b"a = ", b"\xff = 1", b"[a]\n[a]\n"])
def test_not_toml(tmp_path: Path, raw: bytes) -> None:
    (tmp_path / "bad.toml").write_bytes(raw)
    with pytest.raises(DataError, match=r"bad\.toml: is not a TOML file"):
        read_sources(tmp_path / "bad.toml")


def test_value_beside_the_tables(tmp_path: Path) -> None:
    (tmp_path / "bad.toml").write_text("version = 1\n")
    with pytest.raises(DataError, match="'version' is not a table of the keys"):
        read_sources(tmp_path / "bad.toml")


def test_missing_sources(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"absent: cannot be read \(No such file"):
        read_sources(tmp_path / "absent")


# --- a set


def test_rows(tmp_path: Path) -> None:
    texts = read(
        tmp_path,
        [
            ["1", "come here", "en", "1", "0", "", "0"],
            ["2", "hi", "en", "0", "", "", ""],
        ],
        weight=0.5,
        private=True,
        family="kin",
    )
    assert texts.texts == ["come here", "hi"]
    assert texts.labels == [(1, 0, -1), (0, -1, -1)]
    assert texts.weights == [0.5, 0.5]
    assert texts.sets == ["chat", "chat"]
    assert texts.families == ["kin", "kin"]
    assert texts.private == [True, True]
    assert texts.label_array().tolist() == [[1, 0, -1], [0, -1, -1]]
    assert texts.label_array().dtype == np.int8


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        # threat, abuse, spam, benign; threat and abuse are taken, spam where benign
        (("1", "1", "1", "0"), (1, 1, -1)),
        (("0", "", "1", "0"), (0, -1, -1)),
        (("1.0", "0.0", "", ""), (1, 0, -1)),
        (("", "", "", "1"), (-1, -1, 0)),
        (("", "", "", "1.0"), (-1, -1, 0)),
        (("0", "0", "", "1"), (0, 0, 0)),
        (("1", "", "", "1"), (1, -1, 0)),
    ],
)
def test_which_labels_are_taken(
    tmp_path: Path, cells: tuple[str, ...], expected: tuple[int, ...]
) -> None:
    assert read(tmp_path, [["1", "a", "en", *cells]]).labels == [expected]


def test_rows_without_any_label_are_left_out(tmp_path: Path) -> None:
    rows = [["1", "a", "en", "", "", "1", "0"], ["2", "b", "en", "", "", "", ""]]
    texts = read(tmp_path, rows)
    assert len(texts) == 0
    assert texts.label_array().shape == (0, 3)


def test_other_languages_and_empty_texts_are_left_out(tmp_path: Path) -> None:
    rows = [
        [str(i), text, language, "1", "0", "", ""]
        for i, (text, language) in enumerate(
            [
                ("a", "en"),
                ("b", "de"),
                ("c", ""),
                (" \n", "en"),
                ("", "en"),
                ("d", "en"),
            ]
        )
    ]
    assert read(tmp_path, rows).texts == ["a", "d"]


def test_set_without_language_column(tmp_path: Path) -> None:
    into = LabelledTexts()
    head = [name for name in HEAD if name != "lang"]
    origin = prepared(tmp_path, [["1", "a", "1", "0", "", ""]], head=head)
    assert read_set(origin, tmp_path, into) == 1


def test_cap_on_rows_is_drawn_by_digest(tmp_path: Path) -> None:
    rows = [[str(i), f"text {i}", "en", "0", "0", "", ""] for i in range(200)]
    drawn = read(tmp_path, rows, rows=50)
    assert len(drawn) == 50
    assert read(tmp_path, rows[::-1], rows=50).texts == drawn.texts
    assert drawn.groups == sorted(drawn.groups)
    # A larger draw holds the smaller one; it is not the head of the file.
    assert set(drawn.texts) < set(read(tmp_path, rows, rows=100).texts)
    assert drawn.texts != [f"text {i}" for i in range(50)]
    assert read(tmp_path, rows, rows=200).texts == [f"text {i}" for i in range(200)]
    assert len(read(tmp_path, rows, rows=0)) == 200


def test_same_letters_are_one_group(tmp_path: Path) -> None:
    same = ["You win!", "you WIN", "y o u, w-i-n", "ＹＯＵ win"]
    rows = [[str(i), text, "en", "0", "0", "", ""] for i, text in enumerate(same)]
    groups = read(tmp_path, [*rows, ["9", "you lose", "en", "0", "0", "", ""]]).groups
    assert len(set(groups[:3])) == 1
    assert groups[4] not in groups[:4]
    assert read(tmp_path, rows[:1], name="other").groups == groups[:1]


def test_long_and_quoted_cells(tmp_path: Path) -> None:
    before = csv.field_size_limit()
    long = "line\n" * 60_000 + '"quoted", and more'
    assert read(tmp_path, [["1", long, "en", "1", "0", "", ""]]).texts == [long]
    assert csv.field_size_limit() == before


def test_digest_mismatch(tmp_path: Path) -> None:
    origin = prepared(tmp_path, [["1", "a", "en", "1", "0", "", ""]])
    path = tmp_path / "chat" / "messages.csv.gz"
    path.write_bytes(path.read_bytes() + b"\0")
    into = LabelledTexts()
    with pytest.raises(
        DataError, match=r"chat.messages\.csv\.gz: its SHA-256 is not the one recorded"
    ):
        read_set(origin, tmp_path, into)
    assert len(into) == 0


def test_missing_set_says_where_to_get_it(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"https://example\.org/chat at commit abc$"):
        read_set(ORIGIN, tmp_path, LabelledTexts())


@pytest.mark.parametrize(
    "row",
    [
        ["1", "secret words", "en", "2", "0", "", ""],
        ["1", "secret words", "en", "0.5", "0", "", ""],
        ["1", "secret words", "en", "yes", "0", "", ""],
        ["1", "secret words", "en", "nan", "0", "", ""],
        ["1", "secret words", "en", "1"],
    ],
)
def test_bad_record(tmp_path: Path, row: list[str]) -> None:
    match = r"messages\.csv\.gz: a record .* has a label that is neither 1, 0 nor empty"
    with pytest.raises(DataError, match=match) as info:
        read(tmp_path, [row])
    assert "secret" not in str(info.value)


def test_missing_column(tmp_path: Path) -> None:
    origin = prepared(tmp_path, [["1", "a"]], head=["id", "body"])
    with pytest.raises(DataError, match="a record lacks a column"):
        read_set(origin, tmp_path, LabelledTexts())


def test_not_gzip(tmp_path: Path) -> None:
    raw = b"id,text\n"
    (tmp_path / "chat").mkdir()
    (tmp_path / "chat" / "messages.csv.gz").write_bytes(raw)
    origin = replace(ORIGIN, sha256=hashlib.sha256(raw).hexdigest())
    with pytest.raises(DataError, match=r"messages\.csv\.gz: is not a gzip file"):
        read_set(origin, tmp_path, LabelledTexts())


# --- authored lines

AUTHORED = "id,text,threat,abuse,spam,category,family,voice\n"


def test_authored(tmp_path: Path) -> None:
    (tmp_path / "b.csv").write_text(AUTHORED + "b-1,hello,0,0,0,ordinary,x,b\n")
    (tmp_path / "a.csv").write_text(
        AUTHORED + 'a-1,"pay up, now",1,0,0,money,x,a\na-2,fool,0,1,0,insult,y,a\n'
    )
    into = LabelledTexts()
    digest = read_authored(tmp_path, into)
    assert into.texts == ["pay up, now", "fool", "hello"]
    assert into.labels == [(1, 0, 0), (0, 1, 0), (0, 0, 0)]
    assert into.groups == ["voice a", "voice a", "voice b"]
    assert into.sets == into.families == ["authored:a", "authored:a", "authored:b"]
    assert into.weights == [AUTHORED_WEIGHT] * 3
    assert not any(into.private)
    raw = (tmp_path / "a.csv").read_bytes() + (tmp_path / "b.csv").read_bytes()
    assert digest == hashlib.sha256(raw).hexdigest()


@pytest.mark.parametrize(
    "row",
    [
        "b-2,secret,2,0,0,x,y,b",
        "b-2,secret,,0,0,x,y,b",
        "b-2,secret,-1,0,0,x,y,b",
        "b-2,secret,one,0,0,x,y,b",
        "b-2,secret,1,0",
        "b-2,secret,1,0,0,x,y,",
        "b-2,,1,0,0,x,y,b",
        "b-2,\udcff,1,0,0,x,y,b",
    ],
)
def test_bad_authored_row(tmp_path: Path, row: str) -> None:
    text = f"{AUTHORED}b-1,hello,0,0,0,o,x,b\n{row}\n"
    (tmp_path / "b.csv").write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(
        DataError, match=r"b\.csv, record [12]: needs UTF-8, text, v"
    ) as info:
        read_authored(tmp_path, LabelledTexts())
    assert "secret" not in str(info.value)


def test_authored_without_columns_or_files(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"has no \.csv file of authored lines"):
        read_authored(tmp_path, LabelledTexts())
    (tmp_path / "b.csv").write_text("text\nhello\n")
    with pytest.raises(DataError, match=r"b\.csv, record 1: needs UTF-8"):
        read_authored(tmp_path, LabelledTexts())


# --- the repository's own


def test_own_sources() -> None:
    sources = read_sources(SOURCES)
    assert len(sources) > 15
    for name, origin in sources.items():
        assert origin.name == name
        assert origin.url.startswith("https://")
        assert len(origin.commit) >= 7
        assert origin.licence
        # What may be trained on teaches something, and what may not weighs nothing.
        if origin.use == "train":
            assert origin.weight > 0
            assert origin.labels or origin.benign
        else:
            assert origin.weight == 0
        assert not set(origin.labels) & set(origin.benign) or origin.labels == ()
    assert {field.name for field in fields(Origin)} == set(ORIGIN.__slots__)


def test_own_authored_lines() -> None:
    into = LabelledTexts()
    read_authored(ROOT / "data" / "authored", into)
    assert len(into) > 10_000
    labels = into.label_array()
    assert set(np.unique(labels)) == {0, 1}
    assert (labels.sum(axis=0) > 500).all()
    assert len(set(into.sets)) >= 5


@pytest.mark.skipif(not DATASETS.is_dir(), reason="the public sets are not here")
def test_digests_of_the_public_sets() -> None:
    for name, origin in read_sources(SOURCES).items():
        with (DATASETS / name / "messages.csv.gz").open("rb") as stream:
            found = hashlib.file_digest(stream, "sha256").hexdigest()
        assert found == origin.sha256, name


@pytest.mark.skipif(not DATASETS.is_dir(), reason="the public sets are not here")
def test_a_public_set_reads() -> None:
    into = LabelledTexts()
    origin = read_sources(SOURCES)["sms_spam_uci"]
    assert read_set(origin, DATASETS, into) == 5572
    assert into.label_array()[:, 2].sum() == 747
