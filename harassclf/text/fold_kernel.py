"""Folding and masking one text, compiled.

Works on arrays of code points. ``codes`` are folded code points, ``lo`` and ``hi``
the half-open span of the original text that each of them stands for.
"""

from __future__ import annotations

import numpy as np

from harassclf.text.chars import (
    DIGIT,
    DROP_BIT,
    EXPAND_BIT,
    LETTER,
    SPACE,
    SYMBOL,
)
from harassclf.text.jit import inlined, jit, part
from harassclf.text.leet_kernel import LEET, leet_letter
from harassclf.text.mask_kernel import find_mask
from harassclf.text.number_kernel import (
    PHONE,
    char_flags,
    find_spaced_number,
    token_of_digits,
)

u64 = np.uint64
ONE, ASCII, QUOTE = u64(1), u64(128), u64(ord("'"))
PAGE_BITS, IN_PAGE = u64(7), u64(127)
APOSTROPHE, SPACE_CODE = ord("'"), ord(" ")


# Single letters that are words of their own in text speak ("u r a"), so three of them
# in a row are not a word that was pulled apart.
CHATTY = char_flags("aiuryxnkobcm")
SEPARATORS = char_flags(".-_*~|/,")
# What may follow a word that was pulled apart ("k i l l!").
TRAILING = char_flags(".,!?;:)]}\"'")
# What closes a word and can be part of nothing else when no letter follows.
ENDING = char_flags(".,!?;")
# What is left of a chunk behind a token is searched for more up to this length only.
MAX_REST = 2048


@part
def fold_chars(text, tables, codes, kinds, lo):  # type: ignore[no-untyped-def]
    """Fold every character of `text` on its own; return how many came out."""
    fold_index, fold_pages, class_index, class_pages, firsts, expanded = tables
    n = u64(0)
    for i in range(len(text)):
        code = u64(text[i])
        page = u64(fold_index[code >> PAGE_BITS]) << PAGE_BITS
        step = fold_pages[page | (code & IN_PAGE)]
        if step < EXPAND_BIT:
            folded = text[i] + step
            code = u64(folded)
            page = u64(class_index[code >> PAGE_BITS]) << PAGE_BITS
            codes[n] = folded
            kinds[n] = class_pages[page | (code & IN_PAGE)]
            lo[n] = i
            n += ONE
        elif step != DROP_BIT:
            which = step - EXPAND_BIT
            for j in range(firsts[which], firsts[which + 1]):
                code = u64(expanded[j])
                page = u64(class_index[code >> PAGE_BITS]) << PAGE_BITS
                codes[n] = expanded[j]
                kinds[n] = class_pages[page | (code & IN_PAGE)]
                lo[n] = i
                n += ONE
    return np.int64(n)


@inlined
def tame_end(codes, kinds, begin, n):  # type: ignore[no-untyped-def]
    """Return where the chunk at `begin` ends, and whether it is a word in plain sight.

    That is letters, apostrophes between them, and closing punctuation behind them:
    nothing to mask and nothing to undo but runs.
    """
    tame, closed = True, False
    i, n = u64(begin), u64(n)
    while i < n:
        kind = kinds[i]
        if kind == SPACE:
            break
        if kind == LETTER:
            tame &= not closed
        else:
            code = u64(codes[i])
            if code >= ASCII or not ENDING[code]:
                tame &= code == QUOTE and not closed
            else:
                closed = True
        i += ONE
    return np.int64(i), tame


@inlined
def copy_tame(codes, kinds, lo, out, out_kinds, out_lo, out_hi, begin, end, n):  # type: ignore[no-untyped-def]
    """Append a tame chunk, runs shortened and apostrophes between letters dropped."""
    i, stop, n = u64(begin), u64(end), u64(n)
    last, run, before = -1, 0, SPACE
    while i < stop:
        code, kind = codes[i], kinds[i]
        if code == APOSTROPHE and before == LETTER and i + ONE < stop:
            if kinds[i + ONE] == LETTER:
                i += ONE
                continue
        run = run + 1 if code == last else 1
        last, before = code, kind
        if run > 2 and (kind == LETTER or (kind == SYMBOL and run > 3)):
            out_hi[n - ONE] = lo[i] + 1
        else:
            out[n] = code
            out_kinds[n] = kind
            out_lo[n] = lo[i]
            out_hi[n] = lo[i] + 1
            n += ONE
        i += ONE
    return np.int64(n)


@part
def emit(code, low, high, kind, scratch, n, word):  # type: ignore[no-untyped-def]
    """Append a code point unless it prolongs a run; `word` is where the word began."""
    out = scratch.out
    most = 2 if kind == LETTER else 3
    if (kind == LETTER or kind == SYMBOL) and n - word >= most and out[n - 1] == code:
        if out[n - 2] == code and (most == 2 or out[n - 3] == code):
            scratch.out_hi[n - 1] = high
            return n
    out[n] = code
    scratch.out_kinds[n] = kind
    scratch.out_lo[n] = low
    scratch.out_hi[n] = high
    return n + 1


@part
def emit_every_other(scratch, begin, end, n):  # type: ignore[no-untyped-def]
    """Append the letters of "k i l l" or "k.i.l.l", without what keeps them apart."""
    word = n
    for i in range(begin, end, 2):
        low = scratch.lo[i]
        n = emit(scratch.codes[i], low, low + 1, LETTER, scratch, n, word)
    return n


