"""The recipe's data: what the corpora say of a sentence stays true when the sentence is changed for practice."""

from __future__ import annotations

import json
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from training.augment import Augment
from training.data import Item, Kinds, Role, head_of, mark_peoples

from training import data

RATES = {"upper": 0.3, "headline": 0.3, "lower": 0.3, "unpunctuated": 0.8, "renamed": 0.8, "curly": 0.5}


def a_sentence() -> Item:
    return Item(
        "x",
        ["Mara", "Kessar", "'s", "brother", "fled", "Navar", "."],
        lemmas=["Mara", "Kessar", "'s", "brother", "flee", "Navar", "."],
        upos=["PROPN", "PROPN", "PART", "NOUN", "VERB", "PROPN", "PUNCT"],
        xpos=["NNP", "NNP", "POS", "NN", "VBD", "NNP", "."],
        heads=[4, 1, 1, 5, 0, 5, 5],
        relations=["nmod:poss", "flat", "case", "nsubj", "root", "obj", "punct"],
        names=[frozenset({x}) for x in ("B-PER", "I-PER", "O", "O", "O", "B-PLC", "O")],
        spans=[(0, 2, "PER"), (5, 6, "LOC")],
        roles=[Role(4, "flee.01", [(3, "ARG0"), (5, "ARG1")])],
        all_predicates=True,
    )


@given(st.integers())
def test_a_changed_sentence_keeps_its_answers(seed: int):
    item = a_sentence()
    changed = Augment(RATES, [item])(item, Random(seed))
    count = len(changed.words)
    assert count in (6, 7)
    for row in (changed.lemmas, changed.upos, changed.xpos, changed.heads, changed.relations, changed.names):
        assert row is not None
        assert len(row) == count
    assert changed.roles == item.roles
    assert item == a_sentence()  # the original is left alone


def test_the_same_seed_changes_a_sentence_alike():
    item = a_sentence()
    changed = [Augment(RATES, [item])(item, Random(7)).words for _ in range(2)]
    assert changed[0] == changed[1]


def test_the_head_of_a_span_hangs_outside_it():
    heads = a_sentence().heads
    assert heads is not None
    assert head_of(0, 4, heads) == 3
    assert head_of(0, 3, heads) == 0


@pytest.mark.parametrize(
    ("label", "name", "kinds"),
    [
        ("LOC", "Mali", ["STATE"]),
        ("LOC", "Navar", ["PLC"]),
        ("ORG", "Kessar Liberation Front", ["AG"]),
        ("ORG", "Navar Ministry of Water", ["GOV"]),
        ("ORG", "Kessar Ltd", ["ORG"]),
        ("PER", "Mara", ["PER"]),
    ],
)
def test_the_words_of_a_name_tell_its_finer_type(label: str, name: str, kinds: list[str]):
    assert Kinds().of(label, name.split()) == kinds


def test_peoples_are_found_outside_other_names():
    item = Item(
        "x",
        ["The", "Navari", "army", "feared", "Kessarians", "."],
        lemmas=["the", "Navari", "army", "fear", "Kessarian", "."],
        upos=["DET", "ADJ", "NOUN", "VERB", "PROPN", "PUNCT"],
        xpos=["DT", "JJ", "NN", "VBD", "NNPS", "."],
    )
    row = [Kinds().outside("MISC")] * 6
    mark_peoples(item, row)
    assert [i for i, labels in enumerate(row) if labels == {"B-POP"}] == [1, 4]


def test_every_corpus_has_a_checksum():
    assert json.loads((data.HERE / "checksums.json").read_text("utf-8")).keys() == data.FILES
