"""The table that folds single characters, and the classes the tokeniser sees."""

from __future__ import annotations

import hashlib
from collections import namedtuple
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np

# Classes of a folded character, as data/unicode/build_fold.py writes them.
OTHER, LETTER, DIGIT, SYMBOL, SPACE = range(5)
# In `fold_pages`: bit 30 drops the character, bit 29 marks a number of an expansion,
# anything else is what to add to the code point.
DROP_BIT = 1 << 30
EXPAND_BIT = 1 << 29
# The longest expansion in the table; what scratch space must allow for.
MAX_EXPANSION = 4


_KERNELS = (
    "chars.py",
    "fold_kernel.py",
    "leet_kernel.py",
    "mask_kernel.py",
    "ngram_kernel.py",
    "number_kernel.py",
    "pattern_kernel.py",
)


def _kernel_digest() -> str:
    """Return a digest of the source of the compiled functions."""
    folder = Path(__file__).parent
    parts = [(folder / name).read_bytes() for name in _KERNELS]
    return hashlib.sha256(b"".join(parts)).hexdigest()[:12]


# Two-level tables over all code points, 128 to a page. numba caches a compiled
# function under the time stamp of its own file and the types of its arguments, so a
# changed callee in another file would go unnoticed; the digest in the type's name
# makes every kernel compile anew when one of them changes.
_tuple_type: Any = namedtuple  # mypy wants a literal name
CharTables = _tuple_type(
    f"CharTables_{_kernel_digest()}",
    [
        "fold_index",
        "fold_pages",
        "class_index",
        "class_pages",
        "expansion_starts",
        "expansion_codes",
    ],
)
# numba's cache finds a type again by the name it gives itself.
globals()[CharTables.__name__] = CharTables


def __getattr__(name: str) -> type:
    """Return a stand-in for the type of another version of the kernels.

    numba's cache on disk names the types of the version that wrote it, and unpickling
    them must not fail for the cache to be found out of date and written anew.
    """
    if name.startswith("CharTables_"):
        return namedtuple(name, CharTables._fields)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


@cache
def char_tables() -> Any:
    """Return the tables of ``resources/fold.npz`` (see data/unicode/build_fold.py)."""
    with (
        files("harassclf.resources").joinpath("fold.npz").open("rb") as stream,
        np.load(stream, allow_pickle=False) as arrays,
    ):
        return CharTables(*(arrays[name] for name in CharTables._fields))


@cache
def listed_tables() -> Any:
    """Return `char_tables` as lists, for kernels in plain Python."""
    return as_lists(char_tables())


def as_lists(arrays: Any) -> Any:
    """Return a named tuple of arrays as one of lists, for kernels in plain Python."""
    return type(arrays)(*(array.tolist() for array in arrays))
