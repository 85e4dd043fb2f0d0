"""Digits and signs that stand in for letters inside a word, compiled."""

from __future__ import annotations

import numpy as np

from harassclf.text.chars import DIGIT, LETTER
from harassclf.text.jit import part
from harassclf.text.number_kernel import char_flags

APOSTROPHE, DOLLAR = ord("'"), ord("$")
AT, BANG, DOT, FOUR, FIVE = map(ord, "@!.45")
LETTER_G, LETTER_N, LETTER_S, LETTER_T, LETTER_U = map(ord, "gnstu")
# What stands in for a letter inside a word ("k1ll", "sh!t"), by code point.
LEET = np.zeros(128, np.int32)
for _sign, _letter in zip("013457@$!", "oieastasi", strict=True):
    LEET[ord(_sign)] = ord(_letter)
VOWELS = char_flags("aeiouy")
# What may stand between the beginning of "$hit" and a space. No apostrophe: between
# two letters it is dropped, so folding twice would differ from folding once.
BEFORE_S = char_flags('([{"*_-')
# A run of dollar signs longer than this is no word; keeps the search linear.
MAX_DOLLARS = 8
# How far behind an "@" a dot makes it an address; keeps the search linear.
MAX_HOST = 64


@part
def is_s(codes, kinds, i, begin, end, last):  # type: ignore[no-untyped-def]
    """Tell whether the "$" at `i` begins or ends a word ("$hit", "a$$")."""
    after = i + 1
    while after < end and after - i <= MAX_DOLLARS and codes[after] == DOLLAR:
        after += 1
    if last == LETTER:
        if after - i > MAX_DOLLARS:
            return False
        return after == end or (kinds[after] != LETTER and kinds[after] != DIGIT)
    if after != i + 1 or after == end or kinds[after] != LETTER:
        return False
    return i == begin or (codes[i - 1] < 128 and BEFORE_S[codes[i - 1]])


@part
def begins_ass(codes, i, end):  # type: ignore[no-untyped-def]
    """Tell whether the "@" at `i` begins "@ss" or "@$$" rather than a handle."""
    first = 0
    for j in range(i + 1, min(end, i + 4)):
        code = codes[j]
        if code == APOSTROPHE and first != 0:
            continue
        if first == 0:
            if code != LETTER_S and code != DOLLAR:
                return False
            first = code
        else:
            dollar = code == DOLLAR or code == LETTER_S
            return dollar or (code == FIVE and first == LETTER_S)
    return False


@part
def is_bang_letter(codes, kinds, i, end, out, out_kinds, word, n):  # type: ignore[no-untyped-def]
    """Tell "sh!t" and "fuck!ng" from "hi!how are you": by the letters beside it."""
    k = n - 1
    while k >= word and out_kinds[k] == LETTER:
        if out[k] >= 128 or VOWELS[out[k]] or n - k > 2:
            break
        k -= 1
    if k < word or out_kinds[k] != LETTER:
        return True
    count = 0
    first = second = 0
    # The signs for consonants count as what they will be, the signs for vowels as
    # vowels, so that the answer is the same once they are letters.
    for j in range(i + 1, end):
        code = codes[j]
        if code == APOSTROPHE:
            continue
        if kinds[j] == LETTER:
            if code >= 128 or VOWELS[code]:
                return False
        elif code < 128 and LEET[code] != 0:
            if VOWELS[LEET[code]]:
                return False
        else:
            break
        count += 1
        if count == 1:
            first = code
        elif count == 2:
            second = code
    if count == 1:
        return first == LETTER_T or LEET[first] == LETTER_T
    return first == LETTER_N and second == LETTER_G


@part
def is_for_you(codes, kinds, i, end):  # type: ignore[no-untyped-def]
    """Tell whether the "4" at `i` is the word in "b4u", "waiting4u"."""
    if codes[i + 1] != LETTER_U:
        return False
    for j in range(i + 2, end):
        code = codes[j]
        if kinds[j] == LETTER or code == DOLLAR:
            return False
        if code != APOSTROPHE and (code >= 128 or LEET[code] == 0):
            break
    return True


@part
def is_address(codes, kinds, i, end):  # type: ignore[no-untyped-def]
    """Tell whether a host follows the "@" at `i`."""
    for j in range(i + 2, min(end - 1, i + MAX_HOST)):
        if codes[j] == DOT and kinds[j + 1] == LETTER:
            return True
    return False


@part
def leet_letter(codes, kinds, i, begin, end, last, out, out_kinds, word, n):  # type: ignore[no-untyped-def]
    """Return the letter that the sign ``codes[i]`` stands for in a word, else 0."""
    code = codes[i]
    if code == DOLLAR and is_s(codes, kinds, i, begin, end, last):
        return LEET[code]
    if code == AT and i == begin and begins_ass(codes, i, end):
        return LEET[code]
    # Only beside Latin letters: Chinese writes digits without spaces around them.
    if last != LETTER or out[n - 1] >= 128:
        return 0
    after = i + 1
    while after < end and codes[after] < 128 and LEET[codes[after]] != 0:
        after += 1
        if after - i > 2:
            return 0
    if after == end or kinds[after] != LETTER or codes[after] >= 128:
        return 0
    if code == BANG:
        if not is_bang_letter(codes, kinds, i, end, out, out_kinds, word, n):
            return 0
    elif code == AT:
        if is_address(codes, kinds, i, end):
            return 0
    elif code == FOUR and is_for_you(codes, kinds, i, end):
        return 0
    return LEET[code]
