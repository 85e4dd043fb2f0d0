"""Demands for money under pressure."""

from __future__ import annotations

from harassclf.indicators.rule import Rule, cues
from harassclf.indicators.vocabulary import FICTION, REPORTED

_HARM = (
    "{harm}|{circle}|video|pics|photos|arrest*|arrested|warrant|jail|leak*|police"
    "|break*"
    "|regret|worse|doubles|double|goes_up|hurt|find_out|finds_out|post|publish|share"
)

RULE = Rule(
    name="demand_for_money",
    definition="Demands money from the reader under threat or pressure.",
    source="Blackmail (Theft Act 1968, s. 21) and illegal lending; this project",
    cues=(
        *cues(
            2,
            "{money}|{amount}|cash ..3 or ..2 {circle} see|sees|watch|watches|get"
            "|gets|hear|hears|know|knows|find|finds",
            "{money}|{amount} by|before ..3 or ..3 {circle}|i|the|we|your|ur|everyone",
            "pay ..1 or ..2 pics|pictures|vid|video|post|photos|i_post|leak",
            "{money}|{amount} ..8 or ..8 sees|watches|finds_out|gets_the|hears|posted"
            "|public|leak*|burn*|break*",
            "silence|discretion ..2 costs|price|worth|isnt_free|expensive",
            "whats ..2 it|silence|that worth to you",
            "my price is|went_up|goes_up|doubles",
            "want|need {money} ~3 then|or|and|otherwise i|ill|we delete|tell|forget"
            "|disappear|burn|stop|wont",
            "{pay} ..1 up|me|us|now|or|money ..8 or|otherwise|unless|else|before"
            " ..8 {harm}|else|{circle}|see|regret|come|pay_for|post|publish|visit",
            "pay {up_or}",
            "pay up|me|us or|now|tonight|today|before|by",
            "{money} ..8 or|otherwise|unless|else ..10 " + _HARM,
            "{money} ..12 otherwise|or_else|unless|if_not ..12 " + _HARM,
            "{amount} ..5 or|otherwise|else ..8 {harm}",
            "cash|money|payment|cheque ..5 or|otherwise|else ..8 {harm}|else"
            "|consequences"
            "|see|{circle}",
            "cash|money|wallet|pay or ..3 {harm}|else|consequences|bleed|burn|fingers"
            "|knees",
            "{money} ..6 by|before|b4|in|within|today|tonight|tomorrow|now|every|each"
            "|a ..3"
            " {soon}|week|month|hour|hours|{time}|noon & or|otherwise|else|dont|{harm}"
            "|secret"
            "|quiet|silence|wallet|transfer|owe|my_money|collect*",
            "where is|wheres|wheres_my|want|need|get|bring|give|have my|our|the ..1"
            " money"
            " ..6 or|before|otherwise|else|now|tonight|{soon}|today",
            "bring|give|gimme|hand me|us|my|our|over ..2 money|cash|wallet & or|{harm}"
            "|now"
            "|tonight|{soon}|else|limp",
            "{you} owe me|us|him|frankie|the_boys|my_boss ..6 {money}|money|grand ..12"
            " {harm}|collect|coming|visit|find|or|pay|interest|know_where",
            "{you} owe me|us & i|we collect|coming_to_collect|want_it|take_it|take",
            "{your} debt|loan|balance ..6 doubles|double|mine_now|ours_now|sold"
            "|interest"
            "|collect*|overdue & {harm}|come|visit|or|{person}|find",
            "interest|it|price|amount|debt|bill ..2 doubles|goes_up|double|doubled"
            "|grows"
            " ..4 every|each|at|by|day|tomorrow|midnight|week",
            "ransom|protection money|hafta|extort*|street_tax|bhatta & {you}|{your}"
            "|pay|due"
            "|shop|money|or",
            "pay|paying|paid ..3 for protection|our_protection|to_trade|to_park"
            "|to_stand"
            " ..1 here|on|thurs|$",
            "protection costs|money|fee|isnt_free",
            "hafta due|pending|not",
            "{money} ..4 buys|buy|for|keeps|keep|secures|and ..2 my|our ..1 silence"
            "|quiet"
            "|mouth|discretion|lips|memory",
            "{money} ..10 i|and_i|ill|we|and_we ..2 delete|forget|keep_quiet|go_away"
            "|erase"
            "|disappear|say_nothing|stay_home|lose_my|drop_it|call_them_off|wont_tell"
            "|stop",
            "{money} ..4 makes|keeps|lets|and ..1 me|it|them|em|us ..2 forget|quiet"
            "|private"
            "|sweet|in|happy|away|offline",
            "{money} ..6 never|wont|dont ..3 finds_out|find_out|hears|knows|tell|ring"
            "|see"
            "|hear|know|learns",
            "{pay} ..4 {money}|{amount} ..10 or|otherwise|else|unless|failing ..10"
            " {harm}"
            "|{circle}|arrest*|warrant|agents|scene|legal|jail",
            "send|transfer|deposit|pay|wire ..3 {money}|coin|bitcoin|btc|crypto ..8"
            " wallet"
            "|address & or|otherwise|contacts|video|files|recorded|delete|hours"
            "|publish*"
            "|leak*|expose",
            "files|data|photos|computer|system|server ..3 locked|encrypted & pay|coin"
            "|bitcoin|wallet|key|{money}",
            "we|i have {your} ..1 dog|cat|bike|car|files|passport|phone|data|laptop|son"
            "|daughter|brother & {money}|pay|cash|ransom",
            "passport|papers|phone|stuff|keys|dog ..8 back ..4 when|until|unless|after"
            "|once"
            " ..6 {money}|pay|paid|cash|money",
            "warrant|arrest|arrested|custody|jail|lifted|detained & pay|transfer"
            "|deposit"
            "|{money}|settle|fine|lodge|bond & today|now|immediately|hour|hours"
            "|otherwise|or"
            "|unless|within|do_not|dont|amount",
            "nice|lovely|pretty|be_a|shame ..4 shop|van|place|windows|car|stall|chippy"
            "|cafe"
            "|business|house|taxi|restaurant|shame|pity & pay|{money}|a_week|week"
            "|contribut*"
            "|insurance|burn*|accident|windows|cut",
            "{money} ..2 a|every|each|per week|month|monday|friday|{weekday} & or"
            "|keeps|keep"
            "|otherwise|{harm}|protection|subscription|silence|quiet|shop|stall",
            "loan app|agents|recovery|collector & pay|{money} & father|gate|house"
            "|office"
            "|family|contacts|visit|scene|home",
            "arrange*|make_arrangement|arrangement_of ..3 {money}|rupees|money|cash &"
            " or"
            "|otherwise|son|face|problem|consequences|family",
            "my cut|share|percentage & or|burn*|{harm}|every|pay",
            "ill|im|we|gonna|going_to ..2 take it out|back|off of|in|from ..1 {your}"
            " ..1"
            " hide|face|skin|kneecaps|teeth|blood|bones|car|house",
            "cough|pay up ..6 or|till|until|before|{harm}|else|by|now|tonight|mate"
            "|bro|$",
            "gift cards|card ..8 or|otherwise|unless|else ..8 " + _HARM,
            "empty|drain|clear {your} ..1 account|savings|wallet & or|{harm}|now",
            "{money} & {your} ..1 kneecaps|knees|legs|fingers|teeth|windows|bones",
            "last|final ..1 chance|warning|day ..3 to pay & {harm}|or|come|find"
            "|{person}|boys",
            "break|burn|smash|hurt|kill|cut|visit & pay|{money} & if_you_dont_pay"
            "|dont_pay|if_u_dont_pay|unless_you_pay|until_you_pay",
        ),
        *cues(
            1,
            "pay me|us $",
            "{money} $ & tonight|now|tomorrow & no_games|no_excuses|dont|or|cash",
            "my money $ & tonight|now|tomorrow|today|where|want",
        ),
    ),
    vetoes=(
        "ombudsman|notice_of|penalty_charge|may_challenge|collections|court|refund"
        "|plumber|popcorn|bootcamp|karaoke|beer|cab",
        "earn*|salary|scholar*|scheme",
        *REPORTED,
        *FICTION,
        "county|small court|claims",
        "lend|loaned|owe_you|owed_you|no_rush|no_worries|if_you_can|whenever|mortgage"
        "|invoice|standing_order|direct_debit|instalment|call_us|struggling"
        "|payment_plan",
        "pizza|curry|pint|pints|raffle|tickets|petrol|rent|airbnb|fees|subs"
        "|deposit_back"
        "|holiday|syndicate|whip_round|sale|discount|offer|garage|mot|parking_fine|fete"
        "|haha*|lol|😂|biscuits",
        "card_or|by_card|at_the_till|cash_or_card|or_card",
        "eligible|prize|lottery|won",
    ),
    examples=(
        "pay up or bleed",
        "two grand by Sunday or we break your legs",
        "£400 or your boss sees everything",
        "send 0.5 bitcoin to this wallet or your files are gone",
        "£500 a week keeps your windows in one piece",
    ),
    counterexamples=(
        "cash or card?",
        "your share of the gas is 42 quid, whenever",
        "invoice 2231 for £800 is overdue, kindly pay by Friday or call us",
        "curry came to 68 so 17 each pls",
        "you owe me a pint",
        "he says he'll hurt my dad if I don't pay",
    ),
)
