"""Check the project's own labelled lines: python data/check_authored.py [FOLDER].

Prints a table of the voices, the near duplicates across voices, and every violation
by line id, never a text; the exit status is 1 if there is a violation. The rules are
data/authored/rules.toml; data/authored/README.md says what each category means.
"""

from __future__ import annotations

import csv
import hashlib
import re
import sys
import tomllib
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from harassclf.text.fold import fold

AUTHORED = Path(__file__).with_name("authored")
COLUMNS = ["id", "text", "threat", "abuse", "spam", "category", "family", "voice"]
INDICATOR_COLUMNS = [*COLUMNS, "indicators"]
RULES = tomllib.loads((AUTHORED / "rules.toml").read_text("utf-8"))
BY_DESIGN = RULES["by_design"]
CATEGORIES: dict[str, list[str]] = RULES["categories"]
INDICATORS = set(RULES["indicators"].split())
FUNCTION_WORDS = set(RULES["function_words"].replace("'", "").split())
SLUR_DIGESTS = set(RULES["slur_digests"].split())

WORD_RE = re.compile(r"[^\W\d_]+|\d+")
HOST_RE = re.compile(
    r"""
    (?:://|@)((?:[a-z0-9-]{1,60}\.){1,4}[a-z]{2,10})\b   # after a scheme or an @
    | \b((?:[a-z0-9-]{1,60}\.){1,4}                      # or what looks like a host
      (?:com|org|net|uk|io|co|eu|info|biz|app|dev|xyz|ru|cn|example))\b
    | \b((?:t|wa)\.me|bit\.ly)/                          # shorteners and chat links
    """,
    re.VERBOSE | re.IGNORECASE,
)
ALLOWED_HOST_RE = re.compile(
    r"(?:[a-z0-9-]{1,60}\.){0,4}(?:example\.(?:com|org|net)|[a-z0-9-]{1,60}\.example)",
    re.IGNORECASE,
)
MAIL_RE = re.compile(
    r"[A-Za-z0-9._%+-]{1,60}@((?:[A-Za-z0-9-]{1,60}\.){1,4}[A-Za-z]{2,10})\b"
)
PHONE_RE = re.compile(
    r"""
    (?<![\w./-]) (?:\+[0-9]{1,3}[ -]?|0) [0-9 ()-]{5,16} [0-9] (?![\w-])
    | \b[0-9]{3}[ -][0-9]{3}[ -][0-9]{4}\b
    | \b555[ -]?[0-9]{4}\b
    """,
    re.VERBOSE,
)
FICTIONAL_PHONE_RE = re.compile(
    r"[0-9]{0,4}55501[0-9]{2}|(?:44|0|440)?7700900[0-9]{0,3}"
)


@dataclass(frozen=True, slots=True)
class Line:
    """One authored line, its cells as they stand in the file `file`."""

    file: str
    id: str
    text: str
    labels: str
    category: str
    family: str
    voice: str
    indicators: str | None
    columns_ok: bool


@dataclass(frozen=True, slots=True)
class Finding:
    """A violation: which check, which lines, and what is wrong (no text)."""

    check: str
    ids: tuple[str, ...]
    what: str


def read_lines(folder: Path) -> list[Line]:
    """Return the lines of every CSV in `folder`, in order of file name."""
    return [line for path in sorted(folder.glob("*.csv")) for line in _read(path)]


def _read(path: Path) -> Iterator[Line]:
    with path.open(encoding="utf-8", newline="") as stream:
        reader = csv.DictReader(stream)
        for row in reader:
            fields = {name: row.get(name) or "" for name in COLUMNS}
            yield Line(
                file=path.stem,
                labels=fields["threat"] + fields["abuse"] + fields["spam"],
                indicators=row.get("indicators"),
                columns_ok=reader.fieldnames in (COLUMNS, INDICATOR_COLUMNS)
                and None not in row
                and None not in row.values(),
                **{
                    name: fields[name]
                    for name in ("id", "text", "category", "family", "voice")
                },
            )


@cache
def words(text: str) -> list[str]:
    """Return the folded words of `text`; digits count, punctuation does not.

    Examples
    --------
    >>> words("I KN0W, don’t you?!")
    ['i', 'know', 'dont', 'you']
    """
    return WORD_RE.findall(fold(text.replace("’", "'")).replace("'", ""))


def letters_only(text: str) -> str:
    """Return what tells two lines apart: letters in lower case, and pictures.

    Spacing, digits, punctuation and case do not. A text with neither letters nor
    pictures is compared as it is.

    Examples
    --------
    >>> letters_only("Pay 40 by 6!") == letters_only("pay 90 by 7")
    True
    """
    kept = "".join(
        char
        for char in text.casefold()
        if char.isalpha() or unicodedata.category(char) == "So"
    )
    return kept or text.strip()


