"""Urging the reader to hurt or kill themselves."""

from __future__ import annotations

from harassclf.indicators.rule import Rule, cues
from harassclf.indicators.vocabulary import FICTION, REPORTED

RULE = Rule(
    name="self_harm_encouragement",
    definition=(
        "Urges or wishes the reader to hurt or kill themselves, or says that the world"
        " would be better without them."
    ),
    source=(
        "Encouraging or assisting serious self-harm (Online Safety Act 2023, s. 184);"
        " Suicide Act 1961, s. 2; this project"
    ),
    cues=(
        *cues(
            2,
            "end_it_all|end_your_life|end_ur_life $|already|now|tonight",
            "^ find a bridge $",
            "stop wasting|using|stealing ..1 air|oxygen",
            "lie|lay down on|in|under the ..1 motorway|tracks|traffic|train|highway",
            "off a|the ..1 tall|high|tallest building|bridge|roof & do|go|jump|flip"
            "|walk",
            "go on ..1 end it|jump|do_it_then",
            "do it then|already|this_time & everyone|gone|better|breathe|coward",
            "make the world ..3 leave_it",
            "neck yourself|urself|it_you",
            "u|you should ..2 kill|hang|end|off yourself|urself|it_all",
            "just die|rot already $",
            "{kill}|unalive|off|hang|neck|shoot|drown|hurt|cut|harm|starve|burn|end"
            "|drink"
            "|gas|delete|finish|erase|remove|stab|choke|yeet {yourself} !up|a_coffee"
            "|short"
            "|from_this_list|from_this_mailing|some_slack|lifting|off_the_list|a_slice",
            "kys|kysnow|kysbro|ky5|keepyourselfsafe|kms_jk|kill_urslf|killyourself",
            "killing {yourself}",
            "{kill} urself|yourself|urslf",
            "top {yourself} !up",
            "do {yourself} in",
            "do {everyone}|me|us ..2 a favour|favor|solid ..3 {die_out}",
            "make|do {everyone} ..1 happy|favour|favor|service ..4 {die_out}",
            "world|planet|earth|place|everyone|everybody|family|we|us|they|{person}"
            "|life|all"
            " ..4 {better} ..2 without {you}|u|your",
            "{better} ..1 without {you} ..3 & world|planet|everyone|place|family"
            "|everybody",
            "{better} ..2 if {you} ..1 {gone} !there|with_us|at_the",
            "{everyone}|{person}|world|family|life|life_would|peace ..6 if {you}"
            " {gone}",
            "nobody|no_one|noone|not_one_person|who ..3 miss|care|notice|cry|mourn"
            "|bothered"
            " ..4 {you}|{gone}|die|died|dead|disappear* !about_the|if_i",
            "nobody|no_one|noone ..4 {your} funeral",
            "go|just|pls|please|hurry_up_and|why_dont_you|should|could_you|can_you"
            "|would_you"
            "|u_should|you_should|why_dont_u|cant_you|shud ..2 die|kill_yourself"
            "|unalive|drop_dead"
            " !of|from|laughing|inside|on_the|with",
            "go and? die $|already|pls",
            "hope|wish|pray|praying|hoping ..3 {you} ..4 {kill}|kill_yourself|end_it"
            "|jump"
            "|take_your_own|finish_yourself|do_it|hang|succeed_next|overdose"
            "|top_yourself"
            "|courage_to_finish|find_a_bridge",
            "drop dead $",
            "jump|step|leap|walk|throw_yourself|throw_urself|yeet_yourself"
            "|fling_yourself ..2"
            " off|in_front|into|under ..2 bridge|train|bus|traffic|cliff|roof|building"
            "|lorry"
            "|truck|sea|river|lake|something|ledge|tracks|balcony|pier & {you}|go|just"
            "|{better}"
            "|please|^|do|why|favour|urself|nobody",
            "^ jump $",
            "^ jump off|in_front|mp_off ..3 bridge|cliff|roof|smth|something|train"
            "|building",
            "play in|on|with the? traffic|motorway|tracks|train_tracks",
            "take ..2 all|whole|bottle|handful ..3 pills|tablets|paracetamol|meds"
            "|packet $",
            "drink bleach|drain_cleaner|antifreeze|poison & {you}|go|^|just|some",
            "go drink bleach",
            "{you} need|deserve ..1 noose|to_die",
            "^ end it then|already|now|tonight|all",
            "end {your} ..2 life|misery|suffering|existence",
            "take {your} own life",
            "{stop} ..1 existing|breathing|living|being_alive & {you}|please|pls|^",
            "cut deeper|yourself|your_wrists|ur_wrists|your_arms|down_not ..6 next"
            "|attention"
            "|this|properly|$ !layers|than|than_the",
            "slit|slash|open {your} ..1 wrists|wrist|veins",
            "next time ..6 finish_the_job|do_it_right|do_it_properly|try_harder"
            "|dont_miss"
            "|succeed & {you}|attempt|try|tried",
            "next time {you} try|attempt ..5 harder|succeed|properly|right|better"
            "|deeper",
            "finish|do the job ..6 like|$|properly|this_time & depress*|low|attempt"
            "|fail*|you",
            "you|u|couldnt ..2 couldnt|cant|failed ..2 even ..4 kill|manage_that"
            "|do_that"
            "|suicide|die ..2 right|properly|yourself",
            "waste of oxygen|space|air|breath|skin|life|carbon|sperm ..6 stop|die|gone"
            "|end"
            "|do|kill|remove|disappear|go",
            "{you} ..2 should|shouldve|ought ..2 never|not|be ..2 born|existed|exist"
            "|dead"
            "|aborted|in_the_ground|six_feet",
            "{you} ..3 better off dead|gone|dead_than",
            "{better} off dead",
            "{you} dont|do_not|didnt deserve ..2 live|life|breathe|exist|be_alive",
            "{why} ..2 {you} ..1 still alive|here|breathing|living|around $",
            "{why} havent|hasnt|not {you} ..3 killed|done_it|offed|jumped|ended"
            "|topped|gone",
            "{you} ..1 living|existing|existence|being_alive|breathing is ..4 problem"
            "|mistake"
            "|waste|joke|burden|shame|insult",
            "remove|erase|delete|take {yourself} ..2 from|out ..3 picture|world|life"
            "|planet"
            "|earth|existence|gene|society|equation & decent|better|good|family|life"
            "|everyone"
            "|please|just|consider|world|planet|should|do",
            "log off|out ..1 life|permanently|forever",
            "uninstall|alt_f4|quit|unsubscribe_from|exit|delete life|{your_life}"
            "|yourself",
            "write|written|leave {your}|the|a ..2 note ..4 spelling|already|and_go"
            "|nobody",
            "disappear|vanish|be_gone|cease_to_exist ..2 for_good|forever|permanently"
            "|everyone|already|from_this_earth|from_the_world & {you}|everyone|please"
            "|just|u|^"
            " !from_the_group",
            "disappear|vanish & favour|favor|everyone & do|happ*|better|waiting",
            "^ die ..1 quietly|already|slowly|pls|please|alone|in",
            "hurry|get on|up with|and ..3 die|be_a_statistic|do_it|kill|jump|end_it",
            "if i|me was|were|looked|had {you}|ur|like|your ..6 hang|kill|jump|done_it"
            "|end"
            "|die|topped|rope",
            "id be hanging|jumping|dead|gone ..3 if",
            "join|go|go_and_join ..1 him|her|them|your_mother|your_husband|your_dad"
            "|dead"
            " ..2 grave|churchyard|dead|ground|heaven|cemetery|in_the_ground",
            "depress*|suicid* ..6 prove|do_it|then_do|jump|get_on|hurry|boo_hoo|good",
            "rid {me}|the_world|us of {you}|yourself",
            "{you} ..2 dead|gone ..6 we|everyone|world|all celebrate|party|dance"
            "|happier|cheer",
            "rope|noose ..2 size|neck|cheap|ready|waiting & {you}|{your}|tie",
            "the void|rope|bridge|noose|train_tracks|well want*|wait*|calling|miss*"
            " {you}|u",
        ),
        *cues(
            1,
            "better|easier|happier|lighter ..4 {you} werent|wasnt|not|stopped|left"
            " ..1 here|around|alive|existing",
            "nobody|no_one ..2 want*|like*|love* {you} & die|end|conclusion|rope|gone"
            "|jump"
            "|disappear",
            "theres|theres a ..3 bridge|cliff ..4 use_it|jump|near_you & {you}|{your}"
            "|use",
        ),
    ),
    vetoes=(
        "to_kys|kys_again|types_kys|isnt_funny|not_funny|spikes|two_tablets|stay_on_the_phone",
        "say|typed|posted|wrote|says|saying|commented|texted|wrote_me kys",
        "packet of|biscuits|crop|photo|blinked|chapter|chapters|bus_stop|bridge_stop"
        "|bleach_kills",
        "dont_ever_say|typed|did_he_write|chmod|antibiotic*|babysitter|mould|rope_on"
        "|skipping|finish_the_box|season|reported_and_muted|sword|dragon"
        "|even_if_you_feel|biscuits|die-hard",
        *REPORTED,
        *FICTION,
        "dont|never|please_dont|stop_telling ..2 {kill}|hurt|harm|cut|say ..1"
        " {yourself}",
        "are|were you thinking|feeling|planning|considering|safe",
        "samaritans|crisis|helpline|hotline|ring_me|call_me|talk_to_me|im_here"
        "|here_for_you"
        "|worried|proud_of|love_you|gp|therapist|you_matter|coming_over"
        "|listen_to_you",
        "is_such_a|vile|disgusting|awful|report_him|report_her|under_my"
        "|in_the_comments",
        "telling|told|tells|messages|saying|tell|comment*|wrote|calling ..2 him|her|me"
        "|them"
        "|kid|son|daughter|people|someone|anyone",
        "to_myself|i_want_to|i_wanted_to|i_feel|i_hate|without_me|better_without_me",
        "lol_jk|bread|cake|cards|skill|swimming|pool|trampoline|layers|hem|dinner_at",
    ),
    examples=(
        "kys",
        "go kill yourself",
        "do everyone a favour and disappear",
        "the world would be better without you",
        "nobody would miss you if you were gone",
        "jump off a bridge",
        "drink bleach",
    ),
    counterexamples=(
        "do me a favour and grab milk",
        "the world's better with you in it",
        "he was told to kill himself and the school must act",
        "are you thinking about killing yourself? You can tell me",
        "don't hurt yourself lifting that",
        "I feel like everyone would be better without me",
    ),
)
