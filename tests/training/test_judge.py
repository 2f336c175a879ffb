"""What the judge learns from: coded reports that may be shipped, and none of those that stay unseen."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from sayso.codebook.predicates import load
from training import judge

GOLD = Path(__file__).parents[3] / "shared" / "gold"


def test_every_mini_report_is_coded_with_predicates_of_the_codebook() -> None:
    known = {p.id for p in load()}
    reports = list(judge.mini_reports(judge.HERE / "claims"))
    assert len(reports) >= 100
    assert {row["predicate"] for coded in reports for row in coded.gold} <= known


def test_a_claim_stands_at_its_word_in_its_own_sentence(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("They left.\nThey left again.\n> moves_to left | They |\n", "utf8")
    [coded] = judge.mini_reports(tmp_path)
    [row] = coded.gold
    assert (row["start"], row["end"], row["subject"], row["object"]) == (16, 20, ["They"], [])


def test_a_claim_whose_word_is_not_there_is_named(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("They left.\n> moves_to fled | They |\n", "utf8")
    with pytest.raises(ValueError, match=r"x\.txt, report 0: 'fled' is not in its sentence"):
        list(judge.mini_reports(tmp_path))


@pytest.mark.skipif(not GOLD.exists(), reason="the gold claims are not part of the repository")
def test_no_report_is_learned_from_that_is_held_out_or_may_not_be_shipped() -> None:
    names = {coded.name for coded in judge.open_texts(GOLD, judge.scorer(GOLD))}
    assert len(names) > 40
    assert not [name for name in names if int(name[5:]) % 3 == 0]
    index = (GOLD / "re3d" / "index.tsv").read_text("utf8").splitlines()
    assert not names & {line.split("\t")[0] for line in index if "BBC" in line}


def test_the_phrase_that_is_always_right_is_learned() -> None:
    """Two phrases a place, and the one on the same path is right each time."""
    place = judge.Place("x", "subject", "attack", ((">nsubj",), (">obj",)), frozenset({0}), 1.0)
    weights = judge.learn_phrases([place] * 20)
    assert weights["subject|>nsubj"] > 0.5 > -0.5 > weights["subject|>obj"]


def test_a_ground_of_wrong_claims_speaks_against() -> None:
    good, bad = {"any": 1.0, "object given": 1.0}, {"any": 1.0, "no object": 1.0}
    weights = judge.learn_claims([good] * 30 + [bad] * 30, [True] * 30 + [False] * 30)
    assert weights["object given"] > 0 > weights["no object"]


def test_the_lowest_point_of_a_long_valley_is_found() -> None:
    """Rosenbrock's valley: the bottom is easily reached, its lowest point, (1, 1), is not."""

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        x, y = w
        down = np.array([-2 * (1 - x) - 400 * x * (y - x * x), 200 * (y - x * x)])
        return float((1 - x) ** 2 + 100 * (y - x * x) ** 2), down

    assert judge.lowest(loss, 2, steps=500) == pytest.approx([1, 1], abs=1e-2)
