"""How many were killed, wounded or went missing, and in what."""

from __future__ import annotations

import pytest
from tests.support.reading import claims_of


def tolls(text: str):
    return [c for c in claims_of(text) if c.predicate == "casualty_count"]


@pytest.mark.parametrize(
    ("sentence", "kind", "number"),
    [
        ("Nine soldiers were killed in the raid.", "killed", 9),
        ("The raid killed nine soldiers.", "killed", 9),
        ("The raid left nine soldiers dead.", "killed", 9),
        ("Nine soldiers died in the raid.", "killed", 9),
        ("Eleven villagers were wounded by the blast.", "wounded", 11),
    ],
)
def test_each_way_of_counting_gives_one_figure(sentence, kind, number):
    (claim,) = tolls(sentence)
    assert claim.kind == kind
    assert claim.value is not None
    assert claim.value.best == number


def test_the_figure_belongs_to_the_event_it_is_told_of():
    (claim,) = tolls("Nine soldiers were killed in the raid on Dolna.")
    assert "raid" in claim.object[0].name


def test_at_least_is_a_lower_bound_and_no_more():
    (claim,) = tolls("At least nine soldiers were killed in the raid.")
    assert claim.value is not None
    assert (claim.value.low, claim.value.best, claim.value.high) == (9, None, None)


def test_killing_a_plan_counts_nobody():
    assert not tolls("The vote killed two plans for the dam.")


def test_a_death_without_a_number_is_no_figure():
    assert not tolls("The guard was killed in the raid.")


def test_where_people_were_killed_comes_before_who_killed_them():
    (claim,) = tolls("League men executed two teachers at Ifnes.")
    assert [m.name for m in claim.object] == ["Ifnes"]


def test_nobody_hurt_counts_no_people():
    (claim,) = tolls("The raid on the mill went on for an hour, but nobody was hurt.")
    assert claim.subject == ()
    assert claim.value is not None
    assert claim.value.best == 0
