"""Groups that a text names, and areas by group."""

from __future__ import annotations

import numpy as np
import pytest

from harassclf.model.datasets import LabelledTexts
from harassclf.model.evaluation import HeldOut
from harassclf.model.identity import GROUPS, PUBLIC, identity_figures, mentions
from harassclf.tables import LABELS

NAMED = {
    "women": ["The women are here", "a lady"],
    "men": ["Men at work", "two gentlemen"],
    "Muslims": ["my Muslim neighbour"],
    "Jews": ["a Jewish school"],
    "Christians": ["Catholics and others"],
    "Hindus and Sikhs": ["the Sikh parade"],
    "Black": ["Black people", "an African-American"],
    "white": ["white folks"],
    "Asian": ["Chinese food"],
    "Latino": ["Mexicans, Latinx"],
    "gay": ["gay and proud", "LGBTQ night"],
    "trans": ["a trans man", "nonbinary"],
    "disabled": ["disabled students", "in a wheelchair"],
    "immigrants": ["refugees welcome", "asylum seekers"],
    "old": ["the elderly", "Old people"],
    "young": ["young women", "teens"],
}
NOT_NAMED = [
    "black coffee, white bread, old shoes, young cheese",
    "amen, omen, menu and womens",
    "transfer the bus pass, my account was disabled",
]


@pytest.mark.parametrize("group", GROUPS)
def test_who_is_named(group):
    assert mentions(NAMED[group], group).all()
    assert not mentions(NOT_NAMED, group).any()


def test_areas_by_group():
    texts = LabelledTexts()
    scores = []

    def add(text, abuse, score, n=20):
        for i in range(n):
            texts.add(
                f"{text} {i}",
                (-1, abuse, -1),
                weights=1.0,
                groups=f"{text} {i}",
                sets="s",
                families="s",
                private=False,
            )
            scores.append((np.nan, score, np.nan))

    # Naming the group lifts the scores of harmless texts above abuse elsewhere.
    add("nice gay bar", 0, 0.7)
    add("bad gay line", 1, 0.9)
    add("nice line", 0, 0.1)
    add("bad line", 1, 0.6)
    array = np.array(scores)
    held = HeldOut(array, np.full_like(array, np.nan))
    rows = identity_figures(texts, held, dict.fromkeys(LABELS, 0.5))
    by_group = {row["group"]: row for row in rows}
    assert {row["corpus"] for row in rows} == {PUBLIC}
    gay = by_group["gay"]
    assert (gay["rows"], gay["positives"]) == (40, 20)
    assert gay["subgroup_auc"]["value"] == 1.0
    assert gay["bpsn_auc"]["value"] == 0.0
    assert gay["bnsp_auc"]["value"] == 1.0
    assert gay["abuse"]["value"] == 1000.0
    assert gay["threat"]["n"] == 0
    assert by_group["all texts"]["subgroup_auc"]["value"] == 0.75
    assert by_group["women"]["subgroup_auc"]["value"] is None
