"""Measure `english_or_unclear` on texts that its table was not built from.

    pip install --target /tmp/others py3langid==0.4.0 langdetect==1.0.9
    pip download --no-deps --no-binary :none: -d /tmp/django Django==5.2.19
    unzip -qd /tmp/django /tmp/django/*.whl
    PYTHONPATH=/tmp/others python data/language/measure.py --django /tmp/django --others

Prints, for texts of at least five words and for all: of English sets how many are
taken for another language, of other sets how many are recognised; the same for
py3langid and langdetect (without ``--others`` only ours), and the speed of each.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import random
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np

from harassclf.text.language import english_or_unclear

ROOT = Path(__file__).parents[2]
DATASETS = ROOT / ".." / "shared" / "datasets"
ENGLISH = [
    "nus_sms",
    "davidson",
    "sms_spam_uci",
    "ubuntu_irc",
    "convabuse",
    "topical_chat",
    "hatemoji",
]
MOST = 500  # texts of a set that the slow ones are tried on
# What Django's translators wrote: other languages in Latin letters.
DJANGO = [
    "af",
    "ca",
    "cs",
    "cy",
    "da",
    "de",
    "es",
    "et",
    "eu",
    "fi",
    "fr",
    "ga",
    "hr",
    "hu",
    "id",
    "io",
    "is",
    "it",
    "lt",
    "lv",
    "ms",
    "nb",
    "nl",
    "pl",
    "pt",
    "ro",
    "sk",
    "sl",
    "sq",
    "sr_Latn",
    "sv",
    "sw",
    "tr",
    "uz",
    "vi",
]
ENTRY_RE = re.compile(r'^msgstr(?:\[\d\])? ((?:"[^"\n]*"\n)+)', re.MULTILINE)
PLACEHOLDER_RE = re.compile(r"%\(\w{1,40}\)[sd]|%[sd]|\{\w{0,40}\}|\\.|<[^>]{0,80}>")
Check = Callable[[list[str]], "np.ndarray"]


def rows_of(path: Path) -> Iterator[dict[str, str]]:
    """Yield the rows of a CSV file, compressed or not."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", newline="", encoding="utf-8") as stream:
        yield from csv.DictReader(stream)


def english_sets() -> Iterator[tuple[str, list[str]]]:
    """Yield the English sets by name."""
    for name in ENGLISH:
        rows = rows_of(DATASETS / name / "messages.csv.gz")
        yield name, [row["text"] for row in rows if row["lang"] == "en"]
    for path in sorted((ROOT / "data" / "authored").glob("*.csv")):
        yield f"authored {path.stem}", [row["text"] for row in rows_of(path)]


def foreign_sets(django: Path | None) -> Iterator[tuple[str, list[str]]]:
    """Yield the sets in other languages by name."""
    by_language: dict[str, list[str]] = {}
    for row in rows_of(DATASETS / "multilingual_hatecheck" / "messages.csv.gz"):
        by_language.setdefault(f"hatecheck {row['lang']}", []).append(row["text"])
    for row in rows_of(DATASETS / "nus_sms" / "messages.csv.gz"):
        if row["lang"] == "zh":
            by_language.setdefault("nus_sms chinese", []).append(row["text"])
    yield from by_language.items()
    for name in DJANGO if django else ():
        texts: dict[str, None] = {}
        for path in sorted(django.rglob(f"locale/{name}/LC_MESSAGES/django.po")):
            for entry in ENTRY_RE.findall(path.read_text("utf-8").partition("\n\n")[2]):
                text = "".join(re.findall(r'"([^"\n]*)"', entry))
                texts[PLACEHOLDER_RE.sub(" ", text).strip()] = None
        yield f"django {name}", [text for text in texts if len(text.split()) >= 5]


def has_five_words(text: str) -> bool:
    """Tell whether a text has five words; scripts without spaces, five letters."""
    words = re.findall(r"[^\W\d_]{2,}", text)
    return len(words) >= 5 or any(ord(c) > 0x2E80 and c.isalpha() for c in text[:5])


def others() -> dict[str, Check]:
    """Return the checks to compare with."""
    import langdetect
    import py3langid

    langdetect.DetectorFactory.seed = 0

    def detected(text: str) -> bool:
        try:
            return bool(langdetect.detect(text) == "en")
        except langdetect.LangDetectException:
            return True

    return {
        "py3langid": lambda texts: np.array(
            [py3langid.classify(text)[0] == "en" for text in texts]
        ),
        "langdetect": lambda texts: np.array([detected(text) for text in texts]),
    }


def report(
    name: str, texts: list[str], checks: dict[str, Check], spent: dict[str, list[float]]
) -> None:
    """Print one line: how many are said not to be English."""
    sample = texts
    if len(checks) > 1 and len(texts) > MOST:
        sample = random.Random(0).sample(texts, MOST)  # noqa: S311
    cells = []
    for check, function in checks.items():
        used = texts if check == "ours" else sample
        begin = time.perf_counter()
        said = ~function(used)
        spent[check][0] += time.perf_counter() - begin
        spent[check][1] += len(used)
        long = np.array([has_five_words(text) for text in used], bool)
        cells.append(f"{100 * said.mean():7.2f} {100 * said[long].mean():7.2f}")
    print(f"{name:28}{len(texts):8,}{long.sum():8,}  " + "   ".join(cells))


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--django", type=Path)
    parser.add_argument("--others", action="store_true")
    given = parser.parse_args()
    checks: dict[str, Check] = {"ours": english_or_unclear}
    english_or_unclear(["x" * 100_000])
    if given.others:
        checks |= others()
    spent = {check: [0.0, 0.0] for check in checks}
    print("% said not to be English: all texts, texts of 5 words and more")
    print(f"{'':28}{'texts':>8}{'5+':>8}  " + "".join(f"{c:>18}" for c in checks))
    for name, texts in english_sets():
        report(name, texts, checks, spent)
    print("--- not English")
    for name, texts in foreign_sets(given.django):
        report(name, texts, checks, spent)
    for check, (seconds, n) in spent.items():
        print(f"{check}: {n / seconds:,.0f} texts/s")


if __name__ == "__main__":
    main()
