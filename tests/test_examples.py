"""The example exports: reproducible, in order, and nobody's real addresses."""

from __future__ import annotations

import email
import email.policy
import ipaddress
import re
import runpy
import zipfile
from collections import Counter
from datetime import date, datetime
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[1] / "data" / "examples"
SOURCES = EXAMPLES.with_name("example_sources")
SAM = "WhatsApp Chat with Sam Doyle.zip"
NETBALL = "WhatsApp Chat with Netball Thursdays.txt"
UNKNOWN = "WhatsApp Chat with +44 7700 900142.txt"
INBOX = "inbox.mbox"
RECORDS = {SAM: 309, NETBALL: 242, UNKNOWN: 27}
WRITTEN_BY_WHATSAPP = {SAM: 12, NETBALL: 3, UNKNOWN: 1}
SOURCE_OF = {SAM: "sam.chat", NETBALL: "netball.chat", UNKNOWN: "unknown.chat"}
MAILS = 86
FIRST_DAY, LAST_DAY = date(2026, 1, 5), date(2026, 3, 1)
MAX_BYTES = 300_000

HEADER_RE = re.compile(
    r"^([0-9]{2})/([0-9]{2})/([0-9]{4}), ([0-9]{2}):([0-9]{2}) - ", re.MULTILINE
)
AUTHOR_RE = re.compile(
    r"^(?:Elle\ Marsh|Sam\ Doyle|Priya\ Shah|Jess\ Okoro|Dani|Kirsty\ Bell"
    r"|\+44\ 7700\ 900142):\ ",
    re.VERBOSE,
)
ENVELOPE_RE = re.compile(
    rb"^From\ \S+\ [A-Z][a-z]{2}\ [A-Z][a-z]{2}\ [ 0-9]{2}"
    rb"\ [0-9:]{8}\ 2026\n",
    re.MULTILINE | re.VERBOSE,
)
HOST_RE = re.compile(
    r"(?:@|://)([A-Za-z0-9.-]{1,80})"  # whatever stands where a host does
    # or a bare word that looks like one
    r"|\b([a-z0-9-]{1,60}(?:\.[a-z0-9-]{1,60}){0,3}"
    r"\.(?:com|org|net|uk|io|co|eu|info|biz|app|dev))\b",
    re.VERBOSE | re.IGNORECASE,
)
IP_RE = re.compile(r"\b[0-9]{1,3}(?:\.[0-9]{1,3}){3}\b")
PHONE_RE = re.compile(r"(?<![\w./-])(?:\+[0-9]{1,3} ?|0)[0-9][0-9 ]{7,12}[0-9]\b")
FICTIONAL_PHONE_RE = re.compile(r"(?:\+44 7700|07700) 900 ?[0-9]{3}")
RESERVED_NETS = [
    ipaddress.ip_network(block)
    for block in ("192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24")
]

pytestmark = pytest.mark.skipif(
    not EXAMPLES.is_dir(), reason="data/ is in the repository only, not in the sdist"
)


def chat_text(name: str) -> str:
    raw = (EXAMPLES / name).read_bytes()
    if name.endswith(".zip"):
        with zipfile.ZipFile(BytesIO(raw)) as archive:
            raw = archive.read(name.replace(".zip", ".txt"))
    return raw.decode("utf-8")


def chat_bodies(name: str) -> list[str]:
    return [part.rstrip("\n") for part in HEADER_RE.split(chat_text(name))[6::6]]


def chat_times(name: str) -> list[datetime]:
    return [
        datetime(int(year), int(month), int(day), int(hour), int(minute))
        for day, month, year, hour, minute in HEADER_RE.findall(chat_text(name))
    ]


def mails() -> list[EmailMessage]:
    parts = ENVELOPE_RE.split((EXAMPLES / INBOX).read_bytes())
    assert parts[0] == b""
    parsed = []
    for part in parts[1:]:
        raw = re.sub(rb"(?m)^>(>*From )", rb"\1", part.removesuffix(b"\n"))
        parsed.append(email.message_from_bytes(raw, policy=email.policy.default))
    return parsed


def mail_text(message: EmailMessage) -> str:
    """Return headers and decoded text parts of a mail."""
    shown = [f"{name}: {value}" for name, value in message.items()]
    shown += [
        part.get_content()
        for part in message.walk()
        if part.get_content_maintype() == "text"
    ]
    return "\n".join(shown)


def everything() -> dict[str, str]:
    """Return all text that a person could read here, decoded."""
    texts = {name: f"{name}\n{chat_text(name)}" for name in RECORDS}
    texts[INBOX] = "\n".join(map(mail_text, mails()))
    for path in sorted(p for p in SOURCES.iterdir() if p.is_file()):
        texts[path.name] = path.read_text(encoding="utf-8")
    return texts


def build() -> dict[str, bytes]:
    # runpy leaves no __pycache__ among the examples, unlike an import.
    built: dict[str, bytes] = runpy.run_path(str(SOURCES / "build.py"))["build"]()
    return built


def test_build_gives_the_committed_files() -> None:
    built = build()
    assert set(built) == {*RECORDS, INBOX}
    for name, content in built.items():
        same = content == (EXAMPLES / name).read_bytes()
        assert same, f"{name} is not what build.py makes; run it and commit both"


def test_building_twice_gives_the_same_bytes() -> None:
    assert build() == build()


def test_main_writes_into_the_folder_named(tmp_path: Path) -> None:
    main = runpy.run_path(str(SOURCES / "build.py"))["main"]
    assert main([str(tmp_path)]) == 0
    assert {path.name for path in tmp_path.iterdir()} == {*RECORDS, INBOX}


