"""What a mail says: the body that a person reads, decoded.

Every function is total and linear; what had to be read leniently is counted in
`BodyNotes`, so that the reader can say so once per file.
"""

from __future__ import annotations

import binascii
import codecs
import re
from dataclasses import dataclass
from email.message import Message as MimePart
from email.policy import Compat32
from functools import lru_cache

from harassclf.readers.mail_html import html_to_text

# How much longer the HTML's text has to be for a plain text to count as a stub.
STUB_FACTOR = 10
MAX_PARAMETER_CHARS = 2 * 1024

_CHARSET_RE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:+-]{0,39}")
# Text codecs by name, but not encodings of text in mail; punycode is quadratic.
_REFUSED_CODECS = frozenset(
    {"idna", "punycode", "undefined", "mbcs", "oem"}
    | {"unicode_escape", "raw_unicode_escape", "unicode-escape", "raw-unicode-escape"}
)
# What mail programs write, by the name that Python knows; supersets for the old
# Chinese sets, since senders use characters beyond what they declare.
_CHARSET_ALIASES = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "ansi_x3.110-1983": "latin-1",
    "iso-8859-8-i": "iso-8859-8",
    "iso-8859-8-e": "iso-8859-8",
    "windows-874": "cp874",
    "windows-31j": "cp932",
    "x-sjis": "cp932",
    "shift_jis": "cp932",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
    "utf8mb4": "utf-8",
    "x-mac-roman": "mac-roman",
}
_PARAMETER_RE = re.compile(
    r""";\s*([^\s=;"]{1,64})\s*=\s*(?:"((?:[^"\\]++|\\.)*+)"|([^;"\s]*))""",
    re.VERBOSE | re.DOTALL,
)
_ESCAPE_RE = re.compile(r"\\(.)", re.DOTALL)
_UNQUOTE_FROM_RE = re.compile(rb"^>(>*From )", re.MULTILINE)
_BAD_QP_RE = re.compile(rb"=(?![0-9A-Fa-f]{2}|[ \t]*\r?\n|\Z)")
_INLINE_TEXT = frozenset({"plain", "html", "enriched", "x-amp-html", "x-watch-html"})
_SKIPPED_TEXT = frozenset({"x-amp-html", "x-watch-html"})


class RawPolicy(Compat32):
    """The compat32 policy, giving each field as the file has it."""

    def header_fetch_parse(self, name: str, value: str) -> str:
        """Return `value` unchanged; compat32 would wrap raw bytes in a Header."""
        return value


class SafePart(MimePart):
    """A MIME part whose content type is read in linear time and without raising."""

    def get_content_type(self) -> str:
        """Return ``maintype/subtype``, lower-cased; the default where unreadable."""
        value = str(self.get("content-type", ""))[:MAX_PARAMETER_CHARS]
        kind = value.partition(";")[0].strip().lower()
        if not value.strip():
            return self.get_default_type()
        return (
            kind if re.fullmatch(r"[^\s/]{1,80}/[^\s/]{1,80}", kind) else "text/plain"
        )

    def raw_payload(self) -> object:
        """Return the parts, or the text with raw bytes as lone surrogates.

        ``get_payload`` would decode it by the charset that the part claims.
        """
        return vars(self).get("_payload")

    def parameters(self, name: str) -> dict[str, str]:
        """Return the parameters of the field `name`, the first of each."""
        value = str(self.get(name, ""))[:MAX_PARAMETER_CHARS]
        found: dict[str, str] = {}
        for match in _PARAMETER_RE.finditer(value):
            text = match[2] or match[3] or ""
            if "\\" in text:
                text = _ESCAPE_RE.sub(r"\1", text)
            found.setdefault(match[1].lower().split("*")[0], text)
        return found

    def get_boundary(self, failobj: object = None) -> object:  # type: ignore[override]
        """Return the boundary, or `failobj`."""
        return self.parameters("content-type").get("boundary", "").rstrip() or failobj


@dataclass(slots=True)
class BodyNotes:
    """What was read leniently in one mail."""

    unknown_charset: bool = False
    bad_encoding: bool = False


@lru_cache(maxsize=256)
def _codec(charset: str) -> str:
    name = charset.strip().strip("\"'").lower()
    name = _CHARSET_ALIASES.get(name, name)
    if not _CHARSET_RE.fullmatch(name):
        return ""
    try:
        info = codecs.lookup(name)
    except (LookupError, ValueError, ImportError):
        return ""
    if info.name in _REFUSED_CODECS or not getattr(info, "_is_text_encoding", False):
        return ""
    return info.name


def decode_bytes(raw: bytes, charset: str) -> tuple[str, bool]:
    """Return `raw` as text, and whether `charset` could be relied on.

    An unknown or refused charset, or bytes that do not fit a declared ``us-ascii``,
    are read as UTF-8, else as Windows-1252; other misfits become U+FFFD.
    """
    name = _codec(charset[:100]) if charset else "ascii"
    if name == "ascii" and raw.isascii():
        return raw.decode("ascii"), True
    if name == "iso8859-1" and re.search(rb"[\x80-\x9f]", raw):
        # Every mail program reads it so; the C1 controls are not used in mail.
        return _western(raw), True
    if name and name != "ascii":
        try:
            return raw.decode(name), True
        except UnicodeError:
            return raw.decode(name, "replace"), False
    try:
        return raw.decode("utf-8"), not charset
    except UnicodeDecodeError:
        return _western(raw), False


def _western(raw: bytes) -> str:
    try:
        return raw.decode("cp1252")
    except UnicodeDecodeError:
        return raw.decode("latin-1")


