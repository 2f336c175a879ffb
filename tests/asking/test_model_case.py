"""The model case, coded by hand: findings come out as the worked cross-links of its reports say."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso.asking.case import Known, known
from sayso.codebook.predicates import load
from sayso.records import Finding, Grade, Trouble
from sayso.running.coded import coded_readings
from sayso.storing import open_case

SHARED = Path(__file__).parents[2].parent / "shared"
TABLE = SHARED / "gold" / "reports.tsv"
pytestmark = pytest.mark.skipif(not TABLE.exists(), reason=f"the reports coded by hand are not at {TABLE}")


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Known]:
    with open_case(tmp_path_factory.mktemp("model") / "model.sayso", create=True) as store:
        for read in coded_readings(TABLE, SHARED / "reports", load()):
            if not isinstance(read, Trouble):
                store.add(read.document, read.reading)
        yield known(store)


@pytest.fixture(scope="module")
def weighed(case: Known) -> list[Finding]:
    return case.findings()


def rows() -> dict[str, dict[str, str]]:
    with TABLE.open(encoding="utf8", newline="") as table:
        return {row["sid"]: row for row in csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE)}


def findings_of(sid: str, case: Known, weighed: list[Finding]) -> list[Finding]:
    """The findings a coded row counts towards."""
    row = rows()[sid]
    ids = {claim.id for claim in case.claims if claim.document.startswith(row["doc"])
           and (claim.start, claim.end) == (int(row["start"]), int(row["end"]))
           and (claim.predicate, claim.stance) == (row["predicate"], row["stance"])}  # fmt: skip
    return [finding for finding in weighed if ids & set(finding.claims)]


@pytest.mark.parametrize(
    ("row", "sids", "grade"),
    [
        ("A1", ("000.013", "004.050"), "party-only"),
        ("A3", ("001.042", "004.049"), "unsourced"),
        ("A5", ("001.069", "002.028"), "unsourced"),
        ("A7", ("001.059", "001.061", "001.065"), "alleged-and-denied"),
        ("A8, today", ("001.002",), "party-only"),
        ("A8, in general", ("003.113",), "single-source"),
        ("A11, the talks", ("003.126",), "single-source"),
        ("A15, the leaders", ("003.088",), "single-source"),
        ("A17", ("004.027",), "party-only"),
        ("A18", ("003.133",), "single-source"),
        ("A20", ("000.064",), "party-only"),
        ("B1", ("004.092", "001.057"), "contested"),
        ("B8", ("000.059", "000.060"), "contested"),
    ],
)
def test_a_row_comes_out_as_the_cross_links_say(
    row: str, sids: tuple[str, ...], grade: Grade, case: Known, weighed: list[Finding]
) -> None:
    together = set.intersection(*({finding.id for finding in findings_of(sid, case, weighed)} for sid in sids))
    assert [finding.grade for finding in weighed if finding.id in together] == [grade], row


@pytest.mark.parametrize(("one", "other"), [("000.013", "000.016"), ("001.044", "002.027"), ("002.029", "004.092")])
def test_directions_predicates_and_levels_stay_apart(
    one: str, other: str, case: Known, weighed: list[Finding]
) -> None:
    here, there = ({finding.id for finding in findings_of(sid, case, weighed)} for sid in (one, other))
    assert here
    assert there
    assert not here & there


def test_eight_statements_of_one_state_are_one_root(case: Known, weighed: list[Finding]) -> None:
    [finding] = findings_of("001.059", case, weighed)
    assert finding.support == {"N": 0, "P": 1, "P!": 0, "X": 0, "U": 0}


def test_one_group_under_five_spellings_is_one_actor(case: Known) -> None:
    most = max(case.actors, key=lambda actor: len(actor.members))
    assert len({name.form.form for name in most.names if name.form.kind == "full" and " " in name.form.form}) >= 4


def test_nothing_is_corroborated_that_the_cross_links_do_not_call_so(weighed: list[Finding]) -> None:
    assert not [finding for finding in weighed if finding.grade == "corroborated"]
