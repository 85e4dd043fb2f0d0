"""Writing although blocked."""

from __future__ import annotations

from harassclf.indicators.rule import Rule, cues
from harassclf.indicators.vocabulary import GAMES

RULE = Rule(
    name="contact_after_block",
    definition=(
        "Shows that the sender writes although they were blocked, from another number,"
        " account or app, or through others."
    ),
    source="Repeated contact as stalking guidance lists it; this project",
    cues=(
        *cues(
            2,
            "last place|app|one {you} havent|didnt|forgot ..2 block*",
            "you|u havent|forgot|didnt ..1 blocked|block me|this|here|my|the",
            "changed {your} ..1 number|numbers & found|still|think|here|got|gave",
            "block|blocked|blocking ..2 me ~6 new|another|different|other number"
            "|account|phone|profile|email|sim|app|name|way",
            "blocked me & so|but|still|again|anyway|wont|why|think",
            "every|each time {you} block ..1 me",
            "as many|all the times|accounts as_you & block",
            "block ..1 this|me|it & ill|i_will|another|make|more",
            "{you} {block}|deleted|restricted|kicked|barred me|my|mine|us !by_accident",
            "{you} ..2 {block} me|my|mine|us|this|them|old|other !card|from_seeing",
            "{you} ..1 {block} me|mine",
            "{youve}|{you} ..1 blocked|unfriended|removed|deleted|barred me|my|mine|us",
            "{ive} ..1 been blocked & you|u|so|here|why|again|number|account",
            "^ blocked|block me|again|n|and|there|here|everywhere|deleted|lol & new"
            "|another"
            "|again|so|still|here|hi|lol|why|really|nice|cute|me",
            "^ blocked me|again $",
            "^ blocked on|in|by ..4 & so|still|here|email|heres|hi|trying|now",
            "^ blocked & deleted|restricted & here|still|yet",
            "blocked on|off everything|everywhere|whatsapp|insta|instagram|fb|snap"
            "|facebook",
            "{since}|{because} ..2 {you} ..2 {block}|removed|deleted|refused|unfriended"
            "|unfollowed|ignore|ignoring|wont_answer|barred|changed_your_number",
            "{since} ..3 blocked ..6 here|im|i",
            "cant|cannot|can_not|wont|never|try|keep|stop ..2 {block} ..2 me|us|all"
            "|every"
            "|them|everyone|this",
            "{block} me ..2 again|all_you|if_you|as_many|and|n|& ..8 i|ill|im|pics"
            "|more|see"
            "|another|find|new|make|will|find",
            "{block} {this} ..2 too|as_well|next|if|and|number|one|then|coward & you|u"
            "|one"
            "|go|again|next|ill|coward",
            "go|go_ahead|keep|so|then|ok {block}|blocking ..2 this|me|them|us|it|away"
            "|all",
            "blocking ..2 wont|doesnt|wont|didnt|never|isnt|aint|not ..3 save|help"
            "|work|stop"
            "|clear|change|make|protect|get_rid|solve|going",
            "{block} ..1 button ..3 wont|doesnt|works|work|save|didnt|cant",
            "{your} ..1 block|blocks|blocking|blocklist ..2 didnt|doesnt|wont|is|list"
            "|means"
            "|cant|ended|lasted|funny|childish|worked|pathetic|nothing",
            "unblock me|us|my|him|her|dean|now",
            "unblock {your}? ..1 sister|brother|him|her & tell|and|or|please|talk",
            "why ..2 {you} block|blocked|blocking|unfriend ..1 me|us|$|my|him",
            "think|thought|thinking|reckon ..4 block|blocking ..6 me|stop|work|works"
            "|save"
            "|rid|cancels|end|enough|safe|over",
            "new|another|second|third|fourth|fifth|sixth|different|fresh|burner|next"
            " sim|number|account|profile|acc|phone|alt|insta|one|handle|email ..4"
            " {since}|{because}|you_blocked|u_blocked|blocked|same_me|same_person|cos"
            "|every"
            "|princess|babe|day|til|until|again|hi|and_i & {block}|you|u|me",
            "made|make|making|create|creating|got|get|buy|buying|opened|bought ..2 new"
            "|another|more|accounts|1000|hundred ..2 account|accounts|profile|one"
            "|profiles"
            "|acc|number|numbers|sim|sims|phone|insta|$ & block*|until|till|again"
            "|always"
            "|every_time|keep|reach|talk|ignore|answer",
            "keep making|creating|opening|buying|getting ..2 accounts|profiles|numbers"
            "|new"
            "|sims|alts|emails",
            "me again ..3 new|different|another|other number|account|phone|profile"
            "|acc|sim",
            "^ me again $ & new_number|different_number|account|number|new_phone",
            "{ordinal} account|number|profile|alt|sim|phone & blocked|block|babe"
            "|still_here|pick_up|ban",
            "account|profile|alt ..1 number? {ordinal} babe|now|pick_up|again|still",
            "friends|mates|cousins|sisters|brothers|dads|mums|mate|friend|wifes|work"
            "|uncles"
            " phone|number|account|profile|insta|tablet ..8 {block}|blocked|wont_answer"
            "|refuse|ignore|barred",
            "{block} ..12 friends|mates|cousins|sisters|brothers|dads|mums|strangers"
            "|borrow*"
            "|burner|someone|payphone|work|wifes|another phone|number|account|profile"
            "|tablet"
            "|sim",
            "borrow*|using|use|used|from ..4 phone|number|account|laptop ..6 reach"
            "|{since}"
            "|{because}|as|cos ..4 {you}|blocked|calls|going_through|ignore",
            "rang|called|message*|texted|asked|told|wrote|contacted {your} ..1 {person}"
            "|friend|boss|work ..3 {because}|since|cos|as|seeing_as ..2 {you} ..1"
            " {block}"
            "|ignore|wont|wouldnt|blocked",
            "{number}|hundred|ten|all|every|many|these|how_many numbers|accounts"
            "|phones|sims"
            "|profiles & block*|cant_block|ban|reach_you",
            "drawer|bag|box|pile|dozen|stack ..3 sims|sim_cards|phones|burners",
            "told|asks|asked|says|wants|begged me to tell|say|ask ..3 {you} & block*"
            "|ignoring",
            "tell {your} ..1 sister|friend|brother|daughter|mum to unblock",
            "{you} cant|wont|never ..1 get_rid_of|escape|avoid|shake|lose|hide_from me"
            " & account*|number*|block*|email|here|comments|profile",
            "reach*|find|write|contact|email|try* ..3 {you} ..4 {since} & block*"
            "|remove*|other"
            "|everywhere",
            "removed|blocked|taken|kicked|deleted|took ..1 me ..2 off|from|everywhere"
            "|on"
            " & so|here|instead|email|obliged|must|this|im",
            "{despite} ..4 blocked|blocking|block me|you|my",
            "under|with ..2 new|another|different name|profile|account|number &"
            " block*|ban*",
            "from|on the ..1 number|account|phone|app {you} havent|forgot|didnt"
            "|not_blocked",
            "found|find another way|door|window & block*|close|shut|always",
            "banned|reported|deleted ..3 still|back|again|here & account|block*|alt"
            "|profile",
        ),
        *cues(
            1,
            "hi again $ & number|new|account|block*",
            "my calls|messages|mails|emails|texts ..3 not|arent|dont|no_longer|being"
            " going_through|delivered|rejected|bounced|get_through & you|{your}|why",
            "sorry ..3 {you} blocked",
        ),
    ),
    vetoes=(
        "i blocked|ive_blocked|im_reporting|reporting_it|playlist|forgot_my_password"
        "|hes_made|youve_made|do_not_contact|dont_contact|coats",
        "i|ive|ill|can_i|just|should_i|to blocked|block|blocking him|her|them|it|that",
        "blocking {you} if|lol",
        "he|she|they ..2 made|makes|keeps|writes|contact*",
        "blocked nose|drain|sink|road|card|toilet|pipe|by_your_spam|u_by_accident",
        "you_are_allowed|you_can_block|sorry_i_blocked|tap_block|how_to_block"
        "|screen_time",
        "by_accident|accidentally|by_mistake|fat_thumb*|spam_filter|spam_numbers"
        "|pin_attempts",
        *GAMES[:1],
    ),
    examples=(
        "blocked me? made a new one",
        "you can't block all my numbers",
        "unblock me",
        "this is my cousin's phone since you blocked mine",
        "I'll keep making accounts until you answer",
        "blocking me won't save you",
    ),
    counterexamples=(
        "sorry my phone died, this is my mum's phone",
        "the plumber is here to unblock the sink",
        "I blocked him on Monday and he made three new accounts",
        "roadblock again, 20 min",
        "blocking you if you send one more foot pic lol",
        "your card was blocked after three wrong PIN attempts",
    ),
)
