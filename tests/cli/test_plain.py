"""Text from strangers on a terminal."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harassclf.cli.plain import plain

CASES = {
    "see you at six": "see you at six",
    "a\nb\r\nc\td": "a b  c d",
    "\x1b]0;title\x07": "<U+001B>]0;title<U+0007>",
    "\x9b31m": "<U+009B>31m",
    "a\u202eb\u2066c\u2069": "a<RLO>b<LRI>c<PDI>",
    "\u200b\u200e\u200f\u061c\ufeff\u2060": "<ZWSP><LRM><RLM><ALM><BOM><WJ>",
    "a\u2028b\u2029c": "a b c",
    "\ud800": "<U+D800>",
    "\ue000": "<U+E000>",
    "\u00ad": "<U+00AD>",
    "\U000e0041": "<U+E0041>",
    "👩\u200d👧": "👩\u200d👧",
    "café 你好 שלום": "café 你好 שלום",
    "": "",
}


@pytest.mark.parametrize(("text", "shown"), CASES.items())
def test_what_could_steer_a_terminal_is_spelled_out(text, shown):
    assert plain(text) == shown


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [
        ("abcdef", 6, "abcdef"),
        ("abcdefg", 6, "abcde…"),
        ("ab", 1, "…"),
        ("a", 1, "a"),
        ("\x1b\x1bc", 2, "<U+001B>…"),
        ("x" * 10**6, 3, "xx…"),
    ],
)
def test_long_text_is_cut(text, width, shown):
    assert plain(text, width) == shown


@given(st.text(st.characters()))
def test_nothing_shown_can_steer_a_terminal(text):
    shown = plain(text)
    for char in shown.replace("\u200d", ""):
        assert unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")
    assert plain(shown) == shown
