"""A government is whoever governed when it is spoken of, and a bare name is whoever the report lets do the same."""

from __future__ import annotations

import pytest
from tests.resolving.test_actors import an_actor

from sayso.records import Actor, Claim, LocalActor, Mention, NameForm, Time
from sayso.resolving import resolve, told_of
from sayso.resolving.offices import government

Said = tuple[str, str, str, str | None, str | None]  # subject, predicate, object, first and last day
Reports = dict[str, tuple[list[LocalActor], list[Said]]]
COUP: Said = ("Navar Guard", "controls", "Varkesh", "2021-08-10", "2021-08-20")


def a_claim(report: str, said: Said, known: dict[str, LocalActor]) -> Claim:
    subject, predicate, object, first, last = said
    ends = [(Mention(text=name, name=name, actor=known[name].id if name in known else None),)
            for name in (subject, object)]  # fmt: skip
    return Claim(
        id=f"c-{report}-{said}", document=report, document_id=report, start=0, end=1, quote="x", sources=(),
        stance="affirmed", certainty="CT+", predicate=predicate, subject=ends[0], object=ends[1],
        kind="takes_state_power" if predicate == "controls" else None,
        time=Time(text="then", edtf="x", earliest=first, latest=last) if first or last else None,
    )  # fmt: skip


def who(reports: Reports, written: dict[str, str | None] | None = None) -> list[Actor]:
    local = {report: actors for report, (actors, _) in reports.items()}
    claims = [a_claim(report, said, {actor.name: actor for actor in actors})
              for report, (actors, told) in reports.items() for said in told]  # fmt: skip
    return resolve(local, told=told_of(local, claims, written or {}))


def forms(actors: list[Actor]) -> set[frozenset[str]]:
    return {frozenset(name.form.form for name in actor.names) for actor in actors}


def the_coup(report: str = "coup") -> Reports:
    return {report: ([an_actor("Navar Guard", report=report), an_actor("Varkesh", "STATE", report=report)], [COUP])}


def a_government(report: str, first: str | None, last: str | None, called: str = "Varkeshi government") -> Reports:
    return {report: ([an_actor(called, "GOV", report=report)], [(called, "pledge", "peace", first, last)])}


@pytest.mark.parametrize(
    ("first", "last", "rules"),
    [("2022-01-01", "2022-01-31", True), ("2015-01-01", "2015-12-31", False), ("2021-01-01", "2022-12-31", False),
     (None, "2022-03-31", True), ("2021-08-12", "2021-08-30", False)],
    ids=["after", "before", "across", "by a day after", "in those days"],
)  # fmt: skip
def test_a_government_is_who_took_power_where_it_is_spoken_of_after_that(
    first: str | None, last: str | None, rules: bool
) -> None:
    actors = who({**the_coup(), **a_government("later", first, last)})
    together = frozenset({"Navar Guard", "Varkeshi government"}) in forms(actors)
    assert together is rules
    assert any(join.rule == "in-power" for actor in actors for join in actor.joins) is rules


def test_the_government_before_and_the_one_after_are_two_under_one_name() -> None:
    actors = who({**the_coup(), **a_government("then", "2015-01-01", "2015-12-31"),
                  **a_government("now", "2022-01-01", "2022-01-31", "the government of Varkesh")})  # fmt: skip
    assert forms(actors) == {frozenset({"Navar Guard", "the government of Varkesh"}), frozenset({"Varkesh"}),
                             frozenset({"Varkeshi government"})}  # fmt: skip


def test_what_is_said_without_a_time_holds_when_the_report_was_written() -> None:
    undated = {**the_coup(), **a_government("undated", None, None)}
    assert frozenset({"Varkeshi government"}) in forms(who(undated))
    assert frozenset({"Varkeshi government"}) not in forms(who(undated, {"undated": "2023-05-01"}))
    telling = dict(undated)
    telling["undated"][1].append(("Navar Guard", "attack", "a bridge", "2023-02-01", "2023-02-28"))
    assert frozenset({"Varkeshi government"}) not in forms(who(telling)), "it tells of February 2023"


def test_without_a_change_of_power_a_government_is_one_at_all_times() -> None:
    now = a_government("now", "2022-01-01", "2022-01-31")
    assert len(who({**a_government("then", "2015-01-01", "2015-12-31"), **now})) == 1


@pytest.mark.parametrize(
    ("name", "where"),
    [("Varkeshi interim government", "varkesh"), ("the Varkeshi regime", "varkesh"), ("Government of Peru", "peru"),
     ("DPRK", "north korea"), ("Ministry of Defence", None), ("Kessar Liberation Front", None)],
)  # fmt: skip
def test_a_government_is_known_by_its_land_whatever_else_it_is_called(name: str, where: str | None) -> None:
    assert government(name) == where


def test_fighters_of_a_bare_name_are_of_those_whom_the_report_lets_do_the_same() -> None:
    def report(second_deed: str) -> list[Actor]:
        fighters = LocalActor(id="a-fighters", name="Ostrik fighters", kind="POP",
                              names=(NameForm(form="Ostrik fighters", kind="description"),))  # fmt: skip
        here = [an_actor("Highland Ostrik"), an_actor("Lowland Ostrik"), fighters]
        return who({"one": (here, [("Ostrik fighters", "attack", "a school", None, None),
                                   ("Highland Ostrik", "attack", "a school", None, None),
                                   ("Lowland Ostrik", second_deed, "a school", None, None)])})  # fmt: skip

    assert frozenset({"Highland Ostrik", "Ostrik fighters"}) in forms(report("seize"))
    assert frozenset({"Ostrik fighters"}) in forms(report("attack")), "both did: which one is not told"


def test_what_one_report_abbreviates_is_one_though_it_has_another_name_there() -> None:
    spelled = an_actor("Kessar Liberation Front", also={"Kessar Liberation Front": "full", "KLF": "abbreviation"})
    bare = an_actor("KLF", also={"Hill Front": "full"})
    elsewhere = an_actor("KLF", report="two.txt")
    [actor] = resolve({"one.txt": [spelled, bare], "two.txt": [elsewhere]})
    assert {name.form.form for name in actor.names} == {"Kessar Liberation Front", "KLF", "Hill Front"}
