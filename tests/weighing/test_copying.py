"""Copies are found whichever way they are looked for, and a thousand of them at once."""

from __future__ import annotations

import random
import re
import time
from collections.abc import Sequence
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st
from tests.weighing.case import a_claim, a_report

from sayso.records import Claim, Document
from sayso.weighing.copying import repeating

_WORDS = ("guns", "crossed", "the", "river", "at", "night", "while", "guards", "slept")


def told_in(reports: Sequence[tuple[str, str]]) -> tuple[list[list[Claim]], dict[str, Document]]:
    """One teller for each passage, who claims something in it; the documents by id."""
    tellers, documents = [], {}
    for name, passage in reports:
        tellers.append([a_claim("Kessar Front", "train", report=name, quote=passage)])
        document = a_report(name, passage)
        documents[document.id] = document
    return tellers, documents


def pair_by_pair(reports: Sequence[tuple[str, str]]) -> set[frozenset[int]]:
    """The same, as it is defined: every two passages compared, and what repeats what repeats it counted in."""
    words = [re.findall(r"\w+", passage) for _, passage in reports]
    runs = [{tuple(said[at : at + 5]) for at in range(len(said) - 4)} for said in words]
    groups = {frozenset([place]) for place in range(len(reports))}
    for one, other in combinations(range(len(reports)), 2):
        fewer = min(len(runs[one]), len(runs[other]))
        passage = reports[one][0] != reports[other][0] and fewer and 2 * len(runs[one] & runs[other]) >= fewer
        if passage or (words[one] == words[other] and len(words[one]) >= 6):
            here = next(group for group in groups if one in group)
            there = next(group for group in groups if other in group)
            groups = (groups - {here, there}) | {here | there}
    return groups


passages = st.lists(st.sampled_from(_WORDS), min_size=3, max_size=14).map(" ".join)


@given(st.lists(passages, min_size=2, max_size=9))
def test_the_index_finds_what_comparing_every_two_passages_finds(texts: list[str]) -> None:
    reports = [(f"{place}.txt", text) for place, text in enumerate(texts)]
    tellers, documents = told_in(reports)
    assert {frozenset(group) for group in repeating(tellers, documents)} == pair_by_pair(reports)


def test_a_copy_of_a_copy_is_a_copy_though_little_of_the_first_is_left() -> None:
    story = [*_WORDS, "and", "boats", "waited", "under", "the", "old", "bridge"]
    reports = [("one.txt", " ".join(story[:10])), ("two.txt", " ".join(story[3:])), ("three.txt", "said and done")]
    tellers, documents = told_in([*reports, ("four.txt", " ".join(story[8:]))])
    assert [0, 1, 3] in repeating(tellers, documents)


def test_two_thousand_reprints_with_a_word_changed_are_found_at_once() -> None:
    chance = random.Random(1)
    story = [f"word{place}" for place in range(60)]
    reprints = [" ".join(word if place != changed else f"other{number}" for place, word in enumerate(story))
                for number in range(2000) for changed in [chance.randrange(60)]]  # fmt: skip
    tellers, documents = told_in([(f"{place}.txt", text) for place, text in enumerate(reprints)])
    began = time.process_time()
    assert len(repeating(tellers, documents)) == 1
    assert time.process_time() - began < 5  # comparing every two takes a minute
