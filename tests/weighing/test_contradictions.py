"""What cannot both hold, by kind, and what only looks so."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from tests.weighing.case import ACTORS, REPORTS, a_claim, a_denial, a_report
from tests.weighing.test_findings import said_things, train, weigh

from sayso.codebook.predicates import load
from sayso.records import Block, Claim, Contradiction, Document, Figure, Place, Time
from sayso.weighing import Geography, contradictions

CODEBOOK = load()
AROUND = {"Dorvan": ("Upper Province", "Varkesh"), "Upper Province": ("Varkesh",), "Port Imra": ("Ondaria",)}


def opposed(*claims: Claim, documents: list[Document] | None = None) -> list[Contradiction]:
    held = {document.id: document for document in documents or [a_report(name) for name in REPORTS]}
    return contradictions(claims, ACTORS, documents=held, codebook=CODEBOOK,
                          geography=Geography(lambda name: (name, *AROUND.get(name, ()))))  # fmt: skip


def kinds(*claims: Claim, documents: list[Document] | None = None) -> list[tuple[str, str]]:
    return [(one.kind, one.verdict) for one in opposed(*claims, documents=documents)]


def test_a_claim_and_its_denial_contradict_each_other() -> None:
    said, denied = train("Navar Guard"), a_denial("Navar Guard", "train", "Kessar Front", by="Kessar Front")
    [found] = opposed(said, denied)
    assert (found.kind, found.verdict) == ("opposed", "contradiction")
    assert (found.left, found.right) == ((said.id,), (denied.id,))
    assert not found.itself


def test_a_report_against_itself_is_marked() -> None:
    [found] = opposed(train(), train(certainty="CT-"))
    assert found.itself


def test_a_denial_of_all_support_denies_the_training() -> None:
    denied = a_denial("Navar Guard", "support", "Kessar Front", by="Kessar Front", report="two.txt")
    assert kinds(train("Border Monitor"), denied) == [("opposed", "contradiction")]


def test_a_denied_alliance_is_silent_on_tactical_help_but_not_on_an_alliance() -> None:
    def together(level: str, **told: object) -> Claim:
        return a_claim("Navar Guard", "cooperates_with", "Kessar Front", kind=level, **told)  # type: ignore[arg-type]

    denial = together("sustained", by="Border Monitor", certainty="CT-")
    assert kinds(together("tactical"), denial) == []
    assert kinds(together("formal_alliance"), denial) == [("level", "contradiction")]
    assert kinds(together("formal_alliance"), together("sustained", certainty="PR-", stance="predicted")) == [
        ("level", "tension")]  # fmt: skip


def dead(number: float, report: str, day: str = "2024-03-04", place: str = "Dorvan") -> Claim:
    return a_claim("soldiers", "casualty_count", "raid", by="Border Monitor", report=report, kind="killed", day=day,
                   number=number, unit="soldiers", place=place)  # fmt: skip


def test_two_figures_of_one_raid_clash_and_of_two_raids_only_look_so() -> None:
    assert kinds(dead(9, "one.txt"), dead(14, "two.txt")) == [("figures", "contradiction")]
    assert kinds(dead(9, "one.txt"), dead(14, "two.txt", place="Port Imra")) == [("figures", "look-alike")]
    assert kinds(dead(9, "one.txt"), dead(14, "two.txt", day="2024-03-29")) == [("figures", "look-alike")]
    assert kinds(dead(9, "one.txt"), dead(14, "two.txt", day="2023-03-04")) == []


def test_parts_are_no_clash_unless_they_are_more_than_the_whole() -> None:
    text = "The army lost 9 soldiers, including 4 officers and 7 conscripts."
    held = [a_report("one.txt", text)]
    numbers = {words: replace(dead(number, "one.txt"), id=words, quote=words, start=text.index(words),
                              end=text.index(words) + len(words))
               for words, number in (("9 soldiers", 9), ("4 officers", 4), ("7 conscripts", 7))}  # fmt: skip
    assert kinds(numbers["9 soldiers"], numbers["4 officers"], documents=held) == []
    assert ("total", "contradiction") in kinds(*numbers.values(), documents=held)


def test_a_part_of_the_country_may_have_less_than_the_country_and_not_more() -> None:
    country = replace(dead(26, "one.txt"), place=(Place(text="Varkesh", name="Varkesh"),))
    assert kinds(country, dead(11, "two.txt")) == []
    assert kinds(country, dead(30, "two.txt")) == [("figures", "contradiction")]
    both = replace(dead(26, "one.txt"), place=tuple(Place(text=name, name=name) for name in ("Dorvan", "Port Imra")))
    assert kinds(both, dead(11, "one.txt"), dead(15, "one.txt", place="Port Imra")) == []


def test_what_one_voice_counts_twice_without_a_place_may_be_two_counts() -> None:
    told = [replace(dead(number, "one.txt"), place=()) for number in (26, 11)]
    assert kinds(*told) == []
    assert kinds(*(replace(claim, place=(Place(text="Dorvan", name="Dorvan"),)) for claim in told)) == [
        ("figures", "contradiction")]  # fmt: skip


def test_a_percentage_that_does_not_fit_its_counts() -> None:
    told = a_claim("Kessar Front", "attack", "Varkeshi army", quote="30 of the 120 raids (40 percent) hit the army")
    assert ("percentage", "contradiction") in kinds(told)
    right = a_claim("Kessar Front", "attack", "Varkeshi army", quote="30 of the 120 raids (25 percent) hit the army")
    assert kinds(right) == []


def test_a_group_that_lacks_a_province_has_no_base_in_its_town() -> None:
    base = a_claim("Kessar Front", "present_in", "Dorvan", by="Border Monitor")
    lacks = a_claim("Kessar Front", "present_in", "Upper Province", certainty="CT-", report="two.txt")
    assert kinds(base, lacks) == [("place", "contradiction")]
    elsewhere = a_claim("Kessar Front", "present_in", "Port Imra", by="Border Monitor")
    assert kinds(elsewhere, lacks) == []


def test_nobody_dies_on_two_days() -> None:
    early, late = (a_claim(None, "kill", "Joran Tesk", by=by, day=day)
                   for by, day in (("Border Monitor", "2024-03-04"), ("Halden Institute", "2024-04-04")))
    assert ("date", "contradiction") in kinds(early, late)


def test_an_office_that_one_holds_is_not_held_by_two() -> None:
    posts = [replace(a_claim(name, "holds_role", "Kessar Front", kind="spokesman", day="2024-03-04", by=by),
                     roles=(("role", "current spokesman"),))
             for name, by in (("Joran Tesk", "Border Monitor"), ("Lena Ostrik", "Halden Institute"))]  # fmt: skip
    assert kinds(*posts) == [("role", "contradiction")]
    any_two = [replace(post, roles=(("role", "commander"),), kind="commander") for post in posts]
    assert kinds(*any_two) == []


def test_aims_that_exclude_each_other_and_those_that_do_not() -> None:
    independence = a_claim("Kessar Front", "has_goal", "independence of Kessar")
    assert kinds(independence, a_claim("Kessar Front", "has_goal", "autonomy within Varkesh", report="two.txt")) == [
        ("aim", "contradiction")]  # fmt: skip
    assert kinds(independence, a_claim("Kessar Front", "has_goal", "a separatist state", report="two.txt")) == []
    against = a_claim("Kessar Front", "regards", "independence of Kessar", kind="opposition", report="two.txt")
    assert kinds(independence, against) == [("aim", "contradiction")]


def test_the_only_one_of_its_kind_and_another() -> None:
    only = a_claim("Kessar Front", "has_ideology", "nationalist", quote="the Front is the only nationalist group")
    other = a_claim("Navar Guard", "has_ideology", "secessionist", report="two.txt")
    assert kinds(only, other) == [("only-one", "contradiction")]
    assert kinds(replace(only, quote="the Front is a nationalist group"), other) == []


def test_who_is_held_is_not_in_command_meanwhile() -> None:
    years = Time(text="2015 to 2021", edtf="2015/2021", earliest="2015-01-01", latest="2021-12-31")
    held = replace(a_claim(None, "arrest", "Joran Tesk", kind="detention", by="Border Monitor"), time=years)
    commands = replace(a_claim("Joran Tesk", "holds_role", "Kessar Front", kind="commander"), time=replace(
        years, earliest="2014-01-01", latest="2022-01-01"))  # fmt: skip
    assert kinds(held, commands) == [("custody", "tension")]


def test_a_headline_that_is_surer_than_its_story() -> None:
    text = "Guard trains the Front\nThe Navar Guard may train the Kessar Front, a monitor said.\n"
    paper = replace(a_report("one.txt", text), blocks=(Block(start=0, end=22, kind="headline"),))
    title = replace(train(quote="Guard trains the Front"), id="c-title", start=0, end=22)
    body = replace(train("Border Monitor", certainty="PS+", quote="may train"), start=39, end=48)
    assert kinds(title, body, documents=[paper]) == [("headline", "tension")]


def test_an_earlier_one_than_the_earliest() -> None:
    first = a_claim("Navar Guard", "talks", "Kessar Front", day="2022-05-01", quote="talks as early as May 2022")
    before = a_claim("Navar Guard", "agree", "Kessar Front", kind="ceasefire", day="2021-11-01", report="two.txt")
    assert kinds(first, before) == [("date", "tension")]


def test_past_and_present_only_look_opposed() -> None:
    proxy = replace(a_claim("Kessar Front", "proxy_of", "Varkesh"), time=Time(text="in the past"))
    war = a_claim("Kessar Front", "attack", "Varkesh", report="two.txt")
    assert kinds(proxy, war) == [("time", "look-alike")]


def test_small_drones_are_no_large_ones() -> None:
    small = a_claim("Kessar Front", "possesses", "quadcopter drones", by="Border Monitor")
    large = a_claim("Kessar Front", "possesses", "large armed drones", by="Halden Institute", certainty="CT-")
    assert kinds(small, large) == [("opposed", "look-alike")]


def test_silence_on_reasons_is_no_denial_of_the_deed() -> None:
    silent = a_claim("groups of the province", "evidence_status", "reasons", kind="no_explanation", place="Dorvan")
    claimed = a_claim("Kessar Front", "claim_responsibility", "the raid", place="Dorvan", report="two.txt")
    assert kinds(silent, claimed) == [("silence", "look-alike")]


def test_one_sentence_that_puts_a_group_into_two_states_is_flagged() -> None:
    here, there = (a_claim("Kessar Front", "present_in", place, place=place) for place in ("Dorvan", "Port Imra"))
    assert kinds(here, there) == [("place", "tension")]


@given(said_things, st.randoms(use_true_random=False))
def test_the_order_of_reading_never_changes_a_contradiction(said: list[Claim], rng: object) -> None:
    assert opposed(*said) == opposed(*rng.sample(said, k=len(said)))  # type: ignore[attr-defined]


@given(said_things)
def test_a_contradiction_hides_nothing(said: list[Claim]) -> None:
    """Whatever is denied, each claim is still counted or listed where it was."""
    before = {(claim, one.predicate) for one in weigh(*said) for claim in one.claims}
    denial = a_claim("Navar Guard", "train", "Kessar Front", by="Kessar Front", stance="denied", certainty="CT-",
                     report="four.txt")  # fmt: skip
    after = weigh(*said, denial)
    assert before <= {(claim, one.predicate) for one in after for claim in one.claims}
    for one in after:
        assert {id for root in one.roots for id in root.claims} == set(one.claims)


def test_figures_in_other_units_do_not_clash() -> None:
    men = dead(9, "one.txt")
    wounded = replace(dead(14, "two.txt"), value=Figure(text="14 lorries", best=14, unit="lorries"))
    assert kinds(men, wounded) == []


