"""The scorer against the scikit-learn pipeline it came from."""

from __future__ import annotations

import pickle
import random
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from harassclf.model.classifier import HarassmentClassifier
from harassclf.model.modelfile import load_model
from harassclf.model.scorer import calibrated
from harassclf.text.jit import PLAIN_CHARS
from harassclf.text.ngram_kernel import Windows
from harassclf.text.ngrams import NgramVectorizer, count_texts

PIECES = [
    *("you", "will", "I", "find", "stupid", "idiot", "win", "free", "prize", "home"),
    *("tonight", "the", "dog", "😊", "💀", "👨\u200d👩\u200d👧"),
    "k i l l",
    "K1LL",
    "f**k",
    "sh!t",
    "!!!!!!",
    "http://prize.example.org/win",
    "sam@example.org",
    "555-0123",
    "$500",
    "07700 900123",
    "ìdïöt",
    "\u0456diot",
    "i\u200bdiot",
    "\u202eevil",
    "ＦＲＥＥ",
    "ﷺ",
    "\ud800",
    "\x00",
    "\n\n",
    "日本語",
    "don't",
    "naïve",
    "x" * 300,
    "aaaaaaaa",
    "٣٤٥",
    "½",
]
ODD = [
    "",
    " ",
    "\n",
    "a",
    "😊",
    "😊" * 200,
    "\u200b" * 50,
    "!" * 500,
    "word " * 64,
    "word " * 65,
    "word " * 96,
    "word " * 97,
]


def generated(n: int, longest: int, seed: int = 1) -> list[str]:
    """Return `n` texts of up to `longest` pieces that meet every branch of folding."""
    chance = random.Random(seed)  # noqa: S311
    return [
        chance.choice([" ", " ", "", ". "]).join(
            chance.choices(PIECES, k=chance.randint(0, longest))
        )
        for _ in range(n)
    ]


def huge() -> list[str]:
    """Return texts of some 100 kB; the first counts beyond any table of logarithms."""
    chance = random.Random(2)  # noqa: S311
    return [
        "dog " * 20_000 + "home " * 5_000 + "idiot",
        "".join(chance.choices("abcdefghij     !😊", k=100_000)),
        "x" * 100_000,
        " ".join(chance.choices(PIECES, k=20_000)),
    ]


def by_sklearn(model: HarassmentClassifier, texts: list[str]) -> NDArray[np.float64]:
    scorer = model.scorer_
    counts, owner = count_texts(texts, scorer.ranges, scorer.windows)
    return model.regressions_.margins(counts, owner)


def assert_equals_sklearn(model: HarassmentClassifier, texts: list[str]) -> None:
    scorer = model.scorer_
    expected = by_sklearn(model, texts)
    np.testing.assert_allclose(scorer.margins(texts), expected, rtol=0, atol=1e-6)
    sure = 1.0 / (1.0 + np.exp(-(expected * scorer.slopes + scorer.offsets)))
    found = scorer.probabilities(texts)
    np.testing.assert_allclose(found, sure, rtol=0, atol=1e-6)
    assert ((found >= 0) & (found <= 1)).all()


@pytest.mark.parametrize(
    "texts",
    [
        pytest.param(generated(3000, 12), id="short"),
        pytest.param(generated(60, 900), id="many windows"),
        pytest.param(ODD, id="odd"),
        pytest.param(huge(), id="100 kB"),
    ],
)
def test_equals_sklearn(fitted: HarassmentClassifier, texts: list[str]) -> None:
    assert_equals_sklearn(fitted, texts)


def test_counts_beyond_any_table_of_logarithms(fitted: HarassmentClassifier) -> None:
    # As one window, so that no other hides it: the largest count is 40,000.
    texts = [
        "dog " * 40_000 + "home " * 5_000 + "idiot",
        "dog home " * 17_000 + "idiot",
    ]
    scorer = replace(fitted.scorer_, windows=Windows(1 << 20, 1 << 20))
    counts, owner = count_texts(texts, scorer.ranges, Windows(0, 1))
    assert counts.max() >= 40_000
    expected = fitted.regressions_.margins(counts, owner)
    np.testing.assert_allclose(scorer.margins(texts), expected, rtol=0, atol=1e-6)


