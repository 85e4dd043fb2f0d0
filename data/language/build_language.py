"""Build ``harassclf/resources/language.npz``, the table behind `english_or_unclear`.

    pip install --target /tmp/words wordfreq==3.1.1 stopwordsiso==0.7.1
    PYTHONPATH=/tmp/words python data/language/build_language.py

Takes two minutes. Run by hand; nothing of it is needed at run time.

Sources:

- wordfreq 3.1.1 (Robyn Speer), word frequencies of 26 languages (`WORDFREQ`), and of
  Hindi, romanised here. Code Apache-2.0; data CC BY-SA 4.0, among others from
  Wikipedia, OpenSubtitles, SUBTLEX, Google Books, Twitter, Reddit and
  ParaCrawl; see its NOTICE.
- stopwordsiso 0.7.1 (Gene Diaz), stop words of 10 languages more. MIT.
- Public English sets in ``../shared/datasets`` as recorded in data/sources.toml: only
  counts of words in them, and none of the sets that measure.py measures on.
- words.toml beside this file: our own.

The table holds, for each word, the logarithm of how much commoner it is in the other
languages than in English, and for each three letters the weight that a logistic
regression on the spelling of words gives them. It is adapted from CC BY-SA 4.0 data
(wordfreq), so the file language.npz is itself under CC BY-SA 4.0; the code is not.
"""

from __future__ import annotations

import csv
import gzip
import math
import re
import sys
import tomllib
import unicodedata
from collections import Counter
from pathlib import Path

import numpy as np
import stopwordsiso
import wordfreq
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from harassclf.text.language_kernel import (
    ALIKE,
    BREAK,
    DIGIT,
    DOT,
    FIRST_LATIN,
    IDEOGRAPH,
    LAST_PLACE,
    MARK,
    MAX_REPEATS,
    OTHER,
    SPACE,
    SPOILER,
    LanguageTables,
    place_of,
)

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
DATASETS = ROOT / ".." / "shared" / "datasets"
TARGET = ROOT / "harassclf" / "resources" / "language.npz"

WORDFREQ = [
    "ca",
    "cs",
    "da",
    "de",
    "es",
    "fi",
    "fil",
    "fr",
    "hu",
    "id",
    "is",
    "it",
    "lt",
    "lv",
    "ms",
    "nb",
    "nl",
    "pl",
    "pt",
    "ro",
    "sh",
    "sk",
    "sl",
    "sv",
    "tr",
    "vi",
]
STOPWORDS = ["af", "et", "eu", "ga", "gl", "ha", "so", "sw", "yo", "zu"]
# Sets that are English by the sentence, written by many, and not measured on.
ENGLISH_SETS = [
    "goemotions",
    "jigsaw_subset",
    "toxic_spans",
    "civil_aayan",
    "edos",
    "implicit_hate",
    "misogyny_eacl",
    "hatexplain",
    "gab_kennedy",
    "stormfront",
    "spamassassin",
]
# Of each language so many words; of English more, since a word that is missing there
# is what may accuse an English text.
WORDS, ENGLISH_WORDS, SPELT_WORDS = 2_500, 25_000, 10_000
MIN_COUNT = 3
# How a word of one language weighs among all the languages a text may be in.
PRIOR = 0.25
FLOOR = 4e-7  # what a word unseen in English may have for frequency there
UNIT, LIMIT = 16, 64
KEPT = 12  # an English word is left out if its spelling says as much already
ENGLISH_BY_HAND = -8

# Scripts some letters of which look like Latin ones, so that they serve as disguise.
LOOKALIKE = ("CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC", "LISU")
IDEOGRAPHS = ("CJK", "HANGUL SYLLABLE", "YI SYLLABLE", "TANGUT", "NUSHU")
# Characters of links, addresses, paths, tags, markup and code.
SPOILERS = "@/\\_#=<>{}|~$&^`+%[]"
# Latin letters that have no decomposition.
BY_HAND = {
    "æ": "a", "œ": "o", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i",
    "ŋ": "n", "þ": "t", "ß": "s", "ſ": "s", "ə": "e", "ƒ": "f", "ɓ": "b", "ɗ": "d",
    "ƙ": "k", "ɛ": "e", "ɔ": "o", "ɩ": "i", "ʊ": "u",
}  # fmt: skip
LATIN_NAME = re.compile(r"LATIN .*LETTER (?:[A-Z ]* )?([A-Z])(?: WITH .*)?$")


