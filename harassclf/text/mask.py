"""Replacing what identifies by tokens: links, addresses, numbers, money, wallets.

A score must not depend on which number or name of a host a message holds, and a model
must not learn one by heart. Tokens are single upper-case letters, which folded text
does not contain otherwise.
"""

from __future__ import annotations

from harassclf.text import number_kernel
from harassclf.text.fold import fold_with_spans

TOKENS = {
    "url": chr(number_kernel.URL),
    "email": chr(number_kernel.EMAIL),
    "handle": chr(number_kernel.HANDLE),
    "wallet": chr(number_kernel.WALLET),
    "money": chr(number_kernel.MONEY),
    "phone": chr(number_kernel.PHONE),
    "when": chr(number_kernel.WHEN),
    "code": chr(number_kernel.CODE),
    "year": chr(number_kernel.YEAR),
    "number": chr(number_kernel.NUMBER),
}


def mask(text: str) -> str:
    """Return `text` folded, with a token for everything that identifies.

    Parameters
    ----------
    text : str

    Returns
    -------
    str
        ``U`` for a link, ``E`` an e-mail address, ``H`` an @handle, ``W`` a wallet or
        another long string of letters and digits, ``M`` an amount of money, ``P`` a
        number of seven digits or more, ``T`` a date or time, ``C`` five or six digits
        (as one-time codes have), ``Y`` four, ``N`` two or three.

    Raises
    ------
    InvalidTextError
        If `text` is not a str.

    Examples
    --------
    >>> mask("Pay $500 to bit.ly/x or call 07700 900123, code 48391!")
    'pay M to U or call P, code C!'
    >>> mask("me 2")
    'me 2'
    """
    return fold_with_spans(text, mask=True).text
