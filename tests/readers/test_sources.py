"""Files, archives and folders: what is opened, what is refused, what is reported."""

import hashlib
import os
import stat
import struct
import zipfile
from pathlib import Path

import pytest

from harassclf.errors import LimitError, ReadError
from harassclf.readers import sources
from harassclf.readers.base import Report
from harassclf.readers.sources import is_archive, open_sources

NOT_ROOT = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads every file"
)


def never(folder):
    return False


def opened(path, report=None, is_mailbox=never):
    """Return name -> content of what `open_sources` yields."""
    found = {}
    for source in open_sources(path, report or Report(), is_mailbox):
        with source.open() as stream:
            found[source.name] = stream.read()
    return found


def make_zip(path, members, method=zipfile.ZIP_DEFLATED):
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def member_data(path, name):
    """Return where the compressed bytes of a member begin and how many they are."""
    with zipfile.ZipFile(path) as archive:
        info = archive.getinfo(name)
    head = path.read_bytes()[info.header_offset : info.header_offset + 30]
    name_length, extra_length = struct.unpack("<HH", head[26:30])
    return info.header_offset + 30 + name_length + extra_length, info.compress_size


def overwrite(path, position, raw):
    content = bytearray(path.read_bytes())
    content[position : position + len(raw)] = raw
    path.write_bytes(content)


def test_a_file_is_hashed_before_it_is_read(tmp_path):
    path = tmp_path / "chat.txt"
    path.write_bytes(b"abc" * 100_000)
    (source,) = open_sources(path, Report(), never)
    assert (source.name, source.container) == ("chat.txt", "chat.txt")
    assert source.size == 300_000
    assert source.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert source.head == path.read_bytes()[: 64 * 1024]


def test_members_of_a_zip_come_by_name_each_with_its_own_digest(tmp_path):
    path = make_zip(tmp_path / "a.zip", {"b.txt": "two", "a.txt": "one", "d/": ""})
    found = list(open_sources(path, Report(), never))
    assert [source.name for source in found] == ["a.txt", "b.txt"]
    assert {source.container for source in found} == {"a.zip"}
    assert found[1].sha256 == hashlib.sha256(b"two").hexdigest()


def test_a_member_can_be_opened_twice_and_after_the_archive_was_left(tmp_path):
    path = make_zip(tmp_path / "a.zip", {"a.txt": "one", "b.txt": "two"})
    found = list(open_sources(path, Report(), never))
    for _ in range(2):
        with found[0].open() as first, found[1].open() as second:
            assert (first.read(), second.read()) == (b"one", b"two")


def test_stopping_early_leaves_nothing_open(tmp_path):
    path = make_zip(tmp_path / "a.zip", {"a.txt": "one", "b.txt": "two"})
    stream = open_sources(path, Report(), never)
    source = next(stream)
    stream.close()
    with source.open() as member:
        assert member.read() == b"one"


def test_what_phones_add_to_a_zip_is_left_out_by_whole_names(tmp_path):
    names = ["__MACOSX/x", ".DS_Store", "in/Thumbs.db", "my desktop.ini notes.txt"]
    path = make_zip(tmp_path / "a.zip", dict.fromkeys(names, "x"))
    assert list(opened(path)) == ["my desktop.ini notes.txt"]


@pytest.mark.parametrize(
    "name", ["../../out.txt", "/abs/out.txt", "C:\\out.txt", "..\\out.txt"]
)
def test_a_member_cannot_be_written_anywhere(tmp_path, name):
    inner = tmp_path / "in" / "deep"
    inner.mkdir(parents=True)
    path = inner / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(zipfile.ZipInfo(name), "text")
    before = sorted(tmp_path.rglob("*"))
    assert list(opened(path).values()) == [b"text"]
    assert sorted(tmp_path.rglob("*")) == before


def test_a_member_with_a_wrong_checksum_is_read_and_reported(tmp_path):
    path = make_zip(tmp_path / "a.zip", {"a.txt": "x" * 50}, zipfile.ZIP_STORED)
    start, _ = member_data(path, "a.txt")
    overwrite(path, start + 49, b"y")
    report = Report()
    assert opened(path, report) == {"a.txt": b"x" * 49 + b"y"}
    (skip,) = report.skipped
    assert (skip.source, skip.place) == ("a.txt", "byte 50")
    assert "checksum" in skip.reason