def latin_letter(char: str) -> str:
    """Return the plain lower-case letter of a Latin one; "" for any other character."""
    plain = unicodedata.normalize("NFKD", char)[0].lower()
    plain = BY_HAND.get(plain, plain)
    plain = unicodedata.normalize("NFKD", plain)[0]
    if "a" <= plain <= "z":
        return plain
    found = LATIN_NAME.match(unicodedata.name(char, ""))
    return found[1].lower() if found else ""


def class_of(code: int) -> int:
    """Return the class of a code point, as harassclf/text/language_kernel.py has it."""
    char = chr(code)
    category = unicodedata.category(char)
    if category[0] == "Z" or char in "\t\n\v\f\r\x85":
        return SPACE
    if char in SPOILERS:
        return SPOILER
    if char == ".":
        return DOT
    if category[0] == "M" or category in ("Cf", "Cc"):
        return MARK
    if category[0] == "N":
        return DIGIT
    name = unicodedata.name(unicodedata.normalize("NFKC", char)[0], "")
    if category[0] != "L" and not name.startswith("LATIN"):
        return BREAK
    if name.startswith(("LATIN", "MODIFIER")) or (category == "Lm" and code < 0x2C80):
        letter = latin_letter(char)
        accent = code < 0x2000 and not char.isascii()
        upper = category == "Lu"
        return ord(letter) - 32 * upper + 128 * accent if letter else MARK
    if name.startswith(LOOKALIKE):
        return ALIKE
    return IDEOGRAPH if name.startswith(IDEOGRAPHS) else OTHER


def class_pages() -> tuple[np.ndarray, np.ndarray]:
    """Return the classes of all code points as an index and its pages."""
    classes = np.array([class_of(code) for code in range(0x110000)], np.uint8)
    pages, index = np.unique(classes.reshape(-1, 128), axis=0, return_inverse=True)
    return index.astype(np.uint8).ravel(), pages.ravel()


def words_of(text: str, classes: dict[str, int]) -> list[str]:
    """Cut `text` into words of plain letters as the kernel does."""
    words, word, bad = [], "", False
    for char in text + " ":
        kind = classes.get(char)
        if kind is None:
            kind = classes[char] = class_of(ord(char))
        if kind >= FIRST_LATIN:
            letter = chr(kind & 31 | 96)
            if word[-MAX_REPEATS:] != letter * MAX_REPEATS:
                word += letter
        elif kind >= ALIKE:
            bad = True
        elif kind != MARK:
            if len(word) > 1 and not bad:
                words.append(word)
            word, bad = "", False
    return words


def english_counts(classes: dict[str, int]) -> Counter[str]:
    """Return how often each word occurs in the English sets."""
    counts: Counter[str] = Counter()
    csv.field_size_limit(1 << 30)
    for name in ENGLISH_SETS:
        own: Counter[str] = Counter()
        with gzip.open(DATASETS / name / "messages.csv.gz", "rt", newline="") as rows:
            for row in csv.DictReader(rows):
                own.update(set(words_of(row["text"][:2000], classes)))
        counts.update(own)
    return Counter({w: n for w, n in counts.items() if n >= MIN_COUNT})


def listed(language: str, most: int, classes: dict[str, int]) -> dict[str, float]:
    """Return the commonest words of a language of wordfreq and their frequencies."""
    found: Counter[str] = Counter()
    for word, frequency in wordfreq.get_frequency_dict(language, "best").items():
        for part in words_of(word, classes):
            found[part] += frequency
    return dict(found.most_common(most))


def ranked(words: list[str], classes: dict[str, int]) -> dict[str, float]:
    """Give words without frequencies what Zipf's law gives a language's commonest."""
    plain = [part for word in words for part in words_of(word, classes)]
    plain = list(dict.fromkeys(plain))
    return {word: 0.05 / (rank + 10) for rank, word in enumerate(plain)}


