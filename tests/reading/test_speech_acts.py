"""Deeds that are claimed, denied or laid to somebody, and acts that are done by saying them."""

from __future__ import annotations

import pytest
from tests.support.reading import claims_of


def told(text: str, predicate: str) -> set[tuple[str, str, str]]:
    """Subject, source and stance of every claim of `predicate` in `text`; "" where nobody is named."""
    return {
        ("; ".join(m.name for m in c.subject), c.sources[-1].name if c.sources else "", c.stance)
        for c in claims_of(text) if c.predicate == predicate
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "predicate", "laid"),
    [
        ("The mayor blamed the brigade for the raid on the granary.", "attack", ("brigade", "mayor", "alleged")),
        ("Clan leaders pointed the finger at the brigade over the murder of the teacher.", "kill",
         ("brigade", "clan leaders", "alleged")),
        ("The Salt Front claimed responsibility for Sunday's bombing of the mill.", "attack",
         ("Salt Front", "Salt Front", "alleged")),
        ("The Salt Front denied responsibility for the bombing of the mill.", "attack",
         ("Salt Front", "Salt Front", "denied")),
        ("The army denied being behind the killing of the bishop.", "kill", ("army", "army", "denied")),
    ],
)  # fmt: skip
def test_the_report_tells_the_deed_and_a_source_whose_it_is(text, predicate, laid):
    """A deed with "the" is taken for granted: the report states it and names nobody for it."""
    assert told(text, predicate) == {laid, ("", "", "affirmed")}


def test_a_deed_that_is_only_alleged_is_not_the_reports():
    assert told("The mayor accused the brigade of raiding the granary.", "attack") == {("brigade", "mayor", "alleged")}


def test_the_quotation_of_a_claimed_deed_holds_who_claims_it():
    claims = claims_of("The Salt Front claimed responsibility for Sunday's bombing of the mill.")
    assert all(c.quote.startswith("Salt Front claimed") for c in claims if c.predicate == "attack" and c.sources)


@pytest.mark.parametrize(
    "text",
    [
        "Pirates attacked the Velna dhow on Monday. The Kessar Front denied any role.",
        "Gunmen attacked the Velna dhow on Monday. The Kessar Front denied responsibility.",
    ],
)
def test_who_denies_a_role_denies_having_done_what_was_just_told(text):
    assert ("Kessar Front", "Kessar Front", "denied") in told(text, "attack")


def test_who_was_behind_a_raid_did_it():
    assert told("The Salt Front said it was behind the bombing of the mill.", "attack") == {
        ("Salt Front", "Salt Front", "affirmed")
    }


@pytest.mark.parametrize(
    ("text", "predicate", "doer"),
    [
        ('Minister Mira Tolan said: "I condemn the raid on the mission."', "regards", "Mira Tolan"),
        ('Mira Tolan said: "We call on the League to respect the truce."', "request", "Mira Tolan"),
    ],
)
def test_what_is_done_by_saying_it_is_told_by_whoever_reports_the_words(text, predicate, doer):
    """Whoever says "I condemn" condemns; that she did is the report's to tell."""
    assert (doer, "", "affirmed") in told(text, predicate)


def test_what_was_asked_at_another_time_is_told_by_who_says_so():
    assert told("The Coast League said it had asked the company to leave.", "request") == {
        ("Coast League", "Coast League", "affirmed")
    }


def test_a_denial_inside_an_allegation_answers_it_in_the_same_sentence():
    """"had burned" after "allegation that it" was taken for a passive, and nothing was read."""
    assert told("The League rejected the army's allegation that it had burned the village.", "disrupt") == {
        ("League", "army", "alleged"), ("League", "League", "denied"),
    }  # fmt: skip


SILENCE = [
    "The ministry has not commented on the raid.",
    "The ministry declined to comment on the raid.",
    "The navy would not say why the boats turned back.",
    "The governor gave no details of the raid.",
    "The envoy had no knowledge of the raid.",
    "The claim could not be independently verified.",
]


@pytest.mark.parametrize("text", SILENCE)
def test_silence_is_a_fact_about_the_evidence(text):
    """"would not say" affirms that something is withheld: nothing is denied and nothing predicted."""
    found = [c for c in claims_of(text) if c.predicate == "evidence_status"]
    assert [(c.stance, c.certainty) for c in found] == [("affirmed", "CT+")]


