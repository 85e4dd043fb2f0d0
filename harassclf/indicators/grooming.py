"""Possible grooming: a combination of signs in a conversation, for a human to look at.

One sign means nothing: friends ask each other's age, coaches arrange to meet. What the
literature describes is the combination, by one person, over a conversation: forming a
friendship and assessing risk (age, who is at home), exclusivity and secrecy, isolation
from family and friends, moving to a private channel, gifts, asking for pictures, and
arranging to meet.

References
----------
O'Connell, R. (2003), A typology of child cybersexploitation and online grooming
practices, University of Central Lancashire: the stages.
Winters, G. M., Kaylor, L. E. and Jeglic, E. L. (2017), Sexual offenders contacting
children online: an examination of transcripts of sexual grooming, Journal of Sexual
Aggression 23(1): how early the signs come, and in any order.
Black, P. J., Wollis, M., Woodworth, M. and Hancock, J. T. (2015), A linguistic analysis
of grooming strategies of online child sex offenders, Child Abuse & Neglect 44: that the
stages overlap, hence no order is asked for here.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable

import pandas as pd

from harassclf.indicators.grooming_signs import (
    AGE,
    ALONE,
    MEETING,
    MOVING,
    ORDINARY,
    SECRECY,
    SIGNS,
)
from harassclf.indicators.phrases import compile_phrase, pattern
from harassclf.indicators.vocabulary import LAUGHTER
from harassclf.tables.columns import CONVERSATION, MESSAGE_ID, SENDER, TEXT
from harassclf.tables.frames import coerce_messages
from harassclf.text.fold import fold_all

SIGN_COLUMN, IDS_COLUMN, LOOK_COLUMN = "signs", "message_ids", "needs_look"

# Source: this project. Fewer kinds, or none of these, is met among friends.
MIN_KINDS = 3
ASSESSING = frozenset({AGE, ALONE})
CLOSING = frozenset({SECRECY, MEETING, MOVING})
PAIR = 2


def possible_grooming(messages: pd.DataFrame) -> pd.DataFrame:
    """Return which signs each sender showed in each conversation.

    Parameters
    ----------
    messages : DataFrame
        A messages table; needs ``text``. Not changed.

    Returns
    -------
    DataFrame
        One row per conversation and sender with any sign, in the order of the table:
        ``conversation``, ``sender``, ``signs`` (list of str, in the order of `SIGNS`),
        ``message_ids`` (list of str, the messages that showed them, in the order of
        the table) and ``needs_look`` (bool): at least three kinds of sign, of which
        one assesses (age, alone) and one closes in (secrecy, meeting, moving). In a
        group what is said with laughter does not count. It asks a human to look, and
        says nothing about what the sender intends.

    Raises
    ------
    InvalidTableError
        If `messages` is not a messages table.
    """
    table = coerce_messages(messages)
    conversations = table[CONVERSATION].tolist()
    members: dict[str, set[str]] = {}
    for name, sender in zip(conversations, table[SENDER], strict=True):
        members.setdefault(name, set()).add(sender)
    seen: dict[tuple[str, str], dict[str, list[str]]] = {}
    folded = fold_all(table[TEXT].tolist())
    rows = zip(conversations, table[SENDER], table[MESSAGE_ID], folded, strict=True)
    for name, sender, message_id, text in rows:
        is_group = len(members[name]) > PAIR
        for sign in signs_of(text, is_group=is_group):
            of_sender = seen.setdefault((name, sender), {})
            of_sender.setdefault(sign, []).append(message_id)
    order = {one: i for i, one in enumerate(table[MESSAGE_ID])}
    return _frame(seen, order)


def signs_of(folded: str, *, is_group: bool = False) -> list[str]:
    """Return the kinds of sign in one folded text.

    Parameters
    ----------
    folded : str
    is_group : bool, default=False
        Whether more than two people write in the conversation; then a text with
        laughter in it counts as a joke.
    """
    found = [sign for sign, phrases in _phrases() if _any(phrases, folded)]
    if not found or _any(_compiled(ORDINARY), folded):
        return []
    return [] if is_group and _any(_compiled(LAUGHTER), folded) else found


def _frame(
    seen: dict[tuple[str, str], dict[str, list[str]]], order: dict[str, int]
) -> pd.DataFrame:
    kinds = [[sign for sign in SIGNS if sign in signs] for signs in seen.values()]
    ids = [
        sorted(
            {one for group in signs.values() for one in group}, key=order.__getitem__
        )
        for signs in seen.values()
    ]
    return pd.DataFrame(
        {
            CONVERSATION: pd.Series([name for name, _ in seen], dtype="string"),
            SENDER: pd.Series([sender for _, sender in seen], dtype="string"),
            SIGN_COLUMN: pd.Series(kinds, dtype=object),
            IDS_COLUMN: pd.Series(ids, dtype=object),
            LOOK_COLUMN: pd.Series([_needs_look(one) for one in kinds], dtype=bool),
        }
    )


def _needs_look(kinds: list[str]) -> bool:
    found = set(kinds)
    return len(found) >= MIN_KINDS and bool(found & ASSESSING and found & CLOSING)


@functools.cache
def _compiled(phrases: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    return tuple(compile_phrase(one).parts for one in phrases)


@functools.cache
def _phrases() -> tuple[tuple[str, tuple[tuple[str, ...], ...]], ...]:
    return tuple((sign, _compiled(phrases)) for sign, phrases in SIGNS.items())


def _any(phrases: Iterable[tuple[str, ...]], text: str) -> bool:
    return any(all(pattern(p).search(text) for p in parts) for parts in phrases)
