"""Who does what to whom: each sentence taught the reader something, which stands beside it."""

from __future__ import annotations

import pytest
from tests.support.reading import claims_of

# (what the sentence teaches, the sentence, predicate, subject, object)
SENTENCES = [
    ("active verb", "Kessar Front gunmen ambushed an army patrol near Dolna.", "attack", "Kessar Front", "army patrol"),
    ("passive with its agent", "The army patrol was ambushed by the Kessar Front.", "attack", "Kessar Front",
     "army patrol"),
    ("a deed told by its noun under a light verb", "The Kessar Front carried out an attack on the barracks.", "attack",
     "Kessar Front", "barracks"),
    ("whom a strike killed is whom it hit", "Five soldiers were killed in an attack by the Kessar Front.", "attack",
     "Kessar Front", "soldiers"),
    ("the gerund after `accuse … of` belongs to the accused", "Norvia accused Selmara of arming the Kessar Front.",
     "supply_weapons", "Selmara", "Kessar Front"),
    ("the backer stands before the participle", "The Norvia-backed militia left the town.", "support", "Norvia",
     "militia"),
    ("people of a group act as the group", "Norvian officers trained fighters from the Kessar Liberation Army (KLA).",
     "train", "Norvian officers", "KLA"),
    ("a relative pronoun stands for its noun",
     "The Lowland League, which split from the Peasant Front in 2014, is small.",
     "split_from", "Lowland League", "Peasant Front"),
    ("most of the recruits are recruits", "Most of the recruits were trained by Norvian officers.", "train",
     "Norvian officers", "recruits"),
    ("what a strike destroyed is what it hit",
     "Norvian forces flew five strikes on Monday. Near the ford, one strike destroyed a fuel depot.", "attack",
     "Norvian forces", "fuel depot"),
    ("what killed people was an attack on them", "A bombing in Dolna that killed six miners went unclaimed.", "attack",
     "", "six miners"),
    ("what stands after two deeds goes with both",
     "Air strikes and shelling of Dolna by the Norvian army went on all night.", "attack", "Norvian army", "Dolna"),
    ("a body named after the words that describe it is meant by them",
     "The mill was burned by a little-known rebel group, the Kessar Liberation Front (KLF).", "disrupt", "KLF", "mill"),
    ("a kind that fits beats one that may stand for it",
     "Police freed the medics whom the Salt River Volunteers had captured.", "abduct", "Volunteers", "medics"),
    ("people called after their country are people, not the country",
     "Some 40,000 Kenyans now live in the valley.", "present_in", "Kenyans", "valley"),
    ("those who are offered something stand before it", "In return, the Front offers KLF logistical support.",
     "supply_materiel", "Front", "KLF"),
    ("`their` beside a name picks up that name",
     "The ministry taped calls between the rebels and their handlers abroad.", "proxy_of", "rebels", "handlers abroad"),
    ("an ally is whoever the word says it is", "The Norvian army and its Kessar Front allies left.", "cooperates_with",
     "Kessar Front", "Norvian army"),
    ("under investigation is being investigated", "The shooting is under investigation.", "investigate", "",
     "shooting"),
    ("an army's unit stands before the one it belongs to",
     "Soldiers of the 3rd Battalion, 12th River Regiment, left.", "part_of", "3rd Battalion", "12th River Regiment"),
    ("whose effort it is stands around the phrase", "In efforts to calm the herders, Norvia sent envoys.", "has_goal",
     "Norvia", "calm the herders"),
    ("who is accused of a deed did it, in the accuser's words", "Selmara accused Norvia of the bombing.", "attack",
     "Norvia", ""),
    ("what is enjoyed comes from others", "The Kessar Front enjoys the backing of the hill clans.", "support",
     "hill clans", "Kessar Front"),
    ("whose the money is gave it", "The coastguard chief took Norwegian cash.", "fund", "Norway", "coastguard chief"),
    ("a headline tells what is to come with an infinitive", "Selmara to free sixty prisoners.", "release", "Selmara",
     "sixty prisoners"),
    ("`the latter` is the second of two",
     "The envoy met Oren Vale and Dara Moss. The latter was gunned down at the mill.", "kill", "", "Dara Moss"),
    ("capitals throughout are no names throughout",
     "GUNMEN OF THE KESSAR FRONT ATTACKED A BARRACKS IN DOLNA ON MONDAY, THE ARMY SAID.", "attack", "KESSAR FRONT",
     "BARRACKS"),
    ("who calls somebody a threat fears it", "The envoy said the Kessar Front was a threat to every village.",
     "regards", "envoy", "Kessar Front"),
    ("an office at a body is the body's",
     "Mira Tolan, deputy director of the Asia desk at the Salt Institute, left.", "holds_role", "Mira Tolan",
     "Salt Institute"),
    ("a commander's body stands after a comma", "Oren Vale, commander, Gulf Task Force, left.", "holds_role",
     "Oren Vale", "Gulf Task Force"),
    ("the boats of a force do what the force does", "The coastguard's boats carry heavy rifles.", "possesses",
     "coastguard", "heavy rifles"),
    ("what a body is focused on doing is its aim", "The Kessar Front is focused on defeating the army.", "has_goal",
     "Kessar Front", "defeating the army"),
    ("the aim of a strike is the striker's",
     "Bridges were hit by Norvian air strikes with the aim of isolating the town.", "has_goal", "Norvian",
     "isolating the town"),
    ("both who met are the two men", "Oren Vale met Dara Moss in the port. The two men discussed the price of salt.",
     "talks", "Oren Vale", "Dara Moss"),
    ("under somebody's control is controlled by them", "The town of Dolna is still under Kessar Front control.",
     "controls", "Kessar", "town of Dolna"),
    ("who calls a deed an outrage condemns it", "The envoy said this was an indefensible attack.", "regards", "envoy",
     "indefensible attack"),
    ("a site may bring about what people do", "The radar may explain the front's reluctance to fly drones.",
     "contributes_to", "radar", "reluctance"),
    ("whatever is wanted is the aim", "The Kessar Front wants a federal Kharistan with its own language.", "has_goal",
     "Kessar Front", "federal Kharistan"),
    ("what stands before a deed may be what it hit", "Highway blockades followed the arrests.", "disrupt", "",
     "Highway"),
    ("a bare title means the person last named with it",
     "Interior Minister Oren Vale spoke at noon. The minister accused the Kessar Front.", "accuse", "Oren Vale",
     "Kessar Front"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("lesson", "sentence", "predicate", "subject", "object"), SENTENCES, ids=[s[0] for s in SENTENCES]
)
def test_the_words_say_who_did_what_to_whom(lesson, sentence, predicate, subject, object):
    found = [c for c in claims_of(sentence) if c.predicate == predicate]
    assert any(
        (not (subject or c.subject) or any(subject in m.name or m.name in subject for m in c.subject))
        and (not (object or c.object) or any(object in m.name or m.name in object for m in c.object))
        for c in found
    ), [(c.predicate, c.subject, c.object) for c in claims_of(sentence)]


def test_a_tie_towards_two_named_groups_is_two_claims():
    objects = {
        c.object[0].name
        for c in claims_of("Norvia funds the Kessar Front and the Lowland League.")
        if c.predicate == "fund"
    }
    assert objects == {"Kessar Front", "Lowland League"}


def test_a_deed_only_mentioned_again_is_not_told_again():
    told = claims_of("Gunmen killed the envoy Bram Ost on Monday. The killing of the envoy shocked the city.")
    assert [c.predicate for c in told].count("kill") == 1


def test_who_speaks_after_a_quotation_takes_no_part_in_it():
    """The commander who tells of the access was read as giving it, and the quote ran on over his name."""
    [access] = [
        claim for claim in claims_of(
            "“In return, the Reed Army is providing us with access into Dolnistan”, the KLF commander, who asked not "
            "to be named, said."
        ) if claim.predicate == "territory_access"
    ]  # fmt: skip
    assert [m.text for m in access.subject] == ["Reed Army"]
    assert access.quote == "In return, the Reed Army is providing us with access into Dolnistan"


def test_a_country_in_a_quotation_is_no_member_of_its_speakers_group():
    told = claims_of("“The League is giving us shelter in Dolnistan”, an LiN fighter from the hills, told the Courier.")
    assert told
    assert "member_of" not in {claim.predicate for claim in told}


def test_a_noun_before_a_number_is_no_part_of_what_is_counted():
    """The ford was read as who struck."""
    told = claims_of("Near the ford two air strikes destroyed a tank of the Lowland League.")
    assert told
    assert not [m for claim in told for m in claim.subject if "ford" in m.text]


def test_a_plain_trade_of_goods_is_no_act_of_war():
    assert not [
        c for c in claims_of("The cooks attacked the pile of onions.") if c.object and c.object[0].kind in {"SEC", "AG"}
    ]


def test_every_claim_names_its_rule_and_quotes_its_words():
    for claim in claims_of("The Kessar Front attacked the barracks, an official said."):
        assert claim.rule
        assert claim.quote
        assert claim.trigger is not None


def test_strikes_that_go_on_are_no_walkout():
    assert "protest" not in {c.predicate for c in claims_of("The army's air strikes on Dolna went on all night.")}


def test_who_struck_in_a_new_attack_is_not_taken_from_an_earlier_one():
    told = claims_of("The Kessar Front launched an attack on Dolna. Two days later an attack killed six miners.")
    assert [c.subject for c in told if c.predicate == "attack" and "miners" in c.quote] == [()]


def test_who_support_each_other_each_supports_the_other():
    claims = claims_of("The Kessar Front and the Lowland League support each other.")
    pairs = {(c.subject[0].name, c.object[0].name) for c in claims if c.predicate == "support"}
    assert pairs == {("Kessar Front", "Lowland League"), ("Lowland League", "Kessar Front")}


def test_two_refusals_of_different_things_are_two_claims():
    claims = claims_of("Selmara refused to hand over the fugitive and declined to pay the fine.")
    assert len([c for c in claims if c.predicate == "refuse"]) == 2


def test_the_word_of_those_whose_films_are_shared_is_spread():
    claims = claims_of("The Kessar Front is armed. Its films are shared by the Lowland League.")
    spread = [(c.subject[0].name, c.object[0].name) for c in claims if c.predicate == "amplify"]
    assert spread == [("Lowland League", "Kessar Front")]


def test_a_building_called_after_its_holder_is_no_territory_held():
    assert "controls" not in {c.predicate for c in claims_of("A strike burned three League-held buildings.")}


def test_what_sort_of_bomb_it_was_is_not_whom_it_hit():
    attacks = [c for c in claims_of("Rebels carried out barrel bomb attacks in Norway.") if c.predicate == "attack"]
    assert attacks
    assert not [m for c in attacks for m in c.object if "bomb" in m.name.lower()]
