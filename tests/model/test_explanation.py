"""Explanations: exact, in offsets of the original text, in a settled order."""

from __future__ import annotations

import math
import subprocess
import sys
from dataclasses import FrozenInstanceError, replace

import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from harassclf.errors import InvalidTextError, NotFittedError, UsageError
from harassclf.model.classifier import HarassmentClassifier
from harassclf.model.explanation import Explanation, Span
from harassclf.tables import LABELS
from harassclf.text.fold import fold_with_spans
from harassclf.text.ngram_kernel import Windows
from harassclf.text.ngrams import NgramVectorizer

ANY = st.text(st.characters(exclude_categories=[]), max_size=60)
WORDY = st.lists(
    st.sampled_from(
        [
            *("you", "will", "idiot", "k i l l", "k.i.l.l", "K1LL", "f**k", "*", "**"),
            *("!!!!!", "?!", "07700 900123", "sam@example.org", "$500", "½", "ﷺ", "\n"),
            *("i\u200bdiot", "e\u0301", "\u202eevil", "👨\u200d👩\u200d👧", "\ud800"),
            *(
                "http://prize.example.org/win",
                "don't",
                "i.e.",
                "x" * 40,
                "日本語",
                "㎏",
            ),
        ]
    ),
    max_size=40,
).map(" ".join)


def assert_exact(model: HarassmentClassifier, text: str) -> Explanation:
    """Assert all that holds of every explanation; return it."""
    explanation = model.explain(text)
    margins = model.scorer_.margins([text])[0]
    probabilities = model.predict_proba([text])[0]
    folded = fold_with_spans(text, mask=True).spans
    lows, highs = {low for low, _ in folded}, {high for _, high in folded}
    assert [explained.label for explained in explanation.labels] == list(LABELS)
    for k, explained in enumerate(explanation.labels):
        weights = [span.weight for span in explained.spans]
        assert explained.base == model.scorer_.intercepts[k]
        total = math.fsum([explained.base, *weights])
        assert total == pytest.approx(explained.margin, rel=0, abs=1e-9)
        assert explained.margin == pytest.approx(margins[k], rel=0, abs=1e-6)
        assert explained.probability == probabilities[k]
        assert 0 <= explained.begin <= explained.end <= len(text)
        assert all(weights)
        order = [(-abs(span.weight), span.begin, span.end) for span in explained.spans]
        assert order == sorted(order)
        places = [(span.begin, span.end) for span in explained.spans]
        assert len(set(places)) == len(places)
        for begin, end in places:
            assert explained.begin <= begin < end <= explained.end
            assert begin in lows
            assert end in highs
    return explanation


def pieces(text: str, explanation: Explanation, label: str = "threat") -> list[str]:
    """Return the words that moved a label, as they stand in the text, in its order."""
    spans = sorted(explanation[label].spans, key=lambda span: span.begin)
    return [text[span.begin : span.end] for span in spans]


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.one_of(ANY, WORDY))
@example("")
@example(" \n\u200b")
@example("½ ﷺ aﷺ")
@example("!!!!!! *a* **b")
def test_weights_add_up_to_the_margin(fitted: HarassmentClassifier, text: str) -> None:
    assert_exact(fitted, text)


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(WORDY, st.integers(2, 6), st.data())
def test_weights_add_up_in_windows(
    fitted: HarassmentClassifier, text: str, size: int, data: st.DataObject
) -> None:
    step = data.draw(st.integers(1, size))
    model = HarassmentClassifier()
    model.scorer_ = replace(fitted.scorer_, windows=Windows(size, step))
    assert_exact(model, text)


@pytest.mark.parametrize(
    "changes",
    [
        {"max_pattern": 0},
        {"max_words": 3, "max_pattern": 4},
        {"max_words": 1, "min_chars": 1, "max_chars": 1, "max_pattern": 1},
    ],
)
def test_other_ranges(
    tiny, fitted: HarassmentClassifier, changes: dict[str, int]
) -> None:
    parameters = {**fitted.get_params(), **changes}
    model = HarassmentClassifier(**parameters).fit(tiny.texts, tiny.y)
    for text in ("", "kill", "i will k i l l you!!!", "you idiot " * 50):
        assert_exact(model, text)


