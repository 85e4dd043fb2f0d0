"""``harassclf score``: what goes in, what comes out, what the summary says."""

import io
import json
import mailbox
import re
import sys
import zipfile

import pandas as pd
import pytest

from harassclf.tables.columns import LABEL_VALUES, MESSAGE_TYPES, SCORE_TYPES
from harassclf.tables.files import read_table, write_table
from harassclf.tables.frames import coerce_messages

CANARY = "quokka-marmalade"
CHAT = (
    "13/03/2024, 21:05 - Sam: see you at six\n"
    f"13/03/2024, 21:06 - Elle: yes, bring the {CANARY}\n"
    "14/03/2024, 09:00 - Sam: good morning\n"
)
MAIL = (
    "From: Sam <sam@example.org>\nTo: elle@example.org\n"
    "Date: Wed, 13 Mar 2024 21:05:00 +0100\nSubject: tomorrow\n"
    f"Message-ID: <one@example.org>\n\nbring the {CANARY}\n"
)
CSV = f"text,sender\nsee you at six,Sam\nbring the {CANARY},Elle\n"
JSONL = f'{{"text": "bring the {CANARY}", "sender": "Sam"}}\n'
SCORE_NAMES = [name for name in SCORE_TYPES if name not in MESSAGE_TYPES]


def make_chat(path):
    path.write_text(CHAT, "utf-8")


def make_zip(path):
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("_chat.txt", CHAT)
        archive.writestr("IMG-1.jpg", b"\xff\xd8\xff")


def make_mbox(path):
    box = mailbox.mbox(path)
    box.add(MAIL)
    box.add(MAIL)
    box.close()


def make_maildir(path):
    box = mailbox.Maildir(path)
    box.add(MAIL)
    box.close()


def make_parquet(path):
    pytest.importorskip("pyarrow")
    frame = coerce_messages(pd.DataFrame({"text": ["see you", f"the {CANARY}"]}))
    write_table(frame, path)


def make_folder(path):
    path.mkdir()
    make_chat(path / "chat.txt")
    make_mbox(path / "box.mbox")
    make_zip(path / "chat.zip")


# Name -> how it is made, how many records it has.
EXPORTS = {
    "chat.txt": (make_chat, 3),
    "chat.zip": (make_zip, 3),
    "box.mbox": (make_mbox, 2),
    "mail.eml": (lambda path: path.write_text(MAIL), 1),
    "Maildir": (make_maildir, 1),
    "table.csv": (lambda path: path.write_text(CSV), 2),
    "lines.jsonl": (lambda path: path.write_text(JSONL), 1),
    "table.parquet": (make_parquet, 2),
    "folder": (make_folder, 8),
}


def snapshot(folder):
    """Return name, time and bytes of everything in `folder`."""
    return [
        (path, path.lstat().st_mtime_ns, path.read_bytes() if path.is_file() else b"")
        for path in sorted(folder.rglob("*"))
    ]


@pytest.fixture
def inputs(tmp_path):
    folder = tmp_path / "inputs"
    folder.mkdir()
    return folder


@pytest.fixture
def chat(inputs):
    make_chat(inputs / "chat.txt")
    return inputs / "chat.txt"


@pytest.mark.parametrize("name", EXPORTS)
def test_every_format_gives_one_row_per_record(run, inputs, tmp_path, name):
    make, count = EXPORTS[name]
    make(inputs / name)
    before = snapshot(inputs)
    output = tmp_path / "out.csv"
    found = run("score", inputs / name, "-o", output)
    assert (found.status, found.out) == (0, "")
    frame = pd.read_csv(output)
    assert len(frame) == count
    assert [c for c in frame.columns if c in MESSAGE_TYPES] == list(MESSAGE_TYPES)
    assert list(frame.columns[: len(MESSAGE_TYPES)]) == list(MESSAGE_TYPES)
    assert list(frame.columns[-len(SCORE_NAMES) :]) == SCORE_NAMES
    assert frame["text"].str.contains(CANARY).any()
    assert frame["message_id"].is_unique
    assert snapshot(inputs) == before


