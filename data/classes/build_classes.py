"""Make harassclf/resources/classes.npz: classes of words that are used alike.

    python data/classes/build_classes.py DATASETS

Counts which words stand near which in the public sets that data/sources.toml allows
for training (no label and none of the project's own lines is used), factorises the
positive pointwise mutual information of the counts (Levy and Goldberg 2014; context
distribution smoothed with exponent 0.75 and singular values with 0.5 as in Levy,
Goldberg and Dagan 2015, https://aclanthology.org/Q15-1016) and groups the vectors by
k-means. Only keys and class numbers are stored, no words.
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray
from sklearn.cluster import MiniBatchKMeans
from sklearn.utils.extmath import randomized_svd

from harassclf.model.datasets import LabelledTexts, read_set, read_sources
from harassclf.model.training import trainable
from harassclf.text.ngrams import word_keys

ROOT = Path(__file__).resolve().parents[2]
TARGET = ROOT / "harassclf" / "resources" / "classes.npz"
MIN_COUNT, MAX_WORDS, MAX_TEXT_WORDS = 5, 40_000, 400
# Weight of a neighbour by its distance in words.
NEAR = (1.0, 1.0, 0.7, 0.5, 0.4)
DIMENSIONS, CLASSES, FITTED_WORDS = 300, 500, 20_000


def neighbours(ids: NDArray[np.int64], n: int) -> sp.csr_matrix:
    """Return how often words stand near each other; -1 in `ids` ends a text."""
    total = sp.csr_matrix((n, n), dtype=np.float32)
    text = np.cumsum(ids == -1)
    for distance, weight in enumerate(NEAR, 1):
        a, b = ids[:-distance], ids[distance:]
        near = (a >= 0) & (b >= 0) & (text[:-distance] == text[distance:])
        values = np.full(int(near.sum()), weight, np.float32)
        counts = sp.csr_matrix((values, (a[near], b[near])), shape=(n, n))
        total = total + counts + counts.T
    return total


def vectors(counts: sp.csr_matrix) -> NDArray[np.float64]:
    """Return one unit vector a word."""
    counts = counts.tocoo()
    sums = np.asarray(counts.tocsr().sum(axis=1)).ravel()
    context = sums**0.75 / (sums**0.75).sum()
    pmi = np.log(counts.data / (sums[counts.row] * context[counts.col]))
    kept = pmi > 0
    matrix = sp.csr_matrix(
        (pmi[kept], (counts.row[kept], counts.col[kept])), shape=counts.shape
    )
    left, values, _ = randomized_svd(matrix, DIMENSIONS, n_iter=4, random_state=0)
    words = left * np.sqrt(values)
    length = np.linalg.norm(words, axis=1, keepdims=True)
    return words / np.maximum(length, 1e-9)


def main(datasets: Path) -> None:
    """Read the sets in `datasets`, write the resource, print its digest."""
    texts = LabelledTexts()
    for origin in trainable(read_sources(ROOT / "data" / "sources.toml")):
        read_set(origin, datasets, texts)
    per_text = [keys[:MAX_TEXT_WORDS] for keys in word_keys(texts.texts)]
    keys, counts = np.unique(np.concatenate(per_text), return_counts=True)
    common = np.lexsort((keys, -counts))[:MAX_WORDS]
    common = common[counts[common] >= MIN_COUNT]
    number = np.full(len(keys), -2, np.int64)
    number[common] = np.arange(len(common))
    ids = [np.append(number[np.searchsorted(keys, each)], -1) for each in per_text]
    words = vectors(neighbours(np.concatenate(ids), len(common)))
    means = MiniBatchKMeans(CLASSES, random_state=0, n_init=1, batch_size=4096)
    means.fit(words[:FITTED_WORDS])
    classes = (means.predict(words) + 1).astype(np.uint16)
    order = np.argsort(keys[common])
    np.savez_compressed(TARGET, keys=keys[common][order], classes=classes[order])
    digest = hashlib.sha256(TARGET.read_bytes()).hexdigest()
    print(f"{len(common)} words in {CLASSES} classes; SHA-256 {digest}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
