"""``harassclf score --explain``: the column, its offsets, and what the screen shows."""

import csv
import io
import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from rich.console import Console

from harassclf.cli.explain import MOST_SPANS, marked, print_explanations
from harassclf.model.classifier import HarassmentClassifier
from harassclf.tables.columns import LABELS
from harassclf.tables.files import read_table
from harassclf.tables.frames import coerce_messages

CASES = Path(__file__).parents[1] / "cases" / "tiny_labelled.csv"
SMALL = {"word_bits": 10, "char_bits": 11, "pattern_bits": 10, "folds": 3}
TEXTS = [
    "I will k i l l you tonight",
    "you stupid idiot 😊😊 you stupid idiot",
    "WIN a free prize at http://win.example.org now",
    "see you at six",
    "",
]
MAIL = (
    "From: Sam <sam@example.org>\nTo: elle@example.org\n"
    "Date: Wed, 13 Mar 2024 21:05:00 +0100\nSubject: you stupid idiot\n"
    "Message-ID: <one@example.org>\n\nI will find you and hurt you.\n\n"
    "On Tue, 12 Mar 2024, Elle wrote:\n> please stop writing\n> thank you\n"
)


@pytest.fixture(scope="module")
def model(tmp_path_factory):
    """Return the file of a small model."""
    with CASES.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    labels = np.array([[int(row[name]) for name in LABELS] for row in rows], np.int8)
    fitted = HarassmentClassifier(**SMALL).fit([row["text"] for row in rows], labels)
    path = tmp_path_factory.mktemp("model") / "small.hcm"
    fitted.save(path)
    return path


@pytest.fixture
def lines(tmp_path):
    """Return a file with the texts, one JSON line each."""
    path = tmp_path / "lines.jsonl"
    path.write_text("".join(json.dumps({"text": text}) + "\n" for text in TEXTS))
    return path


def with_limit(limit):
    """Return options that give every label one threshold."""
    return [part for name in LABELS for part in ("--threshold", f"{name}={limit}")]


@pytest.mark.parametrize("ending", ["csv", "jsonl", "parquet"])
def test_offsets_cut_words_out_of_the_text(run, lines, model, tmp_path, ending):
    if ending == "parquet":
        pytest.importorskip("pyarrow")
    output = tmp_path / f"out.{ending}"
    options = ["--model", model, "--explain", *with_limit(0)]
    assert run("score", lines, "-o", output, *options).status == 0
    frame = read_table(output)
    assert frame["text"].tolist() == TEXTS
    assert frame.columns[-1] == "explanation"
    moved = []
    for text, cell in zip(frame["text"], frame["explanation"], strict=True):
        explained = json.loads(cell)
        assert list(explained) == list(LABELS)
        spans = [span for label in LABELS for span in explained[label]]
        assert all(len(explained[label]) <= MOST_SPANS for label in LABELS)
        assert all(0 <= begin < end <= len(text) for begin, end, _ in spans)
        moved.append({text[begin:end] for begin, end, _ in spans})
        for label in LABELS:
            weights = [abs(weight) for *_, weight in explained[label]]
            assert weights == sorted(weights, reverse=True)
    assert "k i l l" in moved[0]
    assert {"idiot", "😊"} <= moved[1]
    assert "http://win.example.org" in moved[2]
    assert moved[3] <= {"see", "you", "at", "six"}
    assert moved[4] == set()


@pytest.mark.parametrize("limit", [0.0, 0.3, 0.9, 1.0])
def test_labels_that_are_explained(run, lines, model, tmp_path, limit):
    output = tmp_path / "out.jsonl"
    run("score", lines, "--model", model, "--explain", "-o", output, *with_limit(limit))
    for _, row in read_table(output).iterrows():
        reached = [name for name in LABELS if row[name] >= limit]
        highest = max(LABELS, key=row.__getitem__)
        assert list(json.loads(row["explanation"])) == (reached or [highest])


def test_it_changes_no_score_and_is_no_column_without_the_option(
    run, lines, model, tmp_path
):
    run("score", lines, "-o", tmp_path / "a.jsonl", "--model", model)
    run("score", lines, "-o", tmp_path / "b.jsonl", "--model", model, "--explain")
    plain, explained = (
        read_table(tmp_path / "a.jsonl"),
        read_table(tmp_path / "b.jsonl"),
    )
    assert "explanation" not in plain.columns
    pd.testing.assert_frame_equal(explained.drop(columns="explanation"), plain)
    again = tmp_path / "c.jsonl"
    assert run("score", tmp_path / "b.jsonl", "-o", again, "--model", model).status == 0
    assert "explanation" not in read_table(again).columns


