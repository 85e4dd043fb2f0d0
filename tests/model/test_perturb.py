"""Rewritten texts: what each change does, and that it always does the same."""

from __future__ import annotations

import unicodedata
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harassclf.model.perturb import DISGUISES, INVARIANCES, changed_by
from harassclf.model.perturb_words import EMOJI, LOOKALIKES, NAMES, PLACES
from harassclf.text.fold import fold

CHANGES = {**INVARIANCES, **DISGUISES}
LINE = (
    "Emma, on Friday the 3rd i will stand at your house in LEEDS, emma. Watch the door"
)


def once(name, text=LINE):
    (after,) = changed_by(CHANGES[name], [text], 0)[1]
    return after


def test_names_are_swapped_alike_wherever_they_stand():
    after = once("first names swapped")
    first, last = after.split(",")[0], after.split(", ")[-1].split(".")[0]
    assert first.casefold() in NAMES
    assert first != "Emma"
    assert last == first.lower()
    assert after.split(",", 1)[1].startswith(" on Friday the 3rd i will stand")


def test_places_keep_their_case():
    place = once("places swapped").split(" in ")[1].split(",")[0]
    assert place.isupper()
    assert place != "LEEDS"


def test_dates():
    after = once("dates and weekdays swapped")
    assert "Friday" not in after
    assert "3rd" not in after
    assert "day the " in after


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("trailing spaces", LINE + "   \n "),
        ("lower case", LINE.lower()),
        ("capitals", LINE.upper()),
        ("with a full stop", LINE + "."),
        ("fullwidth", unicodedata.normalize("NFKC", LINE)),
    ],
)
def test_plain_changes(name, expected):
    after = once(name)
    if name == "fullwidth":
        assert after != LINE
        after = unicodedata.normalize("NFKC", after)
    assert after == expected


def test_final_punctuation():
    assert once("without final punctuation", "come here!! ") == "come here"
    assert changed_by(INVARIANCES["with a full stop"], ["come here!"], 0) == ([], [])


@pytest.mark.parametrize("name", ["look-alike letters", "zero-width characters"])
def test_what_nobody_sees_is_undone_by_fold(name):
    after = once(name)
    assert after != LINE
    assert fold(after) == fold(LINE)


def test_some_words_are_disguised_and_short_ones_are_not():
    assert once("spaced letters", "i will hurt you") in {
        "i w i l l h u r t you",
        "i w i l l hurt you",
        "i will h u r t you",
    }
    assert once("dropped vowels", "i punish you") == "i pnsh you"
    assert once("leet", "i touch you") == "i 70uch you"
    repeated = once("repeated letters", "i burn you")
    assert len(repeated) in range(12, 15)
    assert once("emoji for words", "a Knife for you") == "a 🔪 for you"


@pytest.mark.parametrize("name", CHANGES)
@given(text=st.text(max_size=60))
def test_any_text_and_the_same_each_time(name, text):
    one, other = (CHANGES[name](text, Random(7)) for _ in range(2))  # noqa: S311
    assert one == other
    before, after = changed_by(CHANGES[name], [text, "x", text], 5)
    assert len(before) == len(after)
    assert all(a != b for a, b in zip(before, after, strict=True))


def test_a_text_does_not_depend_on_its_neighbours():
    change = DISGUISES["leet"]
    alone = changed_by(change, [LINE], 1)[1]
    assert changed_by(change, ["another house", LINE], 1)[1][1:] == alone


def test_the_lists():
    for words in (NAMES, PLACES):
        assert len(set(words)) == len(words)
        assert all(word.islower() for word in words)
    assert not set(NAMES) & set(PLACES)
    assert all(not letter.isascii() for letter in LOOKALIKES.values())
    assert all(not picture.isascii() for picture in EMOJI.values())
