"""What people say of claims stays, counts, and can be taken back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from tests.asking.case import a_case, the_reports

from sayso import asking
from sayso.records import AskingError, Claim, CodebookError, Correction, Figure
from sayso.storing import SqliteStore


@pytest.fixture
def case(tmp_path: Path) -> Iterator[SqliteStore]:
    yield from a_case(tmp_path)


def quoting(case: SqliteStore, words: str) -> Claim:
    [found] = [claim for claim in asking.claims(case) if words in claim.quote]
    return found


def grades(case: SqliteStore, claim: Claim) -> list[str]:
    """The grades of what is said of the deed that a claim speaks of."""
    return [finding.grade for finding in asking.findings(case, between=("Lashkar-i-Navar", "KLF"))
            if finding.predicate == claim.predicate]  # fmt: skip


def read_again(case: SqliteStore, *, version: str = "2", without: str = "") -> None:
    """The reports, read by a later version of the reader that misses the claim `without`."""
    for report in the_reports():
        reading = report.reading()
        claims = tuple(claim for claim in reading.claims if not without or without not in claim.quote)
        case.add(report.document, replace(reading, claims=claims, version=version))


def test_a_rejected_claim_counts_nowhere_and_comes_back_when_that_is_undone(case: SqliteStore) -> None:
    denial = quoting(case, "denied it")
    before = grades(case, denial)
    done = asking.review(case, denial.id, "rejected", reason="He spoke of the raid.", by="Ana")
    assert denial.id not in {claim.id for claim in asking.claims(case)}
    assert "party-only" in grades(case, denial)
    with pytest.raises(AskingError, match="Ana rejected this claim: He spoke of the raid"):
        asking.explain(case, denial.id)
    case.undo_review(done.number, reason="He did not.", by="Ana")
    assert quoting(case, "denied it") == denial
    assert grades(case, denial) == before


def test_a_corrected_claim_keeps_its_id_and_words_and_says_what_it_should(case: SqliteStore) -> None:
    claim = quoting(case, "Nine soldiers")
    asking.review(case, claim.id, "corrected", Correction(
        certainty="PR+", sources=("Joran Tesk",), value=Figure(text="9 or 10", low=9, high=10, unit="soldiers"),
    ), reason="The spokesman is quoted.", by="Ana")  # fmt: skip
    after = quoting(case, "Nine soldiers")
    assert (after.id, after.quote, after.reader) == (claim.id, claim.quote, "review")
    assert after.certainty == "PR+"
    assert [source.name for source in after.sources] == ["Joran Tesk"]
    assert after.sources[0].actor == quoting(case, "denied it").sources[0].actor
    assert after.value == Figure(text="9 or 10", low=9, high=10, unit="soldiers")
    assert after.subject == claim.subject


def test_two_corrections_of_one_claim_both_hold(case: SqliteStore) -> None:
    claim = quoting(case, "The KLF attacked the base")
    asking.review(case, claim.id, "corrected", Correction(certainty="PS+"), reason="Hedged.", by="Ana")
    asking.review(case, claim.id, "corrected", Correction(time="2024-03"), reason="No day.", by="Ben")
    after = quoting(case, "The KLF attacked the base")
    assert (after.certainty, after.time and after.time.latest) == ("PS+", "2024-03-31")
    asking.review(case, claim.id, "accepted", by="Ana")
    assert quoting(case, "The KLF attacked the base") == after


def test_reading_again_takes_no_review_away(case: SqliteStore) -> None:
    denial, attack = quoting(case, "denied it"), quoting(case, "The KLF attacked the base")
    asking.review(case, denial.id, "rejected", reason="He spoke of the raid.", by="Ana")
    asking.review(case, attack.id, "corrected", Correction(certainty="PR+"), reason="Hedged.", by="Ana")
    read_again(case)
    assert denial.id not in {claim.id for claim in asking.claims(case)}
    assert quoting(case, "The KLF attacked the base").certainty == "PR+"


def test_a_claim_somebody_vouched_for_stays_where_a_later_reader_misses_it(case: SqliteStore) -> None:
    weapons = quoting(case, "sold weapons")
    asking.review(case, weapons.id, "accepted", by="Ana")
    read_again(case, without="sold weapons")
    kept = quoting(case, "sold weapons")
    assert (kept.id, kept.reader) == (weapons.id, "review")
    read_again(case, version="3", without="The KLF attacked the base")
    assert not [claim for claim in asking.claims(case) if "attacked the base" in claim.quote]


def test_what_cannot_be_a_review_is_refused_with_the_way_out(case: SqliteStore) -> None:
    id = quoting(case, "denied it").id
    with pytest.raises(AskingError, match="say why"):
        asking.review(case, id, "rejected", by="Ana")
    with pytest.raises(AskingError, match="Say what changes"):
        asking.review(case, id, "corrected", reason="Wrong.", by="Ana")
    with pytest.raises(CodebookError, match="no predicate"):
        asking.review(case, id, "corrected", Correction(predicate="trains"), reason="Wrong.", by="Ana")
    with pytest.raises(AskingError, match="masked name"):
        asking.review(case, id, "corrected", Correction(subject=("▮▮▮▮",)), reason="Wrong.", by="Ana")
    with pytest.raises(AskingError, match="no such claim"):
        asking.review(case, "c-none", "accepted", by="Ana")
    with pytest.raises(AskingError, match="no such review stands"):
        case.undo_review(7, reason="Wrong.", by="Ana")
    assert case.reviews() == []


def test_agreement_is_counted_by_rule_and_what_was_undone_does_not_count(case: SqliteStore) -> None:
    claims = asking.claims(case)[:4]
    asking.review(case, claims[0].id, "accepted", by="Ana")
    asking.review(case, claims[1].id, "corrected", Correction(stance="alleged"), reason="Hedged.", by="Ana")
    asking.review(case, claims[2].id, "rejected", reason="Not said.", by="Ana")
    undone = asking.review(case, claims[3].id, "rejected", reason="Not said.", by="Ana")
    case.undo_review(undone.number, reason="It is.", by="Ana")
    [told] = asking.agreement(case)
    assert (told.rule, told.reviewed, told.accepted, told.corrected, told.rejected) == ("told", 3, 1, 1, 1)
    assert told.agreed == pytest.approx(1 / 3)
    assert told.fields == {"stance": 1}
    assert [(review.verdict, review.undone) for review in case.reviews()][-1] == ("rejected", 5)
