"""Which words of a message are scored."""

import pandas as pd
import pytest

from harassclf.tables import Message
from harassclf.tables.frames import coerce_messages, message_frame
from harassclf.text.own_words import own_words

QUOTED = "Fine.\n\nOn 13 March 2024 Sam wrote:\n> I will find you\n> and then\n"


def words(**fields):
    return own_words(message_frame([Message(message_id="1", **fields)]))[0]


def test_a_chat_message_is_taken_as_it_is():
    assert words(text="> I will find you", platform="whatsapp") == "> I will find you"


def test_the_subject_of_a_mail_stands_in_front():
    assert words(text="hi", platform="email", subject="you") == "you\nhi"
    assert words(text="hi", platform="email") == "hi"


def test_the_subject_of_something_else_is_left_alone():
    assert words(text="hi", platform="csv", subject="you") == "hi"


def test_what_a_mail_quotes_is_blanked_and_keeps_its_place():
    found = words(text=QUOTED, platform="email")
    assert "find you" not in found
    assert found.startswith("Fine.")
    assert len(found) == len(QUOTED)


@pytest.mark.parametrize("subject", ["Re: us", " RE: us", "AW: us", "Sv: us"])
def test_a_reply_keeps_its_own_words(subject):
    found = words(text=QUOTED, platform="email", subject=subject)
    assert found.startswith(f"{subject}\nFine.")
    assert "find you" not in found


@pytest.mark.parametrize("kind", ["system", "call", "deleted", "media"])
def test_lines_that_look_like_a_program_are_scored_too(kind):
    assert words(text="I will find you", platform="whatsapp", kind=kind)


def test_order_and_number_are_kept_and_the_table_is_not_changed():
    rows = [
        Message("a", message_id="1", platform="email", subject="s"),
        Message(QUOTED, message_id="2", platform="whatsapp"),
        Message("", message_id="3", platform="email"),
    ]
    table = message_frame(rows)
    before = table.copy(deep=True)
    assert own_words(table) == ["s\na", QUOTED, ""]
    pd.testing.assert_frame_equal(table, before)


def test_a_table_without_rows():
    assert own_words(coerce_messages(pd.DataFrame({"text": []}, dtype=object))) == []