def test_columns_are_those_of_the_design(run, chat, tmp_path):
    run("score", chat, "-o", tmp_path / "out.csv")
    assert list(pd.read_csv(tmp_path / "out.csv").columns) == [
        *("message_id", "platform", "conversation", "sender", "sender_name"),
        *("recipients", "direction", "sent_at", "time_basis", "kind", "text"),
        *("attachments", "source", "position", "raw_sha256"),
        *("threat", "abuse", "spam", "label", "indicators", "language_ok"),
    ]


def test_several_exports_at_once(run, inputs, tmp_path):
    total = 0
    for name, (make, count) in EXPORTS.items():
        make(inputs / name)
        total += count
    output = tmp_path / "out.jsonl"
    found = run("score", *(inputs / name for name in EXPORTS), "-o", output)
    assert found.status == 0
    assert f"Read {total} records" in found.err
    frame = read_table(output)
    assert len(frame) == total
    assert frame["message_id"].is_unique


def test_the_same_file_twice_is_read_twice_with_ids_of_their_own(run, chat, tmp_path):
    run("score", chat, chat, "-o", tmp_path / "out.csv")
    assert pd.read_csv(tmp_path / "out.csv")["message_id"].nunique() == 6


@pytest.mark.parametrize("ending", [".csv", ".jsonl", ".ndjson", ".parquet", ".CSV"])
def test_the_ending_decides_the_format_and_it_reads_back(run, chat, tmp_path, ending):
    if ending == ".parquet":
        pytest.importorskip("pyarrow")
    output = tmp_path / f"out{ending}"
    assert run("score", chat, "-o", output).status == 0
    frame = read_table(output)
    assert frame["text"].tolist()[0] == "see you at six"
    assert str(frame["sent_at"].dtype) == "datetime64[us, UTC]"
    again = tmp_path / "again.csv"
    assert run("score", output, "-o", again).status == 0
    second = read_table(again)
    for name in (*MESSAGE_TYPES, "threat", "label"):
        assert second[name].tolist() == frame[name].tolist(), name


@pytest.mark.parametrize("arguments", [["-o", "-"], []])
def test_a_pipe_gets_json_lines_and_nothing_else(run, chat, arguments):
    found = run("score", chat, *arguments)
    rows = [json.loads(line) for line in found.out.splitlines()]
    assert rows[0]["text"] == "see you at six"
    assert list(rows[0]) == [*MESSAGE_TYPES, *SCORE_NAMES]
    assert "Read 3 records" in found.err


def test_a_terminal_gets_the_summary_only(run, chat, monkeypatch):
    class Terminal(io.TextIOWrapper):
        def isatty(self):
            return True

    terminal = Terminal(io.BytesIO(), "utf-8")
    monkeypatch.setattr(sys, "stdout", terminal)
    found = run("score", chat)
    assert terminal.buffer.getvalue() == b""
    assert "give -o FILE to keep them" in " ".join(found.err.split())


def test_an_existing_file_is_replaced_with_force_only(run, chat, tmp_path):
    output = tmp_path / "out.csv"
    output.write_text("precious")
    found = run("score", chat, "-o", output)
    assert found.status == 2
    assert f"{output} exists; choose another name" in found.error
    assert output.read_text() == "precious"
    assert run("score", chat, "-o", output, "--force").status == 0
    assert len(pd.read_csv(output)) == 3
    assert sorted(p.name for p in tmp_path.iterdir()) == ["inputs", "out.csv"]


def test_a_link_that_leads_nowhere_is_not_written_through(run, chat, tmp_path):
    output = tmp_path / "out.csv"
    output.symlink_to(tmp_path / "gone" / "x.csv")
    assert "exists; choose another name" in run("score", chat, "-o", output).error


@pytest.mark.parametrize("how", ["same", "dots", "link", "hard link"])
@pytest.mark.parametrize("force", [[], ["--force"]])
def test_an_input_is_never_the_output(run, inputs, tmp_path, how, force):
    table = inputs / "table.csv"
    table.write_text(CSV)
    output = {
        "same": table,
        "dots": inputs / ".." / "inputs" / "table.csv",
        "link": tmp_path / "link.csv",
        "hard link": tmp_path / "hard.csv",
    }[how]
    if how == "link":
        output.symlink_to(table)
    elif how == "hard link":
        output.hardlink_to(table)
    before = snapshot(tmp_path)
    found = run("score", table, "-o", output, *force)
    assert found.status == 2
    assert "an export is never changed" in found.error
    assert snapshot(tmp_path) == before