def test_a_member_is_read_up_to_the_damage(tmp_path):
    text = b"".join(b"%d " % (i * i % 99_991) for i in range(60_000))
    path = make_zip(tmp_path / "a.zip", {"a.txt": text, "b.txt": "whole"})
    start, size = member_data(path, "a.txt")
    overwrite(path, start + size // 2, b"\xff" * 400)
    report = Report()
    found = opened(path, report)
    assert found["b.txt"] == b"whole"
    pairs = zip(found["a.txt"] + b"!", text, strict=False)
    same = next(index for index, (a, b) in enumerate(pairs) if a != b)
    assert len(text) // 3 < same < len(text)
    (skip,) = report.skipped
    assert (skip.source, skip.position) == ("a.txt", len(found["a.txt"]))


def test_a_member_that_cannot_be_opened_is_reported(tmp_path):
    path = make_zip(tmp_path / "a.zip", {"a.txt": "one", "b.txt": "two"})
    overwrite(path, 0, b"XXXX")
    overwrite(path, 0, b"PK\x03\x04\xff\xff\xff\xff")
    overwrite(path, 30, b"zzzzz")
    report = Report()
    assert opened(path, report) == {"b.txt": b"two"}
    assert [(s.source, s.reason) for s in report.skipped] == [
        ("a.txt", "this file of the zip archive is damaged")
    ]


@pytest.mark.parametrize("keep", [0.2, 0.5, 0.9, 0.99])
def test_a_cut_off_zip_is_refused_by_name(tmp_path, keep):
    path = make_zip(tmp_path / "cut.zip", {"a.txt": "one " * 500, "b.txt": "two"})
    raw = path.read_bytes()
    path.write_bytes(raw[: int(len(raw) * keep)])
    with pytest.raises(
        ReadError, match=r"cut\.zip: is a damaged or cut off zip archive; export or"
    ):
        opened(path)


def set_flag(path, name, bits):
    """Set general purpose bits of a member in the list of members."""
    raw = bytearray(path.read_bytes())
    at = raw.index(b"PK\x01\x02")
    while raw[at + 46 : at + 46 + len(name)] != name.encode():
        at = raw.index(b"PK\x01\x02", at + 4)
    raw[at + 8] |= bits
    path.write_bytes(raw)


def test_a_locked_member_is_reported_and_the_rest_read(tmp_path):
    path = make_zip(tmp_path / "a.zip", {"a.txt": "one", "b.txt": "two"})
    set_flag(path, "a.txt", 1)
    report = Report()
    assert list(opened(path, report)) == ["b.txt"]
    assert [s.source for s in report.skipped] == ["a.txt"]
    assert "password" in report.skipped[0].reason


def test_a_zip_bomb_is_not_opened(tmp_path):
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        with archive.open("zeros.txt", "w") as member:
            for _ in range(17):
                member.write(bytes(1 << 20))
        archive.writestr("b.txt", "two")
    report = Report()
    assert list(opened(path, report)) == ["b.txt"]
    assert "unpacks to 17,825,792 bytes" in report.skipped[0].reason


def test_a_member_gives_no_more_than_it_declares(tmp_path):
    path = make_zip(tmp_path / "a.zip", {"a.txt": "x" * 5000})
    raw = bytearray(path.read_bytes())
    at = raw.index(b"PK\x01\x02") + 24
    raw[at : at + 4] = struct.pack("<I", 100)
    path.write_bytes(raw)
    report = Report()
    assert opened(path, report) == {"a.txt": b"x" * 100}
    assert "checksum" in report.skipped[0].reason


def test_too_many_members_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(sources, "MAX_MEMBERS", 3)
    path = make_zip(tmp_path / "a.zip", {f"{i}.txt": "x" for i in range(4)})
    with pytest.raises(LimitError, match=r"a\.zip: holds 4 files; 3 is the most"):
        opened(path)


def test_members_of_one_name_are_both_read(tmp_path):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", "one")
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("a.txt", "two")
    texts = []
    for source in open_sources(path, Report(), never):
        with source.open() as stream:
            texts.append(stream.read())
    assert sorted(texts) == [b"one", b"two"]


def test_documents_are_no_archives(tmp_path):
    sheet = make_zip(tmp_path / "s.xlsx", {"[Content_Types].xml": "<x/>"})
    plain = make_zip(tmp_path / "p.zip", {"a.txt": "x"})
    assert (is_archive(sheet), is_archive(plain)) == (False, True)
    assert not is_archive(tmp_path / "missing")


def test_a_folder_is_read_by_name_with_its_folders_and_zips(tmp_path):
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "c.txt").write_text("c")
    (tmp_path / "a.txt").write_text("a")
    make_zip(tmp_path / "b" / "z.zip", {"in/z.txt": "z"})
    assert opened(tmp_path) == {
        "a.txt": b"a",
        "b/c.txt": b"c",
        "b/z.zip/in/z.txt": b"z",
    }