@pytest.mark.parametrize(
    "line",
    ["@ 2026-01-05 Tuesday", "18:02 S", "hello"],
    ids=["weekday", "no-text", "stray"],
)
def test_build_refuses_a_source_that_does_not_fit(tmp_path: Path, line: str) -> None:
    source = tmp_path / "x.chat"
    source.write_text(f"! S Sam\n{line}\n", encoding="utf-8")
    read_chat = runpy.run_path(str(SOURCES / "build.py"))["read_chat"]
    with pytest.raises(ValueError, match=r"^x\.chat, line 2: (not a|neither)"):
        list(read_chat(source))


@pytest.mark.parametrize("name", RECORDS)
def test_chat_has_its_records(name: str) -> None:
    bodies = chat_bodies(name)
    assert len(bodies) == RECORDS[name]
    by_whatsapp = [body for body in bodies if not AUTHOR_RE.match(body)]
    assert len(by_whatsapp) == WRITTEN_BY_WHATSAPP[name]


@pytest.mark.parametrize("name", RECORDS)
def test_chat_has_a_record_for_each_entry_of_its_source(name: str) -> None:
    source = SOURCES / SOURCE_OF[name]
    lines = source.read_text(encoding="utf-8").splitlines()
    assert sum(line[:2].isdigit() for line in lines) == RECORDS[name]


@pytest.mark.parametrize("name", [*RECORDS, INBOX])
def test_readme_states_the_number_of_records(name: str) -> None:
    readme = (SOURCES / "README.md").read_text(encoding="utf-8")
    (row,) = [line for line in readme.splitlines() if line.startswith(f"| `{name}`")]
    count = RECORDS.get(name, MAILS)
    assert re.search(rf"\| {count}\b", row)


def test_inbox_has_its_mails_without_defects() -> None:
    messages = mails()
    assert len(messages) == MAILS
    for message in messages:
        assert not any(part.defects for part in message.walk()), message["Date"]
        assert mail_text(message)


def test_message_ids_are_unique() -> None:
    ids = [message["Message-ID"] for message in mails()]
    assert len(set(ids)) == MAILS


def test_quoted_from_lines_come_back() -> None:
    texts = [mail_text(message) for message in mails()]
    assert sum("\nFrom what she says" in text for text in texts) == 1
    assert sum("\n>From the station" in text for text in texts) == 1


def test_senders_of_mail() -> None:
    counts = Counter(str(message["From"].addresses[0].addr_spec) for message in mails())
    assert counts["sam.doyle@example.net"] == 10
    assert counts["elle@example.org"] == 2


@pytest.mark.parametrize("name", RECORDS)
def test_chat_dates_ascend(name: str) -> None:
    times = chat_times(name)
    assert times == sorted(times)
    assert times[0].date() >= FIRST_DAY
    assert times[-1].date() <= LAST_DAY


def test_mail_dates_ascend() -> None:
    times = [message["Date"].datetime for message in mails()]
    assert times == sorted(times)
    assert (times[0].date(), times[-1].date()) == (FIRST_DAY, LAST_DAY)


def test_the_unknown_number_begins_after_the_block() -> None:
    assert chat_bodies(SAM)[-1] == "You blocked this contact. Tap to unblock."
    assert chat_times(SAM)[-1] < chat_times(UNKNOWN)[0]


def test_what_is_repeated_is_repeated_on_purpose() -> None:
    bodies = [body for name in RECORDS for body in chat_bodies(name)]
    counts = Counter(body for body in bodies if AUTHOR_RE.match(body))
    often = {body: count for body, count in counts.items() if count > 3}
    assert often == {"Sam Doyle: ANSWER ME": 5}


def test_zip_holds_the_chat_and_every_file_it_names() -> None:
    with zipfile.ZipFile(EXAMPLES / SAM) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        stamps = {info.date_time for info in archive.infolist()}
    attached = re.findall(r"\u200e(\S{1,60}) \(file attached\)", chat_text(SAM))
    assert names == [SAM.replace(".zip", ".txt"), *attached]
    assert len(attached) == 3
    assert stamps == {(2026, 2, 13, 12, 50, 0)}


def test_hosts_are_reserved() -> None:
    for name, text in everything().items():
        for match in HOST_RE.finditer(text):
            host = (match[1] or match[2]).rstrip(".").lower()
            if not re.search(r"[a-z]", host):
                continue  # an address, for the next test
            assert re.search(r"(^|\.)example\.(com|org|net)$", host), (name, host)


def test_ip_addresses_are_reserved() -> None:
    for name, text in everything().items():
        for found in IP_RE.findall(text):
            address = ipaddress.ip_address(found)
            assert any(address in net for net in RESERVED_NETS), (name, found)


def test_phone_numbers_are_fictional() -> None:
    for name, text in everything().items():
        if name == "README.md":
            continue  # it states the whole range
        for found in PHONE_RE.findall(text):
            # Dates and times of the sources also begin with 0.
            assert FICTIONAL_PHONE_RE.fullmatch(found), (name, found)


def test_line_ends_are_lf_and_bytes_decode() -> None:
    for path in (EXAMPLES / NETBALL, EXAMPLES / UNKNOWN, EXAMPLES / INBOX):
        assert b"\r" not in path.read_bytes()
    assert (EXAMPLES / INBOX).read_bytes().isascii()


def test_size_stays_small() -> None:
    files = [path for path in EXAMPLES.rglob("*") if path.is_file()]
    sizes = [path.stat().st_size for path in files if "__pycache__" not in path.parts]
    assert sum(sizes) < MAX_BYTES
