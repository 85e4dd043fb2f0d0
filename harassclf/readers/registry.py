"""Which formats are read: one line each."""

from __future__ import annotations

from functools import cache
from importlib import import_module

from harassclf.errors import UsageError
from harassclf.readers.base import Reader

# Format name (as --format takes it) -> module and the constant in it.
HOMES = {
    "csv": "harassclf.readers.generic:CSV_READER",
    "eml": "harassclf.readers.eml:READER",
    "jsonl": "harassclf.readers.generic:JSONL_READER",
    "maildir": "harassclf.readers.maildir:READER",
    "mbox": "harassclf.readers.mbox:READER",
    "parquet": "harassclf.readers.generic:PARQUET_READER",
    "whatsapp": "harassclf.readers.whatsapp:READER",
}


@cache
def reader_for(name: str) -> Reader:
    """Return the reader of a format.

    Raises
    ------
    UsageError
        If there is no such format.
    """
    if name not in HOMES:
        raise UsageError(
            f"There is no format {name!r}. Known formats: {', '.join(HOMES)}."
        )
    module, _, constant = HOMES[name].partition(":")
    reader: Reader = getattr(import_module(module), constant)
    return reader


def all_readers() -> list[Reader]:
    """Return every reader, by name."""
    return [reader_for(name) for name in HOMES]
