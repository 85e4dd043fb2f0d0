"""Recognising addresses, links, numbers, money and wallets in a chunk, compiled.

A chunk is a stretch of folded code points without white space. The tokens are upper
case letters, which folding never leaves.
"""

from __future__ import annotations

from harassclf.text.chars import DIGIT, LETTER
from harassclf.text.jit import part
from harassclf.text.number_kernel import (
    CLOSING,
    COLON,
    DOT,
    EMAIL,
    HANDLE,
    HYPHEN,
    MONEY,
    SLASH,
    URL,
    WALLET,
    char_flags,
    classify_number,
    find_money,
    is_listed,
    packed_words,
)

AT, UNDERSCORE, LETTER_S, DOLLAR = map(ord, "@_s$")


OPENING = char_flags("([{<\"'*_")
# Behind one of these a chunk may hold something of its own: "tel:07700900123".
DELIMITER = char_flags(':,;=|(<>"@')
MAX_TAILS = 4
LOCAL_PART = char_flags("._%+-")
HOST_PART = char_flags(".-")
HANDLE_PART = char_flags("._-")
URL_END = char_flags('<>"')


# Endings by which a bare "host.tld" is taken for a link: the generic and country
# domains that see most use in bulk mail, without those that are English words
# (me, us, in, is, it, at, so, to ...), which need a path behind them.
ENDINGS = packed_words(
    "com net org info biz io co uk gov edu xyz ru tk ly gl cc tv vip example"
)
# These are words as well ("lol.gd night"): what comes before must look like a host.
WORDY_ENDINGS = packed_words(
    "cn gd top site online club shop app link click live pro win loan"
)


@part
def find_url(codes, kinds, begin, end):  # type: ignore[no-untyped-def]
    """Return where ``scheme://`` or ``www.`` begins in the chunk, or -1."""
    for i in range(begin, end - 3):
        code = codes[i]
        if code == COLON and codes[i + 1] == SLASH and codes[i + 2] == SLASH:
            first = i
            while first > begin and kinds[first - 1] == LETTER:
                first -= 1
            if i - first >= 3:
                return first
        if code == 119 and codes[i + 1] == 119 and codes[i + 2] == 119:  # www.
            if codes[i + 3] == DOT and i + 4 < end and codes[i + 4] != DOT:
                if i == begin or kinds[i - 1] != LETTER:
                    return i
    return -1


@part
def cut_url(codes, begin, end):  # type: ignore[no-untyped-def]
    """Return where a link that begins at `begin` ends."""
    for i in range(begin, end):
        if codes[i] < 128 and URL_END[codes[i]]:
            return i
    return end


@part
def find_host(codes, begin, end):  # type: ignore[no-untyped-def]
    """Return the end of ``host.tld`` or ``host.xx/path`` at `begin`, else 0."""
    stop = begin
    dot = -1
    dots = 0
    odd = False  # holds what words do not
    while stop < end:
        code = codes[stop]
        if code == DOT:
            if stop == begin or codes[stop - 1] == DOT:
                return 0
            dot = stop
            dots += 1
        elif 48 <= code <= 57 or code == HYPHEN:
            odd = True
        elif not 97 <= code <= 122:
            break
        stop += 1
    length = stop - dot - 1
    if dot < 0 or length < 2 or length > 8:
        return 0
    packed = 0
    for i in range(dot + 1, stop):
        if not 97 <= codes[i] <= 122:
            return 0
        packed = packed * 32 + codes[i] - 96
    path = stop + 1 < end and codes[stop] == SLASH
    known = is_listed(packed, ENDINGS)
    if not known and is_listed(packed, WORDY_ENDINGS):
        known = path or odd or dots > 1
    if not known and not (path and (length == 2 or odd or dots > 1)):
        return 0
    if path or (stop + 1 < end and codes[stop] in (COLON, 35, 63)):  # : # ?
        return cut_url(codes, stop, end)
    return stop


@part
def is_wallet(codes, begin, end):  # type: ignore[no-untyped-def]
    """Tell whether the chunk is one long string of letters and digits mixed."""
    if end - begin < 26:
        return False
    digits = letters = 0
    for i in range(begin, end):
        code = codes[i]
        if 48 <= code <= 57:
            digits += 1
        elif 97 <= code <= 122:
            letters += 1
        else:
            return False
    return digits >= 2 and letters >= 4


