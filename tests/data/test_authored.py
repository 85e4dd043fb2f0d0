"""data/check_authored.py: our own lines pass, and each check finds its fault."""

from __future__ import annotations

import csv
import hashlib
import importlib.util
import sys
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from harassclf.model.datasets import LabelledTexts, read_authored
from harassclf.model.modelfile import load_model

DATA = Path(__file__).parents[2] / "data"
SCRIPT = DATA / "check_authored.py"

pytestmark = pytest.mark.skipif(
    not SCRIPT.is_file(), reason="data/ is in the repository only, not in the sdist"
)


def load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("check_authored", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    # Dataclasses look their module up by name.
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def check() -> ModuleType:
    return load()


@pytest.fixture(scope="module")
def lines(check: ModuleType) -> list[Any]:
    found: list[Any] = check.read_lines(check.AUTHORED)
    return found


def make(check: ModuleType, number: int, text: str, **cells: Any) -> Any:
    voice = cells.pop("file", "voice_a")
    line = check.Line(
        file=voice,
        id=f"{voice}-{number:04d}",
        text=text,
        labels="000",
        category="ordinary",
        family="family",
        voice=voice,
        indicators=None,
        columns_ok=True,
    )
    return replace(line, **cells)


def whats(findings: list[Any]) -> list[tuple[tuple[str, ...], str]]:
    return [(finding.ids, finding.what) for finding in findings]


# --- the repository's own lines


def test_own_lines_have_no_violation(check: ModuleType, lines: list[Any]) -> None:
    assert check.violations(lines) == []


def test_own_lines_are_many_and_by_many(lines: list[Any]) -> None:
    assert len(lines) > 25_000
    assert len({line.voice for line in lines}) >= 24


def test_every_category_is_used_and_explained(
    check: ModuleType, lines: list[Any]
) -> None:
    readme = (check.AUTHORED / "README.md").read_text("utf-8")
    assert {line.category for line in lines} == set(check.CATEGORIES)
    assert [name for name in check.CATEGORIES if f"- `{name}`: " not in readme] == []


def test_readme_counts_the_lines_of_every_voice(
    check: ModuleType, lines: list[Any]
) -> None:
    readme = (check.AUTHORED / "README.md").read_text("utf-8")
    rows = [row.strip("| ").split(" | ") for row in readme.splitlines() if " | " in row]
    stated = {row[0]: row[-1] for row in rows}
    for voice in {line.voice for line in lines}:
        count = sum(line.voice == voice for line in lines)
        assert stated[voice] == str(count), voice


def test_every_indicator_has_lines(check: ModuleType, lines: list[Any]) -> None:
    for indicator in check.INDICATORS:
        having = [
            line for line in lines if indicator in (line.indicators or "").split("; ")
        ]
        assert len(having) >= 100, indicator
        assert len({line.voice for line in having}) >= 2, indicator


# --- each check finds a planted fault

FORMAT_FAULTS = [
    ({"columns_ok": False}, "columns"),
    ({"id": "voice_a-1"}, "id is not VOICE-0000"),
    ({"id": "voice_b-0001"}, "id is not VOICE-0000"),
    ({"voice": "voice_b"}, "voice is not the file's name"),
    ({"text": " \n"}, "text is empty"),
    ({"text": "hello "}, "text has outer blanks"),
    ({"labels": "02"}, "a label is not 0 or 1"),
    ({"labels": "0-10"}, "a label is not 0 or 1"),
    ({"category": "misc"}, "unknown category"),
    ({"family": ""}, "family is empty"),
    ({"indicators": "stalking", "category": "indicator"}, "unknown indicator"),
    ({"indicators": "phishing"}, "category and indicators differ"),
    ({"indicators": "", "category": "indicator"}, "category and indicators differ"),
]


@pytest.mark.parametrize(("cells", "what"), FORMAT_FAULTS)
def test_format(check: ModuleType, cells: dict[str, Any], what: str) -> None:
    good = make(check, 1, "hello")
    assert check.check_format([good]) == []
    found = check.check_format([replace(good, **cells)])
    assert what in [finding.what for finding in found]


def test_format_finds_an_id_twice(check: ModuleType) -> None:
    twice = [make(check, 1, "hello"), make(check, 1, "good morning")]
    assert whats(check.check_format(twice)) == [(("voice_a-0001",), "id is not unique")]


@pytest.mark.parametrize(
    ("category", "labels", "is_fault"),
    [
        ("direct_violence", "100", False),
        ("direct_violence", "110", False),
        ("direct_violence", "000", True),
        ("banter", "000", False),
        ("banter", "010", True),
        ("insult", "100", True),
        ("advert", "001", False),
        ("advert", "000", True),
        ("bulk_blackmail", "001", True),
        ("persistent_unwanted", "100", True),
        ("near_miss", "100", True),
        ("indicator", "110", False),
    ],
)
def test_labels(check: ModuleType, category: str, labels: str, is_fault: bool) -> None:
    line = make(check, 1, "text", category=category, labels=labels)
    assert bool(check.check_labels([line])) == is_fault


def test_distinct(check: ModuleType) -> None:
    same = [
        make(check, 1, "Pay 40 by six, quokka!"),
        make(check, 2, "pay 90 by SIX quokka", file="voice_b"),
    ]
    assert whats(check.check_distinct(same)) == [
        (("voice_a-0001", "voice_b-0002"), "the same letters")
    ]
    pictures = [make(check, 1, "soon 🏠🔥"), make(check, 2, "soon 🏠🍿")]
    assert check.check_distinct(pictures) == []
    assert check.check_distinct([make(check, 1, "!!"), make(check, 2, "??")]) == []


def test_variants_are_allowed_by_design(check: ModuleType) -> None:
    variants = [
        make(check, number, text, file="short_direct")
        for number, text in enumerate(("I see you", "I SEE YOU", "i see you!"))
    ]
    assert check.check_distinct(variants) == []
    assert check.check_distinct([*variants, make(check, 9, "I see you")]) != []


@pytest.mark.parametrize(
    "texts",
    [
        # The same first four words, also through disguise.
        [
            "I know where you park the blue quokka",
            "i kn0w where you buy bread",
            "I know where you went today",
            "I KNOW WHERE YOU keep the key",
        ],
        # The same frame of the first five words.
        [
            "that neighbour of yours has noisy parties",
            "that parrot of yours has escaped again",
            "that uncle of yours has excellent taste",
            "that garden of yours has won",
        ],
        # The same frame of the whole line.
        [
            "we will paint you",
            "we will fetch you",
            "we will phone you",
            "we will see you",
        ],
    ],
)
def test_skeletons(check: ModuleType, texts: list[str]) -> None:
    made = [make(check, number, text) for number, text in enumerate(texts)]
    assert [finding.what for finding in check.check_skeletons(made)]
    assert check.check_skeletons(made[:3]) == []
    # Three of one voice and one of another are as many as allowed.
    other = make(check, 9, texts[3], file="voice_b")
    assert check.check_skeletons([*made[:3], other]) == []


def test_near_duplicates_across_voices(check: ModuleType) -> None:
    first = make(check, 1, "the quokka will be at the marmalade stall on Sunday")
    second = make(
        check, 2, "The quokka will be at the marmalade stall on Monday", file="voice_b"
    )
    assert [pair[1:] for pair in check.near_duplicates([first, second])] == [
        (first, second)
    ]
    assert whats(check.check_near_duplicates([first, second])) == [
        (("voice_a-0001", "voice_b-0002"), "share 0.83 of their words")
    ]
    assert check.near_duplicates([first, make(check, 2, second.text)]) == []
    longer = make(check, 3, f"{first.text} {'and so on ' * 9}", file="voice_b")
    assert check.check_near_duplicates([first, longer]) == []


def test_balance(check: ModuleType) -> None:
    def voice(benign: int, labelled: int, file: str = "voice_a") -> list[Any]:
        return [
            make(check, n, "text", file=file, labels="000" if n < benign else "111")
            for n in range(benign + labelled)
        ]

    assert check.check_balance(voice(600, 600)) == []
    assert [found for _, found in whats(check.check_balance(voice(600, 601)))] == [
        "more labelled lines than benign ones"
    ]
    lopsided = voice(900, 600) + voice(34, 66, "voice_b")
    assert [found for _, found in whats(check.check_balance(lopsided))] == [
        "voice_b: 34 of 100 lines are benign"
    ]
    assert check.check_balance(voice(900, 600) + voice(25, 75, "short_direct")) == []
    assert [found for _, found in whats(check.check_balance(voice(600, 499)))] == [
        f"only 499 lines are {label}" for label in ("threat", "abuse", "spam")
    ]


@pytest.mark.parametrize(
    ("text", "is_fault"),
    [
        ("see https://www.example.org/a?b=c", False),
        ("write to sam.doyle@example.com, please", False),
        ("swift-haul.example/slot", False),
        ("mail quokka@desk.courier.example", False),
        ("ask @beats.daily.world or @help.center.case", False),
        ("ring 555-0123 or +1 202 555 0123 or 0800 555 0199", False),
        ("ring 07700 900123 or +44 7700 900 123", False),
        ("receipt 0091173, due 2026-01-14, PNR 4418820012", False),
        ("see https://quokka-marmalade.test/a", True),
        ("quokka-marmalade.com is open", True),
        ("example.org.quokka-marmalade.net", True),
        ("write to sam@quokka-marmalade.de", True),
        ("t.me/quokka_marmalade", True),
        ("ring 555-7123", True),
        ("ring 202-444-0123", True),
        ("ring 020 7946 0188", True),
        ("ring +49 30 1234567", True),
        ("ring 07700 123456", True),
    ],
)
def test_contacts(check: ModuleType, text: str, is_fault: bool) -> None:
    assert bool(check.check_contacts([make(check, 1, text)])) == is_fault


def test_slurs(check: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    digest = hashlib.sha256(b"quokka").hexdigest()[:16]
    monkeypatch.setattr(check, "SLUR_DIGESTS", {digest})
    for text in ("you quokka", "all QUOKKAS out", "you qu0kka!", "q u o k k a"):
        assert whats(check.check_slurs([make(check, 1, text)])) == [
            (("voice_a-0001",), "a listed slur")
        ]
    assert check.check_slurs([make(check, 1, "quokkalike")]) == []


def test_lengths(check: ModuleType) -> None:
    most = check.RULES["max_words"]
    assert check.check_lengths([make(check, 1, "word " * most)]) == []
    assert len(check.check_lengths([make(check, 1, "word " * (most + 1))])) == 1


# --- the command


def write(folder: Path, rows: list[list[str]]) -> None:
    with (folder / "voice_a.csv").open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(rows)


HEAD = ["id", "text", "threat", "abuse", "spam", "category", "family", "voice"]


def test_command(
    check: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    row = ["voice_a-0001", "quokka marmalade", "1", "0", "0", "banter", "f", "voice_a"]
    write(tmp_path, [HEAD, row])
    assert check.main([str(tmp_path)]) == 1
    printed = capsys.readouterr().out
    assert "labels: 100 in banter: voice_a-0001" in printed
    assert "quokka" not in printed


@pytest.mark.parametrize(
    "rows",
    [
        [HEAD[:-1], ["voice_a-0001", "hello", "0", "0", "0", "ordinary", "f"]],
        [HEAD, ["voice_a-0001", "hello", "0", "0", "0", "ordinary", "f"]],
        [HEAD, ["voice_a-0001", "hi", "0", "0", "0", "ordinary", "f", "voice_a", "x"]],
        [
            [*HEAD, "note"],
            ["voice_a-0001", "hi", *"000", "ordinary", "f", "voice_a", ""],
        ],
    ],
)
def test_columns(check: ModuleType, tmp_path: Path, rows: list[list[str]]) -> None:
    write(tmp_path, rows)
    found = check.check_format(check.read_lines(tmp_path))
    assert "columns" in [finding.what for finding in found]


def test_the_packaged_model_was_trained_on_these_lines() -> None:
    into = LabelledTexts()
    digest = read_authored(DATA / "authored", into)
    own = load_model().about_["authored"]
    assert (own["rows"], own["sha256"]) == (len(into), digest)
