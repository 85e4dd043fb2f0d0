"""JSON without its traps: depth, repeated keys, NaN."""

from __future__ import annotations

import json
import re
from typing import NoReturn

MAX_DEPTH = 64

# Strings (also one that is never closed, so that each character is looked at once)
# and brackets.
TOKEN_RE = re.compile(
    r"""
    " (?: [^"\\]++ | \\. )*+ (?: " | \\?\Z )
    | [\[\]{}]
    """,
    re.VERBOSE | re.DOTALL,
)


class JsonError(ValueError):
    """A text is not the JSON that is asked for; says why, without quoting it."""


def parse_json(text: str) -> object:
    """Return the value of `text`.

    Parameters
    ----------
    text : str
        One JSON value.

    Raises
    ------
    JsonError
        If it is not JSON, is nested deeper than 64 levels, has a key twice in one
        object (``json`` would silently keep the last, which can hide a sender), or
        holds NaN or Infinity.
    """
    if nested_too_deeply(text):
        raise JsonError(f"nested deeper than {MAX_DEPTH} levels")
    try:
        return json.loads(
            text, object_pairs_hook=_unique_keys, parse_constant=_refuse_constant
        )
    except JsonError:
        raise
    except (ValueError, RecursionError):
        # Not chained: the original error holds the whole text.
        raise JsonError("not valid JSON") from None


def nested_too_deeply(text: str) -> bool:
    """Tell whether `text` opens more than 64 levels of brackets."""
    if text.count("[") + text.count("{") <= MAX_DEPTH:
        return False
    depth = 0
    for match in TOKEN_RE.finditer(text):
        part = match[0]
        if part in "[{":
            depth += 1
            if depth > MAX_DEPTH:
                return True
        elif part in "]}":
            depth -= 1
    return False


def _unique_keys(pairs: list[tuple[str, object]]) -> dict[str, object]:
    mapping = dict(pairs)
    if len(mapping) < len(pairs):
        raise JsonError("a key occurs twice in one object")
    return mapping


def _refuse_constant(name: str) -> NoReturn:
    raise JsonError(f"{name} is not a JSON number")
