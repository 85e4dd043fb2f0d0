"""``harassclf score`` on what is no export, or a broken one."""

import os
import zipfile

import pytest

CANARY = "quokka-marmalade"
CHAT = "".join(
    f"13/03/2024, 21:{i % 60:02} - Sam: {CANARY} {i * i % 997}\n" for i in range(300)
)
NOISE = bytes(range(256)) * 40


def zipped(path, members, damage=None):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    if damage:
        raw = bytearray(path.read_bytes())
        damage(raw)
        path.write_bytes(raw)


def lock(raw):
    raw[raw.index(b"PK\x01\x02") + 8] |= 1


def cut(raw):
    del raw[len(raw) // 2 :]


BROKEN = {
    "empty.txt": b"",
    "empty.csv": b"",
    "empty.eml": b"",
    "empty.jsonl": b"",
    "noise.txt": NOISE,
    "noise.csv": NOISE,
    "noise.eml": NOISE,
    "noise.mbox": NOISE,
    "noise.parquet": NOISE,
    "doc.pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + CANARY.encode(),
    "image.png": b"\x89PNG\r\n\x1a\n" + bytes(300),
    "prose.txt": f"Dear Elle,\nbring the {CANARY}.\n".encode(),
    "headless.csv": f"1,bring the {CANARY} to me\n2,no way\n".encode(),
    "broken.jsonl": f'{{"text": "{CANARY}\n{{"te {CANARY}\n'.encode(),
    "array.json": f'["{CANARY}", 3, '.encode(),
    "cut.parquet": b"PAR1" + CANARY.encode() * 20,
}
ZIPS = {
    "cut.zip": ({"_chat.txt": CHAT}, cut),
    "locked.zip": ({"_chat.txt": CHAT}, lock),
    "nothing.zip": ({"a.jpg": b"\xff\xd8\xff", "notes.txt": "milk\n"}, None),
    "hollow.zip": ({}, None),
    "bomb.zip": ({"_chat.txt": bytes(20 << 20)}, None),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_one_line_that_names_it(run, tmp_path, name):
    path = tmp_path / name
    path.write_bytes(BROKEN[name])
    found = run("score", path, "-o", tmp_path / "out.csv")
    assert found.status == 1
    assert name in found.error
    assert CANARY not in found.error
    assert path.read_bytes() == BROKEN[name]
    assert not (tmp_path / "out.csv").exists()


@pytest.mark.parametrize("name", ZIPS)
def test_a_broken_zip_is_one_line_that_names_it(run, tmp_path, name):
    zipped(tmp_path / name, *ZIPS[name])
    before = (tmp_path / name).read_bytes()
    found = run("score", tmp_path / name, "-o", tmp_path / "out.csv")
    assert found.status == 1
    assert name in found.error
    assert CANARY not in found.error
    assert [p.name for p in tmp_path.iterdir()] == [name]
    assert (tmp_path / name).read_bytes() == before


def test_a_missing_file_is_named(run, tmp_path):
    found = run("score", tmp_path / "nobody.txt")
    assert found.status == 1
    assert "nobody.txt: cannot be read (No such file or directory)" in found.error


def test_one_bad_export_of_several_is_named_and_nothing_is_written(run, tmp_path):
    (tmp_path / "chat.txt").write_text(CHAT)
    (tmp_path / "doc.pdf").write_bytes(BROKEN["doc.pdf"])
    inputs = [tmp_path / "chat.txt", tmp_path / "doc.pdf"]
    found = run("score", *inputs, "-o", tmp_path / "o.csv")
    assert found.status == 1
    assert "doc.pdf" in found.error
    assert not (tmp_path / "o.csv").exists()


def test_a_loop_of_links_ends(run, tmp_path):
    folder = tmp_path / "export"
    folder.mkdir()
    (folder / "again").symlink_to(folder, target_is_directory=True)
    (folder / "self").symlink_to(folder / "self")
    (folder / "chat.txt").write_text(CHAT)
    found = run("score", folder, "-o", tmp_path / "out.csv")
    assert found.status == 0
    assert "Read 300 records" in found.err
    assert "Skipped 2:" in found.err
    found = run("score", folder / "self", "-o", tmp_path / "other.csv")
    assert found.status == 1
    assert "self: cannot be read (Too many levels" in found.error


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads every file"
)
def test_a_file_that_may_not_be_read_is_named(run, tmp_path):
    (tmp_path / "chat.txt").write_text(CHAT)
    (tmp_path / "chat.txt").chmod(0)
    found = run("score", tmp_path / "chat.txt")
    assert found.status == 1
    assert "chat.txt: cannot be read (Permission denied)" in found.error


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_is_refused_instead_of_waited_for(run, tmp_path):
    os.mkfifo(tmp_path / "pipe")
    assert "pipe: is no regular file" in run("score", tmp_path / "pipe").error


@pytest.mark.parametrize("name", ["../../evil.txt", "/evil/evil.txt", "..\\evil.txt"])
def test_a_zip_writes_nothing_anywhere(run, tmp_path, name):
    folder = tmp_path / "a" / "b"
    folder.mkdir(parents=True)
    with zipfile.ZipFile(folder / "x.zip", "w") as archive:
        archive.writestr(zipfile.ZipInfo(name), CHAT)
    before = sorted(tmp_path.rglob("*"))
    found = run("score", folder / "x.zip", "-o", "-")
    assert found.status == 0
    assert found.out.count("\n") == 300
    assert sorted(tmp_path.rglob("*")) == before


def test_a_damaged_zip_is_read_as_far_as_it_is_whole(run, tmp_path):
    def damage(raw):
        raw[raw.index(b"PK\x01\x02") - 300 : raw.index(b"PK\x01\x02") - 200] = bytes(
            100
        )

    long = "".join(
        f"13/03/2024, 21:05 - Sam: {i * i % 9973} {i}\n" for i in range(6000)
    )
    zipped(tmp_path / "x.zip", {"_chat.txt": long}, damage)
    found = run("score", tmp_path / "x.zip", "-o", "-")
    assert found.status == 0
    assert 3000 < found.out.count("\n") <= 6000
    assert "Skipped 1:" in found.err
    assert "_chat.txt" in found.err


@pytest.mark.parametrize(
    ("name", "content", "count"),
    [
        ("chat.csv", CHAT.encode(), 300),
        ("chat.json", CHAT.encode("utf-16"), 300),
        (
            "mail.txt",
            b"From a@example.org Wed Mar 13 21:05:00 2024\nFrom: a@example.org"
            b"\nTo: b@example.org\n\nhi\n",
            1,
        ),
        ("table.json", b"text,sender\nhello,Sam\n", 1),
        ("table.txt", "text;sender\ncafé;Zoë\n".encode("cp1252"), 1),
    ],
)
def test_a_wrong_name_or_encoding_is_read_all_the_same(
    run, tmp_path, name, content, count
):
    (tmp_path / name).write_bytes(content)
    found = run("score", tmp_path / name, "-o", "-")
    assert found.status == 0, found.err
    assert found.out.count("\n") == count


def test_a_foreign_model_is_named(run, tmp_path):
    (tmp_path / "chat.txt").write_text(CHAT)
    (tmp_path / "m.hcm").write_bytes(NOISE)
    found = run("score", tmp_path / "chat.txt", "--model", tmp_path / "m.hcm")
    assert found.status == 1
    assert "m.hcm" in found.error
    found = run("score", tmp_path / "chat.txt", "--model", tmp_path / "none.hcm")
    assert "none.hcm: cannot be read" in found.error
    found = run("score", tmp_path / "chat.txt", "--model-sha256", "0" * 64)
    assert found.status == 1
    assert "SHA-256" in found.error
