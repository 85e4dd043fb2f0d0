"""The signs of possible grooming, as phrases; data only."""

from __future__ import annotations

AGE, ALONE, SECRECY, ISOLATION = "age", "alone", "secrecy", "isolation"
MOVING, GIFTS, MEETING, PHOTOS = "moving", "gifts", "meeting", "photos"

# In the language of `harassclf.indicators.phrases`.
SIGNS: dict[str, tuple[str, ...]] = {
    AGE: (
        "how old ..1 {you}",
        "what age ..1 {you}",
        "what|which|wat year|grade|class ..2 {you} ..1 in $",
        "{you} ..1 12|13|14|15|16|11|10 $|or|right|yet",
        "whats|what_is|wats {your} age",
        "mature|grown_up|clever|wise ..1 for {your} age",
        "age ..2 just_a_number|only_a_number|doesnt_matter|dont_matter",
        "asl $",
        "{you} ..2 older|younger|mature than {your}|i|other|most",
    ),
    ALONE: (
        "{you} ..2 home_alone|alone|by_yourself|on_your_own ..2 now|tonight|$|rn",
        "anyone|anybody|someone|who|whos ..2 with|home|there ..1 {you}",
        "{your} ..1 mum|mom|mam|dad|parents|family|brother|sister ..1 home|in|there|out"
        "|asleep|around|away|awake|gone ..2 $|now|tonight|too|yet",
        "who|anyone|anybody ..2 else ..1 home|there|in|around|uses|sees|reads|checks",
        "does|do|can|will|did {your}? mum|mom|dad|parents|anyone|anybody|they|she|he"
        " ..1"
        " check|see|read|look_at|use|know ..2 phone|messages|chats|screen|this"
        "|password",
        "when ..4 {your} ..1 mum|mom|dad|parents|family ..2 back|home|out|asleep|work",
        "door locked|closed|shut $",
    ),
    SECRECY: (
        "{dont} ..2 tell|mention|show ..2 {person}|anyone|anybody|them|your_parents"
        "|this",
        "our ..1 secret",
        "keep ..3 between us|ourselves|you_and_me",
        "just|only between us|you_and_me",
        "delete ..3 chat|messages|msgs|texts|conversation|this|these|history",
        "keep this|it|us|me ..1 secret|private|quiet|hidden",
        "{your} ..1 mum|mom|dad|parents|mam|teacher|family cant|mustnt|shouldnt|wouldnt"
        "|must_not|dont_need_to|doesnt_need_to|dont_have_to ..1 know|find_out"
        "|understand"
        "|see",
        "people|they|others|nobody|no_one ..1 wouldnt|wont|will|would understand",
        "id|ill|i get|be ..1 in ..1 trouble if",
        "tell|tel no_one|nobody|noone",
        "say {i} am|im|was {your} ..1 cousin|uncle|friend|teacher|aunt",
    ),
    ISOLATION: (
        "{your} ..1 mum|mom|dad|parents|family|mam|friends|teachers ..1 dont|doesnt"
        "|never"
        "|wont ..1 understand|get|listen|care|appreciate|deserve|know ..1 {you}|like",
        "im|i_am ..1 the? ..1 only_one|only_person who|that ..1 gets|understands|cares"
        "|listens|knows",
        "{you} can|could tell|talk_to|trust me ..1 anything|everything|more|with",
        "{your} friends are ..2 immature|kids|childish|jealous|babies|fake|silly",
        "{you} dont need them|your_friends|her|your_parents|your_mum|your_dad|ur_mum",
        "nobody|no_one ..1 gets|understands|knows {you} like",
        "not|arent|nothing like other|the_other girls|boys|kids|people",
        "{you}|{youre} ..1 special|different ..3 me|others|other|connection|bond",
        "just|only need|have|got me|each_other $",
    ),
    MOVING: (
        "{you} ..1 have|got|on|use|hav ..1 snap|snapchat|telegram|whatsapp|kik|signal"
        "|discord|insta|wickr|tiktok|viber|session",
        "add|message|text|msg|find|dm me ..2 on|in ..1 snap|snapchat|telegram|whatsapp"
        "|kik"
        "|signal|discord|insta|another|other|private|wickr",
        "lets|can_we|shall_we|wanna|want_to|come|we_should ..2 talk|chat|move|go"
        "|switch|text"
        "|message ..3 snap|snapchat|telegram|whatsapp|kik|signal|discord|private|insta"
        "|elsewhere|somewhere_else|another_app|other_app|different_app|privately",
        "lets|we_should|can_we move|switch|go to|on|over ..3 app|snap|telegram|signal"
        "|whatsapp|kik|private|snapchat|discord",
        "messages ..2 disappear|vanish|delete_themselves|get_deleted",
        "whats|what_is|give_me|send_me|can_i_have|gimme {your} ..1 snap|number|whatsapp"
        "|insta|discord|telegram|kik|private_number|snapchat",
    ),
    GIFTS: (
        "{gift_verb} {you} ..4 robux|vbucks|v-bucks|skin|skins|gems|credit|phone"
        "|trainers"
        "|present|presents|gift|gifts|headset|console|money|card|something|anything"
        "|top_up"
        "|airpods|makeup|clothes|shoes|tickets|coins|necklace|data|subscription"
        "|vouchers",
        "ill|i_will|i_can|i_could|let_me ..1 pay|top_up|cover ..1 for? {you}|{your}|it"
        " ..3",
        "got|have|bought a|something|some ..2 present|surprise|gift ..1 for {you}",
        "want|like ..2 free|some ..1 robux|vbucks|skins|gems|credit|coins|v-bucks",
        "do you want|need ..2 new phone|trainers|headset|console|laptop|clothes",
        "whats ..2 on {your} wishlist|wish_list",
    ),
    MEETING: (
        "meet|see {you}|up ..2 alone|in_person|irl|in_real_life|just_us|somewhere"
        "|secret*",
        "can|could|should|want|wanna|lets|we|shall ..2 meet ..1 up|me|irl|in_person|$"
        "|somewhere|after|this|at|on|near|tomorrow|sometime",
        "come ..1 to|over_to|round_to|2 my|mine ..1 place|house|flat|$|car|sometime"
        "|after",
        "ill|i_can|i_could|can_i|let_me|i_will ..1 pick|collect|get {you} up|from",
        "pick {you} up ..2 after|from|at|near|round|outside|in_my_car",
        "where|which|what ..1 street|school|part|bus|area ..2 {you} ..1 live|go|in"
        "|get|at",
        "where ..1 {you} live|go_to_school",
        "i ..1 drive|come|travel to|over|down ..1 {you}|see_you|where_you",
    ),
    PHOTOS: (
        "send|snd|show me|us ..2 pic|pics|photo|photos|picture|pictures|selfie|selfies"
        "|vid"
        "|video|face $|of_you|of_yourself|pls|please|now|of_ur|of_your_face|x",
        "send|got|have|can_i_have|can_i_see|take ..2 pic|photo|picture|selfie|pics"
        "|photos ..1"
        " of {you}|{yourself}|u",
        "what do|does|d {you} look like",
        "turn|switch|put {your} ..1 camera|cam|webcam|video on",
        "can|could|wanna|want_to|let_me i? ..1 see {you} on|in ..1 cam|camera|video"
        "|webcam",
        "video call|chat with_me|me|just_us|tonight|alone",
    ),
}

# What makes a message an ordinary one: others know of it, or it is business.
ORDINARY: tuple[str, ...] = (
    "team|squad|coach|training|kit|fixture|league|under-14s|u14|u16|clinic|dentist"
    "|physio|tournament|rehearsal|choir|lesson|lessons|exam|homework|tuition|scouts",
    "bring|ask|check_with|invite|copy|ring|call {your} ..1 mum|mom|dad|parents"
    "|guardian|parent|mam|carer|family",
    "{your} ..1 mum|mom|dad|parents|mam|guardian|carer ..2 welcome|invited|permission"
    "|consent|fill|sign|said|knows|agreed|too|collect|dropping|number|pick",
    "item|delivery|collect_it|listing|cash_on|price|postage|for_sale|still_available"
    "|parcel|courier|order|invoice|sofa|bike",
    "surprise_party|birthday_party|wedding|reunion|family_dinner|grandma|cake",
    "form|register|registration|insurance|application|permission_slip|passport",
    "kids|the_baby|playdate|nursery|school_run|pupils|grandkids|your_kids|the_dog"
    "|puppy",
)
