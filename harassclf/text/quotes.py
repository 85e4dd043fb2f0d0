"""Which part of a mail body its sender did not write now.

Quoted replies, forwarded mails and signatures are found by the marks that mail
programs set. They are blanked before scoring: else the reader's own or an older
message would be scored again. Everything is linear in the length of the body.

The marks are in the sender's hands, so doubt counts as "written now": a heading
such as ``-----Original Message-----`` needs header lines below it, a single line
with ``>`` needs an attribution or a reply, a long "signature" is none, and where
nothing else is left, nothing is taken as quoted.
"""

from __future__ import annotations

import re

MAX_SIGNATURE_LINES = 12
MAX_SIGNATURE_CHARS = 1_000
# A mark is a short line; a longer one is somebody's text.
MAX_MARK_CHARS = 300

# `>:(` and `>_<` are faces, not quotations.
_FACE_RE = re.compile(r">(?:[:;=]['-]?[()\[\]{}|/\\D<o]|[._-]+<)")
_VERBS = (
    "wrote|writes|schrieb|a écrit|escribió|ha scritto|escreveu|schreef|skrev"
    "|napisał|napisała|napisał\\(a\\)|пишет|написал|написала|написав|пише"
    "|kirjoitti|yazdı|şunu yazdı|napsal|napsala|írta|a scris|έγραψε|写道|のメール"
)
_ATTRIBUTION_END_RE = re.compile(rf"(?:\A|[\s>,)\]])(?:{_VERBS})\s?[:：]\s*\Z", re.I)
_VERB_RE = re.compile(rf"(?:\A|[\s>,)\]])(?:{_VERBS})(?=[\s:：])", re.I)
_DATED_RE = re.compile(r"\d{4}|\d[./:-]\d|@")
_ATTRIBUTION_START_RE = re.compile(
    r"""(?:on|am|le|el|il|em|op|den|på|w\ dniu|dnia|в|dne|vào|în|tarihinde|at
          |\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|\d{4}年|(?:mon|tue|wed|thu|fri|sat|sun)
          |пн|вт|ср|чт|пт|сб|вс)\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
_HEADING_RE = re.compile(
    r"""(?:-{3,20}\s?
          (?:(?:forwarded|original|fwd)\ (?:message|appointment|mail)
            |(?:ursprüngliche|weitergeleitete|original)[ -]nachricht
            |message\ (?:d['’]origine|transféré|original)
            |mensaje\ (?:original|reenviado)
            |messaggio\ (?:originale|inoltrato)
            |mensagem\ (?:original|encaminhada)
            |(?:oorspronkelijk|doorgestuurd)\ bericht
            |(?:ursprungligt|vidarebefordrat)\ meddelande
            |(?:oprindelig|videresendt)\ (?:meddelelse|besked)
            |(?:opprinnelig|videresendt)\ melding
            |(?:oryginalna|przekazana)\ wiadomość|wiadomość\ oryginalna
            |(?:исходное|пересылаемое|пересланное)\ сообщение
            |(?:alkuperäinen|edelleenlähetetty)\ viesti|původní\ zpráva
            |iletilen\ ileti|özgün\ ileti|原始邮件|转发邮件|邮件原件|元のメッセージ)
          \s?-{3,20})
      | begin\ forwarded\ message:|anfang\ der\ weitergeleiteten\ nachricht:
      | début\ du\ message\ (?:réexpédié|transféré)\s?:|inicio\ del\ mensaje\ reenviado:
      | inizio\ (?:del\ )?messaggio\ inoltrato:
    """,
    re.VERBOSE | re.IGNORECASE,
)
_RULE_RE = re.compile(r"[_-]{20,100}\Z")
_KEYS = {
    "from": (
        "from|von|de|da|van|från|fra|od|от|lähettäjä|kimden|发件人|差出人|보낸 사람"
    ),
    "sent": (
        "sent|date|gesendet|datum|envoyé|enviado|enviado el|enviada em|fecha|inviato"
        "|data|verzonden|skickat|sendt|dato|wysłano|отправлено|дата|lähetetty"
        "|gönderildi|发送时间|日期|送信日時|日時|보낸 날짜"
    ),
    "to": (
        "to|an|à|a|para|aan|till|til|do|кому|vastaanottaja|kime|收件人|宛先|받는 사람"
    ),
    "subject": (
        "subject|betreff|objet|asunto|oggetto|assunto|onderwerp|ämne|emne|temat|тема"
        "|aihe|konu|主题|件名|제목"
    ),
}
_KEY_OF = {word: key for key, words in _KEYS.items() for word in words.split("|")}
_KEY_RE = re.compile(r"[*\s>]{0,6}([^\W\d][^:：*\n]{0,14}?)\s?\*?[:：]")


def quoted_spans(body: str, *, reply: bool = False) -> list[tuple[int, int]]:
    r"""Return where `body` holds what its sender did not write now.

    Parameters
    ----------
    body : str
        Decoded mail body, not normalised. Kept nowhere.
    reply : bool, default=False
        Whether the mail is known to answer another one (it has In-Reply-To). Then a
        single line with ``>`` is quoted even without an attribution line.

    Returns
    -------
    list of (int, int)
        Sorted, disjoint, half-open, in code points. Lines that start with ``>``, if
        there are two or more, or an attribution such as "On … wrote:" is above, or
        `reply`; that attribution; everything below an "Original Message" or
        "Forwarded message" heading or an Outlook From/Sent block; and a short
        signature below ``-- `` (RFC 3676). Empty if nothing but white space is
        outside.

    Examples
    --------
    >>> quoted_spans("No.\n\nOn 4 Mar 2024, Sam wrote:\n> Coming?")
    [(5, 40)]
    >>> quoted_spans("> all of it\n> looks quoted")
    []
    """
    lines = _lines(body)
    texts = [body[start : min(end, start + MAX_MARK_CHARS + 1)] for start, end in lines]
    below = _below(texts)
    quoted = _quote_lines(texts, below, reply=reply)
    quoted.update(_signatures(lines, texts, quoted, below))
    if below < len(lines):
        quoted.update(range(below, len(lines)))
    spans = _merge(sorted(quoted), lines)
    position = 0
    for start, end in [*spans, (len(body), len(body))]:
        if body[position:start].strip():
            return spans
        position = end
    return []


def blank_quoted(body: str, *, reply: bool = False) -> str:
    r"""Return `body` with every quoted character but the line feeds as a space.

    Parameters
    ----------
    body : str
        Decoded mail body.
    reply : bool, default=False
        As in `quoted_spans`.

    Returns
    -------
    str
        Of the same length, so that offsets into it are offsets into `body`.

    Examples
    --------
    >>> blank_quoted("No.\n> a\n> b")
    'No.\n   \n   '
    """
    out: list[str] = []
    position = 0
    for start, end in quoted_spans(body, reply=reply):
        out.append(body[position:start])
        out.append(re.sub(r"[^\n]", " ", body[start:end]))
        position = end
    return "".join([*out, body[position:]])


def _lines(body: str) -> list[tuple[int, int]]:
    lines, start = [], 0
    while (end := body.find("\n", start)) >= 0:
        lines.append((start, end))
        start = end + 1
    lines.append((start, len(body)))
    return lines


def _is_quote(text: str) -> bool:
    return text.startswith(">") and not _FACE_RE.match(text)


def _quote_lines(texts: list[str], below: int, *, reply: bool) -> set[int]:
    """Return the numbers of the lines with ``>`` and of their attributions."""
    marked = [i for i in range(below) if _is_quote(texts[i])]
    quoted: set[int] = set()
    every = reply or len(marked) >= 2
    previous = -2
    for i in marked:
        if i != previous + 1:
            above = _attribution(texts, i)
            quoted.update(above)
        if every or above:
            quoted.add(i)
        previous = i
    return quoted


def _attribution(texts: list[str], first: int) -> list[int]:
    """Return the lines above line `first` that say who is quoted; one blank allowed."""
    last = first - 1
    if last >= 0 and not texts[last].strip():
        last -= 1
    if last < 0 or len(texts[last]) > MAX_MARK_CHARS or _is_quote(texts[last]):
        return []
    if not texts[last].rstrip().endswith((":", "：")):
        return []
    # Mail programs wrap the line, so that it may start up to two lines higher.
    for start in range(last, max(last - 3, -1), -1):
        joined = " ".join(text.strip() for text in texts[start : last + 1])
        if not texts[start].strip() or len(joined) > 2 * MAX_MARK_CHARS:
            break
        # Gmail's Russian line has no verb; it ends with the address.
        said = joined.endswith(">:") or _VERB_RE.search(joined)
        if said and _DATED_RE.search(joined) and _ATTRIBUTION_START_RE.match(joined):
            return list(range(start, last + 1))
    if not _ATTRIBUTION_END_RE.search(texts[last].rstrip()):
        return []
    # "Sam Smith wrote:", but not "You will pay for what you wrote:".
    return [last] if len(texts[last].split()) <= 4 else []


def _below(texts: list[str]) -> int:
    """Return the first line from which on all is an older mail, else the count."""
    for i, text in enumerate(texts):
        mark = text.strip().strip("*")
        if not mark or len(text) > MAX_MARK_CHARS:
            continue
        if _HEADING_RE.fullmatch(mark):
            if _keys(texts[i + 1 : i + 4]):
                return i
        elif _RULE_RE.fullmatch(mark):
            if {"from", "sent"} <= _keys(texts[i + 1 : i + 7]):
                return i
        elif _key(text) == "from":
            keys = _keys(texts[i : i + 7])
            if {"from", "sent"} <= keys and {"to", "subject"} & keys:
                return i
    return len(texts)


def _key(text: str) -> str:
    match = _KEY_RE.match(text)
    return _KEY_OF.get(match[1].strip().lower(), "") if match else ""


def _keys(texts: list[str]) -> set[str]:
    return {_key(text) for text in texts} - {""}


def _signatures(
    lines: list[tuple[int, int]], texts: list[str], quoted: set[int], below: int
) -> set[int]:
    """Return the lines of short signatures: from ``-- `` to what is quoted or the end.

    Blank lines count towards the limits, so that blanking twice finds nothing more.
    """
    found: set[int] = set()
    first = stop = below
    for i in range(below - 1, -1, -1):
        if i in quoted:
            found.update(range(first, stop))
            first = stop = i
        elif texts[i].rstrip("\r") == "-- ":
            size = lines[stop - 1][1] - lines[i][0]
            if stop - i - 1 <= MAX_SIGNATURE_LINES and size <= MAX_SIGNATURE_CHARS:
                first = i
    found.update(range(first, stop))
    return found


def _merge(numbers: list[int], lines: list[tuple[int, int]]) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    previous = -2
    for i in numbers:
        start, end = lines[i]
        if i == previous + 1:
            spans[-1] = (spans[-1][0], end)
        elif end > start:
            spans.append((start, end))
        else:
            continue
        previous = i
    return spans
