"""What is new since a day: what changed a grade, who says something new, and what only repeats."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.asking.case import Report, a_case, the_reports

from sayso.asking import judge, news
from sayso.records import AskingError
from sayso.storing import SqliteStore, open_case


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    yield from a_case(tmp_path)


def kinds(told: list, words: str) -> list[str]:  # type: ignore[type-arg]
    return [one.kind for one in told if words in one.what]


def test_a_finding_no_report_spoke_of_before_is_new(store: SqliteStore) -> None:
    told = news(store, "2024-06", until="2024-12")
    assert kinds(told, "Navar gives weapons to Kessar Liberation Front") == ["finding"]
    assert kinds(told, "study.txt") == ["report"]
    assert "attacked" not in " ".join(one.what for one in told), "what was known is no news"


def test_a_report_without_a_date_is_new_on_the_day_the_case_took_it_in(store: SqliteStore) -> None:
    assert kinds(news(store, "2024-12"), "undated.txt") == ["report"]


def test_a_grade_that_changed_names_the_claims_that_changed_it(store: SqliteStore) -> None:
    denial = Report("denial.txt", "Lashkar-e-Navar sold no weapons to the KLF, Joran Tesk said.", "Radio", "2024-07-01")
    denial.says("Lashkar-e-Navar sold no weapons to the KLF", "Lashkar-e-Navar", "supply_weapons", "KLF",
                by="Joran Tesk", stance="denied", certainty="CT-")  # fmt: skip
    store.add(denial.document, denial.reading())
    [changed] = [one for one in news(store, "2024-07") if one.kind == "grade"]
    assert (changed.before, changed.after) == ("single-source", "contested")
    assert [line.document for line in changed.lines] == ["denial.txt"]
    assert changed.because == tuple(claim.id for claim in denial.claims)


def test_a_repeat_is_no_news_but_for_its_report(store: SqliteStore) -> None:
    wire = next(report for report in the_reports() if report.document.name == "wire.txt")
    again = Report("again.txt", wire.document.text + " ", "Evening Post", "2024-08-01")
    again.says("Lashkar-i-Navar trains the Kessar Liberation Front (KLF)", "Lashkar-i-Navar", "train", "KLF",
               by="Lashkar fighter", kind="unnamed", side="Lashkar-i-Navar", stance="alleged")  # fmt: skip
    store.add(again.document, again.reading())
    assert [one.kind for one in news(store, "2024-08", until="2024-08")] == ["report"]


def test_another_voice_on_what_was_known_is_news_though_the_grade_stands(store: SqliteStore) -> None:
    opinion = Report("opinion.txt", "The KLF attacked the base in March.", "Sentinel", "2024-08-01")
    opinion.says("The KLF attacked the base", "KLF", "attack", "Varkeshi army", day="2024-03-04")
    store.add(opinion.document, opinion.reading())
    [voice] = [one for one in news(store, "2024-08") if one.kind == "voice"]
    assert voice.after == "Sentinel says so, too"


def test_news_may_end_on_a_day_and_be_of_two_actors_alone(store: SqliteStore) -> None:
    assert kinds(news(store, "2024-03-12", until="2024-03-12"), "study.txt") == []
    between = news(store, "2019", between=("KLF", "Lashkar-i-Navar"))
    assert {one.kind for one in between} == {"finding"}
    assert all("Lashkar" in one.what for one in between)


def test_by_the_cases_own_clock_judgements_are_news_and_old_reports_read_late(tmp_path: Path) -> None:
    now = datetime(2025, 1, 10, tzinfo=UTC)
    with open_case(tmp_path / "clock.sayso", create=True, clock=lambda: now) as store:
        wire, _, study, _ = the_reports()
        store.add(wire.document, wire.reading())
        now = datetime(2025, 2, 10, tzinfo=UTC)
        store.add(study.document, study.reading())
        judge(store, "Halden Institute", "Varkeshi army", "unsure", reason="Who pays for it?", by="Ana")
        told = news(store, "2025-02", clock="recorded")
        assert kinds(told, "study.txt") == ["report"]
        assert kinds(told, "wire.txt") == []
        assert [one.after for one in told if one.kind == "judgement"] == ["unsure, by Ana: Who pays for it?"]
        assert news(store, "2025-02") == []


def test_news_goes_by_no_clock_of_what_happened(store: SqliteStore) -> None:
    with pytest.raises(AskingError, match="sayso timeline"):
        news(store, "2024", clock="happened")
