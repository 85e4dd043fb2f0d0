"""Adding up what the words of a text say about its language, compiled."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from harassclf.text.jit import inlined, jit, part

u64 = np.uint64
ONE, LETTER_BITS, LOWER = u64(1), u64(31), u64(32)
MASK, SEED, PRIME = u64(0xFFFFFFFF), u64(0x811C9DC5), u64(0x01000193)  # FNV-1a
GOLD = u64(0x61C88647)
PAGE_BITS, IN_PAGE = u64(7), u64(127)
LETTERS, LOW16, BLOOM = u64(27), u64(0xFFFF), u64(63)

# The word table has 2**17 places.
UNUSED_BITS, LAST_PLACE, SPREAD = u64(15), u64((1 << 17) - 1), u64(20)

# Classes of a character in ``pages``. A Latin letter is the ASCII one, plus 128 where
# it has an accent. What is below `ALIKE` is no part of a word.
BREAK, SPACE, SPOILER, DOT, MARK, ALIKE, OTHER, IDEOGRAPH, DIGIT = range(9)
FIRST_LATIN, ACCENTED = ord("A"), ord("A") + 128
WORD_FACTS, FACTS = 7, 5

# Evidence is in sixteenths of a nat, positive where it speaks against English.
# What spelling alone may say: a name or a typing error must not decide.
MAX_SPELLING = 24
ACCENT_SAYS = 8
CLEAR = 16  # from here on a word counts as one that is, or is not, English
NAME_SAYS = 8  # a word with a capital, unless it is the first of the text
MAX_REPEATS = 2  # of a letter, as `read_word` has it
# A text in Latin letters is not English if so many different words clearly are not,
# it has so many letters, its evidence is so much, and so much for every word that is
# clear either way. Chosen on the sets of data/language/measure.py, where 2 words in
# place of 3 raise what is recognised by 3 points and the letters keep "hola amigo".
MIN_FOREIGN = 2
MIN_LETTERS = 16
MIN_EVIDENCE = 80
MIN_MEAN = 14


class LanguageTables(NamedTuple):
    """What ``resources/language.npz`` holds; see data/language/build_language.py.

    Attributes
    ----------
    page_of, pages : ndarray of shape (8704,) and (n_pages * 128,), dtype=uint8
        Class of each code point, in pages of 128.
    prints : ndarray of shape (2**bits,), dtype=uint16
        Open addressing with linear probing: the lower half of a word's hash, 0 free.
    evidence : ndarray of shape (2**bits,), dtype=int8
        What the word in that place says, in sixteenths of a nat.
    spelling : ndarray of shape (27**3,), dtype=int8
        What three letters in a row say; 0 is the edge of a word.
    """

    page_of: NDArray[np.uint8]
    pages: NDArray[np.uint8]
    prints: NDArray[np.uint16]
    evidence: NDArray[np.int8]
    spelling: NDArray[np.int8]


@inlined
def place_of(key, prints):  # type: ignore[no-untyped-def]
    """Return where the word of hash `key` is in the table, or where it would be."""
    place = ((key * GOLD) & MASK) >> UNUSED_BITS
    mark = max(key & LOW16, ONE)
    while prints[place] != 0 and prints[place] != mark:
        place = (place + ONE) & LAST_PLACE
    return place


@inlined
def class_of(code, index, pages):  # type: ignore[no-untyped-def]
    """Return the class of a code point."""
    page = u64(index[code >> PAGE_BITS]) << PAGE_BITS
    return pages[page | (code & IN_PAGE)]


@part
def read_word(text, begin, tables, word):  # type: ignore[no-untyped-def]
    """Read the letters and digits from `begin` on; return where they end, and a hash.

    ``word`` becomes: Latin letters; accents; look-alike letters; letters of other
    scripts, an ideograph twice; digits; what the spelling says;
    whether it is a capital and then small letters. Of a letter repeated more than
    twice the rest is passed over.
    """
    index, pages, spelling = tables.page_of, tables.pages, tables.spelling
    for k in range(WORD_FACTS):
        word[k] = 0
    key, last, older = SEED, u64(0), u64(0)
    letters = accents = spelt = capitals = 0
    i, n = u64(begin), u64(len(text))
    while i < n:
        kind = class_of(u64(text[i]), index, pages)
        if kind >= FIRST_LATIN:
            letter = u64(kind) & LETTER_BITS
            if u64(kind) & LOWER == 0:
                capitals += 1 if letters == 0 else 2
            if letter != last or letter != older:
                key = ((key ^ letter) * PRIME) & MASK
                letters += 1
                accents += kind >= ACCENTED
                spelt += spelling[(older * LETTERS + last) * LETTERS + letter]
                older, last = last, letter
        elif kind >= ALIKE:
            word[2] += kind == ALIKE
            word[3] += (kind == OTHER) + 2 * (kind == IDEOGRAPH)
            word[4] += kind == DIGIT
        elif kind != MARK:
            break
        i += ONE
    word[0], word[1], word[6] = letters, accents, capitals == 1
    word[5] = spelt + spelling[(older * LETTERS + last) * LETTERS]
    return i, key


@part
def word_evidence(key, word, tables):  # type: ignore[no-untyped-def]
    """Return what a word says: its own entry, else how it is spelt.

    One letter, or letters with digits or those of another script among them, say
    nothing.
    """
    if word[0] < 2 or word[2] + word[3] + word[4] > 0:
        return 0
    place = place_of(key, tables.prints)
    if tables.prints[place] != 0:
        return np.int64(tables.evidence[place])
    said = np.int64(word[5] // (word[0] + 1) + ACCENT_SAYS * min(word[1], 2))
    return min(max(said, -MAX_SPELLING), MAX_SPELLING)


@inlined
def count_letters(word, chunk):  # type: ignore[no-untyped-def]
    """Add the letters of a word to the facts of its chunk.

    Look-alike letters beside Latin ones are disguise, not a language. One letter of
    another script alone is a picture: "(ツ)".
    """
    if word[0] > 0:
        chunk[3] += word[0] + word[2]
        chunk[4] += word[3]
    elif word[2] + word[3] > 1:
        chunk[4] += word[2] + word[3]


@part
def weigh_chunk(text, begin, tables, word, chunk, seen):  # type: ignore[no-untyped-def]
    """Put into ``chunk`` what the text from `begin` to the next white space says.

    Returns where that is, which words have been seen, a bit for each, and whether
    the chunk looks like a link, an address, a file name or code.
    """
    index, pages = tables.page_of, tables.pages
    for k in range(FACTS):
        chunk[k] = 0
    spoilt = dotted = dots = False
    last = u64(0)
    i, n = u64(begin), u64(len(text))
    while i < n:
        kind = class_of(u64(text[i]), index, pages)
        if kind == SPACE:
            break
        if kind < ALIKE:
            spoilt = spoilt or kind == SPOILER
            dotted = kind == DOT and i > begin and not dots
            dots = kind == DOT
            i += ONE
            continue
        first = i
        i, key = read_word(text, i, tables, word)
        spoilt = spoilt or (dotted and word[0] > 0)
        dotted = dots = False
        count_letters(word, chunk)
        said = word_evidence(key, word, tables)
        if said > 0 and word[6] and first > 0:
            said = min(said // 4, NAME_SAYS)
        if key != last:
            chunk[0] += said
            bit = ONE << ((key * GOLD >> SPREAD) & BLOOM)
            chunk[1] += said >= CLEAR and seen & bit == 0
            chunk[2] += said <= -CLEAR
            seen |= bit
            last = key
    return i, seen, spoilt


@inlined
def is_english_or_unclear(totals):  # type: ignore[no-untyped-def]
    """Decide on the facts of a text."""
    said, clear = totals[0], totals[1] + totals[2]
    if totals[4] > totals[3]:
        return False
    short = totals[1] < MIN_FOREIGN or totals[3] < MIN_LETTERS
    return short or said < MIN_EVIDENCE or said < MIN_MEAN * clear


@jit
def weigh_batch(codes, starts, tables, work, result):  # type: ignore[no-untyped-def]
    """Fill ``result`` with whether each text is English or unclear.

    Parameters
    ----------
    work : ndarray of shape (3, 7), dtype=int64
        Working memory: facts of a word, of a chunk, of a text. The latter two are:
        evidence; words clearly not English; words clearly English; Latin letters;
        letters of other scripts.
    """
    word, chunk, totals = work[0], work[1], work[2]
    for t in range(len(starts) - 1):
        text = codes[starts[t] : starts[t + 1]]
        for k in range(FACTS):
            totals[k] = 0
        i, n, seen = u64(0), u64(len(text)), u64(0)
        while i < n:
            i, seen, spoilt = weigh_chunk(text, i, tables, word, chunk, seen)
            if spoilt:
                # Scripts without spaces are one chunk, whatever stands among them.
                totals[4] += chunk[4]
            else:
                for k in range(FACTS):
                    totals[k] += chunk[k]
            i += ONE
        result[t] = is_english_or_unclear(totals)
