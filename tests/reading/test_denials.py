"""Who denies what was said just before."""

from __future__ import annotations

import pytest
from tests.support.reading import claims_of


@pytest.mark.parametrize(
    ("text", "predicate", "denier"),
    [
        ("Norvia accused Selmara of arming the Kessar Front. Selmara rejected the accusation.",
         "supply_weapons", "Selmara"),
        ("Norvia accused Selmara of arming the Kessar Front, but Selmara denied it.", "supply_weapons", "Selmara"),
        ("The panel said that Selmara had armed the Kessar Front, a claim the Selmaran army rejects.",
         "supply_weapons", "Selmaran army"),
    ],
)  # fmt: skip
def test_a_denial_answers_the_claim_before_it(text, predicate, denier):
    denied = [c for c in claims_of(text) if c.stance == "denied" and c.predicate == predicate]
    assert [c.sources[-1].name for c in denied] == [denier]
    assert {c.certainty for c in denied} == {"CT-"}
    assert all(c.quote in text for c in denied)


def test_a_denial_of_something_else_denies_nothing_before_it():
    claims = claims_of("The Kessar Front attacked the barracks. The minister denied that he had left the country.")
    assert not [c for c in claims if c.stance == "denied" and c.predicate == "attack"]
