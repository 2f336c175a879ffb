"""What a table shows of a record."""

from __future__ import annotations

from tests.weighing.case import a_claim
from tests.weighing.test_findings import the_finding

from sayso.cli.columns import brief_finding, of_finding


def test_two_that_differ_are_not_shown_as_having_something_in_common() -> None:
    apart = a_claim("Navar Guard", "common_ground", "Kessar Front", kind="ideology", certainty="CT-")
    finding = the_finding(apart)
    assert of_finding(finding)["predicate"] == "common_ground/ideology: they differ"
    assert "they differ" in str(brief_finding(finding)["what"])
