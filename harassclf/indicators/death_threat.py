"""Threats to kill."""

from __future__ import annotations

from harassclf.indicators.rule import Rule, cues
from harassclf.indicators.vocabulary import FICTION, GAMES, LAUGHTER, REPORTED

RULE = Rule(
    name="death_threat",
    definition=(
        "Says or plainly implies that the reader or someone close will be killed."
    ),
    source=(
        "Threats to kill as police guidance words them (Offences against the Person"
        " Act 1861, s. 16; CPS legal guidance); the ways of saying it: this project"
    ),
    cues=(
        *cues(
            2,
            "dig|digging|dug|start_digging {your} ..1 grave|hole",
            "{person} dies first|next|tonight|screaming|slowly|too|tomorrow",
            "die|rot|burn ..1 screaming|alive|traitor|rat|scum|vermin|tonight|slow"
            "|slowly & ^ die",
            "{you} die $",
            "{you} will|shall|gonna|must|going_to|are_going_to die !laughing|of"
            "|for_this|when|inside",
            "{you} die on|at|by|b4|this",
            "{your} graves|grave_is|coffins|coffin_is dug|ready|waiting|ordered|open",
            "pick|choose|order a|your|ur coffin|casket",
            "^ shot|stabbed|bullet in the ..1 head|face|neck|chest",
            "ready to die $",
            "sentence is death",
            "{your} ..2 bloodline & end|wipe|finish|kill",
            "vermin|traitors|rats|snitches|grasses|informers|liars|you ..2 get|gets"
            "|should_get|should_be|deserve ..1 shot|put_down|killed|buried|hanged"
            "|bullets|murdered|executed",
            "one|1 bullet ~2 {your}|one",
            "wont|not|never ..2 see|live|last ..1 another|next christmas|xmas"
            "|birthday|year|sunrise|summer",
            "{you} wont|will_not ..2 make_it|live|survive",
            "{ill} ..2 {kill} $|for",
            "enjoy|last ..3 breathing & {you}|{your}|while",
            "leave|leaving ..2 in a box|bodybag|coffin|body_bag",
            "{youre} ..2 living|alive on|because borrowed",
            "living on borrowed time",
            # Plain words.
            "{ill}|{i} ..3 {kill} {you}|{your}|both|everyone|him|her|them|all !it|a",
            "going|come|coming|came|want|swear|promise|time|ready|paid|plan*|enough"
            "|able"
            "|happy|love|easy|easily|gladly|here to {kill} {you}|{your}|you_both",
            "{killing} {you} !know|can|guys|with|to|if",
            "{kill} {your} ..1 {person}",
            "{ill} ..2 end|finish|bury|behead|butcher|gut|shank|strangle|throttle|drown"
            "|suffocate|smother|merk|cremate|lynch|stab|exterminate|eliminate {you}"
            "|{your}"
            "|him|her|them|both !at|a|an|some|in_sand|work|homework|lunch|dinner",
            "{ill} ..2 shoot|cap|smoke|waste|hang|burn|poison|off|ice {you}|him|her"
            "|them"
            "|both !a|an|some|over|the|later|my|with|in|all_in|at_fifa",
            "{ill} ..3 end|take|finish {your} life",
            "ending {you} $",
            "{youre}|{youll} ..2 stabbed|shanked|murdered|merked|beheaded|clapped"
            "|bodied",
            "{youre}|{youll} ..1 get|getting|gettin|be shot|killed|dropped|whacked"
            "|smoked"
            "|hanged|executed",
            "have|had|get|getting {you} ..1 killed|murdered|shot|whacked|bumped_off"
            "|taken_out|done_in",
            "finish {you} off",
            "{kill}|bury|shoot|stab|burn|hang|gut {you} ..2 before|in_your_sleep|alive"
            "|slowly|myself|and|with_my",
            # Dead and dying.
            "^ {youre} ..1 dead $",
            "{youre} a? ..1 dead man|woman|girl|boy|meat|bitch|body|person|guy|kid",
            "{youre} as_good_as|already|so|all|both|fucking dead",
            "dead man|woman|girl walking",
            "{youll} ..2 be dead|die|bleed_out|be_buried|drown|burn_alive",
            "{you} both|all|two die|dead",
            "{you} die|dies tonight|tonite|tomorrow|today|friday|soon|first|next"
            "|screaming"
            "|slowly|alone|now|here|2nite|2day|before|by",
            "dead by|before|b4 ..3 {soon}|court|weekend|week|month|birthday & {you}"
            "|{your}",
            "make|want|watch|watching|see|enjoy {you} ..1 die|dying|bleed_out|suffocate"
            "|choke|drown|burn|take_your_last|rot_in_the_ground|stop_breathing",
            "{you} wont|will_not|not|never|aint|wont_even ..2 see|live|survive|last"
            "|reach"
            "|make_it_to|make_it_past|be_alive|be_around|get_to ..4 {soon}|sunrise"
            "|birthday"
            "|next|new_year|summer|winter|spring|court|trial|another|grow|spend|eid"
            "|diwali"
            "|daylight|sun_up|thirty|forty|ramadan|wedding|year|week|day",
            "{you}|{person} wont|will_never|never|not ..3 wake_up|breathe_again"
            "|leave_alive|walk_out|make_it_home|get_home|reach_home|grow_old"
            "|come_home_alive|see_daylight|breathe|live_long|live_to",
            "not|never|wont|nobody|none ..6 alive & {you}|{your}",
            "stop|stops|quit|done ..1 breathing & {you}|{your}",
            "last|final breath|breaths|heartbeat|sunrise|day_on|day_alive|night_alive"
            "|night_on|moments_alive|day_of_your_life|words & {you}|{your}",
            "{your} last|final ..1 night|day|week|christmas|meal|hours|hour|days|sleep"
            " on"
            "|alive|in_this|in_the|breathing",
            "enjoy|count|savour|savor|cherish ..3 {your} ..1 last|final|remaining"
            "|heartbeats|time_left",
            "days|hours|minutes|weeks|time left|remaining to_live|on_earth|to_breathe"
            "|in_this_world|on_this_earth|in_you",
            "{your} days|hours are|r? numbered|counted",
            "{your} clock|heart|ticker|pulse ..2 stop*|stops|ends",
            # Graves and funerals.
            "{your} ..1 grave|coffin|casket|headstone|tombstone|plot|body_bag ..4 dug"
            "|ready|waiting|waits|open|ordered|booked|paid|picked|reserved|measured"
            "|carved",
            "grave|plot|coffin|hole|headstone|casket ..3 with|has|for ..2 {your}|you",
            "measure*|measured|fitted up? ..2 for ..2 coffin|casket|shroud|box"
            "|body_bag",
            "plan*|pick*|choose|book*|arrange*|order*|write|writing|attend*|prepare"
            "|sing"
            "|pray|pay* ..4 {your} ..1 funeral|coffin|obituary|headstone|eulogy|wake"
            "|hymns",
            "see|dance|dancing|laugh* ..2 at {your} ..1 funeral|wake|burial !mothers"
            "|grannys",
            "make|write|update|sort {your}|his|her will $",
            "put|putting {you}|{your}|him|her ..3 in|under|into the|a? ground|grave"
            "|earth"
            "|coffin|morgue|dirt|soil|box|body_bag|6_foot|six_feet|6_feet",
            "six|6 feet|foot under|deep|down & {you}|{your}",
            "{you}|{your}|ends|leave|leaving|home|end_up|wake_up ..4 in ..1 coffin"
            "|morgue"
            "|body_bag|bodybag|casket|hearse|mortuary|box $",
            "see|c|meet {you} ..3 morgue|mortuary|in_hell|graveyard|cemetery",
            "find {your} body|corpse|remains|bones|head",
            "find|found {you} ..3 dead|floating|in_a_ditch|face_down|not_breathing"
            "|in_the_river|in_the_canal|in_pieces|hanging",
            "never|wont find the|{your}|a|any body|bodies|pieces|corpse",
            "make|makes|leave|leaving her|him|{your}|them|kids ..3 widow|widower|orphan"
            "|orphans|fatherless|motherless",
            "carry|carried|carrying|drag|dragged|leave|leaving {you}|out|it ..6"
            " feet_first"
            "|in_a_box|in_a_bag|in_pieces|in_a_body_bag|horizontal",
            "say {your} ..1 goodbyes|prayers|farewells",
            "say goodbye|farewell to {your}? ..1 life|{person}|loved_ones|children $"
            "|now|tonight|properly|while|before",
            # Weapons and bodies.
            "bullet|bullets|knife|blade ..4 {your} ..1 name",
            "bullet|knife|blade|machete|axe|lead|noose|slug|hole ..4 in|through|into"
            "|for"
            "|between|round|around|to|at {you}|{your} ..1 head|skull|eyes|throat|neck"
            "|chest"
            "|heart|back|face|brain|belly|ribs|gut $|tonight|soon|next|before|if|and",
            "slit|cut|slash|slice {your}|yr ..1 throat|throats|neck|windpipe",
            "hands|rope|wire|belt|noose ..2 {your} throat|neck",
            "blow|blowing {your} head|brains|skull|face off|out",
            "put|putting a bullet|knife|blade|hole|shotgun|gun ..4 {you}|{your}|him"
            "|her",
            "one bullet|shot ..3 {you}|{your}|all_it_takes|ends",
            "{your} blood ..5 hands|floor|wall|walls|street|streets|pavement|spill"
            "|spilled"
            "|flow|doorstep|carpet|drain",
            "lie|lying|bathe|drown|choke in|on {your} own? blood",
            "burn {you}|{your} ..3 alive|in_your_bed|in_your_sleep|with_you_inside",
            "burn|die|drown|cook in|inside {your} ..1 bed|sleep|car|house|own_blood",
            "cut|chop|hack|chopped|rip|slice|tear {you} ..3 pieces|bits|up|limb|apart"
            " !some",
            "feed {you}|{your} ..3 to ..2 dogs|pigs|fish|crows|rats",
            "pull|pulling the trigger & {you}|{your}|ill|i",
            "price|hit|contract|bounty|supari|reward|money on|for|given ..2 {you}"
            "|{your}"
            " ..1 head|life $",
            "hitman|supari|contract_killer|hired_killer|assassin & {you}|{your}|paid"
            "|given",
            "paid|hired|pay|paying ..5 for {your} head",
            "cut {your} brakes|brake_line|brake_lines|break_lines",
            "{you} ..4 put|get|gets|should_be|deserve_to_be put_down like|$",
            "{gun} ..4 {you}|{your}",
            "death is|will|has|cert* ..2 come|coming|near|waiting|knocking|name|signed"
            " & {you}|{your}",
            "{youre}|you next & dead|dog|kill*|died|shot|stab*|buried|{gun}|{skull}"
            "|grave",
            "dead|die|died|buried|killed & {your} turn",
            "{youre} history|toast|finished|done & gun|knife|blade|bullet|grave|{gun}",
            "wipe|wiping {you} ..3 out|off ..2 earth|map|planet",
            "murder is a ..3 word",
        ),
        *cues(
            1,
            "{your} time is? up|run_out|come $",
            "{your} ..1 undertaker|coffin|obituary",
            "rip ..1 in_advance|{you}|to_you",
            "hunt|hunting {you} down ..4 finish|kill|end",
            "{youre} next ..3 {gun}",
            "wont|not be? quick|painless & {you}",
        ),
    ),
    vetoes=(
        "felt_like|feel_like|cook*|toast|mosquito|spider|process|queue|bug",
        "5-a-side|ref|saturday_ref|parish|bet|rumble",
        "in for four",
        "nobodys",
        *REPORTED,
        *FICTION,
        *LAUGHTER,
        *GAMES,
        "never|wont|not_going_to|not_gonna|nobody|no_one|wouldnt|didnt|doesnt|isnt|cant"
        " ..4 {killing}|hurt|die",
        "dead_line|deadline|dead_serious|dead_on|dead_battery|drop_dead_gorgeous",
        "laugh*|giggl*|tickl*|dying_to|killing_it|killed_it|killed_that|bullet_points"
        "|gran"
        "|birthday_surprise|curtains|hymn_sheet|carnations|condolences"
        "|sorry_for_your_loss",
        "if {you} spoil|eat|forget|touch|finish|drink|nick|steal|tell_me|sing|watch",
        "plants|houseplant|weeds|wasp*|germs|virus|bacteria|calories|lights|engine"
        "|mood",
    ),
    examples=(
        "I will kill you",
        "you're a dead man",
        "u wont see christmas",
        "we are digging your grave already",
        "there is a bullet with your name on it",
        "they will never find your body",
        "your days are numbered",
        "I'm gonna slit your throat",
    ),
    counterexamples=(
        "my feet are killing me",
        "you killed it on stage",
        "dead line for the forms is noon",
        "he told me he would kill me and I kept the message",
        "the funeral is on Thursday, will you come?",
        "nobody is going to kill you for being late",
        "I'll kill you if you spoil the ending lol",
    ),
)