@part
def emit_chunk(scratch, begin, end, n, mask):  # type: ignore[no-untyped-def]
    """Append ``codes[begin:end]``, a stretch without white space, disguise undone.

    If `mask`, four digits or more in a row become a token.
    """
    codes, kinds, lo = scratch.codes, scratch.kinds, scratch.lo
    out, out_kinds = scratch.out, scratch.out_kinds
    word = n
    last = -1
    i = begin
    while i < end:
        code = codes[i]
        kind = kinds[i]
        high = i + 1
        if code == APOSTROPHE and last == LETTER and i + 1 < end:
            if kinds[i + 1] == LETTER:
                i += 1
                continue
        if code < 128 and LEET[code] != 0:
            letter = leet_letter(
                codes, kinds, i, begin, end, last, out, out_kinds, word, n
            )
            if letter != 0:
                code = letter
                kind = LETTER
        if mask and kind == DIGIT:
            while high < end and kinds[high] == DIGIT:
                high += 1
            if high - i >= 4:
                code = token_of_digits(high - i)
                kind = SYMBOL
            else:
                high = i + 1
        n = emit(code, lo[i], lo[high - 1] + 1, kind, scratch, n, word)
        last = kind
        i = high
    return n


@part
def is_trailing(codes, kinds, begin, n):  # type: ignore[no-untyped-def]
    """Tell whether only closing punctuation comes before the next white space."""
    for i in range(begin, n):
        if kinds[i] == SPACE:
            break
        if codes[i] >= 128 or not TRAILING[codes[i]]:
            return False
    return True


@part
def spaced_letters(codes, kinds, begin, n):  # type: ignore[no-untyped-def]
    """Return the end of a word written "k i l l" that begins at `begin`, else 0."""
    count = 0
    plain = 0
    i = begin
    while i < n and kinds[i] == LETTER:
        last = i + 1 < n and kinds[i + 1] != SPACE
        if last and not is_trailing(codes, kinds, i + 1, n):
            break
        count += 1
        if codes[i] >= 128 or not CHATTY[codes[i]]:
            plain += 1
        i += 2
        if last or i >= n or codes[i - 1] != SPACE_CODE:
            break
    # "r u o k" is chat; eight such letters are not, and that keeps this linear.
    if count >= 8 or (count >= 4 and plain >= 1) or (count == 3 and plain >= 2):
        return begin + 2 * count - 1
    return 0


@part
def separated_letters(codes, kinds, begin, end):  # type: ignore[no-untyped-def]
    """Return the end of "k.i.l.l" at `begin`, if the chunk is nothing else, else 0."""
    if end - begin < 5 or codes[begin + 1] >= 128 or not SEPARATORS[codes[begin + 1]]:
        return 0
    separator = codes[begin + 1]
    i = begin
    while i < end and kinds[i] == LETTER:
        i += 1
        if i + 1 < end and codes[i] == separator and kinds[i + 1] == LETTER:
            i += 1
        else:
            break
    if i - begin < 5:
        return 0
    if i + 1 == end and codes[i] == separator:
        return i
    return i if is_trailing(codes, kinds, i, end) else 0


@jit
def fold_text(text, mask, tables, scratch):  # type: ignore[no-untyped-def]
    """Fold `text` into ``scratch.out``, masking if `mask`; return the code points."""
    codes, kinds, lo = scratch.codes, scratch.kinds, scratch.lo
    out, out_kinds = scratch.out, scratch.out_kinds
    out_lo, out_hi = scratch.out_lo, scratch.out_hi
    n_codes = fold_chars(text, tables, codes, kinds, lo)
    n = i = 0
    while i < n_codes:
        if kinds[i] == SPACE:
            out[n] = codes[i]
            out_kinds[n] = SPACE
            out_lo[n] = lo[i]
            out_hi[n] = lo[i] + 1
            n += 1
            i += 1
            continue
        end, tame = tame_end(codes, kinds, i, n_codes)
        joined = 0
        if kinds[i] == LETTER and (end - i == 1 or kinds[i + 1] != LETTER):
            joined = spaced_letters(codes, kinds, i, n_codes)
        if joined != 0:
            n = emit_every_other(scratch, i, joined, n)
            i = joined
        elif tame:
            n = copy_tame(codes, kinds, lo, out, out_kinds, out_lo, out_hi, i, end, n)
            i = end
        else:
            n, i = fold_wild(scratch, i, end, n_codes, n, mask)
    return n


@part
def fold_wild(scratch, i, end, n_codes, n, mask):  # type: ignore[no-untyped-def]
    """Append the chunk from `i` on, up to something that has to be looked at anew.

    Returns how many code points there are and where to go on.
    """
    codes, kinds, lo = scratch.codes, scratch.kinds, scratch.lo
    kind, first, stop = 0, i, i
    if mask:
        first, stop = find_spaced_number(codes, kinds, i, n_codes)
        if stop != 0:
            kind = PHONE
        else:
            kind, first, stop = find_mask(codes, kinds, i, end)
    begin, rest = i, end  # what is not masked
    if kind == 0:
        joined = separated_letters(codes, kinds, i, end)
        if joined != 0:
            n = emit_every_other(scratch, i, joined, n)
            begin = joined
    elif first > i:
        rest = first  # and look again from there: "tel:07700 900123"
    else:
        n = emit(kind, lo[first], lo[stop - 1] + 1, SYMBOL, scratch, n, n)
        begin = stop
        if end - stop <= MAX_REST:
            rest = stop
    return emit_chunk(scratch, begin, rest, n, mask), rest
