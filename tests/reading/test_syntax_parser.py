"""The narrow door: what stands behind it can be anything that answers."""

from __future__ import annotations

import importlib
import json
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.reading.syntax import Labels, Parser, TokenParser, Tokens, load_parser, parser_names
from sayso.reading.syntax.parser import BUILT_IN
from sayso.reading.syntax.show import as_conllu, as_json, parse_lines, parse_token_lines
from sayso.records.errors import MissingExtraError, ReadingError
from sayso.records.syntax import Name, Predicate, Sentence

WORDS = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1)


class Chain(TokenParser):
    """Every word hangs on the one before it; capitals are names. Small enough to see through."""

    def label(self, sentences: Sequence[Tokens]) -> Sequence[Labels]:
        return [
            Labels(
                upos=tuple("PROPN" if word[0].isupper() else "VERB" for word in tokens.words),
                xpos=tuple("NNP" if word[0].isupper() else "VBD" for word in tokens.words),
                heads=tuple(range(-1, len(tokens) - 1)),
                relations=("root", *["dep"] * (len(tokens) - 1)),
                names=tuple(
                    Name(first=i, last=i + 1, label="ORG", kind="AG")
                    for i, word in enumerate(tokens.words)
                    if word[0].isupper()
                ),
            )
            for tokens in sentences
        ]


RAIDED = Sentence(
    words=("Kessar", "has", "n't", "raided", "Navar"),
    starts=(0, 7, 10, 14, 21),
    ends=(6, 10, 13, 20, 26),
    lemmas=("Kessar", "have", "not", "raid", "Navar"),
    upos=("PROPN", "AUX", "PART", "VERB", "PROPN"),
    xpos=("NNP", "VBZ", "RB", "VBN", "NNP"),
    heads=(3, 3, 3, -1, 3),
    relations=("nsubj", "aux", "advmod", "root", "obj"),
    names=(Name(first=0, last=1, label="LOC", kind="STATE"),),
    predicates=(Predicate(at=3, roleset="raid.01", arguments=((0, "ARG0"), (4, "ARG1"))),),
    factuality=((3, -2.5),),
    feats=("Number=Sing", "Number=Sing|Person=3", "", "Tense=Past|VerbForm=Part", "Number=Sing"),
)


def test_a_model_that_labels_words_gets_sentences_offsets_and_lemmas_for_free():
    parser: Parser = Chain()
    text = "Kessar raided Navar. Navar fled."
    first, second = parser.parse(text)
    assert first.words == ("Kessar", "raided", "Navar", ".")
    assert first.lemmas[1] == "raid"
    assert second.lemmas[1] == "flee"
    assert text[second.start : second.end] == "Navar fled."
    assert parser.parse(text, spans=[(21, 32)]) == [second]
    assert parser.parse(" \n\n ") == []


def test_given_words_stay_as_they_were_given():
    (sentence,) = Chain().parse_tokens([["He", "can't", "U.S.-led"]])
    assert sentence.words == ("He", "can't", "U.S.-led")
    assert sentence.starts == (0, 3, 9)
    with pytest.raises(ReadingError):
        Chain().parse_tokens([[]])


def test_a_sentence_shows_as_one_object_with_heads_from_one():
    assert as_json(RAIDED, "s-1") == {
        "id": "s-1",
        "words": ["Kessar", "has", "n't", "raided", "Navar"],
        "start": [0, 7, 10, 14, 21],
        "lemmas": ["Kessar", "have", "not", "raid", "Navar"],
        "upos": ["PROPN", "AUX", "PART", "VERB", "PROPN"],
        "xpos": ["NNP", "VBZ", "RB", "VBN", "NNP"],
        "feats": ["Number=Sing", "Number=Sing|Person=3", "", "Tense=Past|VerbForm=Part", "Number=Sing"],
        "heads": [4, 4, 4, 0, 4],
        "deps": ["nsubj", "aux", "advmod", "root", "obj"],
        "names": [[0, 1, "LOC", "STATE"]],
        "predicates": [{"at": 3, "roleset": "raid.01", "args": [[0, "ARG0"], [4, "ARG1"]]}],
        "factuality": [[3, -2.5]],
    }