def test_the_output_may_not_lie_in_an_input_folder(run, inputs, chat):
    for output in (inputs / "out.csv", inputs / "sub" / "out.csv"):
        found = run("score", inputs, "-o", output)
        assert found.status == 2
        assert "lies inside one" in found.error
    assert [path.name for path in inputs.iterdir()] == ["chat.txt"]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("out.docx", "Cannot tell the format of"),
        ("out", "Cannot tell the format of"),
        ("missing/out.csv", "does not exist"),
        ("folder.csv", "is a folder"),
    ],
)
def test_an_output_that_cannot_be_is_refused_before_reading(
    run, chat, tmp_path, name, message
):
    (tmp_path / "folder.csv").mkdir()
    found = run("score", chat, "-o", tmp_path / name, "--force")
    assert found.status == 2
    assert message in found.error
    assert name in found.error


def test_owner_zone_and_order_reach_the_table(run, inputs, tmp_path):
    (inputs / "chat.txt").write_text("03/04/2024, 21:05 - Sam: hi\n")
    output = tmp_path / "out.jsonl"
    run("score", inputs / "chat.txt", "-o", output)
    plain = read_table(output)
    assert plain["sent_at"].isna().all()
    assert (plain["direction"][0], plain["time_basis"][0]) == ("unknown", "unknown")
    options = ["--owner", "Elle", "--owner", "sam", "--date-order", "dmy"]
    options += ["--timezone", "Asia/Tokyo", "--format", "whatsapp", "--force"]
    run("score", inputs / "chat.txt", "-o", output, *options)
    told = read_table(output)
    assert told["sent_at"][0] == pd.Timestamp("2024-04-03 12:05", tz="UTC")
    assert (told["direction"][0], told["time_basis"][0]) == ("outgoing", "local")


@pytest.mark.parametrize(
    ("option", "message"),
    [
        (["--timezone", "Europe/Atlantis"], "There is no time zone 'Europe/Atlantis'"),
        (["--format", "telex"], "There is no format 'telex'"),
        (["--threshold", "threat"], "Got 'threat' instead"),
        (["--threshold", "threat=much"], "Got 'threat=much' instead"),
        (["--threshold", "threat=1.5"], "in [0, 1]"),
        (["--threshold", "threat=nan"], "in [0, 1]"),
        (["--threshold", "harm=0.5"], "there is no label 'harm'"),
        (["--threshold", "=0.5"], "there is no label ''"),
        (["--threshold", "none=0.5"], "there is no label 'none'"),
        (["--fail-on", "harm"], "there is no label 'harm'"),
        (["--fail-on", "threat=2"], "in [0, 1]"),
        (["--fail-on", "threat=nan"], "in [0, 1]"),
        (["--fail-on", "threat="], "Got 'threat=' instead"),
    ],
)
def test_options_that_do_not_fit_are_usage_errors(run, chat, option, message):
    found = run("score", chat, *option)
    assert found.status == 2
    assert message in found.error
    assert found.out == ""


def test_a_threshold_decides_the_label(run, chat, tmp_path):
    output = tmp_path / "out.csv"
    for option, label in (("threat=0", "threat"), ("abuse=0", "abuse")):
        others = [f"{name}=1" for name in LABEL_VALUES[1:] if name != label]
        limits = [x for pair in (option, *others) for x in ("--threshold", pair)]
        run("score", chat, "-o", output, "--force", *limits)
        assert set(pd.read_csv(output)["label"]) == {label}


@pytest.mark.parametrize(
    ("options", "status"),
    [
        (["--fail-on", "threat=0"], 3),
        (["--fail-on", "threat=1"], 0),
        (["--fail-on", "threat=1", "--fail-on", "spam=0"], 3),
        (["--fail-on", "abuse", "--threshold", "abuse=0"], 3),
        (["--fail-on", "abuse", "--threshold", "abuse=1"], 0),
        (["--threshold", "threat=0"], 0),
    ],
)
def test_fail_on_gives_status_3_and_still_writes(run, chat, tmp_path, options, status):
    output = tmp_path / "out.csv"
    assert run("score", chat, "-o", output, *options).status == status
    assert len(pd.read_csv(output)) == 3


