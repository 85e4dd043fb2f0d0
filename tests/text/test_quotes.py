"""Quoted replies, forwarded mails and signatures."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from harassclf.text.quotes import blank_quoted, quoted_spans


def own(body: str, *, reply: bool = False) -> str:
    """Return what is left, with blanked lines dropped."""
    lines = blank_quoted(body, reply=reply).split("\n")
    return "\n".join(line for line in lines if line.strip())


HEADINGS = [
    "-----Original Message-----",
    "-----Ursprüngliche Nachricht-----",
    "-----Message d'origine-----",
    "-----Mensaje original-----",
    "-----Messaggio originale-----",
    "-----Oorspronkelijk bericht-----",
    "-----Исходное сообщение-----",
    "-------- Forwarded Message --------",
    "-------- Weitergeleitete Nachricht --------",
    "---------- Forwarded message ---------",
    "Begin forwarded message:",
]
ATTRIBUTIONS = [
    "On Mon, 4 Mar 2024 at 12:20, Ana <ana@example.org> wrote:",
    "On Mon, 4 Mar 2024 at 12:20, Ana\n<ana@example.org> wrote:",
    "Am 04.03.24 um 12:20 schrieb Ana:",
    "Am Mo., 4. März 2024 um 12:20 Uhr schrieb Ana <ana@example.org>:",
    "Le lun. 4 mars 2024 à 12:20, Ana <ana@example.org> a écrit :",
    "El lun, 4 mar 2024 a las 12:20, Ana (<ana@example.org>) escribió:",
    "Il giorno lun 4 mar 2024 alle ore 12:20 Ana ha scritto:",
    "Em seg., 4 de mar. de 2024 às 12:20, Ana escreveu:",
    "Op ma 4 mrt 2024 om 12:20 schreef Ana:",
    "Den mån 4 mars 2024 kl 12:20 skrev Ana:",
    "пн, 4 мар. 2024 г. в 12:20, Ana <ana@example.org>:",
    "Ana Smith wrote:",
]


@pytest.mark.parametrize("heading", HEADINGS)
def test_headings_with_header_lines_cut(heading: str) -> None:
    body = f"No.\n\n{heading}\nFrom: Ana\nSent: Monday\n\nold\nwords\n"
    assert own(body) == "No."


@pytest.mark.parametrize("heading", HEADINGS)
def test_headings_without_header_lines_do_not_hide_words(heading: str) -> None:
    body = f"No.\n{heading}\nI know where you live."
    assert own(body) == body


@pytest.mark.parametrize("attribution", ATTRIBUTIONS)
def test_attribution(attribution: str) -> None:
    for gap in ("\n", "\n\n"):
        assert own(f"No.\n\n{attribution}{gap}> Coming?\n") == "No."
        assert own(f"No.\n\n{attribution}{gap}> a\n> b\n\nBye") == "No.\nBye"


@pytest.mark.parametrize(
    "block",
    [
        "________________________________\nFrom: Ana\nSent: Monday\nTo: Sam\n\nold",
        "From: Ana\nSent: Monday\nTo: Sam\nSubject: x\n\nold",
        "*From:* Ana\n*Sent:* Monday\n*To:* Sam\n\nold",
        "Von: Ana\nGesendet: Montag\nAn: Sam\nBetreff: x\n\nold",
        "De : Ana\nEnvoyé : lundi\nÀ : Sam\nObjet : x\n\nold",
        "De: Ana\nEnviado el: lunes\nPara: Sam\nAsunto: x\n\nold",
    ],
)
def test_outlook_blocks(block: str) -> None:
    assert own(f"No.\n\n{block}") == "No."
    assert own(f"No.\r\n\r\n{block}".replace("\n", "\r\n")).strip() == "No."


@pytest.mark.parametrize(
    "body",
    [
        "No quotation here",
        "",
        ">:( I am angry\n>:-( really",
        "> only one line\nand words",
        "You will pay on 4 March for what you wrote:\nall of it",
        "From: me\nTo: you\nwith love",
        "________________________________\nwords",
        "> all\n> quoted",
        "-- \n" + "x\n" * 40,
        "a\n-- \n" + "x" * 2000,
        "--\nno signature",
    ],
)
def test_kept(body: str) -> None:
    assert quoted_spans(body) == []
    assert blank_quoted(body) == body


def test_words_that_end_in_wrote_are_not_lost() -> None:
    line = "I will find you for what you wrote:"
    assert own(f"{line}\n> a\n> b") == line


def test_single_line_needs_reply_or_attribution() -> None:
    assert own("> Coming?\nNo.") == "> Coming?\nNo."
    assert own("> Coming?\nNo.", reply=True) == "No."
    assert own("> a\nNo.\n> b\nNever.") == "No.\nNever."


def test_signature() -> None:
    assert own("No.\n-- \nSam\nShop") == "No."
    assert own("No.\n-- \nSam\n> a\n> b\nBye") == "No.\nBye"


def test_spans() -> None:
    body = "No.\n\nOn 4 Mar 2024, Sam wrote:\n> a\n> b\n\nBye"
    ((start, end),) = quoted_spans(body)
    assert body[start:end] == "On 4 Mar 2024, Sam wrote:\n> a\n> b"
    assert blank_quoted(body)[end:] == body[end:]


LINES = st.lists(
    st.one_of(
        st.sampled_from(
            [
                *HEADINGS,
                *ATTRIBUTIONS,
                "> a",
                ">",
                ">:(",
                "-- ",
                "",
                "From: x",
                "Sent: y",
                "To: z",
                "Subject: w",
                "_" * 32,
                "words",
                "x\r",
            ]
        ),
        st.text(max_size=20),
    ),
    max_size=40,
)


@given(lines=LINES, reply=st.booleans())
@example(lines=["-- ", "a", "> q", "> q", "-- ", "b"], reply=False)
def test_properties(lines: list[str], reply: bool) -> None:
    body = "\n".join(lines)
    spans = quoted_spans(body, reply=reply)
    ends = [0, *(place for span in spans for place in span), len(body)]
    assert ends == sorted(ends)
    blanked = blank_quoted(body, reply=reply)
    assert len(blanked) == len(body)
    assert blank_quoted(blanked, reply=reply) == blanked
    for i, (old, new) in enumerate(zip(body, blanked, strict=True)):
        inside = any(start <= i < end for start, end in spans)
        assert new == (" " if inside and old != "\n" else old)
    assert bool(blanked.strip()) == bool(body.strip())


@pytest.mark.parametrize(
    "attack",
    [
        ">",
        "> ",
        "\n>",
        "> \n",
        "-- \n",
        "wrote:\n> ",
        "On 1 wrote:\n>\n",
        "From: x\n",
        "From:\nSent:\n",
        "-",
        "_",
        "-----\n",
        "*",
        " ",
        "\n",
        "a:",
        "On 1\n",
        "\r\n>",
    ],
)
def test_linear(attack: str) -> None:
    body = attack * (100_000 // len(attack))
    start = time.perf_counter()
    blank_quoted(body)
    assert time.perf_counter() - start < 2
