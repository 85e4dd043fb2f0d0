"""Insisting on a meeting against the reader's will."""

from __future__ import annotations

from harassclf.indicators.rule import Rule, cues
from harassclf.indicators.vocabulary import FICTION, REPORTED

RULE = Rule(
    name="meeting_pressure",
    definition=(
        "Presses, insists or orders to meet, or comes although the reader refused, did"
        " not answer or has no choice."
    ),
    source=(
        "Unwanted approaches in the stalking literature (Mullen et al. 1999; Stalking"
        " Risk Profile); this project"
    ),
    cues=(
        *cues(
            2,
            "outside|downstairs|lobby|gate ~4 not_leaving|not_going|wont_leave"
            "|aint_leaving|wont_go|until_you|till_you|til_you",
            "{i} coming|comin ..2 over|round|up|there|in ~3 like_it|no_matter"
            "|dont_try|you_cant|deal|whether|tough",
            "too late im|already_on|on_my_way|coming & said|no|dont",
            "im|i_am|ill_be coming|there|round ..2 tonight|now|over ~3 dont_bother"
            "|no_point|you_cant_stop|be_ready|be_there|no_excuses|like_it",
            "meet me ..4 or|or_else|last|before ..4 i|ill|your|regret|{circle}|else"
            "|everyone",
            "{youre}|youll|you_are coming|going|meeting ..2 with|to|out ..3 me|my"
            "|dinner|us ~3 no|end|like_it|final|not_asking|i_decided|whether",
            "you cant|can_not|cannot ..1 say|tell ..1 me? no",
            "see you|u|me ..4 whether|like_it",
            "ill be|i_will_be waiting ..6 every|until|till|all_night|whether|dont_make",
            "you have|got no choice",
            "i dont take|accept no",
            "ten|five|5|10|two|one|half minutes|hour|coffee|drink ~4 you_owe|then_ill"
            "|and_ill|or_i|wont_leave|not_leaving",
            "last chance ~3 meet|come|be|open|see",
            "come alone ~2 $ & tell|no|dont|or|midnight|last|tonight",
            "dont|do_not keep me waiting",
            "pick you up at|from ~6 no|be_ready|dont|whether|like_it",
            "if you dont|do_not|wont ..2 come|meet|open|show ..6 i|ill|we|im",
            "whether {you} like|want|wanted ..2 or not|no",
            "whether|if {you} like|want it|to or not|no & coming|come|meet|see|round"
            "|over|talk",
            "{i} coming|comin|turning_up|driving|heading|on_my_way ..5 like_it"
            "|no_matter"
            "|anyway|regardless|whatever_you_say|dont_care",
            "coming|come|be there|turn_up ..2 anyway|regardless|either_way|no_matter &"
            " {i}|ill|i"
            " & no|said|dont|not|you|answer",
            "{you} said no|not_to_come|dont_come|not_to ..8 coming|come|bus|outside"
            "|landing|door"
            "|there|way|anyway|thought|bad",
            "said no $ & coming|bus|way|too_bad|outside",
            "^ no $ & anyway|come|coming|outside|still",
            "wont|not|never|no|dont ..1 take|taking|accept|hear|have ..1 no ..5"
            " answer|$|for",
            "wont|not|never|aint|refuse_to ..2 leave|leaving|go|going|move|moving"
            "|budge|stop_ringing"
            "|stop_knocking ..2 until|til|till|unless|before|without ..2 {you}|we|u"
            "|she|i",
            "{i}|i|not|wont|leaving ..4 until|til|till {you} ..2 come|open|talk|meet"
            "|speak|answer"
            "|agree|face|see|appear|show|let|step",
            "wait|waiting|sit|sitting|stand|standing|stay|camp|camping|knock|knocking"
            "|ring|here"
            "|outside|door ..12 until|til|till {you}|we|u ..2 come|open|talk|meet"
            "|speak|answer"
            "|show|step|turn_up|appear|face|let|listen|agree|decide",
            "ill|will keep ..1 coming|knocking|ringing|turning_up|waiting"
            "|calling_round|buzzing"
            " ..6 until|til|till|unless {you}|we|u",
            "meet|see|face me ..8 or|otherwise|else ..6 {harm}|i|ill|else|see|youll"
            "|happen*"
            "|come|everyone|regret|{circle}|stay",
            "come|get|be ..2 {down_out} ..8 or|otherwise|before|else ..2 i|ill|we|im"
            "|else|well"
            "|your|gets|start|make|smash",
            "come|get {down_out} ~3 or|coward|last_chance|not_asking|know_youre_in"
            "|dont_make_me|now|i_mean_it|before & or|now|coward|i_mean|last"
            "|not_asking|know_youre|dont|before !im_on|pizza|taxi|tea|dinner"
            "|breakfast|your_lift",
            "come out ~1 come out",
            "come|meet ..4 alone|by_yourself|on_your_own ..2 or_else|tell|no_cops|last"
            "|else|dont"
            "|dont_bring|no_phone|midnight",
            "meet me|us ..6 last chance|warning|time",
            "last|final|one ..1 chance & meet|see_me|come|face|car_park|caf*|be_there"
            "|tonight"
            " & alone|decent|or|sit|wait|come|me",
            "meet me|us|up tonight|now|tomorrow|alone|outside|there & or|last|else"
            "|dont|come_alone"
            "|not_asking|must|no_excuses|warning|will",
            "be there|here|outside|ready or else",
            "be there|here|at|outside|in ..8 or ..2 else|ill|we|well|theyll|i|your"
            "|youll|im"
            " !late|square",
            "be ready $ & not_asking|checked|busy|pick|excuse*|dont|free",
            "{you} owe me ..4 coffee|drink|date|dinner|hello|meeting|conversation|talk"
            "|face"
            "|explanation|one_night|hour|minutes|visit & {down_out}|leave|now|tonight"
            "|not|meet|wont"
            "|until|least|or|see|person|door|im !haha",
            "{you} owe me a|one|the ..1 conversation|meeting|visit|hello|face|goodbye"
            "|closure",
            "let me|us in|up|inside $|or|now|i & or|i_mean|now|know|not|open|leave"
            "|until|please|shout"
            " !keys|forgot|im_wet",
            "^^ open the|this|your|ur ..1 door|gate $|or|now|i|before",
            "answer the door|bell|buzzer|intercom ..6 or|i|im|not|now|know",
            "i know youre|you_are|ur|your|u_r in|home|there|inside|hiding|in_there &"
            " open|come|door"
            "|talk|knock*|answer|out",
            "get in the car|van|taxi ..4 or|now|when|$|dont & or|now|dont|scene|said"
            "|not_asking",
            "get {yourself} {down_out}|over|outside|here|ready",
            "get|come over|round|here|home|back here|now|right_now|this_minute"
            "|this_second ..1 now"
            "|right_now|or|this & now|or|i|said|else",
            "not asking|request|optional|invitation|question ..8 telling|order"
            "|{weekday}|come|there"
            "|sunday|be & you|i|its|come|meet|order|gate",
            "{im_coming} ..12 talk|see|sort|hear|face ..4 whether|like|person|out"
            "|tonight|you|it"
            " & said_no|dont_care|not|whether|refus*|answer|ignor*|blocked|wont"
            "|cant_stop|reply",
            "you cant|cannot ..1 stop|keep|avoid|hide|refuse|ignore|say_no|dodge|run"
            " ..1 me|from_me"
            "|forever|to_me|now|us|us_from & see|come|meet|there|talk|door|person"
            "|library|be|work",
            "cant avoid|dodge|hide_from|run_from me|us forever",
            "no reply|answer|response ..6 so ..6 come|coming|person|see|door|tonight"
            "|round|yes",
            "{you} ..1 didnt|did_not|havent|wont|not|never ..1 answer*|reply|replied"
            "|pick_up|respond*"
            " ..6 coming|come|take_it|taking_that|on_my_way|outside|door|im_at|reach*"
            "|be_at|so_im",
            "take|taking that|it|silence as ..1 a? yes",
            "i insist|must_insist|demand|expect ..6 meet*|see|come|you_at|coffee"
            "|person|visit|dinner"
            "|attendance|you_there",
            "{you} will|must|shall|have_to|got_to|are_going_to|gonna|need_to|better"
            " meet|see|face"
            "|come_to|sit_down|talk_to|come_with|come_out|be_there|be_at|let ..1 me|us"
            "|with|him|frankie"
            "|my|alone|the & or|will|not|no|i|else|tonight|dont|whether|youll !doctor"
            "|gp",
            "{youll} ..1 meet|see|sit_down|come|talk ..3 me|us|with|to|out & or"
            "|not_asking|like_it|no"
            "|dont|cant|wont|refus*|stop|fetch|friday",
            "no excuses|excuse|arguments|argument|discussion|debate & meet|come"
            "|be_there|tonight|{time}"
            "|ready|outside|pick|seven|eight",
            "end of story|discussion|conversation & my_place|meet|{time}|tomorrow"
            "|coming|come|tonight"
            "|dinner|7|8",
            "cancel {your} plans",
            "{you} ..2 not|isnt|dont_get|havent_got a|any ..1 choice|option|say & meet"
            "|come|see|coming"
            "|tonight|dinner|be|go|there|in_it|out",
            "cant|dont|wont say|refuse|tell no|me|now ..1 now|no & parents|meet|come"
            "|visit|date|fixed"
            "|booked|paid",
            "ill|i_will|im|well drag|carry|fetch|march|pull|haul {you}|u ..4 out|down"
            "|there|here|here|by"
            "|home|me|to|back|myself|if",
            "im|i_am|ill_be|were|we_are|still outside|downstairs|at_your_door"
            "|at_ur_door|at_your_gate"
            "|on_your_step|in_your_lobby|in_reception|below ~8 come|open|let|talk|not"
            "|till|until|wont"
            "|answer|down|look & or|not|wont|until|til|till|now|come_out|open|talk"
            "|ignor* !when"
            " !whenever|taxi",
            "stop hiding|ignoring|avoiding|running|being_a_coward & come|meet"
            "|{down_out}|park|door|me"
            "|face|person",
            "face me $|like|or|coward|tonight|man",
            "i dont|dont care ..6 what|if|that|whether|busy|no|said|not & coming|come"
            "|meet|be_there|be_at"
            "|ill_be|waiting|outside|see_you|seeing_you",
            "{i}|i ..1 booked|bought ..4 flight|train|ticket|hotel ..10 although"
            "|even_though|said|whether"
            "|like_it|dont_care|refus*|despite|meet_me & you|u",
            "climb|kick|break|smash|bang ..2 it|gate|fence|door|window & talk|come|out"
            "|let|open & if|or"
            "|until|till|not",
            "despite {your} ..1 refusal|wishes|no|objection*|protest*|request",
            "just|only|its_only|please|one 5|five|ten|10|one|once|two ..1 minutes|mins"
            "|minute|hour|coffee"
            "|drink|chat|time & please|beg*|cant|wont|leave|owe|until|just_5|keep"
            "|least & me|you|u|5|us",
            "see me ..2 once|one|or|before|tonight|again ..8 & please|or|beg*|leave"
            "|until|last|happens",
            "{your} no|answer|refusal ..1 doesnt|dont|means_nothing|does_not|isnt ..2"
            " count|matter|change"
            "|final|anything|good_enough",
            "make me wait|come_up|come_in|come_and_get|drive|come_over & or|swear"
            "|dont|wont|will|if|and",
            "dont make me ..1 come|wait|drive|fetch|break|climb|knock|ask ..5",
            "come|meet|talk|answer|open|down|out|reply ..4 or ill|i|we|im|my_brothers"
            "|well ..2 come|coming|fetch|drag|climb|kick ..2 {you}|up|to|in|find"
            "|round|over|there|inside",
            "or {i}|ill|i|we ..1 stay|wait|come|knock|sit ..4 night|here|all|up|round"
            "|door|over",
            "if {you} dont|do_not|wont|fail|refuse ..2 come|show|meet|turn|open|appear"
            "|answer|see ..8 i|ill"
            "|we|im|well ..4 come|go|house|door|drag|fetch|work|find|break|inside"
            "|over|up|tell",
        ),
        *cues(
            1,
            "{i} ..1 outside $ & ignore|ignoring|open_up|not_leaving|wont_leave",
        ),
    ),
    vetoes=(
        "turned_up|he_came|she_came|came_round|he_stood|he_is|hes_been",
        "crying|laugh*|ra_jules|camping_your|pigeon|fever|toast|canal_path"
        "|dessert|curry|receptionist|technician|gas|kick_the_door_at|sign_for_it"
        "|when_ur_ready|galah|invoice|guard_wont|ironing|school|bus_stop|seat|plus_one",
        *REPORTED,
        *FICTION,
        "mandatory|required_to_attend|summons|appointment|gp|briefing|training_day"
        "|detention",
        "if_youre_free|no_rush|no_bother|no_worries|only_if|if_that_suits"
        "|let_me_know_if|up_to_you"
        "|whenever|no_compulsion|if_easier|no_pressure|fancy_a",
        "haha*|lol|😄|😂|square",
        "delivery|parcel|courier|plumber|boiler|taxi|your_order|pizza|postman"
        "|engineer|shopping",
        "karaoke|party|surprise|pub_quiz|wedding|puppy|school_run|kettle|bring_a_coat"
        "|ice_cream*",
    ),
    examples=(
        "I'm coming over whether you like it or not",
        "meet me tonight, last chance, come alone",
        "I won't leave until you come down",
        "open the door",
        "you said no but I'm coming anyway",
        "be there or else",
    ),
    counterexamples=(
        "be there or be square",
        "coming over at 8, bring nothing",
        "fancy a pint thursday? no bother if not",
        "I'm outside, come out when you're ready",
        "he turned up after I had said no and would not leave until I came down",
        "mandatory safety briefing Tuesday 9am",
    ),
)