# Devanagari to what people type: a consonant carries an "a", which is not written at
# the end of a word nor between two syllables that have vowels of their own.
CONSONANTS = dict(
    zip(
        "कखगघङचछजझञटठडढणतथदधनपफबभमयरलवशषसह",
        [
            "k",
            "kh",
            "g",
            "gh",
            "n",
            "ch",
            "chh",
            "j",
            "jh",
            "n",
            "t",
            "th",
            "d",
            "dh",
            "n",
            "t",
            "th",
            "d",
            "dh",
            "n",
            "p",
            "ph",
            "b",
            "bh",
            "m",
            "y",
            "r",
            "l",
            "v",
            "sh",
            "sh",
            "s",
            "h",
        ],
        strict=True,
    )
)
VOWELS = dict(
    zip(
        "अआइईउऊएऐओऔऋ",
        ["a", "a", "i", "i", "u", "u", "e", "ai", "o", "au", "ri"],
        strict=True,
    )
)
SIGNS = dict(
    zip("ािीुूेैोौृ", ["a", "i", "i", "u", "u", "e", "ai", "o", "au", "ri"], strict=True)
)


def romanised(word: str) -> list[str]:
    """Return ways in which a Hindi word is typed in Latin letters."""
    syllables: list[tuple[str, str]] = []
    for char in unicodedata.normalize("NFC", word):
        if char in CONSONANTS:
            syllables.append((CONSONANTS[char], "?"))
        elif char in VOWELS:
            syllables.append(("", VOWELS[char]))
        elif char in SIGNS and syllables:
            syllables[-1] = (syllables[-1][0], SIGNS[char])
        elif char == "्" and syllables:
            syllables[-1] = (syllables[-1][0], "")
        elif char in "ंँ" and syllables:
            head, vowel = syllables[-1]
            syllables[-1] = (head, ("a" if vowel == "?" else vowel) + "n")
        elif char != "़":
            return []
    out = ""
    for k, (head, vowel) in enumerate(syllables):
        if vowel == "?":
            final = k == len(syllables) - 1
            after = k + 1 < len(syllables) and syllables[k + 1][1] not in ("?", "")
            between = k > 0 and after and syllables[k - 1][1] != ""
            vowel = "" if (final and k > 0) or between else "a"
        out += head + vowel
    return list(dict.fromkeys([out, out.replace("v", "w"), re.sub("n$", "", out)]))


def romanised_hindi(by_hand: list[str], classes: dict[str, int]) -> dict[str, float]:
    """Return romanised words of Hindi and their frequencies."""
    found: dict[str, float] = ranked(by_hand, classes)
    hindi = wordfreq.get_frequency_dict("hi", "best")
    for word, frequency in sorted(hindi.items(), key=lambda e: -e[1])[:6000]:
        for typed in romanised(word):
            if len(typed) > 1:
                found[typed] = max(found.get(typed, 0.0), frequency / 2)
    return found


def frequencies(classes: dict[str, int]) -> dict[str, dict[str, float]]:
    """Return for each language its words and their frequencies; "en" is English."""
    by_hand = tomllib.loads((HERE / "words.toml").read_text("utf-8"))
    tables = {name: listed(name, 60_000, classes) for name in WORDFREQ}
    for name in STOPWORDS:
        tables[name] = ranked(sorted(stopwordsiso.stopwords(name)), classes)
    tables["sw"] |= ranked(by_hand["swahili"].split(), classes)
    tables["hi"] = romanised_hindi(by_hand["hindi"].split(), classes)
    counts = english_counts(classes)
    total = 2 * sum(counts.values())
    english = {w: f / 2 for w, f in listed("en", 300_000, classes).items()}
    for word, n in counts.items():
        english[word] = english.get(word, 0.0) + n / total
    for word in words_of(by_hand["english"], classes):
        english[word] = max(english.get(word, 0.0), 1e-5)
    tables["en"] = english
    return tables


def evidence_of(
    tables: dict[str, dict[str, float]], hand: set[str]
) -> dict[str, float]:
    """Return for each word the log-odds that it is not English, in nats."""
    english = tables["en"]
    best: dict[str, float] = {}
    for name, words in tables.items():
        if name != "en":
            for word, frequency in words.items():
                best[word] = max(best.get(word, 0.0), frequency)
    floor = FLOOR
    said = {
        word: math.log(PRIOR * frequency + floor / 4)
        - math.log(english.get(word, 0.0) + floor)
        for word, frequency in best.items()
    }
    for word, frequency in english.items():
        if word not in said:
            said[word] = math.log(floor / 4) - math.log(frequency + floor)
    for word in hand:
        said[word] = min(said.get(word, 0.0), ENGLISH_BY_HAND / UNIT)
    return said


