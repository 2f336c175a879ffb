"""What joins two names across reports, and what only looks as if it did."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.resolving.test_actors import POOL, a_verdict, an_actor, verdicts

from sayso.records import Actor, Join, LocalActor
from sayso.resolving import Register, resolve
from sayso.resolving.offices import land, office


def reports(*told: list[LocalActor]) -> dict[str, list[LocalActor]]:
    return {f"{place}.txt": actors for place, actors in enumerate(told)}


def often(name: str, times: int, *beside: str, first: int = 0, kind: str = "AG") -> list[list[LocalActor]]:
    """`times` reports that name somebody beside others."""
    named = [f"{first + place}.txt" for place in range(times)]
    return [[an_actor(name, kind, report=report), *(an_actor(other, report=report) for other in beside)]  # type: ignore[arg-type]
            for report in named]  # fmt: skip


def called(actors: list[Actor], name: str) -> list[Actor]:
    return [actor for actor in actors if any(form.form.form == name for form in actor.names)]


def why(actors: list[Actor], name: str) -> set[str]:
    return {join.rule for actor in called(actors, name) for join in actor.joins if join.judgement == "same"}


BESIDE = ("Navar Coast Union", "Doral River Council")


def test_a_spelling_one_letter_from_a_frequent_one_in_the_same_company_is_a_slip() -> None:
    actors = resolve(reports(*often("Kessar Liberation Front", 5, *BESIDE), *often(
        "Kessur Liberation Front", 1, *BESIDE, first=5)))  # fmt: skip
    assert len(called(actors, "Kessur Liberation Front")[0].names) == 2
    assert "slip" in why(actors, "Kessur Liberation Front")


@pytest.mark.parametrize(
    ("often_named", "seldom", "beside"),
    [(5, 1, ("Ondar Bay Guard", "Halden Pass League")), (5, 2, BESIDE), (1, 1, BESIDE)],
    ids=["in other company", "not so seldom", "both seldom"],
)
def test_one_letter_alone_joins_nobody_and_is_proposed(often_named: int, seldom: int, beside: tuple[str, str]) -> None:
    actors = resolve(reports(*often("Kessar Liberation Front", often_named, *BESIDE), *often(
        "Kessur Liberation Front", seldom, *beside, first=often_named)))  # fmt: skip
    [seldom_one] = called(actors, "Kessur Liberation Front")
    assert len(seldom_one.names) == 1
    assert {join.judgement for join in seldom_one.joins if join.rule == "slip"} == {"unsure"}


def test_who_names_both_of_two_like_names_tells_them_apart() -> None:
    both = [an_actor("Kessar Liberation Front", report="6.txt"), an_actor("Kessur Liberation Front", report="6.txt"),
            *(an_actor(name, report="6.txt") for name in BESIDE)]  # fmt: skip
    actors = resolve(reports(*often("Kessar Liberation Front", 6, *BESIDE), both))
    assert called(actors, "Kessar Liberation Front") != called(actors, "Kessur Liberation Front")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Lashkar-i-Navar", "Лашкар-и-Навар"), ("4th Kessar Brigade", "4 Kessar Brigade"),
        ("Karaş Guard", "Karash Guard"), ("Hizbelor", "Hezbelor"),
    ],
)  # fmt: skip
def test_other_scripts_marks_and_counting_are_spellings(one: str, other: str) -> None:
    [actor] = resolve(reports([an_actor(one)], [an_actor(other, report="1.txt")]))
    assert {name.form.form for name in actor.names} == {one, other}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("government of Varkesh", "Varkeshi government"), ("the Varkeshi Government", "Government of Varkesh"),
        ("Ondarian army", "Army of Ondaria"), ("Varkeshi Ministry of Defence", "Varkesh Defence Ministry"),
        ("French government", "government of France"),
    ],
)  # fmt: skip
def test_an_office_of_one_land_is_one_whatever_the_order_of_its_words(one: str, other: str) -> None:
    assert office(one) == office(other)
    local = reports([an_actor(one, "GOV")], [an_actor(other, "GOV", report="1.txt")])
    [actor] = resolve(local)
    assert {join.rule for join in actor.joins} == {"office"}


def test_offices_of_two_lands_and_two_offices_of_one_stay_apart() -> None:
    names = ["Varkeshi government", "government of Ondaria", "Varkeshi army", "Varkeshi parliament"]
    told = [[an_actor(name, "GOV", report=f"{place}.txt")] for place, name in enumerate(names)]
    assert len(resolve(reports(*told))) == 4
    assert office("Army of Islam and Justice") is None
    assert office("Varkeshi army of Ondaria") is None
    assert land("Karsa") == land("Karsan") != land("Ondaria")


def test_the_government_is_that_of_the_only_state_a_report_speaks_of() -> None:
    here = [an_actor("Government", "GOV"), an_actor("Varkesh", "STATE")]
    there = [an_actor("Varkeshi government", "GOV", report="1.txt")]
    assert why(resolve(reports(here, there)), "Government") == {"office"}
    two_states = [*here, an_actor("Ondaria", "STATE")]
    assert why(resolve(reports(two_states, there)), "Government") == set()


def test_a_bare_name_is_the_one_the_report_spells_out_and_in_another_report_another() -> None:
    highland = [an_actor("Highland Ostriks"), an_actor("Ostriks")]
    lowland = [an_actor("Lowland Ostriks", report="1.txt"), an_actor("Ostriks", report="1.txt")]
    both = [an_actor(name, report="2.txt") for name in ("Highland Ostriks", "Lowland Ostriks", "Ostriks")]
    alone = [an_actor("Ostriks", report="3.txt")]
    actors = resolve(reports(highland, lowland, both, alone))
    forms = sorted(sorted((name.form.form, *name.documents) for name in actor.names) for actor in actors)
    assert forms == [
        [("Highland Ostriks", "0.txt", "2.txt"), ("Ostriks", "0.txt")],
        [("Lowland Ostriks", "1.txt", "2.txt"), ("Ostriks", "1.txt")],
        [("Ostriks", "2.txt")],
        [("Ostriks", "3.txt")],
    ]
    open_one = next(actor for actor in actors if actor.members == (both[2].id,))
    assert [join.judgement for join in open_one.joins] == ["unsure", "unsure"]


def test_people_of_one_name_in_quite_different_company_are_proposed_and_not_joined() -> None:
    here = often("Aldo Brenn", 3, "Kessar Liberation Front", kind="PER")
    there = often("Aldo Brenn", 3, "Ondar Bay Guard", first=3, kind="PER")
    actors = called(resolve(reports(*here, *there)), "Aldo Brenn")
    assert len(actors) == 2
    assert all(join.judgement == "unsure" for actor in actors for join in actor.joins if "different" in join.reason)
    assert len(called(resolve(reports(*here[:2], *there[:1])), "Aldo Brenn")) == 1  # too little is known to part them


def test_people_spelled_alike_are_one_where_reports_give_them_one_side() -> None:
    here = an_actor("Noor Karim", "PER", side="Kessar Liberation Front")
    there = an_actor("Nur Karim", "PER", report="1.txt", side="Kessar Liberation Front")
    assert why(resolve(reports([here], [there])), "Noor Karim") == {"spelling"}


def test_a_surname_is_the_only_one_of_its_side_who_bears_it() -> None:
    full = an_actor("Aldo Brenn", "PER", side="KLF")
    bare = an_actor("Brenn", "PER", report="1.txt", side="KLF")
    assert why(resolve(reports([full], [bare])), "Brenn") == {"surname"}
    brother = an_actor("Ruan Brenn", "PER", report="2.txt", side="KLF")
    assert why(resolve(reports([full], [bare], [brother])), "Brenn") == set()


def test_an_abbreviation_of_two_is_that_of_the_one_in_whose_company_it_stands() -> None:
    def of(name: str, report: str, *beside: str) -> list[LocalActor]:
        return [an_actor(name, report=report, also={name: "full", "KLF": "abbreviation"}),
                *(an_actor(other, report=report) for other in beside)]  # fmt: skip

    here, there = BESIDE, ("Ondar Bay Guard", "Halden Pass League")
    bare = [an_actor("KLF", report="2.txt"), *(an_actor(other, report="2.txt") for other in here)]
    local = reports(of("Kessar Liberation Front", "0.txt", *here), of("Karnel Labour Forum", "1.txt", *there), bare)
    actors = resolve(local)
    assert len(called(actors, "KLF")) == 2
    assert "company" in why(actors, "Kessar Liberation Front")


def test_two_reports_that_abbreviate_two_endings_alike_mean_one() -> None:
    here = an_actor("Kessari Liberation Front", also={"Kessari Liberation Front": "full", "KLF": "abbreviation"})
    there = an_actor("Kessar Liberation Front", report="1.txt",
                     also={"Kessar Liberation Front": "full", "KLF": "abbreviation"})  # fmt: skip
    assert len(resolve(reports([here], [there]))) == 1


@given(st.permutations(range(len(POOL))), verdicts, st.integers(0, len(POOL)))
def test_who_is_who_is_the_same_whether_reports_come_at_once_or_one_after_the_other(
    order: list[int], judged: list[Join], pause: int
) -> None:
    register = Register()
    for place in order[:pause]:
        register.enter(f"{place}.txt", [POOL[place]])
    register.judge(judged)
    register.settle()
    for place in order[pause:]:
        register.enter(f"{place}.txt", [POOL[place]])
        register.settle()
    register.judge(judged)
    assert register.actors() == resolve({f"{place}.txt": [POOL[place]] for place in range(len(POOL))}, judged)


def test_a_report_on_others_unsettles_nobody() -> None:
    register = Register()
    for place, actor in enumerate(POOL):
        register.enter(f"{place}.txt", [actor])
    register.settle()
    register.enter("elsewhere.txt", [an_actor("Coastal Defence Union", report="elsewhere.txt")])
    before, after = register.settle()
    assert (before, [actor.name for actor in after]) == ([], ["Coastal Defence Union"])


def test_a_judgement_concerns_its_two_actors_alone() -> None:
    register = Register()
    for place, actor in enumerate(POOL):
        register.enter(f"{place}.txt", [actor])
    register.settle()
    register.judge([a_verdict(POOL[4], POOL[9], "same")])
    before, after = register.settle()
    assert {member for actor in before for member in actor.members} == {
        member for actor in after for member in actor.members}  # fmt: skip
    assert POOL[5].id not in {member for actor in after for member in actor.members}
