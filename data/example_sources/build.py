"""Make the four exports of ``data/examples`` from the texts in this folder.

Run ``python data/examples/build.py`` from anywhere; an argument names another folder
to write to. Nothing depends on the clock, the locale, the time zone or the versions
of Python and zlib: running it twice, anywhere, gives the same bytes. README.md in
this folder describes the formats of the sources.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

SOURCES = Path(__file__).resolve().parent
EXAMPLES = SOURCES.parent / "examples"
OWNER = "Elle Marsh <elle@example.org>"
OWNER_ADDRESS = "elle@example.org"
CHATS = {
    "sam.chat": "WhatsApp Chat with Sam Doyle",
    "netball.chat": "WhatsApp Chat with Netball Thursdays",
    "unknown.chat": "WhatsApp Chat with +44 7700 900142",
}
# Only this one is exported "with media", which WhatsApp packs as a zip.
ZIPPED = "sam.chat"
EXPORTED_AT = (2026, 2, 13, 12, 50, 0)
# The names are spelled here because strftime follows the locale.
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    *("Jan", "Feb", "Mar", "Apr", "May", "Jun"),
    *("Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
)
LRM = "\u200e"
ENTRY_RE = re.compile(r"([0-9]{2}:[0-9]{2}) (\S+) (.+)")
ATTACHED_RE = re.compile(r">>(\S{1,60})")
FROM_LINE_RE = re.compile(rb"^(>*From )", re.MULTILINE)
PLACEHOLDERS = {
    # Marker, comment segment and end of a JPEG: of the right kind, without a picture.
    ".jpg": b"\xff\xd8\xff\xfe\x00\x18placeholder, no image.\xff\xd9",
    ".opus": b"placeholder, no sound",
}
ENCODED_WORD_BYTES = 42


def read_chat(path: Path) -> Iterator[tuple[datetime, str, str]]:
    """Yield time, sender (empty for a line of WhatsApp's own) and text.

    Parameters
    ----------
    path : Path
        A ``.chat`` source.

    Raises
    ------
    ValueError
        If a line does not fit, or a date does not fall on the weekday written.
    """
    names = {"-": ""}
    day = ""
    pending: tuple[datetime, str, str] | None = None
    lines = path.read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines, 1):
        if line.startswith("|") and pending is not None:
            pending = (*pending[:2], f"{pending[2]}\n{line[1:]}")
            continue
        if pending is not None:
            yield pending
            pending = None
        if line.startswith("! "):
            _, key, name = line.split(" ", 2)
            names[key] = name
        elif line.startswith("@ "):
            _, day, weekday = line.split(" ")
            if DAYS[date.fromisoformat(day).weekday()] != weekday:
                raise ValueError(f"{path.name}, line {number}: not a {weekday}")
        elif entry := ENTRY_RE.fullmatch(line):
            time, key, text = entry.groups()
            pending = datetime.fromisoformat(f"{day} {time}"), names[key], text
        elif line and not line.startswith("#"):
            raise ValueError(f"{path.name}, line {number}: neither entry nor date")
    if pending is not None:
        yield pending


def render_chat(path: Path) -> tuple[bytes, list[str]]:
    """Return the export as WhatsApp on Android writes it, and the files it names."""
    lines = []
    attached = []
    for sent_at, sender, text in read_chat(path):
        if match := ATTACHED_RE.match(text):
            attached.append(match[1])
            text = f"{LRM}{match[1]} (file attached){text[match.end() :]}"
        stamp = (
            f"{sent_at.day:02}/{sent_at.month:02}/{sent_at.year},"
            f" {sent_at.hour:02}:{sent_at.minute:02}"
        )
        lines.append(f"{stamp} - {sender}: {text}" if sender else f"{stamp} - {text}")
    return ("\n".join(lines) + "\n").encode(), attached


def pack(members: dict[str, bytes]) -> bytes:
    """Return a zip of `members`.

    Stored, not compressed: what deflate gives differs between builds of zlib.
    """
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, content in members.items():
            info = zipfile.ZipInfo(name, EXPORTED_AT)
            info.create_system = 0
            info.external_attr = 0
            archive.writestr(info, content)
    return buffer.getvalue()


def read_mails() -> list[dict[str, Any]]:
    """Return all mails of the ``mail-*.toml`` sources, oldest first."""
    mails: list[dict[str, Any]] = []
    bulk: dict[str, dict[str, str]] = {}
    for path in sorted(SOURCES.glob("mail-*.toml")):
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        bulk |= table.get("bulk", {})
        mails += table["mail"]
    mails.sort(key=lambda mail: mail["date"])
    for mail in mails:
        extra = bulk[mail["bulk"]] if "bulk" in mail else {}
        mail["headers"] = extra | mail.get("headers", {})
        mail["id"] = message_id(mail)
    return mails


def message_id(mail: dict[str, Any]) -> str:
    """Return a Message-ID that depends on nothing but sender and time."""
    seed = f"{mail['from']} {mail['date'].isoformat()}"
    domain = mail["from"].rstrip(">").rpartition("@")[2]
    return f"<{hashlib.sha256(seed.encode()).hexdigest()[:20]}@{domain}>"


def render_mbox() -> bytes:
    """Return all mails as mboxrd, with LF line ends."""
    mails = read_mails()
    ids = {mail["key"]: mail["id"] for mail in mails if "key" in mail}
    parts = []
    for mail in mails:
        arrived = mail["date"].astimezone(UTC) + timedelta(seconds=3)
        envelope = (
            f"From {bare(mail['from'])} {DAYS[arrived.weekday()][:3]}"
            f" {MONTHS[arrived.month - 1]} {arrived.day:2}"
            f" {arrived:%H:%M:%S} {arrived.year}\n"
        )
        raw = render_headers(mail, ids) + render_body(mail)
        parts.append(envelope.encode() + FROM_LINE_RE.sub(rb">\1", raw) + b"\n")
    return b"".join(parts)


def render_headers(mail: dict[str, Any], ids: dict[str, str]) -> bytes:
    """Return the header lines, without those that describe the body."""
    sender = mail["from"]
    headers = [] if bare(sender) == OWNER_ADDRESS else trace_headers(mail)
    charset = mail.get("charset", "utf-8")
    headers += [
        ("Message-ID", mail["id"]),
        ("Date", mail_date(mail["date"])),
        ("From", address_header(sender)),
        ("To", address_header(mail.get("to", OWNER))),
        ("Subject", encode_words(mail["subject"], charset)),
    ]
    if "in_reply_to" in mail:
        parent = ids[mail["in_reply_to"]]
        headers += [("In-Reply-To", parent), ("References", parent)]
    headers += [*mail["headers"].items(), ("MIME-Version", "1.0")]
    return "".join(f"{name}: {value}\n" for name, value in headers).encode("ascii")


def trace_headers(mail: dict[str, Any]) -> list[tuple[str, str]]:
    """Return what the receiving server adds: path, recipient, checks."""
    address = bare(mail["from"])
    domain = address.partition("@")[2]
    host, ip = f"mail.{domain}", address_of(domain)
    arrived = mail_date(mail["date"].astimezone(UTC) + timedelta(seconds=3))
    spf, dkim = ("softfail", "none") if mail.get("spam") else ("pass", "pass")
    queue = hashlib.sha256(mail["id"].encode()).hexdigest()[:10].upper()
    return [
        ("Return-Path", f"<{address}>"),
        ("Delivered-To", OWNER_ADDRESS),
        (
            "Received",
            f"from {host} ({host} [{ip}])\n\tby mx.example.org with ESMTPS"
            f" id {queue}\n\tfor <{OWNER_ADDRESS}>; {arrived}",
        ),
        (
            "Authentication-Results",
            f"mx.example.org;\n\tspf={spf} smtp.mailfrom={domain}; dkim={dkim}",
        ),
    ]


def render_body(mail: dict[str, Any]) -> bytes:
    """Return the headers that describe the body, and the body."""
    html_only = mail.get("html_only", False)
    parts = [] if html_only else [render_text(mail, "plain", mail["text"])]
    if "html" in mail:
        parts.append(render_text(mail, "html", mail["html"]))
    body = parts[0] if len(parts) == 1 else multipart(mail, "alternative", parts)
    files = [render_file(attached) for attached in mail.get("attach", [])]
    return multipart(mail, "mixed", [body, *files]) if files else body


def render_text(mail: dict[str, Any], subtype: str, text: str) -> bytes:
    """Return one text part: its headers, an empty line, the encoded text."""
    encoding = mail.get("encoding", "7bit")
    charset = "us-ascii" if encoding == "7bit" else mail.get("charset", "utf-8")
    raw = text.encode(charset)
    if encoding == "quoted-printable":
        raw = binascii.b2a_qp(raw, istext=True)
    elif encoding == "base64":
        raw = base64.encodebytes(raw)
    return (
        f"Content-Type: text/{subtype}; charset={charset}\n"
        f"Content-Transfer-Encoding: {encoding}\n\n"
    ).encode() + raw


def render_file(attached: dict[str, str]) -> bytes:
    """Return one attachment as a base64 part."""
    return (
        f'Content-Type: {attached["type"]}; name="{attached["name"]}"\n'
        f'Content-Disposition: attachment; filename="{attached["name"]}"\n'
        "Content-Transfer-Encoding: base64\n\n"
    ).encode() + base64.encodebytes(attached["text"].encode())


def multipart(mail: dict[str, Any], subtype: str, parts: list[bytes]) -> bytes:
    """Return `parts` as one multipart body, with its own header."""
    seed = f"{subtype} {mail['id']}".encode()
    boundary = f"=_{hashlib.sha256(seed).hexdigest()[:24]}"
    head = f'Content-Type: multipart/{subtype};\n\tboundary="{boundary}"\n\n'
    inner = b"".join(f"--{boundary}\n".encode() + part + b"\n" for part in parts)
    return head.encode() + inner + f"--{boundary}--\n".encode()


def mail_date(moment: datetime) -> str:
    """Return `moment` as RFC 5322 writes it, in the offset it came with."""
    offset = moment.utcoffset() or timedelta()
    minutes = int(offset.total_seconds()) // 60
    sign = "-" if minutes < 0 else "+"
    zone = f"{sign}{abs(minutes) // 60:02}{abs(minutes) % 60:02}"
    return (
        f"{DAYS[moment.weekday()][:3]}, {moment.day:02} {MONTHS[moment.month - 1]}"
        f" {moment.year} {moment:%H:%M:%S} {zone}"
    )


def bare(address: str) -> str:
    """Return the address without the name."""
    return address.rpartition("<")[2].rstrip(">")


def address_header(value: str) -> str:
    """Return a From or To value, its names quoted where RFC 5322 asks for it."""
    if "<" not in value:
        return value
    shown = []
    for mailbox in value.split(", "):
        name, _, address = mailbox.partition(" <")
        plain = name.replace(" ", "").replace("&", "").isalnum()
        quoted = name if plain else f'"{name}"'
        shown.append(f"{quoted} <{address}")
    return ", ".join(shown)


def encode_words(text: str, charset: str) -> str:
    """Return `text` as RFC 2047 encoded words, or unchanged if it is ASCII."""
    if text.isascii():
        return text
    words, chunk = [], b""
    for character in [*text, ""]:
        raw = character.encode(charset)
        if chunk and (not raw or len(chunk) + len(raw) > ENCODED_WORD_BYTES):
            words.append(_word(chunk, charset))
            chunk = b""
        chunk += raw
    return "\n ".join(words)


def _word(chunk: bytes, charset: str) -> str:
    if charset == "utf-8":
        return f"=?utf-8?B?{base64.b64encode(chunk).decode('ascii')}?="
    shown = "".join(
        chr(byte) if chr(byte).isascii() and chr(byte).isalnum() else f"={byte:02X}"
        for byte in chunk
    )
    return f"=?{charset}?Q?{shown}?="


def address_of(domain: str) -> str:
    """Return an address of a documentation block (RFC 5737), fixed per domain."""
    number = hashlib.sha256(domain.encode()).digest()
    block = ("192.0.2", "198.51.100", "203.0.113")[number[0] % 3]
    return f"{block}.{number[1] % 254 + 1}"


def build() -> dict[str, bytes]:
    """Return the content of every example export by file name."""
    files = {}
    for source, title in CHATS.items():
        content, attached = render_chat(SOURCES / source)
        if source == ZIPPED:
            media = {name: PLACEHOLDERS[Path(name).suffix] for name in attached}
            files[f"{title}.zip"] = pack({f"{title}.txt": content} | media)
        else:
            files[f"{title}.txt"] = content
    files["inbox.mbox"] = render_mbox()
    return files


def main(arguments: list[str]) -> int:
    """Write the files to the folder named, or to this one."""
    folder = Path(arguments[0]) if arguments else EXAMPLES
    for name, content in build().items():
        (folder / name).write_bytes(content)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
