"""The gate for reading in bulk: what it passes over holds no act of the codebook, or nobody; and it says so."""

from __future__ import annotations

import pytest
from tests.support.reading import a_report

from sayso.codebook.lexicon import load_lexicon
from sayso.codebook.referring import load_referring
from sayso.codebook.tolls import load_tolls
from sayso.reading.frames import FramesReader
from sayso.reading.gate import Gate, GatedParser
from sayso.reading.syntax import load_parser, tokenize
from sayso.records import ReadingError, Sentence


@pytest.fixture(scope="module")
def gate() -> Gate:
    return Gate.of(load_lexicon(), load_tolls(), load_referring())


@pytest.mark.parametrize(
    "sentence",
    [
        "The Varo Front attacked Selmi.",
        "They burned two villages.",  # nobody is named, but somebody did it
        "Militants opened fire on a patrol.",
        "At least nine people were wounded.",
        "Orel Dass, alias Red Orel, lives there.",
        "Its weapons come from abroad.",
        "Colonel Hadan Orel was there.",
    ],
)
def test_an_act_and_somebody_pass(gate: Gate, sentence: str) -> None:
    assert gate.lets_through(tokenize(sentence).words)


@pytest.mark.parametrize(
    "sentence",
    [
        "The weather was lovely all week.",
        "It was cold and wet all day.",
        "See below for more.",
    ],
)
def test_small_talk_is_passed_over(gate: Gate, sentence: str) -> None:
    assert not gate.lets_through(tokenize(sentence).words)


def test_what_is_passed_over_is_said_and_the_rest_is_read_as_ever() -> None:
    text = "The Varo Front attacked Selmi on Monday. The weather was lovely all week. The army denied any losses."
    exact, bulk = FramesReader.open().read(a_report(text)), FramesReader.open(gate="bulk").read(a_report(text))
    [trouble] = bulk.troubles
    assert (trouble.kind, trouble.why[:18]) == ("passed-over", "1 of 3 sentences n")
    assert not exact.troubles
    assert bulk.claims == exact.claims
    assert bulk.sentences == exact.sentences


def test_a_sentence_passed_over_keeps_its_place_and_has_no_labels(gate: Gate) -> None:
    first, second = GatedParser(load_parser(), gate).parse("See below for more. The Varo Front attacked Selmi.")
    assert (first.passed_over, second.passed_over) == (True, False)
    assert set(first.upos) == {"X"}
    assert second == load_parser().parse("See below for more. The Varo Front attacked Selmi.")[1]


def test_a_parser_that_labels_no_words_cannot_stand_behind_the_gate(gate: Gate) -> None:
    class Whole:
        def parse(self, text: str, *, spans: object = None) -> list[Sentence]:
            return []

        def parse_tokens(self, sentences: object) -> list[Sentence]:
            return []

    with pytest.raises(ReadingError, match="without --bulk"):
        GatedParser(Whole(), gate)


def test_there_is_no_third_gate() -> None:
    with pytest.raises(ReadingError, match=r"`open`.*`bulk`"):
        FramesReader.open(gate="ajar")
