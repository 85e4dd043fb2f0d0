"""``harassclf evaluate``: figures from sets that were left out."""

import json

import pytest


@pytest.fixture
def measured(run, corpus, tmp_path):
    found = run("evaluate", *corpus.options, "--json", tmp_path / "out.json")
    assert found.status == 0, found.err
    return found, json.loads((tmp_path / "out.json").read_text())


def test_each_set_and_label_has_a_line_and_the_file_the_same_figures(measured):
    found, rows = measured
    keys = [(row["set"], row["label"]) for row in rows]
    assert len(set(keys)) == len(keys)
    assert set(keys) == {
        (name, label)
        for name in ("alpha", "beta", "authored", "gamma")
        for label in ("threat", "abuse", "spam")
    }
    lines = [line.split() for line in found.out.splitlines()[1:]]
    assert [(line[0], line[1]) for line in lines] == keys
    by_key = dict(zip(keys, rows, strict=True))
    assert by_key["alpha", "threat"]["rows"] == 80
    assert by_key["alpha", "threat"]["positives"] == 20
    # The made-up kinds are told apart without effort.
    assert by_key["alpha", "threat"]["roc_auc"] > 0.95
    for row in rows:
        for name in ("roc_auc", "average_precision", "recall"):
            assert row[name] is None or 0 <= row[name] <= 1
        assert 0 <= row["flagged"] <= 1000


def test_only_leaves_out_only_that(run, corpus, tmp_path):
    found = run("evaluate", *corpus.options, "--only", "beta")
    assert found.status == 0
    assert {line.split()[0] for line in found.out.splitlines()[1:]} == {"beta"}


def test_an_existing_file_is_replaced_with_force_only(run, corpus, tmp_path):
    output = tmp_path / "out.json"
    output.write_text("precious")
    found = run("evaluate", *corpus.options, "--json", output)
    assert found.status == 2
    assert "exists; choose another name" in found.error
    assert output.read_text() == "precious"


def test_a_set_that_differs_is_refused(run, corpus):
    (corpus.datasets / "alpha" / "messages.csv.gz").write_bytes(b"x")
    found = run("evaluate", *corpus.options)
    assert found.status == 1
    assert "SHA-256 is not the one recorded" in found.error
