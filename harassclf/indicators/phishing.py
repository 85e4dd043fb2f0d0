"""Luring to a link, an attachment, a login or a code."""

from __future__ import annotations

from harassclf.indicators.rule import Rule, cues
from harassclf.indicators.vocabulary import REPORTED

RULE = Rule(
    name="phishing",
    definition=(
        "Lures the reader to a link, attachment, login or one-time code with a pretext."
    ),
    source=(
        "Phishing as NCSC and the Anti-Phishing Working Group describe it; pretexts:"
        " this project"
    ),
    cues=(
        *cues(
            2,
            "{link} & verify|confirm|unlock|reactivate|restore|validate|suspended"
            "|suspension"
            "|locked|restricted|unfreeze|deactivated|expired|expires|expire|expiring"
            "|limited"
            "|re-enter|reenter|re-login|relog|re-log|disabled|blocked|frozen|hold"
            "|held|renew",
            "{link} & redelivery|undelivered|customs|delivered|parcel|package|toll"
            "|penalty"
            "|fine|fee|unpaid|overdue|outstanding|pcn|charge|declined|postage|shipment",
            "{link} & refund|rebate|unclaimed|owed|compensation|entitled|eligible|grant"
            "|benefit|payout|reward|rewards|voucher|bonus|prize|gems|support|points"
            "|gift",
            "{link} & password|passcode|pin|otp|login|log_in|sign_in|signin|card|cvv"
            "|seed"
            "|bank|details|credentials|account|passport|kyc|sort_code|security_number"
            "|wallet",
            "{link} & virus|viruses|infected|cleaner|storage|mailbox|inbox|voicemail"
            "|update"
            "|upgrade|install|copyright|appeal|violation|unusual|suspicious"
            "|login_attempt",
            "{link} & is_this_you|this_you|you_in_this|pics_of_you|photos_of_you"
            "|video_of_you"
            "|tagged_you|someone_is_posting|saw_this|view_photo|view_evidence"
            "|secret_admirer",
            "click|tap|follow|open|visit|press|scan|use ..4 link|here|below|button|qr"
            "|square"
            "|attachment|url & verify|confirm|unlock|locked|suspend*|expire*|account"
            "|refund"
            "|password|card|bank|kyc|parcel|fee|login|bank_number|access|24_hours|claim"
            "|prize|update|details|blocked|stopped|receive|approved",
            "click|tap|scan|confirm|verify|log_in or lose|be_suspended|be_blocked"
            "|lose_access",
            "tap|click|scan|log_in|login|sign_in ..2 to unfreeze|unlock|restore|avoid"
            "|reactivate"
            "|keep|verify|claim|receive|secure|release|cancel_the !defrost",
            "{your} ..1 account|card|sim|mailbox|login|wallet|netbanking|profile"
            "|access|cloud"
            "|subscription|password|number|page|kyc ..4 suspended|locked|blocked"
            "|expired|limited"
            "|stopped|deactivated|restricted|closed|disabled|expires|ends|terminated"
            "|frozen"
            "|deleted|compromised|on_hold|full ..20 click|tap|link|update|verify"
            "|confirm"
            "|log_in|sign_in|here|now|{link}|restore|call|press|reply|enter",
            "{verify} ..1 {your} ..3 account|identity|password|card|details|wallet"
            "|login"
            "|profile|email|bank|billing|information|kyc|pin|seed|number !at_any"
            "|with_id|in_branch",
            "{verify} ..2 nhs|bank|account|wallet|paypal|netflix|apple|icloud ..2 login"
            "|account|details|id",
            "enter|submit|input|type|provide|fill|give|put|update|send|share|connect"
            "|insert"
            " ..3 {your}|the|long|in|debit|bank|company ..3 pin|cvv|password"
            "|card_number|otp"
            "|seed_phrase|sort_code|credentials|card_details|bank_details|bank_number"
            "|card_pin"
            "|passcode|login_details|seed|recovery_phrase|secret_phrase|user_id"
            "|net_banking"
            " !never|into_any",
            "read|tell|send|give|forward|share|need|text|type|say ..3 me|us ..4 code"
            "|otp|pin"
            "|digits|numbers|6_numbers|one-time|passcode|6_digit|six_digit|cvv & got"
            "|sent|came"
            "|come|your|one-time|6|six|otp|sms|phone|screen|urgent*|sir|quick*|fast"
            "|just",
            "otp|one-time_code|one_time_code|verification_code|six_digit_code"
            "|6_digit_code"
            "|security_code|passcode|authentication_code ..4 pls|please|fast|sir|madam"
            "|urgent*"
            "|quick*|you_got|you_received|to_me|now|back !to|for_entry|and_do_not|is",
            "send|tell|give|read|forward|share ..3 otp|one_time_code|verification_code"
            "|security_code|the_code_you|code_you_got|code_that_comes|the_6_numbers"
            "|the_code_it",
            "typed|used|put|entered {your} number by_mistake|by_accident",
            "code|numbers|digits ..4 {you} ..1 just got|received|came & by_mistake"
            "|accident"
            "|send|quick",
            "attached|attachment|open|see|view|download ..6 zip|exe|apk"
            "|invoice_{number}"
            "|htm|bonus.html|docm & invoice|settle|payment|view|card|bonus|scan*|pay"
            "|sign|open",
            "enable editing|macros|content & view|document|attach*|open|invoice|scan*",
            "scanned document|fax|invoice & attach*|open|view & enable|password"
            "|sign_in|login",
            "we|our noticed|detected|found|identified ..6 login|sign-in|sign_in"
            "|activity"
            "|transaction|purchase|payment|payee & confirm|verify|password|click"
            "|if_this_was_not"
            "|cancel|here|link|call",
            "parcel|package|shipment|delivery|item ..6 held|hold|returned|could_not"
            "|couldnt"
            "|failed|pending|missed|customs|incomplete & {money}|fee|pay|{link}|click"
            "|reschedule",
            "kyc|pan|aadhaar|pan_card|sim ..8 pending|update|not_linked|expire*"
            "|blocked|link"
            "|stop|suspend* & {link}|click|update|today|now|immediately|24",
            "refund|rebate|payment ..6 approved|ready|waiting|available|pending|due"
            "|receive"
            " ..16 click|tap|link|card|details|claim|{link}|enter|submit|sort_code",
            "claim|redeem ..3 {your} ..3 refund|rebate|prize|reward|voucher|points"
            "|gift|bonus"
            " ..6 {link}|here|now|click|link|before",
            "payment|card ..1 declined|failed|rejected & update|re-enter|renew|lose"
            "|billing|card"
            " & {your}|premium|plan",
            "{your} ..2 plan|subscription|membership|storage ..2 expired|has_expired"
            "|full|ended"
            " & renew|tap|free|card|{link}|upgrade|update",
            "open|click|press the link and|n ..2 tell|give|send|read|put|enter|sign"
            "|log|type",
            "sign|log in again|in_with|with_your|with_work|to_view|to_see|w|now ..6"
            " password"
            "|email|account|card|{link}|to_keep|or",
            "enter|scan|confirm|provide|submit ..3 bank|card|debit|credit|payment ..1"
            " details"
            "|number|info|information & keep|receive|release|refund|avoid|claim|meter"
            "|tariff"
            "|access|continue|voucher|gift|survey|free",
            "vote for & code|log_in|login|{link}",
            "qr|square & unlock|bank_details|login|card_details|password|verify",
            "resubmit|re-submit|reconfirm|revalidate ..4 password|details|card|bank"
            "|identity",
            "failure to ..4 {verify}|do_so|comply|update & loss|suspend*|account|mail*"
            "|access"
            " & click|sign|open|link|password|{link}",
        ),
        *cues(
            1,
            "{link} & now|tonight|today|urgent*|final|immediately & pay|settle|claim"
            "|avoid",
            "bill|invoice|details|voicemail|waiting|message {link}",
            "call|meeting {link} ..2 enter|password",
        ),
    ),
    vetoes=(
        *REPORTED,
        "never share|give|tell|click|send|type|ask|enter",
        "do not|dont share|click|give|tell|worry",
        "not_even_us|no_action|nothing_to_do|you_can_ignore|ignore_this|in_person"
        "|any_branch",
        "got|received ..3 text|email|message & is_it|scam",
        "phishing|spoof|training|awareness|unsubscribe|newsletter",
        "agenda|minutes|wifi|photos_from|slides|recipe|tickets_for|homework|rota|menu",
        "bring_id|with_id|pigeonhole|posted_to|as_always|same_folder",
    ),
    examples=(
        "account locked, verify here: http://bank-secure.example",
        "your parcel is held, pay £1.45 at parcels.example/pay",
        "send me the 6 digit code you just got",
        "Your SIM will be blocked, update KYC at kyc-update.example now",
        "tap to unfreeze your card",
        "please enter your card number and PIN to receive the refund",
    ),
    counterexamples=(
        "your code is 482 913. Never share it with anyone",
        "your parcel was left in your safe place",
        "what's the wifi code?",
        "got a text about a parcel fee, is it a scam?",
        "nan clicked the toll link and we rang the bank",
        "here's the agenda: meetings.example.org/agenda",
    ),
)
