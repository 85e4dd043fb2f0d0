"""Model files: the same again, and hostile ones refused quickly, small, unexecuted."""

from __future__ import annotations

import ast
import hashlib
import io
import json
import os
import pickle
import stat
import struct
import subprocess
import sys
import time
import tracemalloc
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from importlib.resources import files
from pathlib import Path
from typing import Any

import joblib
import numpy as np
import pytest
from numpy.typing import NDArray

import harassclf
from harassclf.errors import ModelError, UsageError
from harassclf.model import modelfile
from harassclf.model.classifier import HarassmentClassifier
from harassclf.model.modelfile import load_model, model_bytes, parse_model

PACKAGE = Path(harassclf.__file__).parent
MAX_SECONDS, MAX_PEAK = 1.0, 64 * 1024 * 1024
DEFLATED, STORED = zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED
Member = tuple[str, bytes]
NOT_OURS = "is not a harassclf model file, or is damaged"


@pytest.fixture(scope="module")
def model(tiny: tuple[list[str], NDArray[np.int8]]) -> HarassmentClassifier:
    return HarassmentClassifier(word_bits=8, char_bits=8, pattern_bits=8, folds=2).fit(
        *tiny
    )


@pytest.fixture(scope="module")
def good(model: HarassmentClassifier) -> bytes:
    return model_bytes(model)


