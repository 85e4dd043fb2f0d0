"""`score_messages`: the scores table and the rule of the label."""

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import harassclf
from harassclf.errors import InvalidTableError, InvalidTextError, UsageError
from harassclf.indicators.registry import NAMES, POSSIBLE_GROOMING
from harassclf.scoring import checked_thresholds, label_codes, score_messages
from harassclf.tables.columns import LABEL_VALUES, LABELS, SCORE_TYPES
from harassclf.tables.files import read_table, write_table
from harassclf.tables.frames import coerce_scores

TEXTS = ["see you at six", "", "I will find you", "привет как дела", "x" * 5000, "🎂"]
DEFAULTS = {"threat": 0.5, "abuse": 0.6, "spam": 0.7}
QUOTED = "ok\n\nOn 13 March 2024 Sam wrote:\n> I will find you\n"
PROBABILITY = st.floats(0, 1)
THREATS = [
    "I will kill you when I find you",
    "I know where you live and I am coming to hurt you tonight",
    "You are dead. I am going to stab you and your family",
]
FRIENDLY = [
    "see you at six, bring the cake",
    "Happy birthday! Hope you have a lovely day",
    "thanks for dinner, the kids loved it",
]
ADVERTS = [
    "CONGRATULATIONS! You have won a free iPhone, click http://win.example.org to"
    " claim your prize now",
    "Cheap loans approved in 5 minutes, no credit check. Call 07700 900123 now!",
    "URGENT! Your account is suspended, verify at http://bank.example.org to avoid"
    " closure",
]


class Fixed:
    """A model that gives the probabilities it was made with."""

    def __init__(self, probabilities):
        self.probabilities = np.array(probabilities, float).reshape(-1, 3)
        self.thresholds_ = DEFAULTS
        self.texts = []

    def predict_proba(self, texts):
        self.texts = texts
        return self.probabilities


@pytest.fixture(scope="module")
def scores():
    return score_messages(TEXTS)


def test_columns_types_and_order_are_those_of_the_table(scores):
    assert list(scores.columns) == list(SCORE_TYPES)
    pd.testing.assert_frame_equal(scores, coerce_scores(scores))
    assert scores["message_id"].tolist() == [str(i) for i in range(len(TEXTS))]
    assert scores["label"].cat.categories.tolist() == list(LABEL_VALUES)
    assert scores["language_ok"].tolist() == [True, True, True, False, True, True]
    named = {name for cell in scores["indicators"] for name in cell.split("; ")}
    assert named <= {"", *NAMES}


def test_probabilities_are_in_the_unit_interval(scores):
    assert scores[list(LABELS)].to_numpy().min() >= 0
    assert scores[list(LABELS)].to_numpy().max() <= 1


@pytest.mark.parametrize(
    "make",
    [
        tuple,
        iter,
        pd.Series,
        lambda texts: np.array(texts, dtype=object),
        lambda texts: np.array(texts),
        lambda texts: pd.Series(texts, index=range(50, 50 + len(texts))),
        lambda texts: pd.Series(texts, dtype="string"),
        lambda texts: pd.DataFrame({"text": texts}),
        lambda texts: pd.DataFrame({"text": texts, "n": 1}, index=[7] * len(texts)),
    ],
)
def test_every_kind_of_input_gives_the_same(scores, make):
    pd.testing.assert_frame_equal(score_messages(make(list(TEXTS))), scores)


def test_rows_keep_their_order_whatever_stands_beside_them(scores):
    order = [4, 2, 0, 5, 1, 3]
    shuffled = score_messages([TEXTS[i] for i in order])
    for name in LABELS:
        expected = scores[name].to_numpy()[order]
        np.testing.assert_allclose(shuffled[name], expected, atol=1e-12)


def test_a_frame_is_not_changed_and_its_ids_are_kept():
    frame = pd.DataFrame({"text": TEXTS, "message_id": list("fedcba"), "extra": 1})
    before = frame.copy(deep=True)
    found = score_messages(frame, model=Fixed([[0, 0, 0]] * len(TEXTS)))
    pd.testing.assert_frame_equal(frame, before)
    assert found["message_id"].tolist() == list("fedcba")
    assert "extra" not in found.columns


def test_of_a_mail_the_own_words_are_scored():
    frame = pd.DataFrame({"text": [QUOTED], "platform": "email", "subject": "hey"})
    model = Fixed([[0, 0, 0]])
    score_messages(frame, model=model)
    assert model.texts[0].startswith("hey\nok")
    assert "find you" not in model.texts[0]


@pytest.mark.parametrize("kind", [list, lambda texts: pd.DataFrame({"text": texts})])
def test_nothing_to_score(kind):
    found = score_messages(kind([]))
    assert (len(found), list(found.columns)) == (0, list(SCORE_TYPES))


