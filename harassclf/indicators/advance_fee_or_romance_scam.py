"""Promises that need a fee first, and love that needs money."""

from __future__ import annotations

from harassclf.indicators.rule import Rule, cues
from harassclf.indicators.vocabulary import FICTION, REPORTED

RULE = Rule(
    name="advance_fee_or_romance_scam",
    definition=(
        "Promises money, a job, a prize, an investment or love, and asks for a fee,"
        " gift cards, crypto or details first."
    ),
    source=(
        "Advance-fee, romance, job and investment frauds as Action Fraud, the FTC and"
        " Whitty (2013) describe them; this project"
    ),
    cues=(
        *cues(
            2,
            "like|liking|follow|following|captcha|review|reviews|rate|rating|optimise"
            " ..4 videos|video|youtube|hotels|hotel_ratings|products|tasks|channels"
            "|accounts & earn|{money}|daily|paid|telegram|whatsapp",
            "mail|send|post ..3 check|cheque & keep|the_rest|equipment|supplies"
            "|home_office",
            "activation|registration|processing|training fee|charge|charges & job"
            "|earn|visa|salary|work|loan|{you}",
            "dm|comment|reply|text|message|inbox ..1 how|yes|ready|info|interested|me"
            "|start|now & {money}|earn|income|profit|cash",
            "passive|extra|second|unlimited income & dm|ask|join|how|link|week|month",
            "financial freedom",
            "cv|resume|application ..8 portal|shortlisted|short_listed|recommended"
            "|approved & job|remote|salary|{money}|fee|interview|telegram|whatsapp",
            "hiring|recruit*|vacancy|vacancies & telegram|whatsapp|fee|no_interview"
            "|no_experience|daily|per_day|visa",
            "no experience|skill|skills|degree|interview ..2 needed|required"
            "|necessary|required & {money}|earn|job|daily|work",
            "{money} per|a day|week|hour from|on|using|only|just home|your|with|phone",
            "{darling} ~30 i_need|help_me|lend|send_me|can_you_help|borrow ~8 {money}"
            "|money|card|ticket|bill|fee|data|airtime",
            "investment|invest ..8 return|returns|profit|doubles|weekly|daily",
            "turn|turned|made {money} ..2 into|from {money}|100|200|500",
            "inherit*|inheritance|beneficiary|next_of_kin|late_client|deceased"
            "|late_husband"
            "|legacy|heir|estate|bequest|dormant|abandoned & fund*|million|deposit|fee"
            "|claim"
            "|share|percent|transfer|{money}|account|receive|bank|duty & you|{your}"
            "|reply",
            "barrister|attorney|notary|diplomat|diplomatic|banker|solicitor|treasurer"
            " & fund"
            "|funds|million|beneficiary|consignment|trunk|box|estate|bond & {you}"
            "|{your}|fee|pay",
            "{you} ..2 won|win|selected|chosen|picked|winner|among ..16 fee|pay"
            "|deposit|claim"
            "|release|unlock|postage|details|charge|charges|gst|whatsapp|contact"
            "|courier|tax",
            "{prize} & fee|pay|deposit|claim|charges|charge|postage|gst|unlock|release"
            "|agent"
            " & {you}|won|winner|congrat*|selected|lucky",
            "congrat*|winner|won ..12 fee|deposit|claim|postage|charge|charges|release"
            " & !you|{prize}|{money}|phone|iphone",
            "u|you won & fee|pay|p|unlock|postage",
            "{fee} ..4 to_release|to_unlock|to_receive|to_claim|to_get|release|unlock"
            "|refundable"
            "|refunded|returned|first|upfront|advance|beforehand|before !council",
            "{fee} first|upfront|in_advance|beforehand|only|applies & loan|job|funds"
            "|prize|flat"
            "|approved|heir|recover*|grant|parcel|buyer|{you}",
            "pay|send|deposit|transfer|forward|wire|clear ..4 {fee} ..10 & release"
            "|receive"
            "|yours|loan|job|visa|funds|grant|prize|parcel|gold|start|winner|won|fund"
            "|buyer|box"
            "|training|registration|work|model*|trunk",
            "pay|send|buy|transfer ..3 training|registration|starter_kit|joining"
            "|uniform"
            "|background_check|equipment|security & job|work|earn|start|home|salary"
            "|per_day|week",
            "earn|make|making|earning ..2 {money} ..3 a|per|daily|weekly|every|each"
            "|from|day"
            "|week|for ..4 !less",
            "earn|make {money} & liking|videos|phone|home|easy|no_experience|dm|link"
            "|spots"
            "|whatsapp|telegram|clicks|tasks|reviews|chatting|extra",
            "work from home & fee|pay|registration|deposit|kit|limited|per_day|daily"
            "|{money}",
            "top up {money}|account|wallet & release|withdraw|tasks|unlock|earn*|pay"
            "|rate",
            "double|triple|doubled|tripled|multiply|doubling|flip|grow ..2 {your}|my"
            "|ur|it"
            " ..2 money|cash|savings|investment|coins|bitcoin|deposit",
            "send|invest|put|deposit|pay {amount}|{money} ..4 get|becomes|back|returns"
            "|turns"
            "|receive|earn|turn|gets|make ..3",
            "{money}|{amount} turns|becomes|to|into ..2 {money}|1k|10k|{amount} &"
            " invest*|by"
            "|dm|week*|trade|broker|coins|days",
            "guaranteed|guarantee ..3 returns|profit|profits|return|income|win|winner"
            "|monthly",
            "100 sure|guaranteed|risk_free|risk-free ..3 match|tip|win|profit|returns"
            "|investment",
            "invest|investing|investment|trading|trade|crypto|forex|coins|broker"
            "|bitcoin"
            " & profit|profits|returns|platform|teach_you|guide|min|minimum|mentor"
            "|signal*"
            "|{you}_start|join|dm|little & you|ur|{your}|dm|join|me|us",
            "let|can|will|i ..3 teach|show|guide you|u ..4 coins|crypto|trade|trading"
            "|forex"
            "|invest*",
            "vip|stock|trading|signals|tips ..2 group & join*|guaranteed|returns"
            "|amount|deposit",
            "fixed match|matches|bets",
            "loan ..4 approved|sanctioned|granted|ready & fee|charges|pay|insurance"
            "|deposit"
            "|processing|voucher|first",
            "bad credit welcome|ok|no_problem|accepted",
            "grant|scholarship|compensation|award ..6 approved|for_you|selected"
            "|awarded|{money}"
            " & fee|delivery|pay|agent|deposit|charges|security|consultation|contact"
            "|asks",
            "recover*|return* ..6 lost|money|funds|tax & {fee}|advance|percent"
            "|upfront|hacker",
            "{fee}|{money} & curse|spell|blessing|seed|prayer|prophet|lift_it|spirit"
            "|ritual",
            "sow a? ..1 seed|offering",
            "chosen|picked you|u by|through|in & prayer|god|lord|spirit & fund*|money"
            "|bless",
            # Love that needs money.
            "{darling} ~40 {cards}|clearing_fee|customs|money_for|send_me|western_union"
            "|moneygram|bank_frozen|frozen|hospital_bill|flight|ticket|visa_fee"
            "|embassy|{fee}"
            "|salary|contract|my_wallet|account_blocked|stranded",
            "{cards} ~16 {darling}",
            "{darling} & {cards}|embassy|customs|frozen|courier|diplomat|rig|vessel"
            "|deployed"
            "|contract|trading|profits|box_of|invest|funds|salary|my_account|transfer"
            "|western_union",
            "marry|wife|husband|soulmate|soul_mate|love & send|pay|lend|need|card"
            "|cards & flight"
            "|gift_card|ticket_money|embassy|visa|steam_card|gift_cards|customs"
            "|wifi_card|bill"
            " & {you}|me|i",
            "love_you|own_my_soul|queen|king & {cards}|itunes",
            "soul mate|soulmate & gift_card|gift_cards|prove|fee|invest*",
            "i_am|im|iam|widower|widow|a ..4 widower|engineer|army_general|general"
            "|doctor|rig"
            "|soldier|captain|surgeon|contractor & trust|fund*|love|god|heart|money"
            "|dear|lonely"
            "|smile|honest & you|{your}",
            "oil rig|platform|vessel|offshore|deployed|peacekeeping & love|queen|dear"
            "|wife"
            "|marry|darling|soul|heart",
            "box|boxes|trunk|consignment ..2 of|with|gold ..2 gold|money|cash|name &"
            " you|{your}"
            "|help|percent|safe|trust|fee|{money}",
            "sorry|oh ..2 wrong number ~16 kind|friend|nice|trade|name|fate"
            "|what_do_you",
            "wrong number & you_seem|seem_kind|fate|be_friends|friends|im_mei|i_trade"
            "|invest*",
            "sugar baby|daddy|mummy|momma & {money}|week|weekly|allowance|verify|pay",
            "verify ..4 steam|gift|itunes ..1 card",
            "abroad|overseas|missionary|church ~24 keys ~12 post*|courier|deposit"
            "|{money}",
            "deposit|first_month|wire & keys ..4 posted|courier|sent|come|mailed",
            "puppies|puppy|kittens|parrot & free & pay|fee|crate|shipping|delivery"
            "|flying",
            "mystery shopper & cheque|check|bank_it|vouchers|keep",
            "bank|cash|deposit ..2 cheque|check ..10 keep|send_the_rest|vouchers|gift",
            "scout*|agency|casting|modelling|modeling & portfolio|{fee}|{money} &"
            " {you}|{your}",
            "visa|canada|dubai|abroad|job ..4 confirmed|sure|guaranteed|approved &"
            " commission"
            "|agent|fee|pay|deposit|half",
            "job yours|guaranteed|offer|confirmed & pay|training|fee|registration|kit"
            "|deposit",
            "timeshare|property|caravan & buyer & fee|notary|{money}|tax",
            "confidential assistance|business_proposal|mutual_benefit|transaction_of"
            "|foreign_partner",
            "i need itunes|steam|google_play|gift|amazon ..1 card|cards",
            "small|little|minor ..1 fee|charge|charges|deposit|tax|duty & big|fund"
            "|release|money"
            "|claim|gift|un|yours|prize|divide|share|your",
            "lucky draw|winner|dip & {money}|rupees|fee|deposit|pay|bike|claim",
            "wallet|account ..4 withdraw ..6 fee|tax|deposit",
            "my heart|soul ..6 {you}|yours & money|trading|invest|platform|card|fee"
            "|{money}",
            "limited seats|slots|spots & pay|registration|deposit|dm|invest*|earn"
            "|broker",
            "prove ..3 love|trust|real & {cards}|{money}|card|send",
        ),
        *cues(
            1,
            "i|we only asked|need ..2 {money} ..8 thought_we|love|family|together &"
            " my|you",
            "{money} is|are all ..2 between us",
            "friends and|& family & deposit|off|book|discount|direct",
        ),
    ),
    vetoes=(
        "casual_leave|tote|whole_course|charge_my|charge_phone|farm|no_nonsense"
        "|birthday_cake|flapjack",
        *REPORTED,
        *FICTION,
        "never pay|send|trust",
        "romance_fraud|romance_scam|scams|fraud|library|credit_union|savings_account",
        "won ..3 raffle|tenner|ham|meat_raffle|quiz|match|scratchcard",
        "bowls_club|syndicate|choir|church_fete|school_fair|allotment|hall",
        "mortgage|joint_account|our_holiday|vet_bill|see_you_at_home|kettle"
        "|the_gas_bill",
        "pay_on_arrival|in_person|no_fee|collect_the|congratulations_on_your_new",
    ),
    examples=(
        "you won the lottery! pay the release fee of £49",
        "send 100 get 1000",
        "you are the beneficiary of a deposit of $4m, pay the bond first",
        "my queen I need steam card only",
        "your loan is approved, processing fee first",
        "double your money by Friday",
        "earn £300 a day liking videos",
    ),
    counterexamples=(
        "won a tenner on the lottery, pints on me",
        "love you, did you pay the gas bill",
        "got the data entry job, start Monday",
        "mum can you lend me 60 for the vet bill?",
        "sorry wrong number! hope you find Linda",
        "put 250 in the savings account, 4%, steady",
    ),
)
