"""Recognising numbers, dates, times, amounts of money and telephone numbers.

What they become is decided here, where they may stand in a chunk in `mask_kernel`.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from harassclf.text.chars import DIGIT, LETTER, SPACE
from harassclf.text.jit import part

URL, EMAIL, HANDLE, WALLET, MONEY, PHONE, WHEN, CODE, YEAR, NUMBER = map(
    ord, "UEHWMPTCYN"
)
DOT, SLASH, COLON, PLUS, HYPHEN, COMMA, SPACE_CODE = map(ord, "./:+-, ")
OPEN_PAREN, CLOSE_PAREN, LETTER_X = map(ord, "()x")


def char_flags(chars: str) -> NDArray[np.bool_]:
    """Return an array that tells of each ASCII character whether it is in `chars`."""
    return np.array([chr(code) in chars for code in range(128)])


def packed_words(words: str) -> NDArray[np.int64]:
    """Return the words as sorted numbers, five bits a letter."""
    values = []
    for word in words.split():
        value = 0
        for char in word:
            value = value * 32 + ord(char) - 96
        values.append(value)
    return np.sort(np.array(values, np.int64))


CLOSING = char_flags(")]}>\"'*_.,;:!?")
JOINING = char_flags("+()-")
NUMERIC = char_flags(".,:/-+()#%x")
CURRENCY = np.zeros(0x20D0, np.bool_)
for _sign in "$£¥€₹₽₦₩₪₫₱₺₴₿":
    CURRENCY[ord(_sign)] = True
# Digits of a telephone number: E.164 allows fifteen.
MIN_PHONE, MAX_PHONE = 7, 15
# Written digit by digit; fewer are as often a countdown.
MIN_SINGLES = 10
# Longest stretch of a number written apart; keeps the search linear.
MAX_PART = 24
MONEY_WORDS = packed_words("rs usd gbp eur inr sgd ngn btc eth")


@part
def is_listed(value, listed):  # type: ignore[no-untyped-def]
    """Tell whether the packed word is one of `listed`."""
    for word in listed:
        if word == value:
            return True
    return False


@part
def token_of_digits(digits):  # type: ignore[no-untyped-def]
    """Return the token for so many digits and nothing else, 0 for a single one."""
    if digits >= MIN_PHONE:
        return PHONE
    if digits >= 5:
        return CODE
    if digits == 4:
        return YEAR
    if digits >= 2:
        return NUMBER
    return 0  # a single digit is as often a word: "2" for "to", "4" for "for"


@part
def classify_suffix(codes, kinds, begin, end, digits, dashes):  # type: ignore[no-untyped-def]
    """Return the token for a number of so many digits and its letters, else 0."""
    first = codes[begin]
    length = end - begin
    if length == 1:
        if first == 107 or first == 109:  # 50k, 2m
            return token_of_digits(digits)
        return MONEY if first == 112 and digits <= 2 else 0  # 50p
    if length == 2 and codes[begin + 1] == 109 and digits <= 6:
        if first == 97 or first == 112:  # am, pm
            return WHEN
    if first == 116 and dashes == 2:  # 2024-05-01t10:30:00z
        for i in range(begin + 1, end):
            code = codes[i]
            if kinds[i] != DIGIT and code != 122 and not NUMERIC[min(code, 127)]:
                return 0
        return WHEN
    packed = 0
    for i in range(begin, end):
        if length > 3 or not 97 <= codes[i] <= 122:
            return 0
        packed = packed * 32 + codes[i] - 96
    return MONEY if is_listed(packed, MONEY_WORDS) else 0


@part
def is_year(codes, i):  # type: ignore[no-untyped-def]
    """Tell whether the four digits at `i` begin like a year."""
    if codes[i] == 49:  # 15.. to 19..
        return codes[i + 1] >= 53
    return codes[i] == 50 and codes[i + 1] == 48


@part
def classify_number(codes, kinds, begin, end):  # type: ignore[no-untyped-def]
    """Return the token for a chunk of digits and number punctuation, else 0."""
    digits = dashes = dots = commas = colons = slashes = by = 0
    money = False
    for i in range(begin, end):
        code = codes[i]
        if kinds[i] == DIGIT:
            digits += 1
        elif code < 0x20D0 and CURRENCY[code]:
            money = True
        elif code < 128 and NUMERIC[code]:
            dots += code == DOT
            commas += code == COMMA
            colons += code == COLON
            slashes += code == SLASH
            dashes += code == HYPHEN and i > begin
            by += code == LETTER_X and i > begin and i + 1 < end
        elif digits == 0:
            return 0
        else:
            token = classify_suffix(codes, kinds, i, end, digits, dashes)
            return MONEY if money and token != 0 else token
    if money and digits > 0:
        return MONEY
    if digits < 2:
        return 0
    if colons > 0 or (digits <= 8 and (slashes > 0 or dashes == 2)):
        return WHEN
    if dots == 2 and 4 <= digits <= 8:
        return WHEN
    if dots == 3 and digits >= 4 and kinds[begin] == DIGIT:
        return URL  # 192.0.2.1
    if commas + by > 0:
        return NUMBER
    if digits == 8 and dashes == 1 and is_year(codes, begin):
        if codes[begin + 4] == HYPHEN and is_year(codes, begin + 5):
            return YEAR  # 2016-2020
    if codes[begin] == PLUS and digits >= 5:
        return PHONE
    if digits < MIN_PHONE and dots + dashes > 0 and not (dashes == 1 and digits == 6):
        return NUMBER
    return token_of_digits(digits)


@part
def find_money(codes, kinds, begin, end):  # type: ignore[no-untyped-def]
    """Return the end of an amount that begins the chunk ("£500each"), else 0."""
    i = begin
    packed = 0
    while i < end and i - begin < 3 and 97 <= codes[i] <= 122:
        packed = packed * 32 + codes[i] - 96
        i += 1
    sign = False
    if i < end and codes[i] < 0x20D0 and CURRENCY[codes[i]]:
        sign = True
        i += 1
    elif i > begin:
        if not is_listed(packed, MONEY_WORDS):
            return 0
        sign = True
        if i < end and codes[i] == DOT:
            i += 1
    if i >= end or kinds[i] != DIGIT:
        return 0
    while i < end and (kinds[i] == DIGIT or codes[i] == DOT or codes[i] == COMMA):
        i += 1
    while kinds[i - 1] != DIGIT:
        i -= 1
    if not sign:
        after = i < end and codes[i] < 0x20D0 and CURRENCY[codes[i]]
        return i + 1 if after else 0
    if i < end and (codes[i] == 107 or codes[i] == 109):  # £50k/year
        if i + 1 == end or kinds[i + 1] != LETTER:
            i += 1
    return i


@part
def scan_part(codes, kinds, i, n, depth):  # type: ignore[no-untyped-def]
    """Scan one stretch of a number written apart, from `i` on.

    Returns where it ends, where the closing punctuation behind it ends (-1 if
    something else follows), its digits and hyphens, and the brackets left open.
    """
    digits = dashes = 0
    j = i
    while j < n and j - i < MAX_PART:
        code = codes[j]
        if kinds[j] == DIGIT:
            digits += 1
        elif code >= 128 or not JOINING[code] or depth < (code == CLOSE_PAREN):
            break
        depth += int(code == OPEN_PAREN) - int(code == CLOSE_PAREN)
        dashes += code == HYPHEN
        j += 1
    stop = j
    while stop < n and stop - j < MAX_PART and kinds[stop] != SPACE:
        if codes[stop] >= 128 or not CLOSING[codes[stop]]:
            break
        stop += 1
    if stop < n and kinds[stop] != SPACE:
        stop = -1
    return j, stop, digits, dashes, depth


@part
def ends_number(codes, begin, i, size, here, dashes, digits, parts, singles):  # type: ignore[no-untyped-def]
    """Tell whether the stretch at `i` cannot belong to the number before it.

    `size`, `here` and `dashes` are its characters, digits and hyphens; `digits`,
    `parts` and `singles` what came before: how many digits in how many stretches, and
    whether all of those were of one digit.
    """
    if here == 0 and (size != 1 or dashes != 1 or parts == 0):
        return True
    if here == 0 and parts == 1 and digits == 4:
        return True  # "1991 - 2026"
    if (dashes == 2 and here <= 8) or digits + here > MAX_PHONE:
        return True
    zero_or_one = codes[i] in (48, 49)
    if dashes == 1 and 0 < here < 6 and size > here and codes[i] != PLUS:
        if parts > 0 or codes[i + 1] != HYPHEN or not zero_or_one:
            return True  # a range, "10-15"; but "0-800 ..." and "+44-20 ..."
    if here > 1 and singles and parts > 0:
        # A country code comes first ("1 800 555 0199"), other single digits
        # do not: "I need 2 07700 900123".
        return parts > 1 or not (codes[i - 2] in (48, 49) or codes[begin] == PLUS)
    return False


@part
def find_spaced_number(codes, kinds, begin, n):  # type: ignore[no-untyped-def]
    """Return (first, last) of a telephone number with spaces at `begin`, else 0, 0.

    "07700 900123", "(020) 7946 0958", "+44 (0)20 - 7946 0958", "0 7 7 0 0 9 0 0 1".
    """
    if kinds[begin] != DIGIT and codes[begin] != PLUS and codes[begin] != OPEN_PAREN:
        return 0, 0
    i = begin
    parts = digits = last = depth = 0
    singles = True
    while i < n:
        j, stop, here, dashes, depth = scan_part(codes, kinds, i, n, depth)
        if stop < 0 or ends_number(
            codes, begin, i, j - i, here, dashes, digits, parts, singles
        ):
            break
        singles = singles and here <= 1
        digits += here
        parts += here > 0
        enough = MIN_SINGLES if singles else MIN_PHONE
        if digits >= enough and parts > 1 and (here > 1 or (singles and here > 0)):
            last = j
        if stop > j or stop + 1 >= n or codes[stop] != SPACE_CODE:
            break
        i = stop + 1
    if last == 0:
        return 0, 0
    while kinds[last - 1] != DIGIT:
        last -= 1
    first = begin
    if codes[begin] == OPEN_PAREN:
        for i in range(begin, last):
            if codes[i] == CLOSE_PAREN:
                return begin, last
        first += 1  # the bracket is around more than the number
    return first, last
