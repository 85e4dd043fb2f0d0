"""Posing as somebody else, or as the reader."""

from __future__ import annotations

from harassclf.indicators.rule import Rule, cues
from harassclf.indicators.vocabulary import FICTION, REPORTED

RULE = Rule(
    name="impersonation",
    definition=(
        "Pretends to be somebody else, or threatens or admits to pose as the reader."
    ),
    source=(
        "Impersonation frauds as UK Finance and Action Fraud list them; platform rules"
        " on impersonating profiles; this project"
    ),
    cues=(
        *cues(
            2,
            "this is ..3 {office} ..8 {demand}",
            "calling|ringing|writing|messaging from|on_behalf ..4 {office} & {demand}",
            "pretending to be {you}|u",
            "i am|im the|your new|real ..1 {office} ..2 officer|agent|manager|team &"
            " {demand}",
            "{your} account|profile|name ..3 i posted|wrote|sent|made",
            # "Hi mum, new number".
            "mum|mam|mom|dad|daddy|mummy|nan|gran|grandma|mama|papa|ma|amma ~8 new"
            "|this|my"
            " ..1 number|phone|no|sim ~30 {urgent}",
            "mum|mam|mom|dad|daddy|mummy|nan|gran|ma|papa & new_number|new_phone"
            "|friends_phone"
            "|broken|smashed|dropped|lost_my_phone|lost_phone|cracked|stolen &"
            " {urgent}",
            "^^ hi|hey|hello? mum|mam|mom|dad|daddy|nan|gran|ma its|it_is|this_is|your"
            " me|son"
            "|daughter ..4 new|number|lost|phone|broke*",
            "^^ hi|hey|hello|hiya mum|mam|mom|dad|daddy ..3 my phone|mobile|new ..6"
            " broke*"
            "|smashed|number|lost|stolen|water|toilet|cracked|died & {urgent}|text"
            "|save",
            "its me|your_son|your_daughter|your_grandson|your_granddaughter ..4 new"
            " number",
            "{relative} ..8 accident|crash|customs|jail|arrested|hospital|stranded"
            "|trouble"
            "|bail|robbed|police_station & {urgent}|dont|listen|help & ^^",
            "dont you know|recognise|recognize my voice",
            "guess who ~12 nephew|cousin|old_friend|niece & {urgent}|problem|customs"
            "|stuck",
            # Officials and firms.
            "^^ ..2 this_is|its|im|i_am|we_are|were|here|calling_from|from ..4"
            " {office} & {demand}",
            "^^ ..6 {office} ..3 here|speaking|calling|desk|team|officer|this_side"
            "|writing"
            "|department",
            "^^ this is ..1 your bank|network|isp|internet_provider|electricity|energy",
            "{office} ..4 here|this_side|speaking|calling & {demand}",
            "im|i_am|this_is|we_are ..2 calling|ringing|contacting|writing|messaging"
            " ..3 from"
            " ..6 {office}",
            "im|i_am|we_are|were ..2 {office} & {demand}",
            "officer|inspector|constable|sergeant|detective|agent|captain|barrister"
            "|judge"
            "|registrar|sub-inspector ..3 here|this_side|speaking|from|of & {demand}",
            "^^ {dear} customer|user|consumer|client|account_holder|member|student"
            "|subscriber"
            " ..4 i|we am|are|this|from|is|your ..8 {office}",
            "{youre} ..3 digital arrest|custody",
            "safe|secure account & move|transfer|balance|money|savings|funds",
            "windows|microsoft|apple|computer|router|laptop|pc|broadband ..2 support"
            "|help"
            "|technical|technician|helpdesk|care ..4 here|from|team|calling"
            "|department|dept",
            "install|download ..3 anydesk|teamviewer|remote|quick_support|support_app"
            "|app"
            " & support|technician|bank|virus|refund|madam|sir|fix",
            "verification|verify|blue badge|tick|staff|team & email_password|password"
            "|login"
            "|handle|fee",
            "technician|helpdesk|platform_staff|customer_service|customer_care ..8"
            " virus|viruses"
            "|password|otp|login|remote|card|hacked|bank",
            "{office} & read|give|tell|confirm|provide|share|need|send ..4 pin|otp"
            "|code|card"
            "|password|cvv|digits|number_on|bank_details|account_number|login"
            "|sort_code",
            "hmrc|irs|tax_office|revenue|income_tax|hm_revenue ..10 refund|rebate|owe"
            "|arrest"
            "|warrant|unpaid|overpaid|due & call|click|pay|card|officer|details|link"
            "|cooperate",
            # The boss.
            "{its} ..2 ceo|boss|director|md|chairman|headteacher|principal"
            "|managing_director"
            "|manager|bishop|pastor|vicar|father|prof|professor & {demand}|{cards}"
            "|task|favour",
            "your ceo|director|boss|md|manager|chairman here|$ & free|task|urgent*"
            "|desk|cards"
            "|discreet|quick|meeting",
            "{cards} ..8 clients|client|staff|parishioner|employees|meeting|surprise &"
            " send"
            "|buy|get|codes|need|pick & meeting|busy|cant_talk|urgent*|reimburse"
            "|codes|asap",
            "are you at your desk|available|free & discreet|task|urgent*|confidential"
            "|cards"
            "|wire|favour",
            "in a meeting ~8 cant_talk|cant_call|no_calls|text_only & {cards}|need|buy"
            "|task"
            "|transfer|urgent*",
            "new|changed|updated ..2 bank|account ..2 details|account & rent|invoice"
            "|funds"
            "|payment|salary|completion & from_now|below|new_details|send|pay|urgent*",
            "landlord ..4 changed|new ..2 bank|account",
            # Celebrities.
            "its_really_me|its_me|really_me|the_real|this_is_the_real|im_the|i_am_the"
            " ..3"
            " singer|actor|star|actress|footballer|celebrity|player|bollywood_star"
            "|keanu|elon|prince|wrestler",
            "my management|manager|team|label ..3 doesnt|dont|does_not|not ..3 let|know"
            "|allow & private|fan|account|profile",
            "private account|profile|chat & fan|favourite_fan|singer|actor|celebrity"
            "|star",
            "im|i_am captain|general|colonel|sergeant|major|dr|doctor|engineer|prince"
            "|barrister"
            "|sister|pastor|mrs|reverend ..4 deployed|army|us|united|navy|abroad"
            "|mission|from"
            " & {you}|money|funds|god|dear|love|deposit",
            # Posing as the reader.
            "{made} ..2 profile|account|page|accounts|profiles|insta|tinder|advert|ad"
            "|dating"
            "|listing|facebook|post ..4 in|as|of|with|under|pretending ..1 {your}|you|u"
            " !class|group",
            "fake|clone|cloned|second|copy ..1 profile|account|page|accounts|profiles"
            "|you|insta"
            " ..5 {your}|you|u|ur",
            "{your} fake|cloned ..1 profile|account|page",
            "pose|posing|posed|pretend|pretending|pretended ..2 as|be|being you|u"
            "|{your}_mum"
            "|you_online",
            "being|be you|u online|on_there|on_tinder|on_facebook|on_insta|on_the_app",
            "ill|i_will|gonna|keep ..2 be|being you|u online|on|for|until|till",
            "{emailing} ..4 {circle}|him|her|them|everyone|tutor|customers ..4 as you"
            "|u $|and"
            "|n|now|tonight|next|watch|so|tomorrow|about|telling",
            "emailing|messaging|texting|post|posting|email|message|text ..6 as you|u $"
            "|and"
            "|watch|now|tonight|tomorrow|telling|to_tell|from !arranged|asked"
            "|suggested|can"
            "|know|wish|said|like|want|get|come|do|are|have|see|left|go|were",
            "logged|log|logging in as you|u",
            "in {your} name & profile|account|loan|order*|sign*|post*|advert|messages"
            "|page|made"
            "|ordered|open*",
            "as_you|from_you|by_you & profile|fake|nasty|messages|customers ..6 had"
            "|have|get|getting|received ..4 very|nasty|vile|rude",
            "catfish|catfished|catfishing ..2 {you}|u",
            "there was never|no ..1 {a}? ..2 it_was_me|me_all_along|was_me",
            "it was me all_along|the_whole_time|this_whole_time|all_this_time",
            "i was|am {a}? ..2 emily|sophie|jessica|counsellor|girl|him|her all_along"
            "|the_whole_time|you_fool|lol|you_mug|you_pathetic|idiot",
            "who|the_person ..2 {you} ..1 thought|think ..3 {you} ..1 were|was ..2"
            " flirting"
            "|talking|chatting|texting|dating",
            "{you} ..1 really thought|believed ..2 {i}|i|it was ..3",
            "{voice_clone}",
            "recovery|government|refund bureau|agency|agents & recovered|lost_money"
            "|details"
            "|we|fee",
        ),
        *cues(
            1,
            "^^ ..4 its me|it_is_me ..3 new ..1 number|phone",
            "locked out ..10 transfer|send|lend & phone|its|this_is",
            "put {you} as my recovery|trusted contact",
        ),
    ),
    vetoes=(
        "same_number|no_emergency|no_money_needed|viaduct|nobody_from|we_will_never"
        "|well_never|never_ring|from_me_so|hang_up|dont_worry|attachment_of_earnings"
        "|out_of_service|no_showed|conveyancer",
        "as well as",
        *REPORTED,
        *FICTION,
        "will_never_ask|we_never_ask|wed_never|would_never_ask|do_not_need_to_do"
        "|no_action",
        "pretending_to_be_me|fancy_dress|impression|school_play|joking",
        "following_up|as_we_said|as_discussed|your_appointment|front_desk"
        "|your_ticket|is_closed",
        "no_need_to|in_person|at_any_branch|visit_any|nothing_to_pay",
        "my_page|somebody_set|someone_set|someone_made|somebody_made|report_the"
        "|a_spoof",
    ),
    examples=(
        "hi mum my phone is smashed, this is my new number, can you transfer some"
        " money",
        "this is the fraud team at your bank, tell me the code on your card",
        "made a fake profile of you, enjoy",
        "I'm a technician from Windows support, install the remote app",
        "it's the CEO, I need you to buy gift cards, can't talk",
        "catfished you for months lol",
    ),
    counterexamples=(
        "mum the dog ate my phone charger, home late",
        "your bank will never ask for your PIN",
        "someone made a fake profile of me, please report the page",
        "Dave from IT, your ticket about the printer is closed",
        "it's me, let me in",
    ),
)
