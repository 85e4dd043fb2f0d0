"""The model file: JSON and plain arrays in a zip, never code.

A ``.hcm`` file is an uncompressed zip of ``model.json`` (everything but the weights)
and ``weights.npz`` (``idf`` and ``coef``, half precision). Loading cannot run code:
arrays are read with ``allow_pickle=False`` after their declared type and size were
compared with what the JSON says. Times are left out, so the same training gives the
same bytes. The SHA-256 of a saved model stands beside it in ``FILE.sha256``.
"""

from __future__ import annotations

import hashlib
import io
import json
import math
import os
import reprlib
import tempfile
import zipfile
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from harassclf.errors import ModelError, UsageError
from harassclf.model.score_kernel import Norm
from harassclf.model.scorer import Scorer
from harassclf.tables import LABELS
from harassclf.tables.strictjson import parse_json
from harassclf.text.ngram_kernel import Ranges, Windows

if TYPE_CHECKING:
    from harassclf.model.classifier import HarassmentClassifier

FORMAT = "harassclf-model"
VERSION = 2
HEADER, WEIGHTS = "model.json", "weights.npz"
MAX_HEADER_BYTES = 1024 * 1024
MAX_BITS = 20
# Three kinds of 2**20 buckets, four numbers of two bytes each, and the header.
MAX_FILE_BYTES = 28 * 1024 * 1024
# What a zip says about two members takes some 120 bytes. zipfile makes an object of
# each member that a file lists, so a long list costs time and memory before any check.
MAX_DIRECTORY_BYTES = 4096
# Intercepts, slopes and offsets; far below what overflows.
MAX_NUMBER = 1e6
# A file keeps the margins of this text, rounded, so that any machine writes the same.
# If folding, masking or hashing change, an older model still loads and scores, but what
# it has learnt lies in other buckets.
PROBE = "Héllo WORLD, f**k: c a l l 07700 900123, see http://example.org/x 😊 don't!!!"
EPOCH = (1980, 1, 1, 0, 0, 0)
PACKAGED = "model.hcm"


def load_model(
    path: Path | str | None = None, *, sha256: str | None = None
) -> HarassmentClassifier:
    """Load a model.

    Parameters
    ----------
    path : path-like, default=None
        A ``.hcm`` file; None for the packaged model, whose digest is always checked.
    sha256 : str, default=None
        Hex digest that the file must have. None accepts any well-formed model file;
        a foreign one can give wrong scores but cannot run code.

    Returns
    -------
    HarassmentClassifier
        Fitted.

    Raises
    ------
    ModelError
        If the file is missing, damaged, of another version, larger than is safe, or
        not the one that `sha256` names.

    Examples
    --------
    >>> import harassclf
    >>> harassclf.load_model("no such file")
    Traceback (most recent call last):
    harassclf.errors.ModelError: no such file: cannot be read (...)
    """
    try:
        if path is None:
            folder = files("harassclf.resources")
            name = PACKAGED
            pinned = folder.joinpath(name + ".sha256").read_text("ascii").split()[0]
            raw = folder.joinpath(name).read_bytes()
        else:
            name, pinned = str(path), None
            with Path(path).open("rb") as stream:
                raw = stream.read(MAX_FILE_BYTES + 1)
    except (OSError, ValueError, IndexError) as error:
        reason = getattr(error, "strerror", None) or type(error).__name__
        raise ModelError(f"{path or PACKAGED}: cannot be read ({reason})") from error
    if sha256 is None:
        sha256 = pinned
    return parse_model(raw, name, sha256)


def parse_model(raw: bytes, name: str, sha256: str | None) -> HarassmentClassifier:
    """Return the model in `raw`; `name` is used in errors. See `load_model`."""
    if len(raw) > MAX_FILE_BYTES:
        raise ModelError(f"{name}: is larger than {MAX_FILE_BYTES} bytes")
    if sha256 is not None and hashlib.sha256(raw).hexdigest() != str(sha256).lower():
        raise ModelError(f"{name}: its SHA-256 is not the one it is pinned to")
    try:
        with _open_zip(raw) as outer:
            header = _read_json(_member(outer, HEADER, MAX_HEADER_BYTES))
            weights = _member(outer, WEIGHTS, MAX_FILE_BYTES)
        return _build(header, weights)
    except ModelError as error:
        raise ModelError(f"{name}: {error}") from None
    # A damaged file makes zipfile, zlib and json raise a dozen unrelated types, some
    # of them undocumented (zlib.error, struct.error, EOFError, IndexError ...).
    except Exception as error:
        raise ModelError(
            f"{name}: is not a harassclf model file, or is damaged"
            f" ({type(error).__name__})"
        ) from None


