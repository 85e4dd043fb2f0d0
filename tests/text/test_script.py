"""Which texts the English model has something to say about."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harassclf.text.script import mostly_latin

LATIN = [
    "",
    "12:30 :-) 👍🏽",
    "see you at six",
    "Ça va très bien, Zoë?",
    "hẹn gặp lại bạn",
    "i will кіll you",
    "\u0430\u0441\u0435k",  # three Cyrillic letters and a Latin one
    "ｗｅ ａｒｅ ｃｏｍｉｎｇ",
    "𝖜𝖊 𝖆𝖗𝖊 𝖈𝖔𝖒𝖎𝖓𝖌",
    "call me привет",
    "see you in 北京",
]
FOREIGN = [
    "привет как дела",
    "γεια σου",
    "مرحبا كيف حالك",
    "שלום מה שלומך",
    "你好吗",
    "今天我去学校了ok",
    "こんにちは",
    "안녕하세요",
    "नमस्ते",
    "สวัสดี",
    "ok привет как дела",
]


@pytest.mark.parametrize("text", LATIN)
def test_latin(text):
    assert mostly_latin(text)


@pytest.mark.parametrize("text", FOREIGN)
def test_foreign(text):
    assert not mostly_latin(text)


@given(st.text(st.characters()))
def test_every_text_has_an_answer_that_outer_space_does_not_change(text):
    assert mostly_latin(text) in (True, False)
    assert mostly_latin(text + " ") == mostly_latin(text)


def test_a_long_text_takes_no_longer_than_its_length_says():
    begin = time.perf_counter()
    assert not mostly_latin("п" * 100_000 + " " + "aп" * 20_000)
    assert time.perf_counter() - begin < 2
