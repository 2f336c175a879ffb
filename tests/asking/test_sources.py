"""The sources of a case: who speaks about whom, when against their interest, and how far they agree."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.asking.case import Report, a_case

from sayso.asking import findings, sources
from sayso.asking.sources import wilson
from sayso.records import AskingError, SourceProfile
from sayso.storing import SqliteStore, open_case


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    yield from a_case(tmp_path)


def by_name(found: list[SourceProfile]) -> dict[str, SourceProfile]:
    return {profile.name: profile for profile in found}


def test_a_side_is_one_source_with_all_who_speak_for_it(store: SqliteStore) -> None:
    front = by_name(sources(store))["Kessar Liberation Front"]
    assert front.standing == "side"
    assert front.heard_as == (("Joran Tesk", 1),)
    assert (front.asserts, front.denies) == (0, 1)
    assert front.publishers == ("Northern Wire",)


def test_a_source_is_told_with_whom_it_speaks_about(store: SqliteStore) -> None:
    institute = by_name(sources(store))["Halden Institute"]
    assert {spoken.name for spoken in institute.about} >= {"Kessar Liberation Front", "Lashkar-i-Navar"}


def test_what_a_party_says_against_its_interest_is_counted(store: SqliteStore) -> None:
    lost = Report("lost.txt", "The Varkeshi army lost 11 of its own, it said.", "Radio Dorn", "2024-03-20")
    lost.says("The Varkeshi army lost 11 of its own", "Varkeshi army", "casualty_count", by="Varkeshi army",
              kind="organisation", level="killed")  # fmt: skip
    store.add(lost.document, lost.reading())
    army = by_name(sources(store))["Varkeshi army"]
    assert (army.against_interest, army.as_party) == (1, 2), "it tells of its own dead once"
    front = by_name(sources(store))["Kessar Liberation Front"]
    assert (front.against_interest, front.as_party) == (0, 1), "a denial costs it nothing"


def test_unnamed_sources_of_two_reports_are_never_put_together(store: SqliteStore) -> None:
    for name in ("one.txt", "two.txt"):
        report = Report(name, f"The KLF attacked the base, two doctors said ({name}).", "Radio Dorn", "2024-05-01")
        report.says("The KLF attacked the base", "KLF", "attack", "Varkeshi army", by="two doctors", kind="unnamed")
        store.add(report.document, report.reading())
    doctors = [profile for profile in sources(store) if profile.name == "two doctors"]
    assert sorted(profile.reports for profile in doctors) == [("lantern.txt",), ("one.txt",), ("two.txt",)]


def papers(folder: Path, *, alike: int, apart: int) -> SqliteStore:
    """An army and an institute that speak of the same deeds, alike of some and apart of others, in their own words."""
    store = open_case(folder / "papers.sayso", create=True)
    for outlet in ("Varkeshi army", "Halden Institute"):
        verb = "The KLF attacked the army" if outlet == "Varkeshi army" else "An attack of the KLF hit soldiers"
        says = [f"{verb} on {2000 + year}-05-01" for year in range(alike + apart)]
        report = Report(f"{outlet}.txt", f"{outlet} writes. " + ". ".join(says) + ".", outlet, "2024-06-01")
        for year, quote in enumerate(says):
            denied = outlet == "Varkeshi army" and year >= alike
            report.says(quote, "KLF", "attack", "Varkeshi army", by=outlet, kind="organisation",
                        day=f"{2000 + year}-05-01", certainty="CT-" if denied else "CT+",
                        stance="denied" if denied else "affirmed")  # fmt: skip
        store.add(report.document, report.reading())
    return store


def test_agreement_counts_what_both_speak_of_and_has_bounds_only_where_enough_is_shared(tmp_path: Path) -> None:
    with papers(tmp_path, alike=3, apart=1) as store:
        [agreement] = by_name(sources(store))["Varkeshi army"].agreements
        assert (agreement.other, agreement.shared, agreement.agree) == ("Halden Institute", 4, 3)
        assert (agreement.low, agreement.high) == (None, None)
        [bounded] = by_name(sources(store, enough=4))["Varkeshi army"].agreements
        assert bounded.low is not None
        assert bounded.high is not None
        assert bounded.low < 0.75 < bounded.high


def test_agreement_goes_into_no_grade(store: SqliteStore) -> None:
    before = findings(store)
    sources(store, enough=1)
    assert findings(store) == before


def test_a_copy_agrees_with_nobody(tmp_path: Path) -> None:
    text = "Witnesses in the valley saw it all: the KLF attacked the base at night with mortars and rifles."
    with open_case(tmp_path / "copies.sayso", create=True) as store:
        for outlet in ("Dorn Gazette", "Ashkel Echo"):
            report = Report(f"{outlet}.txt", text, outlet, "2024-06-01")
            report.document = type(report.document)(**{
                **{name: getattr(report.document, name) for name in report.document.__dataclass_fields__},
                "id": f"d-{outlet}"})  # fmt: skip
            report.says("the KLF attacked the base", "KLF", "attack", "Varkeshi army", day="2024-03-04")
            store.add(report.document, report.reading())
        assert all(profile.agreements == () for profile in sources(store))


def test_people_have_no_agreement_because_nobody_is_scored(tmp_path: Path) -> None:
    with papers(tmp_path, alike=3, apart=0) as store:
        expert = Report("expert.txt", "Fighters of the KLF shot at the army, an expert said.", "Radio", "2024-06-02")
        expert.says("Fighters of the KLF shot at the army", "KLF", "attack", "Varkeshi army", by="Selma Krog",
                    day="2000-05-01")  # fmt: skip
        store.add(expert.document, expert.reading())
        [person] = [profile for profile in sources(store) if profile.reports == ("expert.txt",)]
        assert person.claims == 1
        assert person.agreements == ()
        assert "Selma" not in person.name, "nor is somebody named whose office no report tells"


def test_only_what_is_said_of_an_actor_or_by_a_source_may_be_asked(store: SqliteStore) -> None:
    assert "Pavel" not in repr(sources(store, about="KLF"))
    assert [profile.name for profile in sources(store, called="Joran Tesk")] == ["Kessar Liberation Front"]
    assert {profile.name for profile in sources(store, between=("KLF", "Lashkar-i-Navar"))} >= {"Halden Institute"}
    with pytest.raises(AskingError, match="no source"):
        sources(store, called="Nobody Known")


def test_only_what_was_known_on_a_day_counts(store: SqliteStore) -> None:
    assert "Halden Institute" not in by_name(sources(store, as_of="2024-03-12"))
    assert "Halden Institute" in by_name(sources(store, since="2023", until="2023"))


@settings(deadline=None)  # a busy machine is no fault of ours
@given(st.integers(1, 500), st.data())
def test_bounds_hold_the_share_they_are_for_and_narrow_as_more_is_shared(shared: int, data: st.DataObject) -> None:
    agree = data.draw(st.integers(0, shared))
    low, high = wilson(agree, shared)
    assert 0 <= low <= agree / shared + 1e-9
    assert agree / shared - 1e-9 <= high <= 1
    wider = wilson(agree * 3, shared * 3)
    assert wider[1] - wider[0] < high - low
