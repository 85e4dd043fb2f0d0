"""The start of a WhatsApp record: date, time, author.

No specification exists; the app writes date and time as the phone's locale does.
The layouts are those of real exports in many languages: bracketed (iPhone), with a
dash (Android), and with a colon (iPhone until about 2017).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time
from typing import Literal

from harassclf.readers.dates import ORDERS, DateParts, arrange, is_full_year

Layout = Literal["bracket", "dash", "colon"]

# Direction and isolate marks, byte order mark, Arabic letter mark.
MARKS = "\u200e\u200f\u061c\ufeff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_SPACES = "\t\u00a0\u1680\u2007\u2009\u200a\u202f\u205f\u3000"
_DROP_MARKS = {ord(mark): None for mark in MARKS}
# The zero-width non-joiner stands inside Persian words for the half of the day.
_FOR_MATCHING = _DROP_MARKS | {0x200C: None} | {ord(char): " " for char in _SPACES}
_SKIPPED_IN_FRONT = MARKS + _SPACES + " "

HEAD_CHARS = 160
MAX_NAME_CHARS = 256
MAX_CANDIDATES = 4

HEADER_RE = re.compile(
    r"""
    [ ]{0,2} (?P<open>\[)? [ ]?
    (?P<first>\d{4}|\d{1,2})  [ ]?(?P<sep>[/.\-‐‑–年])(?P<gap>[ ]?)
    (?P<second>\d{1,2})       [ ]?(?P<sep2>[/.\-‐‑–月])[ ]?
    (?P<third>\d{4}|\d{1,2})
    (?P<before>\D{1,30})                            # comma, "klo", half of the day
    (?P<hour>\d{1,2}) (?:[:.]|[ ]?h[ ]?) (?P<minute>\d{2})
    (?:(?:[:.]|[ ]?min[ ]?)(?P<seconds>\d{2})(?:[ ]?s\b)?)?
    (?P<after>[^\d\[\]\-‐‑–—−:]{0,24})              # half of the day, "Uhr"
    (?P<close>[\]:\-‐‑–—−])
    """,
    re.VERBOSE,
)
# Anything that begins with three numbers, then a time, then a bracket or a dash.
HEADERLIKE_RE = re.compile(
    r"""
    [ ]{0,2} \[? [ ]?
    \d{1,4}[ ]?[^\w\s][ ]?\d{1,2}[ ]?[^\w\s][ ]?\d{1,4}
    \D{1,40} \d{1,2}[:.]\d{2}
    [^\[\]\-–—]{0,40} (?:\]|[-–—][ ])
    """,
    re.VERBOSE,
)
# A name ends at a colon before a space, the end of the line, a mark, or the lone full
# stop that some exports have in place of an empty body.
NAME_END_RE = re.compile(
    r""":(?=[ \u00a0\u202f\u200e\u200f\u2066-\u2069\u202a-\u202e]|\.?$)""",
    re.VERBOSE,
)


def _words(block: str) -> tuple[str, ...]:
    return tuple(block.split())


# Halves of the day as CLDR and phones write them, without dots and spaces and in
# lower case; what is unsure is left out, since a wrong half is a wrong time.
_AM = frozenset(
    _words(
        """
    am dop de sa öö vm fm fh rn ap πμ дп претпл ص قظ قبلازظهر صباحا
    上午 午前 오전 凌晨 清晨 早上 পূর্বাহ্ণ पूर्वाह्न मपू முற்பகல் ಪೂರ್ವಾಹ್ನ ਪੂਦੁ පෙව
    ก่อนเที่ยง ກ່ອນທ່ຽງ နံနက် үө կա тң to pg priešpiet priekšp преподне prepodne
    eparadites paradites לפנה״צ לפנה"צ
    """
    )
)
_PM = frozenset(
    _words(
        """
    pm odp pop du ch ös nm em eh in ip μμ пп попл م بظ بعدازظهر مساء 下午 午後 오후 晚上
    傍晚 অপরাহ্ণ अपराह्न मउ பிற்பகல் ಅಪರಾಹ್ನ ਬਾਦੁ පව หลังเที่ยง ຫຼັງທ່ຽງ ညနေ үх կհ тк
    tk ptg popiet pēcp поподне popodne epasdites pasdites אחה״צ אחה"צ
    """
    )
)
_NOON = frozenset({"中午"})
# Words around a time that say nothing: "at", "o'clock", "year".
_FILLERS = _words(
    """
    klo kl um à às as at uhr u ora ore la las alle o ob w h г ч год р año yil yılı
    saat pukul jam lúc ve в о об 日 시 น 時
    """
)
_PUNCTUATION = {ord(char): None for char in " .,،、;·"}


@dataclass(frozen=True, slots=True)
class Header:
    """Date and time at the start of a record.

    Attributes
    ----------
    layout : {'bracket', 'dash', 'colon'}
    parts : tuple of int
        The three numbers of the date, from left to right.
    clock : time
        Naive, in 24 hours.
    end : int
        Where the rest begins, as index into the text that was parsed.
    short_year_first : bool
        Whether a two-digit year may stand in front; no locale writes ``yy.mm.dd``
        without spaces.
    """

    layout: Layout
    parts: DateParts
    clock: time
    end: int
    short_year_first: bool


def strip_marks(text: str) -> str:
    """Return `text` without direction and isolate marks."""
    return text if text.isascii() else text.translate(_DROP_MARKS)


def account_key(name: str) -> str:
    """Return a displayed name without marks, with single plain spaces.

    The tilde of unknown contacts stays: a stranger who calls himself Ann is not Ann.
    """
    return " ".join(strip_marks(name).split())


def parse_header(text: str) -> Header | None:
    """Return the header at the start of `text`, or None.

    Parameters
    ----------
    text : str
        A line, or its beginning of at least `HEAD_CHARS` characters.
    """
    match = HEADER_RE.match(_match_text(text))
    if match is None:
        return None
    layout = _layout(match)
    clock = _clock(match)
    if layout is None or clock is None or not _is_same_separator(match):
        return None
    parts = (int(match["first"]), int(match["second"]), int(match["third"]))
    if not any(arrange(parts, order) for order in ORDERS):
        return None
    if is_full_year(parts[0]) and is_full_year(parts[2]):
        return None
    tight_dot = match["sep"] == "." and not match["gap"]
    end = _raw_index(text, _end(match))
    return Header(layout, parts, clock, end, not tight_dot)


def is_headerlike(text: str) -> bool:
    """Tell whether `text` begins like a header, in whatever language."""
    return HEADERLIKE_RE.match(_match_text(text)) is not None


def author_candidates(rest: str) -> list[tuple[str, int]]:
    """Return the names that may begin `rest`, shortest first, each with its body.

    Parameters
    ----------
    rest : str
        What follows the header, at least `MAX_NAME_CHARS` + 2 characters of it.

    Returns
    -------
    list of (str, int)
        Name as written, and the index at which the body begins. At most
        `MAX_CANDIDATES`.
    """
    line = rest[: MAX_NAME_CHARS + 2].partition("\n")[0].removesuffix("\r")
    found: list[tuple[str, int]] = []
    for match in NAME_END_RE.finditer(line):
        end = match.start()
        if end >= MAX_NAME_CHARS or len(found) == MAX_CANDIDATES:
            break
        name = line[:end]
        if not strip_marks(name).strip():
            continue
        body = end + 1 + (line[end + 1 : end + 2] in (" ", "\u00a0", "\u202f"))
        found.append((name, body))
    return found


def _match_text(text: str) -> str:
    head = text[:HEAD_CHARS]
    start = head.lstrip(_SKIPPED_IN_FRONT)[:1]
    if start != "[" and not start.isdecimal():
        return ""
    return head.partition("\n")[0].rstrip("\r").translate(_FOR_MATCHING)


def _layout(match: re.Match[str]) -> Layout | None:
    close = match["close"]
    if (match["open"] is not None) != (close == "]"):
        return None
    if close == "]":
        return "bracket"
    if match.string[match.end() : match.end() + 1] not in ("", " "):
        return None
    if close == ":":
        return "colon" if match["seconds"] else None
    return "dash"


def _end(match: re.Match[str]) -> int:
    return match.end() + (match.string[match.end() : match.end() + 1] == " ")


def _is_same_separator(match: re.Match[str]) -> bool:
    first, second = match["sep"], match["sep2"]
    return first == second or (first == "年" and second == "月")


def _clock(match: re.Match[str]) -> time | None:
    before, after = _period(match["before"]), _period(match["after"])
    if before is None or after is None:
        return None
    hour = _hour(int(match["hour"]), before or after)
    minute, second = int(match["minute"]), int(match["seconds"] or 0)
    if hour > 23 or minute > 59 or second > 59:
        return None
    return time(hour, minute, second)


def _hour(hour: int, period: str) -> int:
    # An hour over 12 beside "PM" is already a 24-hour reading; some phones write
    # both. So is 0 beside "AM", while 0 beside "PM" is noon in Japanese.
    if hour > 12 or not period:
        return hour
    if period == "am":
        return hour % 12
    if period == "noon":
        return hour if hour >= 10 else hour + 12
    return hour % 12 + 12


def _period(words: str) -> str | None:
    """Return ``'am'``, ``'pm'``, ``'noon'``, ``''`` (no word) or None (unknown)."""
    word = words.casefold().translate(_PUNCTUATION)
    known = _known_period(word)
    if known is not None:
        return known
    for filler in _FILLERS:
        if word.startswith(filler):
            known = _known_period(word[len(filler) :])
        elif word.endswith(filler):
            known = _known_period(word[: -len(filler)])
        if known is not None:
            return known
    return None


def _known_period(word: str) -> str | None:
    if not word or word in _FILLERS:
        return ""
    if word in _AM:
        return "am"
    if word in _PM:
        return "pm"
    return "noon" if word in _NOON else None


def _raw_index(text: str, end: int) -> int:
    """Return where the first `end` matched characters end in the unstripped text."""
    kept = 0
    for index, char in enumerate(text):
        if kept == end:
            return index
        kept += _FOR_MATCHING.get(ord(char), "") is not None
    return len(text)


_TITLE_RE = re.compile(
    r"""
    .{0,30}? WhatsApp .{0,40}?
    (?: \b(?:with|mit|con|avec|com|met|med|dengan|z|с|s|cu|με|sa)\b | مع | עם | [\-–:] )
    [ ] (?P<name>.+)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_TITLE_ENDS = (" ile WhatsApp Sohbeti", " के साथ WhatsApp चैट", " とのWhatsAppチャット")


def conversation_name(file_name: str) -> str:
    """Return whom a file like ``"WhatsApp Chat with Ann.txt"`` names, or ``""``."""
    base = strip_marks(file_name).replace("\\", "/").rpartition("/")[2][:512]
    for ending in (".txt", ".zip"):
        if base.lower().endswith(ending):
            base = base[: -len(ending)]
    for ending in _TITLE_ENDS:
        if base.endswith(ending):
            return base.removesuffix(ending).strip()
    match = _TITLE_RE.fullmatch(base)
    return match["name"].strip() if match else ""


def is_quoting(name: str) -> bool:
    """Tell whether a quotation that starts in `name` is still open at its end.

    So it is where a group event without author quotes a title with a colon.
    """
    straight = name.count('"') % 2
    return bool(straight) or any(
        name.count(opening) > name.count(closing)
        for opening, closing in ("“”", "„“", "«»")
    )