def lenient_base64(raw: bytes) -> tuple[bytes, bool]:
    """Return what `raw` holds as base64, and whether it was sound."""
    letters = re.sub(rb"[^A-Za-z0-9+/]", b"", raw)
    # One letter over a multiple of four carries no whole byte.
    whole = letters[: len(letters) - (len(letters) % 4 == 1)]
    sound = whole == letters and not re.search(rb"[^A-Za-z0-9+/=\s]", raw)
    return binascii.a2b_base64(whole + b"=" * (-len(whole) % 4)), sound


def body_text(root: SafePart, *, mbox: bool, notes: BodyNotes) -> tuple[str, int]:
    """Return the text that the sender wrote and the number of attachments.

    Parameters
    ----------
    root : SafePart
        The parsed mail.
    mbox : bool
        Whether ``>From `` lines are quoted as in an mbox (mboxrd) and to be undone.
    notes : BodyNotes
        Filled.

    Returns
    -------
    text : str
        Plain text, or that of the HTML where there is no plain text, or it is less
        than a tenth of the HTML's. CRLF as LF, one final line break removed; of
        several inline texts, a blank line between. Never that of an attached mail.
    attachments : int
        Parts that are declared so, are named, or are not text.
    """
    collector = _Collector(root, mbox, notes)
    text = collector.collect(root)[0]
    return text.removesuffix("\n"), collector.attachments


class _Collector:
    def __init__(self, root: SafePart, mbox: bool, notes: BodyNotes) -> None:
        self.root = root
        self.mbox = mbox
        self.notes = notes
        self.attachments = 0

    def collect(self, part: SafePart) -> tuple[str, bool]:
        """Return the text of `part` and whether it comes from HTML."""
        # The parser's caller bounds the depth, so recursion is safe.
        payload = part.raw_payload()
        main, _, sub = part.get_content_type().partition("/")
        if main == "multipart" and isinstance(payload, list):
            children = [self.collect(child) for child in payload]
            if sub == "alternative":
                return _preferred(children)
            texts = [text for text, _ in children if text.strip()]
            joined = "\n\n".join(text.rstrip("\n") for text in texts[:-1])
            last = texts[-1] if texts else ""
            is_html = any(from_html for text, from_html in children if text.strip())
            return (f"{joined}\n\n{last}" if joined else last), is_html
        attached = part is not self.root and self._is_attachment(part, main, sub)
        # The only part of a mail is its text, whatever name it was given.
        attached |= part is self.root and main not in {"text", "multipart"}
        if attached or not isinstance(payload, str):
            self.attachments += 1
            return "", False
        if sub in _SKIPPED_TEXT:
            return "", False
        text = self._decoded(part, payload)
        return (html_to_text(text), True) if sub == "html" else (text, False)

    def _is_attachment(self, part: SafePart, main: str, sub: str) -> bool:
        if main == "multipart":
            return False
        disposition = str(part.get("content-disposition", "")).strip()[:10].lower()
        named = part.parameters("content-type").get("name") or part.parameters(
            "content-disposition"
        ).get("filename")
        inline = main == "text" and sub in _INLINE_TEXT
        return not inline or disposition == "attachment" or bool(named)

    def _decoded(self, part: SafePart, payload: str) -> str:
        raw = payload.encode("utf-8", "surrogateescape")
        if self.mbox:
            raw = _UNQUOTE_FROM_RE.sub(rb"\1", raw)
        encoding = str(part.get("content-transfer-encoding", ""))[:99].strip().lower()
        if encoding == "base64":
            raw, sound = lenient_base64(raw)
            self.notes.bad_encoding |= not sound
        elif encoding == "quoted-printable":
            self.notes.bad_encoding |= bool(_BAD_QP_RE.search(raw))
            raw = binascii.a2b_qp(raw)
        parameters = part.parameters("content-type")
        text, sound = decode_bytes(raw, parameters.get("charset", "")[:100])
        self.notes.unknown_charset |= not sound
        text = text.replace("\r\n", "\n")
        if parameters.get("format", "").lower() == "flowed":
            text = unflow(text, delsp=parameters.get("delsp", "").lower() == "yes")
        return text


def _preferred(children: list[tuple[str, bool]]) -> tuple[str, bool]:
    plain = next((text for text, html in children if not html and text.strip()), "")
    rich = next((text for text, html in children[::-1] if html and text.strip()), "")
    if rich and len(plain.strip()) * STUB_FACTOR < len(rich):
        return rich, True
    return plain, False


def unflow(text: str, *, delsp: bool) -> str:
    """Return ``format=flowed`` `text` with its paragraphs on one line (RFC 3676).

    Parameters
    ----------
    text : str
        With LF line ends.
    delsp : bool
        Whether the space that marks a soft break is itself dropped.
    """
    out: list[str] = []
    paragraph: list[str] = []
    depth = -1
    for line in text.split("\n"):
        content = line.lstrip(">")
        quotes = len(line) - len(content)
        content = content.removeprefix(" ")
        soft = content.endswith(" ") and content != "-- "
        if paragraph and (quotes != depth or content == "-- "):
            out.append(_quoted(depth, "".join(paragraph)))
            paragraph = []
        depth = quotes
        paragraph.append(content[:-1] if soft and delsp else content)
        if not soft:
            out.append(_quoted(depth, "".join(paragraph)))
            paragraph = []
    if paragraph:
        out.append(_quoted(depth, "".join(paragraph)))
    return "\n".join(out)


def _quoted(depth: int, text: str) -> str:
    return f"{'>' * depth} {text}" if depth else text