@settings(
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(texts=st.lists(st.text(max_size=80), min_size=1, max_size=40))
def test_equals_sklearn_on_any_text(
    fitted: HarassmentClassifier, texts: list[str]
) -> None:
    assert_equals_sklearn(fitted, texts)


def test_short_texts_equal_vectorizer_and_regressions(
    fitted: HarassmentClassifier,
) -> None:
    # By the public transformer and by hand, so that a slip of both sides is seen.
    texts = [text for text in generated(500, 8) if len(text.split()) < 20]
    vectorizer = NgramVectorizer(word_bits=10, char_bits=11, pattern_bits=10)
    counts = vectorizer.transform(texts)
    features = fitted.regressions_.tfidf.transform(counts)
    models = fitted.regressions_.models
    expected = features @ np.vstack([model.coef_[0] for model in models]).T
    expected += [model.intercept_[0] for model in models]
    found = fitted.decision_function(texts)
    np.testing.assert_allclose(found, expected, rtol=0, atol=1e-6)


@pytest.mark.parametrize("n_words", [63, 64, 65, 96, 97, 128, 200, 500])
def test_margin_is_the_best_of_whole_and_windows(
    fitted: HarassmentClassifier, n_words: int
) -> None:
    chance = random.Random(n_words)  # noqa: S311
    words = ["".join(chance.choices("abcdefghij", k=5)) for _ in range(n_words)]
    words[n_words // 2] = "hurt"
    begins = range(0, n_words - 32, 32) if n_words > 64 else []
    windows = [" ".join(words[begin : begin + 64]) for begin in begins]
    pieces = [" ".join(words), *windows]
    expected = fitted.decision_function(pieces).max(axis=0)
    np.testing.assert_allclose(
        fitted.decision_function(pieces[:1])[0], expected, rtol=0, atol=1e-9
    )


def test_threat_in_long_small_talk_is_not_diluted(
    fitted: HarassmentClassifier,
) -> None:
    talk = "the dog is asleep on the sofa and the train is late again " * 30
    threat = "I know where you live and I will come tonight, I will hurt you. "
    calm, mixed = fitted.predict_proba([talk * 2, talk + threat + talk])[:, 0]
    assert mixed > calm
    # At least one window is half threat at worst; the whole is 1 % of it.
    scorer = replace(fitted.scorer_, windows=fitted.scorer_.windows._replace(size=9999))
    assert scorer.probabilities([talk + threat + talk])[0, 0] < mixed


def test_order_batch_and_subset_change_no_bit(fitted: HarassmentClassifier) -> None:
    texts = [*generated(300, 10, 5), *ODD, *generated(5, 2000, 6), *huge()[:2]]
    whole = fitted.decision_function(texts)
    order = np.random.default_rng(0).permutation(len(texts))
    shuffled = fitted.decision_function([texts[i] for i in order])
    assert np.array_equal(shuffled, whole[order])
    alone = np.vstack([fitted.decision_function([text]) for text in texts])
    assert np.array_equal(alone, whole)
    assert np.array_equal(fitted.decision_function(texts[::3]), whole[::3])


def test_threads_share_a_scorer(fitted: HarassmentClassifier) -> None:
    texts = generated(400, 60, 7)
    whole = fitted.predict_proba(texts)
    with ThreadPoolExecutor(4) as pool:
        for found in pool.map(fitted.predict_proba, [texts] * 8):
            assert np.array_equal(found, whole)


def test_threads_may_score_while_kernels_are_compiled(
    fitted: HarassmentClassifier, tmp_path: Path
) -> None:
    # A few texts are scored without compiled kernels, which are put in place by the
    # first thread that has scored enough; that once ended the process.
    fitted.save(tmp_path / "m.hcm")
    code = (
        "import numba, sys\n"
        "from concurrent.futures import ThreadPoolExecutor\n"
        "from harassclf.model.modelfile import load_model\n"
        f"model = load_model({str(tmp_path / 'm.hcm')!r})\n"
        "sys.setswitchinterval(1e-5)\n"
        "texts = ['hello my friend how are you ' * 20] * 5\n"
        "with ThreadPoolExecutor(8) as pool:\n"
        "    found = list(pool.map(model.decision_function, [texts] * 40))\n"
        "assert all((one == found[0]).all() for one in found)\n"
    )
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parents[2],
    )
    assert (done.returncode, done.stdout) == (0, ""), done.stderr


def test_plain_kernels_score_as_compiled_ones(fitted: HarassmentClassifier) -> None:
    # Before anything is compiled, so in a process of its own.
    texts = [*generated(60, 8, 11), *ODD[:8], "the dog is home " * 40]
    assert sum(map(len, texts)) < PLAIN_CHARS
    arrays = pickle.dumps((fitted.scorer_, texts))
    code = (
        "import pickle, sys\n"
        "scorer, texts = pickle.loads(sys.stdin.buffer.read())\n"
        "found = scorer.margins(texts)\n"
        "assert 'numba' not in sys.modules\n"
        "sys.stdout.buffer.write(pickle.dumps(found))\n"
    )
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", code],
        input=arrays,
        capture_output=True,
        check=False,
        cwd=Path(__file__).parents[2],
    )
    assert done.returncode == 0, done.stderr.decode()
    plain = pickle.loads(done.stdout)  # noqa: S301
    np.testing.assert_allclose(plain, fitted.scorer_.margins(texts), rtol=0, atol=1e-12)
    np.testing.assert_allclose(plain, by_sklearn(fitted, texts), rtol=0, atol=1e-6)