@pytest.mark.parametrize("text", ["The ministry commented on the raid.", "The navy gave details of the raid."])
def test_who_speaks_withholds_nothing(text):
    assert not [c for c in claims_of(text) if c.predicate == "evidence_status"]


def test_who_is_claimed_to_train_is_described_by_the_report():
    text = "The Salt Front, an offshoot of the River League, is training boys in the hills, a militant claimed."
    assert told(text, "split_from") == {("Salt Front", "", "affirmed")}
    assert told(text, "train") == {("Salt Front", "militant", "alleged")}


def test_a_pronoun_that_speaks_is_who_spoke_before():
    text = ("The chief said the navy raided the ford. Its boats, he says, came at four. "
            "Three houses were set alight and his nephew was led off in handcuffs.")  # fmt: skip
    assert {source for _, source, _ in told(text, "arrest")} == {"chief"}


def test_nobody_is_no_source():
    (claim,) = [c for c in claims_of("Nobody claims that the militia burned the fort.") if c.predicate == "disrupt"]
    assert (claim.sources, claim.certainty) == ((), "Uu")


def test_a_verb_by_which_somebody_speaks_is_no_deed():
    assert not told("Not one coin came from the opium trade, protests the Salt Front.", "protest")


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("The League did not carry out the attack on the fort.", "CT-"),
        ("The League may have played a role in the recent attack on the fort.", "PS+"),
        ("The League carried out the attack on the fort.", "CT+"),
    ],
)
def test_a_deed_is_as_surely_theirs_as_the_verb_that_says_so(text, certainty):
    """"did not carry out the attack" was read as an attack: that there was one is taken for granted, not whose."""
    (claim,) = [c for c in claims_of(text) if c.predicate == "attack" and c.subject]
    assert claim.certainty == certainty


def test_what_is_said_of_a_picture_has_no_source_called_photo():
    claims = claims_of("Raid on the ford\n\nThe army attacked the ford on Monday, a guard said. It left by noon.\n\n"
                       "Photo: The guard Hadan Orel, who was killed at the ford, in May. — AP\n")  # fmt: skip
    assert not [c for c in claims if any(s.name == "Photo" for s in c.sources)]


def test_who_stops_short_of_an_accusation_makes_none():
    """The bombing was read as a fact about the one who was not accused."""
    text = "The mayor stopped short of accusing Norvia of the bombing of the mill."
    (laid,) = [c for c in claims_of(text) if c.predicate == "attack" and c.subject]
    assert ([s.name for s in laid.sources], laid.certainty) == (["mayor"], "Uu")


def test_what_follows_but_not_is_left_out():
    arms = {(c.object[0].name, c.certainty) for c in claims_of("Norvia arms the Salt Front but not the River League.")}
    assert arms == {("Salt Front", "CT+"), ("River League", "CT-")}


def test_a_headline_tells_before_its_colon_what_somebody_denies_after_it():
    assert {stance for _, _, stance in told("Pipeline blown up: Creek League denies", "disrupt")} == {
        "affirmed", "denied"
    }  # fmt: skip


def test_a_deed_that_is_claimed_has_claimed_nothing():
    text = "A masked man said raiders poisoned the wells, a deed earlier claimed in a letter by the Sons of Tarvaz."
    claims = claims_of(text)
    assert not [c for c in claims if any(s.name == "deed" for s in c.sources)]


def test_who_laughs_off_a_boast_denies_it():
    text = "Hadan Orel laughed off the coastguard's boast of having cut the militia's fuel supply."
    assert ("coastguard", "Hadan Orel", "denied") in told(text, "disrupt")


def test_a_headline_denial_says_that_they_did_not_do_it():
    assert ("Creek League", "Creek League", "denied") in told("Pipeline blown up: Creek League denies", "disrupt")


def test_what_is_neither_confirmed_nor_denied_is_named():
    text = "The army would neither confirm nor deny that shots had been exchanged at the ford."
    (claim,) = [c for c in claims_of(text) if c.predicate == "evidence_status"]
    assert [m.text for m in claim.object] == ["shots had been exchanged at the ford"]
