"""``harassclf datasets``: the record of the sets and the copies of them."""

import os

import pytest


def lines_of(found):
    return {line.split()[0]: line for line in found.out.splitlines()}


def test_every_set_is_listed_with_use_licence_and_origin(run, corpus):
    found = run("datasets", "--sources", corpus.sources)
    assert (found.status, found.err) == (0, "")
    lines = lines_of(found)
    assert list(lines) == ["alpha", "beta", "gamma"]
    assert lines["alpha"].split()[1:] == ["train", "MIT", "https://example.org/alpha"]
    assert lines["gamma"].split()[1] == "evaluate"


def test_copies_are_compared_with_the_record(run, corpus):
    found = run("datasets", corpus.datasets, "--sources", corpus.sources)
    assert found.status == 0
    assert all(line.endswith("as recorded") for line in found.out.splitlines())


def test_a_copy_that_differs_or_is_missing_is_told(run, corpus):
    (corpus.datasets / "alpha" / "messages.csv.gz").write_bytes(b"other")
    (corpus.datasets / "beta" / "messages.csv.gz").unlink()
    found = run("datasets", corpus.datasets, "--sources", corpus.sources)
    lines = lines_of(found)
    assert found.status == 1
    assert lines["alpha"].endswith("DIFFERS")
    assert lines["beta"].endswith("missing")
    assert lines["gamma"].endswith("as recorded")


def test_a_missing_copy_alone_is_no_failure(run, corpus):
    (corpus.datasets / "beta" / "messages.csv.gz").unlink()
    assert run("datasets", corpus.datasets, "--sources", corpus.sources).status == 0


@pytest.mark.skipif(os.name == "nt", reason="folders open otherwise there")
def test_a_copy_that_cannot_be_read_is_told(run, corpus):
    path = corpus.datasets / "alpha" / "messages.csv.gz"
    path.unlink()
    path.mkdir()
    found = run("datasets", corpus.datasets, "--sources", corpus.sources)
    assert found.status == 1
    assert lines_of(found)["alpha"].endswith("UNREADABLE")


def test_a_folder_that_is_not_there_is_a_usage_error(run, corpus):
    found = run("datasets", corpus.datasets / "x", "--sources", corpus.sources)
    assert found.status == 2
    assert "does not exist" in found.error


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "cannot be read (No such file or directory)"),
        (b"[alpha", "is not a TOML file"),
        (b"\xff\xfe", "is not a TOML file"),
        (b"[alpha]\ntitle = 'x'\n", "lacks the key"),
        (b"alpha = 3\n", "'alpha' is not a table"),
    ],
)
def test_a_broken_record_is_one_line(run, tmp_path, content, message):
    path = tmp_path / "broken.toml"
    if content is not None:
        path.write_bytes(content)
    found = run("datasets", "--sources", path)
    assert found.status == 1
    assert message in found.error
