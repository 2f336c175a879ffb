"""What the compact English model promises, whatever its weights."""

from __future__ import annotations

from functools import cache
from itertools import product
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.reading.syntax import as_tokens, load_parser
from sayso.reading.syntax.model import (
    PIECES_A_WORD,
    EncoderParser,
    bio_spans,
    open_parser,
    sentence_kind,
    tree,
    whole_names,
    word_shape,
)
from sayso.records.errors import ReadingError
from sayso.records.syntax import Name

RAID = ["Gunmen", "killed", "four", "soldiers", "in", "Marib", "on", "Tuesday", ",", "the", "army", "said", "."]
SENTENCES = [
    RAID,
    ["Denied", "."],
    ["GUNMEN", "KILLED", "FOUR", "SOLDIERS", "IN", "MARIB"],
    [
        "The",
        "killing",
        "of",
        "the",
        "mayor",
        "of",
        "Tal",
        "Abyad",
        "by",
        "a",
        "faction",
        "of",
        "the",
        "Northern",
        "Front",
        "was",
        "condemned",
        "in",
        "Geneva",
        ".",
    ],
    ["—"],
]


@cache
def model() -> EncoderParser:
    return open_parser()


def is_a_tree(heads: list[int] | tuple[int, ...]) -> bool:
    def reaches_the_root(node: int) -> bool:
        for _ in heads:
            if heads[node] == -1:
                return True
            node = heads[node]
        return False

    return list(heads).count(-1) == 1 and all(map(reaches_the_root, range(len(heads))))


def test_a_plain_sentence_shows_who_did_what_to_whom():
    seen = model().parse_tokens([RAID])[0]
    assert seen.heads[seen.words.index("Gunmen")] == seen.words.index("killed")
    assert seen.relations[seen.words.index("Gunmen")] == "nsubj"
    assert [(name.label, seen.words[name.first]) for name in seen.names] == [("LOC", "Marib")]
    killing = next(p for p in seen.predicates if p.roleset == "kill.01")
    assert {(0, "ARG0"), (3, "ARG1")} <= set(killing.arguments)
    assert dict(seen.factuality)[killing.at] > 0.5


def test_a_noun_can_be_the_predicate():
    seen = model().parse_tokens([SENTENCES[3]])[0]
    killing = next(p for p in seen.predicates if p.at == 1)
    assert killing.roleset == "kill.01"
    assert (SENTENCES[3].index("mayor"), "ARG1") in killing.arguments


def test_a_sentence_is_read_alike_whatever_stands_beside_it():
    alone = [model().parse_tokens([words])[0] for words in SENTENCES]
    assert model().parse_tokens(SENTENCES) == alone
    assert model().parse_tokens(SENTENCES[::-1])[::-1] == alone
    assert model().parse_tokens([RAID * 12, *SENTENCES])[1:] == alone


def test_scores_are_the_same_bytes_each_time():
    pieces = [model()._pieces.of(word) for word in RAID]
    first, again = model().scores(RAID, pieces), open_parser().scores(RAID, pieces)
    assert all(first[name].tobytes() == again[name].tobytes() for name in first)