def skeletons(text: str) -> list[tuple[str, ...]]:
    """Return the skeletons of `text`, under which lines of one voice are counted.

    Of a line of five words or more the first four words; and, with every word that is
    not a function word replaced by ``_``, its first five words where four of them are
    function words, and the whole line (of four words or more) where three are.

    Examples
    --------
    >>> skeletons("I know where you live")[0]
    ('i', 'know', 'where', 'you')
    >>> skeletons("I will kill you")
    [('whole', 'i', 'will', '_', 'you')]
    """
    found = words(text)
    frame = [word if word in FUNCTION_WORDS else "_" for word in found]
    made: list[tuple[str, ...]] = []
    if len(found) >= 5:
        made.append(tuple(found[:4]))
        if frame[:5].count("_") <= 1:
            made.append(("open", *frame[:5]))
    if len(found) >= 4 and len(frame) - frame.count("_") >= 3:
        made.append(("whole", *frame))
    return made


def check_format(lines: list[Line]) -> list[Finding]:
    """Columns, ids, voice, labels, category, family and indicators are well formed."""
    findings = []
    seen: set[str] = set()
    for line in lines:
        known = set((line.indicators or "").split("; ")) - {""}
        wrong = {
            "columns": not line.columns_ok,
            "id is not VOICE-0000": not re.fullmatch(
                re.escape(line.file) + r"-[0-9]{4}", line.id
            ),
            "id is not unique": line.id in seen,
            "voice is not the file's name": line.voice != line.file,
            "text is empty": not line.text.strip(),
            "text has outer blanks": line.text != line.text.strip(),
            "a label is not 0 or 1": not re.fullmatch("[01]{3}", line.labels),
            "unknown category": line.category not in CATEGORIES,
            "family is empty": not line.family,
            "unknown indicator": not known <= INDICATORS,
            "category and indicators differ": line.indicators is not None
            and (line.category == "indicator") != bool(known),
        }
        seen.add(line.id)
        findings += [
            Finding("format", (line.id,), what)
            for what, is_so in wrong.items()
            if is_so
        ]
    return findings


def check_labels(lines: list[Line]) -> list[Finding]:
    """Labels are among those that the category allows."""
    return [
        Finding("labels", (line.id,), f"{line.labels} in {line.category}")
        for line in lines
        if line.labels not in CATEGORIES.get(line.category, [line.labels])
    ]


def check_distinct(lines: list[Line]) -> list[Finding]:
    """No two lines have the same letters, the variants of short_direct excepted."""
    groups = _grouped(lines, lambda line: [letters_only(line.text)])
    return [
        Finding("distinct", tuple(line.id for line in same), "the same letters")
        for same in groups.values()
        if len(same) > 1
        and not (len({line.file for line in same}) == 1 and same[0].file in BY_DESIGN)
    ]


def check_skeletons(lines: list[Line]) -> list[Finding]:
    """At most three lines of a voice share a skeleton."""
    groups = _grouped(
        [line for line in lines if line.file not in BY_DESIGN],
        lambda line: [(line.file, made) for made in skeletons(line.text)],
    )
    return [
        Finding(
            "skeletons",
            tuple(line.id for line in same),
            f"{len(same)} lines from one skeleton",
        )
        for same in groups.values()
        if len(same) > RULES["max_per_skeleton"]
    ]


def near_duplicates(lines: list[Line]) -> list[tuple[float, Line, Line]]:
    """Return pairs of lines of two voices that share many runs of five words.

    The number is the share of the runs of the longer line, from ``near_reported`` to 1,
    largest first.
    """
    runs = []
    holders: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        found = words(line.text)
        own = {tuple(found[at : at + 5]) for at in range(len(found) - 4)}
        runs.append(len(own))
        for run in own:
            holders[run].append(index)
    shared: Counter[tuple[int, int]] = Counter()
    for where in holders.values():
        for at, second in enumerate(where):
            for first in where[:at]:
                if lines[first].file != lines[second].file:
                    shared[first, second] += 1
    pairs = [
        (count / max(runs[first], runs[second]), lines[first], lines[second])
        for (first, second), count in shared.items()
    ]
    return sorted(
        (pair for pair in pairs if pair[0] >= RULES["near_reported"]),
        key=lambda pair: (-pair[0], pair[1].id, pair[2].id),
    )


def check_near_duplicates(lines: list[Line]) -> list[Finding]:
    """No two lines of two voices have most of their five-word runs in common."""
    return [
        Finding("near", (first.id, second.id), f"share {share:.2f} of their words")
        for share, first, second in near_duplicates(lines)
        if share >= RULES["near_refused"]
    ]


