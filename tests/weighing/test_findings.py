"""What a finding says: who counts, for which side, as how many, and which label fits first."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.weighing.case import ACTORS, FIGHTING, REPORTS, a_claim, a_denial, a_report, a_source, an_actor

from sayso.codebook.predicates import load
from sayso.records import Claim, Document, Figure, Finding, Party, Source
from sayso.weighing import figures_clash, findings, proposition
from sayso.weighing.grades import CLASSES, Counted, fragility, grade
from sayso.weighing.parties import load_rules

CODEBOOK = load()


def weigh(*claims: Claim, documents: list[Document] | None = None) -> list[Finding]:
    held = {document.id: document for document in documents or [a_report(name) for name in REPORTS]}
    return findings([*FIGHTING, *claims], ACTORS, documents=held, codebook=CODEBOOK)


def the_finding(*claims: Claim, documents: list[Document] | None = None) -> Finding:
    """The one finding on the proposition of the first claim."""
    [finding] = [one for one in weigh(*claims, documents=documents) if claims[0].id in one.claims]
    return finding


def train(by: str | Source | None = None, report: str = "one.txt", **told: object) -> Claim:
    return a_claim("Navar Guard", "train", "Kessar Front", by=by, report=report, **told)  # type: ignore[arg-type]


def test_word_against_word_is_alleged_and_denied() -> None:
    finding = the_finding(train("Navar Guard"), a_denial("Navar Guard", "train", "Kessar Front", by="Kessar Front"))
    assert finding.grade == "alleged-and-denied"
    assert (finding.support["P"], finding.against["P"]) == (1, 1)
    assert "word against word" in finding.sentence


def test_a_voice_without_interest_against_a_denial_is_contested() -> None:
    denial = a_denial("Navar Guard", "train", "Kessar Front", by="Kessar Front")
    assert the_finding(train("Halden Institute"), denial).grade == "contested"
    assert the_finding(train(), denial).grade == "contested"


def test_only_denials_are_denied() -> None:
    assert the_finding(a_denial("Navar Guard", "train", "Kessar Front", by="Kessar Front")).grade == "denied"


def test_two_organisations_without_interest_corroborate() -> None:
    finding = the_finding(train("Halden Institute"), train("Border Monitor", "two.txt"))
    assert finding.grade == "corroborated"
    assert finding.fragility == 1
    assert finding.documents == 2


def test_one_organisation_and_a_party_against_its_interest_corroborate() -> None:
    dead = [a_claim("Varkeshi army", "casualty_count", by=by, kind="killed", day="2024-03-04", number=9,
                    unit="soldiers") for by in ("Border Monitor", "Varkeshi army")]  # fmt: skip
    finding = the_finding(*dead)
    assert (finding.support["N"], finding.support["P!"], finding.grade) == (1, 1, "corroborated")


def test_a_party_that_tells_of_its_own_dead_speaks_against_its_interest() -> None:
    lost = the_finding(a_claim("Kessar Front", "casualty_count", by="Kessar Front", kind="killed", day="2024-03-04",
                               number=14, unit="fighters"))  # fmt: skip
    assert lost.support["P!"] == 1
    assert lost.grade == "single-source"
    theirs = the_finding(a_claim("Kessar Front", "casualty_count", by="Varkeshi army", kind="killed",
                                 day="2024-03-04", number=12, unit="fighters"))  # fmt: skip
    assert theirs.grade == "party-only"


def test_opposing_parties_that_agree_are_both_sides() -> None:
    lost = [a_claim("Kessar Front", "casualty_count", by=by, kind="killed", day="2024-03-04", number=12, unit="dead")
            for by in ("Kessar Front", "Varkeshi army")]  # fmt: skip
    assert the_finding(*lost).grade == "both-sides"


def test_a_claim_of_responsibility_is_a_party_speaking_for_itself() -> None:
    raid = a_claim("Kessar Front", "attack", "Varkeshi army", by="Kessar Front", stance="alleged", day="2024-03-04")
    assert the_finding(raid).grade == "party-only"


def test_unnamed_sources_never_add_up() -> None:
    people = ("two doctors", "an aid worker", "three residents")
    whispers = [train(a_source(name, "unnamed"), report) for name, report in zip(people, REPORTS, strict=False)]
    finding = the_finding(*whispers)
    assert finding.grade == "single-source"
    assert finding.support["X"] == 1
    assert any("apart" in doubt for doubt in finding.undecided)


def test_an_unnamed_fighter_is_a_voice_of_his_side() -> None:
    fighter = a_source("Navar Guard fighter", "unnamed", cue="claimed", side="Navar Guard")
    finding = the_finding(train(fighter, stance="alleged"))
    assert finding.grade == "party-only"
    assert finding.roots[0].name == "Navar Guard (Navar Guard fighter)"


def test_the_reports_own_voice_is_background_however_many_print_it() -> None:
    finding = the_finding(*(train(None, report) for report in REPORTS))
    assert finding.grade == "unsourced"
    assert finding.support["U"] == len(REPORTS)


def test_a_story_printed_in_two_papers_is_one_voice() -> None:
    story = "DORVAN, 12 March (Northern Wire) — The Navar Guard trains the Kessar Front in the hills, it is understood."
    documents = [a_report("one.txt", story, "Northern Wire"), a_report("two.txt", story, "Daily Lantern")]
    finding = the_finding(train(), train(None, "two.txt"), documents=documents)
    assert finding.support["U"] == 1


def test_a_reprint_that_cuts_the_credit_is_still_the_same_passage() -> None:
    story = "The Navar Guard trains men of the Kessar Front at two camps in the hills above the border, it is thought."
    documents = [a_report("one.txt", story, "Northern Wire"), a_report("two.txt", story + " It goes on.", "Lantern")]
    finding = the_finding(train(), train(None, "two.txt"), documents=documents)
    assert finding.support["U"] == 1
    assert finding.roots[0].merged_because == ("one report repeats the other's passage",)


def test_a_reprint_that_loses_the_source_is_the_same_root() -> None:
    words = "is training fighters of the Kessar Front at two camps"
    finding = the_finding(
        train("Navar Guard", quote=words), train(None, "two.txt", quote=words),
        a_denial("Navar Guard", "train", "Kessar Front", by="Kessar Front"))  # fmt: skip
    assert finding.grade == "alleged-and-denied"
    assert finding.roots[0].merged_because == ("one report repeats the other's words",)


def test_an_armed_group_is_nobodys_bystander() -> None:
    quiet = a_claim("Halden Institute", "publish", "report", by="Navar Guard")
    assert the_finding(quiet).support["P"] == 1


def test_what_an_outlet_says_is_its_own_voice_whoever_retells_it() -> None:
    assert the_finding(train(a_source("Northern Wire", "organisation"))).grade == "unsourced"


def test_a_partys_own_statement_is_a_party_speaking() -> None:
    ours = [a_report("one.txt", "The Navar Guard trains the Kessar Front.", "Ministry of Defence")]
    assert the_finding(a_claim("Ondaria", "support", "Kessar Front"), documents=ours).grade == "party-only"
    state_agency = [a_report("one.txt", "Ondaria supports the Kessar Front.", "Varkesh News Agency")]
    assert the_finding(a_claim("Ondaria", "support", "Kessar Front"), documents=state_agency).grade == "unsourced"


def test_the_state_is_one_root_through_all_its_mouths() -> None:
    by = ("Varkeshi army", "Ministry of Defence", "Varkesh")
    said = [a_claim("Ondaria", "support", "Kessar Front", by=one, report=REPORTS[place])
            for place, one in enumerate(by)]  # fmt: skip
    finding = the_finding(*said)
    assert finding.support["P"] == 1
    assert finding.grade == "party-only"
    assert finding.roots[0].merged_because == ("one side and its chain of command",)


def test_a_spokesman_speaks_for_his_group_once_a_report_says_whose_he_is() -> None:
    post = a_claim("Joran Tesk", "holds_role", "Kessar Front", kind="spokesman")
    denial = a_denial("Navar Guard", "train", "Kessar Front", by="Joran Tesk")
    finding = the_finding(train("Navar Guard"), denial, post)
    assert finding.grade == "alleged-and-denied"


def test_people_known_by_name_alone_may_belong_together() -> None:
    finding = the_finding(train("Halden Institute"), train("Lena Ostrik", "two.txt"))
    assert finding.grade == "single-source"
    assert any("independently is not decided" in doubt for doubt in finding.undecided)
    employed = a_claim("Lena Ostrik", "holds_role", "Halden Institute", kind="analyst")
    assert the_finding(train("Border Monitor"), train("Lena Ostrik", "two.txt"), employed).grade == "corroborated"


def test_the_possible_the_open_and_the_expected_are_listed_and_never_counted() -> None:
    finding = the_finding(
        train("Halden Institute", certainty="PS+"), train("Border Monitor", "two.txt", stance="predicted"),
        train(a_source("unnamed", "unnamed"), "three.txt", certainty="Uu"),
    )  # fmt: skip
    assert (finding.grade, finding.listed, finding.fragility) == ("listed-only", 3, 0)


def test_direction_matters_unless_the_tie_is_mutual() -> None:
    there, back = train(), a_claim("Kessar Front", "train", "Navar Guard")
    assert the_finding(there, back).claims == (there.id,)
    one, other = (a_claim(*ends) for ends in (("Navar Guard", "clash", "Kessar Front"),
                                              ("Kessar Front", "clash", "Navar Guard")))  # fmt: skip
    assert set(the_finding(one, other).claims) == {one.id, other.id}


@pytest.mark.parametrize("people", ["fighters of the Kessar Front", "two Kessar Front commanders"])
def test_who_trains_a_groups_fighters_trains_the_group(people: str) -> None:
    said = a_claim("Navar Guard", "train", people, report="two.txt")
    assert said.id in the_finding(train(), said).claims


def test_a_groups_victims_are_not_the_group_nor_are_its_dead() -> None:
    helped = a_claim("Navar Guard", "support", "victims of the Kessar Front")
    supported = a_claim("Navar Guard", "support", "Kessar Front")
    assert helped.id not in the_finding(supported, helped).claims
    killed = a_claim("Navar Guard", "kill", "fighters of the Kessar Front", day="2024-03-04")
    fought = a_claim("Navar Guard", "kill", "Kessar Front", day="2024-03-04")
    assert killed.id not in the_finding(fought, killed).claims


def test_a_tie_denied_at_one_level_is_silent_on_the_others() -> None:
    tactical = a_claim("Navar Guard", "cooperates_with", "Kessar Front", by="Halden Institute", kind="tactical")
    alliance = a_claim("Navar Guard", "cooperates_with", "Kessar Front", by="Border Monitor", kind="formal_alliance",
                       certainty="CT-")  # fmt: skip
    assert the_finding(tactical, alliance).grade == "single-source"
    assert the_finding(alliance, tactical).grade == "denied"


def test_training_and_arms_both_come_to_support_and_a_root_counts_once() -> None:
    weapons = a_claim("Navar Guard", "supply_weapons", "Kessar Front", by="Border Monitor", report="two.txt")
    [support] = [one for one in weigh(train("Halden Institute"), weapons) if one.predicate == "support"]
    assert (support.grade, support.support["N"]) == ("corroborated", 2)
    assert set(support.entailed) == set(support.claims)
    [alone] = [one for one in weigh(train("Border Monitor"), weapons) if one.predicate == "support"]
    assert (alone.grade, alone.support["N"]) == ("single-source", 1)


def test_nothing_that_follows_is_a_finding_where_only_one_thing_is_said() -> None:
    assert {one.predicate for one in weigh(train("Halden Institute")) if one.entailed} == set()


def test_who_denies_all_support_denies_the_training_and_who_denies_training_not_all_support() -> None:
    denial = a_denial("Navar Guard", "support", "Kessar Front", by="Kessar Front", report="two.txt")
    found = {one.predicate: one.grade for one in weigh(train("Halden Institute"), denial)}
    assert (found["train"], found["support"]) == ("contested", "contested")
    support = a_claim("Navar Guard", "support", "Kessar Front", by="Halden Institute")
    no_training = a_denial("Navar Guard", "train", "Kessar Front", by="Kessar Front", report="two.txt")
    assert the_finding(support, no_training).grade == "single-source"


def test_who_is_run_by_another_is_supported_by_it() -> None:
    run = a_claim("Kessar Front", "proxy_of", "Navar Guard", by="Halden Institute")
    support = a_claim("Navar Guard", "support", "Kessar Front", by="Border Monitor", report="two.txt")
    assert the_finding(support, run).grade == "corroborated"


def test_that_a_raid_happened_may_rest_on_both_sides_and_who_did_it_on_one() -> None:
    told = {"day": "2024-03-04", "place": "Dorvan"}
    claimed = a_claim("Kessar Front", "attack", "army base", by="Kessar Front", **told)  # type: ignore[arg-type]
    happened = a_claim(None, "attack", "army base", report="two.txt", **told)  # type: ignore[arg-type]
    dead = a_claim("Varkeshi army", "casualty_count", "raid", by="Varkeshi army", report="two.txt", kind="killed",
                   number=9, unit="soldiers", **told)  # type: ignore[arg-type]
    assert the_finding(happened, claimed, dead).grade == "both-sides"
    assert [one.grade for one in weigh(happened, claimed, dead)
            if one.predicate == "attack" and one.subject.name == "Kessar Front" and claimed.id in one.claims
            and happened.id not in one.claims] == ["party-only"]  # fmt: skip


def test_who_denies_that_anybody_was_killed_denies_the_death_and_who_denies_having_killed_does_not() -> None:
    death = a_claim("Joran Tesk", "dies", by="Kessar Front")
    nobody = a_denial("", "kill", "Joran Tesk", by="Varkeshi army", report="two.txt")
    assert the_finding(death, nobody).grade in ("contested", "alleged-and-denied")
    not_us = a_denial("Varkeshi army", "kill", "Joran Tesk", by="Varkeshi army", report="two.txt")
    assert the_finding(death, not_us).against == dict.fromkeys(CLASSES, 0)


def test_two_who_differ_are_four_voices_for_a_difference_until_somebody_says_they_do_not() -> None:
    def ground(report: str, certainty: str) -> Claim:
        return a_claim("Navar Guard", "common_ground", "Kessar Front", kind="ideology", report=report,
                       quote=f"they differ, {report}", certainty=certainty)  # type: ignore[arg-type]

    apart = [ground(report, "CT-") for report in REPORTS[:3]]
    finding = the_finding(*apart)
    assert (finding.grade, finding.support["U"], finding.differ) == ("unsourced", 3, True)
    assert proposition(finding) == "Kessar Front and Navar Guard differ in ideology"
    assert the_finding(*apart, ground("four.txt", "CT+")).grade == "contested"


def test_an_adversary_that_tells_of_a_groups_rise_speaks_against_its_interest() -> None:
    rise = a_claim("Kessar Front", "trend", "attacks", by="Varkeshi army", kind="rise", day="2024-03-04")
    assert the_finding(rise).support["P!"] == 1
    assert the_finding(replace(rise, kind="fall")).support["P"] == 1


def test_two_who_are_told_to_hold_one_office_speak_against_each_other() -> None:
    posts = [replace(a_claim(name, "holds_role", "Kessar Front", kind="spokesman", day="2024-03-04", by=by),
                     roles=(("role", "current spokesman"),))
             for name, by in (("Joran Tesk", "Border Monitor"), ("Lena Ostrik", "Halden Institute"))]  # fmt: skip
    finding = next(one for one in weigh(*posts) if one.subject.name == "Joran Tesk" and one.predicate == "holds_role")
    assert (finding.support["N"], finding.against["N"], finding.grade) == (1, 1, "contested")


def test_two_reports_of_one_family_are_one_voice() -> None:
    family = [train(a_source(name, "document"), report) for name, report in (
        ("UN Panel of Experts report", "one.txt"), ("Security Council monitoring report", "two.txt"))]  # fmt: skip
    finding = the_finding(*family)
    assert (finding.support["N"], finding.grade) == (1, "single-source")
    assert finding.roots[0].merged_because == ("one family of reports: United Nations reporting",)


def test_a_former_fighter_speaks_for_nobody() -> None:
    left = a_source("former Navar Guard fighter", "unnamed", side="Navar Guard")
    said = [train("Navar Guard"), train(left, "two.txt")]
    finding = the_finding(*said)
    assert (finding.support["P"], finding.support["X"], finding.grade) == (1, 1, "single-source")


def test_a_survey_with_a_country_in_its_title_is_not_that_country() -> None:
    ours = a_claim("Ondaria", "support", "Kessar Front", by=a_source("Varkesh Security Survey", "document"))
    assert the_finding(ours).support["N"] == 1
    theirs = a_claim("Ondaria", "support", "Kessar Front", by=a_source("Varkeshi officials", "unnamed"))
    assert the_finding(theirs).support["P"] == 1


def test_two_raids_a_month_apart_stay_two() -> None:
    early = a_claim("Kessar Front", "attack", "Varkeshi army", by="Border Monitor", day="2024-03-04")
    late = a_claim("Kessar Front", "attack", "Varkeshi army", by="Halden Institute", day="2024-04-09")
    assert the_finding(early, late).claims == (early.id,)
    vague = a_claim("Kessar Front", "attack", "Varkeshi army", by="Halden Institute", report="two.txt")
    assert vague.id not in the_finding(early, late, vague).claims, "which raid it means is not decided"


def test_raids_on_one_day_in_two_towns_stay_two() -> None:
    here = a_claim("Kessar Front", "attack", "Varkeshi army", day="2024-03-04", place="Dorvan")
    there = a_claim("Kessar Front", "attack", "Varkeshi army", day="2024-03-04", place="Ashkel")
    assert the_finding(here, there).claims == (here.id,)


def test_reports_at_the_head_of_a_sentence_are_nobody_in_particular() -> None:
    assert the_finding(train(a_source("Reports", "document"))).support["X"] == 1
    assert the_finding(train(a_source("Dorvan Security Survey", "document"))).support["N"] == 1


def test_slots_are_graded_apart() -> None:
    dead = [a_claim("soldiers", "casualty_count", by=by, report=report, kind="killed", day="2024-03-04", number=number,
                    unit="soldiers", place="Dorvan")
            for by, report, number in (("Border Monitor", "one.txt", 14), ("Halden Institute", "two.txt", 9))]
    finding = the_finding(*dead)
    assert finding.grade == "corroborated"
    assert finding.slots == {"place": "corroborated", "time": "corroborated", "value": "contested"}


def test_a_finding_reads_as_english() -> None:
    finding = the_finding(train("Halden Institute"), a_denial("Navar Guard", "train", "Kessar Front",
                                                              by="Kessar Front"))  # fmt: skip
    assert proposition(finding) == "Navar Guard trains Kessar Front"
    assert finding.sentence == (
        "Said by Halden Institute; denied by Kessar Front, a party: the sources contradict each other.")


def test_every_predicate_of_the_codebook_has_its_words() -> None:
    kinds = {f"{predicate.id}/{kind}" for predicate in CODEBOOK for kind in predicate.kinds}
    stages = {"agree/concluded", "agree/ended"}
    told = {words for words in load_rules("phrases") if not words.endswith("/differ")}
    assert told - kinds - stages == {predicate.id for predicate in CODEBOOK}
    minus = load_rules("entailment")["kinds"]["telling_minus"]
    assert {f"{predicate}/differ" for predicate in minus} <= set(load_rules("phrases"))


@pytest.mark.parametrize(
    ("subject", "predicate", "kind", "clause"),
    [
        ("foreign countries", "support", None, "foreign countries support Kessar Front"),
        ("fighters of the Navar Guard", "linked_to", None, "fighters of the Navar Guard are linked to Kessar Front"),
        ("Varkeshi Armed Forces", "support", None, "Varkeshi Armed Forces supports Kessar Front"),
        ("leader of three groups", "support", None, "leader of three groups supports Kessar Front"),
        ("four groups", "merge_into", None, "four groups merged into Kessar Front"),
        ("Navar Guard", "regards", "distrust", "Navar Guard distrusts Kessar Front"),
        ("Lena Ostrik", "holds_role", "head", "Lena Ostrik heads Kessar Front"),
    ],
)
def test_a_proposition_agrees_with_its_subject(subject: str, predicate: str, kind: str | None, clause: str) -> None:
    finding = the_finding(train("Halden Institute"))
    told = replace(finding, subject=Party(name=subject), object=Party(name="Kessar Front"), predicate=predicate,
                   kind=kind)  # fmt: skip
    assert proposition(told) == clause


def test_who_calls_it_unlikely_is_not_said_to_expect_it() -> None:
    finding = the_finding(train("Halden Institute", certainty="PR-", stance="predicted"))
    assert finding.sentence == "1 claim only doubts it: nobody asserts it outright."


@pytest.mark.parametrize(
    ("one", "other", "clash"),
    [
        (Figure(text="9", low=9, best=9, high=9), Figure(text="14", low=14, best=14, high=14), True),
        (Figure(text="at least 9", low=9), Figure(text="14", best=14), False),
        (Figure(text="more than 30", low=30), Figure(text="9", best=9), True),
        (Figure(text="9 men", best=9, unit="men"), Figure(text="14 guns", best=14, unit="guns"), False),
        (Figure(text="none", low=0, best=0, high=0), Figure(text="1 to 3", low=1, high=3), True),
    ],
)
def test_figures_clash_where_their_ranges_do_not_meet(one: Figure, other: Figure, clash: bool) -> None:
    assert figures_clash(one, other) is figures_clash(other, one) is clash


# -- what never changes a finding ----------------------------------------------------------------------------------

sources = st.one_of(
    st.none(),
    st.sampled_from(["Kessar Front", "Navar Guard", "Varkeshi army", "Halden Institute", "Border Monitor",
                     "Lena Ostrik", "Pavel Talven"]),
    st.sampled_from([a_source("officials", "unnamed"), a_source("officials", "unnamed", side="Varkesh"),
                     a_source("two doctors", "unnamed"), a_source("Northern Wire", "organisation")]),
)  # fmt: skip
said_things = st.lists(
    st.builds(
        lambda ends, predicate, by, report, sure, day, place: a_claim(
            *ends[:1], predicate, ends[1], by=by, report=report, stance=sure[0], certainty=sure[1], day=day,
            place=place),
        st.permutations(["Navar Guard", "Kessar Front", "Varkeshi army"]),
        st.sampled_from(["train", "support", "proxy_of", "clash", "attack", "kill", "dies", "cooperates_with",
                         "common_ground", "present_in", "claim_responsibility", "casualty_count"]), sources,
        st.sampled_from(REPORTS),
        st.sampled_from([("affirmed", "CT+"), ("denied", "CT-"), ("affirmed", "PS+"), ("predicted", "CT+")]),
        st.sampled_from([None, "2024-03-04", "2024-03-05", "2024-05-01"]), st.sampled_from([None, "Dorvan", "Ashkel"]),
    ),
    max_size=12, unique_by=lambda claim: claim.id,
)  # fmt: skip
LADDER = ("listed-only", "unsourced", "party-only", "single-source", "both-sides", "corroborated")


@given(said_things, st.randoms(use_true_random=False))
def test_the_order_of_reading_never_changes_a_finding(said: list[Claim], rng: object) -> None:
    shuffled = rng.sample(said, k=len(said))  # type: ignore[attr-defined]
    assert weigh(*said) == weigh(*shuffled)


@given(said_things)
def test_a_report_on_others_changes_no_finding(said: list[Claim]) -> None:
    elsewhere = a_claim("Harbour League", "attack", "Coast Guard", by="Port Office", report="far.txt")
    after = findings([*FIGHTING, *said, elsewhere], [*ACTORS, an_actor("Port Office", "ORG")],
                     documents={f"d-{name}": a_report(name) for name in REPORTS}, codebook=CODEBOOK)  # fmt: skip
    assert [one for one in after if elsewhere.id not in one.claims] == weigh(*said)


@given(said_things)
def test_a_copied_report_never_raises_a_grade(said: list[Claim]) -> None:
    text = "The same words stand in both papers, from the first of them to the last of them."
    documents = [a_report(name, text) for name in (*REPORTS, "copy.txt")]
    copied = [replace(claim, id=claim.id + "copy", document="copy.txt", document_id="d-copy.txt")
              for claim in said if claim.document == "one.txt"]  # fmt: skip
    before = {one.id: one for one in weigh(*said, documents=documents)}
    for after in weigh(*said, *copied, documents=documents):
        assert LADDER.index(after.grade) <= LADDER.index(before[after.id].grade) if after.grade in LADDER else (
            after.grade == before[after.id].grade)  # fmt: skip


@given(said_things)
def test_every_claim_is_in_a_finding_and_every_counted_claim_in_a_root(said: list[Claim]) -> None:
    found = weigh(*said)
    assert {id for one in found for id in one.claims} == {claim.id for claim in (*FIGHTING, *said)}
    for one in found:
        assert {id for root in one.roots for id in root.claims} == set(one.claims)
        assert len({other.id for other in found}) == len(found)


counted = st.builds(Counted, st.sampled_from(["for", "against"]), st.sampled_from(CLASSES),
                    st.sampled_from([None, "a", "b", "c"]))  # fmt: skip


@given(st.lists(counted, max_size=6) | st.lists(counted.map(lambda root: root._replace(stance="for")), max_size=6))
def test_fragility_is_the_fewest_roots_whose_removal_changes_the_grade(roots: list[Counted]) -> None:
    def opposed(one: str, other: str) -> bool:
        return {one, other} in ({"a", "b"}, {"b", "c"})

    label = grade(roots, opposed)
    tried = (
        removed for removed in range(1, len(roots) + 1)
        if any(grade(left, opposed) != label for left in combinations(roots, len(roots) - removed))
    )  # fmt: skip
    assert fragility(roots, opposed) == next(tried, 0)


def test_a_thing_that_everybody_says_is_weighed_at_once() -> None:
    assert fragility([Counted("for", "N", str(house)) for house in range(500)], lambda one, other: False) == 499
