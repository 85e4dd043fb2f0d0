"""Classes of words that occur in the same surroundings."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

# Slots per word of the hash table, at least.
ROOM = 2


class WordClasses(NamedTuple):
    """An open-addressing hash table from word keys to class numbers.

    Attributes
    ----------
    keys : ndarray of shape (2**k,), dtype=uint64
        As `harassclf.text.ngram_kernel.cut_words` makes them; 0 for an empty slot.
    values : ndarray of shape (2**k,), dtype=uint16
        Class numbers from 1 on.
    """

    keys: NDArray[np.uint64]
    values: NDArray[np.uint16]


@cache
def word_classes() -> WordClasses:
    """Return the classes of ``resources/classes.npz``.

    Made by data/classes/build_classes.py: k-means over vectors of words from a
    factorised matrix of positive pointwise mutual information between words and their
    neighbours (Levy and Goldberg 2014, https://papers.nips.cc/paper/5477), counted in
    the public sets of data/sources.toml. No label was used.
    """
    with (
        files("harassclf.resources").joinpath("classes.npz").open("rb") as stream,
        np.load(stream, allow_pickle=False) as arrays,
    ):
        return hash_table(arrays["keys"], arrays["classes"])


def hash_table(keys: NDArray[np.uint64], classes: NDArray[np.uint16]) -> WordClasses:
    """Return the table of distinct non-zero `keys`, shape (n,), and their classes.

    Words that meet are put into the next free slot, in the order given.
    """
    size = 1 << int(ROOM * max(len(keys), 1) - 1).bit_length()
    table = WordClasses(np.zeros(size, np.uint64), np.zeros(size, np.uint16))
    last = np.uint64(size - 1)
    places = (keys ^ (keys >> np.uint64(32))) & last
    left = np.arange(len(keys))
    while len(left):
        free = table.keys[places[left]] == 0
        # Of those that want the same free slot the first one gets it.
        _, first = np.unique(places[left[free]], return_index=True)
        settled = left[free][first]
        table.keys[places[settled]] = keys[settled]
        table.values[places[settled]] = classes[settled]
        left = left[~np.isin(left, settled)]
        places[left] = (places[left] + np.uint64(1)) & last
    return table
