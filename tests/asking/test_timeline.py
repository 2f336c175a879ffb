"""The timeline: when things are said to have been, by whom, and what others give for the same thing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.asking.case import Report, a_case

from sayso.asking import timeline
from sayso.records import Moment
from sayso.storing import SqliteStore


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    yield from a_case(tmp_path)


def test_what_happened_first_stands_first(store: SqliteStore) -> None:
    told = timeline(store)
    assert [moment.earliest for moment in told] == sorted(moment.earliest for moment in told)
    assert "clashed" in told[0].proposition


def test_every_moment_quotes_who_gives_it(store: SqliteStore) -> None:
    for moment in timeline(store, unmasked=None):
        assert moment.told
        for line in moment.lines:
            assert len(line.quote) == line.end - line.start


def test_a_year_is_not_made_a_day(store: SqliteStore) -> None:
    [sold] = [moment for moment in timeline(store) if "weapons" in moment.proposition and moment.basis == "happened"]
    assert (sold.when, sold.earliest, sold.latest) == ("2023", "2023-01-01", "2023-12-31")


def test_what_no_words_date_stands_on_the_day_it_was_said_and_can_be_left_out(store: SqliteStore) -> None:
    said = [moment for moment in timeline(store) if moment.basis == "said"]
    assert {moment.when for moment in said} >= {"2024-03-12"}
    assert all(moment.basis == "happened" for moment in timeline(store, dated=True))


def test_an_undated_voice_joins_the_only_date_there_is(store: SqliteStore) -> None:
    later = Report("later.txt", "Lashkar-e-Navar armed the KLF, Radio Dorn said.", "Radio Dorn", "2024-07-20")
    later.says("Lashkar-e-Navar armed the KLF", "Lashkar-e-Navar", "supply_weapons", "KLF", by="Radio Dorn",
               kind="organisation")  # fmt: skip
    store.add(later.document, later.reading())
    given = "Navar gives weapons to Kessar Liberation Front"
    [armed] = [moment for moment in timeline(store) if given in moment.proposition]
    assert armed.when == "2023"
    assert len(armed.lines) == 2


def test_dates_that_differ_stand_each_for_itself_and_name_the_other(store: SqliteStore) -> None:
    text = "Lashkar-e-Navar sold weapons to the KLF in 2021, Radio Dorn said."
    other = Report("other.txt", text, "Radio Dorn", "2024-07-01")
    other.says("Lashkar-e-Navar sold weapons to the KLF in 2021", "Lashkar-e-Navar", "supply_weapons", "KLF",
               by="Radio Dorn", kind="organisation", day="2021")  # fmt: skip
    store.add(other.document, other.reading())
    sold = {moment.when: moment for moment in timeline(store) if "weapons" in moment.proposition}
    assert {"2021", "2023"} <= set(sold)
    assert (sold["2021"].other_times, sold["2023"].other_times) == (("2023",), ("2021",))
    assert [name for name, _ in sold["2023"].told] == ["Halden Institute"]


def test_only_what_is_between_two_or_in_a_period_or_known_then_may_be_asked(store: SqliteStore) -> None:
    def propositions(told: list[Moment]) -> str:
        return " ".join(moment.proposition for moment in told)

    assert "attacked" not in propositions(timeline(store, between=("KLF", "Lashkar-i-Navar")))
    assert "clashed" not in propositions(timeline(store, since="2024"))
    assert "weapons" not in propositions(timeline(store, as_of="2024-03"))
    assert "attacked" in propositions(timeline(store, about="Varkeshi army"))