def test_links_are_reported_and_not_followed(tmp_path):
    outside = tmp_path / "outside.txt"
    outside.write_text("secret")
    folder = tmp_path / "export"
    (folder / "sub").mkdir(parents=True)
    (folder / "a.txt").write_text("a")
    (folder / "sub" / "loop").symlink_to(folder, target_is_directory=True)
    (folder / "self").symlink_to(folder / "self")
    (folder / "out.txt").symlink_to(outside)
    report = Report()
    assert opened(folder, report) == {"a.txt": b"a"}
    assert {s.source for s in report.skipped} == {"out.txt", "self", "sub/loop"}
    assert all("is a link" in s.reason for s in report.skipped)


def test_hidden_entries_are_named_except_those_of_version_control(tmp_path):
    (tmp_path / ".DS_Store").write_text("x")
    (tmp_path / ".gitignore").write_text("x")
    (tmp_path / ".secret.txt").write_text("x")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / ".more").mkdir()
    report = Report()
    assert opened(tmp_path, report) == {}
    assert report.warnings == ["hidden entries were not read: .secret.txt, sub/.more"]


def test_files_beside_a_mailbox_are_not_lost(tmp_path):
    for part in ("cur", "new", "tmp", ".Sent/cur"):
        (tmp_path / part).mkdir(parents=True)
        (tmp_path / part / "1").write_text("mail")
    (tmp_path / "chat.txt").write_text("chat")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "more.txt").write_text("more")
    report = Report()
    found = list(open_sources(tmp_path, report, lambda path: path == tmp_path))
    assert [source.folder for source in found] == [tmp_path, None, None]
    assert [source.name for source in found[1:]] == ["chat.txt", "sub/more.txt"]
    assert (report.skipped, report.warnings) == ([], [])


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_pipes_are_refused_instead_of_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    assert not stat.S_ISREG((tmp_path / "pipe").stat().st_mode)
    with pytest.raises(ReadError, match="pipe: is no regular file; save what it"):
        opened(tmp_path / "pipe")
    report = Report()
    assert opened(tmp_path, report) == {}
    assert [s.source for s in report.skipped] == ["pipe"]


@NOT_ROOT
def test_what_may_not_be_read_is_reported(tmp_path):
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("x")
    (tmp_path / "locked").mkdir()
    (tmp_path / "a.txt").chmod(0)
    (tmp_path / "locked").chmod(0)
    report = Report()
    try:
        assert list(opened(tmp_path, report)) == ["b.txt"]
        with pytest.raises(ReadError, match=r"a\.txt: cannot be read \(Permission"):
            opened(tmp_path / "a.txt")
    finally:
        (tmp_path / "locked").chmod(0o700)
    assert [s.source for s in report.skipped] == ["a.txt", "locked"]


def test_an_unreadable_folder_is_an_error_of_ours(tmp_path, monkeypatch):
    def refuse(self):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", refuse)
    with pytest.raises(ReadError, match=r"cannot be opened \(Permission denied\)"):
        opened(tmp_path)


def test_folders_without_end_are_cut_and_reported(tmp_path, monkeypatch):
    monkeypatch.setattr(sources, "MAX_DEPTH", 3)
    deep = tmp_path / "1" / "2" / "3" / "4"
    deep.mkdir(parents=True)
    (deep / "a.txt").write_text("x")
    report = Report()
    assert opened(tmp_path, report) == {}
    assert [(s.source, s.reason) for s in report.skipped] == [
        ("1/2/3/4", "folders are nested too deeply")
    ]


def test_a_file_that_is_refused_is_named_and_the_rest_read(tmp_path, monkeypatch):
    # As above, for those who run the tests as root.
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("x")
    real = Path.open

    def refuse(self, *arguments, **options):
        if self.name == "a.txt":
            raise PermissionError(13, "Permission denied")
        return real(self, *arguments, **options)

    monkeypatch.setattr(Path, "open", refuse)
    report = Report()
    assert opened(tmp_path, report) == {"b.txt": b"x"}
    assert [(s.source, s.reason) for s in report.skipped] == [
        ("a.txt", "cannot be read (Permission denied)")
    ]
    with pytest.raises(ReadError, match=r"a\.txt: cannot be read \(Permission denied"):
        opened(tmp_path / "a.txt")
