"""Words that the cues of several rules share, in the forms that people type.

Everything here is as folding leaves it: lower case, apostrophes gone ("youre"). A
group is a row of alternatives; ``_`` is a space inside one, ``*`` stands for up to
eight more letters, and a group may name another.

Source: this project; spellings seen in the public chat and SMS sets.
"""

from __future__ import annotations

GROUPS: dict[str, str] = {
    "you": "you u ya yous yall ye thee youu",
    "your": "your ur yer yr youre thy",
    "youre": "youre ur your you_are u_are u_r you_r ure yr",
    "youll": "youll you_will u_will ull you_shall youre_going_to ur_gonna youre_gonna"
    " u_gonna you_gonna your_gonna ur_going_to u_r_gonna ure_gonna",
    "yourself": "yourself urself yourselves yaself ur_self your_self yourselfs urselves"
    " yrself yoself yerself",
    "me": "me us",
    "my": "my our me",
    "i": "i ill im ive id we weve wed were",
    "ill": "ill i_will i_shall im_gonna im_going_to imma ima gonna i_am_going_to"
    " were_gonna we_will were_going_to we_are_going_to im_gona gunna gona ill_be"
    " i_am_gonna i_m_gonna im_about_to we_shall ill_just finna boutta going_to",
    "ive": "ive i_have weve we_have i_got ive_got we_got weve_got i_hav i_still_have"
    " ive_still_got i_kept got i_hold i_saved",
    "dont": "dont do_not dnt dun donot never don_t dont_ever dont_you_dare_to nvr"
    " dont_even",
    "cant": "cant cannot can_not wont will_not couldnt can_t",
    "and": "and n & nd an",
    "to": "to 2 t0",
    "before": "before b4 bfore",
    "gonna": "gonna gunna gona going_to goin_to finna",
    "please": "please pls plz kindly plzz plss",
    "person": "mum mom mam mama mummy mother dad da daddy father brother bro sister sis"
    " son daughter kid kids child children wife husband gf bf girlfriend boyfriend"
    " nan gran granny grandma grandad family baby parents partner man woman bhai"
    " cousin girl boy boys girls uncle auntie aunty fiance fiancee missus hubby"
    " ma lad fella amma appa mrs mom_and_dad dog cat folks",
    "circle": "{person} boss work family friends friend mates followers everyone"
    " everybody colleagues coworkers manager school class contacts employer church"
    " office group uni college neighbours neighbors principal headteacher hr"
    " clients customers landlord pastor teammates team world internet whole_school"
    " whole_town students teachers in-laws inlaws relatives people them all_your"
    " entire_family job teacher coach imam priest flatmates housemates village",
    "kill": "kill murder kil slaughter execute behead k1ll assassinate",
    "killing": "{kill} killing killed kills murdered murdering",
    "soon": "tonight tonite 2nite 2night tomorrow tmrw tmr soon today 2day monday"
    " tuesday wednesday thursday friday saturday sunday xmas christmas easter weekend"
    " morning dawn midnight now",
    "media": "pics pic photos photo pictures picture vids vid videos video clips clip"
    " footage recording recordings tape tapes film selfies selfie images image"
    " screenshots album files snaps snap",
    "intimate": "naked nude nudes nudez noodz noods n*des intimate bedroom topless"
    " undressed lingerie unclothed underwear sexual sexy spicy steamy explicit"
    " shirtless bare dirty naughty sextape sex_tape sexts sexting x-rated nsfw"
    " adult_site no_clothes without_clothes no_clothes_on without_your_clothes"
    " wearing_nothing bath shower in_bed pleasuring stripping undressing private_parts"
    " private_video private_pics private_photos privates private_pictures",
    "share": "post posting posted share sharing shared send sending sent leak leaking"
    " leaked upload uploading uploaded publish publishing published forward"
    " forwarding release releasing spread spreading expose exposing show showing"
    " distribute distributing circulate tag mail mailing email emailing drop dropping"
    " put putting broadcast share_it dump dumping",
    "cops": "police cops feds polis guards gardai garda 5-0 law officer social_worker"
    " court authorities social_services peelers station",
    "pay": "pay send transfer wire deposit cough_up hand_over give bring settle zelle"
    " paypal cashapp venmo remit",
    "stop": "stop stopp cease quit st0p",
    "contact": "contact contacting message messaging msg msging msging text texting txt"
    " txting call calling ring ringing phone phoning dm dming email emailing mail"
    " mailing write writing snap snapping pm whatsapp whatsapping reach message_me"
    " messaging_me inbox inboxing tag tagging bother bothering",
    "contacting": "contacting messaging msging texting txting calling ringing phoning"
    " dming emailing mailing writing snapping pming whatsapping messagin textin"
    " callin msgn inboxing tagging bothering pestering hounding harassing",
    "block": "block blocked blocking blok blockd blocked_me unfriended",
    "cards": "gift_card gift_cards giftcard giftcards itunes_card itunes_cards"
    " steam_card steam_cards vouchers voucher google_play_card google_play_cards"
    " apple_card apple_cards amazon_card amazon_cards prepaid_card",
    "again": "again agn ever anymore any_more henceforth further longer any_longer",
    "else": "else otherwise elseways",
    "weekday": "monday tuesday wednesday thursday friday saturday sunday mon tues wed"
    " thurs fri sat sun",
    "reporting": "said says told threatened threatens threatening keeps claimed"
    " wrote texted messaged sent_me",
    "is": "is are was r been has now will_be gets getting being about_to all just s",
    "everywhere": "everywhere online public forum forums wall discord reddit thread bio"
    " internet facebook website page replies telegram every_forum 4chan story twitter"
    " chat posted leaked trending group site",
    "tell": "tell telling told show showing inform informing let tells",
    "visit": "visit knock call_in pop_round give_her give_him say_hello go_say_hi"
    " pay_her pay_him do_your_thing have_fun ring_the_bell drop_by welcome lads mates",
    "colour": "red blue green yellow black white pink grey gray purple orange brown"
    " navy new denim leather silver gold cream beige striped floral long short little",
    "clothes": "coat dress jacket scarf hat shirt skirt jeans top jumper sweater hoodie"
    " boots shoes trainers heels blouse sari saree trousers leggings suit bag backpack"
    " rucksack umbrella pyjamas cardigan gloves glasses raincoat shorts",
    "up_or": "up_or or_else up_now up_or_else or_bleed or_burn or_suffer",
    "harm": "break breaking broken legs knees kneecaps knee fingers burn burns burnt"
    " burning fire smash smashed beat battered hurt hurts bleed blood stab teeth"
    " windows"
    " accident torch kill dead die cut visit bones batter regret suffer suffers limp"
    " consequences fetch arson hospital bat problem hell acid key_it bury jaw trouble",
    "everyone": "everyone everybody the_world us_all the_planet the_lads the_family"
    " your_family ur_family ur_mum your_mum the_rest_of_us humanity society yourself",
    "die_out": "disappear vanish die jump dont_wake_up end_it stop_breathing"
    " stop_existing"
    " not_wake_up leave_this_world drop_dead go_away_forever hang remove_yourself end"
    " step_off never_wake walk_into be_gone log_off_forever off_yourself kill go_die"
    " get_lost_forever stop_living check_out overdose do_it",
    "better": "better happier lighter easier cleaner nicer brighter relieved quieter"
    " safer best calmer freer smell_nicer worse",
    "gone": "died were_dead were_gone was_gone disappeared vanished werent_here"
    " were_not"
    " werent_around werent_in_it wasnt_here never_existed didnt_exist stopped_existing"
    " werent_born were_never_born didnt_wake_up dropped_dead jumped werent_alive"
    " just_died killed_yourself left_this_world no_longer_here no_longer_existed died"
    " ended_it never_been_born had_never_been_born hadnt_been_born",
    "why": "why how_come y how",
    "your_life": "your_life ur_life yr_life",
    "youve": "youve uve you_have u_have youv youd since_you so_you you_just u_just",
    "since": "since seeing_as now_that so as after once if_you_had",
    "because": "because bc cos cuz coz bcos bcuz becoz as since",
    "this": "this this_one that these",
    "ordinal": "two three four five six seven eight nine ten 2 3 4 5 6 7 8 9 10 11 12"
    " second third fourth fifth sixth seventh eighth ninth tenth eleven twelve 3rd 4th"
    " 5th 6th 2nd 7th 8th 9th twenty eleventh 10th hundred",
    "despite": "despite even_though although though even_after in_spite_of",
    "relative": "son daughter grandson granddaughter nephew niece mum mam dad nan gran"
    " aunty grandad",
    "urgent": "urgent urgently transfer send lend pay bill money help asap favour favor"
    " bank banking code emergency rent invoice taxi whatsapp dont_ring reply save"
    " text_me"
    " {money} need delete",
    "this_is": "this_is its im i_am we_are were here calling_from hello hi from",
    "office": "bank fraud_team fraud_department hmrc irs tax_office revenue police"
    " cyber_cell cybercell customs court council embassy ministry royal_mail"
    " head_office"
    " customer_care customer_service customer_support technical_support tech_support"
    " support_team helpdesk help_desk it_support it_desk it_service_desk security_team"
    " security_department verification_team copyright_department help_team immigration"
    " income_tax social_security medicare microsoft windows amazon paypal netflix apple"
    " card_department card_dept fraud_unit crime_branch tax_department energy_supplier"
    " electricity_board payroll admin_desk mail_administration support_admin"
    " safety_officer"
    " refund_department broadband technical_department lottery_board trading_standards"
    " fraud_squad windows_support accounts_department delivery_officer narcotics"
    " compliance_team trust_and_safety instagram facebook whatsapp_team meta nhs"
    " health_service broadband_provider security_desk parcel_service crime_wing",
    "demand": "otp pin password passcode card account_number bank_details login"
    " transfer"
    " pay payment safe_account warrant arrest arrested fine code install remote"
    " download"
    " verify confirm {cards} details urgent urgently immediately refund virus blocked"
    " suspended stopped fee vouchers do_not_tell dont_hang_up cooperate hacked deposit"
    " {link} settle move click link",
    "dear": "dear respected hello attention",
    "its": "its it_is this_is im i_am from here",
    "made": "made make making set_up setup setting_up created create creating opened"
    " open"
    " built got put put_up started posted running run there_are_now got_a theres_a",
    "emailing": "emailing email emailed message messaging messaged text texting texted"
    " post posting writing tell gonna_email ring mail dm dming",
    "a": "a an the any no real such",
    "voice_clone": "clone_your_voice cloned_your_voice sounds_just_like_you"
    " sound_just_like_you copy_your_voice your_voice_clone",
    "verify": "verify confirm validate reconfirm re-confirm authenticate reverify"
    " re-verify update unlock reactivate",
    "prize": "lottery lotto draw prize raffle jackpot giveaway iphone sweepstake"
    " lakh_draw"
    " euro_draw lucky_draw voucher award",
    "fee": "fee fees processing_fee release_fee clearing_fee customs_fee"
    " processing_charge"
    " processing_charges registration_fee handling_fee delivery_fee courier_fee"
    " clearance_fee activation_fee admin_fee stamp_duty customs_charge notarial_charges"
    " courier_charge legal_fee tax_clearance customs postage insurance charges charge",
    "darling": "darling my_love my_queen my_king my_dear dearest sweetheart my_angel"
    " honey"
    " my_sweet my_heart my_darling beloved my_dearest sweetie babe"
    " dear_soul my_soul my_prince my_princess",
    "say": "tell telling say mention breathe show speak talk whisper tel inform snitch",
    "us_this": "us this it what_we what_i our anything me_and_you last_night that we",
    "delete": "delete del wipe erase clear deleting remove",
    "seeing": "see seeing talk talking speak speaking hang hanging meet meeting text"
    " texting going_out go_out chatting contact contacting visit visiting call calling"
    " spend_time confiding",
    "me_enough": "me im_enough should_be_enough i_am_enough got_me have_me just_me",
    "bad_end": "regret pay pays hurt dead die sorry loses lose gone burn kill lost"
    " worse"
    " else over consequences suffer suffers gets_it never_see take_the_kids find_you"
    " deny jail care_home smash deported {harm} sponsoring goes_to leave_you done video"
    " pics in_care fall lockup trouble believe hell pray",
    "down_out": "down out outside here downstairs up to_the_door down_here out_here"
    " home",
    "im_coming": "im_coming im_on_my_way im_driving i_am_coming im_travelling ill_come"
    " ill_be_there ill_be_outside coming im_landing im_at ill_be_at",
    "gun": "🔫 🔪 🗡 🪓 🔫🔫 🔪🔪 🔪🔪🔪 🔫🔫🔫 ⚰ 🪦 🗡🗡",
    "skull": "💀 ☠ 💀💀 💀💀💀 ⚰ 🪦",
    "eyes": "👀 👁 👁👁 👀👀 👀👀👀",
    "gift_verb": "buy get send give bought got getting buying sending gift gifting",
    "they": "he she they someone somebody hes shes theyre",
}

