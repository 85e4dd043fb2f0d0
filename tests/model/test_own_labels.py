"""A user's own corrections, added to the recipe."""

from __future__ import annotations

from pathlib import Path

import pytest

from harassclf.errors import DataError
from harassclf.model.classifier import HarassmentClassifier
from harassclf.model.datasets import AUTHORED_WEIGHT, LabelledTexts
from harassclf.model.own_labels import OWN, read_own_labels, what_changed


def written(folder: Path, content: str | bytes) -> Path:
    path = folder / "mine.csv"
    raw = content.encode() if isinstance(content, str) else content
    path.write_bytes(raw)
    return path


def test_labels_may_be_unknown_and_other_columns_stay_unused(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "\ufeffnote,text,threat,spam\nx,marmalade,1,\ny,tea,,\nz,cake,0.0,1\n,,1,1\n",
    )
    into = LabelledTexts()
    assert read_own_labels(path, into) == 2
    assert into.texts == ["marmalade", "cake"]
    assert into.labels == [(1, -1, -1), (0, -1, 1)]
    assert into.sets == [OWN, OWN]
    assert len(set(into.groups)) == 2
    assert into.weights == [AUTHORED_WEIGHT] * 2


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("text,label\nquokka,1\n", "needs a column 'text' and at least one of"),
        ("threat,abuse\n1,0\n", "needs a column 'text' and at least one of"),
        ("", "needs a column 'text'"),
        ("text,threat\nquokka,\n", "has no message with a label"),
        ("text,threat\nquokka,maybe\n", "record 1: a label must be 1, 0 or empty"),
        (b"text,threat\n\xff\xfe,1\n", "is not UTF-8"),
    ],
)
def test_what_is_wrong_is_said_without_the_text(
    tmp_path: Path, content: str | bytes, message: str
) -> None:
    with pytest.raises(DataError, match=message) as caught:
        read_own_labels(written(tmp_path, content), LabelledTexts())
    assert "quokka" not in str(caught.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"none\.csv: cannot be read"):
        read_own_labels(tmp_path / "none.csv", LabelledTexts())


def test_what_changed_counts_the_users_messages(
    fitted: HarassmentClassifier, tmp_path: Path
) -> None:
    texts = LabelledTexts()
    path = written(tmp_path, "text,threat\nI will hurt you,1\nsee you at six,0\n")
    read_own_labels(path, texts)
    margins = fitted.out_of_fold_margins_
    try:
        fitted.out_of_fold_margins_ = margins[:2]
        lines = list(what_changed(fitted, fitted, texts))
    finally:
        fitted.out_of_fold_margins_ = margins
    assert len(lines) == 9
    assert lines[2].startswith("threat, your 2 messages: ")
    assert lines[5].startswith("abuse, your 0 messages: 0 right before, 0 after")