def zipped(members: list[Member], method: int = STORED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, raw in members:
            archive.writestr(zipfile.ZipInfo(name), raw, method)
    return stream.getvalue()


def npy(array: NDArray[Any]) -> bytes:
    stream = io.BytesIO()
    np.lib.format.write_array(stream, array, allow_pickle=True)
    return stream.getvalue()


def parts(raw: bytes) -> tuple[dict[str, Any], dict[str, bytes]]:
    """Return header and arrays (as .npy) of a good file."""
    with zipfile.ZipFile(io.BytesIO(raw)) as outer:
        header = json.loads(outer.read("model.json"))
        with zipfile.ZipFile(io.BytesIO(outer.read("weights.npz"))) as inner:
            arrays = {name: inner.read(name) for name in inner.namelist()}
    return header, arrays


def packed(header: Any, arrays: dict[str, bytes] | bytes) -> bytes:
    if not isinstance(header, bytes):
        header = json.dumps(header).encode()
    if not isinstance(arrays, bytes):
        arrays = zipped([*arrays.items()], DEFLATED)
    return zipped([("model.json", header), ("weights.npz", arrays)])


def refused(raw: bytes, match: str, *, sha256: str | None = None) -> None:
    """Hold that `raw` raises ModelError, soon, and with little memory."""
    tracemalloc.start()
    begin = time.perf_counter()
    try:
        with pytest.raises(ModelError, match=match) as info:
            parse_model(raw, "bad.hcm", sha256)
        took, peak = time.perf_counter() - begin, tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert str(info.value).startswith("bad.hcm: ")
    assert len(str(info.value)) < 300
    assert took < MAX_SECONDS
    assert peak < MAX_PEAK


class Payload:
    """Writes a file when it is unpickled."""

    def __init__(self, path: Path) -> None:
        self.path = str(path)

    def __reduce__(self) -> Any:
        return os.mkdir, (self.path,)


def test_good_file_is_good(good: bytes) -> None:
    assert parse_model(good, "good.hcm", None).classes_ == ["threat", "abuse", "spam"]
    assert parse_model(packed(*parts(good)), "again.hcm", None)


# --- code


def test_nothing_is_executed(good: bytes, tmp_path: Path) -> None:
    header, arrays = parts(good)
    trap = tmp_path / "trap"
    payload = Payload(trap)
    pickled = pickle.dumps(payload)
    stream = io.BytesIO()
    joblib.dump(payload, stream)
    objects = npy(np.array([payload] * 768, object))
    refused(pickled, "bad.hcm: ")
    refused(stream.getvalue(), "bad.hcm: ")
    refused(objects, "bad.hcm: ")
    refused(packed(pickled, arrays), NOT_OURS)
    refused(packed(header, pickled), "bad.hcm: ")
    refused(packed(header, arrays | {"idf.npy": pickled}), "'idf' is not a .npy file")
    refused(packed(header, arrays | {"idf.npy": objects}), "declares|shape and type")
    small = npy(np.array([payload], object))
    refused(packed(header, arrays | {"coef.npy": small}), "'coef' is not of the shape")
    loaded = parse_model(
        packed(header | {"about": {"__reduce__": "os.mkdir"}}, arrays), "x", None
    )
    assert loaded.about_ == {"__reduce__": "os.mkdir"}
    assert not trap.exists()
    with pytest.raises(pickle.UnpicklingError):
        pickle.loads(good)  # noqa: S301
    pickle.loads(pickled)  # noqa: S301
    assert trap.exists(), "the trap works"


def test_header_of_an_array_is_not_evaluated(good: bytes, tmp_path: Path) -> None:
    header, arrays = parts(good)
    trap = tmp_path / "trap"
    for text in (
        f"__import__('os').mkdir({str(trap)!r})",
        "(" * 4000,
        "{'descr': '<f2', 'fortran_order': False, 'shape': (512L,), }",
        "{'descr': '<f2'",
        "\x00" * 200,
        "",
        "[" * 9000 + "]" * 9000,
    ):
        body = text.encode()
        begin = b"\x93NUMPY\1\0" + struct.pack("<H", len(body))
        raw = begin + body + bytes(1024)
        refused(packed(header, arrays | {"idf.npy": raw}), "declares|shape and type")
    assert not trap.exists()


BANNED = {"pickle", "cPickle", "_pickle", "dill", "cloudpickle", "marshal", "shelve"}
BANNED_CALLS = {"eval", "exec", "compile", "__import__", "execfile"}
BANNED_ATTRIBUTES = {
    ("joblib", "load"),
    ("yaml", "load"),
    ("pd", "read_pickle"),
    ("pandas", "read_pickle"),
}


def findings(source: str) -> Iterator[str]:
    """Yield what of `source` could run code found in data."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name.split(".")[0] in BANNED:
                    yield f"import {alias.name}"
        elif isinstance(node, ast.ImportFrom):
            base = (node.module or "").split(".")[0]
            for alias in node.names:
                if base in BANNED or (base, alias.name) in BANNED_ATTRIBUTES:
                    yield f"from {base} import {alias.name}"
        elif isinstance(node, ast.Call):
            yield from _call_findings(node)


def _call_findings(node: ast.Call) -> Iterator[str]:
    called = node.func
    if isinstance(called, ast.Name) and called.id in BANNED_CALLS:
        yield f"{called.id}()"
    if not isinstance(called, ast.Attribute) or not isinstance(called.value, ast.Name):
        return
    pair = (called.value.id, called.attr)
    if pair in BANNED_ATTRIBUTES:
        yield ".".join(pair)
    if pair in {("np", "load"), ("numpy", "load"), ("np", "fromfile")}:
        safe = any(
            keyword.arg == "allow_pickle"
            and isinstance(keyword.value, ast.Constant)
            and keyword.value.value is False
            for keyword in node.keywords
        )
        if not safe:
            yield f"{pair[0]}.{pair[1]} without allow_pickle=False"


@pytest.mark.parametrize(
    "path", sorted(PACKAGE.rglob("*.py")), ids=lambda p: str(p.relative_to(PACKAGE))
)
def test_no_module_can_run_code_from_data(path: Path) -> None:
    assert list(findings(path.read_text("utf-8"))) == []


@pytest.mark.parametrize(
    "source",
    [
        "import pickle",
        "import dill as d",
        "from joblib import load",
        "import joblib\njoblib.load(p)",
        "from marshal import loads",
        "eval('1')",
        "np.load(p)",
        "np.load(p, allow_pickle=True)",
        "yaml.load(s)",
        "pd.read_pickle(p)",
    ],
)
def test_ban_bites(source: str) -> None:
    assert list(findings(source))
    assert not list(findings("from joblib import Parallel\nre.compile('x')"))


# --- size


def test_long_files(good: bytes) -> None:
    refused(good + bytes(modelfile.MAX_FILE_BYTES), "is larger than 29360128 bytes")
    refused(bytes(1_000_000), "does not end as a model file does")


def test_long_header(good: bytes) -> None:
    header, arrays = parts(good)
    long = json.dumps(header | {"about": {"x": "x" * 1_100_000}}).encode()
    refused(packed(long, arrays), r"declares 11\d{5} bytes for model\.json")


def test_members_that_declare_800_mb(good: bytes) -> None:
    header, arrays = parts(good)
    inner = bytearray(zipped([*arrays.items()]))
    at = inner.index(b"PK\1\2")
    inner[at + 24 : at + 28] = struct.pack("<I", 800_000_000)
    refused(packed(header, bytes(inner)), "declares 800000000 bytes for ")


def inflating(declared: int, method: int = DEFLATED) -> bytes:
    """Return a zip whose idf.npy declares so many bytes and inflates to 800 MB."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = packer.compress(bytes(1_000_000)) + packer.flush(zlib.Z_FULL_FLUSH)
    body = block * 800 + packer.flush()
    raw = bytearray(zipped([("idf.npy", body)]))
    for mark, shift in ((b"PK\3\4", 0), (b"PK\1\2", 2)):
        at = raw.index(mark) if shift == 0 else raw.rindex(mark)
        struct.pack_into("<H", raw, at + 8 + shift, method)
        struct.pack_into("<I", raw, at + 22 + shift, declared)
    return bytes(raw)


@pytest.mark.parametrize("declared", [800_000_000, 4_000, 1_152, 100])
def test_members_that_inflate_to_800_mb(good: bytes, declared: int) -> None:
    header, _ = parts(good)
    refused(packed(header, inflating(declared)), "bad.hcm: ")


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_methods_that_inflate_in_one_go(good: bytes, method: int) -> None:
    header, arrays = parts(good)
    members = [("idf.npy", bytes(30_000_000)), ("coef.npy", arrays["coef.npy"])]
    raw = packed(header, zipped(members, method))
    refused(raw, r"has idf\.npy compressed in a foreign way")


def test_long_list_of_members(good: bytes) -> None:
    header, arrays = parts(good)
    many = [(f"{i}", b"") for i in range(3000)]
    refused(packed(header, zipped([*arrays.items(), *many])), "list of members of")
    whole = zipped([("model.json", json.dumps(header).encode()), *many])
    refused(whole, "has a list of members of 1")


def test_other_endings(good: bytes) -> None:
    stream = io.BytesIO(good)
    with zipfile.ZipFile(stream, "a") as archive:
        archive.comment = b"hello"
    ending = "does not end as a model file does"
    refused(stream.getvalue(), ending)
    refused(good + b"\n", ending)
    refused(good[:-22] + b"PK\6\7" + bytes(16) + good[-22:], ending)
    refused(b"", ending)


# --- members and arrays


def test_members(good: bytes) -> None:
    header, arrays = parts(good)
    text = json.dumps(header).encode()
    weights = zipped([*arrays.items()])
    one = ("model.json", text)
    two = ("weights.npz", weights)
    refused(zipped([one]), r"exactly one weights\.npz; it holds 0")
    refused(zipped([two]), r"exactly one model\.json; it holds 0")
    refused(zipped([]), r"exactly one model\.json; it holds 0")
    with pytest.warns(UserWarning, match="Duplicate name"):
        twice = zipped([one, one, two])
    refused(twice, r"exactly one model\.json; it holds 2")
    with pytest.warns(UserWarning, match="Duplicate name"):
        inner = zipped([*arrays.items(), ("idf.npy", arrays["idf.npy"])])
    refused(packed(header, inner), r"exactly one idf\.npy; it holds 2")
    refused(
        packed(header, {"idf.npy": arrays["idf.npy"]}), r"one coef\.npy; it holds 0"
    )
    refused(zipped([("MODEL.JSON", text), two]), r"one model\.json; it holds 0")
    refused(packed(header, b"no zip"), "does not end as a model file does")
    refused(packed(header, text), "does not end as a model file does")


def test_encrypted_member(good: bytes) -> None:
    raw = bytearray(good)
    for mark, shift in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        raw[raw.index(mark) + shift] |= 1
    refused(bytes(raw), NOT_OURS)


def half(*shape: int) -> NDArray[Any]:
    return np.zeros(shape, "<f2")


@pytest.mark.parametrize(
    ("name", "array"),
    [
        ("idf", np.zeros(768, "<f4")),
        ("idf", np.zeros(768, ">f2")),
        ("idf", np.zeros(768, "<i2")),
        ("idf", np.zeros(768, "S2")),
        ("idf", half(767)),
        ("idf", half(769)),
        ("idf", half(768, 1)),
        ("idf", half(1, 768)),
        ("idf", half(0)),
        ("idf", half()),
        ("coef", half(3, 768)),
        ("coef", half(768, 2)),
        ("coef", half(768, 4)),
        ("coef", half(1536)),
        ("coef", np.asfortranarray(np.zeros((768, 3), "<f2"))),
        ("coef", np.zeros((768, 3), [("a", "<f2")])),
    ],
    ids=lambda value: (
        value if isinstance(value, str) else f"{value.dtype}{value.shape}"
    ),
)
def test_other_shapes_and_types(good: bytes, name: str, array: NDArray[Any]) -> None:
    header, arrays = parts(good)
    raw = packed(header, arrays | {f"{name}.npy": npy(array)})
    refused(raw, f"array '{name}' is not of the shape and type it should be")


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
@pytest.mark.parametrize(("name", "shape"), [("idf", (768,)), ("coef", (768, 3))])
def test_not_finite(good: bytes, name: str, shape: tuple[int], value: float) -> None:
    header, arrays = parts(good)
    array = half(*shape)
    array.flat[-1] = value
    raw = packed(header, arrays | {f"{name}.npy": npy(array)})
    refused(raw, f"array '{name}' holds numbers that are not finite")


def test_array_files(good: bytes) -> None:
    header, arrays = parts(good)
    idf = arrays["idf.npy"]

    def other(raw: bytes, match: str) -> None:
        refused(packed(header, arrays | {"idf.npy": raw}), match)

    other(idf[:-1], "array 'idf' is cut off or too long")
    other(idf + b"\0", "array 'idf' is cut off or too long")
    other(idf[:6], "array 'idf' is not a .npy file")
    other(b"", "array 'idf' is not a .npy file")
    other(idf[:6] + b"\2" + idf[7:], "array 'idf' is not a .npy file of version 1.0")
    other(idf[:6] + b"\7\7" + idf[8:], "array 'idf' is not a .npy file of version 1.0")
    other(idf[:8] + b"\xff\xff" + idf[10:], "not of the shape and type")
    padded = b" " * 60_000
    wide = idf[:8] + struct.pack("<H", 60_118) + idf[10:127] + padded + idf[127:]
    other(wide, r"declares 61\d{3} bytes for idf\.npy")


def test_padding_of_an_array_header_may_differ(good: bytes) -> None:
    # numpy has changed it twice.
    header, arrays = parts(good)
    idf = arrays["idf.npy"]
    begin = 10 + struct.unpack("<H", idf[8:10])[0]
    text = idf[10:begin].rstrip() + b" " * 30 + b"\n"
    raw = idf[:8] + struct.pack("<H", len(text)) + text + idf[begin:]
    loaded = parse_model(packed(header, arrays | {"idf.npy": raw}), "x", None)
    same = parse_model(good, "x", None)
    assert np.array_equal(loaded.scorer_.weights, same.scorer_.weights)


# --- damage


def test_every_cut_is_refused(good: bytes) -> None:
    for end in [*range(0, len(good), 97), len(good) - 1]:
        with pytest.raises(ModelError, match=r"^cut\.hcm: "):
            parse_model(good[:end], "cut.hcm", None)


def test_every_flip_of_a_pinned_file_is_refused(good: bytes) -> None:
    digest = hashlib.sha256(good).hexdigest()
    assert parse_model(good, "good.hcm", digest)
    assert parse_model(good, "good.hcm", digest.upper())
    for place in range(len(good)):
        flipped = bytearray(good)
        flipped[place] ^= 1 << place % 8
        with pytest.raises(ModelError, match="SHA-256 is not the one it is pinned to"):
            parse_model(bytes(flipped), "bad.hcm", digest)


def test_no_flip_of_an_unpinned_file_raises_anything_else(good: bytes) -> None:
    refused_ones = 0
    for place in range(0, len(good), 3):
        flipped = bytearray(good)
        flipped[place] ^= 0xFF if place % 2 else 1 << place % 8
        try:
            parse_model(bytes(flipped), "bad.hcm", None)
        except ModelError:
            refused_ones += 1
    # What is left are time stamps and flags that nobody reads.
    assert refused_ones > 0.9 * len(good) / 3


def test_damaged_deflate_with_a_right_outer_checksum(good: bytes) -> None:
    header, arrays = parts(good)
    inner = zipped([*arrays.items()], DEFLATED)
    for place in range(30, len(inner) - 22, 41):
        damaged = bytearray(inner)
        damaged[place] ^= 0x55
        # Either the damage hit what nobody reads, or it is refused.
        with suppress(ModelError):
            parse_model(packed(header, bytes(damaged)), "bad.hcm", None)


# --- the header

WRONG: list[Any] = [None, True, "1", "x", [], {}, [1, 2], -1, 0, 0.5, 10**30, -(10**9)]
INTS = [
    "max_words",
    "min_chars",
    "max_chars",
    "word_bits",
    "char_bits",
    "pattern_bits",
    "window_words",
    "window_step",
    "folds",
]


@pytest.mark.parametrize("name", INTS)
def test_wrong_int_parameters(good: bytes, name: str) -> None:
    header, arrays = parts(good)
    for value in [*WRONG, 17.0, 1e300]:
        params = header["params"] | {name: value}
        refused(packed(header | {"params": params}, arrays), f"The '{name}' parameter")
    del header["params"][name]
    if name in ("folds", "max_words", "min_chars", "max_chars"):
        return
    refused(packed(header, arrays), "bad.hcm: ")


def test_other_wrong_parameters(good: bytes) -> None:
    header, arrays = parts(good)
    for name, values in {
        "C": [None, True, "1", [], {}, 0, -1.0, 1e300],
        "n_jobs": [None, True, "1", [], 0, -2, 0.5, 10**30],
    }.items():
        for value in values:
            params = header["params"] | {name: value}
            refused(packed(header | {"params": params}, arrays), f"The '{name}' param")
    for params in (None, 1, "x", [], ["C"], {"nonsense": 1}, {"self": 1}, {}):
        refused(packed(header | {"params": params}, arrays), "bad.hcm: ")


def test_many_buckets(good: bytes) -> None:
    header, arrays = parts(good)
    for bits in (21, 24):
        params = header["params"] | {"word_bits": bits}
        refused(packed(header | {"params": params}, arrays), "has more than 2..20 buck")
    params = header["params"] | {"word_bits": 20, "char_bits": 20}
    refused(packed(header | {"params": params}, arrays), "not of the shape and type")


@pytest.mark.parametrize("key", ["intercepts", "slopes", "offsets"])
def test_wrong_numbers(good: bytes, key: str) -> None:
    header, arrays = parts(good)
    wrong = [
        *WRONG,
        [1.0, 2.0],
        [1.0, 2.0, 3.0, 4.0],
        [1.0, 2.0, "3"],
        [1.0, 2.0, None],
        [1.0, 2.0, True],
        [[1.0], [2.0], [3.0]],
        [1.0, 2.0, 1e7],
        [1.0, 2.0, -1e300],
        {"0": 1, "1": 1, "2": 1},
    ]
    for value in wrong:
        refused(packed(header | {key: value}, arrays), f"{key} must be 3 numbers in")
    del header[key]
    refused(packed(header, arrays), NOT_OURS)


def test_priors(good: bytes) -> None:
    header, arrays = parts(good)
    three = header["priors"]
    for value in (
        *WRONG,
        three[:2],
        [*three, 1.0],
        [1.0, 1.0, "1"],
        [1.0, 1.0, None],
        [True, 1.0, 1.0],
        [1.0, 1.0, -1.0],
        [1.0, 1.0, 1e300],
        [[1.0], [1.0], [1.0]],
    ):
        refused(packed(header | {"priors": value}, arrays), "priors must be 3 numbers")
    for value in (None, True, "0.5", [], 0, 101, -0.5, 1e300):
        params = header["params"] | {"length_prior": value}
        refused(packed(header | {"params": params}, arrays), "'length_prior' parameter")


@pytest.mark.parametrize("value", [0.0, -1.0])
def test_idf_must_be_positive(good: bytes, value: float) -> None:
    header, arrays = parts(good)
    array = half(768) + np.float16(1)
    array[7] = value
    raw = packed(header, arrays | {"idf.npy": npy(array)})
    refused(raw, "array 'idf' holds numbers that are not positive")


def test_negative_slopes(good: bytes) -> None:
    header, arrays = parts(good)
    raw = packed(header | {"slopes": [1.0, -0.1, 1.0]}, arrays)
    refused(raw, r"slopes must be 3 numbers in \[0\.0, ")


def test_thresholds(good: bytes) -> None:
    header, arrays = parts(good)
    fine = {"threat": 0, "abuse": 0.5, "spam": 1}
    loaded = parse_model(packed(header | {"thresholds": fine}, arrays), "x", None)
    assert loaded.thresholds_ == {"threat": 0.0, "abuse": 0.5, "spam": 1.0}
    for value in (None, True, "0.5", [], -0.001, 1.001, 10**30):
        raw = packed(header | {"thresholds": fine | {"abuse": value}}, arrays)
        refused(raw, r"thresholds must be 3 numbers in \[0\.0, 1\.0\]")
    for wrong in (None, [0.5, 0.5, 0.5], {}, {"threat": 0.5, "abuse": 0.5}, "x", 0.5):
        refused(packed(header | {"thresholds": wrong}, arrays), "bad.hcm: ")


def test_format_version_and_labels(good: bytes) -> None:
    header, arrays = parts(good)
    foreign = "bad.hcm: is not a harassclf model file$"
    for value in (None, "", "harassclf", 1, [], {}):
        refused(packed(header | {"format": value}, arrays), foreign)
    for value in (1, 3, 0, -1, 10**30, None, "1", 1.5, True, [], "9" * 100_000):
        refused(packed(header | {"version": value}, arrays), "has model file version")
    for value in (["threat", "abuse"], ["abuse", "threat", "spam"], "threat", None, {}):
        refused(packed(header | {"labels": value}, arrays), "has other labels than")
    for whole in ([], "x", 1, None, [header], {}):
        refused(packed(whole, arrays), foreign)
    for value in (None, [], "x", 1, [["a", 1]]):
        refused(packed(header | {"about": value}, arrays), "an 'about' that is not")


def test_json_tricks(good: bytes) -> None:
    header, arrays = parts(good)
    text = json.dumps(header)
    refused(packed(b"", arrays), NOT_OURS)
    refused(packed(b"{", arrays), NOT_OURS)
    refused(packed(b"\xff\xfe" + text.encode("utf-16-le"), arrays), NOT_OURS)
    refused(packed(b"\xef\xbb\xbf" + text.encode(), arrays), NOT_OURS)
    refused(packed(b"[" * 500_000, arrays), NOT_OURS)
    refused(packed(b'{"a":' * 100_000, arrays), NOT_OURS)
    refused(packed(b"9" * 1_000_000, arrays), NOT_OURS)
    for number in ("NaN", "Infinity", "-Infinity"):
        for key in ("intercepts", "slopes", "offsets"):
            swapped = json.dumps(header | {key: [0.0, 1.0, "HERE"]})
            raw = swapped.replace('"HERE"', number).encode()
            refused(packed(raw, arrays), NOT_OURS)
        about = json.dumps(header | {"about": {"x": "HERE"}})
        refused(packed(about.replace('"HERE"', number).encode(), arrays), NOT_OURS)
    huge = json.dumps(header | {"offsets": [0.0, 1.0, "HERE"]})
    refused(packed(huge.replace('"HERE"', "1e999").encode(), arrays), "offsets must be")
    twice = text[:-1] + ', "thresholds": {"threat": 1, "abuse": 1, "spam": 1}}'
    refused(packed(twice.encode(), arrays), NOT_OURS)


def test_no_accepted_numbers_make_nan_or_warn(good: bytes) -> None:
    header, _ = parts(good)
    extreme = {
        "probe": None,
        "intercepts": [1e6, -1e6, 0.0],
        "slopes": [1e6, 1e6, 0.0],
        "offsets": [1e6, -1e6, 1e6],
    }
    most = {"idf.npy": npy(half(768) + np.float16(65504))}
    most["coef.npy"] = npy(half(768, 3) - np.float16(65504))
    loaded = parse_model(packed(header | extreme, most), "x", None)
    proba = loaded.predict_proba(["some words " * 300, ""])
    assert ((proba >= 0) & (proba <= 1)).all()


def test_other_text_processing(good: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    header, arrays = parts(good)
    other = [margin + 0.01 for margin in header["probe"]]
    match = "bad.hcm: was made by a harassclf that reads texts differently; train it"
    refused(packed(header | {"probe": other}, arrays), match)
    for wrong in WRONG[1:]:
        refused(packed(header | {"probe": wrong}, arrays), "probe must be 3 numbers")
    assert parse_model(packed(header | {"probe": None}, arrays), "x", None)
    monkeypatch.setattr(modelfile, "PROBE", "another text, as if folded differently")
    refused(good, match)


# --- paths


@pytest.mark.parametrize("name", ["", "missing.hcm", "\0", "x" * 5000])
def test_paths_that_cannot_be_read(tmp_path: Path, name: str) -> None:
    with pytest.raises(ModelError, match=r"cannot be read \("):
        load_model(f"{tmp_path}/{name}")


def test_wrong_pin(tmp_path: Path, good: bytes) -> None:
    path = tmp_path / "m.hcm"
    path.write_bytes(good)
    for pin in ("", "0" * 64, "nonsense", hashlib.md5(good).hexdigest()):  # noqa: S324
        with pytest.raises(ModelError, match=r"m\.hcm: its SHA-256 is not the one"):
            load_model(path, sha256=pin)
    with pytest.raises(ModelError, match=r"model\.hcm"):
        load_model(sha256="0" * 64)


def test_missing_packaged_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(modelfile, "PACKAGED", "absent.hcm")
    with pytest.raises(ModelError, match=r"absent\.hcm: cannot be read \(No such file"):
        load_model()


# --- saving


def test_save_and_load(model: HarassmentClassifier, tmp_path: Path) -> None:
    path = tmp_path / "my model.hcm"
    digest = model.save(path)
    raw = path.read_bytes()
    assert digest == hashlib.sha256(raw).hexdigest()
    note = (tmp_path / "my model.hcm.sha256").read_text("ascii")
    assert note == f"{digest}  my model.hcm\n"
    loaded = load_model(path, sha256=digest)
    assert loaded.get_params() == model.get_params()
    assert loaded.thresholds_ == model.thresholds_
    assert loaded.about_ == {}
    assert model_bytes(loaded) == raw
    assert sorted(p.name for p in tmp_path.iterdir()) == [
        path.name,
        path.name + ".sha256",
    ]
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o644


def test_save_takes_a_str_and_keeps_about(
    model: HarassmentClassifier, tmp_path: Path
) -> None:
    loaded = parse_model(model_bytes(model), "x", None)
    loaded.about_ = {"sets": {"ünï": {"rows": 3}}, "note": "a\u2028b"}
    loaded.thresholds_ = {"threat": np.float64(0.25), "abuse": 1, "spam": 0}
    loaded.save(str(tmp_path / "m.hcm"))
    again = load_model(str(tmp_path / "m.hcm"))
    assert again.about_ == loaded.about_
    assert again.thresholds_ == {"threat": 0.25, "abuse": 1.0, "spam": 0.0}


def test_save_refuses_to_overwrite(model: HarassmentClassifier, tmp_path: Path) -> None:
    path = tmp_path / "m.hcm"
    path.write_bytes(b"mine")
    with pytest.raises(UsageError, match=r"m\.hcm exists; choose another name or"):
        model.save(path)
    assert path.read_bytes() == b"mine"
    model.save(path, overwrite=True)
    assert load_model(path)


@pytest.mark.parametrize("broken", ["fsync", "replace"])
def test_failed_write_leaves_the_old_file(
    model: HarassmentClassifier,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    broken: str,
) -> None:
    path = tmp_path / "m.hcm"
    path.write_bytes(b"old")

    def fail(*args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(
        *((os, "fsync") if broken == "fsync" else (Path, "replace")), fail
    )
    with pytest.raises(ModelError, match=r"cannot be written \(No space left"):
        model.save(path, overwrite=True)
    assert [(p.name, p.read_bytes()) for p in tmp_path.iterdir()] == [("m.hcm", b"old")]


def test_interrupted_write_leaves_nothing(
    model: HarassmentClassifier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(handle: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        model.save(tmp_path / "m.hcm")
    assert list(tmp_path.iterdir()) == []


def test_save_where_nothing_can_be_written(
    model: HarassmentClassifier, tmp_path: Path
) -> None:
    for path in (tmp_path / "no" / "such" / "m.hcm", tmp_path):
        with pytest.raises(ModelError, match="cannot be written"):
            model.save(path, overwrite=True)


@pytest.mark.parametrize(
    ("attribute", "value", "message"),
    [
        ("thresholds_", {"threat": 0.5, "abuse": 0.5}, "must hold a number for each"),
        (
            "thresholds_",
            {"threat": "x", "abuse": 1, "spam": 1},
            "number for each label",
        ),
        ("thresholds_", {"threat": 2, "abuse": 1, "spam": 1}, "thresholds must be 3"),
        ("thresholds_", dict.fromkeys(["threat", "abuse", "spam"], np.nan), "number"),
        ("about_", {"x": object()}, "plain JSON values"),
        ("about_", {"x": float("nan")}, "plain JSON values"),
        ("about_", {"x": {1, 2}}, "plain JSON values"),
        ("about_", [1], "an 'about' that is not an object"),
        ("C", "high", "The 'C' parameter"),
    ],
)
def test_what_cannot_be_saved(
    good: bytes, tmp_path: Path, attribute: str, value: Any, message: str
) -> None:
    loaded = parse_model(good, "x", None)
    setattr(loaded, attribute, value)
    with pytest.raises(UsageError, match=f"^This model cannot be saved: .*{message}"):
        loaded.save(tmp_path / "m.hcm")
    assert list(tmp_path.iterdir()) == []


def test_parameters_set_after_fit_do_not_change_what_is_saved(good: bytes) -> None:
    loaded = parse_model(good, "x", None)
    loaded.set_params(word_bits=12, max_words=3, window_words=10, window_step=5)
    assert model_bytes(loaded) == good


# --- the packaged model


@pytest.fixture
def packaged() -> Path:
    path = Path(str(files("harassclf.resources"))) / modelfile.PACKAGED
    return path


def test_packaged_model_is_pinned_and_small(packaged: Path) -> None:
    digest, name = packaged.with_name("model.hcm.sha256").read_text("ascii").split()
    assert name == packaged.name
    assert hashlib.sha256(packaged.read_bytes()).hexdigest() == digest
    assert packaged.stat().st_size <= 8 * 1024 * 1024


def test_packaged_model_loads_and_ranks(packaged: Path) -> None:
    model = load_model()
    proba = model.predict_proba(
        [
            "I know where you live and I will kill you",
            "you are a worthless stupid idiot",
            "You have WON a free prize! Call 555-0123 now to claim your cash",
            "see you at seven, I will bring the salad",
        ]
    )
    assert proba.argmax(axis=0).tolist() == [0, 1, 2]
    assert not model.predict(["see you at seven, I will bring the salad"]).any()
    assert all(0 < limit < 1 for limit in model.thresholds_.values())
    assert set(model.about_) >= {"sets", "authored", "operating"}
    assert model_bytes(model) == packaged.read_bytes()


def test_scoring_loads_no_training_library(packaged: Path) -> None:
    code = (
        "import sys, harassclf\n"
        "assert harassclf.load_model().predict_proba(['hello', '']).shape == (2, 3)\n"
        "heavy = {'sklearn', 'pandas', 'nltk', 'joblib', 'pyarrow'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"PYTHONPATH": str(PACKAGE.parent)},
    )
    assert (done.returncode, done.stdout.strip()) == (0, "[]"), done.stderr