# What is not a word; a phrase cannot be found by these alone.
PATTERNS: dict[str, str] = {
    "money": r"(?:[£$€₹]\s?\d[\d,.o]{0,12}\s?(?:k|m|million)?"
    r"|\d[\d,.]{0,12}\s?(?:k|quid|grand|bucks|lakhs?|rs|rupees?|pounds?|euros?|usd"
    r"|dollars?|btc|eth|coins?|bitcoins?|inr|gbp|eur|naira|ksh|million|thousand|tenner)"
    r"|(?:rs|inr|usd|gbp|eur|ngn)\.?\s?\d[\d,.]{0,12}"
    r"|(?:two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty"
    r"|forty|fifty|sixty|eighty|ninety|a|one|half a|couple of|few)\s"
    r"(?:hundred|thousand|grand|quid|lakhs?|k|million|bitcoin|pounds|dollars|euros|ton)"
    r"|(?<![\d:.])\d{1,3},\d{3}|[£$€₹]{2,3})",
    "number": r"\d{1,3}(?:[.,]\d{1,4})?",
    "amount": r"\d{2,6}",
    "link": r"(?:https?://\S{3,80}|www\.\S{3,80}|[a-z0-9][\w-]{1,40}(?:\.[\w-]{1,30})"
    r"{0,3}\.(?:com|net|org|info|example|co|uk|in|ru|xyz|top|site|online|link|ly|app"
    r"|io|me|ng|html)(?![a-z])(?:/\S{0,80})?)",
    "time": r"(?:\d{1,2}(?:[:.]\d\d)?\s?(?:am|pm|o?clock)|\d{1,2}[:.]\d\d)",
}

