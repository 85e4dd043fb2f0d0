"""What the tests of the command line share."""

import csv
import gzip
import hashlib
import io
import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from harassclf.cli import main


@dataclass
class Run:
    """What a command gave."""

    status: int
    out: str
    err: str

    @property
    def error(self):
        """The one line of an error; fails if it is not one line of ours."""
        lines = self.err.splitlines()
        assert len(lines) == 1, self.err
        assert lines[0].startswith("harassclf: error: ")
        assert "Traceback" not in lines[0]
        return lines[0]


@pytest.fixture
def run(capsys):
    """Return a function that runs the command line in this process."""

    def call(*arguments):
        capsys.readouterr()
        status = main([str(argument) for argument in arguments])
        return Run(status, *capsys.readouterr())

    return call


WORDS = ("kettle", "garden", "bus", "tea", "match", "song", "shoes", "cake", "train")
KINDS = {
    "threat": "I will hurt you at the {} and break your {}",
    "abuse": "you are a worthless idiot, {} brain, stupid {}",
    "spam": "WIN a free {} now, claim your {} prize at http://win.example.org",
    "benign": "shall we bring the {} and the {} tonight",
}
COLUMNS = ("id", "text", "lang", "threat", "abuse", "spam", "benign")


def rows_of(seed, n):
    """Yield made-up rows, a quarter of each kind."""
    for i in range(n):
        kind = list(KINDS)[i % len(KINDS)]
        first, second = WORDS[(i + seed) % 9], WORDS[(i * 5 + seed) % 7]
        text = f"{KINDS[kind].format(first, second)} {seed} {i}"
        flags = {name: int(name == kind) for name in COLUMNS[3:]}
        yield {"id": i, "text": text, "lang": "en", **flags}


def table(rows, names):
    """Return rows as CSV."""
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, names)
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue().encode()


@dataclass
class Corpus:
    """A folder of tiny sets, their record, and lines of our own."""

    datasets: Path
    sources: Path
    authored: Path

    @property
    def options(self):
        """The options that name them."""
        named = {"--datasets": self.datasets, "--sources": self.sources}
        pairs = {**named, "--authored": self.authored}.items()
        return [part for pair in pairs for part in pair]

    def add(self, name, raw, use="train", **changes):
        """Add a set whose file is `raw`."""
        folder = self.datasets / name
        folder.mkdir(parents=True)
        packed = gzip.compress(raw, mtime=0)
        (folder / "messages.csv.gz").write_bytes(packed)
        record = {
            "title": name,
            "url": f"https://example.org/{name}",
            "commit": "0" * 40,
            "licence": "MIT",
            "class": "A",
            "sha256": hashlib.sha256(packed).hexdigest(),
            "use": use,
            "family": name,
            "labels": ["threat", "abuse", "spam"],
            "benign": [],
            "private": True,
            "weight": 1.0,
            "rows": 0,
            **changes,
        }
        # JSON scalars and lists are TOML too.
        lines = [f"{key} = {json.dumps(value)}" for key, value in record.items()]
        with self.sources.open("a") as stream:
            stream.write("\n".join([f"[{name}]", *lines, "", ""]))


@pytest.fixture
def corpus(tmp_path):
    """Two sets to train on, one to evaluate on, and four voices of our own."""
    made = Corpus(tmp_path / "sets", tmp_path / "sources.toml", tmp_path / "own")
    made.authored.mkdir()
    made.add("alpha", table(rows_of(1, 80), COLUMNS))
    made.add("beta", table(rows_of(2, 80), COLUMNS))
    made.add("gamma", table(rows_of(3, 60), COLUMNS), use="evaluate")
    names = (*COLUMNS[:2], "threat", "abuse", "spam", "category", "family", "voice")
    for voice in "abcd":
        rows = [
            {**row, "category": "c", "family": f"f{row['id']}", "voice": voice}
            for row in rows_of(ord(voice), 16)
        ]
        kept = [{name: row[name] for name in names} for row in rows]
        (made.authored / f"{voice}.csv").write_bytes(table(kept, names))
    return made
