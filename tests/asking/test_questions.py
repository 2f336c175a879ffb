"""What a case answers: by whom, about whom, when, as of when, and what it says to a name it does not know."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.asking.case import Report, a_case

from sayso.asking import actors, claims, dossier, explain, findings, judge
from sayso.asking.dates import bounds
from sayso.asking.naming import actor_named
from sayso.records import Actor, ActorKind, ActorName, AskingError, NameForm
from sayso.storing import SqliteStore


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    yield from a_case(tmp_path)


def test_an_actor_is_found_by_any_of_its_names_whatever_the_case(store: SqliteStore) -> None:
    by_name = claims(store, about="kessar liberation front")
    assert by_name == claims(store, about="KLF")
    assert {claim.document for claim in by_name} == {"wire.txt", "lantern.txt", "study.txt", "undated.txt"}


def test_a_source_is_found_anywhere_in_the_chain_or_by_its_side(store: SqliteStore) -> None:
    assert [claim.stance for claim in claims(store, by="joran tesk")] == ["denied"]
    assert [claim.predicate for claim in claims(store, by="Lashkar-i-Navar")] == ["train"]


def test_conditions_add_up(store: SqliteStore) -> None:
    assert {claim.document for claim in claims(store, about="KLF", predicate="attack")} == {"wire.txt", "lantern.txt"}


def test_since_and_until_bound_what_is_spoken_of(store: SqliteStore) -> None:
    assert [claim.predicate for claim in claims(store, until="2019")] == ["clash"]
    assert "clash" not in {claim.predicate for claim in claims(store, since="2024-03")}
    assert {claim.document for claim in claims(store, since="2024-06")} == {"study.txt"}, "by the report's date"


def test_as_of_shows_what_was_known_by_then(store: SqliteStore) -> None:
    assert {claim.document for claim in claims(store, as_of="2024-03-12")} == {"wire.txt"}
    assert {finding.predicate for finding in findings(store, between=("KLF", "Lashkar-i-Navar"),
                                                      as_of="2024-03")} == {"train"}  # fmt: skip


def test_a_name_nobody_has_is_answered_with_the_ones_that_come_close(store: SqliteStore) -> None:
    with pytest.raises(AskingError, match=r"Did you mean .*Kessar Liberation Front"):
        claims(store, about="Kesar Liberation Frent")
    with pytest.raises(AskingError, match=r"Did you mean .*Joran Tesk"):
        claims(store, by="Joren Tesk")
    with pytest.raises(AskingError, match="lists who is in it"):
        claims(store, about="zzzzz")


def test_a_name_of_two_means_the_foremost_or_asks_which() -> None:
    def bearer(id: str, kind: ActorKind, reports: int, name: str = "Kessar Front") -> Actor:
        names = (ActorName(form=NameForm(form=name), documents=tuple(map(str, range(reports)))),)
        return Actor(id=id, name=name, kind=kind, names=names, members=(id,))

    group, person = bearer("a-1", "AG", 6), bearer("a-2", "PER", 2)
    assert actor_named("Kessar Front", [group, person]) == group
    with pytest.raises(AskingError, match=r"a-1 .*a-2 "):
        actor_named("Kessar Front", [bearer("a-1", "AG", 5), person])
    assert actor_named("a-2", [group, person]) == person
    lower = bearer("a-3", "AG", 2, "KESSAR FRONT")
    assert actor_named("KESSAR FRONT", [lower, person]) == lower, "written just so, it is the one written so"


def test_dates_and_grades_nobody_knows_say_how_to_write_them(store: SqliteStore) -> None:
    for wrong in ("12 March", "2024-13", "2024-02-30", "2024-03-12x", "0000", ""):
        with pytest.raises(AskingError, match="Write it as 2024, 2024-03 or 2024-03-12"):
            claims(store, since=wrong)
    with pytest.raises(AskingError, match="corroborated"):
        findings(store, grade="true")
    assert bounds("2024-02") == ("2024-02-01", "2024-02-29")


def test_a_report_dated_roughly_was_known_when_it_may_have_come_out_at_the_latest(store: SqliteStore) -> None:
    rough = Report("rough.txt", "The KLF attacked the base.", "Sentinel", "2024-09~")
    rough.says("The KLF attacked the base", "KLF", "attack", "Varkeshi army", day="2024-08-01")
    store.add(rough.document, rough.reading())
    assert any(claim.document == "rough.txt" for claim in claims(store, as_of="2024-09"))
    assert not any(claim.document == "rough.txt" for claim in claims(store, as_of="2024-08"))


def test_findings_between_two_come_in_both_directions(store: SqliteStore) -> None:
    between = findings(store, between=("KLF", "Lashkar-e-Navar"))
    found = {(one.predicate, one.subject.name): one.grade for one in between}
    navar = next(name for predicate, name in found if predicate == "supply_weapons")
    assert found["train", navar] == "alleged-and-denied"
    assert found["train", "Kessar Liberation Front"] == "listed-only"
    assert found["supply_weapons", navar] == "single-source"


def test_two_names_of_one_actor_are_no_pair(store: SqliteStore) -> None:
    for ask in (lambda: findings(store, between=("KLF", "Kessar Liberation Front")),
                lambda: dossier(store, "KLF", "Kessar Liberation Front")):  # fmt: skip
        with pytest.raises(AskingError, match="are one actor in this case"):
            ask()


@pytest.mark.parametrize("nobody", ["", " ", "…", "the"])
def test_a_name_of_no_words_is_nobodys(store: SqliteStore, nobody: str) -> None:
    with pytest.raises(AskingError, match="no actor of this case"):
        claims(store, about=nobody)


def test_findings_of_one_grade(store: SqliteStore) -> None:
    assert {one.grade for one in findings(store, grade="listed-only")} == {"listed-only"}


def test_actors_come_with_their_names_and_the_reasons_for_joining_them(store: SqliteStore) -> None:
    [front] = actors(store, called="KLF")
    assert front == actors(store)[0], "who is most spoken of comes first"
    assert {name.form.form for name in front.names} == {"Kessar Liberation Front", "KLF"}
    assert all(join.reason for join in front.joins)


def test_a_judgement_joins_and_taking_it_back_parts_again(store: SqliteStore) -> None:
    before = actors(store)
    [join] = judge(store, "Halden Institute", "Varkeshi army", "same", reason="For the test.", by="me")
    assert len(actors(store)) == len(before) - 1
    assert join.number is not None
    store.undo(join.number, reason="It was only a test.", by="me")
    assert actors(store) == before


def test_one_actor_is_parted_by_its_members(store: SqliteStore) -> None:
    [front] = actors(store, called="KLF")
    with pytest.raises(AskingError, match="one actor in this case"):
        judge(store, "KLF", "Kessar Liberation Front", "different", reason="", by="me")
    first, *others = front.members
    for member in others:
        judge(store, first, member, "different", reason="Another movement.", by="me")
    assert len(actors(store, called=next(a.id for a in actors(store) if first in a.members))[0].members) == 1


def test_explaining_a_claim_shows_where_it_stands_and_what_it_counts_towards(store: SqliteStore) -> None:
    [denial] = claims(store, by="Joran Tesk")
    told = explain(store, denial.id[:10])
    start, end = told.paragraph
    assert denial.quote in told.document.text[start:end]
    assert [finding.grade for finding in told.findings] == ["alleged-and-denied"]
    assert {actor.name for actor in told.actors} >= {"Joran Tesk"}


def test_who_was_not_known_then_is_not_called_unknown_without_the_day(store: SqliteStore) -> None:
    for asked in (lambda: dossier(store, "KLF", as_of="2020"), lambda: findings(store, about="KLF", as_of="2020"),
                  lambda: claims(store, by="Joran Tesk", as_of="2020")):  # fmt: skip
        with pytest.raises(AskingError, match=r"(KLF|Joran Tesk).*As of 2020, only reports that were out by then"):
            asked()
