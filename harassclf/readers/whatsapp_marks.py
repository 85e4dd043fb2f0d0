"""What WhatsApp itself writes in place of a message, in many languages.

The strings are those of the app as users quote them, collected for this project; the
app changes them now and then, and a string that is missing here only leaves its
record a ``'message'``. The iPhone puts U+200E in front of what it writes itself, so
that the same words typed by a person can be told apart; Android has no such mark.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from harassclf.readers.whatsapp_header import Layout, strip_marks
from harassclf.tables import Kind

MARK = "\u200e"
MAX_MARKER_CHARS = 120


def _words(block: str) -> tuple[str, ...]:
    return tuple(block.split())


def _catalogue(block: str) -> tuple[str, ...]:
    parts = block.replace("\n", "|").split("|")
    return tuple(part.strip().casefold() for part in parts if part.strip())


# One line per language or pair: en de es fr it pt nl pl tr ru uk ar he fa hi id fi hr
# sv da nb cs ro hu el ja ko zh-cn zh-tw.
DELETED = frozenset(
    _catalogue(
        """
    this message was deleted | you deleted this message
    diese nachricht wurde gelöscht | du hast diese nachricht gelöscht
    se eliminó este mensaje | eliminaste este mensaje | este mensaje fue eliminado
    ce message a été supprimé | vous avez supprimé ce message
    questo messaggio è stato eliminato | hai eliminato questo messaggio
    mensagem apagada | esta mensagem foi apagada | você apagou esta mensagem
    esta mensagem foi eliminada | eliminou esta mensagem | apagou esta mensagem
    dit bericht is verwijderd | je hebt dit bericht verwijderd
    ta wiadomość została usunięta | usunięto tę wiadomość | usunąłeś tę wiadomość
    bu mesaj silindi | bu mesajı sildiniz
    данное сообщение удалено | вы удалили данное сообщение | это сообщение удалено
    сообщение удалено | вы удалили это сообщение
    це повідомлення видалено | ви видалили це повідомлення | повідомлення видалено
    تم حذف هذه الرسالة | لقد حذفت هذه الرسالة | حذفت هذه الرسالة
    הודעה זו נמחקה | ההודעה נמחקה | מחקת הודעה זו
    این پیام حذف شد | این پیام حذف شده است | شما این پیام را حذف کردید
    यह मैसेज डिलीट कर दिया गया | आपने यह मैसेज डिलीट कर दिया | यह संदेश हटा दिया गया
    यह मैसेज मिटाया गया | आपने यह मैसेज मिटाया
    pesan ini telah dihapus | pesan ini dihapus | anda menghapus pesan ini
    anda telah menghapus pesan ini
    tämä viesti poistettiin | tämä viesti on poistettu | poistit tämän viestin
    ova je poruka izbrisana | ova poruka je izbrisana | izbrisali ste ovu poruku
    det här meddelandet togs bort | detta meddelande togs bort
    du tog bort det här meddelandet | det här meddelandet har raderats
    denne besked blev slettet | du slettede denne besked
    denne meldingen ble slettet | du slettet denne meldingen
    tato zpráva byla smazána | tato zpráva byla odstraněna | smazali jste tuto zprávu
    acest mesaj a fost șters | ați șters acest mesaj | ai șters acest mesaj
    ezt az üzenetet törölték | törölted ezt az üzenetet | ez az üzenet törölve lett
    αυτό το μήνυμα διαγράφηκε | διαγράψατε αυτό το μήνυμα
    このメッセージは削除されました | このメッセージを削除しました
    メッセージを削除しました
    삭제된 메시지입니다 | 이 메시지는 삭제되었습니다 | 이 메시지를 삭제했습니다
    此消息已删除 | 你删除了此消息 | 您已删除此消息 | 此消息已被删除
    此訊息已刪除 | 你已刪除此訊息 | 您已刪除此訊息 | 此訊息已被刪除
    """
    )
)

# Written in angle brackets by Android, same languages.
OMITTED = frozenset(
    _catalogue(
        """
    media omitted | medien ausgeschlossen | medien weggelassen | multimedia omitido
    archivo omitido | médias omis | fichier omis | media omessi | media omesso
    mídia oculta | mídia omitida | arquivo de mídia oculto | multimédia omitido
    ficheiro não revelado | media weggelaten | multimedia pominięte
    pominięto multimedia | pominięte multimedia | medya dahil edilmedi | medya atlanmış
    без медиафайлов | медиа пропущено | медіа пропущено | без медіафайлів
    تم استبعاد الوسائط | الوسائط غير مدرجة | המדיה הושמטה | המדיה לא נכללה | מדיה הושמטה
    رسانه حذف شد | رسانه حذف شده | پیوست نمایش داده نمی‌شود | मीडिया छोड़ा गया
    मीडिया के बिना | मीडिया हटाया गया | media tidak disertakan | media jätettiin pois
    media poistettu | medijski zapis izostavljen | izostavljen medijski zapis
    media har utelämnats | media utelämnat | media har uteslutits | medier udeladt
    mediefil udeladt | udeladt medie | media utelatt | medier utelatt | uten vedlegg
    média vynechána | média vynechány | fișier media omis | conținut media omis
    média elhagyva | hiányzó médiafájl | média kihagyva | παράλειψη πολυμέσων
    τα πολυμέσα παραλείφθηκαν | メディアなし | メディアは含まれていません
    미디어 파일을 제외한 파일 | 미디어 파일 제외됨 | 미디어 제외됨 | 省略多媒体文件
    已忽略多媒体文件 | 媒体文件已忽略 | 已略去多媒體檔案 | 省略多媒體檔 | 多媒體檔案已略
    """
    )
)
# The iPhone names the kind of file ("image omitted"), behind U+200E.
OMITTED_STEMS = _words(
    """
    omitted omitid omis absent manquant omess weggelassen ausgelassen ocultad
    weggelaten pominięt edilmedi atlan пропущ отсутств опущен استبعاد مدرج הושמט
    छोड़ disertakan dihilangkan jätettiin puuttuu izostavljen utelämn utesl udeladt
    utelatt vynechán elhagy hiányz παραλείφθ παράλειψη 省略 忽略 略去 생략 제외
    """
)

# In front of a file name (iPhone): "<attached: 0000.jpg>".
ATTACHED_WORDS = frozenset(
    _words(
        """
    attached anhang adjunto jointe joint allegato anexado anexo bijgevoegd
    załączono załącznik eklendi вложено прикреплено прикріплено додано مرفق מצורף
    پیوست संलग्न terlampir dilampirkan liite liitetty privitak bifogad vedhæftet vedlagt
    přiloženo atașat mellékelve συνημμένο επισυνάφθηκε 添付 添付ファイル 첨부 附件
    附加
    """
    )
)
# Behind a file name (Android): "IMG-20240304-WA0001.jpg (file attached)".
FILE_WORDS = frozenset(
    _catalogue(
        """
    file attached | datei angehängt | archivo adjunto | fichier joint | file allegato
    arquivo anexado | ficheiro anexado | bestand bijgevoegd | plik załączony
    załączono plik | dosya ekli | dosya eklendi | файл добавлен | файл прикреплен
    файл додано | ملف مرفق | الملف مرفق | קובץ מצורף | הקובץ מצורף | فایل پیوست شد
    फ़ाइल संलग्न है | फ़ाइल संलग्न | file terlampir | tiedosto liitetty | liitetiedosto
    datoteka priložena | datoteka u privitku | bifogad fil | fil bifogad
    fil vedhæftet | vedhæftet fil | fil vedlagt | vedlagt fil | soubor přiložen
    přiložený soubor | fișier atașat | csatolt fájl | fájl csatolva
    συνημμένο αρχείο | επισυνάφθηκε αρχείο | ファイル添付 | 添付ファイル | 파일 첨부됨
    파일 첨부 | 文件附件 | 附件 | 檔案已附上 | 附加檔案
    """
    )
)

MISSED_CALLS = frozenset(
    _catalogue(
        """
    missed voice call | missed video call | missed group voice call
    missed group video call | verpasster sprachanruf | verpasster videoanruf
    verpasster gruppenanruf | llamada perdida | llamada de voz perdida
    videollamada perdida | appel vocal manqué | appel vidéo manqué
    chiamata vocale persa | videochiamata persa | chamada de voz perdida
    chamada de vídeo perdida | ligação de voz perdida | ligação de vídeo perdida
    videochamada perdida | gemiste spraakoproep | gemiste audio-oproep
    gemiste video-oproep | gemist videogesprek | nieodebrane połączenie głosowe
    nieodebrane połączenie wideo | cevapsız sesli arama | cevapsız görüntülü arama
    пропущенный аудиозвонок | пропущенный видеозвонок | пропущений аудіодзвінок
    пропущений голосовий виклик | пропущений відеодзвінок | пропущений відеовиклик
    مكالمة صوتية فائتة | مكالمة فيديو فائتة | مكالمة صوتية لم يُرد عليها
    שיחה קולית שלא נענתה | שיחת וידאו שלא נענתה | تماس صوتی بی‌پاسخ | تماس تصویری بی‌پاسخ
    मिस्ड वॉइस कॉल | मिस्ड वीडियो कॉल | panggilan suara tak terjawab
    panggilan video tak terjawab | vastaamaton äänipuhelu | vastaamaton videopuhelu
    propušten glasovni poziv | propušteni glasovni poziv | propušten videopoziv
    propušteni videopoziv | missat röstsamtal | missat videosamtal
    ubesvaret taleopkald | mistet taleopkald | ubesvaret videoopkald
    tapt taleanrop | tapt videoanrop | zmeškaný hlasový hovor | zmeškaný videohovor
    apel vocal pierdut | apel video pierdut | nem fogadott hanghívás
    nem fogadott videohívás | αναπάντητη φωνητική κλήση | αναπάντητη βιντεοκλήση
    不在着信 | 音声通話に応答なし | ビデオ通話に応答なし
    부재중 음성통화 | 부재중 음성 통화
    부재중 영상통화 | 부재중 영상 통화 | 未接语音通话 | 未接视频通话 | 未接語音通話
    未接視訊通話 | 未接語音來電 | 未接視訊來電
    """
    )
)
# Answered calls; a person might type these, so only behind U+200E or without author.
CALLS = MISSED_CALLS | frozenset(
    _catalogue(
        """
    voice call | video call | group voice call | group video call | sprachanruf
    videoanruf | llamada de voz | videollamada | appel vocal | appel vidéo
    chiamata vocale | videochiamata | chamada de voz | chamada de vídeo
    ligação de voz | ligação de vídeo | videochamada | spraakoproep | audio-oproep
    video-oproep | videogesprek | połączenie głosowe | połączenie wideo | sesli arama
    görüntülü arama | аудиозвонок | видеозвонок | аудіодзвінок | голосовий виклик
    відеодзвінок | مكالمة صوتية | مكالمة فيديو | שיחה קולית | שיחת וידאו | تماس صوتی
    تماس تصویری | वॉइस कॉल | वीडियो कॉल | panggilan suara | panggilan video
    äänipuhelu | videopuhelu | glasovni poziv | videopoziv | röstsamtal | videosamtal
    taleopkald | videoopkald | taleanrop | videoanrop | hlasový hovor | videohovor
    apel vocal | apel video | hanghívás | videohívás | φωνητική κλήση | βιντεοκλήση
    音声通話 | ビデオ通話 | 음성통화 | 음성 통화 | 영상통화 | 영상 통화
    语音通话 | 视频通话
    語音通話 | 視訊通話
    """
    )
)

ENCRYPTION = _catalogue(
    """
    end-to-end encrypt | ende-zu-ende-verschlüssel | cifrado de extremo a extremo
    cifrados de extremo a extremo | cifradas de extremo a extremo
    chiffrés de bout en bout | chiffrement de bout en bout | crittografati end-to-end
    crittografia end-to-end | criptografia de ponta a ponta | encriptadas ponto a ponto
    encriptação ponto a ponto | end-to-end versleuteld | end-to-end-versleuteling
    szyfrowane end-to-end | pełnym szyfrowaniem | metodą end-to-end | uçtan uca şifre
    сквозным шифрованием | сквозное шифрование | наскрізним шифруванням
    наскрізне шифрування | التشفير التام بين الطرفين | مشفرة تمامًا بين الطرفين
    מוצפנות מקצה לקצה | הצפנה מקצה לקצה | رمزگذاری سرتاسر
    एंड-टू-एंड एन्क्रिप्ट | terenkripsi secara end-to-end | dienkripsi secara end-to-end
    enkripsi end-to-end | täysin salattu | päästä päähän -sala | sveobuhvatno šifri
    potpuno šifrirane | end-to-end-krypter | totalsträckskrypter | ende-til-ende-krypt
    koncově šifrov | koncovým šifrováním | criptate integral | criptate end-to-end
    criptare integrală | végpontok közötti titkosítás | végpontok között titkosít
    διατερματική κρυπτογράφηση | διατερματικά κρυπτογραφημέν | κρυπτογράφηση από άκρο
    エンドツーエンドで暗号化 | エンドツーエンド暗号化 | エンドツーエンドの暗号化
    종단간 암호화 | 종단 간 암호화 | 端到端加密 | 端对端加密 | 端對端加密
    """
)
# Group and account events; tried only behind U+200E, on the iPhone. A person can
# type that mark too, so single words ("added", "left") are not enough: what is missed
# here stays a message and is scored.
SYSTEM_STEMS = _catalogue(
    """
    created group | created this group | created the group
    joined using | changed the subject | changed the group | changed this group
    changed their phone number | security code with
    group admin | now an admin
    disappearing messages | message timer | blocked this contact
    unblocked this contact | is a contact | this business | this chat is with
    pinned a message | waiting for this message | changed the settings
    hat die gruppe | hat diese gruppe hinzugefügt
    sicherheitsnummer | selbstlöschende nachrichten | creó el grupo
    código de seguridad | mensajes temporales | a créé le groupe
    a quitté le groupe | code de sécurité | messages éphémères | ha creato il gruppo
    ha abbandonato il gruppo | codice di sicurezza | criou o grupo | criou este grupo
    código de segurança | heeft de groep | beveiligingscode
    kod zabezpieczeń | grubu oluşturdu | güvenlik kodu
    код безопасности | код безпеки | رمز الأمان
    קוד האבטחה | kode keamanan | membuat grup | turvakoodi
    sigurnosni kod | säkerhetskod | sikkerhedskode | sikkerhetskode
    bezpečnostní kód | codul de securitate | biztonsági kód | κωδικός ασφαλείας
    セキュリティコード | グループを作成 | 보안 코드 | 그룹을 만들 | 安全码 | 创建了群组
    安全碼 | 建立了群組 | 建立了此群組
    """
)

# Any word behind U+200E, a file with an extension, in angle brackets.
ATTACHED_RE = re.compile(
    r"""
    (?P<mark>\u200e?) < [\u200e\u200f]{0,2}
    (?P<word>[^<>:：\n]{1,40}) [:：] [ \u00a0]?
    (?P<file>[^<>\n]{1,255}\.[A-Za-z0-9]{2,5}) [\u200e\u200f]{0,2} >
    """,
    re.VERBOSE,
)
_ENCRYPTION_RE = re.compile("|".join(map(re.escape, ENCRYPTION)))
# The names that Android gives to files it sends.
ANDROID_FILE_RE = re.compile(r"(?:IMG|VID|AUD|PTT|STK|DOC)-\d{8}-WA\d{4,6}\.\w{2,5}")
EXTENSION_RE = re.compile(r"\.\w{2,5}\Z")


@dataclass(frozen=True, slots=True)
class Marked:
    """What a body turned out to be."""

    kind: Kind
    attachments: int = 0


def names_encryption(text: str) -> bool:
    """Tell whether `text` is, in part, the notice about encryption."""
    return _ENCRYPTION_RE.search(text.casefold()) is not None


def classify(body: str, layout: Layout, sender: str, *, is_first: bool) -> Marked:
    """Return what `body` is, by the words that the app itself puts there.

    Parameters
    ----------
    body : str
        What follows the name, or all of a record without a name.
    layout : {'bracket', 'dash', 'colon'}
        Only the iPhone (bracket) marks its own words.
    sender : str
        Empty for a record without a name.
    is_first : bool
        Whether it is the first record of the file, where the notice about encryption
        stands.
    """
    line, _, caption = body.partition("\n")
    short = line[: MAX_MARKER_CHARS * 4]
    marked = short.startswith(MARK)
    folded = _folded(short)
    if not sender:
        return Marked("call" if _is_call(folded) else "system")
    if not caption:
        genuine = marked or layout != "bracket"
        if genuine and folded in DELETED:
            return Marked("deleted")
        if marked and _is_call(folded):
            return Marked("call")
        marked_notice = marked and layout == "bracket"
        if layout != "bracket" and folded in MISSED_CALLS:
            return Marked("call")
        if _is_notice(short, folded, marked=marked_notice, is_first=is_first):
            return Marked("system")
    return _media(body, short, caption, marked=marked)


def _folded(line: str) -> str:
    plain = " ".join(strip_marks(line).split())
    return plain.rstrip(".。").casefold() if len(plain) <= MAX_MARKER_CHARS else ""


def _is_call(folded: str) -> bool:
    # "Voice call, 3 min", "Missed voice call at 10:05".
    head = folded.partition(",")[0].partition(" at ")[0].strip()
    return head in CALLS


def _is_notice(line: str, folded: str, *, marked: bool, is_first: bool) -> bool:
    if not (marked or is_first):
        return False
    if names_encryption(line):
        return True
    # Polls and places are marked too, but hold words of a person: "POLL: who left?".
    if not marked or not folded or "<" in folded or ":" in folded:
        return False
    if _is_omitted_file(folded):
        return False
    return any(stem in folded for stem in SYSTEM_STEMS)


def _is_omitted_file(folded: str) -> bool:
    # Stems begin a word, or "omis" would be found in "promise"; scripts from the CJK
    # blocks on have no spaces.
    return len(folded) <= 40 and any(
        f" {stem}" in f" {folded}" or (stem[0] >= "\u2e80" and stem in folded)
        for stem in OMITTED_STEMS
    )


def _media(body: str, line: str, caption: str, *, marked: bool) -> Marked:
    folded = _folded(line)
    if folded.startswith("<") and folded[1:].rstrip(">").strip() in OMITTED:
        return Marked("message" if caption.strip() else "media")
    if marked and "<" not in folded and _is_omitted_file(folded):
        return Marked("message" if caption.strip() else "media")
    if _is_android_file(strip_marks(line).strip()):
        return Marked("message" if caption.strip() else "media", 1)
    files = [match for match in ATTACHED_RE.finditer(body) if _is_attached(match)]
    if not files:
        return Marked("message")
    rest = strip_marks(_without(body, files)).strip()
    # A document is announced by its name: "report.pdf • 3 pages <attached: ...>".
    if rest and not (marked and EXTENSION_RE.search(rest.partition(" • ")[0])):
        return Marked("message", len(files))
    return Marked("media", len(files))


def _is_attached(match: re.Match[str]) -> bool:
    if match["mark"]:
        return True
    words = strip_marks(match["word"]).casefold().split()
    return any(word in ATTACHED_WORDS for word in words)


def _is_android_file(line: str) -> bool:
    name, bracket, words = line.rpartition(" (")
    if not bracket or not words.endswith(")"):
        return False
    if ANDROID_FILE_RE.fullmatch(name):
        return True
    known = words[:-1].strip().casefold() in FILE_WORDS
    return known and EXTENSION_RE.search(name) is not None


def _without(body: str, matches: list[re.Match[str]]) -> str:
    parts, start = [], 0
    for match in matches:
        parts.append(body[start : match.start()])
        start = match.end()
    return "".join([*parts, body[start:]])
