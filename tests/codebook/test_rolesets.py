"""The PropBank rolesets weighed for the frames: each stands in a frame with its words, or has a reason why not."""

from __future__ import annotations

import csv
from importlib.resources import files

import pytest

from sayso.codebook import load_lexicon

FRAMES = {frame.id: frame for frame in load_lexicon().frames}
LINES = (files("sayso.codebook") / "data" / "rolesets.tsv").read_text("utf8").splitlines()
ROWS = list(csv.DictReader((line for line in LINES if not line.startswith("#")), delimiter="\t"))
STANDING = [row for row in ROWS if row["frame"] != "-"]


def test_no_roleset_is_weighed_twice_for_a_frame() -> None:
    pairs = [(row["roleset"], row["frame"]) for row in ROWS]
    assert len(set(pairs)) == len(pairs)


def test_a_roleset_that_stands_nowhere_has_a_reason_and_stands_in_no_frame() -> None:
    left_out = {row["roleset"] for row in ROWS if row["frame"] == "-"}
    assert all(row["reason"] for row in ROWS)
    assert not left_out & {row["roleset"] for row in STANDING}


@pytest.mark.parametrize("frame", sorted({row["frame"] for row in STANDING}))
def test_the_words_of_a_roleset_stand_in_its_frame(frame: str) -> None:
    has = {"verb": FRAMES[frame].verbs, "noun": FRAMES[frame].nouns, "adjective": FRAMES[frame].adjectives}
    for row in STANDING:
        if row["frame"] == frame:
            for group in row["words"].split("; "):
                word_class, _, words = group.partition(": ")
                assert set(words.split(", ")) <= set(has[word_class]), row