def test_each_word_gets_its_own_share(fitted: HarassmentClassifier) -> None:
    scorer = fitted.scorer_
    names = NgramVectorizer().get_params()
    grams = NgramVectorizer(**{name: getattr(scorer.ranges, name) for name in names})
    first, second, both = grams.transform(["hurt", "you", "hurt you"]).toarray()
    together = both - first - second
    idf = scorer.weights[:, 0].astype(np.float64)
    scales = np.empty(len(idf))
    begin = 0
    for size, prior in zip(scorer.ranges.sizes, scorer.norm, strict=True):
        block = slice(begin, begin + size)
        scales[block] = 1 / np.sqrt(both[block] @ idf[block] ** 2 + prior)
        begin += size
    for k, label in enumerate(LABELS):
        shares = scorer.weights[:, k + 1].astype(np.float64) * scales
        found = {
            span.begin: span.weight for span in fitted.explain("hurt you")[label].spans
        }
        assert found[0] == pytest.approx((first + together / 2) @ shares, abs=1e-9)
        assert found[5] == pytest.approx((second + together / 2) @ shares, abs=1e-9)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("I will k i l l you", ["I", "will", "k i l l", "you"]),
        ("will k.i.l.l you", ["will", "k.i.l.l", "you"]),
        ("K1LL yοu", ["K1LL", "yοu"]),
        ("ki\u200bll you", ["ki\u200bll", "you"]),
        ("you cooooool", ["you", "cooooool"]),
        ("don't you", ["don't", "you"]),
        ("call 07700 900123 you", ["call", "07700 900123", "you"]),
        ("you sam@example.org", ["you", "sam@example.org"]),
        (
            "see http://prize.example.org/win, you",
            ["see", "http://prize.example.org/win", "you"],
        ),
        ("give me $500 you", ["give", "me", "$500", "you"]),
        ("you!!!!! 😊", ["you", "!", "!", "!!!", "😊"]),
    ],
)
def test_disguise_and_masks_map_back(
    fitted: HarassmentClassifier, text: str, words: list[str]
) -> None:
    explanation = assert_exact(fitted, text)
    moved: set[str] = set()
    for label in LABELS:
        found = pieces(text, explanation, label)
        left = iter(words)
        assert all(piece in left for piece in found), label
        moved.update(found)
    assert moved == set(words)


def test_disguise_changes_places_and_no_weights(fitted: HarassmentClassifier) -> None:
    plain, hidden = "I will kill you", "I will k i l l y0u"
    for label in LABELS:
        one, two = (
            [span.weight for span in sorted(spans, key=lambda span: span.begin)]
            for spans in (fitted.explain(t)[label].spans for t in (plain, hidden))
        )
        assert one == two


def test_the_best_window_is_what_is_explained(fitted: HarassmentClassifier) -> None:
    insult = "you are a stupid pathetic worthless idiot"
    text = "the dog " * 100 + insult + " the dog" * 100
    explained = assert_exact(fitted, text)["abuse"]
    part = text[explained.begin : explained.end]

    assert 0 < explained.begin < explained.end < len(text)
    assert len(part.split()) == fitted.window_words
    assert insult in part
    heaviest = max(explained.spans, key=lambda span: span.weight)
    assert text[heaviest.begin : heaviest.end] in insult
    alone = fitted.explain(part)["abuse"]
    assert alone.margin == pytest.approx(explained.margin, abs=1e-9)
    assert len(alone.spans) == len(explained.spans)
    weights = {span.begin: span.weight for span in explained.spans}
    for span in alone.spans:
        found = weights[span.begin + explained.begin]
        assert found == pytest.approx(span.weight, abs=1e-9)


def test_a_short_text_is_explained_as_a_whole(fitted: HarassmentClassifier) -> None:
    explained = fitted.explain("  you idiot  ")["abuse"]

    assert (explained.begin, explained.end) == (0, 13)


def test_a_text_without_words_has_no_spans(fitted: HarassmentClassifier) -> None:
    for text in ("", " ", "\u200b"):
        for k, explained in enumerate(assert_exact(fitted, text).labels):
            assert explained.spans == ()
            assert explained.margin == fitted.scorer_.intercepts[k]