def test_a_sentence_shows_in_the_ten_columns_of_conllu():
    assert as_conllu(RAIDED, "s-1", "Kessar hasn't raided Navar").splitlines() == [
        "# sent_id = s-1",
        "# text = Kessar hasn't raided Navar",
        "1\tKessar\tKessar\tPROPN\tNNP\tNumber=Sing\t4\tnsubj\t_\tName=B-LOC-STATE",
        "2\thas\thave\tAUX\tVBZ\tNumber=Sing|Person=3\t4\taux\t_\tSpaceAfter=No",
        "3\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t_\t_",
        "4\traided\traid\tVERB\tVBN\tTense=Past|VerbForm=Part\t0\troot\t_\tPredicate=raid.01|Args=1:ARG0,5:ARG1|Factuality=-2.50",
        "5\tNavar\tNavar\tPROPN\tNNP\tNumber=Sing\t4\tobj\t_\t_",
        "",
    ]


def test_text_goes_in_and_a_sentence_a_line_comes_out():
    lines = [json.loads(line) for line in parse_lines(Chain(), "Kessar fled. Navar fled.", id="wire.txt")]
    assert [(line["id"], line["start"][0]) for line in lines] == [("wire.txt-1", 0), ("wire.txt-2", 13)]
    assert "".join(parse_lines(Chain(), "Kessar fled.", format="conllu")).endswith("\n\n")


def test_words_go_in_and_come_out_under_their_id_in_order():
    given_lines = [json.dumps({"id": i, "words": ["Kessar", "fled"] * (1 + i % 3)}) for i in range(150)]
    shown = [json.loads(line) for line in parse_token_lines(Chain(), ["", *given_lines, "\n"])]
    assert [line["id"] for line in shown] == list(range(150))
    assert shown[2]["words"] == ["Kessar", "fled"] * 3


@pytest.mark.parametrize("line", ["{", '{"id": 1}', '{"id": 1, "words": "no"}', '{"id": 1, "words": []}'])
def test_a_line_that_holds_no_words_is_named_and_those_before_it_are_shown(line):
    shown = parse_token_lines(Chain(), ['{"id": "a", "words": ["Fled"]}', line])
    assert json.loads(next(shown))["id"] == "a"
    with pytest.raises(ReadingError, match="Line 2"):
        next(shown)


@settings(deadline=None)  # a busy machine is no fault of the text
@given(st.lists(WORDS, min_size=1))
def test_conllu_never_loses_a_line_whatever_the_words(words):
    (sentence,) = Chain().parse_tokens([words])
    assert len(as_conllu(sentence, 1).split("\n")) == len(words) + 4


def test_a_parser_nobody_knows_is_refused_with_the_names_that_are_known():
    with pytest.raises(ReadingError, match="spacy"):
        load_parser("crystal-ball")
    assert {"encoder", "spacy"} <= set(parser_names())


def test_the_parsers_we_ship_come_in_by_the_door_that_is_open_to_all():
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["entry-points"]["sayso.parsers"] == BUILT_IN


def test_without_spacy_the_extra_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "spacy", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'sayso\[spacy\]'"):
        load_parser("spacy:somewhere")


def test_the_environment_names_the_default(monkeypatch):
    monkeypatch.setitem(sys.modules, "spacy", None)
    monkeypatch.setenv("SAYSO_PARSER", "spacy:somewhere")
    with pytest.raises(MissingExtraError):
        load_parser()


def test_a_package_can_add_a_parser_of_its_own(monkeypatch):
    class Point:
        @staticmethod
        def load() -> object:
            return lambda argument: Chain() if argument == "loose" else None

    module = importlib.import_module("sayso.reading.syntax.parser")
    monkeypatch.setattr(module, "entry_points", lambda group, name: [Point()] if name == "chain" else [])
    assert isinstance(load_parser("chain:loose"), Chain)
