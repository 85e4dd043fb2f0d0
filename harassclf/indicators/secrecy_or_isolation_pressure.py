"""Pressing the reader to keep a secret or to cut off others."""

from __future__ import annotations

from harassclf.indicators.rule import Rule, cues
from harassclf.indicators.vocabulary import FICTION, REPORTED

RULE = Rule(
    name="secrecy_or_isolation_pressure",
    definition=(
        "Presses the reader to keep the contact secret or to cut off family, friends or"
        " help."
    ),
    source=(
        "Isolation and control in the Duluth model (Pence and Paymar 1993) and Stark's"
        " Coercive Control (2007); Serious Crime Act 2015, s. 76 guidance; this project"
    ),
    cues=(
        *cues(
            2,
            "no wife|girlfriend|daughter of mine",
            "new rules ~3",
            "ask|asking me before|first ..3 ring|go|see|leave|text|visit|talk|call"
            "|anyone|out",
            "pass|passcode|password|phone ..3 hide|hiding|secrets & nothing|give|show"
            "|why|if",
            "better when its|it_is only|just us",
            "ive|i_have|i cancelled {your} ..3 card|sessions|therapy|counselling"
            "|plans|phone|lessons",
            "youre|your|ur|you_are not going ..3 again|anywhere|without_me|out"
            "|back_there",
            "who|whos ..3 text*|talk*|call* ..2 {you}|to ~3 show|delete|block|give",
            "location on always|all|at_all_times|24",
            "dont|do_not tell anyone|anybody|a_soul|nobody ..2 $ & or|else|us|secret"
            "|promise|will|trust",
            "our secret $",
            "just|only between us $|ok|two|okay",
            "you dont need ..2 friends|them|anyone|anybody|job|phone|family|drive"
            "|school|work|drive",
            "she|he|they ..1 is|are|hes|shes ..1 bad|poison|jealous|toxic ..2 for|of"
            "|to you|us|her",
            "i dont|do_not want you ..1 seeing|talking|speaking|hanging|around|near"
            "|going|meeting",
            "{dont} ..2 {say} ..3 {circle}|anyone|anybody|a_soul|him|her|them|{cops}"
            " ..3"
            " about|bout|that ..1 {us_this}",
            "{dont} ..1 {say} {circle}|anyone|anybody|a_soul|{cops} !the_ending|til"
            "|till|until"
            "|yet|about_the_party|about_the_cake|its_a_surprise|spoiler*|who & or"
            "|{us_this}|ok"
            "|else|secret|understand*|trust|trouble|keep|promise|love|delete|deny"
            "|regret",
            "{say} no_one|nobody|noone|none ..2 about|bout|ever|that ..1 {us_this}|$",
            "{say} no_one|nobody|noone|no1 ..3 $ & or|ever|us|understand*|regret|love"
            "|trust"
            "|delete|secret|warning|promise|hurt",
            "{better}|best|rather|prefer ..4 {circle}|nobody|no_one ..2 doesnt|dont"
            "|never"
            "|didnt ..1 know|knows|find_out|hear ..4 {us_this}|we",
            "no_one|nobody|noone ..2 know|knows|hears|finds_out|find_out|see|can_know"
            "|must_know"
            " ..2 about|bout|that {us_this}|we",
            "{circle}|nobody|no_one|they cant|mustnt|must_not|dont_need_to"
            "|doesnt_need_to"
            "|must_never|need_never|never ..1 know|find_out|see|hear|knows|finds_out"
            " ..5"
            " {us_this}|$ & {us_this}|secret|quiet|hide|delete|save_me|our",
            "our little? secret ok|okay|right|yeah|$|x|and|n|remember|baby|alright",
            "keep us|me|this|it|{us_this} ..1 secret|quiet|hidden|private|between_us"
            "|to_yourself"
            "|a_secret|our_secret|between_you & us|or|our|else|yeah|hidden|understand*"
            "|trust"
            "|love|special|me|nobody|{circle} !surprise",
            "between {you} and|n|& me ..4 $ & dont|nobody|never|understand*|not|rather"
            "|no_one"
            "|secret|wont !till|until",
            "stays between us|you_and_me & or|happens|dont|you|never|not|nobody",
            "{delete} ..3 chat|messages|msgs|texts|thread|conversation|convo|history"
            "|everything"
            "|pics|this ..6 now|after|before|ok|k|clever|good_girl|good_boy|like_i"
            "|every_time"
            "|reading|read|afterwards|always|when|so|she|he|nobody|someone|sees|always"
            "|yeah"
            " !group_after|duplicate",
            "{delete} ..2 this|our|these|the|all ..1 chat|messages|msgs|texts|thread"
            "|convo $"
            " & now|all|always|ok|clever|secret|before|after|please_babe",
            "save me under|as ..2",
            "{your} ..2 friends|mates|family|sister|mother|mum|brother|friend|parents"
            "|girls|lot"
            "|cousin|flatmates|bestie|mam|crowd ..2 are|is|r|were|poison*|isnt|arent"
            "|dont|doesnt"
            "|hate|turn* ..3 poison|toxic|trash|jealous|no_good|bad|using|against"
            "|lying|lies"
            "|liar*|snake*|evil|rubbish|a_wedge|filling|care|love|understand|hate|real"
            "|laugh*"
            "|leech*|idiots|bad_influence|breaking_us|turning|want_us|leading"
            "|snakes"
            "|interfering|not_your|never_liked|never",
            "they|those_girls|she|hes|shes|he ..2 filling|turning|poisoning|brainwash*"
            " {you}"
            "|{your} ..1 head|against|mind",
            "you only|just need me",
            "{you} dont|do_not need ..2 friends|mates|them|anyone|anybody|her|him"
            "|family|a_job"
            "|phone|nobody|no_one|best_friend|others ..6 {me_enough}",
            "you dont|do_not need friends|mates|them|anyone|your_friends|ur_friends"
            "|family|others"
            "|a_phone|other_people",
            "{you} ..3 only need|have|got|want me $",
            "im|i_am all|the_only|only ..4 {you} need|have|got|understand*|loves_you"
            "|who_loves"
            "|who_cares|who_tells|you_can_trust|one_who|person_who|who_understands"
            "|can_trust",
            "nobody|no_one|noone ..2 else ..6 love|want|understand*|put_up|care"
            "|believe|have|cares"
            "|loves|gets|understands ..3 {you}|us|u|you|what",
            "nobody|no_one|they|{circle} ..3 wont|would|will|wouldnt|never ..1"
            " understand"
            " ..3 us|this|our|what_we",
            "choose|pick|decide ~3 me or|them|him|her ..3 or|$|them|me|her|him",
            "^ them|him|her|friends|mates|family|your_friends or me & choose|pick"
            "|decide|tonight|now",
            "its {a}? ..3 or me $|them|now|decide",
            "{stop} ..1 {seeing} {your}|her|him|them|that|those|with ..2 {circle}|her"
            "|him"
            "|people|lot|crowd|$|girls|lads|guy !til",
            "stop seeing|meeting her|him|them|your|those",
            "{dont} ..2 {seeing} ..2 {your} ..1 {circle} ..2 again|anymore|any_more"
            "|without|$"
            "|behind|ever|about|from_now & i|me|my|trust|want|love|{again}|us|forbid"
            "|else",
            "not|never|dont|wont|isnt ..2 allowed|permitted|permission ..3 see|talk|go"
            "|have"
            "|visit|speak|leave|work|use|wear|contact & {you}|u|your|friends|without",
            "i forbid|dont_allow|wont_allow|wont_have|dont_want|not_having|dont_like"
            " ..1 {you}"
            " ..2 {seeing}|see|talk|speak|meet|hang|go|out|around|with|near|visiting"
            "|work*|text*"
            " ..5 {circle}|her|him|them|those|without|out|friends|anyone|without_me"
            "|lads|men",
            "no more ..2 male|girl|boy|friends|mates|nights_out|going|visits|seeing"
            "|going_out"
            "|telling|sleepovers|girls ..6 & i|me|now|said|you|{your}|without|my",
            "from now on you|u|ill|i|no ..6 without|ask|tell|me|only|my|choose|nobody"
            "|home|visit",
            "{you} ..2 go|going|leave|visit|see|talk|speak|work* nowhere|nobody|no_one"
            "|anywhere"
            "|anyone|out ..2 without ..1 me|my|asking|permission",
            "talk|speak|ring|call|see|visit|trust|text nobody|no_one|noone !after|if"
            "|for|in_the",
            "block|delete|unfollow|drop|ditch|bin|dump|remove|lose|cut_off|unfriend"
            "|unadd|get_rid"
            " ..1 {your} ..2 friends|mates|ex|guy|male|lads|boys|family|sister|friend"
            "|mother"
            "|girls|lot|brother|besties !off_at|request",
            "block|delete|drop|ditch|unfollow|remove|cut ..1 her|him|them|those ..6"
            " prove|now"
            "|or|love|me|trust|off|all_of_them|tonight|if !off_at|at_school|home|round",
            "drop them ~3 all",
            "ive|i|i_have|already removed|deleted|blocked|unfriended ..1 {your} ..2"
            " friends"
            "|mates|contacts|mum|sister|mother|family|ex|male !as_you",
            "give me {your} ..1 passwords|password|pin|phone|passcode|pass & friends"
            "|lads|trust"
            "|now|hide|hiding|off|love|prove|who|if",
            "if|when|once {you} ..1 {say}|go|ring|call|talk|speak|snitch|report|run"
            "|complain ..4"
            " {cops}|police|{circle}|anyone|her|him ..3 about? ..10 {bad_end}",
            "{say}|go|talk|speak|run|snitch|report|squeal|grass|whisper ..4 {cops}"
            "|police|anyone"
            "|a_word|one_word|a_soul|{circle} ..3 and|or|n|& ..10 {bad_end}",
            "if ..2 {circle}|{cops}|anyone ..2 hear|hears|find|finds|find_out"
            "|finds_out|know|knows"
            "|asks|learns|know ..12 {bad_end}|you_fell|secret",
            "snitch|grass|tell_anyone|tell_a_soul|open_your_mouth|squeal|say_a_word"
            " ..3 and|or|n|&"
            "|to|on|about ..8 {bad_end}|i|ill|your|house|gets|social_worker|family",
            "open {your} mouth ..4 to|about|and|again",
            "keep|mouth {your}? ..1 mouth|shut|trap shut|closed|or|zipped ..4 or|about"
            "|if|and|$"
            " !when_eating|while",
            "not a word $|to ..3 & or|{you}|about|got_on|know|{cops}|{circle}"
            " !in_the_exam",
            "say nothing|nothin ..2 to|2|about ..3 {cops}|{circle}|anyone|police|or|us"
            " & or|else"
            "|{us_this}|regret|hurt|us|warning|understand",
            "{you} ..1 didnt|never|not see|saw|hear|met|seen|know|heard me|us|anything"
            "|nothing"
            " & remember|understand|or|when|brother|ask|police|$",
            "{circle} ..4 hates|never_liked|jealous|against us|me|you|of_us",
            "everyones|everyone_is|theyre_all|they_are_all|whole_world against"
            "|jealous ..1 us|of_us",
            "us against|versus|vs them|the_world|everyone",
            "if {you} ..1 loved|love|cared|trusted|respect* me|us ..8 wouldnt|would"
            "|youd|dont|not"
            "|ud|drop|delete|stop|block|stay|leave_them ..4 need|see|talk|go|want|have"
            "|friends|home"
            "|them|her|him|job|quit|others|delete|location",
            "leave|quit|give_up|pack_in {your}|the|that|ur ..1 job|work|uni|course"
            "|choir|group"
            "|team|club|soc|drama|gym & i|me|men|decent|enough|wife|home|hate|provide"
            "|no_need",
            "{cops} ..2 hear|involved|called|know ..4 {bad_end}|pays",
            "turn|share|keep ..1 {your}? ..1 location ..1 on & home|now|or|always"
            "|straight|who|see"
            "|check|want|stopping !find",
            "{you} ..3 choose|tell|allow|let what_you_wear|who_you|where_you|you_wear",
            "i will choose|decide|say what|who|where|when you",
            "{your} ..1 therapist|counsellor|helpline|refuge|social_worker"
            "|support_worker|doctor"
            " ..6 breaking|cancel|lies|against|poison*|stop|brainwash*|enemy|not|dont",
            "what happens|goes_on|whatever_happens ..5 stays|not|nobody|is_nobodys"
            "|between|private",
            "lets|come|move|switch|use|go|text_me ..6 vanish|disappear|disappearing"
            "|secret_chat"
            "|telegram|signal|snap ..6 & {circle}|checks|see|read|nobody|private"
            "|husband|parents"
            "|messages",
            "come without telling|saying|a_word|anyone",
            "lie|pretend|say to ..2 {circle} & where|about|with_me|you_are|youre|us",
            "hide|hiding {us_this}|our ..2 from",
            "hush about ..1 us|this|it",
            "run|running|crying to {your} ..1 mum|mother|dad|sister|mam|family"
            "|friends|parents",
            "stay|stop home|in ..3 see nobody|no_one|obey",
            "you ..2 will|must obey me",
            "who would|will|are|else believe|help|want ..1 {you}|u",
            "nobody|no_one|who|they|police|{cops} ..2 believe|believes {you} $|over"
            "|anyway|if|they|when",
            "stop confiding|telling|talking|running|complaining|whining|moaning to|in"
            "|with ..1 {your}"
            "|anyone|them|her|people|others !during",
        ),
        *cues(
            1,
            "can|let|lets|keep this|it|us stay|keep|be ..1 between & rather|husband"
            "|wife"
            "|brother|sister|parents|mum|didnt|wouldnt|not",
            "promise ..3 nobody|no_one|not|never ..4 hears|tell|know|about"
            " !gets_a_card",
        ),
    ),
    vetoes=(
        "presents|for_ur_sister|grass_wants|text_when|dont_delete|makes_me",
        "parachute|lost_property|vendor|onions|college_of|the_group_after|bargain"
        "|till_monday|batting|refuge_you_are|referee",
        *REPORTED,
        *FICTION,
        "surprise|party|birthday|present|proposal|engagement|ring|cake|gift|spoiler*"
        "|ending"
        "|scan|bake_off|secret_santa|recipe|christmas_present|60th|40th|50th|30th",
        "nda|confidential|embargo*|client|announcement|team|hr|exam|clinical|results",
        "red_flag|you_can_talk|talk_to_someone|you_deserve|proud_of",
        "haha*|lol|😂",
    ),
    examples=(
        "don't tell your sister about us",
        "delete this chat now, all of it, before she sees",
        "your friends are poison, you only need me",
        "if you go to the police you'll regret it",
        "nobody would understand what we have",
        "it's our little secret ok",
        "choose: me or them",
    ),
    counterexamples=(
        "don't tell your sister about the party, it's a surprise!",
        "secret recipe ok",
        "please keep the client name confidential",
        "tell no one, Dad's 60th",
        "he told me not to talk to my sister about us",
        "delete the duplicate rows, keep the totals",
    ),
)
