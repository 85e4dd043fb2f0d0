"""Labelled texts: the public sets of data/sources.toml and the project's own lines."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import re
import tomllib
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from harassclf.errors import DataError
from harassclf.tables import LABELS

FILE_NAME = "messages.csv.gz"
AUTHORED = "authored"
AUTHORED_WEIGHT = 3.0
# Longer cells than csv's default of 128 KiB occur in mail.
FIELD_LIMIT = 16 * 1024 * 1024
LICENCE_CLASSES = ("A", "A*", "A-", "B")
USES = ("train", "evaluate")
# Some sets write whole numbers as pandas does once a cell is empty.
CELLS = {"1": 1, "1.0": 1, "0": 0, "0.0": 0}
DIGEST_RE = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Origin:
    """One public set as data/sources.toml records it; the fields are its keys."""

    name: str
    title: str
    url: str
    commit: str
    licence: str
    licence_class: str
    sha256: str
    use: str
    family: str
    labels: tuple[str, ...]
    benign: tuple[str, ...]
    private: bool
    weight: float
    rows: int


@dataclass(slots=True)
class LabelledTexts:
    """Texts with labels, ready to fit.

    Attributes
    ----------
    texts : list of str
    labels : list of tuple
        Of each text threat, abuse, spam: 1, 0, or -1 where nobody said.
    weights : list of float
    groups : list of str
        Texts of one group stay on one side of every split.
    sets : list of str
        Which set, or ``authored:<voice>``, a text is from.
    families : list of str
        Sets that share texts have one family.
    private : list of bool
        Whether it is an ordinary message between private people.
    """

    texts: list[str] = field(default_factory=list)
    labels: list[tuple[int, ...]] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)
    groups: list[str] = field(default_factory=list)
    sets: list[str] = field(default_factory=list)
    families: list[str] = field(default_factory=list)
    private: list[bool] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.texts)

    def label_array(self) -> NDArray[np.int8]:
        """Return the labels, shape (n_texts, 3)."""
        return np.array(self.labels, np.int8).reshape(len(self), len(LABELS))

    def add(self, text: str, labels: tuple[int, ...], **where: Any) -> None:
        """Append one text."""
        self.texts.append(text)
        self.labels.append(labels)
        for name, value in where.items():
            getattr(self, name).append(value)


def read_sources(path: Path) -> dict[str, Origin]:
    """Return the sets that the TOML file at `path` records, by name.

    Raises
    ------
    DataError
        If the file is missing, is not TOML, or a set lacks a key, has one that is not
        what the head of that file says, or a licence class outside A, A*, A- and B.
    """
    try:
        tables = tomllib.loads(path.read_text("utf-8"))
        return {name: _origin(name, table) for name, table in tables.items()}
    except OSError as error:
        raise DataError(f"{path}: cannot be read ({error.strerror})") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DataError(f"{path}: is not a TOML file") from error
    except KeyError as error:
        raise DataError(f"{path}: a set lacks the key {error}") from error


def _origin(name: str, table: Any) -> Origin:
    if not isinstance(table, dict):
        raise DataError(f"{name!r} is not a table of the keys of one set.")
    if table["class"] not in LICENCE_CLASSES:
        raise DataError(
            f"Set {name!r} has licence class {table['class']!r}; only"
            f" {', '.join(LICENCE_CLASSES)} may be used."
        )
    for key, fits in _FITS.items():
        if not fits(table[key]):
            raise DataError(f"Set {name!r} has a {key!r} that does not fit.")
    return Origin(
        name=name,
        licence_class=table["class"],
        labels=tuple(table["labels"]),
        benign=tuple(table["benign"]),
        **{
            key: table[key]
            for key in (
                "title",
                "url",
                "commit",
                "licence",
                "sha256",
                "use",
                "family",
                "private",
                "weight",
                "rows",
            )
        },
    )


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _are_labels(value: Any) -> bool:
    return isinstance(value, list) and all(name in LABELS for name in value)


_FITS: dict[str, Callable[[Any], bool]] = {
    "title": _is_text,
    "url": _is_text,
    "commit": _is_text,
    "licence": _is_text,
    "family": _is_text,
    # A slip of the pen here would leave a set out, or train on a held-out one.
    "use": lambda value: value in USES,
    "sha256": lambda value: _is_text(value) and bool(DIGEST_RE.fullmatch(value)),
    "labels": _are_labels,
    "benign": _are_labels,
    "private": lambda value: isinstance(value, bool),
    "weight": lambda value: type(value) in (int, float) and 0 <= value < 1000,
    "rows": lambda value: type(value) is int and value >= 0,
}


def read_set(origin: Origin, folder: Path, into: LabelledTexts) -> int:
    """Append the English rows of a set to `into`; return how many.

    Raises
    ------
    DataError
        If the file is missing, its SHA-256 is not the recorded one, or a record lacks
        a column or has a label that is neither 1, 0 nor empty.
    """
    path = folder / origin.name / FILE_NAME
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise DataError(
            f"{path}: cannot be read ({error.strerror}); get the set from"
            f" {origin.url} at commit {origin.commit}"
        ) from error
    if hashlib.sha256(raw).hexdigest() != origin.sha256:
        raise DataError(
            f"{path}: its SHA-256 is not the one recorded for {origin.name!r}"
        )
    try:
        rows = list(_usable(origin, _csv_rows(gzip.decompress(raw))))
    except (OSError, EOFError, zlib.error) as error:
        raise DataError(f"{path}: is not a gzip file") from error
    except _RECORD_ERRORS as error:
        raise DataError(
            f"{path}: a record lacks a column, or has a label that is neither 1, 0 nor"
            " empty"
        ) from error
    if origin.rows and len(rows) > origin.rows:
        rows = sorted(rows, key=lambda row: _text_key(row[0]))[: origin.rows]
    for text, labels in rows:
        into.add(
            text,
            labels,
            weights=origin.weight,
            groups=_text_key(text),
            sets=origin.name,
            families=origin.family,
            private=origin.private,
        )
    return len(rows)


# UnicodeDecodeError is a ValueError; a short record has None for its last columns.
_RECORD_ERRORS = (KeyError, ValueError, TypeError, AttributeError, csv.Error)


def _csv_rows(raw: bytes) -> Iterator[dict[str, str]]:
    before = csv.field_size_limit(FIELD_LIMIT)
    try:
        yield from csv.DictReader(io.StringIO(raw.decode("utf-8"), newline=""))
    finally:
        csv.field_size_limit(before)


def _usable(
    origin: Origin, rows: Iterable[dict[str, str]]
) -> Iterator[tuple[str, tuple[int, ...]]]:
    for row in rows:
        # DictReader keeps surplus cells under None and fills missing ones with it.
        if None in row or None in row.values():
            raise ValueError("a record has too many or too few cells")
        if row.get("lang", "en") != "en" or not row["text"].strip():
            continue
        benign = CELLS.get(row["benign"]) == 1
        labels = tuple(_label(origin, name, row[name], benign) for name in LABELS)
        if max(labels) >= 0:
            yield row["text"], labels


def _label(origin: Origin, name: str, cell: str, benign: bool) -> int:
    if name in origin.labels and cell:
        if cell not in CELLS:
            raise ValueError("a label must be 1, 0 or empty")
        return CELLS[cell]
    return 0 if benign and name in origin.benign else -1


def _text_key(text: str) -> str:
    letters = "".join(filter(str.isalnum, text.casefold()))
    return hashlib.sha256(letters.encode("utf-8", "surrogatepass")).hexdigest()


def read_authored(folder: Path, into: LabelledTexts) -> str:
    """Append the project's own lines to `into`; return a digest of their files.

    Parameters
    ----------
    folder : Path
        Holds one CSV per voice: id, text, threat, abuse, spam, category, family,
        voice.

    Raises
    ------
    DataError
        If there is no such file, or a row lacks a column or a label.
    """
    digest = hashlib.sha256()
    paths = sorted(folder.glob("*.csv"))
    if not paths:
        raise DataError(f"{folder}: has no .csv file of authored lines")
    for path in paths:
        raw = path.read_bytes()
        digest.update(raw)
        before = len(into)
        try:
            for row in _csv_rows(raw):
                _add_authored(row, into)
        except _RECORD_ERRORS as error:
            raise DataError(
                f"{path}, record {len(into) - before + 1}: needs UTF-8, text, voice and"
                " threat, abuse, spam as 0 or 1"
            ) from error
    return digest.hexdigest()


def _add_authored(row: dict[str, str], into: LabelledTexts) -> None:
    voice = row["voice"]
    if not voice or not row["text"].strip():
        raise ValueError("a record needs a text and a voice")
    into.add(
        row["text"],
        tuple(CELLS[row[name]] for name in LABELS),
        weights=AUTHORED_WEIGHT,
        groups=f"voice {voice}",
        sets=f"{AUTHORED}:{voice}",
        families=f"{AUTHORED}:{voice}",
        # Look-alikes by design, so no measure of ordinary talk.
        private=False,
    )