def _read_json(raw: bytes) -> dict[str, Any]:
    header = parse_json(raw.decode("utf-8"))
    if not isinstance(header, dict) or header.get("format") != FORMAT:
        raise ModelError("is not a harassclf model file")
    version = header.get("version")
    if type(version) is not int or version != VERSION:
        raise ModelError(
            f"has model file version {reprlib.repr(version)}; this harassclf reads"
            f" version {VERSION}"
        )
    if header["labels"] != list(LABELS):
        raise ModelError("has other labels than threat, abuse, spam")
    return header


def _open_zip(raw: bytes) -> zipfile.ZipFile:
    """Open a zip that ends as those of `_zip` do: short list, no comment, no zip64."""
    end = raw[-22:]
    size = int.from_bytes(end[12:16], "little")
    if end[:4] != b"PK\5\6" or end[20:] != b"\0\0" or raw[-42:-38] == b"PK\6\7":
        raise ModelError("does not end as a model file does; it may be cut off")
    if size > MAX_DIRECTORY_BYTES:
        raise ModelError(f"has a list of members of {size} bytes")
    return zipfile.ZipFile(io.BytesIO(raw))


def _member(archive: zipfile.ZipFile, name: str, limit: int) -> bytes:
    infos = [info for info in archive.infolist() if info.filename == name]
    if len(infos) != 1:
        raise ModelError(f"must hold exactly one {name}; it holds {len(infos)}")
    # zipfile inflates these two in steps, and other methods in one go.
    if infos[0].compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise ModelError(f"has {name} compressed in a foreign way")
    if infos[0].file_size > limit:
        raise ModelError(f"declares {infos[0].file_size} bytes for {name}")
    with archive.open(infos[0]) as stream:
        raw = stream.read(limit + 1)
    if len(raw) > limit:
        raise ModelError(f"holds more than {limit} bytes for {name}")
    return raw


def _array(archive: zipfile.ZipFile, name: str, shape: tuple[int, ...]) -> Any:
    """Read one half-precision array, its header compared with `shape` first."""
    expected = 2 * math.prod(shape)
    raw = _member(archive, f"{name}.npy", expected + 4096)
    if raw[:8] != b"\x93NUMPY\1\0":
        raise ModelError(f"array {name!r} is not a .npy file of version 1.0")
    begin = 10 + int.from_bytes(raw[8:10], "little")
    # Compared as bytes, since numpy would evaluate it (and may warn on the way).
    fields = f"{{'descr': '<f2', 'fortran_order': False, 'shape': {shape}, }}"
    if raw[10:begin].rstrip(b" \n") != fields.encode("ascii"):
        raise ModelError(f"array {name!r} is not of the shape and type it should be")
    if len(raw) - begin != expected:
        raise ModelError(f"array {name!r} is cut off or too long")
    values = np.frombuffer(raw, "<f2", offset=begin).reshape(shape)
    if not np.isfinite(values).all():
        raise ModelError(f"array {name!r} holds numbers that are not finite")
    return values


def _floats(
    values: Any,
    name: str,
    low: float = -MAX_NUMBER,
    high: float = MAX_NUMBER,
    n: int = len(LABELS),
) -> NDArray[np.float64]:
    fits = isinstance(values, list) and len(values) == n
    # type() and not isinstance(), since True is an int too.
    if not fits or not all(
        type(value) in (int, float) and low <= value <= high for value in values
    ):
        raise ModelError(f"{name} must be {n} numbers in [{low}, {high}]")
    return np.array(values, np.float64)


def _build(header: dict[str, Any], weights: bytes) -> HarassmentClassifier:
    from harassclf.model.classifier import HarassmentClassifier, from_scorer

    params, about = header["params"], header["about"]
    if not isinstance(about, dict):
        raise ModelError("has an 'about' that is not an object")
    try:
        HarassmentClassifier(**params).check_params()
    except UsageError as error:
        raise ModelError(str(error)) from None
    ranges = Ranges(*(params[field] for field in Ranges._fields))
    if max(ranges.sizes) > 1 << MAX_BITS:
        raise ModelError(f"has more than 2**{MAX_BITS} buckets")
    priors = _floats(
        header["priors"], "priors", 1 / MAX_NUMBER, MAX_NUMBER, n=len(Norm._fields)
    )
    with _open_zip(weights) as archive:
        idf = _array(archive, "idf", (ranges.n_buckets,))
        coef = _array(archive, "coef", (ranges.n_buckets, len(LABELS)))
    if not (idf > 0).all():
        raise ModelError("array 'idf' holds numbers that are not positive")
    table = np.empty((ranges.n_buckets, 1 + len(LABELS)), np.float32)
    table[:, 0] = idf
    table[:, 1:] = coef.astype(np.float32) * idf.astype(np.float32)[:, None]
    scorer = Scorer(
        ranges=ranges,
        windows=Windows(params["window_words"], params["window_step"]),
        norm=Norm(*priors.tolist()),
        weights=table,
        intercepts=_floats(header["intercepts"], "intercepts"),
        slopes=_floats(header["slopes"], "slopes", low=0.0),
        offsets=_floats(header["offsets"], "offsets"),
    )
    _check_probe(scorer, header.get("probe"))
    listed = [header["thresholds"][name] for name in LABELS]
    thresholds = _floats(listed, "thresholds", low=0.0, high=1.0).tolist()
    named = dict(zip(LABELS, thresholds, strict=True))
    return from_scorer(scorer, params, named, about)