def test_a_subject_stands_apart(run, model, tmp_path):
    (tmp_path / "mail.eml").write_text(MAIL)
    output = tmp_path / "out.jsonl"
    options = ["--model", model, "--explain", *with_limit(0)]
    assert run("score", tmp_path / "mail.eml", "-o", output, *options).status == 0
    row = read_table(output).iloc[0]
    explained = json.loads(row["explanation"])
    subject = explained.pop("subject")
    assert list(explained) == list(LABELS)
    of_text = {row["text"][b:e] for spans in explained.values() for b, e, _ in spans}
    of_subject = {
        row["subject"][b:e] for spans in subject.values() for b, e, _ in spans
    }
    assert of_subject <= {"you", "stupid", "idiot"}
    assert of_text <= {"I", "will", "find", "you", "and", "hurt"}
    assert of_subject
    assert of_text
    for label in LABELS:
        both = len(explained[label]) + len(subject.get(label, []))
        assert 0 < both <= MOST_SPANS


def test_an_export_without_messages(run, model, tmp_path):
    path = tmp_path / "empty.csv"
    path.write_text("message_id,text,position\n")
    output = tmp_path / "out.csv"
    assert run("score", path, "-o", output, "--model", model, "--explain").status == 0
    assert list(pd.read_csv(output).columns)[-1] == "explanation"


def shown(text, spans):
    """Return what a terminal gets for one message."""
    messages = coerce_messages(pd.DataFrame({"text": [text]}))
    scores = pd.DataFrame(
        {
            **{name: [0.9 if name == "threat" else 0.1] for name in LABELS},
            "label": ["threat"],
            "explanation": [json.dumps({"threat": spans})],
        }
    )
    return screen(messages, scores)


def screen(messages, scores, *, terminal=True):
    stream = io.StringIO()
    console = Console(
        file=stream, force_terminal=terminal, color_system="standard", width=100
    )
    print_explanations(messages, scores, console)
    return stream.getvalue()


def test_words_that_speak_for_the_label_are_bold():
    out = shown("I will hurt you", [[7, 11, 1.5], [12, 15, -0.5]])
    assert "threat 0.90  I will \x1b[1mhurt\x1b[0m you" in out


def test_nothing_in_a_message_can_steer_the_terminal():
    out = shown("[red]:bomb: \x1b[2J\u202ehurt", [[12, 16, 1.0], [16, 21, 2.0]])
    bare = out.replace("\x1b[1m", "").replace("\x1b[0m", "")
    assert not set(bare) & set("\x1b\u202e")
    assert "[red]:bomb: <U+001B>[2J<RLO>hurt" in bare


@pytest.mark.parametrize("case", ["no terminal", "outgoing", "none"])
def test_nothing_is_shown(case):
    messages = pd.DataFrame({"text": ["hurt"], "direction": ["incoming"]})
    if case == "outgoing":
        messages["direction"] = "outgoing"
    scores = pd.DataFrame(
        {"threat": [0.9], "abuse": [0.1], "spam": [0.1], "label": ["threat"]}
    ).assign(explanation='{"threat": [[0, 4, 1.0]]}')
    if case == "none":
        scores["label"] = "none"
    assert (
        screen(coerce_messages(messages), scores, terminal=case != "no terminal") == ""
    )


def test_the_ten_highest_come_first():
    messages = coerce_messages(pd.DataFrame({"text": [f"no {i}" for i in range(30)]}))
    scores = pd.DataFrame({name: [i / 30 for i in range(30)] for name in LABELS})
    scores = scores.assign(label="spam", explanation='{"spam": []}')
    rows = screen(messages, scores).splitlines()[1:]
    assert [row.rsplit(None, 1)[1] for row in rows] == [str(29 - i) for i in range(10)]


@pytest.mark.parametrize(
    ("text", "spans", "width", "expected"),
    [
        ("", [], 10, ""),
        ("short", [[0, 5, 1.0]], 10, "*short*"),
        ("0123456789abcdef", [], 10, "012345678…"),
        ("0123456789abcdef", [[0, 2, 1.0]], 10, "*01*2345678…"),
        ("0123456789abcdef", [[14, 16, 1.0]], 10, "…789abcd*ef*"),
        ("0123456789" * 3, [[15, 17, 2.0], [0, 3, 1.0]], 10, "…34*56*7890…"),
        ("0123456789", [[2, 4, 4.0], [5, 6, 1.0], [8, 9, 0.9]], 10, "01*23*4*5*6789"),
        ("0123456789", [[2, 4, 1.0], [2, 6, 1.0], [8, 9, -3.0]], 10, "01*23**45*6789"),
    ],
)
def test_the_part_of_a_long_message_that_is_shown(text, spans, width, expected):
    line = marked(text, spans, width)
    assert len(line.plain) <= max(width, len(text))
    out = list(line.plain)
    for span in sorted(line.spans, key=lambda s: -s.start):
        out.insert(span.end, "*")
        out.insert(span.start, "*")
    assert "".join(out) == expected


def test_hidden_text_stays_hidden(run, lines, model, tmp_path, monkeypatch):
    monkeypatch.setattr(
        "harassclf.cli.explain.print_explanations", lambda *_: pytest.fail("was shown")
    )
    options = ["--model", model, "--explain", "--hide-text", *with_limit(0)]
    assert run("score", lines, "-o", tmp_path / "out.csv", *options).status == 0
