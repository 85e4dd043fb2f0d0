"""Which texts are told to be in another language than English."""

import csv
import gzip
import re
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harassclf.errors import InvalidTextError
from harassclf.text import language
from harassclf.text.jit import compile_kernels
from harassclf.text.language import english_or_unclear

RESOURCE = Path(language.__file__).parents[1] / "resources" / "language.npz"
DATASETS = Path(__file__).parents[2] / ".." / "shared" / "datasets"
WORD_RE = re.compile(r"[^\W\d_]{2,}")
UNCLEAR = {
    "empty": "",
    "white space": " \n\t ",
    "NULs": "\0\0",
    "lone surrogate": "ok \ud800 \udfff",
    "punctuation": "?!?! ... --- !!!",
    "numbers": "12:30 45,67 2024-03-13",
    "emoji": "👍🏽❤️😂😂",
    "shrug": "¯\\_(ツ)_/¯",
    "one foreign word": "gracias",
    "two foreign words": "hola amigo",
    "names": "Giovanni Rossi, Maria Gonzalez, Jürgen Müller",
    "places": "São Paulo, Buenos Aires, Kraków",
    "apps": "WhatsApp Telegram Snapchat TikTok Instagram",
    "link": "https://example.org/es/donde/esta/la/casa/de/mi/madre",
    "code": "for (int i = 0; i < n; i++) { sum += a[i]; }",
    "shell": "sudo apt-get install linux-headers-generic && cd /usr/src",
}
ENGLISH = {
    "plain": "see you at six by the station",
    "threat": "I know where you live and I am coming for you",
    "capitals": "WHY ARE YOU NOT ANSWERING ME",
    "text speak": "hey wat u doin 2nite? cant w8 2 c u l8r lol",
    "teenage": "bruh ngl that was lowkey fire fr fr no cap",
    "no vowels": "pls cm hm nw bcz mm s wtng",
    "Singlish": "eh you where ah? I makan already lah, don't wait for me leh",
    "Pidgin": "abeg no vex, wetin dey happen? I go come your side tomorrow",
    "Hinglish": "arre yaar I told you na, please come on time and bring the file",
    "Spanglish": "tell mi abuela I love her tamales and we come el domingo",
    "half and half": "I miss you mucho mi amor and I want to see you again",
    "accents": "naïve café façade, said Zoë",
    "accents as disguise": "ï wïll fïnd yöü ànd hürt yôu",
    "look-alikes": "i will кіll you",
    "look-alikes only": "\u0430\u0441\u0435k",
    "full-width": "ｗｅ ａｒｅ ｃｏｍｉｎｇ",
    "fraktur": "𝖜𝖊 𝖆𝖗𝖊 𝖈𝖔𝖒𝖎𝖓𝖌",
    "written apart": "k i l l y o u",
    "laughter": "hahahaha hehehe jajaja lmaooooo",
    "song": "la la la la la na na na na hey hey",
    "foreign place": "see you in 北京",
    "foreign name": "call me привет",
    "quotation": "He said 'no me importa nada' and then he walked out of the room",
}
FOREIGN = {
    "Russian": "привет как дела",
    "Greek": "γεια σου",
    "Arabic": "مرحبا كيف حالك",
    "Hebrew": "שלום מה שלומך",
    "Chinese": "你好吗",
    "Chinese with English": "今天我去学校了ok",
    "Japanese": "こんにちは",
    "Korean": "안녕하세요",
    "Hindi": "नमस्ते",
    "Thai": "สวัสดี",
    "Russian with English": "ok привет как дела",
    "Spanish": "no quiero volver a verte nunca más",
    "Spanish, no accents": "donde estas, por que no me contestas",
    "French": "je ne sais pas où tu habites",
    "French, elided": "c'est l'homme qui m'a dit qu'il t'aime",
    "German": "ich weiß genau wo du wohnst",
    "Portuguese": "eu não quero falar com você",
    "Italian": "non so dove sei ma ti trovo",
    "Dutch": "ik weet niet waar je woont",
    "Polish": "nie wiem gdzie jesteś teraz",
    "Turkish": "seni çok özledim ama bana yazmadın",
    "Indonesian": "aku tidak tahu kamu di mana sekarang",
    "Malay": "saya tidak boleh datang ke rumah awak",
    "Tagalog": "hindi ko alam kung nasaan ka ngayon",
    "Vietnamese": "tôi không biết bạn đang ở đâu",
    "Romanian": "nu știu unde ești acum",
    "Swedish": "jag vet inte var du bor",
    "Czech": "nevím kde teď jsi a co děláš",
    "romanised Hindi": "mujhe pata hai tum kahan rehte ho",
    "Swahili": "sijui uko wapi sasa lakini nitakuja kwako",
    "capitals": "ICH WEISS GENAU WO DU WOHNST",
    "with English": "no quiero verte nunca más, entiendes? bye, see you",
}


