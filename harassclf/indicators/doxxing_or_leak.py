"""Publishing private facts, or threatening to."""

from __future__ import annotations

from harassclf.indicators.rule import Rule, cues
from harassclf.indicators.vocabulary import FICTION, REPORTED

RULE = Rule(
    name="doxxing_or_leak",
    definition=(
        "Threatens to make public, or has made public, private facts: address, number,"
        " workplace, school, health, status, secrets."
    ),
    source=(
        "Doxxing as the Cyber Civil Rights Initiative and platform rules define it;"
        " disclosure as coercive control (Home Office guidance, 2023); this project"
    ),
    cues=(
        *cues(
            2,
            "{circle}|they|everyone ..3 know|find_out ..4"
            " gay|trans|lesbian|bi|orientation",
            "shall|should|will i ..1 tell|show|send ..1 {your} ..1 {circle}",
            "swat|swatted|swatting {you}",
            "{your} ..1 {circle} will|gonna|is_going_to|deserves_to|should"
            "|would_love_to|finds_out|knows_the_truth ..1 know|hear|see|find_out"
            "|learn|tonight|tomorrow|about",
            "tell {your} ..1 {circle} about {your}",
            "got|have|found {your} ip|vin|plate|isp|coordinates|gps|dms & and|n|now"
            "|street|dropping|post*|soon",
            "address|number|details|name|dms leaked|posted|dumped|released|published",
            "what would|wud|will|might {your} ..2 {circle} ..2 make|say|think|do ..3",
            "who|anyone|wonder ..2 else ..2 would|might|wants ..2 know|hear|see",
            "{your} secret goes|going|comes|gets ..4",
            "{ill} let {circle} know",
            "flyers|posters|leaflets|copies|printouts ..8 {your}|street|letterbox*"
            "|neighbours|school|car_park & {your}|you",
            "deadname|birth_name|old_name|real_name ..6 everyone|post|chat|discord"
            "|know|tell",
            "dox|doxx|doxxed|doxed|doxxing|doxing|doxd|swat|swatting {you}|$|u|time"
            "|ready",
            "{share}|print*|drop*|pinned|pin ..2 {your} ..2 address|postcode|number"
            "|mobile"
            "|landline|workplace|ip|phone_number|street|eircode|zip|full_name|real_name"
            "|school|location|licence_plate|plate|home|dms|diary|letters|medical"
            "|records"
            "|secrets|secret|diagnosis|screenshots|texts|messages|chats|emails|info"
            "|details"
            "|old_name|deadname|criminal_record|past|therapy_notes|salary_slips"
            "|payslips"
            "|correspondence|record|house|private_letters|bank_statements|history|blog",
            "{your} ..2 address|postcode|number|mobile|landline|home|workplace|street"
            "|ip"
            "|full_name|real_name|details|phone_number|info|plate|school ..1 {is} ..4"
            " {everywhere}",
            "{your} ..1 address|number|details|name_and_address|info|home_address ..4"
            " forum|forums|reddit|4chan|discord|thread|telegram|wall|every|internet|bio"
            "|page|public|online|facebook_page|dating_site|dating_sites|escort*|toilet",
            "put|putting|posted|posting|stuck|wrote|gave|left {your} ..2 mobile|number"
            "|address|name|details|phone ..4 on|to|in ..4 dating|wall|site|sites|forum"
            "|page"
            "|internet|toilet|ad|advert|strangers|thread|group|every*|website|reddit",
            "tell|telling|told|show|showing|inform|informing|let|remind ..1 {circle}"
            "|him|her"
            "|them|{cops} ..3 where {you} live|work|lives|sleep|park|are_staying|hide"
            "|hiding",
            "everyone|everybody|they|people|whole_town|the_world|internet ..3 know"
            "|knows"
            "|find_out|learn|learns|see|sees ..2 where {you} live|work|sleep|went",
            "{tell} ..2 {circle}|him|her|them|whole_pub|whole_town|whole_office ..3"
            " about"
            " {your}|the|what_you|{you} ..2 diagnosis|affair|abortion|past|secret"
            "|record|hiv"
            "|pills|condition|illness|debts|debt|meds|medication|rehab|prison|breakdown"
            "|conviction|bankruptcy|pregnancy|did|said|do_at|and|stole|drinking"
            "|gambling",
            "{tell} ..2 {circle}|him|her|them|{cops} what|who|everything|all {you} ..1"
            " did"
            "|are|said|really_are|do|really_did|told_me|get_up_to",
            "does|do {your} ..1 {circle} ..2 know ..8 he|she|they|will|about|gay|what",
            "{your} secret|secrets|dirty_little_secret|diary|record|diagnosis|file"
            "|debts|past"
            " ..4 {everywhere}|out|going_round|gone|page|public|tomorrow|tonight|safe"
            "|known",
            "secret|secrets ..4 wont|not ..2 secret|safe|stay ..4 long|longer|forever"
            "|much",
            "screenshots|screenshot|receipts|screens ..6 {circle}|public|everyone"
            "|forever"
            "|posted|going|gets|ready & {you}|{your}|babe|boss",
            "{ive} ..3 screenshots|screenshot|receipts|recordings ..4 of|all {your}|you"
            "|everything|what_you|it",
            "out|outing {you} to|at|as|in !dinner|lunch|the_cinema|work_drinks|for",
            "{ill} out {you}",
            "report|reporting|reported|ring|call|email|calling|phone|tip_off|tell ..4"
            " immigration|home_office|ice|border|visa|status|dwp|deport*"
            "|benefits_office"
            " ..6 {you}|{your}|about|on",
            "{your} visa|papers|immigration|status|asylum|permit|green_card ..4"
            " home_office"
            "|immigration|council|reported|one_call|phone_call|ran_out|expired|embassy"
            "|gone"
            " & report*|call|form|email|handy|file|know|reach*|tell|plane|deport*",
            "one ..1 call ..4 immigration|papers|deported|home_office|ice|visa|plane"
            "|status",
            "emailing|mailing|writing_to|ringing|messaging|texting|contacting {your}"
            " ..1"
            " boss|employer|work|manager|school|hr|wife|husband|parents|headteacher|uni"
            " !re|about_the_reference|the_form|when|if",
            "{ill} ..2 email|mail|ring|message|write|send|forward|contact|tell|show ..3"
            " {your} ..1 boss|employer|manager|hr|wife|husband|landlord|parents"
            "|headteacher"
            "|dean|licensing|dad|mum|family|church|imam|priest & about|everything|what"
            "|know"
            "|proof|these|this|screenshots|truth|it_all",
            "{your} ..1 boss|employer|manager|wife|husband|landlord|hr|board|dean"
            "|parish"
            " ..4 interested|love_to|like_to|get_a_copy|gets_a_copy|receive|gets_the|be"
            "|enjoy ..3 know|see|read|hear|copy|email|screenshots|told|informed|in",
            "{your} ..1 wife|husband|dad|mum|boss|parents|landlord|girlfriend|boyfriend"
            " still|doesnt|dont|thinks|believes ..6 i|we & tell|correct|fix|change|call"
            "|message|letter|truth|can|know",
            "she|he|hes|shes|they lives|works|live|work ..1 at|on|above|in|near|behind"
            " ..8"
            " {visit}",
            "heres|here_is|this_is her|his|their|the_lads|the_girls ..2 address|number"
            "|landline|workplace|home|mobile|postcode",
            "reg|plate|address|number|street ..10 in_the_replies|do_your_thing"
            "|good_luck"
            "|go_say_hi|pay_him_a_visit|pay_her_a_visit|have_fun|share_widely|rt"
            "|retweet",
            "leaked|leaking|leak {your} ..2 number|address|dms|chats|texts|emails|gp"
            "|medical"
            "|letter|screenshots|messages|diary|files|calls|info|details|data|secrets"
            "|voice"
            "|records|grades|search_history|everything",
            "^ leaked it",
            "{your} name|face|photo|picture|job ..6 poster*|flyer*|leaflet*|posters"
            "|expose_page|lampposts|every_lamppost|name_and_shame|wall_of_shame"
            "|hall_of_shame",
            "expose page|account|thread & {you}|next|{your}",
            "expose|exposing|unmask {you} !to_the|to_new|to_different|to_a|to_more",
            "{ill} ..1 tell|show|let|inform {circle}|them|him|her|people ..2 know|see"
            "|about"
            "|what|who ..2 {you}|{your}",
            "name and|& shame {you}",
            "photo|picture|face with ..2 cheater|thief|liar|fraud|defaulter",
            "message|call|inform|contact all|every ..1 {your} ..1 contacts|friends"
            "|relatives"
            "|contact_list",
            "{money} ..6 quiet|silence|discretion|keep_quiet|mouth_shut|forget_what",
            "{money} ..3 or|and ..6 {circle} ..3 never|hears|finds_out|find_out|knows"
            "|told",
            "pay ..12 {circle}|board|wife|she|he never|doesnt|wont hear|hears|find"
            "|finds"
            "|know|learn|learns",
            "told|gave|sent {your} ex|him|her|husband ..3 where|which|address|eircode"
            "|postcode ..3 {you}|refuge|moved|living|hid*",
        ),
        *cues(
            1,
            "posting|{share} ..2 everything|it_all|all_of_it & {your}|{you} & tonight"
            "|tomorrow|unless|or|till|until|watch",
            "{your} ..1 {circle} ..3 know|see|hear ..4 real|truth|everything",
            "what would|will|wud {your} ..2 {circle} say|think ..4 {they}|knew|saw|if"
            "|when",
            "be a shame|pity if ..3 {circle}|anyone|it ..3 found_out|knew|heard|learned"
            "|got_out|came_out|saw|leaked|fell",
        ),
    ),
    vetoes=(
        "safe_with_me|safe_for|redirection|calendar|slideshow",
        "sign_up|signup|sheet|rota|free_fridge|if_you_want|chat_so_it",
        "put your number|name on|down sign_up|the_list|the_sheet",
        "whitelist|bins|fundraiser|share_your_location|send_your_location|send_me"
        "|your_keys|ovulation|registration_number|casserole|please_send|pls_send"
        "|can_send",
        "put|share|send your|ur ..1 location",
        *REPORTED,
        *FICTION,
        "parcel|courier|delivery|van_driver|sat_nav|invitation*|wedding|christmas_card"
        "|reference|interview|hiring|plumber|engineer|surveyor|estate_agent",
        "breach|no_action|data_protection|gdpr|subject_access|privacy_policy",
        "never|wont|wouldnt|not|dont|didnt ..3 {share}|tell|give|leak",
        "please dont|do_not|stop",
        "pride|proud|lovely_about|happy_for|surprise|congrat*|party|baby",
        "the_minister|roof|festival|album|pipe|sink|trailer|line-up|lineup",
    ),
    examples=(
        "doxxed u lol",
        "I'm posting your home address everywhere",
        "your number is on every forum now, enjoy",
        "shall I tell your boss about your diagnosis?",
        "one phone call to immigration and you are gone",
        "emailing your boss tonight with everything",
    ),
    counterexamples=(
        "what's your address? I have a parcel for you",
        "your number may have been included in the breach of 3 March",
        "the roof leaked again",
        "put your number on the sign up sheet",
        "he posted my address on a forum",
        "told my dad I'm gay and he said pass the salt",
    ),
)
