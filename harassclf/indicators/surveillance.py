"""Showing that the reader is watched, followed or tracked."""

from __future__ import annotations

from harassclf.indicators.rule import Rule, cues
from harassclf.indicators.vocabulary import FICTION, GAMES, REPORTED

RULE = Rule(
    name="surveillance",
    definition=(
        "Shows that the sender watches, follows or tracks the reader, or knows their"
        " movements, home, clothes or devices."
    ),
    source=(
        "Watching, spying and monitoring in the Protection from Harassment Act 1997,"
        " s. 2A; SHARP and DASH stalking screens; this project"
    ),
    cues=(
        *cues(
            2,
            "i timed|counted you|your|every",
            "dont look round|around|back|behind|now $",
            "{you}|{your} ..2 online|active|last_seen ..3 until|til|till",
            "bedroom|kitchen|landing|bathroom light ..2 off|out|went",
            "i was ..2 behind|opposite|beside|across_from {you}",
            "i was two|three|one|right ..2 behind {you}",
            "took|taken|got|have|takes a? ..1 photo|photos|picture|pictures|pics of"
            " {you} ..2 sleep*|asleep|at|leaving|through|from|walking|getting|in_your",
            "{you} changed|changing|switched {your} ..1 route|routine|locks|gym|bus"
            "|train",
            "new lock|locks|alarm|doorbell|cameras ..8 wont|doesnt|side|back|cute"
            "|sweet|shiny",
            "right|im|i_live|parked across|opposite the_street|the_road|from_you"
            "|from_your",
            "blind spot & {your}|doorbell|camera|cam",
            "i_pay_attention|i_take_notes|i_keep_notes|i_keep_count|i_keep_a_diary"
            "|i_see_everything|i_always_know|i_know_everything",
            "through {your} ..1 wall|window|letterbox|keyhole|curtains|blinds|fence"
            "|hedge|walls & hear|see|heard|saw|watch*|listen*|know|can",
            "in|behind {your} ..1 garden|hedge|bushes|shed & i_was|was_me|stood"
            "|standing|watching|tonight|rn",
            "{you} ..1 always|never|still lock|close|draw|shut|check ..3 door"
            "|curtains|window|back_door|blinds|gate|behind",
            "behind|near {you} in|at|on the ..1 queue|shop|bus|train|tram|checkout"
            "|cinema|church|cafe|line & i|was|saw|smell",
            "camera|cam ..3 facing|pointed|on|in {your} ..1 balcony|window|door|house"
            "|bedroom|car",
            "{you} were|was|are at|in|with ..6 {time}|until|till & i|who|him|saw"
            "|dont_lie|lied|alone",
            "outside {your} ..1 window|house|flat|door|work|place|school|bedroom ..2"
            " $ & i|im|now|always|watching|tonight|again|know",
            "i know ..1 {your} ..1 car|address|street|building|school_run|kids_school"
            "|bus|neighbours|shift|rota & {you}|{your}|i|watch",
            "smell|smelled|smelt {your} ..1 hair|perfume|shampoo",
            "saw you|u ..3 with|kiss*|laugh*|talking ..1 him|that_man|that_guy|her"
            "|another|someone|some",
            "who|whos|who_is ..1 {you} ..1 with|talking_to|texting|smiling|laughing &"
            " i|saw|see|now|tonight|tell",
            "i see ..2 {your} ..1 light|lights|car|curtains|window|shadow|screen",
            "^ watching|following|tracking|stalking {you}|{your} !on_insta|back_on"
            "|tube",
            "{i}|been|keep|always|still|someone|somebody|boys|they|were watching"
            "|following"
            "|tracking|stalking|trailing|tailing|spying_on|monitoring|observing {you}"
            "|{your}"
            " !on_insta|guys_on_tv|back|perform|grow|play|kids|dance|videos|stream"
            "|channel",
            "{ive} ..2 been|kept|keep watching|following|tracking|an_eye_on ..2 {you}"
            "|{your}",
            "{i}|i ..1 watch|watched|follow|followed|track|tracked|trailed|tailed|stalk"
            "|stalked|spy_on {you} ..1 !recommendation|advice|on|for|logic|example"
            "|lead|back|play|perform|show|videos|channel|series|recipe|instructions"
            "|page",
            "i|we see|c|can_see {you}|u $|now|through|there|in|from|with|hiding"
            "|standing"
            "|sitting|are_alone|are_home|moved|got|put|at_the & !later|tomorrow|soon"
            "|at",
            "followed {you} ..1 home|from|to|all|round|around|today|back !on",
            "stalked|stalkd {you} to|at|all|from",
            "{i}|ill ..2 be watching|watchin|following|waiting_for_you",
            "still|always watching|here_watching $",
            "eyes everywhere|on_you",
            "{i}|i|we know when|what_time|which|where|who {you} ..2 leave|get|come|go"
            "|wake"
            "|sleep|finish|walk|park|live|lives|are_alone|bus|route|train|shop|eat|jog"
            "|run"
            "|drink|window|bedroom|gym|work|home|school|hide|were !from|camden|now_hun",
            "{i}|i|we know which ..1 bus|window|bedroom|flat|floor|train|route|car"
            "|room|bed"
            "|school|door|gym & {you}|{your}",
            "{i}|i|we know ..1 {your} ..2 routine|route|schedule|shifts|movements"
            "|commute"
            "|timetable|every_move|bedtime|gate_code|door_code",
            "every move {you} make|every_step_you_take",
            "saw|seen|watched {you} ..2 leave|leaving|through|undress*|washing_up"
            "|asleep|at"
            "|sleep|get_in|get_out|come_home|kiss*|put|close|shut|pull|draw|draw*"
            "|in_the"
            "|with_him|with_her|with_that|crying|in_your|cooking|looking ..5 him|man"
            "|window"
            "|curtain*|curtains|blind|blinds|house|door|guy|hood|alone|night|garden"
            "|bed|car"
            "|kitchen|now|balcony|bloke|lad",
            "who was|is|were the|that|he ..2 man|guy|bloke|lad|fella|woman|boy|girl"
            "|car|him"
            " ..4 {your}|you|u & door|with|house|car|flat|gate|kiss*|hug*|drove|dropped"
            "|yesterday|last_night|lunch|sofa|drive|window",
            "whos|who is|was that|the|he|she ..2 man|guy|bloke|lad|fella|woman|car ..3"
            " {your}"
            " door|house|drive|flat|gate|sofa|window|kitchen|bed|place",
            "who ..1 sleeps|slept|sleeping in {your} bed",
            "nice|lovely|love|like|pretty|cute|new {colour} ..1 {clothes} today"
            "|tonight|now"
            "|yesterday|this_morning",
            "nice {clothes} today|tonight|on_you_today|earlier",
            "{colour} ..1 {clothes} suits|looks|looked|again ..3 {you}|today|better"
            "|good",
            "that {colour} {clothes}|{clothes} ..3 looks|looked|suits|suited ..3 {you}"
            "|yesterday|today",
            "{you} ..1 look|looked ..4 in that|the|your ..2 {clothes} ..2 today"
            "|yesterday"
            "|this_morning|earlier|on_the_bus|at_the",
            "{you} left {your}|the|a ..2 light|lights|window|curtains|curtain|blind"
            "|blinds"
            "|gate|back_door|door|garage|keys|landing ..2 on|open|unlocked|ajar $",
            "{your} ..2 curtains|curtain|blinds|blind|window ..3 open|wide|thin|closed"
            "|wont_help|dont_close|dont_shut|through",
            "{your} ..2 light|lights ..2 on|off|out|went & at|still|late|see|{time}"
            "|up|home",
            "{your} ..1 window|balcony|bedroom|garden|gate|back_door & watch*|see"
            "|outside"
            "|standing|across|tree|view|looking|spot",
            "outside|across_from|opposite|under|below|near|behind|by|round_the_back_of"
            " {your}"
            " ..2 house|window|home|flat|bedroom|place|building|block|work|gym|office"
            "|door"
            " ..4 right_now|now|rn|watching|look|see|every_night|all_night|again"
            "|waiting"
            "|tonight|parked|since",
            "parked|sitting|sat|standing|stood|waiting|hiding ..3 outside|across"
            "|opposite|in"
            "|by|down|near {your} ..2 house|window|home|flat|place|street|road|work"
            "|door"
            "|mums|garden|office|building|drive|gym !for_the|with_the_pizza",
            "{number} seats|cars|tables|rows|steps|metres|feet|people behind {you}",
            "two|three|one|few|couple seats|cars|tables|rows|steps|metres|feet|people"
            " ..1 behind {you}",
            "^ behind you|u $",
            "^ look|turn left|right|behind_you|up $ & see|im|here|window|watching"
            "|follow*",
            "tracker|tracking_app|airtag|air_tag|gps|spyware|stalkerware|mirror_app|bug"
            " & {your}|you & car|phone|bag|bumper|coat|{ive}|put|placed|hidden"
            "|installed",
            "put|placed|installed|hid|theres|there_is ..3 tracker|airtag|gps|app|bug"
            "|camera"
            "|mic ..4 {your}|under|in_your",
            "{i}|i|we can|still|already|have read|see|hear|listen|access|log|open"
            "|get_into"
            " ..2 {your} ..2 messages|texts|emails|phone|screen|calls|location|camera"
            "|inbox"
            "|webcam|dms|mail|baby_monitor|icloud|account|accounts|search*|snap*",
            "{i}|been reading|tracking|checking|monitoring|listening_to {your} ..1"
            " messages"
            "|texts|emails|phone|location|calls|mail|post|dms|inbox|oyster|whereabouts",
            "{i}|i track|monitor|trace|hacked|cloned {your} ..1 phone|car|location"
            "|oyster"
            "|calls|moves|movements|laptop|every",
            "{i}|still have|got the|your|access|password|login|log_in ..4 baby_monitor"
            "|camera"
            "|cameras|doorbell|ring_cam|icloud|thermostat|cctv",
            "smile for the camera ..4 {your}|hall|kitchen|bedroom|door",
            "{your} phone|car|snap|location|snapmap|maps|dot says|was|shows|told|at ..6"
            " {time}|hours|hrs|his|him|who|why|liar|lied|until|for",
            "{you} got|get|gets|leave|left|finish|finished|walk|walked|come|came|go"
            "|went"
            "|arrived|drove ..3 home|work|gym|house|in|office|past|bed|out at|about|by"
            "|around"
            " {time}|six|seven|eight|nine|ten|five|four|quarter|half|6|7|8|9 & {i}|i"
            "|see|saw"
            "|watch*|know|notice*|every|always|same|who|late",
            "same bus|train|seat|route|bench|table|path|time every|each day|morning"
            "|night"
            "|evening|week",
            "every day|morning|evening|night|tuesday|wednesday ..3 {you} stand|sit"
            "|walk|take"
            "|leave|wait|pass|get|jog|run|come|buy|go & i|{i}|alone|window|balcony"
            "|whom|who",
            "{your} ..1 {person} walks|walk|plays|waits|goes|gets|leaves ..5 alone"
            "|by_himself"
            "|by_herself|on_his_own|on_her_own|home|school|park|bus & {colour}|rucksack"
            "|wednesday*|tuesday*|every|see|saw|cute|sweet|know|bag|at",
            "cute|sweet|pretty|lovely|nice kid|kids|boy|girl|daughter|son|little_one &"
            " the"
            "|blue|saw|pink|school|gate|park|waved|wellies|bag|coat",
            "i|i_do notice|noticed ..3 {you}|{your} ..5 {clothes}|hair|car|curtains"
            "|light"
            "|lights|limp|bag|ring|home|late|alone|window",
            "like|love|enjoy ..3 how|way|watching|when {you} ..2 lock|sleep|hum"
            "|undress|brush"
            "|walk|close|stand|sit|sing_when|dance_when|look_when_you|tie",
            "watch*|watched|seen|saw|see {you} sleep|sleeping|undress|shower|through",
            "{you} sleep on the left|right",
            "{you} look|looked ..2 peaceful|beautiful|tired|lonely|pretty ..3 asleep"
            "|sleeping|outside_the|at_the_window|last_night|in_bed|when_you_sleep",
            "flowers|note|present|gift|letter ..2 i left on|in|under|inside {your}",
            "kept|keeping|keep an eye on {your}|you & empty|house|night|every|place"
            "|car|flat",
            "watchman|concierge|neighbour|guard|doorman|porter told|tells|says|texts me"
            " & {you}|who|when|time",
            "{you} can|could move|hide|run|change ..8 {i}|ill|find|found|took|always"
            "|days",
            "took me ..4 find|days|hours|minutes & {you}|{your}|new & flat|address"
            "|house"
            "|place|move*|this_time",
            "heard|hear|listen*|listening {you}|{your} ..4 through the|your wall|door"
            "|window"
            "|floor|ceiling & cry*|crying|night|sleep|snor*|alone|phone|talking|him"
            "|two",
            "{you} ..2 wearing ..2 {colour} {clothes}",
            "how was|is {your} ..1 date|gym|run|shift|therapy|dinner|meeting"
            "|appointment"
            " & {i}|he|saw|looked|drove|kissed|until|minutes|who",
            "{you} shouldnt|should_not|shouldn walk|jog|run|leave|go|be|wear ..6 alone"
            "|earphones|headphones|window|dark|night|unlocked|both",
            "{i}|i know ..3 where {you} were|are|went|go|been|sleep|hide|live $",
            "where were {you} & {i}|waited|saw|know|car|house|home|with",
            "{eyes} ..2 on|watching ..1 {you}|{your}",
        ),
        *cues(
            1,
            "{i} see {you} $",
            "new {clothes}|haircut suits {you}",
            "{you} cried|kissed|laughed|slept|stood|sat|danced|smoked & {time}|window"
            "|kitchen|balcony|bed|landing",
        ),
    ),
    vetoes=(
        "soup|sambar|medicine|eaten|empanadas|stay_on_the_phone|tree_surgeon",
        "tracker_in_the|mosquito|umbrella|speech|bakery|linkedin|toast|recipe|lasagne"
        "|casserole|surgery|dont_go_home|fever|birthday_present|jeans_ready|spark"
        "|drive_home_safe|bin_for",
        "child_benefit|parents_evening|my_stop|speech|rescue|grand_by_me|no_hurry",
        "i love|miss you",
        "livestream|camping|spray|prouder|streaming|jaffa|heads_up|everything_ok|paint",
        "unless|instead|shall_we|if_you_turn",
        *REPORTED,
        *FICTION,
        *GAMES,
        "waved|didnt_want_to_disturb|say_hi_next_time|nearly_shouted|beeped",
        "thanks|cheers|ta for sharing|the_lift|sending|letting",
        "parcel|courier|driver_is|delivery|order|package|charity_shop|shop_window|sale",
        "find_my|shared_location|share_your_location|sharing_location",
        "i_think|someone_is|worried|feel_safer|can_someone|police_said",
        "baby|netflix|ep|episode|recital|play|assembly|match|marathon|telly|on_tv"
        "|on_stage",
        "love_you|mum_xx|xxx|kettle|cuppa|your_lift|taxi|uber|pizza|shall_i"
        "|do_you_want|id_card",
    ),
    examples=(
        "nice red coat today",
        "you left the bedroom light on",
        "who was that man at your door?",
        "I followed you home from the station",
        "I know what time you leave work",
        "there's a tracker under your car",
        "still watching you",
    ),
    counterexamples=(
        "saw you at the bus stop, waved like mad!",
        "track your parcel: two stops away",
        "still watching that show?",
        "did I leave the light on? can you check",
        "a man in a van is watching my house, he said he was a surveyor",
        "follow me from the station, I'm in the red car",
    ),
)