@pytest.mark.parametrize("text", (UNCLEAR | ENGLISH).values(), ids=UNCLEAR | ENGLISH)
def test_english_and_unclear(text):
    assert english_or_unclear([text]).tolist() == [True]


@pytest.mark.parametrize("text", FOREIGN.values(), ids=FOREIGN)
def test_other_languages(text):
    assert english_or_unclear([text]).tolist() == [False]


def test_one_answer_for_each_text_whatever_is_beside_it():
    texts = [*UNCLEAR.values(), *FOREIGN.values(), *ENGLISH.values()]
    alone = [bool(english_or_unclear([text])[0]) for text in texts]
    assert english_or_unclear(texts).tolist() == alone
    assert english_or_unclear([]).tolist() == []
    assert english_or_unclear([]).dtype == bool


def test_plain_and_compiled_code_agree():
    texts = [*UNCLEAR.values(), *FOREIGN.values(), *ENGLISH.values()]
    before = english_or_unclear(texts).tolist()
    compile_kernels()
    assert english_or_unclear(texts).tolist() == before


def test_a_foreign_quotation_does_not_make_a_long_mail_foreign():
    mail = "Thank you for the lovely evening, we all had a great time. " * 20
    quoted = "Como siempre decía mi abuela, más vale tarde que nunca en la vida. "
    assert english_or_unclear([quoted + mail, mail + quoted]).tolist() == [True, True]
    assert english_or_unclear([quoted * 20 + mail[:60]]).tolist() == [False]


@settings(deadline=None)
@given(st.text(st.characters()))
def test_every_text_has_an_answer_that_outer_space_does_not_change(text):
    answers = english_or_unclear([text, text + " ", " " + text])
    assert answers[0] == answers[1] == answers[2]


@pytest.mark.parametrize(
    "text", ["п" * 1_000_000, "a" * 1_000_000, "a." * 500_000, "é@ " * 300_000]
)
def test_a_long_text_takes_no_longer_than_its_length_says(text):
    compile_kernels()
    english_or_unclear(["x"])
    begin = time.perf_counter()
    english_or_unclear([text])
    assert time.perf_counter() - begin < 2


@pytest.mark.parametrize(
    ("texts", "message"),
    [("see you", "bare str"), (["see you", None], "NoneType"), ([b"x"], "bytes")],
)
def test_what_is_no_text_is_refused(texts, message):
    with pytest.raises(InvalidTextError, match=message):
        english_or_unclear(texts)


def test_the_table_is_small():
    assert RESOURCE.stat().st_size < 300_000


def texts_of(name, lang):
    path = DATASETS / name / "messages.csv.gz"
    if not path.exists():
        pytest.skip("needs ../shared/datasets, which is not here")
    with gzip.open(path, "rt", newline="", encoding="utf-8") as rows:
        found = [row["text"] for row in csv.DictReader(rows) if row["lang"] == lang]
    return [text for text in found if lang == "zh" or len(WORD_RE.findall(text)) >= 5]


@pytest.mark.parametrize(
    ("name", "most"),
    # Most of what is found in davidson and sms_spam_uci is indeed not English.
    [("topical_chat", 1e-5), ("sms_spam_uci", 1e-3), ("davidson", 2e-3)],
)
def test_english_sets_that_the_table_was_not_built_from(name, most):
    assert (~english_or_unclear(texts_of(name, "en"))).mean() <= most


@pytest.mark.parametrize(
    "lang",
    [
        "portuguese",
        "italian",
        "german",
        "polish",
        "spanish",
        "dutch",
        "french",
        "hindi",
    ],
)
def test_hatecheck_in_other_languages(lang):
    texts = texts_of("multilingual_hatecheck", lang)
    assert (~english_or_unclear(texts)).mean() >= 0.97


def test_chinese_messages():
    assert (~english_or_unclear(texts_of("nus_sms", "zh"))).mean() >= 0.98
