"""Word lists of the perturbations; made for this project, common words and names.

First names and places are common ones of several origins that are no English words
(so no Mark, Grace, Rose or Reading). Look-alikes are letters of the Cyrillic and Greek
blocks that Unicode's confusables.txt (UTS #39) maps to the Latin letter.
"""

from __future__ import annotations

from types import MappingProxyType

_NAMES = """
adam ahmed aisha alan alex amara amy ana anita anna anne ben beth brandon brenda brian
carla carol carlos chen chloe claire clara colin craig dan dana daniel darren dave david
deborah declan denise diego ella ellie emily emma farouk fatima fatou felix fiona gareth
gary gavin george gerald graham greg hannah helen ibrahim ines jack james jane jason
jenny jess jessica jim joan joanne john jonas josh julia karen karim karl kate katie
kayleigh keith kelly kemi kevin kieran kyle laura leah lena liam linda lisa lorraine
lucy luis luke malik marcus marek margaret maria mario marta martin maureen megan mei
mia michael miguel miriam mohammed moira molly nadia neha neil nina noor olga oliver
omar owen pam patrick paul pauline peter petra phil piotr priya rachel raj ramesh rob
robert ruth ryan sam samir sandra sandeep sarah sean shauna simon sofia sophie stephen
steve sunil susan svetlana tariq tess theo thomas tim tina tom tony tunde tyler vivian
wei yusuf zara zoe
"""
NAMES = tuple(_NAMES.split())
_PLACES = """
aberdeen accra amsterdam athens atlanta auckland austin barcelona basel belfast berlin
birmingham boston brighton bristol brisbane brussels budapest cairo calgary cardiff
chennai chicago copenhagen dallas delhi denver detroit dubai dublin edinburgh exeter
frankfurt galway geneva ghent glasgow houston hyderabad istanbul jaipur karachi kolkata
lagos lahore leeds leicester lisbon liverpool london lyon madrid malaga manchester
manila melbourne miami milan montreal mumbai munich nairobi newcastle norwich nottingham
oslo ottawa oxford paris perth pittsburgh portland prague preston pune rome rotterdam
sheffield singapore southampton stockholm stockport sunderland swansea sydney tampa
tokyo toronto valencia vancouver vienna warsaw york zurich
"""
PLACES = tuple(_PLACES.split())
LOOKALIKES = MappingProxyType(
    dict(
        zip(
            "aceijopsxyABEHIKMNOPTXYZ",
            "\u0430\u0441\u0435\u0456\u0458\u043e\u0440\u0455\u0445\u0443"
            "\u0391\u0392\u0395\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a7"
            "\u03a5\u0396",
            strict=True,
        )
    )
)
EMOJI = MappingProxyType(
    {
        "baby": "👶",
        "bike": "🚲",
        "blood": "🩸",
        "bomb": "💣",
        "bone": "🦴",
        "bones": "🦴",
        "bullet": "🔫",
        "burn": "🔥",
        "bus": "🚌",
        "camera": "📷",
        "car": "🚗",
        "cat": "🐱",
        "coffin": "⚰️",
        "cry": "😭",
        "dead": "💀",
        "death": "💀",
        "die": "💀",
        "dog": "🐶",
        "door": "🚪",
        "eye": "👁️",
        "eyes": "👀",
        "fire": "🔥",
        "fist": "👊",
        "gun": "🔫",
        "hammer": "🔨",
        "home": "🏠",
        "house": "🏠",
        "kids": "🧒",
        "kill": "🔪",
        "knife": "🔪",
        "money": "💰",
        "night": "🌙",
        "phone": "📱",
        "photo": "📷",
        "photos": "📷",
        "pictures": "📷",
        "police": "🚓",
        "punch": "👊",
        "school": "🏫",
        "shoot": "🔫",
        "snake": "🐍",
        "stab": "🔪",
        "throat": "🔪",
        "train": "🚆",
        "watch": "👀",
        "watching": "👀",
    }
)
