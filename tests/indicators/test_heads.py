"""Heads and rules together name what a message shows."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from importlib.resources import files

import numpy as np
import pytest

from harassclf.errors import DataError, InvalidTextError
from harassclf.indicators.heads import facts, indicate, joined, packaged_heads
from harassclf.indicators.registry import RULES
from harassclf.indicators.training import (
    Lines,
    decision,
    held_out_margins,
    read_lines,
    save_heads,
)
from harassclf.text.ngram_kernel import Windows
from harassclf.text.ngrams import count_texts

NAMES = list(RULES)
PLAIN = ["see you at six", "", "lovely photos, thanks", "😀", "\ud800\x00", "k" * 3000]
SHOWN = [
    ("I will kill you", "death_threat"),
    ("do not contact me again", "stop_request"),
    ("You blocked me so I made a new account", "contact_after_block"),
    ("verify your bank account at http://bank.example.org or it closes", "phishing"),
]


@pytest.mark.parametrize(("text", "name"), SHOWN)
def test_plain_cases_are_named(text: str, name: str) -> None:
    assert name in joined(indicate([text]))[0].split("; ")


def test_ordinary_texts_show_nothing() -> None:
    assert joined(indicate(PLAIN)) == [""] * len(PLAIN)
    assert indicate([]).shape == (0, len(NAMES))


def test_a_text_in_a_batch_gets_what_it_gets_alone() -> None:
    texts = [text for text, _ in SHOWN] + PLAIN
    together = indicate(texts * 40)
    alone = np.vstack([indicate([text]) for text in texts])
    assert (together == np.tile(alone, (40, 1))).all()


def test_what_is_no_text_is_refused() -> None:
    with pytest.raises(InvalidTextError, match="NoneType"):
        indicate(["hello", None])  # type: ignore[list-item]


def test_margins_are_those_of_the_counted_ngrams() -> None:
    heads = packaged_heads()
    texts = [text for text, _ in SHOWN] + ["far " * 200 + "I will find you", ""]
    counts, owner = count_texts(texts, heads.ranges, heads.windows)
    expected = np.zeros((counts.shape[0], len(heads.intercepts)))
    edges = np.cumsum([0, *heads.ranges.sizes])
    for kind, prior in enumerate(heads.priors):
        part = slice(edges[kind], edges[kind + 1])
        block = counts[:, part]
        mass = block @ np.square(heads.idf[part].astype(float))
        expected += (block @ heads.coef[part]) / np.sqrt(mass + prior)[:, None]
    best = [expected[owner == i].max(axis=0) for i in range(len(texts))]
    found = heads.margins(texts) - heads.intercepts
    np.testing.assert_allclose(found, np.vstack(best), atol=1e-4)


def test_joined_names_keep_the_order_of_the_registry() -> None:
    shown = np.zeros((2, len(NAMES)), bool)
    shown[1, [3, 0]] = True
    assert joined(shown) == ["", f"{NAMES[0]}; {NAMES[3]}"]


def test_one_message_needs_no_training_library() -> None:
    code = (
        "import sys; from harassclf.indicators.heads import indicate;"
        "indicate(['hello']);"
        "print([m for m in ('sklearn', 'pandas', 'nltk') if m in sys.modules])"
    )
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def small_lines() -> Lines:
    texts, voices, shown, labels = [], [], [], []
    for voice in "abc":
        for n in range(12):
            texts += [f"i will kill you {voice} {n}", f"meet the {voice} team at {n}"]
            voices += [voice, voice]
            shown += [[1] + [0] * 12, [0] * 13]
            labels += [[1, 0, 0], [0, 0, 0]]
    # Every head needs both kinds.
    for k in range(13):
        texts.append(f"sample {k}")
        voices.append("d")
        shown.append([int(j == k) for j in range(13)])
        labels.append([0, 1, 1])
    return Lines(
        texts,
        voices,
        np.array(shown, np.int8),
        np.array(labels, np.int8),
        np.array([voice in "abc" for voice in voices]),
    )


def test_held_out_margins_come_from_other_voices() -> None:
    lines = small_lines()
    counts, _ = count_texts(lines.texts, packaged_heads().ranges, Windows(0, 1))
    margins = held_out_margins(counts, lines, 1)
    assert np.isnan(margins[-13:]).all()
    rows = np.flatnonzero(lines.tagged)
    death = lines.shown[rows, 0] == 1
    assert margins[rows[death], 0].min() > margins[rows[~death], 0].max()


def test_a_decision_is_as_precise_as_it_says() -> None:
    generator = np.random.default_rng(0)
    shown = np.zeros((400, 13), np.int8)
    shown[:80, 0] = 1
    margins = generator.normal(size=(400, 16))
    margins[:80, 0] += 2.5
    strengths = np.zeros((400, 13), np.uint8)
    weights = decision(margins, strengths, shown, 0)
    named = facts(margins, strengths, 0) @ weights[:-1] + weights[-1] >= 0
    assert shown[named, 0].mean() >= 0.85
    assert named[:80].mean() > 0.3
    assert weights[0] > 0


def test_saved_heads_are_read_as_they_were(
    tmp_path, monkeypatch: pytest.MonkeyPatch
) -> None:  # type: ignore[no-untyped-def]
    heads = packaged_heads()
    save_heads(heads, tmp_path / "indicators.npz")
    monkeypatch.setattr("harassclf.indicators.heads.files", lambda package: tmp_path)
    again = packaged_heads.__wrapped__()
    texts = [text for text, _ in SHOWN]
    np.testing.assert_allclose(again.margins(texts), heads.margins(texts), atol=1e-3)
    assert (indicate(texts, again) == indicate(texts)).all()


def test_the_record_must_name_every_indicator(tmp_path) -> None:  # type: ignore[no-untyped-def]
    record = tmp_path / "indicators.toml"
    record.write_text("[death_threat]\npositive = []\nunknown = []\nnever = []\n")
    with pytest.raises(DataError, match="must name death_threat, sextortion"):
        read_lines(tmp_path, record)


def test_rules_alone_never_speak_against() -> None:
    heads = packaged_heads()
    assert (heads.decide[:, :3] >= 0).all()
    assert heads.decide.shape == (13, 8)


def test_the_card_gives_the_figures_of_the_packaged_heads() -> None:
    folder = files("harassclf.resources")
    found = json.loads(folder.joinpath("indicators.json").read_text("utf-8"))
    raw = folder.joinpath("indicators.npz").read_bytes()
    assert found["sha256"] == hashlib.sha256(raw).hexdigest()
    card = folder.joinpath("MODEL_CARD.md").read_text("utf-8")
    assert list(found["held_out"]) == NAMES
    for name, row in found["held_out"].items():
        line = f"| `{name}` | {row['precision']:.3f} | {row['recall']:.3f} |"
        assert line in card
