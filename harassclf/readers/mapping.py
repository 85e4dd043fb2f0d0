"""Which column of somebody's table is which of ours.

Names are compared without case, accents, spaces and punctuation. Our own name always
counts first, then the synonyms in the order below; the first field takes its column,
and a column is used once.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

from harassclf.readers.base import Report
from harassclf.tables.columns import (
    ATTACHMENTS,
    CONVERSATION,
    DIRECTION,
    KIND,
    MESSAGE_ID,
    MESSAGE_TYPES,
    OPTIONAL_MESSAGE_TYPES,
    PLATFORM,
    POSITION,
    RAW_SHA256,
    RECIPIENTS,
    SCORE_TYPES,
    SENDER,
    SENDER_NAME,
    SENT_AT,
    SUBJECT,
    TEXT,
)

DATE = "date"
TIME = "time"
MAX_SHOWN = 30

# Field -> words, best first, in English, German, French, Spanish, Italian, Portuguese,
# Dutch. Written as `plain_name` leaves them.
SYNONYMS: dict[str, str] = {
    TEXT: (
        "messagetext messagebody body message content msg comment tweet post fulltext"
        " bodytext nachricht nachrichtentext inhalt mensaje texto contenido comentario"
        " contenu texte commentaire corps messaggio testo contenuto commento mensagem"
        " conteudo comentario bericht tekst inhoud wiadomosc tresc"
    ),
    SENT_AT: (
        "sentat timestamp datetime sent senton createdat created createdutc datesent"
        " sentdate messagedate timestampms datetimeutc timesent zeitstempel zeitpunkt"
        " gesendetam fechahora fechayhora horodatage dateheure dataora datahora"
        " tijdstip"
    ),
    DATE: "day datum fecha jour data dia",
    TIME: "hour clock uhrzeit zeit hora heure ora tijd",
    SENDER: (
        "senderid from fromid author authorid user userid username handle screenname"
        " phone phonenumber number address name von absender autor de remitente"
        " nombre expediteur auteur utilisateur nom mittente autore utente nome"
        " remetente afzender van gebruiker naam nadawca"
    ),
    SENDER_NAME: (
        "fromname authorname displayname contactname contact fullname name absendername"
        " nombre nom nome naam"
    ),
    CONVERSATION: (
        "conversationid thread threadid channel channelid channelname chat chatid"
        " chatname room roomid group groupname conversationtitle unterhaltung"
        " konversation gruppe conversacion grupo conversazione conversa gesprek"
    ),
    RECIPIENTS: (
        "to recipient toid receiver receivers an empfanger para destinatario"
        " destinatarios destinataire destinataires a destinatari aan ontvanger"
    ),
    MESSAGE_ID: "id msgid messageuuid uuid guid mid tweetid commentid postid",
    DIRECTION: "messagedirection inout sentreceived folder richtung direccion sens",
    PLATFORM: "service app network plattform plataforma plateforme",
    SUBJECT: "title betreff asunto objet sujet oggetto assunto onderwerp",
    KIND: "",
    ATTACHMENTS: "",
}
OWN_NAMES = frozenset(MESSAGE_TYPES | OPTIONAL_MESSAGE_TYPES | SCORE_TYPES)
DIRECTIONS_OF: dict[str, str] = {
    **dict.fromkeys(
        (
            "incoming",
            "in",
            "received",
            "receive",
            "inbox",
            "1",
            "eingehend",
            "entrante",
        ),
        "incoming",
    ),
    **dict.fromkeys(
        ("outgoing", "out", "sent", "send", "outbox", "2", "ausgehend", "saliente"),
        "outgoing",
    ),
}
_PUNCTUATION_RE = re.compile(r"[\W_]+")
_NAME_RE = re.compile(r"[^\W\d][\w .\-/()#]{0,30}")


@dataclass(frozen=True, slots=True)
class Mapping:
    """Where each field is.

    Attributes
    ----------
    columns : dict of str to str
        Field -> name of the column.
    unused : tuple of str
        Columns that are not read.
    exact : bool
        Whether the columns are those of the messages table, as we write it: then
        nothing is interpreted.
    own : bool
        Whether every column has a name of ours, so that there is nothing to report.
    rivals : tuple of str
        Other columns that might be the text.
    """

    columns: dict[str, str]
    unused: tuple[str, ...] = ()
    exact: bool = False
    own: bool = False
    rivals: tuple[str, ...] = field(default=())

    def announce(self, report: Report) -> None:
        """Tell the user which column is taken for what."""
        text = self.columns[TEXT]
        if self.rivals:
            report.warn(
                f"The text is taken from the column {_shown(text)}; also possible:"
                f" {_shown(*self.rivals)}. Rename the right one to {TEXT!r}."
            )
        if self.own:
            return
        pairs = ", ".join(f"{k} <- {_shown(v)}" for k, v in self.columns.items())
        unused = f"; not used: {_shown(*self.unused)}" if self.unused else ""
        report.warn(f"columns: {pairs}{unused}")


def plain_name(name: str) -> str:
    """Return `name` as it is compared.

    >>> plain_name("Sent_At "), plain_name("Expéditeur")
    ('sentat', 'expediteur')
    """
    letters = unicodedata.normalize("NFKD", name[:200].casefold())
    kept = "".join(c for c in letters if not unicodedata.combining(c))
    return _PUNCTUATION_RE.sub("", kept)


def guess_mapping(names: Sequence[str]) -> Mapping | None:
    """Return which of `names` is which field, None if none can be the text.

    Parameters
    ----------
    names : sequence of str
        Column names as in the file.
    """
    if is_exact(names):
        known = MESSAGE_TYPES | OPTIONAL_MESSAGE_TYPES
        columns = {name: name for name in names if name in known}
        unused = tuple(name for name in names if name not in OWN_NAMES)
        return Mapping(columns, unused, exact=True, own=True)
    free: dict[str, str] = {}
    for name in names:
        free.setdefault(plain_name(name), name)
    rivals = _candidates(TEXT, free)[1:]
    columns = _take(free)
    if TEXT not in columns:
        return None
    if SENT_AT in columns:
        columns.pop(DATE, None)
        columns.pop(TIME, None)
    elif (DATE in columns) != (TIME in columns):
        # On its own, a column of either name has both in it nearly always.
        columns[SENT_AT] = columns.pop(DATE if DATE in columns else TIME)
    columns = {name: columns[name] for name in SYNONYMS if name in columns}
    used = set(columns.values())
    return Mapping(
        columns,
        tuple(name for name in names if name not in used and name not in SCORE_TYPES),
        own=set(names) <= OWN_NAMES,
        rivals=tuple(free[word] for word in rivals if free[word] not in used),
    )


def is_exact(names: Sequence[str]) -> bool:
    """Tell whether `names` are those of a messages table that we wrote."""
    return {MESSAGE_ID, TEXT} <= set(names) and bool(
        {POSITION, RAW_SHA256} & set(names)
    )


def looks_like_names(names: Sequence[str]) -> bool:
    """Tell whether `names` may be shown: a file without header has texts there."""
    if not all(_NAME_RE.fullmatch(name.strip()) for name in names):
        return False
    known = {word for field_ in SYNONYMS for word in _words(field_)}
    return all(" " not in name.strip() for name in names) or any(
        plain_name(name) in known for name in names
    )


def describe(names: Sequence[str]) -> str:
    """Return a sentence on `names` for the error that no column is the text."""
    if not names or not looks_like_names(names):
        return (
            "its first line does not look like column names. Put a line of names"
            f" above the rows and call the column of the messages {TEXT!r}."
        )
    return (
        f"no column is known to be the text of the messages. It has {_shown(*names)};"
        f" rename one of them to {TEXT!r}."
    )


def _take(free: dict[str, str]) -> dict[str, str]:
    """Give each field its best column that no field before it has."""
    columns: dict[str, str] = {}
    taken: set[str] = set()
    # A name of ours is certain, so these go before any synonym.
    for field_ in SYNONYMS:
        word = plain_name(field_)
        if word in free:
            columns[field_] = free[word]
            taken.add(word)
    for field_ in SYNONYMS:
        if field_ in columns:
            continue
        for word in _candidates(field_, free):
            if word not in taken:
                columns[field_] = free[word]
                taken.add(word)
                break
    return columns


def _candidates(field_: str, free: dict[str, str]) -> list[str]:
    return [word for word in _words(field_) if word in free]


def _words(field_: str) -> list[str]:
    return [plain_name(field_), *SYNONYMS[field_].split()]


def _shown(*names: str) -> str:
    shown = ", ".join(repr(name[:40]) for name in names[:MAX_SHOWN])
    return shown + (", …" if len(names) > MAX_SHOWN else "")
