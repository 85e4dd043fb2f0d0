"""A batch of texts as one array of code points."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from harassclf.errors import InvalidTextError

# About what fits the second-level cache together with the scratch of the kernels,
# while a batch stays large enough that calling a kernel costs nothing.
BATCH_CHARS = 1 << 18


def as_texts(texts: Iterable[str]) -> list[str]:
    """Return `texts` as a list, every element checked.

    Parameters
    ----------
    texts : iterable of str
        List, tuple, ndarray, Series or generator.

    Raises
    ------
    InvalidTextError
        If `texts` is a bare str, a table, a dict or nothing to iterate over, or an
        element is not a str (None, NaN, bytes, a number); ``index`` tells which.
    """
    # A table or a dict would pass for the list of its column names or keys.
    flat = hasattr(texts, "__iter__") and getattr(texts, "ndim", 1) == 1
    if not flat or isinstance(texts, str | bytes | Mapping):
        raise InvalidTextError(0, f"a bare {type(texts).__name__} instead of a list")
    listed = texts.tolist() if hasattr(texts, "tolist") else list(texts)
    if not all(isinstance(text, str) for text in listed):
        for index, text in enumerate(listed):
            if not isinstance(text, str):
                raise InvalidTextError(index, type(text).__name__)
    return listed


def code_points(texts: list[str]) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    """Return the code points of all `texts` in one array, and where each begins.

    Returns
    -------
    codes : ndarray of shape (n_chars,), dtype=int32
        Lone surrogates stay as they are; folding turns them into U+FFFD.
    starts : ndarray of shape (n_texts + 1,), dtype=int64
        Text ``i`` is ``codes[starts[i]:starts[i + 1]]``.
    """
    raw = "".join(texts).encode("utf-32-le", "surrogatepass")
    starts = np.zeros(len(texts) + 1, np.int64)
    np.cumsum(np.fromiter(map(len, texts), np.int64, len(texts)), out=starts[1:])
    return np.frombuffer(raw, np.int32), starts


def batches(texts: list[str]) -> Iterator[tuple[int, list[str]]]:
    """Yield (index of its first text, texts) in pieces of about `BATCH_CHARS`."""
    begin = size = 0
    for index, text in enumerate(texts):
        size += len(text)
        if size >= BATCH_CHARS:
            yield begin, texts[begin : index + 1]
            begin, size = index + 1, 0
    if begin < len(texts):
        yield begin, texts[begin:]
