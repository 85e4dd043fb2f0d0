"""Telling the other to stop all contact."""

from __future__ import annotations

from harassclf.indicators.rule import Rule, cues

RULE = Rule(
    name="stop_request",
    definition="The writer tells the other to stop contacting them.",
    source=(
        "The notice that stalking guidance advises to give once and clearly (Suzy"
        " Lamplugh Trust; College of Policing); the ways of saying it: this project"
    ),
    cues=(
        *cues(
            2,
            "this is harassment $",
            "dont|do_not send ..1 anyone|others|flowers|letters|gifts|anything|people"
            "|your_friends",
            "^ blocked ~2 dont|do_not|take_care|goodbye|bye",
            "this|that is|was the|my last|final ..1 answer|mail|message|reply|email"
            "|text|letter|time_i_write",
            "leave him|her|the_kids|my_sister|my_son|them|my_daughter alone",
            "said stop",
            "i said no ~2 dont|do_not|stop ask|contact|write|message|call",
            "dont|do_not ..1 contact|call|text|message|ring|write ..2 again|anymore"
            "|any_more|ever",
            "dont|do_not want your ..2 letters|calls|messages|texts|flowers|gifts"
            "|presents|contact",
            "not|no_longer reply|read|answer|respond|accept ..3 your|any|messages"
            "|calls ..2 any_more|anymore|from_you|again & you|your",
            "i have nothing ..2 to say to you",
            "we have|weve nothing ..2 to talk|say|discuss",
            "you|u need|have to to? stop|leave ..1 me|contacting|texting|messaging"
            "|calling",
            "stop ..1 reaching|getting in? out|touch",
            "quit|cease ..1 {contacting}|sending|following|bothering",
            "let me go $|please|and",
            "do not approach|follow|visit|come_near me|us|my|our",
            "my answer is no|final & stop|dont|please|contact|again",
            "{stop} {contacting} {me}|here|this_number|my|her|him|our|at_all|$|now"
            "|please"
            " !at_work|shaz|during|in_front|when_im|names|babe",
            "{stop} ..1 {contacting} $",
            "{stop} {contacting} me !names|shaz|a|babe|that",
            "{stop} ..1 trying|attempting to ..1 {contact}",
            "{stop} sending|leaving|giving me|anything|letters|gifts|flowers|presents"
            "|notes"
            "|messages|emails|texts|things|stuff|requests|friend_requests"
            "|follow_requests"
            " !memes|spoilers|pics_of",
            "{stop} turning|showing|coming up|round|to|here|over ..3",
            "{stop} following|stalking|harassing|pestering|bothering|hounding|chasing"
            "|adding|tagging|ringing|liking|watching me|us|my",
            "stop using my number|it",
            "stop $ & scary|scared|nicely|last_time|telling_you|reply|letters"
            "|enough|respect|uncomfortable|peace",
            "just|now stop $ & pls|please & scary|dont|no|enough|alone",
            "{dont} ..1 {contact} {me}|here|this|my|her|him|again|back ..3 {again}|$"
            "|please"
            "|number|address|at_all|about_it !at_work|on_the|til|till|until|before"
            "|if_its",
            "{dont} ..1 {contact}|reply|respond|answer|come_back|try_to ..5 {again}"
            "|ever"
            " !about|re_the|at_work|on_a|this_late|during",
            "{dont} ring|text|call|write|message {dont}|n_dont|or|and ..8 {dont}|come"
            "|turn_up"
            "|text|call|write|visit|message|show_up|contact",
            "{dont} reply|respond|bother_replying|answer|bother_answering ..2 to_this"
            "|this"
            "|$ & done|over|blocking|stop|goodbye|leave|end|contact|never|please"
            "|again|alone",
            "dont reply to this $",
            "never|dont_ever|not_ever|do_not_ever ..1 {contact}|reply|speak|talk|come"
            " ..2 me"
            "|us|to_me|near_me|here|my ..2 {again}|$",
            "no|any ..1 further|more|additional contact|texts|messages|calls|letters"
            "|emails"
            "|communication|notes|dms|visits|replies|flowers|gifts|correspondence"
            " !than|about"
            "|from_the|needed|required|in_this_group|on_pinboard|on_the",
            "no contact $|whatsoever|at_all|please|of_any & i|im|want|need|ask*|now"
            "|{dont}"
            "|between",
            "want|wish|request|require|need no ..1 contact|communication|messages",
            "want|need|wish|like|ask* {you} ..1 to|2 stop ..3 {contacting}|messages"
            "|using|it"
            "|this|following|coming|sending|calling|$",
            "ask*|told|request*|beg*|tell*|order* {you} ..4 stop|not_to|cease|leave ..3"
            " {contact}|{contacting}|$|me|write|ring|come|asking|message|text|contact",
            "ask*|asking|request*|prefer|must_ask {you} ..3 not|do_not|did_not|didnt"
            " ..2 to?"
            " {contact}|write|ring|come|send|visit|reply ..2 me|any|$|my|at_all|or|us"
            "|again",
            "asked|told {you} ..5 nicely|times|already|before|repeatedly & stop|quit"
            "|cease|leave|enough|dont",
            "last|final|third|hundredth time ..4 ask*|tell*|telling|saying|warn*|told"
            " ..3 {you} & stop"
            "|leave|{contact}|cease|dont|alone|no",
            "leave {me}|my_family|her|my_mum|my_daughter|my_kids ..2 alone|be|in_peace"
            " !in"
            "|with|for|til|till|until|at_the|im_on|im_watching|in_the|with_the",
            "left alone $|thanks|please|by_you & want|wish|like|need|id",
            "{please} leave us|me ..2 peace",
            "lose|delete|forget|erase|remove|scrub|burn|bin ..1 my|this number|details"
            "|contact|email|address !old|and_save|from_the_group|from_the_spreadsheet",
            "forget you ..2 had|knew|met ..2 me|number|my",
            "take|remove|get me|my_number|us|my_email|my_name|my_mobile off|from|out_of"
            " {your} ..1 phone|list|database|system|contacts|records|lists|mailing",
            "keep|stay out of my inbox|life|dms|mentions|way|messages|phone|house",
            "stay away from me|us|my|her|him|our",
            "get out of my life|inbox|dms|messages",
            "dont want ..3 hear|talk|speak|see|contact|know|you|u|be_with ..3 you|u"
            "|your"
            "|in_my_life|to_you|from_you|letters|messages|calls|again|any !to_worry"
            "|to_miss"
            "|to_see|to_go|upset",
            "dont|not|doesnt ..1 wish|want|care|interested ..3 hear|hearing|talk"
            "|talking"
            "|communicate|speak|contact|contacted ..2 from|to|with|by {you}|u",
            "not interested ..10 hint|stop|again|please|never|ever|move_on|leave",
            "better|best if|that|we|for ..4 dont|not|stop|stopped|never|no_longer ..2"
            " talk"
            "|speak|talking|speaking|contact|message|in_touch|see_each_other",
            "last|final conversation|message|reply|text ..3 you|from_me|us|between"
            "|will_get"
            "|ever|i_send|youll & i|dont|no|blocking|done|best|please|stop|never",
            "i am|im|ill|i_will|gonna blocking|block|be_blocking {you} !if|lol|unless"
            "|til"
            "|from_the_groupchat|when",
            "blocking {you} after|now|on|everywhere",
            "if {you} {contact}|come|keep|try|text|dont ..6 again|stop ..4 i|ill|we|im"
            " ..4"
            " police|report|harassment|guards|solicitor|injunction|cops|block"
            "|restraining"
            "|lawyer|complaint|authorities",
            "refrain|desist|cease ..2 from? {contacting}|contact|communicat*|all"
            "|and_desist"
            "|any !parking",
            "cease $",
            "cease|end|terminate all? contact|communication|correspondence",
            "^ go away $|please",
            "through|via|to|direct* ..4 my solicitor|lawyer|barrister|attorney &"
            " contact"
            "|communicat*|not|everything|stop|direct*",
            "only|nowhere ..4 through the app|solicitor|lawyer",
            "unfriend|unfollow|forget me & unfollow|forget|unfriend|delete",
            "we are|were|its|it_is|this_is over|done|finished|goodbye ..10 stop|dont"
            "|{dont}"
            "|accept|leave|move_on|no_more|never|please|delete",
            "this is goodbye $|from",
            "enough $ & goodbye|leave|stop|quit|contact|alone|texts",
            "back off $|now|please|or|from_me",
            "back off & texts|messages|alone|me|stop",
            "nothing|nothing_left|nothing_more ..3 say ..3 you|respect|each_other|$ &"
            " please"
            "|respect|stop|leave|dont|move|goodbye",
            "need|want silence|space|peace from {you} $|permanently|forever|please",
            "{you} ..2 not|arent|aint welcome ..4 here|house|home|inbox|life|my",
            "move on ..4 and|n|& leave|stop|forget|me & {you}|me",
            "im|i not|wont|am_not ..1 going_to|gonna|be ..1 reply|respond|answer"
            "|replying"
            "|responding|answering ..4 stop|any_more|anymore|again|ever|you|further",
            "does|do not wish to hear from you",
            "message mat karo|call_mat_karo|mat_karo|mujhe_message",
            "harass|harassing me|us & stop|leave|cease|quit",
        ),
        *cues(
            1,
            "leave me ..1 be $",
            "quit it $ & asked|told|nicely|message|text|call",
            "{please} ..2 respect that|my_decision|my_wishes|my_boundaries|this|it",
            "accept that|it & over|done|finished|end & stop|text|call|please",
        ),
    ),
    vetoes=(
        "viewer|vendor|thats_why|amma",
        "you never|dont|wont|didnt reply|answer|respond",
        "only_want_to_say|say_sorry|to_the_robot|unsubscribed|letting_you_go|taco"
        "|dont_let",
        "you asked me not|to",
        "not to tell|relax",
        "lol|haha*|lmao|😂|🤣|bless|legend|cute|blush*|banter|ringtone",
        "asked|told|tell|telling|asking|want|wants him|her|them ..2 to|not stop"
        "|contact",
        "i asked him|her|them",
        "he|she|they keeps|wont_stop|kept|said|told|asked",
        "you can send|say|tell|ask|block",
        "dont text|call|message me at_work|text_me|ring_me_instead",
        "ring|call|text|phone|email instead|me_at|my_mobile|me_after|me_on",
        "memes|spoilers|voice_notes|brexit|gifs|recipes|parcel|delivery|refund",
        "fax|office|web_form|customer_service|do_not_reply_to_this_email|unmonitored",
        "unsubscribe|newsletter|click",
        "trifle|sauce|dough|oven|paint|soak",
    ),
    examples=(
        "Do not contact me again.",
        "leave me alone pls",
        "lose my number",
        "please stop texting me",
        "I want no further contact with you",
        "this is the last time I ask you to stop",
        "don't ever message me again",
    ),
    counterexamples=(
        "stop sending memes lol I'm at work",
        "stop it, you're making me blush",
        "don't text me at work, ring me instead",
        "leave the wine alone, it's for the trifle",
        "do not contact the office by fax, use the web form please",
        "I asked him to stop contacting me in April",
    ),
)
