"""What the README promises is what the code has."""

import re
from pathlib import Path

import click
import pytest

import harassclf
from harassclf.cli import VERBS, cli
from harassclf.indicators.registry import NAMES, RULES
from harassclf.readers.registry import HOMES

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")


def options_of(verb: str) -> list[str]:
    command = cli.get_command(click.Context(cli), verb)
    assert command is not None
    return [
        option
        for parameter in command.params
        for option in parameter.opts
        if option.startswith("--")
    ]


@pytest.mark.parametrize("name", harassclf.__all__)
def test_every_public_name_is_in_the_readme(name):
    assert name in README


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_is_in_the_readme(verb):
    assert re.search(rf"`[^`]*\b{verb}\b", README)


@pytest.mark.parametrize("option", options_of("score"))
def test_every_option_of_score_is_in_the_readme(option):
    assert option in README


def test_the_table_of_formats_lists_what_is_registered():
    table = README.split("## Formats")[1].split("\n## ")[0]
    assert re.findall(r"^\| `(\w+)` \|", table, re.M) == list(HOMES)


def test_the_table_of_indicators_is_the_registry():
    table = README.split("## Indicators")[1].split("\n## ")[0]
    assert re.findall(r"^\| `(\w+)` \|", table, re.M) == list(NAMES)
    for rule in RULES.values():
        assert f"| `{rule.name}` | {rule.definition} |" in table


def test_no_placeholder_is_left():
    assert "<!--" not in README


def test_every_figure_stands_beside_the_command_that_gives_it():
    for section in ("## How good the scores are", "## Speed"):
        text = README.split(section)[1].split("\n## ")[0]
        assert "make " in text, section


def test_help_names_every_verb_and_option(capsys):
    from harassclf.cli import main

    assert main(["--help"]) == 0
    shown = capsys.readouterr().out
    assert all(verb in shown for verb in VERBS)


def test_every_module_has_a_docstring():
    for path in sorted((ROOT / "harassclf").rglob("*.py")):
        assert path.read_text("utf-8").lstrip().startswith(('"""', 'r"""')), path
