"""How far two readings of one report agree."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.makers import a_claim, a_document

from sayso.codebook import load
from sayso.exporting.claims import claim_json
from sayso.records import Claim, Figure, Source
from sayso.running.agreement import LEVELS, Level, agreement, interval, pairs, same_thing, total

CODEBOOK = load()
SCORER = Path(__file__).parents[3] / "shared" / "gold" / "score.py"
TEXT = a_document("Harbour Post said the Kessar Front attacked the mill in Dolna. Nine died. Navar denied it.")
SAID = a_claim(TEXT, "the Kessar Front attacked the mill", by=("Harbour Post",), subject="Kessar Front", object="mill")


def levels(gold: Claim, found: Claim) -> list[Level]:
    return [level for level, count in agreement([gold], [found], CODEBOOK).items() if count.right]


def test_a_claim_agrees_with_itself_at_every_level() -> None:
    assert levels(SAID, SAID) == list(LEVELS)


@pytest.mark.parametrize(
    ("found", "reached"),
    [
        (replace(SAID, predicate="clash"), []),
        (replace(SAID, start=70, end=80), []),  # other words of the report
        (replace(SAID, subject=a_claim(TEXT, "Navar", subject="Navar").subject), ["act"]),
        (replace(SAID, sources=()), ["act", "proposition"]),
        (replace(SAID, certainty="PS+"), ["act", "proposition", "attributed"]),
        (replace(SAID, certainty="CT-"), ["act", "proposition", "attributed"]),
        (replace(SAID, stance="alleged"), list(LEVELS)),  # who alleges speaks for it, as who affirms
    ],
)
def test_each_level_asks_more(found: Claim, reached: list[Level]) -> None:
    assert levels(SAID, found) == reached


def test_the_sides_of_a_mutual_act_may_change_places() -> None:
    clash = replace(SAID, predicate="clash")
    assert levels(clash, replace(clash, subject=clash.object, object=clash.subject)) == list(LEVELS)
    assert levels(SAID, replace(SAID, subject=SAID.object, object=SAID.subject)) == ["act"]


def test_a_figure_must_be_the_same_where_something_is_counted() -> None:
    nine, ten = (Figure(text=f"{number} people") for number in (9, 10))
    dead = replace(SAID, predicate="casualty_count", value=nine)
    assert levels(dead, replace(dead, value=ten)) == ["act"]
    assert levels(replace(SAID, value=nine), replace(SAID, value=ten)) == list(LEVELS)  # not counted by an attack


def test_the_report_itself_is_one_source_whatever_it_is_called() -> None:
    own = replace(SAID, sources=())
    assert levels(own, replace(own, sources=(Source(name="AUTHOR", text="", kind="document"),))) == list(LEVELS)


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("the Kessar Liberation Front", "KLF", True),
        ("Norvian soldiers", "soldiers", True),
        ("Norvia", "Norvian", True),
        ("Kessar Liberation Front", "Kessar Liberation Army", False),
        ("the grey mill at Dolna", "the mill", True),
        ("the mill", "the harbour", False),
        ("", "", True),
        ("", "the mill", False),
    ],
)
def test_two_wordings_point_at_one_thing(left: str, right: str, same: bool) -> None:
    assert same_thing(left, right) is same
    assert same_thing(right, left) is same


def test_an_alias_told_in_the_report_is_the_same_thing() -> None:
    assert not same_thing("Shield Brigade", "Ninth Column")
    alias = replace(SAID, predicate="has_alias", subject=a_claim(TEXT, "mill", subject="Shield Brigade").subject,
                    object=a_claim(TEXT, "mill", subject="Ninth Column").subject)  # fmt: skip
    gold = replace(SAID, subject=alias.subject)
    found = replace(SAID, subject=alias.object)
    assert agreement([gold, alias], [found], CODEBOOK)["proposition"].right == 1


@given(st.randoms(use_true_random=False))
def test_the_order_of_claims_never_changes_the_pairing(chance) -> None:
    gold = [SAID, replace(SAID, object=()), replace(SAID, sources=())]
    found = [replace(SAID, certainty="PR+"), SAID, replace(SAID, subject=()), replace(SAID, sources=())]
    reached = {level: count.right for level, count in agreement(gold, found, CODEBOOK).items()}
    shuffled = agreement(chance.sample(gold, k=3), chance.sample(found, k=4), CODEBOOK)
    assert {level: count.right for level, count in shuffled.items()} == reached


def test_nobody_is_paired_twice() -> None:
    found = pairs([SAID, SAID, SAID], [SAID, SAID], "full", CODEBOOK)
    assert len(found) == 2


def test_reports_are_summed_and_bounds_come_out_the_same_twice() -> None:
    counts = [agreement([SAID], [SAID], CODEBOOK)["act"], agreement([SAID], [], CODEBOOK)["act"]]
    assert total(counts).f1 == pytest.approx(2 / 3)
    assert interval(counts) == interval(counts)


@pytest.mark.skipif(not SCORER.exists(), reason="the gold claims' scorer is not in ../shared beside the repository")
def test_we_count_what_the_scorer_of_the_gold_claims_counts(tmp_path: Path) -> None:
    """A claim right in all, one with a wrong subject, one in a report that has none."""
    head = "doc sid start end quote source_chain stance certainty predicate subject object kind place time value note"
    row = ["a", "a.1", "0", "9", "x", "AUTHOR", "affirmed", "CT+", "attack", "Kessar Front", "mill", *[""] * 5]
    gold, read = tmp_path / "gold.tsv", tmp_path / "claims.jsonl"
    gold.write_text("\n".join("\t".join(cells) for cells in [head.split(), row, ["b", "b.1", *row[2:]]]) + "\n", "utf8")
    told = replace(SAID, start=0, end=9, sources=())
    wrong = replace(told, document="b.txt", subject=a_claim(TEXT, "Navar", subject="Navar").subject)
    right = replace(told, document="a.txt")
    read.write_text("".join(json.dumps(claim_json(claim)) + "\n" for claim in (right, wrong)), "utf8")
    command = [sys.executable, str(SCORER), str(gold), str(read), "--json"]
    theirs = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    ours = [agreement([told], [found], CODEBOOK) for found in (right, wrong)]
    for level in LEVELS:
        sums = total(counts[level] for counts in ours)
        assert (sums.right, sums.gold, sums.found) == tuple(theirs[level][k] for k in ("hits", "gold", "predicted"))