def kept_words(tables: dict[str, dict[str, float]], hand: set[str]) -> list[str]:
    """Return the words that are worth a place in the table."""
    kept: dict[str, None] = dict.fromkeys(hand)
    for name, words in tables.items():
        most = ENGLISH_WORDS if name == "en" else WORDS
        common = sorted(words, key=words.__getitem__, reverse=True)[:most]
        kept.update(dict.fromkeys(common))
    return [word for word in kept if len(word) <= 24]


def trigrams(word: str) -> list[int]:
    """Return the places of a word's trigrams in the spelling table."""
    codes = [0, 0, *(ord(char) - 96 for char in word), 0]
    return [
        (codes[k] * 27 + codes[k + 1]) * 27 + codes[k + 2]
        for k in range(len(codes) - 2)
    ]


def spelling_weights(
    tables: dict[str, dict[str, float]], said: dict[str, float]
) -> np.ndarray:
    """Return what each trigram says, times the mean over a word, in nats."""
    labels: dict[str, tuple[bool, float]] = {}
    for name, words in tables.items():
        most = 4 * SPELT_WORDS if name == "en" else SPELT_WORDS
        for word in sorted(words, key=words.__getitem__, reverse=True)[:most]:
            foreign = said[word] > 0
            if foreign == (name != "en"):
                weight = 1.0 if foreign else 4.0
                labels[word] = (foreign, weight)
    names = list(labels)
    y = np.array([labels[word][0] for word in names])
    weight = np.array([labels[word][1] for word in names])
    grams = [trigrams(word) for word in names]
    rows = np.repeat(np.arange(len(names)), [len(g) for g in grams])
    scale = np.repeat([1.0 / len(g) for g in grams], [len(g) for g in grams])
    columns = np.concatenate(grams)
    X = csr_matrix((scale, (rows, columns)), (len(names), 27**3))
    weight[y] *= weight[~y].sum() / weight[y].sum()
    model = LogisticRegression(C=3.0, max_iter=300).fit(X, y, sample_weight=weight)
    print("spelling alone tells", round(model.score(X, y, weight), 3), "of", len(names))
    return model.coef_[0]


def hash_of(word: str) -> int:
    """Return the hash of a word as the kernel reckons it (FNV-1a over letters)."""
    value = 0x811C9DC5
    for char in word:
        value = ((value ^ (ord(char) - 96)) * 0x01000193) & 0xFFFFFFFF
    return value


def place_words(
    words: list[str], said: dict[str, float], spelling: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return the word table: fingerprints and evidence."""
    prints = np.zeros(int(LAST_PLACE) + 1, np.uint16)
    evidence = np.zeros(len(prints), np.int8)
    placed = 0
    for word in words:
        value = round(said[word] * UNIT / 4) * 4
        value = max(-LIMIT, min(LIMIT, value))
        spelt = sum(int(spelling[k]) for k in trigrams(word)) / (len(word) + 1)
        if value < 0 and spelt < -KEPT and value > -2 * KEPT:
            continue
        key = hash_of(word)
        place = int(place_of(np.uint64(key), prints))
        if prints[place] == 0:
            prints[place] = max(key & 0xFFFF, 1)
            evidence[place] = value
            placed += 1
            if placed > 0.7 * len(prints):
                sys.exit("The word table is too full: lower WORDS.")
    print(placed, "words of", len(words))
    return prints, evidence


def main() -> None:
    """Build the table and write it."""
    classes: dict[str, int] = {}
    index, pages = class_pages()
    tables = frequencies(classes)
    by_hand = tomllib.loads((HERE / "words.toml").read_text("utf-8"))
    hand = set(words_of(by_hand["english"], classes))
    said = evidence_of(tables, hand)
    weights = spelling_weights(tables, said) * UNIT
    spelling = np.clip(np.round(weights), -127, 127).astype(np.int8)
    prints, evidence = place_words(kept_words(tables, hand), said, spelling)
    made = LanguageTables(index, pages, prints, evidence, spelling)
    np.savez_compressed(TARGET, **made._asdict())
    print(TARGET.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