def test_saved_model_scores_the_same_to_the_bit(
    fitted: HarassmentClassifier, tmp_path: Path
) -> None:
    texts = [*generated(1000, 12, 8), *generated(10, 700, 9), *ODD, *huge()]
    digest = fitted.save(tmp_path / "m.hcm")
    loaded = load_model(tmp_path / "m.hcm", sha256=digest)
    assert np.array_equal(
        loaded.decision_function(texts), fitted.decision_function(texts)
    )
    assert np.array_equal(loaded.predict_proba(texts), fitted.predict_proba(texts))
    assert np.array_equal(loaded.predict(texts), fitted.predict(texts))


def test_replaced_weights_score_anew(fitted: HarassmentClassifier) -> None:
    # What a scorer remembers of words depends on its weights.
    before = fitted.decision_function(["the dog is home"])
    scorer = fitted.scorer_
    weights = scorer.weights.copy()
    weights[:, 1:] = 0.0
    without = replace(scorer, weights=weights).margins(["the dog is home"])
    assert np.array_equal(without[0], scorer.intercepts)
    assert np.array_equal(fitted.decision_function(["the dog is home"]), before)


def test_no_texts(fitted: HarassmentClassifier) -> None:
    for result in (fitted.predict_proba([]), fitted.decision_function([])):
        assert result.shape == (0, 3)
    assert fitted.predict([]).shape == (0, 3)


def test_text_without_ngrams_has_the_intercept(fitted: HarassmentClassifier) -> None:
    for text in ("", " \n\t", "\u200b"):
        margins = fitted.decision_function([text])[0]
        assert np.array_equal(margins, fitted.scorer_.intercepts)


def test_calibrated_stays_in_range_without_warning() -> None:
    extremes = np.array([[-1e6, 0.0, 1e6]])
    found = calibrated(extremes, np.full(3, 1e6), np.zeros(3))
    assert found[0, 1] == 0.5
    assert 0 <= found[0, 0] < 1e-300
    assert found[0, 2] == 1.0


def test_calibrated_is_platt() -> None:
    found = calibrated(np.array([[1.0, 2.0]]), np.array([2.0, 0.5]), np.array([0.5, 0]))
    np.testing.assert_allclose(found, [[0.9241418199787566, 0.7310585786300049]])