def _check_probe(scorer: Scorer, stored: Any) -> None:
    if stored is None:
        return
    expected = _floats(stored, "probe", low=-math.inf, high=math.inf)
    if not np.allclose(scorer.margins([PROBE])[0], expected, rtol=0.0, atol=1e-4):
        raise ModelError(
            "was made by a harassclf that reads texts differently; train it anew"
        )


def save_model(model: HarassmentClassifier, path: Path, *, overwrite: bool) -> str:
    """Write `model` to `path` and its SHA-256 to ``path.sha256``; return the digest.

    Raises
    ------
    UsageError
        If the file exists and `overwrite` is False, or `thresholds_` or `about_` hold
        what a model file cannot.
    ModelError
        If it cannot be written.
    """
    raw = model_bytes(model)
    try:
        parse_model(raw, path.name, None)
    except ModelError as error:
        raise UsageError(f"This model cannot be saved: {error}.") from error
    digest = hashlib.sha256(raw).hexdigest()
    try:
        if path.exists() and not overwrite:
            raise UsageError(
                f"{path} exists; choose another name or allow overwriting."
            )
        _replace(path, raw)
        note = f"{digest}  {path.name}\n".encode()
        _replace(path.with_name(path.name + ".sha256"), note)
    except OSError as error:
        raise ModelError(f"{path}: cannot be written ({error.strerror})") from error
    return digest


def model_bytes(model: HarassmentClassifier) -> bytes:
    """Return the model file of a fitted `model`."""
    scorer = model.scorer_
    # As it was fitted, whatever set_params was told since.
    used = scorer.ranges._asdict() | {
        "window_words": scorer.windows.size,
        "window_step": scorer.windows.step,
        "n_jobs": 1,
    }
    try:
        thresholds = {name: float(model.thresholds_[name]) for name in LABELS}
        header = {
            "format": FORMAT,
            "version": VERSION,
            "labels": list(LABELS),
            "params": model.get_params() | used,
            "priors": list(scorer.norm),
            "intercepts": scorer.intercepts.tolist(),
            "slopes": scorer.slopes.tolist(),
            "offsets": scorer.offsets.tolist(),
            "thresholds": thresholds,
            "about": model.about_,
            "probe": scorer.margins([PROBE])[0].round(5).tolist(),
        }
        text = json.dumps(
            header, sort_keys=True, indent=1, ensure_ascii=False, allow_nan=False
        )
    except (KeyError, TypeError, ValueError, RecursionError) as error:
        raise UsageError(
            "This model cannot be saved: 'thresholds_' must hold a number for each"
            " label, 'about_' and the parameters plain JSON values."
        ) from error
    table = scorer.weights.astype(np.float64)
    # What `as_scorer` multiplied; dividing gives the half-precision factor exactly.
    idf, coef = table[:, 0], table[:, 1:] / table[:, :1]
    arrays = {"coef.npy": coef.astype("<f2"), "idf.npy": idf.astype("<f2")}
    inner = {name: _npy(array) for name, array in arrays.items()}
    outer = {
        HEADER: text.encode("utf-8"),
        WEIGHTS: _zip(inner, zipfile.ZIP_DEFLATED),
    }
    return _zip(outer, zipfile.ZIP_STORED)


def _npy(array: NDArray[Any]) -> bytes:
    stream = io.BytesIO()
    np.lib.format.write_array(
        stream, np.ascontiguousarray(array), version=(1, 0), allow_pickle=False
    )
    return stream.getvalue()


def _zip(members: dict[str, bytes], method: int) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in sorted(members):
            info = zipfile.ZipInfo(name, EPOCH)
            info.compress_type = method
            info.create_system = 3
            info.external_attr = 0o644 << 16
            archive.writestr(info, members[name], compresslevel=9)
    return stream.getvalue()


def _replace(path: Path, raw: bytes) -> None:
    """Write `raw` under a temporary name, then put it in place in one step."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(raw)
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
