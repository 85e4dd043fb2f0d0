"""Conversations that a human should look at, and ordinary ones that look alike."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from harassclf.errors import InvalidTableError
from harassclf.indicators.grooming import possible_grooming
from harassclf.indicators.grooming_signs import SIGNS

# Each line is one message; "A:" writes most of it.
ASKS_FOR_A_LOOK = {
    "game": ["how old are you", "want some free skins?", "add me on telegram"],
    "secret": ["what age are u", "are your parents home?", "don't tell anyone"],
    "app": ["you 13?", "do you have snapchat", "don't tell your mum about me"],
    "lift": ["are you alone now?", "I'll pick you up after school", "our secret ok"],
    "isolate": [
        "how old r u",
        "your parents don't understand you",
        "let's meet up somewhere",
    ],
    "picture": [
        "are you home alone tonight",
        "send me a pic of you",
        "delete this chat",
    ],
    "mature": [
        "you're so mature for your age",
        "you can tell me anything",
        "keep this between us",
    ],
    "gifts": ["what grade are you in", "I'll buy you a new phone", "where do you live"],
    "private": [
        "does your mum check your phone?",
        "whats your snap",
        "I'm the only one who gets you",
    ],
    "vanish": [
        "when is your dad back",
        "messages there disappear",
        "turn your camera on",
    ],
    "disguised": ["h0w old are y0u", "ur s0 special to me", "our s e c r e t"],
}
ORDINARY = {
    "coach": [
        "how old are you? I need it for the under-14s registration",
        "meet at five by the pitch, bring your parents",
        "add the team whatsapp",
        "send me a photo of the form please",
    ],
    "parent": [
        "are you home alone?",
        "I'll pick you up after school",
        "love you, dinner is in the fridge",
    ],
    "friends": ["how old are you now lol 40?", "let's meet up on Saturday"],
    "seller": [
        "is the bike still available? where do you live",
        "I'll collect it tomorrow, can you send me a photo of the bike",
        "add me on whatsapp for the delivery",
    ],
    "surprise": ["don't tell mum about the surprise party", "I got a present for her"],
    "date": ["what do you do for work?", "want to meet for coffee on Sunday?"],
    "tutor": [
        "what year are you in? Ask your mum to book the lesson",
        "let's meet in the library, your dad is welcome too",
    ],
    "grandma": ["how old are you now, nine?", "I bought you a present", "come for tea"],
    "support": ["what is your date of birth?", "please send a photo of the item"],
    "gamers": ["gg", "you on discord?", "skins are half price this week"],
    "flatmates": ["are you home?", "is anyone in, I forgot my key", "I'll pay for gas"],
    "neighbour": ["is your mum home? her parcel is here", "I can drop it round at six"],
}


def table(lines: list[str], *, others: tuple[str, ...] = ("B",)) -> pd.DataFrame:
    rows = [("A", line) for line in lines] + [(one, "ok") for one in others]
    return pd.DataFrame(
        {
            "message_id": [f"m{i}" for i in range(len(rows))],
            "conversation": "chat",
            "sender": [sender for sender, _ in rows],
            "text": [text for _, text in rows],
        }
    )


@pytest.mark.parametrize("lines", ASKS_FOR_A_LOOK.values(), ids=ASKS_FOR_A_LOOK)
def test_the_combination_asks_a_human_to_look(lines: list[str]) -> None:
    found = possible_grooming(table(lines))

    assert found["needs_look"].tolist() == [True]
    assert found["sender"].tolist() == ["A"]


@pytest.mark.parametrize("lines", ORDINARY.values(), ids=ORDINARY)
def test_ordinary_conversations_do_not(lines: list[str]) -> None:
    assert not possible_grooming(table(lines))["needs_look"].any()


def test_signs_and_their_messages_are_named_in_order() -> None:
    found = possible_grooming(table(["hello", *ASKS_FOR_A_LOOK["secret"]]))

    assert found["signs"].tolist() == [["age", "alone", "secrecy"]]
    assert found["message_ids"].tolist() == [["m1", "m2", "m3"]]


def test_signs_of_two_senders_do_not_add_up() -> None:
    messages = table(ASKS_FOR_A_LOOK["secret"])
    messages["sender"] = ["A", "B", "A", "B"]

    assert not possible_grooming(messages)["needs_look"].any()


def test_signs_of_two_conversations_do_not_add_up() -> None:
    messages = table(ASKS_FOR_A_LOOK["secret"])
    messages["conversation"] = ["one", "two", "one", "two"]

    assert not possible_grooming(messages)["needs_look"].any()


def test_a_joke_in_a_group_is_none() -> None:
    lines = [f"{line} haha" for line in ASKS_FOR_A_LOOK["secret"]]

    assert possible_grooming(table(lines, others=("B", "C"))).empty
    assert possible_grooming(table(lines))["needs_look"].all()


def test_no_messages_no_rows_but_the_columns() -> None:
    found = possible_grooming(table([], others=()))

    assert found.columns.tolist() == [
        "conversation",
        "sender",
        "signs",
        "message_ids",
        "needs_look",
    ]
    assert found.empty


def test_the_table_is_not_changed() -> None:
    messages = table(ASKS_FOR_A_LOOK["game"])
    before = messages.copy(deep=True)
    possible_grooming(messages)

    pd.testing.assert_frame_equal(messages, before)


def test_a_table_without_text_is_refused() -> None:
    with pytest.raises(InvalidTableError, match=re.escape("needs a column 'text'")):
        possible_grooming(pd.DataFrame({"sender": ["A"]}))


def test_every_kind_of_sign_is_met_in_a_scenario() -> None:
    signs = {
        sign
        for lines in ASKS_FOR_A_LOOK.values()
        for found in possible_grooming(table(lines))["signs"]
        for sign in found
    }
    assert signs == set(SIGNS)