def test_quiet_prints_nothing(run, chat, tmp_path):
    found = run("score", chat, "-o", tmp_path / "out.csv", "-q")
    assert (found.status, found.out, found.err) == (0, "", "")


def test_the_summary_counts_every_record_once(run, inputs, tmp_path):
    make_folder(inputs / "folder")
    output = tmp_path / "out.csv"
    found = run("score", inputs / "folder", "-o", output, "--threshold", "spam=0.001")
    counted = {}
    for line in found.err.splitlines():
        words = line.split()
        numbers = [w for w in words[1:] if re.fullmatch(r"[\d,]+", w)]
        if numbers and words[0] in LABEL_VALUES:
            counted[words[0]] = int(numbers[0].replace(",", ""))
    table = pd.read_csv(output, keep_default_na=False)["label"].value_counts()
    assert counted == {name: int(table.get(name, 0)) for name in LABEL_VALUES}
    assert sum(counted.values()) == 8


def test_the_highest_threats_come_sorted_and_ten_at_most(run, inputs):
    lines = [
        f"13/03/2024, 21:{i:02} - Sam: " + ("I will hurt you. " * (i % 4)) + f"no {i}"
        for i in range(30)
    ]
    (inputs / "chat.txt").write_text("\n".join(lines) + "\n")
    found = run("score", inputs / "chat.txt", "-o", "-", "--threshold", "threat=0")
    assert "The 10 highest of 30 threats:" in found.err
    shown = re.findall(r"(?m)^\s*(\d\.\d\d) +2024-03-13", found.err)
    assert len(shown) == 10
    assert shown == sorted(shown, reverse=True)
    scores = sorted(json.loads(line)["threat"] for line in found.out.splitlines())
    assert [float(s) for s in shown] == [round(s, 2) for s in scores[::-1][:10]]


def test_what_was_skipped_is_listed_with_its_place(run, inputs, tmp_path):
    path = inputs / "lines.jsonl"
    path.write_text(f'{{"text": "one"}}\n{{"text": "{CANARY}\n{{"text": "three"}}\n')
    found = run("score", path, "-o", tmp_path / "out.csv")
    assert found.status == 0
    assert "Skipped 1:" in found.err
    assert "lines.jsonl, line 2" in found.err
    assert CANARY not in found.err
    assert len(pd.read_csv(tmp_path / "out.csv")) == 2


def test_hide_text_keeps_every_text_off_the_screen(run, inputs, tmp_path):
    (inputs / "chat.txt").write_text(CHAT.replace("see you", CANARY))
    shown = ["score", inputs / "chat.txt", "--threshold", "threat=0", "-o"]
    assert CANARY in run(*shown, tmp_path / "a.csv").err
    found = run(*shown, tmp_path / "b.csv", "--hide-text")
    assert "The 3 highest" in found.err
    assert CANARY not in found.err + found.out
    assert CANARY in (tmp_path / "b.csv").read_text()


def test_nothing_from_an_export_can_steer_the_terminal(run, inputs, tmp_path):
    evil = "\x1b[31m\x1b]0;t\x07\u202eevil\u2066"
    line = json.dumps({"text": evil, "sender": evil, "date": "2024-03-13T10:00:00Z"})
    path = inputs / "evil\x1b[2J.jsonl"
    path.write_text(line + '\n{broken\n{"text": "[red]:bomb:[/red]"}\n')
    found = run("score", path, "-o", tmp_path / "o.csv", "--threshold", "threat=0")
    assert found.status == 0
    assert not set(found.err) & set("\x1b\x07\u202e\u2066\x9b")
    assert "[red]:bomb:[/red]" in found.err
    assert "<U+001B>" in found.err
    frame = read_table(tmp_path / "o.csv")
    assert frame["text"][0] == evil


def test_a_csv_result_runs_nothing_in_a_spreadsheet(run, inputs, tmp_path):
    path = inputs / "lines.jsonl"
    path.write_text('{"text": "=HYPERLINK(1)", "sender": "+447700900123"}\n')
    run("score", path, "-o", tmp_path / "o.csv")
    raw = (tmp_path / "o.csv").read_text()
    assert not re.search(r"(?m)(^|,)[\"]?=HYPERLINK", raw)
    assert read_table(tmp_path / "o.csv")["text"][0] == "=HYPERLINK(1)"
