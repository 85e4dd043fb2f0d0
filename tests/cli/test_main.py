"""The command as a whole: help, exit statuses, the shape of errors."""

import os
import subprocess
import sys

import click
import pytest

from harassclf import __version__, cli
from harassclf.errors import ReadError, UsageError


def test_help_lists_every_verb_with_its_sentence(run):
    for flag in ("--help", "-h"):
        found = run(flag)
        assert (found.status, found.err) == (0, "")
        for verb, sentence in cli.VERBS.items():
            assert verb in found.out
            assert sentence in " ".join(found.out.split())


@pytest.mark.parametrize("verb", cli.VERBS)
def test_the_help_of_a_verb_has_an_example(run, verb):
    found = run(verb, "--help")
    assert found.status == 0
    assert f"  harassclf {verb}" in found.out


def test_version(run):
    found = run("--version")
    assert (found.status, found.out) == (0, f"harassclf, version {__version__}\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["sing"], "No such command 'sing'"),
        (["score"], "Missing argument 'EXPORT...'"),
        (["score", "x.txt", "--loud"], "No such option"),
        (["--loud"], "No such option"),
        (["score", "x.txt", "--date-order", "ydm"], "'ydm' is not one of"),
        (["train"], "Missing option '--datasets'"),
    ],
)
def test_wrong_usage_is_one_line_and_status_2(run, arguments, message):
    found = run(*arguments)
    assert found.status == cli.USAGE
    assert message in found.error
    assert "--help" in found.error
    assert found.out == ""


def test_without_a_verb_the_help_is_shown(run):
    found = run()
    assert "score" in found.out + found.err
    assert "error" not in found.err


@pytest.mark.parametrize(
    ("error", "status", "line"),
    [
        (ReadError("a.txt", "is bad", place="line 3"), 1, "a.txt, line 3: is bad"),
        (UsageError("no such thing"), 2, "no such thing"),
        (click.FileError("a.txt", "locked"), 1, "a.txt"),
        (KeyboardInterrupt(), 1, "stopped"),
        (click.Abort(), 1, "stopped"),
        (OSError(28, "No space left on device"), 1, "No space left on device"),
        (ReadError("a\n\x1b[2J\u202e.txt", "is bad"), 1, "a <U+001B>[2J<RLO>.txt: is"),
    ],
)
def test_each_error_is_one_line_with_its_status(run, monkeypatch, error, status, line):
    def fail(*arguments, **options):
        raise error

    monkeypatch.setattr(cli.cli, "invoke", fail)
    found = run("score", "x")
    assert found.status == status
    # A terminal shows ^C on a line of its own, so click may print an empty one.
    found.err = found.err.lstrip("\n")
    assert line in found.error


def test_a_broken_pipe_is_no_error(run, monkeypatch):
    def fail(*arguments, **options):
        raise BrokenPipeError(32, "Broken pipe")

    monkeypatch.setattr(cli.cli, "invoke", fail)
    monkeypatch.setattr(sys, "stdout", sys.stdout)
    monkeypatch.setattr(sys, "stderr", sys.stderr)
    assert cli.main(["score", "x"]) == cli.FAILED


def test_the_module_runs_as_a_process(tmp_path):
    (tmp_path / "chat.csv").write_text("text,sender\nsee you at six,Sam\n")
    found = subprocess.run(
        [sys.executable, "-W", "error", "-m", "harassclf", "score", "chat.csv"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        timeout=300,
        check=False,
    )
    assert found.returncode == 0, found.stderr.decode()
    assert found.stdout.count(b"\n") == 1
    assert b"Read 1 records from chat.csv" in found.stderr