def test_equal_weights_come_by_position(fitted: HarassmentClassifier) -> None:
    scorer = fitted.scorer_
    same = HarassmentClassifier()
    # Only character n-grams: the same word has the same weight wherever it stands.
    weights = scorer.weights.copy()
    first, second, _ = scorer.ranges.sizes
    weights[:first, 1:] = weights[first + second :, 1:] = 0
    same.scorer_ = replace(scorer, weights=weights)
    spans = assert_exact(same, "idiot " * 4)["abuse"].spans

    assert len({span.weight for span in spans}) == 1
    assert [span.begin for span in spans] == [0, 6, 12, 18]


def test_words_that_moved_nothing_are_left_out(fitted: HarassmentClassifier) -> None:
    silent = HarassmentClassifier()
    weights = fitted.scorer_.weights.copy()
    weights[:, 1] = 0
    silent.scorer_ = replace(fitted.scorer_, weights=weights)

    assert assert_exact(silent, "you idiot")["threat"].spans == ()
    assert silent.explain("you idiot")["abuse"].spans


def test_the_same_text_gives_the_same(fitted: HarassmentClassifier) -> None:
    text = "I will k i l l you " * 30

    assert fitted.explain(text) == fitted.explain(text)
    assert hash(fitted.explain(text)) == hash(fitted.explain(text))


def test_top(fitted: HarassmentClassifier) -> None:
    explanation = fitted.explain("you are a stupid idiot and I will hurt you")
    spans = explanation["abuse"].spans

    assert explanation.top("abuse") == spans[:5]
    assert explanation.top("abuse", n=1) == spans[:1]
    assert explanation.top("abuse", 0) == ()
    assert explanation.top("abuse", 1000) == spans


def test_wrong_labels_and_numbers(fitted: HarassmentClassifier) -> None:
    explanation = fitted.explain("you")
    sentence = r"^There is no label 'harm'; the labels are threat, abuse, spam\.$"
    with pytest.raises(UsageError, match=sentence):
        explanation["harm"]
    with pytest.raises(UsageError, match=sentence):
        explanation.top("harm")
    with pytest.raises(UsageError, match=r"must be >= 0\. Got -1\.$"):
        explanation.top("threat", n=-1)


def test_it_holds_no_text_and_cannot_be_changed(fitted: HarassmentClassifier) -> None:
    explanation = fitted.explain("quokka marmalade")

    assert "quokka" not in repr(explanation)
    with pytest.raises(FrozenInstanceError, match="cannot assign to field 'labels'"):
        explanation.labels = ()  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError, match="cannot assign to field 'weight'"):
        Span(0, 1, 1.0).weight = 2.0  # type: ignore[misc]


@pytest.mark.parametrize("value", [None, float("nan"), b"kill", 1, ["kill"]])
def test_only_text_is_explained(fitted: HarassmentClassifier, value: object) -> None:
    with pytest.raises(
        InvalidTextError, match=f"Got {type(value).__name__} at index 0"
    ):
        fitted.explain(value)  # type: ignore[arg-type]


def test_a_model_that_is_not_fitted() -> None:
    with pytest.raises(NotFittedError, match="is not fitted yet"):
        HarassmentClassifier().explain("you")


def test_a_long_text(fitted: HarassmentClassifier) -> None:
    text = "dog " * 10_000 + "home " * 5_000 + "I will hurt you, idiot!"
    for label in LABELS:
        assert assert_exact(fitted, text[-60_000:])[label].spans


@pytest.mark.slow
def test_plain_python_and_compiled_kernels_agree(
    fitted: HarassmentClassifier, tmp_path
) -> None:
    fitted.save(tmp_path / "small.hcm")
    program = f"""
import sys
import harassclf
from harassclf.text.jit import compile_kernels, is_compiled
model = harassclf.load_model({str(tmp_path / "small.hcm")!r})
texts = ["", "I will k i l l you!!! 07700 900123", "you idiot ½ ﷺ " * 40]
plain = [model.explain(text) for text in texts]
assert not is_compiled()
assert "sklearn" not in sys.modules and "numba" not in sys.modules
compile_kernels()
assert [model.explain(text) for text in texts] == plain
"""
    subprocess.run([sys.executable, "-W", "error", "-c", program], check=True)  # noqa: S603