# Met too often to look for a phrase by them, where it has a rarer word.
_COMMON = (
    "2 a about after all alone am an and any anyone are as at back be because been"
    " before being but by call can come could day did do does dont down for from get"
    " give go going gone good got had has have he hello her here hes hey hi him his"
    " home house how i id if ill im in into is it its ive just keep know last leave"
    " let like ll love make man me meet message more msg mum my n name need never new"
    " nice night no not now number of off ok on one only or our out over people phone"
    " please pls r right said say see send sent she should so some soon still stop"
    " sure take talk tell text than thanks that thats the their them then there they"
    " think this time to today tomorrow tonight too try u up ur us very wait want was"
    " way we well were what when where who why will with won work would yes you your"
    " youre"
)
COMMON_WORDS = frozenset(_COMMON.split())

# Vetoes that several rules share.
REPORTED: tuple[str, ...] = (
    "he|she|they|someone|somebody|ex|stranger|man|lad|boy|neighbour|colleague|son"
    " ..1 {reporting}",
    "has|did|does|if|when|why he|she|they|anyone|someone|anybody ..3 {reporting}|say",
    "reporting|reported a|an|that|this|it|him|her|my",
    "screenshot|screenshots attached|enclosed|below",
    "the sender|suspect|accused|offender|perpetrator|scammer|abuser|harasser",
    "we|i can|will help|support you",
    "helpline|charity|volunteer|advocate|safeguarding|awareness|workshop|webinar",
    "is it|this a? scam|fraud|phishing|fake",
)
FICTION: tuple[str, ...] = (
    "film|movie|episode|novel|chapter|lyric*|netflix|series|drama|documentary|podcast"
    "|thriller|sitcom|plot|panto|audition|rehears*|playlist",
)
LAUGHTER: tuple[str, ...] = (
    "haha*|hahah*|lol|lmao|lmfao|jk|joking|kidding|😂|🤣|rofl",
)
GAMES: tuple[str, ...] = (
    "game|gaming|fifa|lobby|respawn*|fortnite|minecraft|xbox|ps5|chess|paintball|spawn"
    "|raid|ranked|scrim|gg|warzone|mario|league|quiz|five-a-side|goal|pitch|boss_fight",
)
