"""Messages per second, beside peers, on the same texts in one run.

    python tests/bench/bench_scoring.py [--million]

Not collected by pytest: a shared machine's speed is no test. What counts is the
ratio to a peer in the same run, so every figure stands beside one. Texts are the
project's own lines (data/authored), shuffled and repeated.
"""

from __future__ import annotations

import argparse
import csv
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[2]
REPEATS = 5


def texts(n: int) -> list[str]:
    """Return `n` texts, a fresh string object each."""
    lines = []
    for path in sorted((ROOT / "data" / "authored").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as stream:
            lines += [row["text"] for row in csv.DictReader(stream)]
    random.Random(0).shuffle(lines)  # noqa: S311
    return [lines[i % len(lines)] + " "[: i // len(lines)] for i in range(n)]


def best_of(call: Callable[[], object], repeats: int = REPEATS) -> float:
    """Return the shortest of several times, in seconds: the least disturbed."""
    times = []
    for _ in range(repeats):
        begin = time.perf_counter()
        call()
        times.append(time.perf_counter() - begin)
    return min(times)


def row(name: str, rate: float, ours: float) -> None:
    print(f"  {name:<44}{rate:>12,.0f}/s   ours is {ours / rate:>8.1f} times that")


def bench_kernels(n: int) -> None:
    """Compare `predict_proba` with alt-profanity-check and scikit-learn's union."""
    from harassclf import load_model

    batch = texts(n)
    size = sum(map(len, batch)) / n
    print(f"{n:,} texts of {size:.0f} characters, one core, best of {REPEATS}:")
    model = load_model()
    model.predict_proba(batch[:10])
    ours = n / best_of(lambda: model.predict_proba(batch))
    row("HarassmentClassifier.predict_proba", ours, ours)
    try:
        from profanity_check import predict_prob
    except ImportError:
        print("  alt-profanity-check is not installed: pip install -e '.[bench]'")
    else:
        predict_prob(batch[:10])
        row(
            "alt-profanity-check predict_prob",
            n / best_of(lambda: predict_prob(batch)),
            ours,
        )
    few = batch[:2000]
    union = sklearn_union(few)
    seconds = best_of(lambda: union.predict(few), repeats=2)
    row("scikit-learn TfidfVectorizer union, same ranges", len(few) / seconds, ours)


def sklearn_union(sample: list[str]):  # type: ignore[no-untyped-def]
    """Return scikit-learn's own pipeline over the same n-gram ranges, fitted."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline, make_union

    union = make_union(
        TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True),
        TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True),
    )
    labels = [index % 2 for index in range(len(sample))]
    return make_pipeline(union, LogisticRegression(max_iter=20)).fit(sample, labels)


def run(command: list[str]) -> float:
    """Return how long a process takes, in seconds."""
    begin = time.perf_counter()
    subprocess.run(
        command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    return time.perf_counter() - begin


def write_csv(path: Path, n: int) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["sender", "sent_at", "text"])
        for index, text in enumerate(texts(n)):
            writer.writerow([f"s{index % 97}", "2026-03-01T10:00:00Z", text])


def bench_command(n: int) -> None:
    """Compare the whole command on 10 messages with importing pandas; time `n`."""
    with tempfile.TemporaryDirectory() as folder:
        few, many = Path(folder, "few.csv"), Path(folder, "many.csv")
        write_csv(few, 10)
        write_csv(many, n)
        score = [sys.executable, "-m", "harassclf", "score"]
        output = ["--force", "-o", str(Path(folder, "out.csv"))]
        pandas = [sys.executable, "-c", "import pandas"]
        ours = [*score, str(few), *output]
        run(ours)
        pairs = [(run(ours), run(pandas)) for _ in range(9)]
        cold, imports = (statistics.median(side) for side in zip(*pairs, strict=True))
        print("whole process, median of 9 pairs:")
        print(f"  harassclf score, 10 messages {cold:8.2f} s")
        print(f"  python -c 'import pandas'    {imports:8.2f} s")
        print(f"  ratio                        {cold / imports:8.2f}")
        seconds = run([*score, str(many), *output])
        print(f"  harassclf score, {n:,} messages, CSV to CSV {seconds:.1f} s", end="")
        print(f" = {n / seconds:,.0f}/s")


def bench_memory(n: int) -> None:
    """Print the peak memory of scoring `n` messages of 100 characters."""
    code = (
        "import resource, harassclf as hc, pandas as pd\n"
        "tail = ' words of a message' * 5\n"
        f"texts = [('%08d xxx%s' % (i, tail))[:100] for i in range({n})]\n"
        "hc.score_messages(texts)\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
    print(f"score_messages, {n:,} messages of 100 characters: peak", end="")
    print(f" {int(done.stdout) / 1024:,.0f} MB")
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "many.csv")
        write_csv(source, n)
        command = [sys.executable, "-m", "harassclf", "score", str(source), "-q"]
        run([*command, "-o", str(Path(folder, "out.parquet"))])
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"harassclf score, {n:,} messages, CSV to Parquet: peak {peak:,.0f} MB")


def main() -> None:
    """Run the benchmarks and print one table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=int, default=20_000)
    parser.add_argument("--command", type=int, default=200_000)
    parser.add_argument("--million", action="store_true", help="peak memory at 10^6")
    arguments = parser.parse_args()
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
        os.environ[name] = "1"
    bench_kernels(arguments.texts)
    bench_command(arguments.command)
    if arguments.million:
        bench_memory(1_000_000)


if __name__ == "__main__":
    main()
