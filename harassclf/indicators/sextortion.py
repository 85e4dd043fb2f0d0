"""Threats to share intimate pictures or recordings."""

from __future__ import annotations

from harassclf.indicators.rule import Rule, cues
from harassclf.indicators.vocabulary import FICTION, REPORTED

RULE = Rule(
    name="sextortion",
    definition=(
        "Threatens to share, or claims to hold, private pictures, videos or recordings"
        " in order to get something or to hurt."
    ),
    source=(
        "Threats to share intimate images (Sexual Offences Act 2003, s. 66B;"
        " National Crime Agency on financially motivated sextortion); this project"
    ),
    cues=(
        *cues(
            2,
            "ignore|answer|unblock|reply|meet|call|date|text me ..8 {media}|album ..6"
            " go|goes|private|posted|page|out|{circle}|public|up",
            "pay ..1 or ..2 pics|pictures|vid|video|i_post|photos|post",
            "{media}|album|them ..3 stay|stays|remain private|between_us|hidden|safe"
            " & if|answer|meet|do|ignore|long|until|or",
            "got|have|had|kept {you}|your|ur ..1 on cam|camera|film|video|private_vid"
            "|tape",
            "send ..2 another|more|again ..8 or|otherwise|else|unless ..8 {media}"
            "|ones|first|go|everyone|boss|{circle}",
            "{media}|video|vid|album go|goes|going|gone ..2 up|out|live|public|viral"
            "|fly|online|wide & or|unless|till|until|if|no|pay|answer|ignore|tonight"
            "|noon|midnight|{time}",
            "remember filming|sending|those_pics|that_video|that_hotel|that_night &"
            " {circle}|or|public|share|i_do|see|{money}",
            "naked|nude|undressed|bare|topless {you} ..4 on|for|to|all",
            "i|ive|still ..2 got|have|kept ..2 video|tape|pics|photos|pictures from"
            "|of ..3 & or|unless|{circle}|shame|careful|everyone|post",
            # Holding them.
            "{ive} ..3 {your} ..2 nudes|nudez|noodz|noods|privates|n*des|sexts|sextape"
            "|sex_tape|naked_pics|spicy_folder|dirty_pics|private_pics|private_photos"
            "|private_video|private_videos|intimate_photos|intimate_pictures|bare_pics",
            "{your} ..1 {intimate} {media}|ones|moments|chats|side|folder ..6 {share}"
            "|{circle}|public|online|live|viral|out|going|internet|see|worth|saved"
            "|mine",
            "{share} ..4 {your}|the|those|all_your|these|our ..3 {intimate} ..1 {media}"
            "|ones|shots|stuff|chats|messages|moments !of_you_approved",
            "{intimate} ..1 {media}|shots|ones ..6 {circle}",
            "{intimate} ..1 {media} & {share} ..4 {circle}",
            "{intimate} & {media} & or|unless|otherwise|until|{money}|pay|before|till",
            "naked|nude|nudes|undressed|topless|stripping & {circle} ..4 see|sees|seen"
            "|gets|get|watch|receive|know",
            "nudes|nudez|noods|nude|n*des|sextape|sex_tape & {share}|live|public"
            "|online|or"
            "|unless|{circle}|ready",
            "recorded|filmed|filming|taped|recording|captured|videoed ..2 {you}|{your}"
            "|everything|us|our|it_all|whole ..8 cam|webcam|camera|video_call|call"
            "|bedroom"
            "|bath|shower|undress*|naked|sleep|hotel|bed|private|strip*|pleasur*"
            "|touching"
            "|enjoying|everything|changing",
            "recorded|filmed|taped|screen_recorded|captured|saved ..3 {your}|our|the"
            " ..2"
            " video_call|call|cam|session|show|skype|facetime|performance & {share}"
            "|{circle}"
            "|{money}|pay|or|unless|delete",
            "webcam|your_camera|your_cam|front_camera & recorded|filmed|video|footage|"
            "captured|malware|software|program|spyware|trojan & {money}|wallet|bitcoin"
            "|pay"
            "|contacts|adult|pleasur*|enjoying",
            "malware|spyware|trojan|rat|software|virus & adult|porn|webcam & contacts"
            "|pay"
            "|wallet|video|{money}",
            "{circle} ..5 see|sees|seen|watch|watching|love|like|enjoy|get|gets|receive"
            "|opens|open ..4 {your}|the|those|these|that|this|our|us ..2 {intimate}"
            "|sex_tape"
            "|tape|private_video|little_video|little_film|bedroom",
            "{circle} ..5 gets|get|receive|receives|sees the|your|a|that sex_tape|tape"
            "|nudes"
            "|vid|vids|pics|clips|video|footage",
            "{share} ..4 {your}|the|those|these|our|every|all ..2 {media} ..4 to|on"
            "|with|in"
            "|2|round|around ..3 {circle}|internet|porn*|facebook|insta|instagram"
            "|website"
            "|sites|online|everywhere & or|unless|if|pay|until|otherwise|block*|revenge"
            "|regret|dont|reply|answer|send|money",
            "{your} {media} ..3 going|go|goes|will_go|gonna_go|r|are|get|gets|end_up"
            " ..4"
            " public|online|live|viral|up|everywhere|{circle}|internet|posted|leaked"
            "|out"
            "|facebook|insta & or|unless|if|pay|until|till|before|block*|tonight"
            "|midnight"
            "|tomorrow|by|noon|{time}|ex|revenge",
            "{media}|nudes & pay|{money} & {circle}|public|online & or|unless|delete"
            "|otherwise|else|by|if|until|private|keep",
            "pay|{money} & or|unless|otherwise ..10 {media} ..5 {circle}|public|online"
            "|live"
            "|out|posted|leaked|viral",
            "or|unless|otherwise|else i|ill|we|well|im ..2 {share} ..4 {media}|nudes"
            "|them|it"
            " & {media}|nudes",
            "send|need|want me? another|more|five|10|ten|better|new ..4 or|otherwise"
            "|else"
            " ..8 {share}|posted|public|out|live|{circle}",
            "face in the frame|shot|pic & or|otherwise|else|before|by",
            "do what|as|everything i say|tell|want|ask ..6 or ..8 {share}|{media}"
            "|everyone",
            "sext*|revenge porn|site|sites & {your}|you",
            "porn|adult|escort|xxx site|sites|page|pages|hub & {your} {media}|face"
            "|name|vid",
            "strip|strips|undress|get_naked|take_it_off & or|otherwise|else & {share}"
            "|{circle}|{media}",
            "deepfake*|deep_fake*|fake_nudes|ai_nudes ..4 & {you}|{your}|body|naked",
            "{your} face ..3 on|onto ..3 body|naked|porn*",
            "photos|pics|pictures|videos|images of {you} naked|undressed|topless"
            "|with_nothing"
            "|in_the_shower|in_the_bath|without|asleep|in_your_underwear|in_bed"
            "|changing"
            "|in_lingerie|with_no",
            "{you} naked|undressed|topless|in_nothing|without_clothes|with_no_clothes"
            " ..6"
            " {share}|{circle}|phone|saved|file|drive|camera|cloud",
            "intimate|private|compromising|explicit images|image|photographs|recording"
            "|recordings|material|video|footage ..3 in_my_possession|of_you|distribut*"
            "|of_yours|i_hold",
            "hold|retain|possess|have ..3 private|intimate|compromising|explicit"
            " recording"
            "|recordings|images|video|photographs|footage|material|pictures & {you}"
            "|{your}",
            "you ..3 naked|stripping|touching_yourself|on_cam|on_webcam & saved"
            "|recorded|"
            "kept|screenshot*",
            "those|the|these|that|your dirty|naughty|spicy|private|2am|saucy messages"
            "|chats"
            "|texts|voice_notes|voicenotes|pics|sexts & {share}|{circle}|like|nice"
            "|kept",
            "thumb|finger ..2 over|on ..2 button|send|upload|post & {media}|{your}"
            "|film",
            "upload|post|send on|at|by|in ..2 midnight|noon|{time}|hours|hour &"
            " {intimate}",
            "leaking {you}|{your} tomorrow|tmrw|tonight|nudes|soon|pics|vids",
            "come|get|getting back to|with me or ..8 {share}|see|sees|{media}|everyone",
            "{intimate} & go*|goes live|public|viral",
        ),
        *cues(
            1,
            "still|always have|got|keep|kept|saved the|those|your|ur|all pics|photos"
            "|vids"
            "|videos|video|pictures $",
            "those|the {media} {you} sent|took|showed ..3 & {circle}|like|love|delete"
            "|begged|wonder",
            "{you} ..2 on cam|camera|webcam|video|tape & saved|smile|everything|naked"
            "|saw"
            "|whole_time|recorded",
            "got {you} on|in tape|camera|film|video & {circle}|now|behave|pay|do|or",
            "filmed us|you|everything|it_all|u & behave|{circle}|or|pay|nice|good|do",
        ),
    ),
    vetoes=(
        "dogs|cats|kids|babys ..2 video|pics|photos|clips|bath",
        *REPORTED,
        *FICTION,
        "if|when ..2 someone|somebody|anyone|a_stranger",
        "wedding|baby|dog|cat|puppy|kitten|holiday|match|concert|birthday|graduation"
        "|pram"
        "|curtains|grandad|school_photo|passport|bathroom_tiles|zoom_recording ..4"
        " {media}|video|pics",
        "life_drawing|boudoir|model|gallery|exhibition|hen_do|midwife|scan|consultant",
        "never|not|wouldnt|wont ..3 {share}|pay",
        "otters|oven|recipe|coursework|minutes|kit|goal",
        "spam|bluff|hoax|delete_it|no_need_to_pay|ignore",
    ),
    examples=(
        "pay me or your nudes go to your whole family",
        "I still have your private pics",
        "I recorded you on your webcam, send 500 dollars to this wallet",
        "everyone at your office will see that sex tape",
        "send me another one or I post the first ones",
        "unblock me or the bedroom video goes online",
    ),
    counterexamples=(
        "sending wedding photos to everyone tonight",
        "this call is recorded for training purposes",
        "posting the dog's bath video",
        "he threatened to post my private pictures",
        "still have the pics from Goa? send pls",
        "the roof leaked again",
    ),
)
