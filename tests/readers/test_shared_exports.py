"""The public fixtures in ../shared/exports, with the counts counted from the files."""

import json
from pathlib import Path

import pytest

import harassclf
from harassclf.cli import main

SHARED = Path(__file__).parents[2] / ".." / "shared" / "exports"
pytestmark = pytest.mark.skipif(
    not SHARED.is_dir(), reason="the public fixtures lie beside the repository only"
)

# From EXPECTED.md: messages, system lines.
CHAT_MINER = (
    "bracket_mmddyy_24hrs",
    "ddmmyy_24hrs",
    "mmddyy_24hrs",
    "mmddyyyy_12hrs",
    "yyyymmdd_24hrs",
)
COUNTS = {
    **{f"whatsapp/chat-miner_test_{name}.txt": (7, 2) for name in CHAT_MINER},
    "whatsapp/chatpack-cli_whatsapp_export.txt": (7, 0),
    "whatsapp/kawsay_e2e_fixtures_whatsapp-export__chat.txt": (4, 0),
    "whatsapp/kawsay_e2e_fixtures_whatsapp-more__chat.txt": (2, 0),
    "whatsapp/kawsay_fixtures_whatsapp_android_chat.txt": (3, 1),
    "whatsapp/kawsay_fixtures_whatsapp_ios_chat.txt": (7, 1),
    "mbox/sisimai_mbox-1.mbox": (1, 0),
    "mbox/maildb_sample.mbox": (10, 0),
    "mbox/TakeoutReader_sample.mbox": (3, 0),
    "mbox/TakeoutReader_edge_cases.mbox": (3, 0),
    "mbox/TakeoutReader_empty.mbox": (0, 0),
    **{
        f"arf/sisimai_arf-{n}.eml": (1, 0) for n in ("01", "02", "11", "14", "16", "25")
    },
}
HANDMADE_FOLDERS = ("whatsapp/", "email/", "mbox/", "maildir/", "generic/")


def expected():
    """Return file name -> what EXPECTED_handmade.json says of it."""
    if not SHARED.is_dir():
        return {}
    table = json.loads((SHARED / "EXPECTED_handmade.json").read_text("utf-8"))
    return {
        name: entry
        for name, entry in table.items()
        if name.startswith(HANDMADE_FOLDERS) and not name.endswith((".xlsx", "*"))
    }


def kinds(export):
    counts = export.messages["kind"].value_counts()
    return len(export.messages), int(counts["system"])


@pytest.mark.parametrize("name", COUNTS)
def test_public_files_give_the_counts_of_expected_md(name):
    found = harassclf.read_export(SHARED / name)
    total, system = kinds(found)
    assert (total - system, system) == COUNTS[name]
    assert found.skipped == []


@pytest.mark.parametrize("name", expected())
def test_handmade_files_give_their_counts(name):
    entry = expected()[name]
    if name.endswith(".parquet"):
        pytest.importorskip("pyarrow")
    found = harassclf.read_export(SHARED / name)
    total, system = kinds(found)
    assert total == entry["messages"]
    if "system" in entry:
        assert system == entry["system"]
    if "user" in entry:
        assert total - system == entry["user"]
    assert found.skipped == []


def test_no_file_of_these_formats_is_left_out():
    named = {name.partition("/")[0] for name in (*COUNTS, *expected())}
    assert named == {"whatsapp", "email", "arf", "mbox", "maildir", "generic"}
    for name in named - {"maildir"}:
        for path in (SHARED / name).iterdir():
            short = f"{name}/{path.name}"
            known = short in COUNTS or short in expected()
            other = path.suffix in (".xlsx", ".json") or path.name == "SOURCE.txt"
            assert known or other, short


def test_the_ambiguous_chat_is_reported_and_asked_about():
    name = "whatsapp/handmade_android_ambiguous_date.txt"
    found = harassclf.read_export(SHARED / name)
    assert found.messages["sent_at"].isna().all()
    assert any("--date-order" in warning for warning in found.warnings)
    told = harassclf.read_export(SHARED / name, date_order="dmy")
    assert told.messages["sent_at"].notna().all()


def test_all_files_together_through_the_command(tmp_path, capsys):
    names = [name for name in (*COUNTS, *expected()) if name.startswith("whatsapp/")]
    output = tmp_path / "scored.jsonl"
    status = main(["score", *(str(SHARED / n) for n in names), "-o", str(output)])
    assert status == 0
    rows = output.read_text("utf-8").splitlines()
    total = sum(sum(COUNTS[n]) for n in names if n in COUNTS)
    total += sum(expected()[n]["messages"] for n in names if n in expected())
    assert len(rows) == total
    assert f"Read {total:,} records" in capsys.readouterr().err


def test_whole_folders_through_the_command(tmp_path, capsys):
    output = tmp_path / "scored.csv"
    folders = [str(SHARED / name) for name in ("mbox", "maildir", "arf", "email")]
    assert main(["score", *folders, "-o", str(output), "-q"]) == 0
    assert capsys.readouterr().err == ""
    import pandas as pd

    frame = pd.read_csv(output)
    names = [n for n in COUNTS if n.startswith(("mbox", "arf"))]
    handmade = [n for n in expected() if n.startswith(("mbox", "maildir", "email"))]
    total = sum(COUNTS[n][0] for n in names)
    total += sum(expected()[n]["messages"] for n in handmade)
    assert len(frame) == total
