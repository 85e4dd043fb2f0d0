"""``harassclf train``: equal texts give equal bytes; what differs is refused."""

import hashlib

import pytest

import harassclf


def test_training_twice_gives_identical_bytes(run, corpus, tmp_path):
    first, second = tmp_path / "first.hcm", tmp_path / "second.hcm"
    found = run("train", *corpus.options, "-o", first, "--jobs", "1")
    assert (found.status, found.out) == (0, ""), found.err
    assert run("train", *corpus.options, "-o", second, "--jobs", "2").status == 0
    assert first.read_bytes() == second.read_bytes()
    digest = hashlib.sha256(first.read_bytes()).hexdigest()
    assert (tmp_path / "first.hcm.sha256").read_text() == f"{digest}  first.hcm\n"
    assert digest in found.err
    model = harassclf.load_model(first, sha256=digest)
    assert set(model.about_["sets"]) == {"alpha", "beta"}
    threat, spam = model.predict_proba(
        ["I will hurt you and break your kettle", "WIN a free kettle now, claim it"]
    )
    assert threat[0] > spam[0]
    assert spam[2] > threat[2]
    (tmp_path / "t.csv").write_text("text\nI will hurt you at the bus\n")
    scored = run("score", tmp_path / "t.csv", "--model", first, "-o", "-")
    assert scored.status == 0
    # Without --force an existing model stays.
    again = run("train", *corpus.options, "-o", first)
    assert again.status == 2
    assert "exists; choose another name" in again.error


@pytest.mark.parametrize("where", ["missing/m.hcm", "."])
def test_an_output_that_cannot_be_is_refused_before_training(
    run, corpus, tmp_path, where
):
    found = run("train", *corpus.options, "-o", tmp_path / where)
    assert found.status == 2
    assert "folder" in found.error


def refused(run, corpus, tmp_path):
    found = run("train", *corpus.options, "-o", tmp_path / "m.hcm")
    assert found.status == 1
    assert not (tmp_path / "m.hcm").exists()
    return found.error


def test_a_set_that_differs_from_the_record_is_refused(run, corpus, tmp_path):
    path = corpus.datasets / "alpha" / "messages.csv.gz"
    path.write_bytes(path.read_bytes() + b"x")
    assert "SHA-256 is not the one recorded for 'alpha'" in refused(
        run, corpus, tmp_path
    )


def test_a_set_that_is_missing_is_named_with_where_to_get_it(run, corpus, tmp_path):
    (corpus.datasets / "beta" / "messages.csv.gz").unlink()
    line = refused(run, corpus, tmp_path)
    assert "beta" in line
    assert "https://example.org/beta" in line


def test_a_licence_that_may_not_be_used_is_refused(run, corpus, tmp_path):
    corpus.add("delta", b"text\n", **{"class": "C"})
    assert "licence class 'C'" in refused(run, corpus, tmp_path)


def test_without_lines_of_our_own_it_is_refused(run, corpus, tmp_path):
    for path in corpus.authored.iterdir():
        path.unlink()
    assert "has no .csv file of authored lines" in refused(run, corpus, tmp_path)


def test_a_broken_line_of_our_own_is_named_without_its_text(run, corpus, tmp_path):
    (corpus.authored / "a.csv").write_text("text,voice\nquokka-marmalade,a\n")
    line = refused(run, corpus, tmp_path)
    assert "a.csv" in line
    assert "quokka" not in line


def test_own_labels_are_added_and_compared(run, corpus, tmp_path):
    (tmp_path / "mine.csv").write_text("text,threat\nmy own words,1\nmore words,0\n")
    found = run(
        *("train", *corpus.options, "-o", tmp_path / "m.hcm", "--jobs", "1"),
        *("--labels", tmp_path / "mine.csv"),
    )
    assert found.status == 0, found.err
    assert "threat, your 2 messages: " in found.err
    assert "my own words" not in found.err
    model = harassclf.load_model(tmp_path / "m.hcm")
    assert model.about_["own_labels"] == {"mine.csv": 2}
