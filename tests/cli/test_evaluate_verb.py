"""``harassclf evaluate``: every figure, as a table, as JSON and as a page."""

import gzip
import json

import pytest

from harassclf.model import evaluation_run, model_card
from harassclf.model.classifier import HarassmentClassifier
from harassclf.model.datasets import LabelledTexts, read_authored

SMALL = {"word_bits": 9, "char_bits": 10, "pattern_bits": 9, "folds": 2}
PUBLIC_SETS = ("alpha", "beta")
LABELS = ("threat", "abuse", "spam")


@pytest.fixture
def model(corpus, tmp_path):
    """The path of a model trained on the lines of our own."""
    texts = LabelledTexts()
    read_authored(corpus.authored, texts)
    small = HarassmentClassifier(**SMALL)
    small.fit(texts.texts, texts.label_array(), groups=texts.groups)
    small.save(tmp_path / "small.hcm")
    return tmp_path / "small.hcm"


@pytest.fixture
def card_folder(tmp_path, model, corpus, monkeypatch):
    """A folder with a card, where that model is the packaged one."""
    folder = tmp_path / "resources"
    folder.mkdir()
    packaged = (model_card.resources() / model_card.CARD).read_text("utf-8")
    (folder / model_card.CARD).write_text(packaged, "utf-8")
    (folder / "model.hcm").write_bytes(model.read_bytes())
    load = evaluation_run.load_model
    monkeypatch.setattr(evaluation_run, "load_model", lambda path: load(path or model))
    for module in (model_card, evaluation_run):
        monkeypatch.setattr(module, "resources", lambda: folder)
    # A set named as the test suite is asked for by functionality.
    raw = gzip.decompress((corpus.datasets / "gamma/messages.csv.gz").read_bytes())
    lines = raw.decode().splitlines()
    lines = [lines[0] + ",label_raw", *(f"{line},slur_h" for line in lines[1:])]
    corpus.add("hatecheck", "\n".join(lines).encode(), use="evaluate")
    return folder


@pytest.fixture
def measure(run, corpus, model):
    """Return a function that evaluates that model."""

    def call(*arguments):
        options = [*corpus.options, "--model", model, "--jobs", "1"]
        return run("evaluate", *options, *arguments)

    return call


@pytest.fixture
def everything(measure, tmp_path):
    found = measure("--json", tmp_path / "o.json", "--page", tmp_path / "o.html")
    assert found.status == 0, found.err
    return found, json.loads((tmp_path / "o.json").read_text("utf-8"))


def table_of(out):
    lines = out.split("\n\n")[0].splitlines()[1:]
    return [tuple(line.replace("all sets", "all").split()[:2]) for line in lines]


def test_each_set_and_label_has_a_line_and_the_file_the_same_figures(
    everything, tmp_path
):
    found, result = everything
    rows = result["left_out"]["sets"] + result["never_trained"]
    keys = [(row["set"].replace("all sets", "all"), row["label"]) for row in rows]
    assert len(set(keys)) == len(keys)
    names = (*PUBLIC_SETS, "authored", "gamma", "all")
    assert set(keys) == {(name, label) for name in names for label in LABELS}
    assert table_of(found.out) == keys
    by_key = dict(zip(keys, rows, strict=True))
    alpha = by_key["alpha", "threat"]
    assert (alpha["rows"], alpha["positives"]) == (80, 20)
    # The made-up kinds are told apart without effort.
    assert alpha["roc_auc"]["value"] > 0.95
    assert result["left_out"]["ordinary"]
    assert result["identity"]
    assert result["invariance"]["disguise"]
    assert "What was to be reached:" in found.out
    assert "own threats: recall lost to leet" in found.out
    page = (tmp_path / "o.html").read_text("utf-8")
    assert "small.hcm" in page
    assert result["model_sha256"] in page
    assert "Sets left out" in page


def test_no_text_of_a_message_is_written(everything, corpus, tmp_path):
    texts = LabelledTexts()
    read_authored(corpus.authored, texts)
    written = everything[0].out + (tmp_path / "o.html").read_text("utf-8")
    written += (tmp_path / "o.json").read_text("utf-8")
    assert not any(text in written for text in texts.texts)


def test_the_same_run_gives_the_same_bytes(measure, tmp_path, everything):
    measure("--json", tmp_path / "again.json")
    once = (tmp_path / "o.json").read_bytes()
    assert (tmp_path / "again.json").read_bytes() == once


def test_only_leaves_out_only_that(measure):
    found = measure("--only", "beta")
    assert found.status == 0
    assert {name for name, _ in table_of(found.out)} == {"beta", "all"}
    assert "leet" not in found.out


def test_parts(measure, tmp_path):
    found = measure("--parts", "invariance", "--json", tmp_path / "o.json")
    assert found.status == 0
    result = json.loads((tmp_path / "o.json").read_text("utf-8"))
    assert "invariance" in result
    assert "left_out" not in result
    assert "left out" not in found.err


def test_a_part_that_is_none(measure):
    found = measure("--parts", "leftout,sing")
    assert found.status == 2
    assert "there is no part 'sing'; the parts are leftout, hatecheck" in found.error


def test_a_set_that_is_none(measure):
    found = measure("--only", "delta")
    assert found.status == 2
    assert "There is no set 'delta'" in found.error


@pytest.mark.parametrize("option", ["--json", "--page"])
def test_an_existing_file_is_replaced_with_force_only(measure, tmp_path, option):
    output = tmp_path / "out"
    output.write_text("precious")
    found = measure(option, output)
    assert found.status == 2
    assert "exists; choose another name" in found.error
    assert output.read_text() == "precious"
    assert measure(option, output, "--only", "beta", "--force").status == 0
    assert output.read_text() != "precious"


def test_a_set_that_differs_is_refused(measure, corpus):
    (corpus.datasets / "alpha" / "messages.csv.gz").write_bytes(b"x")
    found = measure()
    assert found.status == 1
    assert "SHA-256 is not the one recorded" in found.error


def test_a_model_that_is_none(run, corpus, tmp_path):
    found = run("evaluate", *corpus.options, "--model", tmp_path / "no.hcm")
    assert found.status == 1
    assert "no.hcm: cannot be read" in found.error


@pytest.mark.parametrize("more", [("--only", "beta"), ("--parts", "hatecheck"), ()])
def test_the_card_takes_full_runs_of_the_packaged_model(
    measure, monkeypatch, tmp_path, more
):
    monkeypatch.setattr(model_card, "resources", lambda: tmp_path)
    found = measure("--card", *more)
    assert found.status == 2
    assert "--card takes a full run of the packaged model" in found.error
    assert not (tmp_path / model_card.EVALUATION).exists()


def test_a_full_run_writes_the_card(run, corpus, card_folder):
    found = run("evaluate", *corpus.options, "--jobs", "1", "--card")
    assert found.status == 0, found.err
    evaluation = model_card.read_evaluation(card_folder)
    card = (card_folder / model_card.CARD).read_text("utf-8")
    shown = model_card.block_of(card, model_card.FIGURES)
    assert shown == model_card.figures_block(evaluation)
    assert "[alpha](https://example.org/alpha)" in card
