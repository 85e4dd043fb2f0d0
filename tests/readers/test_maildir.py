"""Maildir folders."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest

from harassclf.errors import ReadError
from harassclf.readers.base import Options, Report, Skipped, Source, digest
from harassclf.readers.maildir import READER, mail_files

SHARED = Path(__file__).parents[2] / ".." / "shared" / "exports" / "maildir"
GOT = (
    b"Delivered-To: ana@example.org\nReceived: by mx; x\n"
    b"From: sam@example.net\nTo: ana@example.org\n\nAnswer me.\n"
)
SENT = b"From: ana@example.org\nTo: sam@example.net\n\nStop.\n"


def source(folder: Path) -> Source:
    return Source(folder.name, 0, "", b"", io.BytesIO, folder=folder)


def put(folder: Path, name: str, raw: bytes) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(raw)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    box = tmp_path / "Mail"
    # No colon and flags as on Windows, so that it can be made on every system.
    put(box, "new/1.a.host", GOT)
    put(box, "cur/2.b.host;2,S", GOT)
    put(box, "cur/3.c.host;2,ST", GOT)
    put(box, ".Sent/cur/4.d.host;2,S", SENT)
    put(box, "Archive/2024/cur/5.e.host", GOT)
    put(box, "tmp/6.f.host", GOT)
    put(box, "cur/.gitkeep", b"")
    put(box, "dovecot.index", b"\0")
    return box


def test_every_folder_is_read_in_order(folder: Path) -> None:
    report = Report()
    messages = list(READER.read(source(folder), Options(), report))
    assert [m.source for m in messages] == [
        ".Sent/cur/4.d.host;2,S",
        "Archive/2024/cur/5.e.host",
        "cur/2.b.host;2,S",
        "cur/3.c.host;2,ST",
        "new/1.a.host",
    ]
    assert [m.direction for m in messages] == ["outgoing"] + ["incoming"] * 4
    assert {m.position for m in messages} == {0}
    assert messages[0].raw_sha256 == digest(SENT)
    assert messages[0].text == "Stop."
    assert report.skipped == []
    assert report.warnings == [
        "Mail: owner taken from Delivered-To; name the owner if that is not right."
    ]


def test_owner_option_wins(folder: Path) -> None:
    options = Options(owner=("sam@example.net",))
    messages = list(READER.read(source(folder), options, Report()))
    assert [m.direction for m in messages] == ["incoming"] + ["outgoing"] * 4


def test_nothing_is_changed(folder: Path) -> None:
    paths = sorted(folder.rglob("*"))
    before = [(path, path.stat().st_mtime_ns, path.stat().st_size) for path in paths]
    list(READER.read(source(folder), Options(), Report()))
    paths = sorted(folder.rglob("*"))
    assert before == [(p, p.stat().st_mtime_ns, p.stat().st_size) for p in paths]


def test_broken_file_is_skipped(folder: Path) -> None:
    put(folder, "cur/0.bad", b"\0\1")
    report = Report()
    assert len(list(READER.read(source(folder), Options(), report))) == 5
    assert report.skipped == [
        Skipped("cur/0.bad", 0, "byte", "The mail was not read: it has no mail header.")
    ]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes or links here")
def test_links_and_pipes_are_not_opened(folder: Path, tmp_path: Path) -> None:
    put(tmp_path, "outside", GOT)
    (folder / "cur" / "link").symlink_to(tmp_path / "outside")
    os.mkfifo(folder / "cur" / "pipe")
    (folder / "loop").symlink_to(folder, target_is_directory=True)
    report = Report()
    assert len(list(READER.read(source(folder), Options(), report))) == 5
    assert [(s.source, s.reason) for s in report.skipped] == [
        ("cur/link", "The mail was not read: it is no regular file."),
        ("cur/pipe", "The mail was not read: it is no regular file."),
    ]


def test_only_garbage(tmp_path: Path) -> None:
    put(tmp_path / "M", "cur/1", b"\0")
    with pytest.raises(ReadError, match=r"\AM: no mail in it can be read\.\Z"):
        list(READER.read(source(tmp_path / "M"), Options(), Report()))


def test_a_file_is_no_maildir() -> None:
    one = Source("x", 1, "", b"x", io.BytesIO)
    assert READER.sniff(one) == 0
    with pytest.raises(ReadError, match=r"\Ax: a Maildir is a folder, and this is a "):
        list(READER.read(one, Options(), Report()))


def test_sniff(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert READER.sniff(source(folder)) == 0.95
    assert READER.sniff(source(folder.parent)) == 0.0 or mail_files(folder.parent)
    assert READER.sniff(source(tmp_path / "empty")) == 0.0
    assert READER.sniff(source(tmp_path / "missing")) == 0.0


def test_empty_maildir_yields_nothing(tmp_path: Path) -> None:
    (tmp_path / "M" / "cur").mkdir(parents=True)
    assert list(READER.read(source(tmp_path / "M"), Options(), Report())) == []


@pytest.mark.skipif(not SHARED.is_dir(), reason="shared/exports is not on this machine")
def test_shared_maildir() -> None:
    report = Report()
    messages = list(READER.read(source(SHARED / "handmade"), Options(), report))
    assert len(messages) == 4
    assert sum(",ST" in m.source for m in messages) == 1
    assert sum(m.source.startswith(".Sent/") for m in messages) == 1
    assert report.skipped == []