@part
def find_email(codes, kinds, begin, at, end):  # type: ignore[no-untyped-def]
    """Return (first, last) of the address around the "@" at `at`, else 0, 0."""
    first = at
    while first > begin:
        code = codes[first - 1]
        if kinds[first - 1] != LETTER and kinds[first - 1] != DIGIT:
            if code >= 128 or not LOCAL_PART[code]:
                break
        first -= 1
    last = at + 1
    dot = 0
    while last < end:
        code = codes[last]
        if kinds[last] != LETTER and kinds[last] != DIGIT:
            if code >= 128 or not HOST_PART[code]:
                break
        if code == DOT and last + 2 < end:
            if kinds[last + 1] == LETTER and kinds[last + 2] == LETTER:
                dot = last
        last += 1
    if first == at or dot <= at + 1:
        return 0, 0
    last = dot + 1
    while last < end and kinds[last] == LETTER:
        last += 1
    return first, last


@part
def find_handle(codes, kinds, at, end):  # type: ignore[no-untyped-def]
    """Return the end of the "@name" at `at`, else 0."""
    if at + 2 >= end or (kinds[at + 1] != LETTER and codes[at + 1] != UNDERSCORE):
        return 0
    if (codes[at + 1] == LETTER_S or codes[at + 1] == DOLLAR) and codes[at + 2] in (
        LETTER_S,
        DOLLAR,
    ):
        return 0  # "@ss", "@$$": no name begins like that, and a word does
    last = at + 1
    while last < end:
        if kinds[last] != LETTER and kinds[last] != DIGIT:
            if codes[last] >= 128 or not HANDLE_PART[codes[last]]:
                break
        last += 1
    while codes[last - 1] < 128 and HANDLE_PART[codes[last - 1]]:
        last -= 1
    return last if last > at + 2 else 0


@part
def find_plain(codes, kinds, begin, end):  # type: ignore[no-untyped-def]
    """Return (token, last) of a number, amount, host or wallet at `begin`."""
    token = classify_number(codes, kinds, begin, end)
    if token != 0:
        return token, end
    last = find_money(codes, kinds, begin, end)
    if last != 0:
        return MONEY, last
    last = find_host(codes, begin, end)
    if last != 0:
        return URL, last
    if is_wallet(codes, begin, end):
        return WALLET, end
    return 0, end


@part
def find_mask(codes, kinds, begin, end):  # type: ignore[no-untyped-def]
    """Return (token, first, last) of what is masked in the chunk; token 0 if nothing.

    ``codes[first:last]`` is what the token replaces; the rest stays as it is.
    """
    first = begin
    last = end
    while first < last and codes[first] < 128 and OPENING[codes[first]]:
        first += 1
    while last > first and codes[last - 1] < 128 and CLOSING[codes[last - 1]]:
        last -= 1
    if last - first < 2:
        return 0, begin, end
    at = -1
    special = False
    for i in range(first, last):
        if codes[i] == AT and at < 0:
            at = i
        if kinds[i] != LETTER:
            special = True
    if not special:
        return 0, begin, end
    url = find_url(codes, kinds, first, last)
    if at >= 0 and not 0 <= url < at:
        stop = find_handle(codes, kinds, at, last) if at == first else 0
        if stop != 0:
            return HANDLE, first, stop
        start, stop = find_email(codes, kinds, first, at, last)
        if stop != 0:
            return EMAIL, start, stop
    if url >= 0:
        return URL, url, cut_url(codes, url, last)
    token, stop = find_plain(codes, kinds, first, last)
    if token != 0:
        return token, first, stop
    tails = 0
    for i in range(first, last - 2):
        if codes[i] == SLASH or tails == MAX_TAILS:
            break
        if codes[i] < 128 and DELIMITER[codes[i]]:
            tails += 1
            token, stop = find_plain(codes, kinds, i + 1, last)
            if token != 0:
                return token, i + 1, stop
    return 0, begin, end