def test_the_default_parser_is_this_model(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("SAYSO_PARSER", raising=False)
    assert isinstance(load_parser(), EncoderParser)


@pytest.mark.parametrize("count", [1, 2, 170, 700])
def test_sentences_of_any_length_are_read_whole(count: int):
    words = [("balochistan's", "Zhob", "fired", ",", "42")[i % 5] for i in range(count)]
    seen = model().parse_tokens([words])[0]
    assert len(seen.heads) == len(seen.upos) == len(seen.relations) == count
    assert is_a_tree(seen.heads)
    assert [i for i, relation in enumerate(seen.relations) if relation == "root"] == [seen.heads.index(-1)]


@given(
    st.lists(st.text(st.characters(exclude_categories=["Zs", "Zl", "Zp", "Cs"]), min_size=1), min_size=1, max_size=6)
)
@settings(max_examples=40, deadline=None)
def test_any_words_are_read(words: list[str]):
    words = [word for word in words if word.split() == [word]] or ["x"]
    seen = model().label([as_tokens(words)])[0]
    assert is_a_tree(seen.heads)
    assert all(-3 <= value <= 3 for _, value in seen.factuality)


def test_predicates_can_be_given():
    seen = model().read(RAID, predicates=[1])
    assert [p.at for p in seen.predicates] == [1]
    assert model().read(RAID, predicates=[]).predicates == ()


@given(
    st.integers(1, 4).flatmap(
        lambda n: st.lists(st.floats(-9, 9, width=32), min_size=n * (n + 1), max_size=n * (n + 1))
    )
)
@settings(deadline=None)
def test_the_tree_is_the_best_there_is(values: list[float]):
    count = int((len(values) + 0.25) ** 0.5)
    scores = np.array(values, np.float32).reshape(count, count + 1)
    heads = tree(scores)
    assert is_a_tree(heads)

    def weight(candidate: list[int] | tuple[int, ...]) -> float:
        normal = scores.astype(float)
        normal[np.arange(count), np.arange(1, count + 1)] = -np.inf
        normal -= np.log(np.exp(normal).sum(1, keepdims=True))
        return float(sum(normal[i, head + 1] for i, head in enumerate(candidate)))

    best = max(
        weight(c)
        for c in product(range(-1, count), repeat=count)
        if is_a_tree(c) and all(h != i for i, h in enumerate(c))
    )
    assert weight(heads) == pytest.approx(best, abs=1e-4)


def test_a_numbered_role_is_given_once():
    labels = model()._arguments
    agent, time = labels.index("ARG0"), labels.index("ARGM-TMP")
    scores = np.zeros((len(labels), 4), np.float32)
    scores[agent] = [3, 5, 4, 0]
    scores[time] = [2, 0, -1, 1]
    assert model()._one_each([agent, agent, agent, time], scores) == [time, agent, 0, time]


def test_a_name_does_not_end_in_a_preposition_when_it_goes_on():
    cut = (Name(first=0, last=2, label="ORG", kind="ORG"), Name(first=2, last=4, label="ORG", kind="PTY"))
    upos, heads = ("PROPN", "ADP", "PROPN", "PROPN"), (-1, 3, 3, 0)  # Centre for Sahel Studies
    [whole] = whole_names(cut, upos, heads, ("root", "case", "compound", "nmod"))
    assert (whole.first, whole.last, whole.kind) == (0, 4, "ORG")


def test_names_side_by_side_are_one_only_where_the_tree_joins_them():
    paper = (Name(first=0, last=1, label="ORG", kind="ORG"), Name(first=1, last=2, label="ORG", kind="ORG"))
    assert len(whole_names(paper, ("PROPN", "PROPN"), (1, -1), ("compound", "root"))) == 1  # the Daily Courier
    assert len(whole_names(paper, ("PROPN", "PROPN"), (-1, 0), ("root", "appos"))) == 2


def test_features_are_given_for_every_word_and_fit_its_tag():
    seen = model().read(RAID)
    assert len(seen.feats) == len(RAID)
    assert "Tense=Past" in seen.feats[1]
    assert "Number=Plur" in seen.feats[3]
    assert seen.feats[-1] == ""


def test_a_name_starts_where_it_begins():
    # columns O, B-0, I-0, B-1, I-1; the second word alone would be the inside of a name that never began
    scores = np.log(
        np.array(
            [[0.9, 0.08, 0.01, 0.005, 0.005], [0.1, 0.3, 0.5, 0.05, 0.05], [0.1, 0.1, 0.7, 0.05, 0.05]], np.float32
        )
    )
    assert bio_spans(scores) == [(1, 3, 0)]


@pytest.mark.parametrize(
    ("word", "shape"),
    [("camp", 1), ("Marib", 2), ("TTP", 3), ("I", 4), ("al-Ani", 5), ("McCain", 5), ("2014", 6), ("F-16", 7), (",", 8)],
)
def test_the_model_sees_how_a_word_is_written(word: str, shape: int):
    assert word_shape(word) == shape


def test_the_model_sees_how_a_sentence_is_written():
    def kind(text: str) -> int:
        return sentence_kind([word_shape(word) for word in text.split()])

    assert kind("Gunmen attacked a convoy near Marib .") == 0
    assert kind("GUNMEN ATTACKED A CONVOY") == 1
    assert kind("Gunmen Attack Army Convoy near Marib") == 2
    assert kind("gunmen attacked a convoy near marib") == 3
    assert kind("1 , 2") == 0


def test_a_word_never_has_too_many_pieces():
    assert 1 <= len(model()._pieces.of("https://" + "x7q" * 400)) <= PIECES_A_WORD
    assert len(model()._pieces.of("\u200b")) == 1


def test_a_folder_without_a_model_says_what_one_is(tmp_path: Path):
    with pytest.raises(ReadingError, match=r"encoder\.onnx"):
        open_parser(str(tmp_path))