@pytest.mark.parametrize("bad", [None, float("nan"), 3, b"x", pd.NA, ["x"]])
def test_what_is_no_text_is_refused_with_its_place(bad):
    with pytest.raises(InvalidTextError, match=r"Got \w+ at index 2;") as caught:
        score_messages(["a", "b", bad])
    assert caught.value.index == 2
    with pytest.raises(InvalidTableError, match=r"Got \w+ in row 2;"):
        score_messages(pd.DataFrame({"text": ["a", "b", bad]}))


def test_a_bare_text_is_refused():
    with pytest.raises(InvalidTextError, match="a bare str instead of a list"):
        score_messages("I will find you")


def test_a_frame_without_texts_is_refused():
    with pytest.raises(InvalidTableError, match="needs a column 'text'"):
        score_messages(pd.DataFrame({"body": ["a"]}))


@given(st.lists(st.tuples(PROBABILITY, PROBABILITY, PROBABILITY)), PROBABILITY)
def test_the_label_is_the_first_that_reaches_its_threshold(rows, limit):
    limits = {"threat": limit, "abuse": 0.5, "spam": 1.0}
    found = label_codes(np.array(rows, float).reshape(-1, 3), limits)
    for row, code in zip(rows, found, strict=True):
        reached = [n for n, p in zip(LABELS, row, strict=True) if p >= limits[n]]
        assert LABEL_VALUES[code] == (reached[0] if reached else "none")


def test_thresholds_are_the_models_unless_given():
    model = Fixed([[0.5, 1, 1], [0.49, 0.6, 1], [0.49, 0.59, 0.7], [0.49, 0.59, 0.69]])
    texts = ["x"] * 4
    found = score_messages(texts, model=model)["label"].tolist()
    assert found == ["threat", "abuse", "spam", "none"]
    found = score_messages(texts, model=model, thresholds={"abuse": 1, "spam": 0})
    assert found["label"].tolist() == ["threat", "spam", "spam", "spam"]
    assert model.thresholds_ == DEFAULTS


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"harm": 0.5}, "There is no label 'harm'; the labels are threat, abuse, spam"),
        ({"none": 0.5}, "There is no label 'none'"),
        ({"spam": 1.01}, r"'spam' must be in \[0, 1\]\. Got 1\.01 instead"),
        ({"spam": -0.1}, r"'spam' must be in \[0, 1\]"),
        ({"spam": float("nan")}, r"'spam' must be in \[0, 1\]\. Got nan"),
        ({"spam": "high"}, r"'spam' must be in \[0, 1\]\. Got 'high'"),
        ({"spam": None}, r"'spam' must be in \[0, 1\]\. Got None"),
    ],
)
def test_thresholds_that_are_none_are_refused(given, message):
    with pytest.raises(UsageError, match=message):
        checked_thresholds(given, DEFAULTS)
    with pytest.raises(UsageError, match=message):
        score_messages(
            ["x"], model=SimpleNamespace(thresholds_=DEFAULTS), thresholds=given
        )


@pytest.mark.parametrize("ending", ["csv", "jsonl", "parquet"])
def test_scores_and_extra_columns_survive_a_file(scores, tmp_path, ending):
    if ending == "parquet":
        pytest.importorskip("pyarrow")
    table = scores.assign(note=list("abcdef"))
    write_table(table, tmp_path / f"s.{ending}")
    again = read_table(tmp_path / f"s.{ending}")
    assert again["note"].tolist() == list("abcdef")
    pd.testing.assert_frame_equal(again.drop(columns="note"), scores)
    rescored = pd.concat([pd.DataFrame({"text": TEXTS}), again], axis=1)
    pd.testing.assert_frame_equal(score_messages(rescored), scores)


@pytest.mark.parametrize(
    ("texts", "label"), [(THREATS, "threat"), (FRIENDLY, "none"), (ADVERTS, "spam")]
)
def test_the_packaged_model_knows_plain_cases(texts, label):
    assert harassclf.score_messages(texts)["label"].tolist() == [label] * 3


def test_indicators_are_named_in_the_order_of_the_registry():
    scores = score_messages(["do not contact me again", "I will kill you", "tea?"])
    first, second, third = scores["indicators"]
    assert "stop_request" in first.split("; ")
    assert "death_threat" in second.split("; ")
    assert third == ""


def test_grooming_is_looked_for_in_conversations_only():
    texts = [
        "how old are you?",
        "are you alone at home?",
        "dont tell your mum about us",
    ]
    texts += ["add me on the other app", "lets meet on saturday just us"]
    frame = pd.DataFrame({"text": texts, "sender": "x", "conversation": "chat"})
    named = score_messages(frame)["indicators"]
    assert any(POSSIBLE_GROOMING in cell.split("; ") for cell in named)
    alone = score_messages(texts)["indicators"]
    assert not any(POSSIBLE_GROOMING in cell.split("; ") for cell in alone)