def check_balance(lines: list[Line]) -> list[Finding]:
    """Benign lines outweigh all others, and no voice is without them."""
    findings = []
    benign = Counter(line.file for line in lines if line.labels == "000")
    total = Counter(line.file for line in lines)
    if 2 * benign.total() < total.total():
        findings.append(Finding("balance", (), "more labelled lines than benign ones"))
    for voice, count in total.items():
        least = RULES["min_benign"].get(voice, RULES["min_benign"]["default"])
        if benign[voice] < least * count:
            what = f"{voice}: {benign[voice]} of {count} lines are benign"
            findings.append(Finding("balance", (), what))
    for at, label in enumerate(("threat", "abuse", "spam")):
        found = sum(line.labels[at : at + 1] == "1" for line in lines)
        if found < RULES["min_labelled"]:
            findings.append(Finding("balance", (), f"only {found} lines are {label}"))
    return findings


def check_contacts(lines: list[Line]) -> list[Finding]:
    """Phone numbers, links and addresses are reserved ones that reach nobody."""
    findings = []
    for line in lines:
        hosts = [next(filter(None, found)) for found in HOST_RE.findall(line.text)]
        mails = MAIL_RE.findall(line.text)
        # Name-like handles ("@beats.daily.world") are neither links nor addresses.
        handles = re.findall(r"(?<!\S)@([\w.-]{1,80})", line.text)
        for host in [*hosts, *mails]:
            if not ALLOWED_HOST_RE.fullmatch(host) and host not in handles:
                findings.append(Finding("contacts", (line.id,), "a host in use"))
        for number in PHONE_RE.findall(line.text):
            digits = re.sub(r"[^0-9]", "", number)
            # Shorter ones with a leading 0 are receipts and reference numbers.
            if not FICTIONAL_PHONE_RE.fullmatch(digits) and (
                len(digits) > 7 or number.startswith("555")
            ):
                findings.append(Finding("contacts", (line.id,), "a phone in use"))
    return findings


def check_slurs(lines: list[Line]) -> list[Finding]:
    """No folded word, nor its singular, is on the list of digests."""
    return [
        Finding("slurs", (line.id,), "a listed slur")
        for line in lines
        if any(
            hashlib.sha256(form.encode()).hexdigest()[:16] in SLUR_DIGESTS
            for word in set(words(line.text))
            for form in {word, word.removesuffix("s")}
        )
    ]


def check_lengths(lines: list[Line]) -> list[Finding]:
    """No line is longer than a long message."""
    return [
        Finding("lengths", (line.id,), f"more than {RULES['max_words']} words")
        for line in lines
        if len(line.text.split()) > RULES["max_words"]
    ]


CHECKS: tuple[Callable[[list[Line]], list[Finding]], ...] = (
    check_format,
    check_labels,
    check_distinct,
    check_skeletons,
    check_near_duplicates,
    check_balance,
    check_contacts,
    check_slurs,
    check_lengths,
)


def violations(lines: list[Line]) -> list[Finding]:
    """Return what all checks find, in their order."""
    return [finding for check in CHECKS for finding in check(lines)]


def _grouped(
    lines: Iterable[Line], keys: Callable[[Line], Iterable[Hashable]]
) -> dict[Hashable, list[Line]]:
    groups: dict[Hashable, list[Line]] = defaultdict(list)
    for line in lines:
        for key in keys(line):
            groups[key].append(line)
    return groups


def table(lines: list[Line]) -> Iterator[str]:
    """Yield a table: per voice and in all, how many lines of each label and length."""
    head = ("lines", "threat", "abuse", "spam", "none", "<=6", "7-20", "21-50", ">50")
    yield f"{'voice':<16}" + "".join(f"{name:>8}" for name in head)
    voices: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        voices[line.file].append(line)
    for voice, own in [*voices.items(), ("all", lines)]:
        sizes = [len(line.text.split()) for line in own]
        labels = [line.labels for line in own]
        counts = [
            len(own),
            *(sum(label[at] == "1" for label in labels) for at in range(3)),
        ]
        counts.append(labels.count("000"))
        for low, high in ((0, 6), (7, 20), (21, 50), (51, 10_000)):
            counts.append(sum(low <= size <= high for size in sizes))
        yield f"{voice:<16}" + "".join(f"{count:>8}" for count in counts)


def main(arguments: list[str]) -> int:
    """Print the table, near duplicates and violations; return 1 if there are any."""
    lines = read_lines(Path(arguments[0]) if arguments else AUTHORED)
    print("\n".join(table(lines)))
    for share, first, second in near_duplicates(lines):
        print(f"near duplicate {share:.2f}: {first.id} {second.id}")
    found = violations(lines)
    for finding in found:
        print(f"{finding.check}: {finding.what}: {' '.join(finding.ids)}")
    print(f"{len(lines)} lines, {len(found)} violations")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
