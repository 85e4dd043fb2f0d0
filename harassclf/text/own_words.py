"""Which words of a message are its sender's, now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harassclf.tables.columns import PLATFORM, SUBJECT, TEXT
from harassclf.text.quotes import blank_quoted

if TYPE_CHECKING:
    import pandas as pd

EMAIL_PLATFORM = "email"
REPLY_PREFIXES = ("re:", "aw:", "sv:", "antw:", "rv:", "odp:", "vs:", "ynt:")


def own_words(messages: pd.DataFrame) -> list[str]:
    """Return the text to score of each message.

    Parameters
    ----------
    messages : DataFrame of n_messages rows
        A messages table.

    Returns
    -------
    texts : list of str, length n_messages
        The text itself, except in e-mail: there quoted replies, forwarded mails and
        signatures are blanked with spaces (see `harassclf.text.quotes`), and the
        subject stands in front on a line of its own. Text that a program wrote (system
        lines, calls) is included: a sender can imitate every such line, and a threat
        must not hide behind it.
    """
    texts: list[str] = messages[TEXT].tolist()
    if SUBJECT not in messages.columns:
        subjects = [""] * len(texts)
    else:
        subjects = messages[SUBJECT].tolist()
    mails = (messages[PLATFORM] == EMAIL_PLATFORM).tolist()
    for row, is_mail in enumerate(mails):
        if is_mail:
            subject = subjects[row]
            reply = subject.strip().casefold().startswith(REPLY_PREFIXES)
            body = blank_quoted(texts[row], reply=reply)
            texts[row] = f"{subject}\n{body}" if subject else body
    return texts
